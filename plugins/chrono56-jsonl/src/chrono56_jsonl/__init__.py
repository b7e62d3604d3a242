"""A chrono56 plugin: export as JSON Lines."""

from chrono56.plugins import ExporterOffer, Loss, hookimpl


@hookimpl
def chrono56_exporters() -> ExporterOffer:
    """Offer the exporter ``jsonl``, without importing it."""
    return ExporterOffer(
        name="jsonl",
        summary="JSON Lines: one event a line, with all its claims",
        media_type="application/jsonl; charset=utf-8",
        extensions=(".jsonl", ".ndjson"),
        factory="chrono56_jsonl.lines:LinesExporter",
        options="chrono56_jsonl.lines:LinesOptions",
        loses=(Loss("sources", "only their ids"),),
    )
