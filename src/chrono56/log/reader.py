"""Reading a log: its header, its entries, and what it is to grow by."""

import itertools
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

from chrono56.errors import DamagedLogError, RewrittenError
from chrono56.log.envelope import check_header, is_header, read_header
from chrono56.log.position import Position, damaged
from chrono56.log.proof import read_single
from chrono56.log.store import Store, size_in, stamp_of

# Entries are opened and proven by modules that are imported when they are first used:
# a question that the read model answers must not pay for them.
if TYPE_CHECKING:
    from pathlib import Path

    from chrono56.log.chain import Verification
    from chrono56.log.entry import Entry


# How every entry begins, and where its time ends.
_AT: Final = b'{"at":"'
_AT_ENDS: Final = len(_AT) + len("YYYY-MM-DDTHH:MM:SS.ffffffZ")


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
        """Name the log for messages: its file.

        >>> log.name
        'memory'
        """
        return self.store.name

    @property
    def id(self) -> str:
        """Give the log's random id, from its header.

        >>> len(log.id)
        32
        """
        return read_header(self.header())

    def header(self) -> bytes:
        """Return the header line, without its line end.

        Raises:
            DamagedLogError: There is none, or it is not one.

        >>> log.header().startswith(b'{"format":1,"log":"')
        True
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

        >>> [entry.reason for entry, position in log.read()]
        []
        """
        for start, end, entry in self._read(after):
            yield entry, Position(start, end, entry.id)

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

        return follow(self.name, self.read, after, wait)

    def holds(self, position: Position) -> bool:
        """Say whether the line at *position* is still there, unchanged.

        >>> with log.entry() as entry:
        ...     rising = entry.event("rising")
        >>> position = [position for _, position in log.read()][-1]
        >>> log.holds(position)
        True
        """
        for offset, line in self.store.read(position.start):
            try:
                return (
                    offset + len(line) + 1 == position.end
                    and read_single(line).id == position.entry
                )
            except ValueError:
                return False
        return False

    def ends_at(self, position: Position) -> bool:
        """Say whether the line at *position* is still there, and is the last one.

        >>> with log.entry() as entry:
        ...     rising = entry.event("rising")
        >>> position = [position for _, position in log.read()][-1]
        >>> log.ends_at(position)
        True
        >>> with log.entry() as entry:
        ...     diary = entry.source("diary")
        >>> log.ends_at(position), log.holds(position)
        (False, True)
        """
        return self.holds(position) and not any(
            True for _ in self.store.read(position.end)
        )

    def entries(self) -> "Iterator[Entry]":
        """Yield the entries in canonical order, by (at, id), each once.

        While copies were not united that is the order of the file, and one entry is in
        memory at a time; else all of them are.

        Raises:
            DamagedLogError: As for `read`.
            RewrittenError: The log was rewritten meanwhile.

        >>> list(log.entries())
        []
        """
        end = self._end_if_in_order()
        if not end:
            from chrono56.log.chain import in_order  # noqa: PLC0415 - see above

            yield from in_order(entry for _, _, entry in self._read())
            return
        last = ""
        for start, _, entry in self._read():
            if start >= end:
                return  # it came later than the question
            if entry.at <= last:
                raise RewrittenError(self.name, "it was rewritten while it was read")
            last = entry.at
            yield entry

    def _read(
        self, after: Position | None = None
    ) -> "Iterator[tuple[int, int, Entry]]":
        """Yield the entries in the order of the file, each between two offsets."""
        from chrono56.log.entry import read_entry, read_proven  # noqa: PLC0415

        name, header, is_known = self.name, self.header(), after is None
        lines = iter(self.store.read(after.end if after else 0))
        first = next(lines, None)
        if first is None:
            return
        proven = self._proven()  # asked once it is open: it is this very file's
        numbered = enumerate(itertools.chain((first,), lines), 1)
        for number, (offset, line) in numbered:
            # Behind a remembered position no line number is known.
            place = name, number if is_known else 0, offset
            try:
                if not line.startswith(_AT) and is_header(line):
                    check_header(line, header)
                    continue
                entry = (read_proven if offset < proven else read_entry)(line, place)
            except ValueError as error:
                raise damaged(place, str(error)) from None
            yield offset, offset + len(line) + 1, entry
            entry.let_go()  # who keeps it keeps no text twice

    def _end_if_in_order(self) -> int:
        """Return where the log ends if its lines are in canonical order; 0 if not."""
        last, end = b"", 0
        for offset, line in self.store.read():
            if line.startswith(_AT):
                at = line[len(_AT) : _AT_ENDS]
                if at <= last:
                    return 0
                last = at
            elif offset:
                return 0  # the header again, or what is no entry
            end = offset + len(line) + 1
        return end

    def _proven(self) -> int:
        """Return up to which offset all lines were proven, and not touched since."""
        if self.memory is None:
            return 0
        from chrono56.log.remembered import recall  # noqa: PLC0415 - see above

        known, stamp = recall(self.memory), stamp_of(self.store)
        if known is None or not stamp or known.stamp != stamp:
            return 0
        return size_in(stamp)

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

        >>> log.verify().is_sound
        True
        """
        from chrono56.log.chain import verify  # noqa: PLC0415 - see above
        from chrono56.log.checkpoint import Checkpoint  # noqa: PLC0415
        from chrono56.log.remembered import Remembered, go_on, recall  # noqa: PLC0415

        before, stamp = recall(self.memory), stamp_of(self.store)
        found = verify(
            self.store,
            records=records,
            against=Checkpoint.read(against) if against else None,
            remembered=before,
        )
        if found.is_sound:
            go_on(self.memory, before, Remembered(found.entries, found.heads, stamp))
        return found

    def seal(self) -> str:
        """Return a checkpoint of the log as it is: a few lines to be kept elsewhere.

        They name the log, count its entries, and hold its heads and the hash of all
        entries' ids. `verify` holds the log, grown since or merged, against them.

        Raises:
            DamagedLogError: The log is not sound, or went backwards since it was last
                used here; what is wrong must not be sealed.

        >>> log.verify(against=log.seal()).is_sound
        True
        """
        from chrono56.log.chain import sealed  # noqa: PLC0415 - see above
        from chrono56.log.remembered import recall  # noqa: PLC0415

        return f"{sealed(self.store, recall(self.memory))}\n"
