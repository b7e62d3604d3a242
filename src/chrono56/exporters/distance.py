"""Orderings in plain English: how far before or after another event."""

from typing import Final

from chrono56.dates.durations import parts_of
from chrono56.model import Ordering

_UNITS: Final = ("year", "month", "week", "day", "hour", "minute", "second")

# A distance as its sign (-1, 0, 1) and its words without the sign.
_Distance = tuple[int, str]


def duration_words(text: str) -> str:
    """Return an ISO 8601 duration in words, its sign left out.

    Days are calendar days, hours are hours: "1 day" and "24 hours" are two things.

    >>> duration_words("PT2H30M"), duration_words("-P1D")
    ('2 hours 30 minutes', '1 day')
    """
    return _distance(text)[1]


def ordering_words(ordering: Ordering, other: str, about: str = "") -> str:
    """Return an ordering in words.

    Args:
        ordering: The ordering.
        other: What the other event is called.
        about: The id of the event it is about; its end after its own start is a length.

    >>> ordering_words(Ordering(other="march", least="PT2H", most="PT2H"), "the march")
    '2 hours after the march'
    >>> ordering_words(Ordering("end", other="march", most="PT0S"), "the march")
    'end: before the march'
    """
    if about == ordering.other and ordering.point == "end":
        return f"lasted {_length(ordering)}"
    point = "" if ordering.point == "whole" else f"{ordering.point}: "
    if ordering.other_point != "whole":
        other = f"the {ordering.other_point} of {other}"
    return point + _placed(ordering.least, ordering.most, other)


def _placed(least: str | None, most: str | None, other: str) -> str:
    low = _distance(least) if least is not None else None
    high = _distance(most) if most is not None else None
    if low is not None and high is not None:
        return _between(low, high, least == "P0D" == most, other)
    if low is not None:
        sign, words = low
        if sign < 0:
            return f"after {other}, or no more than {words} before it"
        return f"at least {words} after {other}" if sign else f"after {other}"
    if high is not None:
        sign, words = high
        if sign > 0:
            return f"before {other}, or no more than {words} after it"
        return f"at least {words} before {other}" if sign else f"before {other}"
    return f"some time from {other}"


def _between(low: _Distance, high: _Distance, same_day: bool, other: str) -> str:  # noqa: FBT001 - private
    if low == high:
        if low[0]:
            return f"{low[1]} {_side(low)} {other}"
        return f"on the day of {other}" if same_day else f"at the time of {other}"
    if not low[0]:
        return f"within {high[1]} after {other}"
    if not high[0]:
        return f"within {low[1]} before {other}"
    if low[0] == high[0]:
        near, far = (low, high) if low[0] > 0 else (high, low)
        return f"{near[1]} to {far[1]} {_side(low)} {other}"
    return f"from {low[1]} before to {high[1]} after {other}"


def _length(ordering: Ordering) -> str:
    least, most = ordering.least, ordering.most
    if least == most and least is not None:
        return duration_words(least)
    bounds = [
        f"at least {duration_words(least)}" if least else "",
        f"at most {duration_words(most)}" if most else "",
    ]
    return ", ".join(filter(None, bounds))


def _side(distance: _Distance) -> str:
    return "after" if distance[0] > 0 else "before"


def _distance(text: str) -> _Distance:
    sign, counts = parts_of(text)
    words = " ".join(
        f"{count} {unit}" + ("" if count == 1 else "s")
        for count, unit in zip(counts, _UNITS, strict=True)
        if count
    )
    if not words:
        return 0, "no time"
    return sign, words
