"""Read one expression in words: a date, or how far it is from another."""

import re
from collections.abc import Sequence
from typing import Final

import attrs

from chrono56.dates.when import When
from chrono56.dates.words.bearings import Bearings, Contrary, Missing
from chrono56.dates.words.compiling import compiled
from chrono56.dates.words.features import Features
from chrono56.dates.words.forms import splits_year, text_of
from chrono56.dates.words.grammar import Parse
from chrono56.dates.words.language import Language
from chrono56.dates.words.languages import language_of
from chrono56.dates.words.lexicon import LexedText
from chrono56.dates.words.moving import Distance, distance_of
from chrono56.dates.words.tokens import Token
from chrono56.errors import DateSyntaxError

# Years said as 1930-31 are two years, not a season by its number.
_TWO_YEARS: Final = re.compile(r"[1-9][0-9]{3}-[2-9][0-9]")
_MISSING: Final = {
    "year": "a year, in the words or from a context",
    "month": "a month, in the words or from a context",
    "day": "a day, in the words or from a context",
    "century": "a century, in the words or from a context",
    "date": "a context: the date from which this is counted",
}


@attrs.frozen(kw_only=True)
class InWords:
    """What words say of when something was.

    Attributes:
        text: The words.
        when: The date; None if it is only known from another that was not given.
        distance: How far it is from the date spoken of before, if it says that; an
            Ordering takes its ``least`` and ``most``.
        from_context: What was taken from the context: ``year``, ``month``, ``day``,
            ``century``, ``half`` (of the day), ``date`` (if it is counted from that).
        missing: What neither the words nor the context say; empty if nothing.

    >>> read = InWords.read("on the 4th", context=When.parse("1956-11"))
    >>> str(read.when), sorted(read.from_context)
    ('1956-11-04', ['month', 'year'])
    """

    text: str
    when: When | None
    distance: Distance | None = None
    from_context: frozenset[str] = frozenset()
    missing: str = ""

    @staticmethod
    def read(
        text: str, language: str | Language = "en", context: When | None = None
    ) -> "InWords":
        """Read one expression.

        Args:
            text: The words; EDTF is read, too.
            language: A tag (``en``, ``hu``, ``sr``), or a `Language` of your own.
            context: The date spoken of before. What the words leave out is taken from
                it, and never from today.

        Raises:
            DateSyntaxError: The words say no date, or less than a date and less than
                the context can complete.
            PluginError: Nobody offers that language.

        >>> InWords.read("the next day").distance
        Distance(least='P1D', most='P1D')
        >>> found = InWords.read("4 November", context=When.parse("1956-10-23"))
        >>> found.when, sorted(found.from_context)
        (When('1956-11-04'), ['year'])
        """
        plain = _edtf(text)
        if plain is not None:
            return InWords(text=text, when=plain)
        chosen = language_of(language)
        ready = compiled(chosen)
        tokens = ready.lexicon.tokenizer.tokens(text)
        lexed = LexedText(ready.lexicon, tokens)
        results = Parse(ready.grammar, lexed).results("form", 0)
        whole = [
            features
            for end, features in results
            if end == len(tokens) and not splits_year(features)
        ]
        if not whole:
            reached = max((end for end, _ in results), default=0)
            at = tokens[reached].start if reached < len(tokens) else len(text)
            raise DateSyntaxError(
                text, at, "the end of the date" if reached else _expected(chosen)
            )
        return _first_reading(text, tokens, whole, context)


def read_words(
    text: str, language: str | Language = "en", context: When | None = None
) -> When:
    """Read one date in words.

    Args:
        text: The words, such as "early October 1956" or "1956. október 23-án".
        language: A tag (``en``, ``hu``, ``sr``), or a `Language` of your own.
        context: The date spoken of before. What the words leave out is taken from it,
            and never from today; `InWords.read` also says what was taken.

    Raises:
        DateSyntaxError: The words say no date, or less than a date and less than the
            context can complete.
        PluginError: Nobody offers that language.

    >>> read_words("at 4:15 a.m. on November 4, 1956")
    When('1956-11-04T04:15')
    >>> read_words("крајем октобра 1956.", "sr")
    When('[1956-10-21~..1956-10-31~]')
    """
    found = InWords.read(text, language, context)
    if found.when is None:
        raise DateSyntaxError(text, 0, _MISSING[found.missing])
    return found.when


def resolved(text: str, features: Features, context: When | None) -> InWords:
    """Return what features say, once the context has completed them.

    Raises:
        Contrary: They say what no date can be.
    """
    bearings = Bearings(context)
    distance = distance_of(features)
    try:
        when = When.parse(text_of(features, bearings))
    except Missing as missing:
        return InWords(text=text, when=None, distance=distance, missing=missing.what)
    except DateSyntaxError as fault:
        raise Contrary(fault.expected) from None
    taken = frozenset(bearings.taken)
    return InWords(text=text, when=when, distance=distance, from_context=taken)


def _first_reading(
    text: str, tokens: Sequence[Token], whole: list[Features], context: When | None
) -> InWords:
    """Return the first reading that says when, or else the first.

    The rules stand in the order in which they are to be tried: what the first finds
    contrary, no later one may explain away.
    """
    partial: InWords | None = None
    for features in whole:
        try:
            found = resolved(text, features, context)
        except Contrary as fault:
            at = _place_of(fault.number, tokens)
            raise DateSyntaxError(text, at, fault.expected) from None
        if found.when is not None:
            return found
        partial = partial or found
    if partial is None or partial.distance is None:
        missing = partial.missing if partial is not None else "date"
        raise DateSyntaxError(text, 0, _MISSING[missing])
    return partial


def _place_of(number: int | None, tokens: Sequence[Token]) -> int:
    """Return where a number stands in digits; 0 if it does not."""
    written = str(number)
    standing = (it.start for it in tokens if it.text.lstrip("0") == written)
    return next(standing, 0)


def _edtf(text: str) -> When | None:
    """Return the date of a text that is EDTF and could be nothing else."""
    if _TWO_YEARS.fullmatch(text):
        return None
    try:
        return When.parse(text)
    except DateSyntaxError:
        return None


def _expected(language: Language) -> str:
    return f"a date in words ({language.tag}) such as {language.example!r}"
