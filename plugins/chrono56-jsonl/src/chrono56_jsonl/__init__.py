"""A chrono56 plugin: the records of a chronology as JSON Lines, out and in again."""

from chrono56.plugins import ExporterOffer, ImporterOffer, Loss, hookimpl

_MEDIA_TYPE = "application/jsonl; charset=utf-8"
_EXTENSIONS = (".jsonl", ".ndjson")


@hookimpl
def chrono56_exporters() -> ExporterOffer:
    """Offer the exporter ``jsonl``, without importing it."""
    return ExporterOffer(
        name="jsonl",
        summary="JSON Lines: one record a line, as the log has it",
        media_type=_MEDIA_TYPE,
        extensions=_EXTENSIONS,
        factory="chrono56_jsonl.writing:JsonlExporter",
        options="chrono56_jsonl.writing:JsonlOptions",
        loses=(
            Loss("judgements (ranks, unions, retractions)", "they stay in the log"),
            Loss("what refers to something retracted", "left out"),
        ),
    )


@hookimpl
def chrono56_importers() -> ImporterOffer:
    """Offer the importer ``jsonl``, without importing it."""
    return ImporterOffer(
        name="jsonl",
        summary="JSON Lines: one record a line, as the log has it",
        media_type=_MEDIA_TYPE,
        extensions=_EXTENSIONS,
        factory="chrono56_jsonl.reading:JsonlImporter",
        options="chrono56_jsonl.reading:JsonlReadingOptions",
    )
