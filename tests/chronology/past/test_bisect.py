from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.chronology.world import chronology_of, linear, recorded

from chrono56.chronology import Chronology
from chrono56.chronology.past.bisect import first_since
from chrono56.dates import When
from chrono56.log.actions import Action, Ranked, Recorded, Titled
from chrono56.model import Citation, Claim, Dating, Event, Source


@given(st.integers(0, 400), st.integers(0, 400))
def test_what_never_ceased_is_found_in_few_questions(since: int, more: int) -> None:
    last = since + more
    asked: list[int] = []

    def holds(number: int) -> bool:
        asked.append(number)
        return number >= max(since, 1)

    assert first_since(holds, last) == (max(since, 1) if last else 0)
    assert len(asked) <= 1 + last.bit_length()
    assert all(1 <= number <= last for number in asked)


@given(st.lists(st.booleans(), max_size=60))
def test_a_scan_finds_the_last_time_that_it_began(states: list[bool]) -> None:
    found = first_since(lambda number: states[number - 1], len(states), scan=True)

    unbroken = 0
    for held in reversed(states):
        if not held:
            break
        unbroken += 1
    assert found == (len(states) - unbroken + 1 if unbroken else 0)


@given(st.lists(st.booleans(), max_size=60))
def test_halving_finds_a_time_at_which_it_began(states: list[bool]) -> None:
    found = first_since(lambda number: states[number - 1], len(states))

    if not states or not states[-1]:
        assert found == 0
    else:
        assert states[found - 1]
        assert found == 1 or not states[found - 2]


CITED = (Citation("book"),)
BATCHES: list[list[Action]] = [
    recorded([Source("book"), Event("rising")]),
    [Recorded(Claim("c1", "rising", Dating("1956-10-23"), CITED))],
    [Titled("Fifty-six")],
    [Recorded(Claim("c2", "rising", Dating("1956-10-24"), (), reason="I was there"))],
    [Ranked("c2", "preferred", "he was")],
    [Titled("1956")],
    [Ranked("c2", "deprecated", "he was not")],
]


def dated(text: str) -> Callable[[Chronology], bool]:
    return lambda told: told.event("rising").when == When.parse(text)


@pytest.mark.parametrize("scan", [False, True])
@pytest.mark.parametrize(
    ("until", "date", "since"),
    [("#6", "1956-10-24", 5), ("#4", "1956-10-23", 2), ("#7", "1956-10-24", None)],
)
def test_since_when_we_think_so(
    until: str, date: str, since: int | None, *, scan: bool
) -> None:
    chronology = chronology_of(linear(BATCHES)).as_of(until)

    found = chronology.bisect(dated(date), scan=scan)

    assert (found.number if found else None) == since


def test_what_came_and_went_takes_a_scan() -> None:
    chronology = chronology_of(linear(BATCHES))

    found = chronology.bisect(dated("1956-10-23"), scan=True)

    assert found is not None
    assert found.number == 7
    assert [(it.verb, it.reason) for it in found.actions] == [("rank", "he was not")]


def test_what_was_unknown_then_did_not_hold() -> None:
    chronology = chronology_of(linear([[Titled("Before")], *BATCHES]))

    found = chronology.bisect(lambda told: told.event("rising").kind == "other")

    assert found is not None
    assert found.number == 2


def test_nothing_holds_in_an_empty_log() -> None:
    assert chronology_of([]).bisect(lambda told: len(told) >= 0) is None
