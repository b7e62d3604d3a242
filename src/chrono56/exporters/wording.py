"""Values in words, for exports that people read."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, assert_never

from chrono56.chronology.distance import ordering_words
from chrono56.chronology.naming import (
    agent_name,
    counted_words,
    measure_label,
    role_label,
)
from chrono56.dates.words.languages import told_in
from chrono56.dates.words.phrases import (
    known_phrase,
    locator_label,
    mode_words,
    number_words,
    phrase,
)
from chrono56.exporters.names import event_name, place_name
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
    from chrono56.model.rules import Number


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
            role = role_label(says.role, language)
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
    measure = measure_label(figure.measure, language)
    counted = [f"{measure}: {figure_numbers(figure, language)}"]
    return ", ".join([*counted, *counted_words(figure, chronology, language)])


def figure_numbers(figure: Figure, language: str) -> str:
    """Return the numbers of a figure.

    >>> figure_numbers(Figure("killed", low=100, best=150, approx=True), "en")
    'about 150 (at least 100)'
    >>> figure_numbers(Figure("displaced", low=10_000, high=12_500), "en")
    '10,000 to 12,500'
    """

    def told(number: "Number") -> str:
        return number_words(number, language)

    def about(words: str) -> str:
        return phrase("approx", language, number=words) if figure.approx else words

    low, best, high = figure.low, figure.best, figure.high
    rough = about if best is None else str
    bounds = ""
    if low is not None and high is not None:
        bounds = rough(phrase("range", language, low=told(low), high=told(high)))
    elif low is not None:
        bounds = phrase("low", language, number=rough(told(low)))
    elif high is not None:
        bounds = phrase("high", language, number=rough(told(high)))
    if best is None:
        return bounds or phrase("no-number", language)
    return f"{about(told(best))} ({bounds})" if bounds else about(told(best))


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
        is_number = citation.locator[-1].isdigit() and ":" not in citation.locator
        key = "locator-number" if is_number else "locator"
        words.append(phrase(key, language, label=label, locator=citation.locator))
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
