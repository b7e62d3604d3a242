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
from chrono56.importers.context import ImportContext
from chrono56.importers.csv_table import Row
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
from chrono56.model.rules import check_id, shown
from chrono56.text import folded

COLUMNS: Final = ("date", "end", "label", "id", "kind", "place", "quote", "locator")
"""What a column may be."""

_KEYS: Final = ("columns", "labels", "kinds")
_DIGITS: Final = 8  # of a digest in an id
_LONGEST: Final = 40  # characters of a name in an id


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
                known = ", ".join(map(repr, header))
                raise context.fault(f"no column {name!r}; there are {known}")
        if "date" not in self.columns or not self.labels:
            missing = "label" if "date" in self.columns else "date"
            raise context.fault(
                f"no column is the {missing}; say which, -O {missing}=…"
            )
        if not context.source:
            raise context.fault(
                "a table says nothing by itself; name the source that it is or was made"
                " from: --source ID"
            )


def _told(path: str, context: ImportContext) -> dict[str, dict[str, str]]:
    context.at("")
    try:
        told = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:  # TOMLDecodeError and bad UTF-8 are such
        raise context.fault(f"the mapping {path} can't be read: {error}") from None
    for name, table in told.items():
        if name not in _KEYS or not isinstance(table, dict):
            fine = "[columns], [labels] and [kinds], tables of texts"
            raise context.fault(f"{name!r} in the mapping {path}; there are {fine}")
        for key, text in table.items():
            if not isinstance(text, str) or (name == "columns" and key not in COLUMNS):
                fine = f"a column is one of {', '.join(COLUMNS)}, and its name a text"
                raise context.fault(f"{name}.{key} in the mapping {path}; {fine}")
    return told


def mapped(
    rows: Iterator[Row], mapping: TableMapping, context: ImportContext
) -> Iterator[Record]:
    """Yield the records of all rows: places, events, and what is claimed of them.

    Raises:
        ImportFailedError: A row can't be understood, and none may be left out.
    """
    for row in rows:
        made = _Made(row, mapping, context)
        try:
            yield from list(made.records())
        except (RecordError, DateSyntaxError) as error:
            place = f"row {row.number}, column {made.column}"
            cell = shown(row.cells.get(made.column, ""))
            context.at(place)
            if context.options.bad == "refuse":
                fine = "mend it, or leave such rows out with -O bad=skip"
                raise context.fault(f"{cell}: {_said(error)}; {fine}") from error
            # Without the cell, so that reports count the rows of one fault together.
            is_date = isinstance(error, DateSyntaxError)
            context.leave_out(
                f"{place}, {cell}", "not a date" if is_date else "not understood"
            )


def _said(error: RecordError | DateSyntaxError) -> str:
    if isinstance(error, DateSyntaxError):
        return f"not a date: expected {error.expected} at character {error.offset + 1}"
    return f"{error.found}; {error.fine}" if error.fine else error.found


class _Made:
    """Make the records of one row, and know which column is being read."""

    def __init__(self, row: Row, mapping: TableMapping, context: ImportContext) -> None:
        self._row = row
        self._mapping = mapping
        self._context = context
        self.column = ""

    def records(self) -> Iterator[Record]:
        self._context.at(f"row {self._row.number}")
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
        return check_id(kind) if kind else "other"

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

        return read_words(written, self._context.language)

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
