"""Appending to a log: what stands in it, what may follow, and copies made one."""

import warnings
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path

import attrs

from chrono56.clock import Clock
from chrono56.errors import (
    Conflict,
    DamagedLogError,
    Diverged,
    DurabilityUnknownError,
    ErasureWarning,
    RecordError,
    WriteError,
)
from chrono56.log import canonical, remembered, union
from chrono56.log.admission import admitted
from chrono56.log.chain import SHOWN, texts_of
from chrono56.log.draft import EntryDraft
from chrono56.log.entry import Addressed, Entry, read_entry, seal
from chrono56.log.envelope import (
    check_header,
    header_address,
    is_header,
    read_envelope,
    read_header,
)
from chrono56.log.erasure import Rewriting, forget_tables
from chrono56.log.ledger import Ledger
from chrono56.log.remembered import Remembered
from chrono56.log.resend import says_the_same
from chrono56.log.store import Store
from chrono56.log.times import time_after
from chrono56.model.rules import DEEPEST, is_digest


@attrs.frozen
class _Sealed:
    """An entry that is ready to be kept."""

    line: bytes
    entry: Entry
    actions: Sequence[Addressed]


class _Trial:
    """Entries in the making, each upon the one before; none of them counts yet."""

    def __init__(self, base: Ledger) -> None:
        self.ledger = Ledger(base)
        self.sealed: list[_Sealed] = []
        self.keyed: dict[str, Entry] = {}


class Writer:
    """Append to a log, and know as much of what stands in it as that needs.

    Args:
        store: Where the lines are kept.
        header: The log's header line.
        clock: What tells the time of recording.
        new_id: What makes random nonces.
        kinds: Event kinds beyond those that ship with chrono56.
        memory: The file that notes how far the log went; None notes nothing.
    """

    def __init__(
        self,
        store: Store,
        header: bytes,
        *,
        clock: Clock,
        new_id: Callable[[], str],
        kinds: Collection[str],
        memory: Path | None = None,
    ) -> None:
        self._store = store
        self._header = header
        self._root = header_address(header)
        self._clock = clock
        self._new_id = new_id
        self._kinds = kinds
        self._ledger = Ledger()
        # The last line that is known, and where it begins: it must stand there still.
        self._last = 0, header
        self._line = 0  # how many lines the ledger has taken in
        self._memory = memory
        # The heads that were seen last; and how far the log went before, until asked.
        self._seen: tuple[str, ...] = ()
        self._before = remembered.recall(memory)
        # Erasures that were looked into, and left nothing to do.
        self._finished: dict[str, str] = {}

    def heads(self) -> tuple[str, ...]:
        """Return the ids of the entries that no other follows, sorted."""
        self._catch_up()
        return self._ledger.heads

    def append(
        self,
        drafts: Sequence[EntryDraft],
        *,
        by: str,
        expected: Sequence[str] | None,
        sync: bool,
        tidy: bool = True,
    ) -> tuple[Entry | None, ...]:
        """Append each draft as an entry; see `Log.append_many`.

        Args:
            drafts: What to append, in this order.
            by: Who records.
            expected: The heads that the log must have; None takes whatever they are.
            sync: Wait until the disk has them.
            tidy: Then finish erasures, if any are unfinished; or else the caller does.
        """
        made: list[Entry | None] = []
        sealed: list[_Sealed] = []

        def write() -> Sequence[bytes]:
            self._catch_up()
            self._require_all()
            trial = _Trial(self._ledger)
            for draft in drafts:
                known = self._sent_before(draft, trial)
                made.append(known or self._try(draft, trial, by, expected))
            sealed.extend(trial.sealed)
            return [one.line for one in sealed]

        self._store.append(write, sync=sync)
        for one in sealed:  # it is kept: now, and not before, it counts
            self._take_in(one)
        self._seen = self._ledger.heads
        if sync:
            self._remember()
        if tidy and self._unfinished():
            self._tidy()
        return tuple(made)

    def sync(self) -> None:
        """Make all that was appended survive a power cut; see `Log.sync`."""
        self._store.sync()
        if self._line:
            self._remember()

    def merge(
        self, others: Iterable[bytes] | None, *, by: str, reason: str
    ) -> Entry | None:
        """Take in the lines of a copy, and join all heads; see `Log.merge`."""
        made: list[Entry] = []
        stands, to_finish = Remembered(0, ()), False
        before = self._before

        def write() -> Sequence[bytes]:
            nonlocal stands, to_finish
            self._catch_up()
            new = union.lacking(self._lines(), others) if others is not None else []
            for line in new:
                self._ledger.feed(read_envelope(line), 0)
            self._require_all()
            self._require_parents()
            heads = self._ledger.heads
            if len(heads) > 1:
                joined = self._seal((), heads, self._ledger.latest, by, reason)
                made.append(joined.entry)
                new.append(joined.line)
                heads = (joined.entry.id,)
            stands = Remembered(self._ledger.entries + len(made), heads)
            to_finish = bool(self._unfinished())
            return new

        try:
            self._store.append(write)
        except BaseException:
            self._before = before  # what would have been brought back is still lost
            raise
        finally:  # the trial left its marks in the ledger, whether it was kept or not
            self._begin_anew()
        # What it brought must stand from now on, too.
        self._seen = stands.heads
        remembered.keep(self._memory, stands)
        if to_finish:
            self._tidy()
        return made[0] if made else None

    def to_erase(self, target: str) -> tuple[str, ...]:
        """Return the addresses of the actions that erasing *target* means.

        Args:
            target: The address of an action, or the id of a record: all its recordings
                and revisions. What was erased already is left out.

        Raises:
            UnknownIdError: There is no such action or record.
        """
        self._catch_up()
        if is_digest(target) and self._ledger.action_type(target):
            addresses = [target]
        else:
            addresses = [one.action for one in self._ledger.versions(target)]
            if not addresses:
                self._ledger.require(target)
        done = self._ledger.erasures.keys() - self._ledger.unfinished
        return tuple(dict.fromkeys(one for one in addresses if one not in done))

    def finish_erasures(self) -> None:
        """Take the texts out of the log whose erasure is recorded in it.

        Raises:
            WriteError: They are still there: no space, no permission, a held lock.
        """
        self._catch_up()
        erasures = self._unfinished()
        if not erasures:
            return
        if not texts_of(self._store, erasures):
            self._finished |= erasures  # what has these texts was recorded later
            return
        rewriting = Rewriting(self._store.name, self._ledger.erasures)

        def write() -> Iterator[bytes]:
            self._catch_up()
            return rewriting.lines(self._lines())

        try:
            self._store.rewrite(write)
        except DurabilityUnknownError:
            raise
        except WriteError as error:
            why = f"a text to be erased still stands in the log ({error.why})"
            raise WriteError(self._store.name, why) from error
        self._begin_anew()
        forget_tables(self._store.name, read_header(self._header))
        rewriting.warn()

    def _remember(self) -> None:
        if self._before is not None:
            return  # nobody asked yet whether what was remembered is still there
        stands = Remembered(self._ledger.entries, self._ledger.heads)
        remembered.keep(self._memory, stands)

    def _tidy(self) -> None:
        """Finish erasures, this writer's or those of one that crashed amid them."""
        try:
            self.finish_erasures()
        except WriteError as error:
            warnings.warn(error.why, ErasureWarning, stacklevel=2)

    def _unfinished(self) -> dict[str, str]:
        """Return what may still have to be erased, and when that was recorded."""
        when = self._ledger.erasures
        found = {one: when[one] for one in self._ledger.unfinished}
        return dict(found.items() - self._finished.items()) if found else {}

    def _take_in(self, sealed: "_Sealed") -> None:
        offset, last = self._last
        self._last = offset + len(last) + 1, sealed.line
        self._line += 1
        entry = sealed.entry
        self._ledger.link(entry.id, entry.at, entry.parents, entry.key, self._last[0])
        for one in sealed.actions:
            self._ledger.take(one.body, one.address, entry.at, entry.id)

    def _try(
        self,
        draft: EntryDraft,
        trial: _Trial,
        by: str,
        expected: Sequence[str] | None,
    ) -> Entry | None:
        heads: tuple[str, ...]
        if trial.sealed:
            before = trial.sealed[-1].entry
            heads, latest = (before.id,), before.at
        else:
            heads, latest = self._agreed_heads(expected), self._ledger.latest
        actions = admitted(draft.actions, trial.ledger, self._new_id, self._kinds)
        if not actions:
            return None
        sealed = self._seal(actions, heads, latest, by, draft.reason, draft.key)
        trial.sealed.append(sealed)
        if draft.key:
            trial.keyed[draft.key] = sealed.entry
        return sealed.entry

    def _lines(self) -> Iterator[bytes]:
        return (line for _, line in self._store.read())

    def _agreed_heads(self, expected: Sequence[str] | None) -> tuple[str, ...]:
        self._require_parents()
        heads = self._ledger.heads
        if expected is not None and tuple(sorted(expected)) != heads:
            raise Conflict(self._store.name, expected, heads)
        if len(heads) > 1:
            raise Diverged(self._store.name, heads)
        return heads

    def _require_all(self) -> None:
        """Refuse to build upon a log that lost entries it had when it was last used."""
        if self._before is not None:
            lost = self._before.complaint(self._ledger.__contains__)
            if lost:
                raise WriteError(self._store.name, lost)
            self._before = None  # from now on what is seen here tells more

    def _require_parents(self) -> None:
        """Refuse to build upon a log that lost an entry: it would seal the loss."""
        lost = self._ledger.awaited - {self._root}
        if lost:
            raise DamagedLogError(
                self._store.name,
                0,
                f"an entry is missing that others follow ({min(lost)[:SHOWN]});"
                " merge an intact copy, which brings it back",
            )

    def _begin_anew(self) -> None:
        """Forget what was read of the log, so that all of it is read again."""
        self._ledger, self._last, self._line = Ledger(), (0, self._header), 0
        self._finished = {}

    def _catch_up(self) -> None:
        lines = self._store.read(self._last[0])
        if next(lines, None) != self._last or not self._line:
            # It was rewritten, perhaps for an erasure; what counts are the entries.
            self._begin_anew()
            lines = self._store.read()
            if next(self._store.read(), None) != self._last:
                raise self._replaced()
        for offset, line in lines:
            try:
                if is_header(line):
                    check_header(line, self._header)
                else:
                    self._ledger.feed(read_envelope(line), offset)
            except ValueError as error:
                raise DamagedLogError(
                    self._store.name, self._line + 1, str(error)
                ) from None
            self._last = offset, line
            self._line += 1
        if not all(head in self._ledger for head in self._seen):
            raise self._replaced()
        self._seen = self._ledger.heads

    def _replaced(self) -> WriteError:
        # To go on would fork the log for all who hold what was cut off.
        why = "the log went backwards or was replaced; open it anew, and verify it"
        return WriteError(self._store.name, why)

    def _sent_before(self, draft: EntryDraft, trial: _Trial) -> Entry | None:
        if not draft.key:
            return None
        known = trial.keyed.get(draft.key)
        if known is None:
            place = self._ledger.keyed(draft.key)
            if place is None:
                return None
            _, line = next(self._store.read(place))
            known = read_entry(line)
        if not says_the_same(known, draft.actions, trial.ledger):
            raise RecordError(
                f"the key {draft.key!r} was used for other content",
                "an equal key means the same entry; choose another",
                "key",
            )
        return known

    def _seal(
        self,
        actions: Sequence[Addressed],
        heads: Sequence[str],
        latest: str,
        by: str,
        reason: str,
        key: str = "",
    ) -> _Sealed:
        at, raw = time_after(latest, self._clock.now(), self._store.name)
        line, entry = seal(
            actions,
            at=at,
            by=by,
            parents=heads or (self._root,),
            reason=reason,
            key=key,
            clock=raw,
        )
        # All else that no line can hold, the rules of the model have kept out.
        if line.count(b"{") + line.count(b"[") > DEEPEST:
            try:
                canonical.loads(line)
            except canonical.NotCanonicalError as error:
                fine = f"a line of the log nests up to {DEEPEST} levels"
                raise RecordError(str(error), fine) from None
        return _Sealed(line, entry, actions)
