"""What claims say to each other: agreed, refined, or in dispute; derived, not recorded.

A property is one thing that can be so in one way only: the date, the start or the end
of an event, its place, a figure, who held an exclusive role, whether it happened.
Only what is asserted or denied, and not deprecated, is compared: a plan or a
supposition never conflicts with what happened. Only events have disputes: what claims
say against each other about a person, a place or a source is kept, but not compared.
"""

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Final

import attrs

from chrono56.chronology.agreement import DENIED, clash, property_of
from chrono56.chronology.hearing import standing_claim
from chrono56.chronology.lineage import Witness, are_independent, independent
from chrono56.chronology.state import State
from chrono56.chronology.weighing import Weighed
from chrono56.dates import Verdict
from chrono56.model import Dating, Occurrence, Relation

UNIQUE: Final = "unique"
AGREED: Final = "agreed"
REFINED: Final = "refined"
COPYING: Final = "copying"
SELF_CONTRADICTORY: Final = "self-contradictory"
CONFLICTING: Final = "conflicting"

DISPUTED: Final = (SELF_CONTRADICTORY, CONFLICTING)
"""The classes that leave a reader without one answer; a copy's slip does not."""

Pair = tuple[Weighed, Weighed]


@attrs.frozen
class Comparison:
    """What the claims on one property come to.

    Attributes:
        property: ``date``, ``start``, ``end``, ``start and end``, ``place``,
            ``occurrence``, ``figure …`` or ``role …``.
        class_: ``unique`` (one independent voice), ``agreed`` (several, in the same
            words), ``refined`` (several, compatible), ``copying`` (a copy differs from
            its original), ``self-contradictory`` (one source gives rivals, or names
            them as "other data") or ``conflicting`` (independent sources clash).
        claims: All of the claims compared, in order of recording.
    """

    property: str
    class_: str
    claims: tuple[Weighed, ...]


def compared(claims: Iterable[Weighed]) -> tuple[Comparison, ...]:
    """Compare the claims about one event, property by property."""
    groups: dict[str, list[Weighed]] = {}
    for weighed in claims:
        if weighed.counts and weighed.claim.mode in ("asserted", DENIED):
            name = property_of(weighed)
            if name:
                groups.setdefault(name, []).append(weighed)
    backward = _ends_before_starts(groups)
    _join_what_a_denial_denies(groups)
    found = [
        Comparison(name, _class_of(name, group), tuple(group))
        for name, group in groups.items()
    ]
    if backward:
        both = tuple(dict.fromkeys(one for pair in backward for one in pair))
        found.append(Comparison("start and end", _class_of_rivals(backward), both))
    return tuple(found)


def severity(classes: Iterable[str]) -> int:
    """Return 2 if a property is disputed, 1 if only a copy differs, else 0."""
    found = set(classes)
    return 2 if found & set(DISPUTED) else int(COPYING in found)


def class_of_stated(pair: Pair) -> str:
    """Return the class of a contradiction that a recorder stated."""
    return _class_of_rivals([pair])


def _class_of_rivals(rivals: Sequence[Pair]) -> str:
    unsteady = _giving_rivals(rivals)
    classes = {_class_of_pair(pair, unsteady) for pair in rivals}
    ranked = (CONFLICTING, SELF_CONTRADICTORY, COPYING)
    return next(class_ for class_ in ranked if class_ in classes)


def _ends_before_starts(groups: dict[str, list[Weighed]]) -> list[Pair]:
    """Return the starts and ends that can't both be so."""
    return [
        (start, end)
        for start in groups.get("start", ())
        for end in groups.get("end", ())
        if DENIED not in (start.claim.mode, end.claim.mode)
        and isinstance(start.claim.says, Dating)
        and isinstance(end.claim.says, Dating)
        and end.claim.says.when.before(start.claim.says.when) is Verdict.CERTAIN
    ]


def _join_what_a_denial_denies(groups: dict[str, list[Weighed]]) -> None:
    """Let a denied occurrence meet the dates, which say that it happened.

    Dates are brought in only where nobody claims the occurrence in so many words.
    """
    occurrence = groups.get("occurrence", [])
    if not occurrence or any(one.claim.mode != DENIED for one in occurrence):
        return
    for name in ("date", "start", "end"):
        for weighed in groups.get(name, []):
            if weighed.claim.mode != DENIED and isinstance(weighed.claim.says, Dating):
                occurrence.append(weighed)


def _class_of(name: str, group: Sequence[Weighed]) -> str:
    rivals = [pair for pair in combinations(group, 2) if _clashes(*pair)]
    if not rivals:
        return _class_of_compatible(group)
    unsteady = _giving_rivals(rivals)
    classes = set()
    for pair in rivals:
        class_ = _class_of_pair(pair, unsteady)
        if class_ == CONFLICTING:
            return CONFLICTING
        classes.add(class_)
    # Who names several places, or several people in a role, means all of them.
    several = name == "place" or name.startswith("role ")
    if SELF_CONTRADICTORY in classes and not several:
        return SELF_CONTRADICTORY
    return COPYING if COPYING in classes else _class_of_compatible(group)


def _clashes(one: Weighed, other: Weighed) -> bool:
    both = (one.claim, other.claim)
    occurrences = sum(isinstance(claim.says, Occurrence) for claim in both)
    if occurrences == 1:
        return one.claim.mode != other.claim.mode
    return clash(one, other)


def _class_of_compatible(group: Sequence[Weighed]) -> str:
    if independent(_voices(group)) <= 1:
        return UNIQUE
    same = len({(one.claim.says, one.claim.mode) for one in group}) == 1
    return AGREED if same else REFINED


def _giving_rivals(rivals: Iterable[Pair]) -> set[str]:
    """Return the sources that give rivals themselves, and so count for none of them."""
    return {
        witness.source
        for one, other in rivals
        for witness in one.witnesses
        if witness.source in {it.source for it in other.witnesses}
    }


def _class_of_pair(pair: Pair, unsteady: set[str]) -> str:
    one, other = (
        [it for it in _voices([w]) if it.source not in unsteady] for w in pair
    )
    if not one or not other:
        return SELF_CONTRADICTORY
    return CONFLICTING if are_independent(one, other) else COPYING


def _voices(group: Iterable[Weighed]) -> list[Witness]:
    """Return the witnesses of all claims; an inference is a voice of its own."""
    found: list[Witness] = []
    for weighed in group:
        found += weighed.witnesses
        if weighed.is_inference:
            recorder = f"claim {weighed.claim.id}"
            found.append(Witness(recorder, frozenset({recorder})))
    return found


def contradicted(state: State, claims: Iterable[Weighed]) -> list[Pair]:
    """Return the pairs of standing claims that are stated to contradict each other.

    Such a statement is a claim about one claim that names another; one of them is among
    *claims*.
    """
    found: dict[frozenset[str], Pair] = {}
    for weighed in claims:
        for one, other in _stated_rivals(state, weighed.claim.id):
            a, b = standing_claim(state, one), standing_claim(state, other)
            if a is not None and b is not None and a.counts and b.counts:
                key = frozenset((one, other))
                found[key] = (a, b) if a.order < b.order else (b, a)
    return list(found.values())


def _stated_rivals(state: State, claim_id: str) -> Iterable[tuple[str, str]]:
    for holder in state.holders(claim_id):
        stated = standing_claim(state, holder)
        if stated is None or not stated.counts or stated.claim.mode == DENIED:
            continue
        says = stated.claim.says
        if isinstance(says, Relation) and says.kind == "contradicts":
            rivals = (stated.claim.about, says.other)
            if claim_id in rivals:  # else it is a premise, or was named once
                yield rivals
