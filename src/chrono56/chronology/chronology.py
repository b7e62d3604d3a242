"""The chronology: a log, read by a policy, as of a point in its history."""

from collections.abc import Iterator
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Self

import attrs

from chrono56 import model
from chrono56.chronology.query import Query, event_of, found
from chrono56.chronology.readmodel import ReadModel
from chrono56.chronology.state import State
from chrono56.chronology.views import (
    ClaimView,
    Dispute,
    EventView,
    HistoryItem,
    Stats,
)
from chrono56.dates import MonthDay, When
from chrono56.errors import UnknownIdError
from chrono56.log.log import Log

if TYPE_CHECKING:
    from chrono56.findings import Finding

_NEAR_IDS: Final = 3


class Chronology:
    """What the log comes to: events in order of time, and who says what about them.

    It stands still: what is appended to the log later is not in it. It may be used from
    any thread, by one at a time; it is a context manager, and closes itself when it is
    no longer used.

    >>> from chrono56.log.log import Log
    >>> from chrono56.log.memory import MemoryStore
    >>> log = Log(MemoryStore(), by="anna")
    >>> log.begin()
    >>> with log.entry() as entry:
    ...     rising = entry.event("rising", labels={"en": "The rising begins"})
    >>> [event.label() for event in Chronology.open(log)]
    ['The rising begins']
    """

    def __init__(
        self,
        log: Log,
        tables: ReadModel,
        number: int,
        as_of_text: str,
        *,
        shared: bool = False,
    ) -> None:
        self._log = log
        self._tables = tables
        self._shared = shared
        self._state = State(tables.connection, number)
        self.as_of_text = as_of_text

    @staticmethod
    def open(log: Log, *, cache: bool = True, as_of: str = "") -> "Chronology":
        """Return the chronology of a log.

        Args:
            log: The log.
            cache: Keep what was derived for the next time, outside the log's folder.
            as_of: A point in the log's history (see `as_of`); empty for now.

        Raises:
            DamagedLogError: The log can't be read.
            PointError: *as_of* names no point of the log's history.
        """
        tables = ReadModel.of(log, cache=cache)
        now = Chronology(log, tables, tables.number, "")
        if not as_of:
            return now
        then, number = now._at(as_of)
        if then is not tables:
            tables.close()
        return Chronology(log, then, number, as_of)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the tables; values that were read from them stay good.

        What `as_of` returned may read from the same tables: closing it leaves this
        chronology open, and closing this one closes it too.
        """
        if not self._shared:
            self._tables.close()

    @property
    def log_id(self) -> str:
        """The random id of the log."""
        return self._log.id

    @property
    def title(self) -> str:
        """The title; empty if none was given."""
        return self._state.judgement("", "title")[0]

    @property
    def head(self) -> str:
        """The ids of the last entries, joined by commas; empty for an empty log."""
        row = self._state.rows(
            "SELECT coalesce(heads, id) FROM entry WHERE n = :n"
        ).fetchone()
        return row[0] if row else ""

    def __len__(self) -> int:
        """Count the events that iteration yields."""
        (count,) = self._state.rows(
            "SELECT count(*) FROM event WHERE retracted = 0"
            " AND occurrence = 'asserted' AND $held"
        ).fetchone()
        return int(count)

    def __iter__(self) -> Iterator[EventView]:
        """Yield all events in order of time, the undated last.

        What is only planned, supposed or denied is left out; a Query can ask for it.
        """
        return self.select(Query())

    def select(self, query: Query) -> Iterator[EventView]:
        """Yield the events that meet a query, in order of time, the undated last.

        With a date in the query each event carries its verdict, certain or possible.
        """
        if query.as_of:
            return self.as_of(query.as_of).select(attrs.evolve(query, as_of=""))
        return found(self._state, query)

    def on(self, day: When | MonthDay | str, **filters: Any) -> Iterator[EventView]:
        """Yield the events that touch a date, or a day of any year such as "11-04".

        Args:
            day: The date; EDTF text is read.
            **filters: The other fields of a `Query`.
        """
        return self.select(Query(on_day=day, **filters))

    def between(
        self, first: When | str, last: When | str, **filters: Any
    ) -> Iterator[EventView]:
        """Yield what touches the days from *first*'s earliest to *last*'s latest.

        Args:
            first: The first date, inclusive; EDTF text is read.
            last: The last date, inclusive.
            **filters: The other fields of a `Query`.
        """
        return self.select(Query(during=(first, last), **filters))

    def search(self, words: str, **filters: Any) -> Iterator[EventView]:
        """Yield the events in which all *words*, or words that begin so, are found.

        Args:
            words: The words; accents, case and the Serbian alphabets are all one.
            **filters: The other fields of a `Query`.
        """
        return self.select(Query(text=words, **filters))

    def event(self, event_id: str) -> EventView:
        """Return an event; of a duplicate, the one it was united into.

        Raises:
            UnknownIdError: There is none.
        """
        view = event_of(self._state, self._state.root(event_id))
        if view is None:
            raise self._unknown(event_id, "event")
        return view

    def record(self, record_id: str) -> "model.Record":
        """Return a record as it was last recorded; a retracted one is not there.

        Raises:
            UnknownIdError: There is none.
        """
        record = self._state.record(record_id)
        if record is None:
            raise self._unknown(record_id, "record")
        return record

    def source(self, source_id: str) -> "model.Source":
        """Return a source; of a duplicate, the one it was united into.

        Raises:
            UnknownIdError: There is none.
        """
        source = self._state.source(source_id)
        if source is None:
            raise self._unknown(source_id, "source")
        return source

    def agent(self, agent_id: str) -> "model.Agent":
        """Return an agent; of a duplicate, the one it was united into.

        Raises:
            UnknownIdError: There is none.
        """
        agent = self._state.record(self._state.root(agent_id))
        if not isinstance(agent, model.Agent):
            raise self._unknown(agent_id, "agent")
        return agent

    def place(self, place_id: str) -> "model.Place":
        """Return a place; of a duplicate, the one it was united into.

        Raises:
            UnknownIdError: There is none.
        """
        place = self._state.record(self._state.root(place_id))
        if not isinstance(place, model.Place):
            raise self._unknown(place_id, "place")
        return place

    def sources(self) -> "Iterator[model.Source]":
        """Yield all sources, by id; duplicates are left out."""
        for source_id in self._state.ids("source"):
            yield self.source(source_id)

    def claims(self, about: str) -> tuple[ClaimView, ...]:
        """Return the standing claims about something, chosen first, deprecated last.

        Raises:
            UnknownIdError: Nothing has that id, or ever had.
        """
        if self._state.held(about) is None:
            raise self._unknown(about, "record")
        # Not at the top: lists of events, which are wanted fast, hear no claims.
        from chrono56.chronology.showing import claims  # noqa: PLC0415

        return claims(self._state, about)

    def disputes(
        self, about: str = "", *, everything: bool = False
    ) -> Iterator[Dispute]:
        """Yield what claims say against each other, event by event.

        Only events have disputes: rival claims about a person, a place or a source can
        be recorded, and are listed by `claims`, but are not compared.

        Args:
            about: Only of this event; empty for all.
            everything: Also properties on which the claims agree, or only one speaks.

        Raises:
            UnknownIdError: There is no such event.
        """
        from chrono56.chronology.showing import disputes  # noqa: PLC0415 - as above

        events = [self.event(about).id] if about else []
        return disputes(self._state, events, everything=everything)

    def as_of(self, point: str) -> "Chronology":
        """Return what was known at a point in the log's history.

        Args:
            point: ``#N`` (the N-th entry, where history up to it is linear), at least 8
                hex digits of an entry's id (what its writer knew), a day (its end, UTC)
                or an instant (UTC unless it says otherwise). It is a point of the whole
                history, also where this chronology is of an earlier one.

        Raises:
            PointError: The text is no point, or names none in this log.
        """
        tables, number = self._at(point)
        shared = tables is self._tables
        return Chronology(self._log, tables, number, point, shared=shared)

    def _at(self, point: str) -> tuple[ReadModel, int]:
        """Return the tables, and the number of the last entry, of a point."""
        from chrono56.chronology import points  # noqa: PLC0415 - as above

        where = points.resolve(self._tables.connection, point, self._tables.number)
        if not where.entries:
            return self._tables, where.number
        ids = self._tables.ids_of(where.entries)
        tables = ReadModel.of_entries(self._log, ids)
        return tables, tables.number

    def history(self, record_id: str = "") -> Iterator[HistoryItem]:
        """Yield the entries of the log, the first one first.

        Args:
            record_id: Only what bears on this record or on the claims about it; empty
                for all.

        Raises:
            UnknownIdError: Nothing ever had that id.
        """
        if record_id and not self._state.was_named(record_id):
            raise self._unknown(record_id, "record")
        from chrono56.chronology.history import history  # noqa: PLC0415 - as above

        return history(self._state, record_id)

    def findings(self) -> "Iterator[Finding]":
        """Yield what was odd about the log when it was read, in the order of entries.

        A log that one program wrote in one place has none; a union of copies can.
        """
        from chrono56.findings import Finding  # noqa: PLC0415 - as above

        rows = self._state.rows(
            "SELECT rule, severity, about, text FROM finding"
            " WHERE n <= :n ORDER BY rowid"
        )
        for rule, severity, about, text in rows:
            yield Finding(rule, severity, tuple(about.split()), text)

    def stats(self) -> Stats:
        """Count what there is."""
        from chrono56.chronology.stats import stats  # noqa: PLC0415 - as above

        return stats(self._state)

    def _unknown(self, wanted_id: str, what: str) -> UnknownIdError:
        import difflib  # noqa: PLC0415 - only an error needs it

        types = model.RECORD_TYPES if what == "record" else (what,)
        known = [one for kind in types for one in self._state.ids_near(wanted_id, kind)]
        near = difflib.get_close_matches(wanted_id, known, n=_NEAR_IDS)
        return UnknownIdError(wanted_id, what, near)
