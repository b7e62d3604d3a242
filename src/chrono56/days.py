"""Integer day arithmetic in the proleptic Gregorian calendar, for any year.

Days are counted as ``date.toordinal()`` counts them: 0001-01-01 is day 1. Years are
astronomical: year 0 is 1 BC, year -43 is 44 BC.
"""

from datetime import date
from typing import Final

_ERA_DAYS: Final = 146_097  # 400 years; the calendar repeats after them
# Up to here the standard library counts, and much faster.
_LAST_STANDARD: Final = date.max.toordinal()
_MONTH_LENGTHS: Final = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
# Days before each month in a common year, counted from its first of January.
_DAYS_BEFORE: Final = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)


def is_leap(year: int) -> bool:
    """Say whether *year* has a 29 February.

    >>> is_leap(1956), is_leap(1900), is_leap(0)
    (True, False, True)
    """
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_length(year: int, month: int) -> int:
    """Return the number of days of a month; months count from 1.

    >>> month_length(1956, 2)
    29
    """
    return _MONTH_LENGTHS[month - 1] + (month == 2 and is_leap(year))


def first_of_year(year: int) -> int:
    """Return the day number of *year*'s first of January.

    >>> first_of_year(1)
    1
    """
    past = year - 1
    return 365 * past + past // 4 - past // 100 + past // 400 + 1


def days_from_civil(year: int, month: int, day: int) -> int:
    """Return the day number of a civil date; the date is taken as valid.

    >>> from datetime import date
    >>> days_from_civil(1956, 11, 4) == date(1956, 11, 4).toordinal()
    True
    >>> days_from_civil(0, 12, 31)
    0
    """
    leap_day = month > 2 and is_leap(year)
    return first_of_year(year) + _DAYS_BEFORE[month - 1] + leap_day + day - 1


def civil_from_days(number: int) -> tuple[int, int, int]:
    """Return year, month and day of a day number; the inverse of `days_from_civil`.

    >>> civil_from_days(714357)
    (1956, 11, 4)
    """
    if 1 <= number <= _LAST_STANDARD:
        day = date.fromordinal(number)
        return day.year, day.month, day.day
    era, within = divmod(number - 1, _ERA_DAYS)
    # At most one year too far, because a year has at least 365 days.
    year = era * 400 + min(within // 365, 399) + 1
    while first_of_year(year) > number:
        year -= 1
    rest = number - first_of_year(year)
    month = min(rest // 29, 11) + 1
    while days_from_civil(year, month, 1) > number:
        month -= 1
    return year, month, number - days_from_civil(year, month, 1) + 1


def iso_day(number: int) -> str:
    """Return a day number as text: four digits of year, ``Y`` before more of them.

    >>> iso_day(714357), iso_day(-15_979)
    ('1956-11-04', '-0043-04-02')
    >>> iso_day(days_from_civil(17_000, 1, 1))
    'Y17000-01-01'
    """
    year, month, day = civil_from_days(number)
    return f"{iso_year(year)}-{month:02}-{day:02}"


def iso_year(year: int) -> str:
    """Return a year as text: four digits, ``Y`` before more of them.

    >>> iso_year(-43), iso_year(-43_000)
    ('-0043', 'Y-43000')
    """
    digits = f"{abs(year):04}"
    sign = "-" if year < 0 else ""
    return f"{sign}{digits}" if len(digits) == 4 else f"Y{sign}{digits}"
