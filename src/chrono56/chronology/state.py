"""What stood in the log after a given entry, read from the tables."""

import sqlite3
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, Final, TypeVar

import attrs

from chrono56 import model
from chrono56.chronology.tables.schema import HELD, term
from chrono56.log.canonical import dumps, parsed

if TYPE_CHECKING:
    from chrono56.chronology.filters import Filter
    from chrono56.chronology.lineage import Witness
    from chrono56.chronology.reading import Reading

JUDGEMENTS: Final = ("rank", "unite", "title")
_MOST_KEPT: Final = 20_000  # beyond, looking up again costs less than the memory
_K = TypeVar("_K")
_V = TypeVar("_V")

_MOST_NEAR: Final = 1_000  # ids on either side among which a misspelt one is looked for

# Claims and events are many: they are found by their ids, all others by their types.
_MANY: Final = ("claim", "event")
_BY_ID: Final = "+type = :type"
_BY_TYPE: Final = f"type = :type AND type NOT IN {_MANY}"
_OF_TYPE: Final = "SELECT target FROM record WHERE $by AND retracted = 0 AND $held"
STANDS: Final = """SELECT target, type, act, n, retracted FROM record
    WHERE target = :id AND $held"""
_FOLLOWING: Final = f"""{_OF_TYPE} AND target >= :id
    ORDER BY target LIMIT :most"""
_PRECEDING: Final = f"""{_OF_TYPE} AND target < :id
    ORDER BY target DESC LIMIT :most"""
_NO_DUPLICATES: Final = f"""{_OF_TYPE} AND target NOT IN
    (SELECT target FROM judgement WHERE what = 'unite' AND $held)
    ORDER BY target"""  # noqa: S608 - our words
_HOLDERS: Final = """SELECT target FROM json_each(:terms) AS one
    CROSS JOIN mention CROSS JOIN act ON seq = mention.rowid
    WHERE mention MATCH one.value AND n <= :n
    UNION SELECT target FROM act
    WHERE about IN (SELECT value FROM json_each(:some)) AND n <= :n
    ORDER BY target"""
# Of the many claims that cite a source few credit it; these alone name others as `via`.
_CREDITING: Final = """SELECT DISTINCT target
    FROM mention CROSS JOIN act ON seq = mention.rowid
    WHERE mention MATCH :term AND n <= :n AND instr(body, :via) ORDER BY target"""
_VIA: Final = b'"via":['
_ABOUT: Final = """SELECT act FROM record WHERE about = :about
    AND +type = 'claim' AND retracted = 0 AND $held"""
_RECORDING: Final = """SELECT n, address, (SELECT min(seq) FROM act WHERE target = :id
    AND verb IN ('record', 'revise')) FROM act WHERE seq = :act"""


def listed(values: Iterable[str | int]) -> str:
    """Return values as ``json_each`` takes them in a query."""
    return dumps(list(values)).decode()


@lru_cache(maxsize=256)  # there are few, and each is run again and again
def _spelt(sql: str) -> str:
    return sql.replace("$held", HELD)


@attrs.frozen
class Held:
    """Where a record stands: its type, its action, the number of that entry."""

    type: str
    act: int
    number: int
    retracted: bool


class _Kept(dict[_K, _V]):
    """What was looked up before; all of it is let go when it is too much."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most = most

    def __setitem__(self, key: _K, value: _V) -> None:
        if len(self) >= self.most:
            self.clear()
        super().__setitem__(key, value)


def _kept(most: int | None) -> dict[Any, Any]:
    # A plain one is faster, for whoever fills it with all there is.
    return {} if most is None else _Kept(most)


class State:
    """Look up what stood after entry *number*.

    Args:
        connection: The read model.
        number: The number of the entry; nothing later is seen.
        reading: The policy by which the tables were filled; the default if left out.
        most_kept: How many records are kept at hand once they were looked up; if left
            out, whoever goes on from entry to entry sees to it.

    Attributes:
        witnesses: Who stands behind whom of the sources that were heard, where that
            can be kept; else None.
    """

    witnesses: "dict[str, Witness | None] | None" = None

    def __init__(
        self,
        connection: sqlite3.Connection,
        number: int,
        reading: "Reading | None" = None,
        most_kept: int | None = None,
    ) -> None:
        self.number = number
        self.connection = connection
        self._reading = reading
        self._most_kept = most_kept
        # What was looked up before; whoever changes the tables says so by `forget`.
        self._decoded: dict[int, model.Record] = _kept(most_kept)
        self._held: dict[str, Held] = _kept(most_kept)
        self._unheld: dict[str, None] = _kept(most_kept)
        self._judged: dict[tuple[str, str], tuple[str, str]] = _kept(most_kept)

    @property
    def reading(self) -> "Reading":
        """The policy that says which claims are heard, and chooses among them."""
        if self._reading is None:
            # Not at the top: lists of events, which are wanted fast, choose nothing.
            from chrono56.chronology.reading import DEFAULT  # noqa: PLC0415

            self._reading = DEFAULT
        return self._reading

    @cached_property
    def filter(self) -> "Filter | None":
        """What the reading lets through; None where it lets all through."""
        if not self.reading.filters:
            return None
        from chrono56.chronology.filters import Filter  # noqa: PLC0415 - as above

        return Filter(self)

    def at(self, number: int) -> "State":
        """Return what stood after another entry, in the same tables."""
        then = State(self.connection, number, self._reading, self._most_kept)
        then._decoded = self._decoded  # what an action recorded never changes
        return then

    def under(self, reading: "Reading") -> "State":
        """Return the same state as another reading hears it; its rows stay."""
        other = State(self.connection, self.number, reading, self._most_kept)
        other._decoded, other._held = self._decoded, self._held
        other._judged = self._judged
        return other

    def forget(self, record_id: str) -> None:
        """Look up anew where a record stands, and how it is judged."""
        self._held.pop(record_id, None)
        self._unheld.pop(record_id, None)
        for what in JUDGEMENTS:
            self._judged.pop((record_id, what), None)

    def remember(self, act: int, record: "model.Record") -> None:
        """Keep a record at hand that an action recorded."""
        self._decoded[act] = record

    def look_anew(self) -> None:
        """Look up anew where any record stands, and how it is judged."""
        for kept in (self._held, self._unheld, self._judged):
            kept.clear()

    def go_on(self, number: int) -> None:
        """Go on to a later entry, and keep no more at hand than is useful.

        Of what stood, all that ceased to stand by then must have been forgotten.
        """
        self.number = number
        self._unheld.clear()
        for kept in (self._decoded, self._held, self._judged):
            if len(kept) > _MOST_KEPT:
                kept.clear()

    def rows(self, sql: str, **values: Any) -> sqlite3.Cursor:
        """Run a query on what stood then.

        Args:
            sql: The query. ``:n`` in it is the number of the entry, and ``$held`` the
                condition that a row held after it.
            **values: Its other values.
        """
        return self.connection.execute(_spelt(sql), {"n": self.number, **values})

    def rows_among(
        self, sql: str, some: Iterable[str | int], **values: Any
    ) -> Iterable[Any]:
        """Run a query on several ids or acts, `listed` as its ``:some``.

        Of none there are no rows, and nothing is asked.
        """
        asked = listed(some)
        return () if asked == "[]" else self.rows(sql, some=asked, **values)

    def held(self, record_id: str) -> Held | None:
        """Return where a record stands, retracted or not; None if it never did."""
        known = self._held.get(record_id)
        if known is not None or record_id in self._unheld:
            return known
        self._hold((record_id,), self.rows(STANDS, id=record_id))
        return self._held.get(record_id)

    def _hold(self, asked: Iterable[str], rows: Iterable[Any]) -> None:
        """Keep at hand where those records stand that were looked up."""
        found = {
            target: Held(kind, act, number, bool(retracted))
            for target, kind, act, number, retracted in rows
        }
        for one in asked:
            if one in found:
                self._held[one] = found[one]
            else:
                self._unheld[one] = None

    def record(self, record_id: str) -> "model.Record | None":
        """Return a standing record; None if it is unknown or retracted."""
        held = self.held(record_id)
        return None if held is None or held.retracted else self.decoded(held.act)

    def decoded(self, act: int) -> "model.Record":
        """Return the record that an action recorded."""
        found = self._decoded.get(act)
        if found is None:
            # Not at the top: lists of events open no record.
            from chrono56.log.codec import record_from_json  # noqa: PLC0415

            (body,) = self.connection.execute(
                "SELECT body FROM act WHERE seq = ?", (act,)
            ).fetchone()
            found = self._decoded[act] = record_from_json(parsed(body))
        return found

    def recording(self, act: int, record_id: str) -> tuple[int, str, int]:
        """Return where a record comes from.

        Returns:
            The number of the entry of the action *act*, that action's address, and the
            place among all actions of the first one that recorded *record_id*.
        """
        row = self.rows(_RECORDING, act=act, id=record_id).fetchone()
        number, address, first = row
        return number, address.hex(), first

    def recorder(self, number: int) -> str:
        """Return who recorded the entry of a number."""
        (by,) = self.rows("SELECT by FROM entry WHERE n = :of", of=number).fetchone()
        return str(by)

    def judgement(self, target: str, what: str) -> tuple[str, str]:
        """Return the value and reason of a rank, union or title; empty if none is."""
        known = self._judged.get((target, what))
        if known is not None:
            return known
        rows = self.rows(
            "SELECT what, value, reason FROM judgement"
            " WHERE target = :target AND $held",
            target=target,
        )
        found = {judged: (value, reason) for judged, value, reason in rows}
        for judged in JUDGEMENTS:  # who asks for one asks for another, mostly
            self._judged[target, judged] = found.get(judged, ("", ""))
        return found.get(what, ("", ""))

    def root(self, record_id: str) -> str:
        """Return the id that unions have led an id to; itself if there are none.

        In a circle of unions, which a merge of logs can bring, the least id counts.
        """
        seen = [record_id]
        while into := self.judgement(seen[-1], "unite")[0]:
            if into in seen:
                return min(seen[seen.index(into) :])
            seen.append(into)
        return seen[-1]

    def united(self, root: str) -> tuple[str, ...]:
        """Return an id and all that were united into it, the id first."""
        found = {root: None}
        ahead = [root]
        while ahead:
            rows = self.rows(
                "SELECT target FROM judgement"
                " WHERE value = :value AND what = 'unite' AND $held ORDER BY target",
                value=ahead.pop(),
            )
            new = [target for (target,) in rows if target not in found]
            found.update(dict.fromkeys(new))
            ahead += new
        return tuple(found)

    def containing(self, place_id: str) -> tuple[str, ...]:
        """Return a place and those that contain it, nearest first."""
        chain: dict[str, None] = {}
        here = self.root(place_id)
        while here and here not in chain:
            chain[here] = None
            place = self.record(here)
            whole = place.part_of if isinstance(place, model.Place) else ""
            here = self.root(whole) if whole else ""
        return tuple(chain)

    def holders(self, *held: str) -> tuple[str, ...]:
        """Return the ids of the records that mention one of some ids, or once did."""
        terms = listed(map(term, held))
        rows = self.rows_among(_HOLDERS, held, terms=terms)
        return tuple(holder for (holder,) in rows)

    def crediting(self, source_id: str) -> tuple[str, ...]:
        """Return the ids of the claims that may credit a source, or once did.

        A claim credits one if a source that it cites does so itself, by `Citation.via`.
        """
        rows = self.rows(_CREDITING, term=term(source_id), via=_VIA)
        return tuple(claim for (claim,) in rows)

    def claims_on(self, about: str) -> list[int]:
        """Return the acts that recorded the standing claims about something."""
        return [act for (act,) in self.rows(_ABOUT, about=about)]

    def tied(self) -> Iterator[str]:
        """Yield the ids of the events that claims are tied to, or once were, sorted."""
        rows = self.connection.execute("SELECT DISTINCT event FROM tie ORDER BY event")
        return (event for (event,) in rows)

    def was_named(self, record_id: str) -> bool:
        """Say whether any action up to here acted on an id."""
        found = self.rows(
            "SELECT 1 FROM act WHERE target = :id AND n <= :n LIMIT 1", id=record_id
        )
        return found.fetchone() is not None

    def ever_about(self, claim_id: str) -> tuple[str, ...]:
        """Return what a claim is about, and was in earlier versions."""
        rows = self.rows(
            "SELECT DISTINCT about FROM record"
            " WHERE target = :id AND n_from <= :n AND type = 'claim'",
            id=claim_id,
        )
        return tuple(about for (about,) in rows)

    def places_in(self, place_id: str) -> tuple[str, ...]:
        """Return a place and all that lies in it, with what was united into these."""
        found: dict[str, None] = {}
        ahead = [place_id]
        while ahead:
            here = ahead.pop()
            for one in self.united(here):
                if one not in found:
                    found[one] = None
                    rows = self.rows(
                        "SELECT target FROM record"
                        " WHERE about = :whole AND +type = 'place'"
                        " AND retracted = 0 AND $held",
                        whole=one,
                    )
                    ahead += [place for (place,) in rows]
        return tuple(found)

    def source(self, source_id: str) -> "model.Source | None":
        """Return a standing source, the one it was united into if it was."""
        found = self.record(self.root(source_id))
        return found if isinstance(found, model.Source) else None

    def ids_near(self, record_id: str, type_name: str) -> list[str]:
        """Return ids of standing records of a type, those next to an id in order."""
        found: list[str] = []
        for sql in (_FOLLOWING, _PRECEDING):
            rows = self._of_type(sql, type_name, id=record_id, most=_MOST_NEAR)
            found += [one for (one,) in rows]
        return found

    def ids(self, type_name: str) -> Iterator[str]:
        """Yield the ids of the standing records of a type, sorted; no duplicates."""
        rows = self._of_type(_NO_DUPLICATES, type_name)
        return (record_id for (record_id,) in rows)

    def _of_type(self, sql: str, type_name: str, **values: Any) -> sqlite3.Cursor:
        by = _BY_ID if type_name in _MANY else _BY_TYPE
        return self.rows(sql.replace("$by", by), type=type_name, **values)
