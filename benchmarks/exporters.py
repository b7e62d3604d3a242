"""Measure the exporters against the libraries that do the same, in one run.

Run it as ``python benchmarks/exporters.py [EVENTS]``; CPU time, best of three. The
chronology is a list of views, so that only the exporters are measured; the peak memory
of each is that of a process of its own, above the same process without an export.
"""

import csv
import io
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import icalendar
from immutabledict import immutabledict
from tabulate import tabulate

from chrono56.chronology import EventView
from chrono56.chronology.views import Revision
from chrono56.dates import When
from chrono56.errors import UnknownIdError
from chrono56.exporters.builtin import OFFERS
from chrono56.exporters.runner import export
from chrono56.model import Place, Source

FORMS = (
    "{day}", "{day}", "{day}T15:30", "{day}T15:30[Europe/Budapest]",
    "{day}T04:00..06:00~", "{day:%Y-%m}", "{day}/1957-06-01", "{day}~",
)  # fmt: skip
ROUNDS = 3


class Generated:
    """A chronology that makes its events while they are read, the same each time."""

    log_id, title, head, as_of_text = "benchmark", "Benchmark", "ab" * 32, ""

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


def ours(name: str, chronology: Any) -> int:
    return export(chronology, OFFERS[name], io.BytesIO()).bytes


def by_icalendar(chronology: Held) -> int:
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
        event.add("status", "CONFIRMED")
        event.add("transp", "TRANSPARENT")
        for name in ("id", "kind", "edtf"):
            event.add(f"x-chrono56-{name}", str(getattr(view, name, view.when)))
        calendar.add_component(event)
    return len(calendar.to_ical())


def by_csv_writer(rows: list[list[str]]) -> int:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\r\n").writerows(rows)
    return len(buffer.getvalue().encode())


def by_tabulate(chronology: Held) -> int:
    rows = [
        [str(view.when), view.label(), view.as_written, view.place, view.kind, view.id]
        for view in chronology
    ]
    return len(tabulate(rows, tablefmt="github", disable_numparse=True).encode())


def seconds(call: Callable[[], int]) -> float:
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        call()
        times.append(time.process_time() - start)
    return min(times)


def peak(name: str, size: int) -> int:
    """Return the peak memory of a process that exports, in KiB."""
    command = [sys.executable, __file__, "--peak", name, str(size)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return int(done.stdout)


def print_peak(name: str, size: int) -> None:
    if size:
        export(Generated(size), OFFERS[name], os.devnull)  # type: ignore[arg-type]  # a stand-in
    # Not ru_maxrss: a child inherits that of the process that started it.
    status = Path("/proc/self/status").read_text()
    print(next(line.split()[1] for line in status.splitlines() if "VmHWM" in line))


def main(size: int) -> None:
    held = Held(size)
    stream = io.BytesIO()
    export(held, OFFERS["csv"], stream)  # type: ignore[arg-type]  # a stand-in
    rows = list(csv.reader(io.StringIO(stream.getvalue().decode(), newline="")))
    peers: dict[str, Callable[[], int]] = {
        "ical": lambda: by_icalendar(held),
        "csv": lambda: by_csv_writer(rows),
        "markdown": lambda: by_tabulate(held),
    }
    peer_names = {"ical": "icalendar", "csv": "csv.writer", "markdown": "tabulate"}
    print(f"{size} events, CPU, best of {ROUNDS}")
    for name, peer in peers.items():
        mine, theirs = seconds(lambda: ours(name, held)), seconds(peer)  # noqa: B023 - called at once
        added = (peak(name, size * 10) - peak(name, 0)) / 1024
        print(
            f"{name:9}{size / mine:9,.0f}/s  {peer_names[name]:10}"
            f"{size / theirs:9,.0f}/s  ratio {theirs / mine:5.2f}"
            f"  peak of {size * 10:,}: +{added:.1f} MB"
        )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--peak"]:
        print_peak(sys.argv[2], int(sys.argv[3]))
    else:
        main(int(sys.argv[1]) if sys.argv[1:] else 20_000)
