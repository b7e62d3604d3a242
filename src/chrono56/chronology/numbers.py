"""Which numbers a value can be, and whether two can be the same; days are numbers, too.

Most dates tell by their text and their bounds alone: to compare these, none is opened.
"""

import math
import re
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from chrono56.dates import Verdict, When
from chrono56.dates.lapse import minutes_open
from chrono56.dates.read import anatomy
from chrono56.model import Dating, Figure, Value

# How far "about" reaches for a number; for a date, `HALO` says it.
_TENTH: Final = Decimal("0.1")

_ONE_MOMENT: Final = 2
"""By how many days the dates may differ, at most, that clocks show of one moment."""

# An event with many claims is weighed anew with each; its dates are mostly the same.
_PAIRS_KEPT: Final = 1 << 16
_DATES_KEPT: Final = 1 << 14

_MINUTES_OF_DAY: Final = 1440

# A text with none of these is no extent, has no clock time, and is not approximate.
# One with the first three lists dates, or leaves out digits: not all days between its
# bounds need belong to it.
_MARKS: Final = re.compile("[X,{/T~%]")
_MARKS_OF_GAPS: Final = re.compile("[X,{]")
_RUN: Final = re.compile(r"-?\d{4}-\d\d-\d\d/-?\d{4}-\d\d-\d\d")

Bound = int | Decimal | None


class Reach(NamedTuple):
    """Which numbers a value can be; of a date they are day numbers.

    Attributes:
        low: The least; of a date that is open there, less than any day.
        high: The greatest, likewise.
        is_solid: Whether it can be any number between these, and is nothing else.
        is_run: Whether it is all days between these, as an extent from day to day is.
    """

    low: int | Decimal | float
    high: int | Decimal | float
    is_solid: bool
    is_run: bool = False


ANYTHING: Final = Reach(-math.inf, math.inf, is_solid=False)
"""The reach of what is no number."""


def reach_of(says: Value) -> Reach:
    """Return which numbers a value can be; any, if it is none.

    >>> reach_of(Dating("1956-10-23~"))[:3], reach_of(Figure("killed", low=61)).low
    ((714342, 714348, True), 61)
    """
    match says:
        case Dating(when=when):
            return _reach_of_when(when)
        case Figure() as figure:
            least, most = bounds_of(figure)
            low = -math.inf if least is None else least
            return Reach(low, math.inf if most is None else most, is_solid=True)
        case _:
            return ANYTHING


def reach_of_date(text: str, earliest: float, latest: float) -> Reach:
    """Return which days a date can be.

    Args:
        text: The date as canonical EDTF.
        earliest: Its first day; less than any day if it has none.
        latest: Its last day, likewise.
    """
    if _MARKS.search(text) is None:
        return Reach(earliest, latest, is_solid=True)
    if _RUN.fullmatch(text):
        return Reach(earliest, latest, is_solid=False, is_run=True)
    return _reach_of_marked(text)


@lru_cache(maxsize=_DATES_KEPT)
def _reach_of_marked(text: str) -> Reach:
    when = When.parse(text)
    widened = _widened(when) if when.is_approximate else when
    is_solid = not (when.is_extent or when.has_time) and (
        not _MARKS_OF_GAPS.search(str(widened)) or _has_no_gaps(widened)
    )
    return Reach(*_bounds(widened), is_solid)


def _reach_of_when(when: When) -> Reach:
    return reach_of_date(str(when), *_bounds(when))


def _bounds(when: When) -> tuple[float, float]:
    first, last = when.earliest, when.latest
    low = -math.inf if first is None else first
    return low, math.inf if last is None else last


@lru_cache(maxsize=_DATES_KEPT)
def _has_no_gaps(when: When) -> bool:
    if str(when).startswith("{"):  # a set of all
        return False
    every_day = When.parse(f"[{when.earliest_iso or ''}..{when.latest_iso or ''}]")
    return every_day.within(when) is Verdict.CERTAIN


@lru_cache(maxsize=_DATES_KEPT)
def _widened(when: When) -> When:
    return when.widened()


def reaches_agree(one: Reach, other: Reach) -> bool | None:
    """Say whether two values of one kind can be the same; None if reaches can't tell.

    >>> fifth, week = reach_of(Dating("1956-11-05")), reach_of(Dating("1956-11-04/.."))
    >>> reaches_agree(fifth, fifth), reaches_agree(fifth, week)
    (True, None)
    """
    low, high, is_solid, is_run = one
    its_low, its_high, its_is_solid, its_is_run = other
    if is_solid and its_is_solid:
        return low <= its_high and its_low <= high
    if low > its_high + _ONE_MOMENT or its_low > high + _ONE_MOMENT:
        return False
    if is_run and its_is_solid:
        return its_low <= low and high <= its_high
    if is_solid and its_is_run:
        return low <= its_low and its_high <= high
    return (low, high) == (its_low, its_high) if is_run and its_is_run else None


def whens_agree(one: When, other: When) -> bool:
    """Say whether something can have been at both times, as far as "about" reaches.

    A stretch of days agrees with a window that it can lie in, not with a single day of
    it: who says "on the 6th" does not say "from the 6th to the 8th".

    >>> october, battle = When.parse("1956-10"), When.parse("1956-10-23/1956-11-04")
    >>> whens_agree(october, When.parse("1956-10-23")), whens_agree(october, battle)
    (True, False)
    """
    agree = reaches_agree(_reach_of_when(one), _reach_of_when(other))
    return _whens_agree(one, other) if agree is None else agree


@lru_cache(maxsize=_PAIRS_KEPT)
def _whens_agree(one: When, other: When) -> bool:
    if one == other:
        return True
    if one.is_extent == other.is_extent:
        verdict = one.same_as(other)
    else:
        # Where it can be the same as a window, it can lie in that.
        stretch, window = (one, other) if one.is_extent else (other, one)
        verdict = stretch.within(window)
    if verdict is not Verdict.IMPOSSIBLE:
        return True
    if not (one.is_approximate or other.is_approximate):
        return False
    widened = _widened(one), _widened(other)
    return widened != (one, other) and whens_agree(*widened)


def bounds_of(figure: Figure) -> tuple[Bound, Bound]:
    """Return the least and the greatest number that a figure allows; None is any.

    "About" reaches a tenth further.
    """
    about = figure.best
    if about is None:
        return figure.low, figure.high
    halo = abs(Decimal(about)) * _TENTH if figure.approx else Decimal(0)
    low = about - halo if figure.low is None else figure.low
    high = about + halo if figure.high is None else figure.high
    return low, high


def reach_in_minutes(when: When) -> int | None:
    """Return how many minutes a date leaves open; None if it is open at an end.

    A clock time counts to the minute: a night is narrower than a day.

    >>> night = When.parse("[1956-11-03T21:00..1956-11-04T06:00]")
    >>> [reach_in_minutes(it) for it in (night, When.parse("1956-11-04"))]
    [540, 1440]
    """
    return minutes_left(str(when), when.width)


def minutes_left(text: str, days: int | None) -> int | None:
    """Return the same of a date as canonical EDTF that leaves so many days open."""
    if "T" in text:
        return minutes_open(anatomy(text))
    return None if days is None else days * _MINUTES_OF_DAY
