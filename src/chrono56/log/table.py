"""A table in a file: written once, and then only looked into where something is asked.

Opening it costs the same however long it is. What it holds is derived: it may be
deleted at any time. Every byte that is made use of is checked before, by a CRC: disks
err, and a power cut may leave a file of the right length and wrong content.
"""

import mmap
import os
from array import array
from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from pathlib import Path
from struct import Struct
from typing import Any, BinaryIO, Final
from zlib import crc32

from chrono56.log import canonical

_HASH: Final = 16  # bytes of a key's hash, which stands for the key
# A row: that hash; where the value begins, its length and its CRC.
_ROW: Final = Struct(f">{_HASH}sQII")
_SHELVES: Final = 1 << 14  # rows lie sorted; the first bits tell their shelf
# How many rows lie before each shelf, and in all; and the CRC of each shelf.
_INDEX: Final = 4 * (_SHELVES + 1 + _SHELVES)


class DamagedTableError(ValueError):
    """It is no table, or not as it was written."""


class Table:
    """Look up what was kept under a key.

    Args:
        path: The file that `keep` wrote.

    Attributes:
        head: What was kept beside the rows.

    Raises:
        OSError: There is no such file, or it can't be read.
        DamagedTableError: It is another file, or not a whole one.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            with path.open("rb") as file:
                self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            last = self._data.rfind(b"\n", 0, len(self._data) - 1) + 1
            body = canonical.without_digest(self._data[last:-1])
            self.head: dict[str, Any] = body["head"]
            self._end: int = body["values"]  # of the values: the rows follow
            self._sum: int = body["sum"]
            start = self._end + body["rows"] * _ROW.size
            index = self._data[start : start + _INDEX]
            if start + _INDEX + 1 != last or crc32(index) != body["index"]:
                raise self._damaged()
        except (ValueError, KeyError):
            raise self._damaged() from None
        numbers = array("I", index)
        self._shelves, self._sums = numbers[: _SHELVES + 1], numbers[_SHELVES + 1 :]

    def get(self, kind: str, key: str) -> dict[str, Any] | None:
        """Return what was kept under a key of that kind; None if nothing was.

        Raises:
            DamagedTableError: The place where it would be is damaged.
        """
        hashed = _hash_of(kind, key)
        shelf = _shelf_of(hashed)
        start, end = self._shelves[shelf], self._shelves[shelf + 1]
        rows = self._checked(
            self._end + start * _ROW.size, (end - start) * _ROW.size, self._sums[shelf]
        )
        place = rows.find(hashed)
        while place % _ROW.size and place > 0:  # across two rows: it is no hash
            place = rows.find(hashed, place + 1)
        if place < 0:
            return None
        _, *where = _ROW.unpack_from(rows, place)
        return canonical.parsed(self._checked(*where))

    def values(self) -> Iterator[dict[str, Any]]:
        """Yield all values, in no order; that reads the whole file.

        Raises:
            DamagedTableError: One is damaged.
        """
        self._checked(0, self._end, self._sum)
        place = 0
        while place < self._end:
            end = self._data.find(b"\n", place)
            yield canonical.parsed(self._data[place:end])
            place = end + 1

    def _checked(self, start: int, length: int, checksum: int) -> bytes:
        part = self._data[start : start + length]
        if crc32(part) != checksum:
            raise self._damaged()
        return part

    def _damaged(self) -> DamagedTableError:
        return DamagedTableError(f"{self._path} is not a whole table")


def keep(
    path: Path,
    head: Mapping[str, Any],
    rows: Iterable[tuple[str, str, Mapping[str, Any]]],
) -> None:
    """Write a table, in place of the one that is there.

    Args:
        path: The file.
        head: What to keep beside the rows.
        rows: The kind of a key, the key, and the value; each key once.

    Raises:
        OSError: It could not be written; what is there is as it was.
    """
    for left in path.parent.glob(f"{path.name}.*"):  # by who was stopped amid this
        left.unlink(missing_ok=True)
    new = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        with new.open("wb") as file:
            found, checksum = _write_values(file, rows)
            values = file.tell()
            found.sort()
            file.writelines(found)
            index = _index_of(found)
            body = {
                "head": head,
                "index": crc32(index),
                "rows": len(found),
                "sum": checksum,
                "values": values,
            }
            file.write(b"%b\n%b\n" % (index, canonical.with_digest(body)))
        new.replace(path)
    except BaseException:
        new.unlink(missing_ok=True)
        raise


def _write_values(
    file: BinaryIO, rows: Iterable[tuple[str, str, Mapping[str, Any]]]
) -> tuple[list[bytes], int]:
    """Write the values, and return the rows that lead to them, and their CRC."""
    found: list[bytes] = []
    last, where, length, checksum = b"", 0, 0, 0
    for kind, key, value in rows:
        line = canonical.dumps(value)
        if line != last:  # often it is the same as the one before
            where += length
            file.write(line + b"\n")
            checksum = crc32(line + b"\n", checksum)
            last, length = line, len(line) + 1
        found.append(_ROW.pack(_hash_of(kind, key), where, len(line), crc32(line)))
    return found, checksum


def _index_of(rows: Iterable[bytes]) -> bytes:
    counts = array("I", bytes(4 * (_SHELVES + 1)))
    sums = array("I", bytes(4 * _SHELVES))
    for row in rows:
        shelf = _shelf_of(row)
        counts[shelf + 1] += 1
        sums[shelf] = crc32(row, sums[shelf])
    for shelf in range(_SHELVES):
        counts[shelf + 1] += counts[shelf]
    return (counts + sums).tobytes()


def _hash_of(kind: str, key: str) -> bytes:
    # What a user asks for may be no text at all: then it is not found.
    named = f"{kind} {key}".encode(errors="surrogatepass")
    return blake2b(named, digest_size=_HASH).digest()


def _shelf_of(hashed: bytes) -> int:
    return int.from_bytes(hashed[:2], "big") * _SHELVES >> 16
