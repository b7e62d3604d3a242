"""Tables from elsewhere: which column is what, and the records of each row."""

import tomllib
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, Self

import attrs
from immutabledict import immutabledict

from chrono56.dates import When
from chrono56.errors import DateSyntaxError, RecordError
from chrono56.importers.context import ImportContext, said_of
from chrono56.importers.csv_table import FITTING, Row
from chrono56.model import (
    Claim,
    Dating,
    Event,
    Location,
    Occurrence,
    Place,
    Record,
    Value,
)
from chrono56.model.kinds import check_kind
from chrono56.model.rules import check_id, check_language, shown
from chrono56.text import folded, one_line

COLUMNS: Final = ("date", "end", "label", "id", "kind", "place", "quote", "locator")
"""What a column may be."""

_KEYS: Final = ("columns", "labels", "kinds")
_DIGITS: Final = 8  # of a digest in an id
_LONGEST: Final = 40  # characters of a name in an id
_SHOWN: Final = 20  # columns in one message
_MOST: Final = 1 << 20  # bytes of a mapping, which may be a device without end


@attrs.frozen(kw_only=True)
class TableMapping:
    """Say which column of a table is what.

    Attributes:
        columns: The names of the columns, by what they are (see ``COLUMNS``).
        labels: The names of the columns with names of the event, by language.
        kinds: The kinds that stand for what is in the column of kinds.
    """

    columns: immutabledict[str, str]
    labels: immutabledict[str, str]
    kinds: immutabledict[str, str]

    @classmethod
    def of(cls, options: Any, context: ImportContext) -> Self | None:
        """Return what the options say; None if they map nothing.

        Raises:
            ImportFailedError: The mapping file can't be read, or says something else.
        """
        told = _told(options.mapping, context) if options.mapping else {}
        columns = dict(told.get("columns", {}))
        columns |= {
            one: getattr(options, one) for one in COLUMNS if getattr(options, one)
        }
        labels = dict(told.get("labels", {}))
        if "label" in columns:
            labels.setdefault(context.language, columns.pop("label"))
        if not columns and not labels:
            return None
        return cls(
            columns=immutabledict(columns),
            labels=immutabledict(labels),
            kinds=immutabledict(told.get("kinds", {})),
        )

    def check(self, header: Sequence[str], context: ImportContext) -> None:
        """Check that a table has the columns, and that something can be made of it.

        Raises:
            ImportFailedError: It does not.
        """
        for name in (*self.columns.values(), *self.labels.values()):
            if name not in header:
                more = f" and {len(header) - _SHOWN} more" * (len(header) > _SHOWN)
                known = ", ".join(map(shown, header[:_SHOWN]))
                raise context.fault(f"no column {shown(name)}; there are {known}{more}")
        if "date" not in self.columns or not self.labels:
            missing = "label" if "date" in self.columns else "date"
            raise context.fault(
                f"no column is the {missing}; say which, -O {missing}=…"
            )
        if not context.source:
            raise context.fault(
                "a table says nothing by itself; name the source that it is or was made"
                " from: cite=… (--source ID)"
            )


def _told(path: str, context: ImportContext) -> dict[str, dict[str, str]]:
    context.at("")
    try:
        with Path(path).open("rb") as file:
            data = file.read(_MOST + 1)
        if len(data) > _MOST:
            raise ValueError(f"it has more than {_MOST >> 20} MiB")
        told = tomllib.loads(data.decode("utf-8-sig"))
    # TOMLDecodeError and bad UTF-8 are ValueErrors.
    except (OSError, ValueError, RecursionError) as error:
        said = getattr(error, "strerror", None) or error
        why = f"the mapping {one_line(path)} can't be read: {said}"
        raise context.fault(why) from None
    for name, table in told.items():
        if name not in _KEYS or not isinstance(table, dict):
            fine = "[columns], [labels] and [kinds], tables of texts"
            where = f"in the mapping {one_line(path)}"
            raise context.fault(f"{shown(name)} {where}; there are {fine}")
        for key, text in table.items():
            try:
                _check_told(name, key, text, context)
            except RecordError as error:
                where = f"{name}.{key} in the mapping {one_line(path)}"
                raise context.fault(f"{where}: {said_of(error)}") from None
    return told


def _check_told(table: str, key: str, text: Any, context: ImportContext) -> None:
    """Check what a mapping file says of a column, a language or a kind."""
    if table == "columns" and key not in COLUMNS:
        raise RecordError("no such column", f"use one of {', '.join(COLUMNS)}")
    if not isinstance(text, str):
        raise RecordError(f"{shown(text)} is not text", 'use "…"')
    if table == "labels":
        check_language(key)
    elif table == "kinds":
        check_kind(check_id(text), context.kinds)


def mapped(
    rows: Iterator[Row], mapping: TableMapping, context: ImportContext
) -> Iterator[Record]:
    """Yield the records of all rows: places, events, and what is claimed of them.

    Raises:
        ImportFailedError: A row can't be understood, and none may be left out; or there
            are no dates in words of the language.
    """
    if context.options.dates == "words":
        context.at("")
        context.require_words()
    rivals: dict[str, tuple[Record, int]] = {}
    for row in rows:
        made = _Made(row, mapping, context)
        try:
            event, *others = made.records()
            made.column = ""
            first, number = rivals.setdefault(event.id, (event, row.number))
            if first != event:
                fine = f"give each its own; the other is in row {number}"
                raise RecordError("another event has the same id", fine)
        except (RecordError, DateSyntaxError) as error:
            _refuse_or_leave(row, made.column, error, context)
            continue
        yield from (event, *others)


def _refuse_or_leave(
    row: Row, column: str, error: RecordError | DateSyntaxError, context: ImportContext
) -> None:
    place = f"row {row.number}"
    if column:
        place += f", column {column}"
    text = row.cells.get(column, "")
    cell = shown(text) if text else ""
    if context.options.bad == "refuse":
        context.at(place)
        fine = "mend it, or leave such rows out with -O bad=skip"
        said = ": ".join(filter(None, (cell, said_of(error))))
        raise context.fault(f"{said}; {fine}") from error
    # Without the cell, so that reports count the rows of one fault together.
    if isinstance(error, DateSyntaxError):
        why = "not a date"
    else:
        why = "not understood" if cell else error.found
    context.leave_out(", ".join(filter(None, (place, cell))), why)


class _Made:
    """Make the records of one row, and know which column is being read."""

    def __init__(self, row: Row, mapping: TableMapping, context: ImportContext) -> None:
        self._row = row
        self._mapping = mapping
        self._context = context
        self.column = ""

    def records(self) -> Iterator[Record]:
        self._context.at(f"row {self._row.number}")
        if self._row.fault:
            raise RecordError(self._row.fault, FITTING)
        labels = self._labels()
        event = Event(self._id(labels), self._kind(), labels)
        yield event
        nothing: list[tuple[Value, str]] = [(Occurrence(), "")]
        for says, written in list(self._dates()) or nothing:
            yield self._claim(event, says, written)
        name = self._cell("place")
        if name:
            language = self._context.language
            place = Place(_slug(name, language), {language: name})
            yield place
            yield self._claim(event, Location(place), name)

    def _cell(self, what: str) -> str:
        name = self._mapping.columns.get(what, "")
        if not name:
            return ""
        self.column = name
        return self._row.cells[name].strip()

    def _labels(self) -> dict[str, str]:
        cells = self._row.cells
        named = {tag: cells[it].strip() for tag, it in self._mapping.labels.items()}
        labels = {tag: text for tag, text in named.items() if text}
        if not labels:
            self.column = next(iter(self._mapping.labels.values()))
            raise RecordError("an event without a name", "name it")
        return labels

    def _id(self, labels: dict[str, str]) -> str:
        given = self._cell("id")
        if given:
            return check_id(given)
        return _slug(next(iter(labels.values())), self._cell("date"))

    def _kind(self) -> str:
        given = self._cell("kind")
        kind = self._mapping.kinds.get(given, given)
        return check_kind(check_id(kind), self._context.kinds) if kind else "other"

    def _dates(self) -> Iterator[tuple[Value, str]]:
        first = "start" if self._cell("end") else "whole"
        for what, point in (("date", first), ("end", "end")):
            written = self._cell(what)
            if written:
                yield Dating(self._when(written), point), written

    def _when(self, written: str) -> When:
        if self._context.options.dates == "edtf":
            return When.parse(written)
        # Not at the top: tables in EDTF need no words.
        from chrono56.dates.words.reading import read_words  # noqa: PLC0415

        return read_words(written, self._context.require_words())

    def _claim(self, event: Event, says: Value, written: str) -> Claim:
        # Not the number of the row: rows are moved, and claims are to stay the same.
        (cited,) = self._context.cite(self._cell("locator"), "page")
        cited = attrs.evolve(cited, quote=self._cell("quote"))
        return Claim("", event, says, (cited,), as_written=written)


def _slug(name: str, fact: str) -> str:
    """Return an id that follows from a name, and from a fact that tells it from others.

    It does not depend on the row, so that rows may be moved and inserted.
    """
    letters = "".join(
        one if one.isascii() and one.isalnum() else " " for one in folded(name)
    )
    slug = "-".join(letters.split())[:_LONGEST].strip("-")
    digest = sha256(f"{name}\n{fact}".encode()).hexdigest()[:_DIGITS]
    return f"{slug}-{digest}" if slug else f"row-{digest}"
