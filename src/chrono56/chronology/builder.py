"""Fill the read model: what each entry of the log changes, and for which events."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from chrono56.chronology import fold
from chrono56.chronology.eventrow import EVENT_INSERT, known_event
from chrono56.chronology.fold import Act, Known
from chrono56.chronology.meetings import Meetings
from chrono56.chronology.state import JUDGEMENTS, State
from chrono56.log.actions import Action, Erased, Erasure, Recorded, Revised
from chrono56.log.canonical import dumps, loads
from chrono56.log.codec import action_to_json, record_to_json
from chrono56.log.entry import Entry
from chrono56.log.ledger import type_of
from chrono56.model import Claim, Place, Relation

# How a row that holds is found, taken out, closed and followed by another.
_RECORDS: Final = (
    """SELECT n_from, type, about, act, retracted FROM record
    WHERE id = ? AND n_to IS NULL""",
    "DELETE FROM record WHERE id = ? AND n_to IS NULL",
    "UPDATE record SET n_to = ?2 WHERE id = ?1 AND n_to IS NULL",
    "INSERT INTO record VALUES (?1, ?2, NULL, ?3, ?4, ?5, ?6)",
)
_JUDGEMENTS: Final = (
    """SELECT n_from, value, reason FROM judgement
    WHERE target = ? AND what = ? AND n_to IS NULL""",
    "DELETE FROM judgement WHERE target = ? AND what = ? AND n_to IS NULL",
    "UPDATE judgement SET n_to = ?3 WHERE target = ?1 AND what = ?2 AND n_to IS NULL",
    "INSERT INTO judgement VALUES (?1, ?2, ?3, NULL, ?4, ?5)",
)


class Builder:
    """Add entries to the read model, one by one, in canonical order.

    Args:
        connection: The read model, within a transaction.
        erased: The addresses of actions whose text must not come in, as far as they
            were recorded before the instant that stands with each.
    """

    def __init__(
        self, connection: sqlite3.Connection, erased: Mapping[str, str] | None = None
    ) -> None:
        self._connection = connection
        self._erased = erased or {}
        self.to_erase: dict[str, str] = {}
        self._load()

    def _load(self) -> None:
        one = self._connection.execute
        self._number, self._order = one(
            "SELECT (SELECT coalesce(max(n), 0) FROM entry),"
            " (SELECT coalesce(max(seq), 0) FROM act)"
        ).fetchone()
        self._state = State(self._connection, self._number)
        self._meetings = Meetings(self._connection)
        self._key, self._heads = ("", ""), set[str]()
        if self._number:
            at, last, heads = one(
                "SELECT at, id, coalesce(heads, id) FROM entry WHERE n = ?",
                (self._number,),
            ).fetchone()
            self._key, self._heads = (at, last), set(heads.split(","))
        # The last entry that knew all before it.
        (self._joined,) = one(
            "SELECT coalesce(max(n), 0) FROM entry WHERE heads IS NULL"
        ).fetchone()
        self._any_undoing = bool(
            one("SELECT 1 FROM act WHERE undoes != '' LIMIT 1").fetchone()
        )

    def continues(self, entry: Entry) -> bool:
        """Say whether an entry comes after all that were added, in canonical order."""
        return (entry.at, entry.id) > self._key

    def add(self, entry: Entry) -> None:
        """Add the next entry."""
        self._number += 1
        self._state.advance()
        self._add_entry_row(entry)
        touched: dict[str, None] = {}
        for action, address in zip(entry.do, entry.addresses, strict=True):
            self._order += 1
            if self._erased.get(address, "") > entry.at:
                action = Erased(address)
            act = fold.act_of(action, self._order, self._number, address)
            self._add_findings(action)
            self._add_act(action, act)
            self._meetings.note(act, self._joined)
            for target in self._targets(act):
                touched.update(dict.fromkeys(self._settle(target)))
        for event in self._reached(touched):
            self._update_event(event, entry.at)

    def _add_entry_row(self, entry: Entry) -> None:
        follows = entry.parents == (self._key[1],) or self._number == 1
        self._heads = (self._heads - set(entry.parents)) | {entry.id}
        alone = len(self._heads) == 1
        if alone:
            self._joined = self._number
        self._connection.execute(
            "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                self._number,
                entry.id,
                entry.at,
                entry.by,
                entry.reason,
                None if follows else " ".join(entry.parents),
                None if alone else ",".join(sorted(self._heads)),
            ),
        )
        self._key = (entry.at, entry.id)

    def _add_act(self, action: Action, act: Act) -> None:
        match action:
            case Recorded(record) | Revised(record):
                body = dumps(record_to_json(record))
                self._state.remember(act.order, record)
                self._connection.executemany(
                    "INSERT OR IGNORE INTO mention VALUES (?, ?)",
                    [(held, record.id) for held in fold.mentions(record)],
                )
                self._connection.executemany(
                    "INSERT OR IGNORE INTO tie VALUES (?, ?)",
                    [(event, record.id) for event in fold.ties(record)],
                )
            case _:
                body = dumps(action_to_json(action))
        if isinstance(action, Erasure) and self._holds_text_of(action.action):
            self.to_erase[action.action] = self._key[0]
        self._any_undoing = self._any_undoing or bool(act.undoes)
        self._connection.execute(
            "INSERT INTO act VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                act.order,
                act.number,
                act.address,
                act.verb,
                act.target,
                act.undoes,
                body,
            ),
        )

    def _holds_text_of(self, address: str) -> bool:
        found = self._connection.execute(
            "SELECT 1 FROM act JOIN entry USING (n)"
            " WHERE address = ? AND verb != 'erased' AND at < ?",
            (address, self._key[0]),
        )
        return found.fetchone() is not None

    def _targets(self, act: Act) -> list[str]:
        """Return the ids on which an act bears, through all that it takes back."""
        found = []
        ahead = [(act.verb, act.target, act.undoes)]
        while ahead:
            verb, target, undoes = ahead.pop()
            if verb == "title" or target:
                found.append(target)
            elif undoes:
                ahead += self._connection.execute(
                    "SELECT verb, target, undoes FROM act WHERE address = ?", (undoes,)
                )
        return found

    def _settle(self, target: str) -> list[str]:
        """Bring the rows on a target up to date; return the ids that it may affect."""
        acts = [
            Act(order=seq, number=self._number, address=address, verb=verb)
            for seq, address, verb in self._connection.execute(
                "SELECT seq, address, verb FROM act WHERE target = ?", (target,)
            )
        ]
        stands = fold.standing(acts, self._undone_by(act.address for act in acts))
        affected = [target, *self._settle_record(target, stands)]
        verbs = {act.verb for act in acts}
        for what in JUDGEMENTS:
            if what in verbs:
                affected += self._settle_judgement(target, what, getattr(stands, what))
        return affected

    def _undone_by(self, addresses: Iterable[str]) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        ahead = list(addresses) if self._any_undoing else []
        while ahead:
            address = ahead.pop()
            if address not in found:
                rows = self._connection.execute(
                    "SELECT address FROM act WHERE undoes = ? AND undoes != ''",
                    (address,),
                )
                found[address] = [row[0] for row in rows]
                ahead += found[address]
        return found

    def _settle_record(self, target: str, stands: fold.Standing) -> list[str]:
        """Let the version that stands hold; return what a claim bore and bears on."""
        before = self._state.held(target)
        affected = [] if before is None else self._borne_on(before.act)
        if not stands.version:
            self._put(_RECORDS, (target,), ())
            return affected
        record = self._state.decoded(stands.version)
        about = ""
        if isinstance(record, Place):
            about = record.part_of
        elif isinstance(record, Claim):
            about = record.about
        retracted = int(bool(stands.retraction))
        row = (type_of(record), about, stands.version, retracted)
        self._put(_RECORDS, (target,), row)
        return [*affected, *self._borne_on(stands.version)]

    def _borne_on(self, act: int) -> list[str]:
        """Return what a claim is about, and the claim that it says is contradicted."""
        claim = self._state.decoded(act)
        if not isinstance(claim, Claim):
            return []
        if isinstance(claim.says, Relation) and claim.says.kind == "contradicts":
            return [claim.about, claim.says.other]
        return [claim.about]

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
        if what == "unite" and not fold.can_unite(target, value, self._ever_known):
            value = reason = ""
        row = (value, reason) if value else ()
        self._put(_JUDGEMENTS, (target, what), row)
        if what != "unite" or before == value:
            return []
        return [*self._state.united(target), before, value]

    def _known(self, record_id: str) -> Known:
        held = self._state.held(record_id)
        if held is None:
            return Known()
        content = dumps(record_to_json(self._state.decoded(held.act)))
        return Known(type=held.type, retracted=held.retracted, content=content)

    def _ever_known(self, record_id: str) -> Known:
        """Return what type of record an id names, or last named.

        A union outlasts that one of the two is taken back, and counts when it returns.
        """
        row = self._connection.execute(
            "SELECT type FROM record WHERE id = ? ORDER BY n_from DESC LIMIT 1",
            (record_id,),
        ).fetchone()
        return Known(type=row[0]) if row else Known()

    def _put(
        self, table: Sequence[str], key: tuple[str, ...], row: tuple[str | int, ...]
    ) -> None:
        """Let *row* hold from this entry on; an empty one: nothing holds any more."""
        select, delete, close, insert = table
        run = self._connection.execute
        since, *held = run(select, key).fetchone() or (0,)
        if row == tuple(held):
            return
        self._state.forget(key[0])
        if since == self._number:
            run(delete, key)
        elif since:
            run(close, (*key, self._number))
        if row:
            run(insert, (*key, self._number, *row))

    def _reached(self, touched: Iterable[str]) -> Iterable[str]:
        """Return the ids of the events on which a change of these ids may bear."""
        events: dict[str, None] = {}
        seen = {""}
        ahead = list(touched)
        while ahead:
            here = ahead.pop()
            if here in seen:
                continue
            seen.add(here)
            held = self._state.held(here)
            kind = held.type if held else ""
            if kind == "event" or self._has_event_row(here):
                # A duplicate has no row of its own, but loses one when it is united.
                events.update(dict.fromkeys((here, self._state.root(here))))
            if kind == "event":
                continue
            if held is not None and kind == "claim":
                ahead += self._beside(held.act)
            else:
                # Who names a duplicate means what it was united into.
                ahead += self._state.united(here)
            ahead += (
                holder
                for (holder,) in self._connection.execute(
                    "SELECT holder FROM mention WHERE held = ?", (here,)
                )
            )
        return events

    def _has_event_row(self, record_id: str) -> bool:
        found = self._connection.execute(
            "SELECT 1 FROM event WHERE id = ? AND n_to IS NULL", (record_id,)
        )
        return found.fetchone() is not None

    def _beside(self, act: int) -> list[str]:
        """Return the ids besides itself that a claim bears on: events and claims."""
        held = ((one, self._state.held(one)) for one in self._borne_on(act))
        return [one for one, it in held if it and it.type in ("event", "claim")]

    def _update_event(self, event_id: str, at: str) -> None:
        """Let the row of an event say what is known of it after this entry."""
        last = self._connection.execute(
            "SELECT version, n_to, digest, revisions, first FROM event"
            " WHERE id = ? ORDER BY n_from DESC LIMIT 1",
            (event_id,),
        ).fetchone()
        known = known_event(self._state, event_id)
        is_open = last is not None and last[1] is None
        if is_open and known is not None and known.digest == last[2]:
            return
        if is_open:
            self._connection.execute(
                "UPDATE event SET n_to = ? WHERE version = ?", (self._number, last[0])
            )
        if known is None:
            return
        revisions, first = (0, at) if last is None else (last[3] + 1, last[4])
        version = self._connection.execute(
            EVENT_INSERT,
            {
                **known.columns,
                "id": event_id,
                "n_from": self._number,
                "digest": known.digest,
                "revisions": revisions,
                "first": first,
                "last": at,
            },
        ).lastrowid
        self._connection.executemany(
            "INSERT OR IGNORE INTO facet VALUES (?, ?, ?)",
            [(what, value, version) for what, value in known.facets],
        )
        self._connection.execute(
            "INSERT INTO words (rowid, text) VALUES (?, ?)", (version, known.text)
        )

    def _add_findings(self, action: Action) -> None:
        found = fold.oddities(
            action,
            self._known,
            lambda record: dumps(record_to_json(record)),
            self._is_action,
        )
        self._meetings.report(self._number, found)

    def _is_action(self, address: str) -> bool:
        found = self._connection.execute(
            "SELECT 1 FROM act WHERE address = ? LIMIT 1", (address,)
        )
        return found.fetchone() is not None
