"""A language of dates: its words, its grammar, and how it tells a date."""

import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import attrs

from chrono56.dates.words.wording import Wording


def cased(text: str) -> str:
    """Return a word as it is compared where only case carries no meaning.

    >>> cased("Október")
    'október'
    """
    return unicodedata.normalize("NFC", text.casefold())


@attrs.frozen(kw_only=True, eq=False)
class Language:
    """What the engine has to know of a language to read, find and tell dates in it.

    Attributes:
        tag: Its BCP 47 tag, such as ``hu``.
        name: What it calls itself.
        text: Its words and its grammar, as in the files beside this module;
            docs/how-to/teach-dates-a-language.md tells how they are written.
        wording: How it tells a date.
        fold: Gives a word the form in which words are compared.
        years_name_things: Whether a year before a noun names it: the 1956 revolution.
        example: A date in words, for messages.
        phrases: What lists and exports say besides dates, by the names of chrono56's
            own; what is left out, or has no such form, is said in English.
    """

    tag: str
    name: str
    text: str
    wording: Wording
    fold: Callable[[str], str] = cased
    years_name_things: bool = False
    example: str = ""
    phrases: Mapping[str, Any] = attrs.field(
        factory=dict, validator=attrs.validators.instance_of(dict)
    )


def text_of(tag: str) -> str:
    """Return the words and the grammar of one of chrono56's own languages."""
    return Path(__file__).with_name(f"{tag}.txt").read_text(encoding="utf-8")
