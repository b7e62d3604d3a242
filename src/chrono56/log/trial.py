"""Entries in the making: each is checked and sealed upon the one before."""

from collections.abc import Callable, Collection, Sequence
from typing import Final

import attrs

from chrono56.clock import Clock
from chrono56.errors import RecordError
from chrono56.log import canonical
from chrono56.log.account import Origin
from chrono56.log.admission import admitted
from chrono56.log.draft import EntryDraft
from chrono56.log.entry import Addressed, Entry, seal
from chrono56.log.ledger import Ledger
from chrono56.log.times import time_after
from chrono56.model.rules import DEEPEST

# Bytes: a line that is no longer has no room for more levels beside two hashes.
_SHORT: Final = 4 * DEEPEST


@attrs.define(weakref_slot=False)
class Sealed:
    """An entry that is ready to be kept."""

    line: bytes
    entry: Entry
    origin: Origin


@attrs.frozen
class Sealer:
    """Give entries their time, their parents and their ids.

    Attributes:
        name: What messages call the log.
        root: The SHA-256 of its header line: the first entry's parent.
        clock: What tells the time of recording.
    """

    name: str
    root: str
    clock: Clock

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
        at, raw = time_after(latest, self.clock.now(), self.name)
        line, entry = seal(
            actions,
            at=at,
            by=by,
            parents=heads or (self.root,),
            reason=reason,
            key=key,
            clock=raw,
        )
        # All else that no line can hold, the rules of the model have kept out.
        if len(line) > _SHORT and line.count(b"{") + line.count(b"[") > DEEPEST:
            try:
                canonical.loads(line)
            except canonical.NotCanonicalError as error:
                fine = f"a line of the log nests up to {DEEPEST} levels"
                raise RecordError(str(error), fine) from None
        return line, entry


class Trial:
    """Make entries, each upon the one before; none of them counts yet.

    Args:
        base: What stands in the log; it is not changed.
        sealer: What seals the entries.
        by: Who records.
        new_id: What makes random nonces.
        kinds: Event kinds beyond those that ship with chrono56.

    Attributes:
        ledger: What would stand in the log with them.
        sealed: The entries that were made.
        keyed: Those that have a key, by that.
    """

    def __init__(
        self,
        base: Ledger,
        sealer: Sealer,
        *,
        by: str,
        new_id: Callable[[], str],
        kinds: Collection[str],
    ) -> None:
        self.ledger = Ledger(base)
        self.sealed: list[Sealed] = []
        self.keyed: dict[str, Entry] = {}
        self._heads, self._latest = base.heads, base.latest
        self._sealer = sealer
        self._by = by
        self._new_id = new_id
        self._kinds = kinds

    def add(self, draft: EntryDraft) -> Entry | None:
        """Return the entry of a draft; None if all of it stands in the log already.

        Raises:
            RecordError, UnknownIdError, WriteError: As for `admitted` and `Sealer`.
        """
        origin = Origin()
        actions = admitted(
            draft.actions, self.ledger, self._new_id, self._kinds, origin
        )
        if not actions:
            return None
        line, entry = self._sealer.seal(
            actions, self._heads, self._latest, self._by, draft.reason, draft.key
        )
        origin.at, origin.entry = entry.at, entry.id
        self._heads, self._latest = (origin.entry,), origin.at
        self.sealed.append(Sealed(line, entry, origin))
        if draft.key:
            self.keyed[draft.key] = entry
        return entry
