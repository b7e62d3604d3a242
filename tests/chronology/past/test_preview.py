import pytest
from tests.chronology.world import every, new_log

import chrono56 as c56
from chrono56.chronology import Chronology
from chrono56.errors import Conflict, Diverged, RecordError, UnknownIdError
from chrono56.log.actions import Action, Ranked, Retracted, Titled
from chrono56.log.log import Log
from chrono56.log.memory import MemoryStore


@pytest.fixture(name="log")
def _log() -> Log:
    log = new_log()
    with log.entry("the sources") as entry:
        diary = entry.source("diary", reliability="A")
        memoir = entry.source("memoir")
        entry.event("march")
        entry.claim("march", c56.Dating("1956-10-24"), cite=diary, id="c1")
        entry.claim("march", c56.Dating("1956-10"), cite=memoir, id="c2")
        entry.event("rally")
        entry.claim("rally", c56.Dating("1956-10-25"), cite=diary, id="c3")
    return log


def lines(log: Log) -> list[tuple[int, bytes]]:
    return list(log.store.read())


@pytest.mark.parametrize(
    "actions",
    [
        [Retracted("diary", reason="a forgery")],
        [Ranked("memoir", "preferred"), Titled("A village")],
        [Retracted("c1"), Retracted("rally")],
    ],
)
def test_a_preview_is_what_the_log_then_comes_to(
    log: Log, actions: list[Action]
) -> None:
    before = lines(log)
    now = Chronology.open(log)
    preview = now.preview(actions)
    events, changes = list(preview.select(every())), now.diff(preview)

    assert lines(log) == before
    assert now.diff(Chronology.open(log)) == ()
    log.append(actions)
    then = Chronology.open(log)
    assert [it.id for it in then.select(every())] == [it.id for it in events]
    assert preview.diff(then) == ()
    assert now.diff(then) == changes
    assert changes


def test_a_preview_hears_what_its_reading_hears(log: Log) -> None:
    judged = [Ranked("c1", "preferred")]
    preview = Chronology.open(log, reading="only=memoir").preview(judged)
    log.append(judged)

    assert str(preview.event("march").when) == "1956-10"
    assert preview.diff(Chronology.open(log, reading="only=memoir")) == ()


def test_what_loses_its_last_independent_support_is_told(log: Log) -> None:
    now = Chronology.open(log)

    changes = now.diff(now.preview([Retracted("diary")]))

    assert {(it.about, it.property, it.what) for it in changes} >= {
        ("march", "date", "single-sourced"),
        ("march", "dating", "claim lost"),
        ("rally", "date", "removed"),
        ("rally", "occurrence", "changed"),
        ("rally", "dating", "claim lost"),
    }


def test_a_preview_can_be_built_upon(log: Log) -> None:
    preview = Chronology.open(log).preview([Retracted("diary")])

    assert [str(it.when) for it in preview.select(every(source="memoir"))] == [
        "1956-10"
    ]
    assert preview.stats().entries == 2
    assert [it.by for it in preview.history()] == ["anna", "anna"]


def test_nothing_needs_to_be_written_by_anybody(log: Log) -> None:
    readonly = Log(log.store)

    now = Chronology.open(readonly)

    assert now.diff(now.preview([Retracted("rally")]))


def test_what_would_be_refused_is_refused(log: Log) -> None:
    now = Chronology.open(log)

    with pytest.raises(UnknownIdError, match="no record 'nothing'"):
        now.preview([Retracted("nothing")])
    with pytest.raises(RecordError, match="it is retracted already"):
        now.preview([Retracted("rally"), Retracted("rally")])


def test_what_has_no_effect_changes_nothing(log: Log) -> None:
    now = Chronology.open(log)

    assert now.diff(now.preview([])) == ()


def test_only_the_latest_state_can_be_built_upon(log: Log) -> None:
    now = Chronology.open(log)
    log.append([Titled("Later")])

    with pytest.raises(Conflict):
        now.preview([Retracted("diary")])
    with pytest.raises(Conflict):
        Chronology.open(log).as_of("#1").preview([Retracted("diary")])


def test_a_log_with_several_heads_has_to_be_merged_first(log: Log) -> None:
    copy = log.copy()
    log.append([Titled("One")])
    copy.append([Titled("Other"), Retracted("rally")])
    both = dict.fromkeys(line for it in (log, copy) for _, line in it.store.read())
    joined = Log(MemoryStore("both", both), by="anna")

    with pytest.raises(Diverged):
        Chronology.open(joined).preview([Retracted("diary")])
