"""Write dates as another calendar counts them."""

from collections.abc import Sequence
from typing import Final

import attrs

from chrono56.dates.masks import Run
from chrono56.dates.read_date import components
from chrono56.dates.remarks import Remarks
from chrono56.dates.shape import Date
from chrono56.dates.stretches import Piece, Precision, runs_of
from chrono56.dates.write import qualified
from chrono56.dates.years import Calendar, Month, RomanYears
from chrono56.days import iso_year

_LONGEST_SECOND: Final = 3  # digits of a double year's second number


@attrs.frozen
class CalendarWriter:
    """Write one date after another, and remark on what was lost.

    Attributes:
        calendar: How years are counted.
        remarks: What was lost.
        most: How many stretches each date may list.
        rivals: Two other ways to count years; a day on which they differ gets a double
            year. None if no year is to be double.
    """

    calendar: Calendar
    remarks: Remarks
    most: int
    rivals: tuple[RomanYears, RomanYears] | None = None

    def pieces_of(self, date: Date) -> list[Piece]:
        """Return the texts of a date's days, whole months and years as such.

        Raises:
            ReckoningError: The calendar does not count those days.
        """
        day_text, _, clock = date.text.partition("T")
        mark = self.remarks.mark_of(components(day_text))
        if date.clock is not None:
            day = self._piece((date.lo, date.lo), mark)[0]
            text = f"{day}T{clock}"
            return [(text, text)]
        runs = runs_of(date, self.most)
        if date.mask is not None:
            self.remarks.on_digits(listed=runs is not None)
        return [self._piece(run, mark) for run in runs or [(date.lo, date.hi)]]

    def _piece(self, run: Run, mark: int) -> Piece:
        year = last_year = self.calendar.year_of(run[0])
        months = last_months = self.calendar.months(year)
        if run[1] > months[-1].days[1]:
            last_year = self.calendar.year_of(run[1])
            last_months = self.calendar.months(last_year)
        first, last = _month_of(run[0], months), _month_of(run[1], last_months)
        precision = Precision.DAY
        if run == (months[0].days[0], last_months[-1].days[1]):
            precision = Precision.YEAR
        elif first.whole and last.whole and run == (first.days[0], last.days[1]):
            precision = Precision.MONTH
        return (
            self._text(year, first, run[0], precision, mark),
            self._text(last_year, last, run[1], precision, mark),
        )

    def _text(
        self, year: int, month: Month, day: int, precision: Precision, mark: int
    ) -> str:
        number = month.first + day - month.days[0]
        year_text = iso_year(year)
        if self.rivals is not None and precision is Precision.DAY:
            year_text = _year_text(year, [it.year_of(day) for it in self.rivals])
        parts = [year_text, f"{month.number:02}", f"{number:02}"][:precision]
        return qualified(parts, [mark] * precision)


def _month_of(day: int, months: Sequence[Month]) -> Month:
    """Return in which of a year's months a day is."""
    return next(month for month in months if day <= month.days[1])


def _year_text(year: int, rivals: Sequence[int]) -> str:
    """Return a year that others number otherwise as ``1731/2``; alone if none does.

    It stays alone too before Christ, and where more than three digits change.
    """
    first, second = (f"{number:04}" for number in sorted(rivals))
    pairs = enumerate(zip(first, second, strict=False))
    changed = second[next((at for at, (a, b) in pairs if a != b), len(second)) :]
    if not changed or first[0] == "-" or len(changed) > _LONGEST_SECOND:
        return iso_year(year)
    return f"{iso_year(min(rivals))}/{changed}"
