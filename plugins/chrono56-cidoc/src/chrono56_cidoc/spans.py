"""Dates as time-spans (E52): four points between which they began and ended."""

from typing import Any

from chrono56 import When

_DAY = (0, 24 * 60 - 1)  # minutes


def time_span(when: When) -> dict[str, Any]:
    """Return the time-span of a date.

    What lasted began between P82a and P81a, and ended between P81b and P82b. What fell
    somewhere within a window has only the outer two. What is open or unknown is not
    told. Years are astronomical, as in XML Schema 1.1.

    >>> span = time_span(When.parse("1956-10-23/1956-11"))
    >>> span["P81b_begin_of_the_end"], span["P82b_end_of_the_end"]
    ('1956-11-01T00:00:00', '1956-11-30T23:59:59')
    """
    span: dict[str, Any] = {"type": "E52_Time-Span"}
    first, last = (when.start, when.end) if when.is_extent else (when, when)
    points = {
        "P82a_begin_of_the_begin": _first(first),
        "P81a_end_of_the_begin": _last(first) if when.is_extent else "",
        "P81b_begin_of_the_end": _first(last) if when.is_extent else "",
        "P82b_end_of_the_end": _last(last),
    }
    span |= {name: instant for name, instant in points.items() if instant}
    return span | {"P170i_time_is_defined_by": str(when)}


def _first(when: When) -> str:
    """Return the first possible second; empty if there is none."""
    day = when.earliest_iso
    minute = (when.minutes or _DAY)[0]
    return _instant(when, day, minute, "00") if day else ""


def _last(when: When) -> str:
    """Return the last possible second; empty if there is none."""
    day = when.latest_iso
    minute = (when.minutes or _DAY)[1]
    return _instant(when, day, minute, "59") if day else ""


def _instant(when: When, day: str, minute: int, second: str) -> str:
    clock = f"{minute // 60:02}:{minute % 60:02}:{second}"
    return f"{day.removeprefix('Y')}T{clock}{_offset(when) if when.minutes else ''}"


def _offset(when: When) -> str:
    """Return the offset from UTC that was given; empty if none was."""
    if when.offset is None:
        return ""
    hours, minutes = divmod(abs(when.offset), 60)
    return f"{'-' if when.offset < 0 else '+'}{hours:02}:{minutes:02}"
