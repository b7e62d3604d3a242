"""What a date's text consists of, once it is read: dates, ranges, sets and extents.

Every shape has its canonical ``text``, its inclusive bounds ``lo`` and ``hi`` as day
numbers (FAR where there is none) and its ``flags``.
"""

from collections.abc import Iterator
from typing import Final

import attrs

from chrono56.dates.masks import Mask

FAR: Final = 1 << 62
"""Beyond every day number: the bound of what is open; years are kept within it."""

UNCERTAIN: Final = 1
APPROXIMATE: Final = 2
EXTENT: Final = 4
ALL_OF: Final = 8
CLOCK: Final = 16

MARKS: Final = {"": 0, "?": UNCERTAIN, "~": APPROXIMATE, "%": UNCERTAIN | APPROXIMATE}
"""The flags that each qualifier stands for."""

MARK_OF: Final = ("", "?", "~", "%")
"""The qualifier for UNCERTAIN, APPROXIMATE and their sum; the inverse of MARKS."""


@attrs.frozen(kw_only=True)
class Clock:
    """A time of day, or a window of minutes within a day.

    Attributes:
        text: Canonical text, from the time on, without qualifier.
        first: Earliest second after midnight.
        last: Latest second after midnight, inclusive: 04:15 lasts until 04:15:59.
        to_second: Whether seconds were given.
        offset: Minutes east of UTC; None if unknown.
        zone: IANA name as given; empty if none.
        next_day: Whether it was written 24:00, which is the next day's start.
    """

    text: str
    first: int
    last: int
    to_second: bool
    offset: int | None
    zone: str
    next_day: bool


class Date:
    """One date: a year, month, season, day or moment, perhaps with ``X`` digits."""

    # One is made for every date that is read, in a third of a frozen class's time.
    __slots__ = ("clock", "flags", "hi", "lo", "mask", "text")

    def __init__(
        self,
        text: str,
        lo: int,
        hi: int,
        flags: int = 0,
        mask: Mask | None = None,
        clock: Clock | None = None,
    ) -> None:
        self.text = text
        self.lo = lo
        self.hi = hi
        self.flags = flags
        self.mask = mask
        self.clock = clock


@attrs.frozen(kw_only=True)
class Range:
    """What a set names by its ends, ``A..B``; None where it is open."""

    text: str
    lo: int
    hi: int
    flags: int
    first: Date | None
    last: Date | None


Member = Date | Range


@attrs.frozen(kw_only=True)
class Choice:
    """A set: one of its members, or all of them (``flags & ALL_OF``)."""

    text: str
    lo: int
    hi: int
    flags: int
    members: tuple[Member, ...]


@attrs.frozen(kw_only=True)
class Extent:
    """What lasted from within *start* to within *end*; None where nothing is said."""

    text: str
    lo: int
    hi: int
    flags: int
    start: Date | Choice | None
    end: Date | Choice | None


Shape = Date | Choice | Extent


def members_of(shape: Shape | None) -> Iterator[Member]:
    """Yield every date and range that a shape is made of."""
    match shape:
        case Date():
            yield shape
        case Extent(start=start, end=end):
            yield from members_of(start)
            yield from members_of(end)
        case Choice(members=members):
            yield from members
        case None:
            pass


def dates_of(shape: Shape | Range | None) -> Iterator[Date]:
    """Yield every single date that a shape is made of."""
    match shape:
        case Date():
            yield shape
        case Range(first=first, last=last) | Extent(start=first, end=last):
            yield from dates_of(first)
            yield from dates_of(last)
        case Choice(members=members):
            for member in members:
                yield from dates_of(member)
        case None:
            pass
