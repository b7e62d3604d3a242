"""What is remembered of a log, and who is stopped by it."""

import errno
import os
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.log.world import write_over

import chrono56 as c56
from chrono56.chronology.tables import readmodel
from chrono56.errors import BackwardsWarning, DamagedLogError, WriteError
from chrono56.log import chain
from chrono56.log.cache import TABLES, cache_path
from chrono56.log.canonical import with_digest
from chrono56.log.disk import Disk
from chrono56.log.remembered import Remembered, forget, keep, recall

ONE, TWO = "1" * 64, "2" * 64


@pytest.fixture(name="cache", autouse=True)
def _cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    cache = tmp_path / "cache"
    monkeypatch.setenv("CHRONO56_CACHE", str(cache))
    return cache


@pytest.fixture(name="path")
def _path(tmp_path: Path) -> Path:
    """Give the path of a log of three entries, each of which was remembered."""
    path = tmp_path / "log.jsonl"
    for name in ("a", "b", "c"):
        record(path, name)
    return path


def record(path: Path, name: str, *, cache: bool = True, accept: bool = False) -> None:
    log = c56.open_log(path, by="anna", cache=cache, accept=accept)
    with log.entry() as entry:
        entry.event(name)


def ids(path: Path, *, cache: bool = True) -> list[str]:
    with c56.open_log(path, cache=cache).chronology(cache=cache) as told:
        return [event.id for event in told]


def cut(path: Path, lines: int) -> None:
    kept = path.read_bytes().splitlines(keepends=True)[:lines]
    path.write_bytes(b"".join(kept))


class TestTheNote:
    @pytest.mark.parametrize("heads", [(), (ONE,), (ONE, TWO)])
    def test_it_comes_back_as_it_was(
        self, tmp_path: Path, heads: tuple[str, ...]
    ) -> None:
        keep(tmp_path / "new" / "note", Remembered(7, heads))

        assert recall(tmp_path / "new" / "note") == Remembered(7, heads)

    def test_its_stamps_come_back_too(self, tmp_path: Path) -> None:
        noted = Remembered(7, (ONE,), (362, 12, 10**18, 10**18 + 1), (300, 12))
        keep(tmp_path / "note", noted)

        assert recall(tmp_path / "note") == noted

    @pytest.mark.parametrize("stamp", ["362 twelve", 362, None, ["362"]])
    def test_one_whose_stamp_is_none_is_nothing(
        self, tmp_path: Path, stamp: Any
    ) -> None:
        note = tmp_path / "note"
        body = {"entries": 7, "heads": [ONE]}
        note.write_bytes(with_digest(body | {"stamp": stamp}) + b"\n")
        assert recall(note) is None

        note.write_bytes(with_digest(body) + b"\n")
        assert recall(note) == Remembered(7, (ONE,))

    def test_a_shorter_one_replaces_a_longer(self, tmp_path: Path) -> None:
        note = tmp_path / "note"
        keep(note, Remembered(1000, (ONE, TWO)))
        keep(note, Remembered(7, (TWO,)))

        assert recall(note) == Remembered(7, (TWO,))

    def test_what_is_forgotten_is_gone(self, tmp_path: Path) -> None:
        note = tmp_path / "note"
        keep(note, Remembered(7, (ONE,)))
        forget(note)
        forget(note)

        assert recall(note) is None

    def test_every_changed_bit_and_every_cut_make_it_nothing(
        self, tmp_path: Path
    ) -> None:
        note = tmp_path / "note"
        keep(note, Remembered(7, (ONE,)))
        text = note.read_bytes()

        for at, byte in enumerate(text):
            for bit in range(8):
                write_over(note, at, byte ^ 1 << bit)
                assert recall(note) is None
            write_over(note, at, byte)
        for length in reversed(range(len(text))):
            os.truncate(note, length)
            assert recall(note) is None

    @pytest.mark.parametrize("text", [b"", b"\0" * 200, b"\n", b"x y\n", b"[] {}\n"])
    def test_garbage_is_nothing(self, tmp_path: Path, text: bytes) -> None:
        note = tmp_path / "note"
        note.write_bytes(text)

        assert recall(note) is None

    def test_what_can_not_be_kept_is_done_without(self, tmp_path: Path) -> None:
        (tmp_path / "file").touch()

        for note in (None, tmp_path, tmp_path / "file" / "note"):
            keep(note, Remembered(7, (ONE,)))
            assert recall(note) is None
            forget(note)


class TestALogThatWentBackwards:
    @pytest.mark.parametrize("lines", [1, 2, 3])
    def test_writers_are_stopped_and_nothing_is_written(
        self, path: Path, lines: int
    ) -> None:
        cut(path, lines)
        before = path.read_bytes()

        with pytest.raises(WriteError, match="went backwards: it held 3 entries"):
            record(path, "d")
        assert path.read_bytes() == before

    def test_readers_are_warned_and_answered(self, path: Path) -> None:
        assert ids(path) == ["a", "b", "c"]
        cut(path, 3)

        for _ in range(2):
            with pytest.warns(BackwardsWarning, match="went backwards"):
                assert ids(path) == ["a", "b"]

    def test_readers_note_what_others_wrote(self, path: Path) -> None:
        record(path, "d", cache=False)
        ids(path)
        cut(path, 4)

        with pytest.raises(WriteError, match="it held 4 entries"):
            record(path, "e")

    def test_it_fails_verification(self, path: Path) -> None:
        cut(path, 3)

        (problem,) = c56.open_log(path).verify().problems
        assert problem.line == 0
        assert c56.open_log(path, cache=False).verify().is_sound

    def test_it_is_not_sealed(self, path: Path) -> None:
        cut(path, 3)

        with pytest.raises(DamagedLogError, match="went backwards"):
            c56.open_log(path).seal()
        assert "entries 2\n" in c56.open_log(path, cache=False).seal()

    def test_a_sync_that_follows_no_entry_does_not_accept_it(self, path: Path) -> None:
        cut(path, 3)
        log = c56.open_log(path, by="anna", durability="batch")
        log.heads()
        log.sync()

        with pytest.raises(WriteError, match="it held 3 entries"):
            record(path, "d")

    def test_nor_does_a_merge_that_fails(
        self, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        copy = tmp_path / "copy.jsonl"
        copy.write_bytes(path.read_bytes())
        cut(path, 3)
        log = c56.open_log(path, by="anna")

        def full(*_: object) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

        with monkeypatch.context() as patch:
            patch.setattr(Disk, "write", full)
            with pytest.raises(WriteError, match="no space left"):
                log.merge(c56.open_log(copy))
        with pytest.raises(WriteError, match="it held 3 entries"), log.entry() as entry:
            entry.event("d")

    def test_it_goes_on_once_that_is_accepted(self, path: Path) -> None:
        cut(path, 3)
        record(path, "d", accept=True)
        record(path, "e")

        assert ids(path) == ["a", "b", "d", "e"]

    def test_it_goes_on_once_a_copy_is_merged_that_has_what_was_lost(
        self, path: Path, tmp_path: Path
    ) -> None:
        copy = tmp_path / "copy.jsonl"
        copy.write_bytes(path.read_bytes())
        cut(path, 2)

        c56.open_log(path, by="anna").merge(c56.open_log(copy))
        record(path, "d")

        assert ids(path) == ["a", "b", "c", "d"]

    def test_a_merge_that_does_not_bring_it_back_is_refused(
        self, path: Path, tmp_path: Path
    ) -> None:
        copy = tmp_path / "copy.jsonl"
        cut(path, 3)
        copy.write_bytes(path.read_bytes())
        cut(path, 2)

        with pytest.raises(WriteError, match="went backwards"):
            c56.open_log(path, by="anna").merge(c56.open_log(copy))
        assert len(path.read_bytes().splitlines()) == 2

    def test_lines_that_only_moved_are_no_loss(self, path: Path) -> None:
        header, *lines = path.read_bytes().splitlines(keepends=True)
        path.write_bytes(b"".join([header, *reversed(lines), header, *lines]))

        assert ids(path) == ["a", "b", "c"]
        record(path, "d")
        assert ids(path) == ["a", "b", "c", "d"]

    def test_a_head_among_several_may_not_go_either(
        self, path: Path, tmp_path: Path
    ) -> None:
        copy = tmp_path / "copy.jsonl"
        copy.write_bytes(path.read_bytes())
        record(copy, "theirs")
        record(path, "mine")
        whole = path.read_bytes()
        path.write_bytes(whole + copy.read_bytes().splitlines(keepends=True)[-1])
        assert len(ids(path)) == 5
        path.write_bytes(whole)

        with pytest.warns(BackwardsWarning):
            assert len(ids(path)) == 4


class TestMeanwhile:
    """What others write while a reader reads."""

    def test_a_reader_that_is_overtaken_is_not_warned_and_forgets_nothing(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        record(path, "d", cache=False)
        caught_up = overtaken(readmodel._kept, lambda: record(path, "e"))
        with monkeypatch.context() as patch, warnings.catch_warnings():
            patch.setattr(readmodel, "_kept", caught_up)
            warnings.simplefilter("error")
            assert ids(path) == ["a", "b", "c", "d"]
        cut(path, 5)

        with pytest.raises(WriteError, match="it held 5 entries"):
            record(path, "f")

    def test_nor_does_who_verifies_forget_it(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        record(path, "d", cache=False)
        verified = overtaken(chain.verify, lambda: record(path, "e"))
        monkeypatch.setattr(chain, "verify", verified)
        assert c56.open_log(path).verify().entries == 4
        cut(path, 5)

        with pytest.raises(WriteError, match="it held 5 entries"):
            record(path, "f")


def overtaken(act: Callable[..., Any], write: Callable[[], object]) -> Any:
    """Return *act*, followed by what another process writes."""

    def acted(*given: Any, **more: Any) -> Any:
        found = act(*given, **more)
        write()
        return found

    return acted


class TestWhereNothingIsRemembered:
    @pytest.mark.parametrize("way", ["cache=False", "deleted", "moved"])
    def test_a_log_may_go_backwards_unseen(
        self, path: Path, cache: Path, tmp_path: Path, way: str
    ) -> None:
        cut(path, 3)
        if way == "deleted":
            for file in cache.iterdir():
                file.unlink()
        if way == "moved":
            path = path.rename(tmp_path / "elsewhere.jsonl")
        keeps = way != "cache=False"

        record(path, "d", cache=keeps)
        assert ids(path, cache=keeps) == ["a", "b", "d"]

    def test_nothing_is_written_without_a_cache(
        self, tmp_path: Path, cache: Path
    ) -> None:
        record(tmp_path / "log.jsonl", "a", cache=False)
        ids(tmp_path / "log.jsonl", cache=False)

        assert not cache.exists()

    @pytest.mark.parametrize(
        "spoil",
        [
            lambda cache: cache.write_bytes(b"a file"),
            pytest.param(
                lambda cache: cache.mkdir(mode=0o500),
                marks=pytest.mark.skipif(
                    sys.platform == "win32" or os.geteuid() == 0,
                    reason="root may write everywhere",
                ),
            ),
        ],
    )
    def test_a_cache_that_can_not_be_written_is_done_without(
        self, tmp_path: Path, cache: Path, spoil: Callable[[Path], object]
    ) -> None:
        spoil(cache)

        for name in ("a", "b"):
            record(tmp_path / "log.jsonl", name)
        assert ids(tmp_path / "log.jsonl") == ["a", "b"]

    def test_so_is_a_database_that_can_not_be_opened(self, path: Path) -> None:
        log = c56.open_log(path)
        place = cache_path(log.name, log.id, TABLES)
        assert place is not None
        place.mkdir(parents=True)

        assert ids(path) == ["a", "b", "c"]

    def test_memory_and_the_bundled_chronology_are_not_remembered(self) -> None:
        assert c56.open_log("memory:", by="anna").memory is None
        assert c56.open_bundled().memory is None


def test_what_is_not_yet_durable_is_not_remembered(path: Path) -> None:
    log = c56.open_log(path, by="anna", durability="batch")
    with log.entry() as entry:
        entry.event("d")
    cut(path, 4)
    record(path, "e")
    log = c56.open_log(path, by="anna", durability="batch")
    with log.entry() as entry:
        entry.event("f")
    log.sync()
    cut(path, 5)

    with pytest.raises(WriteError, match="it held 5 entries"):
        record(path, "g")
