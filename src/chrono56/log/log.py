"""The log: read it, follow it, append to it."""

import os
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cached_property
from types import EllipsisType
from typing import TYPE_CHECKING, Literal, TypeAlias

from chrono56.errors import DamagedLogError, RecordError, WriteError
from chrono56.log.cache import HEADS, cache_path
from chrono56.log.envelope import write_header
from chrono56.log.reader import LogReader
from chrono56.log.store import Store
from chrono56.model.rules import check_text

# Entries are opened, proven and written by modules that are imported when they are
# first used: a question that the read model answers must not pay for them.
if TYPE_CHECKING:
    from pathlib import Path

    from chrono56.clock import Clock
    from chrono56.log.actions import Action
    from chrono56.log.draft import EntryBlock, EntryDraft
    from chrono56.log.entry import Entry
    from chrono56.log.ledger import Ledger
    from chrono56.log.repair import Repair
    from chrono56.log.writer import Writer
    from chrono56.model.vocabulary import MoreKinds, Vocabulary

Durability: TypeAlias = Literal["fsync", "batch"]


def random_id() -> str:
    """Return a new random id: 32 hex digits."""
    return os.urandom(16).hex()


class Log(LogReader):
    """Read a log, and append entries to it.

    Args:
        store: Where the lines are kept.
        by: Who records; without it the log can only be read.
        clock: What tells the time of recording; the computer's clock if left out.
        new_id: What makes random ids and nonces.
        kinds: Event kinds beyond those that ship with chrono56.
        vocabulary: Gives what plugins offer beyond those; called once, and only if a
            kind is known nowhere else. Without it no plugin is asked.
        durability: ``fsync``: an entry survives a power cut once it is appended;
            ``batch``: once `sync` has been called, or the log was merged.
        remember: Note the log's heads in this computer's cache, and stop writing to a
            log that has lost what was noted.

    Attributes:
        by: Who records; empty if nobody does.
        store: Where the lines are kept.

    Its examples begin with an empty one:

    >>> import chrono56 as c56
    >>> log = c56.open_log("memory:", by="anna")
    """

    def __init__(
        self,
        store: Store,
        *,
        by: str = "",
        clock: "Clock | None" = None,
        new_id: Callable[[], str] = random_id,
        kinds: Collection[str] = (),
        vocabulary: "Callable[[], Vocabulary] | None" = None,
        durability: Durability = "fsync",
        remember: bool = False,
    ) -> None:
        if durability not in ("fsync", "batch"):
            raise ValueError(f"durability {durability!r}; use 'fsync' or 'batch'")
        super().__init__(store)
        self.by = check_text(by, "by")
        self._clock = clock
        self._new_id = new_id
        self._kinds = kinds
        self._vocabulary = vocabulary
        self._syncs = durability == "fsync"
        self._remembers = remember

    @cached_property
    def kinds(self) -> "MoreKinds":
        """The kinds that are known beyond those that ship with chrono56."""
        from chrono56.model.vocabulary import MoreKinds, Vocabulary  # noqa: PLC0415

        return MoreKinds(self._kinds, self._vocabulary or Vocabulary)

    @property
    def memory(self) -> "Path | None":
        """Give the file that notes the log's heads; None if nothing is noted."""
        return cache_path(self.name, self.id, HEADS) if self._remembers else None

    def accept(self) -> None:
        """Take the log as it is, though it lost what was remembered of it here."""
        from chrono56.log.remembered import forget  # noqa: PLC0415 - see above

        forget(self.memory)
        self.__dict__.pop("_writer", None)  # it remembers, too

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

    def heads(self) -> tuple[str, ...]:
        """Return the ids of the entries that no other follows, sorted.

        Raises:
            WriteError: The log went backwards, or was replaced, since it was opened.

        >>> log.heads()
        ()
        """
        return self._writer.heads()

    def ledger(self) -> "Ledger":
        """Return the account of what stands in the log now; not to be changed."""
        return self._writer.ledger()

    def entry(
        self,
        reason: str = "",
        *,
        key: str = "",
        expected: Sequence[str] | EllipsisType | None = ...,
    ) -> "EntryBlock":
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

        >>> with log.entry("from the diary") as entry:
        ...     rising = entry.event("rising", labels={"en": "The rising begins"})
        >>> [entry.reason for entry in log.entries()]
        ['from the diary']
        """
        return self._block(self, self._new_id, reason, key, expected)

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
        draft = self.draft(reason, key=key, actions=actions)
        return self.append_many([draft], expected=expected)[0]

    def draft(
        self, reason: str = "", *, key: str = "", actions: "Sequence[Action]" = ()
    ) -> "EntryDraft":
        """Return the draft of an entry, to be filled and given to `append_many`.

        Args:
            reason: Why, in the recorder's words.
            key: Makes sending it again harmless; see `entry`.
            actions: Actions to begin with.

        Raises:
            RecordError: The reason or the key is no text that a log can keep.
        """
        return self._draft(self._new_id, reason, key=key, actions=actions)

    def append_many(
        self,
        drafts: "Iterable[EntryDraft]",
        *,
        expected: Sequence[str] | None = None,
    ) -> "tuple[Entry | None, ...]":
        """Append each draft as an entry of its own, waiting only once for the disk.

        Every draft is checked as `append` checks it, and may refer to those before it.
        If one is refused none is appended; after a power cut amid the writing the first
        few of them may be there, each as a whole.

        Args:
            drafts: What to append, in this order.
            expected: The heads that the log must have; None takes whatever they are.

        Returns:
            The entry of each draft, as `append` returns it; also its ``appended``.

        Raises:
            Conflict, Diverged, RecordError, UnknownIdError, WriteError: As for `entry`.

        >>> first, second = log.draft("one"), log.draft("two")
        >>> rising, diary = first.event("rising"), second.source("diary")
        >>> [entry.reason for entry in log.append_many([first, second])]
        ['one', 'two']
        """
        self._require_recorder()
        drafts = tuple(drafts)
        made = self._writer.append(
            drafts, by=self.by, expected=expected, sync=self._syncs
        )
        for place, draft in enumerate(drafts):
            draft.appended = made[place]
        return tuple(made)

    def sync(self) -> None:
        """Make all that was appended survive a power cut, where appending did not wait.

        Raises:
            DurabilityUnknownError: The disk did not confirm; verify before going on.
        """
        self._writer.sync()

    def erase(self, target: str, *, reason: str) -> "Entry | None":
        """Erase the text of a record, or of an earlier action, for good.

        Who erases and why is recorded first; then the log is rewritten with the hashes
        of the texts in their places, and every id still proves the rest. What is
        derived from the log on this computer is forgotten with it. Copies, exports, the
        history of git, and torn lines kept beside the log are not touched; nor can the
        recorder, the reason and the key of an entry be erased.

        Args:
            target: A record's id, which means all its recordings and revisions (not the
                claims about it, which have ids of their own); or an action's address.
            reason: Why; it stays, so it must not say what.

        Returns:
            The entry that records it; None if nothing was left to erase.

        Raises:
            Conflict, Diverged: As for `entry`.
            RecordError: There is no reason, or it is the record of an erasure.
            UnknownIdError: There is no such record or action.
            WriteError: The text is still there. If its erasure was recorded before, the
                next who writes finishes it.

        Warns:
            ErasureWarning: The text can be guessed back, as it had no nonce.

        >>> with log.entry() as entry:
        ...     witness = entry.agent("witness-3", erasable=True)
        >>> log.erase("witness-3", reason="at her wish").by
        'anna'
        """
        from chrono56.log.actions import Erasure  # noqa: PLC0415 - see above

        self._require_recorder()
        if not check_text(reason, "reason").strip():
            raise RecordError("no reason", "say why; it is what stays", "reason")
        heads = self.heads()
        actions = [Erasure(one, reason) for one in self._writer.to_erase(target)]
        entry = None
        if actions:
            (entry,) = self._writer.append(
                [self.draft(actions=actions)],
                by=self.by,
                expected=heads,
                sync=self._syncs,
                tidy=False,
            )
        self._writer.finish_erasures()
        return entry

    def repair(self) -> "Repair":
        """Move lines aside that prove nothing, so that the rest can be read and merged.

        A sound log is not touched. What follows a lost line stays, but lacks a parent,
        and the log is damaged until a copy is merged that has it.

        Raises:
            DamagedLogError: It is the header that is damaged.
            WriteError: Nothing was changed: no space, no permission, a held lock.
        """
        from chrono56.log.repair import repair  # noqa: PLC0415 - see above

        repaired = repair(self.store, self.header())
        if repaired.moved:
            self.accept()
        return repaired

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

        >>> log.merge() is None
        True
        """
        self._require_recorder()
        check_text(reason, "reason")
        lines = None
        if other is not None:
            self._check_copy(other)
            lines = (line for _, line in other.store.read())
        return self._writer.merge(lines, by=self.by, reason=reason)

    def copy(self) -> "Log":
        """Return a copy in memory, to try out on it what is not to be kept."""
        from chrono56.log.memory import MemoryStore  # noqa: PLC0415 - see above

        return Log(
            MemoryStore(self.name, (line for _, line in self.store.read())),
            by=self.by or "somebody",
            clock=self._clock,
            new_id=self._new_id,
            kinds=self._kinds,
            vocabulary=self._vocabulary,
        )

    @cached_property
    def _block(self) -> "type[EntryBlock]":
        from chrono56.log.draft import EntryBlock  # noqa: PLC0415 - see above

        return EntryBlock

    @cached_property
    def _draft(self) -> "type[EntryDraft]":
        from chrono56.log.draft import EntryDraft  # noqa: PLC0415 - see above

        return EntryDraft

    @cached_property
    def _writer(self) -> "Writer":
        from chrono56.clock import SystemClock  # noqa: PLC0415 - see above
        from chrono56.log.writer import Writer  # noqa: PLC0415

        return Writer(
            self.store,
            self.header(),
            clock=self._clock or SystemClock(),
            new_id=self._new_id,
            kinds=self.kinds,
            memory=self.memory,
        )

    def _check_copy(self, other: "Log") -> None:
        if other.header() != self.header():
            raise RecordError(
                f"{other.name} is another log ({other.id!r}, not {self.id!r})",
                "only copies of one log can be merged",
            )
        from chrono56.log.chain import verify  # noqa: PLC0415 - see above

        for problem in verify(other.store).problems:
            raise DamagedLogError(other.name, problem.line, problem.why)

    def _require_recorder(self) -> None:
        if not check_text(self.by, "by"):
            raise WriteError(
                self.name, "opened for reading; say who records: by=… (--by NAME)"
            )
