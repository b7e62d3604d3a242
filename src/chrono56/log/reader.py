"""Reading a log: its header, its entries, and what it is to grow by."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from chrono56.errors import DamagedLogError
from chrono56.log.envelope import check_header, is_header, read_envelope, read_header
from chrono56.log.position import Position
from chrono56.log.store import Store

# Entries are opened and proven by modules that are imported when they are first used:
# a question that the read model answers must not pay for them.
if TYPE_CHECKING:
    from pathlib import Path

    from chrono56.log.chain import Verification
    from chrono56.log.entry import Entry


class LogReader:
    """Read a log.

    Args:
        store: Where the lines are kept.

    Attributes:
        store: Where the lines are kept.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self._header = b""

    @property
    def name(self) -> str:
        """Name the log for messages: its file."""
        return self.store.name

    @property
    def id(self) -> str:
        """Give the log's random id, from its header."""
        return read_header(self.header())

    def header(self) -> bytes:
        """Return the header line, without its line end.

        Raises:
            DamagedLogError: There is none, or it is not one.
        """
        if not self._header:
            line = next((line for _, line in self.store.read()), b"")
            if not line:
                raise DamagedLogError(
                    self.name, 1, 'no header line; expected {"format":1,"log":"…"}'
                )
            if not is_header(line):
                why = "not a log: the first line is no header"
                raise DamagedLogError(self.name, 1, why)
            try:
                read_header(line)
            except ValueError as error:
                raise DamagedLogError(self.name, 1, str(error)) from None
            self._header = line
        return self._header

    def read(self, after: Position | None = None) -> "Iterator[tuple[Entry, Position]]":
        """Yield the entries in the order of the file, each with its position.

        Args:
            after: Go on behind this position; None reads from the beginning.

        Raises:
            DamagedLogError: A line is neither header nor entry, or was changed.
        """
        from chrono56.log.entry import read_entry  # noqa: PLC0415 - see above

        header = self.header()
        lines = self.store.read(after.end if after else 0)
        for number, (offset, line) in enumerate(lines, 1):
            try:
                if is_header(line):
                    check_header(line, header)
                    continue
                entry = read_entry(line)
            except ValueError as error:
                # Behind a remembered position no line number is known.
                why = f"{error} (at byte {offset})" if after else str(error)
                raise DamagedLogError(self.name, 0 if after else number, why) from None
            yield entry, Position(offset, offset + len(line) + 1, entry.id)

    def follow(
        self, after: Position | None = None, *, wait: Callable[[], bool]
    ) -> "Iterator[tuple[Entry, Position]]":
        """Yield the entries as `read` does, and then those that anyone appends.

        Takes no lock, and sees whole entries only.

        Args:
            after: Go on behind this position; None reads from the beginning.
            wait: Called whenever all has been read. It waits as long as it likes, and
                returns whether to look again: ``lambda: not stopped.wait(0.5)`` with a
                `threading.Event` looks twice a second, and ends when that is set.

        Raises:
            RewrittenError: What was read last is no longer there: a text was erased,
                the log was repaired, or another copy lies in its place. Read it anew.
            DamagedLogError: A line is neither header nor entry, or was changed.

        >>> from chrono56.log.actions import Titled
        >>> from chrono56.log.log import Log
        >>> from chrono56.log.memory import MemoryStore
        >>> log = Log(MemoryStore(), by="anna")
        >>> log.begin()
        >>> made = log.append([Titled("1956")])
        >>> [entry == made for entry, _ in log.follow(wait=lambda: False)]
        [True]
        """
        from chrono56.log.following import follow  # noqa: PLC0415 - see above

        return follow(self, after, wait)

    def holds(self, position: Position) -> bool:
        """Say whether the line at *position* is still there, unchanged."""
        for offset, line in self.store.read(position.start):
            try:
                return (
                    offset + len(line) + 1 == position.end
                    and read_envelope(line).id == position.entry
                )
            except ValueError:
                return False
        return False

    def ends_at(self, position: Position) -> bool:
        """Say whether the line at *position* is still there, and is the last one."""
        return self.holds(position) and not any(
            True for _ in self.store.read(position.end)
        )

    def entries(self) -> "Iterator[Entry]":
        """Yield the entries in canonical order, by (at, id), each once."""
        from chrono56.log.chain import in_order  # noqa: PLC0415 - see above

        return iter(in_order(entry for entry, _ in self.read()))

    @property
    def memory(self) -> "Path | None":
        """Give the file that notes the log's heads; None if nothing is noted."""
        return None

    def verify(self, *, records: bool = False, against: str = "") -> "Verification":
        """Prove every line, and how the entries hang together.

        Whatever was changed, lost or brought in is found; so is what was cut off, if
        the log is held against a seal, or was used on this computer before.

        Args:
            records: Open every action too, and find what no record can say. That takes
                several times as long, and is for logs that other programs write.
            against: A seal, as `seal` returns it: all that was sealed must be there.

        Raises:
            RecordError: *against* is no seal.
        """
        from chrono56.log.chain import verify  # noqa: PLC0415 - see above
        from chrono56.log.checkpoint import Checkpoint  # noqa: PLC0415
        from chrono56.log.remembered import Remembered, go_on, recall  # noqa: PLC0415

        before = recall(self.memory)
        found = verify(
            self.store,
            records=records,
            against=Checkpoint.read(against) if against else None,
            remembered=before,
        )
        if found.is_sound:
            go_on(self.memory, before, Remembered(found.entries, found.heads))
        return found

    def seal(self) -> str:
        """Return a checkpoint of the log as it is: a few lines to be kept elsewhere.

        They name the log, count its entries, and hold its heads and the hash of all
        entries' ids. `verify` holds the log, grown since or merged, against them.

        Raises:
            DamagedLogError: The log is not sound, or went backwards since it was last
                used here; what is wrong must not be sealed.
        """
        from chrono56.log.chain import sealed  # noqa: PLC0415 - see above
        from chrono56.log.remembered import recall  # noqa: PLC0415

        return f"{sealed(self.store, recall(self.memory))}\n"
