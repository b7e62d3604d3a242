"""Values and disputes in plain English words, for exports that people read."""

from collections.abc import Iterable
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
    from chrono56.chronology import Chronology, ClaimView


def value_words(claim: Claim, chronology: "Chronology", language: str) -> str:
    """Return what a claim says, with its mode where that is not plain assertion.

    >>> from chrono56.model import Figure, Source
    >>> report = Source("un-1957").at(paragraph=89)
    >>> killed = Claim("c1", "uprising", Figure("killed", low=2500), (report,))
    >>> value_words(killed, None, "en")  # no names to look up in this one
    'killed: at least 2500'
    """
    said = said_words(claim.says, claim.about, chronology, language)
    return said if claim.mode == "asserted" else f"{claim.mode}: {said}"


def said_words(says: Value, about: str, chronology: "Chronology", language: str) -> str:
    """Return a value in words.

    Args:
        says: The value.
        about: The id of what it is claimed of.
        chronology: Knows what the ids in it are called.
        language: The BCP 47 tag of the language that names are wanted in.
    """
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
            return ordering_words(says, other, about)
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
    counted = [f"{figure.measure}: {given or 'no number given'}"]
    return ", ".join([*counted, *_counted_words(figure, chronology, language)])


def figure_name(figure: Figure, chronology: "Chronology", language: str) -> str:
    """Return what a figure counts, without its numbers.

    >>> figure_name(Figure("lost", best=70, unit="tank", scope="budapest"), None, "en")
    'lost, tank, budapest'
    """
    return ", ".join([figure.measure, *_counted_words(figure, chronology, language)])


def _counted_words(
    figure: Figure, chronology: "Chronology", language: str
) -> list[str]:
    parts = [figure.unit] if figure.unit != "person" else []
    if figure.group:
        parts.append(agent_name(chronology, figure.group, language))
    if figure.scope:
        parts.append(figure.scope)
    if figure.as_of is not None:
        parts.append(f"as of {in_words(figure.as_of)}")
    return parts


def locator_words(citation: Citation) -> str:
    """Return where in the source, and whom it credits; empty for a bare citation.

    >>> locator_words(Citation("un-1957", "12-14", via=("kgb-1",)))
    ', page 12-14, after kgb-1'
    """
    place = f", {citation.label} {citation.locator}" if citation.locator else ""
    return place + (f", after {', '.join(citation.via)}" if citation.via else "")


def sides(
    views: Iterable["ClaimView"], chronology: "Chronology", language: str
) -> dict[str, list["ClaimView"]]:
    """Return the values that are claimed, each with the claims that say so.

    Where the claims are about several events, each value tells of which it is.
    """
    given = list(views)
    several = len({view.claim.about for view in given}) > 1
    found: dict[str, list[ClaimView]] = {}
    for view in given:
        said = value_words(view.claim, chronology, language)
        if several:
            said = f"{event_name(chronology, view.claim.about, language)}: {said}"
        found.setdefault(said, []).append(view)
    return found
