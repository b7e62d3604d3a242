"""What is counted from a date spoken of before: the next day, two hours later."""

from typing import Final

import attrs

from chrono56.dates.when import When
from chrono56.dates.words.bearings import Bearings, Missing
from chrono56.dates.words.features import Features
from chrono56.days import iso_day

_WEEK: Final = 7
_DESIGNATORS: Final = {
    "second": "PT{}S",
    "minute": "PT{}M",
    "hour": "PT{}H",
    "day": "P{}D",
    "week": "P{}W",
    "month": "P{}M",
    "year": "P{}Y",
}
_HALVES: Final = {"year": "6M", "hour": "30M", "minute": "30S"}
_DAY_UNITS: Final = frozenset({"day", "week", "month", "year"})
_SEVERAL: Final = 2


@attrs.frozen
class Distance:
    """How far something is from what was spoken of before, as an Ordering says it.

    Attributes:
        least: ISO 8601 duration, negative if earlier; None if it may be any less.
        most: The same; None if it may be any more.

    >>> from chrono56.dates.words.reading import InWords
    >>> InWords.read("two hours later").distance
    Distance(least='PT2H', most='PT2H')
    """

    least: str | None
    most: str | None


def distance_of(features: Features) -> Distance | None:
    """Return the distance that an expression says; None if it says none.

    "Several" are two or more: that bound alone is sure.
    """
    unit = features.get("unit")
    if unit is None:
        return None
    pattern = _DESIGNATORS[str(unit)]
    number = features.get("n")
    if "soon" in features:
        return Distance("PT0S", None)
    sign = "-" if features.get("way") == "earlier" else ""
    if number is None:
        several = sign + pattern.format(_SEVERAL)
        return Distance(None, several) if sign else Distance(several, None)
    if "and_half" in features and isinstance(number, int):
        return _and_a_half(str(unit), number, sign)
    exact = pattern.format(number) if number == 0 else sign + pattern.format(number)
    if "upto" in features:
        return Distance(exact, "PT0S") if sign else Distance("PT0S", exact)
    return Distance(exact, exact)


def _and_a_half(unit: str, number: int, sign: str) -> Distance:
    """Return a number and a half of units: of weeks and months, about that."""
    if unit in _HALVES:
        exact = f"{sign}{_DESIGNATORS[unit].format(number)}{_HALVES[unit]}"
        return Distance(exact, exact)
    ends = [sign + _DESIGNATORS[unit].format(it) for it in (number, number + 1)]
    return Distance(*(reversed(ends) if sign else ends))


def moved_members(features: Features, bearings: Bearings) -> list[str]:
    """Return the date that lies so far from the one spoken of."""
    distance = distance_of(features)
    base = _base(features, bearings)
    if distance is None:
        return [str(base)]
    if distance.least is not None and distance.least == distance.most:
        found = str(base.plus(distance.least))
        return found[1:-1].split(",") if found.startswith("[") else [found]
    least = "" if distance.least is None else _first(base.plus(distance.least))
    most = "" if distance.most is None else _last(base.plus(distance.most))
    return [f"{least}..{most}"]


def moved_day(features: Features, bearings: Bearings) -> int:
    """Return the day that lies so far from the one spoken of."""
    distance = distance_of(features)
    exact = distance.least if distance is not None else None
    if distance is None or exact is None or exact != distance.most:
        raise Missing("day")
    found = _base(features, bearings).plus(exact).day
    if found is None:
        raise Missing("day")
    return found


def weekday_days(weekday: int, features: Features, bearings: Bearings) -> list[int]:
    """Return a weekday near the day spoken of: the one before, it, or the one after.

    Without "next" or "last", nothing says which of two.
    """
    spoken = bearings.day()
    ahead = (weekday - (spoken - 1)) % _WEEK
    way = features.get("way")
    if way == "later":
        return [spoken + (ahead or _WEEK)]
    if way == "earlier":
        return [spoken + ahead - _WEEK]
    return [spoken + ahead - _WEEK, spoken + ahead] if ahead else [spoken]


def _base(features: Features, bearings: Bearings) -> When:
    spoken = bearings.spoken
    if spoken is None:
        raise Missing("date")
    spoken = spoken.end if spoken.is_extent else spoken
    night = bearings.night()
    if night is not None and str(features["unit"]) in _DAY_UNITS:
        return When.parse(iso_day(night))
    if features["unit"] not in {"month", "year"} and spoken.day is None:
        raise Missing("day")
    bearings.taken.add("date")
    if str(features["unit"]) in _DAY_UNITS and spoken.day is not None:
        return When.parse(iso_day(spoken.day))
    return spoken


def _first(when: When) -> str:
    text = str(when)
    return text if text[0] not in "[{" else iso_day(when.earliest or 0)


def _last(when: When) -> str:
    text = str(when)
    return text if text[0] not in "[{" else iso_day(when.latest or 0)
