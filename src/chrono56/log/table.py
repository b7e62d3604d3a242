"""A table in a file: written once, and then only looked into where something is asked.

Opening it costs the same however long it is. What it holds is derived: it may be
deleted at any time. Every byte that is made use of is checked before, by a CRC: disks
err, and a power cut may leave a file of the right length and wrong content.
"""

import itertools
import mmap
import os
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from struct import Struct
from typing import Any, BinaryIO, Final
from zlib import crc32

from chrono56.log import canonical

_HASH: Final = 16  # bytes of a key's hash, which stands for the key
# A row: that hash; where the value begins, its length and its CRC.
_PLACE: Final = Struct(">QII")
_WIDTH: Final = _HASH + _PLACE.size
_SHELVES: Final = 1 << 14  # rows lie by shelves, which the first bits of a hash tell
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
            start = self._end + body["rows"] * _WIDTH
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
            self._end + start * _WIDTH, (end - start) * _WIDTH, self._sums[shelf]
        )
        place = rows.find(hashed)
        while place % _WIDTH and place > 0:  # across two rows: it is no hash
            place = rows.find(hashed, place + 1)
        if place < 0:
            return None
        where = _PLACE.unpack_from(rows, place + _HASH)
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
        rows: The kind of a key, the key, and the value; each key once. One and the same
            value, given for many in succession, takes up no more room than once.

    Raises:
        OSError: It could not be written; what is there is as it was.
    """
    for left in path.parent.glob(f"{path.name}.*"):  # by who was stopped amid this
        left.unlink(missing_ok=True)
    new = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        with new.open("wb") as file:
            shelves, checksum = _write_values(file, rows)
            values = file.tell()
            index = _write_rows(file, shelves)
            body = {
                "head": head,
                "index": crc32(index),
                "rows": sum(map(len, shelves)) // _WIDTH,
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
) -> tuple[list[bytearray], int]:
    """Write the values, and return the rows that lead to them by shelf, and their CRC.

    A value that many rows in succession have is written once.
    """
    shelves = [bytearray() for _ in range(_SHELVES)]
    last, place, end, checksum = None, b"", 0, 0
    for kind, key, value in rows:
        if value is not last:
            last, line = value, canonical.dumps(value)
            place = _PLACE.pack(end, len(line), crc32(line))
            line += b"\n"
            end += file.write(line)
            checksum = crc32(line, checksum)
        hashed = _hash_of(kind, key)
        shelves[_shelf_of(hashed)] += hashed + place
    return shelves, checksum


def _write_rows(file: BinaryIO, shelves: Sequence[bytearray]) -> bytes:
    """Write the rows, shelf by shelf, and return their index."""
    file.writelines(shelves)
    before = itertools.accumulate(
        (len(shelf) // _WIDTH for shelf in shelves), initial=0
    )
    return (array("I", before) + array("I", map(crc32, shelves))).tobytes()


def _hash_of(kind: str, key: str) -> bytes:
    # What a user asks for may be no text at all: then it is not found.
    named = f"{kind} {key}".encode("utf-8", "surrogatepass")
    return blake2b(named, digest_size=_HASH).digest()


def _shelf_of(hashed: bytes) -> int:
    return (hashed[0] << 8 | hashed[1]) * _SHELVES >> 16
