from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chrono56.chronology.checks.circles import circles

NODES = st.sampled_from("abcdef")
GRAPHS = st.dictionaries(NODES, st.lists(NODES, unique=True))


@pytest.mark.parametrize(
    ("leads", "expected"),
    [
        ({}, []),
        ({"a": ["b"], "b": ["c"]}, []),
        ({"a": ["b", "c"], "b": ["d"], "c": ["d"]}, []),
        ({"a": ["a"]}, [("a",)]),
        ({"b": ["a"], "a": ["b"]}, [("a", "b")]),
        ({"x": ["b"], "b": ["a"], "a": ["b"]}, [("a", "b")]),
    ],
)
def test_circles_are_told_from_their_least_id(
    leads: Mapping[str, list[str]], expected: list[tuple[str, ...]]
) -> None:
    assert list(circles(leads)) == expected


def reached(leads: Mapping[str, list[str]], start: str) -> set[str]:
    """Return what can be come to from a node, by trying all ways."""
    found: set[str] = set()
    ahead = list(leads.get(start, ()))
    while ahead:
        here = ahead.pop()
        if here not in found:
            found.add(here)
            ahead += leads.get(here, ())
    return found


@given(GRAPHS)
def test_each_is_a_circle_and_none_are_found_only_where_there_are_none(
    leads: dict[str, list[str]],
) -> None:
    told = list(circles(leads))

    for circle in told:
        assert all(
            there in leads[here]
            for here, there in zip(circle, (*circle[1:], circle[0]), strict=True)
        )
        assert len(set(circle)) == len(circle)
    assert len(told) == len(set(told))
    assert bool(told) == any(node in reached(leads, node) for node in leads)


def test_a_chain_is_no_deeper_than_memory() -> None:
    leads = {str(one): [str(one + 1)] for one in range(20_000)}

    assert list(circles(leads)) == []
