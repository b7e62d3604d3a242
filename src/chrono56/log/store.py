"""What a store must do: keep lines, in order, for good."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, Protocol, TypeAlias, cast

# The number of bytes that a store keeps, what names the file they are in, and more that
# is the same as long as nobody writes; nothing at all where that can't be told.
Stamp: TypeAlias = tuple[int, ...]

# A scheme has two characters at least: "C://…" is a path on a drive of Windows.
_URL: Final = re.compile(r"((?:[A-Za-z0-9][\w.-]+:)?[A-Za-z][A-Za-z0-9+.-]+)://")


class Store(Protocol):
    """Keep the lines of one log.

    A line is bytes without its line end. Offsets count bytes as if all lines stood in
    one file, each with its line end, and mean the same to every reader until the log is
    rewritten.
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

    def append(
        self, write: Callable[[], Sequence[bytes]], *, sync: bool = True
    ) -> None:
        """Call *write* while nobody else can append, and keep the lines it returns.

        All of them survive a power cut once this returns; if it raises, none is there
        (or, DurabilityUnknownError, that can't be known).

        Args:
            write: Returns the lines; if it raises, nothing is kept.
            sync: False does not wait for the disk: every reader sees the lines at once,
                but they survive a power cut only after `sync`, or a later append that
                waits.

        Raises:
            WriteError: Nothing was kept: no space, no permission, a lock not given up.
        """
        ...

    def sync(self) -> None:
        """Make all that was appended through this store survive a power cut.

        Raises:
            DurabilityUnknownError: The disk did not confirm; it is not asked again.
        """
        ...

    def rewrite(
        self, write: Callable[[], Iterable[bytes]], *, aside: bytes = b""
    ) -> str:
        """Replace all lines by those that *write* returns, or change nothing.

        Whoever reads meanwhile sees all the old lines or all the new ones. Nobody else
        can append between the call of *write* and the end.

        Args:
            write: Returns the lines; it may read the store while they are taken.
            aside: Bytes to keep durably beside the log first.

        Returns:
            Where *aside* is kept; empty if it is empty.

        Raises:
            WriteError: Nothing was changed: no space, no permission, no log, a lock not
                given up.
        """
        ...


class StampedStore(Store, Protocol):
    """A store that also tells cheaply whether it was touched, as that of files does.

    While its stamp is the same nothing is read again, so it must never err; a plugin's
    is not asked.
    """

    def stamp(self) -> Stamp:
        """Return what is the same as long as nobody writes, or changes what is there.

        It is empty if it can't be told.
        """
        ...


def stamping(store: Store) -> Callable[[], Stamp]:
    """Return what gives the stamp of a store; an empty one if it has none."""
    return cast(StampedStore, store).stamp if hasattr(store, "stamp") else tuple


def stamp_of(store: Store) -> Stamp:
    """Return the stamp of a store; empty if it gives none."""
    return stamping(store)()


def size_in(stamp: Stamp) -> int:
    """Return the number of bytes that a stamp tells; 0 if it is empty."""
    return stamp[0] if stamp else 0


def file_in(stamp: Stamp) -> int:
    """Return what names the file that a stamp is of; 0 if it is empty."""
    return stamp[1] if stamp else 0


def spelt(stamp: Stamp) -> str:
    """Return a stamp as it is kept: JSON has no whole numbers as great as its times.

    >>> spelt((362, 12)), stamp_in(spelt((362, 12)))
    ('0x16a 0xc', (362, 12))
    """
    # Sixteen is a power of two: so great numbers are spelt in half the time.
    return " ".join(map(hex, stamp)) if stamp else ""


def stamp_in(text: str) -> Stamp:
    """Return the stamp that a text spells; empty if that is.

    Raises:
        ValueError: It spells none.
    """
    return tuple([int(number, 16) for number in text.split()])


def with_ends(lines: Iterable[bytes]) -> bytes:
    """Join *lines*, each with its line end."""
    return b"\n".join((*lines, b""))


def scheme_of(name: str) -> str:
    """Return the scheme of a store's URL, in lower case; empty if *name* is a path.

    A scheme that several plugins offer may be ``distribution:scheme``.

    >>> scheme_of("sqlite:///home/anna/log.db"), scheme_of("notes 12:30.jsonl")
    ('sqlite', '')
    """
    found = _URL.match(name)
    return found[1].lower() if found else ""
