"""What goes into the tables: every record that stands, and what it names, once."""

import json
import sqlite3
from typing import Any

from chrono56 import (
    Agent,
    Chronology,
    Claim,
    ClaimView,
    Dispute,
    Event,
    EventView,
    Language,
    Place,
    Query,
    Source,
    UnknownIdError,
    record_to_json,
)
from chrono56.plugins import chosen, kind_label
from chrono56_sqlite.cells import (
    authors,
    dated,
    flag,
    minutes,
    plain,
    text_of,
)
from chrono56_sqlite.values import Named, rows_of, said


class Filling:
    """Fill the tables of a database.

    Args:
        database: The database, with empty tables.
        chronology: The chronology.
        language: The language of labels.
        dates: The language that dates are told in.
    """

    def __init__(
        self,
        database: sqlite3.Connection,
        chronology: Chronology,
        language: str,
        dates: Language,
    ) -> None:
        self._database = database
        self._chronology = chronology
        self._language = language
        self._telling = dates
        self._waiting: list[str] = []

    def fill(self) -> None:
        """Fill all tables."""
        for source in self._chronology.sources():
            self._source(source.id)
        events = self._chronology.select(Query(everything=True))
        for position, event in enumerate(events, 1):
            self._event(event, position)
            self._claims(event.id, event.id)
            self._follow()
        self._follow()
        for dispute in self._chronology.disputes():
            self._dispute(dispute)

    def _follow(self) -> None:
        """Add the claims about what was named and is no event, however far it leads."""
        while self._waiting:
            self._claims(self._waiting.pop(), None)

    def _add(self, table: str, *cells: object) -> int:
        """Add a row, unless there is one of its key; return its number, or 0."""
        marks = ", ".join("?" * len(cells))
        statement = f"INSERT INTO {table} VALUES ({marks})"  # noqa: S608 - ours
        done = self._database.execute(f"{statement} ON CONFLICT DO NOTHING", cells)
        return done.lastrowid or 0 if done.rowcount else 0

    def _has(self, table: str, record_id: str) -> bool:
        statement = f"SELECT 1 FROM {table} WHERE id = ?"  # noqa: S608 - ours
        return self._database.execute(statement, (record_id,)).fetchone() is not None

    def _labelled(self, record_id: str, type_: str, labels: Any) -> str:
        """Add a record and its names; return its name in our language, or its id."""
        label = chosen(labels, self._language) or record_id
        self._database.execute(
            "INSERT INTO records VALUES (?, ?, ?) ON CONFLICT (id)"
            " DO UPDATE SET type = excluded.type, label = excluded.label",
            (record_id, type_, label),
        )
        for tag, name in sorted(labels.items()):
            self._add("names", record_id, tag, name)
        return label

    def _event(self, event: EventView, position: int) -> None:
        label = self._labelled(event.id, "event", event.labels)
        family = event.kind.partition(".")[0]
        named = kind_label(event.kind, self._language, self._chronology.kinds)
        self._add("kinds", event.kind, family, named)
        revision = event.revision
        self._add(
            "events",
            *(event.id, position, label, event.kind),
            *dated(event.when, self._telling),
            *minutes(event.when),
            *(event.as_written, event.occurrence, flag(event.disputed)),
            self._place(event.place),
            *(revision.sequence, revision.first, revision.last),
        )

    def _source(self, source_id: str) -> str:
        """Add a source and what it goes back to; return the id it stands under."""
        try:
            source = self._chronology.source(source_id)
        except UnknownIdError:
            source = Source(source_id)
        if self._has("sources", source.id):
            return source.id
        self._labelled(source.id, "source", {source.language: source.title})
        csl = plain(source.csl)
        self._add(
            "sources",
            *(source.id, text_of(csl, "type"), source.title, authors(csl)),
            *(text_of(csl, "issued"), source.language, source.reliability),
            *(flag(source.anonymous), text_of(csl, "URL")),
            json.dumps(csl, ensure_ascii=False, sort_keys=True),
        )
        self._waiting.append(source.id)
        for one in source.derived_from:
            self._add("derivations", source.id, self._source(one.source), one.how)
        return source.id

    def _agent(self, agent_id: str) -> str | None:
        if not agent_id:
            return None
        try:
            agent = self._chronology.agent(agent_id)
        except UnknownIdError:
            agent = Agent(agent_id, "unknown")
        if not self._has("agents", agent.id):
            label = self._labelled(agent.id, "agent", agent.labels)
            self._add("agents", agent.id, agent.kind, label)
            self._waiting.append(agent.id)
        return agent.id

    def _place(self, place_id: str) -> str | None:
        if not place_id:
            return None
        try:
            place = self._chronology.place(place_id)
        except UnknownIdError:
            place = Place(place_id)
        if not self._has("places", place.id):
            label = self._labelled(place.id, "place", place.labels)
            point = map(float, place.point) if place.point else (None, None)
            # Before what it lies in, for a circle of places must end, too.
            self._add("places", place.id, label, *point, None)
            if around := self._place(place.part_of):
                statement = "UPDATE places SET part_of = ? WHERE id = ?"
                self._database.execute(statement, (around, place.id))
            self._waiting.append(place.id)
        return place.id

    def _record(self, record_id: str) -> str | None:
        """Add whatever has an id, if nothing did; its type stays empty if unknown."""
        if not record_id:
            return None
        if not self._has("records", record_id):
            try:
                record = self._chronology.record(record_id)
            except UnknownIdError:
                self._labelled(record_id, "", {})
                return record_id
            self._known(record)
        return record_id

    def _known(self, record: Any) -> None:
        match record:
            case Event():  # its turn comes, or came, unless it stands under another id
                self._labelled(record.id, "event", record.labels)
            case Claim():
                self._labelled(record.id, "claim", {})
                self._waiting.append(record.id)
            case Agent():
                self._agent(record.id)
            case Place():
                self._place(record.id)
            case _:
                self._source(record.id)
        # A duplicate stands under another id; its own is a record, too.
        self._add("records", record.id, type(record).__name__.lower(), record.id)

    def _claims(self, about: str, event: str | None) -> None:
        try:
            views = self._chronology.claims(about)
        except UnknownIdError:  # a source that is cited, and was never recorded
            return
        # By id: what they are listed by, judgements change.
        for view in sorted(views, key=lambda view: view.claim.id):
            self._claim(view, event)

    def _claim(self, view: ClaimView, event: str | None) -> None:
        claim = view.claim
        if self._has("claims", claim.id):
            return
        self._labelled(claim.id, "claim", {})
        body = record_to_json(claim)["says"]
        self._add(
            "claims",
            *(claim.id, event, self._record(claim.about), body["type"]),
            *(said(claim.says), json.dumps(body, ensure_ascii=False, sort_keys=True)),
            *(claim.mode, claim.as_written, claim.confidence, claim.reason),
            *(view.rank, view.rank_reason, view.entry, view.at, view.by),
        )
        for citation in claim.citations:
            source = self._source(citation.source)
            where = (citation.label if citation.locator else "", citation.locator)
            number = self._add(
                "citations", None, claim.id, source, *where, citation.quote
            )
            for step, credited in enumerate(citation.via, 1):
                self._add("credits", number, step, self._source(credited))
        for premise in claim.premises:
            self._add("premises", claim.id, self._record(premise))
        named = Named(agent=self._agent, place=self._place, record=self._record)
        for table, cells in rows_of(claim.says, named):
            self._add(table, claim.id, *cells)
        self._waiting.append(claim.id)

    def _dispute(self, dispute: Dispute) -> None:
        tables = ("events", "sources")
        if not all(
            any(self._has(table, one) for table in tables) for one in dispute.about
        ):
            return
        number = self._add("disputes", None, dispute.property, dispute.class_)
        for record in dispute.about:
            self._add("dispute_about", number, record)
        for position, view in enumerate(dispute.claims, 1):
            self._add("dispute_claims", number, view.claim.id, position)
        for one in dispute.judgements:
            judged = (one.target, one.verdict, one.reason, one.by, one.at)
            self._add("judgements", None, number, *judged)
