"""Selecting the rows that a query asks for: few are sorted, many come in order.

Whatever a query asks for, an index finds: what a source tells, what is of a kind, what
touches some days. Where one of these finds few rows, those are looked at and sorted.
Otherwise the first row would be long in coming, so that rows are taken in the order of
time that an index has, and asked for all else; what stands in several stretches of an
index is merged. So no more is read than what comes before the row that is wanted.
"""

from collections.abc import Iterable, Iterator, Sequence
from heapq import merge
from itertools import chain, groupby
from operator import itemgetter
from typing import Any, Final

import attrs

from chrono56.chronology.query import Query
from chrono56.chronology.searching import Kinds, expression
from chrono56.chronology.state import State
from chrono56.chronology.tables.schema import (
    BEYOND,
    UNDATED_WIDTH,
    WIDTHS,
    bound,
    term,
)
from chrono56.dates import MonthDay, When
from chrono56.log.canonical import dumps

COLUMNS: Final = (
    "id, kind, labels, whenever, as_written, sources, dispute, occurrence, place,"
    " revisions, (SELECT at FROM entry WHERE n = first),"
    " (SELECT at FROM entry WHERE n = n_from), retracted"
)

Row = tuple[Any, ...]
Values = dict[str, Any]

_FEW: Final = 5_000  # rows that are sorted before the first is told
_MOST_LANES: Final = 100  # that are merged
_LISTED: Final = "occurrence = 'asserted'"
_ID: Final = itemgetter(0)
_PLACE: Final = itemgetter(slice(-6, None))  # in order of time
_ORDER: Final = "minute, rank, latest_key, whenever, id"
_TIED: Final = (
    "(EXISTS (SELECT 1 FROM tie WHERE tie.event = event.id) OR id IN"
    " (SELECT value FROM judgement WHERE what = 'unite' AND $held))"
)
_NAMING: Final = (
    "SELECT thing.rowid FROM json_each(:what) AS one CROSS JOIN thing"
    " WHERE thing MATCH one.value"
)
_OF_KINDS: Final = (
    "SELECT version FROM event WHERE kind IN (SELECT value FROM json_each(:kinds))"
)
_FOUND: Final = "SELECT rowid FROM words WHERE words MATCH :words"
_KINDS: Final = """WITH RECURSIVE found (kind) AS (
    SELECT :kind UNION ALL SELECT (
        SELECT min(event.kind) FROM event WHERE event.kind < :kind || '/'
        AND event.kind > iif(found.kind = :kind, :kind || '.', found.kind)
    ) FROM found WHERE kind IS NOT NULL
) SELECT kind FROM found WHERE kind IS NOT NULL"""
# Day by day of the year, each is one short range of an index.
_YEARLY: Final = (
    "SELECT version FROM event WHERE year_to >= :part"
    " AND year_from IN (SELECT value FROM json_each(:parts))"
)
_IN_YEAR: Final = "+year_from <= :part AND +year_to >= :part"


@attrs.frozen
class _Lane:
    """Rows that come in order of time.

    Attributes:
        source: The tables, and by which index they are read.
        day: The column with the day, as that index has it.
        where: The condition that makes up the lane.
        value: What ``:lane`` in it is.
    """

    source: str
    day: str
    where: str
    value: str | int = ""


@attrs.frozen
class _Way:
    """One thing that a query asks for.

    Attributes:
        versions: The query for all rows that meet it.
        test: The condition that one row meets it; empty where all that is held does.
        probe: The same, for a few rows; empty if no other is cheaper.
        lanes: How these rows come in order of time; none if they don't.
        gathers: Whether to test the first row is to find all that meet it. So it is
            not asked in several lanes.
    """

    versions: str
    test: str
    probe: str = ""
    lanes: tuple[_Lane, ...] = ()
    gathers: bool = False


_ALL: Final = _Lane("event INDEXED BY event_order", "event.day", "1")
_BY_DAYS: Final = "event INDEXED BY event_days"


def rows_found(state: State, query: Query, kinds: Kinds) -> Iterator[Row]:
    """Yield the rows of all candidates, in order of time: none that is wanted lacks.

    Args:
        state: What stood when.
        query: The query.
        kinds: Gives those beyond what ships, by whose names events are found, too.
    """
    values: Values = {}
    periods = list(_periods(query, values))
    ways = [
        *_by_thing(query, state, values),
        *_by_kind(state, query.kind, values),
        *_by_year(query, values),
        *map(_by_period, periods),
        *_by_past(state),
    ]
    words = list(_by_words(query, state, kinds, values))
    # Last, since to find words is dearer than to count along an index.
    narrow = _narrowest(state, ways, values) or _narrowest(state, words, values)
    ways += words
    if narrow is not None:
        found = f"event.version IN ({narrow.versions})"
        probes = [it.probe or it.test for it in ways if it is not narrow]
        conditions = [found, *_marks(query), *filter(None, probes)]
        return state.rows(_sql("event NOT INDEXED", "+day", conditions), **values)
    parts = (
        _merged(state, lanes, [*_marks(query), *_tests(ways, done)], values)
        for lanes, done in _stretches(periods, ways, begins=query.begins)
    )
    return chain.from_iterable(parts)


def rows_undated(state: State, query: Query, kinds: Kinds, most: int) -> Iterator[Row]:
    """Yield the rows without a date that meet a query and are tied to others.

    Args:
        state: What stood when.
        query: The query, which names no date.
        kinds: As for `rows_found`.
        most: Look at no more undated events than that; -1 for all.
    """
    values: Values = {}
    ways = [
        *_by_thing(query, state, values),
        *_by_kind(state, query.kind, values),
        *_by_words(query, state, kinds, values),
    ]
    where = " AND ".join(
        [f"width = {UNDATED_WIDTH}", *_marks(query), *_tests(ways, None)]
    )
    sql = f"SELECT * FROM event INDEXED BY event_days WHERE {where} LIMIT :most"  # noqa: S608 - our words
    sql = f"SELECT {COLUMNS} FROM ({sql}) AS event WHERE {_TIED}"  # noqa: S608 - as above
    return state.rows(sql, most=most, **values)


def _sql(source: str, day: str, conditions: Sequence[str]) -> str:
    """Return the query for rows in order of time."""
    where = " AND ".join(conditions)
    return (
        f"SELECT {COLUMNS}, event.day, minute, rank, latest_key, whenever, id"  # noqa: S608 - our words
        f" FROM {source} WHERE {where} ORDER BY {day}, {_ORDER}"
    )


def _merged(
    state: State, lanes: Sequence[_Lane], tests: Sequence[str], values: Values
) -> Iterator[Row]:
    """Return the rows of lanes in order of time, each once."""
    parts = [
        state.rows(_sql(it.source, it.day, [it.where, *tests]), lane=it.value, **values)
        for it in lanes
    ]
    if len(parts) == 1:
        return parts[0]
    return (next(same) for _, same in groupby(merge(*parts, key=_PLACE), key=_ID))


def _narrowest(state: State, ways: Iterable[_Way], values: Values) -> _Way | None:
    """Return the way that finds the fewest rows; None if none finds few."""
    found: tuple[int, _Way | None] = (_FEW, None)
    for way in ways:
        sql = f"SELECT count(*) FROM (SELECT 1 FROM ({way.versions}) LIMIT {_FEW})"  # noqa: S608 - our words
        (count,) = state.rows(sql, **values).fetchone()
        if count < found[0]:
            found = count, way
    return found[1]


def _tests(ways: Iterable[_Way], done: _Way | None) -> list[str]:
    return [way.test for way in ways if way is not done and way.test]


def _stretches(
    periods: Sequence[str], ways: Sequence[_Way], *, begins: bool
) -> Iterator[tuple[Sequence[_Lane], _Way | None]]:
    """Yield lanes, group after group in time, and what all rows of a group meet.

    What begins before the period that is asked for comes in order class by class of
    width; then comes what begins within it; and then what has no beginning, but an end
    behind it.

    Args:
        periods: The names of the periods; the first counts.
        ways: All that is asked for.
        begins: Whether only what begins within the periods is wanted.
    """
    wide = _widest(ways)
    lanes = (_ALL,) if wide is None else wide.lanes
    if not periods:
        yield lanes, wide
        return
    first, last = (f":{periods[0]}_{end}" for end in ("first", "last"))
    if not begins:
        yield _begun(first, ways), None
    within = f"BETWEEN {first} AND {last}"
    yield (
        [
            attrs.evolve(lane, where=f"{lane.where} AND {lane.day} {within}")
            for lane in lanes
        ],
        wide,
    )
    if begins:
        return
    # What has no beginning stands where it ends.
    where = f"width = {len(WIDTHS)} AND earliest = -{BEYOND} AND latest > {last}"
    yield [_Lane(_BY_DAYS, "latest", where)], None


def _begun(first: str, ways: Sequence[_Way]) -> list[_Lane]:
    """Return the lanes of what began before the first day, and lasts until it."""
    conditions = _begun_before(first)
    if any(way.gathers for way in ways):
        found = f"event.version IN ({_united(conditions)})"
        return [_Lane("event NOT INDEXED", "+event.day", found)]
    return [_Lane(_BY_DAYS, "earliest", where) for where in conditions]


def _widest(ways: Sequence[_Way]) -> _Way | None:
    """Return the way whose rows come in order of time; None if none's do."""
    for way in ways:
        others_gather = any(one.gathers for one in ways if one is not way)
        if way.lanes and (len(way.lanes) == 1 or not others_gather):
            return way
    return None


def _begun_before(first: str) -> list[str]:
    """Return the conditions, by class of width, that days before one last until it."""
    since = [*(f"{first} - {most - 1}" for most in WIDTHS), f"{1 - BEYOND}"]
    return [
        f"width = {width} AND latest >= {first}"
        f" AND earliest BETWEEN {earliest} AND {first} - 1"
        for width, earliest in enumerate(since)
    ]


def _marks(query: Query) -> list[str]:
    """Return the conditions on a row that no index is asked for."""
    heard = "occurrence != 'unheard'" if query.everything else _LISTED
    return ["$held", f"retracted = {int(query.retracted)}", heard]


def _by_thing(query: Query, state: State, values: Values) -> Iterator[_Way]:
    for what in ("source", "place", "agent"):
        wanted = getattr(query, what)
        if not wanted:
            continue
        root = state.root(wanted)
        ids = state.places_in(root) if what == "place" else (root,)
        values[what] = dumps([term(one, what) for one in ids]).decode()
        versions = _NAMING.replace("what", what)
        probe = f"EXISTS ({versions} AND thing.rowid = event.version)"
        yield _gathering(versions, probe if len(ids) == 1 else "")


def _by_kind(state: State, kind: str, values: Values) -> Iterator[_Way]:
    """Yield the way by a kind, or by all kinds of a family."""
    if kind:
        rows = state.rows(_KINDS, kind=kind.removesuffix(".*"))
        kinds = [one for (one,) in rows]
        values["kinds"] = dumps(kinds).decode()
        of = "kind IN (SELECT value FROM json_each(:kinds))"
        days = "event INDEXED BY event_kind"
        lanes = [_Lane(days, "event.day", "kind = :lane", one) for one in kinds]
        yield _Way(_OF_KINDS, f"+{of}", lanes=_few_of(lanes))


def _gathering(versions: str, probe: str = "") -> _Way:
    """Return a way by a full-text index, which has no order but that of versions."""
    test = f"event.version IN ({versions})"
    return _Way(versions, test, probe or test, gathers=True)


def _few_of(lanes: Sequence[_Lane]) -> tuple[_Lane, ...]:
    """Return lanes if they are not too many to be merged."""
    return tuple(lanes) if len(lanes) <= _MOST_LANES else ()


def _by_words(
    query: Query, state: State, kinds: Kinds, values: Values
) -> Iterator[_Way]:
    if query.text:
        values["words"] = expression(query.text, state, kinds)
        yield _gathering(_FOUND)


def _by_year(query: Query, values: Values) -> Iterator[_Way]:
    if isinstance(query.on_day, MonthDay):
        part = query.on_day.month * 100 + query.on_day.day
        parts = (month * 100 + day for month in range(1, 13) for day in range(1, 32))
        values["part"] = part
        values["parts"] = dumps([one for one in parts if one <= part]).decode()
        yield _Way(_YEARLY, _IN_YEAR)


def _by_past(state: State) -> Iterator[_Way]:
    """Yield the way by what was known, if more came to be known later."""
    if state.rows("SELECT 1 FROM event WHERE n_from > :n LIMIT 1").fetchone():
        yield _Way("SELECT version FROM event WHERE n_from <= :n", "")


def _periods(query: Query, values: Values) -> Iterator[str]:
    """Yield the names of the periods that are asked for, and set their values."""
    if isinstance(query.on_day, When):
        # Clock times compare as instants, so the neighbouring days may meet as well.
        more = int(query.on_day.has_time)
        values["on_first"] = bound(query.on_day.earliest, -BEYOND) - more
        values["on_last"] = bound(query.on_day.latest, BEYOND) + more
        yield "on"
    if query.during is not None:
        values["in_first"] = bound(query.during[0].earliest, -BEYOND)
        values["in_last"] = bound(query.during[1].latest, BEYOND)
        yield "in"


def _by_period(name: str) -> _Way:
    """Return the way by the days from ``:NAME_first`` to ``:NAME_last``.

    By classes of width each part is one short range of an index.
    """
    parts = (
        f"width = {width} AND latest >= :{name}_first"
        f" AND earliest BETWEEN :{name}_first - {most - 1} AND :{name}_last"
        for width, most in enumerate((*WIDTHS, 2 * BEYOND))
    )
    return _Way(
        _united(parts),
        f"+width != {UNDATED_WIDTH}"
        f" AND +earliest <= :{name}_last AND +latest >= :{name}_first",
    )


def _united(conditions: Iterable[str]) -> str:
    """Return the query for all rows that meet one of conditions."""
    return " UNION ALL ".join(
        map("SELECT version FROM event WHERE {}".format, conditions)
    )
