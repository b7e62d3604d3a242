"""Values and disputes in plain English words, for exports that people read."""

from typing import TYPE_CHECKING, assert_never

from chrono56.exporters.date_words import in_words
from chrono56.exporters.distance import ordering_words
from chrono56.exporters.names import agent_name, event_name, place_name
from chrono56.model import (
    Citation,
    Claim,
    Dating,
    Figure,
    Location,
    Occurrence,
    Ordering,
    Participation,
    Relation,
    Statement,
    UnknownValue,
    Value,
)

if TYPE_CHECKING:
    from chrono56.chronology import Chronology, ClaimView, Dispute


def value_words(claim: Claim, chronology: "Chronology", language: str) -> str:
    """Return what a claim says, with its mode where that is not plain assertion.

    >>> from chrono56.model import Figure, Source
    >>> report = Source("un-1957").at(paragraph=89)
    >>> killed = Claim("c1", "uprising", Figure("killed", low=2500), (report,))
    >>> value_words(killed, None, "en")  # no names to look up in this one
    'killed: at least 2500'
    """
    said = _said(claim, chronology, language)
    return said if claim.mode == "asserted" else f"{claim.mode}: {said}"


def _said(claim: Claim, chronology: "Chronology", language: str) -> str:
    says: Value = claim.says
    match says:
        case Occurrence():
            return "it happened"
        case Dating():
            point = "" if says.point == "whole" else f"{says.point}: "
            return point + in_words(says.when)
        case Location():
            return place_name(chronology, says.place, language)
        case Participation():
            return f"{agent_name(chronology, says.agent, language)} ({says.role})"
        case Figure():
            return _figure_words(says, chronology, language)
        case Ordering():
            other = event_name(chronology, says.other, language)
            return ordering_words(says, other, claim.about)
        case Relation():
            other = event_name(chronology, says.other, language)
            return f"{says.kind.replace('_', ' ')} {other}"
        case Statement():
            return f"“{says.text}”"
        case UnknownValue():
            return says.type
        case _:
            assert_never(says)


def _figure_words(figure: Figure, chronology: "Chronology", language: str) -> str:
    bounds = [
        "" if figure.low is None else f"at least {figure.low}",
        "" if figure.high is None else f"at most {figure.high}",
    ]
    given = ", ".join(filter(None, bounds))
    if figure.best is not None:
        best = f"about {figure.best}" if figure.approx else str(figure.best)
        given = f"{best} ({given})" if given else best
    parts = [f"{figure.measure}: {given or 'no number given'}"]
    if figure.unit != "person":
        parts.append(figure.unit)
    if figure.group:
        parts.append(agent_name(chronology, figure.group, language))
    if figure.scope:
        parts.append(figure.scope)
    if figure.as_of is not None:
        parts.append(f"as of {in_words(figure.as_of)}")
    return ", ".join(parts)


def locator_words(citation: Citation) -> str:
    """Return where in the source, and whom it credits; empty for a bare citation.

    >>> locator_words(Citation("un-1957", "12-14", via=("kgb-1",)))
    ', page 12-14, after kgb-1'
    """
    place = f", {citation.label} {citation.locator}" if citation.locator else ""
    return place + (f", after {', '.join(citation.via)}" if citation.via else "")


def sides(
    dispute: "Dispute", chronology: "Chronology", language: str
) -> dict[str, list["ClaimView"]]:
    """Return the values that are in dispute, each with the claims that say so."""
    found: dict[str, list[ClaimView]] = {}
    for view in dispute.claims:
        said = value_words(view.claim, chronology, language)
        found.setdefault(said, []).append(view)
    return found
