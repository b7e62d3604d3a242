import itertools
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chrono56.dates.grids import Grid, place_of
from chrono56.dates.points import (
    Part,
    Points,
    first_touch,
    gridded,
    joined,
    shared,
)

# A small world: 40 days around the end of a February with a 29th, some points each.
FIRST, DAYS = 714_100, 40
YEAR = place_of(FIRST)[0]
SIZES = st.sampled_from([1, 3])


def grid_of(days: set[int]) -> Grid:
    """Return the grid of some days of the world, in the years 1955 to 1957."""
    places = sum(1 << place_of(FIRST + day)[1] for day in days)
    return Grid(1 << 100 + YEAR // 100, 7 << YEAR % 100 - 1, places)


@st.composite
def parts_of(draw: st.DrawFn, size: int) -> tuple[list[Part], set[int]]:
    """Draw a stretch or a gridded one, with all its points counted out."""
    first = draw(st.integers(0, DAYS * size - 1))
    last = min(first + draw(st.integers(0, 20 * size)), DAYS * size - 1)
    if draw(st.booleans()):
        stretch = Part(FIRST * size + first, FIRST * size + last)
        return [stretch], set(range(first, last + 1))
    days = draw(st.sets(st.integers(0, DAYS - 1), max_size=12))
    parts = gridded([grid_of(days)], FIRST * size + first, FIRST * size + last, size)
    return parts, {point for point in range(first, last + 1) if point // size in days}


@st.composite
def drawn_points(draw: st.DrawFn, size: int) -> tuple[Points, set[int]]:
    """Draw a set of points, with all of them counted out."""
    drawn = draw(
        st.lists(parts_of(size), min_size=1, max_size=4).filter(
            lambda drawn: any(parts for parts, _ in drawn)
        )
    )
    members = set[int]().union(*(members for _, members in drawn))
    parts = [part for parts, _ in drawn for part in parts]
    return Points(parts, size), {FIRST * size + member for member in members}


ONE = SIZES.flatmap(lambda size: drawn_points(size))
TWO = SIZES.flatmap(lambda size: st.tuples(drawn_points(size), drawn_points(size)))
Drawn = tuple[Points, set[int]]


def members_of(points: Points | None) -> set[int]:
    if points is None:
        return set()
    return {
        point
        for first, last in points.runs(points.lo)
        for point in range(first, last + 1)
    }


@given(ONE, st.data())
def test_the_nearest_members_are_found(drawn: Drawn, data: st.DataObject) -> None:
    points, known = drawn
    point = data.draw(st.integers(min(known) - 3, max(known) + 3))

    assert (points.lo, points.hi) == (min(known), max(known))
    assert points.next(point) == min((m for m in known if m >= point), default=None)
    assert points.previous(point) == max((m for m in known if m <= point), default=None)


@given(ONE, st.data())
def test_a_stretch_is_met(drawn: Drawn, data: st.DataObject) -> None:
    points, known = drawn
    first = data.draw(st.integers(min(known) - 3, max(known) + 3))
    last = first + data.draw(st.integers(0, 8))
    stretch = set(range(first, last + 1))

    assert points.meets(first, last) == bool(stretch & known)


@given(ONE, st.data())
def test_runs_are_joined_where_they_touch(drawn: Drawn, data: st.DataObject) -> None:
    points, known = drawn
    start = data.draw(st.integers(min(known) - 3, max(known) + 3))

    runs = list(points.runs(start))

    found = {m for first, last in runs for m in range(first, last + 1)}
    assert all(one[1] + 1 < other[0] for one, other in itertools.pairwise(runs))
    assert found == {m for m in known if m >= start}


@given(TWO)
def test_what_sets_share_is_found(drawn: tuple[Drawn, Drawn]) -> None:
    (one, known), (other, others) = drawn

    assert members_of(shared(one, other)) == known & others


@given(ONE)
def test_a_set_shares_all_with_itself(drawn: Drawn) -> None:
    points, known = drawn

    assert members_of(shared(points, points)) == known


@given(TWO, st.integers(0, 30))
def test_one_set_goes_on_from_another(drawn: tuple[Drawn, Drawn], more: int) -> None:
    (one, known), (other, others) = drawn
    start = one.lo + more

    touching = {point for point in known if point >= start and point + 1 in others}

    assert first_touch(start, one, other) == min(touching, default=None)


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        ([], []),
        ([(1, 1)], [(1, 1)]),
        ([(3, 4), (1, 2)], [(1, 4)]),
        ([(1, 9), (2, 3), (5, 9)], [(1, 9)]),
        ([(1, 2), (4, 5)], [(1, 2), (4, 5)]),
    ],
)
def test_runs_are_put_in_order_and_joined(
    runs: Sequence[tuple[int, int]], expected: list[tuple[int, int]]
) -> None:
    assert joined(runs) == expected


def test_thousands_of_stretches_are_compared_without_trying_all_pairs() -> None:
    evens = Points([Part(2 * n, 2 * n) for n in range(20_000)])
    odds = Points([Part(2 * n + 1, 2 * n + 1) for n in range(20_000)])

    assert shared(evens, odds) is None
    assert len(list(evens.runs(0))) == 20_000
    assert first_touch(0, evens, odds) == 0
