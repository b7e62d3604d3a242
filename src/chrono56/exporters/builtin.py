"""The exporters that ship with chrono56, as a table that imports none of them."""

from typing import Final

from immutabledict import immutabledict

from chrono56.exporters.offer import ExporterOffer
from chrono56.formats import Loss

_CSV: Final = ExporterOffer(
    name="csv",
    summary="A table for spreadsheets: a row an event, or a row a claim (RFC 4180)",
    media_type="text/csv; charset=utf-8; header=present",
    extensions=(".csv",),
    factory="chrono56.exporters.csv:CsvExporter",
    options="chrono56.exporters.csv:CsvOptions",
    loses=(
        Loss(
            "claims (rows=events)",
            "only the reading's values; disputed says that there are rivals",
        ),
        Loss(
            "citations (rows=events)",
            "the ids of the sources, without pages and quotations",
        ),
        Loss(
            "the title, ranks, unions and all history (rows=claims)",
            "they stay in the log",
        ),
        Loss(
            "what was retracted, and what refers to it (rows=claims)",
            "left out",
        ),
    ),
    metadata="-metadata.json",
)
_MARKDOWN: Final = ExporterOffer(
    name="markdown",
    summary="A chronology to read and print, with its disputes and sources (GFM)",
    media_type="text/markdown; charset=utf-8; variant=GFM",
    extensions=(".md", ".markdown"),
    factory="chrono56.exporters.markdown:MarkdownExporter",
    options="chrono56.exporters.markdown:MarkdownOptions",
    loses=(
        Loss("labels in other languages", "left out"),
        Loss("bidirectional controls", "shown as U+FFFD"),
    ),
    carries_provenance=True,
)
_ICAL: Final = ExporterOffer(
    name="ical",
    summary="A calendar for calendar programs (iCalendar, RFC 5545)",
    media_type="text/calendar; charset=utf-8; component=vevent",
    extensions=(".ics",),
    factory="chrono56.exporters.ical:IcalExporter",
    options="chrono56.exporters.ical:IcalOptions",
    loses=(
        Loss("events without a date", "left out and counted"),
        Loss("events outside the years 100 to 9999", "left out and counted"),
        Loss("anniversaries of uncertain days", "left out and counted"),
        Loss("claims and pages", "the sources only; structured=true carries claims"),
        Loss("ranks and unions", "they stay in the log"),
        Loss("uncertainty", "in words, and as EDTF in X-CHRONO56-EDTF"),
        Loss("control characters", "left out"),
    ),
    carries_provenance=True,
)

OFFERS: Final[immutabledict[str, ExporterOffer]] = immutabledict(
    {offer.name: offer for offer in (_CSV, _ICAL, _MARKDOWN)}
)
