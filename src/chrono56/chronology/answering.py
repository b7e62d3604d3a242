"""Answering a query: the events that meet it, each with its verdict on the dates asked.

An index finds candidates (`selecting`); whether one is an answer, its date alone says.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final

import attrs
from immutabledict import immutabledict

from chrono56.chronology.query import Query, dates_asked
from chrono56.chronology.searching import Kinds
from chrono56.chronology.selecting import COLUMNS, rows_found, rows_undated
from chrono56.chronology.state import State
from chrono56.chronology.tables.schema import BEYOND, bound
from chrono56.chronology.views import EventView, Revision
from chrono56.dates import MonthDay, Verdict, When
from chrono56.log.canonical import parsed

# A text with one of these names a set, or leaves out digits: not all days between its
# bounds need belong to it.
_GAPS: Final = re.compile(r"[X\[{]")


def found(state: State, query: Query, kinds: Kinds) -> Iterator[EventView]:
    """Yield the events of a state that meet a query, in order of time; undated last.

    Args:
        state: What stood when.
        query: The query.
        kinds: Gives those beyond what ships, by whose names events are found, too.
    """
    for row in rows_found(state, query, kinds):
        when = _when_of(row)
        verdict = _verdict(when, query)
        if verdict is None or _is_wanted(when, verdict, query):
            yield _view(row, when, verdict)


def judged(view: EventView, query: Query) -> EventView | None:
    """Return an event with its verdict on the dates that are asked for, if any are.

    None, if it can't have been then, or not with the certainty that is asked for.
    """
    verdict = _verdict(view.when, query)
    if verdict is None:
        return view
    if not _is_wanted(view.when, verdict, query):
        return None
    return attrs.evolve(view, verdict=verdict)


def undated(
    state: State, query: Query, kinds: Kinds, most: int = -1
) -> Iterator[EventView]:
    """Yield events without a date that meet all else and are tied to others.

    Args:
        state: What stood when.
        query: The query; its dates are left out.
        kinds: As for `found`.
        most: Look at no more undated events than that; -1 for all.
    """
    wanted = attrs.evolve(query, on_day=None, during=None, certainty="", begins=False)
    return map(view_of, rows_undated(state, wanted, kinds, most))


def event_of(state: State, event_id: str) -> EventView | None:
    """Return an event of a state; a retracted one is so marked."""
    row = state.rows(
        f"SELECT {COLUMNS} FROM event WHERE id = :id AND $held",  # noqa: S608 - our words
        id=event_id,
    ).fetchone()
    return None if row is None else view_of(row)


def view_of(row: tuple[Any, ...]) -> EventView:
    """Return the view that a row of the table ``event`` holds, without a verdict."""
    return _view(row, _when_of(row), None)


def _when_of(row: tuple[Any, ...]) -> When | None:
    return When.parse(row[3]) if row[3] else None


def _view(
    row: tuple[Any, ...], when: When | None, verdict: Verdict | None
) -> EventView:
    identity, kind, labels, _, written, sources, dispute, occurrence, place = row[:9]
    return EventView(
        id=identity,
        kind=kind,
        labels=immutabledict(parsed(labels.encode())),
        when=when,
        as_written=written,
        verdict=verdict,
        sources=tuple(sources.split()),
        disputed=dispute > 1,
        occurrence=occurrence,
        place=place,
        revision=Revision(row[9], row[10], row[11], bool(row[12])),
    )


def _is_wanted(when: When | None, verdict: Verdict, query: Query) -> bool:
    """Say whether an event of that date and verdict is an answer."""
    if verdict is Verdict.IMPOSSIBLE or query.certainty not in ("", verdict.value):
        return False
    begins = -BEYOND if when is None else bound(when.earliest, -BEYOND)
    return not query.begins or all(
        begins >= bound(asked.earliest, -BEYOND) for asked in dates_asked(query)
    )


def _verdict(when: When | None, query: Query) -> Verdict | None:
    """Return how an event stands to all dates asked for; None if none were."""
    verdicts = []
    if query.on_day is not None:
        verdicts.append(_verdict_on(when, query.on_day))
    if query.during is not None:
        verdicts.append(
            Verdict.IMPOSSIBLE if when is None else _overlap(when, *query.during)
        )
    for verdict in (Verdict.IMPOSSIBLE, Verdict.POSSIBLE, Verdict.CERTAIN):
        if verdict in verdicts:
            return verdict
    return None


def _verdict_on(when: When | None, asked: When | MonthDay) -> Verdict:
    if when is None:
        return Verdict.IMPOSSIBLE
    if isinstance(asked, MonthDay):
        return when.falls_on(asked.month, asked.day)
    if asked.has_time:
        return when.overlaps(asked)
    if not _GAPS.search(str(asked)):
        return _overlap(when, asked, asked)
    when = when.by_day()  # as in `_overlap`
    if when.day is not None:
        outside = asked.contains_day(when.day) is Verdict.IMPOSSIBLE
        return Verdict.IMPOSSIBLE if outside else Verdict.CERTAIN
    if when.within(asked) is Verdict.CERTAIN:
        return Verdict.CERTAIN
    outside = when.overlaps(asked) is Verdict.IMPOSSIBLE
    return Verdict.IMPOSSIBLE if outside else Verdict.POSSIBLE


def _overlap(when: When, first: When, last: When) -> Verdict:
    """Return how an event stands to the days from *first*'s to *last*'s."""
    begins = bound(first.earliest, BEYOND) <= bound(when.earliest, -BEYOND)
    if begins and bound(when.latest, BEYOND) <= bound(last.latest, -BEYOND):
        return Verdict.CERTAIN  # most often all of it lies within
    # Who asks for a day asks for all its hours.
    return when.by_day().overlaps(_days(first, last))


@lru_cache(maxsize=16)
def _days(first: When, last: When) -> When:
    """Return the extent of the days that are asked for: the same, event after event."""
    return When.span(first, last)
