"""Selecting the rows that a query asks for: few are sorted, many come in order.

Whatever is selected by an index comes in the order of that index. Up to some thousands
of rows are sorted by time; of more, the first would be long in coming, so that all
events are gone through in order of time, and those taken that are selected.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any, Final

from chrono56.chronology.query import COLUMNS, Query
from chrono56.chronology.schema import BEYOND, UNDATED_WIDTH, WIDTHS, bound
from chrono56.chronology.state import State
from chrono56.dates import MonthDay, When
from chrono56.log.canonical import dumps
from chrono56.text import folded

Row = tuple[Any, ...]
Values = dict[str, Any]

_WORD: Final = re.compile(r"\w+")
_FEW: Final = 5_000  # rows that are sorted before the first is told
_LISTED: Final = "occurrence = 'asserted'"
_ORDER: Final = "day, minute, rank, latest_key, whenever, id"
_TIED: Final = (
    "(EXISTS (SELECT 1 FROM tie WHERE tie.event = event.id) OR id IN"
    " (SELECT value FROM judgement WHERE what = 'unite' AND $held))"
)
_FACET: Final = (
    "version IN (SELECT version FROM facet WHERE facet = 'what'"
    " AND value IN (SELECT value FROM json_each(:what)))"
)
# What has no beginning stands where it ends.
_UNBEGUN: Final = (
    f"version IN (SELECT version FROM event WHERE width = {len(WIDTHS)}"  # noqa: S608
    f" AND earliest = -{BEYOND} AND latest > :last)"
)
_KIND: Final = "kind = :kind"
_FAMILY: Final = "(kind = :kind OR kind > :kind || '.' AND kind < :kind || '/')"
_YEARLY: Final = (
    "version IN (SELECT version FROM event"
    " WHERE year_from = :part AND year_to = :part"
    " UNION ALL SELECT version FROM event WHERE year_from < year_to"
    " AND year_from <= :part AND year_to >= :part)"
)
_IN_YEAR: Final = "year_from <= :part AND year_to >= :part"


def rows_found(state: State, query: Query) -> Iterator[Row]:
    """Yield the rows of all candidates, in order of time: none that is wanted lacks.

    Args:
        state: What stood when.
        query: The query.
    """
    values: Values = {}
    marks = _conditions(query)
    others = [*_by_facet(query, state, values), *_by_words(query, values)]
    periods = list(_periods(query, values))
    yearly = []
    if isinstance(query.on_day, MonthDay):
        values["part"] = query.on_day.month * 100 + query.on_day.day
        yearly = [_IN_YEAR if others or query.kind else _YEARLY]
    by_kind = _by_kind(state, query.kind, values)
    # Of one kind alone its own index has the order of time as well.
    index = "event_kind" if by_kind == [_KIND] else "event_order"
    few = [*others, *by_kind, *map(_touching, periods), *yearly]
    comes_in_order = not others and (index == "event_kind" or not (by_kind or yearly))
    if not comes_in_order and _are_few(state, [*marks, *few], values):
        selected = [(few, False)]
    else:
        many = [*others, *by_kind, *([_IN_YEAR] if yearly else [])]
        selected = [([*many, *part], way) for part, way in _in_periods(periods)]
    parts = (
        state.rows(_sql([*marks, *part], index if in_order else ""), **values)
        for part, in_order in selected
    )
    return chain.from_iterable(parts)


def rows_undated(state: State, query: Query, most: int) -> Iterator[Row]:
    """Yield the rows without a date that meet a query and are tied to others.

    Args:
        state: What stood when.
        query: The query, which names no date.
        most: Look at no more undated events than that; -1 for all.
    """
    values: Values = {}
    conditions = [*_conditions(query), f"width = {UNDATED_WIDTH}"]
    conditions += [*_by_facet(query, state, values), *_by_words(query, values)]
    sql = _sql([*conditions, *_by_kind(state, query.kind, values)], "")
    sql = f"SELECT * FROM ({sql} LIMIT :most) AS event WHERE {_TIED}"  # noqa: S608 - our words
    return state.rows(sql, most=most, **values)


def _sql(conditions: Sequence[str], index: str) -> str:
    """Return the query for rows: in the order of an index, or sorted if it is empty."""
    where = " AND ".join(conditions)
    by, plus = (f"INDEXED BY {index}", "") if index else ("", "+")
    return f"SELECT {COLUMNS} FROM event {by} WHERE {where} ORDER BY {plus}{_ORDER}"  # noqa: S608 - our words


def _are_few(state: State, conditions: Sequence[str], values: Values) -> bool:
    where = " AND ".join(conditions)
    limited = f"SELECT 1 FROM event WHERE {where} LIMIT {_FEW}"  # noqa: S608 - our words
    (count,) = state.rows(f"SELECT count(*) FROM ({limited})", **values).fetchone()  # noqa: S608
    return int(count) < _FEW


def _in_periods(periods: Sequence[str]) -> list[tuple[list[str], bool]]:
    """Return conditions, one after the other in time, that days lie in all periods.

    What begins before the first period is found by width, and sorted; then what begins
    within it comes in order; and then what has no beginning, but an end behind it.

    Args:
        periods: The names of the periods.

    Returns:
        The conditions, each with whether the rows are to come in order.
    """
    if not periods:
        return [([], True)]
    first, *others = periods
    more = list(map(_within, others))
    return [
        ([_touching(first, before=True), f"+day < :{first}_first", *more], False),
        ([f"day BETWEEN :{first}_first AND :{first}_last", *more], True),
        ([_UNBEGUN.replace("last", f"{first}_last"), *more], False),
    ]


def _conditions(query: Query) -> list[str]:
    """Return the conditions on a row that no index is asked for."""
    heard = "occurrence != 'unheard'" if query.everything else _LISTED
    return ["$held", f"retracted = {int(query.retracted)}", heard]


def _by_facet(query: Query, state: State, values: Values) -> Iterator[str]:
    for what in ("source", "place", "agent"):
        wanted = getattr(query, what)
        if wanted:
            root = state.root(wanted)
            ids = state.places_in(root) if what == "place" else (root,)
            values[what] = dumps(ids).decode()
            yield _FACET.replace("what", what)


def _by_kind(state: State, kind: str, values: Values) -> list[str]:
    """Return the condition for a kind; for what may be a family, a longer one."""
    if not kind:
        return []
    values["kind"] = kind.removesuffix(".*")
    below = (
        "SELECT 1 FROM event WHERE kind > :kind || '.' AND kind < :kind || '/' LIMIT 1"
    )
    is_family = state.rows(below, kind=values["kind"]).fetchone() is not None
    return [_FAMILY if is_family else _KIND]


def _by_words(query: Query, values: Values) -> Iterator[str]:
    if query.text:
        values["words"] = _match(query.text)
        yield "version IN (SELECT rowid FROM words WHERE words MATCH :words)"


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


def _within(name: str) -> str:
    """Return the same condition as `_touching`, asked of each row."""
    return (
        f"+width != {UNDATED_WIDTH}"
        f" AND +earliest <= :{name}_last AND +latest >= :{name}_first"
    )


def _touching(name: str, *, before: bool = False) -> str:
    """Return the condition that days lie from ``:NAME_first`` to ``:NAME_last``.

    By classes of width each part is one short range of an index.

    Args:
        name: The name of the period.
        before: Only what begins before the period.
    """
    last = f":{name}_first - 1" if before else f":{name}_last"
    parts = [
        f"SELECT version FROM event WHERE width = {width} AND"  # noqa: S608 - our words
        f" earliest BETWEEN :{name}_first - {most - 1} AND {last}"
        f" AND latest >= :{name}_first"
        for width, most in enumerate((*WIDTHS, 2 * BEYOND))
    ]
    return f"version IN ({' UNION ALL '.join(parts)})"


def _match(text: str) -> str:
    """Return the FTS5 expression for all the words of *text*, each a beginning."""
    words = _WORD.findall(folded(text))
    return " AND ".join(f'"{word}" *' for word in words) or '""'
