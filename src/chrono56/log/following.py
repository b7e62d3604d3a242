"""Following a log: its entries, and then those that anyone appends to it."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from chrono56.errors import DamagedLogError, RewrittenError
from chrono56.log.position import Position
from chrono56.text import SHOWN

if TYPE_CHECKING:
    from chrono56.log.entry import Entry
    from chrono56.log.reader import LogReader


def follow(
    log: "LogReader", after: Position | None, wait: Callable[[], bool]
) -> Iterator[tuple["Entry", Position]]:
    """Yield entries behind a position as the log grows; see `LogReader.follow`."""
    last = after
    while True:
        for entry, position in _behind(log, last):
            yield entry, position
            last = position
        if not wait():
            return


def _behind(
    log: "LogReader", last: Position | None
) -> Iterator[tuple["Entry", Position]]:
    if last is None:
        return log.read()
    # In one reading with the last entry itself: a file that is put in the log's place
    # between two would go unnoticed.
    entries = log.read(Position(last.start, last.start, last.entry))
    try:
        _, found = next(entries, (None, None))
    except DamagedLogError:
        found = None
    if found != last:
        raise RewrittenError(
            log.name, f"entry {last.entry[:SHOWN]} is not where it was"
        )
    return entries
