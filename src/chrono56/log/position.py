"""Where a reader stands in a log."""

from typing import TypeAlias

import attrs

from chrono56.errors import DamagedLogError

# The name of a log, the number of a line in it (from 1; 0 where that is unknown), and
# the offset of the line's first byte.
Place: TypeAlias = tuple[str, int, int]


def damaged(place: Place, why: str) -> DamagedLogError:
    """Return the error of a line that can't be read."""
    name, number, offset = place
    return DamagedLogError(name, number, why if number else f"{why} (at byte {offset})")


@attrs.frozen
class Position:
    """Name the last line that was read, so that reading can go on behind it.

    Attributes:
        start: Offset of the line's first byte.
        end: Offset of the byte after its line end.
        entry: The id of the entry on that line.
    """

    start: int
    end: int
    entry: str
