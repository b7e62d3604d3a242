"""Every call of appending fails once: on any system, by a disk that is passed in."""

import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.log.deeds import DEEDS, Deed, assert_told_true, assert_well, titles
from tests.log.faulty import DyingDisk, FaultyDisk, Killed, Told, torn, writing

from chrono56.errors import DurabilityUnknownError, LogError, WriteError
from chrono56.log.actions import Titled
from chrono56.log.disk import Disk

Anew = Callable[[Deed], Path]
each_deed = pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.__name__)


def calls_of(deed: Deed, path: Path) -> list[str]:
    """Return the names of the calls that a deed makes if nothing fails."""
    disk, told = FaultyDisk(), Told()
    deed(path, disk, told)
    assert told.safe == told.there != []
    return disk.calls


def numbered(calls: list[str]) -> range:
    return range(1, len(calls) + 1)


@each_deed
@pytest.mark.parametrize(
    ("code", "for_good"), [(errno.EIO, False), (errno.ENOSPC, True)]
)
def test_whatever_call_fails_the_log_is_well_and_goes_on(
    anew: Anew, deed: Deed, code: int, for_good: bool
) -> None:
    for number in numbered(calls_of(deed, anew(deed))):
        path, told, is_unknown = anew(deed), Told(), False
        disk = FaultyDisk(number, code, for_good=for_good)
        try:
            deed(path, disk, told)
        except LogError as error:
            is_unknown = isinstance(error, DurabilityUnknownError)

        if not is_unknown:
            assert_told_true(path, told)
        assert_well(path, deed, told.there)


@each_deed
@pytest.mark.parametrize("short", [1, 150])
def test_a_short_write_is_gone_on_with(anew: Anew, deed: Deed, short: int) -> None:
    for number in range(1, calls_of(deed, anew(deed)).count("write") + 1):
        path, told = anew(deed), Told()
        deed(path, FaultyDisk(number, only=["write"], short=short), told)

        assert_told_true(path, told)
        assert_well(path, deed, told.safe)


@each_deed
@pytest.mark.parametrize("short", [1, 150])
def test_a_disk_that_fills_amid_a_line_leaves_nothing_of_it(
    anew: Anew, deed: Deed, short: int
) -> None:
    for number in range(1, calls_of(deed, anew(deed)).count("write") + 1):
        path, told = anew(deed), Told()
        full = FaultyDisk(
            number, errno.ENOSPC, only=["write"], short=short, for_good=True
        )

        # What takes one byte only, such as a line end, is not written short.
        fits = short == 1 and deed.__name__ == "append_behind_a_pending_line"
        if fits and number == 1:
            continue
        with pytest.raises(WriteError, match="no space left, nothing was written"):
            deed(path, full, told)
        assert_told_true(path, told)
        assert_well(path, deed, told.there)


@each_deed
@pytest.mark.parametrize("short", [0, 1, 150])
def test_a_writer_that_is_killed_at_any_call_takes_nothing_with_it(
    anew: Anew, deed: Deed, short: int
) -> None:
    for number in numbered(calls_of(deed, anew(deed))):
        path, told = anew(deed), Told()
        with pytest.raises(Killed):
            deed(path, DyingDisk(number, short=short), told)

        assert_well(path, deed, told.there)


@each_deed
@pytest.mark.parametrize("part", [0, 0.5, 1])
@pytest.mark.parametrize("short", [0, 150])
def test_what_is_acknowledged_survives_a_power_cut_at_any_call(
    anew: Anew, deed: Deed, part: float, short: int
) -> None:
    for number in numbered(calls_of(deed, anew(deed))):
        path, told, disk = anew(deed), Told(), DyingDisk(number, short=short)
        with pytest.raises(Killed):
            deed(path, disk, told)
        disk.cut_power(part)

        assert_well(path, deed, told.safe)


class TestSyncs:
    def test_what_another_did_not_sync_is_safe_once_it_is_said_to_be_there(
        self, path: Path
    ) -> None:
        disk = DyingDisk()
        writing(path, disk, batch=True).append([Titled("one")], key="k")
        assert writing(path, disk).append([Titled("one")], key="k") is not None
        disk.cut_power(0)

        assert "one" in titles(path)

    def test_a_batch_that_was_not_synced_can_be_lost(self, path: Path) -> None:
        disk = DyingDisk()
        writing(path, disk, batch=True).append([Titled("one")])
        disk.cut_power(0)

        assert "one" not in titles(path)

    def test_a_failed_sync_is_never_tried_again(self, path: Path) -> None:
        disk = FaultyDisk(1, only=["sync"])
        log = writing(path, disk)

        with pytest.raises(DurabilityUnknownError, match="verify"):
            log.append([Titled("x")])
        for attempt in (
            lambda: log.append([Titled("y")]),
            log.sync,
            lambda: log.store.rewrite(list),
        ):
            with pytest.raises(DurabilityUnknownError, match="open the log anew"):
                attempt()

        assert disk.calls.count("sync") == 1
        assert writing(path).append([Titled("y")]) is not None

    def test_a_batch_whose_sync_fails_is_not_synced_again(self, path: Path) -> None:
        disk = FaultyDisk(1, only=["sync"])
        log = writing(path, disk, batch=True)
        log.append([Titled("x")])

        with pytest.raises(DurabilityUnknownError):
            log.sync()
        with pytest.raises(DurabilityUnknownError, match="open the log anew"):
            log.sync()
        assert disk.calls.count("sync") == 1

    def test_the_handle_that_wrote_a_batch_is_the_one_that_is_synced(
        self, path: Path
    ) -> None:
        # Another would not be told of what failed before it was opened.
        written: list[int] = []
        synced: list[int] = []

        class Watched(Disk):
            def write(self, handle: int, data: bytes | memoryview) -> int:
                written.append(handle)
                return super().write(handle, data)

            def sync(self, handle: int) -> None:
                synced.append(handle)
                super().sync(handle)

        log = writing(path, Watched(), batch=True)
        for text in "abc":
            log.append([Titled(text)])
        log.sync()
        log.sync()

        assert synced == written[:1]

    def test_many_entries_cost_one_write_and_one_sync(self, path: Path) -> None:
        disk = FaultyDisk()
        log = writing(path, disk)
        log.append_many(log.draft(actions=[Titled(text)]) for text in "abcdefgh")

        assert (disk.calls.count("write"), disk.calls.count("sync")) == (1, 1)

    def test_a_file_that_took_the_logs_place_is_synced_as_well(
        self, path: Path
    ) -> None:
        disk = DyingDisk()
        log = writing(path, disk, batch=True)
        log.append([Titled("one")])
        other = writing(path, disk).store
        other.rewrite(lambda: [line for _, line in other.read()])
        log.append([Titled("two")])
        log.sync()
        disk.cut_power(0)

        assert titles(path)[-2:] == ["one", "two"]


@pytest.fixture(autouse=True)
def _no_handle_is_left_open() -> Iterator[None]:
    def count() -> int:
        folder = "/proc/self/fd"
        return len(os.listdir(folder)) if Path(folder).exists() else 0  # noqa: PTH208

    before = count()
    yield
    assert count() <= before


def test_what_a_failed_rewriting_set_aside_is_not_left_twice(path: Path) -> None:
    store = writing(path, FaultyDisk(1, only=["replace"])).store

    with pytest.raises(WriteError):
        store.rewrite(lambda: [line for _, line in store.read()], aside=b"aside")

    assert torn(path) == []
    assert not path.with_name("log.jsonl.new").exists()
