"""Filling empty tables with a whole log: what stands by itself at once, the rest last.

Most of what a log records is recorded once, and never judged. Such records hold as they
are, and events of which all claims stand in the same entry are told as soon as that has
been read. So no table is asked while they fill, and their indexes are made when all is
in them. Then what had to wait is judged, as if it were new, by the `Builder`.
"""

import sqlite3
from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any, Final

from chrono56.chronology import fold
from chrono56.chronology.eventrow import KnownEvent, add_event, known_event
from chrono56.chronology.fold import Act
from chrono56.chronology.plain import plain_event
from chrono56.chronology.reading import Reading
from chrono56.chronology.said import is_plain_event, said_by, said_in
from chrono56.chronology.tables import schema
from chrono56.chronology.tables.apart import Apart
from chrono56.chronology.tables.builder import Builder
from chrono56.chronology.tables.entering import Rows, Succession, about_of
from chrono56.chronology.tables.fresh import Fresh
from chrono56.chronology.tables.judging import Judging
from chrono56.chronology.tables.making import SORTING
from chrono56.chronology.tables.passing import AtHand, Contradiction, Passing
from chrono56.chronology.tables.seen import Seen
from chrono56.chronology.tables.steps import Steps
from chrono56.chronology.tables.waiting import Waiting
from chrono56.log.actions import Action, Erased, Recorded, Retracted, Revised, United
from chrono56.log.canonical import dumps
from chrono56.log.codec import action_to_json, record_to_json
from chrono56.log.entry import Entry, record_within
from chrono56.log.envelope import VERSION
from chrono56.log.ledger import type_of
from chrono56.model import Claim, Event, Record, Relation

Json = dict[str, Any]

_TOGETHER: Final = 4_000  # acts whose rows are written at a time


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
        self._hand = self._fresh.hand
        self._judging = Judging(self._fresh, self._rows)
        self._seen = Seen()
        self._waiting = Waiting()
        self._versions = 0
        # The addresses of acts that were taken back, and for those of other acts than
        # are at hand the ids of which they say something.
        self._undone: set[str] = set()
        self._bearing: dict[str, tuple[str, ...]] = {}
        # Of the entry that is read: the events on which it bears, by their ids; what it
        # records and is not plain; the acts that wait.
        self._touched: dict[str, AtHand] = {}
        self._opened: list[tuple[int, Record]] = []
        self._late: set[int] = set()

    def continues(self, entry: Entry) -> bool:
        """Say whether an entry comes after all that were added, in canonical order."""
        return (entry.at, entry.id) > self._succession.key

    def holds(self, entry_id: str) -> bool:
        """Say whether an entry was taken in."""
        if entry_id in self._succession.heads:
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
        actions = zip(entry.actions, entry.spelt, entry.digests, strict=True)
        for index, (action, spelt, digest) in enumerate(actions):
            self._succession.order += 1
            if self._erased and self._erased.get(digest.hex(), "") > entry.at:
                self._take(Erased(digest.hex()), digest.hex())
            elif not (may_be_plain and self._take_plain(action, spelt, digest)):
                self._take(entry.opened(index), digest.hex())
        self._tell_all(entry.at)
        entry.let_go()  # who keeps it keeps no text twice
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
        self._index(steps)
        builder = Builder(self._connection, self._erased, self._reading)
        builder.replay(self._waiting.acts(steps), self._waiting.events())
        return builder.to_erase

    def _index(self, steps: Steps) -> None:
        """Make the indexes, and have a second process finish if there is one."""
        statements = schema.INDEXES.split(";\n")
        told = partial(steps.index, of=len(statements))
        if self._apart is not None:
            self._apart.run([SORTING])
            self._apart.run(statements, told)
            self._apart.finish()
            self._connection.execute("BEGIN")
            return
        (cache,) = self._connection.execute("PRAGMA cache_size").fetchone()
        self._connection.execute(SORTING)
        for number, statement in enumerate(statements, 1):
            self._connection.execute(statement)
            told(number)
        self._connection.execute(f"PRAGMA cache_size = {cache}")

    def _begin(self) -> None:
        """Let go of what only the last entry needed, and of what is long past."""
        self._fresh.begin(self._succession.number)
        self._touched.clear()
        self._opened.clear()
        self._late.clear()

    def _take_plain(self, action: Json, spelt: bytes, digest: bytes) -> bool:
        """Take an action in if it records a plain event, or a plain claim about one."""
        if len(action) != 2 or action.get("type") != "record":
            return False
        record = action.get("record")
        if record.__class__ is not dict:
            return False
        kind, address = record.get("type"), digest.hex()
        if kind == "claim":
            return self._take_plain_claim(record, spelt, digest, address)
        if kind != "event" or not is_plain_event(record):
            return False
        event_id = record["id"]
        if self._was_named(event_id, address):
            return False
        order, number = self._succession.order, self._succession.number
        body = record_within(spelt)
        event = AtHand.plain(record, order, address, number, body)
        self._hand.add_event(event)
        self._touched[event_id] = event
        self._add_rows(event, digest, "event", "")
        return True

    def _take_plain_claim(
        self, record: Json, spelt: bytes, digest: bytes, address: str
    ) -> bool:
        about = record.get("about")
        event = self._hand.events.get(about) if about.__class__ is str else None
        said = said_by(record) if event is not None else None
        if event is None or said is None or self._was_named(record["id"], address):
            return False
        order, number = self._succession.order, self._succession.number
        body = record_within(spelt)
        claim = Passing(record["id"], order, address, number, body, None, said)
        self._hand.add_claim(event, claim)
        self._touched[event.id] = event
        self._add_rows(claim, digest, "claim", event.id)
        facet, tied = said.value.facet, said.value.tied
        mentioned = self._rows.of["mention"]
        mentioned.append((said.source, order))
        if facet and facet[1] != said.source:
            mentioned.append((facet[1], order))
        if tied:
            self._rows.of["tie"] += [(one, order) for one in {tied, event.id}]
        return True

    def _add_rows(self, one: Passing, digest: bytes, kind: str, about: str) -> None:
        row = (one.act, one.number, digest, "record", one.id, None, one.body)
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
        if isinstance(action, Recorded) and not self._was_named(bearing[0], address):
            self._take_new(action.record, address, body)
            return
        if self._is_judged_at_hand(action, act):
            return
        self._bearing[address] = bearing
        self._late.add(order)
        if address in self._undone or not self._fresh.judge(action):
            self._doubt(bearing)
        if record is not None:
            self._note_named(record)

    def _is_judged_at_hand(self, action: Action, act: Act) -> bool:
        """Take an action in if it judges what is at hand; say whether it did."""
        if self._succession.joined != act.number or act.address in self._undone:
            return False  # it may meet what its writer did not know of
        reached = self._judging.take(action, act)
        self._touched |= {event.id: event for event in reached}
        return bool(reached)

    def _doubt(self, ids: Iterable[str]) -> None:
        """Let wait what is known by some ids, and the events on which that bears."""
        for one in ids:
            reached = [it.id for it in self._hand.reached(one) if it is not None]
            self._fresh.doubt((one, *reached))

    def _take_new(self, record: Record, address: str, body: bytes) -> None:
        """Let a record hold of which nothing was said before."""
        order, number = self._succession.order, self._succession.number
        kind, about = type_of(record), about_of(record)
        self._rows.of["record"].append((order, number, kind, about))
        self._opened.append((order, record))
        match record:
            case Event():
                event = AtHand(record.id, order, address, number, body, record)
                self._hand.add_event(event)
                self._touched[record.id] = event
            case Claim():
                self._take_claim(record, address, body)
            case _:
                self._bearing[address] = (record.id,)
                self._fresh.add(order, record, kind)

    def _take_claim(self, claim: Claim, address: str, body: bytes) -> None:
        order, number = self._succession.order, self._succession.number
        home = self._hand.events.get(claim.about)
        if home is not None:
            passing = Passing(
                claim.id, order, address, number, body, claim, said_in(claim)
            )
            self._hand.add_claim(home, passing)
            self._touched[home.id] = home
        elif self._take_contradiction(claim, address, body):
            return
        else:
            self._bearing[address] = fold.borne_on(claim)
            self._note(claim.about)
        if fold.is_contradiction(claim):
            self._doubt(fold.borne_on(claim))

    def _take_contradiction(self, claim: Claim, address: str, body: bytes) -> bool:
        """Take a claim in if it says that claims at hand contradict each other."""
        if not isinstance(claim.says, Relation) or claim.says.kind != "contradicts":
            return False
        order, number = self._succession.order, self._succession.number
        rivals = (claim.about, claim.says.other)
        if not self._fresh.doubtful.isdisjoint(rivals):
            return False
        stated = Contradiction(
            claim.id, order, address, number, body, claim, None, rivals
        )
        reached = self._hand.add_contradiction(stated)
        for event in reached:
            event.is_plain = False
            self._touched[event.id] = event
        return bool(reached)

    def _was_named(self, record_id: str, address: str) -> bool:
        """Say whether anything may have been said of a record, or its act, before."""
        return (
            not record_id  # a claim that nothing can name
            or self._seen.add(record_id)
            or record_id in self._fresh.doubtful
            or address in self._undone
        )

    def _bearing_of(self, action: Action) -> tuple[str, ...]:
        """Return the ids of which an action says something."""
        match action:
            case Recorded(record) | Revised(record):
                return fold.borne_on(record)
            case United(duplicate=one, into=other):
                return one, other
            case Retracted(action=undone) if undone:
                self._undone.add(undone)
                return self._bearing.get(undone) or (self._hand.target(undone),)
            case _:
                return (getattr(action, "target", ""),)

    def _tell_all(self, at: str) -> None:
        """Tell the events on which the entry bears; some have to wait."""
        for order, record in self._opened:
            self._note_named(record)
            if isinstance(record, Claim) and self._must_wait(record):
                self._late.add(order)
        self._judging.write()
        for event in self._touched.values():
            known = self._known(event)
            if known is None:
                self._wait(event)
            else:
                self._tell(event, known, at)
        self._waiting.add_acts(sorted(self._late))

    def _wait(self, event: AtHand) -> None:
        """Let an event be told last; what comes later has to wait as well."""
        self._waiting.add_event(self._succession.number, event.act)
        self._hand.let_go(event)
        for said in (one.said for one in event.claims):
            if said is not None:
                self._note(said.source)
                self._note(said.value.facet[1] if said.value.facet else "")

    def _must_wait(self, claim: Claim) -> bool:
        """Say whether a claim bears on what is not at hand."""
        if claim.about in self._hand.events:
            return fold.is_contradiction(claim)
        if self._hand.contradiction(claim.id) is not None:
            return False
        held = self._fresh.held(claim.about)
        if held is None or held.type in ("event", "claim"):
            return True
        return claim.about in self._fresh.doubtful  # it may be an event by now

    def _tell(self, event: AtHand, known: KnownEvent, at: str) -> None:
        number = event.told = self._succession.number
        if known.digest == event.digest:
            return
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
        if isinstance(record, Claim):
            self._doubt(record.premises)  # what is judged of them bears on it, too

    def _note(self, named: str) -> None:
        """Note the id of what was named before it was recorded."""
        if named and named not in self._seen:
            self._fresh.doubt((named,))

    def _known(self, event: AtHand) -> KnownEvent | None:
        """Return what is known of an event; None if it can't be told yet."""
        if self._fresh.filter is not None:
            return None
        if event.is_plain and event.id not in self._fresh.doubtful:
            is_known = not self._fresh.is_out_of_date(event)
            known = plain_event(self._fresh, event) if is_known else None
            if known is not None:
                return known
        if self._fresh.stands_alone(event):
            return known_event(self._fresh, event.id)
        return None
