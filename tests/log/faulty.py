"""Disks that fail: at any call, for once or for good, and with the power."""

import errno
import os
from collections.abc import Collection
from pathlib import Path

from chrono56.clock import FixedClock
from chrono56.log.disk import Disk
from chrono56.log.jsonl import JsonlStore
from chrono56.log.log import Log


class Killed(BaseException):
    """The process is no more; nothing of its own can catch that."""


class FaultyDisk(Disk):
    """A disk on which one call fails; a sound one if none is named.

    It says at once that what was written is safe, so that tests need not wait.

    Args:
        at: The number of the call that fails, counted from 1; 0 for none.
        code: The error that it fails with.
        only: The calls to count, by name; all if left out.
        short: Let a write that fails take this many bytes first.
        for_good: Let all later calls of that name fail, too.

    Attributes:
        calls: The names of the calls that were made.
    """

    def __init__(
        self,
        at: int = 0,
        code: int = errno.EIO,
        *,
        only: Collection[str] = (),
        short: int = 0,
        for_good: bool = False,
    ) -> None:
        self._left = at
        self._code = code
        self._only = only
        self._short = short
        self._for_good = for_good
        self._broken = ""
        self.calls: list[str] = []

    def step(self, name: str) -> None:
        """Count a call, and fail if it is the one."""
        self.calls.append(name)
        if not self._only or name in self._only:
            self._left -= 1
            if self._left == 0:
                self._broken = name
                self.fail(name)
        if self._broken == name and self._for_good:
            self.fail(name)

    def fail(self, name: str) -> None:  # noqa: ARG002 - others fail by name
        """Fail as a disk does at the call of that name."""
        raise OSError(self._code, os.strerror(self._code))

    def open(self, path: str, flags: int) -> int:
        self.step("open")
        return super().open(path, flags)

    def status(self, handle: int) -> os.stat_result:
        self.step("status")
        return super().status(handle)

    def read(self, handle: int, start: int, length: int) -> bytes:
        self.step("read")
        return super().read(handle, start, length)

    def write(self, handle: int, data: bytes | memoryview) -> int:
        try:
            self.step("write")
        except BaseException:
            if not self._short:
                raise
            part, self._short = data[: self._short], 0
            return super().write(handle, part)  # the next call tells
        return super().write(handle, data)

    def truncate(self, handle: int, size: int) -> None:
        self.step("truncate")
        super().truncate(handle, size)

    def permit(self, handle: int, mode: int) -> None:
        self.step("permit")
        super().permit(handle, mode)

    def sync(self, handle: int) -> None:
        del handle
        self.step("sync")

    def sync_folder(self, folder: str) -> None:
        del folder
        self.step("sync_folder")

    def replace(self, new: str, old: str) -> None:
        self.step("replace")
        super().replace(new, old)

    def remove(self, path: str) -> None:
        self.step("remove")
        super().remove(path)


class DyingDisk(FaultyDisk):
    """A disk under a process that is killed at a call, or under one that loses power.

    Args:
        at: The number of the call that is the last, counted from 1; 0 for none.
        short: Let a write that is the last take this many bytes first.
    """

    def __init__(self, at: int = 0, *, short: int = 0) -> None:
        super().__init__(at, short=short)
        self._dead = False
        self._paths: dict[int, str] = {}
        self._safe: dict[str, bytes] = {}  # what the disk has told to be safe
        self._named: set[str] = set()  # files whose names are safe, too
        self._replaced: dict[str, bytes] = {}  # what a name meant before
        self._seen: set[str] = set()

    def step(self, name: str) -> None:
        if self._dead:
            raise Killed
        super().step(name)

    def fail(self, name: str) -> None:
        self._dead = True
        if name == "write" and self._short:
            raise OSError  # to be caught by write, which takes a part first
        raise Killed

    def open(self, path: str, flags: int) -> int:
        is_there = Path(path).exists()
        handle = super().open(path, flags)
        self._paths[handle] = path
        if is_there and path not in self._seen:
            self._safe[path] = Path(path).read_bytes()
            self._named.add(path)
        self._seen.add(path)
        return handle

    def write(self, handle: int, data: bytes | memoryview) -> int:
        written = super().write(handle, data)
        if self._dead:
            raise Killed
        return written

    def sync(self, handle: int) -> None:
        super().sync(handle)
        path = self._paths[handle]
        self._safe[path] = Path(path).read_bytes()

    def sync_folder(self, folder: str) -> None:
        super().sync_folder(folder)
        self._named |= self._safe.keys()
        self._replaced.clear()

    def replace(self, new: str, old: str) -> None:
        super().replace(new, old)
        self._replaced[old] = self._safe[old]
        self._safe[old] = self._safe.pop(new)

    def cut_power(self, part: float) -> None:
        """Leave on the disk what it told to be safe, and *part* of what came after."""
        for path, safe in self._safe.items():
            now = Path(path).read_bytes() if Path(path).exists() else b""
            if path in self._replaced and part < 1:
                Path(path).write_bytes(self._replaced[path])
            elif path not in self._named and part < 1:
                Path(path).unlink(missing_ok=True)
            elif now.startswith(safe):
                more = round((len(now) - len(safe)) * part)
                Path(path).write_bytes(now[: len(safe) + more])
            elif part < 1:  # it was cut off, and that may not have come to pass
                Path(path).write_bytes(safe)


class Told:
    """What a writer was told.

    Attributes:
        there: The titles that are in the log, where every reader sees them.
        safe: Those that survive a power cut.
    """

    def __init__(self) -> None:
        self.there: list[str] = []
        self.safe: list[str] = []


def writing(path: Path, disk: Disk | None = None, *, batch: bool = False) -> Log:
    """Return the log at *path*, for writing on that disk; a sound one if left out."""
    return Log(
        JsonlStore(path, patience=1, disk=disk or FaultyDisk()),
        by="anna",
        clock=FixedClock("2030-01-01T00:00:00Z"),
        durability="batch" if batch else "fsync",
    )


def torn(path: Path) -> list[bytes]:
    """Return what was set aside beside the log at *path*."""
    return [one.read_bytes() for one in sorted(path.parent.glob("*.torn-*"))]
