"""How long the day, month, season or year is that a date names."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from chrono56.dates.grids import places
from chrono56.dates.masks import SEASONS, matching, years_fitting
from chrono56.dates.months import month_after
from chrono56.dates.read_date import components
from chrono56.dates.shape import FAR, Date, Member
from chrono56.days import civil_from_days, days_from_civil, is_leap

_YEAR: Final = 12  # months
# Of so many years in a row some are leap: from 1897 to 1903 none was.
_ROUND: Final = 9


def lengths_named(member: Member) -> set[int]:
    """Return how many days the day, month, season or year can have that is named."""
    dates = [member] if isinstance(member, Date) else [member.first, member.last]
    months = min((_months_named(date) for date in dates if date), default=0)
    if not months:
        return {1}
    if isinstance(member, Date) and member.mask is not None:
        return _lengths_with_gaps(member, months)
    return _lengths_between(member.lo, member.hi, months)


def _months_named(date: Date) -> int:
    """Return how many months a date's last component stands for; 0 for a day."""
    if date.clock is not None:
        return 0
    parts = components(date.text)
    if len(parts) == 1:
        return _YEAR
    month = parts[1][0]
    if len(parts) > 2:
        return 0
    return SEASONS[int(month)][1] if month.isdigit() and int(month) > _YEAR else 1


def _lengths_between(lo: int, hi: int, months: int) -> set[int]:
    """Return the lengths of all stretches of so many months between two days."""
    rounds = _ROUND * _YEAR // months
    if lo == -FAR:
        year, month, _ = civil_from_days(hi)
        year, month = month_after(year, month, 1 - rounds * months)
    else:
        year, month, _ = civil_from_days(lo)
    firsts = (
        days_from_civil(*month_after(year, month, step * months), 1)
        for step in range(rounds + 1)
    )
    return {end - first for first, end in pairwise(firsts) if end - 1 <= hi}


def _lengths_with_gaps(date: Date, months: int) -> set[int]:
    """Return the lengths of the years or months that a pattern of digits can be."""
    year, *rest = (part for part, _ in components(date.text))
    # What a month or season is long depends on two years at most: winter ends later.
    years = {(is_leap(each), is_leap(each + 1)): each for each in _some_years(year)}
    starts = [1]
    if rest:
        number = int(rest[0]) if rest[0].isdigit() else 0
        starts = [SEASONS[number][0]] if number in SEASONS else _months(rest[0])
    return {
        days_from_civil(*month_after(each, start, months), 1)
        - days_from_civil(each, start, 1)
        for each in years.values()
        for start in starts
    }


def _some_years(pattern: str) -> Iterator[int]:
    """Yield some of the years that a pattern leaves open, of each sort at least one.

    A century is like any other, but for its place among four of them.
    """
    sign = "-" if pattern[0] == "-" else ""
    centuries, years = pattern[-4:-2], pattern[-2:]
    sorts = {century % 4: century for century in places(matching(centuries))}
    for century in sorts.values():
        yield from years_fitting(f"{sign}{century:02}{years}")


def _months(pattern: str) -> list[int]:
    return [number for number in places(matching(pattern)) if 1 <= number <= _YEAR]
