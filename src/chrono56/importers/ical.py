"""The iCalendar importer: our own calendars back, and those of others as they are.

What chrono56 exported carries its records, and is held against what the calendar shows:
where somebody moved or renamed an event in a calendar program, the calendar counts.
"""

from collections.abc import Iterator
from functools import cache, cached_property
from hashlib import sha256
from json import loads
from typing import Any, BinaryIO, Final, TypeAlias

import attrs

from chrono56.dates import When
from chrono56.errors import DateSyntaxError, RecordError
from chrono56.exporters.ical_dates import Slot, slot_of, yearly_slot_of
from chrono56.exporters.ical_records import SCHEMA
from chrono56.exporters.ical_text import line_value
from chrono56.formats import ImportFailedError
from chrono56.importers.context import ImportContext, said_of
from chrono56.importers.ical_lines import (
    Component,
    Line,
    passed_over,
    read_calendars,
)
from chrono56.importers.ical_times import Times
from chrono56.importers.ical_told import Told
from chrono56.log.codec import record_from_json
from chrono56.model import (
    Citation,
    Claim,
    Dating,
    Event,
    Location,
    Occurrence,
    Place,
    Record,
    Source,
    Statement,
    Value,
)
from chrono56.model.kinds import check_kind, kinds

_DIGITS: Final = 24  # of the hash that an id is made of
_SAID: Final = ("DESCRIPTION", "COMMENT", "URL")
_REPEATED: Final = ("RRULE", "RDATE", "EXDATE")
_FAULTS: Final = (ImportFailedError, RecordError, DateSyntaxError)
_Fault: TypeAlias = ImportFailedError | RecordError | DateSyntaxError


@attrs.frozen(kw_only=True)
class IcalReadingOptions:
    """Choose how strictly a calendar is read.

    Attributes:
        bad: What becomes of an event that can't be understood: ``refuse`` refuses the
            calendar, ``skip`` leaves that event out.
    """

    bad: str = attrs.field(
        default="refuse",
        validator=attrs.validators.in_(("refuse", "skip")),
        metadata={"help": "what becomes of events that can't be understood"},
    )


class IcalImporter:
    """Read the events of calendars, and what chrono56 itself put beside them."""

    def records(self, source: BinaryIO, context: ImportContext) -> Iterator[Record]:
        """Yield what the calendars hold; each claim cites its calendar."""
        told = Told(context)
        for calendar in read_calendars(source, context):
            yield from _Calendar(calendar, context, told).records()


@attrs.define
class _Calendar:
    """Turn a VCALENDAR into records."""

    calendar: Component
    context: ImportContext
    told: Told
    source: str = attrs.field(init=False)
    times: Times = attrs.field(init=False)
    carried: dict[str, Record] = attrs.field(factory=dict, init=False)
    is_cited: bool = attrs.field(default=False, init=False)

    def __attrs_post_init__(self) -> None:
        self.source = self.context.source or f"ical-{self._digest()}"
        self.times = Times(self.calendar, self.context)

    def records(self) -> Iterator[Record]:
        """Yield what the calendar carries, its events, and if they cite it itself."""
        self._require_version()
        for line in self.calendar.all("X-CHRONO56-RECORD"):
            yield from self._carry(line)
        for component in self.calendar.components:
            if component.name == "VEVENT":
                yield from self._placed(component)
            elif component.name != "VTIMEZONE":
                why = f"a {component.name}; only events (VEVENT) are taken"
                self.context.leave_out(component.number, why)
        if self.is_cited and not self.context.source:
            self.context.at(self.calendar.number)
            yield self._as_source()

    def _digest(self) -> str:
        """Return what tells this calendar from others, in this file as well."""
        told = f"{self.context.sha256} {self.calendar.number}"
        return sha256(told.encode()).hexdigest()[:_DIGITS]

    def _require_version(self) -> None:
        version = self.calendar.line("VERSION")
        if version is not None and version.value.strip() == "1.0":
            self.context.at(version.number)
            fine = "export it as iCalendar, which is version 2.0"
            raise self.context.fault(f"{version}, which is vCalendar; {fine}")

    def _as_source(self) -> Source:
        calendar = self.calendar
        names = (calendar.text("NAME"), calendar.text("X-WR-CALNAME"))
        title = next(filter(None, names), self.context.name)
        csl = {"type": "dataset", "title": title}
        if url := calendar.text("SOURCE") or calendar.text("URL"):
            csl["URL"] = url
        return Source(self.source, csl, sha256=self.context.sha256)

    def _carry(self, line: Line) -> Iterator[Record]:
        """Yield the record that a line carries, unless it is left out."""
        try:
            record = self.record(line)
            self.told.take(record, line)
        except _FAULTS as error:
            self._refuse_or_leave_out(line.number, error)
            return
        self.carried[record.id] = record
        yield record

    def _placed(self, component: Component) -> Iterator[Record]:
        """Yield the records of an event; all of them, or none and an error."""
        try:
            found = list(_Reading(self, component).records())
            self.told.take_event(found, component, self.calendar.number)
        except _FAULTS as error:
            self._refuse_or_leave_out(component.number, error)
            return
        self.is_cited |= any(map(self._cites_it, found))
        self.context.at(component.number)
        yield from found

    def _refuse_or_leave_out(self, number: int, error: _Fault) -> None:
        if self.context.options.bad == "refuse":
            raise error
        self.context.leave_out(number, said_of(error))

    def _cites_it(self, record: Record) -> bool:
        return isinstance(record, Claim) and any(
            citation.source == self.source for citation in record.citations
        )

    def record(self, line: Line) -> Record:
        """Return the record that a line carries."""
        return record_from_json(self.loaded(line))

    def loaded(self, line: Line) -> Any:
        """Return the JSON object that a line carries."""
        self.context.at(line.number)
        try:
            body = loads(line.text)
        except (ValueError, RecursionError):  # no JSON, or a number beyond all bounds
            body = None
        if not isinstance(body, dict):
            fine = "export the calendar once more"
            raise self.context.fault(f"{line} is no object of JSON; {fine}")
        return body


@attrs.define
class _Reading:
    """Turn a VEVENT into records."""

    home: _Calendar
    component: Component

    def records(self) -> Iterator[Record]:
        """Yield the event and what is said of it."""
        if why := self._is_ours and self._not_ours_now():
            self._leave_out(self.component.number, why)
            return
        when = self.home.times.when(self.component)
        for number, why in passed_over(self.component):
            self._leave_out(number, why)
        carried, yearly = self._carried_when()
        kept = carried is not None and self._stands(carried, when, yearly=yearly)
        event = self._event()
        yield event
        claims = [self.home.record(line) for line in self._data()]
        yield from claims
        if claims and kept:
            return  # all that the calendar shows follows from them
        self._tell_repetitions(kept=kept and yearly)
        if kept and carried is not None:
            written = self._text("X-CHRONO56-AS-WRITTEN")
            yield self._claim(event, Dating(carried), as_written=written)
        else:
            yield from self._dated(event, when)
        yield from self._located(event)
        if not self._is_ours:
            yield from self._said(event)

    @property
    def _is_ours(self) -> bool:
        return self.component.line("X-CHRONO56-ID") is not None

    def _not_ours_now(self) -> str:
        """Return why an event of ours does not come back; empty if it does."""
        if self._text("STATUS") == "CANCELLED":
            return "retracted where it was exported"
        if self.component.line("RECURRENCE-ID") is not None:
            return "an anniversary that was changed by itself"
        return ""

    def _text(self, name: str) -> str:
        found = self.component.line(name)
        if found is None:
            return ""
        self.home.context.at(found.number)
        return found.text

    def _leave_out(self, number: int, why: str) -> None:
        self.home.context.leave_out(number, why)

    def _data(self) -> list[Line]:
        found = self.component.all("STRUCTURED-DATA")
        return [one for one in found if one.parameter("SCHEMA") == SCHEMA]

    def _carried_when(self) -> tuple[When | None, bool]:
        """Return the date as it was exported, and whether as an anniversary."""
        text = self._text("X-CHRONO56-EDTF")
        repeated = self.component.line("RRULE") is not None
        return (When.parse(text) if text else None), repeated

    def _stands(self, carried: When, when: When, *, yearly: bool) -> bool:
        """Say whether a calendar shows a date as it was exported."""
        slot = yearly_slot_of(carried) if yearly else slot_of(carried)
        return isinstance(slot, Slot) and self.home.times.shown(slot.lines) == when

    def _event(self) -> Event:
        number = self.component.number
        event_id = self._text("X-CHRONO56-ID") or self._hashed()
        kind = self._text("X-CHRONO56-KIND") or self._kind()
        labels = self._labels()
        self.home.context.at(number)
        return Event(event_id, check_kind(kind, self.home.context.kinds), labels)

    def _hashed(self) -> str:
        """Return an id that follows from what tells an event from others."""
        told = [self._text("UID"), self._text("RECURRENCE-ID")]
        if not told[0]:  # RFC 5545 wants one, but not all have it
            told = self.component.source
        return f"ical-{sha256(chr(10).join(told).encode()).hexdigest()[:_DIGITS]}"

    def _kind(self) -> str:
        """Return the kind that a category names, in any language; else ``other``."""
        named = _kinds_by_name()
        for line in self.component.all("CATEGORIES"):
            for text in line.texts:
                if text.casefold() in named:
                    return named[text.casefold()]
        return "other"

    def _labels(self) -> dict[str, str]:
        """Return the names as they were exported, or the one that is shown now."""
        shown = self._text("SUMMARY")
        line = self.component.line("X-CHRONO56-LABELS")
        carried: dict[str, str] = self._carried_labels(line) if line else {}
        event_id = self._text("X-CHRONO56-ID")
        names = [one or event_id for one in carried.values()] or [event_id]
        if event_id and any(_shows(shown, name) for name in names):
            return carried
        return {self._language("SUMMARY"): shown} if shown.strip() else {}

    def _carried_labels(self, line: Line) -> dict[str, str]:
        carried: dict[str, str] = self.home.loaded(line)
        if not all(isinstance(name, str) for name in carried.values()):
            why = f"{line} are not all names; export the calendar once more"
            raise self.home.context.fault(why)
        return carried

    def _language(self, name: str) -> str:
        line = self.component.line(name)
        given = line.parameter("LANGUAGE") if line else ""
        return given or self.home.context.language

    def _tell_repetitions(self, *, kept: bool) -> None:
        for line in self.component.lines:
            if line.name in _REPEATED and not kept:
                self._leave_out(line.number, "repetitions; only the first is taken")

    def _dated(self, event: Event, when: When) -> Iterator[Claim]:
        status = self._text("STATUS").upper()
        if status == "CANCELLED":
            yield self._claim(event, Dating(when), mode="planned")
            yield self._claim(event, Occurrence(), mode="denied")
        else:
            confidence = "low" if status == "TENTATIVE" else "medium"
            yield self._claim(event, Dating(when), confidence=confidence)

    def _located(self, event: Event) -> Iterator[Record]:
        name, point = self._text("LOCATION").strip(), self._text("GEO").strip()
        carried = self.home.carried.get(self._text("X-CHRONO56-PLACE"))
        if isinstance(carried, Place) and self._is_at(carried, name):
            yield self._claim(event, Location(carried.id))
        elif name or point:
            place = self._place(name, point)
            yield place
            yield self._claim(event, Location(place.id))

    def _is_at(self, place: Place, name: str) -> bool:
        names = place.labels.values() or [place.id]
        return any(_shows(name, label) for label in names)

    def _place(self, name: str, point: str) -> Place:
        told = sha256(f"{name}\n{point}".encode()).hexdigest()[:_DIGITS]
        labels = {self._language("LOCATION"): name} if name else {}
        # Whether these are two numbers, the place itself sees to.
        latitude, _, longitude = point.partition(";")
        degrees = (_degrees(latitude), _degrees(longitude)) if point else None
        return Place(f"place-{told}", labels, degrees)

    def _said(self, event: Event) -> Iterator[Claim]:
        for name in _SAID:
            for line in self.component.all(name):
                if line.text.strip():
                    self.home.context.at(line.number)
                    language = self._language(name)
                    yield self._claim(event, Statement(line.text, language))

    def _claim(
        self,
        event: Event,
        says: Value,
        *,
        mode: str = "asserted",
        as_written: str = "",
        confidence: str = "medium",
    ) -> Claim:
        """Return a claim of the calendar; it has an id when the runner took it."""
        return Claim(
            id="",
            about=event.id,
            says=says,
            citations=self._cited,
            mode=mode,
            as_written=as_written,
            confidence=confidence,
        )

    @cached_property
    def _cited(self) -> tuple[Citation, ...]:
        """Cite the calendar, and whom it credits: one citation for each."""
        cited = Citation(self.home.source, self._text("UID"), "section")
        line = self.component.line("X-CHRONO56-SOURCES")
        credited = [
            one
            for one in (line.texts if line else ())
            if one in self.home.carried and one != cited.source
        ]
        return tuple(attrs.evolve(cited, via=(one,)) for one in credited) or (cited,)


def _shows(shown: str, name: str) -> bool:
    """Say whether a line shows a name, perhaps with words of the exporter's own."""
    # Line ends and controls are not in a line; blanks are nobody's care.
    shown, bare = (" ".join(line_value(text).split()) for text in (shown, name))
    before, after = f"] {bare}".strip(), f"{bare} ("
    return shown == bare or shown.endswith(before) or shown.startswith(after)


@cache
def _kinds_by_name() -> dict[str, str]:
    return {
        label.casefold(): kind.id
        for kind in kinds().values()
        for label in kind.labels.values()
    }


def _degrees(text: str) -> str:
    return text.strip().removeprefix("+")
