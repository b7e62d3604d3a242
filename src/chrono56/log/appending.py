"""Appending to a log: what is recorded from now on."""

import os
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cached_property
from types import EllipsisType
from typing import TYPE_CHECKING, Literal, TypeAlias

from chrono56.errors import WriteError
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
    from chrono56.log.writer import Writer
    from chrono56.model.vocabulary import MoreKinds, Vocabulary

Durability: TypeAlias = Literal["fsync", "batch"]


def random_id() -> str:
    """Return a new random id: 32 hex digits."""
    return os.urandom(16).hex()


class LogAppender(LogReader):
    """Read a log, and append entries to it; `Log` says what it takes to open one."""

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
        """The kinds that are known beyond those that ship with chrono56.

        >>> "archive.accession" in log.kinds
        False
        """
        from chrono56.model.vocabulary import MoreKinds, Vocabulary  # noqa: PLC0415

        return MoreKinds(self._kinds, self._vocabulary or Vocabulary)

    @property
    def memory(self) -> "Path | None":
        """Give the file that notes the log's heads; None if nothing is noted.

        >>> log.memory is None
        True
        """
        return cache_path(self.name, self.id, HEADS) if self._remembers else None

    def begin(self, log_id: str = "") -> None:
        """Write the header of a new log, if it has none yet.

        Args:
            log_id: An id for the log; a random one if left out.

        >>> log.begin()  # `open_log` did
        >>> len(list(log.store.read()))
        1
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
        """Return the account of what stands in the log now; not to be changed.

        >>> with log.entry() as entry:
        ...     rising = entry.event("rising")
        >>> log.ledger().stands("rising", "event"), log.ledger().stands("diary")
        (True, False)
        """
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

        >>> from chrono56.log.actions import Recorded
        >>> rising = Recorded(c56.Event("rising"))
        >>> log.append([rising], reason="it began").reason
        'it began'
        >>> log.append([rising]) is None
        True
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

        >>> draft = log.draft("from the diary", key="diary@1")
        >>> rising = draft.event("rising")
        >>> len(draft.actions), log.heads()
        (1, ())
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

        >>> with log.entry() as entry:
        ...     rising = entry.event("rising")
        >>> log.sync()
        """
        self._writer.sync()

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

    def _require_recorder(self) -> None:
        if not check_text(self.by, "by"):
            raise WriteError(
                self.name, "opened for reading; say who records: by=… (--by NAME)"
            )
