"""The fixed words of lists and exports, in the languages of dates."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import Any, Final

from chrono56.dates.words.language import Language
from chrono56.dates.words.languages import TaughtTag, told_in
from chrono56.text import LATIN

_GROUPED: Final = 5  # digits


def phrase(key: str, language: str, **parts: object) -> str:
    """Return a phrase with its parts filled in; in English where there is no other.

    Args:
        key: Its name in ``phrases_en.py``.
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


def mode_words(mode: str, language: str) -> str:
    """Return a mode that is not plain assertion in words.

    >>> mode_words("denied", "hu"), mode_words("dreamt", "hu")
    ('cáfolt', 'dreamt')
    """
    return known_phrase(f"mode-{mode}", mode, language)


def rank_words(rank: str, language: str) -> str:
    """Return a rank in words.

    >>> rank_words("preferred", "sr")
    'предност'
    """
    return known_phrase(f"rank-{rank}", rank, language)


def agent_kind_words(kind: str, language: str) -> str:
    """Return what an agent is, in words.

    >>> agent_kind_words("organisation", "hu"), agent_kind_words("robot", "hu")
    ('szervezet', 'robot')
    """
    return known_phrase(f"agent-{kind}", kind, language)


def counted(key: str, count: int, language: str, **parts: object) -> str:
    """Return a number of things, in the form that the number wants.

    Args:
        key: Its name in ``phrases_en.py``.
        count: The number, which stands for ``{count}``.
        language: A BCP 47 tag.
        **parts: What stands for other names in braces.

    >>> counted("day", 1, "en"), counted("day", 23, "en"), counted("day", 23, "hu")
    ('1 day', '23 days', '23 nap')
    >>> [counted("hour", count, "sr") for count in (1, 3, 5, 11, 21)]
    ['1 сат', '3 сата', '5 сати', '11 сати', '21 сат']
    """
    forms: list[str] = _words(language)[key]
    return forms[_form(count, len(forms))].format(count=count, **parts)


def number_words(number: object, language: str) -> str:
    """Return a number as a language writes it; thousands are told apart from 10,000 on.

    >>> [number_words(193_805, language) for language in ("en", "sr")]
    ['193,805', '193.805']
    >>> number_words(2500, "en"), number_words("-12.5", "hu")
    ('2500', '-12,5')
    """
    whole, point, rest = str(number).partition(".")
    if len(whole.lstrip("-")) >= _GROUPED:
        whole = f"{int(whole):,}".replace(",", phrase("thousands", language))
    return whole + (phrase("decimal-mark", language) if point else "") + rest


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


def faults_of(phrases: Mapping[str, Any]) -> dict[str, str]:
    """Return what is wrong with phrases that a plugin brings, by their names.

    >>> faults_of({"sources": "Quellen", "titel": "Chronik", "low": "ab {count}"})
    {'titel': 'no phrase is called so', 'low': 'has {count}, and English only {number}'}
    """
    english = _own_words("en")
    found = {name: _fault(name, said, english) for name, said in phrases.items()}
    return {name: fault for name, fault in found.items() if fault}


def _fault(name: str, said: Any, english: Mapping[str, Any]) -> str:
    if name == "locators":
        is_fine = isinstance(said, Mapping) and set(map(type, said.values())) <= {str}
        return "" if is_fine else "is no table of texts"
    if name not in english:
        return "no phrase is called so"
    if not _is_like(said, english[name]):
        return f"is no {type(english[name]).__name__} of texts"
    try:
        odd = _slots(said) - _slots(english[name])
    except ValueError:
        return "has a brace that is no slot's"
    known = _shown(_slots(english[name]))
    return f"has {_shown(odd)}, and English only {known}" if odd else ""


def _is_like(said: object, model: str | list[str]) -> bool:
    """Say whether a phrase is one text or, with numbers, a form for each."""
    if isinstance(model, str):
        return isinstance(said, str)
    return isinstance(said, list) and bool(said) and set(map(type, said)) == {str}


def _slots(said: str | list[str]) -> set[str]:
    from string import Formatter  # noqa: PLC0415 - only what a plugin brings is checked

    forms = [said] if isinstance(said, str) else said
    return {name for form in forms for _, name, *_ in Formatter().parse(form) if name}


def _shown(slots: set[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(slots)) or "no slots"


def _words(language: str) -> Any:
    if isinstance(language, TaughtTag):
        return _taught_words(language.language)
    return _own_words(told_in(language))


@cache
def _taught_words(language: Language) -> Any:
    faults = faults_of(language.phrases)
    taught = {name: it for name, it in language.phrases.items() if name not in faults}
    return {**_own_words("en"), **taught}


@cache
def _own_words(language: str) -> Any:
    # Not at the top: few who read words read them in several languages.
    tag, *details = language.lower().split("-")
    own = import_module(f"chrono56.dates.words.phrases_{tag}")
    words = {**own.PHRASES, "locators": own.LOCATORS}
    if tag != "sr" or "latn" not in details:
        return words
    return _translated(words, LATIN)


def _translated(value: Any, letters: dict[int, str]) -> Any:
    """Return words in other letters; what stands in braces is in Latin already."""
    match value:
        case str():
            return value.translate(letters)
        case list():
            return [_translated(one, letters) for one in value]
        case _:
            return {key: _translated(one, letters) for key, one in value.items()}
