"""The iCalendar exporter: events for calendar programs.

It writes RFC 5545 with the properties of RFC 7986, citations by RFC 9253, on request
components and data of RFC 9073; parameters are encoded by RFC 6868. The bytes are
written by hand: that is ten times as fast as the libraries, and the libraries are then
free to serve as judges in the tests.
"""

from collections.abc import Iterator
from functools import lru_cache
from tempfile import SpooledTemporaryFile
from typing import IO, TYPE_CHECKING, Any, Final
from uuid import NAMESPACE_URL, UUID, uuid5

import attrs
from immutabledict import immutabledict

from chrono56.chronology.query import Query
from chrono56.exporters.ical_dates import Slot, slot_of, yearly_slot_of
from chrono56.exporters.ical_records import Carried, Structure, json_value
from chrono56.exporters.ical_text import (
    content_lines,
    is_web_address,
    line_value,
    text_value,
)
from chrono56.exporters.ical_words import Words
from chrono56.exporters.ical_zones import zone_lines
from chrono56.exporters.names import known_place
from chrono56.exporters.offer import ExportContext
from chrono56.model.kinds import kind_label
from chrono56.text import chosen

if TYPE_CHECKING:
    from chrono56.chronology import Chronology, EventView

_IN_MEMORY: Final = 4 << 20  # octets of events that wait before they go to disk
_PIECE: Final = 1 << 18
_NO_EVENTS_ZONE: Final = "Etc/UTC"  # a calendar has to hold something (RFC 5545 3.6)
_DAILY: Final = "P1D"
_NO_BREAK_SPACE: Final = "\xa0"

# A colour for each family of kinds, by its name in CSS (RFC 7986 5.9).
_COLOURS: Final = immutabledict(
    politics="royalblue",
    conflict="firebrick",
    justice="slategray",
    society="darkorange",
    life="seagreen",
    culture="mediumorchid",
    science="teal",
    nature="olivedrab",
    sport="goldenrod",
)
_OTHER_COLOUR: Final = "gray"


def _is_address(_: "IcalOptions", __: "attrs.Attribute[str]", value: str) -> None:
    if value and not is_web_address(value):
        fine = "use one such as https://x.example/1956.ics"
        raise ValueError(f"address {value!r} is no web address; {fine}")


@attrs.frozen(kw_only=True)
class IcalOptions:
    """Choose what the calendar holds, and how much is said of it.

    Attributes:
        claims: Whether each claim is written out with its pages, and not only the
            sources of the event and what is in dispute.
        anniversaries: Whether each event comes again every year, on all its days; those
            without one certain day of the year are left out.
        retracted: Whether events that were taken back are there as cancelled.
        structured: Whether claims are there as data, with people and places as
            components (RFC 9073), and kinds as concepts (RFC 9253).
        address: Where the calendar can be had; programs then look there every day.

    Raises:
        ValueError: The address is none of the web.
    """

    claims: bool = attrs.field(
        default=False, metadata={"help": "write out every claim, with its pages"}
    )
    anniversaries: bool = attrs.field(
        default=False,
        metadata={"help": "let what has a certain day come again every year"},
    )
    retracted: bool = attrs.field(
        default=False, metadata={"help": "show what was retracted as cancelled"}
    )
    structured: bool = attrs.field(
        default=False,
        metadata={"help": "carry claims, people and places as data (RFC 9073, 9253)"},
    )
    address: str = attrs.field(
        default="",
        validator=_is_address,
        metadata={"help": "the web address at which programs look for newer versions"},
    )


class IcalExporter:
    """Write a VEVENT for each event that a calendar can hold."""

    def chunks(
        self, chronology: "Chronology", context: ExportContext
    ) -> Iterator[bytes]:
        """Yield the calendar; events wait on disk until their zones are known.

        A VTIMEZONE has to come before what refers to it, and has to know its years.
        """
        namespace = uuid5(NAMESPACE_URL, f"chrono56:{chronology.log_id}")
        yield content_lines(_opening(chronology, context, namespace))
        page = _Page.of(chronology, context, namespace)
        with SpooledTemporaryFile(max_size=_IN_MEMORY) as events:
            for event in chronology:
                slot = page.slot_of(event)
                if isinstance(slot, str):
                    context.leave_out(event.id, slot)
                else:
                    events.write(content_lines(page.event_lines(event, slot)))
            for event in _retracted(chronology, context):
                slot = page.slot_of(event)
                if not isinstance(slot, str):
                    events.write(content_lines(page.event_lines(event, slot)))
            yield content_lines(page.head_lines())
            events.seek(0)
            yield from _pieces(events)
        yield content_lines(["END:VCALENDAR"])


def _retracted(
    chronology: "Chronology", context: ExportContext
) -> "Iterator[EventView]":
    if not context.options.retracted:
        return iter(())
    return chronology.select(Query(retracted=True))


def _pieces(stream: IO[bytes]) -> Iterator[bytes]:
    while piece := stream.read(_PIECE):
        yield piece


def _opening(
    chronology: "Chronology", context: ExportContext, namespace: UUID
) -> list[str]:
    title = line_value(chronology.title or "Chronology")
    return [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//chrono56//{line_value(context.generator)}//EN",
        "CALSCALE:GREGORIAN",
        f"UID:{namespace}",
        f"X-CHRONO56-PROVENANCE;VALUE=URI:{context.provenance}",
        f"NAME:{title}",
        f"X-WR-CALNAME:{title}",
        *_kept_at(context.options.address),
    ]


def _kept_at(address: str) -> list[str]:
    """Say where newer versions are to be had, and how often to look (RFC 7986 5.7)."""
    if not address:
        return []
    return [
        f"SOURCE;VALUE=URI:{address}",
        f"URL:{address}",
        f"REFRESH-INTERVAL;VALUE=DURATION:{_DAILY}",
        f"X-PUBLISHED-TTL:{_DAILY}",
    ]


@attrs.define(kw_only=True)
class _Page:
    """Write events, remembering names and the years of each zone."""

    chronology: "Chronology"
    context: ExportContext
    namespace: UUID
    words: Words
    carried: Carried
    structure: Structure | None
    zones: dict[str, tuple[int, int]] = attrs.field(factory=dict)
    places: dict[str, list[str]] = attrs.field(factory=dict)
    kinds: dict[str, list[str]] = attrs.field(factory=dict)
    changed: str = ""
    cancelled: int = 0

    @classmethod
    def of(
        cls, chronology: "Chronology", context: ExportContext, namespace: UUID
    ) -> "_Page":
        options: Any = context.options
        carried = Carried(chronology)
        structure = Structure(carried, namespace, context.language)
        return cls(
            chronology=chronology,
            context=context,
            namespace=namespace,
            words=Words(chronology, context.language, options.claims),
            carried=carried,
            structure=structure if options.structured else None,
        )

    def slot_of(self, event: "EventView") -> Slot | str:
        """Return where an event stands in the calendar, or why it can't."""
        if self.context.options.anniversaries:
            return yearly_slot_of(event.when, self.context.language)
        return slot_of(event.when, self.context.language)

    def head_lines(self) -> list[str]:
        """Return what is known when all events are written, and stands before them."""
        changed = [f"LAST-MODIFIED:{_stamp(self.changed)}"] if self.changed else []
        return [self._state(), *changed, *self.carried.lines(), *self._zone_lines()]

    def _state(self) -> str:
        """Say in words what is here and what is missing; of which state, is above."""
        said = [self.context.tally(self.chronology)]
        if self.cancelled:
            said.append(f"{self.cancelled} retracted")
        said.append(f"log {self.chronology.log_id}")
        return f"DESCRIPTION:{text_value(', '.join(said))}"

    def _zone_lines(self) -> list[str]:
        zones = dict(self.zones)
        if not zones and not self.changed:
            zones[_NO_EVENTS_ZONE] = (1970, 1970)
        lines = []
        for zone, (first, last) in sorted(zones.items()):
            lines += zone_lines(zone, first, last)
        return lines

    def event_lines(self, event: "EventView", slot: Slot) -> list[str]:
        """Return the lines of a VEVENT."""
        self._note(event, slot)
        language, revision = self.context.language, event.revision
        lines = [
            "BEGIN:VEVENT",
            f"UID:{uuid5(self.namespace, event.id)}",
            # Without a METHOD it is the last revision, not the export (3.8.7.2).
            f"DTSTAMP:{_stamp(revision.last)}",
            f"CREATED:{_stamp(revision.first)}",
            f"LAST-MODIFIED:{_stamp(revision.last)}",
            f"SEQUENCE:{revision.sequence}",
            *slot.lines,
            f"SUMMARY:{line_value(_summary(event, slot, language))}",
        ]
        if description := self.words.description(event, slot):
            lines.append(f"DESCRIPTION:{text_value(description)}")
        lines += self._place(event.place)
        lines += [
            *self._kind(event.kind),
            f"STATUS:{_status(event, slot)}",
            "TRANSP:TRANSPARENT",
            *self.words.links(event),
            *self._data(event),
        ]
        if self.structure is not None:
            lines += self.structure.lines(event)
        lines.append("END:VEVENT")
        return lines

    def _note(self, event: "EventView", slot: Slot) -> None:
        self.changed = max(self.changed, event.revision.last)
        self.cancelled += event.revision.retracted
        if slot.zone:
            first, last = slot.years
            known = self.zones.get(slot.zone, slot.years)
            self.zones[slot.zone] = (min(first, known[0]), max(last, known[1]))

    def _data(self, event: "EventView") -> list[str]:
        """Return what the importer needs to make the same event of it."""
        lines = [
            f"X-CHRONO56-ID:{event.id}",
            f"X-CHRONO56-KIND:{event.kind}",
            f"X-CHRONO56-EDTF:{text_value(str(event.when))}",
            f"X-CHRONO56-LABELS:{json_value(event.labels)}",
        ]
        if event.as_written:
            lines.append(f"X-CHRONO56-AS-WRITTEN:{text_value(event.as_written)}")
        sources = [one for one in event.sources if self.carried.has(one)]
        if sources:
            lines.append(f"X-CHRONO56-SOURCES:{','.join(sources)}")
        return lines

    def _kind(self, kind: str) -> list[str]:
        if kind not in self.kinds:
            language, more = self.context.language, self.chronology.kinds
            family = kind.partition(".")[0]
            self.kinds[kind] = [
                f"CATEGORIES:{line_value(kind_label(kind, language, more))}",
                f"COLOR:{_COLOURS.get(family, _OTHER_COLOUR)}",
            ]
        return self.kinds[kind]

    def _place(self, place: str) -> list[str]:
        if place not in self.places:
            lines = _place_lines(self.chronology, place, self.context.language)
            if self.carried.has(place):
                lines.append(f"X-CHRONO56-PLACE:{place}")
            self.places[place] = lines
        return self.places[place]


def _summary(event: "EventView", slot: Slot, language: str) -> str:
    label = event.label(language)
    if not label.strip():  # libical takes blanks for no value, and drops the name
        label = _NO_BREAK_SPACE
    if slot.tentative:
        label = f"[{slot.words}] {label}"
    if slot.yearly:
        label = f"{label} ({slot.years[0]})"
    if event.revision.retracted:
        return f"[retracted] {label}"
    return label if event.occurrence == "asserted" else f"[{event.occurrence}] {label}"


def _status(event: "EventView", slot: Slot) -> str:
    if event.revision.retracted:
        return "CANCELLED"
    certain = event.occurrence == "asserted" and not slot.tentative
    return "CONFIRMED" if certain else "TENTATIVE"


def _place_lines(chronology: "Chronology", place: str, language: str) -> list[str]:
    found = known_place(chronology, place)
    if found is None:
        return []
    lines = [f"LOCATION:{line_value(chosen(found.labels, language) or place)}"]
    if found.point is not None:
        latitude, longitude = found.point
        lines.append(f"GEO:{latitude};{longitude}")
    return lines


@lru_cache(maxsize=4096)
def _stamp(instant: str) -> str:
    """Write ``2024-03-01T09:00:00.000000Z`` as ``20240301T090000Z``."""
    return instant[:19].replace("-", "").replace(":", "") + "Z"
