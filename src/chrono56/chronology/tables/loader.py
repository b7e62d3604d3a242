"""Telling the events of a whole log from its beginning: most at once, the rest last.

Most of what a log records is recorded once, and never judged. Such records hold as they
are, and events of which all claims stand in the same entry are told as soon as that has
been cut. So no table is asked while they fill, and their indexes are made when all is
in them. Then what had to wait is judged, as if it were new, by the `Builder`.
"""

import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Final, TypeAlias

from chrono56.chronology import fold
from chrono56.chronology.eventrow import KnownEvent, add_event, known_event
from chrono56.chronology.fold import Act
from chrono56.chronology.plain import plain_event
from chrono56.chronology.reading import Reading
from chrono56.chronology.said import named_by
from chrono56.chronology.tables.builder import Builder
from chrono56.chronology.tables.cutting import CLAIM, EVENT, Cut
from chrono56.chronology.tables.entering import Rows, about_of
from chrono56.chronology.tables.fresh import Fresh
from chrono56.chronology.tables.judging import Judging
from chrono56.chronology.tables.passing import (
    AtHand,
    Contradiction,
    Passing,
    plain_claim,
)
from chrono56.chronology.tables.seen import Seen
from chrono56.chronology.tables.steps import Steps
from chrono56.chronology.tables.waiting import Waiting
from chrono56.log.actions import Action, Recorded, Retracted, Revised, United
from chrono56.log.canonical import parsed
from chrono56.log.ledger import type_of
from chrono56.model import Claim, Event, Record, Relation

_RECORD: Final = "record"

Plain: TypeAlias = tuple[Any, ...]
"""A plain record as it was cut, see `Cut`.

Its id, its act, the number of its entry, the address of the act, its JSON, and more.
"""


class Loader:
    """Tell the events of a log from its beginning, entry by entry, as they were cut.

    Args:
        connection: The read model: its tables, empty and without indexes; nothing is
            asked of them before all entries were taken in.
        rows: Collects the rows of what is told.
        reading: The policy by which the events are told.
    """

    def __init__(
        self, connection: sqlite3.Connection, rows: Rows, reading: Reading
    ) -> None:
        self._connection = connection
        self._rows = rows
        self._reading = reading
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
        # Of the entry that is told: its number, and whether its writer knew of all that
        # came before; the events on which it bears, by their ids; what it records and
        # is not plain, by the number of the act; the acts that wait.
        self._number = 0
        self._is_joined = True
        self._touched: dict[str, AtHand] = {}
        self._opened: list[tuple[int, Record]] = []
        self._late: set[int] = set()

    def add(self, cut: Cut, opened: Mapping[int, Action] | None = None) -> None:
        """Take in the next entry.

        Args:
            cut: What is left of it to be told.
            opened: The actions that were opened already, by their numbers.
        """
        self._number, by, self._is_joined, acts = cut
        self._begin(by)
        for kind, *left in acts:
            if kind == EVENT:
                self._take_plain_event(*left)
            elif kind == CLAIM:
                about, claims = left
                event = self._hand.event(about)
                self._take_plain_claims(event, claims, self._named(claims))
            else:
                self._take_any(left, opened or {})
        self._tell_all()

    def finish(self, erased: Mapping[str, str], steps: Steps) -> dict[str, str]:
        """Judge what had to wait, by the tables, which have all rows and indexes now.

        Args:
            erased: The addresses of the actions whose text did not come in.
            steps: Is told how far that is.

        Returns:
            What was found to be erased although its text has come in: the addresses of
            the actions, and when their erasure was recorded.
        """
        builder = Builder(self._connection, erased, self._reading)
        builder.replay(self._waiting.acts(steps), self._waiting.events())
        return builder.to_erase

    def _begin(self, by: str) -> None:
        """Let go of what only the last entry needed, and of what is long past."""
        self._fresh.begin(self._number, by)
        self._touched.clear()
        self._opened.clear()
        self._late.clear()

    def _take_plain_event(self, event_id: str, records: list[Plain]) -> None:
        """Take in a plain event, and the plain claims about it that follow."""
        named = self._named(records)
        first, *claims = records
        event: AtHand | None
        if event_id in named:
            self._take_opened(first, is_new=False)
            event = self._hand.event(event_id)
        else:
            event = self._touched[event_id] = AtHand(*first)
            self._hand.add_event(event)
        self._take_plain_claims(event, claims, named)

    def _take_plain_claims(
        self, event: AtHand | None, claims: list[Plain], named: Collection[str]
    ) -> None:
        """Take in plain claims about an event; about what is far away, if it is None.

        Args:
            event: The event.
            claims: The claims.
            named: The ids of those that were named before.
        """
        if event is not None and not named:  # as mostly
            self._hand.add_claims(event, list(map(plain_claim, claims)))
            self._touched[event.id] = event
            return
        for claim in claims:
            is_new = claim[0] not in named
            if event is not None and is_new:
                self._take_plain_claims(event, [claim], ())
            else:
                self._take_opened(claim, is_new=is_new)

    def _take_opened(self, record: Plain, *, is_new: bool) -> None:
        """Take in what is plain, but was named before, or is about what is far away."""
        record_id, order, number, address, body, *_ = record
        action = fold.action_of(_RECORD, parsed(body))
        act = Act(
            order=order,
            number=number,
            address=address.hex(),
            verb=_RECORD,
            target=record_id,
        )
        self._take(action, act, body, is_new=is_new)

    def _take_any(self, left: Sequence[Any], opened: Mapping[int, Action]) -> None:
        """Take in an action that does not record what is plain."""
        order, address, verb, target, undoes, body = left
        action = opened.get(order) or fold.action_of(verb, parsed(body))
        record = (target, order, self._number, bytes.fromhex(address))
        # What has no id is a claim that nothing can name.
        is_new = verb == _RECORD and target != "" and not self._named([record])
        act = Act(
            order=order,
            number=self._number,
            address=address,
            verb=verb,
            target=target,
            undoes=undoes,
        )
        self._take(action, act, body, is_new=is_new)

    def _take(self, action: Action, act: Act, body: bytes, *, is_new: bool) -> None:
        """Take any action in: its record, and what it bears on.

        Args:
            action: The action.
            act: The same, where it stands.
            body: Its record, or else what it says.
            is_new: Whether it is a record, and nothing can have been said of it before.
        """
        if isinstance(action, Recorded) and is_new:
            self._take_new(action.record, act, body)
            return
        bearing = self._bearing_of(action)
        if self._is_judged_at_hand(action, act):
            return
        self._bearing[act.address] = bearing
        self._late.add(act.order)
        if act.address in self._undone or not self._fresh.judge(action):
            self._doubt(bearing)
        if isinstance(action, Recorded | Revised):
            self._rows.let_wait(act)
            self._note_named(action.record)

    def _is_judged_at_hand(self, action: Action, act: Act) -> bool:
        """Take an action in if it judges what is at hand; say whether it did."""
        if not self._is_joined or act.address in self._undone:
            return False  # it may meet what its writer did not know of
        reached = self._judging.take(action, act)
        self._touched |= {event.id: event for event in reached}
        return bool(reached)

    def _doubt(self, ids: Iterable[str]) -> None:
        """Let wait what is known by some ids, and the events on which that bears."""
        for one in ids:
            reached = [it.id for it in self._hand.reached(one) if it is not None]
            self._fresh.doubt((one, *reached))

    def _take_new(self, record: Record, act: Act, body: bytes) -> None:
        """Let a record hold of which nothing was said before."""
        self._opened.append((act.order, record))
        match record:
            case Event():
                event = AtHand.opened_by(record, act, body)
                self._hand.add_event(event)
                self._touched[record.id] = event
            case Claim():
                self._take_claim(record, act, body)
            case _:
                self._bearing[act.address] = (record.id,)
                self._fresh.add(act.order, record, type_of(record))

    def _take_claim(self, claim: Claim, act: Act, body: bytes) -> None:
        home = self._hand.event(claim.about)
        if home is not None:
            self._hand.add_claims(home, [Passing.claim(claim, act, body)])
            self._touched[home.id] = home
        elif self._take_contradiction(claim, act, body):
            return
        else:
            self._bearing[act.address] = fold.borne_on(claim)
            self._note(claim.about)
        if fold.is_contradiction(claim):
            self._doubt(fold.borne_on(claim))

    def _take_contradiction(self, claim: Claim, act: Act, body: bytes) -> bool:
        """Take a claim in if it says that claims at hand contradict each other."""
        if not isinstance(claim.says, Relation) or claim.says.kind != "contradicts":
            return False
        rivals = (claim.about, claim.says.other)
        if not self._fresh.doubtful.isdisjoint(rivals):
            return False
        stated = Contradiction(Passing.claim(claim, act, body), rivals)
        reached = self._hand.add_contradiction(stated)
        for event in reached:
            event.is_plain = False
            self._touched[event.id] = event
        return bool(reached)

    def _named(self, records: Sequence[Plain]) -> Collection[str]:
        """Return the ids of those new records of which anything may have been said.

        Of them, or of the acts that record them.
        """
        ids = [one[0] for one in records]
        named = self._seen.add(ids)
        doubtful, undone = self._fresh.doubtful, self._undone
        if not doubtful.isdisjoint(ids):
            named += doubtful.intersection(ids)
        if undone:
            named += [one[0] for one in records if one[3].hex() in undone]
        return named

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

    def _tell_all(self) -> None:
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
                self._tell(event, known)
        if self._late:
            self._waiting.add_acts(sorted(self._late))

    def _wait(self, event: AtHand) -> None:
        """Let an event be told last; what comes later has to wait as well."""
        self._waiting.add_event(self._number, event.act)
        self._hand.let_go(event)
        for claim in event.claims:
            if claim.key:
                self._note(claim.source)
                self._note(named_by(claim.key))

    def _must_wait(self, claim: Claim) -> bool:
        """Say whether a claim bears on what is not at hand."""
        if self._hand.event(claim.about) is not None:
            return fold.is_contradiction(claim)
        if self._hand.contradiction(claim.id) is not None:
            return False
        held = self._fresh.held(claim.about)
        if held is None or held.type in ("event", "claim"):
            return True
        return claim.about in self._fresh.doubtful  # it may be an event by now

    def _tell(self, event: AtHand, known: KnownEvent) -> None:
        number = event.told = self._number
        if known.digest == event.digest:
            return
        if event.version:
            self._rows.of["until"].append((number, event.version))
        self._versions += 1
        event.version, event.digest = self._versions, known.digest
        event.revisions, event.first = event.revisions + 1, event.first or number
        times = (event.revisions, event.first)
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
        fresh = self._fresh
        if event.id in fresh.doubtful or fresh.is_out_of_date(event):
            return None
        known = plain_event(fresh, event) if event.is_plain else None
        if known is None and fresh.stands_alone(event):
            return known_event(fresh, event.id)
        return known
