from typing import Any, Final

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.dates.texts import WHENS

from chrono56.dates import Verdict, When
from chrono56.dates.halo import HALO, Halo
from chrono56.errors import ReckoningError

NOTHING: Final = Halo(
    minutes=0, days=0, months=0, seasons=0, years=0, decades=0, centuries=0
)
FIELDS: Final = ("minutes", "days", "months", "seasons", "years", "decades")
halos = st.builds(Halo, **dict.fromkeys((*FIELDS, "centuries"), st.integers(0, 40)))


YEARS: Final = ("1956", "1955", "195X", "19XX", "1X56", "0000", "-0043", "-01XX")
MONTHS: Final = ("01", "02", "11", "12", "1X", "XX", "X1", "21", "24", "34")
DAYS: Final = ("01", "02", "15", "28", "1X", "XX", "X8", "X1")


@st.composite
def qualified_dates(draw: st.DrawFn) -> str:
    """Write a date of any precision with qualifiers anywhere."""
    marks = st.sampled_from(("", "", "?", "~", "%"))
    parts = [draw(st.sampled_from(given)) for given in (YEARS, MONTHS, DAYS)]
    precision = draw(st.integers(1, 2 if parts[1] in ("21", "24", "34") else 3))
    text = "-".join(draw(marks) + part for part in parts[:precision])
    return text + draw(marks)


@st.composite
def approximate_dates(draw: st.DrawFn) -> When:
    """Draw a date, set or extent that is marked somewhere as approximate."""
    one, other = draw(qualified_dates()), draw(qualified_dates())
    form = draw(st.sampled_from(("{0}", "{0}/", "../{0}", "[..{0}]", "[{0},{1}]")))
    when = When.parse(form.format(one, other))
    assume(when.is_approximate)
    return when


def lies_within(one: When, other: When) -> bool:
    """Say whether all that one date leaves open is left open by another."""
    if not one.is_extent:
        return one.within(other) is Verdict.CERTAIN
    return lies_within(one.start, other.start) and lies_within(one.end, other.end)


@pytest.mark.parametrize(
    ("text", "widened"),
    [
        # One row for each precision of the table.
        ("1956-11-04T04:15~", "1956-11-04T03:45..04:45"),
        ("1956-10-23~", "[1956-10-20..1956-10-26]"),
        ("1956-10~", "[1956-09..1956-11]"),
        ("1956-21~", "[1956-02..1956-06]"),
        ("1956-34~", "[1956-03..1956-07]"),
        ("1956~", "[1954..1958]"),
        ("195X~", "[1945..1964]"),
        ("1956S3~", "[1945..1964]"),
        ("19XX~", "[1875..2024]"),
        ("1950S2~", "[1875..2024]"),
        ("1XXX~", "[0975..2024]"),
        # Over the ends of months, years and days.
        ("1955-24~", "[1955-11..1956-03]"),
        ("1956-12~", "[1956-11..1957-01]"),
        ("0001-01-01~", "[0000-12-29..0001-01-04]"),
        ("9999-12-31~", "[9999-12-28..Y10000-01-03]"),
        ("1956-11-04T00:10~", "[1956-11-03T23:40..1956-11-04T00:40]"),
        ("1956-11-04T08:00:00~", "[1956-11-04T07:30:00..1956-11-04T08:30:00]"),
        ("1956-11-04T22:00..24:00~", "[1956-11-04T21:30..1956-11-05T00:29]"),
        # The finest marked component alone; what is stated without a mark stays.
        ("2004-06-~11", "[2004-06-08..2004-06-14]"),
        ("2004-06-~01", "[2004-06-01..2004-06-04]"),
        ("2004-06~-11", "[2004-05-11,2004-06-11,2004-07-11]"),
        ("2004-~01-11", "[2004-01-11,2004-02-11]"),
        ("2004-08~-31", "[2004-07-31,2004-08-31]"),
        ("2004-03~-3X", "[2004-03-30..2004-03-31,2004-04-30]"),
        ("2004~-02-29", "2004-02-29"),
        ("2004~-06", "[2002-06,2003-06,2004-06,2005-06,2006-06]"),
        # What is all X is not stated.
        ("1956-XX~", "[1954..1958]"),
        ("1956-XX-XX~", "[1954..1958]"),
        ("1956-1X~", "[1956-09..1957-01]"),
        ("XXXX~", "XXXX"),
        ("1956-~XX", "1956-XX"),
        ("1956~-?XX", "[1954?..1958?]"),
        # A 31st and the 1st that follows it are of two months.
        ("1956-1X~-X1",
         ("[1956-09-01,1956-09-11,1956-09-21,1956-10-01,1956-10-11,1956-10-21,"
         "1956-10-31..1956-11-01,1956-11-11,1956-11-21,1956-12-01,1956-12-11,"
         "1956-12-21,1956-12-31..1957-01-01,1957-01-11,1957-01-21,1957-01-31]")),
        ("1956-1X-1X~",
         ("[1956-10-07..1956-10-22,1956-11-07..1956-11-22,1956-12-07..1956-12-22]")),
        # More stretches than a text can list: from the first to the last.
        ("XXXX-10-23~", "[0000-10-20..9999-10-26]"),
        ("19XX~-XX-01", "[1875-01-01..2024-12-01]"),
        # Each member and each end for itself.
        ("[1667~,1670]", "[1665..1669,1670]"),
        ("[1956-10-23~..1956-11-04]", "[1956-10-20..1956-11-04]"),
        ("[..1956~]", "[..1958]"),
        ("1956-10-23~/1956-11-04", "[1956-10-20..1956-10-26]/1956-11-04"),
        ("../1956-11~", "../[1956-10..1956-12]"),
        ("1956~/", "[1954..1958]/"),
        # More days would not be vaguer ones.
        ("{1956-10-23~,1956-11-04}", "{1956-10-23~,1956-11-04}"),
        # The doubt about the source stays.
        ("1956-10-23%", "[1956-10-20?..1956-10-26?]"),
        ("?2004-06-~11", "[2004?-06-08..2004?-06-14]"),
        ("1956-11-04T04:00..06:00+01:00[Europe/Budapest]%",
         "1956-11-04T03:30..06:30+01:00[Europe/Budapest]?"),
        # The years that can be written end somewhere.
        ("Y9999999999999999~", "[Y9999999999999997..Y9999999999999999]"),
        ("Y-9999999999999999~", "[Y-9999999999999999..Y-9999999999999997]"),
        ("Y9999999999999999-12-31T23:59~",
         "Y9999999999999999-12-31T23:29..23:59"),
    ],
)  # fmt: skip
def test_about_is_written_out(text: str, widened: str) -> None:
    assert str(When.parse(text).widened()) == widened


def test_the_table_can_be_another() -> None:
    about = When.parse("1956-10-23~")

    assert str(about.widened(Halo(days=1))) == "[1956-10-22..1956-10-24]"
    assert str(about.widened(NOTHING)) == "1956-10-23"
    assert about.widened(HALO) == about.widened()


@pytest.mark.parametrize("value", [-1, 10_001, 1.5, "3", None, True])
def test_a_reach_is_a_whole_number_of_some_size(value: Any) -> None:
    with pytest.raises(ReckoningError, match="for days; a reach is a whole number"):
        Halo(days=value)


@settings(deadline=None)
@given(approximate_dates())
def test_what_is_widened_holds_what_it_was(when: When) -> None:
    widened = when.widened()

    assert lies_within(when, widened)
    assert widened.is_uncertain == when.is_uncertain


@settings(deadline=None)
@given(approximate_dates(), halos, halos)
def test_a_wider_table_never_holds_less(when: When, one: Halo, other: Halo) -> None:
    fields = (*FIELDS, "centuries")
    wider = Halo(**{it: max(getattr(one, it), getattr(other, it)) for it in fields})

    assert lies_within(when.widened(one), when.widened(wider))


@settings(deadline=None)
@given(WHENS)
def test_widening_twice_is_widening_once(when: When) -> None:
    widened = when.widened()

    assert widened.widened() == widened
    assert widened.is_uncertain == when.is_uncertain
    assert widened.is_extent == when.is_extent
    assert widened.has_time == when.has_time
    assert (widened == when) or when.is_approximate
    assert not widened.is_approximate or str(when).startswith("{")


@given(st.integers(0, 1439), st.integers(0, 120))
def test_a_clock_time_reaches_as_far_on_either_side(minute: int, reach: int) -> None:
    text = f"1956-11-04T{minute // 60:02}:{minute % 60:02}"

    widened = When.parse(f"{text}~").widened(Halo(minutes=reach))

    for minutes, verdict in ((reach, Verdict.CERTAIN), (reach + 1, Verdict.IMPOSSIBLE)):
        for step in (f"-PT{minutes}M", f"PT{minutes}M"):
            assert When.parse(text).plus(step).within(widened) is verdict
