"""Write the canonical text of a date's components and qualifiers."""

from collections.abc import Sequence

from chrono56.dates.shape import MARK_OF


def qualified(components: Sequence[str], marks: Sequence[int]) -> str:
    """Return components joined by hyphens, each with its qualifier (0 to 3).

    EDTF lets a qualifier on the right stand for all that is left of it, and one on
    the left for its component alone. Written is the longest group of equal qualifiers
    from the start, marked on the right; every other component is marked on its left.

    >>> qualified(["2004", "06", "11"], [1, 0, 2])
    '2004?-06-~11'
    >>> qualified(["2004", "06", "11"], [2, 2, 2])
    '2004-06-11~'
    """
    first = marks[0]
    group = 0
    if first:
        while group < len(marks) and marks[group] == first:
            group += 1
    written = [
        component if place < group else MARK_OF[marks[place]] + component
        for place, component in enumerate(components)
    ]
    if group:
        written[group - 1] += MARK_OF[first]
    return "-".join(written)
