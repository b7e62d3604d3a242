"""How long it was from one date to another, and how long something lasted."""

from collections.abc import Callable
from typing import Final

import attrs

from chrono56.dates.centuries import days_counted, least_gap
from chrono56.dates.lengths import lengths_named
from chrono56.dates.lines import DAYS, WALL, Line, points_of, resolved_line_for
from chrono56.dates.relate import placed
from chrono56.dates.shape import ALL_OF, CLOCK, FAR, Choice, Date, Extent, Shape

Bounds = tuple[int | None, int | None]
"""Least and most, both inclusive; None is unbounded."""

_MINUTES: Final = 1440  # of a day


@attrs.frozen(kw_only=True)
class Lapse:
    """A length of time between bounds, as far as the dates settle it.

    Attributes:
        least: The fewest days that it can be; negative if backwards, None if unbounded.
        most: The most days that it can be; None if unbounded.
        minutes: The fewest and the most minutes, rounded outwards; None where there
            are no clock times that can be compared.

    >>> str(Lapse(least=28, most=30)), str(Lapse(least=3, most=None))
    ('between 28 and 30 days', 'at least 3 days')
    >>> str(Lapse(least=0, most=0, minutes=(125, 125)))
    '2 hours 5 minutes'
    """

    least: int | None
    most: int | None
    minutes: Bounds | None = None

    def __str__(self) -> str:
        if self.minutes is not None:
            return between(self.minutes, _minutes_words, start=_minutes_words)
        return between((self.least, self.most), _days_words)


def until(one: Shape, other: Shape) -> Lapse:
    """Return how long it was from the end of *one* to the start of *other*."""
    days = _bounds_until(one, other, DAYS)
    minutes = None
    if one.flags & other.flags & CLOCK:
        line = resolved_line_for(one, other)
        if line.clocks:
            minutes = _in_minutes(_bounds_until(one, other, line), line)
    return Lapse(least=days[0], most=days[1], minutes=minutes)


def _bounds_until(one: Shape, other: Shape, line: Line) -> Bounds:
    a, b = placed(one, line), placed(other, line)
    return (
        difference(b.first_start, a.last_end),
        difference(b.last_start, a.first_end),
    )


def difference(to: int, since: int) -> int | None:
    """Return the points from one to another; None if either is without bound."""
    return None if abs(to) >= FAR or abs(since) >= FAR else to - since


def _in_minutes(bounds: Bounds, line: Line) -> Bounds:
    """Return a number of points in minutes, rounded outwards."""
    size = line.per_day // _MINUTES
    least, most = bounds
    return (
        None if least is None else least // size,
        None if most is None else -(-most // size),
    )


def minutes_open(shape: Shape) -> int | None:
    """Return how many minutes a date leaves open; None if it is open at an end.

    Days count as a whole, clock times to the minute: from the first minute to the last,
    by the wall clock where nobody knows what the zones mean.
    """
    if shape.lo == -FAR or shape.hi == FAR:
        return None
    if not shape.flags & CLOCK:
        return (shape.hi - shape.lo + 1) * _MINUTES
    line = resolved_line_for(shape)
    if not line.clocks:
        line = WALL
    start, end = (
        (shape.start, shape.end) if isinstance(shape, Extent) else (shape, shape)
    )
    size = line.per_day // _MINUTES
    first, last = points_of(start, line).lo, points_of(end, line).hi
    return max(0, (last - first) // size)


def duration(shape: Shape) -> Lapse:
    """Return how long it lasted; of a window, how long is what its precision names."""
    match shape:
        case Extent():
            return _lasted(shape)
        case Choice() if shape.flags & ALL_OF:
            return _days_in(shape)
        case Choice(members=members):
            lengths = {days for member in members for days in lengths_named(member)}
            return Lapse(least=min(lengths), most=max(lengths))
        case Date():
            lengths = lengths_named(shape)
            return Lapse(least=min(lengths), most=max(lengths))


def _lasted(extent: Extent) -> Lapse:
    least, most = _bounds_of_extent(extent, DAYS)
    minutes = None
    if all(end is not None and end.flags & CLOCK for end in (extent.start, extent.end)):
        line = resolved_line_for(extent)
        if line.clocks:
            minutes = _in_minutes(_bounds_of_extent(extent, line), line)
    # The day on which it ended counts as well.
    most = None if most is None else most + 1
    return Lapse(least=least + 1, most=most, minutes=minutes)


def _bounds_of_extent(extent: Extent, line: Line) -> tuple[int, int | None]:
    it = placed(extent, line)
    # An extent has a start that is not after some end.
    least = least_gap(it.starts, it.ends) or 0
    return least, difference(it.last_end, it.first_start)


def _days_in(choice: Choice) -> Lapse:
    """Return how many days a set of all names."""
    if choice.lo == -FAR or choice.hi == FAR:
        return Lapse(least=None, most=None)
    days = days_counted(points_of(choice, DAYS))
    return Lapse(least=days, most=days)


def between(
    bounds: Bounds, words: Callable[[int], str], start: Callable[[int], str] = str
) -> str:
    """Return bounds in words; *start* says the lesser of two.

    >>> between((2, None), str)
    'at least 2'
    """
    least, most = bounds
    if least is None:
        return "an unknown time" if most is None else f"at most {words(most)}"
    if most is None:
        return f"at least {words(least)}"
    if least == most:
        return words(least)
    return f"between {start(least)} and {words(most)}"


def _days_words(days: int) -> str:
    return counted(days, "day")


def _minutes_words(minutes: int) -> str:
    # A day is not 24 hours everywhere, so hours are not made days.
    hours, rest = divmod(abs(minutes), 60)
    words = [counted(hours, "hour")] if hours else []
    if rest or not hours:
        words.append(counted(rest, "minute"))
    return ("-" if minutes < 0 else "") + " ".join(words)


def counted(number: int, unit: str) -> str:
    """Return a number of units in words.

    >>> counted(1, "day"), counted(2, "day")
    ('1 day', '2 days')
    """
    return f"{number} {unit}" + ("" if abs(number) == 1 else "s")
