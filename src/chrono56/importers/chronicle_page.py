"""A page of dated lines, read line by line: heads, headings, sections of lives."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

import attrs

from chrono56.dates import Verdict, When
from chrono56.dates.words.finding import FoundDate, find_dates
from chrono56.dates.words.language import Language
from chrono56.dates.words.reading import InWords
from chrono56.errors import DateSyntaxError
from chrono56.formats import ImportFailedError
from chrono56.importers.chronicle_lives import (
    BIRTH,
    DEATH,
    SecondDate,
    heading_kind,
    second_date,
)
from chrono56.importers.chronicle_text import ends_as_sentence, listed
from chrono56.importers.context import ImportContext

_BULLET: Final = re.compile(r"\A(?:[•·▪‣*–—-]\s+)+")
_MARKED: Final = re.compile(
    r"(?:#{1,6}\s+(.+?)[\s#]*|(={2,6})\s*(.+?)\s*\2|\*\*(.+)\*\*)\Z"
)
_NOTE: Final = re.compile(r"[↑^]|\[\d+\]")
_BARS: Final = re.compile(r"\s[|·]\s")
_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_MANY: Final = 3  # dates or bars, from which on a line of little else is a row of links
_HEADING_WORDS: Final = 5
_DATE_LENGTH: Final = 40  # characters at most of a date alone on its line
_LEAD: Final = 3  # letters of what may stand before a head: "on", "az", "у"
_DASHES: Final = ("–", "—", "-", ":")
_AFTER_HEAD: Final = " \t–—-:.,;"


@attrs.frozen(kw_only=True)
class PageLine:
    """A line of a page that tells of something.

    Attributes:
        number: The line, counted from 1.
        text: The line as it is printed, without blanks at its ends and bullets.
        about: The year or month that the page is about there; None if not known.
        about_from: What says so, in words.
        given_by: What completes dates of the line that none before them does.
        head: The date with which it begins; None if it begins with none.
        when: The date of the line: of its head, or of the day in the heading above.
        taken_from: From where the line has what its head leaves out, in words.
        rest: Where in the text the head ends.
        dates: The dates that stand in the rest.
        section: Which section of the page, counted from 0; in one, days only go on.
        life: The kind of life event that it tells of; empty if it does not.
        because: What says that it does, in words.
        second: The other date of that life.
    """

    number: int
    text: str
    about: When | None = None
    about_from: str = ""
    given_by: str = ""
    head: FoundDate | None = None
    when: When | None = None
    taken_from: str = ""
    rest: int = 0
    dates: tuple[FoundDate, ...] = ()
    section: int = 0
    life: str = ""
    because: str = ""
    second: SecondDate | None = None

    @property
    def is_to_the_day(self) -> bool:
        """Say whether the line says exactly on which day it was, or began."""
        when = self.when
        return (
            when is not None and when.start.day is not None and not when.is_approximate
        )

    @property
    def words(self) -> str:
        """Give the words of the head; none if there is none."""
        return self.head.reading.text if self.head is not None else ""

    @property
    def body(self) -> str:
        """Give the text without the head, and without the second date of a life."""
        end = len(self.text) if self.second is None else self.second.span[0]
        return self.text[self.rest : end].strip(" \t")


class Page:
    """Reads the lines of a page, and remembers what its headings say.

    Args:
        context: What the import was asked for, and where what is left out is noted.
        about: The year or month that the page is about; None if that is not known.
    """

    def __init__(self, context: ImportContext, about: When | None) -> None:
        self._context = context
        self._about = about
        self._given = about
        self._about_from = "the page"
        self._day: tuple[When, int] | None = None
        self._section = 0
        self._furthest: int | None = None
        self._life = ""
        self._ends_plain = False

    def lines(self, numbered: Sequence[tuple[int, str]]) -> list[PageLine]:
        """Return the lines that tell of something; the others are noted as left out.

        Raises:
            ImportFailedError: A line begins with a day whose year nothing says.
        """
        self._ends_plain = _mostly_plain([text for _, text in numbered])
        found: list[PageLine] = []
        for number, raw in numbered:
            self._context.at(number)
            line = self._line(number, raw.strip()) if raw.strip() else None
            if line is not None:
                found.append(line)
        return list(_with_lives(found, self._context))

    def _line(self, number: int, raw: str) -> PageLine | None:
        text = _BULLET.sub("", raw, count=1)
        marked = _MARKED.fullmatch(raw)
        if marked:
            text = marked[1] or marked[3] or marked[4]
        spoken_of = self._day[0] if self._day else self._about
        language = self._context.require_words()
        dates = find_dates(text, language, spoken_of)
        why = ""
        if is_note(text):
            why = "a note"
        elif _is_navigation(text, dates):
            why = "navigation"
        elif date := _alone(text, dates, language, spoken_of):
            why = self._date_heading(number, date)
        elif marked or self._is_heading(text, dates):
            why = self._heading(text)
        if why:
            self._context.leave_out(number, why)
        return None if why else self._told(number, text, dates)

    def _told(self, number: int, text: str, dates: list[FoundDate]) -> PageLine:
        line = PageLine(
            number=number,
            text=text,
            about=self._about,
            about_from=self._about_from,
            given_by=self._given_by,
            dates=tuple(dates),
            section=self._section,
            life=self._life,
            second=second_date(text, self._context.require_words()),
        )
        head = _head(text, dates)
        if head is not None:
            return self._headed(line, head)
        if self._day is None:
            return line
        taken_from = f"the date of {line.given_by}"
        return attrs.evolve(line, when=self._day[0], taken_from=taken_from)

    def _headed(self, line: PageLine, head: FoundDate) -> PageLine:
        reading = head.reading
        if reading.missing == "year":
            raise self._without_a_year(head)
        taken = reading.from_context
        taken_from = f"{listed(taken)} of {line.given_by}" if taken else ""
        what = self._life.partition(".")[2]
        if reading.when is not None:
            if "day" not in reading.from_context:
                self._day = None
            self._go_on(reading.when)
        tail = line.text[head.end :]
        return attrs.evolve(
            line,
            head=head,
            when=reading.when,
            taken_from=taken_from,
            rest=head.end + len(tail) - len(tail.lstrip(_AFTER_HEAD)),
            dates=line.dates[1:],
            section=self._section,
            because=what and f"a {what} by the heading above it",
        )

    def _without_a_year(self, date: FoundDate) -> ImportFailedError:
        return self._context.fault(
            f"{date.reading.text!r} without a {date.reading.missing}; say which year"
            " the page is about: -O year=… (--year)"
        )

    @property
    def _given_by(self) -> str:
        return f"the heading in line {self._day[1]}" if self._day else self._about_from

    def _go_on(self, when: When) -> None:
        """Begin another section where the days go back."""
        furthest, latest = self._furthest, when.latest
        if furthest is not None and latest is not None and latest < furthest:
            self._section += 1
            furthest = None
        if when.earliest is not None:
            start = when.earliest
            self._furthest = start if furthest is None else max(start, furthest)

    def _date_heading(self, number: int, date: FoundDate) -> str:
        """Take a date that stands alone for that of the lines below it."""
        when = date.reading.when
        if when is None:
            raise self._without_a_year(date)
        if self._given and when.within(self._given) is Verdict.IMPOSSIBLE:
            return f"a heading outside of {self._given}"
        if when.start.day is not None:
            self._go_on(when)
            self._day = when, number
        else:
            self._about, self._day = when, None
            self._about_from = f"the heading in line {number}"
        return "a heading with a date"

    def _is_heading(self, text: str, dates: Sequence[FoundDate]) -> bool:
        if heading_kind(text):
            return True
        if dates or self._ends_plain or ends_as_sentence(text):
            return False
        return len(text.split()) <= _HEADING_WORDS

    def _heading(self, text: str) -> str:
        """Begin what a heading announces."""
        self._life = heading_kind(text)
        self._section += 1
        self._furthest = self._day = None
        return "a heading"


def is_note(text: str) -> bool:
    """Say whether a line is a note to others, by the arrow or number it begins with.

    >>> is_note("↑ The parish book"), is_note("[3] The parish book"), is_note("3 men")
    (True, True, False)
    """
    return _NOTE.match(text.lstrip()) is not None


def begins_with_a_date(text: str, dates: Sequence[FoundDate]) -> bool:
    """Say whether a line begins with a date that a dash or a colon sets apart."""
    head = _head(text, dates)
    return head is not None and _is_set_apart(text, head)


def _head(text: str, dates: Sequence[FoundDate]) -> FoundDate | None:
    """Return the date with which a line begins, but for a word such as "on"."""
    if not dates:
        return None
    first = dates[0]
    reading = first.reading
    tells = reading.when is not None or reading.distance is not None
    if not tells and reading.missing != "year":
        return None
    lead = text[: first.start].strip()
    if not lead:
        return first
    if len(lead) > _LEAD or not lead.isalpha():
        return None
    when = reading.when
    has_day = when is not None and when.start.day is not None
    return first if has_day or _is_set_apart(text, first) else None


def _is_set_apart(text: str, head: FoundDate) -> bool:
    return text[head.end :].lstrip(" \t.").startswith(_DASHES)


def _alone(
    text: str, dates: Sequence[FoundDate], language: Language, spoken_of: When | None
) -> FoundDate | None:
    """Return the date that is all there is on a line; not an hour."""
    if len(dates) == 1:
        date = dates[0]
        rest = (text[: date.start] + text[date.end :]).strip(_AFTER_HEAD)
        return None if rest or not _is_of_days(date.reading) else date
    plain = text.strip(_AFTER_HEAD)
    if dates or len(plain) > _DATE_LENGTH or not _WORD.search(plain):
        return None
    # Alone even "May" is a month, which it need not be where a sentence begins.
    try:
        reading = InWords.read(plain, language, spoken_of)
    except DateSyntaxError:
        return None
    if not _is_of_days(reading):
        return None
    return FoundDate(start=0, end=len(text), reading=reading)


def _is_of_days(reading: InWords) -> bool:
    """Say whether it is a date, if only its year is known; not an hour or distance."""
    if reading.when is None:
        return reading.missing == "year"
    return not reading.when.has_time


def _is_navigation(text: str, dates: Sequence[FoundDate]) -> bool:
    """Say whether a line is a row of links: dates and next to no words, or bars."""
    if len(dates) < _MANY:
        return not dates and len(_BARS.findall(text)) >= _MANY
    rest, end = "", 0
    for one in dates:
        rest, end = f"{rest} {text[end : one.start]}", one.end
    return len(_WORD.findall(rest + text[end:])) < len(dates) // _MANY + 1


def _mostly_plain(texts: Sequence[str]) -> bool:
    """Say whether most lines end without the mark of a sentence, as in some lists."""
    told = [text for text in texts if text.strip()]
    return 2 * sum(map(ends_as_sentence, told)) < len(told)


def _with_lives(
    lines: Sequence[PageLine], context: ImportContext
) -> Iterator[PageLine]:
    """Yield the lines with the kind of life event that each tells of.

    A heading says it, or a line's second date; else what the lines beside it say.
    """
    lines = [_with_second(line, context) for line in lines]
    by_section: dict[int, list[PageLine]] = {}
    for line in lines:
        by_section.setdefault(line.section, []).append(line)
    kinds: dict[int, str] = {}
    following = ""
    for section in sorted(by_section, reverse=True):
        following = kinds[section] = _kind_of(by_section[section], following)
    for line in lines:
        yield _with_kind(line, kinds[line.section])


def _with_second(line: PageLine, context: ImportContext) -> PageLine:
    """Return a line with what its second date tells, or without one.

    It is none where it contradicts the first, or stands alone.
    """
    second = line.second
    if second is None:
        return line
    if line.when is None:
        return (
            line if line.life == second.of_the_line else attrs.evolve(line, second=None)
        )
    if not second.fits(line.when):
        what = f"{second.words} as a date of {second.kind.partition('.')[2]}"
        context.leave_out(line.number, f"{what} beside {line.when}")
        return attrs.evolve(line, second=None)
    said = line.text[slice(*second.span)].strip()
    because = f"a {second.of_the_line.partition('.')[2]} by its second date {said}"
    return attrs.evolve(line, life=second.of_the_line, because=because)


def _kind_of(lines: Sequence[PageLine], following: str) -> str:
    """Return what a section without a heading tells of; empty if not of lives."""
    heads = [line for line in lines if line.when is not None]
    told = [line.life for line in heads if line.life]
    for kind in (BIRTH, DEATH):
        if heads and 2 * told.count(kind) > len(heads):
            return kind
    plain = sum(1 for line in heads if not ends_as_sentence(line.body))
    is_of_births = BIRTH in told or following == DEATH
    return (
        BIRTH if DEATH not in told and is_of_births and 2 * plain > len(heads) else ""
    )


def _with_kind(line: PageLine, kind: str) -> PageLine:
    if line.life or not kind or line.head is None:
        return line
    if kind == BIRTH and ends_as_sentence(line.body):
        return line
    because = f"a {kind.partition('.')[2]} by the lines beside it"
    return attrs.evolve(line, life=kind, because=because)
