"""Order and proof: the canonical order of entries, and what verification finds."""

from collections.abc import Iterable
from typing import Final

import attrs

from chrono56.log.actions import Erased, Erasure
from chrono56.log.canonical import NotCanonicalError
from chrono56.log.entry import Entry, opened
from chrono56.log.envelope import (
    Envelope,
    check_header,
    header_address,
    is_header,
    read_envelope,
    read_header,
)
from chrono56.log.store import Store

SHOWN: Final = 12  # hex digits of an id that tell it apart for a reader


@attrs.frozen
class Problem:
    """Say what is wrong with a log, and on which line (counted from 1; 0: no line)."""

    line: int
    why: str


@attrs.frozen(kw_only=True)
class Verification:
    """What verifying a log found.

    Attributes:
        entries: How many different entries the log holds.
        duplicates: How many lines repeat an entry; a union of copies brings them.
        heads: The ids of the entries that no other follows, sorted. Several are no
            damage: copies have met, and wait to be merged.
        erased: The addresses of the actions whose text was erased, sorted.
        tail: What stands after the last line end: empty for nothing; ``pending`` is a
            whole line that lacks its end, ``torn`` a part of one. Neither is damage:
            somebody is writing, or was cut off, and the next writer sees to it.
        problems: What is wrong, by line; empty if all is well.
    """

    entries: int
    duplicates: int
    heads: tuple[str, ...]
    erased: tuple[str, ...]
    tail: str = ""
    problems: tuple[Problem, ...]

    @property
    def is_sound(self) -> bool:
        """Say that nothing is wrong."""
        return not self.problems


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """Return *entries* in canonical order, by (at, id), each once.

    Where an action was erased in one form of an entry and not in another, its text is
    gone if an erase action authorises that, and else it stands.
    """
    chosen: dict[str, Entry] = {}
    others: list[Entry] = []
    authorised: set[str] = set()
    for entry in entries:
        authorised |= {one.action for one in entry.do if isinstance(one, Erasure)}
        if chosen.setdefault(entry.id, entry).do != entry.do:
            others.append(entry)
    for entry in others:
        chosen[entry.id] = _combined(chosen[entry.id], entry, authorised)
    return sorted(chosen.values(), key=lambda entry: (entry.at, entry.id))


def verify(store: Store, *, records: bool = True) -> Verification:
    """Check every line of a log, and how its entries hang together.

    Found is: a line that is neither header nor entry, or not in canonical form; an id
    that is not its entry's hash; a second, different header; a parent that is missing
    or not earlier; an erased action that no later entry authorises.

    Args:
        store: Where the log is kept.
        records: Open every action too, and find what no record can say. That takes
            several times as long; False is for a log that only this program wrote.
    """
    return _Verifier(store, records=records).result()


def tail_of(store: Store) -> str:
    """Say what stands after the last line end, as `Verification.tail` does."""
    tail = store.tail()
    if not tail:
        return ""
    try:
        read_header(tail) if is_header(tail) else read_envelope(tail)
    except ValueError:
        return "torn"
    return "pending"


class _Verifier:
    def __init__(self, store: Store, *, records: bool) -> None:
        self._store = store
        self._records = records
        self._header = b""
        self._root = ""
        self._problems: list[Problem] = []
        self._ats: dict[str, str] = {}
        self._followed: set[str] = set()
        self._duplicates = 0
        # What can't be judged before the last line: (line, at, id that is missing).
        self._unproven: list[tuple[int, str, str]] = []
        self._erased: list[tuple[int, str, str]] = []
        self._authority: dict[str, str] = {}

    def result(self) -> Verification:
        for number, (_, line) in enumerate(self._store.read(), 1):
            try:
                self._check_line(number, line)
            except ValueError as error:
                self._problems.append(Problem(number, str(error)))
        if not self._header and not self._problems:
            self._problems.append(Problem(1, "an empty log: no header line"))
        for number, at, parent in self._unproven:
            self._check_parent(number, at, parent)
        for number, at, where in self._erased:
            if self._authority.get(where, "") <= at:
                why = f"action {where[:SHOWN]} was erased without authority"
                self._problems.append(Problem(number, why))
        return Verification(
            entries=len(self._ats),
            duplicates=self._duplicates,
            heads=tuple(sorted(self._ats.keys() - self._followed)),
            erased=tuple(sorted({where for _, _, where in self._erased})),
            tail=tail_of(self._store),
            problems=tuple(sorted(self._problems, key=lambda one: one.line)),
        )

    def _check_line(self, number: int, line: bytes) -> None:
        if number == 1:
            read_header(line)
            self._header, self._root = line, header_address(line)
            return
        if is_header(line):
            check_header(line, self._header)
            return
        envelope = read_envelope(line)
        if envelope.id in self._ats:
            self._duplicates += 1
        self._ats[envelope.id] = envelope.at
        self._link(number, envelope)
        self._note_erasures(number, envelope)
        if self._records:
            opened(envelope)

    def _link(self, number: int, envelope: Envelope) -> None:
        self._followed.update(envelope.parents)
        if envelope.parents == (self._root,):
            return
        for parent in envelope.parents:
            if parent == self._root:
                raise NotCanonicalError("the header is a parent only by itself")
            at = self._ats.get(parent)
            if at is None or at >= envelope.at:
                self._unproven.append((number, envelope.at, parent))

    def _check_parent(self, number: int, at: str, parent: str) -> None:
        before = self._ats.get(parent)
        if before is None:
            why = f"its parent {parent[:SHOWN]} is not in the log"
        elif before >= at:
            why = f"recorded at {at}, not after its parent ({before})"
        else:
            return  # a union of copies brought the child first
        self._problems.append(Problem(number, why))

    def _note_erasures(self, number: int, envelope: Envelope) -> None:
        for index, action in enumerate(envelope.actions):
            name = action.get("type")
            if name is None:  # what stands in an erased action's place has none
                self._erased.append((number, envelope.at, envelope.addresses[index]))
            elif name == "erase":
                target = str(action.get("action"))
                known = self._authority.get(target, "")
                self._authority[target] = max(known, envelope.at)


def _combined(one: Entry, other: Entry, authorised: set[str]) -> Entry:
    do = list(one.do)
    for index, where in enumerate(one.addresses):
        text, twin = one.do[index], other.do[index]
        if isinstance(text, Erased) != isinstance(twin, Erased):
            full, gone = (twin, text) if isinstance(text, Erased) else (text, twin)
            do[index] = gone if where in authorised else full
    return attrs.evolve(one, do=tuple(do))
