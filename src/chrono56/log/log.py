"""The log: read it, follow it, append to it."""

import contextlib
import uuid
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cached_property
from types import EllipsisType
from typing import TYPE_CHECKING

from chrono56.errors import DamagedLogError, RecordError, WriteError
from chrono56.log.envelope import (
    check_header,
    is_header,
    read_envelope,
    read_header,
    write_header,
)
from chrono56.log.position import Position
from chrono56.log.store import Store
from chrono56.model.rules import check_text

# Entries are opened, proven and written by modules that are imported when they are
# first used: a question that the read model answers must not pay for them.
if TYPE_CHECKING:
    from chrono56.clock import Clock
    from chrono56.log.actions import Action
    from chrono56.log.chain import Verification
    from chrono56.log.draft import EntryDraft
    from chrono56.log.entry import Entry
    from chrono56.log.writer import Writer


def random_id() -> str:
    """Return a new random id: 32 hex digits."""
    return uuid.uuid4().hex


class Log:
    """Read a log, and append entries to it.

    Args:
        store: Where the lines are kept.
        by: Who records; without it the log can only be read.
        clock: What tells the time of recording; the computer's clock if left out.
        new_id: What makes random ids and nonces.
        kinds: Event kinds beyond those that ship with chrono56.

    Attributes:
        by: Who records; empty if nobody does.
        store: Where the lines are kept.
    """

    def __init__(
        self,
        store: Store,
        *,
        by: str = "",
        clock: "Clock | None" = None,
        new_id: Callable[[], str] = random_id,
        kinds: Collection[str] = (),
    ) -> None:
        self.by = check_text(by, "by")
        self.store = store
        self._clock = clock
        self._new_id = new_id
        self._kinds = kinds
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

    def begin(self, log_id: str = "") -> None:
        """Write the header of a new log, if it has none yet.

        Args:
            log_id: An id for the log; a random one if left out.
        """
        new = write_header(log_id or self._new_id())

        def write() -> Sequence[bytes]:
            return () if any(True for _ in self.store.read()) else (new,)

        if not any(True for _ in self.store.read()):
            self.store.append(write)
        self.header()

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

    def heads(self) -> tuple[str, ...]:
        """Return the ids of the entries that no other follows, sorted.

        Raises:
            WriteError: The log went backwards, or was replaced, since it was opened.
        """
        return self._writer.heads()

    def verify(self, *, records: bool = True) -> "Verification":
        """Check every line, and how the entries hang together.

        Args:
            records: Open every action too; False proves the lines only, several times
                as fast.
        """
        from chrono56.log.chain import verify  # noqa: PLC0415 - see above

        return verify(self.store, records=records)

    @contextlib.contextmanager
    def entry(
        self,
        reason: str = "",
        *,
        key: str = "",
        expected: Sequence[str] | EllipsisType | None = ...,
    ) -> "Iterator[EntryDraft]":
        """Collect actions and append them as one entry when the block ends.

        Leaving the block by an exception appends nothing.

        Args:
            reason: Why, in the recorder's words.
            key: Makes sending it again harmless: an equal key with equal actions is
                there already, with others it is an error.
            expected: The heads that the log must have; left out, those it has when the
                block begins; None takes whatever they are when it ends.

        Raises:
            Conflict: Someone else appended since.
            Diverged: The log has several heads.
            RecordError: An action breaks a rule; nothing is appended.
            UnknownIdError: An action refers to what is not there; nothing is appended.
            WriteError: It could not be written, or the log went backwards since it was
                opened; nothing is appended.
        """
        from chrono56.log.draft import EntryDraft  # noqa: PLC0415 - see above

        heads = self.heads() if expected is ... else expected
        draft = EntryDraft(self._new_id)
        yield draft
        draft.appended = self.append(
            draft.actions, reason=reason, key=key, expected=heads
        )

    def append(
        self,
        actions: "Sequence[Action]",
        *,
        reason: str = "",
        key: str = "",
        expected: Sequence[str] | None = None,
    ) -> "Entry | None":
        """Append *actions* as one entry, and return it; see `entry`.

        Returns:
            The entry; the earlier one for a known key; None if all of it stands in the
            log already.
        """
        self._require_recorder()
        check_text(reason, "reason")
        check_text(key, "key")
        return self._writer.append(
            actions, by=self.by, reason=reason, key=key, expected=expected
        )

    def merge(self, other: "Log | None" = None, *, reason: str = "") -> "Entry | None":
        """Take in another copy's entries, and join all heads in one entry.

        Union by id: what both have is there once; nothing is lost or changed.

        Args:
            other: A copy of this log; None only joins the heads that are there.
            reason: Why, in the recorder's words.

        Returns:
            The entry that joins the heads; None where there was one head only.

        Raises:
            DamagedLogError: The other does not verify; nothing is taken from it.
            RecordError: The other is another log: its header differs.
            WriteError: It could not be written.
        """
        self._require_recorder()
        check_text(reason, "reason")
        lines = None
        if other is not None:
            self._check_copy(other)
            lines = (line for _, line in other.store.read())
        return self._writer.merge(lines, by=self.by, reason=reason)

    @cached_property
    def _writer(self) -> "Writer":
        from chrono56.clock import SystemClock  # noqa: PLC0415 - see above
        from chrono56.log.writer import Writer  # noqa: PLC0415

        return Writer(
            self.store,
            self.header(),
            clock=self._clock or SystemClock(),
            new_id=self._new_id,
            kinds=self._kinds,
        )

    def _check_copy(self, other: "Log") -> None:
        if other.header() != self.header():
            raise RecordError(
                f"{other.name} is another log ({other.id!r}, not {self.id!r})",
                "only copies of one log can be merged",
            )
        for problem in other.verify(records=False).problems:
            raise DamagedLogError(other.name, problem.line, problem.why)

    def _require_recorder(self) -> None:
        if not check_text(self.by, "by"):
            raise WriteError(
                self.name, "opened for reading; say who records: by=… (--by NAME)"
            )
