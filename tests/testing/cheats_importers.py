"""Importers that cheat: each breaks a promise, and the kit must find it out."""

import contextlib
import json
import uuid
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO, Final

import attrs
from tests.testing.cheats_exporters import Honest

from chrono56 import Claim, Dating, Event, ImportFailedError
from chrono56.plugins import ExportContext, ImportContext, ImporterOffer

EXAMPLE: Final = b"""events
["march", "A march", "1956-10-23"]
["rumour", "A \\"rumour\\"", "None"]
["assault", "The assault", "1956-11-04"]
"""


class HonestImporter:
    """Read what the honest exporter writes; what the others spoil."""

    def records(self, source: BinaryIO, context: ImportContext) -> Iterator[Any]:
        for number, line in enumerate(source, 1):
            context.at(number)
            if number > 1:
                yield from self.line(line, number, context)
            elif line != b"events\n":
                raise context.fault("the first line is not 'events'")

    def line(self, line: bytes, number: int, context: ImportContext) -> Iterator[Any]:
        try:
            cells = json.loads(line)
        except (ValueError, RecursionError):
            cells = None
        if not isinstance(cells, list) or not self.are_fine(cells):
            raise context.fault('no list such as ["id", "name", "1956-10-23"]')
        id_, name, when, *_ = cells
        yield Event(id_, labels={"en": name})
        if when != "None":
            yield Claim("", id_, Dating(when), context.cite(number))

    def are_fine(self, cells: list[Any]) -> bool:
        return len(cells) >= 3 and all(isinstance(cell, str) for cell in cells[:3])


def importer_of(
    cheat: type[HonestImporter] = HonestImporter, **fields: Any
) -> ImporterOffer:
    """Return an offer that says nothing wrong, but for these fields."""
    said = {
        "name": "cheat",
        "summary": "A line an event",
        "media_type": "application/jsonl; charset=utf-8",
        "extensions": (".jsonl",),
        "factory": f"{__name__}:{cheat.__name__}",
        "provider": "their-dist",
    }
    return ImporterOffer(**{**said, **fields})


class LacksAChoice(HonestImporter):
    def records(self, source: BinaryIO, context: ImportContext) -> Iterator[Any]:
        return {"plain": super().records(source, context)}[context.options.style]


class GivesNothing(HonestImporter):
    def records(self, *_: Any) -> Iterator[Any]:
        return iter(())


class GivesObjects(HonestImporter):
    def line(self, line: bytes, *_: Any) -> Iterator[Any]:
        yield json.loads(line)


class DrawsIds(HonestImporter):
    def line(self, *given: Any) -> Iterator[Any]:
        for record in super().line(*given):
            is_claim = isinstance(record, Claim)
            yield attrs.evolve(record, id=uuid.uuid4().hex) if is_claim else record


class ReadsOn(HonestImporter):
    def records(self, source: BinaryIO, context: ImportContext) -> Iterator[Any]:
        try:
            yield from super().records(source, context)
        finally:
            source.read()


class HoldsOn(HonestImporter):
    kept: Final[list[Any]] = []

    def records(self, source: BinaryIO, context: ImportContext) -> Iterator[Any]:
        self.kept.append(source)
        yield from super().records(source, context)


class MakesUpASource(HonestImporter):
    def line(self, line: bytes, number: int, context: ImportContext) -> Iterator[Any]:
        yield from super().line(
            line, number, attrs.evolve(context, source="a-web-page")
        )


class SaysNoPlace(HonestImporter):
    def records(self, source: BinaryIO, context: ImportContext) -> Iterator[Any]:
        for record in super().records(source, context):
            context.at("")
            yield record


class TrustsTheEnd(HonestImporter):
    def line(self, line: bytes, *given: Any) -> Iterator[Any]:
        yield from super().line(line[: line.index(b"\n")], *given)


class FailsByItself(HonestImporter):
    def records(self, source: BinaryIO, context: ImportContext) -> Iterator[Any]:
        try:
            yield from super().records(source, context)
        except ImportFailedError:
            raise ImportFailedError("cheat", "no luck") from None


class SplitsAtQuotes(HonestImporter):
    def line(self, line: bytes, *_: Any) -> Iterator[Any]:
        cells = line.decode().split('"')
        yield Event(cells[1], labels={"en": cells[3]})


class TrustsTheDepth(HonestImporter):
    def line(self, line: bytes, *given: Any) -> Iterator[Any]:
        with contextlib.suppress(ValueError):  # but no RecursionError
            json.loads(line)
        yield from super().line(line, *given)


class DropsNames(HonestImporter):
    def line(self, line: bytes, *given: Any) -> Iterator[Any]:
        if b"<script>" not in line:
            yield from super().line(line, *given)


class AddsAnEvent(HonestImporter):
    def records(self, *given: Any) -> Iterator[Any]:
        yield Event("the-import")
        yield from super().records(*given)


class ShoutsNames(HonestImporter):
    def line(self, line: bytes, *given: Any) -> Iterator[Any]:
        for record in super().line(line, *given):
            if isinstance(record, Event):
                label = record.labels["en"].upper()
                record = attrs.evolve(record, labels={"en": label})
            yield record


class CountsClaims(Honest):
    """Write how many claims there are; the importer below makes one more each time."""

    def chunks(self, chronology: Any, context: ExportContext) -> Iterator[Any]:
        self.chronology = chronology
        yield from super().chunks(chronology, context)

    def line(self, event: Any, context: ExportContext) -> bytes:
        cells = json.loads(super().line(event, context))
        return (
            json.dumps([*cells, len(self.chronology.claims(event.id))]).encode() + b"\n"
        )


class MakesMoreClaims(HonestImporter):
    def line(self, line: bytes, number: int, context: ImportContext) -> Iterator[Any]:
        yield from super().line(line, number, context)
        id_, _, when, *count = json.loads(line)
        for more in range(sum(count)):
            if when != "None":
                yield Claim("", id_, Dating(when), context.cite(number + 1000 + more))


class TakesToday(HonestImporter):
    def line(self, *given: Any) -> Iterator[Any]:
        for record in super().line(*given):
            if isinstance(record, Event):
                labels = {**record.labels, "hu": str(date.today())}  # noqa: DTZ011
                record = attrs.evolve(record, labels=labels)
            yield record


class ReadsAFile(HonestImporter):
    def records(self, *given: Any) -> Iterator[Any]:
        Path("/etc/hosts").read_bytes()
        yield from super().records(*given)
