"""Who is a witness of what: sources that go back to one original count once.

A source that copies, reprints or translates another is no witness of its own; one that
cites another, or draws on it, has judged what it took, and is. Where a citation names
whom its source credits (``via``), the last of that chain is the witness. Anonymous
sources ("by other data") never are.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping

import attrs

from chrono56.model import Citation, Source
from chrono56.model.kinds import is_copying


@attrs.frozen
class Witness:
    """Somebody who says something on his own account, or who copies one who does.

    Attributes:
        source: The id of the source that speaks, or that is credited.
        origins: The ids of the originals it goes back to; itself if it is one.
    """

    source: str
    origins: frozenset[str]


@attrs.frozen
class Step:
    """One step of a descent: *source* goes back to *other*, as *how* says."""

    source: str
    how: str
    other: str


@attrs.frozen(kw_only=True)
class Lineage:
    """Show how a source stands to others.

    Attributes:
        originals: The ids of what it goes back to by copying; its own if it is one.
        ancestors: The steps up to all that it goes back to, nearest first.
        descendants: The steps down to all that goes back to it, nearest first.
        one_voice: The ids of the other sources with which it counts as one, sorted.

    >>> [step.other for step in chronology.lineages()["wiki-hu"].ancestors]
    ['un-report-1957', 'kecskes-2015']
    """

    originals: tuple[str, ...]
    ancestors: tuple[Step, ...]
    descendants: tuple[Step, ...]
    one_voice: tuple[str, ...]


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
    """Return the originals that a source goes back to by copying of any kind.

    In a circle of copies no original can be told; the least id stands for all of them.
    """
    copied = _copied(source_id, source)
    if len(copied) == 1:
        return frozenset(copied)
    ends = {one for one, its in copied.items() if not its}
    endless = copied.keys() - _leading_to(ends, copied)
    behind = {one: _reached(one, copied) for one in endless}
    for its in behind.values():
        if all(behind[other] == its for other in its):
            ends.add(min(its))
    return frozenset(ends)


def _copied(
    source_id: str, source: Callable[[str], Source | None]
) -> dict[str, list[str]]:
    """Return what a source copies, what that copies, and so on."""

    def united(one: str) -> str:
        found = source(one)
        return found.id if found else one

    copied: dict[str, list[str]] = {}
    ahead = [united(source_id)]
    while ahead:
        here = ahead.pop()
        if here not in copied:
            found = source(here)
            derived = found.derived_from if found else ()
            copied[here] = [united(it.source) for it in derived if is_copying(it.how)]
            ahead += copied[here]
    return copied


def _leading_to(ends: Iterable[str], leads: Mapping[str, Iterable[str]]) -> set[str]:
    """Return the ids from which one of the ends can be reached, these included."""
    back: dict[str, list[str]] = defaultdict(list)
    for one, others in leads.items():
        for other in others:
            back[other].append(one)
    return {it for end in ends for it in (end, *_reached(end, back))}


def _reached(start: str, leads: Mapping[str, Iterable[str]]) -> set[str]:
    """Return the ids that can be reached from one; itself only through others."""
    found: set[str] = set()
    ahead = [start]
    while ahead:
        new = set(leads.get(ahead.pop(), ())) - found
        found |= new
        ahead += new
    return found


def independent(witnesses: Iterable[Witness]) -> int:
    """Count the witnesses who share no original, directly or through one another.

    >>> a, b = Witness("a", frozenset({"x"})), Witness("b", frozenset({"x"}))
    >>> independent([a, b]), independent([a, Witness("c", frozenset({"c"}))])
    (1, 2)
    """
    origins = {witness.origins for witness in witnesses}
    if len(frozenset().union(*origins)) == sum(map(len, origins)):
        return len(origins)  # as mostly; none is shared
    return len(voices(origins))


def voices(origins_of_each: Iterable[frozenset[str]]) -> list[frozenset[str]]:
    """Join sets of originals that overlap, directly or through one another.

    >>> [sorted(it) for it in voices([frozenset("ab"), frozenset("c"), frozenset("b")])]
    [['a', 'b'], ['c']]
    """
    above: dict[str, str] = {}

    def top(one: str) -> str:
        while (over := above.setdefault(one, one)) != one:
            above[one] = above[over]
            one = over
        return one

    for shared in dict.fromkeys(origins_of_each):
        first, *others = shared
        for other in others:
            above[top(other)] = top(first)
        top(first)
    joined: dict[str, list[str]] = {}
    for one in above:
        joined.setdefault(top(one), []).append(one)
    return [frozenset(group) for group in joined.values()]


def tally(witnesses: Iterable[Witness]) -> tuple[int, int]:
    """Count who speaks independently, and who only repeats one of these.

    >>> report, paper = Witness("r", frozenset("r")), Witness("p", frozenset("r"))
    >>> tally([report, paper, paper])
    (1, 1)
    """
    distinct = {witness.source: witness for witness in witnesses}
    speaking = independent(distinct.values())
    return speaking, len(distinct) - speaking


def are_independent(some: Collection[Witness], others: Collection[Witness]) -> bool:
    """Say whether one of *some* and one of *others* share no original."""
    return any(
        one.origins.isdisjoint(other.origins) for one in some for other in others
    )


def lineages(
    sources: Iterable[Source], source: Callable[[str], Source | None]
) -> dict[str, Lineage]:
    """Return how each of some sources stands to the others, by id.

    Args:
        sources: The sources.
        source: Looks a source up; None for one that is not in the log.
    """
    known = {one.id: one for one in sources}
    above: dict[str, list[Step]] = defaultdict(list)
    below: dict[str, list[Step]] = defaultdict(list)
    for one in known.values():
        for derivation in one.derived_from:
            found = source(derivation.source)
            other = found.id if found else derivation.source
            step = Step(one.id, derivation.how, other)
            above[one.id].append(step)
            below[other].append(step)
    originals = {one: origins(one, source) for one in known}
    counted = {one: its for one, its in originals.items() if not known[one].anonymous}
    together = _together(counted)
    return {
        one: Lineage(
            originals=tuple(sorted(its)),
            ancestors=_walk(one, above, lambda step: step.other),
            descendants=_walk(one, below, lambda step: step.source),
            one_voice=tuple(it for it in together.get(one, ()) if it != one),
        )
        for one, its in originals.items()
    }


def _together(originals: Mapping[str, frozenset[str]]) -> dict[str, list[str]]:
    """Return, for each source, all that count as one with it; sorted."""
    group_of = {
        original: group for group in voices(originals.values()) for original in group
    }
    members: dict[frozenset[str], list[str]] = defaultdict(list)
    for one in sorted(originals):
        members[group_of[min(originals[one])]].append(one)
    return {one: group for group in members.values() for one in group}


def _walk(
    start: str, steps: Mapping[str, list[Step]], leads_to: Callable[[Step], str]
) -> tuple[Step, ...]:
    """Return the steps that lead away from a source, nearest first, none twice."""
    found: dict[Step, None] = {}
    ahead = [start]
    while ahead:
        new = [step for here in ahead for step in steps.get(here, ())]
        new = [step for step in dict.fromkeys(new) if step not in found]
        found.update(dict.fromkeys(new))
        ahead = [leads_to(step) for step in new]
    return tuple(found)
