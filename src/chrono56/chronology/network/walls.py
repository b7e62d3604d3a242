"""Dates on the wall clock of one zone: in which days or seconds start and end lie."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final

import attrs

from chrono56.chronology.network.network import PER_DAY, Grain, Span
from chrono56.dates import When
from chrono56.dates.read import anatomy
from chrono56.dates.shape import (
    ALL_OF,
    EXTENT,
    Choice,
    Clock,
    Date,
    Extent,
    Member,
    Range,
    dates_of,
)
from chrono56.days import iso_day

_KEPT: Final = 1 << 14  # a big network asks for the same dates again and again
_MINUTE: Final = 60
_LAST_MINUTE: Final = 1439

Mark = tuple[int, Grain]
"""A day number, or a second: a day number times the seconds of a day, plus a second."""


@attrs.frozen
class Reach:
    """The first and last day or second at which a point can lie; None is unbounded."""

    first: Mark | None
    last: Mark | None


_ANYWHERE: Final = Reach(None, None)


def is_stretch(when: When) -> bool:
    """Say whether a date has a start and an end: an extent, or all of a set.

    >>> is_stretch(When.parse("1956-10-23/1956-11-04")), is_stretch(When.parse("1956"))
    (True, False)
    """
    return bool(anatomy(str(when)).flags & (EXTENT | ALL_OF))


@lru_cache(maxsize=_KEPT)
def reaches(when: When, zone: str) -> tuple[Reach, Reach]:
    """Return where the start and the end of what a date tells can lie.

    Of what is approximate, as far as "about" reaches. A clock time of another zone, or
    with an offset, is converted; where that leads to another civil day, both days
    count and the time does not, for who tells the day alone may mean either. Of a time
    that can't be converted its civil day counts: that of an unknown zone, one without
    zone where others have one, one in which the clocks were changed.

    Args:
        when: The date.
        zone: The zone whose clocks count seconds; empty if nobody names one.

    >>> attack = When.parse("1956-11-04T06:15[Europe/Moscow]")
    >>> start, end = reaches(attack, "Europe/Budapest")
    >>> start == end, start.first[0] % PER_DAY // 60
    (True, 255)
    """
    shape = anatomy(str(when.widened()))
    match shape:
        case Extent(start=start, end=end):
            return _reach(start, zone), _reach(end, zone)
        case Choice(members=members) if shape.flags & ALL_OF:
            ends = [_ends(member, zone) for member in members]
            starts, lasts = [start for start, _ in ends], [end for _, end in ends]
            # It starts in no later than any of them, and ends in no earlier.
            soonest = min(_known(one.last for one in starts), key=_end, default=None)
            latest = max(_known(one.first for one in lasts), key=_begin, default=None)
            return Reach(_first(starts), soonest), Reach(latest, _last(lasts))
        case _:
            one = _reach(shape, zone)
            return one, one


def zone_among(whens: Iterable[When]) -> str:
    """Return the zone in which most clock times are told; empty if that is none.

    Times with an offset alone fit in anywhere; if there are no others, it is UTC.
    """
    told: Counter[str] = Counter()
    for when in whens:
        if when.has_time:
            for date in dates_of(anatomy(str(when))):
                clock = date.clock
                if clock is not None and (clock.zone or clock.offset is None):
                    told[clock.zone] += 1
                elif clock is not None:
                    told["UTC"] += 0  # it is there, and comes after all others
    return min(told, key=lambda zone: (-told[zone], zone), default="")


def _ends(member: Member, zone: str) -> tuple[Reach, Reach]:
    if isinstance(member, Range):
        return _reach(member.first, zone), _reach(member.last, zone)
    one = _reach(member, zone)
    return one, one


def _reach(shape: Member | Choice | None, zone: str) -> Reach:
    """Return where a point can lie of which it is only known that it is in there."""
    match shape:
        case None:
            return _ANYWHERE
        case Choice(members=members):
            found = [_reach(member, zone) for member in members]
            return Reach(_first(found), _last(found))
        case Range(first=first, last=last):
            return Reach(_reach(first, zone).first, _reach(last, zone).last)
        case _:
            return _reach_of_date(shape, zone)


def _reach_of_date(date: Date, zone: str) -> Reach:
    if date.clock is None:
        return Reach((date.lo, Grain.DAY), (date.hi, Grain.DAY))
    run = _shown(date.lo, date.clock, zone)
    if run is None:
        return Reach((date.lo, Grain.DAY), (date.lo, Grain.DAY))
    first, last = (second // PER_DAY for second in run)
    if first or last:
        first, last = date.lo + min(0, first), date.lo + max(0, last)
        return Reach((first, Grain.DAY), (last, Grain.DAY))
    midnight = date.lo * PER_DAY
    return Reach((midnight + run[0], Grain.SECOND), (midnight + run[1], Grain.SECOND))


def _shown(day: int, clock: Clock, zone: str) -> tuple[int, int] | None:
    """Return what the clocks of *zone* showed at a time, in seconds after midnight.

    None, if that can't be told: a time without a zone is on nobody's clock but its own.
    """
    if clock.zone == zone and (zone or clock.offset is None):
        return clock.first, clock.last
    if not zone:
        return None
    # Not at the top: it opens the door to the database of zones.
    from chrono56.clock import instants_at, wall_clock_at  # noqa: PLC0415

    if clock.offset is not None:
        east = clock.offset * _MINUTE
        first, last = clock.first - east, clock.last - east
    elif runs := clock.zone and instants_at(clock.zone, day, clock.first, clock.last):
        first, last = min(run[0] for run in runs), max(run[1] for run in runs)
    else:
        return None
    start, end = wall_clock_at(zone, day, first), wall_clock_at(zone, day, last)
    if start is None or end is None or end - start != last - first:
        return None  # no such zone; or its clocks were changed in between
    return start, end


def _first(found: Sequence[Reach]) -> Mark | None:
    """Return the first mark of all; None if one is unbounded."""
    marks = [one.first for one in found]
    return None if None in marks else min(_known(marks), key=_begin)


def _last(found: Sequence[Reach]) -> Mark | None:
    """Return the last mark of all; None if one is unbounded."""
    marks = [one.last for one in found]
    return None if None in marks else max(_known(marks), key=_end)


def _known(marks: Iterable[Mark | None]) -> Iterator[Mark]:
    return (mark for mark in marks if mark is not None)


def _begin(mark: Mark) -> int:
    value, grain = mark
    return value * PER_DAY if grain is Grain.DAY else value


def _end(mark: Mark) -> int:
    return _begin(mark) + (PER_DAY - 1 if mark[1] is Grain.DAY else 0)


def when_of(span: Span, zone: str) -> When | None:
    """Return a span of seconds as a date; None if it has no bound at all.

    Seconds that begin or end a day give the day, others the minute, in *zone*.
    """
    if span.first is None and span.last is None:
        return None
    first = "" if span.first is None else str(moment_of(span.first, zone))
    last = "" if span.last is None else str(moment_of(span.last, zone, latest=True))
    if span.first is None or span.last is None:
        return When.parse(f"[{first}..{last}]")
    day, start = divmod(span.first, PER_DAY)
    last_day, end = divmod(span.last, PER_DAY)
    if day != last_day:
        return When.parse(f"[{first}..{last}]")
    minutes = start // _MINUTE, end // _MINUTE
    if minutes == (0, _LAST_MINUTE):
        return When.parse(iso_day(day))
    if minutes[0] == minutes[1]:
        return _at(day, _clock(minutes[0]), zone)
    return _at(day, f"{_clock(minutes[0])}..{_clock(minutes[1])}", zone)


def moment_of(second: int, zone: str, *, latest: bool = False) -> When:
    """Return a second as a date: the minute that it lies in.

    If it lies in the first minute of a day, or with *latest* in the last, the day.
    """
    day, within = divmod(second, PER_DAY)
    minute = within // _MINUTE
    if minute == (_LAST_MINUTE if latest else 0):
        return When.parse(iso_day(day))
    return _at(day, _clock(minute), zone)


def _at(day: int, clock: str, zone: str) -> When:
    return When.parse(f"{iso_day(day)}T{clock}" + (f"[{zone}]" if zone else ""))


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
