"""Write sets of days and of moments as the members of an EDTF set, exactly.

Days in a row become ranges; days that follow a pattern become dates with ``X`` digits,
so that the text stays short however many years it spans.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain, islice, product
from typing import Final

from chrono56.dates.grids import DAYS_BEFORE, ERA, Grid, mirrored, place_of
from chrono56.dates.masks import Run, mask_of, matching
from chrono56.dates.points import Part, Points, gridded
from chrono56.dates.shape import FAR, MARK_OF
from chrono56.dates.stretches import (
    DAY_SECONDS,
    Precision,
    coarsest,
    member_text,
    piece_of_days,
    piece_of_moments,
)
from chrono56.dates.write import qualified
from chrono56.days import first_of_year

_NUMBERS: Final = (1 << 100) - 1
_DAYS: Final = (2 << 31) - 2  # bits 1 to 31
_WHOLE_MONTH: Final = (1 << 31) - 1
_MONTHS: Final = (2 << 12) - 2
_CENTURY_END: Final = 1
_MINUTE: Final = 60
_LAST_PATTERN_YEAR: Final = 9999
# All ways to write two digits, those that stand for most numbers first.
_PATTERNS: Final = (
    "XX",
    *(f"{digit}X" for digit in range(10)),
    *(f"X{digit}" for digit in range(10)),
    *(f"{number:02}" for number in range(100)),
)


def texts_of_days(points: Points, mark: int) -> Iterator[str]:
    """Yield the members that stand for all points of a set of whole days.

    Args:
        points: Their line may be finer than days.
        mark: Qualifier bits that each date gets.
    """
    size = points.size
    for part in points.parts:
        lo, hi = part.lo // size, part.hi // size
        if part.grid is None:
            yield _text_of_run((lo, hi), mark)
            continue
        for grid in _cut(part.grid, lo, hi):
            yield from _texts_of_grid(grid, mark)


def _cut(grid: Grid, first: int, last: int) -> Iterator[Grid]:
    """Yield the days of a grid from one of its days to another, in few grids."""
    grids: Iterable[Grid] = (grid,)
    previous, following = grid.previous(first - 1), grid.next(last + 1)
    if previous is not None:
        grids = grid.since(_roundest(previous + 1, first))
    if following is not None:
        cut = _roundest(last + 1, following)
        grids = chain.from_iterable(grid.before(cut) for grid in grids)
    yield from grids


def _roundest(first: int, last: int) -> int:
    """Return the first day of a century or of a year if there is one, else *last*."""
    year = place_of(last)[0]
    starts = first_of_year(year - year % 100), first_of_year(year)
    return next((day for day in starts if day >= first), last)


def texts_of_moments(points: Points, mark: int, offset: int | None) -> Iterator[str]:
    """Yield the members that stand for all points of a line finer than days.

    Args:
        points: Of the wall clock, where whole days are written as days; or instants.
        mark: Qualifier bits that each moment gets.
        offset: For instants, the minutes east of UTC to write them with.
    """
    size = points.size
    for part in points.parts:
        for piece in _by_whole_days(part, size) if offset is None else (part,):
            if offset is None and piece.lo % size == 0 == (piece.hi + 1) % size:
                yield from texts_of_days(Points([piece], size), mark)
            else:
                yield _text_of_moments(piece, size, mark, offset)


def _text_of_moments(part: Part, size: int, mark: int, offset: int | None) -> str:
    second = DAY_SECONDS // size
    east = (offset or 0) * _MINUTE
    run = part.lo * second + east, (part.hi + 1) * second - 1 + east
    suffix = "" if offset is None else _offset_text(offset)
    first, last = piece_of_moments(run, mark=suffix + MARK_OF[mark])
    if part.lo <= -FAR * size:
        return f"..{last}"
    if part.hi >= FAR * size:
        return f"{first}.."
    return member_text((first, last))


def _offset_text(offset: int) -> str:
    hours, minutes = divmod(abs(offset), _MINUTE)
    return f"{'-' if offset < 0 else '+'}{hours:02}:{minutes:02}" if offset else "Z"


def _by_whole_days(part: Part, size: int) -> Iterator[Part]:
    """Yield a part in pieces: what is left of its first day, whole days, the last."""
    if part.grid is None:
        yield part
        return
    lo, hi = -(-part.lo // size) * size, (part.hi + 1) // size * size - 1
    if part.lo < lo:
        yield Part(part.lo, min(part.hi, lo - 1))
    yield from gridded([part.grid], lo, hi, size)
    if part.hi > hi >= lo - 1:
        yield Part(hi + 1, part.hi)


def _text_of_run(run: Run, mark: int) -> str:
    """Return a run of days as a range, or as the year, month or day that it is."""
    if run == (-FAR, FAR):
        return ".."
    if run[0] == -FAR:
        return f"..{piece_of_days((run[1], run[1]), Precision.DAY, (mark,))[1]}"
    if run[1] == FAR:
        return f"{piece_of_days((run[0], run[0]), Precision.DAY, (mark,))[0]}.."
    return member_text(piece_of_days(run, coarsest(run), (mark,)))


def _texts_of_grid(grid: Grid, mark: int) -> Iterator[str]:
    """Yield the members for the days of a grid: patterns, or runs if they are fewer."""
    first, last = grid.first(), grid.last()
    if first is None or last is None:
        return
    patterns = list(_patterns_of(grid))
    points = Points(gridded([grid], first, last, size=1))
    runs = list(islice(points.runs(first), len(patterns) + 1))
    # Years of five digits have no patterns.
    if len(runs) <= len(patterns) or place_of(last)[0] > _LAST_PATTERN_YEAR:
        yield from (_text_of_run(run, mark) for run in points.runs(first))
        return
    yield from (qualified([pattern], [mark]) for pattern in patterns)


def _patterns_of(grid: Grid) -> Iterator[str]:
    days = list(_day_patterns(grid.days))
    for year, (month, day) in product(_year_patterns(grid), days):
        # A 29 February is of no year but leap years.
        if mask_of(year, month, day).first() is not None:
            text = f"{year}-{month}-{day}"
            yield text.removesuffix("-XX").removesuffix("-XX")


def _year_patterns(grid: Grid) -> Iterator[str]:
    later = grid.centuries >> ERA & _NUMBERS
    yield from map("".join, product(_cover(later), _cover(grid.years)))
    # Year -156 is the 44th of the century that begins with -200; -100 begins its own.
    if grid.years & _CENTURY_END:
        earlier = mirrored(grid.centuries, ERA) & ~1 & _NUMBERS
        yield from (f"-{century}00" for century in _cover(earlier))
    earlier = mirrored(grid.centuries, ERA - 1)
    years = mirrored(grid.years & ~_CENTURY_END, 100)
    for century, year in product(_cover(earlier), _cover(years)):
        yield f"-{century}{year}"


def _day_patterns(days: int) -> Iterator[tuple[str, str]]:
    """Yield the months and days of the month that stand for some days of the year."""
    lengths = {
        month: DAYS_BEFORE[month] - DAYS_BEFORE[month - 1] for month in range(1, 13)
    }
    by_month = {
        month: days >> DAYS_BEFORE[month - 1] & (1 << length) - 1
        for month, length in lengths.items()
    }
    left = {month for month in by_month if by_month[month]}
    while left:
        longest = max(left, key=lambda month: lengths[month])
        model = by_month[longest]
        if model == (1 << lengths[longest]) - 1:
            model = _WHOLE_MONTH
        alike = {
            month
            for month, length in lengths.items()
            if model & (1 << length) - 1 == by_month[month]
        }
        wanted = sum(1 << month for month in alike & left)
        months = _cover(wanted, sum(1 << month for month in alike), _MONTHS)
        days_of_month = _cover(model << 1, model << 1, _DAYS)
        yield from product(months, days_of_month)
        left -= alike


@lru_cache(maxsize=256)
def _cover(wanted: int, allowed: int = 0, among: int = _NUMBERS) -> tuple[str, ...]:
    """Return patterns of two digits that fit all numbers wanted and no other.

    Args:
        wanted: Numbers, as bits.
        allowed: Numbers that may be fitted as well; the wanted ones always may.
        among: All numbers that there are.
    """
    fitting = [
        (pattern, bits)
        for pattern in _PATTERNS
        if (bits := matching(pattern) & among) and not bits & ~(wanted | allowed)
    ]
    found = []
    while wanted:
        pattern, bits = max(fitting, key=lambda each: (each[1] & wanted).bit_count())
        found.append(pattern)
        wanted &= ~bits
    return tuple(found)
