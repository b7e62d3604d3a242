"""What is to be said of a conversion between calendars."""

from typing import Final

import attrs

from chrono56.dates.stretches import MOST_RUNS

_LISTED: Final = "X is every day that it leaves open, one by one"
_BOUNDED: Final = (
    f"X leaves more stretches of days open than a text lists, {MOST_RUNS} at most:"
    " this is all from the first to the last"
)
_ONE_MARK: Final = "a qualifier of one part stands for the whole date"


@attrs.define
class Remarks:
    """The remarks on one conversion, each once.

    Attributes:
        exact: Whether nothing was lost or added so far.
        said: The remarks so far.
    """

    exact: bool = True
    said: dict[str, None] = attrs.field(factory=dict)

    def add(self, text: str, *, exact: bool = True) -> None:
        """Say something of the conversion; *exact* says if it is so all the same."""
        self.said[text] = None
        self.exact = self.exact and exact

    def on_digits(self, *, listed: bool) -> None:
        """Say what unspecified digits became: all the days, or their bounds."""
        self.add(_LISTED if listed else _BOUNDED, exact=listed)

    def mark_of(self, parts: list[tuple[str, int]]) -> int:
        """Return the qualifier bits of a whole date, and say if parts had their own."""
        marks = {bits for _, bits in parts}
        if len(marks) > 1:
            self.add(_ONE_MARK, exact=False)
        whole = 0
        for bits in marks:
            whole |= bits
        return whole

    def __str__(self) -> str:
        return "; ".join(self.said)
