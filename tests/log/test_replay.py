"""Reading all of a log again: in order, one at a time, proven no more than once."""

import os
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.log.world import (
    copy_of,
    dated,
    lines_of,
    new_log,
    seeded,
    text_of,
    with_line,
)

import chrono56 as c56
from chrono56.clock import FixedClock
from chrono56.errors import DamagedLogError, RewrittenError
from chrono56.log.actions import Recorded, Titled
from chrono56.log.entry import Entry
from chrono56.log.jsonl import JsonlStore
from chrono56.log.log import Log
from chrono56.log.memory import MemoryStore
from chrono56.log.store import with_ends

COUNT = 200


def titled(count: int = COUNT) -> Log:
    """Return a log of so many titles."""
    log = new_log()
    log.append_many(log.draft(actions=[Titled(f"{n}")]) for n in range(count))
    return log


def sorted_of(log: Log) -> list[Entry]:
    """Return the entries as they are to come, sorted and each once, the plain way."""
    found = {entry.id: entry for entry, _ in log.read()}
    return sorted(found.values(), key=lambda entry: (entry.at, entry.id))


class TestOrder:
    def test_it_is_that_of_the_file_while_copies_were_not_united(self) -> None:
        log = titled()

        assert list(log.entries()) == [entry for entry, _ in log.read()]

    def test_it_is_the_canonical_one_once_they_were(self) -> None:
        log = seeded()
        other = copy_of(log, by="bela", clock=FixedClock("2024-03-01T12:00:00.5Z"))
        for day in ("1956-11-04", "1956-11-05"):
            other.append([Recorded(dated(day, id=f"b-{day}"))])
            log.append([Recorded(dated(day, id=f"a-{day}"))])
        log.merge(other)

        entries = list(log.entries())

        assert entries == sorted_of(log)
        assert entries != [entry for entry, _ in log.read()]

    @pytest.mark.parametrize("number", [2, 3, COUNT])
    def test_a_line_that_came_twice_is_one_entry(self, number: int) -> None:
        lines = lines_of(titled())
        log = Log(MemoryStore(lines=[*lines, lines[0], lines[number]]))

        assert list(log.entries()) == sorted_of(log)
        assert len(list(log.entries())) == COUNT

    def test_one_entry_at_a_time_is_in_memory(self) -> None:
        alive: weakref.WeakSet[Entry] = weakref.WeakSet()
        most = 0
        for entry in titled().entries():
            alive.add(entry)
            most = max(most, len(alive))

        assert most <= 2

    def test_what_is_appended_meanwhile_is_left_for_the_next_time(self) -> None:
        log = titled(2)
        entries = log.entries()
        first = next(entries)
        log.append([Titled("late")])

        assert len([first, *entries]) == 2
        assert len(list(log.entries())) == 3

    def test_a_log_that_is_rewritten_meanwhile_is_not_read_on(self) -> None:
        lines = lines_of(titled(3))

        class Rewritten(MemoryStore):
            """A store that is rewritten when it is read for the third time."""

            times = 0

            def read(self, after: int = 0) -> Iterator[tuple[int, bytes]]:
                self.times += 1
                if self.times == 3:  # after the header, and a look at the order
                    self.rewrite(lambda: [lines[0], lines[2], lines[1], lines[3]])
                return super().read(after)

        with pytest.raises(RewrittenError):
            list(Log(Rewritten(lines=lines)).entries())


class TestProof:
    @pytest.fixture
    def path(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """Give a log that nobody touched since it was written here."""
        monkeypatch.setenv("CHRONO56_CACHE", str(tmp_path / "cache"))
        path = tmp_path / "log.jsonl"
        log = c56.open_log(path, by="anna", clock=FixedClock("2024-03-01T12:00:00Z"))
        for text in ("one", "two"):
            log.append([Titled(text)])
        return path

    def test_what_was_proven_is_not_proven_again(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        proven = list(c56.open_log(path, cache=False).entries())
        monkeypatch.setattr("chrono56.log.entry.read_envelope", None)

        assert list(c56.open_log(path).entries()) == proven

    @pytest.mark.parametrize("way", ["write", "verify"])
    def test_who_writes_or_verifies_has_proven_it(
        self, path: Path, way: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path.touch()
        log = c56.open_log(path, by="anna")
        log.verify() if way == "verify" else log.append([Titled("three")])
        monkeypatch.setattr("chrono56.log.entry.read_envelope", None)

        assert len(list(log.entries())) == 2 + (way == "write")

    def test_a_file_that_was_touched_is_proven_again(self, path: Path) -> None:
        changed = path.read_bytes().replace(b'"two"', b'"too"')
        path.write_bytes(changed)
        os.utime(path, (0, 0))

        with pytest.raises(DamagedLogError, match=":3: the id is not the hash"):
            list(c56.open_log(path).entries())

    def test_what_somebody_else_appended_is_proven(self, path: Path) -> None:
        with path.open("ab") as file:
            file.write(path.read_bytes().splitlines(keepends=True)[2][:-3] + b"2}\n")

        with pytest.raises(DamagedLogError, match=":4: the id is not the hash"):
            list(c56.open_log(path).entries())

    def test_what_was_changed_under_a_writer_is_not_taken_for_proven(
        self, path: Path
    ) -> None:
        log = c56.open_log(path, by="anna")
        log.append([Titled("three")])
        path.write_bytes(path.read_bytes().replace(b'"two"', b'"too"'))
        os.utime(path, (0, 0))
        log.append([Titled("four")])

        with pytest.raises(DamagedLogError, match=":3: the id is not the hash"):
            list(c56.open_log(path).entries())

    def test_verification_proves_every_line_whatever_was_proven(
        self, path: Path
    ) -> None:
        before = path.stat()
        path.write_bytes(path.read_bytes().replace(b'"two"', b'"too"'))
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

        assert not c56.open_log(path).verify().is_sound

    def test_a_change_that_sets_the_time_back_is_seen_by_readers_too(
        self, path: Path
    ) -> None:
        before = path.stat()
        path.write_bytes(path.read_bytes().replace(b'"two"', b'"too"'))
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

        with pytest.raises(DamagedLogError, match=":3: the id is not the hash"):
            list(c56.open_log(path).entries())


class TestOpening:
    def test_an_action_is_opened_when_it_is_asked_for(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        log = titled(1)
        (entry,) = log.entries()
        opened = entry.do
        monkeypatch.setattr("chrono56.log.entry.action_from_json", None)

        (again,) = log.entries()

        assert again.actions == [{"text": "0", "type": "title"}]
        assert entry.do is opened
        with pytest.raises(TypeError):
            _ = again.do

    def test_an_entry_that_was_appended_equals_the_one_that_is_read(self) -> None:
        log = seeded()
        made = log.append([Recorded(c56.Place("pest", {"en": "Pest"}, ("47.5", "19")))])
        assert made is not None

        *_, read = log.entries()

        assert read == made
        assert hash(read) == hash(made)
        assert read.addresses == made.addresses

    def test_equal_are_entries_of_one_id_in_one_form(self) -> None:
        log = new_log()
        made = log.append([Titled("1956", nonce="n"), Titled("1957")])
        assert made is not None
        before = list(log.entries())
        log.erase(made.addresses[0], reason="asked for")
        after = list(log.entries())

        assert before[0].id == after[0].id
        assert before[0] != after[0]
        assert after[0].addresses == before[0].addresses

    def test_no_other_value_is_equal(self) -> None:
        (entry,) = titled(1).entries()

        assert entry != entry.id


class TestStoresWithoutStamps:
    def test_they_are_read_and_proven_as_ever(self) -> None:
        lines = lines_of(titled(2))
        log = Log(MemoryStore(lines=with_line(lines, 3, lines[2][:-2] + b"2}")))

        with pytest.raises(DamagedLogError):
            list(log.entries())

    def test_a_file_has_the_stamp_of_its_size_identity_and_time(
        self, tmp_path: Path
    ) -> None:
        store = JsonlStore(tmp_path / "log.jsonl")
        assert store.stamp() == ()
        log = seeded(store)
        before = store.stamp()

        log.append([Titled("x")])

        assert before[0] != store.stamp()[0]
        assert store.stamp()[0] == len(text_of(log))
        assert store.stamp() == store.stamp()
        assert len(with_ends(lines_of(log))) == len(text_of(log))
