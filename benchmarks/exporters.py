"""The exporters beside the libraries that do the same.

The chronology is a list of views, so that only the exporters are measured. Memory is
that of a process which exports events that are made as they are read, above the same
process without an export; of an export of all claims, that of a log's.
"""

import csv
import importlib
import io
import json
import os
import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any, Final

from benchmarks.growth import Law
from benchmarks.measuring import (
    Cost,
    Effort,
    Peer,
    Row,
    cpu_on,
    peak_of,
    peer_of,
    tells_peaks,
)
from benchmarks.worlds import Worlds
from immutabledict import immutabledict
from tabulate import tabulate

import chrono56 as c56
from chrono56.chronology import EventView
from chrono56.chronology.views import Revision
from chrono56.dates import When
from chrono56.errors import UnknownIdError
from chrono56.exporters.builtin import OFFERS
from chrono56.exporters.runner import export
from chrono56.model import Place, Source
from chrono56.model.kinds import Kind

FORMS: Final = (
    "{day}", "{day}", "{day}T15:30", "{day}T15:30[Europe/Budapest]",
    "{day}T04:00..06:00~", "{day:%Y-%m}", "{day}/1957-06-01", "{day}~",
)  # fmt: skip
SIZE: Final = 20_000
MANY: Final = 200_000
PEAK: Final = "from benchmarks.exporters import exported; exported({name!r}, {size})"
CLAIMS_PEAK: Final = (
    "from benchmarks.exporters import exported_claims; exported_claims({log!r}, {to!r})"
)


class Generated:
    """A chronology that makes its events while they are read, the same each time."""

    log_id, title, head, as_of_text = "benchmark", "Benchmark", "ab" * 32, ""
    reading, kinds = "default", immutabledict[str, Kind]()

    def __init__(self, size: int) -> None:
        self.size = size
        self.known = {
            f"s{n}": Source(f"s{n}", {"title": f"Forrás {n}"}) for n in range(9)
        }

    def __len__(self) -> int:
        return self.size

    def __iter__(self) -> Iterator[EventView]:
        draw = random.Random(56)
        for number in range(self.size):
            day = date(1956, 1, 1) + timedelta(days=number * 365 // self.size)
            yield EventView(
                id=f"event-{number}",
                kind="politics.protest",
                labels=immutabledict(
                    en=f"Demonstration number {number}, in Budapest",
                    hu=f"A(z) {number}. tüntetés a Műegyetemtől a Bem térig",
                ),
                when=When.parse(draw.choice(FORMS).format(day=day)),
                as_written="délután három órakor; később",
                sources=tuple(sorted(draw.sample(list(self.known), 3))),
                place="pest",
                revision=Revision(
                    1, "2024-03-01T09:00:00.000000Z", "2024-03-05T09:00:00.000000Z"
                ),
            )

    def place(self, id_: str) -> Place:
        """Return the one place there is, whatever it is called."""
        return Place(id_, {"en": "Budapest, Műegyetem"}, ("47.48", "19.05"))

    def source(self, id_: str) -> Source:
        """Return a source."""
        if id_ not in self.known:
            raise UnknownIdError(id_, "source")
        return self.known[id_]

    def record(self, id_: str) -> Place | Source:
        """Return a source, or else the place."""
        return self.known[id_] if id_ in self.known else self.place(id_)

    def sources(self) -> Iterator[Source]:
        """Return all sources."""
        return iter(self.known.values())


class Held(Generated):
    """The same events, made beforehand."""

    def __init__(self, size: int) -> None:
        super().__init__(size)
        self.events = list(super().__iter__())

    def __iter__(self) -> Iterator[EventView]:
        return iter(self.events)


def by_icalendar(chronology: Held) -> int:
    icalendar = importlib.import_module("icalendar")
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//benchmark//EN")
    calendar.add("version", "2.0")
    stamp = datetime(2024, 3, 5, 9, tzinfo=UTC)
    for view in chronology:
        event = icalendar.Event()
        event.add("uid", view.id)
        for name in ("dtstamp", "created", "last-modified"):
            event.add(name, stamp)
        event.add("sequence", view.revision.sequence)
        event.add("dtstart", date(1956, 10, 23))
        event.add("summary", view.label())
        event.add("description", f"{view.as_written}\n{', '.join(view.sources)}")
        event.add("location", "Budapest, Műegyetem")
        event.add("geo", (47.48, 19.05))
        event.add("categories", [view.kind])
        event.add("color", "royalblue")
        event.add("status", "CONFIRMED")
        event.add("transp", "TRANSPARENT")
        for name in ("id", "kind", "edtf"):
            event.add(f"x-chrono56-{name}", str(getattr(view, name, view.when)))
        event.add("x-chrono56-labels", json.dumps(dict(view.labels)))
        event.add("x-chrono56-as-written", view.as_written)
        event.add("x-chrono56-place", view.place)
        event.add("x-chrono56-sources", ",".join(view.sources))
        calendar.add_component(event)
    return len(calendar.to_ical())


def by_csv_writer(cells: list[list[str]]) -> int:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\r\n").writerows(cells)
    return len(buffer.getvalue().encode())


def by_tabulate(chronology: Held) -> int:
    rows = [
        [str(view.when), view.label(), view.as_written, view.place, view.kind, view.id]
        for view in chronology
    ]
    return len(tabulate(rows, tablefmt="github", disable_numparse=True).encode())


held = cache(Held)


@cache
def cells_of(size: int) -> list[list[str]]:
    """Return the cells of the table that ours writes."""
    stream = io.BytesIO()
    written("csv", held(size), stream)
    text = stream.getvalue().decode()
    return list(csv.reader(io.StringIO(text, newline="")))


def written(name: str, chronology: Any, target: Any) -> int:
    return export(chronology, OFFERS[name], target).bytes


def exported(name: str, size: int) -> None:
    """Export events that are made as they are read; none of them imports as much."""
    if size:
        written(name, Generated(size), os.devnull)


def exported_claims(log: str, to: str) -> None:
    """Export all that a log holds to a file; nothing, if none is named."""
    with c56.open_log(log).chronology() as told:
        next(iter(told))
        if to:
            export(told, OFFERS["csv"], to, options={"rows": "claims"})


def ours(name: str) -> Cost:
    """Return what an export costs us."""
    return cpu_on(held, lambda events: written(name, events, io.BytesIO()))


def memory(name: str) -> Cost:
    """Return what an export of so many events takes above a process without one."""

    def peak(size: int) -> float:
        return peak_of(PEAK.format(name=name, size=size))

    return lambda size: peak(size) - peak(0)


def memory_of_claims(worlds: Worlds) -> Cost:
    """Return what an export of all claims takes above a process that was to begin."""

    def peak(size: int, to: str) -> float:
        return peak_of(CLAIMS_PEAK.format(log=str(worlds.log(size)), to=to))

    def cost(size: int) -> float:
        worlds.tables(size)  # else it would be filled within what is measured
        return peak(size, os.devnull) - peak(size, "")

    return cost


def rows(effort: Effort) -> Iterator[Row]:
    """Yield the rows of the table."""
    peers = {
        "ical": peer_of("icalendar", lambda: cpu_on(held, by_icalendar), most=0.1),
        "csv": Peer(name="csv.writer", cost=cpu_on(cells_of, by_csv_writer), most=2.5),
        "markdown": peer_of("tabulate", lambda: cpu_on(held, by_tabulate)),
    }
    for name, peer in peers.items():
        yield Row(
            what=f"export one of {{n}} events: {name}",
            ours=ours(name),
            sizes=effort.sizes(SIZE),
            each=True,
            peer=peer,
            runs=effort.runs(3),
        )
    if not tells_peaks():
        return
    for name in peers:
        yield Row(
            what=f"memory to export {{n}} events: {name}",
            ours=memory(name),
            sizes=effort.sizes(MANY),
            most=30e6,
            law=Law.LOG,
            runs=1,
            unit="B",
        )
    yield Row(
        what="memory to export all claims on {n} events: csv",
        ours=memory_of_claims(Worlds(effort.folder)),
        sizes=effort.event_sizes(),
        most=30e6,
        law=Law.LOG,
        runs=1,
        unit="B",
    )
