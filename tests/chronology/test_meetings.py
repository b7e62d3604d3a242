"""Meetings: judgements of one thing by recorders who did not know of each other."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.chronology.test_laws import slowly
from tests.chronology.world import (
    Line,
    branching,
    chronology_of,
    histories,
    instant,
    linear,
    log_of,
    recorded,
)
from tests.log.world import write_entry

from chrono56.chronology import Chronology
from chrono56.chronology.state import State
from chrono56.chronology.tables.readmodel import ReadModel
from chrono56.log.actions import (
    Action,
    Ranked,
    Recorded,
    Retracted,
    Revised,
    Titled,
    United,
)
from chrono56.log.canonical import address
from chrono56.log.codec import action_to_json
from chrono56.log.entry import Entry
from chrono56.model import Event, Source

E1, E2, E3 = Event("e1"), Event("e2"), Event("e3")
FIRST = [*recorded([E1, E2, E3, Source("s1")])]


class Branches:
    """A log that two recorders carry on apart, each by one entry, and may then join."""

    def __init__(self, one: Sequence[Action], other: Sequence[Action]) -> None:
        self.lines = linear([FIRST])
        start = self.lines[0][1]
        self.heads = tuple(self.write(each, start) for each in (one, other))

    def write(self, actions: Sequence[Action], *parents: str) -> str:
        """Write an entry behind others, and return its id."""
        line, entry = write_entry(
            actions,
            at=instant(len(self.lines)),
            by="both",
            parents=tuple(sorted(parents)),
        )
        self.lines.append((line, entry.id))
        return entry.id

    def meetings(self, *, as_of: str = "") -> list[str]:
        """Return what was judged apart, and by which verbs."""
        chronology = chronology_of(self.lines)
        told = chronology.as_of(as_of) if as_of else chronology
        return [_short(text) for text in _texts(told)]


def _texts(chronology: Chronology) -> list[str]:
    return [one.text for one in chronology.findings() if one.rule == "meeting"]


def _short(text: str) -> str:
    """Return the beginning of a finding's text, without the numbers of entries."""
    told, _, _ = text.partition(" were written")
    return told.replace("#2 ", "").replace("#3 ", "")


def undoing(action: Action) -> Retracted:
    """Return the action that takes another one back."""
    return Retracted(action=address(action_to_json(action)))


REVISED = Revised(Event("e1", "conflict"))


@pytest.mark.parametrize(
    ("one", "other", "met"),
    [
        (REVISED, Revised(Event("e1", "politics")), "e1: (revise) and (revise)"),
        (REVISED, Retracted("e1"), "e1: (revise) and (retract)"),
        (Retracted("e1"), REVISED, "e1: (retract) and (revise)"),
        (
            Recorded(Event("e4")),
            Recorded(Event("e4", "conflict")),
            "e4: (record) and (record)",
        ),
        (
            Ranked("s1", "preferred"),
            Ranked("s1", "deprecated"),
            "s1: (rank) and (rank)",
        ),
        (United("e1", "e2"), United("e1", "e3"), "e1: (unite) and (unite)"),
        (Titled("One"), Titled("Other"), "the title: (title) and (title)"),
        (undoing(Recorded(E1)), REVISED, "e1: (retract) and (revise)"),
        (REVISED, undoing(Recorded(E1)), "e1: (revise) and (retract)"),
    ],
)
def test_two_judgements_of_one_thing_meet(one: Action, other: Action, met: str) -> None:
    assert Branches([one], [other]).meetings() == [met]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (REVISED, REVISED),
        (REVISED, Revised(Event("e1", "conflict"), nonce="n")),
        (Recorded(Event("e4")), Recorded(Event("e4"))),
        (Ranked("s1", "preferred", "good"), Ranked("s1", "preferred", "better")),
        (United("e1", "e2"), United("e1", "e2", "the same")),
        (Retracted("e1"), Retracted("e1", reason="twice")),
        (undoing(Recorded(E1)), undoing(Recorded(E1))),
        (REVISED, Revised(Event("e2", "conflict"))),
        (REVISED, Ranked("s1", "preferred")),
        (Ranked("s1", "deprecated"), Revised(Source("s1", reliability="A"))),
        (United("e1", "e2"), Retracted("e1")),
    ],
)
def test_what_agrees_or_is_about_something_else_does_not_meet(
    one: Action, other: Action
) -> None:
    assert Branches([one], [other]).meetings() == []


@pytest.mark.parametrize("turned", [False, True])
def test_what_is_retracted_stays_so_and_that_is_said(*, turned: bool) -> None:
    acts: list[Action] = [Retracted("e1"), REVISED]
    one, other = reversed(acts) if turned else acts
    chronology = chronology_of(Branches([one], [other]).lines)

    assert [event.id for event in chronology] == ["e2", "e3"]
    assert _texts(chronology)[0].endswith("what is retracted stays so")


def test_the_last_of_several_judgements_is_named_and_each_branch_once() -> None:
    again = Revised(Event("e1", "conflict.battle"))
    branches = Branches([REVISED, again], [Revised(Event("e1", "politics"))])
    branches.write([Revised(Event("e1", "life"))], branches.heads[1])

    assert branches.meetings() == [
        "e1: (revise) and (revise)",
        "e1: (revise) and #4 (revise)",
    ]


class TestSettling:
    def test_a_later_judgement_by_somebody_who_knew_both_settles_it(self) -> None:
        branches = Branches([REVISED], [Revised(Event("e1", "politics"))])
        joined = branches.write([], *branches.heads)
        open_still = branches.meetings()
        branches.write([Revised(Event("e1", "society"))], joined)

        assert len(open_still) == 1
        assert branches.meetings() == []
        assert branches.meetings(as_of=joined) == open_still

    def test_the_entry_that_joins_may_settle_it_itself(self) -> None:
        branches = Branches([Titled("One")], [Titled("Other")])
        branches.write([Titled("Both")], *branches.heads)

        assert branches.meetings() == []

    def test_who_knew_only_one_of_them_settles_nothing(self) -> None:
        branches = Branches([REVISED], [Revised(Event("e1", "politics"))])
        branches.write([Revised(Event("e1", "society"))], branches.heads[0])

        assert branches.meetings() == [
            "e1: (revise) and (revise)",
            "e1: (revise) and #4 (revise)",
        ]

    def test_a_judgement_on_something_else_of_it_settles_nothing(self) -> None:
        branches = Branches(
            [Revised(Source("s1", reliability="A"))],
            [Revised(Source("s1", reliability="B"))],
        )
        branches.write([Ranked("s1", "preferred")], *branches.heads)

        assert branches.meetings() == ["s1: (revise) and (revise)"]

    def test_undoing_one_of_them_settles_it(self) -> None:
        branches = Branches([REVISED], [Revised(Event("e1", "politics"))])
        branches.write([undoing(REVISED)], *branches.heads)

        assert branches.meetings() == []


@pytest.mark.parametrize(
    ("acts", "settling", "rule"),
    [
        ([Recorded(Event("e1", "life"))], REVISED, "recorded-twice"),
        ([Retracted("e1"), REVISED], undoing(Retracted("e1")), "revised-retracted"),
        (
            [Retracted("e1"), Recorded(E1)],
            undoing(Retracted("e1")),
            "recorded-retracted",
        ),
    ],
)
def test_what_is_odd_about_a_record_is_settled_by_a_later_judgement_of_it(
    acts: list[Action], settling: Action, rule: str
) -> None:
    odd = linear([FIRST, *([act] for act in acts)])
    ranked = linear([FIRST, *([act] for act in acts), [Ranked("e1", "normal")]])
    settled = linear([FIRST, *([act] for act in acts), [settling]])

    assert [one.rule for one in chronology_of(odd).findings()] == [rule]
    assert rule in [one.rule for one in chronology_of(ranked).findings()]
    assert list(chronology_of(settled).findings()) == []


# The oracle: the same found by looking at all pairs, in the plainest way there is.
def expected(lines: Sequence[Line]) -> set[tuple[str, str]]:
    """Return of which targets what was judged apart and is not settled."""
    entries = list(log_of(lines).entries())
    parents = {entry.id: entry.parents for entry in entries}
    done = [
        (entry, action, where)
        for entry in entries
        for action, where in zip(entry.do, entry.addresses, strict=True)
    ]
    met: set[tuple[str, str]] = set()
    for at, (entry, action, _) in enumerate(done):
        known = _known(entry.id, parents)
        for judged in _judged(action, done[:at]):
            rivals = [
                other
                for writer, other, _ in done[:at]
                if judged in _judged(other, done[:at]) and writer.id not in known
            ]
            if not rivals:
                met.discard(judged)
            elif any(_effect(one) != _effect(action) for one in rivals):
                met.add(judged)
    return met


def _known(entry_id: str, parents: dict[str, tuple[str, ...]]) -> set[str]:
    found, ahead = set[str](), [entry_id]
    while ahead:
        here = ahead.pop()
        if here not in found:
            found.add(here)
            ahead += parents.get(here, ())
    return found


def _judged(
    action: Action, done: Sequence[tuple[Entry, Action, str]]
) -> set[tuple[str, str]]:
    match action:
        case Recorded(record) | Revised(record):
            return {(record.id, "record")}
        case Retracted(target=target) if target:
            return {(target, "record")}
        case Retracted(action=undone):
            return {
                one
                for _, other, where in done
                if where == undone
                for one in _judged(other, done)
            }
        case Ranked(target):
            return {(target, "rank")}
        case United(duplicate):
            return {(duplicate, "unite")}
        case _:
            return set()


def _effect(action: Action) -> object:
    match action:
        case Recorded(record) | Revised(record):
            return record
        case Retracted(target=target, action=undone):
            return (target and "retracted", undone)
        case Ranked(_, value) | United(_, value):
            return value
        case _:
            raise AssertionError(action)


@slowly
@given(histories(6), st.data())
def test_the_meetings_are_those_that_all_pairs_show(
    batches: list[list[Action]], data: st.DataObject
) -> None:
    lines = branching(batches, data)
    tables = ReadModel.of_entries(log_of(lines), None)
    found = State(tables.connection, tables.number).rows(
        "SELECT about, what FROM finding WHERE rule = 'meeting' AND $held"
    )

    assert set(found) == expected(lines)
