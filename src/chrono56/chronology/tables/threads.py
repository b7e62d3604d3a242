"""Very many short lists, threaded through two long ones.

Millions of lists of one or two would be looked through for garbage again and again,
while most of them are never read.
"""

from collections.abc import Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Item = TypeVar("Item")


class Threads(Generic[Key, Item]):
    """Keep items by key; any number of each.

    >>> threads = Threads[str, int]()
    >>> for key, item in (("a", 1), ("b", 2), ("a", 3)):
    ...     threads.add(key, item)
    >>> threads.of("a"), threads.of("c")
    ([1, 3], [])
    """

    def __init__(self) -> None:
        self._items: list[Item] = []
        self._before: list[int] = []  # where the one before of that key is, or -1
        self._last: dict[Key, int] = {}

    def add(self, key: Key, item: Item) -> None:
        """Add an item to those of a key."""
        self._before.append(self._last.get(key, -1))
        self._last[key] = len(self._items)
        self._items.append(item)

    def of(self, key: Key) -> list[Item]:
        """Return the items of a key in the order of adding."""
        found = []
        place = self._last.get(key, -1)
        while place >= 0:
            found.append(self._items[place])
            place = self._before[place]
        return found[::-1]
