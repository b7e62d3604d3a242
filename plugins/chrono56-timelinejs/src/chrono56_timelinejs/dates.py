"""Dates as TimelineJS has them: points of which year, month, day and hour are known."""

from typing import Final

from chrono56 import When

Point = dict[str, int]

# The years that JavaScript's own dates reach (ECMAScript, Time Values and Time Range).
REACH: Final = range(-271_820, 275_760)


def span(when: When) -> tuple[Point, Point | None] | None:
    """Return where something is drawn: its start, and its end if that is elsewhere.

    A whole year, month or day is one point, told no finer than it is known. A window is
    as wide as what is possible. Of what is open only the known end is drawn.

    Returns:
        None if nothing is known. Years are astronomical: 0 is 1 BC.

    >>> span(When.parse("1956-10"))
    ({'year': 1956, 'month': 10}, None)
    >>> span(When.parse("[1956-10-28..1956-10-31]"))[1]
    {'year': 1956, 'month': 10, 'day': 31}
    """
    if when.is_extent:
        first, last = _known(when.start, at=0), _known(when.end, at=-1)
        if when.start.earliest is None or when.end.latest is None:
            first = last = last if when.start.earliest is None else first
    else:
        first, last = _known(when, at=0), _known(when, at=-1)
    start, end = first or last, last or first
    if start is None or end is None:
        return None
    return start, (None if start == end else end)


def _known(when: When, *, at: int) -> Point | None:
    """Return the first (``at=0``) or last (``at=-1``) point that is possible."""
    day = (when.earliest_iso, when.latest_iso)[at]
    if day is None:
        return None
    year, month, date = day[:-6], day[-5:-3], day[-2:]
    parts = ("year", year.removeprefix("Y")), ("month", month), ("day", date)
    point = {name: int(text) for name, text in parts[: _precision(when, day)]}
    if minutes := when.minutes:
        point["hour"], point["minute"] = divmod(minutes[at], 60)
    return point


def _precision(when: When, day: str) -> int:
    """Return how many of year, month and day are told: as many as it fills."""
    for known, text in enumerate((day[:-6], day[:-3]), 1):
        filled = When.parse(text)
        if (filled.earliest, filled.latest) == (when.earliest, when.latest):
            return known
    return 3
