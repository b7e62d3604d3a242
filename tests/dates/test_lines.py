import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chrono56.dates.lines import Line, Points, first_common, is_subset, line_for
from chrono56.dates.read import read

RUNS = st.lists(
    st.tuples(st.integers(0, 30), st.integers(0, 4)), min_size=1, max_size=5
).map(lambda runs: sorted((first, first + more) for first, more in runs))
POINT = st.integers(-3, 38)


def points(runs: list[tuple[int, int]]) -> Points:
    hi = max(last for _, last in runs)
    if len(runs) == 1:
        return Points(runs[0][0], hi)
    return Points(runs[0][0], hi, lambda _: runs)


def members(runs: list[tuple[int, int]]) -> set[int]:
    return {point for first, last in runs for point in range(first, last + 1)}


@given(RUNS, POINT)
def test_the_nearest_members_are_found(runs: list[tuple[int, int]], point: int) -> None:
    known = members(runs)

    assert points(runs).next(point) == min(
        (m for m in known if m >= point), default=None
    )
    assert points(runs).previous(point) == max(
        (m for m in known if m <= point), default=None
    )


@given(RUNS, POINT, st.integers(0, 6))
def test_a_stretch_is_met_or_covered(
    runs: list[tuple[int, int]], first: int, more: int
) -> None:
    stretch = set(range(first, first + more + 1))

    assert points(runs).meets(first, first + more) == bool(stretch & members(runs))
    assert points(runs).covers(first, first + more) == (stretch <= members(runs))


@given(RUNS, POINT)
def test_runs_are_joined_where_they_touch(
    runs: list[tuple[int, int]], start: int
) -> None:
    joined = list(points(runs).runs(start))

    assert all(one[1] + 1 < other[0] for one, other in itertools.pairwise(joined))
    assert members(joined) <= members(runs)
    assert {m for m in members(runs) if m >= start} <= members(joined)


@given(RUNS, RUNS, POINT)
def test_sets_are_compared_as_sets(
    one: list[tuple[int, int]], other: list[tuple[int, int]], start: int
) -> None:
    shared = members(one) & members(other)

    assert first_common(start, points(one), points(other)) == min(
        (point for point in shared if point >= start), default=None
    )
    assert is_subset(points(one), points(other)) == (members(one) <= members(other))


DAYS = (1, False, False)
WALL, WALL_SECONDS = (1440, True, False), (86_400, True, False)
INSTANTS, CIVIL = (1440, True, True), (1440, False, False)


@pytest.mark.parametrize(
    ("one", "other", "line"),
    [
        ("1956", "1956-11-04", DAYS),
        ("1956", "1956-11-04T04:15", WALL),
        ("1956-11-04T04:15", "1956-11-04T05:20", WALL),
        ("1956-11-04T04:15", "1956-11-04T05:20:00", WALL_SECONDS),
        ("1956-11-04T04:15Z", "1956-11-04T05:20+01:00", INSTANTS),
        ("1956-11-04T04:15Z", "1956-11-04T05:20", CIVIL),
        ("1956-11-04T04:15Z", "1956-11-04", CIVIL),
        ("1956-11-04T04:15[UTC]", "1956-11-04T05:20[UTC]", WALL),
        ("1956-11-04T04:15Z[UTC]", "1956-11-04T05:20[UTC]", WALL),
        ("1956-11-04T04:15[UTC]", "1956-11-04T05:20[Europe/Budapest]", CIVIL),
        ("1956-11-04T04:15[UTC]", "1956-11-04T05:20", CIVIL),
        ("1956-11-04T04:15[UTC]", "1956-11-04", CIVIL),
    ],
)
def test_the_line_is_the_finest_clock_that_both_can_be_placed_on(
    one: str, other: str, line: tuple[int, bool, bool]
) -> None:
    per_day, clocks, instants = line

    chosen = line_for(read(one, strict=False), read(other, strict=False))

    assert chosen == Line(per_day, clocks=clocks, instants=instants)
