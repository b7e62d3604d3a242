"""Sets of days as the bits of numbers, a century at a time.

What is asked of all days of a set, how many there are or how near they come to those of
another, is asked of a whole century at once. At most 201 centuries have grids, and most
of them are alike.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final

from chrono56.dates.grids import (
    DAYS_BEFORE,
    ERA,
    LEAP_DAY,
    lowest,
    place_of,
    places,
)
from chrono56.dates.points import Part, Points, joined
from chrono56.days import first_of_year, is_leap

YEAR_PLACES: Final = DAYS_BEFORE[-1]
"""The places of a year on the line of `even_place`: as many as leap years have days."""

_CENTURY: Final = 100
_BEFORE_LEAP_DAY: Final = (1 << LEAP_DAY) - 1
_KEPT: Final = 256

Place = Callable[[int], int]
"""The place of a day on a line: its number as it is, or its `even_place`."""


def day_number(day: int) -> int:
    """Return the place of a day among all days, which is its number."""
    return day


def even_place(day: int) -> int:
    """Return the place of a day where all years have 366 places.

    From a day to the same day of another year it is whole years. What follows 28
    February is two places on in common years.

    >>> even_place(first_of_year(1958)) - even_place(first_of_year(1957))
    366
    """
    year, place = place_of(day)
    return YEAR_PLACES * year + place


def days_counted(points: Points) -> int:
    """Return how many days a set has, which has bounds.

    >>> from chrono56.dates.grids import Grid
    >>> days_counted(Points([Part(1, 366, Grid.of_any_year(0b1111)), Part(3, 5)]))
    6
    """
    runs = joined([(part.lo, part.hi) for part in points.parts if part.grid is None])
    count = sum(last - first + 1 for first, last in runs)
    grids = _gridded(points)
    if not grids:
        return count
    taken = [Part(first, last) for first, last in runs]
    lo, hi = min(part.lo for part in grids), max(part.hi for part in grids)
    for _, _, (days, others) in centuries([grids, taken], lo, hi):
        count += (days & ~others).bit_count()
    return count


def least_gap(starts: Points, ends: Points, place: Place = day_number) -> int | None:
    """Return how far it is at least from a start to an end that is not before it.

    None if no end is.

    Args:
        starts: Their parts with a grid are of whole days.
        ends: As the starts.
        place: The line on which the distance is measured; on a line finer than days,
            only as it is.

    >>> least_gap(Points([Part(1, 5), Part(9, 9)]), Points([Part(7, 8)]))
    2
    """
    size = starts.size
    gaps = [
        max(place(end) - place(part.hi), 0)
        for part in starts.parts
        if part.grid is None and (end := ends.next(part.lo)) is not None
    ]
    gaps += [
        max(place(part.lo) - place(start), 0)
        for part in ends.parts
        if part.grid is None and (start := starts.previous(part.hi)) is not None
    ]
    days = _least_gap_of_grids(_gridded(starts), _gridded(ends), place)
    if days is not None:
        # From one day's last point to the next one's first it is a single point.
        gaps.append((days - 1) * size + 1 if days else 0)
    return min(gaps, default=None)


def _gridded(points: Points) -> list[Part]:
    """Return the parts of a set that have a grid, on the line of days."""
    size = points.size
    return [
        Part(part.lo // size, part.hi // size, part.grid)
        for part in points.parts
        if part.grid is not None
    ]


def _least_gap_of_grids(
    starts: Sequence[Part], ends: Sequence[Part], place: Place
) -> int | None:
    if not starts or not ends:
        return None
    gaps: list[int] = []
    latest: int | None = None
    seen: set[tuple[int, int]] = set()
    lo, hi = min(part.lo for part in starts), max(part.hi for part in ends)
    for first, _, (from_days, to_days) in centuries([starts, ends], lo, hi, place):
        if latest is not None and to_days:
            gaps.append(first + lowest(to_days) - latest)
        if from_days and to_days and (from_days, to_days) not in seen:
            seen.add((from_days, to_days))
            if lowest(from_days) < to_days.bit_length():
                gaps.append(_least_shift(from_days, to_days))
        if from_days:
            latest = first + from_days.bit_length() - 1
    return min(gaps, default=None)


def _least_shift(bits: int, onto: int) -> int:
    """Return by how many places bits move up at least to meet others; they do."""
    # Each covers twice as many places as the one before it.
    covers = [bits]
    while not covers[-1] & onto:
        covers.append(covers[-1] | covers[-1] << (1 << len(covers) - 1))
    if len(covers) == 1:
        return 0
    missed, shift = covers[-2], 1 << len(covers) - 2
    for power in reversed(range(len(covers) - 2)):
        more = missed | covers[power] << shift
        if not more & onto:
            missed, shift = more, shift + (1 << power)
    return shift


def centuries(
    sets: Sequence[Sequence[Part]], lo: int, hi: int, place: Place = day_number
) -> Iterator[tuple[int, int, list[int]]]:
    """Yield where a century begins, how many places it has, and each set's days in it.

    Args:
        sets: Parts on the line of days.
        lo: A day of the first century.
        hi: A day of the last century.
        place: The line of which a bit is one place.
    """
    laid = [_Laid(each, place) for each in sets]
    first, last = (place_of(day)[0] // _CENTURY for day in (lo, hi))
    start = place(first_of_year(first * _CENTURY))
    for century in range(first, last + 1):
        following = place(first_of_year((century + 1) * _CENTURY))
        yield (
            start,
            following - start,
            [it.days(century, start, following) for it in laid],
        )
        start = following


class _Laid:
    """Parts on a line, and what they were found to be in centuries that are alike."""

    def __init__(self, parts: Sequence[Part], place: Place) -> None:
        self._place = place
        self._parts = [(part.grid, place(part.lo), place(part.hi)) for part in parts]
        self._known: dict[tuple[object, ...], int] = {}

    def days(self, century: int, start: int, following: int) -> int:
        """Return the days of a century, from its start to the next one's, as bits."""
        found, whole = 0, dict[int, int]()
        for grid, since, until in self._parts:
            if since >= following or until < start:
                continue
            if grid is not None:
                if not grid.centuries >> century + ERA & 1:
                    continue
                if since <= start and until >= following - 1:
                    whole[grid.years] = whole.get(grid.years, 0) | grid.days
                    continue
            lo, hi = max(since, start) - start, min(until, following - 1) - start
            here = (1 << hi + 1) - (1 << lo)
            if grid is not None:
                here &= self._all_days({grid.years: grid.days}, century)
            found |= here
        return found | self._all_days(whole, century)

    def _all_days(self, days_of_years: Mapping[int, int], century: int) -> int:
        # A century is like any other, but for its first year, which may be leap.
        like = _CENTURY if century % 4 else 0
        key = (like, *days_of_years.items())
        if key not in self._known:
            found = 0
            for years, days in days_of_years.items():
                found |= _days_of(years, days, like, self._place)
            self._known[key] = found
        return self._known[key]


@lru_cache(maxsize=_KEPT)
def _days_of(years: int, days: int, begin: int, place: Place) -> int:
    """Return some days of some years of a century, of which each is a bit.

    Args:
        years: The years, as the bits of a grid.
        days: The days of the year, as the bits of a grid.
        begin: The first year of the century.
        place: The line of which a bit is one place.
    """
    common_days = days & ~(1 << LEAP_DAY)
    if place is not even_place:
        common_days = days & _BEFORE_LEAP_DAY | days >> LEAP_DAY + 1 << LEAP_DAY
    start = place(first_of_year(begin))
    leap, common = 0, 0
    for year in places(years):
        first = 1 << place(first_of_year(begin + year)) - start
        if is_leap(begin + year):
            leap |= first
        else:
            common |= first
    return leap * days | common * common_days
