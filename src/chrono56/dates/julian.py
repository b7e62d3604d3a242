"""Integer day arithmetic in the Julian calendar, for any year.

Days are those of `chrono56.days`; years are astronomical, and every fourth is a leap
year, also before there was a Julian calendar.
"""

from typing import Final

from chrono56.days import month_length

_CYCLE_DAYS: Final = 1461  # four years
# Years that both calendars count alike.
_COMMON_YEAR: Final = 1
_LEAP_YEAR: Final = 4


def julian_month_length(year: int, month: int) -> int:
    """Return the number of days of a Julian month.

    >>> julian_month_length(1700, 2)
    29
    """
    return month_length(_COMMON_YEAR if year % 4 else _LEAP_YEAR, month)


def days_from_julian(year: int, month: int, day: int) -> int:
    """Return the day number of a Julian date; the date is taken as valid.

    >>> from chrono56.days import iso_day
    >>> iso_day(days_from_julian(1917, 10, 25))
    '1917-11-07'
    """
    past = year - 1
    # 1 January AD 1 was 30 December of the year before in the Gregorian calendar.
    before = 365 * past + past // 4 - 2
    return before + sum(julian_month_length(year, it) for it in range(1, month)) + day


def julian_from_days(number: int) -> tuple[int, int, int]:
    """Return the Julian year, month and day of a day number.

    >>> from chrono56.days import days_from_civil
    >>> julian_from_days(days_from_civil(1956, 11, 14))
    (1956, 11, 1)
    """
    # Day 0 of a cycle is the first of January of its leap year, as in year 0.
    cycle, within = divmod(number + 367, _CYCLE_DAYS)
    year = cycle * 4 + max(within - 1, 0) // 365
    day = number - days_from_julian(year, 1, 1) + 1
    month = 1
    while day > julian_month_length(year, month):
        day -= julian_month_length(year, month)
        month += 1
    return year, month, day
