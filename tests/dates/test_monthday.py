import pytest

from chrono56.dates import MonthDay
from chrono56.errors import DateSyntaxError


@pytest.mark.parametrize("text", ["11-04", "--11-04"])
def test_a_day_of_any_year_is_read_with_or_without_hyphens_before_it(
    text: str,
) -> None:
    day = MonthDay.parse(text)

    assert (day.month, day.day, str(day)) == (11, 4, "--11-04")
    assert MonthDay.parse(str(day)) == day


def test_29_february_is_a_day_of_some_year() -> None:
    assert str(MonthDay.parse("02-29")) == "--02-29"


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("02-30", 3),
        ("--02-30", 5),
        ("11-31", 3),
        ("11-00", 3),
        ("13-01", 0),
        ("00-10", 0),
        ("", 0),
        ("11-4", 4),
        ("1-04", 1),
        ("1104", 2),
        ("-11-04", 0),
        ("11-04\n", 5),
        ("١١-٠٤", 0),
    ],
)
def test_what_is_no_day_of_any_year_is_refused_with_its_place(
    text: str, offset: int
) -> None:
    with pytest.raises(DateSyntaxError) as caught:
        MonthDay.parse(text)

    assert caught.value.offset == offset
