"""What authors of plugins import; nothing else of chrono56 is promised to them.

A plugin is a distribution with an entry point in the group ``chrono56`` that names a
module; the module implements hooks:

    from chrono56.plugins import ExporterOffer, hookimpl

    @hookimpl
    def chrono56_exporters() -> ExporterOffer:
        return ExporterOffer(name="jsonl", ..., factory="chrono56_jsonl.lines:Lines")
"""

from chrono56.chronology.offer import CheckOffer
from chrono56.errors import (
    DamagedLogError,
    DurabilityUnknownError,
    UnreadableLogError,
    WriteError,
)
from chrono56.exporters.offer import ExportContext, Exporter, ExporterOffer, Loss
from chrono56.log.offer import StoreOffer
from chrono56.log.store import Store
from chrono56.offers import API_VERSION
from chrono56.plugins.hookspecs import hookimpl

__all__ = [
    "API_VERSION",
    "CheckOffer",
    "DamagedLogError",
    "DurabilityUnknownError",
    "ExportContext",
    "Exporter",
    "ExporterOffer",
    "Loss",
    "Store",
    "StoreOffer",
    "UnreadableLogError",
    "WriteError",
    "hookimpl",
]
