"""Read the clock time of a date: ``04:15``, ``04:00..06:00``, offsets and zones."""

import re
from functools import lru_cache
from typing import Final

from chrono56.dates.shape import Clock
from chrono56.errors import DateSyntaxError

_CLOCK: Final = re.compile(
    r"([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?"
    r"(?:\.\.([0-9]{2}):([0-9]{2}))?"
    r"(Z|[+-][0-9]{2}(?::[0-9]{2})?)?"
    r"(?:\[([^\[\]]*)\])?"
)
# RFC 9557's grammar of names, without dots: no IANA name has one, and ".." is ours.
_ZONE: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_+-]*(?:/[A-Za-z_][A-Za-z0-9_+-]*)*")
_HOURS: Final = 24
_SIXTY: Final = 60
_MINUTE: Final = 60
_HOUR: Final = 3600
_DAY: Final = 86_400


@lru_cache(maxsize=4096)
def read_clock(text: str, *, strict: bool) -> Clock:
    """Read what follows the ``T`` of a date, without its qualifier.

    clock = hh ":" mm [":" ss | ".." hh ":" mm] ["Z" | ("+" | "-") hh [":" mm]]
            ["[" zone "]"]

    Raises:
        DateSyntaxError: with the offset counted from the start of *text*.
    """
    found = _CLOCK.fullmatch(text)
    if found is None or (found[3] and found[4]):
        raise _fault(text)
    if strict:
        _refuse_extensions(found)
    first = _second_of_day(found, 1)
    last, end = _last_second(found, first)
    offset, east = _offset(found)
    zone = found[7]
    if zone is not None and not _ZONE.fullmatch(zone):
        raise DateSyntaxError(
            text, found.start(7), "an IANA zone name such as Europe/Budapest"
        )
    next_day = first == _DAY
    start = "00:00" + (":00" if found[3] else "") if next_day else _start_text(found)
    return Clock(
        text=f"{start}{end}{offset}" + (f"[{zone}]" if zone else ""),
        first=0 if next_day else first,
        last=last - _DAY if next_day else last,
        to_second=found[3] is not None,
        offset=east,
        zone=zone or "",
        next_day=next_day,
    )


def _start_text(found: re.Match[str]) -> str:
    return f"{found[1]}:{found[2]}" + (f":{found[3]}" if found[3] else "")


def _second_of_day(found: re.Match[str], group: int) -> int:
    """Return the second after midnight of the time whose hour is in *group*."""
    hour, minute = int(found[group]), int(found[group + 1])
    second = int(found[3]) if group == 1 and found[3] else 0
    if hour > _HOURS or (hour == _HOURS and minute + second):
        raise DateSyntaxError(
            found.string, found.start(group), "an hour from 00 to 23, or 24:00"
        )
    if minute >= _SIXTY:
        raise DateSyntaxError(
            found.string, found.start(group + 1), "a minute from 00 to 59"
        )
    if second >= _SIXTY:
        raise DateSyntaxError(found.string, found.start(3), "a second from 00 to 59")
    return hour * _HOUR + minute * _MINUTE + second


def _last_second(found: re.Match[str], first: int) -> tuple[int, str]:
    """Return the last second of the time, and the text of the window's end if any."""
    if found[4] is None:
        return (first if found[3] else first + _MINUTE - 1), ""
    end = _second_of_day(found, 4)
    if end <= first:
        raise DateSyntaxError(
            found.string, found.start(4), f"a time after {_start_text(found)}"
        )
    last = _DAY - 1 if end == _DAY else end + _MINUTE - 1
    return last, f"..{found[4]}:{found[5]}"


def _offset(found: re.Match[str]) -> tuple[str, int | None]:
    """Return the offset as canonical text and in minutes east of UTC."""
    given = found[6]
    if given is None or given == "Z":
        return given or "", None if given is None else 0
    hours, minutes = int(given[1:3]), int(given[4:] or 0)
    if hours >= _HOURS or minutes >= _SIXTY:
        raise DateSyntaxError(
            found.string, found.start(6), "an offset from -23:59 to +23:59"
        )
    east = hours * _SIXTY + minutes
    if given[0] == "-":
        if east == 0:
            raise DateSyntaxError(found.string, found.start(6), "+00:00 or Z")
        east = -east
    return f"{given[:3]}:{minutes:02}", east


def _refuse_extensions(found: re.Match[str]) -> None:
    """Refuse what EDTF lacks: its times have seconds, and neither zone nor window."""
    if found[3] is None:
        raise DateSyntaxError(
            found.string, found.end(2), "seconds (strict EDTF has hh:mm:ss)"
        )
    if found[7] is not None:
        raise DateSyntaxError(
            found.string, found.start(7) - 1, "no zone name (strict EDTF has none)"
        )


_STEPS: Final = (
    (re.compile(r"[0-9]{2}"), "an hour of two digits"),
    (re.compile(r":[0-9]{2}"), "minutes such as :15 (an hour alone is not a time)"),
    (re.compile(r"(?::[0-9]{2}|\.\.[0-9]{2}:[0-9]{2})?"), "seconds"),
    (re.compile(r"(?:Z|[+-][0-9]{2}(?::[0-9]{2})?)?"), "an offset such as +01:00"),
    (re.compile(r"(?:\[[^\[\]]*\])?"), "a zone such as [Europe/Budapest]"),
)


def _fault(text: str) -> DateSyntaxError:
    """Return the error for a clock that the grammar refuses, with its place."""
    at = 0
    for pattern, expected in _STEPS:
        found = pattern.match(text, at)
        if found is None:
            return DateSyntaxError(text, at, expected)
        at = found.end()
    return DateSyntaxError(
        text, at, "an offset such as +01:00, a zone in brackets or the end"
    )
