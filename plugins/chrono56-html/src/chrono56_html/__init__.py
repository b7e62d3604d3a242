"""A chrono56 plugin: a chronology as one HTML page, a timeline above a list."""

from chrono56.plugins import ExporterOffer, Loss, hookimpl


@hookimpl
def chrono56_exporters() -> ExporterOffer:
    """Offer the exporter ``html``, without importing it."""
    return ExporterOffer(
        name="html",
        summary="one HTML page: a timeline above a list, works offline",
        media_type="text/html; charset=utf-8",
        extensions=(".html", ".htm"),
        factory="chrono56_html.exporter:HtmlExporter",
        options="chrono56_html.exporter:HtmlOptions",
        loses=(
            Loss("controls and what reorders text", "shown as U+FFFD"),
            Loss("events without a date", "in the list, not on the timeline"),
            Loss("claims about people, places and other claims", "left out"),
            Loss("the history of the log", "left out"),
        ),
        carries_provenance=True,
    )
