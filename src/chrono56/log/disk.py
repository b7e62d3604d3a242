"""Bytes on a disk: what a store asks of the operating system, and what was torn off."""

import contextlib
import errno
import os
import sys
from pathlib import Path
from typing import Final

if sys.platform == "darwin":
    import fcntl

_BINARY: Final = getattr(os, "O_BINARY", 0)  # on Windows, no translation of line ends
_CHUNK: Final = 1 << 16
_TORN: Final = ".torn-"
_NO_SPACE: Final = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG))


class Disk:
    """Do what a store asks of the operating system; tests pass one that fails.

    A handle is what ``os.open`` returns; what goes wrong is an OSError.
    """

    def open(self, path: str, flags: int) -> int:
        """Open a file; a new one may be read and written by whom the umask lets."""
        return os.open(path, flags | _BINARY, 0o666)

    def close(self, handle: int) -> None:
        """Close a file."""
        try:
            os.close(handle)
        except OSError:
            return  # what had to last was synced before, so nothing is lost

    def status(self, handle: int) -> os.stat_result:
        """Return a file's size, identity and permissions."""
        return os.fstat(handle)

    def read(self, handle: int, start: int, length: int) -> bytes:
        """Read up to *length* bytes, at least one unless the file ends there."""
        if sys.platform == "win32":
            os.lseek(handle, start, os.SEEK_SET)
            return os.read(handle, length)
        return os.pread(handle, length, start)

    def write(self, handle: int, data: bytes | memoryview) -> int:
        """Write some of *data*, and return how many bytes that were."""
        return os.write(handle, data)

    def truncate(self, handle: int, size: int) -> None:
        """Cut a file off behind *size* bytes."""
        os.ftruncate(handle, size)

    def permit(self, handle: int, mode: int) -> None:
        """Give a file these permissions."""
        if sys.platform != "win32":  # there, permissions don't belong to the file
            os.fchmod(handle, mode)

    def sync(self, handle: int) -> None:
        """Make what was written survive a power cut."""
        sync_file(handle)

    def sync_folder(self, folder: str) -> None:
        """Make the names in a folder survive a power cut."""
        sync_folder(Path(folder))

    def replace(self, new: str, old: str) -> None:
        """Put one file in the place of another, at once."""
        os.replace(new, old)  # noqa: PTH105 - a path costs more than the call

    def remove(self, path: str) -> None:
        """Remove a file."""
        os.remove(path)  # noqa: PTH107 - a path costs more than the call


def sync_file(handle: int) -> None:
    """Make what was written survive a power cut."""
    if sys.platform == "darwin":  # there, fsync alone stops at the drive's cache
        fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
    else:
        os.fsync(handle)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder survive a power cut."""
    if sys.platform == "win32":
        return  # it has no handle for a folder
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def read_tail(disk: Disk, handle: int, size: int) -> tuple[int, bytes]:
    """Return what stands after the last line end, and the offset where it starts."""
    if size and disk.read(handle, size - 1, 1) == b"\n":
        return size, b""
    end = size
    while end > 0:
        start = max(0, end - _CHUNK)
        found = read_at(disk, handle, start, end - start).rfind(b"\n")
        if found >= 0:
            end = start + found + 1
            break
        end = start
    return end, read_at(disk, handle, end, size - end)


def read_at(disk: Disk, handle: int, start: int, length: int) -> bytes:
    """Return *length* bytes from the offset *start* on; fewer where the file ends."""
    parts: list[bytes] = []
    while length > 0 and (part := disk.read(handle, start, length)):
        parts.append(part)
        start += len(part)
        length -= len(part)
    return b"".join(parts)


def write_whole(disk: Disk, handle: int, data: bytes) -> None:
    """Write all of *data*, however many calls that takes.

    Raises:
        OSError: A part may have been written: a full disk first writes short.
    """
    rest: bytes | memoryview = data
    while (count := disk.write(handle, rest)) < len(rest):
        if not count:  # nobody promises that asking again would ever end
            raise OSError(errno.EIO, "the disk takes nothing more")
        rest = memoryview(rest)[count:]


def keep_torn(disk: Disk, path: str, data: bytes, mode: int) -> str:
    """Keep bytes durably in the first free ``<log>.torn-<n>``, and return its path.

    Args:
        disk: What does the work.
        path: The log.
        data: The bytes.
        mode: The permissions of the log: what was in it is no more public than it.

    Raises:
        OSError: They could not be kept; then nothing is left of them there.
    """
    kept, handle = _first_free(disk, f"{path}{_TORN}")
    try:
        try:
            disk.permit(handle, mode)
            write_whole(disk, handle, data)
            disk.sync(handle)
        finally:
            disk.close(handle)
        disk.sync_folder(str(Path(path).parent))
    except BaseException:
        with contextlib.suppress(OSError):
            disk.remove(kept)
        raise
    return kept


def why_not(error: OSError, folder: str) -> str:
    """Say why nothing was written to a file in *folder*, and what to do."""
    if error.errno in _NO_SPACE:
        return "no space left, nothing was written; make room and retry"
    if isinstance(error, FileNotFoundError):
        return f"no folder {folder}; create it first"
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return f"no permission to write here ({error.strerror}); copy the log elsewhere"
    return f"can't be written ({error})"


def torn_off(path: str) -> list[Path]:
    """Return what was torn off the log at *path* and is kept, sorted by name."""
    log = Path(path)
    if not log.is_absolute():  # it is in memory, or under a URL
        return []
    beside = log.parent.iterdir()
    return sorted(one for one in beside if one.name.startswith(f"{log.name}{_TORN}"))


def _first_free(disk: Disk, stem: str) -> tuple[str, int]:
    number = 1
    while True:
        path = f"{stem}{number}"
        try:
            return path, disk.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
        except FileExistsError:
            number += 1
