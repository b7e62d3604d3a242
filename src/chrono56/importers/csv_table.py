"""A table in CSV: its text, its delimiter and its rows, none of them guessed at."""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from typing import Final

import attrs
from immutabledict import immutabledict

from chrono56.exporters.csv import DELIMITERS
from chrono56.importers.context import ImportContext

ENCODINGS: Final = immutabledict(
    {
        "utf-8": "utf-8-sig",
        "utf-16": "utf-16",
        "cp1250": "cp1250",
        "cp1251": "cp1251",
        "cp1252": "cp1252",
        "iso-8859-2": "iso-8859-2",
    }
)
"""What a table may be encoded in, and Python's name for it."""

_UTF_16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_NAMES: Final = {mark: name for name, mark in DELIMITERS.items()}
_QUOTED: Final = re.compile(r'"[^"]*+"?')
_HEADER: Final = re.compile(r'(?:"[^"]*+"?|[^"\r\n]++)*+')


@attrs.frozen
class Row:
    """A row of a table.

    Attributes:
        number: Its number as spreadsheets count: the header is row 1.
        cells: What stands in it, by column.
    """

    number: int
    cells: immutabledict[str, str]


def read_rows(
    data: bytes, context: ImportContext, *, delimiter: str, encoding: str
) -> tuple[tuple[str, ...], Iterator[Row]]:
    """Return the header of a table and its rows; rows that are all empty are no rows.

    Args:
        data: The bytes of the table.
        context: Told where the reader is.
        delimiter: A name in `DELIMITERS`; ``auto`` takes the only one in the header.
        encoding: A name in `ENCODINGS`.

    Raises:
        ImportFailedError: It is no such table.
    """
    context.at("")
    text = _decoded(data, context, encoding)
    lines = _lines(text, _delimiter(text, context, delimiter), context)
    header = next(lines, [])
    context.at("row 1")
    if not any(header):
        raise context.fault("no header; the first row names the columns")
    while header and not header[-1]:  # what spreadsheets leave at the end of rows
        header.pop()
    twice = next((one for one in header if header.count(one) > 1), None)
    if twice is not None:
        said = f"two columns {twice!r}" if twice else "a column without a name"
        raise context.fault(f"{said}; name each, and each otherwise")
    return tuple(header), _rows(lines, header, context)


def _rows(
    lines: Iterator[list[str]], header: list[str], context: ImportContext
) -> Iterator[Row]:
    for number, cells in enumerate(lines, 2):
        if not any(cells):
            continue
        context.at(f"row {number}")
        if len(cells) < len(header) or any(cells[len(header) :]):
            found = f"{len(cells)} cells where the header has {len(header)}"
            fine = "a cell that holds the delimiter has to be in quotation marks"
            raise context.fault(f"{found}; {fine}")
        named = immutabledict(zip(header, cells, strict=False))
        yield Row(number, named)


def _decoded(data: bytes, context: ImportContext, encoding: str) -> str:
    if encoding == "utf-8" and data.startswith(_UTF_16):
        raise context.fault("it is UTF-16; say so with -O encoding=utf-16")
    if encoding == "utf-16" and not data.startswith(_UTF_16):
        raise context.fault("no byte order mark, by which UTF-16 begins; save it so")
    try:
        return data.decode(ENCODINGS[encoding])
    except UnicodeDecodeError as error:
        context.at(data.count(b"\n", 0, error.start) + 1)
        found = f"the byte 0x{data[error.start]:02x}, which {encoding} does not have"
        others = ", ".join(name for name in ENCODINGS if name != encoding)
        fine = f"name the encoding: -O encoding=… ({others})"
        raise context.fault(f"{found}; {fine}") from None


def _delimiter(text: str, context: ImportContext, name: str) -> str:
    if name != "auto":
        return DELIMITERS[name]
    header = _HEADER.match(text)
    shown = _QUOTED.sub("", header[0] if header else "")
    found = [mark for mark in _NAMES if mark in shown]
    if len(found) == 1:
        return found[0]
    context.at("row 1")
    names = ", ".join(_NAMES[mark] for mark in found or _NAMES)
    what = "more than one delimiter" if found else "no delimiter"
    raise context.fault(
        f"{what} in the header ({names}); say which with -O delimiter=…"
    )


def _lines(text: str, delimiter: str, context: ImportContext) -> Iterator[list[str]]:
    """Return the cells of each row.

    All are read at once: how long a cell may be is a setting of the whole process.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    before = csv.field_size_limit(max(len(text), 1))
    try:
        return iter(list(reader))
    except csv.Error as error:
        context.at(reader.line_num)
        raise context.fault(f"no CSV: {error}; see RFC 4180") from None
    finally:
        csv.field_size_limit(before)
