"""Uncertain dates in a calendar that knows only certain ones (RFC 5545 3.6.1).

A clock time that is known stands as it is. Whatever is less certain than that becomes
an all-day span, as wide as what is possible, tentative, and says so in words: a
calendar must not show an hour that no source gives.
"""

import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import attrs

from chrono56.clock import known_zone, offset_at
from chrono56.dates.words.languages import told_in

if TYPE_CHECKING:
    from chrono56.dates import When

# Calendar programs read the year 1 as 1901, and 10000 as 1000. The end of a day is the
# day after it: khal can't read a calendar with the last day of all.
FIRST_DAY: Final = date(100, 1, 1).toordinal()
LAST_DAY: Final = date(9999, 12, 30).toordinal()
MINUTES_PER_DAY: Final = 1440
_LONGEST: Final = 365  # days; what is longer would meet itself

_SECONDS: Final = re.compile(r"T\d\d:\d\d:(\d\d)")
# RFC 5545 3.2.19: UTC has its own form of a value, and must not have a TZID.
_UTC: Final = frozenset({"UTC", "Etc/UTC", "Etc/UCT", "Zulu", "Etc/Zulu", "UCT"})


@attrs.frozen(kw_only=True)
class Slot:
    """Say where in a calendar a date stands.

    Attributes:
        lines: The DTSTART and DTEND lines.
        words: The date in words, where the lines can't say all that is known of it.
        tentative: Whether the lines claim more than is certain.
        zone: The zone that the lines refer to; empty if none.
        years: The first and last year of the lines.
        yearly: Whether it comes again every year.
    """

    lines: tuple[str, ...]
    words: str = ""
    tentative: bool = False
    zone: str = ""
    years: tuple[int, int] = (0, 0)
    yearly: bool = False


def slot_of(when: "When | None", language: str = "en") -> Slot | str:
    """Return where a date stands in a calendar, or in words why it can't.

    An open or unknown end is left out: such a span stands on the one day that is known.

    >>> from chrono56.dates import When
    >>> slot_of(When.parse("1956-11-04/1956-11-11")).lines
    ('DTSTART;VALUE=DATE:19561104', 'DTEND;VALUE=DATE:19561112')
    >>> slot_of(When.parse("-0043-03-15"))
    'before year 100'
    """
    if when is None:
        return "without a date"
    first, last = _known_days(when)
    if first is None or last is None:
        return "without a date"
    if first < FIRST_DAY:
        return "before year 100"
    if last > LAST_DAY:
        return "after year 9999"
    words = when.describe(told_in(language))
    return _timed(when, words) or _all_day(when, first, last, words)


def yearly_slot_of(when: "When | None", language: str = "en") -> Slot | str:
    """Return on which days of every year a date comes again, or why on none.

    The hours do not: those of 1956 are no hours of today's clocks. What began on a leap
    day comes again on the last day of February; all programs understand the rule for
    that, and not the plain one.

    >>> from chrono56.dates import When
    >>> yearly_slot_of(When.parse("1956-02-29T10:00")).lines[1:]
    ('RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1',)
    >>> yearly_slot_of(When.parse("1956-11"))
    'without one certain day of the year'
    """
    slot = slot_of(when, language)
    if when is None or isinstance(slot, str):
        return slot
    first, last = _known_days(when)
    doubted = (when.is_approximate or when.is_uncertain) and not when.has_time
    certain = when.day is not None or _lasts_whole_days(when)
    if first is None or last is None or doubted or not certain:
        return "without one certain day of the year"
    if last - first >= _LONGEST:
        return "longer than a year"
    leap = date.fromordinal(first).timetuple()[1:3] == (2, 29)
    rule = "RRULE:FREQ=YEARLY" + ";BYMONTH=2;BYMONTHDAY=-1" * leap
    year = date.fromordinal(first).year
    return Slot(
        lines=(*_day_lines(first, last), rule),
        words=when.describe(told_in(language)),
        years=(year, year),
        yearly=True,
    )


def _known_days(when: "When") -> tuple[int | None, int | None]:
    first, last = when.earliest, when.latest
    if first is None and last is None and when.is_extent:
        first, last = when.start.latest, when.end.earliest  # it was then going on
    return (last if first is None else first), (first if last is None else last)


def _all_day(when: "When", first: int, last: int, words: str) -> Slot:
    doubted = when.is_approximate or when.is_uncertain
    plain = not doubted and not when.has_time
    whole = when.day is not None or _lasts_whole_days(when)
    return Slot(
        lines=_day_lines(first, last),
        words="" if plain and whole else words,
        tentative=doubted or not whole or (when.has_time and not when.is_extent),
    )


def _day_lines(first: int, last: int) -> tuple[str, ...]:
    start = f"DTSTART;VALUE=DATE:{_day(first)}"
    return (start, f"DTEND;VALUE=DATE:{_day(last + 1)}") if last > first else (start,)


def _lasts_whole_days(when: "When") -> bool:
    """Say whether something is known to have lasted from one day to another."""
    return (
        when.is_extent
        and None not in (when.earliest, when.latest)
        and None not in (when.start.day, when.end.day)
    )


def _timed(when: "When", words: str) -> Slot | None:
    """Return a slot with clock times; None unless each known end has a certain one."""
    if not when.has_time or when.is_approximate or when.is_uncertain:
        return None
    start = _moment(when.start)
    ends = when.is_extent and when.latest is not None
    end = _moment(when.end) if ends else start
    if start is None or end is None or (start.zone, start.utc) != (end.zone, end.utc):
        return None
    parameter = f";TZID={start.zone}" if start.zone else ""
    lines = [f"DTSTART{parameter}:{start.value}"]
    if ends:
        if start.value >= end.value:  # DTEND must be later (3.8.2.2)
            return None
        lines.append(f"DTEND{parameter}:{end.value}")
    return Slot(
        lines=tuple(lines),
        words=words if when.is_extent and not ends else "",
        zone=start.zone,
        years=(int(start.value[:4]), int(end.value[:4])),
    )


@attrs.frozen
class _Moment:
    """A DATE-TIME value, and whose clock shows it: a zone's, UTC's, or one's own."""

    value: str
    zone: str = ""
    utc: bool = False


def _moment(when: "When") -> _Moment | None:
    minutes, day = when.minutes, when.day
    if day is None or minutes is None or minutes[0] != minutes[1]:
        return None
    minute, zone, offset = minutes[0], when.zone, when.offset
    given = _SECONDS.search(str(when))
    seconds = given[1] if given else "00"
    if zone in _UTC:
        offset, zone = 0, ""
    if zone and known_zone(zone) and offset in (None, offset_at(zone, day, minute)):
        return _Moment(_value(day, minute, seconds), zone)
    if offset is None:  # floating: the same on every clock
        return _Moment(_value(day, minute, seconds))
    days, minute = divmod(minute - offset, MINUTES_PER_DAY)
    if not FIRST_DAY <= day + days <= LAST_DAY:
        return None
    return _Moment(_value(day + days, minute, seconds) + "Z", utc=True)


def _value(day: int, minute: int, seconds: str) -> str:
    return f"{_day(day)}T{minute // 60:02}{minute % 60:02}{seconds}"


@lru_cache(maxsize=4096)
def _day(number: int) -> str:
    day = date.fromordinal(number)
    return f"{day.year:04}{day.month:02}{day.day:02}"
