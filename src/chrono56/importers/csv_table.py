"""A table in CSV: its text, its delimiter and its rows, none of them guessed at."""

import codecs
import csv
import io
import re
from collections import Counter
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
FITTING: Final = "a cell that holds the delimiter has to be in quotation marks"
"""What would have been fine where a row has a fault."""

_UTF_32: Final = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_UTF_16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_MARKS: Final = {mark: name for name, mark in DELIMITERS.items()}
# What Excel writes, and takes, before a table to say what stands between its cells.
_SEPARATOR: Final = re.compile(r'"?sep=([,;\t])"?(?:\r\n|\r|\n)', re.IGNORECASE)
_QUOTED: Final = re.compile(r'"[^"]*+"?')
_HEADER: Final = re.compile(r'(?:"[^"]*+"?|[^"\r\n]++)*+')


@attrs.frozen
class Row:
    """A row of a table.

    Attributes:
        number: Its number as spreadsheets count: the header is row 1.
        cells: What stands in it, by column.
        fault: Why it is no row of this table; empty if it is one.
    """

    number: int
    cells: immutabledict[str, str]
    fault: str = ""


def read_rows(
    data: bytes, context: ImportContext, *, delimiter: str, encoding: str
) -> tuple[tuple[str, ...], Iterator[Row]]:
    """Return the header of a table and its rows; rows that are all empty are no rows.

    Args:
        data: The bytes of the table.
        context: Told where the reader is.
        delimiter: A name in `DELIMITERS`; ``auto`` takes the one that a first line such
            as ``sep=;`` names, or else the only one in the header.
        encoding: A name in `ENCODINGS`.

    Raises:
        ImportFailedError: It is no such table.
    """
    context.at("")
    text = _decoded(data, context, encoding)
    separator = _SEPARATOR.match(text)
    begins = separator.end() if separator else 0
    header = _HEADER.match(text, begins)
    context.at("row 1")
    if header is None or not header[0].strip():
        raise context.fault("no header; the first row names the columns")
    if "\0" in header[0]:
        fine = "UTF-16 needs its byte order mark, and -O encoding=utf-16"
        raise context.fault(f"a NUL character in the header; {fine}")
    if delimiter != "auto":
        mark = DELIMITERS[delimiter]
    elif separator:
        mark = separator[1]
    else:
        mark = _only_one(header[0], context)
    lines = _lines(text, begins, mark, context)
    names = _names(next(lines, []), context)
    return names, _rows(lines, names, context)


def _names(header: list[str], context: ImportContext) -> tuple[str, ...]:
    """Return the names of the columns, each of which has one of its own."""
    while header and not header[-1]:  # what spreadsheets leave at the end of rows
        header.pop()
    context.at("row 1")
    if not header:
        raise context.fault("no header; the first row names the columns")
    twice, times = Counter(header).most_common(1)[0]
    if "" in header or times > 1:
        said = "a column without a name" if "" in header else f"two columns {twice!r}"
        raise context.fault(f"{said}; name each, and each otherwise")
    return tuple(header)


def _rows(
    lines: Iterator[list[str]], header: tuple[str, ...], context: ImportContext
) -> Iterator[Row]:
    for number, cells in enumerate(lines, 2):
        if not any(cells):
            continue
        context.at(f"row {number}")
        fault = ""
        if len(cells) < len(header) or any(cells[len(header) :]):
            fault = f"{len(cells)} cells where the header has {len(header)}"
        named = immutabledict(zip(header, cells, strict=False))
        yield Row(number, named, fault)


def _decoded(data: bytes, context: ImportContext, encoding: str) -> str:
    if data.startswith(_UTF_32):
        raise context.fault("it is UTF-32; save it as UTF-8")
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


def _only_one(header: str, context: ImportContext) -> str:
    """Return the only delimiter that a header has outside of quotation marks."""
    shown = _QUOTED.sub("", header)
    found = [mark for mark in _MARKS if mark in shown]
    if len(found) == 1:
        return found[0]
    names = ", ".join(_MARKS[mark] for mark in found or _MARKS)
    what = "more than one delimiter" if found else "no delimiter"
    raise context.fault(
        f"{what} in the header ({names}); say which with -O delimiter=…"
    )


def _lines(
    text: str, begins: int, delimiter: str, context: ImportContext
) -> Iterator[list[str]]:
    """Return the cells of each row of a text from an offset on.

    All are read at once: how long a cell may be is a setting of the whole process.
    """
    whole = io.StringIO(text, newline="")
    whole.seek(begins)
    reader = csv.reader(whole, delimiter=delimiter, strict=True)
    before = csv.field_size_limit(max(len(text), 1))
    try:
        return iter(list(reader))
    except csv.Error as error:
        context.at(reader.line_num + (begins > 0))
        raise context.fault(f"no CSV: {error}; see RFC 4180") from None
    finally:
        csv.field_size_limit(before)
