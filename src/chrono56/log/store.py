"""What a store must do: keep lines, in order, for good."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol


class Store(Protocol):
    """Keep the lines of one log.

    A line is bytes without its line end; offsets count bytes, line ends included, and
    mean the same to every reader for good.
    """

    @property
    def name(self) -> str:
        """Name the store for messages and caches: a resolved path or a URL."""
        ...

    def read(self, after: int = 0) -> Iterator[tuple[int, bytes]]:
        """Yield (offset, line) of all whole lines from the offset *after* on.

        Takes no lock and changes nothing; stops at what is not yet a whole line.

        Raises:
            UnreadableLogError: The operating system does not let it be read.
        """
        ...

    def tail(self) -> bytes:
        """Return what stands after the last line end; empty is as it should be."""
        ...

    def append(self, write: Callable[[], Sequence[bytes]]) -> None:
        """Call *write* while nobody else can append, and keep the lines it returns.

        All of them survive a power cut once this returns; if it raises, none is there
        (or, DurabilityUnknownError, that can't be known).

        Raises:
            WriteError: Nothing was kept: no space, no permission, a lock not given up.
        """
        ...


def with_ends(lines: Iterable[bytes]) -> bytes:
    """Join *lines*, each with its line end."""
    return b"".join(line + b"\n" for line in lines)
