"""Which claims bound when an event was, and which of them a reading goes by."""

import pytest
from tests.chronology.world import new_log

from chrono56.chronology.network.narrowing import (
    Terms,
    Timing,
    chosen_timing,
    is_timing,
)
from chrono56.chronology.reading import DEFAULT
from chrono56.chronology.state import State
from chrono56.chronology.tables.readmodel import ReadModel
from chrono56.chronology.weighing import DEPRECATED, PREFERRED, Weighed
from chrono56.model import (
    Citation,
    Claim,
    Dating,
    Occurrence,
    Ordering,
    Relation,
    Value,
)

WINDOW, EXTENT = Dating("1956-10"), Dating("1956-10-23/1956-11-04")
FROM_23, FROM_24 = Dating("1956-10-23", "start"), Dating("1956-10-24", "start")
TO_4, TO_22 = Dating("1956-11-04", "end"), Dating("1956-10-22", "end")
AFTER = Ordering(other="b", least="PT0S")


def weighed(
    says: Value, number: int = 1, rank: str = "normal", mode: str = "asserted"
) -> Weighed:
    claim = Claim(f"c{number}", "a", says, (Citation("s"),), mode=mode)
    return Weighed(claim=claim, number=number, order=number, first=number, rank=rank)


@pytest.mark.parametrize(
    ("says", "counts"),
    [
        (WINDOW, True),
        (FROM_23, True),
        (Dating("1957", "issued"), False),
        (Dating("1957", "covers"), False),
        (AFTER, True),
        (Relation("part_of", "b"), True),
        (Relation("caused", "b"), False),
        (Occurrence(), False),
    ],
)
def test_dates_orders_and_parts_bound_an_event(says: Value, counts: bool) -> None:
    assert is_timing(weighed(says)) is counts
    assert not is_timing(weighed(says, rank=DEPRECATED))
    assert not is_timing(weighed(says, mode="denied"))


@pytest.mark.parametrize(
    ("claims", "chosen"),
    [
        ([WINDOW, EXTENT], {2}),
        ([WINDOW, Dating("1956-10-23/1956-10-24")], {1, 2}),
        ([WINDOW, Dating("1956-11-04")], {2}),
        ([FROM_23, FROM_24, AFTER], {1, 3}),
        ([EXTENT, FROM_23, TO_4], {1, 2, 3}),
        ([EXTENT, FROM_24, TO_4], {1, 3}),
        ([EXTENT, TO_22], {1}),
        ([WINDOW, Dating("1956-11-02", "start")], {1}),
        ([WINDOW, Dating("1956-11-02", "end")], {1}),
        ([FROM_23, TO_22], {1}),
    ],
)
def test_a_reading_goes_by_what_it_chooses_and_by_all_that_agrees(
    claims: list[Value], chosen: set[int]
) -> None:
    told = [weighed(says, number) for number, says in enumerate(claims, 1)]

    assert {one.number for one in chosen_timing(told, DEFAULT)} == chosen


def test_a_preferred_date_turns_the_choice_round() -> None:
    told = [weighed(FROM_23, 1), weighed(FROM_24, 2, PREFERRED)]

    assert {one.number for one in chosen_timing(told, DEFAULT)} == {2}


def test_what_lasted_by_the_word_of_one_lasted_for_all() -> None:
    log = new_log()
    tables = ReadModel.of(log, cache=False)
    state = State(tables.connection, tables.number)
    own = [weighed(Dating("1956-10-23"), 1), weighed(Relation("part_of", "a"), 2)]

    alone = Timing(state, own[:1])
    among = Timing(state, own[:1], Terms(state, own))

    assert alone.points("a") == ("whole",)
    assert among.points("a") == ("start", "end")
    assert str(among.when("a")) == "1956-10-23/1956-10-23"
