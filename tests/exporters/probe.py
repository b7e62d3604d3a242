"""An exporter that does what a test tells it."""

from collections.abc import Callable, Iterator
from typing import Any

from chrono56.exporters.offer import ExportContext, ExporterOffer

Behaviour = Callable[[ExportContext], Iterator[Any]]


class Probe:
    """An exporter that does what the test tells it."""

    behaviour: Behaviour

    def chunks(self, _: object, context: ExportContext) -> Iterator[Any]:
        return type(self).behaviour(context)


def probe(behaviour: Behaviour) -> ExporterOffer:
    Probe.behaviour = staticmethod(behaviour)
    return ExporterOffer(
        name="probe",
        summary="",
        media_type="text/plain",
        extensions=(".txt",),
        factory=f"{__name__}:Probe",
        provider="their-dist",
    )


def two_chunks(_: ExportContext) -> Iterator[bytes]:
    yield b"one\n"
    yield b"two\n"
