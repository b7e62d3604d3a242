import itertools
from datetime import date, datetime, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.dates.texts import (
    DAY_WORLD,
    FIRST_DAY,
    PAIRS,
    WHENS,
    WORLDS,
    Completion,
    World,
    drawn_dates,
    valid,
)

from chrono56.dates import Verdict, When
from chrono56.dates.lines import points_of, resolved_line_for
from chrono56.dates.read import anatomy, read
from chrono56.dates.shape import Choice, Date
from chrono56.dates.together import hull, intersection


def name_of(world: World, point: int) -> str:
    if world is DAY_WORLD:
        return (FIRST_DAY + timedelta(days=point)).isoformat()
    moment = datetime.fromisoformat("1956-11-04") + timedelta(minutes=point)
    return moment.isoformat(timespec="minutes")


def stretches(world: World, *, moments: bool) -> dict[Completion, When]:
    """Return each stretch of a world as a date that can be nothing else."""
    pairs = itertools.combinations_with_replacement(world.points, 2)
    return {
        frozenset(range(first, last + 1)): When.parse(
            name_of(world, first)
            if moments
            else f"{name_of(world, first)}/{name_of(world, last)}"
        )
        for first, last in pairs
        if first == last or not moments
    }


@WORLDS
@settings(deadline=None, max_examples=120)
@given(data=st.data())
def test_an_intersection_has_the_common_completions_and_no_other(
    world: World, data: st.DataObject
) -> None:
    one, other = data.draw(drawn_dates(world)), data.draw(drawn_dates(world))
    a, b = When.parse(one[0]), When.parse(other[0])
    common = set(one[1]) & set(other[1])

    both = intersection(a, b)

    assert (both is None) == (not common)
    assert (both is None) == (a.same_as(b) is Verdict.IMPOSSIBLE)
    if both is None:
        return
    if str(both).startswith("{"):
        assert both in (a, b)
        return
    moments = not both.is_extent
    for completion, exact in stretches(world, moments=moments).items():
        left_open = both.same_as(exact) is not Verdict.IMPOSSIBLE
        assert left_open == (completion in common)


@settings(deadline=None, max_examples=200)
@given(PAIRS)
def test_any_two_dates_intersect_if_they_may_be_the_same(
    pair: tuple[When, When],
) -> None:
    one, other = pair

    both = intersection(one, other)

    assert (both is None) == (one.same_as(other) is Verdict.IMPOSSIBLE)
    assert (intersection(other, one) is None) == (both is None)
    if both is not None:
        assert both.same_as(one) is not Verdict.IMPOSSIBLE
        assert both.same_as(other) is not Verdict.IMPOSSIBLE
        assert When.parse(str(both)) == both


YEARS = st.sampled_from(
    ["1956", "195X", "19X6", "X956", "1X5X", "XXXX", "-01XX", "-0X0X", "-000X"]
)
MONTHS = st.sampled_from(["XX", "0X", "1X", "X1", "X2", "02", "12", "21", "24"])
DAYS = st.sampled_from(["XX", "0X", "2X", "3X", "X1", "X9", "29", "31"])
MASKS = st.one_of(
    st.tuples(YEARS, MONTHS).map("-".join),
    st.tuples(YEARS, MONTHS.filter(lambda month: month < "21"), DAYS).map("-".join),
)
PLAIN = st.dates(date(1900, 1, 1), date(1999, 12, 31)).map(date.isoformat)
WIDE = st.one_of(
    MASKS,
    st.tuples(PLAIN, PLAIN).map(lambda ends: f"[{min(ends)}..{max(ends)}]"),
    PLAIN.map("[..{}]".format),
    PLAIN.map("[{}..]".format),
    st.lists(st.one_of(MASKS, PLAIN), min_size=1, max_size=3).map(
        lambda members: f"[{','.join(members)}]"
    ),
)


@settings(deadline=None, max_examples=200)
@given(WIDE.map(valid), WIDE.map(valid), st.data())
def test_what_masks_and_ranges_share_is_written_day_for_day(
    a: When, b: When, data: st.DataObject
) -> None:
    both = intersection(a, b)
    assume(both is not None)
    assert both is not None

    # Around the days at which the one, the other or both begin, end or pause.
    near = data.draw(
        st.sampled_from([edge for when in (a, b, both) for edge in edges(str(when))])
    )
    for day in range(near - 40, near + 40):
        in_both = Verdict.IMPOSSIBLE not in (a.contains_day(day), b.contains_day(day))
        assert (both.contains_day(day) is not Verdict.IMPOSSIBLE) == in_both
    # However many years: at most a few members for each digit at which a range cuts.
    assert len(str(both)) < 10_000


def edges(text: str) -> list[int]:
    shape = read(text, strict=False)
    assert isinstance(shape, Date | Choice)
    points = points_of(shape, resolved_line_for(shape))
    runs = itertools.islice(points.runs(points.lo), 20)
    found = [edge for run in runs for edge in run] + [points.lo, points.hi]
    return [edge for edge in found if abs(edge) < 10**8] or [0]


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        # What lies within the other is kept as it is written.
        ("1956-10-23", "1956-10", "1956-10-23"),
        ("1956-10~", "1956-10-23?", "1956-10-23?"),
        ("1956", "1956?", "1956"),
        ("[1956-10-23~,1957]", "1956", "1956-10-23~"),
        ("1956-10-23/1956-11-04", "1956-10/1956-11", "1956-10-23/1956-11-04"),
        ("1956-10-23/..", "1956-10/", "1956-10-23/.."),
        (
            "{1956-10-23,1956-11-04}",
            "{1956-10-23,1956-11-04}",
            "{1956-10-23,1956-11-04}",
        ),
        ("{1956-10-23}", "1956-10", "{1956-10-23}"),
        ("{1956-10-23..1956-10-25}", "1956-10-23/1956-10", "{1956-10-23..1956-10-25}"),
        # Digits meet digits.
        ("1956-XX-23", "XXXX-10-23", "1956-10-23"),
        ("195X-1X", "19X6-XX-23", "1956-1X-23"),
        ("XXXX-XX-31", "XXXX-0X", "XXXX-0X-31"),
        ("-01XX-12", "-XX44", "-0144-12"),
        ("XXXX-02-29", "19X0", "19X0-02-29"),
        # What is in a row becomes a range, and doubts stay.
        ("1956-10", "[1956-09-15..1956-10-23]", "[1956-10-01..1956-10-23]"),
        ("1956-10~", "[..1956-10-23?]", "[1956-10-01%..1956-10-23%]"),
        ("[1955..1956]", "[1956..1957]", "1956"),
        ("[1956-08..1956-10]", "[1956-09..1957]", "[1956-09..1956-10]"),
        ("1956-21", "1956-34", "[1956-04..1956-05]"),
        ("XXXX-24", "[9999-12-15..]", "[9999-12-15..9999-12-31,Y10000-01..Y10000-02]"),
        (
            "195X-10-23",
            "[1955..]",
            "[1955-10-23,1956-10-23,1957-10-23,1958-10-23,1959-10-23]",
        ),
        (
            "XXXX-01-01",
            "[1998..3999]",
            "[1998-01-01,1999-01-01,2XXX-01-01,3XXX-01-01]",
        ),
        # Extents by their ends, and a moment of an extent.
        ("1956-10/1956-11", "1956-10-23/1956", "1956-10-23/1956-11"),
        ("1956-10-23/", "/1956-11-04", "1956-10-23/1956-11-04"),
        ("1956-10/..", "../1956-11", "1956-10/1956-11"),
        (
            "[1956-10-20..1956-10-25]/..",
            "[1956-10-23..1956-10-30]/..",
            "[1956-10-23..1956-10-25]/..",
        ),
        ("1956-10", "1956-10-23/1956-10-23", "1956-10-23"),
        ("1956-10", "[1956-10-20..1956-10-25]/1956-10-25~", "1956-10-25~"),
        # The clock.
        ("1956-11-04T04:00..06:00~", "1956-11-04T05:20", "1956-11-04T05:20"),
        (
            "1956-11-04T04:00..06:00~",
            "1956-11-04T05:00..07:00",
            "1956-11-04T05:00..06:00~",
        ),
        ("1956-11-04T04:15", "1956-11-04T04:15:30", "1956-11-04T04:15:30"),
        (
            "1956-11-04",
            "[1956-11-03T12:00..1956-11-04T04:15]",
            "1956-11-04T00:00..04:15",
        ),
        (
            "1956-XX-04",
            "[1956-10-04T12:00..1956-11-04T04:15]",
            "[1956-10-04T12:00..23:59,1956-11-04T00:00..04:15]",
        ),
        ("1956-11-04T04:15+01:00", "1956-11-04T03:15Z", "1956-11-04T04:15+01:00"),
        (
            "1956-11-04T04:00..06:00+01:00",
            "1956-11-04T04:00..06:00Z",
            "1956-11-04T05:00..06:00+01:00",
        ),
        (
            "1956-11-04T04:15[Europe/Budapest]",
            "1956-11-04T03:15Z",
            "1956-11-04T04:15[Europe/Budapest]",
        ),
        (
            "1956-11-04T04:00..06:00[Europe/Budapest]",
            "1956-11-04T04:00..06:00Z",
            "1956-11-04T04:00..05:00Z",
        ),
        # By civil days, who names a time says more.
        ("1956-11-04", "1956-11-04T04:15Z", "1956-11-04T04:15Z"),
        ("1956-11-04T04:15Z", "1956-11-04T05:20", "1956-11-04T04:15Z"),
        (
            "1956-11-04T05:00Z/1956-11-04",
            "1956-11-04/1956-11-04T04:00Z",
            "1956-11-04T05:00Z/1956-11-04",
        ),
        (
            "[1956-11-04T01:00..1956-11-05T01:00]",
            "1956-11-04T00:30[Europe/Budapest]/1956-11-04T00:30[UTC]",
            "1956-11-04",
        ),
        (
            "1956-11-04T05:00/1956-11",
            "1956-11/1956-11-08T04:00Z",
            "1956-11-04/1956-11-08",
        ),
        # What was read in zones may not be in order where these are not resolved.
        (
            "1956-09-30T02:50[Europe/Budapest]/1956-09-30T03:30[Europe/Budapest]",
            "1956-09-30T02:00[Europe/Budapest]/1956-09-30T02:10[Europe/Budapest]",
            None,
        ),
        (
            "1956-09-30T02:50[Europe/Budapest]/[1956-09-30T02:00..04:00[Europe/Budapest]]",
            "[1956-09-30T02:00..02:55[Europe/Budapest]]/1956-09-30T02:10[Europe/Budapest]",
            "[1956-09-30T00:50Z,1956-09-30T01:50Z]/[1956-09-30T00:10Z,1956-09-30T01:10Z]",
        ),
        # Nothing satisfies both.
        ("1956-10-23", "1956-10-24", None),
        ("1956-XX-23", "1956-XX-24", None),
        ("1956-10-23", "1956-10-23/1956-10-24", None),
        ("{1956-10-23,1956-11-04}", "1956", None),
    ],
)
def test_two_statements_are_satisfied_by(
    one: str, other: str, both: str | None
) -> None:
    found = intersection(When.parse(one), When.parse(other))

    assert found == (None if both is None else When.parse(both))
    assert found is None or str(found) == both


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (["1956-10-23"], "1956-10-23/1956-10-23"),
        (["1956-11-04", "1956-10"], "1956-10-01/1956-11-04"),
        (["1956", "1956-10", "1955-12-31"], "1955-12-31/1956-12-31"),
        (["1956-10-23/..", "1956"], "1956-01-01/.."),
        (["1956-10-23/", "[..1956-10-22]"], "../.."),
        (["-0044-03-15", "Y17000"], "-0044-03-15/Y17000-12-31"),
        (["{1956-10-23,1956-11-04T04:15}"], "1956-10-23/1956-11-04"),
    ],
)
def test_the_hull_reaches_from_the_earliest_to_the_latest_day(
    dates: list[str], expected: str
) -> None:
    assert str(hull(*map(When.parse, dates))) == expected


@settings(deadline=None, max_examples=100)
@given(st.lists(WHENS.map(When.by_day), min_size=1, max_size=4))
def test_every_date_is_certainly_within_the_hull_of_all(dates: list[When]) -> None:
    whole = hull(*dates)

    for each in dates:
        if None not in (whole.earliest, whole.latest):
            assert each.within(whole) is Verdict.CERTAIN
        assert anatomy(str(whole)).lo <= anatomy(str(each)).lo
