"""Entries in the making: each is checked and sealed upon the one before."""

from collections.abc import Callable, Collection, Sequence
from typing import Final

import attrs

from chrono56.errors import RecordError
from chrono56.log import canonical
from chrono56.log.account import Origin
from chrono56.log.admission import Admission
from chrono56.log.draft import EntryDraft
from chrono56.log.entry import Addressed, Entry, seal
from chrono56.log.ledger import Ledger
from chrono56.log.times import time_after
from chrono56.model.rules import DEEPEST

# Bytes: a line that is no longer has no room for more levels beside two hashes.
_SHORT: Final = 4 * DEEPEST


@attrs.frozen
class Sealer:
    """Give entries their time, their parents and their ids.

    Attributes:
        name: What messages call the log.
        root: The SHA-256 of its header line: the first entry's parent.
        now: What tells the time of recording.
    """

    name: str
    root: str
    now: Callable[[], str]

    def seal(
        self,
        actions: Sequence[Addressed],
        heads: Sequence[str],
        latest: str,
        by: str,
        reason: str,
        key: str = "",
    ) -> tuple[bytes, Entry]:
        """Return a new entry that follows *heads*, and its line.

        Args:
            actions: What it does.
            heads: What it follows; nothing in a log without entries.
            latest: The latest ``at`` of those.
            by: Who records.
            reason: Why.
            key: The key that makes sending it again harmless.

        Raises:
            RecordError: No line can hold it.
            WriteError: The clock is implausible.
        """
        at, raw = time_after(latest, self.now(), self.name)
        parents = heads or (self.root,)
        line, entry = seal(actions, at, by, parents, reason, key, raw)
        # All else that no line can hold, the rules of the model have kept out.
        if len(line) > _SHORT and line.count(b"{") + line.count(b"[") > DEEPEST:
            try:
                canonical.loads(line)
            except canonical.NotCanonicalError as error:
                fine = f"a line of the log nests up to {DEEPEST} levels"
                raise RecordError(str(error), fine) from None
        return line, entry


class Trial(Admission):
    """Make entries, each upon the one before; none of them counts yet.

    Args:
        base: What stands in the log; it is not changed before `count`.
        sealer: What seals the entries.
        by: Who records.
        new_id: What makes random nonces.
        kinds: Event kinds beyond those that ship with chrono56.

    Attributes:
        heads: The heads that the log would have with them.
        lines: The lines of those that have an effect.
        size: How many bytes these are, with their line ends.
        keyed: The entries that have a key, by that.
    """

    def __init__(
        self,
        base: Ledger,
        sealer: Sealer,
        by: str,
        new_id: Callable[[], str],
        kinds: Collection[str],
    ) -> None:
        super().__init__(base, new_id, kinds)
        self.heads = base.heads
        self.lines: list[bytes] = []
        self.size = 0
        self._made: list[str] = []
        self._places: dict[str, int] = {}  # by key, where its line begins in these
        self.keyed: dict[str, Entry] = {}
        self._latest = base.latest
        self._sealer = sealer
        self._by = by

    def add(self, draft: EntryDraft) -> Entry | None:
        """Return the entry of a draft; None if all of it stands in the log already.

        Raises:
            RecordError, UnknownIdError, WriteError: As for `admit` and `Sealer`.
        """
        origin = Origin()
        actions = self.admit(draft.actions, origin)
        if not actions:
            return None
        line, entry = self._sealer.seal(
            actions, self.heads, self._latest, self._by, draft.reason, draft.key
        )
        origin.at, origin.entry = self._latest, head = entry.at, entry.id
        self.heads = (head,)
        self.lines.append(line)
        self._made.append(head)
        if draft.key:
            self.keyed[draft.key] = entry
            self._places[draft.key] = self.size
        self.size += len(line) + 1
        return entry

    def count_from(self, offset: int) -> None:
        """Let the base take them in: they are in the log, from *offset* on."""
        self.count()
        self._base.extend(self._made, self._latest, self._sealer.root)
        for key, place in self._places.items():
            self._base.note_key(key, offset + place)
