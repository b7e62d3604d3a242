"""Following a log: its entries, and then those that anyone appends to it."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeAlias

from chrono56.errors import DamagedLogError, RewrittenError
from chrono56.log.position import Position
from chrono56.text import SHOWN

if TYPE_CHECKING:
    from chrono56.log.entry import Entry

Read: TypeAlias = "Callable[[Position | None], Iterator[tuple[Entry, Position]]]"
"""Yields the entries behind a position, each with its own; None is the beginning."""


def follow(
    name: str, read: Read, after: Position | None, wait: Callable[[], bool]
) -> Iterator[tuple["Entry", Position]]:
    """Yield entries behind a position as the log grows; see `LogReader.follow`."""
    last = after
    while True:
        for entry, position in _behind(name, read, last):
            yield entry, position
            last = position
        if not wait():
            return


def _behind(
    name: str, read: Read, last: Position | None
) -> Iterator[tuple["Entry", Position]]:
    if last is None:
        return read(None)
    # In one reading with the last entry itself: a file that is put in the log's place
    # between two would go unnoticed.
    entries = read(Position(last.start, last.start, last.entry))
    try:
        _, found = next(entries, (None, None))
    except DamagedLogError:
        found = None
    if found != last:
        where = f"entry {last.entry[:SHOWN]} is not where it was"
        raise RewrittenError(name, where)
    return entries
