"""The fixed words of exports that people read, in the languages of dates."""

import tomllib
from functools import cache
from importlib import resources
from typing import Any

from chrono56.dates.words.languages import told_in


def phrase(key: str, language: str, **parts: object) -> str:
    """Return a phrase with its parts filled in; in English where there is no other.

    Args:
        key: Its name in ``phrases.toml``.
        language: A BCP 47 tag; Serbian is written in Cyrillic, ``sr-Latn`` in Latin.
        **parts: What stands for the names in braces.

    >>> phrase("see-appendix", "hu", numbers="3")
    'lásd a függelékben: 3'
    >>> phrase("sources", "sr-Latn"), phrase("sources", "fr")
    ('Izvori', 'Sources')
    """
    text: str = _words(language)[key]
    return text.format_map(parts) if parts else text


def known_phrase(key: str, fallback: str, language: str, **parts: object) -> str:
    """Return a phrase, or the fallback where there is none of that name.

    >>> known_phrase("rank-deprecated", "deprecated", "hu")
    'elvetve'
    """
    return phrase(key, language, **parts) if key in _words(language) else fallback


def counted(key: str, count: int, language: str) -> str:
    """Return a number of things, in the form that the number wants.

    >>> counted("day", 1, "en"), counted("day", 23, "en"), counted("day", 23, "hu")
    ('1 day', '23 days', '23 nap')
    >>> [counted("hour", count, "sr") for count in (1, 3, 5, 11, 21)]
    ['1 сат', '3 сата', '5 сати', '11 сати', '21 сат']
    """
    forms: list[str] = _words(language)[key]
    return forms[_form(count, len(forms))].format(count=count)


def locator_label(label: str, language: str) -> str:
    """Return what a locator counts, a term of CSL, in a language.

    >>> locator_label("page", "hu"), locator_label("page", "en")
    ('oldal', 'page')
    """
    known: dict[str, str] = _words(language)["locators"]
    return known.get(label, label)


def _form(count: int, forms: int) -> int:
    """Return which of a language's forms a number takes: none, two, or three."""
    if forms == 1:
        return 0
    if forms == 2:
        return 0 if count == 1 else 1
    if count % 10 == 1 and count % 100 != 11:
        return 0
    return 1 if count % 10 in (2, 3, 4) and count % 100 not in (12, 13, 14) else 2


@cache
def _words(language: str) -> Any:
    tag, *details = told_in(language).lower().split("-")
    words = {**_table()[tag], "locators": _table()["locators"].get(tag, {})}
    if tag != "sr" or "latn" not in details:
        return words
    # Not at the top: few who read words read Serbian in Latin.
    from chrono56.dates.words.sr import LATIN  # noqa: PLC0415

    return _translated(words, LATIN)


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(
        resources.files("chrono56.exporters")
        .joinpath("phrases.toml")
        .read_text("utf-8")
    )


def _translated(value: Any, letters: dict[int, str]) -> Any:
    """Return words in other letters; what stands in braces is in Latin already."""
    match value:
        case str():
            return value.translate(letters)
        case list():
            return [_translated(one, letters) for one in value]
        case _:
            return {key: _translated(one, letters) for key, one in value.items()}
