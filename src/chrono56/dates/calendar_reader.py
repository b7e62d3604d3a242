"""Read the text of dates as another calendar counts them."""

import re
from typing import Final

import attrs

from chrono56.dates.calendar_date import CalendarDate, days_of
from chrono56.dates.faults import CLOSING, set_fault
from chrono56.dates.masks import Run
from chrono56.dates.read_date import FIRST_DAY, LAST_DAY, read_date
from chrono56.dates.remarks import Remarks
from chrono56.dates.stretches import (
    Piece,
    alone,
    among,
    coarsest,
    equal_share,
    piece_of_days,
)
from chrono56.dates.years import Calendar
from chrono56.days import iso_day
from chrono56.errors import DateSyntaxError

# An interval's slash: not that of a double year or of a zone's name.
_SLASH: Final = re.compile(r"/(?=$|\.\.|[\[{?~%]|-?[0-9X]{4}|Y-?[0-9])")
_DATES: Final = re.compile(r"[,/]|\.\.")
_DOTS: Final = re.compile(r"\.\.(?![0-9]{2}:)")


@attrs.frozen
class CalendarReader:
    """Read one text of a calendar into EDTF, and remark on what was lost or added.

    Attributes:
        text: What is read.
        calendar: How its years are counted.
        remarks: What was lost or added.
        most: How many stretches each date may list.
    """

    text: str
    calendar: Calendar
    remarks: Remarks
    most: int = attrs.field(init=False)

    @most.default
    def _most(self) -> int:
        return equal_share(sum("X" in date for date in _DATES.split(self.text)))

    def converted(self) -> str:
        """Return the text in EDTF, each date converted, its structure as it was.

        Raises:
            DateSyntaxError: A date in it is not one of the calendar.
        """
        slash = self.slash()
        if slash is None:
            return self._part(self.text, 0)
        start = self._end(self.text[:slash], 0)
        return f"{start}/{self._end(self.text[slash + 1 :], slash + 1)}"

    def slash(self) -> int | None:
        """Return the offset of an interval's slash; None if it is no interval."""
        found = _SLASH.search(self.text)
        return found.start() if found else None

    def _end(self, text: str, at: int) -> str:
        return text if text in ("", "..") else self._part(text, at)

    def _part(self, text: str, at: int) -> str:
        if text[:1] not in CLOSING:
            return alone(self._date(text, at))
        closing = CLOSING[text[0]]
        if text[-1] != closing or len(text) == 1:
            fault = set_fault(text)
            raise DateSyntaxError(self.text, at + fault.offset, fault.expected)
        members = []
        place = at + 1
        for member in text[1:-1].split(","):
            members.append(self._member(member, place))
            place += len(member) + 1
        return f"{text[0]}{','.join(members)}{closing}"

    def _member(self, text: str, at: int) -> str:
        dots = _DOTS.search(text)
        if dots is None:
            return among(self._date(text, at))
        first, last = text[: dots.start()], text[dots.end() :]
        start = self._date(first, at)[0][0] if first else ""
        end = self._date(last, at + dots.end())[-1][1] if last else ""
        return f"{start}..{end}"

    def _date(self, text: str, at: int) -> list[Piece]:
        try:
            return self._pieces(text)
        except DateSyntaxError as fault:
            raise DateSyntaxError(
                self.text, at + fault.offset, fault.expected
            ) from None

    def _pieces(self, text: str) -> list[Piece]:
        day_text, at_clock, clock = text.partition("T")
        date = CalendarDate.read(day_text)
        mark = self.remarks.mark_of(date.parts)
        runs, all_of_them = days_of(date, self.calendar, self.most)
        if runs[0][0] < FIRST_DAY or runs[-1][1] > LAST_DAY:
            raise date.fault(0, "a year whose days lie in years of 16 digits")
        if len(runs) > 1 and any("X" in part for part, _ in date.parts):
            self.remarks.on_digits(listed=True)
        if not all_of_them:
            self.remarks.on_digits(listed=False)
        if at_clock:
            return [_moment(day_text, clock, runs, mark)]
        return [piece_of_days(run, coarsest(run), [mark]) for run in runs]


def _moment(day_text: str, clock: str, runs: list[Run], mark: int) -> Piece:
    if mark or len(runs) > 1 or runs[0][0] < runs[0][1]:
        expected = "a full day before a clock time, unqualified"
        raise DateSyntaxError(f"{day_text}T{clock}", len(day_text), expected)
    day = iso_day(runs[0][0])
    try:
        found = read_date(f"{day}T{clock}", strict=False).text
    except DateSyntaxError as fault:
        at = fault.offset - len(day) + len(day_text)
        raise DateSyntaxError(f"{day_text}T{clock}", at, fault.expected) from None
    return found, found
