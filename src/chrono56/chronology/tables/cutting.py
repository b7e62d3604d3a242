"""Cutting entries: the rows that stand by themselves, and what is left to be told.

What an action says of itself needs no other: its row, and what its record names. That
is entered at once. What is left goes to who tells the events of it, as plain data: that
may be another process.
"""

from collections.abc import Mapping
from typing import Any, Final, TypeAlias, TypeGuard

from chrono56.chronology import fold
from chrono56.chronology.said import Told, called, named_by, tied_by, told_by
from chrono56.chronology.tables.entering import Rows, Succession
from chrono56.log.actions import Action, Erased, Recorded, Revised
from chrono56.log.canonical import dumps
from chrono56.log.codec import action_to_json, record_to_json
from chrono56.log.entry import Entry, record_within
from chrono56.log.envelope import VERSION
from chrono56.model.rules import is_id

Json = dict[str, Any]

Cut: TypeAlias = tuple[int, str, bool, int, list[tuple[Any, ...]]]
"""What is left of an entry to be told, as plain data.

Its number; by whom it was recorded; whether its writer knew all that came before; the
number of its first action among all; and its actions, each in one of three forms:

- of a plain event `EVENT`, its id, its address, its record, and what it is called, as
  `chrono56.chronology.said.called` returns it;
- of a plain claim `CLAIM`, its id, its address, its record, what it is about, and what
  it says, as `chrono56.chronology.said.told_by` returns it;
- of any other action `ANY`, its address, its verb, its target, the address of the one
  that it undoes, and its record, or else what it says.

Records are canonical JSON, and so is what actions say.
"""

EVENT: Final = "event"
CLAIM: Final = "claim"
ANY: Final = ""


class DisorderError(Exception):
    """The entries are not in canonical order, or not each once."""


class Cutter:
    """Cut the entries of a log from its beginning, in canonical order.

    Args:
        rows: Collects the rows.
        root: What the first entry follows: the address of the header.
        erased: The addresses of actions whose text must not come in, as far as they
            were recorded before the instant that stands with each.

    Attributes:
        opened: Of the last entry the actions that had to be opened, by their numbers.
    """

    def __init__(self, rows: Rows, root: str, erased: Mapping[str, str]) -> None:
        self.opened: dict[int, Action] = {}
        self._rows = rows
        self._erased = erased
        self._last_id = "x"
        self._succession = Succession(root)

    def cut(self, entry: Entry) -> Cut:
        """Cut the next entry, and collect its rows.

        Raises:
            DisorderError: It comes before the last one, in canonical order.
            RecordError, DamagedLogError: An action breaks a rule.
        """
        succession, rows = self._succession, self._rows.of
        if (entry.at, entry.id) <= succession.key:
            raise DisorderError
        rows["entry"].append(succession.row(entry))
        number, first = succession.number, succession.order + 1
        self.opened = {}
        left = []
        actions = zip(entry.actions, entry.spelt, entry.digests, strict=True)
        may_be_plain = entry.v == VERSION
        for index, (action, spelt, digest) in enumerate(actions):
            succession.order = first + index
            if self._erased and self._erased.get(digest.hex(), "") > entry.at:
                left.append(self._any(Erased(digest.hex()), digest))
                continue
            plain = self._plain(action, spelt, digest) if may_be_plain else None
            left.append(plain or self._any(entry.opened(index), digest))
        entry.let_go()  # who keeps it keeps no text twice
        is_joined = succession.joined == number
        return number, entry.by, is_joined, first, left

    def _plain(
        self, action: Json, spelt: bytes, digest: bytes
    ) -> tuple[Any, ...] | None:
        """Return what is left of an action; None if it records nothing plain."""
        if len(action) != 2 or action.get("type") != "record":
            return None
        record = action.get("record")
        if record.__class__ is not dict:
            return None
        kind, about = record.get("type"), record.get("about")
        if kind == CLAIM:
            said = told_by(record)
            if said is None or not self._is_id(about):
                return None
            self._add_named(about, said)
            left: tuple[Any, ...] = (about, said)
        else:
            known = called(record) if kind == EVENT else None
            if known is None:
                return None
            left = (known,)
        record_id, body = record["id"], record_within(spelt)
        order, number = self._succession.order, self._succession.number
        row = (order, number, record_id, kind, about, digest, body)
        self._rows.of["recording"].append(row)
        return (kind, record_id, digest.hex(), body, *left)

    def _is_id(self, about: Any) -> TypeGuard[str]:
        """Say whether a claim may be about that; most are as the one before is."""
        if about != self._last_id:
            if not is_id(about):
                return False
            self._last_id = about
        return True

    def _add_named(self, about: str, said: Told) -> None:
        """Collect the rows of what a plain claim names."""
        order, (source, key, *_) = self._succession.order, said
        named, tied = named_by(key), tied_by(key)
        mentioned = f"{source} {named}" if named and named != source else source
        self._rows.of["mention"].append((order, mentioned))
        if tied:
            self._rows.of["tie"] += [(one, order) for one in {tied, about}]

    def _any(self, action: Action, digest: bytes) -> tuple[Any, ...]:
        """Return what is left of any action, and collect its rows."""
        order, number = self._succession.order, self._succession.number
        act = fold.act_of(action, order, number, digest.hex())
        record = action.record if isinstance(action, Recorded | Revised) else None
        body = dumps(record_to_json(record) if record else action_to_json(action))
        self._rows.add_act(act, body, record)
        self.opened[order] = action
        return ANY, act.address, act.verb, act.target, act.undoes, body
