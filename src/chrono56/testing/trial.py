"""An exporter on trial: exported with as anybody exports, and taken by the chunk."""

import io
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Final

import attrs

from chrono56.chronology import Chronology
from chrono56.exporters.offer import ExportContext, ExporterOffer
from chrono56.exporters.options import read_options
from chrono56.exporters.runner import ExportReport, chunks_of, export
from chrono56.testing.sample import sample, sample_log
from chrono56.testing.volume import generated
from chrono56.testing.watched import Watched

Read = Callable[[bytes], Iterable[str]]
"""Reads an export by other means, and gives the name of each event in it."""


# Together ten megabytes of names: more than an exporter may hold.
_MANY: Final = 1200
_LETTERS: Final = 8000


@attrs.frozen
class Exported:
    """What an export came to."""

    data: bytes
    report: ExportReport

    @property
    def is_whole(self) -> bool:
        """Whether nothing was left out."""
        return not self.report.left_out


@attrs.define(slots=False)
class Trial:
    """Try an exporter.

    Attributes:
        offer: The exporter's offer.
        read: Reads an export by other means; None if nobody said how.
    """

    offer: ExporterOffer
    read: Read | None = None

    def export(
        self,
        chronology: Chronology,
        *,
        language: str = "en",
        options: Mapping[str, object] | None = None,
    ) -> Exported:
        """Export a chronology, as users do."""
        stream = io.BytesIO()
        report = export(
            chronology, self.offer, stream, language=language, options=options
        )
        return Exported(stream.getvalue(), report)

    def chunks(
        self, chronology: Chronology, language: str = "en"
    ) -> Generator[bytes, None, None]:
        """Yield an export by the chunk, without provenance."""
        return chunks_of(chronology, self.offer, self._context(language))

    def bare_chunks(self, chronology: Chronology) -> Iterator[bytes]:
        """Return what the exporter itself gives, with nobody in between."""
        return self.offer.exporter().chunks(chronology, self._context("en"))

    def _context(self, language: str) -> ExportContext:
        return ExportContext(language=language, options=read_options(self.offer, {}))

    @cached_property
    def plain(self) -> Exported:
        """The sample, as it is exported where nothing else is asked for."""
        return self.export(sample())

    @property
    def task(self) -> Mapping[str, object]:
        """What other processes have to export."""
        lines = [line for _, line in sample_log().store.read()]
        return {"lines": lines}

    @property
    def made(self) -> bytes:
        """What the sample is exported to."""
        return self.plain.data

    @cached_property
    def alone(self) -> Mapping[str, Exported]:
        """Each event of the sample, exported as if it were the only one; "" is none."""
        told = Watched.of(sample())
        ids = ["", *(event.id for event in told)]
        found = {}
        for id_ in ids:
            told.only = {id_}
            found[id_] = self.export(told)
        return found

    def watched(self) -> Watched:
        """Return many events with long names, more than an exporter may hold."""
        watched = Watched.of(self._many)
        watched.letters = _LETTERS
        return watched

    @cached_property
    def _many(self) -> Chronology:
        return generated(_MANY)
