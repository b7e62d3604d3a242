"""Where in the calendar words put something: texts of EDTF dates, or of ranges of them.

A *member* is what a set of EDTF can hold: a date, or a range ``a..b``.
"""

import re
from typing import Final

from chrono56.dates.calendars import read_calendar
from chrono56.dates.julian import days_from_julian, julian_month_length
from chrono56.dates.months import month_after
from chrono56.dates.shape import APPROXIMATE, MARK_OF, MARKS, UNCERTAIN
from chrono56.dates.words.bearings import Bearings, Contrary, Missing
from chrono56.dates.words.features import Features, as_features, number_of
from chrono56.dates.words.holidays import feast_days
from chrono56.dates.words.hours import (
    DAY_FEATURES,
    TIME_FEATURES,
    clock_members,
    minutes_said,
)
from chrono56.dates.words.moving import moved_day, moved_members, weekday_days
from chrono56.dates.words.open_digits import (
    has_marked_parts,
    is_open,
    open_members,
    open_year,
    span_members,
    with_marked_parts,
)
from chrono56.dates.words.within import (
    part_of_century,
    part_of_decade,
    part_of_month,
    part_of_season,
    part_of_year,
    week_of_year,
)
from chrono56.days import (
    civil_from_days,
    days_from_civil,
    iso_day,
    iso_year,
    month_length,
)
from chrono56.errors import ReckoningError

_WEEK: Final = 7
_MONTHS: Final = 12
_LEAP_YEAR: Final = 2000
_NEW_YEAR_DAYS: Final = 14
_HALF_YEAR: Final = 183
# Greece was the last state to give up the Julian calendar.
_JULIAN_ENDED: Final = days_from_civil(1923, 3, 1)
_SAID_YEAR: Final = frozenset({"year", "yy", "yshift"})
_SPRING: Final = 21
_WINTER: Final = 24
_SOUTHERN: Final = 29
_SEASON_MONTHS: Final = 3
_NOON: Final = 12 * 60
_EVENING: Final = 18 * 60
_DOTS: Final = re.compile(r"\.\.(?![0-9]{2}:)")


def members_of(features: Features, bearings: Bearings) -> list[str]:
    """Return what one expression without "from", "before" and the like can be.

    Raises:
        Missing: It says less than a date, and the bearings don't give the rest.
        Contrary: It says what no date can be.
    """
    if not TIME_FEATURES.isdisjoint(features):
        if has_marked_parts(features):
            raise Contrary("a date without a time before doubts of its parts")
        days = [
            member
            for day in _days_of(features, bearings)
            for member in clock_members(features, day, bearings)
        ]
        return [marked(it, "?" if "doubt" in features else "") for it in days]
    found = _calendar_members(features, bearings)
    if has_marked_parts(features):
        found = [with_marked_parts(member, features) for member in found]
    mark = MARK_OF[
        UNCERTAIN * ("doubt" in features) | APPROXIMATE * ("approx" in features)
    ]
    return [marked(member, mark) for member in found]


def marked(member: str, mark: str) -> str:
    """Return a member with a qualifier more, on both ends of a range.

    >>> marked("1956-10-01~..1956-10-10~", "?")
    '1956-10-01%..1956-10-10%'
    """
    if not mark:
        return member
    first, dots, last = ends_of(member)
    return _with_mark(first, mark) + (dots + _with_mark(last, mark) if dots else "")


def _with_mark(text: str, mark: str) -> str:
    own = text[-1] if text[-1] in MARKS else ""
    return text.removesuffix(own) + MARK_OF[MARKS[own] | MARKS[mark]]


def ends_of(member: str) -> tuple[str, str, str]:
    """Return the ends of a range and its dots; the dots within a time are none."""
    found = _DOTS.search(member)
    if found is None:
        return member, "", ""
    return member[: found.start()], "..", member[found.end() :]


def _calendar_members(features: Features, bearings: Bearings) -> list[str]:
    if "unit" in features:
        return moved_members(features, bearings)
    if is_open(features):
        return open_members(features, _year_texts(features, bearings))
    if "decade" in features or "decade2" in features:
        return part_of_decade(_decade(features, bearings), features)
    if "century" in features:
        return part_of_century(_century(features), features)
    if _names_days(features):
        return [iso_day(day) for day in _days_of(features, bearings)]
    old = features.get("style") == "old"
    found = _period_members(features, bearings)
    return [text for member in found for text in _gregorian(member)] if old else found


def _year_texts(features: Features, bearings: Bearings) -> list[str]:
    """Return the years that words can mean; an open one is text with ``X``."""
    if "pattern" in features:
        return [open_year(features)]
    if "years" in features:
        return _calendar_members(as_features(features["years"]), bearings)
    return [iso_year(_year(features, bearings))]


def _gregorian(member: str) -> list[str]:
    """Return what a member of the Julian calendar is in the Gregorian one."""
    text = f"[{member}]" if ".." in member else member
    when = str(read_calendar(text, "julian").when)
    return when.strip("[]").split(",")


def _period_members(features: Features, bearings: Bearings) -> list[str]:
    """Return months, seasons and years, and the parts of them that words name."""
    if "month" in features or "mshift" in features:
        return part_of_month(*_month(features, bearings), features)
    if "season" in features or "code" in features:
        return _season_members(features, bearings)
    year = _year(features, bearings)
    if "digits" in features:
        return span_members(year, number_of(features, "digits"))
    if "week" in features:
        return week_of_year(year, features)
    return part_of_year(iso_year(year), features)


def _season_members(features: Features, bearings: Bearings) -> list[str]:
    """Return a season; a winter of one year is that which began or ended in it."""
    code = number_of(features, "season") or number_of(features, "code")
    southern = _MONTHS // 2 if code >= _SOUTHERN else 0
    month = (_SEASON_MONTHS * (code - _SPRING) + southern) % _MONTHS + _SEASON_MONTHS
    year = _year_of(month, _SEASON_MONTHS, features, bearings)
    if code != _WINTER or "way" in features:
        return part_of_season(year, code, features)
    if "winter_to" in features:
        end = number_of(features, "winter_to")
        if end not in (year + 1, (year + 1) % 100):
            raise Contrary(f"a winter that ends in {year + 1}", end)
        return part_of_season(year, code, features)
    return [
        member
        for began in (year - 1, year)
        for member in part_of_season(began, code, features)
    ]


def _names_days(features: Features) -> bool:
    """Say whether words name single days."""
    return not DAY_FEATURES.isdisjoint(features)


def _days_of(features: Features, bearings: Bearings) -> list[int]:
    """Return the day numbers that words can name, the earliest first."""
    if "unit" in features:
        return [moved_day(features, bearings)]
    if "feast" in features:
        found = _feast_days(features, bearings)
    elif "first" in features:
        found = _days_of_numbers(features, bearings)
    elif "edge" in features:
        found = [_edge_day(features, bearings)]
    elif "day" in features:
        found = [_single_day(features, bearings)]
    elif "weekday" in features:
        return _weekdays(features, bearings)
    elif "month" in features or "year" in features:
        raise Contrary("a day for the time of the day")
    else:
        return _days_spoken(features, bearings)
    _check_weekday(found, features)
    return found


def _feast_days(features: Features, bearings: Bearings) -> list[int]:
    """Return the days of a feast; late in a year, New Year is that of the next one."""
    name, year = str(features["feast"]), _year(features, bearings)
    try:
        found = feast_days(name, year)
        new_year = days_from_civil(year, 1, 1)
        spoken = bearings.spoken.day if bearings.spoken is not None else None
        if _SAID_YEAR.isdisjoint(features) and spoken is not None:
            is_new = found[-1] < new_year + _NEW_YEAR_DAYS
            is_late = spoken > new_year + _HALF_YEAR
            return feast_days(name, year + 1) if is_new and is_late else found
        return found
    except ReckoningError as fault:
        raise Contrary(fault.fine) from None


def _days_spoken(features: Features, bearings: Bearings) -> list[int]:
    """Return the days on which a time of the day can be that is said without one.

    It is the day spoken of; by day, that on which the night spoken of ended; and in the
    morning, after an evening was spoken of, that day or the next one.
    """
    first, last = minutes_said(features)
    if last <= _EVENING and (night := bearings.night()) is not None:
        return [night + 1]
    day = bearings.day()
    spoken = bearings.minute(day)
    if last <= _NOON and spoken is not None and spoken > _EVENING and first < spoken:
        return [day, day + 1]
    return [day]


def _single_day(features: Features, bearings: Bearings) -> int:
    day = number_of(features, "day")
    try:
        year, month = _month(features, bearings)
    except Missing:
        if "month" in features:  # in no year may it have that day
            _check_day(day, month_length(_LEAP_YEAR, number_of(features, "month")))
        raise
    return _day_number(year, month, day, old=features.get("style") == "old")


def _edge_day(features: Features, bearings: Bearings) -> int:
    """Return the first or the last day of a month, or of a year."""
    if {"month", "mshift"}.isdisjoint(features):
        year = _year(features, bearings)
        first, last = (year, 1), (year, _MONTHS)
    else:
        first = last = _month(features, bearings)
    if features["edge"] == 1:
        return days_from_civil(*first, 1)
    return days_from_civil(*last, month_length(*last))


def _day_number(year: int, month: int, day: int, *, old: bool) -> int:
    _check_day(day, (julian_month_length if old else month_length)(year, month))
    return (days_from_julian if old else days_from_civil)(year, month, day)


def _check_day(day: int, length: int) -> None:
    """Refuse a day that a month of so many days hasn't."""
    if not 1 <= day <= length:
        raise Contrary(f"a day from 1 to {length}", day)


def _days_of_numbers(features: Features, bearings: Bearings) -> list[int]:
    """Return the days of ``03/04/1956``, whose order of day and month is not said."""
    year = _year(features, bearings)
    first, second = number_of(features, "first"), number_of(features, "second_number")
    found = {
        _day_number(year, month, day, old=False)
        for day, month in ((first, second), (second, first))
        if 1 <= month <= _MONTHS and 1 <= day <= month_length(year, month)
    }
    if not found:
        raise Contrary("a day and a month")
    return sorted(found)


def _weekdays(features: Features, bearings: Bearings) -> list[int]:
    """Return a weekday by its number in a month, or near the day spoken of."""
    weekday = number_of(features, "weekday")
    if "nth" not in features:
        return weekday_days(weekday, features, bearings)
    year, month = _month(features, bearings)
    nth = number_of(features, "nth")
    first = days_from_civil(year, month, 1)
    length = month_length(year, month)
    days = [day for day in range(first, first + length) if (day - 1) % _WEEK == weekday]
    if not -len(days) <= nth <= len(days) or nth == 0:
        raise Contrary(f"one of the {len(days)} in that month")
    return [days[nth - 1 if nth > 0 else nth]]


def _check_weekday(days: list[int], features: Features) -> None:
    """Take the days of a weekday; refuse a date that was another one.

    Where the Julian calendar was in use and none was named, its weekday is right, too.
    """
    if "weekday" not in features:
        return
    weekday = number_of(features, "weekday")
    right = [day for day in days if (day - 1) % _WEEK == weekday]
    if not right and "style" not in features:
        right = [
            day
            for day in days
            if day < _JULIAN_ENDED
            and (days_from_julian(*civil_from_days(day)) - 1) % _WEEK == weekday
        ]
    if not right:
        raise Contrary(f"another weekday: {iso_day(days[0])} was not that one")
    days[:] = right


def _month(features: Features, bearings: Bearings) -> tuple[int, int]:
    """Return year and month, from the bearings where the words leave them out."""
    if "mshift" in features:
        month = bearings.month()
        return month_after(bearings.year(), month, number_of(features, "mshift"))
    if "month" in features:
        month = number_of(features, "month")
        return _year_of(month, 1, features, bearings), month
    month = bearings.month()
    return _year(features, bearings), month


def _year_of(month: int, length: int, features: Features, bearings: Bearings) -> int:
    """Return the year of a month or season, also of "the following" one."""
    way = features.get("way")
    if way is None or "year" in features:
        return _year(features, bearings)
    return bearings.year_beside(month, length, str(way))


def _year(features: Features, bearings: Bearings) -> int:
    """Return an astronomical year, from the bearings where the words leave it out."""
    if "year" in features:
        year = number_of(features, "year")
        if features.get("era") == "bc":
            if not year:
                raise Contrary("1 BC, the year before AD 1")
            return 1 - year
        return year
    if "yy" in features:
        return bearings.century() + number_of(features, "yy")
    return bearings.year() + number_of(features, "yshift")


def _decade(features: Features, bearings: Bearings) -> tuple[int, int]:
    """Return the first year of a decade, and what else it may be the first year of."""
    if "decade2" in features:
        number = number_of(features, "decade2")
        if "century" in features:
            return _century(features) - 100 + number, 10
        return bearings.decade(number), 10
    year = number_of(features, "decade")
    if year % 10:
        raise Contrary("a decade that begins with a year ending in 0", year)
    return year, 1000 if year % 1000 == 0 else 100 if year % 100 == 0 else 10


def _century(features: Features) -> int:
    """Return the last year of a century: the 20th ended with 2000."""
    number = number_of(features, "century")
    if features.get("era") == "bc":
        return 1 - ((number - 1) * 100 + 1)
    return number * 100
