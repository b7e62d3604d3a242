"""A log that lives in memory: for tests, previews and small scripts."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from threading import RLock

from chrono56.log.store import with_ends


class MemoryStore:
    """Keep lines in memory.

    Args:
        name: What messages call it.
        lines: Lines to start with, the header first.
    """

    def __init__(self, name: str = "memory", lines: Iterable[bytes] = ()) -> None:
        self._name = name
        self._bytes = bytearray(with_ends(lines))
        self._lock = RLock()

    @property
    def name(self) -> str:
        """Name the store."""
        return self._name

    def read(self, after: int = 0) -> Iterator[tuple[int, bytes]]:
        """Yield (offset, line) of all lines from the offset *after* on."""
        while (end := self._bytes.find(b"\n", after)) >= 0:
            yield after, bytes(self._bytes[after:end])
            after = end + 1

    def tail(self) -> bytes:
        """Return nothing: memory holds whole lines only."""
        return b""

    def append(self, write: Callable[[], Sequence[bytes]]) -> None:
        """Keep the lines that *write* returns, one writer at a time."""
        with self._lock:
            self._bytes += with_ends(write())
