"""What has to wait until a whole log was read: acts to judge, and events to tell."""

from array import array
from collections.abc import Iterable, Iterator

from chrono56.chronology.tables.steps import Steps

_TOGETHER = 4_000  # acts that are judged before it is told how far that is


class Waiting:
    """Remember in little memory what has to wait."""

    def __init__(self) -> None:
        self._acts = array("q")
        self._numbers = array("q")
        self._events = array("q")

    def add_acts(self, orders: Iterable[int]) -> None:
        """Let acts of an entry wait, by their numbers among all, rising."""
        self._acts.extend(orders)

    def add_event(self, number: int, act: int) -> None:
        """Let an event wait that could not be told after an entry.

        Args:
            number: The number of the entry.
            act: An act that recorded or revised the event.
        """
        self._numbers.append(number)
        self._events.append(act)

    def acts(self, steps: Steps) -> Iterator[int]:
        """Yield the acts in their order; *steps* is told how far that is."""
        for index, order in enumerate(self._acts):
            if index % _TOGETHER == 0:
                steps.judge(index + 1, of=len(self._acts))
            yield order

    def events(self) -> Iterator[tuple[int, int]]:
        """Yield the numbers of the entries, rising, each with the act of an event."""
        return zip(self._numbers, self._events, strict=True)
