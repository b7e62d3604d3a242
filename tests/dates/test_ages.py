from datetime import date
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chrono56.dates import When
from chrono56.dates.ages import Age

DATES: Final = st.dates(date(1880, 1, 1), date(1990, 12, 31))


def birthdays_past(birth: date, day: date, *, leap_day: tuple[int, int]) -> int:
    """Count birthdays on fingers; 29 February is kept on *leap_day* in other years."""
    months_and_day = (birth.month, birth.day)
    if months_and_day == (2, 29) and not (
        day.year % 4 == 0 and (day.year % 100 or day.year % 400 == 0)
    ):
        months_and_day = leap_day
    return day.year - birth.year - ((day.month, day.day) < months_and_day)


def age(birth: str, event: str) -> Age | None:
    return When.parse(birth).age_at(When.parse(event))


@given(DATES, DATES)
def test_an_age_is_the_number_of_birthdays(one: date, other: date) -> None:
    birth, day = sorted((one, other))

    found = age(birth.isoformat(), day.isoformat())

    assert found is not None
    assert found.least == birthdays_past(birth, day, leap_day=(3, 1))
    assert found.most == birthdays_past(birth, day, leap_day=(2, 28))


@given(DATES, DATES)
def test_an_exact_age_leads_from_the_birth_to_the_day(one: date, other: date) -> None:
    birth, day = sorted((one, other))

    found = age(birth.isoformat(), day.isoformat())

    assert found is not None
    if found.exact is None:
        assert birth.day > 28
        return
    years, months, days = found.exact
    born = When.parse(birth.isoformat())
    assert str(born.plus(f"P{years}Y{months}M{days}D")) == day.isoformat()
    assert found.least == found.most == years
    assert months < 12
    assert days < 31


WINDOWS: Final = {
    "1896-06": [date(1896, 6, day) for day in range(1, 31)],
    "[1896-02-28..1896-03-02]": [
        *(date(1896, 2, 28), date(1896, 2, 29), date(1896, 3, 1), date(1896, 3, 2))
    ],
    "[1900,1950-06-16]": [
        *(date.fromordinal(date(1900, 1, 1).toordinal() + day) for day in range(365)),
        date(1950, 6, 16),
    ],
    "1958-06-16": [date(1958, 6, 16)],
    "1897-02-28": [date(1897, 2, 28)],
    "1956-02-XX": [date(1956, 2, day) for day in range(1, 30)],
}


@pytest.mark.parametrize("birth", WINDOWS)
@pytest.mark.parametrize("event", WINDOWS)
def test_an_uncertain_age_is_what_trying_every_pair_of_days_says(
    birth: str, event: str
) -> None:
    pairs = [(a, b) for a in WINDOWS[birth] for b in WINDOWS[event] if a <= b]

    found = age(birth, event)

    if found is None:
        assert pairs == []
        return
    assert found.least == min(birthdays_past(*pair, leap_day=(3, 1)) for pair in pairs)
    assert found.most == max(birthdays_past(*pair, leap_day=(2, 28)) for pair in pairs)


@pytest.mark.parametrize(
    ("birth", "event", "words", "exact"),
    [
        ("1896-06-07", "1958-06-16", "62 years", (62, 0, 9)),
        ("1896-06-07", "1896-06-07", "0 years", (0, 0, 0)),
        ("1896", "1958-06-16", "between 61 and 62 years", None),
        ("1956-02-29", "1957-02-28", "between 0 and 1 year", None),
        ("1956-02-29", "1957-03-01", "1 year", None),
        ("1956-01-31", "1956-03-01", "0 years", None),
        ("1956-01-31", "1956-03-31", "0 years", (0, 2, 0)),
        ("[..1900]", "1956", "at least 55 years", None),
        ("1900", "[1956..]", "at least 55 years", None),
        # At its start, which has to follow a birth.
        ("1900-01-01", "1956-10-23/1956-11-04", "56 years", (56, 9, 22)),
        ("1970-01-01", "[1950,1990]/1960", None, None),
        ("[1940,1985]", "[1950,1990]/1960", "between 9 and 10 years", None),
        # Whichever of thousands of days it was.
        ("-XXXX-XX-X3", "1956-02-28", "between 1956 and 11955 years", None),
        ("XXXX-02-29", "1956-03-01", "between 0 and 1956 years", None),
        ("XXXX-02-29", "1957-02-28", "between 0 and 1957 years", None),
        ("XXXX-XX-X5", "XXXX-XX-X3", "between 0 and 9999 years", None),
        ("19X6-02-29", "19X7-02-28", "between 0 and 81 years", None),
    ],
)
def test_an_age_says_what_the_dates_settle(
    birth: str, event: str, words: str | None, exact: tuple[int, int, int] | None
) -> None:
    found = age(birth, event)

    assert (str(found) if found else None) == words
    assert (found.exact if found else None) == exact


def test_what_came_before_a_birth_has_no_age() -> None:
    assert age("1957", "1956-10-23") is None
