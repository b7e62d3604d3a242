"""An answer with dates, written while it is found: the certain and the possible apart.

What is certain stands first, so it is written as it comes. What is to stand below waits
for its turn; of more than some hundreds the rest is asked for again, so that the answer
may be as great as the log.
"""

import math
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from typing import Final

import attrs

from chrono56.chronology import Chronology, EventView, Query
from chrono56.cli import paper
from chrono56.dates import MonthDay, Verdict, When
from chrono56.dates.words.phrases import phrase

CLOSE: Final = 31
"""The most days that a date leaves open of what is listed as possible, unless all is.

Whatever is dated no closer is possible on nearly every day.
"""

_BEGUN, _UNDER_WAY, _POSSIBLE, _FAR = range(4)
_TITLES: Final = {  # the names of phrases; what is first goes without one
    _BEGUN: "",
    _UNDER_WAY: "under-way",
    _POSSIBLE: "possibly",
}
_WAITING: Final = 500


class Listing:
    """List the events that meet a query, in groups.

    Args:
        told: The chronology.
        query: The query.
        every: List also what is possible, but dated no closer than to `CLOSE` days.

    Attributes:
        found: How many events there are, when all were put.
        far: How many of these are not listed.
    """

    def __init__(self, told: Chronology, query: Query, *, every: bool) -> None:
        self._told = told
        self._query = query
        self._every = every
        self._numbers: Counter[int] = Counter()
        self._waiting: dict[int, list[EventView]] = {_UNDER_WAY: [], _POSSIBLE: []}

    @property
    def found(self) -> int:
        """How many events there are, when all were put."""
        return self._numbers.total()

    @property
    def far(self) -> int:
        """How many of these are possible, but not listed."""
        return self._numbers[_FAR]

    def put(self, language: str) -> None:
        """Write the groups, with a blank line between them."""
        apart = False
        for group, title in _TITLES.items():
            events = self._events(group)
            for first in events:
                if apart:
                    paper.put()
                if title:
                    paper.put(f"{phrase(title, language)}:")
                paper.put_events(chain([first], events), language)
                apart = True

    def _events(self, group: int) -> Iterator[EventView]:
        if group == _BEGUN:
            return self._begun()
        waiting = self._waiting[group]
        if len(waiting) == self._numbers[group]:
            return iter(waiting)
        return (it for it in self._told.select(self._query) if self._of(it) == group)

    def _begun(self) -> Iterator[EventView]:
        """Yield the first group; all are counted."""
        # What is under way began earlier, and comes first in time: there may be much.
        is_first = _begins_in_days(self._query)
        if is_first:
            found = self._told.select(attrs.evolve(self._query, begins=True))
            yield from (it for it in found if self._of(it) == _BEGUN)
            sys.stdout.flush()  # the others may be long in coming
        for event in self._told.select(self._query):
            group = self._of(event)
            self._numbers[group] += 1
            if group == _BEGUN:
                if not is_first:
                    yield event
            elif group != _FAR and self._numbers[group] <= _WAITING:
                self._waiting[group].append(event)

    def _of(self, event: EventView) -> int:
        """Return the group that an event belongs to."""
        if event.verdict is Verdict.POSSIBLE:
            is_close = self._every or _days(event.when) <= CLOSE
            return _POSSIBLE if is_close else _FAR
        is_under_way = _is_under_way(event.when, self._query.on_day)
        return _UNDER_WAY if is_under_way else _BEGUN


def _begins_in_days(query: Query) -> bool:
    """Say whether all of the first group begins within the days that are asked for."""
    day = query.on_day
    # Clock times compare as instants, which may be on another day elsewhere.
    has_days = isinstance(day, When) and day.earliest is not None and not day.has_time
    return has_days and not query.related


def _days(when: When | None) -> float:
    if when is None or when.earliest is None or when.latest is None:
        return math.inf
    return when.latest - when.earliest + 1


def _is_under_way(when: When | None, day: When | MonthDay | None) -> bool:
    """Say that what lasts began before the day that is asked for."""
    if when is None or day is None or not when.is_extent:
        return False
    if isinstance(day, MonthDay):
        return when.start.falls_on(day.month, day.day) is not Verdict.CERTAIN
    return when.start.within(day) is not Verdict.CERTAIN
