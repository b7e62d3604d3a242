"""Signed ISO 8601 durations in whole numbers: the distances between points in time."""

import re
from typing import Final

from chrono56.errors import ReckoningError

_DURATION: Final = re.compile(
    r"(?P<sign>-?)P(?=.)(?:(?P<years>\d+)Y)?(?:(?P<months>\d+)M)?(?:(?P<weeks>\d+)W)?"
    r"(?:(?P<days>\d+)D)?"
    r"(?:T(?=\d)(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+)S)?)?",
    re.ASCII,
)
FINE: Final = "durations are ISO 8601 such as PT2H, P1D, -PT30M"
_LONGEST: Final = 32  # characters: longer than the age of the world in seconds
_HOUR: Final = 3600


def is_duration(text: str) -> bool:
    """Say whether *text* is a duration in whole numbers, perhaps negative.

    >>> is_duration("-PT30M"), is_duration("PT"), is_duration("PT1.5H")
    (True, False, False)
    """
    return len(text) <= _LONGEST and _DURATION.fullmatch(text) is not None


def parts_of(text: str) -> tuple[int, tuple[int, ...]]:
    """Return a duration's sign, 1 or -1, and its numbers, from years to seconds.

    Raises:
        ReckoningError: It is not a duration.

    >>> parts_of("-P1DT2H")
    (-1, (0, 0, 0, 1, 2, 0, 0))
    """
    found = _DURATION.fullmatch(text) if len(text) <= _LONGEST else None
    if found is None:
        raise ReckoningError(f"{text[:_LONGEST]!r} is not a duration", FINE)
    sign, *numbers = found.groups(default="")
    return -1 if sign else 1, tuple(int(number or 0) for number in numbers)


def seconds_between(text: str) -> tuple[int, int]:
    """Return the fewest and the most seconds that a duration can be.

    Months have 28 to 31 days, years 365 or 366, calendar days 23 to 25 hours.

    >>> seconds_between("P1D"), seconds_between("-PT2H")
    ((82800, 90000), (-7200, -7200))
    """
    sign, (years, months, weeks, days, hours, minutes, seconds) = parts_of(text)
    exact = hours * _HOUR + minutes * 60 + seconds
    calendar = weeks * 7 + days
    fewest = (years * 365 + months * 28 + calendar) * 23 * _HOUR + exact
    most = (years * 366 + months * 31 + calendar) * 25 * _HOUR + exact
    return (-most, -fewest) if sign < 0 else (fewest, most)
