"""A command line that can't be carried out as it stands."""

from chrono56.errors import Chrono56Error


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
