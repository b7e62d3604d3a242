"""Many entries at once, and entries that don't wait for the disk."""

from pathlib import Path
from typing import Any

import pytest
from tests.log.faulty import writing
from tests.log.world import NOON, copy_of, counted, dated, seeded, text_of

from chrono56.clock import FixedClock
from chrono56.errors import Conflict, Diverged, RecordError, UnknownIdError, WriteError
from chrono56.log.actions import Recorded, Titled, UnknownAction
from chrono56.log.draft import EntryDraft
from chrono56.log.log import Log
from chrono56.log.memory import MemoryStore
from chrono56.model import Event


def titled(log: Log, *texts: str) -> list[EntryDraft]:
    return [log.draft(f"why {text}", actions=[Titled(text)]) for text in texts]


class TestMany:
    def test_each_draft_is_an_entry_upon_the_one_before(self) -> None:
        log = seeded()
        (root,) = log.heads()
        drafts = titled(log, "a", "b", "c")

        made = log.append_many(drafts)

        entries = list(log.entries())[1:]
        assert list(made) == entries == [draft.appended for draft in drafts]
        assert [one.reason for one in entries] == ["why a", "why b", "why c"]
        assert [one.parents[0] for one in entries] == [root, *(e.id for e in entries)][
            :3
        ]
        assert log.verify().is_sound

    def test_it_writes_what_appending_one_by_one_would(self) -> None:
        logs = [seeded(clock=FixedClock(NOON, step_seconds=60)) for _ in range(2)]
        for draft in titled(logs[0], "a", "b"):
            logs[0].append(draft.actions, reason=draft.reason)
        logs[1].append_many(titled(logs[1], "a", "b"))

        assert text_of(logs[0]) == text_of(logs[1])

    def test_drafts_may_refer_to_those_before_and_not_to_those_behind(self) -> None:
        log = seeded()
        event, claim = log.draft(), log.draft()
        march = event.event("march")
        claim.record(dated("1956-10-23", about="march"))
        before = text_of(log)

        with pytest.raises(UnknownIdError, match="march"):
            log.append_many([claim, event])
        assert text_of(log) == before
        assert len(log.append_many([event, claim])) == 2
        assert log.append_many([event]) == (None,)
        assert march.id == "march"

    @pytest.mark.parametrize("place", [0, 1, 2])
    def test_one_that_is_refused_keeps_all_out(self, place: int) -> None:
        log = seeded()
        before = text_of(log)
        drafts = titled(log, "a", "b")
        wrong = log.draft(actions=[Recorded(Event("rising", "other"))])
        drafts.insert(place, wrong)

        with pytest.raises(RecordError, match="names another event already"):
            log.append_many(drafts)
        assert text_of(log) == before
        assert [draft.appended for draft in drafts] == [None] * 3
        assert log.append([Titled("c")]) is not None
        assert log.verify().is_sound

    def test_what_stands_there_already_makes_no_entry(self) -> None:
        log = seeded()
        known = log.draft(actions=[Recorded(Event("march", "other"))])
        again = log.draft(actions=[Recorded(Event("march", "other"))])

        first, second, third = log.append_many([known, again, *titled(log, "a")])

        assert second is None
        assert (first, third) == tuple(log.entries())[1:]

    def test_no_drafts_are_no_entries(self) -> None:
        log = seeded()

        assert log.append_many([]) == ()
        assert len(list(log.entries())) == 1

    def test_several_heads_and_unexpected_ones_are_refused(self) -> None:
        log = seeded()
        heads = log.heads()
        fork = copy_of(log, by="bela")
        log.append_many(titled(log, "mine"), expected=heads)
        fork.append_many(titled(fork, "theirs"), expected=heads)

        with pytest.raises(Conflict):
            log.append_many(titled(log, "x"), expected=heads)
        lines = [line for one in (log, fork) for _, line in one.store.read()]
        both = Log(MemoryStore(lines=dict.fromkeys(lines)), by="anna")
        with pytest.raises(Diverged):
            both.append_many(titled(both, "x"))


class TestKeys:
    def test_a_key_that_is_sent_again_is_there_already(self) -> None:
        log = seeded()
        drafts = [log.draft(key=key, actions=[Titled(key)]) for key in "ab"]
        first = log.append_many(drafts)

        assert log.append_many(drafts) == first
        more = log.draft(key="c", actions=[Titled("c")])
        assert log.append_many([*drafts, more])[:2] == first
        assert len(list(log.entries())) == 4

    def test_a_key_that_comes_twice_at_once_is_one_entry(self) -> None:
        log = seeded()
        twice = [log.draft(key="k", actions=[Titled("a")]) for _ in range(2)]

        one, other = log.append_many(twice)

        assert one == other
        assert len(list(log.entries())) == 2

    def test_a_key_that_comes_twice_with_other_content_is_an_error(self) -> None:
        log = seeded()
        twice = [log.draft(key="k", actions=[Titled(text)]) for text in "ab"]

        with pytest.raises(RecordError, match="used for other content"):
            log.append_many(twice)
        assert len(list(log.entries())) == 1


class TestDrafts:
    @pytest.mark.parametrize("field", ["reason", "key"])
    def test_text_that_no_log_can_keep_is_refused_at_once(self, field: str) -> None:
        words: Any = {field: "\ud800"}

        with pytest.raises(RecordError, match=f"{field}: .*surrogate"):
            seeded().draft(**words)


class TestDurability:
    def test_a_log_that_does_not_wait_has_its_entries_at_once(self, path: Path) -> None:
        log = writing(path, batch=True)
        made = log.append([Titled("a")])

        assert list(writing(path).entries())[-1] == made
        log.sync()
        log.sync()
        assert writing(path).verify().is_sound

    def test_another_word_is_refused(self) -> None:
        word: Any = "sometimes"

        with pytest.raises(ValueError, match="use 'fsync' or 'batch'"):
            Log(MemoryStore(), by="anna", durability=word)

    def test_who_only_reads_appends_nothing(self) -> None:
        log = Log(seeded().store, new_id=counted())

        with pytest.raises(WriteError, match="say who records"):
            log.append_many(titled(log, "a"))


@pytest.mark.parametrize("depth", range(90, 100))
@pytest.mark.parametrize("width", [0, 300])
def test_what_is_nested_so_deep_that_nobody_could_read_it_is_refused(
    depth: int, width: int
) -> None:
    log = seeded()
    value: Any = "x" * width
    for _ in range(depth):
        value = [value]
    action = UnknownAction("a", {"b": value})

    if depth <= 97:  # around it are the action, the list of actions, and the entry
        assert log.append([action]) == list(log.entries())[-1]
    else:
        with pytest.raises(RecordError, match="a line of the log nests up to 100"):
            log.append([action])
