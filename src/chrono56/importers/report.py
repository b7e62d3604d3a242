"""What an import came to."""

from collections import Counter
from collections.abc import Iterable
from typing import Final

import attrs

from chrono56.importers.context import Understood
from chrono56.log.ledger import type_of
from chrono56.model import Record
from chrono56.text import counted, one_line

_TOLD: Final = 5  # reasons; some tell what is wrong with each line


@attrs.frozen(kw_only=True)
class ImportReport:
    """Say what an import brought into the log, and what it did not.

    Attributes:
        format: The importer's name.
        name: What the input is called.
        sha256: The lower-case hex digest of the input.
        recorded: The records that are new, in the order of the input.
        revised: The records that replace what stood under their ids.
        same: How many records stood in the log already, just so.
        left_out: The place of everything that was not taken, and why it was not.
        understood: What the importer took words of the input for, if it says that.
        entries: The ids of the entries that were appended; none for a dry run.
    """

    format: str
    name: str
    sha256: str
    recorded: tuple[Record, ...] = ()
    revised: tuple[Record, ...] = ()
    same: int = 0
    left_out: tuple[tuple[str, str], ...] = ()
    understood: tuple[Understood, ...] = ()
    entries: tuple[str, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """Give how many records of each type are new."""
        return dict(Counter(map(type_of, self.recorded)))

    def __str__(self) -> str:
        """Say it in one line.

        >>> print(ImportReport(
        ...     format="csv", name="letters.csv", sha256="", same=2,
        ...     left_out=(("letters.csv:7", "without a date"),),
        ... ))
        0 records, 2 there already, 1 left out (without a date)
        """
        said = [self._read()] if self.understood else []
        said += [counted(len(self.recorded), "record")]
        if self.recorded:
            each = (counted(number, name) for name, number in self.counts.items())
            said[-1] += f" ({', '.join(each)})"
        if self.revised:
            said.append(f"{len(self.revised)} revised")
        if self.same:
            said.append(f"{self.same} there already")
        reasons = _most_frequent(why for _, why in self.left_out)
        told, others = reasons[:_TOLD], reasons[_TOLD:]
        said += [f"{number} left out ({why})" for why, number in told]
        if others:
            rest = sum(number for _, number in others)
            said.append(f"{rest} left out for {counted(len(others), 'other reason')}")
        return one_line(", ".join(said))

    def _read(self) -> str:
        """Say how much was read and understood."""
        places = {one.place for one in self.understood}
        places |= {place for place, _ in self.left_out}
        dates = sum(1 for one in self.understood if one.when is not None)
        undated = len(self.understood) - dates
        read = f"{counted(len(places), 'line')} with {counted(dates, 'date')}"
        return f"{read} and {undated} undated" if undated else read


def _most_frequent(reasons: Iterable[str]) -> list[tuple[str, int]]:
    return sorted(Counter(reasons).items(), key=lambda item: (-item[1], item[0]))
