"""chrono56 keeps what happened, when, and who says so.

Record events, sources and claims in an append-only log, and read the chronology that
follows from it::

    import chrono56 as c56

    chronology = c56.open_bundled().chronology()
    for event in chronology.on("11-04"):
        print(event.when, event.label("en"))

Names are imported when they are first used, so that a quick question pays only for what
it needs. ``__init__.pyi`` lists them for editors and type checkers.
"""

import importlib
from typing import Any

_HOME = {
    "chrono56.app": (
        *("Log", "check", "check_export", "export", "import_file"),
        *("open_bundled", "open_log"),
    ),
    "chrono56.chronology": (
        *("Choice", "Chronology", "ClaimView", "Dispute", "EventView", "Judgement"),
        "Query",
    ),
    "chrono56.chronology.past.accounts": ("Blame", "Change", "HistoryItem"),
    "chrono56.chronology.lineage": ("Lineage",),
    "chrono56.chronology.explaining": ("Explanation", "Proof", "Reason"),
    "chrono56.chronology.reading": ("Reading",),
    "chrono56.clock": ("FixedClock", "SystemClock"),
    "chrono56.dates": (
        *("Allen", "MonthDay", "Verdict", "When", "possible_relations"),
    ),
    "chrono56.dates.ages": ("Age",),
    "chrono56.dates.calendars": (
        *("CALENDARS", "Converted", "read_calendar", "write_calendar"),
    ),
    "chrono56.dates.halo": ("HALO", "Halo"),
    "chrono56.dates.lapse": ("Lapse",),
    "chrono56.dates.migrate": ("read_edtf_2012",),
    "chrono56.dates.together": ("hull", "intersection"),
    "chrono56.dates.words.finding": ("FoundDate", "find_dates"),
    "chrono56.dates.words.language": ("Language",),
    "chrono56.dates.words.moving": ("Distance",),
    "chrono56.dates.words.reading": ("InWords", "read_words"),
    "chrono56.dates.words.wording": ("Wording",),
    "chrono56.errors": (
        *("BackwardsWarning", "Chrono56Error", "ClockWarning", "Conflict"),
        *("DamagedLogError", "DateSyntaxError", "Diverged", "DurabilityUnknownError"),
        *("ErasureWarning", "LogError"),
        *("MissingExtraError", "MissingLogError", "OfferError", "PluginError"),
        *("PointError", "ReadingSyntaxError"),
        *("ReckoningError", "RecordError"),
        *("RewrittenError", "UnknownIdError", "WriteError"),
    ),
    "chrono56.findings": ("Finding",),
    "chrono56.formats": ("ExportError", "ImportFailedError", "OptionError"),
    "chrono56.log.codec": ("record_from_json", "record_to_json"),
    "chrono56.model": (
        *("Agent", "Citation", "Claim", "Dating", "Derivation", "Event", "Figure"),
        *("Location", "Occurrence", "Ordering", "Participation", "Place", "Relation"),
        *("Source", "Statement"),
    ),
    "chrono56.plugins.languages": ("find_language",),
}
_MODULES = {name: module for module, names in _HOME.items() for name in names}

__all__ = sorted(_MODULES)


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from importlib.metadata import version  # noqa: PLC0415 - slow, rarely asked

        return version("chrono56")
    if name not in _MODULES:
        raise AttributeError(f"module 'chrono56' has no attribute {name!r}")
    value = getattr(importlib.import_module(_MODULES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
