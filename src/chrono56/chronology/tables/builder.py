"""Fill the read model: what each entry of the log changes, and for which events."""

import heapq
import sqlite3
from collections.abc import Iterable, Mapping
from functools import partial
from itertools import groupby
from operator import itemgetter
from typing import Final

from chrono56.chronology import fold
from chrono56.chronology.eventrow import add_event
from chrono56.chronology.fold import Act, Known
from chrono56.chronology.meetings import Meetings
from chrono56.chronology.reaching import reached
from chrono56.chronology.reading import DEFAULT, Reading
from chrono56.chronology.speaking import Speaking
from chrono56.chronology.state import JUDGEMENTS
from chrono56.chronology.tables.entering import Rows, Succession
from chrono56.chronology.tables.schema import ADDRESSED
from chrono56.chronology.telling import told_anew
from chrono56.log.actions import Action, Erased, Erasure, Recorded, Revised
from chrono56.log.canonical import dumps, loads
from chrono56.log.codec import action_to_json, record_to_json
from chrono56.log.entry import Entry
from chrono56.log.ledger import type_of

_HOLDING: Final = """SELECT act, n_from, retracted FROM record
    WHERE target = ? AND n_to IS NULL"""
# How a judgement that holds is found, taken out, closed and followed by another.
_JUDGEMENTS: Final = (
    """SELECT n_from, value, reason FROM judgement
    WHERE target = ? AND what = ? AND n_to IS NULL""",
    "DELETE FROM judgement WHERE target = ? AND what = ? AND n_to IS NULL",
    "UPDATE judgement SET n_to = ?3 WHERE target = ?1 AND what = ?2 AND n_to IS NULL",
    "INSERT INTO judgement VALUES (?1, ?2, ?3, NULL, ?4, ?5)",
)
_LAST_ROWS: Final = """SELECT id, version, n_to, digest, revisions, first, max(n_from)
    FROM event WHERE id IN (SELECT value FROM json_each(:some)) AND n_from <= :n
    GROUP BY id"""
_NO_ROW: Final = (0, 0, b"", -1, 0)
_TOGETHER: Final = 500  # events that are told anew at a time
_ENTRY: Final = """SELECT at, (SELECT coalesce(max(n), 0) FROM entry
    WHERE heads IS NULL AND n <= ?1) FROM entry WHERE n = ?1"""
_UNDONE: Final = f"""SELECT verb, target, undoes FROM act
    WHERE {ADDRESSED} AND seq <= :last"""  # noqa: S608 - our words
_TEXT: Final = f"""SELECT 1 FROM act JOIN entry USING (n)
    WHERE {ADDRESSED} AND verb != 'erased' AND at < :at"""  # noqa: S608 - our words

_Late = tuple[Action, Act] | str
"""An act that has to be judged, or the id of an event that has to be told."""


class Builder:
    """Add entries to the read model, one by one, in canonical order.

    Args:
        connection: The read model, within a transaction.
        erased: The addresses of actions whose text must not come in, as far as they
            were recorded before the instant that stands with each.
        reading: The policy by which the events are told; the default if left out.

    Attributes:
        to_erase: What was found to be erased although its text has come in.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        erased: Mapping[str, str] | None = None,
        reading: Reading = DEFAULT,
    ) -> None:
        self._connection = connection
        self._erased = erased or {}
        self.to_erase: dict[str, str] = {}
        self._rows = Rows(connection)
        self._succession = Succession.after(connection)
        self._number = self._succession.number
        self._state = Speaking(connection, self._number, reading)
        self._meetings = Meetings(connection)
        (self._version,) = connection.execute(
            "SELECT coalesce(max(version), 0) FROM event"
        ).fetchone()
        self._any_undoing = bool(
            connection.execute(
                "SELECT 1 FROM act WHERE undoes IS NOT NULL LIMIT 1"
            ).fetchone()
        )

    def continues(self, entry: Entry) -> bool:
        """Say whether an entry comes after all that were added, in canonical order."""
        return (entry.at, entry.id) > self._succession.key

    def holds(self, entry_id: str) -> bool:
        """Say whether an entry was added."""
        known = "SELECT 1 FROM entry WHERE id = ?"
        return self._connection.execute(known, (entry_id,)).fetchone() is not None

    def add(self, entry: Entry) -> None:
        """Add the next entry."""
        self._rows.of["entry"].append(self._succession.row(entry))
        self._number = self._succession.number
        self._state.go_on(self._number)
        acts = []
        for action, address in zip(entry.do, entry.addresses, strict=True):
            self._succession.order += 1
            if self._erased.get(address, "") > entry.at:
                action = Erased(address)
            order = self._succession.order
            act = fold.act_of(action, order, self._number, address)
            self._enter(action, act)
            acts.append((action, act))
        self._rows.write()
        self._bear_out(acts, entry.at, self._succession.joined)

    def _enter(self, action: Action, act: Act) -> None:
        self._any_undoing = self._any_undoing or bool(act.undoes)
        match action:
            case Recorded(record) | Revised(record):
                self._state.remember(act.order, record)
                self._rows.add_act(act, dumps(record_to_json(record)), record)
                self._rows.let_wait(act)
            case _:
                self._rows.add_act(act, dumps(action_to_json(action)), None)

    def replay(self, orders: Iterable[int], untold: Iterable[tuple[int, int]]) -> None:
        """Judge acts that were only entered, and tell events that were not told.

        What is later may have been judged and told, but nothing on which these bear.

        Args:
            orders: The numbers of the acts among all, rising.
            untold: The numbers of entries, rising, each with an act that recorded or
                revised an event that is to be told as it was known after the entry.
        """
        acts = map(partial(_entered, self._connection), orders)
        late: Iterable[tuple[int, _Late]] = heapq.merge(
            ((one[1].number, one) for one in acts),
            ((number, self._target_of(order)) for number, order in untold),
            key=itemgetter(0),
        )
        for number, group in groupby(late, itemgetter(0)):
            self._number = number
            self._state.go_on(number)
            self._state.look_anew()  # others may have been judged meanwhile
            at, joined = self._connection.execute(_ENTRY, (number,)).fetchone()
            found = [one for _, one in group]
            events = [one for one in found if isinstance(one, str)]
            judged = [one for one in found if not isinstance(one, str)]
            self._bear_out(judged, at, joined, events)

    def _target_of(self, order: int) -> str:
        (target,) = self._connection.execute(
            "SELECT target FROM act WHERE seq = ?", (order,)
        ).fetchone()
        return str(target)

    def _bear_out(
        self,
        acts: Iterable[tuple[Action, Act]],
        at: str,
        joined: int,
        untold: Iterable[str] = (),
    ) -> None:
        """Let what an entry's acts change be so from that entry on.

        Args:
            acts: The acts, entered before; of an entry, in their order.
            at: When the entry was recorded.
            joined: The number of the last entry, up to this one, that knew all before.
            untold: The ids of other events on which the entry bears.
        """
        touched = dict.fromkeys(untold)
        for action, act in acts:
            self._add_findings(action, act)
            if isinstance(action, Erasure) and self._holds_text_of(action.action, at):
                self.to_erase[action.action] = at
            self._meetings.note(act, joined)
            for target in self._targets(act):
                touched.update(dict.fromkeys(self._settle(target, act.order)))
        events = reached(self._state, touched)
        for start in range(0, len(events), _TOGETHER):
            self._update_events(events[start : start + _TOGETHER])

    def _holds_text_of(self, address: str, at: str) -> bool:
        found = self._connection.execute(
            _TEXT, {"address": bytes.fromhex(address), "at": at}
        )
        return found.fetchone() is not None

    def _targets(self, act: Act) -> list[str]:
        """Return the ids on which an act bears, through all that it takes back."""
        found = []
        ahead = [(act.verb, act.target, bytes.fromhex(act.undoes))]
        while ahead:
            verb, target, undoes = ahead.pop()
            if verb == "title" or target:
                found.append(target)
            elif undoes:
                ahead += self._connection.execute(
                    _UNDONE, {"address": undoes, "last": act.order}
                )
        return found

    def _settle(self, target: str, last: int) -> list[str]:
        """Let the rows on a target say what holds after the act of the number *last*.

        Returns:
            The ids that it may affect.
        """
        acts = [
            act
            for act in self._acts_on(target, last)
            if act.verb != "unite" or self._makes_sense(act, target)
        ]
        stands = self._standing(acts, last)
        affected = [target, *self._settle_record(target, stands)]
        verbs = {act.verb for act in acts}
        for what in JUDGEMENTS:
            if what in verbs:
                affected += self._settle_judgement(target, what, getattr(stands, what))
        return affected

    def _acts_on(self, target: str, last: int) -> list[Act]:
        return [
            Act(order=seq, number=self._number, address=address.hex(), verb=verb)
            for seq, address, verb in self._connection.execute(
                "SELECT seq, address, verb FROM act WHERE target = ? AND seq <= ?",
                (target, last),
            )
        ]

    def _makes_sense(self, union: Act, target: str) -> bool:
        """Say whether a union made sense where it stands; else it changes nothing."""
        (body,) = self._connection.execute(
            "SELECT body FROM act WHERE seq = ?", (union.order,)
        ).fetchone()
        known = partial(self._known, order=union.order)
        return fold.can_unite(target, loads(body)["into"], known)

    def _standing(self, acts: Iterable[Act], last: int) -> fold.Standing:
        undone_by = self._undone_by([act.address for act in acts], last)
        return fold.standing(acts, undone_by)

    def _undone_by(self, addresses: list[str], last: int) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        ahead = addresses if self._any_undoing else []
        while ahead:
            address = ahead.pop()
            if address not in found:
                rows = self._connection.execute(
                    "SELECT address FROM act WHERE undoes = ? AND seq <= ?",
                    (bytes.fromhex(address), last),
                )
                found[address] = [row[0].hex() for row in rows]
                ahead += found[address]
        return found

    def _settle_record(self, target: str, stands: fold.Standing) -> list[str]:
        """Let the version that stands hold; return what a claim bore and bears on."""
        before = self._state.held(target)
        affected: list[str] = []
        if before is not None:
            affected += fold.borne_on(self._state.decoded(before.act))
        self._let_hold(target, stands.version, int(bool(stands.retraction)))
        if stands.version:
            record = self._state.decoded(stands.version)
            affected += fold.borne_on(record)
            if before is not None and before.type != type_of(record):
                # Who names it, or a duplicate of it, means something else by now.
                affected += [*self._state.united(target), *self._state.holders(target)]
        return affected

    def _let_hold(self, target: str, version: int, retracted: int) -> None:
        """Let the record of an act hold from this entry on; of none, if that is 0."""
        act, since, before = self._connection.execute(
            _HOLDING, (target,)
        ).fetchone() or (0, 0, 0)
        if (act, before) == (version, retracted):
            return
        self._state.forget(target)
        stretches = self._rows.of["stretch"]
        if act:
            stretches.append((act, since, self._number, before))
        if version:
            stretches.append((version, self._number, None, retracted))
        self._rows.write()

    def _settle_judgement(self, target: str, what: str, act: int) -> list[str]:
        """Let a rank, union or title hold; return what a union led and leads to."""
        before, _ = self._state.judgement(target, what)
        value = reason = ""
        if act:
            (body,) = self._connection.execute(
                "SELECT body FROM act WHERE seq = ?", (act,)
            ).fetchone()
            said = loads(body)
            value, reason = said[fold.SAYS[what]], said.get("reason", "")
        self._let_judge(target, what, value, reason)
        if what != "unite" or before == value:
            return []
        held = self._state.held(target)
        if held is None or held.type == "event":
            return [*self._state.united(target), before, value]
        # Who names what this leads to means the same as before.
        return [*self._state.united(target)]

    def _known(self, record_id: str, order: int) -> Known:
        """Return what was known of a record before the act of the number *order*.

        Whatever was done later makes no difference: so a union goes on to mean what it
        meant where it stands, and counts again when what was undone of it is redone.
        """
        acts = self._acts_on(record_id, order - 1) if record_id else []
        stands = self._standing(acts, order - 1)
        if not stands.version:
            return Known()
        record = self._state.decoded(stands.version)
        return Known(
            type=type_of(record),
            retracted=bool(stands.retraction),
            content=dumps(record_to_json(record)),
        )

    def _let_judge(self, target: str, what: str, value: str, reason: str) -> None:
        """Let a judgement hold from this entry on; none, if the value is empty."""
        select, delete, close, insert = _JUDGEMENTS
        run, key = self._connection.execute, (target, what)
        since, *before = run(select, key).fetchone() or (0, "", "")
        if before == [value, reason]:
            return
        self._state.forget(target)
        if since == self._number:
            run(delete, key)
        elif since:
            run(close, (*key, self._number))
        if value:
            run(insert, (*key, self._number, value, reason))

    def _update_events(self, event_ids: list[str]) -> None:
        """Let the rows of events say what is known of them after this entry."""
        rows = self._state.rows_among(_LAST_ROWS, event_ids)
        last = {event_id: row for event_id, *row, _ in rows}
        for event_id, known in told_anew(self._state, event_ids):
            version, until, digest, revisions, first = last.get(event_id, _NO_ROW)
            # A later entry, which was told in passing, may have closed the row.
            if version and (until is None or until > self._number):
                if known is not None and known.digest == digest:
                    continue
                self._rows.of["until"].append((self._number, version))
            if known is None:
                continue
            self._version += 1
            times = (revisions + 1, first or self._number)
            add_event(self._rows, self._version, event_id, self._number, times, known)
        self._rows.write()

    def _add_findings(self, action: Action, act: Act) -> None:
        found = fold.oddities(
            action,
            lambda record_id: self._known(record_id, act.order),
            lambda record: dumps(record_to_json(record)),
            lambda address: self._is_action(address, act.order),
        )
        self._meetings.report(self._number, found)

    def _is_action(self, address: str, before: int) -> bool:
        found = self._connection.execute(
            _UNDONE, {"address": bytes.fromhex(address), "last": before - 1}
        )
        return found.fetchone() is not None


def _entered(connection: sqlite3.Connection, order: int) -> tuple[Action, Act]:
    """Return an action that was entered."""
    number, address, verb, target, undoes, body = connection.execute(
        "SELECT n, address, verb, target, undoes, body FROM act WHERE seq = ?",
        (order,),
    ).fetchone()
    act = Act(
        order=order,
        number=number,
        address=address.hex(),
        verb=verb,
        target=target,
        undoes=(undoes or b"").hex(),
    )
    return fold.action_of(act.verb, loads(body)), act
