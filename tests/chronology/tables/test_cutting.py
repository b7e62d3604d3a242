"""An entry is cut into its rows, and what is left of it to be told."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.chronology.tables.test_loader import ENTITIES, deeds, plain_claims
from tests.chronology.world import HEADER, linear, log_of

from chrono56.chronology import fold
from chrono56.chronology.said import called, told_by
from chrono56.chronology.tables.cutting import ANY, CLAIM, EVENT, Cut, Cutter
from chrono56.chronology.tables.entering import Rows
from chrono56.log.actions import Action, Recorded, Retracted
from chrono56.log.canonical import dumps, parsed
from chrono56.log.codec import record_to_json
from chrono56.log.entry import Entry
from chrono56.log.envelope import header_address
from chrono56.model import Citation, Claim, Event, Location, Ordering, Relation


class _Nowhere:
    def executemany(self, *_: object) -> None:
        raise AssertionError


def cut(batches: list[list[Action]], erased: dict[str, str]) -> tuple[Any, ...]:
    """Return the entries of a log, what is left of each, and the rows of all."""
    rows = Rows(_Nowhere())
    cutter = Cutter(rows, header_address(HEADER), erased)
    entries = list(log_of(linear(batches)).entries())
    left = [cutter.cut(entry) for entry in entries]
    return entries, left, rows.of


def action_left(act: tuple[Any, ...]) -> Action:
    """Return the action of which this is left."""
    if act[0] == ANY:
        return fold.action_of(act[2], parsed(act[5]))
    return fold.action_of("record", parsed(act[3]))


def address_left(act: tuple[Any, ...]) -> str:
    return str(act[1] if act[0] == ANY else act[2])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(deeds(), min_size=1, max_size=8), min_size=1, max_size=4))
def test_nothing_of_an_entry_is_lost(batches: list[list[Action]]) -> None:
    entries: list[Entry]
    left: list[Cut]
    entries, left, _ = cut([ENTITIES, *batches], {})

    order = 0
    for number, (entry, one) in enumerate(zip(entries, left, strict=True), 1):
        assert one[:4] == (number, entry.by, True, order + 1)
        assert tuple(map(action_left, one[-1])) == entry.do
        assert tuple(map(address_left, one[-1])) == entry.addresses
        order += len(entry.do)


@settings(max_examples=60, deadline=None)
@given(plain_claims())
def test_a_plain_claim_and_a_plain_event_need_not_be_opened(claim: Claim) -> None:
    event = Event("e1", "life.birth", {"en": "x"})
    _, ((*_, acts),), _ = cut([[Recorded(event), Recorded(claim)]], {})
    told = told_by(record_to_json(claim))

    assert acts[0][0] == EVENT
    assert acts[0][4] == called(record_to_json(event))
    assert (acts[1][0] == CLAIM) == (told is not None)
    if told is not None:
        assert acts[1][4:] == (claim.about, told)


CITED = (Citation("s1"),)


@pytest.mark.parametrize(
    ("claim", "mentioned", "ties"),
    [
        (Claim("c", "e1", Location("p1"), CITED), {"s1", "p1"}, set()),
        (Claim("c", "e1", Location("s1"), CITED), {"s1"}, set()),
        (
            Claim("c", "e1", Ordering(other="e2", least="P1D"), CITED),
            {"s1"},
            {"e1", "e2"},
        ),
        (
            Claim("c", "e1", Ordering("end", other="e1", most="P1D"), CITED),
            {"s1"},
            {"e1"},
        ),
        (Claim("c", "e1", Relation("part_of", "e2"), CITED), {"s1"}, {"e1", "e2"}),
        (Claim("c", "e1", Relation("caused", "e2"), CITED), {"s1"}, set()),
    ],
)
def test_what_a_plain_claim_names_is_entered_as_of_any_other(
    claim: Claim, mentioned: set[str], ties: set[str]
) -> None:
    *_, rows = cut([[Recorded(claim)]], {})

    assert fold.mentions(claim) == mentioned
    assert fold.ties(claim) == ties
    assert [(act, set(ids.split())) for act, ids in rows["mention"]] == [(1, mentioned)]
    assert sorted(rows["tie"]) == [(event, 1) for event in sorted(ties)]


def test_of_what_is_erased_the_address_is_left() -> None:
    actions: list[Action] = [Recorded(Event("e1")), Retracted("e1")]
    (entry,), _, _ = cut([actions], {})
    later, sooner = "9999", ""
    erased = {entry.addresses[0]: later, entry.addresses[1]: sooner}
    _, ((*_, acts),), rows = cut([actions], erased)

    where = entry.addresses[0]
    assert acts[0] == (ANY, where, "erased", "", "", dumps({"erased": where}))
    assert acts[1][2] == "retract"
    assert rows["recording"] == []
