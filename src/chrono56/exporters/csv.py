"""The CSV exporter: events for statistics, or all records to edit (RFC 4180)."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Final, TypeAlias

import attrs
from immutabledict import immutabledict

from chrono56.errors import UnknownIdError
from chrono56.exporters import csv_records
from chrono56.exporters.csvw import EVENTS, RECORDS, described
from chrono56.exporters.names import known_place
from chrono56.exporters.offer import ExportContext
from chrono56.exporters.records import records
from chrono56.log.canonical import dumps
from chrono56.model import Claim, Source
from chrono56.text import chosen, counted

if TYPE_CHECKING:
    from chrono56.chronology import Chronology
    from chrono56.dates import When

Cells: TypeAlias = tuple[str, ...]

COLUMNS: Final = tuple(EVENTS)

DELIMITERS: Final[immutabledict[str, str]] = immutabledict(
    comma=",", semicolon=";", tab="\t"
)
"""What may stand between cells, by name."""
# A cell with any of these is quoted in every dialect: some spreadsheets split at
# commas, semicolons and tabs alike.
_SPLITTING: Final = re.compile(r'[,;\t\r\n"]')
_BATCH: Final = 500
_NEAR: Final = 1000  # dates, places and names that are kept at hand
_BOM: Final = b"\xef\xbb\xbf"
_UNDATED: Final = ("",) * 10
# What spreadsheets take for a formula, even in quotes (CWE-1236), after any blanks; and
# the apostrophe itself, so that the guard can be taken off again.
_FORMULA: Final = re.compile(r"'|\s*[=+\-@\t\r\n\0＝＋－＠]")
_QUALIFIERS: Final = ("", "?", "~", "%")  # by uncertain, plus twice approximate


def guarded(text: str) -> str:
    """Return free text with an apostrophe before what a spreadsheet would compute.

    That holds for the cell as a whole: a program that splits it, because it reads
    another dialect than was written, may find a formula within.

    >>> guarded("=1+2"), guarded("'56"), guarded("1956")
    ("'=1+2", "''56", '1956')
    """
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(cell: str) -> str:
    """Return the text that ``guarded`` was given: the reader's way back.

    >>> unguarded("'=1+2"), unguarded("''56"), unguarded("1956")
    ('=1+2', "'56", '1956')
    """
    return cell.removeprefix("'")


@attrs.frozen(kw_only=True)
class CsvOptions:
    """Choose what a row is, and the dialect.

    Attributes:
        rows: What has a row: ``events``, as the reading has them; or ``claims``, and
            with them all other records, from which the importer makes them again.
        delimiter: comma, semicolon or tab.
        bom: Whether to begin with a byte order mark.
        guard: Whether to put an apostrophe before what looks like a formula.
    """

    rows: str = attrs.field(
        default="events",
        validator=attrs.validators.in_(("events", "claims")),
        metadata={"help": "a row an event, or a row each claim and all else recorded"},
    )
    delimiter: str = attrs.field(
        default="comma",
        validator=attrs.validators.in_(tuple(DELIMITERS)),
        metadata={"help": "what stands between cells; some Excels want semicolon"},
    )
    bom: bool = attrs.field(
        default=False,
        metadata={"help": "begin with a byte order mark, which Excel wants"},
    )
    guard: bool = attrs.field(
        default=True,
        metadata={"help": "put an apostrophe before text that looks like a formula"},
    )


class CsvExporter:
    """Write a row for each event, or for each record."""

    def chunks(
        self, chronology: "Chronology", context: ExportContext
    ) -> Iterator[bytes]:
        """Yield the header and then the rows, some hundred at a time."""
        options: CsvOptions = context.options
        dialect = _Dialect(DELIMITERS[options.delimiter], options.guard)
        if options.rows == "claims":
            header: Iterable[str] = RECORDS
            lines = _record_lines(chronology, context.language, dialect)
        else:
            header = COLUMNS
            lines = _event_lines(chronology, context.language, dialect)
        yield (_BOM if options.bom else b"") + _ended([dialect.line(header)])
        number = 0
        while batch := list(islice(lines, _BATCH)):
            yield _ended(batch)
            number += len(batch)
        if options.rows == "claims":
            context.hold(counted(number, "record"))

    def metadata(self, file: str, context: ExportContext) -> bytes:
        """Return what a file of that name is, as metadata for tables (CSVW)."""
        options: CsvOptions = context.options
        return described(
            file,
            context,
            RECORDS if options.rows == "claims" else EVENTS,
            delimiter=DELIMITERS[options.delimiter],
            guard=options.guard,
        )


@attrs.frozen
class _Dialect:
    """Write cells: what stands between them, and whether free text is guarded."""

    delimiter: str
    guard: bool

    def line(self, cells: Iterable[str]) -> str:
        """Return cells that may need quotes as a line."""
        return self.delimiter.join(map(_quoted, cells))

    def free(self, text: str) -> str:
        """Return the cell of a text in somebody's own words."""
        return _quoted(guarded(text) if self.guard else text)


def _ended(lines: Iterable[str]) -> bytes:
    return "\r\n".join([*lines, ""]).encode()


def _quoted(text: str) -> str:
    if not _SPLITTING.search(text):
        return text
    return '"' + text.replace('"', '""') + '"'


def _event_lines(
    chronology: "Chronology", language: str, dialect: _Dialect
) -> Iterator[str]:
    free, joined = dialect.free, dialect.delimiter.join

    @lru_cache(_NEAR)
    def dated(when: "When | None") -> str:
        return dialect.line(_UNDATED if when is None else _date_cells(when))

    @lru_cache(_NEAR)
    def placed(place: str) -> str:
        label, latitude, longitude = _place_cells(chronology, place, language)
        return joined((place, free(label), latitude, longitude))

    for event in chronology:
        revision = event.revision
        # Ids, kinds and modes are made of letters that no dialect quotes.
        yield joined(
            (
                event.id,
                event.kind,
                free(event.label(language)),
                dated(event.when),
                free(event.as_written),
                event.occurrence,
                "true" if event.disputed else "false",
                placed(event.place),
                " ".join(event.sources),
                _quoted(dumps(dict(event.labels)).decode()) if event.labels else "",
                str(revision.sequence),
                revision.first,
                revision.last,
            )
        )


def _record_lines(
    chronology: "Chronology", language: str, dialect: _Dialect
) -> Iterator[str]:
    @lru_cache(_NEAR)
    def name(record_id: str) -> str:
        try:
            record = chronology.record(record_id)
        except UnknownIdError:
            return ""
        if isinstance(record, Source):
            return record.title
        return chosen(getattr(record, "labels", {}), language)

    for record in records(chronology):
        about = name(record.about) if isinstance(record, Claim) else ""
        cells = csv_records.cells_of(record, language, about)
        if dialect.guard:
            for column in csv_records.FREE & cells.keys():
                cells[column] = guarded(cells[column])
        yield dialect.line(cells.get(column, "") for column in RECORDS)


def _place_cells(
    chronology: "Chronology", place: str, language: str
) -> tuple[str, str, str]:
    found = known_place(chronology, place) if place else None
    if found is None:
        return ("", "", "")
    latitude, longitude = found.point or ("", "")
    return (chosen(found.labels, language) or found.id, latitude, longitude)


def _date_cells(when: "When") -> Cells:
    text, lasts = str(when), "true" if when.is_extent else "false"
    earliest = known = latest = when.earliest_iso or ""
    if when.day is None:
        known = latest = when.latest_iso or ""
    doubt = when.is_uncertain + 2 * when.is_approximate
    if when.is_extent and when.latest is None:
        when, latest = when.start, when.start.latest_iso or ""
    minutes, zone = (when.minutes, when.zone) if when.has_time else (None, "")
    # A qualifier on a date with a time doubts the time: "about 4 a.m. on the 4th".
    if doubt and minutes is None:
        certain: Cells = ("", "", "")
    else:
        certain = _agreed(earliest, latest)
    return (
        text,
        earliest,
        known,
        lasts,
        _QUALIFIERS[doubt],
        *certain,
        "" if minutes is None else _time(*minutes),
        zone,
    )


def _agreed(earliest: str, latest: str) -> Cells:
    """Return year, month and day as far as both bounds share them."""
    if not earliest or earliest[:-6] != latest[:-6]:
        return ("", "", "")
    year = str(int(earliest[:-6].removeprefix("Y")))
    if earliest == latest:
        return (year, earliest[-5:-3].lstrip("0"), earliest[-2:].lstrip("0"))
    if earliest[:-3] == latest[:-3]:
        return (year, earliest[-5:-3].lstrip("0"), "")
    return (year, "", "")


def _time(first: int, last: int) -> str:
    """Write minutes after midnight as ``04:15``, or ``04:00..06:00`` for a window."""
    start = f"{first // 60:02}:{first % 60:02}"
    return start if first == last else f"{start}..{last // 60:02}:{last % 60:02}"
