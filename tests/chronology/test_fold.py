import pytest
from tests.chronology.world import (
    address,
    chronology_of,
    linear,
    read,
    recorded,
    rules,
)
from tests.log.world import write_entry

from chrono56.chronology.fold import is_in_force
from chrono56.errors import UnknownIdError
from chrono56.log.actions import (
    Action,
    Erased,
    Erasure,
    Ranked,
    Recorded,
    Retracted,
    Revised,
    Titled,
    United,
    UnknownAction,
)
from chrono56.model import (
    Agent,
    Citation,
    Claim,
    Dating,
    Event,
    Source,
    UnknownRecord,
)

EVENT = Event("e1", labels={"en": "The rising"})


def test_a_revision_replaces_the_whole_record() -> None:
    revised = Event("e1", "conflict.battle", {"hu": "A felkelés"})
    chronology = read([Recorded(EVENT)], [Revised(revised)])

    assert chronology.record("e1") == revised
    assert chronology.event("e1").revision.sequence == 1
    assert chronology.as_of("#1").record("e1") == EVENT


def test_what_is_retracted_is_listed_no_more_and_marked() -> None:
    chronology = read([Recorded(EVENT)], [Retracted("e1", reason="a mix-up")])

    assert not list(chronology)
    assert chronology.event("e1").revision.retracted
    assert chronology.event("e1").label() == "The rising"
    with pytest.raises(UnknownIdError):
        chronology.record("e1")


def test_a_retraction_of_a_retraction_brings_the_record_back() -> None:
    batches: list[list[Action]] = [[Recorded(EVENT)], [Retracted("e1")]]
    undo = Retracted(action=address(linear(batches), 2))
    chronology = read(*batches, [undo])

    assert [event.id for event in chronology] == ["e1"]
    assert chronology.event("e1").revision.sequence == 2
    assert not list(chronology.as_of("#2"))


def test_undoing_a_revision_shows_what_was_there_before() -> None:
    batches: list[list[Action]] = [[Recorded(EVENT)], [Revised(Event("e1"))]]
    undo = Retracted(action=address(linear(batches), 2))

    assert read(*batches, [undo]).record("e1") == EVENT


def test_the_last_title_in_force_counts() -> None:
    batches: list[list[Action]] = [[Titled("One")], [Titled("Two")]]
    undo = Retracted(action=address(linear(batches), 2))

    assert read(*batches).title == "Two"
    assert read(*batches, [undo]).title == "One"
    assert read([Recorded(EVENT)]).title == ""


def test_an_unknown_record_is_kept_as_it_came() -> None:
    record = UnknownRecord("song", "s9", {"bars": 12})

    assert read([Recorded(record)]).record("s9") == record


@pytest.mark.parametrize(
    ("action", "rule"),
    [
        (Recorded(Event("e1", "other.x")), "recorded-twice"),
        (Revised(Event("nobody")), "revised-unknown"),
        (Revised(Agent("e1")), "revised-type"),
        (Retracted("nobody"), "retracted-unknown"),
        (Retracted(action="0" * 64), "undone-unknown"),
        (Erasure("0" * 64), "undone-unknown"),
        (Ranked("e1", "preferred", "r"), "ranked-nothing"),
        (United("e1", "nobody"), "united-nothing"),
        (United("e1", "e1"), "united-nothing"),
        (UnknownAction("dance", {}), "unknown-action"),
    ],
)
def test_what_makes_no_sense_is_reported_and_breaks_nothing(
    action: Action, rule: str
) -> None:
    chronology = read([Recorded(EVENT)], [action])

    assert rules(chronology) == [rule]
    assert len(list(chronology.history())) == 2
    assert not list(chronology.as_of("#1").findings())


@pytest.mark.parametrize(
    ("action", "rule"),
    [
        (Recorded(EVENT), "recorded-retracted"),
        (Revised(Event("e1")), "revised-retracted"),
    ],
)
def test_a_retraction_holds_whatever_is_recorded_after_it(
    action: Action, rule: str
) -> None:
    chronology = read([Recorded(EVENT)], [Retracted("e1")], [action])

    assert rules(chronology) == [rule]
    assert not list(chronology)


def test_recording_the_same_again_is_nothing_to_report() -> None:
    chronology = read([Recorded(EVENT)], [Recorded(EVENT)])

    assert rules(chronology) == []


def test_revisions_that_did_not_know_each_other_are_reported() -> None:
    first = linear([[Recorded(EVENT)]])
    revised = []
    for hour, kind in ((1, "conflict"), (2, "politics")):
        line, entry = write_entry(
            [Revised(Event("e1", kind))],
            at=f"2024-03-02T0{hour}:00:00.000000Z",
            by="both",
            parents=(first[0][1],),
        )
        revised.append((line, entry.id))
    chronology = chronology_of([*first, *revised])
    (finding,) = chronology.findings()

    assert chronology.event("e1").kind == "politics"
    assert finding.rule == "meeting"
    assert finding.about == ("e1",)
    assert "#2 (revise) and #3 (revise)" in finding.text


@pytest.mark.parametrize(("knowing", "expected"), [(True, []), (False, ["meeting"])])
def test_after_a_merge_only_those_meet_that_did_not_know_it(
    knowing: bool, expected: list[str]
) -> None:
    lines = linear([[Recorded(EVENT)]])

    def write(action: Action, hour: int, *parents: str) -> str:
        line, entry = write_entry(
            [action],
            at=f"2024-03-02T{hour:02}:00:00.000000Z",
            by="both",
            parents=tuple(sorted(parents)),
        )
        lines.append((line, entry.id))
        return entry.id

    first = lines[0][1]
    one = write(Titled("One"), 1, first)
    other = write(Revised(Event("e1", "conflict")), 2, first)
    merged = write(Titled("Both"), 3, one, other)
    left = write(Titled("Left"), 4, merged)
    write(Revised(Event("e1", "politics")), 5, merged if knowing else one)
    write(Titled("Right"), 6, left)
    chronology = chronology_of(lines)

    assert rules(chronology) == expected


def test_an_erased_action_is_told_as_such_and_says_nothing() -> None:
    chronology = read([Recorded(EVENT), Erased("1" * 64)])

    (erased,) = [item.actions[1] for item in chronology.history()]
    assert (erased.verb, erased.address) == ("erased", "1" * 64)
    assert (erased.record, erased.target, erased.reason) == (None, "", "")


def test_text_that_a_later_entry_erases_is_nowhere_to_be_found() -> None:
    secret = Event("e2", labels={"en": "a secret"})
    batches: list[list[Action]] = [[Recorded(EVENT)], [Recorded(secret)]]
    erasure = Erasure(address(linear(batches), 2), "asked for")
    chronology = read(*batches, [erasure])

    assert [event.id for event in chronology] == ["e1"]
    assert not list(chronology.search("secret"))
    assert not list(chronology.as_of("#2").search("secret"))
    with pytest.raises(UnknownIdError):
        chronology.record("e2")


def test_erased_text_does_not_come_back_as_of_a_branch_that_knew_it() -> None:
    secret: list[Action] = [Recorded(EVENT), Recorded(Event("e2", labels={"en": "x"}))]
    lines = linear([secret])
    for day, action in (
        (2, Titled("Elsewhere")),
        (3, Titled("Here")),
        (4, Erasure(address(lines, 1, 1), "asked for")),
    ):
        line, entry = write_entry(
            [action],
            at=f"2024-03-0{day}T00:00:00.000000Z",
            by="both",
            parents=(lines[0][1],),
        )
        lines.append((line, entry.id))
    before = chronology_of(lines).as_of(lines[2][1])

    assert before.title == "Here"
    assert [event.id for event in before] == ["e1"]


def test_undoings_of_undoings_may_go_on_for_long() -> None:
    chain = {str(i): [str(i + 1)] for i in range(5000)}

    assert is_in_force("0", chain)
    assert not is_in_force("1", chain)


def test_premises_of_premises_may_go_on_for_long() -> None:
    claims = [Claim("c0", "e1", Dating("1956"), (Citation("s1"),))]
    claims += [
        Claim(f"c{i}", "e1", Dating("1956"), premises=(f"c{i - 1}",), reason="so")
        for i in range(1, 300)
    ]

    assert len(read(recorded([Source("s1"), EVENT, *claims])).claims("e1")) == 300
