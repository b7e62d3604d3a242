"""Times of the day as words say them: texts of clock times, for a day."""

from typing import Final

from chrono56.dates.words.bearings import Bearings, Contrary
from chrono56.dates.words.features import Features, as_features, number_of
from chrono56.days import iso_day

_DAY: Final = 1440
_NOON: Final = 720
_HOUR: Final = 60
_HOURS: Final = 24
_HALF: Final = 12
_DAWN_ENDS: Final = 6 * _HOUR
DAY_FEATURES: Final = frozenset({"day", "edge", "feast", "weekday", "first"})
"""The features of which an expression that names a day of the calendar has one."""
_SAID_DAY: Final = DAY_FEATURES | {"unit"}
TIME_FEATURES: Final = frozenset({"hour", "part"})
"""The features of which an expression with a time of the day has one."""


def clock_members(features: Features, day: int, bearings: Bearings) -> list[str]:
    """Return the texts of the moments that a time of the day can be on a day.

    A text is a moment or, where it goes on after midnight, a range.
    """
    mark = "~" if "approx" in features else ""
    until = as_features(features.get("until"))
    if "hour" not in features:
        return _part_members(features, day, bearings)
    if until:
        return _windows(features, until, day, bearings)
    starts = _minutes(features, day, bearings)
    second = features.get("second")
    after = f":{second:02}" if isinstance(second, int) else ""
    return [
        f"{iso_day(day + minute // _DAY)}T{_clock(minute % _DAY)}{after}"
        f"{_zone(features)}{mark}"
        for minute in starts
    ]


def _windows(
    features: Features, until: Features, day: int, bearings: Bearings
) -> list[str]:
    """Return the windows from one time of the day to another.

    What says the half of the day of the one says it of the other: to each end belongs
    the last time before it.
    """
    mark = "~" if "approx" in features else ""
    said = {key: features[key] for key in ("half", "part") if key in features}
    starts = _minutes(features, day, bearings)
    found = []
    for end in _minutes({**said, **until}, day, bearings):
        before = [start for start in starts if start < end]
        if before:
            window = f"{_clock(max(before))}..{_clock(end)}"
            found.append(f"{iso_day(day)}T{window}{_zone(features)}{mark}")
    if not found:
        raise Contrary("a later time of the day")
    return found


def _part_members(features: Features, day: int, bearings: Bearings) -> list[str]:
    """Return the texts of a part of the day, which is always approximate.

    Of what goes on after midnight, a date names the hours at either end of its day;
    "that night" is the one in which the day ends. If an hour by day was spoken of, it
    is what follows that. Else, if no day is said, "the night" is the one before the day
    spoken of, or the one after it.
    """
    first, last = _part_bounds(str(features["part"]))
    zone = _zone(features)
    if last <= _DAY:
        return [f"{iso_day(day)}T{_clock(first)}..{_clock(last)}{zone}~"]
    before, after = (
        f"{iso_day(evening)}T{_clock(first)}{zone}~"
        f"..{iso_day(evening + 1)}T{_clock(last - _DAY)}{zone}~"
        for evening in (day - 1, day)
    )
    is_that_night = "unit" in features and features.get("n") == 0
    if "night" in features or is_that_night:
        return [after]
    spoken = bearings.minute(day)
    if spoken is not None and spoken > _DAWN_ENDS:
        bearings.taken.add("half")
        return [after]
    if _SAID_DAY.isdisjoint(features):
        return [before, after]
    return [f"{iso_day(day)}T00:00..{_clock(last - _DAY)}{zone}~", after]


def minutes_said(features: Features) -> tuple[int, int]:
    """Return the first and the last minute of a day that a time of the day can be."""
    if "hour" not in features:
        return _part_bounds(str(features["part"]))
    found = _minutes(features, 0, Bearings())
    return found[0], found[-1]


def _part_bounds(part: str) -> tuple[int, int]:
    """Return the first and last minute of a part such as ``2200-0400``."""
    first = int(part[:2]) * _HOUR + int(part[2:4])
    last = int(part[5:7]) * _HOUR + int(part[7:9])
    return first, last if last > first else last + _DAY


def _minutes(features: Features, day: int, bearings: Bearings) -> list[int]:
    """Return the minutes after midnight that a clock time can be, earliest first.

    Where nothing says which half of the day is meant, there are two.
    """
    hour, minute = number_of(features, "hour"), number_of(features, "minute")
    if hour > _HOURS or (hour == _HOURS and minute):
        raise Contrary("an hour from 0 to 24", hour)
    half = features.get("half")
    if half == "am" and hour > _HALF:
        raise Contrary("an hour up to 12 before noon", hour)
    if "noon" in features:
        return [_NOON]
    if "midnight" in features:
        return [0, _DAY] if bearings.minute(day) is None else [_DAY]
    told = hour * _HOUR + minute
    told += number_of(features, "past") - number_of(features, "to")
    if hour > _HALF or hour == 0 or ("h24" in features and half is None):
        return [told]
    candidates = [told % _NOON, told % _NOON + _NOON]
    if half is not None:
        return [candidates[half == "pm"]]
    if "part" in features:
        return [_within_part(candidates, features, day, bearings)]
    return _by_neighbour(candidates, day, bearings)


def _by_neighbour(candidates: list[int], day: int, bearings: Bearings) -> list[int]:
    """Return the candidate in the half of the day that was spoken of, if it is later.

    If it is not, time has gone on and nothing says how far.
    """
    spoken = bearings.minute(day)
    if spoken is None:
        return candidates
    chosen = [it for it in candidates if (it >= _NOON) == (spoken >= _NOON)]
    if chosen and chosen[0] >= spoken:
        bearings.taken.add("half")
        return chosen
    return candidates


def _within_part(
    candidates: list[int], features: Features, day: int, bearings: Bearings
) -> int:
    """Return the candidate in a part of the day; after an evening, of the next day."""
    found = _nearest(candidates, str(features["part"]))
    spoken = bearings.minute(day)
    wraps = _part_bounds(str(features["part"]))[1] > _DAY
    if wraps and spoken is not None and found < _NOON <= spoken:
        return found + _DAY * _SAID_DAY.isdisjoint(features)
    return found


def _nearest(candidates: list[int], part: str) -> int:
    """Return the candidate that is nearest to a part of the day."""
    first, last = _part_bounds(part)

    def distance(minute: int) -> int:
        around = (minute, minute + _DAY)
        return min(max(first - it, it - last, 0) for it in around)

    return min(candidates, key=distance)


def _clock(minute: int) -> str:
    return f"{minute // _HOUR:02}:{minute % _HOUR:02}"


def _zone(features: Features) -> str:
    """Return a zone or offset as EDTF has it."""
    offset, zone = features.get("offset"), features.get("zone")
    east = "" if offset is None else str(offset).removeprefix("UTC") or "Z"
    return east + (f"[{zone}]" if zone else "")
