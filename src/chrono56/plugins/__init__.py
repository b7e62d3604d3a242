"""What authors of plugins import; nothing else of chrono56 is promised to them.

A plugin is a distribution with an entry point in the group ``chrono56`` that names a
module; the module implements hooks:

    from chrono56.plugins import ExporterOffer, hookimpl

    @hookimpl
    def chrono56_exporters() -> ExporterOffer:
        return ExporterOffer(name="jsonl", ..., factory="chrono56_jsonl.lines:Lines")
"""

from chrono56.chronology.checks.offer import CheckOffer
from chrono56.chronology.lineage import tally
from chrono56.dates.words.offer import LanguageOffer
from chrono56.errors import (
    DamagedLogError,
    DurabilityUnknownError,
    UnreadableLogError,
    WriteError,
)
from chrono56.exporters.names import author_words
from chrono56.exporters.offer import ExportContext, Exporter, ExporterOffer
from chrono56.exporters.records import records
from chrono56.formats import Loss
from chrono56.importers.context import ImportContext
from chrono56.importers.offer import Importer, ImporterOffer
from chrono56.log.offer import StoreOffer
from chrono56.log.store import Store
from chrono56.model.kinds import kind_label, kinds, measures, roles
from chrono56.model.vocabulary import KindsOffer
from chrono56.offers import API_VERSION
from chrono56.plugins.hookspecs import hookimpl
from chrono56.text import chosen, counted, one_line

__all__ = [
    "API_VERSION",
    "CheckOffer",
    "DamagedLogError",
    "DurabilityUnknownError",
    "ExportContext",
    "Exporter",
    "ExporterOffer",
    "ImportContext",
    "Importer",
    "ImporterOffer",
    "KindsOffer",
    "LanguageOffer",
    "Loss",
    "Store",
    "StoreOffer",
    "UnreadableLogError",
    "WriteError",
    "author_words",
    "chosen",
    "counted",
    "hookimpl",
    "kind_label",
    "kinds",
    "measures",
    "one_line",
    "records",
    "roles",
    "tally",
]
