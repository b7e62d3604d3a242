import pytest
from tests.chronology.world import (
    Line,
    chronology_of,
    instant,
    linear,
    log_of,
    recorded,
)
from tests.log.world import write_entry

from chrono56.chronology import Chronology
from chrono56.chronology.past.accounts import ActionView, HistoryItem
from chrono56.errors import RecordError, UnknownIdError
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
from chrono56.model import Citation, Claim, Dating, Event, Source

CLAIM = Claim("c1", "rising", Dating("1956-10-23"), (Citation("book"),))
BATCHES: list[list[Action]] = [
    [Titled("Fifty-six"), *recorded([Source("book"), Event("rising")])],
    [Recorded(CLAIM)],
    [Ranked("c1", "preferred", "the best there is")],
    recorded([Event("assault")]),
]


def addresses(lines: list[Line]) -> list[tuple[str, ...]]:
    return [entry.addresses for entry in log_of(lines).entries()]


def acts(chronology: Chronology, record_id: str = "") -> dict[int, list[ActionView]]:
    return {it.number: list(it.actions) for it in chronology.history(record_id)}


def test_an_entry_tells_who_wrote_it_when_and_all_that_it_did() -> None:
    lines = linear(BATCHES)

    first, *_ = chronology_of(lines).history()

    title, book, rising = addresses(lines)[0]
    assert first == HistoryItem(
        1,
        lines[0][1],
        instant(0),
        "bela",
        "",
        (
            ActionView(address=title, verb="title", value="Fifty-six"),
            ActionView(
                address=book, verb="record", target="book", record=Source("book")
            ),
            ActionView(
                address=rising, verb="record", target="rising", record=Event("rising")
            ),
        ),
    )


def test_every_kind_of_action_is_told_with_its_values() -> None:
    title = addresses(linear(BATCHES))[0][0]
    last: list[Action] = [
        Ranked("c1", "deprecated", "a slip"),
        Retracted("assault", reason="unsure"),
        Retracted(action=title, reason="no title"),
        United("assault", "rising", "the same"),
        Erasure(title, "asked for"),
        Erased("2" * 64),
        UnknownAction("dance", {"reason": "joy", "steps": 3}),
    ]
    lines = linear([*BATCHES, last])

    told = acts(chronology_of(lines))[5]

    assert [(it.verb, it.target, it.value, it.action, it.reason) for it in told] == [
        ("rank", "c1", "deprecated", "", "a slip"),
        ("retract", "assault", "", "", "unsure"),
        ("retract", "", "", title, "no title"),
        ("unite", "assault", "rising", "", "the same"),
        ("erase", "", "", title, "asked for"),
        ("erased", "", "", "", ""),
        ("dance", "", "", "", "joy"),
    ]
    assert tuple(it.address for it in told) == addresses(lines)[4]


def test_a_revision_tells_what_stood_before() -> None:
    versions = [Event("rising", kind) for kind in ("other", "conflict", "politics")]
    lines = linear(
        [
            [Recorded(versions[0])],
            [Revised(versions[1]), Revised(versions[2])],
            [Revised(versions[0])],
        ]
    )

    told = acts(chronology_of(lines))

    assert [(it.before, it.record) for it in told[2]] == [
        (versions[0], versions[1]),
        (versions[1], versions[2]),
    ]
    assert told[3][0].before == versions[2]


def test_a_revision_of_what_was_never_recorded_had_nothing_before_it() -> None:
    ((action,),) = acts(chronology_of(linear([[Revised(Event("e1"))]]))).values()

    assert (action.before, action.record) == (None, Event("e1"))


def test_the_newest_entry_may_come_first() -> None:
    chronology = chronology_of(linear(BATCHES))

    assert [it.number for it in chronology.history(newest=True)] == [4, 3, 2, 1]
    assert [it.number for it in chronology.history("c1", newest=True)] == [3, 2]


def test_an_entry_that_only_joins_copies_did_nothing() -> None:
    lines = linear(BATCHES[:1])
    first = lines[0][1]
    for number in (1, 2, 3):
        joins = number == 3
        heads = sorted(entry_id for _, entry_id in lines[1:]) if joins else [first]
        actions = [] if joins else [Titled(str(number))]
        line, entry = write_entry(actions, at=instant(number), by="b", parents=heads)
        lines.append((line, entry.id))

    assert acts(chronology_of(lines))[4] == []


def test_the_history_of_a_record_tells_of_its_claims_too() -> None:
    chronology = chronology_of(linear(BATCHES))

    assert {
        about: list(acts(chronology, about)) for about in ("rising", "c1", "assault")
    } == {"rising": [1, 2, 3], "c1": [2, 3], "assault": [4]}
    assert len(acts(chronology, "rising")[1]) == 1
    assert list(acts(chronology.as_of("#2"), "rising")) == [1, 2]


def test_the_history_of_a_record_tells_what_was_united_into_it() -> None:
    united = United("copy", "rising", "the same")
    batches: list[list[Action]] = [*BATCHES, [Recorded(Event("copy"))], [united]]
    (address,) = addresses(linear(batches))[-1]
    undone = Retracted(action=address, reason="they are two")

    told = acts(chronology_of(linear([*batches, [undone]])), "rising")

    assert [it.verb for it in told[6]] == ["unite"]
    assert [(it.verb, it.action) for it in told[7]] == [("retract", address)]


def test_an_action_is_found_by_the_beginning_of_its_address() -> None:
    lines = linear(BATCHES)
    chronology = chronology_of(lines)

    for address in (one for entry in addresses(lines) for one in entry):
        assert chronology.action(address[:8]) == address
        assert chronology.action(address) == address


def test_the_same_action_done_twice_has_one_address() -> None:
    lines = linear([[Titled("One")], [Titled("Two")], [Titled("One")]])
    (address,) = addresses(lines)[0]

    assert chronology_of(lines).action(address[:8]) == address


def test_a_beginning_that_fits_no_action_or_several_is_refused() -> None:
    lines = linear([[Titled(str(number))] for number in range(20)])
    first = [entry[0][:1] for entry in addresses(lines)]
    twice = next(digit for digit in first if first.count(digit) > 1)
    chronology = chronology_of(lines)

    with pytest.raises(RecordError, match="several actions' addresses begin so"):
        chronology.action(twice)
    with pytest.raises(UnknownIdError, match="no action '00000000'"):
        chronology.action("00000000")


def test_an_action_of_later_is_not_known_yet() -> None:
    lines = linear(BATCHES)
    (address,) = addresses(lines)[3]

    with pytest.raises(UnknownIdError):
        chronology_of(lines).as_of("#3").action(address[:12])
