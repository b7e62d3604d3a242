"""Feasts: days that have a name, fixed in the year or counted from Easter."""

from typing import Final

from chrono56.dates.julian import days_from_julian
from chrono56.days import days_from_civil
from chrono56.errors import ReckoningError

FIXED: Final = {
    "new-year": ("01-01",),
    "new-year-eve": ("12-31",),
    "epiphany": ("01-06",),
    "orthodox-christmas": ("01-07",),
    "orthodox-new-year": ("01-14",),
    "saint-sava": ("01-27",),
    "womens-day": ("03-08",),
    "fifteenth-of-march": ("03-15",),
    "may-day": ("05-01",),
    "victory-day": ("05-09",),
    "saint-george": ("05-06",),
    "saint-vitus": ("06-28",),
    "saint-peter": ("07-12",),
    "fourth-of-july": ("07-04",),
    "bastille-day": ("07-14",),
    "assumption": ("08-15",),
    "orthodox-assumption": ("08-28",),
    "king-stephen": ("08-20",),
    "all-saints": ("11-01",),
    "all-souls": ("11-02",),
    "october-revolution": ("11-07",),
    "armistice-day": ("11-11",),
    "republic-day-yugoslavia": ("11-29",),
    "saint-nicholas": ("12-06",),
    "orthodox-saint-nicholas": ("12-19",),
    "christmas-eve": ("12-24",),
    "christmas": ("12-25",),
    "second-christmas-day": ("12-26",),
    "saint-stephen": ("08-20", "12-26"),
    "christmas-of-either-church": ("12-25", "01-07"),
}
"""Month and day of each feast; of two, the word alone does not say which."""

MOVABLE: Final = {
    "ash-wednesday": -46,
    "palm-sunday": -7,
    "maundy-thursday": -3,
    "good-friday": -2,
    "holy-saturday": -1,
    "easter": 0,
    "easter-monday": 1,
    "ascension": 39,
    "pentecost": 49,
    "whit-monday": 50,
    "corpus-christi": 60,
}
"""Days from Easter Sunday of the Western churches; ``orthodox-`` before them, Eastern.

``…-of-either-church`` is that of the one or the other.
"""

FIRST_YEAR: Final = 1583
"""Easter is counted from the first whole Gregorian year on."""


def feast_days(name: str, year: int) -> list[int]:
    """Return the day numbers of a feast in a year; more than one if it can be either.

    Raises:
        ReckoningError: Easter is not counted in that year.

    >>> from chrono56.days import iso_day
    >>> [iso_day(day) for day in feast_days("easter", 1956)]
    ['1956-04-01']
    >>> [iso_day(day) for day in feast_days("orthodox-easter", 1956)]
    ['1956-05-06']
    """
    if name in FIXED:
        return [
            days_from_civil(year, int(day[:2]), int(day[3:])) for day in FIXED[name]
        ]
    if year < FIRST_YEAR:
        raise ReckoningError(
            f"a feast that moves with Easter in {year}",
            f"Easter is counted from {FIRST_YEAR} on",
        )
    either = name.removesuffix("-of-either-church")
    offset = MOVABLE[either.removeprefix("orthodox-")]
    found = [] if either.startswith("orthodox-") else [easter(year) + offset]
    if either != name or not found:
        found.append(orthodox_easter(year) + offset)
    return sorted(set(found))


def easter(year: int) -> int:
    """Return the day number of Easter Sunday by the Gregorian computus.

    The algorithm is the anonymous one of 1876 (Meeus, Astronomical Algorithms, ch. 8).
    """
    golden, century, within = year % 19, year // 100, year % 100
    correction = (century + 8) // 25
    moon = (19 * golden + century - century // 4 - (century - correction + 1) // 3) + 15
    epact = moon % 30
    weekday = (32 + 2 * (century % 4) + 2 * (within // 4) - epact - within % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return days_from_civil(year, month, day + 1)


def orthodox_easter(year: int) -> int:
    """Return the day number of Easter Sunday by the Julian computus (Meeus, ch. 8)."""
    epact = (19 * (year % 19) + 15) % 30
    weekday = (2 * (year % 4) + 4 * (year % 7) - epact + 34) % 7
    month, day = divmod(epact + weekday + 114, 31)
    return days_from_julian(year, month, day + 1)
