"""Order and proof: the canonical order of entries, and what verification finds."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

import attrs

from chrono56.errors import DamagedLogError
from chrono56.log.canonical import NotCanonicalError
from chrono56.log.checkpoint import Checkpoint
from chrono56.log.entry import Entry
from chrono56.log.envelope import (
    VERSION,
    Envelope,
    check_header,
    header_address,
    is_erased,
    is_header,
    read_header,
)
from chrono56.log.nameless import nameless
from chrono56.log.proof import envelopes, read_envelope, read_single
from chrono56.log.remembered import Remembered
from chrono56.log.store import Store
from chrono56.text import SHOWN

# There is but one spelling of it. A pattern finds it in half the time of `in`.
_ERASES: Final = re.compile(b'"erase').search


@attrs.frozen
class Problem:
    """Say what is wrong with a log, and on which line (counted from 1; 0: no line)."""

    line: int
    why: str


@attrs.frozen(kw_only=True)
class ErasedText:
    """Say that the text of an action is gone, and on whose authority.

    Attributes:
        line: Where it stood, counted from 1.
        address: The action's SHA-256.
        at: When its erasure was recorded; empty if no entry authorises it.
        by: Who recorded that.
        reason: Why, in the recorder's words.
    """

    line: int
    address: str
    at: str = ""
    by: str = ""
    reason: str = ""


@attrs.frozen(kw_only=True)
class Verification:
    """What verifying a log found.

    Attributes:
        entries: How many different entries the log holds.
        duplicates: How many lines repeat an entry; a union of copies brings them.
        early: How many entries stand before one that they follow. A union of copies
            brings that too; the order of lines has no meaning.
        heads: The ids of the entries that no other follows, sorted. Several are no
            damage: copies have met, and wait to be merged.
        erased: The actions whose text was erased, by line.
        unfinished: The addresses of actions whose erasure was recorded but whose text
            is still there, sorted; the next writer takes it out.
        since: How many entries came since the log was sealed; None if it was held
            against no seal, or does not stand up to it.
        tail: What stands after the last line end: empty for nothing; ``pending`` is a
            whole line that lacks its end, ``torn`` a part of one. Neither is damage:
            somebody is writing, or was cut off, and the next writer sees to it.
        problems: What is wrong, by line; empty if all is well.
    """

    entries: int
    duplicates: int
    early: int = 0
    heads: tuple[str, ...]
    erased: tuple[ErasedText, ...]
    unfinished: tuple[str, ...] = ()
    since: int | None = None
    tail: str = ""
    problems: tuple[Problem, ...]

    @property
    def is_sound(self) -> bool:
        """Say that nothing is wrong."""
        return not self.problems


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """Return *entries* in canonical order, by (at, id), each once.

    Where an action was erased in one form of an entry and not in another, its text is
    gone if a later erase action authorises that, and else it stands.
    """
    chosen: dict[str, Entry] = {}
    others: list[Entry] = []
    authorised: dict[str, str] = {}
    for entry in entries:
        for action in entry.actions:
            if action.get("type") == "erase" and entry.v <= VERSION:
                target = str(action.get("action"))
                authorised[target] = max(authorised.get(target, ""), entry.at)
        if chosen.setdefault(entry.id, entry).actions != entry.actions:
            others.append(entry)
    for entry in others:
        chosen[entry.id] = chosen[entry.id].united(entry, authorised)
    return sorted(chosen.values(), key=lambda entry: (entry.at, entry.id))


def verify(
    store: Store,
    *,
    records: bool = False,
    against: Checkpoint | None = None,
    remembered: Remembered | None = None,
) -> Verification:
    """Check every line of a log, and how its entries hang together.

    Found is: a line that is neither header nor entry, or not in canonical form; an id
    that is not its entry's hash; a second, different header; a parent that is missing
    or not earlier; an erased action that no later entry authorises; an entry that was
    sealed, or is remembered, and is no longer there.

    Args:
        store: Where the log is kept.
        records: Open every action too, and find what no record can say, and claims
            without an id, as an early version of this program could write them. That
            takes several times as long.
        against: The checkpoint that the log must stand up to.
        remembered: How far the log went when it was last used.
    """
    proof = _Proof(store, records=records, links=against is not None)
    return proof.result(against, remembered)


def sealed(store: Store, remembered: Remembered | None = None) -> Checkpoint:
    """Return the checkpoint of a log as it is.

    Args:
        store: Where the log is kept.
        remembered: How far the log went when it was last used.

    Raises:
        DamagedLogError: The log is not sound; what is wrong must not be sealed.
    """
    proof = _Proof(store)
    found = proof.result(remembered=remembered)
    for problem in found.problems:
        raise DamagedLogError(store.name, problem.line, problem.why)
    return Checkpoint.of(proof.log_id, proof.ats, found.heads)


def tail_of(store: Store) -> str:
    """Say what stands after the last line end, as `Verification.tail` does."""
    tail = store.tail()
    if not tail:
        return ""
    try:
        read_header(tail) if is_header(tail) else read_single(tail)
    except ValueError:
        return "torn"
    return "pending"


class _Proof:
    """Go through the lines of a log once, and keep account of what they prove.

    Attributes:
        log_id: The id in the header; empty before there was one.
        ats: For the id of every entry when it was recorded.
        links: For the id of every entry its parents, where they were asked for.
    """

    def __init__(
        self, store: Store, *, records: bool = False, links: bool = False
    ) -> None:
        self._store = store
        self._records = records
        self.log_id = ""
        self.ats: dict[str, str] = {}
        self.links: dict[str, tuple[str, ...]] | None = {} if links else None
        self._header = b""
        self._root: tuple[str, ...] = ()
        self._problems: list[Problem] = []
        self._heads: dict[str, None] = {}
        self._duplicates = 0
        # What can't be judged before the last line: (line, at, id that is missing).
        self._unproven: list[tuple[int, str, str]] = []
        self._erased: dict[str, tuple[int, str]] = {}
        self._authority: dict[str, ErasedText] = {}

    def result(
        self,
        against: Checkpoint | None = None,
        remembered: Remembered | None = None,
    ) -> Verification:
        for number, (_, line) in enumerate(self._store.read(), 1):
            try:
                self._check_line(number, line)
            except ValueError as error:
                self._problems.append(Problem(number, str(error)))
        if not self._header and not self._problems:
            self._problems.append(Problem(1, "an empty log: no header line"))
        early = {line for line, *rest in self._unproven if self._came(line, *rest)}
        erased = tuple(self._erasures())
        if self._records:
            self._problems += (Problem(*one) for one in nameless(self._store))
        since = self._since(against) if against is not None else None
        lost = remembered.complaint(self.ats.__contains__) if remembered else ""
        if lost:
            self._problems.append(Problem(0, lost))
        return Verification(
            entries=len(self.ats),
            duplicates=self._duplicates,
            early=len(early),
            heads=tuple(sorted(self._heads)),
            erased=erased,
            unfinished=self._unfinished(),
            since=since,
            tail=tail_of(self._store),
            problems=tuple(sorted(self._problems, key=lambda one: one.line)),
        )

    def _check_line(self, number: int, line: bytes) -> None:
        if number == 1:
            self.log_id = read_header(line)
            self._header, self._root = line, (header_address(line),)
            return
        if is_header(line):
            check_header(line, self._header)
            return
        envelope = read_envelope(line)
        if envelope.id in self.ats:
            self._duplicates += 1
        else:
            self.ats[envelope.id] = envelope.at
            self._link(number, envelope)
        if _ERASES(line):
            self._note_erasures(number, envelope)
        if self._records:
            _ = Entry(envelope).do

    def _link(self, number: int, envelope: Envelope) -> None:
        heads, parents, at = self._heads, envelope.parents, envelope.at
        heads[envelope.id] = None
        if self.links is not None:
            self.links[envelope.id] = parents
        if parents == self._root:
            return
        for parent in parents:
            if parent in self._root:
                raise NotCanonicalError("the header is a parent only by itself")
            before = self.ats.get(parent)
            if before is None or before >= at:
                self._unproven.append((number, at, parent))
            else:
                heads.pop(parent, None)

    def _came(self, number: int, at: str, parent: str) -> bool:
        """Say whether a parent stood further down; note a problem if not."""
        before = self.ats.get(parent)
        self._heads.pop(parent, None)
        if before is None:
            why = f"its parent {parent[:SHOWN]} is not in the log"
        elif before >= at:
            why = f"recorded at {at}, not after its parent ({before})"
        else:
            return True
        self._problems.append(Problem(number, why))
        return False

    def _note_erasures(self, number: int, envelope: Envelope) -> None:
        for action, address in zip(envelope.actions, envelope.addresses, strict=True):
            if is_erased(action):
                self._erased.setdefault(address, (number, envelope.at))
            elif action.get("type") == "erase":
                self._note_authority(envelope, action)

    def _note_authority(self, envelope: Envelope, action: dict[str, Any]) -> None:
        target = str(action.get("action"))
        known = self._authority.get(target)
        if known is None or known.at < envelope.at:
            self._authority[target] = ErasedText(
                line=0,
                address=target,
                at=envelope.at,
                by=envelope.body["by"],
                reason=str(action.get("reason", "")),
            )

    def _erasures(self) -> Iterable[ErasedText]:
        for address, (line, at) in self._erased.items():
            authority = self._authority.get(address)
            if authority is not None and authority.at > at:
                yield attrs.evolve(authority, line=line)
                continue
            why = f"action {address[:SHOWN]} was erased without authority"
            self._problems.append(Problem(line, why))
            yield ErasedText(line=line, address=address)

    def _unfinished(self) -> tuple[str, ...]:
        asked = {where: one.at for where, one in self._authority.items()}
        if not self._duplicates:  # else one form may lack a text that another has
            for where in self._erased:
                asked.pop(where, None)
        return tuple(sorted(texts_of(self._store, asked))) if asked else ()

    def _since(self, seal: Checkpoint) -> int | None:
        why = ""
        lost = [head[:SHOWN] for head in seal.heads if head not in self.ats]
        known = self._ancestors(seal.heads)
        if seal.log != self.log_id:
            why = f"the seal is of another log ({seal.log!r}, not {self.log_id!r})"
        elif lost:
            why = (
                f"what was sealed is not all here ({', '.join(lost)}):"
                " the log went backwards, or was rewritten"
            )
        elif Checkpoint.of(self.log_id, known, seal.heads) != seal:
            why = "the entries up to the sealed heads are not those that were sealed"
        if not why:
            return len(self.ats) - len(known)
        self._problems.append(Problem(0, why))
        return None

    def _ancestors(self, heads: Iterable[str]) -> set[str]:
        """Return those of *heads* that are there, and all that they follow."""
        found: set[str] = set()
        ahead = list(heads)
        while ahead:
            here = ahead.pop()
            if here in self.ats and here not in found:
                found.add(here)
                ahead += (self.links or {}).get(here, ())
        return found


def texts_of(store: Store, erasures: Mapping[str, str]) -> set[str]:
    """Return the addresses of actions that are to be erased, and still have a text.

    Args:
        store: Where the log is kept.
        erasures: For the addresses of actions when their erasure was recorded. What was
            recorded later than that stays.
    """
    found: set[str] = set()
    for envelope in envelopes(store):
        for where in erasures.keys() & set(envelope.addresses) - envelope.erased:
            if erasures[where] > envelope.at:
                found.add(where)
    return found
