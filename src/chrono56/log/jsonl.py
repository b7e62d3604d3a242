"""A log in one file: UTF-8 JSON Lines, durable, one writer at a time.

The order of the steps is what makes it safe: lock, tail, write, sync, and only then
success. A failed sync is never tried again (the kernel may have dropped the pages).
"""

import contextlib
import itertools
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from chrono56.errors import (
    DamagedLogError,
    DurabilityUnknownError,
    LogError,
    UnreadableLogError,
    WriteError,
)
from chrono56.log.cache import stamp_of
from chrono56.log.disk import (
    Disk,
    keep_torn,
    read_at,
    read_tail,
    why_not,
    write_whole,
)
from chrono56.log.envelope import is_header, read_header
from chrono56.log.lock import Lock
from chrono56.log.proof import read_single
from chrono56.log.store import Stamp, with_ends

_FLAGS: Final = os.O_RDWR | os.O_APPEND
_START: Final = b'{"format":'
_CHUNK: Final = 1 << 16
_TOGETHER: Final = 1000  # lines that a rewriting gathers for one call


class JsonlStore:
    """Keep the lines of a log in a file.

    Args:
        path: The file; it need not exist yet.
        patience: Seconds to wait for another writer before giving up.
        disk: What does the work; the computer's own disk if left out.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        patience: float = 30,
        disk: Disk | None = None,
    ) -> None:
        # What was appended without a sync. This very handle must be asked for it: only
        # a handle that was open when writing back failed is sure to be told of that.
        self._unsynced: int | None = None
        self._name = os.path.realpath(path)
        self._folder = os.path.dirname(self._name)  # noqa: PTH120 - a str, once
        self._disk = disk or Disk()
        self._lock = Lock(self._name, patience, self._disk)
        self._poisoned = False
        # The file, by device and inode, that was seen to be a log.
        self._checked: tuple[int, int] | None = None
        # What the file is like while nobody else can change it.
        self._status: os.stat_result | None = None

    def __del__(self) -> None:
        self._let_go()

    @property
    def name(self) -> str:
        """Name the store by its real path."""
        return self._name

    @property
    def path(self) -> Path:
        """Give the real path of the file."""
        return Path(self._name)

    def exists(self) -> bool:
        """Say whether there is a file."""
        return self.path.exists()

    def stamp(self) -> Stamp:
        """Return the file's size, identity and time of change; empty if there is none.

        Who keeps to the lock changes the size, or puts another file in its place. Of
        others the time tells, as finely as the file system keeps it.
        """
        return stamp_of(self._name, self._status)

    def read(self, after: int = 0) -> Iterator[tuple[int, bytes]]:
        """Yield (offset, line) of all whole lines from the offset *after* on.

        What is appended after the first line was asked for waits for the next reading.
        """
        try:
            handle = self._disk.open(self._name, os.O_RDONLY)
        except FileNotFoundError:
            return
        except OSError as error:
            raise self._unreadable(error) from error
        try:
            # A bound: a torn tail may be cut and written over meanwhile.
            size = self._disk.status(handle).st_size
            yield from self._lines(handle, after, size)
        except OSError as error:
            raise self._unreadable(error) from error
        finally:
            self._disk.close(handle)

    def tail(self) -> bytes:
        """Return what stands after the last line end; empty is as it should be."""
        try:
            handle = self._disk.open(self._name, os.O_RDONLY)
        except FileNotFoundError:
            return b""
        except OSError as error:
            raise self._unreadable(error) from error
        try:
            size = self._disk.status(handle).st_size
            return read_tail(self._disk, handle, size)[1]
        except OSError as error:
            raise self._unreadable(error) from error
        finally:
            self._disk.close(handle)

    def append(
        self, write: Callable[[], Sequence[bytes]], *, sync: bool = True
    ) -> None:
        """Keep the lines that *write* returns.

        A torn tail is mended first: a line that only lacks its end gets it; any other
        tail is cut off, and its bytes kept beside the log in ``<log>.torn-<n>``.

        Args:
            write: Returns the lines, while nobody else can append.
            sync: Wait until the disk has them.

        Raises:
            DamagedLogError: The file is not a log.
            WriteError: Nothing was written: no space, no permission, a held lock.
            DurabilityUnknownError: The disk did not confirm; verify before going on.
        """
        self._require_confidence()
        try:
            with self._lock:
                self._append(write, sync=sync)
        except LogError:
            raise
        except OSError as error:
            raise WriteError(self._name, why_not(error, self._folder)) from error

    def sync(self) -> None:
        """Make all that was appended without waiting survive a power cut.

        Raises:
            DurabilityUnknownError: The disk did not confirm; verify before going on.
        """
        self._require_confidence()
        if self._unsynced is not None:
            try:
                self._sync(self._unsynced)
            finally:
                self._let_go()

    def rewrite(
        self, write: Callable[[], Iterable[bytes]], *, aside: bytes = b""
    ) -> str:
        """Replace all lines by those that *write* returns, or change nothing.

        They are written to ``<log>.new``, which then takes the log's place.

        Args:
            write: Returns the lines; it may read the store while they are taken.
            aside: Bytes to keep durably in ``<log>.torn-<n>`` first.

        Returns:
            The path of what was kept; empty if *aside* is empty.

        Raises:
            DamagedLogError: The file is not a log.
            WriteError: Nothing was changed: no space, no permission, a held lock.
            DurabilityUnknownError: The disk did not confirm; verify before going on.
        """
        self._require_confidence()
        try:
            with self._lock:
                return self._rewrite(write, aside)
        except LogError:
            raise
        except OSError as error:
            raise WriteError(self._name, why_not(error, self._folder)) from error

    def _lines(
        self, handle: int, offset: int, size: int
    ) -> Iterator[tuple[int, bytes]]:
        # What follows the last line end is still being written, or torn: not ours to
        # judge. Its parts are joined once: a line may be much longer than a chunk.
        parts: list[bytes] = []
        start = offset
        while start < size:
            chunk = self._disk.read(handle, start, min(_CHUNK, size - start))
            if not chunk:
                return  # it was cut meanwhile
            start += len(chunk)
            parts.append(chunk)
            if b"\n" in chunk:
                *lines, rest = b"".join(parts).split(b"\n")
                parts = [rest]
                for line in lines:
                    yield offset, line
                    offset += len(line) + 1

    def _append(self, write: Callable[[], Sequence[bytes]], *, sync: bool) -> None:
        handle, is_unused = self._open()
        is_kept = False
        try:
            status = self._disk.status(handle)
            size = self._mend_tail(handle, status)
            if self._unsynced is not None:
                self._forget_replaced(handle, self._unsynced)
            self._status = status if size == status.st_size else None
            try:
                lines = write()
            finally:
                self._status = None
            if lines:
                self._write(handle, with_ends(lines), size)
                is_unused = False
            if not is_unused:
                # Even if nothing is new: what is said to be there already may be
                # another's, who did not wait.
                is_kept = self._settle(handle, sync=sync)
                if not size:
                    self._sync_folder()
        finally:
            if not is_kept:
                self._disk.close(handle)
            if is_unused:  # nothing was said: leave no empty log behind
                self._discard(self._name)

    def _rewrite(self, write: Callable[[], Iterable[bytes]], aside: bytes) -> str:
        if not self.exists():
            raise WriteError(self._name, "there is no log here to rewrite")
        handle, _ = self._open()
        try:
            status = self._disk.status(handle)
            self._mend_tail(handle, status)
        finally:
            self._disk.close(handle)
        mode = _mode_in(status)
        self.sync()  # what fails must fail before anything is replaced
        kept = keep_torn(self._disk, self._name, aside, mode) if aside else ""
        try:
            self._replace(write, mode)
        except BaseException:
            if kept:
                self._discard(kept)
            raise
        self._sync_folder()
        return kept

    def _require_confidence(self) -> None:
        if self._poisoned:
            raise DurabilityUnknownError(
                self._name, "an earlier sync failed; open the log anew and verify it"
            )

    def _open(self) -> tuple[int, bool]:
        """Open the file for writing, and say whether it is new."""
        try:
            return self._disk.open(self._name, _FLAGS), False
        except FileNotFoundError:
            return self._disk.open(self._name, _FLAGS | os.O_CREAT), True

    def _mend_tail(self, handle: int, status: os.stat_result) -> int:
        """Let the file end in a whole line, and return its size."""
        size, file = status.st_size, (status.st_dev, status.st_ino)
        start, tail = read_tail(self._disk, handle, size)
        if tail or file != self._checked:
            self._check_is_log(handle, tail if start == 0 else b"")
            self._checked = file
        if not tail:
            return size
        try:
            read_header(tail) if is_header(tail) else read_single(tail)
        except ValueError:
            keep_torn(self._disk, self._name, tail, _mode_in(status))
            self._disk.truncate(handle, start)
            size = start
        else:
            self._write(handle, b"\n", size)
            size += 1
        return size

    def _check_is_log(self, handle: int, only: bytes) -> None:
        """Refuse to touch a file that is something else."""
        if only:  # there is no line end yet: the header itself was cut off, or lost
            if _START.startswith(only[: len(_START)]) or not only.strip(b"\0"):
                return
        elif read_at(self._disk, handle, 0, len(_START)) in (b"", _START):
            return
        raise DamagedLogError(self._name, 1, "not a log: the first line is no header")

    def _write(self, handle: int, data: bytes, size: int) -> None:
        try:
            write_whole(self._disk, handle, data)
        except OSError:
            # A full disk first writes short, then raises: take the part back.
            self._take_back(handle, size)
            raise

    def _take_back(self, handle: int, size: int) -> None:
        try:
            self._disk.truncate(handle, size)
        except OSError as error:
            self._poisoned = True
            raise DurabilityUnknownError(
                self._name, f"a part of a line stayed behind ({error}); verify the log"
            ) from error
        self._sync(handle)

    def _replace(self, write: Callable[[], Iterable[bytes]], mode: int) -> None:
        new = f"{self._name}.new"
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
        handle = self._disk.open(new, flags)
        try:
            try:
                self._disk.permit(handle, mode)
                lines = iter(write())
                while part := with_ends(itertools.islice(lines, _TOGETHER)):
                    write_whole(self._disk, handle, part)
                self._disk.sync(handle)
            finally:
                self._disk.close(handle)
            self._disk.replace(new, self._name)
        except BaseException:
            self._discard(new)
            raise

    def _discard(self, path: str) -> None:
        with contextlib.suppress(OSError):
            self._disk.remove(path)

    def _settle(self, handle: int, *, sync: bool) -> bool:
        """Sync what was written, or keep *handle* for later; say whether it is kept."""
        if sync:
            self._sync(handle)
            if self._unsynced is not None:
                self.sync()
            return False
        if self._unsynced is not None:
            return False
        self._unsynced = handle
        return True

    def _forget_replaced(self, handle: int, unsynced: int) -> None:
        """Let go of what waits for a sync in a file that is no longer the log."""
        status = self._disk.status
        if not os.path.samestat(status(handle), status(unsynced)):
            self._let_go()  # who rewrote the log has synced what was in it

    def _let_go(self) -> None:
        handle, self._unsynced = self._unsynced, None
        if handle is not None:
            self._disk.close(handle)

    def _sync(self, handle: int) -> None:
        try:
            self._disk.sync(handle)
        except OSError as error:
            raise self._poison(error) from error

    def _sync_folder(self) -> None:
        try:
            self._disk.sync_folder(self._folder)
        except OSError as error:
            raise self._poison(error) from error

    def _poison(self, error: OSError) -> DurabilityUnknownError:
        self._poisoned = True
        return DurabilityUnknownError(
            self._name,
            f"the disk did not confirm what was written ({error}); verify the log",
        )

    def _unreadable(self, error: OSError) -> UnreadableLogError:
        return UnreadableLogError(self._name, error.strerror or str(error))


def _mode_in(status: os.stat_result) -> int:
    return status.st_mode & 0o7777
