"""An entry is cut into its rows, and what is left of it to be told."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.chronology.tables.test_loader import ENTITIES, deeds, plain_claims
from tests.chronology.test_said import formed
from tests.chronology.world import HEADER, linear, log_of

from chrono56.chronology import fold
from chrono56.chronology.said import called, told_by
from chrono56.chronology.tables.cutting import ANY, CLAIM, EVENT, Cut, Cutter
from chrono56.chronology.tables.entering import Rows
from chrono56.chronology.tables.passing import AtHand, plain_claim
from chrono56.log.actions import Action, Recorded, Retracted
from chrono56.log.canonical import dumps, parsed
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


def acts_left(one: Cut) -> list[tuple[int, str, Action]]:
    """Return the actions of which this is left: their numbers, and their addresses."""
    found: list[tuple[int, str, Action]] = []
    for kind, *left in one[-1]:
        if kind == ANY:
            order, address, verb, _, _, body = left
            found.append((order, address, fold.action_of(verb, parsed(body))))
            continue
        _, records = left
        for _, order, number, digest, body, *_ in records:
            assert number == one[0]
            action = fold.action_of("record", parsed(body))
            found.append((order, digest.hex(), action))
    return found


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(deeds(), min_size=1, max_size=8), min_size=1, max_size=4))
def test_nothing_of_an_entry_is_lost(batches: list[list[Action]]) -> None:
    entries: list[Entry]
    left: list[Cut]
    entries, left, _ = cut([ENTITIES, *batches], {})

    last = 0
    for number, (entry, one) in enumerate(zip(entries, left, strict=True), 1):
        assert one[:3] == (number, entry.by, True)
        orders = range(last + 1, last + 1 + len(entry.do))
        expected = zip(orders, entry.addresses, entry.do, strict=True)
        assert acts_left(one) == list(expected)
        last += len(entry.do)


@settings(max_examples=60, deadline=None)
@given(plain_claims())
def test_a_plain_claim_and_a_plain_event_need_not_be_opened(claim: Claim) -> None:
    event = Event("e1", "life.birth", {"en": "x"})
    _, ((*_, acts),), _ = cut([[Recorded(event), Recorded(claim)]], {})
    told = told_by(formed(claim))

    kind, _, (first, *behind) = acts[0]
    assert kind == EVENT
    assert AtHand(*first).opened() == event
    assert first[5:] == called(formed(event))
    if told is None:
        assert acts[1][0] == ANY
        return
    (left,) = behind if claim.about == "e1" else acts[1][2]
    passing = plain_claim(left)
    assert passing.opened() == claim
    assert (passing.source, passing.key, passing.mode) == told[:3]
    assert (passing.as_written, passing.texts) == told[3:]
    assert passing.first == passing.act == 2


CITED = (Citation("s1"),)


def test_what_is_plain_stays_together_until_something_else_comes() -> None:
    def claim(name: str, about: str) -> Recorded:
        return Recorded(Claim(name, about, Location("p1"), CITED))

    batches: list[list[Action]] = [
        [Recorded(Event("e1")), claim("c1", "e1"), claim("c2", "e2")],
        [claim("c3", "e1"), claim("c4", "e1"), Retracted("c1"), claim("c5", "e1")],
    ]
    _, left, _ = cut(batches, {})

    runs = [
        (kind, about, [one[0] for one in records])
        for *_, acts_of_one in left
        for kind, about, records in (it for it in acts_of_one if it[0] != ANY)
    ]
    assert runs == [
        (EVENT, "e1", ["e1", "c1"]),
        (CLAIM, "e2", ["c2"]),
        (CLAIM, "e1", ["c3", "c4"]),
        (CLAIM, "e1", ["c5"]),
    ]


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
    assert acts[0] == (ANY, 1, where, "erased", "", "", dumps({"erased": where}))
    assert acts[1][3] == "retract"
    assert rows["recording"] == []
