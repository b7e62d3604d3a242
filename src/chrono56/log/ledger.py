"""What a writer must know of a log: its heads, and what stands recorded in it.

It is kept from envelopes, without opening what their actions say, so that catching up
with a log costs little more than proving its lines.
"""

import difflib
import hashlib
from collections.abc import Iterator
from sys import intern
from typing import Any, Final

import attrs

from chrono56.errors import UnknownIdError
from chrono56.log.canonical import dumps
from chrono56.log.envelope import VERSION, Envelope
from chrono56.model import RECORD_TYPES, Record, UnknownRecord

_TYPE_NAMES: Final = {kind: name for name, kind in RECORD_TYPES.items()}
_ERASED: Final = "erased"
_NOT_YET: Final = "~"  # sorts after every instant


def type_of(record: Record) -> str:
    """Return the name of a record's type, as the log writes it.

    >>> from chrono56.model import Place
    >>> type_of(Place("budapest"))
    'place'
    """
    if isinstance(record, UnknownRecord):
        return record.type
    return _TYPE_NAMES[type(record)]


@attrs.frozen
class Version:
    """One recording or revision of a record.

    Attributes:
        at: When it was recorded; what is not yet in the log comes after all.
        entry: The id of its entry.
        action: The address of its action.
        content: The digest of what the record said, see `content_of`.
        type: The record's type.
    """

    at: str
    entry: str
    action: str
    content: bytes
    type: str


def content_of(record: dict[str, Any]) -> bytes:
    """Return the SHA-256 of a record, as JSON: equal if it says the same."""
    return hashlib.sha256(dumps(record)).digest()


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
        self._versions: dict[str, list[Version]] = {}
        self._retractions: dict[str, list[str]] = {}

    def feed(self, envelope: Envelope, offset: int) -> None:
        """Take in the next entry, whose line begins at *offset*, unless it is known.

        Of an entry that was erased in part, what is erased is known by address only.
        """
        if envelope.id in self._entries:
            return
        self._entries.add(envelope.id)
        for parent in envelope.parents:
            if self._heads.pop(parent, None) is None and parent not in self._entries:
                self._awaited.add(parent)
        if envelope.id in self._awaited:
            self._awaited.remove(envelope.id)
        else:
            self._heads[envelope.id] = envelope.at
        if envelope.key:
            self._keys[envelope.key] = offset
        for action, where in zip(envelope.actions, envelope.addresses, strict=True):
            if envelope.body["v"] > VERSION:
                self._actions[where] = action.get("type", _ERASED)
            else:
                self.take(action, where, envelope.at, envelope.id)

    def take(
        self, action: dict[str, Any], where: str, at: str = _NOT_YET, entry: str = ""
    ) -> None:
        """Take in one action, as JSON, and its address."""
        name = intern(action.get("type", _ERASED))  # a million names are few
        self._actions[where] = name
        if name in ("record", "revise"):
            record = action.get("record")
            # A foreign writer may have put anything there; reading will object to it.
            if isinstance(record, dict) and isinstance(record.get("id"), str):
                name = intern(str(record.get("type")))
                version = Version(at, entry, where, content_of(record), name)
                self._add(record["id"], version)
        elif name == "retract":
            target = action.get("target") or action.get("action", "")
            self._retractions.setdefault(str(target), []).append(where)

    def _add(self, record_id: str, version: Version) -> None:
        held = self._versions.setdefault(record_id, [])
        held.append(version)
        if len(held) > 1:  # a union of copies puts lines out of order
            held.sort(key=lambda one: (one.at, one.entry))

    @property
    def heads(self) -> tuple[str, ...]:
        """Give the ids of the entries that no other follows, sorted."""
        return tuple(sorted(self._heads))

    @property
    def awaited(self) -> frozenset[str]:
        """Give the parents that were named but did not come: the header's, or lost."""
        return frozenset(self._awaited)

    @property
    def latest(self) -> str:
        """Give the latest ``at`` of the heads; empty for a log without entries."""
        return max(self._heads.values(), default="")

    def keyed(self, key: str) -> int | None:
        """Return where the line begins that was appended under *key*."""
        return self._keys.get(key)

    def action_type(self, where: str) -> str:
        """Return the type of the action of that address; empty if there is none."""
        below = self._base.action_type(where) if self._base else ""
        return self._actions.get(where, below)

    def current(self, record_id: str) -> Version | None:
        """Return the version that stands; None if none does or it is retracted."""
        if self.is_retracted(record_id):
            return None
        for version in reversed(self.versions(record_id)):
            if not self.is_retracted(version.action):
                return version
        return None

    def versions(self, record_id: str) -> list[Version]:
        """Return all recordings and revisions of a record, in canonical order."""
        below = self._base.versions(record_id) if self._base else []
        return below + self._versions.get(record_id, [])

    def is_retracted(self, target: str) -> bool:
        """Say whether a record, or an action, is taken back at present.

        A retraction counts unless it is itself taken back, and so on.
        """
        if not self._retractions_of(target):
            return False
        # A loop, not recursion: undoing can have been undone any number of times.
        undone: dict[str, bool] = {}
        waiting = [target]
        while waiting:
            retractions = self._retractions_of(waiting[-1])
            open_ones = [one for one in retractions if one not in undone]
            if open_ones:
                waiting += open_ones
            else:
                undone[waiting.pop()] = not all(undone[one] for one in retractions)
        return undone[target]

    def require(self, record_id: str, *types: str) -> None:
        """Check that a standing record of one of *types* (any, if none) has this id.

        Raises:
            UnknownIdError: There is none; it carries ids that look alike.
        """
        version = self.current(record_id)
        if version is not None and (not types or version.type in types):
            return
        why = ""
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
            for one in self._ids()
            if one != record_id and (one.startswith(ends[0]) or one.endswith(ends[1]))
        ]
        found: list[str] = []
        for one in difflib.get_close_matches(record_id, known, n=8):
            version = self.current(one)
            if version is not None and (not types or version.type in types):
                found.append(one)
        return tuple(found[:3])

    def _ids(self) -> Iterator[str]:
        if self._base is not None:
            yield from self._base._ids()
        yield from self._versions

    def _retractions_of(self, target: str) -> list[str]:
        below = self._base._retractions_of(target) if self._base else []
        return below + self._retractions.get(target, [])
