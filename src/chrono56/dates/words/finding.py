"""Find the dates that a running text speaks of, and what each of them leans on."""

from collections.abc import Iterator, Sequence
from typing import Final

import attrs

from chrono56.dates.when import When
from chrono56.dates.words.bearings import Contrary
from chrono56.dates.words.compiling import compiled
from chrono56.dates.words.features import Features, as_features
from chrono56.dates.words.forms import LISTS
from chrono56.dates.words.grammar import Grammar, Parse, Result
from chrono56.dates.words.language import Language
from chrono56.dates.words.languages import language_of
from chrono56.dates.words.lexicon import LexedText
from chrono56.dates.words.plausible import Surroundings
from chrono56.dates.words.reading import InWords, resolved
from chrono56.dates.words.spoken import Mention, Spoken
from chrono56.dates.words.tokens import BREAK, Token


@attrs.frozen(kw_only=True)
class FoundDate:
    """A date expression in a running text.

    Attributes:
        start: Offset of its first character in the text.
        end: Offset after its last character.
        reading: What it says: ``reading.when`` is the date, ``reading.missing`` what
            neither it nor the text before it says.
        leans_on: Start and end of the expression from which the rest was taken; None
            if nothing was, or if it was the context that was given.

    >>> [found] = find_dates("The attack of 4 November 1956 was repelled.")
    >>> found.start, found.end, str(found.reading.when)
    (14, 29, '1956-11-04')
    """

    start: int
    end: int
    reading: InWords
    leans_on: tuple[int, int] | None = None


def find_dates(
    text: str, language: str | Language = "en", context: When | None = None
) -> list[FoundDate]:
    """Find the date expressions of a running text, in the order of the text.

    What an expression leaves out ("on the 4th", "the next day") is taken from the date
    spoken of before it, but not from one in brackets or another aside; at first, and
    where a paragraph begins, it is the context, if one is given. A line ends a
    paragraph if it ends like a sentence or with a number. What is not a date (ages,
    counts, pages, numbers of acts) is left out, and so is 30 February. The
    time it takes grows with the length of the text.

    Args:
        text: The text.
        language: A tag (``en``, ``hu``, ``sr``), or a `Language` of your own.
        context: The date that the text is about, such as the year of a year's page.

    Raises:
        PluginError: Nobody offers that language.

    >>> text = "On 23 October 1956 students marched. The next day Soviet troops came."
    >>> for found in find_dates(text):
    ...     print(text[found.start : found.end], "|", found.reading.when)
    23 October 1956 | 1956-10-23
    The next day | 1956-10-24
    """
    chosen = language_of(language)
    ready = compiled(chosen)
    tokens = ready.lexicon.tokenizer.tokens(text, by_paragraph=True)
    around = Surroundings(tokens, ready, chosen)
    finder = _Finder(text, tokens, around, context)
    lexed = LexedText(ready.lexicon, tokens)
    return list(finder.found(ready.grammar, lexed))


_CLOSING: Final = frozenset({".", ":"})
# A day that is only named by these is that of any year: "15 March is a holiday".
_NAMES_DAY: Final = frozenset({"month", "day", "named", "bare", "abbr"})


class _Finder:
    """Goes through a text once, and finds what is a date in it."""

    def __init__(
        self,
        text: str,
        tokens: Sequence[Token],
        around: Surroundings,
        context: When | None,
    ) -> None:
        self._text = text
        self._tokens = tokens
        self._around = around
        self._spoken = Spoken(tokens, context)

    def found(self, grammar: Grammar, lexed: LexedText) -> Iterator[FoundDate]:
        """Yield the expressions, in the order of the text."""
        parse = Parse(grammar, lexed)
        first = grammar.first["date"]
        place = 0
        while place < len(self._tokens):
            end = place + 1
            begins_line = self._begins_line(place)
            if begins_line:
                self._spoken.go_to_next_line()
            if not first.isdisjoint(lexed.at(place)) and self._around.begins(place):
                results = parse.results("date", place)
                is_head = begins_line and self._is_before_dash(results)
                if is_head:
                    self._spoken.begin_row()
                end, date = self._best(place, results, is_head=is_head)
                if date is not None:
                    yield date
            self._spoken.go_past(place, end)
            for passed in range(place, end):
                parse.forget(passed)
                lexed.forget(passed)
            place = end

    def _begins_line(self, place: int) -> bool:
        if place == 0:
            return True
        token = self._tokens[place]
        return (
            not token.glued
            and "\n" in self._text[self._tokens[place - 1].end : token.start]
        )

    def _is_line(self, place: int, end: int) -> bool:
        """Say whether an expression is all that stands in its line, but for a sign."""
        if not self._begins_line(place):
            return False
        for after in range(end, len(self._tokens)):
            if self._tokens[after].text == BREAK or self._begins_line(after):
                return True
            if self._tokens[after].text not in _CLOSING:
                return False
        return True

    def _is_before_dash(self, results: Sequence[Result]) -> bool:
        return any(self._around.is_spaced_dash(end) for end, _ in results)

    def _best(
        self, place: int, results: Sequence[Result], *, is_head: bool
    ) -> tuple[int, FoundDate | None]:
        """Return the longest expression that is one, and where the next can begin."""
        contrary: set[int] = set()
        for end, features in sorted(results, key=lambda result: -result[0]):
            if end in contrary or not self._around.ends(end):
                continue
            if features.get("form") == "nothing":
                return end, None
            if end_of_place := self._around.end_of_place(place, end):
                return end_of_place, None
            if not self._around.is_date(place, end, features):
                continue
            try:
                date = self._date(place, end, features)
            except Contrary as fault:
                if fault.number is not None and features.get("form") not in LISTS:
                    return end, None  # a part of what is no date is none, either
                contrary.add(end)
                continue
            if not self._around.is_name(place, end):
                self._remember(date, features, is_head=is_head)
            when = date.reading.when
            if when is not None and when.day is None and self._is_line(place, end):
                self._spoken.begin_section(when)
            return end, date
        return place + 1, None

    def _date(self, place: int, end: int, features: Features) -> FoundDate:
        start, stop = self._tokens[place].start, self._tokens[end - 1].end
        spoken = self._spoken.last
        names_day = "named" in features and _NAMES_DAY.issuperset(features)
        context = None if names_day else spoken.when
        reading = resolved(self._text[start:stop], features, context)
        leans_on = spoken.at if reading.from_context else None
        return FoundDate(start=start, end=stop, reading=reading, leans_on=leans_on)

    def _remember(self, date: FoundDate, features: Features, *, is_head: bool) -> None:
        """Take a date for the one spoken of; of "by dawn", that is the dawn."""
        when, taken = date.reading.when, date.reading.from_context
        spoken = self._spoken.last
        if features.get("form") == "by":
            when = resolved("", as_features(features.get("a")), spoken.when).when
        follows_night = "date" in taken and "unit" not in features
        inferred = follows_night or (spoken.inferred and "day" in taken)
        mention = Mention(when, (date.start, date.end), inferred=inferred)
        is_target = "target" in features
        self._spoken.remember(mention, is_head=is_head, is_target=is_target)
