"""Points in a log's history: which entry, or which entries, "as of" names."""

import re
import sqlite3
from datetime import UTC, datetime
from typing import Final

import attrs

from chrono56.errors import PointError, PointSyntaxError

_NUMBER: Final = re.compile(r"#(\d{1,18})", re.ASCII)
_ID: Final = re.compile(r"[0-9a-f]{8,64}(,[0-9a-f]{8,64})*")
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_INSTANT: Final = re.compile(
    _DAY.pattern + r"T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})?", re.ASCII
)
FINE: Final = (
    "use #N, at least 8 hex digits of an entry's id, a day such as 2024-03-01,"
    " or an instant such as 2024-03-01T12:00:00Z"
)


def is_point(text: str) -> bool:
    """Say whether a text has the form of a point.

    >>> is_point("#12"), is_point("2024-03-01"), is_point("copy.jsonl")
    (True, True, False)
    """
    forms = (_NUMBER, _ID, _DAY, _INSTANT)
    return any(form.fullmatch(text) for form in forms)


@attrs.frozen
class Point:
    """A point in the history of a log.

    Attributes:
        number: The number of the last entry that counts, 0 for none of them.
        entries: The numbers of the entries that count where they are not simply all up
            to *number*; else empty.
    """

    number: int
    entries: frozenset[int] = frozenset()


def resolve(connection: sqlite3.Connection, text: str, last: int) -> Point:
    """Return the point that *text* names in a log of *last* entries.

    Args:
        connection: The read model.
        text: ``#N`` (the N-th entry), the beginning of an entry's id (what its writer
            knew) or several of them joined by commas (what all these knew), a day (its
            end, UTC) or an instant (UTC unless it says otherwise).
        last: The number of the last entry.

    Raises:
        PointError: The text is no point, or names none in this log.
    """
    if numbered := _NUMBER.fullmatch(text):
        return _numbered(connection, text, int(numbered[1]), last)
    if _ID.fullmatch(text):
        return _known_to(connection, text)
    is_day = _DAY.fullmatch(text) is not None
    instant = _instant(f"{text}T23:59:59.999999" if is_day else text, text)
    found = connection.execute(
        "SELECT coalesce(max(n), 0) FROM entry WHERE at <= ? AND n <= ?",
        (instant, last),
    )
    return Point(found.fetchone()[0])


def ancestors(
    connection: sqlite3.Connection, number: int, down_to: int = 1
) -> set[int]:
    """Return the numbers of an entry and all it follows, as far down as *down_to*."""
    found: set[int] = set()
    ahead = [number]
    while ahead:
        here = ahead.pop()
        if here < down_to or here in found:
            continue
        found.add(here)
        (parents,) = connection.execute(
            "SELECT parents FROM entry WHERE n = ?", (here,)
        ).fetchone()
        if parents is None:
            ahead.append(here - 1)
            continue
        for parent in parents.split():
            row = connection.execute(
                "SELECT n FROM entry WHERE id = ?", (parent,)
            ).fetchone()
            ahead += row or ()
    return found


def _numbered(
    connection: sqlite3.Connection, text: str, number: int, last: int
) -> Point:
    if not 1 <= number <= last:
        raise PointError(text, "the log has no such entry", f"#1 to #{last} are there")
    branch = connection.execute(
        "SELECT min(n) FROM entry WHERE parents IS NOT NULL AND n <= ?", (number,)
    ).fetchone()[0]
    if branch is not None:
        why = (
            f"the history branches at #{branch}, so numbers can't tell what came before"
        )
        raise PointError(text, why, "name the entry by its id")
    return Point(number)


def _known_to(connection: sqlite3.Connection, text: str) -> Point:
    numbers = [_number_of(connection, one) for one in text.split(",")]
    known = frozenset[int]().union(*(ancestors(connection, one) for one in numbers))
    number = max(numbers)
    return Point(number) if len(known) == number else Point(number, known)


def _number_of(connection: sqlite3.Connection, text: str) -> int:
    rows: list[tuple[int]] = connection.execute(
        "SELECT n FROM entry WHERE id >= ? AND id < ? LIMIT 2", (text, text + "g")
    ).fetchall()
    if not rows:
        raise PointError(text, "no entry's id begins so", FINE)
    if len(rows) > 1:
        raise PointError(text, "several entries' ids begin so", "give more digits")
    return rows[0][0]


def _instant(moment: str, given: str) -> str:
    refused = PointSyntaxError(given, "not a point in the log's history", FINE)
    if not _INSTANT.fullmatch(moment):
        raise refused
    try:
        read = datetime.fromisoformat(moment)
        told = read.replace(tzinfo=read.tzinfo or UTC).astimezone(UTC)
    except (ValueError, OverflowError):  # no such day; or, in UTC, in no year we have
        raise refused from None
    return told.replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"
