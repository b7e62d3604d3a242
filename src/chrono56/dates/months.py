"""Steps of months from a day or a month, none of which invents a day."""

from collections.abc import Iterator
from itertools import count, takewhile
from typing import Final

from chrono56.dates.masks import Run
from chrono56.days import civil_from_days, days_from_civil, is_leap, month_length

_YEAR: Final = 12  # months
_CYCLE: Final = 400  # years, after which the calendar repeats itself


def month_after(year: int, month: int, months: int) -> tuple[int, int]:
    """Return the year and month so many *months* later; earlier if negative.

    >>> month_after(1956, 11, 3)
    (1957, 2)
    """
    year, index = divmod(year * 12 + month - 1 + months, 12)
    return year, index + 1


def day_after(day: int, months: int) -> Run:
    """Return the day of that number so many *months* later, as first and last day.

    Where that month has no such day, it is from the month's last day to the first of
    the next: 31 January and a month is 28 February or 1 March, and nothing says which.

    >>> from chrono56.days import iso_day
    >>> [iso_day(day) for day in day_after(days_from_civil(1957, 1, 31), 1)]
    ['1957-02-28', '1957-03-01']
    """
    year, month, number = civil_from_days(day)
    year, month = month_after(year, month, months)
    length = month_length(year, month)
    if number <= length:
        found = days_from_civil(year, month, number)
        return found, found
    last = days_from_civil(year, month, length)
    return last, last + 1


def by_month(run: Run) -> Iterator[Run]:
    """Yield a run of days in pieces that are each of one month.

    >>> from chrono56.days import iso_day
    >>> march = days_from_civil(1956, 3, 1)
    >>> [(iso_day(a), iso_day(b)) for a, b in by_month((march - 1, march))]
    [('1956-02-29', '1956-02-29'), ('1956-03-01', '1956-03-01')]
    """
    first, last = run
    while first <= last:
        year, month, number = civil_from_days(first)
        end = min(last, first + month_length(year, month) - number)
        yield first, end
        first = end + 1


def days_skipped(run: Run, months: int) -> Iterator[Run]:
    """Yield the days of a run to which no day so many *months* earlier leads.

    What has no such number in the month that it comes from: from February, a month
    leads to 28 or 29 days of March and to no other.

    >>> from chrono56.days import iso_day
    >>> spring = days_from_civil(1956, 3, 1), days_from_civil(1956, 5, 31)
    >>> [(iso_day(a), iso_day(b)) for a, b in days_skipped(spring, 1)]
    [('1956-03-30', '1956-03-31'), ('1956-05-31', '1956-05-31')]
    """
    first_year, last_year = (civil_from_days(day)[0] for day in run)
    for year in _years_skipping(first_year, last_year, months):
        for month in range(1, _YEAR + 1):
            reached = month_length(*month_after(year, month, -months))
            length = month_length(year, month)
            if reached < length:
                before = days_from_civil(year, month, 1) - 1
                first, last = max(before + reached + 1, run[0]), before + length
                if first <= min(last, run[1]):
                    yield first, min(last, run[1])


def _years_skipping(first: int, last: int, months: int) -> Iterator[int]:
    """Yield the years in which there may be days that are skipped, ascending."""
    years, rest = divmod(months, _YEAR)
    if rest:
        yield from range(first, last + 1)
        return
    # Only 29 February can be: whole years lead from a month to the same month.
    skipping = [
        year
        for year in range(first, min(first + _CYCLE, last + 1))
        if is_leap(year) and not is_leap(year - years)
    ]
    if skipping:
        later = (year + cycle for cycle in count(0, _CYCLE) for year in skipping)
        yield from takewhile(lambda year: year <= last, later)


def months_stretched(run: Run, before: int, after: int) -> Run:
    """Return whole months, *before* months earlier at the start, *after* at the end.

    Args:
        run: First day of a month and last day of a month.
        before: Months by which it starts earlier; later if negative.
        after: Months by which it ends later; earlier if negative.
    """
    year, month, _ = civil_from_days(run[0])
    first = days_from_civil(*month_after(year, month, -before), 1)
    year, month, _ = civil_from_days(run[1])
    year, month = month_after(year, month, after)
    return first, days_from_civil(year, month, month_length(year, month))


def months_completed(start: int, day: int) -> tuple[int, int]:
    """Return the fewest and the most whole months completed from *start* to *day*.

    They differ only where a month lacks the day of *start*: whether a month from 31
    January is over on 28 February is not settled, but it is on 1 March.

    >>> months_completed(days_from_civil(1957, 1, 31), days_from_civil(1957, 2, 28))
    (0, 1)
    """
    year, month, _ = civil_from_days(start)
    to_year, to_month, _ = civil_from_days(day)
    most = (to_year - year) * 12 + to_month - month
    while day_after(start, most)[0] > day:
        most -= 1
    return most - (day_after(start, most)[1] > day), most
