"""A chronology that is watched: how many events were read, and who still reads."""

from collections.abc import Callable, Collection, Iterator
from typing import Self, TypeVar

import attrs
from immutabledict import immutabledict

from chrono56.chronology import Chronology, EventView, Query
from chrono56.model import Event, Record

_E = TypeVar("_E", EventView, Event)


def _nothing(_: int) -> None:
    pass


class Watched(Chronology):
    """Count the events that are read; show only some, or fail in the midst of them.

    All that asks for events goes through `select`. What counts events alone (``len``)
    still counts those that are not shown.

    Attributes:
        seen: How many events were read.
        unfinished: How many of those who began to read are still at it.
        only: The ids of the events that are shown; None for all.
        letters: How long the names of events are made, at least.
        before: Called before each event, with how many were read; it may raise.
    """

    seen = 0
    unfinished = 0
    only: Collection[str] | None = None
    letters = 0
    before: Callable[[int], None] = staticmethod(_nothing)

    @classmethod
    def of(cls, whole: Chronology) -> Self:
        """Return a watched chronology of the same state."""
        watched = cls.__new__(cls)
        vars(watched).update(vars(whole))
        return watched

    def select(self, query: Query) -> Iterator[EventView]:
        """Yield the events that meet a query, and take note of it."""
        self.unfinished += 1
        try:
            for event in super().select(query):
                if self.only is None or event.id in self.only:
                    self.before(self.seen)
                    self.seen += 1
                    yield self._lengthened(event)
        finally:
            self.unfinished -= 1

    def event(self, event_id: str) -> EventView:
        """Return an event."""
        return self._lengthened(super().event(event_id))

    def record(self, record_id: str) -> Record:
        """Return a record."""
        record = super().record(record_id)
        return self._lengthened(record) if isinstance(record, Event) else record

    def _lengthened(self, event: _E) -> _E:
        if not self.letters:
            return event
        longer = {
            tag: label.ljust(self.letters, "x") for tag, label in event.labels.items()
        }
        return attrs.evolve(event, labels=immutabledict(longer))
