"""An importer on trial: imported with as anybody imports, and read by the record."""

import io
import itertools
import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import BinaryIO, Final

import attrs

from chrono56.app import Log
from chrono56.clock import FixedClock
from chrono56.errors import DateSyntaxError, RecordError
from chrono56.exporters.offer import ExporterOffer
from chrono56.exporters.options import read_options
from chrono56.formats import ImportFailedError
from chrono56.importers.context import ImportContext
from chrono56.importers.offer import ImporterOffer
from chrono56.importers.report import ImportReport
from chrono56.importers.runner import import_file
from chrono56.log.codec import record_to_json
from chrono56.log.memory import MemoryStore
from chrono56.model import Record
from chrono56.testing.promises import BrokenPromiseError
from chrono56.testing.sample import BEGUN, UNKNOWN_KIND

CITED: Final = "the-register"
"""The source that all claims cite for which an example names none."""


@attrs.define(slots=False)
class Intake:
    """Try an importer.

    Attributes:
        offer: The importer's offer.
        example: An input that it reads without fault.
        exporter: Writes what it reads; None if nothing does.
        options: The importer's options with which the example is read.
    """

    offer: ImporterOffer
    example: bytes
    exporter: ExporterOffer | None = None
    options: Mapping[str, object] = attrs.field(factory=dict)

    def context(self, options: Mapping[str, object] | None = None) -> ImportContext:
        """Return what the importer is told."""
        return ImportContext(
            format=self.offer.shown_name,
            name="example",
            source=CITED,
            options=read_options(self.offer, {**self.options, **(options or {})}),
            kinds=(UNKNOWN_KIND,),
        )

    def records(
        self, source: BinaryIO, context: ImportContext | None = None
    ) -> Iterator[Record]:
        """Return what the importer itself gives, with nobody in between."""
        return self.offer.importer().records(source, context or self.context())

    def fault(
        self, data: bytes, options: Mapping[str, object] | None = None
    ) -> ImportFailedError | None:
        """Return what is wrong with an input, as users are told; None if nothing is.

        Raises:
            BrokenPromiseError: The importer failed otherwise.
        """
        context = self.context(options)
        try:
            for _ in self.records(io.BytesIO(data), context):
                pass
        except ImportFailedError as error:
            return error
        except (RecordError, DateSyntaxError) as error:  # the runner says where
            return context.fault(str(error))
        except (Exception, SystemExit) as error:
            raise BrokenPromiseError(f"{type(error).__name__}: {error}") from error
        return None

    def taken(self, data: bytes) -> tuple[Log, ImportReport]:
        """Import an input into a log that is always the same."""
        numbers = itertools.count(1)
        log = Log(
            MemoryStore("example"),
            by="anna",
            clock=FixedClock(BEGUN),
            new_id=lambda: f"r-{next(numbers)}",
            kinds=(UNKNOWN_KIND,),
        )
        log.begin("sample")
        with log.entry("the register") as entry:
            entry.source(CITED)
        return log, self.take(log, data)

    def take(self, log: Log, data: bytes) -> ImportReport:
        """Import an input into a log."""
        return import_file(
            log,
            self.offer,
            io.BytesIO(data),
            name="example",
            cite=CITED,
            options=self.options,
        )

    @cached_property
    def lines(self) -> bytes:
        """The lines of a log into which the example was imported."""
        log, _ = self.taken(self.example)
        return b"".join(line + b"\n" for _, line in log.store.read())

    @property
    def task(self) -> Mapping[str, object]:
        """What other processes have to import."""
        return {"example": self.example, "options": self.options}

    @property
    def made(self) -> bytes:
        """What the example comes to."""
        return self.lines


def told(records: Sequence[Record]) -> bytes:
    """Return records as lines of JSON, to compare them."""
    lines = (json.dumps(record_to_json(one), sort_keys=True) for one in records)
    return "".join(f"{line}\n" for line in lines).encode()
