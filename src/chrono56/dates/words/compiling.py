"""Make a language's words and grammar ready for use, once."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

import attrs

from chrono56.dates.words.grammar import Grammar
from chrono56.dates.words.language import Language
from chrono56.dates.words.lexicon import Lexicon

# What is written alike everywhere; each language's grammar goes on from here.
_EVERYWHERE: Final = """
iso    = year ~'-' ~mon2 ~'-' ~dd
hm     = hh ~':' ~mm | hour ~':' ~mm
tz     = zone zone | zone
hms    = hm ~':' ~ss
"""


_PART: Final = re.compile(r"^\[(\w+)\]\n", re.MULTILINE)


@attrs.frozen(eq=False)
class Compiled:
    """A language, ready for use.

    Attributes:
        lexicon: Its words.
        grammar: Its rules: ``date`` is an expression in a text, ``form`` one alone.
        lists: Words by what they are for in a running text.
    """

    lexicon: Lexicon
    grammar: Grammar
    lists: Mapping[str, frozenset[str]]


@lru_cache(maxsize=16)
def compiled(language: Language) -> Compiled:
    """Return a language's words and rules, ready for use.

    Raises:
        ValueError: Its text is not in the form that docs/how-to tells of.
    """
    pieces = _PART.split(language.text)
    parts = dict(zip(pieces[1::2], pieces[2::2], strict=True))
    lists = {
        name: frozenset(word.strip() for word in words.split(","))
        for name, _, words in (
            line.partition(": ") for line in parts["lists"].splitlines()
        )
    }
    inflected = lists.get("inflected", frozenset())
    run_on = lists.get("run-on", frozenset())
    return Compiled(
        Lexicon(parts["words"], language.fold, inflected, run_on),
        Grammar(_EVERYWHERE + parts["grammar"]),
        lists,
    )
