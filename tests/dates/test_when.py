import copy
import pickle
import re
import sys
from datetime import date
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.dates.texts import (
    CLOCK_WORLD,
    DAY_WORLD,
    TEXTS,
    Completion,
    World,
    calendar_dates,
    drawn_dates,
)

from chrono56.dates import Verdict, When
from chrono56.errors import DateSyntaxError

WORLDS = pytest.mark.parametrize(
    "world", [DAY_WORLD, CLOCK_WORLD], ids=["days", "minutes"]
)


@st.composite
def whens(draw: st.DrawFn, texts: st.SearchStrategy[str] = TEXTS) -> When:
    """Draw a date; what the calendar or the order of ends refuses is drawn anew."""
    try:
        return When.parse(draw(texts))
    except DateSyntaxError:
        assume(False)
        raise


@given(whens())
def test_canonical_text_is_a_fixed_point(when: When) -> None:
    again = When.parse(str(when))

    assert again == when
    assert str(again) == str(when)
    assert (again.earliest, again.latest) == (when.earliest, when.latest)
    assert again.sort_key == when.sort_key


@given(whens())
def test_by_day_has_the_same_days_and_no_clock_time(when: When) -> None:
    by_day = when.by_day()

    assert not by_day.has_time
    assert (by_day.earliest, by_day.latest) == (when.earliest, when.latest)


@given(whens())
def test_the_earliest_day_is_not_after_the_latest(when: When) -> None:
    assert when.earliest is None or when.latest is None or when.earliest <= when.latest


@given(whens())
def test_both_bounds_are_members(when: When) -> None:
    for bound in (when.earliest, when.latest):
        if bound is not None:
            assert when.contains_day(bound) is not Verdict.IMPOSSIBLE


@given(whens())
def test_no_day_beyond_the_bounds_is_a_member(when: When) -> None:
    if when.earliest is not None:
        assert when.contains_day(when.earliest - 1) is Verdict.IMPOSSIBLE
    if when.latest is not None:
        assert when.contains_day(when.latest + 1) is Verdict.IMPOSSIBLE


@given(whens())
def test_bounds_as_text_are_read_as_those_days(when: When) -> None:
    for iso, number in (
        (when.earliest_iso, when.earliest),
        (when.latest_iso, when.latest),
    ):
        assert (iso is None) == (number is None)
        if iso is not None:
            assert When.parse(iso).day == number


@given(whens(calendar_dates()))
def test_qualifiers_never_move_bounds(when: When) -> None:
    bare = When.parse(re.sub("[?~%]", "", str(when)))

    assert (bare.earliest, bare.latest) == (when.earliest, when.latest)
    assert not bare.is_approximate
    assert not bare.is_uncertain


@given(whens(calendar_dates()))
def test_qualifiers_are_not_dropped_on_the_way_in_or_out(when: When) -> None:
    marks = set(str(when))

    assert when.is_uncertain == bool(marks & {"?", "%"})
    assert when.is_approximate == bool(marks & {"~", "%"})


@given(st.integers(0, 9999), st.sampled_from("?~%"))
def test_a_qualifier_on_the_left_of_a_year_alone_means_the_same(
    year: int, mark: str
) -> None:
    assert When.parse(f"{mark}{year:04}") == When.parse(f"{year:04}{mark}")


@given(calendar_dates(), st.data())
def test_narrowing_a_digit_never_widens_the_bounds(
    text: str, data: st.DataObject
) -> None:
    places = [place for place, digit in enumerate(text) if digit == "X"]
    assume(places)
    place = data.draw(st.sampled_from(places))
    digit = data.draw(st.sampled_from("0123456789"))
    try:
        wide = When.parse(text)
        narrow = When.parse(text[:place] + digit + text[place + 1 :])
    except DateSyntaxError:
        return

    assert wide.earliest is not None
    assert wide.latest is not None
    assert narrow.earliest is not None
    assert narrow.latest is not None
    # A month 2X is a season, which months with X never are.
    if not re.search("-[?~%]?[234][0-9][?~%]?$", str(narrow)) or "X" in str(narrow)[5:]:
        assert wide.earliest <= narrow.earliest <= narrow.latest <= wide.latest


@given(whens(), whens())
def test_hash_agrees_with_equality(one: When, other: When) -> None:
    assert (one == other) == (str(one) == str(other))
    assert hash(When.parse(str(one))) == hash(one)
    assert one != str(one)


@pytest.mark.parametrize("text", ["195X", "1956/", "1956-11-04T04:15", "[..1956]"])
def test_an_unknown_date_equals_itself_and_can_be_a_key(text: str) -> None:
    assert {When.parse(text): 1}[When.parse(text)] == 1


def test_unknown_is_not_open() -> None:
    unknown, opened = When.parse("1956/"), When.parse("1956/..")

    assert unknown != opened
    assert unknown.latest is opened.latest is None


def test_a_date_has_no_less_than() -> None:
    with pytest.raises(TypeError):
        sorted([When.parse("1957"), When.parse("1956")])  # type: ignore[type-var]  # it is refused


def test_a_date_never_changes() -> None:
    when = When.parse("1956-11-04")

    with pytest.raises(AttributeError):
        when.earliest = 1  # type: ignore[misc]  # it is refused
    with pytest.raises(AttributeError):
        when.remark = "x"  # type: ignore[attr-defined]  # it is refused


@given(whens())
def test_a_date_survives_copying_and_pickling(when: When) -> None:
    assert copy.deepcopy(when) == when
    assert pickle.loads(pickle.dumps(when)) == when  # noqa: S301 - our own bytes
    assert repr(when) == f"When({str(when)!r})"


@pytest.mark.parametrize(
    "text",
    ["1956-11-04", "1956-10-23/1956-11-11", "1956-XX-23", "[..1956]", "Y-17E7"],
)
def test_a_date_takes_at_most_200_bytes_apart_from_its_text(text: str) -> None:
    when = When.parse(text)
    held = {id(part): part for part in (when, when.earliest, when.latest)}

    assert sum(map(sys.getsizeof, held.values())) <= 200


@WORLDS
@settings(deadline=None)
@given(data=st.data())
def test_what_is_certainly_before_sorts_before(
    world: World, data: st.DataObject
) -> None:
    one, other = (When.parse(data.draw(drawn_dates(world))[0]) for _ in range(2))

    if one.before(other) is Verdict.CERTAIN:
        assert one.sort_key < other.sort_key


@given(whens(), whens())
def test_certain_days_before_sort_before_at_any_time(one: When, other: When) -> None:
    if one.before(other) is Verdict.CERTAIN and not (one.has_time or other.has_time):
        assert one.sort_key < other.sort_key


@given(st.lists(whens(), max_size=6), st.randoms(use_true_random=False))
def test_sorting_never_depends_on_the_order_given(
    dates: list[When], random: Random
) -> None:
    shuffled = dates.copy()
    random.shuffle(shuffled)

    assert sorted(dates, key=lambda when: when.sort_key) == sorted(
        shuffled, key=lambda when: when.sort_key
    )


IN_ORDER = [
    "Y-170000000",
    "-0044-03-15",
    "-0043",
    "0000",
    "19XX",
    "195X",
    "1956",
    "1956-10",
    "1956-10-23",
    "1956-10-23~",
    "1956-10-23/",
    "1956-11",
    "[..1956-11-04]",
    "1956-11-04",
    "1956-11-04T04:00..06:00~",
    "1956-11-04T04:15",
    "1956-11-04T04:15/1956-11-04T05:20",
    "1956-11-04T05:20",
    "[1956-11-04T05:21,1956-11-05T04:15]",
    "1956-11-04T05:22",
    "[..1956-11-07]",
    "1956-11-07",
    "[1956-11-07..]",
    "../1956",
    "/1956",
    "[..1956]",
    "1957",
    "../1957",
    "Y170000000",
    "../..",
]


def test_dates_sort_as_a_reader_expects_them() -> None:
    dates = [When.parse(text) for text in reversed(IN_ORDER)]

    assert [str(w) for w in sorted(dates, key=lambda w: w.sort_key)] == IN_ORDER


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("1956-10-23/1956-11-04", "1956-10-23", "1956-11-04"),
        ("1956~/1957-02", "1956~", "1957-02"),
        ("1956-10-23", "1956-10-23", "1956-10-23"),
        ("[..1956]", "[..1956]", "[..1956]"),
        ("{1955,1957}", "{1955,1957}", "{1955,1957}"),
        ("1956-10-23/", "1956-10-23", "[1956-10-23..]"),
        ("../1956-10", "[..1956-10]", "1956-10"),
        ("/1956-11-04T04:15", "[..1956-11-04T04:15]", "1956-11-04T04:15"),
        ("[1955,1957]/", "[1955,1957]", "[1955-01-01..]"),
        ("/[1955,1957]", "[..1957-12-31]", "[1955,1957]"),
        ("[..1957]/", "[..1957]", "[..]"),
        ("../..", "[..]", "[..]"),
    ],
)
def test_an_extent_has_a_start_and_an_end(text: str, start: str, end: str) -> None:
    when = When.parse(text)

    assert (str(when.start), str(when.end)) == (start, end)
    assert when.is_extent == ("/" in text)


@given(whens())
def test_start_and_end_of_anything_are_no_extents(when: When) -> None:
    assert not when.start.is_extent
    assert not when.end.is_extent


@WORLDS
@settings(deadline=None)
@given(data=st.data())
def test_every_completion_starts_within_start_and_ends_within_end(
    world: World, data: st.DataObject
) -> None:
    text, completions = data.draw(drawn_dates(world).filter(lambda d: "/" in d[0]))
    when = When.parse(text)
    stretch: Completion = data.draw(st.sampled_from(completions))
    assume({min(stretch), max(stretch)} <= set(range(len(world.names))))
    first, last = (When.parse(world.names[end(stretch)]) for end in (min, max))

    assert when.start.same_as(first) is not Verdict.IMPOSSIBLE
    assert when.end.same_as(last) is not Verdict.IMPOSSIBLE


@pytest.mark.parametrize(
    ("first", "last", "span"),
    [
        ("1956-10", "1956-11-04", "1956-10-01/1956-11-04"),
        ("1956", "1956", "1956-01-01/1956-12-31"),
        ("1956-XX-23~", "1956-24", "1956-01-23/1957-02-28"),
        ("[..1956]", "1957", "../1957-12-31"),
        ("1956/", "1957/", "1956-01-01/.."),
        ("Y17000", "Y17001", "Y17000-01-01/Y17001-12-31"),
    ],
)
def test_a_span_reaches_from_the_earliest_to_the_latest_day(
    first: str, last: str, span: str
) -> None:
    assert str(When.span(When.parse(first), When.parse(last))) == span


def test_a_span_back_in_time_is_refused() -> None:
    with pytest.raises(DateSyntaxError, match="not before the start"):
        When.span(When.parse("1957"), When.parse("1956"))


@pytest.mark.parametrize(
    ("start", "end", "extent"),
    [
        ("1956-10-23", "1956-11-11~", "1956-10-23/1956-11-11~"),
        ("1956-10-23", None, "1956-10-23/"),
        (None, "1956-11", "/1956-11"),
        ("[..1956-11-07]", "1956-11-11", "[..1956-11-07]/1956-11-11"),
        ("1956-10-23/1956-10-30", "1956-11-04/1956-11-11", "1956-10-23/1956-11-11"),
        ("/1956", "1957/..", "/.."),
        ("../1956", "1957", "../1957"),
        ("1956-11-04T04:15", None, "1956-11-04T04:15/"),
    ],
)
def test_an_extent_is_made_of_the_datings_of_its_ends(
    start: str | None, end: str | None, extent: str
) -> None:
    made = When.extent(
        None if start is None else When.parse(start),
        None if end is None else When.parse(end),
    )

    assert str(made) == extent


@pytest.mark.parametrize(
    ("start", "end"),
    [("1957", "1956"), (None, None), ("{1955,1956}", "1957"), ("1956/", "/1955")],
)
def test_an_extent_that_cannot_be_is_refused(
    start: str | None, end: str | None
) -> None:
    with pytest.raises(DateSyntaxError):
        When.extent(
            None if start is None else When.parse(start),
            None if end is None else When.parse(end),
        )


def test_a_day_is_known_only_if_one_civil_day_is_possible() -> None:
    fourth = date(1956, 11, 4).toordinal()

    assert When.parse("1956-11-04").day == fourth
    assert When.parse("1956-11-04T04:00..06:00~").day == fourth
    assert When.parse("1956-11-04/1956-11-04").day == fourth
    assert When.parse("1956-11").day is None
    assert When.parse("[..1956-11-04]").day is None
    assert When.parse("../..").day is None


@pytest.mark.parametrize(
    ("text", "by_day"),
    [
        ("1956-11-04T04:15", "1956-11-04"),
        ("1956-11-04T04:15:30+01:00", "1956-11-04"),
        ("1956-11-04T04:15Z", "1956-11-04"),
        ("1956-11-04T04:00..06:00[Europe/Budapest]~", "1956-11-04~"),
        ("[1956-10-28T22:00~..1956-10-29T04:00~]", "[1956-10-28~..1956-10-29~]"),
        ("1956-11-23T12:00/1956-11-23T13:00", "1956-11-23/1956-11-23"),
        ("1956-11-04T04:15[Europe/Tirane]/", "1956-11-04/"),
        ("1956-11", "1956-11"),
    ],
)
def test_by_day_leaves_only_the_clock_times_out(text: str, by_day: str) -> None:
    assert str(When.parse(text).by_day()) == by_day
