"""What a claim says, in the few words by which its event is found and told.

Most claims are plain: one source, and a value that stands by itself. What these say is
read off the form in which the log has them, and their records need not be opened.
"""

import operator
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final, TypeAlias

from chrono56.chronology.agreement import name_of, role_name
from chrono56.chronology.eventrow import dated_as
from chrono56.chronology.happening import ASSERTED
from chrono56.dates import When
from chrono56.log import forms
from chrono56.log.canonical import parsed
from chrono56.log.forms import Form, text_of
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
_REPEATING: Final = 1 << 10  # of all other values: few are ever said again
_DAY: Final = len("YYYY-MM-DD")
_DEFAULT_ROLE: Final = "participant"
_DEFAULT_KIND: Final = "other"
_ORDER: Final = "ordering"
_RELATION: Final = "relation"
_WORDS: Final = "statement"
_COUNTED: Final = ("low", "best", "high")
_ORDERED: Final = ("least", "most", "other_point", "point")


def called(form: Form | None) -> Called | None:
    """Return what an event is, and is called; None if it is not plain.

    Args:
        form: The form of the action that records it, or of any other.
    """
    if form is None or form[forms.EVENT_ID] is None:
        return None
    kind, labels = form.group(forms.KIND, forms.LABELS)
    if labels is None:
        return kind or _DEFAULT_KIND, "{}", ()
    named = parsed(labels.encode()).values()
    return kind or _DEFAULT_KIND, labels, tuple(map(folded, filter(None, named)))


def told_by(form: Form | None) -> Told | None:
    """Return what a claim says, as plain data; None if it is not plain, or is amiss.

    Whether its source, and the place or agent that it names, are there is not asked,
    nor what it is about.

    Args:
        form: The form of the action that records it, or of any other.
    """
    read = _READERS.get(form.lastindex) if form is not None else None
    if form is None or read is None:
        return None
    try:
        key = read(form)
    except ValueError:  # no date, or another value that the model has not
        return None
    if key is None:
        return None
    as_written, quote, source, mode = form.group(*_SPOKEN)
    as_written, quote = text_of(as_written), text_of(quote)
    words = key[1] if key[0] == _WORDS else ""
    texts = _texts(as_written, quote, words)
    return source, key, mode or ASSERTED, as_written, texts


def _texts(as_written: str, quote: str, words: str) -> tuple[str, ...]:
    if quote or words:
        return tuple(map(folded, filter(None, (as_written, quote, words))))
    return (folded(as_written),) if as_written else ()


# How values are read. Each returns the value's key, or None if it is not plain.


def _read_dating(form: Form) -> Key | None:
    edtf = form[forms.WHEN]
    # Of years and months there are few, of days too many to keep them.
    return _short_date(edtf) if len(edtf) < _DAY else _date(edtf)


def _date(edtf: str) -> Key | None:
    canonical, columns = dated_as(When.parse(edtf))
    return (DATE, edtf, columns) if edtf == canonical else None


_short_date: Final = lru_cache(maxsize=_KEPT)(_date)


def _read_location(form: Form) -> Key:
    return PLACE, form[forms.PLACE]


def _read_participation(form: Form) -> Key:
    agent, role = form.group(forms.AGENT, forms.ROLE)
    return AGENT, agent, role or _DEFAULT_ROLE


def _read_figure(form: Form) -> Key | None:
    counted = zip(_COUNTED, form.group(*_NUMBERS), strict=True)
    given: list[tuple[str, int]] = [(name, int(it)) for name, it in counted if it]
    if given != sorted(given, key=_number):
        return None
    if form[forms.APPROX]:
        given.append(("approx", True))
    return FIGURE, form[forms.MEASURE], tuple(given)


@lru_cache(maxsize=_REPEATING)
def _value(says: str) -> Key:
    body = parsed(says.encode())
    key = _KEYS[body["type"]](body)
    value_by(key)
    return key


def _given(says: Json, names: Sequence[str]) -> tuple[tuple[str, Any], ...]:
    return tuple([(name, says[name]) for name in names if name in says])


_SPOKEN: Final = (forms.AS_WRITTEN, forms.QUOTE, forms.SOURCE, forms.MODE)
_NUMBERS: Final = (forms.LOW, forms.BEST, forms.HIGH)
_number: Final = operator.itemgetter(1)
_READERS: Final[Mapping[int | None, Callable[[Form], Key | None]]] = {
    forms.WHEN: _read_dating,
    forms.PLACE: _read_location,
    forms.AGENT: _read_participation,
    forms.ROLE: _read_participation,
    forms.MEASURE: _read_figure,
    forms.VALUE: lambda form: _value(form[forms.VALUE]),
}
_KEYS: Final[Mapping[str, Callable[[Json], Key]]] = {
    "occurrence": lambda _: ("occurrence",),
    _WORDS: lambda it: (_WORDS, it["text"], it["language"], it.get("speaker", "")),
    _ORDER: lambda it: (_ORDER, it["other"], _given(it, _ORDERED)),
    _RELATION: lambda it: (_RELATION, it["kind"], it["other"]),
}


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
    return role_name(key[1], key[2]) if kind == AGENT else PROPERTIES[kind]


PROPERTIES: Final[Mapping[str, str]] = {
    DATE: "date",
    PLACE: "place",
    _WORDS: QUOTE,
    "occurrence": "occurrence",
    _ORDER: "",
    _RELATION: "",
}
"""The properties of values whose type alone tells it."""


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
