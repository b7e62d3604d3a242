"""A log in one file: UTF-8 JSON Lines, durable, one writer at a time.

The order of the steps is what makes it safe: lock, tail, write, sync, and only then
success. A failed sync is never tried again (the kernel may have dropped the pages).
"""

import errno
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from chrono56.errors import (
    DamagedLogError,
    DurabilityUnknownError,
    UnreadableLogError,
    WriteError,
)
from chrono56.log import disk
from chrono56.log.envelope import is_header, read_envelope, read_header
from chrono56.log.lock import locked
from chrono56.log.store import with_ends

_NO_SPACE: Final = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG))
_START: Final = b'{"format":'


class JsonlStore:
    """Keep the lines of a log in a file.

    Args:
        path: The file; it need not exist yet.
        patience: Seconds to wait for another writer before giving up.
    """

    def __init__(self, path: str | os.PathLike[str], *, patience: float = 30) -> None:
        self.path = Path(os.path.realpath(path))
        self._patience = patience
        self._poisoned = False

    @property
    def name(self) -> str:
        """Name the store by its real path."""
        return str(self.path)

    def exists(self) -> bool:
        """Say whether there is a file."""
        return self.path.exists()

    def read(self, after: int = 0) -> Iterator[tuple[int, bytes]]:
        """Yield (offset, line) of all whole lines from the offset *after* on.

        What is appended after the first line was asked for waits for the next reading.
        """
        try:
            with self.path.open("rb") as file:
                # A bound: a torn tail may be cut and written over meanwhile.
                size = os.fstat(file.fileno()).st_size
                file.seek(after)
                while after < size and (line := file.readline(size - after)):
                    if not line.endswith(b"\n"):
                        return  # still being written, or torn: not ours to judge
                    yield after, line[:-1]
                    after += len(line)
        except FileNotFoundError:
            return
        except OSError as error:
            raise UnreadableLogError(self.name, error.strerror or str(error)) from error

    def tail(self) -> bytes:
        """Return what stands after the last line end; empty is as it should be."""
        try:
            handle = os.open(self.path, os.O_RDONLY | disk.BINARY)
        except FileNotFoundError:
            return b""
        except OSError as error:
            raise UnreadableLogError(self.name, error.strerror or str(error)) from error
        try:
            return disk.read_tail(handle)[1]
        finally:
            os.close(handle)

    def append(self, write: Callable[[], Sequence[bytes]]) -> None:
        """Keep the lines that *write* returns, durably.

        A torn tail is mended first: a line that only lacks its end gets it; any other
        tail is cut off, and its bytes kept beside the log in ``<log>.torn-<n>``.

        Raises:
            DamagedLogError: The file is not a log.
            WriteError: Nothing was written: no space, no permission, a held lock.
            DurabilityUnknownError: The disk did not confirm; verify before going on.
        """
        if self._poisoned:
            raise DurabilityUnknownError(
                self.name, "an earlier sync failed; open the log anew and verify it"
            )
        try:
            with locked(self.path, self._patience):
                self._append(write)
        except (DamagedLogError, WriteError, UnreadableLogError):
            raise
        except OSError as error:
            raise WriteError(self.name, _why(error, self.path)) from error

    def _append(self, write: Callable[[], Sequence[bytes]]) -> None:
        new = not self.path.exists()
        handle = os.open(self.path, os.O_RDWR | os.O_CREAT | disk.BINARY, 0o666)
        empty = os.fstat(handle).st_size == 0
        try:
            self._mend_tail(handle)
            data = with_ends(write())
            if data:
                self._write_whole(handle, data)
                self._sync(handle)
                if empty:
                    self._sync_folder()
        finally:
            unused = new and os.fstat(handle).st_size == 0
            os.close(handle)
            if unused:
                self.path.unlink()  # nothing was said: leave no empty log behind

    def _mend_tail(self, handle: int) -> None:
        start, tail = disk.read_tail(handle)
        self._check_is_log(handle, tail if start == 0 else b"")
        if not tail:
            return
        try:
            read_header(tail) if is_header(tail) else read_envelope(tail)
        except ValueError:
            disk.keep_torn(self.path, tail)
            os.ftruncate(handle, start)
        else:
            self._write_whole(handle, b"\n")
        self._sync(handle)

    def _check_is_log(self, handle: int, only: bytes) -> None:
        """Refuse to touch a file that is something else."""
        if only:  # there is no line end yet: the header itself was cut off, or lost
            if _START.startswith(only[: len(_START)]) or not only.strip(b"\0"):
                return
        elif disk.read_at(handle, 0, len(_START)) in (b"", _START):
            return
        raise DamagedLogError(self.name, 1, "not a log: the first line is no header")

    def _write_whole(self, handle: int, data: bytes) -> None:
        size = os.lseek(handle, 0, os.SEEK_END)
        rest = memoryview(data)
        try:
            while rest:
                rest = rest[os.write(handle, rest) :]
        except OSError as error:
            # A full disk first writes short, then raises: take the part back.
            self._take_back(handle, size)
            if error.errno in _NO_SPACE:
                raise WriteError(
                    self.name, "no space left, nothing was written; make room and retry"
                ) from error
            raise

    def _take_back(self, handle: int, size: int) -> None:
        try:
            os.ftruncate(handle, size)
        except OSError as error:
            self._poisoned = True
            raise DurabilityUnknownError(
                self.name, f"a part of a line stayed behind ({error}); verify the log"
            ) from error
        self._sync(handle)

    def _sync(self, handle: int) -> None:
        try:
            disk.sync_file(handle)
        except OSError as error:
            raise self._poison(error) from error

    def _sync_folder(self) -> None:
        try:
            disk.sync_folder(self.path.parent)
        except OSError as error:
            raise self._poison(error) from error

    def _poison(self, error: OSError) -> DurabilityUnknownError:
        self._poisoned = True
        return DurabilityUnknownError(
            self.name, f"the disk did not confirm the entry ({error}); verify the log"
        )


def _why(error: OSError, path: Path) -> str:
    if isinstance(error, FileNotFoundError):
        return f"no folder {path.parent}; create it first"
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return f"no permission to write here ({error.strerror}); copy the log elsewhere"
    return f"can't be written ({error})"
