"""Records as rows of a table, and back again: each fact stands in one cell."""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any, Final, TypeAlias

import attrs

from chrono56.errors import RecordError
from chrono56.log.canonical import dumps
from chrono56.log.codec import record_from_json, record_to_json
from chrono56.model import Record
from chrono56.model.claims import VALUE_TYPES
from chrono56.model.rules import shown
from chrono56.text import chosen

# Where a cell's fact stands in the JSON form of a record.
Path: TypeAlias = tuple[str | int, ...]
Body: TypeAlias = dict[str, Any]

FREE: Final = frozenset(
    (
        *("label", "about_label", "least", "most", "text", "locator", "quote"),
        *("as_written", "reason", "title", "issued", "url"),
    )
)
"""The columns in which a spreadsheet may find a formula."""

_VALUES: Final = {
    name: tuple(field.name for field in attrs.fields(type_) if field.name != "extra")
    for name, type_ in VALUE_TYPES.items()
}
_CITED: Final[dict[str, Path]] = {
    "source": ("citations", 0, "source"),
    "locator": ("citations", 0, "locator"),
    "locator_label": ("citations", 0, "label"),
    "quote": ("citations", 0, "quote"),
}
_CLAIM: Final[dict[str, Path]] = {
    **{name: (name,) for name in ("about", "as_written", "mode", "confidence")},
    "reason": ("reason",),
    "says": ("says", "type"),
    **_CITED,
}
_PATHS: Final[dict[str, dict[str, Path]]] = {
    "event": {"kind": ("kind",)},
    "agent": {"kind": ("kind",)},
    "place": {
        "latitude": ("point", 0),
        "longitude": ("point", 1),
        "part_of": ("part_of",),
    },
    "source": {
        "title": ("csl", "title"),
        "issued": ("csl", "issued"),
        "url": ("csl", "URL"),
        "language": ("language",),
        "reliability": ("reliability",),
    },
    "claim": _CLAIM,
}
_NUMBERS: Final = frozenset(("low", "best", "high"))
_TRUTH: Final = "approx"
# More digits no number of a log has.
_WHOLE: Final = re.compile(r"-?[0-9]{1,64}")
_LABELLED: Final = frozenset(("event", "agent", "place"))


def cells_of(record: Record, language: str, about_label: str = "") -> dict[str, str]:
    """Return a record as the cells of a row; empty ones are left out.

    Args:
        record: The record.
        language: The BCP 47 tag of the language that its label is wanted in.
        about_label: What a claim's subject is called.

    >>> from chrono56.model import Event
    >>> cells_of(Event("assault", "conflict.battle", {"en": "Assault"}), "en")
    ... # doctest: +NORMALIZE_WHITESPACE
    {'record': 'event', 'id': 'assault', 'kind': 'conflict.battle',
     'label': 'Assault', 'label_language': 'en'}
    """
    body = record_to_json(record)
    kind = body.pop("type")
    if "point" in body:
        body["point"] = list(body["point"])
    cells = {"record": kind, "id": body.pop("id")}
    for column, path in _paths(kind, body.get("says", {})).items():
        text = _taken(body, path, column)
        if text:
            cells[column] = text
    if kind in _LABELLED:
        cells |= _label_cells(body, language)
    if kind == "claim" and body.get("premises"):
        cells["premises"] = " ".join(body.pop("premises"))
    if about_label:
        cells["about_label"] = about_label
    left = _left(body)
    if left:
        cells["more"] = dumps(left).decode()
    return cells


def record_of(cells: Mapping[str, str], more: Body, language: str = "en") -> Record:
    """Return the record that the cells of a row say.

    Args:
        cells: What stands in the columns; empty cells may be there or not.
        more: What the column ``more`` says. It is changed.
        language: The BCP 47 tag of a label whose language no cell says.

    Raises:
        RecordError: They say none; ``where`` is the column, or the path in ``more``.

    >>> record_of({"record": "place", "id": "pest", "label": "Pest"}, {}).labels["en"]
    'Pest'
    """
    given = {column: text for column, text in cells.items() if text}
    given.pop("about_label", None)
    given.pop("more", None)
    kind = given.pop("record", "")
    if not kind:
        raise RecordError("an empty cell", f"use one of {', '.join(_PATHS)}", "record")
    if kind == "claim" and "says" not in given:
        raise RecordError("an empty cell", f"use one of {', '.join(_VALUES)}", "says")
    body: Body = {"type": kind, "id": given.pop("id", ""), **more}
    paths = _paths(kind, {"type": given.get("says", "")})
    if kind in _LABELLED and "label" in given:
        tag = given.pop("label_language", language)
        paths = {**paths, "label": ("labels", tag)}
    if kind == "claim" and "premises" in given:
        _put(body, ("premises",), "premises", given.pop("premises").split())
    for column, text in given.items():
        if column not in paths:
            what = kind + (f" of {given['says']}" if "says" in given else "")
            found = f"{shown(text)} stands where no {what} has anything"
            raise RecordError(found, "empty the cell", column)
        _put(body, paths[column], column, _value(column, text))
    return _read(body, paths)


def _paths(kind: str, says: Mapping[str, Any]) -> dict[str, Path]:
    """Return where the facts of a record stand, by column."""
    paths = _PATHS.get(kind, {})
    if kind == "claim":
        fields = _VALUES.get(says.get("type", ""), ())
        return {**paths, **{name: ("says", name) for name in fields}}
    return paths


def _taken(body: Body, path: Path, column: str) -> str:
    """Take a fact out of a body, as text; empty if it is none that a cell can say.

    A number where a text is usual, such as a year of issue, would come back as text.
    """
    holder: Any = body
    for step in path[:-1]:
        holder = _at(holder, step)
    last = path[-1]
    value = _at(holder, last)
    if value is True and column == _TRUTH:
        text = "true"
    elif isinstance(value, str) or (type(value) is int and column in _NUMBERS):
        text = str(value)
    else:
        return ""
    if not text:
        return ""
    if isinstance(holder, list) and isinstance(last, int):
        holder[last] = None
    else:
        del holder[last]
    return text


def _at(holder: Any, step: str | int) -> Any:
    if isinstance(holder, dict):
        return holder.get(step)
    if isinstance(holder, list) and isinstance(step, int) and step < len(holder):
        return holder[step]
    return None


def _label_cells(body: Body, language: str) -> Iterator[tuple[str, str]]:
    labels = body.get("labels", {})
    label = chosen(labels, language)
    tags = [tag for tag, text in labels.items() if text == label]
    if label:
        del labels[tags[0]]
        yield "label", label
        yield "label_language", tags[0]


def _left(body: Body) -> Body:
    """Return what was not taken, without what is empty since all of it was."""
    if body.get("citations") == [{}]:
        del body["citations"]
    if body.get("point") == [None, None]:
        del body["point"]
    return {
        name: value
        for name, value in body.items()
        if value != {} or name not in ("labels", "csl", "says")
    }


def _value(column: str, text: str) -> Any:
    if column in _NUMBERS and _WHOLE.fullmatch(text):
        return int(text)
    if column == _TRUTH:
        return {"true": True, "false": False}.get(text.lower(), text)
    return text


def _put(body: Body, path: Path, column: str, value: Any) -> None:
    """Put a fact where it stands in a body.

    Raises:
        RecordError: Something else stands there.
    """
    holder: Any = body
    for step, following in pairwise(path):
        holder = _within(holder, step, [] if isinstance(following, int) else {})
    last = path[-1]
    if isinstance(holder, list) and isinstance(last, int):
        holder += [None] * (last + 1 - len(holder))
        free = holder[last] is None
    else:
        free = isinstance(holder, dict) and last not in holder
    if not free:
        raise RecordError(
            "stands in the column and in more, too", "say it in one of them", column
        )
    holder[last] = value


def _within(holder: Any, step: str | int, empty: Any) -> Any:
    if isinstance(holder, dict):
        return holder.setdefault(step, empty)
    if isinstance(holder, list) and not holder:
        holder.append(empty)
    return _at(holder, step)


def _read(body: Body, paths: Mapping[str, Path]) -> Record:
    try:
        return record_from_json(body)
    except RecordError as error:
        columns = {_written(path): column for column, path in paths.items()}
        where = columns.get(error.where, error.where)
        raise RecordError(error.found, error.fine, where) from error


def _written(path: Path) -> str:
    """Return a path as errors write it: ``citations[0].source``."""
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return "".join(steps).removeprefix(".")
