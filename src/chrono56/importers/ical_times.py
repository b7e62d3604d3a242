"""The dates and times of a calendar as EDTF: all-day, or by the clock of a zone."""

import re
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from functools import cached_property
from typing import Final, TypeAlias

import attrs

from chrono56.clock import known_zone
from chrono56.dates import When
from chrono56.errors import DateSyntaxError
from chrono56.importers.context import ImportContext
from chrono56.importers.ical_library import MISTAKES, duration, zone
from chrono56.importers.ical_lines import Component, Line, read_line

_MOMENT: Final = re.compile(r"(\d{8}(T\d{6})?)(Z?)", re.ASCII)
_FINE: Final = "use one such as 19561104, or 19561104T041500"
_LEAP: Final = re.compile(r"(?<=T\d{4})60")
_MINUTE: Final = timedelta(minutes=1)
_DAY: Final = timedelta(days=1)

_Zones: TypeAlias = dict[str, Callable[[datetime], timedelta | None]]


@attrs.frozen
class _Moment:
    """A day, or a time on a day, and how its clock is written behind it.

    Attributes:
        wall: What the clock shows.
        has_time: Whether it is a time; a day begins at midnight.
        clock: A zone, an offset, ``Z``; empty if it is anybody's own clock.
    """

    wall: datetime
    has_time: bool
    clock: str = ""

    def __str__(self) -> str:
        """Write it as EDTF."""
        if not self.has_time:
            return self.wall.date().isoformat()
        unit = "seconds" if self.wall.second else "minutes"
        return self.wall.isoformat(timespec=unit) + self.clock

    def moved(self, by: timedelta) -> "_Moment":
        return attrs.evolve(self, wall=self.wall + by)


@attrs.define
class Times:
    """Read the times of one calendar.

    Attributes:
        calendar: The VCALENDAR, whose VTIMEZONEs count for names that nobody knows.
        context: Is told which line is read, and of zones that can't be told.
    """

    calendar: Component
    context: ImportContext
    _zones: _Zones = attrs.field(factory=dict, init=False)

    def when(self, event: Component) -> When:
        """Return when an event was: the end of a calendar's day is the next day.

        Raises:
            ImportFailedError: It has no start, or one of its lines is no date.
        """
        given = event.line("DTSTART")
        if given is None:
            self.context.at(event.number)
            raise self.context.fault("an event without DTSTART; say when it begins")
        start = self._moment(given)
        last, said = self._end(event, start)
        self.context.at(said.number if said else given.number)
        text = str(start) if last is None else f"{start}/{last}"
        try:
            return When.parse(text)
        except DateSyntaxError as error:
            shown = " ".join(str(one) for one in (given, said) if one)
            fine = f"expected {error.expected}"
            raise self.context.fault(f"{shown}: {fine}; {_FINE}") from None

    def shown(self, lines: Iterable[str]) -> When:
        """Return when an event was that has these lines, read as any others."""
        read = [read_line(0, line, self.context) for line in lines]
        return self.when(Component("VEVENT", 0, read))

    def _end(
        self, event: Component, start: _Moment
    ) -> tuple[_Moment | None, Line | None]:
        """Return the last day, or the last moment, if it is not the first."""
        line = event.line("DTEND") or event.line("DURATION")
        if line is None:
            return None, None
        end = self._moment(line) if line.name == "DTEND" else self._after(line, start)
        if not end.has_time and end.wall > start.wall:
            end = end.moved(timedelta(days=-1))  # DTEND is the day after (3.6.1)
        same = end.wall == start.wall and end.clock == start.clock
        return (None if same else end), line

    def _after(self, line: Line, start: _Moment) -> _Moment:
        try:
            length = duration(line.value)
            if start.has_time or not length % _DAY:
                return start.moved(length)
        except (ValueError, OverflowError):
            self.context.at(line.number)
            fine = "use one such as P1D or PT1H30M"
            raise self.context.fault(f"{line} is no duration; {fine}") from None
        self.context.at(line.number)
        fine = "from a day on use whole days, such as P1D"
        raise self.context.fault(f"{line} is a part of a day; {fine}")

    def _moment(self, line: Line) -> _Moment:
        self.context.at(line.number)
        found = _MOMENT.fullmatch(line.value.strip())
        try:
            # A leap second, for who has none, is the one before (RFC 5545 3.3.12).
            wall = datetime.fromisoformat(_LEAP.sub("59", found[1])) if found else None
        except ValueError:
            wall = None
        if found is None or wall is None:
            raise self.context.fault(f"{line} is no date; {_FINE}")
        if found[2] is None:
            return _Moment(wall, has_time=False)
        clock = found[3] or self._clock(line, wall)
        return _Moment(wall, has_time=True, clock=clock)

    def _clock(self, line: Line, wall: datetime) -> str:
        """Return the zone of a line as EDTF has it, or else its offset at that time."""
        name = line.parameter("TZID")
        # Some put the path of their own database before the name.
        known = next(filter(known_zone, (name, *_tails(name))), "")
        if not name or known:
            return f"[{known}]" if known else ""
        if name not in self._zones:
            self._zones[name] = self._described(name)
        try:
            offset = self._zones[name](wall)
        except MISTAKES:
            offset = None
        if offset is None:
            why = f"the time zone {name!r}, which is unknown; the time stays without"
            self.context.leave_out(line.number, why)
            return ""
        return _offset(offset)

    def _described(self, name: str) -> Callable[[datetime], timedelta | None]:
        """Return the offsets of a zone that the calendar itself describes."""
        described = self._by_name.get(name)
        if described is None:
            return lambda _: None
        try:
            found = zone(described.source)
        except MISTAKES:
            return lambda _: None
        return lambda wall: wall.replace(tzinfo=found).utcoffset()

    @cached_property
    def _by_name(self) -> dict[str, Component]:
        """The zones that the calendar describes; of two of one name the first."""
        described = reversed(self.calendar.within("VTIMEZONE"))
        return {one.text("TZID"): one for one in described}


def _tails(name: str) -> Iterable[str]:
    """Return the last parts of a path: ``/x.example/Europe/Budapest``."""
    parts = name.split("/")
    return ("/".join(parts[-count:]) for count in (3, 2) if len(parts) > count)


def _offset(offset: timedelta) -> str:
    """Write an offset as EDTF has it, cut to the minute.

    >>> _offset(timedelta(hours=-4, minutes=-30))
    '-04:30'
    """
    minutes = abs(offset) // _MINUTE
    sign = "-" if offset < timedelta() else "+"
    return f"{sign}{minutes // 60:02}:{minutes % 60:02}"
