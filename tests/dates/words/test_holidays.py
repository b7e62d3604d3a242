"""Feasts, fixed and movable."""

import pytest

from chrono56.dates.julian import julian_from_days
from chrono56.dates.words.holidays import FIXED, MOVABLE, feast_days
from chrono56.days import civil_from_days, iso_day
from chrono56.errors import ReckoningError


def full_moon_easter(year: int, *, gregorian: bool) -> tuple[int, int]:
    """Return month and day by Gauss's rule of 1816: another way than the one tested."""
    k = year // 100
    p = (13 + 8 * k) // 25
    m = (15 - p + k - k // 4) % 30 if gregorian else 15
    n = (4 + k - k // 4) % 7 if gregorian else 6
    d = (19 * (year % 19) + m) % 30
    e = (2 * (year % 4) + 4 * (year % 7) + 6 * d + n) % 7
    day = 22 + d + e
    too_late = d == 29 or (d == 28 and (11 * m + 11) % 30 < 19)
    if gregorian and e == 6 and too_late:
        day -= 7
    return (3, day) if day <= 31 else (4, day - 31)


def test_easter_is_that_of_gauss_in_every_year() -> None:
    for year in range(1583, 4100):
        (day,) = feast_days("easter", year)

        assert civil_from_days(day)[1:] == full_moon_easter(year, gregorian=True)
        assert day % 7 == 0  # a Sunday


def test_orthodox_easter_is_that_of_gauss_in_the_julian_calendar() -> None:
    for year in range(1583, 2600):
        (day,) = feast_days("orthodox-easter", year)

        assert julian_from_days(day)[1:] == full_moon_easter(year, gregorian=False)
        assert day % 7 == 0


@pytest.mark.parametrize(
    ("feast", "year", "days"),
    [
        ("good-friday", 1956, ["1956-03-30"]),
        ("pentecost", 1956, ["1956-05-20"]),
        ("all-souls", 1956, ["1956-11-02"]),
        ("orthodox-christmas", 1957, ["1957-01-07"]),
        ("christmas-of-either-church", 1956, ["1956-12-25", "1956-01-07"]),
        ("easter-of-either-church", 1957, ["1957-04-21"]),
        ("easter-of-either-church", 1956, ["1956-04-01", "1956-05-06"]),
        ("saint-stephen", 1956, ["1956-08-20", "1956-12-26"]),
    ],
)
def test_a_feast_is_on_its_day_or_on_either_of_two(
    feast: str, year: int, days: list[str]
) -> None:
    assert [iso_day(day) for day in feast_days(feast, year)] == days


def test_every_feast_has_its_days() -> None:
    for name in (*FIXED, *MOVABLE):
        assert len({*feast_days(name, 1956)}) == len(FIXED.get(name, ("one",)))


def test_easter_before_the_reform_is_not_counted() -> None:
    with pytest.raises(ReckoningError, match="from 1583 on"):
        feast_days("easter", 1582)
