"""What a writer must know of a log: its heads, and what stands recorded in it.

It is fed with envelopes, and does not open what their actions say.
"""

import difflib
import itertools
from collections.abc import Iterable, Sequence, Set
from operator import itemgetter
from sys import intern
from typing import Any, Final

from chrono56.errors import UnknownIdError
from chrono56.log.account import Contents, Ends, Origin, Version
from chrono56.log.canonical import address
from chrono56.log.envelope import VERSION, Envelope
from chrono56.model import RECORD_TYPES, Record, UnknownRecord

_TYPE_NAMES: Final = {kind: name for name, kind in RECORD_TYPES.items()}
_ERASED: Final = "erased"


def type_of(record: Record) -> str:
    """Return the name of a record's type, as the log writes it.

    >>> from chrono56.model import Place
    >>> type_of(Place("budapest"))
    'place'
    """
    if isinstance(record, UnknownRecord):
        return record.type
    return _TYPE_NAMES[type(record)]


def content_of(action: dict[str, Any], where: str) -> str:
    """Return the address that merely recording an action's record would have.

    It is equal if the record says the same. Of most actions it is their own address.

    Args:
        action: What records or revises it, as JSON.
        where: The address of that action.
    """
    if action["type"] == "record" and len(action) == 2:  # these, and no more
        return where
    return address({"record": action["record"], "type": "record"})


class Ledger:
    """Keep account of what the entries read so far have made of the log.

    Args:
        base: A ledger to build upon without changing it, for trying something out.
    """

    def __init__(self, base: "Ledger | None" = None) -> None:
        self._base = base
        self._entries: set[str] = set()
        self._heads: dict[str, str] = {}
        # Parents that were named before they came: a union may bring a child first.
        self._awaited: set[str] = set()
        self._keys: dict[str, int] = {}
        self._actions: dict[str, str] = {}
        self._versions: dict[str, tuple[Version, ...]] = {}
        self._retractions: dict[str, list[str]] = {}
        self._unions: dict[str, list[tuple[Origin, str, str]]] = {}
        self._erasures: dict[str, Origin] = {}
        self._unfinished: set[str] = set()

    @property
    def ends(self) -> Ends:
        """Give where it stands."""
        return Ends(
            heads=self._heads,
            awaited=self._awaited,
            unfinished=self._unfinished,
            erasures=self._erasures,
        )

    @property
    def contents(self) -> Contents:
        """Give all else that it knows, without what its base does."""
        return Contents(
            entries=self._entries,
            keys=self._keys,
            actions=self._actions,
            versions=self._versions,
            retractions=self._retractions,
            unions=self._unions,
        )

    def stand_at(self, ends: Ends) -> None:
        """Go on from where another ledger stands, which is not changed."""
        self._heads, self._awaited = dict(ends.heads), set(ends.awaited)
        self._unfinished, self._erasures = set(ends.unfinished), dict(ends.erasures)

    def __contains__(self, entry: str) -> bool:
        base = self._base
        return entry in self._entries or (base is not None and entry in base)

    def feed(self, envelope: Envelope, offset: int) -> None:
        """Take in the next entry, whose line begins at *offset*, unless it is known.

        Of an entry that was erased in part, what is erased is known by address only,
        unless another form of it still has the text.
        """
        origin = Origin(envelope.at, envelope.id)
        is_new = self.link(origin, envelope.parents, envelope.key, offset)
        is_later = envelope.body["v"] > VERSION
        for action, where in zip(envelope.actions, envelope.addresses, strict=True):
            if not is_new and (
                self.action_type(where) != _ERASED or where in envelope.erased
            ):
                continue
            if is_later:
                self._actions[where] = action.get("type", _ERASED)
            else:
                self.take(action, where, origin)

    def link(
        self, origin: Origin, parents: Sequence[str], key: str, offset: int
    ) -> bool:
        """Take in where an entry stands among the others, unless it is known.

        Returns:
            Whether it is new.
        """
        entry = origin.entry
        if entry in self:
            return False
        self._entries.add(entry)
        for parent in parents:
            if self._heads.pop(parent, None) is None and parent not in self:
                self._awaited.add(parent)
        if entry in self._awaited:
            self._awaited.remove(entry)
        else:
            self._heads[entry] = origin.at
        if key:
            self._keys[key] = offset
        return True

    def extend(self, made: Sequence[str], latest: str, root: str) -> None:
        """Take in where new entries stand: the first of them follows all heads.

        Args:
            made: Their ids; each follows the one before.
            latest: When the last was recorded.
            root: What the first follows in a log without entries.
        """
        if not self._heads:
            self._awaited.add(root)
        self._entries.update(made)
        self._heads = {made[-1]: latest}

    def note_key(self, key: str, offset: int) -> None:
        """Take in where the line begins that was appended under *key*."""
        self._keys[key] = offset

    def take(
        self, action: dict[str, Any], where: str, origin: Origin | None = None
    ) -> None:
        """Take in one action, as JSON, and its address.

        Args:
            action: The action.
            where: Its address.
            origin: Which entry it is in; left out where none will be.
        """
        origin = origin or Origin()
        name = intern(action.get("type", _ERASED))  # a million names are few
        if name == _ERASED:
            # The very same action may have been recorded twice, and erased once.
            if not self.action_type(where):
                self._actions[where] = name
            return
        self._actions[where] = name
        if where in self._erasures:
            self._unfinished.add(where)
        if name in ("record", "revise"):
            record = action.get("record")
            # A foreign writer may have put anything there; reading will object to it.
            if isinstance(record, dict) and isinstance(record.get("id"), str):
                name = intern(str(record.get("type")))
                version = Version(origin, where, content_of(action, where), name)
                self._add(record["id"], version)
        elif name == "retract":
            target = action.get("target") or action.get("action", "")
            self._retractions.setdefault(str(target), []).append(where)
        elif name == "unite":
            union = (origin, where, str(action.get("into")))
            self._unions.setdefault(str(action.get("duplicate")), []).append(union)
        elif name == "erase":
            self._erase(str(action.get("action")), origin)

    def absorb(self, tried: "Ledger") -> None:
        """Take over what was tried out upon this ledger: now it counts."""
        if self._versions.keys().isdisjoint(tried._versions):
            self._versions |= tried._versions
        else:
            for record_id, versions in tried._versions.items():
                for version in versions:
                    self._add(record_id, version)
        self._actions |= tried._actions
        for target, retractions in tried._retractions.items():
            self._retractions.setdefault(target, []).extend(retractions)
        for duplicate, unions in tried._unions.items():
            self._unions.setdefault(duplicate, []).extend(unions)
        if self._erasures:
            self._unfinished |= tried._actions.keys() & self._erasures.keys()
        for target, origin in tried._erasures.items():
            self._erase(target, origin)

    def _erase(self, target: str, origin: Origin) -> None:
        self._erasures[target] = max(origin, self._erasures.get(target, origin))
        if self.action_type(target) not in ("", _ERASED):
            self._unfinished.add(target)

    def _add(self, record_id: str, version: Version) -> None:
        new = (version,)
        held = self._versions.setdefault(record_id, new)
        if held is not new:  # a union of copies puts lines out of order
            self._versions[record_id] = _by_time((*held, version))

    @property
    def entries(self) -> int:
        """Give the number of different entries."""
        return len(self._entries) + (self._base.entries if self._base else 0)

    @property
    def heads(self) -> tuple[str, ...]:
        """Give the ids of the entries that no other follows, sorted."""
        heads = self._heads
        return tuple(sorted(heads)) if len(heads) > 1 else (*heads,)

    @property
    def erasures(self) -> dict[str, str]:
        """Give when erasing them was recorded, for the addresses of actions."""
        return {target: origin.at for target, origin in self._erasures.items()}

    @property
    def unfinished(self) -> Set[str]:
        """Give the addresses of actions to be erased that still have a text."""
        return self._unfinished

    @property
    def awaited(self) -> Set[str]:
        """Give the parents that were named but did not come: the header's, or lost."""
        return self._awaited

    @property
    def latest(self) -> str:
        """Give the latest ``at`` of the heads; empty for a log without entries."""
        return max(self._heads.values()) if self._heads else ""

    def keyed(self, key: str) -> int | None:
        """Return where the line begins that was appended under *key*."""
        below = self._base.keyed(key) if self._base is not None else None
        return self._keys.get(key, below)

    def action_type(self, where: str) -> str:
        """Return the type of the action of that address; empty if there is none."""
        found = self._actions.get(where, "")
        base = self._base
        return base.action_type(where) if base is not None and not found else found

    def current(self, record_id: str) -> Version | None:
        """Return the version that stands; None if none does or it is retracted."""
        held = self.versions(record_id)
        if not held:
            return None
        if not self.retracts:
            return held[-1]
        if self.is_retracted(record_id):
            return None
        for version in reversed(held):
            if not self.is_retracted(version.action):
                return version
        return None

    def versions(self, record_id: str) -> tuple[Version, ...]:
        """Return all recordings and revisions of a record, in canonical order."""
        own = self._versions.get(record_id, ())
        if self._base is None:
            return own
        below = self._base.versions(record_id)
        return _by_time(below + own) if below and own else below or own

    @property
    def retracts(self) -> bool:
        """Say whether anything was ever taken back."""
        base = self._base
        return bool(self._retractions) or (base is not None and base.retracts)

    def is_retracted(self, target: str) -> bool:
        """Say whether a record, or an action, is taken back at present.

        A retraction counts unless it is itself taken back, and so on.
        """
        if not self.retractions_of(target):
            return False
        # A loop, not recursion: undoing can have been undone any number of times.
        undone: dict[str, bool] = {}
        waiting = [target]
        while waiting:
            retractions = self.retractions_of(waiting[-1])
            open_ones = [one for one in retractions if one not in undone]
            if open_ones:
                waiting += open_ones
            else:
                undone[waiting.pop()] = not all(undone[one] for one in retractions)
        return undone[target]

    def united_into(self, record_id: str) -> tuple[str, ...]:
        """Return the ids that unions lead a record to, one after the other."""
        found: list[str] = []
        here = record_id
        while (here := self._union_of(here)) and here not in found:
            found.append(here)
        return tuple(found)

    def _union_of(self, record_id: str) -> str:
        """Return the id that the union that counts leads a record to, if one does."""
        unions = sorted(self.unions_of(record_id), key=itemgetter(0))
        for _, where, into in reversed(unions):  # of one entry, the last one counts
            if not self.is_retracted(where):
                return into
        return ""

    def stands(self, record_id: str, *types: str) -> bool:
        """Say whether a record of one of *types* (any, if none) stands by this id."""
        version = self.current(record_id)
        return version is not None and (not types or version.type in types)

    def require(self, record_id: str, *types: str) -> None:
        """Check that a standing record of one of *types* (any, if none) has this id.

        Raises:
            UnknownIdError: There is none; it carries ids that look alike.
        """
        if self.stands(record_id, *types):
            return
        why, version = "", self.current(record_id)
        if version is not None:
            why = f"it names a record of type {version.type}"
        elif self.versions(record_id):
            why = "it was retracted"
        wanted = " or ".join(types) or "record"
        raise UnknownIdError(record_id, wanted, self._like(record_id, types), why)

    def _like(self, record_id: str, types: tuple[str, ...]) -> tuple[str, ...]:
        # Whoever errs, seldom errs at both ends; comparing all of a million is slow.
        ends = (record_id[:2], record_id[-2:])
        known = [
            one
            for one in self.ids()
            if one != record_id and (one.startswith(ends[0]) or one.endswith(ends[1]))
        ]
        like = difflib.get_close_matches(record_id, known, n=8)
        return tuple([one for one in like if self.stands(one, *types)][:3])

    def ids(self) -> Iterable[str]:
        """Return the ids of all records."""
        below = self._base.ids() if self._base is not None else ()
        return itertools.chain(below, self._versions)

    def unions_of(self, record_id: str) -> list[tuple[Origin, str, str]]:
        """Return the unions of a record into others.

        Each has where it comes from, its address, and the id united into.
        """
        below = self._base.unions_of(record_id) if self._base is not None else []
        return below + self._unions.get(record_id, [])

    def retractions_of(self, target: str) -> list[str]:
        """Return the addresses of the actions that take a record or action back."""
        below = self._base.retractions_of(target) if self._base is not None else []
        own = self._retractions.get(target)
        return below + own if own else below


def _by_time(versions: Iterable[Version]) -> tuple[Version, ...]:
    return tuple(sorted(versions, key=lambda one: one.origin))
