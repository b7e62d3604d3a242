"""Where a store is tried: a place of its own, lines to keep, and what it promised."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final

import attrs

from chrono56.log.envelope import write_header
from chrono56.log.store import Store, with_ends
from chrono56.testing.promises import require, shown

Make = Callable[[Path], Store]

HEADER: Final = write_header("conformance")


@attrs.frozen
class Ground:
    """A place for one log.

    Attributes:
        make: Opens the store of the log in a folder, as often as it is asked.
        folder: The folder: there, empty, and nobody else's.
    """

    make: Make
    folder: Path

    def open(self) -> Store:
        """Open the store as it is."""
        return self.make(self.folder)

    def begun(self, lines: Iterable[bytes] = ()) -> Store:
        """Open the store, and append the header and *lines*."""
        store = self.open()
        store.append(giving(HEADER, *lines))
        return store


def giving(*lines: bytes) -> Callable[[], Sequence[bytes]]:
    """Return what a store calls to be given these lines."""
    return lambda: lines


def numbered(number: int, padding: int = 0) -> bytes:
    """Return a line that tells its number, longer by *padding* bytes."""
    return b'{"number":%d,"padding":"%s"}' % (number, b"x" * padding)


def placed(lines: Iterable[bytes]) -> list[tuple[int, bytes]]:
    """Return lines as a store reads them: each with its offset."""
    found: list[tuple[int, bytes]] = []
    offset = 0
    for line in lines:
        found.append((offset, line))
        offset += len(with_ends([line]))
    return found


def require_lines(store: Store, lines: Iterable[bytes], who: str = "it") -> None:
    """Check that a store has just these lines, each at its offset.

    Raises:
        BrokenPromiseError: It has not; the message tells the first difference.
    """
    found, wanted = list(store.read()), placed(lines)
    require(
        len(found) == len(wanted),
        f"{who} reads {len(found)} lines where {len(wanted)} are",
    )
    for number, (have, want) in enumerate(zip(found, wanted, strict=True), 1):
        require(
            have[1] == want[1],
            f"{who} reads {shown(have[1])} as line {number}, not {shown(want[1])}",
        )
        require(
            have[0] == want[0],
            f"{who} has line {number} at offset {have[0]}, not {want[0]}",
        )
