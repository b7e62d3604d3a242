"""A merge that does not come to its end: what it leaves, and how it goes on."""

import errno
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from tests.log.faulty import DyingDisk, FaultyDisk, Killed, torn, writing
from tests.log.world import NOON, copy_of, dated, new_log, seeded

from chrono56.clock import FixedClock
from chrono56.errors import (
    ClockWarning,
    DamagedLogError,
    DurabilityUnknownError,
    RecordError,
    WriteError,
)
from chrono56.log.actions import Recorded, Titled
from chrono56.log.disk import Disk
from chrono56.log.jsonl import JsonlStore
from chrono56.log.log import Log
from chrono56.log.memory import MemoryStore
from chrono56.model import Event

Copies = Callable[[], tuple[Path, Path]]
TORN = b'{"at":"2024-03-01T'


@pytest.fixture
def copies(tmp_path: Path) -> Copies:
    """Give what puts two copies down that went on apart, as often as it is called."""
    mine, theirs = tmp_path / "mine.jsonl", tmp_path / "theirs.jsonl"
    log = seeded(JsonlStore(mine), clock=FixedClock(NOON))
    copy = copy_of(log, by="bela", clock=FixedClock("2024-03-01T12:01:00Z"))
    log.append([Titled("mine")])
    for record in (Event("siege"), Event("march"), dated("1956-10-23", about="siege")):
        copy.append([Recorded(record)])
    before = mine.read_bytes()
    lines = b"".join(line + b"\n" for _, line in copy.store.read())

    def put_down() -> tuple[Path, Path]:
        for left in tmp_path.iterdir():
            left.unlink()
        mine.write_bytes(before + TORN)
        theirs.write_bytes(lines)
        return mine, theirs

    return put_down


def ids(path: Path) -> list[str]:
    return [entry.id for entry in writing(path).entries()]


def merge(mine: Path, theirs: Path, disk: Disk | None = None) -> None:
    writing(mine, disk).merge(writing(theirs))


def assert_whole(mine: Path, theirs: Path, before: tuple[list[str], bytes]) -> None:
    """Check what holds however a merge ended, and that merging again completes it.

    The log is sound and lost nothing, the copy was not touched, and what was torn off
    before is kept.
    """
    own, copy = before
    found = writing(mine).verify()
    assert found.is_sound
    assert {*own} <= {*ids(mine)}
    assert theirs.read_bytes() == copy

    merge(mine, theirs)
    again = writing(mine).verify()
    assert (again.is_sound, again.tail, len(again.heads)) == (True, "", 1)
    assert {*own, *ids(theirs)} < {*ids(mine)}
    assert again.duplicates == 0
    assert TORN in torn(mine)
    writing(mine).append([Titled("the next")])


def stands(mine: Path, theirs: Path) -> tuple[list[str], bytes]:
    return ids(mine), theirs.read_bytes()


def each_call(copies: Copies) -> range:
    """Return the numbers of the calls that a merge makes if nothing fails."""
    disk = FaultyDisk()
    merge(*copies(), disk)
    return range(1, len(disk.calls) + 1)


@pytest.mark.parametrize(
    ("code", "for_good"), [(errno.EIO, False), (errno.ENOSPC, True)]
)
def test_whatever_call_fails_all_is_taken_in_or_nothing(
    copies: Copies, code: int, *, for_good: bool
) -> None:
    for number in each_call(copies):
        mine, theirs = copies()
        before = stands(mine, theirs)
        try:
            merge(mine, theirs, FaultyDisk(number, code, for_good=for_good))
        except DurabilityUnknownError:
            pass  # it may be there
        except OSError:
            assert ids(mine) == before[0]

        assert_whole(mine, theirs, before)


@pytest.mark.parametrize("short", [1, 150, 900])
def test_a_disk_that_fills_amid_a_merge_leaves_nothing_of_it(
    copies: Copies, short: int
) -> None:
    mine, theirs = copies()
    before = stands(mine, theirs)
    # The first write keeps the torn tail; the second is the merge.
    full = FaultyDisk(2, errno.ENOSPC, only=["write"], short=short, for_good=True)

    with pytest.raises(WriteError, match="no space left, nothing was written"):
        merge(mine, theirs, full)
    assert ids(mine) == before[0]
    assert_whole(mine, theirs, before)


@pytest.mark.parametrize("short", [0, 1, 150, 700, 1500])
def test_a_merge_that_is_killed_at_any_call_can_be_done_again(
    copies: Copies, short: int
) -> None:
    for number in each_call(copies):
        mine, theirs = copies()
        before = stands(mine, theirs)
        with pytest.raises(Killed):
            merge(mine, theirs, DyingDisk(number, short=short))

        taken = [one for one in ids(theirs) if one in ids(mine)]
        assert taken == ids(theirs)[: len(taken)]  # parents before children
        assert_whole(mine, theirs, before)


REFUSED: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "damaged": (lambda text: text.replace(b"bela", b"otto", 1), "not the hash"),
    "holed": (
        lambda text: (
            b"".join(text.splitlines(keepends=True)[:2])
            + b"".join(text.splitlines(keepends=True)[3:])
        ),
        "is not in the log",
    ),
    "another": (
        lambda text: text.replace(b'"log":"test"', b'"log":"else"', 1),
        "only copies of one log",
    ),
    "no log": (lambda _: b"id,kind,label\n", "the first line is no header"),
    "empty": (lambda _: b"", "no header line"),
    "in CRLF": (lambda text: text.replace(b"\n", b"\r\n"), "carriage return|header"),
}


@pytest.mark.parametrize("how", REFUSED)
def test_what_is_no_sound_copy_is_refused_whole(copies: Copies, how: str) -> None:
    mine, theirs = copies()
    spoilt, why = REFUSED[how]
    before = mine.read_bytes()
    theirs.write_bytes(spoilt(theirs.read_bytes()))

    with pytest.raises((DamagedLogError, RecordError), match=why) as caught:
        merge(mine, theirs)

    assert str(theirs) in str(caught.value)
    assert mine.read_bytes() == before


def test_the_torn_tail_of_a_copy_is_left_there_and_the_rest_taken_in(
    copies: Copies,
) -> None:
    mine, theirs = copies()
    whole = ids(theirs)
    theirs.write_bytes(theirs.read_bytes() + TORN)

    merge(mine, theirs)

    assert {*whole} <= {*ids(mine)}
    assert theirs.read_bytes().endswith(TORN)
    assert not list(theirs.parent.glob("theirs.jsonl.torn-*"))


def test_nobody_who_only_reads_merges(copies: Copies) -> None:
    mine, theirs = copies()

    with pytest.raises(WriteError, match="opened for reading"):
        Log(JsonlStore(mine)).merge(writing(theirs))


def test_a_writer_that_failed_to_merge_still_knows_its_log() -> None:
    log = seeded()
    copy = copy_of(log, by="bela", clock=FixedClock("2024-03-01T12:01:00Z"))
    copy.append([Recorded(Event("siege"))])
    log.append([Titled("mine")])

    class Full(MemoryStore):
        def append(
            self, write: Callable[[], Sequence[bytes]], *, sync: bool = True
        ) -> None:
            assert write()  # it was decided what to write, and then not kept
            raise WriteError(self.name, f"no space left ({sync=})")

    stuck = new_log(Full(lines=[line for _, line in log.store.read()]))
    before = stuck.heads()

    with pytest.raises(WriteError, match="no space left"):
        stuck.merge(copy)
    assert stuck.heads() == before


def test_a_copy_from_a_computer_whose_clock_is_ahead_is_taken_in() -> None:
    log = seeded()
    copy = copy_of(log, by="bela", clock=FixedClock("2035-01-01T00:00:00Z"))
    copy.append([Recorded(Event("siege"))])
    log.append([Titled("mine")])

    with pytest.warns(ClockWarning, match="the log is at 2035"):
        joined = log.merge(copy)

    assert joined is not None
    assert joined.at == "2035-01-01T00:00:00.000001Z"
    assert joined.clock.startswith("2024-03-01")
    assert log.verify().is_sound
