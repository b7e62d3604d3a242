"""A chrono56 plugin: the chronology as linked data, in the terms of CIDOC CRM."""

from chrono56.plugins import ExporterOffer, Loss, hookimpl


@hookimpl
def chrono56_exporters() -> ExporterOffer:
    """Offer the exporter ``cidoc-crm``, without importing it."""
    return ExporterOffer(
        name="cidoc-crm",
        summary="CIDOC CRM as JSON-LD: events, time-spans and who says so",
        media_type="application/ld+json",
        extensions=(".jsonld",),
        factory="chrono56_cidoc.exporter:CidocExporter",
        options="chrono56_cidoc.exporter:CidocOptions",
        carries_provenance=True,
        loses=(
            Loss("claims of order, figures, statements", "left out"),
            Loss("relations between events, but part_of", "left out"),
            Loss("names of time zones", "times are civil; offsets are kept"),
            Loss("disputes and ranks", "each claim stands for itself"),
            Loss("deprecated claims", "left out"),
            Loss("lineage of sources", "left out"),
        ),
    )
