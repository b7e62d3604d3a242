"""Where on the timeline a date stands: minutes, and what is not certain of it."""

from collections.abc import Iterator
from typing import Final

from chrono56 import EventView, Verdict, When

Minutes = list[int | None]
"""Minutes since the day 0, the last one exclusive; None where an end is open.

Two of them are a window: it fell somewhere within. Four are an extent: it began between
the first two, and ended between the last two.
"""

# Signs of a date and of an event, as the page's script knows them.
APPROXIMATE: Final = 1
UNCERTAIN: Final = 2
DISPUTED: Final = 4
EACH: Final = 8
ONGOING: Final = 16
MODES: Final = {"asserted": 0, "planned": 32, "supposed": 64, "denied": 128}
OTHER_MODE: Final = 64

_DAY: Final = 24 * 60
# A text with one of these names a set, or leaves out digits: not all days between its
# bounds need belong to it.
_GAPS: Final = frozenset("X{,")
_DAYS_TRIED: Final = 800  # two years of days; what is wider is drawn as a whole


def minutes_of(when: When) -> Minutes:
    """Return where a date stands.

    >>> minutes_of(When.parse("0001-01-01T04:15"))
    [1695, 1696]
    >>> minutes_of(When.parse("../0001-01-01"))
    [None, 2880, 1440, 2880]
    """
    if not when.is_extent:
        return _window(when)
    return [*_window(when.start), *_window(when.end)]


def _window(when: When) -> Minutes:
    minutes = when.minutes
    if minutes is not None and when.earliest is not None:
        midnight = when.earliest * _DAY
        return [midnight + minutes[0], midnight + minutes[1] + 1]
    first, last = when.earliest, when.latest
    return [
        None if first is None else first * _DAY,
        None if last is None else (last + 1) * _DAY,
    ]


def runs_of(when: When) -> list[int]:
    """Return first and last minutes of the stretches of days that a date may mean.

    Nothing where it means all days between its bounds, or they are too many to try.

    >>> runs_of(When.parse("[0001-01-01,0001-01-03..0001-01-04]"))
    [1440, 2880, 4320, 7200]
    """
    width = when.width
    if when.is_extent or width is None or width > _DAYS_TRIED:
        return []
    if _GAPS.isdisjoint(str(when)):
        return []
    runs = list(_runs(when, when.earliest or 0, width))
    return [minute for run in runs for minute in run] if len(runs) > 1 else []


def _runs(when: When, first: int, width: int) -> Iterator[tuple[int, int]]:
    begun = None
    start = When.parse(when.earliest_iso or "")
    for offset in range(width + 1):
        day = start.plus(f"P{offset}D")
        may_be = offset < width and when.overlaps(day) is not Verdict.IMPOSSIBLE
        if may_be and begun is None:
            begun = first + offset
        elif not may_be and begun is not None:
            yield begun * _DAY, (first + offset) * _DAY
            begun = None


def signs_of(event: EventView) -> int:
    """Return what is to be marked of an event, as a sum of signs."""
    when = event.when
    signs = MODES.get(event.occurrence, OTHER_MODE)
    signs |= DISPUTED if event.disputed else 0
    if when is not None:
        signs |= APPROXIMATE if when.is_approximate else 0
        signs |= UNCERTAIN if when.is_uncertain else 0
        signs |= EACH if str(when).startswith("{") else 0
        signs |= ONGOING if str(when).endswith("/..") else 0
    return signs
