"""Cutting entries: the rows that stand by themselves, and what is left to be told.

What an action says of itself needs no other: its row, and what its record names. That
is entered at once. What is left goes to who tells the events of it, as plain data: that
may be another process.
"""

from collections.abc import Mapping
from typing import Any, Final, TypeAlias

from chrono56.chronology import fold
from chrono56.chronology.said import Told, called, named_by, tied_by, told_by
from chrono56.chronology.tables.entering import Rows, Succession
from chrono56.log.actions import Action, Erased, Recorded, Revised
from chrono56.log.canonical import dumps
from chrono56.log.codec import action_to_json, record_to_json
from chrono56.log.entry import Entry, record_within
from chrono56.log.envelope import VERSION
from chrono56.log.forms import ABOUT, CLAIM_ID, EVENT_ID, Form

Cut: TypeAlias = tuple[int, str, bool, list[tuple[Any, ...]]]
"""What is left of an entry to be told, as plain data.

Its number; by whom it was recorded; whether its writer knew all that came before; and
its actions, in their order, in three forms:

- plain records about one event that follow each other, itself the first of them:
  `EVENT`, its id, and a list of them;
- other plain claims about one thing that follow each other: `CLAIM`, the id of that
  thing, and a list of them;
- any other action: `ANY`, its number among all, its address, its verb, its target, the
  address of the one that it undoes, and its record, or else what it says.

Of plain claims these are the fields of `chrono56.chronology.tables.passing.Passing`,
and of plain events those with which `AtHand` begins. Records are canonical JSON, and so
is what actions say.
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
        self._succession = Succession(root)
        # Of the entry that is cut: what is left so far; the plain records that followed
        # each other last; and what these are about, None if the last action is none.
        self._left: list[tuple[Any, ...]] = []
        self._records: list[tuple[Any, ...]] = []
        self._about: str | None = None

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
        self.opened, self._left, self._about = {}, [], None
        actions = zip(entry.forms, entry.spelt, entry.digests, strict=True)
        may_be_plain = entry.v == VERSION
        for index, (form, spelt, digest) in enumerate(actions):
            succession.order += 1
            if self._erased and self._erased.get(digest.hex(), "") > entry.at:
                self._add_any(Erased(digest.hex()), digest)
            elif not (may_be_plain and self._add_plain(form, spelt, digest)):
                self._add_any(entry.opened(index), digest)
        entry.let_go()  # who keeps it keeps no text twice
        is_joined = succession.joined == succession.number
        return succession.number, entry.by, is_joined, self._left

    def _add_plain(self, form: Form | None, spelt: bytes, digest: bytes) -> bool:
        """Add what is left of an action, and its rows, if it records what is plain."""
        if form is None:
            return False
        order, number = self._succession.order, self._succession.number
        body = record_within(spelt)
        if said := told_by(form):
            kind, about, record_id = CLAIM, form[ABOUT], form[CLAIM_ID]
            if about != self._about:
                self._begin(CLAIM, about)
            self._add_named(about, said)
            claim = (record_id, order, number, digest, body, *said, order, None)
            self._records.append(claim)
        elif known := called(form):
            kind, about, record_id = EVENT, None, form[EVENT_ID]
            self._begin(EVENT, record_id)
            self._records.append((record_id, order, number, digest, body, *known))
        else:
            return False
        row = (order, number, record_id, kind, about, digest, body)
        self._rows.of["recording"].append(row)
        return True

    def _begin(self, kind: str, about: str) -> None:
        """Begin with plain records about something else."""
        self._about, self._records = about, []
        self._left.append((kind, about, self._records))

    def _add_named(self, about: str, said: Told) -> None:
        """Collect the rows of what a plain claim names."""
        order, source, key = self._succession.order, said[0], said[1]
        named = named_by(key)
        mentioned = f"{source} {named}" if named and named != source else source
        self._rows.of["mention"].append((order, mentioned))
        if tied := tied_by(key):
            self._rows.of["tie"] += [(one, order) for one in {tied, about}]

    def _add_any(self, action: Action, digest: bytes) -> None:
        """Add what is left of any action, and its rows."""
        order, number = self._succession.order, self._succession.number
        act = fold.act_of(action, order, number, digest.hex())
        record = action.record if isinstance(action, Recorded | Revised) else None
        body = dumps(record_to_json(record) if record else action_to_json(action))
        self._rows.add_act(act, body, record)
        self.opened[order], self._about = action, None
        left = (order, act.address, act.verb, act.target, act.undoes, body)
        self._left.append((ANY, *left))
