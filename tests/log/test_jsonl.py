"""The file: torn tails, full disks, failed syncs, several writers, and kill -9."""

import errno
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from tests.log.faulty import FaultyDisk, torn, writing
from tests.log.test_form import HEADER, sealed
from tests.log.world import counted, seeded, text_of

from chrono56.clock import FixedClock
from chrono56.errors import (
    DamagedLogError,
    DurabilityUnknownError,
    RecordError,
    UnreadableLogError,
    WriteError,
)
from chrono56.log.actions import Titled
from chrono56.log.cache import stamp_of
from chrono56.log.disk import Disk
from chrono56.log.jsonl import JsonlStore
from chrono56.log.log import Log

CLOCK = "2024-03-01T13:00:00Z"


def opened(path: Path, *, patience: float = 30) -> Log:
    store = JsonlStore(path, patience=patience)
    return Log(store, by="anna", clock=FixedClock(CLOCK), new_id=counted())


class TestTails:
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

    @pytest.mark.skipif(sys.platform == "win32", reason="files have no modes there")
    def test_what_is_kept_is_no_more_public_than_the_log(self, path: Path) -> None:
        path.chmod(0o600)
        path.write_bytes(path.read_bytes() + b'{"at":"')
        opened(path).append([Titled("next")])
        path.write_bytes(path.read_bytes() + b"garbage\n")
        opened(path).repair()

        kept = sorted(path.parent.glob("*.torn-*"))
        assert [one.stat().st_mode & 0o777 for one in kept] == [0o600, 0o600]

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


class TestStamps:
    @pytest.mark.parametrize("tail", [b"", b'{"at":"20', b"\0\0"])
    def test_who_appends_is_told_of_the_file_as_it_is_then(
        self, path: Path, tail: bytes
    ) -> None:
        store = JsonlStore(path)
        path.write_bytes(path.read_bytes() + tail)
        told = []

        def write() -> Sequence[bytes]:
            told.append((store.stamp(), stamp_of(str(path))))
            return [b"{}"]

        store.append(write)

        assert [one for one, other in told] == [other for one, other in told]
        assert told[0][0] != store.stamp() == stamp_of(str(path))

    def test_who_fails_to_append_leaves_no_stamp_behind(self, path: Path) -> None:
        store = JsonlStore(path)

        def fail() -> Sequence[bytes]:
            raise RecordError("nothing")

        with pytest.raises(RecordError):
            store.append(fail)
        opened(path).append([Titled("1956")])

        assert store.stamp() == stamp_of(str(path))


class TestFaults:
    def test_a_part_that_can_not_be_taken_back_is_not_called_nothing(
        self, path: Path
    ) -> None:
        class Stuck(FaultyDisk):
            def truncate(self, handle: int, size: int) -> None:
                raise OSError(errno.EIO, os.strerror(errno.EIO), handle, size)

        full = Stuck(1, errno.ENOSPC, only=["write"], short=9, for_good=True)
        with pytest.raises(DurabilityUnknownError, match="stayed behind"):
            writing(path, full).append([Titled("x")])

        assert writing(path).append([Titled("y")]) is not None
        assert [len(one) for one in torn(path)] == [9]

    def test_a_new_log_on_a_full_disk_leaves_no_file(self, tmp_path: Path) -> None:
        path = tmp_path / "new.jsonl"

        with pytest.raises(WriteError, match="no space"):
            writing(path, FaultyDisk(1, errno.ENOSPC, only=["write"])).begin()
        assert not path.exists()

    def test_a_folder_that_can_not_be_synced_leaves_it_unknown(
        self, tmp_path: Path
    ) -> None:
        with pytest.raises(DurabilityUnknownError):
            writing(tmp_path / "log.jsonl", FaultyDisk(1, only=["sync_folder"])).begin()

    def test_a_disk_that_takes_nothing_is_not_asked_for_ever(self, path: Path) -> None:
        class Silent(Disk):
            def write(self, handle: int, data: bytes | memoryview) -> int:
                return 0 * handle * len(data)

        with pytest.raises(WriteError, match="takes nothing more"):
            writing(path, Silent()).append([Titled("x")])
        assert writing(path).append([Titled("x")]) is not None

    def test_a_missing_folder_is_named(self, tmp_path: Path) -> None:
        with pytest.raises(WriteError, match=r"no folder .*nowhere; create it first"):
            opened(tmp_path / "nowhere" / "log.jsonl").begin()

    @pytest.mark.parametrize("code", [errno.EACCES, errno.EROFS, errno.EPERM])
    def test_a_place_that_may_not_be_written_is_named(
        self, path: Path, code: int
    ) -> None:
        class Closed(Disk):
            def open(self, path: str, flags: int) -> int:
                if flags & os.O_RDWR:
                    raise OSError(code, os.strerror(code))
                return super().open(path, flags)

        log = writing(path, Closed())

        assert len(log.heads()) == 1
        with pytest.raises(WriteError, match="no permission to write here"):
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


class TestRewriting:
    def test_all_lines_are_replaced_and_what_is_set_aside_is_kept(
        self, path: Path
    ) -> None:
        store = JsonlStore(path)
        header, *_, last = [line for _, line in store.read()]

        kept = store.rewrite(lambda: [header, last], aside=b"the line between")

        assert [line for _, line in store.read()] == [header, last]
        assert Path(kept).read_bytes() == b"the line between"
        assert kept == f"{path}.torn-1"

    def test_who_reads_meanwhile_sees_the_old_lines(self, path: Path) -> None:
        store = JsonlStore(path)
        before = list(store.read())
        reading = store.read()
        first = next(reading)

        assert store.rewrite(lambda: [HEADER]) == ""
        assert [first, *reading] == before
        assert list(store.read()) == [(0, HEADER)]

    def test_it_is_refused_where_nothing_is(self, tmp_path: Path) -> None:
        with pytest.raises(WriteError, match="no log here to rewrite"):
            JsonlStore(tmp_path / "log.jsonl").rewrite(lambda: [HEADER])
        assert not (tmp_path / "log.jsonl").exists()

    def test_lines_that_can_not_be_made_change_nothing(self, path: Path) -> None:
        store = JsonlStore(path)
        before = path.read_bytes()

        def write() -> Iterator[bytes]:
            yield HEADER
            raise RecordError("no")

        with pytest.raises(RecordError):
            store.rewrite(write, aside=b"aside")
        assert path.read_bytes() == before
        assert {one.name for one in path.parent.iterdir()} == {
            "log.jsonl",
            "log.jsonl.lock",
        }

    @pytest.mark.skipif(sys.platform == "win32", reason="no such permissions there")
    def test_whoever_could_read_it_still_can(self, path: Path) -> None:
        path.chmod(0o664)
        JsonlStore(path).rewrite(lambda: [HEADER])

        assert path.stat().st_mode & 0o777 == 0o664

    def test_a_link_to_the_log_stays_one(self, path: Path, tmp_path: Path) -> None:
        link = tmp_path / "link.jsonl"
        link.symlink_to(path)
        JsonlStore(link).rewrite(lambda: [HEADER])

        assert link.is_symlink()
        assert path.read_bytes() == HEADER + b"\n"


def test_a_big_line_is_written_and_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    log = seeded(JsonlStore(path))
    log.append([Titled("x" * 5_000_000)])
    path.write_bytes(path.read_bytes() + sealed()[:-5])

    assert opened(path).verify().tail == "torn"
    assert len(text_of(log)) > 5_000_000
