"""Calendars to be imported, and what comes of them."""

import io
from typing import Any, Final

import attrs
import pytest

import chrono56 as c56
from chrono56.app import Log
from chrono56.chronology import Chronology, Query
from chrono56.clock import FixedClock
from chrono56.formats import ImportFailedError
from chrono56.importers.builtin import OFFERS
from chrono56.importers.report import ImportReport
from chrono56.importers.runner import import_file
from chrono56.log.memory import MemoryStore
from chrono56.testing import sample_log
from chrono56.testing.sample import UNKNOWN_KIND

NAME: Final = "theirs.ics"


def calendar(*lines: str, head: str = "") -> bytes:
    """Return a calendar of these lines."""
    whole = ("BEGIN:VCALENDAR", "VERSION:2.0", *head.splitlines(), *lines)
    return "".join(f"{line}\r\n" for line in (*whole, "END:VCALENDAR")).encode()


def vevent(*lines: str, uid: str = "a@x.example") -> bytes:
    """Return a calendar with one event; its name is “A talk”, and begins on line 3."""
    return calendar(
        "BEGIN:VEVENT", f"UID:{uid}", "SUMMARY:A talk", *lines, "END:VEVENT"
    )


@attrs.frozen
class Taken:
    """What an import came to."""

    log: Log
    report: ImportReport

    @property
    def chronology(self) -> Chronology:
        return self.log.chronology(cache=False)

    @property
    def events(self) -> list[c56.EventView]:
        """All events, also those that did not take place."""
        return list(self.chronology.select(Query(everything=True)))

    @property
    def left_out(self) -> list[tuple[str, str]]:
        """Where something was left out, within the file, and why."""
        return [(at.removeprefix(f"{NAME}:"), why) for at, why in self.report.left_out]

    def claims(self) -> list[c56.Claim]:
        """The claims about the only event."""
        (only,) = self.events
        return [view.claim for view in self.chronology.claims(only.id)]


def new_log(name: str = "their-log") -> Log:
    """Return an empty log."""
    log = _opened(MemoryStore(name))
    log.begin(name)
    return log


def log_of_the_sample() -> Log:
    """Return the log that the sample comes from; one may write in it."""
    return _opened(sample_log().store)


def _opened(store: Any) -> Log:
    clock = FixedClock("2024-04-01T09:00:00Z")
    return Log(store, by="anna", clock=clock, kinds=(UNKNOWN_KIND,))


def taken(data: bytes, log: Log | None = None, **how: Any) -> Taken:
    """Import a calendar, into a new log if none is given."""
    log = log or new_log()
    how = {"name": NAME, **how}
    return Taken(log, import_file(log, OFFERS["ical"], io.BytesIO(data), **how))


def refused(data: bytes, **how: Any) -> str:
    """Return where in a calendar an import failed, and why; nothing is written."""
    log = new_log()
    with pytest.raises(ImportFailedError) as caught:
        taken(data, log, **how)
    assert log.heads() == new_log().heads()
    return f"{caught.value.where.removeprefix(NAME)}: {caught.value.why}"
