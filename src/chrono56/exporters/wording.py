"""Values in words, for exports that people read."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, assert_never

from chrono56.chronology.distance import ordering_words
from chrono56.dates.words.languages import told_in
from chrono56.dates.words.phrases import (
    known_phrase,
    locator_label,
    mode_words,
    phrase,
)
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
from chrono56.model.kinds import measures, roles
from chrono56.text import chosen

if TYPE_CHECKING:
    from chrono56.chronology import Chronology, ClaimView
    from chrono56.model.kinds import Measure, Role


def value_words(claim: Claim, chronology: "Chronology", language: str) -> str:
    """Return what a claim says, with its mode where that is not plain assertion.

    >>> from chrono56.model import Figure, Source
    >>> report = Source("un-1957").at(paragraph=89)
    >>> killed = Claim("c1", "uprising", Figure("killed", low=2500), (report,))
    >>> value_words(killed, None, "en")  # no names to look up in this one
    'killed: at least 2500'
    """
    said = said_words(claim.says, claim.about, chronology, language)
    if claim.mode == "asserted":
        return said
    return f"{mode_words(claim.mode, language)}: {said}"


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
            return phrase("happened", language)
        case Dating():
            return _dating_words(says, language)
        case Location():
            return place_name(chronology, says.place, language)
        case Participation():
            role = _label(roles(), says.role, language)
            return f"{agent_name(chronology, says.agent, language)} ({role})"
        case Figure():
            return _figure_words(says, chronology, language)
        case Ordering():
            other = event_name(chronology, says.other, language)
            return ordering_words(says, other, about, language)
        case Relation():
            other = event_name(chronology, says.other, language)
            plain = f"{says.kind.replace('_', ' ')} {other}"
            return known_phrase(f"relation-{says.kind}", plain, language, other=other)
        case Statement():
            return _statement_words(says, chronology, language)
        case UnknownValue():
            return says.type
        case _:
            assert_never(says)


def _statement_words(says: Statement, chronology: "Chronology", language: str) -> str:
    said = quoted(says.text, language)
    if says.speaker:
        speaker = agent_name(chronology, says.speaker, language)
        said = phrase("said-by", language, words=said, speaker=speaker)
    if says.occasion:
        event = event_name(chronology, says.occasion, language)
        said = phrase("said-at", language, said=said, event=event)
    return said


def _dating_words(dating: Dating, language: str) -> str:
    told = dating.when.describe(told_in(language))
    if dating.point == "whole":
        return told
    return f"{phrase(f'point-{dating.point}', language)}: {told}"


def _figure_words(figure: Figure, chronology: "Chronology", language: str) -> str:
    given = ", ".join(
        phrase(bound, language, number=number)
        for bound, number in (("low", figure.low), ("high", figure.high))
        if number is not None
    )
    if figure.best is not None:
        best = str(figure.best)
        if figure.approx:
            best = phrase("approx", language, number=best)
        given = f"{best} ({given})" if given else best
    measure = _label(measures(), figure.measure, language)
    counted = [f"{measure}: {given or phrase('no-number', language)}"]
    return ", ".join([*counted, *_counted_words(figure, chronology, language)])


def figure_name(figure: Figure, chronology: "Chronology", language: str) -> str:
    """Return what a figure counts, without its numbers.

    >>> figure_name(Figure("lost", best=70, unit="tank", scope="budapest"), None, "en")
    'lost, tank, budapest'
    """
    measure = _label(measures(), figure.measure, language)
    return ", ".join([measure, *_counted_words(figure, chronology, language)])


def property_name(says: Value, chronology: "Chronology", language: str) -> str:
    """Return which figure, or which role, a value gives; empty for any other value.

    >>> property_name(Participation("nagy", "appointee"), None, "hu")
    'kinevezett'
    """
    match says:
        case Figure():
            return figure_name(says, chronology, language)
        case Participation(agent, role):
            name = _label(roles(), role, language)
            if role in roles() and roles()[role].exclusive:
                return name
            return f"{name}, {agent_name(chronology, agent, language)}"
        case _:
            return ""


def _label(known: "Mapping[str, Role | Measure]", name: str, language: str) -> str:
    """Return what a role or measure is called; its id where that is a word anyhow."""
    if name not in known or told_in(language).startswith("en"):
        return name
    return chosen(known[name].labels, language)


def _counted_words(
    figure: Figure, chronology: "Chronology", language: str
) -> list[str]:
    known = measures().get(figure.measure)
    told = {"person", known.unit if known else ""}  # by the measure itself
    parts = [] if figure.unit in told else [figure.unit]
    if figure.group:
        parts.append(agent_name(chronology, figure.group, language))
    if figure.scope:
        parts.append(figure.scope)
    if figure.as_of is not None:
        date = figure.as_of.describe(told_in(language))
        parts.append(phrase("as-of", language, date=date))
    return parts


def cited_words(claim: Claim, language: str = "en") -> str:
    """Say what a claim rests on: the sources it cites, and claims it is inferred from.

    >>> from chrono56 import Occurrence
    >>> cited_words(Claim("c", "rising", Occurrence(), (Citation("un-1957", "12"),)))
    'un-1957, page 12'
    """
    cited = [one.source + locator_words(one, language) for one in claim.citations]
    if claim.premises:
        premises = ", ".join(claim.premises)
        cited.append(phrase("inferred-from", language, premises=premises))
    return "; ".join(cited) or phrase("no-source", language)


def written_words(claim: Claim, language: str = "en") -> str:
    """Return the source's own words behind a blank, in quotes; empty if none were kept.

    >>> cited = (Citation("un-1957"),)
    >>> written_words(Claim("c", "rising", Occurrence(), cited, as_written="kitört"))
    ' “kitört”'
    """
    return f" {quoted(claim.as_written, language)}" if claim.as_written else ""


def locator_words(citation: Citation, language: str = "en") -> str:
    """Return where in the source, and whom it credits; empty for a bare citation.

    >>> locator_words(Citation("un-1957", "12-14", via=("kgb-1",)))
    ', page 12-14, after kgb-1'
    """
    words = []
    if citation.locator:
        label = locator_label(citation.label, language)
        words.append(phrase("locator", language, label=label, locator=citation.locator))
    if citation.via:
        words.append(phrase("credits", language, sources=", ".join(citation.via)))
    return "".join(f", {one}" for one in words)


def quoted(text: str, language: str) -> str:
    """Return words in the quotation marks of a language.

    >>> quoted("Ruszkik haza!", "hu")
    '„Ruszkik haza!”'
    """
    return phrase("quoted", language, text=text)


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
