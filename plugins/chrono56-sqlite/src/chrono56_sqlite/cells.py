"""Values of the model as cells of a table."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from chrono56 import Language, When

Cell = str | int | float | None

_EPOCH: Final = 1721425  # the Julian day number of the day before 0001-01-01
_DOUBTS: Final = ("", "?", "~", "%")  # by uncertain, plus twice approximate


def flag(truth: bool) -> int:  # noqa: FBT001 - a cell, as it comes
    """Return a truth as SQLite has it."""
    return int(truth)


def days(when: When | None) -> tuple[Cell, ...]:
    """Return the first and last possible day, as ISO 8601 and as Julian day numbers.

    >>> days(When.parse("1956-11-04"))
    ('1956-11-04', '1956-11-04', 2435782, 2435782)
    """
    if when is None:
        return (None,) * 4
    numbers = (
        None if one is None else one + _EPOCH for one in (when.earliest, when.latest)
    )
    return (when.earliest_iso, when.latest_iso, *numbers)


def dated(when: When | None, language: Language) -> tuple[Cell, ...]:
    """Return the columns of an event from ``date`` to ``doubt``."""
    if when is None:
        return (None, None, *days(None), 0, "")
    doubt = _DOUBTS[when.is_uncertain + 2 * when.is_approximate]
    words = when.describe(language)
    return (str(when), words, *days(when), flag(when.is_extent), doubt)


def minutes(when: When | None) -> tuple[Cell, ...]:
    """Return the minutes of the day from and to which it can be, if times are known."""
    known = when.minutes if when is not None and when.has_time else None
    return (None, None) if known is None else known


def number(value: int | Decimal | None) -> Cell:
    """Return a number as SQLite has it."""
    return float(value) if isinstance(value, Decimal) else value


def plain(value: Any) -> Any:
    """Return frozen JSON as lists and dictionaries."""
    if isinstance(value, Mapping):
        return {key: plain(one) for key, one in value.items()}
    return [plain(one) for one in value] if isinstance(value, tuple) else value


def text_of(csl: Mapping[str, Any], variable: str) -> str:
    """Return a variable of a CSL item that is text or a number; else nothing."""
    value = csl.get(variable, "")
    return str(value) if isinstance(value, str | int) else ""


def authors(csl: Mapping[str, Any]) -> str:
    """Return the authors of a CSL item, else its editors: ``Nagy, Imre; ENSZ``.

    >>> authors({"author": [{"family": "Nagy", "given": "Imre"}, {"literal": "ENSZ"}]})
    'Nagy, Imre; ENSZ'
    """
    people = csl.get("author") or csl.get("editor") or []
    several = people if isinstance(people, list) else [people]
    return "; ".join(filter(None, map(_name, several)))


def _name(one: Any) -> str:
    if not isinstance(one, Mapping):
        return str(one)
    parts = (str(one.get(part, "")) for part in ("family", "given"))
    return str(one.get("literal", "")) or ", ".join(filter(None, parts))
