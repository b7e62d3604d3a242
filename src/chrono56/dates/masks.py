"""The days that a date with unspecified digits (``X``) leaves open."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import product
from typing import Final

import attrs

from chrono56.dates.grids import DAYS_BEFORE, ERA, Grid, mirrored, places
from chrono56.days import days_from_civil, first_of_year, month_length

Run = tuple[int, int]
"""First and last of consecutive days, both inclusive."""

_LAST_MONTH: Final = 12
_CENTURY: Final = 100

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


@attrs.frozen
class Mask:
    """The days that a date with ``X`` leaves open, as the union of grids.

    >>> from chrono56.days import iso_day
    >>> iso_day(mask_of("19XX", "02", "29").first())
    '1904-02-29'
    """

    grids: tuple[Grid, ...]

    def first(self) -> int | None:
        """Return the earliest day left open; None if there is no such day at all."""
        found = (grid.first() for grid in self.grids)
        return min((day for day in found if day is not None), default=None)

    def last(self) -> int | None:
        """Return the latest day left open; None if there is no such day at all."""
        found = (grid.last() for grid in self.grids)
        return max((day for day in found if day is not None), default=None)


def mask_of(year: str, month: str | None, day: str | None) -> Mask:
    """Return the mask of a date's parts as written, such as ``"195X", "1X", "XX"``.

    A month may be a season, if no day follows.
    """
    if month is not None and month.isdigit() and int(month) in SEASONS:
        start, length = SEASONS[int(month)]
        days = _days_between(start, start + length)
        return Mask(
            tuple(
                part
                for grid in _grids_of_years(year, days)
                for part in _with_winter(grid, _days_between(1, start + length - 12))
            )
        )
    return Mask(tuple(_grids_of_years(year, days_matching(month or "XX", day or "XX"))))


def year_range(pattern: str) -> Run | None:
    """Return the first and last year that a pattern leaves open; None with gaps.

    >>> year_range("-000X"), year_range("19X6")
    ((-9, -1), None)
    """
    digits = pattern.removeprefix("-")
    if "X" in digits.rstrip("X"):
        return None
    first, last = int(digits.replace("X", "0")), int(digits.replace("X", "9"))
    # There is no -0000.
    return (first, last) if digits == pattern else (-last, -max(first, 1))


def _with_winter(grid: Grid, next_days: int) -> tuple[Grid, ...]:
    """Return a grid with some days of the years that follow, if there are any."""
    return (grid, *grid.year_later(next_days)) if next_days else (grid,)


def _days_between(first: int, end: int) -> int:
    """Return the days of the year from a month's first to another's, that excluded."""
    if end <= first:
        return 0
    last = DAYS_BEFORE[min(end, _LAST_MONTH + 1) - 1]
    return (1 << last) - (1 << DAYS_BEFORE[first - 1])


def _grids_of_years(pattern: str, days: int) -> Iterator[Grid]:
    """Yield some days of the years that a pattern such as ``-01XX`` leaves open."""
    digits = pattern.removeprefix("-")
    centuries, years = matching(digits[:2]), matching(digits[2:])
    if digits == pattern:
        yield Grid(centuries << ERA, years, days)
        return
    # Year -156 is the 44th of the century that begins with -200; -100 begins its own.
    # There is no -0000.
    if years & 1:
        yield Grid(mirrored(centuries & ~1, ERA), 1, days)
    yield Grid(mirrored(centuries, ERA - 1), mirrored(years & ~1, ERA), days)


def years_fitting(pattern: str) -> Iterator[int]:
    """Yield the years that a pattern such as ``-01XX`` leaves open, ascending.

    >>> [*years_fitting("-000X")][-2:]
    [-2, -1]
    """
    digits = pattern.removeprefix("-")
    if digits != pattern:
        yield from (-year for year in _numbers_down(digits) if year)
        return
    centuries, years = matching(digits[:2]), matching(digits[2:])
    for century, year in product(places(centuries), places(years)):
        yield _CENTURY * century + year


def years_fitting_down(pattern: str) -> Iterator[int]:
    """Yield the years that a pattern leaves open, descending."""
    digits = pattern.removeprefix("-")
    if digits == pattern:
        yield from _numbers_down(digits)
        return
    # There is no -0000.
    yield from (-year for year in years_fitting(digits) if year)


def _numbers_down(digits: str) -> Iterator[int]:
    top = _CENTURY - 1
    centuries, years = (
        mirrored(matching(part), top) for part in (digits[:2], digits[2:])
    )
    for century, year in product(places(centuries), places(years)):
        yield _CENTURY * (top - century) + top - year


def year_runs(pattern: str) -> Iterator[Run]:
    """Yield the runs of years that a pattern leaves open, ascending; some may touch.

    >>> [*year_runs("1X5X")][:2]
    [(1050, 1059), (1150, 1159)]
    """
    known = pattern.rstrip("X")
    many = 10 ** (len(pattern) - len(known))
    least = known + ("9" if pattern[0] == "-" else "0") * (len(pattern) - len(known))
    for first in years_fitting(least):
        # There is no -0000.
        yield first, first + many - 1 if first >= 0 else min(first + many - 1, -1)


@lru_cache(maxsize=256)
def matching(pattern: str) -> int:
    """Return the numbers below 100 that fit a pattern such as ``1X``, as bits.

    >>> matching("0X") == (1 << 10) - 1
    True
    """
    tens = range(10) if pattern[0] == "X" else (int(pattern[0]),)
    units = range(10) if pattern[1] == "X" else (int(pattern[1]),)
    return sum(1 << 10 * ten + unit for ten in tens for unit in units)


@lru_cache(maxsize=1024)
def days_matching(month: str, day: str) -> int:
    """Return the days of the year that fit two patterns, as the bits of a grid.

    >>> days_matching("01", "3X") == 1 << 29 | 1 << 30
    True
    """
    of_month = matching(day) >> 1
    found = 0
    for number in range(1, _LAST_MONTH + 1):
        if matching(month) >> number & 1:
            first = DAYS_BEFORE[number - 1]
            length = DAYS_BEFORE[number] - first
            found |= (of_month & (1 << length) - 1) << first
    return found
