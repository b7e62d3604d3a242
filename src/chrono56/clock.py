"""Instants and time zones: the only clock, and the only door to pendulum.

Nothing else in chrono56 asks what time it is or what a zone name means. Zones come from
the IANA database that is installed, so offsets are as good as that database.
"""

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Protocol

import attrs

if TYPE_CHECKING:
    from pendulum import Timezone

# No zone of the IANA database changes its offset before 1800.
_FIRST_CHANGE_YEAR: Final = 1800
# Shorter than the time from any change to the next (Recife in October 2000: 167 hours).
_STRIDE: Final = timedelta(days=6)


class Clock(Protocol):
    """Whatever tells the time to those who record."""

    def now(self) -> str:
        """Return the instant as ``YYYY-MM-DDTHH:MM:SS.ffffffZ``."""
        ...


@attrs.frozen
class SystemClock:
    """Tell the computer's own time, in UTC.

    >>> len(SystemClock().now())
    27
    """

    def now(self) -> str:
        """Return the present instant as ``YYYY-MM-DDTHH:MM:SS.ffffffZ``.

        >>> SystemClock().now() > "2024-03-01T09:00:00.000000Z"
        True
        """
        second, part = divmod(time.time_ns(), 1_000_000_000)
        return f"{_second(second)}.{str(part // 1000).zfill(6)}Z"


class FixedClock:
    """Tell times that are known beforehand, for tests and for reproducible logs.

    Args:
        first: What the first call of ``now`` tells: an ISO instant that ends in ``Z``.
        step_seconds: By how much each further call is later; 0 for a clock that stands.

    Raises:
        ValueError: *first* is not an instant in UTC.

    >>> clock = FixedClock("2024-03-01T09:00:00Z", step_seconds=60)
    >>> clock.now(), clock.now()
    ('2024-03-01T09:00:00.000000Z', '2024-03-01T09:01:00.000000Z')
    """

    __slots__ = ("_next", "_step")

    def __init__(self, first: str, step_seconds: int = 1) -> None:
        if not first.endswith("Z"):
            message = (
                f"{first!r} is not an instant; use one such as 2024-03-01T09:00:00Z"
            )
            raise ValueError(message)
        self._next = datetime.fromisoformat(first)
        self._step = timedelta(seconds=step_seconds)

    def now(self) -> str:
        """Return the next instant as ``YYYY-MM-DDTHH:MM:SS.ffffffZ``.

        >>> FixedClock("2024-03-01T09:00:00Z").now()
        '2024-03-01T09:00:00.000000Z'
        """
        told = self._next
        self._next = told + self._step
        return _written(told)


@attrs.frozen(kw_only=True)
class Transition:
    """Tell when and how a zone changes its offset.

    Attributes:
        local: The wall clock's time at that moment, by the offset it is about to leave:
            ``YYYY-MM-DDTHH:MM:SS``.
        before: The offset that is left, in seconds east of Greenwich.
        after: The offset that is taken up, in seconds east of Greenwich.
        abbreviation: What the new time is called, such as ``CET`` or ``LMT``.
        daylight: Whether the new time is daylight saving time.
    """

    local: str
    before: int
    after: int
    abbreviation: str
    daylight: bool


def known_zone(name: str) -> bool:
    """Say whether *name* is a zone of the IANA database, such as ``Europe/Budapest``.

    >>> known_zone("Europe/Budapest"), known_zone("Europe/Buda")
    (True, False)
    """
    return _zone(name) is not None


def offset_at(zone: str, day: int, minute: int) -> int | None:
    """Return a zone's offset at a wall-clock time, in minutes east of Greenwich.

    Offsets with seconds (local mean times) are cut to the whole minute. None means that
    no one offset can be named: the zone is unknown, the clock was then set forward over
    that time or set back through it, or the day lies outside the years 1 to 9999.

    Args:
        zone: An IANA name.
        day: The day number, proleptic Gregorian; 0001-01-01 is 1.
        minute: Minutes after that day's midnight, from 0 to 1439.

    >>> offset_at("Europe/Budapest", 714345, 15 * 60)  # 23 October 1956, 3 p.m.
    60
    """
    wall = _wall_clock(day, minute * 60)
    found = _zone(zone)
    if found is None or wall is None:
        return None
    offsets = _offsets(found, wall)
    return int(offsets.pop() / 60) if len(offsets) == 1 else None


def instants_at(
    zone: str, day: int, first: int, last: int
) -> tuple[tuple[int, int], ...]:
    """Return when a zone's wall clock showed the times from *first* to *last* of a day.

    *first*, *last* and what is returned are seconds, inclusive: those given after the
    day's midnight in the zone, those returned after its midnight in UTC, with one run
    before a change of the clock and one after. Where the clock was set back, a time was
    shown twice, and both count. A time that it was set forward over was never shown; it
    counts by the offsets before and after. Empty, if the zone is unknown or the day
    lies outside the years 1 to 9999.

    >>> instants_at("Europe/Budapest", 714345, 15 * 3600, 15 * 3600 + 59)
    ((50400, 50459),)
    """
    walls = _wall_clock(day, first), _wall_clock(day, last)
    found = _zone(zone)
    if found is None or walls[0] is None or walls[1] is None:
        return ()
    offsets = _offsets(found, walls[0]) | _offsets(found, walls[1])
    if len(offsets) == 1:
        offset = offsets.pop()
        return ((first - offset, last - offset),)
    midnight = datetime.fromordinal(day).replace(tzinfo=UTC)
    change = _moment_of_change(
        found,
        midnight + timedelta(seconds=first - max(offsets)),
        midnight + timedelta(seconds=last - min(offsets) + 1),
    )
    at = (change - midnight) // timedelta(seconds=1)
    after = _offset(change.astimezone(found))
    (before,) = offsets - {after}
    shown = (
        (first - before, min(last - before, at - 1)),
        (max(first - after, at), last - after),
    )
    runs = tuple(run for run in shown if run[0] <= run[1])
    return runs or ((first - before, last - before), (first - after, last - after))


def wall_clock_at(zone: str, day: int, second: int) -> int | None:
    """Return what a zone's wall clock showed at an instant.

    The instant is told in seconds after the midnight of a day in UTC, and may lie
    beyond that day; the answer in seconds after the same day's midnight in the zone.
    None, if the zone is unknown or the instant lies outside the years 1 to 9999.

    >>> wall_clock_at("Europe/Budapest", 714345, 23 * 3600) == 24 * 3600
    True
    """
    found = _zone(zone)
    if found is None or not 1 <= day <= date.max.toordinal():
        return None
    try:
        instant = datetime.fromordinal(day) + timedelta(seconds=second)
        shown = instant.replace(tzinfo=UTC).astimezone(found)
    except OverflowError:
        return None
    return second + _offset(shown)


def _wall_clock(day: int, second: int) -> datetime | None:
    """Return what a wall clock shows; None outside the years 1 to 9999."""
    if not 1 <= day <= date.max.toordinal():
        return None
    return datetime.fromordinal(day) + timedelta(seconds=second)


def _offsets(zone: "Timezone", wall: datetime) -> set[int]:
    """Return the offsets, in seconds, that a time on a zone's wall clock can have.

    Two, if the clock was set back through it or set forward over it then.
    """
    return {_offset(wall.replace(tzinfo=zone, fold=fold)) for fold in (0, 1)}


def zone_transitions(
    zone: str, first_year: int, last_year: int
) -> tuple[Transition, ...]:
    """Return how a zone's offset changed from one year to another, both included.

    The first item is no change but the state in which the first year began (its
    ``before`` and ``after`` are equal), so that every local time has an offset.

    Raises:
        ValueError: The zone is unknown, or the years are not in order within 1 to 9999.

    >>> for change in zone_transitions("Europe/Budapest", 1956, 1956):
    ...     print(change.local, change.before, change.after, change.abbreviation)
    1956-01-01T00:00:00 3600 3600 CET
    1956-06-03T02:00:00 3600 7200 CEST
    1956-09-30T03:00:00 7200 3600 CET
    """
    found = _zone(zone)
    if found is None:
        message = f"{zone!r} is not a zone of the IANA database"
        raise ValueError(message)
    if not 1 <= first_year <= last_year <= date.max.year:
        message = (
            f"years {first_year} to {last_year}; they run from 1 to 9999, in order"
        )
        raise ValueError(message)
    start = datetime(first_year, 1, 1, tzinfo=found)
    state = _offset(start)
    opening = Transition(
        local=f"{first_year:04}-01-01T00:00:00",
        before=state,
        after=state,
        abbreviation=start.tzname() or "",
        daylight=bool(start.dst()),
    )
    return (opening, *_changes(found, first_year, last_year))


def _changes(zone: "Timezone", first_year: int, last_year: int) -> Iterator[Transition]:
    if last_year < _FIRST_CHANGE_YEAR:
        return
    year = max(first_year, _FIRST_CHANGE_YEAR)
    start = datetime(year, 1, 1, tzinfo=zone)
    last = _instant(datetime(last_year, 12, 31, 23, 59, 59, tzinfo=zone))
    # A change in the first second of the year is the state it opens with.
    here = _instant(start)
    while here < last:
        there = here + min(_STRIDE, last - here)
        if _offset(here.astimezone(zone)) != _offset(there.astimezone(zone)):
            yield _change_between(zone, here, there)
        here = there


def _change_between(zone: "Timezone", early: datetime, late: datetime) -> Transition:
    before = _offset(early.astimezone(zone))
    change = _moment_of_change(zone, early, late)
    moment = change.astimezone(zone)
    local = (change + timedelta(seconds=before)).replace(tzinfo=None)
    return Transition(
        local=local.isoformat(timespec="seconds"),
        before=before,
        after=_offset(moment),
        abbreviation=moment.tzname() or "",
        daylight=bool(moment.dst()),
    )


def _moment_of_change(zone: "Timezone", early: datetime, late: datetime) -> datetime:
    """Return the first second of the new offset, after *early* and by *late*."""
    before = _offset(early.astimezone(zone))
    while late - early > timedelta(seconds=1):
        middle = early + ((late - early) // timedelta(seconds=2)) * timedelta(seconds=1)
        if _offset(middle.astimezone(zone)) == before:
            early = middle
        else:
            late = middle
    return late


def _instant(moment: datetime) -> datetime:
    try:
        return moment.astimezone(UTC)
    except OverflowError:  # west of Greenwich the year 9999 outlasts that of UTC
        return datetime.max.replace(microsecond=0, tzinfo=UTC)


def _offset(moment: datetime) -> int:
    offset = moment.utcoffset()
    return 0 if offset is None else int(offset.total_seconds())


@lru_cache(maxsize=64)
def _zone(name: str) -> "Timezone | None":
    import pendulum  # noqa: PLC0415 - the door: paid for when a zone is named

    try:
        return pendulum.timezone(name)
    except (OSError, ValueError):  # a folder of the database; no name at all
        return None


@lru_cache(maxsize=1)
def _second(number: int) -> str:
    """Write a second since 1970, without its fraction: many entries share one."""
    return datetime.fromtimestamp(number, UTC).isoformat().removesuffix("+00:00")


def _written(moment: datetime) -> str:
    return moment.isoformat(timespec="microseconds").removesuffix("+00:00") + "Z"
