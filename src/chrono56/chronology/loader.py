"""Filling empty tables with a whole log: what stands by itself at once, the rest last.

Most of what a log records is recorded once, and never judged. Such records hold as they
are, and events of which all claims stand in the same entry are told as soon as that has
been read. So no table is asked while they fill, and their indexes are made when all is
in them. Then what had to wait is judged, as if it were new, by the `Builder`.
"""

import sqlite3
from array import array
from collections.abc import Mapping
from functools import partial
from typing import Any, Final

from chrono56.chronology import fold, schema
from chrono56.chronology.apart import Apart
from chrono56.chronology.builder import Builder
from chrono56.chronology.entering import Rows, Succession, about_of
from chrono56.chronology.eventrow import KnownEvent, add_event, known_event
from chrono56.chronology.fresh import AtHand, Fresh, Passing
from chrono56.chronology.plain import plain_event
from chrono56.chronology.reading import Reading
from chrono56.chronology.said import is_plain_event, said_by, said_in
from chrono56.chronology.steps import Steps
from chrono56.log.actions import Action, Erased, Recorded, Retracted, Revised, United
from chrono56.log.canonical import dumps
from chrono56.log.codec import action_to_json, record_to_json
from chrono56.log.entry import Entry
from chrono56.log.envelope import VERSION
from chrono56.log.ledger import type_of
from chrono56.model import Claim, Event, Record, Relation

Json = dict[str, Any]

_TOGETHER: Final = 4_000  # acts whose rows are written at a time
_MARKS: Final = 1 << 26


class Loader:
    """Take in the entries of a log from its beginning, in canonical order.

    Args:
        connection: The read model: its tables, empty and without indexes, within a
            transaction.
        erased: The addresses of actions whose text must not come in, as far as they
            were recorded before the instant that stands with each.
        reading: The policy by which the events are told.
        apart: Fills the tables if a second process does; the connection is then within
            no transaction until that has finished.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        erased: Mapping[str, str],
        reading: Reading,
        apart: Apart | None = None,
    ) -> None:
        self._connection = connection
        self._apart = apart
        self._erased = erased
        self._reading = reading
        self._rows = Rows(apart or connection)
        self._succession = Succession(connection)
        self._fresh = Fresh(connection, reading)
        self._seen = _Seen()
        self._waiting = array("q")
        self._versions = 0
        self._undone: set[str] = set()
        # Of the entry that is read: the events it bears on, and an act that does; what
        # it records and is not plain; the acts that wait; whether it judges a source.
        self._touched: dict[str, int] = {}
        self._opened: list[tuple[int, Record]] = []
        self._late: set[int] = set()
        self._judges = False

    def continues(self, entry: Entry) -> bool:
        """Say whether an entry comes after all that were added, in canonical order."""
        return (entry.at, entry.id) > self._succession.key

    def holds(self, entry_id: str) -> bool:
        """Say whether an entry was taken in."""
        if entry_id == self._succession.key[1]:
            return True
        self._rows.write()
        known = "SELECT 1 FROM entry WHERE id = ?"
        if self._apart is not None:
            return self._apart.fetchone(known, (entry_id,)) is not None
        return self._connection.execute(known, (entry_id,)).fetchone() is not None

    def add(self, entry: Entry) -> None:
        """Take in the next entry.

        Raises:
            RecordError, DamagedLogError: An action breaks a rule.
        """
        self._rows.of["entry"].append(self._succession.row(entry))
        self._begin()
        may_be_plain = entry.v == VERSION
        pairs = zip(entry.actions, entry.addresses, strict=True)
        for index, (body, address) in enumerate(pairs):
            self._succession.order += 1
            if self._erased.get(address, "") > entry.at:
                self._take(Erased(address), address)
            elif not (may_be_plain and self._take_plain(body, address)):
                self._take(entry.opened(index), address)
        self._tell_all(entry.at)
        if len(self._rows.of["act"]) > _TOGETHER:
            self._rows.write()

    def finish(self, steps: Steps) -> dict[str, str]:
        """Judge what had to wait.

        Args:
            steps: Is told how far that is.

        Returns:
            What was found to be erased although its text has come in: the addresses of
            the actions, and when their erasure was recorded.
        """
        self._rows.write()
        statements = schema.INDEXES.split(";\n")
        told = partial(steps.index, of=len(statements))
        if self._apart is None:
            for number, statement in enumerate(statements, 1):
                self._connection.execute(statement)
                told(number)
        else:
            self._apart.run(statements, told)
            self._apart.finish()
            self._connection.execute("BEGIN")
        builder = Builder(self._connection, self._erased, self._reading)
        for start in range(0, len(self._waiting), _TOGETHER):
            builder.replay(self._waiting[start : start + _TOGETHER])
            steps.judge(start + 1, of=len(self._waiting))
        return builder.to_erase

    def _begin(self) -> None:
        """Let go of what only the last entry needed, and of what is long past."""
        self._fresh.begin(self._succession.number)
        self._touched.clear()
        self._opened.clear()
        self._late.clear()
        self._judges = False

    def _take_plain(self, action: Json, address: str) -> bool:
        """Take an action in if it records a plain event, or a plain claim about one."""
        if len(action) != 2 or action.get("type") != "record":
            return False
        record = action.get("record")
        if record.__class__ is not dict:
            return False
        kind = record.get("type")
        if kind == "claim":
            return self._take_plain_claim(record, address)
        if kind != "event" or not is_plain_event(record):
            return False
        event_id = record["id"]
        if self._was_named(event_id, address):
            return False
        order, number = self._succession.order, self._succession.number
        body, named = dumps(record), record.get("labels")
        event = AtHand(event_id, order, address, number, body, is_plain=True)
        event.kind = record.get("kind", "other")
        if named:
            event.labels, event.names = dumps(named).decode(), tuple(named.values())
        self._fresh.add_event(event)
        self._touched[event_id] = order
        self._add_rows(event, "event", "")
        return True

    def _take_plain_claim(self, record: Json, address: str) -> bool:
        about = record.get("about")
        event = self._fresh.events.get(about) if about.__class__ is str else None
        said = said_by(record) if event is not None else None
        if event is None or said is None or self._was_named(record["id"], address):
            return False
        order, number = self._succession.order, self._succession.number
        body = dumps(record)
        claim = Passing(record["id"], order, address, number, body, None, said)
        self._fresh.add_claim(event, claim)
        self._touched.setdefault(event.id, order)
        self._add_rows(claim, "claim", event.id)
        mentioned = self._rows.of["mention"]
        mentioned.append((said.source, order))
        if said.named and said.named != said.source:
            mentioned.append((said.named, order))
        return True

    def _add_rows(self, one: Passing, kind: str, about: str) -> None:
        address = bytes.fromhex(one.address)
        row = (one.act, one.number, address, "record", one.id, None, one.body)
        self._rows.of["act"].append(row)
        self._rows.of["record"].append((one.act, one.number, kind, about))

    def _take(self, action: Action, address: str) -> None:
        """Take any action in: its row, its record, and what it bears on."""
        order, number = self._succession.order, self._succession.number
        act = fold.act_of(action, order, number, address)
        record = action.record if isinstance(action, Recorded | Revised) else None
        body = dumps(record_to_json(record) if record else action_to_json(action))
        self._rows.add_act(act, body, record)
        bearing = self._bearing_of(action)
        self._fresh.bearing[address] = bearing
        if isinstance(action, Recorded) and not self._was_named(bearing[0], address):
            self._take_new(action.record, address, body)
            return
        self._late.add(order)
        is_sure = address not in self._undone and self._fresh.judge(action)
        self._judges = self._judges or is_sure
        if not is_sure:
            self._fresh.doubt(bearing)
        if record is not None:
            self._note_named(record)

    def _take_new(self, record: Record, address: str, body: bytes) -> None:
        """Let a record hold of which nothing was said before."""
        order, number = self._succession.order, self._succession.number
        kind, about = type_of(record), about_of(record)
        self._rows.of["record"].append((order, number, kind, about))
        self._opened.append((order, record))
        match record:
            case Event():
                event = AtHand(record.id, order, address, number, body, record)
                self._fresh.add_event(event)
                self._touched[record.id] = order
            case Claim():
                about_event = self._fresh.events.get(about)
                if about_event is not None:
                    said = said_in(record)
                    claim = Passing(
                        record.id, order, address, number, body, record, said
                    )
                    self._fresh.add_claim(about_event, claim)
                else:
                    self._note(about)
            case _:
                self._fresh.add(order, record, kind)
        if is_contradiction(record):
            self._fresh.doubt(borne_on(record))

    def _was_named(self, record_id: str, address: str) -> bool:
        """Say whether anything may have been said of a record, or its act, before."""
        return (
            self._seen.add(record_id)
            or record_id in self._fresh.doubtful
            or address in self._undone
        )

    def _bearing_of(self, action: Action) -> tuple[str, ...]:
        """Return the ids of which an action says something."""
        match action:
            case Recorded(record) | Revised(record):
                return borne_on(record)
            case United(duplicate=one, into=other):
                return one, other
            case Retracted(action=undone) if undone:
                self._undone.add(undone)
                return self._fresh.bearing.get(undone, ())
            case _:
                return (getattr(action, "target", ""),)

    def _tell_all(self, at: str) -> None:
        """Tell the events on which the entry bears; some have to wait."""
        for order, record in self._opened:
            self._note_named(record)
            if isinstance(record, Claim) and self._must_wait(order, record):
                self._late.add(order)
        for event_id, order in self._touched.items():
            event = self._fresh.events[event_id]
            known = self._known(event)
            if known is None:
                self._late.add(order)
                del self._fresh.events[event_id]  # what comes later has to wait as well
                for said in (one.said for one in event.claims):
                    if said is not None:
                        self._note(said.source)
                        self._note(said.named)
            else:
                self._tell(event, known, at)
        if self._judges:
            # What is not told anew here will be at the end: from now on it must wait.
            events = self._fresh.events
            self._fresh.events = {
                one: events[one] for one in self._touched if one in events
            }
        self._waiting.extend(sorted(self._late))

    def _must_wait(self, order: int, claim: Claim) -> bool:
        """Say whether a claim bears on what is not at hand."""
        event = self._fresh.events.get(claim.about)
        if event is not None:
            self._touched.setdefault(claim.about, order)
            return is_contradiction(claim)
        held = self._fresh.held(claim.about)
        return held is None or held.type in ("event", "claim")

    def _tell(self, event: AtHand, known: KnownEvent, at: str) -> None:
        if known.digest == event.digest:
            return
        number = self._succession.number
        if event.version:
            self._rows.of["until"].append((number, event.version))
        self._versions += 1
        event.version, event.digest = self._versions, known.digest
        event.revisions, event.first = event.revisions + 1, event.first or at
        times = (event.revisions, event.first, at)
        add_event(self._rows, event.version, event.id, number, times, known)

    def _note_named(self, record: Record) -> None:
        for named in (about_of(record), *fold.mentions(record)):
            self._note(named)

    def _note(self, named: str) -> None:
        """Note the id of what was named before it was recorded."""
        if named and named not in self._seen:
            self._fresh.doubt((named,))

    def _known(self, event: AtHand) -> KnownEvent | None:
        """Return what is known of an event; None if it can't be told yet."""
        if self._fresh.filter is not None:
            return None
        if event.is_plain:
            ids = (event.id, *[claim.id for claim in event.claims])
            if self._fresh.doubtful.isdisjoint(ids):
                known = plain_event(self._fresh, event)
                if known is not None:
                    return known
        if self._fresh.stands_alone(event):
            return known_event(self._fresh, event.id)
        return None


class _Seen:
    """Remember ids in little memory: what was seen is always known again.

    Of what was not seen, one in some hundreds is taken for seen among millions.
    """

    def __init__(self) -> None:
        self._marks = bytearray(_MARKS)

    def add(self, text: str) -> bool:
        """Take an id in; return whether it may have been seen before."""
        code = hash(text)
        one, other = code & (_MARKS - 1), (code >> 32) & (_MARKS - 1)
        seen = self._marks[one] and self._marks[other]
        self._marks[one] = self._marks[other] = 1
        return bool(seen)

    def __contains__(self, text: str) -> bool:
        code = hash(text)
        one, other = code & (_MARKS - 1), (code >> 32) & (_MARKS - 1)
        return bool(self._marks[one] and self._marks[other])


def borne_on(record: Record) -> tuple[str, ...]:
    """Return the ids of a record, of what it is about, and of what it contradicts."""
    if not isinstance(record, Claim):
        return (record.id,)
    if isinstance(record.says, Relation) and is_contradiction(record):
        return (record.id, record.about, record.says.other)
    return (record.id, record.about)


def is_contradiction(record: Record) -> bool:
    """Say whether a record is a claim that one claim contradicts another."""
    return (
        isinstance(record, Claim)
        and isinstance(record.says, Relation)
        and record.says.kind == "contradicts"
    )
