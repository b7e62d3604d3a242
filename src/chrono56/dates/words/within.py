"""Parts of months, seasons, years, decades and centuries: the table of their windows.

"Early", "mid" and "late" are no more exact in a source than here: thirds, marked ``~``.
Halves and quarters are counted. docs/reference/dates-in-words.md has the same table.
"""

import re
from typing import Final

from chrono56.dates.masks import SEASONS
from chrono56.dates.shape import UNCERTAIN
from chrono56.dates.words.bearings import Contrary
from chrono56.dates.words.features import Features, number_of
from chrono56.days import days_from_civil, iso_day, iso_year, month_length

_THIRD: Final = {"early": 0, "mid": 1, "late": 2}
_FEW_DAYS: Final = 7
_WEEKS_OF_MONTH: Final = 5
_WEEKS_OF_YEAR: Final = 53
_WINDOW: Final = re.compile(
    r"([0-9]{4})-([0-9]{2})-[0-9]{2}([~%?]?)\.\.\1-\2-[0-9]{2}\3"
    r"|([1-9][0-9]{2})[0-9]([~%?]?)\.\.\4[0-9]\5"
)
_NAMED: Final[tuple[tuple[str, Features], ...]] = (
    *((name, {"within": name}) for name in (*_THIRD, "first-days", "last-days")),
    *(("first-half", {"half_of": 1}), ("second-half", {"half_of": 2})),
)


def part_of_month(year: int, month: int, features: Features) -> list[str]:
    """Return a month, or the part of it that words name.

    >>> part_of_month(1956, 10, {"within": "late"})
    ['1956-10-21~..1956-10-31~']
    """
    text = f"{iso_year(year)}-{month:02}"
    if features.get("any") == "day":
        return [f"{text}-XX"]
    bounds = _days_within(features, month_length(year, month))
    if bounds is None:
        return [text]
    first, last, mark = bounds
    return [f"{text}-{first:02}{mark}..{text}-{last:02}{mark}"]


def _days_within(features: Features, length: int) -> tuple[int, int, str] | None:
    within = features.get("within")
    if within in _THIRD:
        third = _THIRD[str(within)]
        return 10 * third + 1, length if third == 2 else 10 * third + 10, "~"
    if within == "first-days":
        return 1, _FEW_DAYS, "~"
    if within == "last-days":
        return length - _FEW_DAYS + 1, length, "~"
    if "half_of" in features:
        return (1, 15, "") if features["half_of"] == 1 else (16, length, "")
    if "week" in features:
        return (*_week_within(features, length, _WEEKS_OF_MONTH), "~")
    return None


def _week_within(features: Features, length: int, weeks: int) -> tuple[int, int]:
    """Return the first and the last day of a week, counted from a period's first."""
    week = number_of(features, "week")
    if week == -1:
        return length - 6, length
    if not 1 <= week <= weeks:
        raise Contrary(f"a week from 1 to {weeks}, or the last")
    return 7 * week - 6, min(7 * week, length)


def part_of_season(year: int, code: int, features: Features) -> list[str]:
    """Return a season, or its first, second or third month."""
    within = features.get("within")
    if within not in _THIRD:
        return [f"{iso_year(year)}-{code:02}"]
    months = SEASONS[code]
    index = months[0] + _THIRD[str(within)] - 1
    return [f"{iso_year(year + index // 12)}-{index % 12 + 1:02}~"]


def week_of_year(year: int, features: Features) -> list[str]:
    """Return seven days of a year, counted from its first, or its last seven.

    >>> week_of_year(1956, {"week": 53})
    ['1956-12-30~..1956-12-31~']
    """
    before = days_from_civil(year, 1, 1) - 1
    length = days_from_civil(year + 1, 1, 1) - 1 - before
    first, last = _week_within(features, length, _WEEKS_OF_YEAR)
    return [f"{iso_day(before + first)}~..{iso_day(before + last)}~"]


def part_of_year(text: str, features: Features) -> list[str]:
    """Return a year, or its third, half or quarter by its code in EDTF.

    >>> part_of_year("1956", {"within": "early"}), part_of_year("195X", {"half_of": 2})
    (['1956-37~'], ['195X-41'])
    """
    if "any" in features:
        return [f"{text}-XX" if features["any"] == "month" else f"{text}-XX-XX"]
    within = features.get("within")
    if within in _THIRD:
        return [f"{text}-{37 + _THIRD[str(within)]}~"]
    if within == "first-days":
        return [f"{text}-01-01~..{text}-01-07~"]
    if within == "last-days":
        return [f"{text}-12-25~..{text}-12-31~"]
    for feature, most, code in (
        ("half_of", 2, 39),
        ("third", 3, 36),
        ("quarter", 4, 32),
    ):
        if feature in features:
            number = number_of(features, feature)
            if not 1 <= number <= most:
                raise Contrary(f"one of {most}")
            return [f"{text}-{code + number}"]
    return [text]


def part_of_decade(found: tuple[int, int], features: Features) -> list[str]:
    """Return a decade, or part of it; "the 1900s" are ten years or a hundred.

    >>> part_of_decade((1950, 10), {"within": "mid"})
    ['1954~..1956~']
    >>> part_of_decade((1900, 100), {})
    ['190X', '19XX']
    """
    first, most = found
    bounds = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}.get(
        str(features.get("within"))
    )
    if bounds is not None:
        low, high = bounds
        return [f"{iso_year(first + low)}~..{iso_year(first + high)}~"]
    if "half_of" in features:
        low = 0 if features["half_of"] == 1 else 5
        return [f"{iso_year(first + low)}..{iso_year(first + low + 4)}"]
    text = f"{first:04}"
    found_texts = [f"{text[:3]}X"]
    if most > 10:
        found_texts.append(f"{text[:2]}XX")
    return found_texts


def part_of_century(last: int, features: Features) -> list[str]:
    """Return a century by its last year, or part of it.

    >>> part_of_century(2000, {})
    ['1901..2000']
    """
    start, mark = last - 99, ""
    low, high = 0, 99
    if features.get("within") in _THIRD:
        low, high = ((0, 32), (33, 66), (67, 99))[_THIRD[str(features["within"])]]
        mark = "~"
    elif "half_of" in features:
        low, high = (0, 49) if features["half_of"] == 1 else (50, 99)
    elif "quarter" in features:
        low = 25 * number_of(features, "quarter") - 25
        high = low + 24
    elif "tens" in features:
        years = 10 * number_of(features, "tens")
        if not 0 < years < 100:
            raise Contrary("a number of decades from 1 to 9", years // 10)
        is_first = features.get("tens_from") == 1
        low, high = (0, years - 1) if is_first else (100 - years, 99)
    first, last = start + low, start + high
    return [f"{iso_year(first)}{mark}..{iso_year(last)}{mark}"]


def told_window(text: str) -> tuple[str, str, int] | None:
    """Return what words call a range: the part, of which month or decade, and doubt.

    None if they have no name for it. The inverse of `part_of_month`, `part_of_decade`.

    >>> told_window("1956-10-21~..1956-10-31~")
    ('late', '1956-10', 0)
    >>> told_window("1950%..1953%")
    ('early-decade', '195X', 1)
    """
    found = _WINDOW.fullmatch(text)
    if found is None:
        return None
    mark = found[3] if found[1] else found[5]
    plain = text.replace("%", "~").replace("?", "")
    doubt = UNCERTAIN if mark and mark in "?%" else 0
    for name, features in _NAMED:
        if found[1]:
            whole, part = f"{found[1]}-{found[2]}", name
            texts = part_of_month(int(found[1]), int(found[2]), features)
        else:
            whole, part = f"{found[4]}X", f"{name}-decade"
            texts = part_of_decade((int(f"{found[4]}0"), 10), features)
        if texts == [plain]:
            return part, whole, doubt
    return None
