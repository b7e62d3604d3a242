"""What readers of uncertain dates have got wrong, each as a promise."""

from itertools import pairwise

import pytest
from tests.dates.clauses import assert_refused, assert_same

from chrono56.dates import Verdict, When


def bounds(text: str) -> tuple[str | None, str | None]:
    when = When.parse(text)
    return when.earliest_iso, when.latest_iso


def test_29_february_of_years_with_x_is_in_leap_years_alone() -> None:
    assert bounds("19XX-02-29") == ("1904-02-29", "1996-02-29")
    assert bounds("190X-02") == ("1900-02-01", "1909-02-28")
    assert bounds("1956-XX-31") == ("1956-01-31", "1956-12-31")
    assert bounds("1956-0X-31") == ("1956-01-31", "1956-08-31")
    assert_refused("1956-02-3X", 8)
    assert_refused("19X7-02-29", 8)


def test_31_days_are_not_given_to_months_that_have_fewer() -> None:
    some_31st = When.parse("1956-XX-31")
    days = [When.parse(f"1956-{month:02}-01").earliest or 0 for month in range(1, 13)]

    held = [some_31st.contains_day(day + 30) is not Verdict.IMPOSSIBLE for day in days]

    assert [month for month, has in enumerate(held, 1) if has] == [
        1,
        3,
        5,
        7,
        8,
        10,
        12,
    ]


def test_within_a_negative_century_digits_count_backwards() -> None:
    assert bounds("-01XX") == ("-0199-01-01", "-0100-12-31")
    assert bounds("-019X") == ("-0199-01-01", "-0190-12-31")
    assert bounds("-0190S2") == ("-0199-01-01", "-0190-12-31")


def test_year_0_is_1_bc_and_bc_is_not_off_by_one() -> None:
    # The Ides of March of 44 BC are Julian day 1705426, and 0001-01-01 is 1721426; the
    # proleptic Gregorian calendar has them on the 13th.
    assert When.parse("-0043-03-13").earliest == 1705426 - 1721426 + 1
    assert When.parse("0000-12-31").earliest == 0
    assert_refused("-0000", 0)


@pytest.mark.parametrize(
    ("text", "offset"), [("0-44", 1), ("-44", 3), ("44", 2), ("-044", 4), ("00044", 4)]
)
def test_a_year_is_padded_to_four_digits_or_refused(text: str, offset: int) -> None:
    assert_refused(text, offset)


def test_winter_ends_in_the_next_year_and_seasons_are_not_quarters() -> None:
    assert bounds("1956-24") == ("1956-12-01", "1957-02-28")
    assert bounds("1956-21") == ("1956-03-01", "1956-05-31")
    assert bounds("1956-33") == ("1956-01-01", "1956-03-31")


def test_the_south_has_its_seasons_half_a_year_apart() -> None:
    assert bounds("1956-32") == ("1956-06-01", "1956-08-31")
    assert bounds("1956-30") == ("1956-12-01", "1957-02-28")


def test_quadrimesters_do_not_overlap() -> None:
    thirds = [When.parse(f"1956-{code}") for code in (37, 38, 39)]

    for one, other in pairwise(thirds):
        assert one.latest is not None
        assert other.earliest == one.latest + 1


def test_unknown_is_not_open() -> None:
    assert When.parse("1956/") != When.parse("1956/..")
    assert When.parse("/1956") != When.parse("../1956")


@pytest.mark.parametrize(
    "text", ["1956~", "1956-10?", "195X~", "1956-21%", "[1956~,1957]", "1956?/1957"]
)
def test_a_qualifier_is_not_dropped_on_the_way_in_or_out(text: str) -> None:
    when = When.parse(text)

    assert str(when) == text
    assert when.is_uncertain or when.is_approximate


def test_ends_of_different_precision_may_hold_each_other() -> None:
    assert bounds("2004-02-01/2005-02") == ("2004-02-01", "2005-02-28")
    assert bounds("1956/1956-02") == ("1956-01-01", "1956-02-29")
    assert bounds("1956-02-29/1956") == ("1956-02-29", "1956-12-31")


def test_an_interval_of_one_day_is_legal_and_a_reversed_one_is_not() -> None:
    assert bounds("1956-11-04/1956-11-04") == ("1956-11-04", "1956-11-04")
    assert_refused("1956-11-05/1956-11-04", 11)
    assert_refused("1957/1956-12", 5)


def test_both_ends_of_a_range_within_a_set_count() -> None:
    assert bounds("[1667,1670..1672]") == ("1667-01-01", "1672-12-31")
    assert bounds("[1670..1672,1671]") == ("1670-01-01", "1672-12-31")


@pytest.mark.parametrize("text", ["١٩٥٦", "१९५६", "１９５６", "𝟏𝟗𝟓𝟔"])
def test_digits_are_ascii(text: str) -> None:
    assert text.isdecimal()
    assert_refused(text, 0)


@pytest.mark.parametrize("text", ["1956\n", "1956 ", "1956-10\n", "1956-11-04\n"])
def test_a_trailing_newline_or_blank_is_no_part_of_a_date(text: str) -> None:
    assert_refused(text, len(text) - 1)


@pytest.mark.parametrize(("text", "offset"), [(" 1956", 0), ("19_56", 2), ("+1956", 0)])
def test_what_int_takes_for_1956_is_not_taken_for_a_year(
    text: str, offset: int
) -> None:
    assert int(text) == 1956
    assert_refused(text, offset)


@pytest.mark.parametrize("text", ["1956-W43-2", "1956-W43", "1956W432"])
def test_week_dates_that_the_standard_library_reads_are_refused(text: str) -> None:
    assert_refused(text, text.index("W"))


def test_gaps_are_not_filled_in_from_any_other_day() -> None:
    assert bounds("1956-10") == ("1956-10-01", "1956-10-31")
    assert bounds("1956-10/") == ("1956-10-01", None)


def test_an_offset_is_not_lost_by_turning_the_time_into_utc() -> None:
    midnight = When.parse("1956-11-04T00:15:00+01:00")

    assert str(midnight) == "1956-11-04T00:15:00+01:00"
    assert midnight.earliest_iso == "1956-11-04"
    assert midnight.offset == 60


def test_24_00_00_is_the_start_of_the_next_day() -> None:
    assert_same(["1956-12-31T24:00:00", "1957-01-01T00:00:00"])
    assert_refused("Y9999999999999999-12-31T24:00", 0, strict=False)


def test_dates_have_no_less_than_that_would_be_no_order() -> None:
    with pytest.raises(TypeError):
        assert When.parse("1956") < When.parse("1957")  # type: ignore[operator]  # it is refused


def test_equality_is_neither_of_bounds_alone_nor_never() -> None:
    assert When.parse("1956/1957") != When.parse("1956/1957~")
    assert When.parse("1956") != When.parse("1956-01-01/1956-12-31")
    assert When.parse("195X") == When.parse("195X")


def test_by_1957_does_not_sort_before_all_else() -> None:
    by, caesar = When.parse("[..1957]"), When.parse("-0043-03-15")

    assert caesar.sort_key < by.sort_key


def test_no_other_error_leaks_and_nothing_is_printed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for text in ("", "x", "[", "1956-13", "1956-02-30", "Y1E99", "1956T", "\ud800"):
        with pytest.raises(ValueError, match="not a date: expected "):
            When.parse(text)

    assert capsys.readouterr() == ("", "")


def test_circa_is_not_added_up_over_components() -> None:
    assert_same(["1956~-10~-23~", "~1956-~10-~23", "1956-10-23~"])
    assert bounds("1956-10-23~") == ("1956-10-23", "1956-10-23")


def test_precision_is_not_read_off_the_width() -> None:
    assert bounds("1956-XX-XX") == bounds("1956-XX") == bounds("1956")
    assert len({When.parse(text) for text in ("1956-XX-XX", "1956-XX", "1956")}) == 3


def test_the_text_of_a_set_has_no_blanks() -> None:
    assert str(When.parse("[1668,1667]")) == "[1667,1668]"
    assert_refused("[1667, 1668]", 6)


def test_significant_digits_of_an_exponential_year_are_written_once() -> None:
    assert str(When.parse("Y3388E2S3")) == "Y338800S3"
    assert_same(["Y3388E2S3", "Y338800S3"])
