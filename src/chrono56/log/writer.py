"""Appending to a log: what stands in it, what may follow, and copies made one."""

import warnings
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path

from chrono56.clock import Clock
from chrono56.errors import (
    Conflict,
    Diverged,
    DurabilityUnknownError,
    ErasureWarning,
    RecordError,
    WriteError,
)
from chrono56.log import union
from chrono56.log.chain import texts_of
from chrono56.log.draft import EntryDraft
from chrono56.log.entry import Entry, read_entry
from chrono56.log.envelope import read_header
from chrono56.log.erasure import Rewriting, forget_derived
from chrono56.log.garbage import Respite
from chrono56.log.known import Known
from chrono56.log.ledger import Ledger
from chrono56.log.proof import read_envelope
from chrono56.log.remembered import Remembered
from chrono56.log.resend import says_the_same
from chrono56.log.store import Store
from chrono56.log.times import readings_of
from chrono56.log.trial import Sealer, Trial
from chrono56.model.rules import is_digest


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
        self._new_id = new_id
        self._kinds = kinds
        self._known = Known(store, header, memory)
        self._sealer = Sealer(store.name, self._known.root, readings_of(clock))
        # Erasures that were looked into, and left nothing to do.
        self._finished: dict[str, str] = {}

    def heads(self) -> tuple[str, ...]:
        """Return the heads of the log now."""
        self._known.catch_up()
        return self._known.heads

    def ledger(self) -> Ledger:
        """Return the account of what stands in the log now; not to be changed."""
        self._known.catch_up()
        return self._known.ledger

    def append(
        self,
        drafts: Sequence[EntryDraft],
        *,
        by: str,
        expected: Sequence[str] | None,
        sync: bool,
        tidy: bool = True,
    ) -> list[Entry | None]:
        """Append each draft as an entry; see `Log.append_many`.

        Args:
            drafts: What to append, in this order.
            by: Who records.
            expected: The heads that the log must have; None takes whatever they are.
            sync: Wait until the disk has them.
            tidy: Then finish erasures, if any are unfinished; or else the caller does.
        """
        made: list[Entry | None] = []
        tried: list[Trial] = []

        def write() -> Sequence[bytes]:
            known = self._known
            known.catch_up()
            known.require_all()
            trial = Trial(known.ledger, self._sealer, by, self._new_id, self._kinds)
            tried.append(trial)
            if len(drafts) == 1:
                made.append(self._entry_of(drafts[0], trial, expected))
            else:
                with Respite():
                    made.extend(self._entry_of(one, trial, expected) for one in drafts)
            return trial.lines

        self._store.append(write, sync=sync)
        for trial in tried:  # it is kept: now, and not before, it counts
            self._known.take_in(trial)
        if sync:
            self._known.remember()
        if tidy and self._known.ledger.unfinished and self._unfinished():
            self._tidy()
        return made

    def sync(self) -> None:
        """Make all that was appended survive a power cut; see `Log.sync`."""
        self._store.sync()
        self._known.remember()

    def merge(
        self, others: Iterable[bytes] | None, *, by: str, reason: str
    ) -> Entry | None:
        """Take in the lines of a copy, and join all heads; see `Log.merge`."""
        made: list[Entry] = []
        stands, to_finish = Remembered(0, ()), False
        before = self._known.before

        def write() -> Sequence[bytes]:
            nonlocal stands, to_finish
            self._known.catch_up()
            mine = self._known.lines()
            new = union.lacking(mine, others) if others is not None else []
            ledger = self._ledger
            for line in new:
                ledger.feed(read_envelope(line), 0)
            self._known.require_all()
            self._known.require_parents()
            heads = ledger.heads
            if len(heads) > 1:
                line, entry = self._sealer.seal((), heads, ledger.latest, by, reason)
                made.append(entry)
                new.append(line)
                heads = (entry.id,)
            stands = Remembered(ledger.entries + len(made), heads)
            to_finish = bool(self._unfinished())
            return new

        try:
            self._store.append(write)
        except BaseException:
            self._known.before = before  # what would have come back is still lost
            raise
        finally:  # the trial left its marks in the ledger, whether it was kept or not
            self._begin_anew()
        self._known.keep(stands)
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
        self._known.catch_up()
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
        self._known.catch_up()
        erasures = self._unfinished()
        if not erasures:
            return
        if not texts_of(self._store, erasures):
            self._finished |= erasures  # what has these texts was recorded later
            return
        rewriting = Rewriting(self._store.name, self._ledger.erasures)

        def write() -> Iterator[bytes]:
            self._known.catch_up()
            return rewriting.lines(self._known.lines())

        try:
            self._store.rewrite(write)
        except DurabilityUnknownError:
            raise
        except WriteError as error:
            why = f"a text to be erased still stands in the log ({error.why})"
            raise WriteError(self._store.name, why) from error
        self._begin_anew()
        forget_derived(self._store.name, read_header(self._header))
        rewriting.warn()

    def _tidy(self) -> None:
        """Finish erasures, this writer's or those of one that crashed amid them."""
        try:
            self.finish_erasures()
        except WriteError as error:
            warnings.warn(error.why, ErasureWarning, stacklevel=2)

    @property
    def _ledger(self) -> Ledger:
        return self._known.ledger

    def _begin_anew(self) -> None:
        self._known.begin_anew()
        self._finished = {}

    def _unfinished(self) -> dict[str, str]:
        """Return what may still have to be erased, and when that was recorded."""
        unfinished = self._ledger.unfinished
        if not unfinished:
            return {}
        when = self._ledger.erasures
        found = {one: when[one] for one in unfinished}
        return dict(found.items() - self._finished.items())

    def _entry_of(
        self, draft: EntryDraft, trial: Trial, expected: Sequence[str] | None
    ) -> Entry | None:
        if draft.key:
            known = self._sent_before(draft, trial)
            if known is not None:
                return known
        if not trial.lines:
            self._require_heads(trial.heads, expected)
        return trial.add(draft)

    def _require_heads(
        self, heads: tuple[str, ...], expected: Sequence[str] | None
    ) -> None:
        self._known.require_parents()
        if expected not in (None, heads) and tuple(sorted(expected)) != heads:
            raise Conflict(self._store.name, expected, heads)
        if len(heads) > 1:
            raise Diverged(self._store.name, heads)

    def _sent_before(self, draft: EntryDraft, trial: Trial) -> Entry | None:
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
