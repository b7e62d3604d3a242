"""Appending: time, conflicts, keys, and what a log remembers of its file."""

from collections.abc import Sequence
from typing import Any

import pytest
from tests.log.world import NOON, copy_of, counted, dated, new_log, seeded, text_of

from chrono56.clock import FixedClock
from chrono56.errors import (
    Conflict,
    DamagedLogError,
    Diverged,
    RecordError,
    WriteError,
)
from chrono56.log.actions import Action, Erased, Ranked, Recorded, Titled
from chrono56.log.entry import Addressed
from chrono56.log.log import Log
from chrono56.log.memory import MemoryStore
from chrono56.model import Event


def titled(log: Log, text: str) -> str:
    made = log.append([Titled(text)])
    assert made is not None
    return made.at


class TestConflict:
    def test_a_writer_who_was_overtaken_is_told(self) -> None:
        log = seeded()
        other = Log(log.store, by="bela", clock=FixedClock(NOON, 60), new_id=counted())

        before = other.heads()

        def overtaken() -> None:
            with log.entry() as entry:
                entry.title("mine")
                titled(other, "theirs")

        with pytest.raises(Conflict) as caught:
            overtaken()

        assert caught.value.expected == before
        assert caught.value.found == other.heads()
        assert [one.do for one in other.entries()][-1] == (Titled("theirs"),)

    def test_who_takes_whatever_head_there_is_comes_after_it(self) -> None:
        log = seeded()
        other = Log(log.store, by="bela", clock=FixedClock(NOON, 60), new_id=counted())

        with log.entry(expected=None) as entry:
            entry.title("mine")
            titled(other, "theirs")

        assert entry.appended is not None
        assert entry.appended.parents == (list(log.entries())[-2].id,)
        assert len(log.heads()) == 1

    def test_a_block_expects_the_heads_of_its_beginning(self) -> None:
        log = seeded()
        block = log.entry("mine")
        titled(log, "made before it begins")

        with block as entry:
            entry.title("mine")

        assert entry.appended is not None

    def test_named_heads_are_expected(self) -> None:
        log = seeded()
        heads = log.heads()

        assert log.append([Titled("a")], expected=heads) is not None
        with pytest.raises(Conflict):
            log.append([Titled("b")], expected=heads)

    def test_a_log_of_several_heads_waits_for_its_merge(self) -> None:
        log = seeded()
        fork = copy_of(log, by="bela")
        titled(log, "mine")
        titled(fork, "theirs")
        both = MemoryStore(lines=list(dict.fromkeys([*lines(log), *lines(fork)])))
        merged = new_log(both)

        with pytest.raises(Diverged) as caught:
            titled(merged, "more")
        assert caught.value.heads == merged.heads()
        assert len(list(merged.entries())) == 3

    def test_who_only_reads_can_not_write(self) -> None:
        log = Log(seeded().store)

        with pytest.raises(WriteError, match="say who records"):
            titled(log, "x")
        with pytest.raises(WriteError, match="say who records"):
            log.merge()


def lines(log: Log) -> list[bytes]:
    return [line for _, line in log.store.read()]


class TestKeys:
    ACTIONS: Sequence[Action] = (
        Recorded(Event("rising", "politics.uprising", {"en": "The rising"})),
        Recorded(Event("march", "politics.protest")),
        Recorded(dated("1956-10-23", about="march")),
        Ranked("claim", "preferred"),
    )

    def test_sending_again_is_harmless(self) -> None:
        log = seeded()
        first = log.append(self.ACTIONS, key="import-1")
        titled(log, "something else")

        again = log.append(self.ACTIONS, key="import-1", expected=())

        assert first is not None
        assert len(first.do) == 3  # the rising stood there before
        assert again == first
        assert len(log.heads()) == 1

    def test_a_log_that_is_opened_anew_knows_the_keys(self) -> None:
        log = seeded()
        first = log.append(self.ACTIONS, key="import-1")

        assert Log(log.store, by="b").append(self.ACTIONS, key="import-1") == first

    @pytest.mark.parametrize(
        "actions",
        [
            (),
            ACTIONS[:3],
            (*ACTIONS, Titled("x")),
            (*ACTIONS[:3], Ranked("claim", "deprecated")),
            (*ACTIONS[:1], Recorded(Event("march", "other")), *ACTIONS[2:]),
        ],
    )
    def test_other_content_under_a_key_is_an_error(
        self, actions: Sequence[Action]
    ) -> None:
        log = seeded()
        log.append(self.ACTIONS, key="import-1")

        with pytest.raises(RecordError, match="used for other content"):
            log.append(actions, key="import-1")

    def test_an_added_nonce_makes_no_difference(self) -> None:
        log = seeded()
        for rank in ("deprecated", "normal"):
            log.append([Ranked("book", rank)])
        first = log.append([Ranked("book", "deprecated")], key="again")

        assert first is not None
        assert first.do != (Ranked("book", "deprecated"),)
        assert log.append([Ranked("book", "deprecated")], key="again") == first

    def test_what_was_erased_since_is_still_there_already(self) -> None:
        log = seeded()
        march = Recorded(Event("march", "politics.protest"))
        log.append([march, Titled("x")], key="k")
        *rest, last = lines(log)
        erased = Addressed.of(Erased(Addressed.of(march).address)).body
        text = last.replace(
            b'{"record":{"id":"march","kind":"politics.protest","type":"event"},"type":"record"}',
            b'{"erased":"%b"}' % str(erased["erased"]).encode(),
        )
        again = new_log(MemoryStore(lines=[*rest, text]))

        assert again.append([march, Titled("x")], key="k") is not None
        assert len(lines(again)) == len(lines(log))


class TestReading:
    def test_reading_goes_on_behind_a_position(self) -> None:
        log = seeded()
        titled(log, "a")
        titled(log, "b")
        (_, first), (second, _), (third, _) = log.read()

        assert [entry for entry, _ in log.read(first)] == [second, third]
        assert log.holds(first)

    def test_only_the_last_line_is_the_end(self) -> None:
        log = new_log()
        titled(log, "one")
        titled(log, "two")
        (_, first), (_, last) = log.read()

        assert not log.ends_at(first)
        assert log.ends_at(last)
        titled(log, "three")
        assert not log.ends_at(last)
        assert not new_log().ends_at(last)

    def test_a_position_that_was_overwritten_no_longer_holds(self) -> None:
        log = seeded()
        fork = copy_of(log, by="bela")
        titled(log, "a")
        titled(fork, "bb")
        *_, (_, last) = log.read()

        assert log.holds(last)
        assert not fork.holds(last)
        assert not new_log().holds(last)

    @pytest.mark.parametrize("kept", ["", "header", "entry"])
    def test_a_log_cut_behind_the_writers_back_is_not_appended_to(
        self, kept: str
    ) -> None:
        store = MemoryStore()
        log = seeded(store)
        titled(log, "a")
        header, entry, _ = (line + b"\n" for line in lines(log))
        left = {
            "": b"",
            "header": header,
            "entry": header + entry,
        }[kept]
        store._bytes[:] = left

        for append in (lambda: titled(log, "b"), log.merge, log.heads):
            with pytest.raises(WriteError, match="open it anew, and verify it"):
                append()
        assert bytes(store._bytes) == left

    def test_a_log_damaged_behind_the_writers_back_is_not_appended_to(self) -> None:
        store = MemoryStore()
        log = seeded(store)
        titled(log, "a")
        store._bytes[-40:] = b"\n"

        for append in (lambda: titled(log, "b"), log.merge, log.heads):
            with pytest.raises(DamagedLogError, match=":3: not JSON"):
                append()

    def test_a_log_that_was_cut_goes_on_once_it_is_opened_anew(self) -> None:
        store = MemoryStore()
        log = seeded(store)
        size = len(text_of(log))
        titled(log, "a")
        del store._bytes[size:]

        again = Log(store, by="anna", clock=FixedClock(NOON, 60), new_id=counted())

        assert again.append([Titled("b")]) is not None
        assert again.verify().is_sound

    def test_a_log_that_was_replaced_before_the_first_word_is_left_alone(self) -> None:
        store = MemoryStore()
        seeded(store)
        reader = Log(store, by="bela", clock=FixedClock(NOON, 60), new_id=counted())
        assert reader.id == "test"
        store._bytes[:] = b'{"format":1,"log":"other"}\n'

        with pytest.raises(WriteError, match="was replaced"):
            titled(reader, "b")
        assert len(list(store.read())) == 1

    def test_what_a_merge_brought_may_not_go_either(self) -> None:
        store = MemoryStore()
        log = seeded(store)
        fork = copy_of(log, by="bela")
        titled(fork, "theirs")
        size = len(text_of(log))
        log.merge(fork)
        del store._bytes[size:]

        with pytest.raises(WriteError, match="went backwards"):
            titled(log, "mine")

    @pytest.mark.parametrize("by", ["\ud800", 5, None])
    def test_a_recorder_whose_name_can_not_be_written_writes_nothing(
        self, by: Any
    ) -> None:
        log = seeded()
        before = text_of(log)
        log.by = by

        with pytest.raises(RecordError, match="by: "):
            titled(log, "x")
        with pytest.raises(RecordError, match="by: "):
            log.merge()
        assert text_of(log) == before

    def test_the_header_may_recur(self) -> None:
        log = seeded()
        header, *rest = lines(log)
        again = new_log(MemoryStore(lines=[header, *rest, header]))
        titled(again, "x")

        assert again.verify().is_sound
        assert len(list(again.entries())) == 2

    def test_a_name_and_an_id_are_there_for_messages(self) -> None:
        log = new_log()

        assert (log.id, log.name, log.by) == ("test", "memory", "anna")
