"""A chrono56 plugin: the chronology as an SQLite database of tidy tables."""

from typing import Final

from chrono56.plugins import ExporterOffer, Loss, hookimpl

LOSES: Final = (
    Loss(
        "earlier states, and what was taken back", "only what stands; the log has all"
    ),
    Loss("agents and places that no claim names", "left out"),
    Loss("numbers that are not whole", "floating point; exact in claims.value"),
)


@hookimpl
def chrono56_exporters() -> ExporterOffer:
    """Offer the exporter ``sqlite``, without importing it."""
    return ExporterOffer(
        name="sqlite",
        summary="SQLite: tables of events, claims and sources, for Datasette and SQL",
        media_type="application/vnd.sqlite3",
        extensions=(".db", ".sqlite", ".sqlite3"),
        factory="chrono56_sqlite.exporter:SqliteExporter",
        options="chrono56_sqlite.exporter:SqliteOptions",
        loses=LOSES,
        carries_provenance=True,
    )
