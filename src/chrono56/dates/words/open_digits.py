"""Dates of which words leave something open: digits, a year, a month, a day.

Where they say which digits are known, ``1–9–?–6``, a question mark stands for one that
is not; the years before Christ are then counted as astronomers do, like EDTF's.
"""

from collections.abc import Sequence
from itertools import product
from typing import Final

from chrono56.dates.read_date import components
from chrono56.dates.words.bearings import Contrary
from chrono56.dates.words.features import Features, as_features, number_of
from chrono56.dates.words.within import part_of_year
from chrono56.dates.write import qualified
from chrono56.days import iso_year

UNKNOWN_DIGIT: Final = "?"
DIGIT_DASH: Final = "–"
_OPEN: Final = frozenset({"years", "pattern", "months", "days", "significant", "begun"})
_MARKS: Final = ("year_mark", "month_mark", "day_mark")


def digits_told(pattern: str) -> str:
    """Return the digits of a year, month or day as words have them.

    >>> digits_told("19X6")
    '1–9–?–6'
    """
    return DIGIT_DASH.join(pattern.replace("X", UNKNOWN_DIGIT))


def pattern_of(told: str) -> str:
    """Return what `digits_told` told.

    >>> pattern_of("?–5")
    'X5'
    """
    return told.replace(DIGIT_DASH, "").replace(UNKNOWN_DIGIT, "X")


def is_open(features: Features) -> bool:
    """Say whether a year, month or day is open that words name beside what they say."""
    if not _OPEN.isdisjoint(features):
        return True
    return features.get("any") == "month" and "day" in features


def open_year(features: Features) -> str:
    """Return the year whose digits words say."""
    sign = "-" if "astronomical" in features else ""
    return f"{sign}{features['pattern']}"


def open_members(features: Features, years: Sequence[str]) -> list[str]:
    """Return the dates that words can mean, in years as EDTF writes them."""
    if "significant" in features:
        return [f"{year}S{number_of(features, 'significant')}" for year in years]
    months = _part(features, "months", "month")
    if "season" in features:
        months = str(features["season"])
    days = _part(features, "days", "day") if months or "day" in features else ""
    parts = [part for part in (months, days) if part]
    if not parts:
        return [text for year in years for text in part_of_year(year, features)]
    return ["-".join(it) for it in product(years, *([part] for part in parts))]


def _part(features: Features, name: str, exact: str) -> str:
    """Return a month or a day, with ``X`` for what is open; empty if none is said."""
    said = features.get(name)
    if said is not None:
        return str(as_features(said).get("pattern", said))
    if features.get("any") == exact:
        return "XX"
    return f"{number_of(features, exact):02}" if exact in features else ""


def has_marked_parts(features: Features) -> bool:
    """Say whether words doubt a part of a date alone."""
    return any(name in features for name in _MARKS)


def with_marked_parts(member: str, features: Features) -> str:
    """Return a date whose parts are qualified each for itself.

    >>> with_marked_parts("1956-10-04", {"month_mark": 1})
    '1956-?10-04'
    """
    try:
        texts = [text for text, _ in components(member)]
    except ValueError:
        raise Contrary("a single date before doubts of its parts") from None
    said = [number_of(features, name) for name in _MARKS]
    if any(said[len(texts) :]):
        raise Contrary("doubts of parts that the date has")
    return qualified(texts, said[: len(texts)])


def span_members(year: int, digits: int) -> list[str]:
    """Return ten, a hundred or a thousand years: one date, if digits tell them.

    >>> span_members(1950, 1), span_members(1956, 1), span_members(-199, 2)
    (['195X'], ['1956..1965'], ['-01XX'])
    """
    size = 10**digits
    first, last = year, year + size - 1
    edge = first if year >= 0 else -last
    text = iso_year(first)
    if edge % size or not -9999 <= year <= 9999 or (year < 0 and edge == 0):
        return [f"{text}..{iso_year(last)}"]
    return [f"{text[:-digits]}{'X' * digits}"]
