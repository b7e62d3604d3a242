"""Where a reader stands in a log."""

import attrs


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
