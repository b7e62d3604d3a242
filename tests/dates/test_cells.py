"""Cells against the sets counted out, in the small world of the tests of points."""

from hypothesis import given
from hypothesis import strategies as st
from tests.dates.test_points import ONE, SIZES, TWO, Drawn, drawn_points

from chrono56.dates import Verdict, When
from chrono56.dates.cells import are_joined, is_subset
from chrono56.dates.points import Part, Points
from chrono56.dates.shape import FAR

THREE = SIZES.flatmap(lambda size: st.tuples(*[drawn_points(size)] * 3))


@given(TWO)
def test_a_set_is_within_another_if_all_its_points_are(
    drawn: tuple[Drawn, Drawn],
) -> None:
    (one, known), (other, others) = drawn

    assert is_subset(one, other) == (known <= others)


@given(ONE, st.data())
def test_a_stretch_is_covered_if_all_its_points_are_there(
    drawn: Drawn, data: st.DataObject
) -> None:
    points, known = drawn
    first = data.draw(st.integers(min(known) - 3, max(known) + 3))
    last = first + data.draw(st.integers(0, 8))
    stretch = Points([Part(first, last)], points.size)

    assert is_subset(stretch, points) == (set(range(first, last + 1)) <= known)


@given(ONE)
def test_a_set_is_within_itself_and_within_itself_and_more(drawn: Drawn) -> None:
    points, _ = drawn
    more = Points([*points.parts, Part(points.hi + 5, points.hi + 9)], points.size)

    assert is_subset(points, points)
    assert is_subset(points, more)
    assert not is_subset(more, points)


@given(THREE, st.booleans())
def test_a_way_from_start_to_end_is_found_if_there_is_one(
    drawn: tuple[Drawn, Drawn, Drawn], inside: bool
) -> None:
    (starts, some), (ends, others), (points, known) = drawn

    expected = any(
        start <= end and all((at in known) == inside for at in range(start, end + 1))
        for start in some
        for end in others
    )

    assert are_joined(starts, ends, points, inside=inside) == expected


def test_a_way_may_be_without_bounds() -> None:
    ever, some = Points([Part(-FAR, FAR)]), Points([Part(1, 2), Part(9, 9)])

    assert are_joined(ever, ever, some, inside=True)
    assert are_joined(ever, some, ever, inside=True)
    assert not are_joined(some, some, ever, inside=False)


def test_masks_of_all_years_are_told_apart_by_a_single_day() -> None:
    patterns = [
        *(f"{digit}XXX-XX-X3" for digit in range(9)),
        *(f"9{digit}XX-XX-X3" for digit in range(9)),
        *(f"99{digit}X-XX-X3" for digit in range(9)),
        *(f"999{digit}-XX-X3" for digit in range(9)),
        "9999-0X-X3,9999-10-X3,9999-11-X3,9999-12-03,9999-12-13",
    ]
    thirds = When.parse("XXXX-XX-X3")

    def within(*members: str) -> Verdict:
        return thirds.within(When.parse(f"[{','.join(members)}]"))

    assert within(*patterns) is Verdict.POSSIBLE
    assert within(*patterns, "9999-12-23") is Verdict.CERTAIN
