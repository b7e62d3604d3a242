"""The CSV importer: chrono56's own table of records, or any table by a mapping."""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO, Final

import attrs

from chrono56.errors import RecordError
from chrono56.exporters.csv import DELIMITERS, unguarded
from chrono56.exporters.csv_records import FREE, record_of
from chrono56.exporters.csvw import EVENTS, RECORDS
from chrono56.importers.context import ImportContext, said_of
from chrono56.importers.csv_mapping import TableMapping, mapped
from chrono56.importers.csv_table import ENCODINGS, FITTING, Row, read_rows
from chrono56.model import Record

_OWN: Final = "record"
_FINE: Final = (
    "a table of all records is written by `export csv -O rows=claims`; of any other say"
    " which column is what: -O date=… -O label=…, or -O mapping=FILE"
)


def _column(what: str) -> Any:
    return attrs.field(default="", metadata={"help": f"the column with {what}"})


@attrs.frozen(kw_only=True)
class CsvReadingOptions:
    """Choose the dialect, and of a table that is not chrono56's own the columns.

    Attributes:
        delimiter: comma, semicolon, tab; or auto, the only one in the header.
        encoding: What the text is encoded in; a byte order mark is fine in UTF-8.
        guard: Whether the guards of formulas are taken off in chrono56's own table.
        date: The column with the date of each event.
        end: The column with the date on which it ended.
        label: The column with its name.
        id: The column with its id; made from the row if left out.
        kind: The column with its kind.
        place: The column with the name of its place.
        quote: The column with the words of the source.
        locator: The column with where in the source it stands.
        dates: How dates are written: EDTF, or words in the language of the import.
        mapping: A file that says all this, in TOML.
        bad: What becomes of rows that can't be understood.
    """

    delimiter: str = attrs.field(
        default="auto",
        validator=attrs.validators.in_(("auto", *DELIMITERS)),
        metadata={"help": "what stands between cells; auto is what the header has"},
    )
    encoding: str = attrs.field(
        default="utf-8",
        validator=attrs.validators.in_(tuple(ENCODINGS)),
        metadata={"help": "what the text is encoded in"},
    )
    guard: bool = attrs.field(
        default=True,
        metadata={"help": "take off the apostrophes that the exporter put"},
    )
    date: str = _column("the date of each event, of a table from elsewhere")
    end: str = _column("the date on which it ended")
    label: str = _column("its name")
    id: str = _column("its id; made from the date and the name if there is none")
    kind: str = _column("its kind")
    place: str = _column("the name of its place")
    quote: str = _column("the words of the source")
    locator: str = _column("the page of the source")
    dates: str = attrs.field(
        default="edtf",
        validator=attrs.validators.in_(("edtf", "words")),
        metadata={"help": "how dates are written: EDTF, or words in the language"},
    )
    mapping: str = attrs.field(
        default="", metadata={"help": "a TOML file that says which column is what"}
    )
    bad: str = attrs.field(
        default="refuse",
        validator=attrs.validators.in_(("refuse", "skip")),
        metadata={"help": "rows that can't be understood: refuse all, or leave them"},
    )


class CsvImporter:
    """Read a record a row, or an event a row."""

    def records(self, source: BinaryIO, context: ImportContext) -> Iterator[Record]:
        """Yield the records of each row."""
        options: CsvReadingOptions = context.options
        mapping = TableMapping.of(options, context)
        header, rows = read_rows(
            source.read(),
            context,
            delimiter=options.delimiter,
            encoding=options.encoding,
        )
        context.at("row 1")
        if mapping is not None:
            mapping.check(header, context)
            yield from mapped(rows, mapping, context)
        else:
            _check_own(header, context)
            for row in rows:
                yield _own(row, context)


def _check_own(header: tuple[str, ...], context: ImportContext) -> None:
    if _OWN not in header:
        what = "a table of events" if header == tuple(EVENTS) else "another table"
        raise context.fault(f"{what}, without a column {_OWN!r}; {_FINE}")
    unknown = [repr(name) for name in header if name not in RECORDS]
    if unknown:
        raise context.fault(
            f"a table of records has no column {unknown[0]}; known are"
            f" {', '.join(RECORDS)}"
        )


def _own(row: Row, context: ImportContext) -> Record:
    """Return the record of a row of chrono56's own table."""
    if row.fault:
        raise context.fault(f"{row.fault}; {FITTING}")
    cells = dict(row.cells)
    if context.options.guard:
        for column in FREE & cells.keys():
            cells[column] = unguarded(cells[column])
    try:
        return record_of(cells, _more(cells.get("more", "")), context.language)
    except RecordError as error:
        column = f", column {error.where}" if error.where else ""
        context.at(f"row {row.number}{column}")
        raise context.fault(said_of(error)) from error


def _more(text: str) -> dict[str, Any]:
    try:
        more = json.loads(text or "{}")
    except (ValueError, RecursionError):
        more = None
    if not isinstance(more, dict):
        raise RecordError("no JSON object", "leave it as it was exported", "more")
    return more
