"""The importers that ship with chrono56, as a table that imports none of them."""

from typing import Final

from immutabledict import immutabledict

from chrono56.formats import Loss
from chrono56.importers.offer import ImporterOffer

_ICAL: Final = ImporterOffer(
    name="ical",
    summary="A calendar, exported by chrono56 or by others (iCalendar, RFC 5545)",
    media_type="text/calendar; charset=utf-8; component=vevent",
    extensions=(".ics", ".ical"),
    factory="chrono56.importers.ical:IcalImporter",
    options="chrono56.importers.ical:IcalReadingOptions",
    loses=(
        Loss("repetitions (RRULE, RDATE, EXDATE)", "the first instance only, and said"),
        Loss("tasks, journals, free and busy times", "left out and said"),
        Loss("descriptions in our own calendars", "they follow from the rest"),
        Loss("alarms, attendees, attachments and the like", "left out"),
        Loss("categories that name no kind", "left out; the kind is other"),
        Loss("seconds in the offset of a zone", "cut to the minute"),
    ),
    text=False,  # a fold may stand within a character
)

_CSV: Final = ImporterOffer(
    name="csv",
    summary="A table: all records, as exported, or events of any table (RFC 4180)",
    media_type="text/csv; charset=utf-8; header=present",
    extensions=(".csv", ".tsv"),
    factory="chrono56.importers.csv:CsvImporter",
    options="chrono56.importers.csv:CsvReadingOptions",
    loses=(
        Loss("columns of a table from elsewhere that nothing is said of", "left out"),
    ),
    text=False,
)

_CHRONICLE: Final = ImporterOffer(
    name="chronicle",
    summary="A page of dated lines, or prose, as draft events (en, hu, sr)",
    media_type="text/plain; charset=utf-8",
    extensions=(".txt", ".text"),
    factory="chrono56.importers.chronicle:ChronicleImporter",
    options="chrono56.importers.chronicle:ChronicleOptions",
    loses=(
        Loss("headings, rows of links, notes", "left out and said"),
        Loss("sentences of prose without a date", "left out and said"),
        Loss("places and figures", "only in the words of the page"),
        Loss("people, but for births and deaths", "only in the words of the page"),
        Loss("blanks and line ends within a passage", "each becomes one blank"),
    ),
)

OFFERS: Final[immutabledict[str, ImporterOffer]] = immutabledict(
    {offer.name: offer for offer in (_CHRONICLE, _CSV, _ICAL)}
)
