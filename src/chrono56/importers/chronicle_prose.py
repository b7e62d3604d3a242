"""Dated passages: each date of a text becomes an event, told by its own clause."""

from collections.abc import Iterator, Sequence

import attrs

from chrono56.dates import When
from chrono56.dates.words.finding import FoundDate, find_dates
from chrono56.importers.chronicle_drafts import Drafts
from chrono56.importers.chronicle_page import is_note
from chrono56.importers.chronicle_text import (
    Span,
    clauses,
    label_of,
    listed,
    on_one_line,
    sentences,
)
from chrono56.model import Record


@attrs.frozen
class Carrier:
    """A date from which others can be carried: its words, its claim, its line."""

    words: str
    claim: str
    number: int


class Passages:
    """Goes through the sentences of a text, and remembers the claims of its dates.

    Args:
        drafts: Makes the records.
        text: The text.
        given: What gives a date its year where no other date of the text does.
    """

    def __init__(self, drafts: Drafts, text: str, given: str) -> None:
        self._drafts = drafts
        self._text = text
        self._given = given
        self._carriers: dict[Span, Carrier] = {}
        self._counts: dict[int, int] = {}

    def remember(self, date: FoundDate, claim: str, number: int) -> None:
        """Note the claim of a date, for what is carried from it."""
        carrier = Carrier(on_one_line(date.reading.text), claim, number)
        self._carriers[date.start, date.end] = carrier

    def leaning(self, date: FoundDate) -> tuple[str, tuple[str, ...]]:
        """Return what a date takes from elsewhere, in words, and from which claims."""
        taken = date.reading.from_context
        if not taken:
            return "", ()
        base = self._carriers.get(date.leans_on) if date.leans_on else None
        if base is None:
            return f"{listed(taken)} of {self._given}", ()
        where = f"“{base.words}” in line {base.number}"
        return f"{listed(taken)} carried from {where}", (base.claim,)

    def of(
        self,
        sentence: Span,
        dates: Sequence[FoundDate],
        number: int,
        *,
        is_told: bool = False,
    ) -> Iterator[Record]:
        """Yield an event for each date in a sentence; a date without a year has none.

        Args:
            sentence: Where the sentence stands.
            dates: The dates in it, in their order.
            number: The line in which it begins.
            is_told: Whether the sentence is told by another event, too.
        """
        spans = [(one.start, one.end) for one in dates]
        parts = clauses(self._text, sentence, spans, is_told=is_told)
        for date, clause in zip(dates, parts, strict=True):
            when = date.reading.when
            if when is None:
                why = f"{date.reading.text!r}, of which the {date.reading.missing} is"
                self._drafts.context.leave_out(number, f"{why} not said")
                continue
            part = self._counts[number] = self._counts.get(number, 0) + 1
            event = self._drafts.id_of(number, part)
            reason, premises = self.leaning(date)
            label, words = label_of(clause), on_one_line(date.reading.text)
            self.remember(date, f"{event}.when", number)
            yield self._drafts.event(event, label)
            yield self._drafts.statement(event, clause, number)
            yield self._drafts.dating(
                *(event, when, number, words), reason=reason, premises=premises
            )
            self._drafts.note(number, words, when, reason, label)


def passages(
    drafts: Drafts, numbered: Sequence[tuple[int, str]], about: When | None
) -> Iterator[Record]:
    """Yield the records of running prose: an event for each date in it.

    Notes and sentences without a date are noted as left out.

    Args:
        drafts: Makes the records.
        numbered: The lines, with their numbers.
        about: What the text is about: it completes dates before any that is complete.
    """
    lines = [(number, "" if is_note(line) else line) for number, line in numbered]
    for number, line in numbered:
        if is_note(line):
            drafts.context.leave_out(number, "a note")
    text = "\n".join(line for _, line in lines)
    numbers = [number for number, line in lines for _ in f"{line}\n"]
    dates = find_dates(text, drafts.context.require_words(), about)
    told = Passages(drafts, text, "what the page is about")
    at, without = 0, 0
    for sentence in sentences(text, [(one.start, one.end) for one in dates]):
        number, first = numbers[sentence[0]], at
        while at < len(dates) and dates[at].start < sentence[1]:
            at += 1
        drafts.context.at(number)
        if at == first and number != without:
            without = number
            drafts.context.leave_out(number, "sentences without a date")
        yield from told.of(sentence, dates[first:at], number)
