"""What the ids in claims stand for, where it was recorded."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from chrono56.dates.when import When
from chrono56.dates.words.languages import told_in
from chrono56.dates.words.phrases import phrase
from chrono56.errors import DateSyntaxError, UnknownIdError
from chrono56.model.kinds import descents
from chrono56.text import chosen

if TYPE_CHECKING:
    from chrono56.chronology import Chronology
    from chrono56.model import Place, Source


def known_place(chronology: "Chronology", place: str) -> "Place | None":
    """Return a place; None where a claim names one that nobody recorded."""
    try:
        return chronology.place(place) if place else None
    except UnknownIdError:
        return None


def known_source(chronology: "Chronology", source: str) -> "Source | None":
    """Return a source; None where a claim cites one that nobody recorded."""
    try:
        return chronology.source(source)
    except UnknownIdError:
        return None


def place_name(chronology: "Chronology", place: str, language: str) -> str:
    """Return what a place is called; its id where it has no label."""
    found = known_place(chronology, place)
    return (chosen(found.labels, language) if found else "") or place


def event_name(chronology: "Chronology", event: str, language: str) -> str:
    """Return what an event is called, in quotes; its id where there is none."""
    try:
        name = chronology.event(event).label(language)
    except UnknownIdError:
        return event
    return phrase("quoted", language, text=name)


def issued_words(csl: Mapping[str, Any], language: str = "en") -> str:
    """Return when a CSL item came out; as it stands there, if that is no date.

    >>> issued_words({"issued": "1957-06"}), issued_words({"issued": "s. a."})
    ('June 1957', 's. a.')
    """
    issued = str(csl.get("issued", ""))
    try:
        return When.parse(issued).describe(told_in(language))
    except DateSyntaxError:
        return issued


def author_words(csl: Mapping[str, Any]) -> str:
    """Return the authors of a CSL item, as ``Given Family; Institution``.

    >>> author_words({"author": [{"family": "Nagy"}, {"literal": "United Nations"}]})
    'Nagy; United Nations'
    """
    authors = csl.get("author", ())
    if not isinstance(authors, Sequence) or isinstance(authors, str):
        authors = (authors,)
    return "; ".join(filter(None, map(_author, authors)))


def how_words(how: str, language: str) -> str:
    """Return in what way one source goes back to another, in words.

    >>> how_words("draws_on", "en"), how_words("parodies_of", "hu")
    ('draws on', 'parodies of')
    """
    if how not in descents():
        return how.replace("_", " ")
    return chosen(descents()[how].labels, language).lower()


def _author(author: Any) -> str:
    if not isinstance(author, Mapping):
        return str(author)
    parts = (author.get("given", ""), author.get("family", ""))
    return str(author.get("literal", "") or " ".join(filter(None, map(str, parts))))
