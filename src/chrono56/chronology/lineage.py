"""Who is a witness of what: sources that go back to one original count once.

A source that copies or translates another is no witness of its own; one that draws on
another has judged what it took, and is. Where a citation names whom its source credits
(``via``), the last of that chain is the witness. Anonymous sources ("by other data")
never are.
"""

from collections.abc import Callable, Collection, Iterable

import attrs

from chrono56.chronology.fold import COPYING
from chrono56.model import Citation, Source


@attrs.frozen
class Witness:
    """Somebody who says something on his own account, or who copies one who does.

    Attributes:
        source: The id of the source that speaks, or that is credited.
        origins: The ids of the originals it goes back to; itself if it is one.
    """

    source: str
    origins: frozenset[str]


def witness_of(
    citation: Citation, source: Callable[[str], Source | None]
) -> Witness | None:
    """Return who stands behind a citation; None if nobody can be named.

    Args:
        citation: The citation.
        source: Looks a source up; None for one that is not in the log, which then
            counts as an original.
    """
    speaker = citation.via[-1] if citation.via else citation.source
    found = source(speaker)
    if found is None:
        return Witness(speaker, frozenset({speaker}))
    if found.anonymous:
        return None
    return Witness(found.id, origins(found.id, source))


def origins(source_id: str, source: Callable[[str], Source | None]) -> frozenset[str]:
    """Return the originals that a source goes back to by copying and translating.

    In a circle of copies no original can be told; the least id stands for all of them.
    """
    ends: set[str] = set()
    seen: set[str] = set()
    ahead = [source_id]
    while ahead:
        here = ahead.pop()
        if here in seen:
            continue
        seen.add(here)
        found = source(here)
        copied = [
            one.source
            for one in (found.derived_from if found else ())
            if one.how in COPYING
        ]
        ahead += copied
        if not copied:
            ends.add(found.id if found else here)
    return frozenset(ends or {min(seen)})


def independent(witnesses: Iterable[Witness]) -> int:
    """Count the witnesses who share no original, directly or through one another.

    >>> a, b = Witness("a", frozenset({"x"})), Witness("b", frozenset({"x"}))
    >>> independent([a, b]), independent([a, Witness("c", frozenset({"c"}))])
    (1, 2)
    """
    groups: list[frozenset[str]] = []
    for witness in witnesses:
        joined = witness.origins
        apart = []
        for group in groups:
            if group & joined:
                joined |= group
            else:
                apart.append(group)
        groups = [*apart, joined]
    return len(groups)


def are_independent(some: Collection[Witness], others: Collection[Witness]) -> bool:
    """Say whether one of *some* and one of *others* share no original."""
    return any(not one.origins & other.origins for one in some for other in others)
