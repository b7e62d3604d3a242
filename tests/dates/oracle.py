"""What a date leaves open, found by writing days down and comparing the texts.

An oracle for the readers: slow, plain, and sharing nothing with them.
"""

import re
from collections.abc import Iterator
from datetime import date
from itertools import product

# The months of each sub-year grouping, from the table of EDTF; the south has its
# seasons half a year apart, and 24, 28 and 30 reach into the next year.
GROUPINGS = {
    **dict.fromkeys((21, 25, 31), (3, 4, 5)),
    **dict.fromkeys((22, 26, 32), (6, 7, 8)),
    **dict.fromkeys((23, 27, 29), (9, 10, 11)),
    **dict.fromkeys((24, 28, 30), (12, 13, 14)),
    33: (1, 2, 3),
    34: (4, 5, 6),
    35: (7, 8, 9),
    36: (10, 11, 12),
    37: (1, 2, 3, 4),
    38: (5, 6, 7, 8),
    39: (9, 10, 11, 12),
    40: (1, 2, 3, 4, 5, 6),
    41: (7, 8, 9, 10, 11, 12),
}
CYCLE = 400  # years, after which the calendar repeats itself
CYCLE_DAYS = 146_097

Day = tuple[int, int, int]


def number(day: Day) -> int | None:
    """Return the number of a day of any year; None if there is no such day."""
    year, month, of_month = day
    cycles = (year - 1) // CYCLE
    try:
        within = date(year - cycles * CYCLE, month, of_month).toordinal()
    except ValueError:
        return None
    return cycles * CYCLE_DAYS + within


def days_of(text: str, *, descending: bool = False) -> Iterator[int]:
    """Yield the days that a date of four-digit years leaves open, by trying each.

    The text has no clock time; its qualifiers count for nothing.
    """
    bare = re.sub("[?~%]", "", text)
    sign = -1 if bare.startswith("-") else 1
    year, month, day = (*bare.removeprefix("-").split("-"), "XX", "XX")[:3]
    for one in _fitting(year, range(10_000), descending=descending != (sign < 0)):
        if sign < 0 and one == 0:
            continue
        for other in _months(month, descending=descending):
            beyond, of_year = divmod(other - 1, 12)
            for last in _fitting(day, range(1, 32), descending=descending):
                found = number((sign * one + beyond, of_year + 1, last))
                if found is not None:
                    yield found


def bounds_of(text: str) -> tuple[int, int] | None:
    """Return the earliest and latest day of a date; None if it leaves none open."""
    first = next(days_of(text), None)
    last = next(days_of(text, descending=True), None)
    return None if first is None or last is None else (first, last)


def _months(pattern: str, *, descending: bool) -> list[int]:
    """Return months, counted from the year's January; 13 is the next one's."""
    if pattern.isdigit() and int(pattern) in GROUPINGS:
        months = list(GROUPINGS[int(pattern)])
        return months[::-1] if descending else months
    return list(_fitting(pattern, range(1, 13), descending=descending))


def _fitting(pattern: str, numbers: range, *, descending: bool) -> Iterator[int]:
    """Yield those of *numbers* whose digits fit a pattern such as ``1X``."""
    digits = "9876543210" if descending else "0123456789"
    for written in product(*(digits if one == "X" else one for one in pattern)):
        if int("".join(written)) in numbers:
            yield int("".join(written))
