"""A chrono56 plugin: the chronology in the JSON of TimelineJS3."""

from chrono56.plugins import ExporterOffer, Loss, hookimpl


@hookimpl
def chrono56_exporters() -> ExporterOffer:
    """Offer the exporter ``timelinejs``, without importing it."""
    return ExporterOffer(
        name="timelinejs",
        summary="TimelineJS3: a slide an event, for the timeline of many newsrooms",
        media_type="application/json; charset=utf-8",
        extensions=(".json",),
        factory="chrono56_timelinejs.exporter:TimelinejsExporter",
        options="chrono56_timelinejs.exporter:TimelinejsOptions",
        carries_provenance=True,
        loses=(
            Loss("uncertainty", "told in words; drawn as a span, or at the first day"),
            Loss(
                "open and unknown ends", "told in words; drawn at the end that is known"
            ),
            Loss("parts of the day and time zones", "told in words"),
            Loss("events without a date", "left out and counted"),
            Loss("controls and what reorders text", "shown as U+FFFD"),
            Loss("years before −271820 and after 275759", "left out, but for scale"),
            Loss("claims, people, figures", "left out; disputed events are marked"),
        ),
    )
