import pytest
from tests.chronology.world import Line, chronology_of, linear, log_of, recorded
from tests.log.world import write_entry

from chrono56.chronology import Chronology, Query
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
    Location,
    Participation,
    Place,
    Record,
    Source,
    UnknownRecord,
)

EVENT = Event("e1", labels={"en": "The rising"})


def _address(lines: list[Line], number: int, index: int = 0) -> str:
    return list(log_of(lines).entries())[number - 1].addresses[index]


def _undoing(batches: list[list[Action]], number: int) -> list[Action]:
    """Return what undoes an entry, all of it."""
    entry = list(log_of(linear(batches)).entries())[number - 1]
    return [Retracted(action=one) for one in entry.addresses]


def _read(*batches: list[Action]) -> Chronology:
    return chronology_of(linear(batches))


def _rules(chronology: Chronology) -> list[str]:
    return [finding.rule for finding in chronology.findings()]


def test_a_revision_replaces_the_whole_record() -> None:
    revised = Event("e1", "conflict.battle", {"hu": "A felkelés"})
    chronology = _read([Recorded(EVENT)], [Revised(revised)])

    assert chronology.record("e1") == revised
    assert chronology.event("e1").revision.sequence == 1
    assert chronology.as_of("#1").record("e1") == EVENT


def test_what_is_retracted_is_listed_no_more_and_marked() -> None:
    chronology = _read([Recorded(EVENT)], [Retracted("e1", reason="a mix-up")])

    assert not list(chronology)
    assert chronology.event("e1").revision.retracted
    assert chronology.event("e1").label() == "The rising"
    with pytest.raises(UnknownIdError):
        chronology.record("e1")


def test_a_retraction_of_a_retraction_brings_the_record_back() -> None:
    batches: list[list[Action]] = [[Recorded(EVENT)], [Retracted("e1")]]
    undo = Retracted(action=_address(linear(batches), 2))
    chronology = _read(*batches, [undo])

    assert [event.id for event in chronology] == ["e1"]
    assert chronology.event("e1").revision.sequence == 2
    assert not list(chronology.as_of("#2"))


def test_undoing_a_revision_shows_what_was_there_before() -> None:
    batches: list[list[Action]] = [[Recorded(EVENT)], [Revised(Event("e1"))]]
    undo = Retracted(action=_address(linear(batches), 2))

    assert _read(*batches, [undo]).record("e1") == EVENT


def test_the_last_title_in_force_counts() -> None:
    batches: list[list[Action]] = [[Titled("One")], [Titled("Two")]]
    undo = Retracted(action=_address(linear(batches), 2))

    assert _read(*batches).title == "Two"
    assert _read(*batches, [undo]).title == "One"
    assert _read([Recorded(EVENT)]).title == ""


def test_claims_about_a_duplicate_count_for_what_it_was_united_into() -> None:
    claim = Claim("c1", "e2", Dating("1956-10-23"), (Citation("s1"),))
    records: list[Record] = [
        Source("s1"),
        EVENT,
        Event("e2", labels={"hu": "A felkelés"}),
        claim,
    ]
    batches: list[list[Action]] = [recorded(records)]
    batches.append([United("e2", "e1", "one and the same")])
    united = _read(*batches)
    undo = Retracted(action=_address(linear(batches), 2))
    apart = _read(*batches, [undo])

    assert [event.id for event in united] == ["e1"]
    assert dict(united.event("e1").labels) == {"en": "The rising", "hu": "A felkelés"}
    assert str(united.event("e2").when) == "1956-10-23"
    assert united.event("e2").id == "e1"
    assert [view.claim for view in united.claims("e1")] == [claim]
    assert [event.id for event in apart] == ["e2", "e1"]
    assert apart.event("e1").when is None


@pytest.mark.parametrize("judged", ["s1", "p1"])
def test_what_befalls_a_record_befalls_claims_that_name_its_duplicate(
    judged: str,
) -> None:
    records: list[Record] = [
        *(Source(one) for one in ("s1", "s2")),
        *(Place(one) for one in ("p1", "p2", "around")),
        EVENT,
        Event("e2"),
        Claim("c1", "e1", Dating("1956-10-23"), (Citation("s2"),)),
        Claim("c2", "e1", Location("p2"), (Citation("s2"),)),
    ]
    acts: dict[str, Action] = {
        "s1": Ranked("s1", "deprecated", "a forgery"),
        "p1": Revised(Place("p1", {"hu": "Budavár"}, part_of="around")),
    }
    united: list[Action] = [United("s2", "s1"), United("p2", "p1")]
    chronology = _read(recorded(records), united, [acts[judged]])
    event = chronology.event("e1")

    if judged == "s1":
        assert (event.when, event.place, event.sources) == (None, "", ())
    else:
        assert [one.id for one in chronology.search("budavár")] == ["e1"]
        assert [one.id for one in chronology.select(Query(place="around"))] == ["e1"]


def test_united_agents_places_and_sources_are_one() -> None:
    cited = (Citation("s2"),)
    records: list[Record] = [
        *(Source(one) for one in ("s1", "s2")),
        *(Agent(one) for one in ("a1", "a2", "a3")),
        *(Place(one) for one in ("p1", "p2")),
        Place("p3", part_of="p2"),
        EVENT,
        Claim("c1", "e1", Participation("a3"), cited),
        Claim("c2", "e1", Location("p3"), cited),
    ]
    chronology = _read(
        recorded(records),
        [United("a3", "a2"), United("s2", "s1"), United("p2", "p1")],
        [United("a2", "a1")],
    )
    event = chronology.event("e1")

    assert event.sources == ("s1",)
    for filters in (
        {"agent": "a1"},
        {"agent": "a3"},
        {"source": "s2"},
        {"place": "p1"},
    ):
        assert [one.id for one in chronology.search("rising", **filters)] == ["e1"]
    assert chronology.source("s2").id == "s1"
    assert chronology.agent("a3").id == "a1"
    assert chronology.place("p2").id == "p1"
    assert [source.id for source in chronology.sources()] == ["s1"]


def test_a_circle_of_unions_has_the_least_id_for_its_head() -> None:
    chronology = _read(
        [Recorded(Event("e2")), Recorded(Event("e1"))],
        [United("e1", "e2"), United("e2", "e1")],
    )

    assert [event.id for event in chronology] == ["e1"]
    assert chronology.event("e2").id == "e1"


def test_a_union_into_what_is_not_there_never_counts() -> None:
    batches: list[list[Action]] = [
        [Recorded(EVENT)],
        [United("e1", "e2"), Recorded(Event("e2"))],
    ]
    undone = [*batches, _undoing(batches, 2)]
    redone = [*undone, _undoing(undone, 3)]

    for chronology in (_read(*batches), _read(*redone)):
        assert sorted(event.id for event in chronology) == ["e1", "e2"]
        assert _rules(chronology) == ["united-nothing"]


def test_a_union_that_makes_no_sense_leaves_an_earlier_one_as_it_was() -> None:
    chronology = _read(
        [Recorded(EVENT), Recorded(Event("e2"))],
        [United("e2", "e1")],
        [United("e2", "nobody"), United("e2", "e2")],
    )

    assert chronology.event("e2").id == "e1"
    assert _rules(chronology) == ["united-nothing"] * 2


@pytest.mark.parametrize("gone", ["e1", "e2"])
def test_a_union_counts_again_when_what_was_undone_is_redone(gone: str) -> None:
    batches: list[list[Action]] = [
        [Recorded(EVENT)],
        [Recorded(Event("e2"))],
        [United("e2", "e1")],
    ]
    undone = [*batches, _undoing(batches, int(gone[1]))]
    redone = [*undone, _undoing(undone, 4)]

    assert [event.id for event in _read(*undone)] == ["e1"] * (gone == "e2")
    assert [event.id for event in _read(*redone)] == ["e1"]


def test_a_union_goes_on_when_another_program_changes_the_type_of_one() -> None:
    batches: list[list[Action]] = [
        [Recorded(Source("s1")), Recorded(Source("s2"))],
        [United("s2", "s1")],
        [Revised(Agent("s1"))],
        [Ranked("s2", "normal")],
        [Revised(Source("s1"))],
    ]

    assert [source.id for source in _read(*batches).sources()] == ["s1"]


def test_an_unknown_record_is_kept_as_it_came() -> None:
    record = UnknownRecord("song", "s9", {"bars": 12})

    assert _read([Recorded(record)]).record("s9") == record


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
    chronology = _read([Recorded(EVENT)], [action])

    assert _rules(chronology) == [rule]
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
    chronology = _read([Recorded(EVENT)], [Retracted("e1")], [action])

    assert _rules(chronology) == [rule]
    assert not list(chronology)


def test_recording_the_same_again_is_nothing_to_report() -> None:
    chronology = _read([Recorded(EVENT)], [Recorded(EVENT)])

    assert _rules(chronology) == []


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


@pytest.mark.parametrize(("knowing", "rules"), [(True, []), (False, ["meeting"])])
def test_after_a_merge_only_those_meet_that_did_not_know_it(
    knowing: bool, rules: list[str]
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

    assert _rules(chronology) == rules


def test_an_erased_action_is_told_as_such_and_says_nothing() -> None:
    chronology = _read([Recorded(EVENT), Erased("1" * 64)])

    (erased,) = [item.actions[1] for item in chronology.history()]
    assert (erased.verb, erased.address) == ("erased", "1" * 64)
    assert (erased.record, erased.target, erased.reason) == (None, "", "")


def test_text_that_a_later_entry_erases_is_nowhere_to_be_found() -> None:
    secret = Event("e2", labels={"en": "a secret"})
    batches: list[list[Action]] = [[Recorded(EVENT)], [Recorded(secret)]]
    erasure = Erasure(_address(linear(batches), 2), "asked for")
    chronology = _read(*batches, [erasure])

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
        (4, Erasure(_address(lines, 1, 1), "asked for")),
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

    assert len(_read(recorded([Source("s1"), EVENT, *claims])).claims("e1")) == 300
