"""A command line that can't be carried out as it stands."""

import re
from typing import Final

from chrono56.errors import Chrono56Error
from chrono56.text import one_line

# Longer than any id: of what no name can be, both ends are enough to know it by.
_ENDLESS: Final = re.compile(r"(\S{100})\S{200,}(\S{40})")


class UsageError(Chrono56Error, ValueError):
    """What was asked for on the command line makes no sense, or is not enough.

    Attributes:
        found: What was found, in plain words.
        fine: What would have been fine.
        where: The option, or the record it is about; may be empty.

    >>> str(UsageError("'x' is not a number", "use digits", "--figure"))
    "--figure: 'x' is not a number; use digits"
    """

    def __init__(self, found: str, fine: str, where: str = "") -> None:
        super().__init__(found, fine, where)
        self.found = found
        self.fine = fine
        self.where = where

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        return f"{place}{self.found}; {self.fine}"


def harmless(message: str) -> str:
    """Return a message as one line, whatever it repeats of what was given.

    >>> len(harmless(f"no event {'x' * 100_000!r} in this log"))
    162
    """
    return _ENDLESS.sub(r"\1…\2", one_line(message))
