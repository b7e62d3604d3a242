"""What a claim says, in the few words by which its event is found and told.

Most claims are plain: one source, and a value that stands by itself. What these say is
read from the JSON of the log, and their records need not be opened.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, Final, TypeAlias

from chrono56.chronology.agreement import name_of, role_name
from chrono56.chronology.eventrow import dated_as
from chrono56.chronology.happening import ASSERTED
from chrono56.errors import RecordError
from chrono56.log.canonical import dumps
from chrono56.model import (
    Dating,
    Figure,
    Location,
    Occurrence,
    Ordering,
    Participation,
    Relation,
    Statement,
    Value,
)
from chrono56.model.entities import LOCATOR_LABELS
from chrono56.model.rules import is_id, labels
from chrono56.text import folded

Json = dict[str, Any]

Key: TypeAlias = tuple[Any, ...]
"""Stands for a value that stands by itself, as plain data: its type, and what it says.

Of a date the columns of its row come with it: reading dates takes long.
"""

Called: TypeAlias = tuple[str, str, tuple[str, ...]]
"""What a plain event is and is called, as plain data.

Its kind; its labels as JSON; the texts of these, in the form that is searched.
"""

Told: TypeAlias = tuple[str, Key, str, str, tuple[str, ...]]
"""What a plain claim says, as plain data.

The id of its one source; the key of its value; its mode; the words of its source for
the value; and all words by which its event is found, these among them, none empty, in
the form in which texts are searched.
"""

DATE: Final = "dating"
PLACE: Final = "location"
AGENT: Final = "participation"
FIGURE: Final = "figure"
"""The types of values, as keys begin with them."""

QUOTE: Final = "quote"
"""The property of some words; which words is told by `quote_name`."""

_KEPT: Final = 1 << 16  # of dates, places and so on, what each comes to
_DEFAULT_POINT: Final = "whole"
_DEFAULT_ROLE: Final = "participant"
_DEFAULT_LABEL: Final = "page"
_DEFAULT_KIND: Final = "other"
_EVENT: Final = frozenset({"id", "kind", "labels", "type"})
_ORDER: Final = "ordering"
_RELATION: Final = "relation"
_WORDS: Final = "statement"
_HAPPENED: Final[Key] = ("occurrence",)
_COUNTED: Final = ("low", "best", "high", "approx")
_ORDERED: Final = ("least", "most", "other_point", "point")

# Of sources there are few, and each is named again and again.
_is_known_id: Final = lru_cache(maxsize=_KEPT)(is_id)


def called(record: Json) -> Called | None:
    """Return what an event is, and is called; None if it is not plain.

    Of a plain event the model would keep every field as it is: one that is spelt out
    though it has its default is none that it would keep.
    """
    if not record.keys() <= _EVENT or not is_id(record.get("id")):
        return None
    kind = record.get("kind", _DEFAULT_KIND)
    if "kind" in record and (kind == _DEFAULT_KIND or not is_id(kind)):
        return None
    if "labels" not in record:
        return kind, "{}", ()
    named = record["labels"]
    if named.__class__ is not dict or not named:
        return None
    for tag, label in named.items():
        if label.__class__ is not str or not _is_language(tag):
            return None
    texts = tuple(map(folded, filter(None, named.values())))
    return kind, dumps(named).decode(), texts


def told_by(record: Json) -> Told | None:
    """Return what a claim says, as plain data; None if it is not plain, or is amiss.

    Of a plain claim the model would keep every field as it is. Whether its source, and
    the place or agent that it names, are there is not asked, nor what it is about.
    """
    try:
        (citation,) = record["citations"]
        says = record["says"]
        key = _READERS[says["type"]](says)
        source = citation["source"]
        if key is None or not is_id(record["id"]):
            return None
        as_written = record.get("as_written", "")
        others = len(record) - _FEWEST - (as_written != "")  # fields; mostly none
        if as_written.__class__ is not str or not _is_kept(citation, _CITATION):
            return None
        if others and not _is_kept(record, _CLAIM):
            return None
    except (KeyError, TypeError, ValueError):  # something else where a word should be
        return None
    words = says["text"] if key[0] == _WORDS else ""
    texts = _texts(as_written, citation.get("quote", ""), words)
    return source, key, record.get("mode", ASSERTED), as_written, texts


def _texts(as_written: str, quote: str, words: str) -> tuple[str, ...]:
    if quote or words:
        return tuple(map(folded, filter(None, (as_written, quote, words))))
    return (folded(as_written),) if as_written else ()


def _is_kept(fields: Json, checks: Mapping[str, Callable[[Any], bool]]) -> bool:
    """Say whether the model would keep all fields as they are.

    Raises:
        KeyError: A field is none of those that plain claims have.
    """
    for name, value in fields.items():  # noqa: SIM110 - three times as quick as all()
        if not checks[name](value):
            return False
    return True


def _is_text(value: Any) -> bool:
    return value.__class__ is str and value != ""


def _is_seen_to(_: Any) -> bool:
    return True


_CLAIM: Final[Mapping[str, Callable[[Any], bool]]] = {
    "as_written": _is_text,
    "confidence": lambda grade: grade in ("high", "low"),
    "mode": lambda mode: mode != ASSERTED and is_id(mode),
    "reason": _is_text,
    **dict.fromkeys(("about", "citations", "id", "says", "type"), _is_seen_to),
}
_FEWEST: Final = 5  # of these fields; the others have defaults
_CITATION: Final[Mapping[str, Callable[[Any], bool]]] = {
    "label": lambda label: label != _DEFAULT_LABEL and label in LOCATOR_LABELS,
    "locator": _is_text,
    "quote": _is_text,
    "source": _is_known_id,
}


# How values are read. Each returns the value's key, or None if it is not plain.


def _read_dating(says: Json) -> Key | None:
    return _date(says["when"]) if len(says) == 2 else None


@lru_cache(maxsize=_KEPT)
def _date(edtf: str) -> Key | None:
    when = Dating(edtf).when
    return (DATE, edtf, dated_as(when)[1]) if str(when) == edtf else None


def _read_location(says: Json) -> Key | None:
    return _checked((PLACE, says["place"])) if len(says) == 2 else None


def _read_participation(says: Json) -> Key | None:
    if len(says) == 2:
        return _checked((AGENT, says["agent"], _DEFAULT_ROLE))
    role = says["role"]
    if len(says) > 3 or role == _DEFAULT_ROLE:
        return None
    return _checked((AGENT, says["agent"], role))


def _read_figure(says: Json) -> Key | None:
    given = tuple((name, says[name]) for name in _COUNTED if name in says)
    numbers = [number for name, number in given if name != "approx"]
    if any(number.__class__ is not int for number in numbers):
        return None
    if len(says) != 2 + len(given) or numbers != sorted(numbers):
        return None
    if says.get("approx", True) is not True:
        return None
    _checked((FIGURE, says["measure"], ()))
    return FIGURE, says["measure"], given


def _read_statement(says: Json) -> Key | None:
    text, language, speaker = says["text"], says["language"], says.get("speaker", "")
    if text.__class__ is not str or not _is_language(language):
        return None
    if len(says) != 3 + ("speaker" in says):
        return None
    if "speaker" in says and not _is_known_id(speaker):
        return None
    return _WORDS, text, language, speaker


def _read_occurrence(says: Json) -> Key | None:
    return _HAPPENED if len(says) == 1 else None


def _read_ordering(says: Json) -> Key | None:
    given = tuple((name, says[name]) for name in _ORDERED if name in says)
    if len(says) != 2 + len(given):
        return None
    if not {None, _DEFAULT_POINT}.isdisjoint(value for _, value in given):
        return None
    return _checked((_ORDER, says["other"], given))


def _read_relation(says: Json) -> Key | None:
    if len(says) != 3 or says["kind"] == "contradicts":
        return None
    return _checked((_RELATION, says["kind"], says["other"]))


_READERS: Final[Mapping[Any, Callable[[Json], Key | None]]] = {
    DATE: _read_dating,
    PLACE: _read_location,
    AGENT: _read_participation,
    FIGURE: _read_figure,
    _WORDS: _read_statement,
    "occurrence": _read_occurrence,
    _ORDER: _read_ordering,
    _RELATION: _read_relation,
}


@lru_cache(maxsize=_KEPT)
def _checked(key: Key) -> Key:
    """Return a key, always the same one, if the model has such a value.

    Raises:
        RecordError, TypeError: It has none.
    """
    value_by(key)
    return key


# What keys stand for.


def value_by(key: Key) -> Value:
    """Return the value of a key."""
    if key[0] == DATE:
        return _dating(key[1])
    return _made(key) if key[0] in _REPEATED else _VALUES[key[0]](*key[1:])


_REPEATED: Final = (PLACE, AGENT, "occurrence")
"""The types of values of which there are few, and each is said again and again."""

_VALUES: Final[Mapping[str, Callable[..., Value]]] = {
    PLACE: Location,
    AGENT: Participation,
    FIGURE: lambda measure, given: Figure(measure, **dict(given)),
    _WORDS: Statement,
    "occurrence": Occurrence,
    _ORDER: lambda other, given: Ordering(other=other, **dict(given)),
    _RELATION: Relation,
}


@lru_cache(maxsize=_KEPT)
def _made(key: Key) -> Value:
    return _VALUES[key[0]](*key[1:])


@lru_cache(maxsize=_KEPT)
def _dating(edtf: str) -> Dating:
    return Dating(edtf)


def property_by(key: Key) -> str:
    """Return the property that a value is about; empty for none.

    It is `QUOTE` for some words, as it takes long to say by which others they are the
    same.
    """
    kind = key[0]
    if kind == FIGURE:
        return _figure_name(key[1])
    return role_name(key[1], key[2]) if kind == AGENT else _PROPERTIES[kind]


_PROPERTIES: Final[Mapping[str, str]] = {
    DATE: "date",
    PLACE: "place",
    _WORDS: QUOTE,
    "occurrence": "occurrence",
    _ORDER: "",
    _RELATION: "",
}


@lru_cache(maxsize=_KEPT)
def _figure_name(measure: str) -> str:
    return name_of(Figure(measure))


def named_by(key: Key) -> str:
    """Return the id of the place or agent that a value names; empty for none."""
    return str(key[1]) if key[0] in (PLACE, AGENT) else ""


def tied_by(key: Key) -> str:
    """Return the event by which a value bounds another; empty for none.

    That of an order, or that of which the other is a part.
    """
    if key[0] == _ORDER:
        return str(key[1])
    return str(key[2]) if key[:2] == (_RELATION, "part_of") else ""


@lru_cache(maxsize=256)
def _is_language(tag: Any) -> bool:
    try:
        labels({tag: ""})
    except RecordError:
        return False
    return True
