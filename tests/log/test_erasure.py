"""Erasing texts: what goes, what stays, and what a crash leaves to be finished."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.log.test_form import sealed
from tests.log.world import (
    authorise,
    copy_of,
    counted,
    lines_of,
    new_log,
    seeded,
    text_of,
    write_entry,
)

from chrono56.clock import FixedClock
from chrono56.errors import (
    ErasureWarning,
    RecordError,
    UnknownIdError,
    WriteError,
)
from chrono56.log import chain, writer
from chrono56.log.actions import Erased, Erasure, Titled
from chrono56.log.entry import read_entry
from chrono56.log.log import Log
from chrono56.log.memory import MemoryStore

DAY = "2024-03-02"
NAME = "Kovács Erzsébet"


def with_witness(log: Log) -> Log:
    """Record a witness, name her better, take her back, and go on."""
    with log.entry() as entry:
        agent = entry.agent("w-1", labels={"hu": NAME}, erasable=True)
    with log.entry() as entry:
        entry.revise(agent, labels={"hu": f"Dr. {NAME}"}, erasable=True)
        entry.title("The village")
    with log.entry() as entry:
        entry.retract("w-1", reason="asked for")
    return log


def witness_log() -> Log:
    return with_witness(seeded(clock=FixedClock("2024-03-01T12:00:00Z", 60)))


def addresses_of(log: Log) -> list[str]:
    """Return the addresses of the actions that name the witness."""
    return [
        where
        for entry in log.entries()
        for action, where in zip(entry.do, entry.addresses, strict=True)
        if NAME in str(action)
    ]


class TestErase:
    def test_all_recordings_and_revisions_of_a_record_go(self) -> None:
        log = witness_log()
        heads, ids = log.heads(), [entry.id for entry in log.entries()]
        where = addresses_of(log)

        made = log.erase("w-1", reason="she asked for it")

        assert made is not None
        assert made.do == tuple(Erasure(one, "she asked for it") for one in where)
        assert made.parents == heads
        assert NAME.encode() not in text_of(log)
        assert [entry.id for entry in log.entries()] == [*ids, made.id]
        assert [one.address for one in log.verify().erased] == where
        assert log.verify().is_sound

    def test_one_action_can_go_alone_and_the_rest_of_its_entry_stays(self) -> None:
        log = witness_log()
        _, revision = addresses_of(log)

        log.erase(revision, reason="the title was wrong")

        assert NAME.encode() in text_of(log)
        assert f"Dr. {NAME}".encode() not in text_of(log)
        (changed,) = [one for one in log.entries() if revision in one.addresses]
        assert changed.do == (Erased(revision), Titled("The village"))

    def test_what_is_gone_is_not_erased_again(self) -> None:
        log = witness_log()
        (first, _) = addresses_of(log)
        log.erase(first, reason="x")
        text = text_of(log)

        assert log.erase(first, reason="y") is None
        assert text_of(log) == text
        log.erase("w-1", reason="the rest")
        assert NAME.encode() not in text_of(log)

    def test_it_goes_on_being_written(self) -> None:
        log = witness_log()
        log.erase("w-1", reason="x")

        assert log.append([Titled("on")]) is not None
        assert log.verify().is_sound

    def test_one_who_had_the_log_open_goes_on_writing(self) -> None:
        log = witness_log()
        clock = FixedClock("2024-03-02T12:00:00Z")
        other = Log(log.store, by="bela", clock=clock, new_id=counted())
        other.heads()
        log.erase("w-1", reason="x")

        assert other.append([Titled("on")]) is not None
        assert log.verify().is_sound

    @pytest.mark.parametrize(
        ("target", "error"),
        [
            ("w-2", UnknownIdError),
            ("a" * 64, UnknownIdError),
            ("", UnknownIdError),
        ],
    )
    def test_what_is_not_there_is_refused(
        self, target: str, error: type[Exception]
    ) -> None:
        log = witness_log()
        text = text_of(log)

        with pytest.raises(error):
            log.erase(target, reason="x")
        assert text_of(log) == text

    def test_what_authorises_an_erasure_can_not_go(self) -> None:
        log = witness_log()
        made = log.erase("w-1", reason="x")
        assert made is not None

        with pytest.raises(RecordError, match="can't be erased"):
            log.erase(made.addresses[0], reason="y")

    @pytest.mark.parametrize("reason", ["", "  "])
    def test_without_a_reason_nothing_goes(self, reason: str) -> None:
        log = witness_log()

        with pytest.raises(RecordError, match="no reason"):
            log.erase("w-1", reason=reason)
        assert NAME.encode() in text_of(log)

    def test_who_only_reads_erases_nothing(self) -> None:
        log = Log(witness_log().store)

        with pytest.raises(WriteError, match="opened for reading"):
            log.erase("w-1", reason="x")

    def test_a_text_without_a_nonce_goes_with_a_warning(self) -> None:
        log = seeded()

        with pytest.warns(ErasureWarning, match="1 of the texts erased had no nonce"):
            log.erase("rising", reason="x")
        assert b"The rising" not in text_of(log)

    def test_an_unauthorised_erasure_can_be_authorised(self) -> None:
        log = witness_log()
        where, _ = addresses_of(log)
        kept = text_of(log)
        log.erase(where, reason="x")
        erased = text_of(log).splitlines()
        # Only the entry that authorises it is lost.
        again = new_log(MemoryStore(lines=[*erased[: kept.count(b"\n")]]))
        assert not again.verify().is_sound

        again.append([Erasure(where, "it was asked for")])
        assert again.verify().is_sound


class TestUnfinished:
    """Who crashes between recording an erasure and taking the text out."""

    @pytest.mark.parametrize(
        "go_on",
        [
            lambda log: log.append([Titled("on")]),
            lambda log: log.merge(),
            lambda log: log.erase("rising", reason="too"),
        ],
    )
    @pytest.mark.filterwarnings("ignore::chrono56.errors.ErasureWarning")
    def test_the_next_writer_finishes_it(self, go_on: Callable[[Log], object]) -> None:
        crashed = witness_log()
        authorise(crashed, *addresses_of(crashed))
        log = new_log(MemoryStore(lines=lines_of(crashed)))
        assert NAME.encode() in text_of(log)

        go_on(log)

        assert NAME.encode() not in text_of(log)
        assert log.verify().is_sound
        assert not log.verify().unfinished

    def test_a_writer_that_can_not_finish_it_warns_and_writes(self) -> None:
        class Full(MemoryStore):
            def rewrite(self, *_: object, **__: object) -> str:
                raise WriteError(self.name, "no space left")

        crashed = witness_log()
        authorise(crashed, *addresses_of(crashed))
        log = new_log(Full(lines=lines_of(crashed)))

        with pytest.warns(ErasureWarning, match=r"still stands .*no space left"):
            assert log.append([Titled("on")]) is not None
        assert NAME.encode() in text_of(log)

    def test_erasing_that_can_not_be_finished_is_an_error(self) -> None:
        class Full(MemoryStore):
            def rewrite(self, *_: object, **__: object) -> str:
                raise WriteError(self.name, "no space left")

        log = with_witness(new_log(Full()))

        with pytest.raises(WriteError, match=r"still stands .*no space left"):
            log.erase("w-1", reason="x")
        assert len(log.verify().unfinished) == 2

    def test_an_old_copy_does_not_bring_the_text_back(self) -> None:
        log = witness_log()
        old = Log(MemoryStore("old", lines_of(log)))
        log.erase("w-1", reason="x")

        log.merge(old)

        assert NAME.encode() not in text_of(log)
        assert log.verify().duplicates == 0

    def test_an_old_copy_loses_the_text_when_it_is_joined_with_the_new(self) -> None:
        log = witness_log()
        old = new_log(MemoryStore("old", lines_of(log)), by="bela")
        log.erase("w-1", reason="x")

        old.merge(log)

        assert NAME.encode() not in text_of(old)
        assert [one.id for one in old.entries()] == [one.id for one in log.entries()]

    @given(data=st.data())
    def test_of_two_forms_the_next_writer_drops_the_one_with_the_text(
        self, data: st.DataObject
    ) -> None:
        log = witness_log()
        old = lines_of(log)
        log.erase("w-1", reason="x")
        new = lines_of(log)
        both = data.draw(st.permutations([*old[1:], *new[1:]]))
        joined = new_log(
            MemoryStore(lines=[new[0], *both]),
            clock=FixedClock("2024-03-02T12:00:00Z"),
        )
        assert NAME not in str(list(joined.entries()))

        joined.append([Titled("on")])

        assert NAME.encode() not in text_of(joined)
        found = joined.verify()
        assert (found.is_sound, found.duplicates, found.unfinished) == (True, 0, ())

    def test_what_is_erased_before_it_was_recorded_stays(self) -> None:
        log = witness_log()
        where, _ = addresses_of(log)
        action = {"action": where, "type": "erase"}
        early = sealed(at="2020-01-01T00:00:00.000000Z", do=[action])
        both = new_log(
            MemoryStore(lines=[*lines_of(log), early]),
            clock=FixedClock("2024-03-02T12:00:00Z"),
        )

        both.merge()

        assert NAME.encode() in text_of(both)
        assert both.verify().is_sound
        # Nor does another form without the text win by it.
        full = lines_of(log)
        log.erase(where, reason="x")
        (gone,) = (one for one in lines_of(log) if b'"erased":' in one)
        forms = Log(MemoryStore(lines=[full[0], gone, *full[1:], early]))
        assert f"'{NAME}'" in str(list(forms.entries()))


class TestTheSameWordsTwice:
    """Who records the very same action apart, without a nonce, gives it one address."""

    def both(self, hour: int) -> tuple[MemoryStore, str]:
        """Return a union in which a title was recorded twice, and erased once."""
        origin = seeded(clock=FixedClock(f"{DAY}T09:00:00Z"))
        one = copy_of(origin, by="anna", clock=FixedClock(f"{DAY}T10:00:00Z", 3600))
        other = copy_of(origin, by="bela", clock=FixedClock(f"{DAY}T{hour}:00:00Z"))
        made = one.append([Titled(NAME)])
        other.append([Titled(NAME)])
        assert made is not None
        with pytest.warns(ErasureWarning):
            one.erase(made.addresses[0], reason="x")
        lines = [*lines_of(other), *lines_of(one)[1:]]
        return MemoryStore(lines=lines), made.addresses[0]

    def opened(self, store: MemoryStore) -> Log:
        clock = FixedClock("2024-03-03T12:00:00Z", 60)
        return Log(store, by="csaba", clock=clock, new_id=counted())

    @pytest.mark.filterwarnings("ignore::chrono56.errors.ErasureWarning")
    def test_what_was_recorded_before_the_erasure_goes_wherever_it_stands(self) -> None:
        store, _ = self.both(hour=10)
        log = self.opened(store)
        assert log.verify().unfinished

        log.merge()

        assert NAME.encode() not in text_of(log)
        assert log.verify().is_sound

    @pytest.mark.filterwarnings("ignore::chrono56.errors.ErasureWarning")
    def test_what_was_recorded_later_stays_until_it_is_erased_itself(self) -> None:
        store, where = self.both(hour=20)
        log = self.opened(store)
        log.merge()
        log.append([Titled("on")])

        assert NAME.encode() in text_of(log)
        assert log.verify().is_sound
        assert not log.verify().unfinished

        log.erase("assault", reason="something else")
        assert NAME.encode() in text_of(log)
        assert log.verify().is_sound

        log.erase(where, reason="x")
        assert NAME.encode() not in text_of(log)

    @pytest.mark.filterwarnings("ignore::chrono56.errors.ErasureWarning")
    def test_though_it_stays_an_old_copy_does_not_bring_the_other_back(self) -> None:
        store, where = self.both(hour=20)
        log = self.opened(store)
        log.merge()
        (gone,) = (one for one in lines_of(log) if b'"erased":' in one)
        entry = read_entry(gone)
        full, _ = write_entry(
            [Titled(NAME)], at=entry.at, by=entry.by, parents=entry.parents
        )
        assert read_entry(full).id == entry.id
        log.store.append(lambda: [full])

        log.merge()
        log.append([Titled("on")])

        assert text_of(log).count(NAME.encode()) == 1
        assert not log.verify().unfinished
        assert where in str(list(log.entries()))

    def test_a_log_is_neither_rewritten_nor_searched_again_for_what_stays(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        store, _ = self.both(hour=20)

        class Kept(MemoryStore):
            def rewrite(self, *_: object, **__: object) -> str:
                raise AssertionError

        looked = []

        def texts_of(*given: Any) -> set[str]:
            looked.append(given)
            return chain.texts_of(*given)

        monkeypatch.setattr(writer, "texts_of", texts_of)
        log = self.opened(Kept(lines=lines_of(Log(store))))
        log.merge()

        assert log.append([Titled("on")]) is not None
        assert len(looked) == 1
