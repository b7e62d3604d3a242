"""Appending to a log: what stands in it, what may follow, and copies made one."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from chrono56.clock import Clock
from chrono56.errors import (
    Conflict,
    DamagedLogError,
    Diverged,
    RecordError,
    WriteError,
)
from chrono56.log import union
from chrono56.log.actions import Action
from chrono56.log.admission import admitted
from chrono56.log.chain import SHOWN
from chrono56.log.entry import Addressed, Entry, read_entry, seal
from chrono56.log.envelope import (
    Envelope,
    check_header,
    header_address,
    is_header,
    read_envelope,
)
from chrono56.log.ledger import Ledger
from chrono56.log.resend import says_the_same
from chrono56.log.store import Store
from chrono56.log.times import time_after
from chrono56.model.rules import DEEPEST


class Writer:
    """Append to a log, and know as much of what stands in it as that needs.

    Args:
        store: Where the lines are kept.
        header: The log's header line.
        clock: What tells the time of recording.
        new_id: What makes random nonces.
        kinds: Event kinds beyond those that ship with chrono56.
    """

    def __init__(
        self,
        store: Store,
        header: bytes,
        *,
        clock: Clock,
        new_id: Callable[[], str],
        kinds: Collection[str],
    ) -> None:
        self._store = store
        self._header = header
        self._clock = clock
        self._new_id = new_id
        self._kinds = kinds
        self._ledger = Ledger()
        # The last line that is known, and where it begins: it must stand there still.
        self._last = 0, header
        self._line = 0  # how many lines the ledger has taken in

    def heads(self) -> tuple[str, ...]:
        """Return the ids of the entries that no other follows, sorted."""
        self._catch_up()
        return self._ledger.heads

    def append(
        self,
        actions: Sequence[Action],
        *,
        by: str,
        reason: str,
        key: str,
        expected: Sequence[str] | None,
    ) -> Entry | None:
        """Append *actions* as one entry; see `Log.append`."""
        sent: list[Entry] = []
        sealed: list[tuple[bytes, Envelope]] = []

        def write() -> Sequence[bytes]:
            self._catch_up()
            place = self._ledger.keyed(key) if key else None
            if place is not None:
                sent.append(self._sent_before(place, actions, key))
                return ()
            heads = self._agreed_heads(expected)
            effective = admitted(actions, self._ledger, self._new_id, self._kinds)
            if effective:
                line, entry, envelope = self._seal(effective, heads, by, reason, key)
                sent.append(entry)
                sealed.append((line, envelope))
            return [line for line, _ in sealed]

        self._store_and_feed(write, sealed)
        return sent[0] if sent else None

    def merge(
        self, others: Iterable[bytes] | None, *, by: str, reason: str
    ) -> Entry | None:
        """Take in the lines of a copy, and join all heads; see `Log.merge`."""
        made: list[Entry] = []

        def write() -> Sequence[bytes]:
            self._catch_up()
            new = union.lacking(self._lines(), others) if others is not None else []
            for line in new:
                self._ledger.feed(read_envelope(line), 0)
            self._require_parents()
            heads = self._ledger.heads
            if len(heads) > 1:
                line, entry, _ = self._seal((), heads, by, reason, "")
                made.append(entry)
                new.append(line)
            return new

        try:
            self._store.append(write)
        finally:  # the trial left its marks in the ledger, whether it was kept or not
            self._ledger, self._line = Ledger(), 0
        # What it brought must stand from now on, too.
        for known in self._store.read(self._last[0]):
            self._last = known
        return made[0] if made else None

    def _store_and_feed(
        self,
        write: Callable[[], Sequence[bytes]],
        sealed: Sequence[tuple[bytes, Envelope]],
    ) -> None:
        self._store.append(write)
        for line, envelope in sealed:  # it is durable: now, and not before, it counts
            offset, last = self._last
            self._last = offset + len(last) + 1, line
            self._line += 1
            self._ledger.feed(envelope, self._last[0])

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

    def _require_parents(self) -> None:
        """Refuse to build upon a log that lost an entry: it would seal the loss."""
        lost = self._ledger.awaited - {header_address(self._header)}
        if lost:
            raise DamagedLogError(
                self._store.name,
                0,
                f"an entry is missing that others follow ({min(lost)[:SHOWN]});"
                " merge an intact copy, which brings it back",
            )

    def _catch_up(self) -> None:
        lines = self._store.read(self._last[0])
        if next(lines, None) != self._last:
            # To go on would fork the log for all who hold what was cut off.
            raise WriteError(
                self._store.name,
                "the log went backwards or was replaced; open it anew, and verify it",
            )
        if not self._line:
            lines = self._store.read()
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

    def _sent_before(self, place: int, actions: Sequence[Action], key: str) -> Entry:
        _, line = next(self._store.read(place))
        known = read_entry(line)
        if not says_the_same(known, actions, self._ledger):
            raise RecordError(
                f"the key {key!r} was used for other content",
                "an equal key means the same entry; choose another",
                "key",
            )
        return known

    def _seal(
        self,
        actions: Sequence[Addressed],
        heads: Sequence[str],
        by: str,
        reason: str,
        key: str,
    ) -> tuple[bytes, Entry, Envelope]:
        at, raw = time_after(self._ledger.latest, self._clock.now(), self._store.name)
        line, entry = seal(
            actions,
            at=at,
            by=by,
            parents=heads or (header_address(self._header),),
            reason=reason,
            key=key,
            clock=raw,
        )
        try:  # nothing is written that could not be read again
            return line, entry, read_envelope(line)
        except ValueError as error:
            fine = f"a line of the log nests up to {DEEPEST} levels"
            raise RecordError(str(error), fine) from None
