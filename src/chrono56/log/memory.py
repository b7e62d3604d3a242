"""A log that lives in memory: for tests, previews and small scripts."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from threading import RLock

from chrono56.log.store import with_ends


class MemoryStore:
    """Keep lines in memory.

    Args:
        name: What messages call it.
        lines: Lines to start with, the header first.

    Attributes:
        torn: What rewriting set aside, the oldest first.
    """

    def __init__(self, name: str = "memory", lines: Iterable[bytes] = ()) -> None:
        self._name = name
        self._bytes = bytearray(with_ends(lines))
        self._lock = RLock()
        self.torn: list[bytes] = []

    @property
    def name(self) -> str:
        """Name the store."""
        return self._name

    def read(self, after: int = 0) -> Iterator[tuple[int, bytes]]:
        """Yield (offset, line) of all lines from the offset *after* on."""
        kept = self._bytes  # rewriting puts another in its place
        while (end := kept.find(b"\n", after)) >= 0:
            yield after, bytes(kept[after:end])
            after = end + 1

    def tail(self) -> bytes:
        """Return nothing: memory holds whole lines only."""
        return b""

    def append(
        self, write: Callable[[], Sequence[bytes]], *, sync: bool = True
    ) -> None:
        """Keep the lines that *write* returns, one writer at a time.

        Args:
            write: Returns the lines.
            sync: Makes no difference: memory survives nothing.
        """
        del sync
        with self._lock:
            self._bytes += with_ends(write())

    def sync(self) -> None:
        """Do nothing: memory survives nothing."""

    def rewrite(
        self, write: Callable[[], Iterable[bytes]], *, aside: bytes = b""
    ) -> str:
        """Replace all lines by those that *write* returns; keep *aside* in `torn`."""
        with self._lock:
            self._bytes = bytearray(with_ends(write()))
            if not aside:
                return ""
            self.torn.append(aside)
            return f"{self.name}.torn-{len(self.torn)}"
