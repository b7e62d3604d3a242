"""The days that a date with unspecified digits (``X``) leaves open."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product
from typing import Final

import attrs

from chrono56.days import (
    civil_from_days,
    days_from_civil,
    first_of_year,
    month_length,
)

Run = tuple[int, int]
"""First and last of consecutive days, both inclusive."""

LONGEST_MONTH: Final = 31
_LAST_MONTH: Final = 12

# First month and number of months, counted from January of the year that is named.
# 21-24 leave the place open; chrono56 reads them as meteorological seasons of the
# north, like 25-28. A season that crosses the year's end ends in the next one.
SEASONS: Final = {
    21: (3, 3),
    22: (6, 3),
    23: (9, 3),
    24: (12, 3),
    25: (3, 3),
    26: (6, 3),
    27: (9, 3),
    28: (12, 3),
    29: (9, 3),
    30: (12, 3),
    31: (3, 3),
    32: (6, 3),
    33: (1, 3),
    34: (4, 3),
    35: (7, 3),
    36: (10, 3),
    37: (1, 4),
    38: (5, 4),
    39: (9, 4),
    40: (1, 6),
    41: (7, 6),
}


def year_run(year: int) -> Run:
    """Return the days of a year."""
    return first_of_year(year), first_of_year(year + 1) - 1


def month_run(year: int, month: int) -> Run:
    """Return the days of a month (1 to 12) or of a season (21 to 41)."""
    if month <= _LAST_MONTH:
        first = days_from_civil(year, month, 1)
        return first, first + month_length(year, month) - 1
    start, length = SEASONS[month]
    beyond, last = divmod(start + length - 2, _LAST_MONTH)
    return days_from_civil(year, start, 1), month_run(year + beyond, last + 1)[1]


@attrs.frozen(kw_only=True)
class Mask:
    """The years, months and days of the month that a date with ``X`` leaves open.

    Each is ascending; months may be one season instead; None stands for whole years
    or whole months.

    >>> mask = mask_of("1956", "XX", "31")
    >>> len(list(mask.runs(0)))
    7
    """

    years: Sequence[int]
    months: tuple[int, ...] | None
    days: tuple[int, ...] | None

    def first(self) -> int | None:
        """Return the earliest day left open; None if there is no such day at all."""
        return next((run[0] for run in self._runs(self.years)), None)

    def last(self) -> int | None:
        """Return the latest day left open; None if there is no such day at all."""
        for year in reversed(self.years):
            runs = list(self._runs((year,)))
            if runs:
                return runs[-1][1]
        return None

    def runs(self, since: int) -> Iterator[Run]:
        """Yield the runs of days left open, ascending, from about the day *since*.

        Runs may touch. Those of years before that of *since* are left out, but for
        the year before it, whose winter ends later.
        """
        year = civil_from_days(since)[0] - 1
        return self._runs(self.years[bisect_left(self.years, year) :])

    def _runs(self, years: Sequence[int]) -> Iterator[Run]:
        if self.days is None:
            return self._whole_runs(years)
        return self._day_runs(years, self.days)

    def _whole_runs(self, years: Sequence[int]) -> Iterator[Run]:
        for year in years:
            if self.months is None:
                yield year_run(year)
            else:
                yield from (month_run(year, month) for month in self.months)

    def _day_runs(self, years: Sequence[int], days: tuple[int, ...]) -> Iterator[Run]:
        for year, month in product(years, self.months or range(1, _LAST_MONTH + 1)):
            before = days_from_civil(year, month, 1) - 1
            length = month_length(year, month)
            yield from ((before + day, before + day) for day in days if day <= length)


def mask_of(year: str, month: str | None, day: str | None) -> Mask:
    """Return the mask of a date's parts as written, such as ``"195X", "1X", "XX"``."""
    if day == "XX":
        day = None
    if month == "XX" and day is None:
        month = None
    months = None if month is None else _matching(month, tuple(range(1, 13)))
    if month is not None and not months and month.isdigit():
        months = (int(month),)
    days = None if day is None else _matching(day, tuple(range(1, LONGEST_MONTH + 1)))
    return Mask(years=years_of(year), months=months, days=days)


@lru_cache(maxsize=256)
def years_of(pattern: str) -> Sequence[int]:
    """Return the years that a pattern such as ``195X`` or ``-X1XX`` leaves open.

    >>> list(years_of("-000X"))[-3:]
    [-3, -2, -1]
    """
    digits = pattern.removeprefix("-")
    sign = -1 if digits != pattern else 1
    choices = ["0123456789" if digit == "X" else digit for digit in digits]
    written = (sign * int("".join(choice)) for choice in product(*choices))
    # -0000 is not a year.
    years = sorted(year for year in written if year or sign > 0)
    if years[-1] - years[0] + 1 == len(years):
        return range(years[0], years[-1] + 1)
    return tuple(years)


@lru_cache(maxsize=256)
def _matching(pattern: str, numbers: tuple[int, ...]) -> tuple[int, ...]:
    """Return those *numbers* whose two digits fit a pattern such as ``1X``."""
    return tuple(
        number
        for number in numbers
        if all(
            wanted in ("X", digit)
            for wanted, digit in zip(pattern, f"{number:02}", strict=True)
        )
    )
