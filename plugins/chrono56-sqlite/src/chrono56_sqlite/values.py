"""What claims say: in short, and as rows of the table of its type."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import attrs

from chrono56 import (
    Dating,
    Figure,
    Location,
    Ordering,
    Participation,
    Relation,
    Statement,
)
from chrono56_sqlite.cells import Cell, days, flag, number, plain

Name = Callable[[str], str | None]


@attrs.frozen(kw_only=True)
class Named:
    """Add what a value names to its table; give the id under which it stands there."""

    agent: Name
    place: Name
    record: Name


def rows_of(says: Any, named: Named) -> Iterator[tuple[str, tuple[Cell, ...]]]:
    """Yield the table and the cells for what a claim says, if its type has a table."""
    match says:
        case Dating():
            yield "datings", (says.point, str(says.when), *days(says.when))
        case Ordering():
            points = (says.point, named.record(says.other), says.other_point)
            yield "orderings", (*points, says.least, says.most)
        case Location():
            yield "locations", (named.place(says.place),)
        case Participation():
            yield "participations", (named.agent(says.agent), says.role)
        case Figure():
            numbers = (number(one) for one in (says.low, says.best, says.high))
            counted = (says.unit, named.agent(says.group), says.scope)
            as_of = None if says.as_of is None else str(says.as_of)
            approximate = flag(says.approx)
            yield "figures", (says.measure, *numbers, approximate, *counted, as_of)
        case Relation():
            yield "relations", (says.kind, named.record(says.other))
        case Statement():
            told = (says.text, says.language, named.agent(says.speaker), says.use)
            yield "statements", (*told, named.record(says.occasion))
        case _:  # that something occurred, or a type of a later version
            return


def said(says: Any) -> str:
    """Return a value in short.

    >>> said(Dating("1956-11-04", "start")), said(Figure("killed", low=200))
    ('start 1956-11-04', 'killed 200..')
    """
    match says:
        case Dating():
            return _spoken("" if says.point == "whole" else says.point, says.when)
        case Ordering():
            bounds = f"{says.least or ''}..{says.most or ''}"
            return f"{says.point} {bounds} after {says.other_point} of {says.other}"
        case Location():
            return says.place
        case Participation():
            return _spoken(says.role, says.agent)
        case Figure():
            return _figure(says)
        case Relation():
            return _spoken(says.kind, says.other)
        case Statement():
            return says.text
        case _:
            body = plain(getattr(says, "body", {}))
            return json.dumps(body, ensure_ascii=False, sort_keys=True) if body else ""


def _figure(says: Figure) -> str:
    best = "" if says.best is None else f"{'~' if says.approx else ''}{says.best}"
    ends = ["" if one is None else str(one) for one in (says.low, says.high)]
    span = "" if ends == ["", ""] else "..".join(ends)
    return _spoken(says.measure, best, f"({span})" if best and span else span)


def _spoken(*words: object) -> str:
    return " ".join(filter(None, map(str, words)))
