"""Bytes on a disk: tails, syncs, and what was torn off."""

import os
import sys
from pathlib import Path
from typing import Final

if sys.platform == "darwin":
    import fcntl

BINARY: Final = getattr(os, "O_BINARY", 0)  # on Windows, no translation of line ends
_CHUNK: Final = 1 << 16


def read_tail(handle: int) -> tuple[int, bytes]:
    """Return what stands after the last line end, and the offset where it starts."""
    size = end = os.lseek(handle, 0, os.SEEK_END)
    if size and read_at(handle, size - 1, 1) == b"\n":
        return size, b""
    while end > 0:
        start = max(0, end - _CHUNK)
        found = read_at(handle, start, end - start).rfind(b"\n")
        if found >= 0:
            end = start + found + 1
            break
        end = start
    return end, read_at(handle, end, size - end)


def read_at(handle: int, start: int, length: int) -> bytes:
    """Return up to *length* bytes from the offset *start* on."""
    os.lseek(handle, start, os.SEEK_SET)
    parts: list[bytes] = []
    while length > 0 and (part := os.read(handle, length)):
        parts.append(part)
        length -= len(part)
    return b"".join(parts)


def keep_torn(path: Path, tail: bytes) -> Path:
    """Keep a torn tail, durably, in the first free ``<log>.torn-<n>``; return its path.

    Raises:
        OSError: It could not be kept; then nothing is left of it there.
    """
    number = 1
    while True:
        kept = Path(f"{path}.torn-{number}")
        try:
            file = kept.open("xb")
        except FileExistsError:
            number += 1
            continue
        try:
            with file:
                file.write(tail)
                file.flush()
                sync_file(file.fileno())
        except OSError:
            kept.unlink()
            raise
        sync_folder(kept.parent)
        return kept


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
