"""What the calendars of a file told: no two things of it go under one id."""

from collections.abc import Sequence

from chrono56.importers.context import ImportContext
from chrono56.importers.ical_lines import Component, Line
from chrono56.model import Record


class Told:
    """Remember what was taken from the calendars of a file, by its ids.

    Args:
        context: What the importer is told; places are blamed by it.
    """

    def __init__(self, context: ImportContext) -> None:
        self._context = context
        self._records: dict[str, tuple[Record, int]] = {}
        self._events: dict[tuple[int, str], tuple[Sequence[Record], int]] = {}

    def take(self, record: Record, line: Line) -> None:
        """Take a record that a line carries.

        Raises:
            ImportFailedError: Its id names another record already.
        """
        self._take([record], line.number)

    def take_event(
        self, found: Sequence[Record], component: Component, calendar: int
    ) -> None:
        """Take all records of an event; the same event twice is one.

        Args:
            found: The records, the event first; none if it was left out.
            component: What they were read from.
            calendar: The line of its calendar, in which a UID stands for one event.

        Raises:
            ImportFailedError: Another event has its UID, or an id names another record.
        """
        if not found:
            return
        now, event = (found, component.number), (calendar, found[0].id)
        first, number = self._events.get(event, now)
        if first != found:
            uid = component.line("UID") or found[0].id
            what = f"another event than on line {number}, with the same {uid}"
            self._refuse(what, component.number)
        self._take(found, component.number)
        self._events.setdefault(event, now)

    def _take(self, found: Sequence[Record], number: int) -> None:
        named = {record.id: record for record in found if record.id}
        for name, record in named.items():
            before, first = self._records.get(name, (record, number))
            if before != record:
                what = f"the id {name!r} names another record on line {first}"
                self._refuse(what, number)
        for name, record in named.items():
            self._records.setdefault(name, (record, number))

    def _refuse(self, what: str, number: int) -> None:
        self._context.at(number)
        raise self._context.fault(f"{what}; keep the one that counts")
