"""The file: torn tails, full disks, failed syncs, several writers, and kill -9."""

import errno
import os
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from tests.log.test_form import HEADER, sealed
from tests.log.world import counted, seeded, text_of

from chrono56.clock import FixedClock
from chrono56.errors import (
    DamagedLogError,
    DurabilityUnknownError,
    UnreadableLogError,
    WriteError,
)
from chrono56.log.actions import Titled
from chrono56.log.jsonl import JsonlStore
from chrono56.log.log import Log

CLOCK = "2024-03-01T13:00:00Z"


def opened(path: Path, *, patience: float = 30) -> Log:
    store = JsonlStore(path, patience=patience)
    return Log(store, by="anna", clock=FixedClock(CLOCK), new_id=counted())


def torn(path: Path) -> list[bytes]:
    return [one.read_bytes() for one in sorted(path.parent.glob("*.torn-*"))]


class TestTails:
    def test_a_log_cut_at_any_byte_of_its_last_entry_goes_on(self, path: Path) -> None:
        whole = path.read_bytes()
        start = whole[:-1].rindex(b"\n") + 1
        entries = list(opened(path).entries())
        for cut in range(start, len(whole) - 1):
            path.write_bytes(whole[:cut])
            log = opened(path)

            assert list(log.entries()) == entries[:-1]
            assert log.verify().tail == ("torn" if cut > start else "")
            assert log.verify().is_sound
            log.append([Titled("next")])
            assert path.read_bytes().startswith(whole[:start])
            assert len(list(opened(path).entries())) == len(entries)
            assert opened(path).verify().is_sound
            assert torn(path) == ([whole[start:cut]] if cut > start else [])
            for one in path.parent.glob("*.torn-*"):
                one.unlink()

    def test_a_whole_line_that_lacks_its_end_gets_it(self, path: Path) -> None:
        whole = path.read_bytes()
        path.write_bytes(whole[:-1])
        log = opened(path)

        assert log.verify().tail == "pending"
        assert len(list(log.entries())) == 1  # not ours to judge, while we read
        log.append([Titled("next")])
        assert path.read_bytes().startswith(whole)
        assert [len(torn(path)), log.verify().entries] == [0, 3]

    def test_a_header_that_lacks_its_end_gets_it(self, tmp_path: Path) -> None:
        path = tmp_path / "log.jsonl"
        path.write_bytes(HEADER)
        log = opened(path)
        log.begin()

        assert (log.id, path.read_bytes()) == ("test", HEADER + b"\n")

    @pytest.mark.parametrize("start", [HEADER[:1], HEADER[:11], HEADER[:-1], b"\0" * 9])
    def test_a_torn_header_is_written_anew(self, tmp_path: Path, start: bytes) -> None:
        path = tmp_path / "log.jsonl"
        path.write_bytes(start)
        opened(path).begin("test")

        assert path.read_bytes() == HEADER + b"\n"
        assert torn(path) == [start]

    @pytest.mark.parametrize("tail", [b"\0" * 3000, b'{"at":"', b"\xff" * 200_000])
    def test_any_other_tail_is_cut_off_and_kept(self, path: Path, tail: bytes) -> None:
        whole = path.read_bytes()
        path.write_bytes(whole + tail)
        (path.parent / "log.jsonl.torn-1").write_bytes(b"from before")

        opened(path).append([Titled("next")])

        assert path.read_bytes().startswith(whole + b'{"at":')
        assert torn(path) == [b"from before", tail]

    @pytest.mark.parametrize(
        "text", [b"Dear diary", b"Dear diary\n", b"a,b\n1,2\n3", b"\n", b"{}\n"]
    )
    def test_a_file_that_is_no_log_is_left_alone(
        self, tmp_path: Path, text: bytes
    ) -> None:
        path = tmp_path / "notes.txt"
        path.write_bytes(text)

        with pytest.raises(DamagedLogError):
            opened(path).begin()
        with pytest.raises(DamagedLogError):
            opened(path).append([Titled("x")])
        assert path.read_bytes() == text
        assert torn(path) == []

    def test_an_empty_file_is_left_to_who_made_it(self, tmp_path: Path) -> None:
        path = tmp_path / "log.jsonl"
        path.touch()

        with pytest.raises(DamagedLogError, match="no header line"):
            opened(path).append([Titled("x")])
        assert path.exists()
        opened(path).begin("test")
        assert path.read_bytes() == HEADER + b"\n"

    def test_nothing_said_leaves_no_file(self, tmp_path: Path) -> None:
        path = tmp_path / "log.jsonl"

        with pytest.raises(DamagedLogError, match="no header line"):
            opened(path).append([Titled("x")])
        assert not path.exists()

    @pytest.mark.parametrize("whole_lines", [0, 1, 2])
    def test_a_file_cut_or_deleted_while_its_log_is_open_is_not_written(
        self, path: Path, whole_lines: int
    ) -> None:
        log = opened(path)
        log.heads()
        left = b"".join(path.read_bytes().splitlines(keepends=True)[:whole_lines])
        path.write_bytes(left)
        if not left:
            path.unlink()

        with pytest.raises(WriteError, match="went backwards or was replaced"):
            log.append([Titled("x")], expected=None)
        assert (path.read_bytes() if path.exists() else b"") == left

    def test_a_file_deleted_before_the_first_word_is_not_begun_without_a_header(
        self, path: Path
    ) -> None:
        log = opened(path)
        log.header()
        path.unlink()

        with pytest.raises(WriteError, match="went backwards or was replaced"):
            log.append([Titled("x")], expected=None)
        assert not path.exists()

    def test_readers_repair_nothing(self, path: Path) -> None:
        path.write_bytes(path.read_bytes() + b'{"at":')
        before = path.read_bytes()
        (path.parent / "log.jsonl.lock").unlink()
        log = opened(path)

        list(log.entries())
        log.verify()
        log.heads()

        assert path.read_bytes() == before
        assert [one.name for one in path.parent.iterdir()] == ["log.jsonl"]

    def test_what_comes_after_reading_began_waits(self, path: Path) -> None:
        log = opened(path)
        reading = log.read()
        next(reading)
        opened(path).append([Titled("late")])

        assert len(list(reading)) == 1
        assert len(list(log.read())) == 3

    def test_a_tail_that_is_mended_while_it_is_read_is_not_mixed_up(
        self, path: Path
    ) -> None:
        whole = path.read_bytes()
        path.write_bytes(whole + b'{"at":"2024')
        log = opened(path)
        reading = log.store.read()
        first = next(reading)
        opened(path).append([Titled("written over the tail")])

        lines = [line for _, line in (first, *reading)]

        assert lines == whole.splitlines()


class FaultyDisk:
    """Fail the n-th call of one function of the operating system, and all after it."""

    def __init__(self, name: str, number: int, code: int, *, short: int = 0) -> None:
        self._plain: Callable[..., int] = getattr(os, name)
        self._left = number
        self._code = code
        self._short = short
        self.calls = 0

    def __call__(self, handle: int, *rest: bytes) -> int:
        self.calls += 1
        self._left -= 1
        if self._left > 0:
            return self._plain(handle, *rest)
        if self._left == 0 and self._short:
            return self._plain(handle, rest[0][: self._short])
        raise OSError(self._code, os.strerror(self._code))


class TestFaults:
    @pytest.mark.parametrize("short", [0, 1, 100])
    @pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT, errno.EIO])
    def test_a_full_disk_leaves_the_log_as_it_was(
        self, path: Path, monkeypatch: pytest.MonkeyPatch, short: int, code: int
    ) -> None:
        before = path.read_bytes()
        log = opened(path)
        with monkeypatch.context() as patch:
            patch.setattr(os, "write", FaultyDisk("write", 1, code, short=short))
            with pytest.raises(WriteError) as caught:
                log.append([Titled("x")])

        assert not isinstance(caught.value, DurabilityUnknownError)
        assert path.read_bytes() == before
        assert log.append([Titled("x")]) is not None
        assert log.verify().is_sound

    def test_a_failed_sync_is_never_tried_again(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        log = opened(path)
        disk = FaultyDisk("fsync", 1, errno.EIO)
        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", disk)
            with pytest.raises(DurabilityUnknownError, match="verify"):
                log.append([Titled("x")])
        with pytest.raises(DurabilityUnknownError, match="open the log anew"):
            log.append([Titled("y")])

        assert disk.calls == 1
        assert opened(path).append([Titled("y")]) is not None

    def test_a_part_that_can_not_be_taken_back_is_not_called_nothing(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        log = opened(path)
        with monkeypatch.context() as patch:
            patch.setattr(os, "write", FaultyDisk("write", 1, errno.EIO, short=9))
            patch.setattr(os, "ftruncate", FaultyDisk("ftruncate", 1, errno.EIO))
            with pytest.raises(DurabilityUnknownError, match="stayed behind"):
                log.append([Titled("x")])

        assert opened(path).append([Titled("y")]) is not None
        assert [len(one) for one in torn(path)] == [9]

    def test_a_new_log_on_a_full_disk_leaves_no_file(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = tmp_path / "new.jsonl"
        monkeypatch.setattr(os, "write", FaultyDisk("write", 1, errno.ENOSPC))

        with pytest.raises(WriteError, match="no space"):
            opened(path).begin()
        assert not path.exists()

    def test_a_folder_that_can_not_be_synced_leaves_it_unknown(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(os, "fsync", FaultyDisk("fsync", 2, errno.EIO))

        with pytest.raises(DurabilityUnknownError):
            opened(tmp_path / "new.jsonl").begin()

    def test_a_missing_folder_is_named(self, tmp_path: Path) -> None:
        with pytest.raises(WriteError, match=r"no folder .*nowhere; create it first"):
            opened(tmp_path / "nowhere" / "log.jsonl").begin()

    @pytest.mark.parametrize("code", [errno.EACCES, errno.EROFS, errno.EPERM])
    def test_a_place_that_may_not_be_written_is_named(
        self, path: Path, monkeypatch: pytest.MonkeyPatch, code: int
    ) -> None:
        log = opened(path)
        log.heads()

        def refuse(*_: object, **__: object) -> int:
            raise OSError(code, os.strerror(code))

        with monkeypatch.context() as patch:
            patch.setattr(os, "open", refuse)
            with pytest.raises(WriteError, match="no permission to write here"):
                log.append([Titled("x")])
        assert log.append([Titled("x")]) is not None

    @pytest.mark.skipif(
        not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may do anything"
    )
    def test_a_read_only_folder_can_be_read_and_not_written(self, path: Path) -> None:
        (path.parent / "log.jsonl.lock").unlink()
        path.chmod(0o444)
        path.parent.chmod(0o555)
        log = opened(path)

        assert len(list(log.entries())) == 2
        with pytest.raises(WriteError, match="no permission"):
            log.append([Titled("x")])

    def test_a_folder_is_no_log(self, tmp_path: Path) -> None:
        with pytest.raises(UnreadableLogError, match="a log is a file"):
            list(opened(tmp_path).read())

    def test_a_held_lock_is_waited_for_and_then_named(self, path: Path) -> None:
        log, other = opened(path), opened(path, patience=0.05)

        def write() -> Sequence[bytes]:
            with pytest.raises(WriteError, match=r"another writer held the log"):
                other.append([Titled("x")])
            return ()

        log.store.append(write)
        assert other.append([Titled("x")]) is not None


def test_a_big_line_is_written_and_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    log = seeded(JsonlStore(path))
    log.append([Titled("x" * 5_000_000)])
    path.write_bytes(path.read_bytes() + sealed()[:-5])

    assert opened(path).verify().tail == "torn"
    assert len(text_of(log)) > 5_000_000
