"""A record taken apart: its fields, by the names that a reader knows them by."""

from typing import Final

from chrono56.log.canonical import dumps
from chrono56.log.codec import record_to_json
from chrono56.log.ledger import type_of
from chrono56.model import Record, Source
from chrono56.text import chosen

# They have a value also where the log leaves it out.
_ALWAYS: Final = ("kind", "reliability", "mode", "confidence")


def fields_of(record: Record) -> dict[str, str]:
    """Return what a record says, field by field, as text.

    Labels are ``label`` and their language, what a source's CSL item says is ``csl``
    and its own name. What is no text is canonical JSON.

    >>> from chrono56.model import Place
    >>> fields_of(Place("square", {"en": "The square"}, part_of="budapest"))
    {'label en': 'The square', 'part_of': 'budapest'}
    """
    body = record_to_json(record)
    del body["type"], body["id"]
    labels = body.pop("labels", {})
    csl = body.pop("csl", {}) if isinstance(record, Source) else {}
    told = {name: getattr(record, name) for name in _ALWAYS if hasattr(record, name)}
    told |= {f"label {tag}": label for tag, label in labels.items()}
    told |= {f"csl {name}": value for name, value in csl.items()}
    return {name: _text(value) for name, value in {**told, **body}.items()}


def name_of(record: Record) -> str:
    """Return the name of a record: a label, a title, else its id."""
    if isinstance(record, Source):
        return record.title
    return chosen(getattr(record, "labels", {})) or record.id


def differing(one: Record, other: Record) -> dict[str, tuple[str, str]]:
    """Return the fields in which two versions differ; "" where a version lacks it.

    >>> from chrono56.model import Event
    >>> differing(Event("e", "other"), Event("e", "conflict", {"en": "A fight"}))
    {'kind': ('other', 'conflict'), 'label en': ('', 'A fight')}
    """
    a, b = ({"type": type_of(it), **fields_of(it)} for it in (one, other))
    return {
        name: (a.get(name, ""), b.get(name, ""))
        for name in sorted({*a, *b})
        if a.get(name, "") != b.get(name, "")
    }


def _text(value: object) -> str:
    return value if isinstance(value, str) else dumps(value).decode()
