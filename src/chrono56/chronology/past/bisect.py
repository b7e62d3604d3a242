"""Since which entry something holds."""

from collections.abc import Callable


def first_since(holds: Callable[[int], bool], last: int, *, scan: bool = False) -> int:
    """Return the number of the entry since which something holds; 0 if it does not.

    Args:
        holds: Says whether it holds after the entry of a number, counted from 1.
        last: The number of the last entry; it must hold there.
        scan: Go back entry by entry to the last time that it did not hold. Without it
            the entries are halved again and again, which finds a time at which it
            began to hold, and the only one if it never ceased to.

    >>> first_since(lambda number: number >= 700, 1000)
    700
    >>> came_and_went = {3, 4, 8, 9, 10}
    >>> first_since(came_and_went.__contains__, 10, scan=True)
    8
    """
    if not last or not holds(last):
        return 0
    if scan:
        found = last
        while found > 1 and holds(found - 1):
            found -= 1
        return found
    fails, found = 0, last
    while found - fails > 1:
        middle = (fails + found) // 2
        if holds(middle):
            found = middle
        else:
            fails = middle
    return found
