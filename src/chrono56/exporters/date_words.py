"""Dates in plain English words, for lists and exports that people read."""

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from chrono56.days import civil_from_days, month_length

if TYPE_CHECKING:
    from chrono56.dates import When

MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)
_PARTIAL: Final = frozenset("X,{")  # not every day between the bounds is possible
_NO_ENDS: Final = frozenset({"/", "../", "/..", "../.."})
_ONE_SIDED: Final = ("by ", "on or after ")


def year_words(year: int) -> str:
    """Return a year as historians write it; the year 0 is 1 BC.

    >>> year_words(1956), year_words(-43)
    ('1956', '44 BC')
    """
    return str(year) if year > 0 else f"{1 - year} BC"


@lru_cache(maxsize=4096)
def day_words(day: int) -> str:
    """Return a day number as ``23 October 1956``."""
    year, month, number = civil_from_days(day)
    return f"{number} {MONTHS[month - 1]} {year_words(year)}"


def in_words(when: "When") -> str:
    """Return an uncertain date in English words.

    >>> from chrono56.dates import When
    >>> in_words(When.parse("1956-11-04T04:00..06:00~"))
    '4 November 1956, about 04:00–06:00'
    >>> in_words(When.parse("1956-11-04/"))
    'from 4 November 1956 to an unknown end'
    """
    if not when.is_extent:
        return _point_words(when)
    text = str(when)  # not to be split at its slash: zones have slashes, too
    if text in _NO_ENDS:
        return text
    start, end = when.start, when.end
    if text.endswith("/.."):
        return f"{_from_words(start)} on"
    closing = "to an unknown end" if text.endswith("/") else _to_words(end)
    if text.startswith("../"):
        return f"until {closing.removeprefix('to ')}"
    if start.day is not None and start.day == end.day and end.minutes:
        closing = f"to {time_words(end)}"
    opening = "from an unknown start" if text.startswith("/") else _from_words(start)
    return f"{opening} {closing}"


def _from_words(start: "When") -> str:
    words = _point_words(start)
    return f"starting {words}" if words.startswith(_ONE_SIDED) else f"from {words}"


def _to_words(end: "When") -> str:
    words = _point_words(end)
    return f"ending {words}" if words.startswith(_ONE_SIDED) else f"to {words}"


def _point_words(when: "When") -> str:
    if when.day is not None and when.has_time:
        return f"{day_words(when.day)}, {time_words(when)}"
    earliest, latest, text = when.earliest, when.latest, str(when)
    doubt = _doubt_words(when)
    if earliest is None:
        return text if latest is None else f"{doubt}by {day_words(latest)}"
    if latest is None:
        return f"{doubt}on or after {day_words(earliest)}"
    words = _period_words(earliest, latest)
    if not words:
        first, last = day_words(earliest), day_words(latest)
        between = f"between {first} and {last}"
        words = f"{first} – {last}" if when.is_approximate else between
    return doubt + (words if _PARTIAL.isdisjoint(text) else f"{text} ({words})")


def _doubt_words(when: "When") -> str:
    return ("perhaps " if when.is_uncertain else "") + (
        "about " if when.is_approximate else ""
    )


def _period_words(earliest: int, latest: int) -> str:
    """Name a whole day, month or year; empty for what is none of them."""
    if earliest == latest:
        return day_words(earliest)
    first, last = civil_from_days(earliest), civil_from_days(latest)
    if first[0] == last[0] and first[2] == 1 and last[2] == month_length(*last[:2]):
        if first[1] == last[1]:
            return f"{MONTHS[first[1] - 1]} {year_words(first[0])}"
        if (first[1], last[1]) == (1, 12):
            return year_words(first[0])
    return ""


def time_words(when: "When") -> str:
    """Return the clock time of a date within one day."""
    first, last = when.minutes or (0, 0)
    said = f"{first // 60:02}:{first % 60:02}"
    if first != last:
        end = f"{last // 60:02}:{last % 60:02}"
        said = f"{said}–{end}" if when.is_approximate else f"between {said} and {end}"
    return _doubt_words(when) + said + _zone_words(when)


def _zone_words(when: "When") -> str:
    if when.zone:
        return f" ({when.zone})"
    offset = when.offset
    if offset is None:
        return ""
    sign = "-" if offset < 0 else "+"
    return (
        f" (UTC{sign}{abs(offset) // 60:02}:{abs(offset) % 60:02})"
        if offset
        else " (UTC)"
    )
