"""What claims say to each other: agreed, refined, or in dispute; derived, not recorded.

A property is one thing that can be so in one way only: the date, the start or the end
of an event, its place, a figure, who held an exclusive role, who said some words,
whether it happened; of a source when it was issued and what time it covers.
Only what is asserted or denied, and not deprecated, is compared: a plan or a
supposition never conflicts with what happened. Only events and sources have disputes:
what claims say against each other about a person or a place is kept, but not compared.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Final

import attrs

from chrono56.chronology.agreement import DENIED, clash, property_of
from chrono56.chronology.happening import ASSERTED, implying
from chrono56.chronology.hearing import standing_claim
from chrono56.chronology.lineage import are_independent, independent
from chrono56.chronology.sides import Side, all_agree, sides_of
from chrono56.chronology.state import State
from chrono56.chronology.weighing import AnyRival, Rival, Weighed
from chrono56.dates import Verdict
from chrono56.model import Dating, Relation

UNIQUE: Final = "unique"
AGREED: Final = "agreed"
REFINED: Final = "refined"
COPYING: Final = "copying"
SELF_CONTRADICTORY: Final = "self-contradictory"
CONFLICTING: Final = "conflicting"

BOTH_ENDS: Final = "start and end"
"""The property of a start and an end that can't both be so."""

STATED: Final = "contradiction"
"""The property of what a recorder stated, and the values alone can't show."""

ORDER: Final = "order"
"""The property of what shows only when events are held against each other."""

SETTLED: Final = "settled"
"""The class of what is in dispute only if deprecated claims are taken in."""

DISPUTED: Final = (SELF_CONTRADICTORY, CONFLICTING)
"""The classes that leave a reader without one answer; a copy's slip does not."""

Pair = tuple[Weighed, Weighed]
_Both = tuple[Side[AnyRival], Side[AnyRival]]


@attrs.frozen
class Comparison:
    """What the claims on one property come to.

    Attributes:
        property: ``date``, ``start``, ``end``, ``start and end``, ``place``,
            ``occurrence``, ``figure …``, ``role …`` or ``quote …``; of a source also
            ``issued`` and ``covers``.
        class_: ``unique`` (one independent voice), ``agreed`` (several, in the same
            words), ``refined`` (several, compatible), ``copying`` (a copy differs from
            its original), ``self-contradictory`` (one source gives rivals, or names
            them as "other data") or ``conflicting`` (independent sources clash).
        claims: All of the claims compared, in order of recording.
        unsteady: The ids of the sources that give rivals themselves, and so count for
            none of them; sorted.
        in_reading: Whether the reading goes by all of the claims, though they clash.
    """

    property: str
    class_: str
    claims: tuple[Weighed, ...]
    unsteady: tuple[str, ...] = ()
    in_reading: bool = False


def compared(
    claims: Iterable[Weighed], *, deprecated: bool = False
) -> tuple[Comparison, ...]:
    """Compare the claims about one event or source, property by property.

    Args:
        claims: The claims.
        deprecated: Compare also what is deprecated, as if it were not.
    """
    groups, backward = _grouped(one for one in claims if deprecated or one.counts)
    found = [_comparison(name, group) for name, group in groups.items()]
    if backward:
        found.append(_comparison_of_rivals(BOTH_ENDS, backward))
    return tuple(found)


def classes(claims: Iterable[Rival]) -> list[tuple[str, str]]:
    """Return the properties that `compared` finds, each with its class."""
    groups, backward = _grouped(one for one in claims if one.counts)
    found = [(name, class_of(name, group)) for name, group in groups.items()]
    if backward:
        found.append((BOTH_ENDS, _judged_rivals(backward)[0]))
    return found


def class_of(name: str, group: Sequence[Rival]) -> str:
    """Return the class of claims that are asserted or denied.

    Args:
        name: The property that all of them are about, neither ``start`` nor ``end``.
        group: The claims, at least one.
    """
    return _judged(name, group)[0]


def severity(classes: Iterable[str]) -> int:
    """Return 2 if a property is disputed, 1 if only a copy differs, else 0."""
    found = set(classes)
    return 2 if found & set(DISPUTED) else int(COPYING in found)


def of_stated(pairs: Iterable[Pair]) -> list[Comparison]:
    """Compare claims that a recorder stated to contradict each other, pair by pair.

    Pairs that say the same against each other, by whomever, are one disagreement.
    """
    groups: dict[Rivalry, list[Pair]] = {}
    for pair in pairs:
        groups.setdefault(rivalry(pair), []).append(pair)
    found = []
    for group in groups.values():
        # What one claim says of several stands on one side, whichever comes first.
        said = _said(group[0][0])
        turned = [pair if _said(pair[0]) == said else pair[::-1] for pair in group]
        one, other = (
            sides_of({it.order: it for it in side}.values())[0]
            for side in zip(*turned, strict=True)
        )
        found.append(_comparison_of_rivals(STATED, [(one, other)]))
    return found


Rivalry = frozenset[object]
"""What tells one stated contradiction from another."""


def rivalry(claims: Iterable[Weighed]) -> Rivalry:
    """Return what is said against each other; of claims that say the same, their ids.

    >>> from chrono56.model import Claim, Location
    >>> def told(name: str, place: str) -> Weighed:
    ...     claim = Claim(name, "meeting", Location(place), reason="by hearsay")
    ...     return Weighed(claim=claim, number=1, order=1, first=1)
    >>> inn, mill, again = told("a", "inn"), told("b", "mill"), told("c", "mill")
    >>> rivalry([inn, mill]) == rivalry([again, inn])
    True
    """
    given = list(claims)
    said = frozenset(map(_said, given))
    return said if len(said) > 1 else frozenset(one.claim.id for one in given)


def _said(weighed: Weighed) -> object:
    return weighed.claim.about, weighed.says, weighed.mode


def _comparison_of_rivals(name: str, rivals: Sequence[_Both[Weighed]]) -> Comparison:
    class_, unsteady = _judged_rivals(rivals)
    claims = [one for pair in rivals for side in pair for one in side.claims]
    distinct = {one.order: one for one in claims}
    return Comparison(name, class_, tuple(distinct.values()), tuple(sorted(unsteady)))


def _judged_rivals(rivals: Sequence[_Both[AnyRival]]) -> tuple[str, set[str]]:
    """Return the class of sides that can't both be so, and who gives rivals himself."""
    unsteady = {it for one, other in rivals for it in _speaking_for_both(one, other)}
    found = {SELF_CONTRADICTORY} if unsteady else set()
    for one, other in rivals:
        found |= _classes_of_pair(_heard(one, unsteady), _heard(other, unsteady))
    ranked = (CONFLICTING, SELF_CONTRADICTORY, COPYING)
    return next(class_ for class_ in ranked if class_ in found), unsteady


def _speaking_for_both(one: Side[AnyRival], other: Side[AnyRival]) -> set[str]:
    cited = ({it.source for it in side.voices} for side in (one, other))
    return set.intersection(*cited)


def _grouped(
    claims: Iterable[AnyRival],
) -> tuple[dict[str, list[AnyRival]], list[_Both[AnyRival]]]:
    """Return claims by the properties on which they are compared.

    Returns:
        The claims of each property, and the starts and ends that can't both be so.
    """
    heard = list(claims)
    groups: dict[str, list[AnyRival]] = {}
    for one in heard:
        if one.mode in (ASSERTED, DENIED):
            name = property_of(one)
            if name:
                groups.setdefault(name, []).append(one)
    backward = _ends_before_starts(groups)
    _join_what_a_denial_denies(groups, heard)
    _join_what_has_both_ends(groups)
    return groups, backward


def _ends_before_starts(
    groups: Mapping[str, Sequence[AnyRival]],
) -> list[_Both[AnyRival]]:
    """Return the starts and ends that can't both be so."""
    starts, ends = (
        [it for it in sides_of(groups.get(point, ())) if it.first.mode != DENIED]
        for point in ("start", "end")
    )
    return [
        (start, end)
        for start in starts
        for end in ends
        if isinstance(start.first.says, Dating)
        and isinstance(end.first.says, Dating)
        and end.first.says.when.before(start.first.says.when) is Verdict.CERTAIN
    ]


def _join_what_a_denial_denies(
    groups: dict[str, list[AnyRival]], claims: Iterable[AnyRival]
) -> None:
    """Let a denied occurrence meet the claims that say, not outright, that it happened.

    They are brought in only where nobody claims the occurrence outright.
    """
    occurrence = groups.get("occurrence", [])
    if not occurrence or any(one.mode != DENIED for one in occurrence):
        return
    occurrence += [one for one in implying(claims) if one.mode == ASSERTED]


def _join_what_has_both_ends(groups: dict[str, list[AnyRival]]) -> None:
    """Let dates of the whole meet claims of its start and end.

    Stretches of days have both. A window has neither, but clashes with a start or an
    end that lies outside; only then it is brought in.
    """
    for name in ("start", "end"):
        if name not in groups or "date" not in groups:
            continue
        given = [side.first for side in sides_of(groups[name])]
        groups[name] += [
            one
            for one in groups["date"]
            if one.mode != DENIED
            and isinstance(one.says, Dating)
            and (one.says.when.is_extent or any(clash(one, other) for other in given))
        ]


def _comparison(name: str, group: Sequence[Weighed]) -> Comparison:
    class_, unsteady = _judged(name, group)
    return Comparison(name, class_, tuple(group), tuple(sorted(unsteady)))


def _judged(name: str, group: Sequence[Rival]) -> tuple[str, Collection[str]]:
    """Return the class of claims on one property, and who gives rivals himself."""
    sides = sides_of(group)
    if len(sides) == 1 or all_agree(sides):  # as mostly; there are no rivals
        return _class_of_compatible(sides), ()
    unsteady = _giving_rivals(name, sides)
    return _class_of_sides(name, sides, unsteady), unsteady


def _class_of_sides(
    name: str, sides: Sequence[Side[AnyRival]], unsteady: Collection[str]
) -> str:
    heard, found = sides, set[str]()
    if unsteady:  # nothing new comes of who speaks for nobody
        heard = [one for it in sides if (one := _heard(it, unsteady)).voices]
        found = {SELF_CONTRADICTORY}
    for one, other in combinations(heard, 2):
        # Whether they clash costs more to tell, and matters only once for each class.
        new = _classes_of_pair(one, other) - found
        if new and _clashes(name, one, other):
            if CONFLICTING in new:
                return CONFLICTING
            found |= new
    if SELF_CONTRADICTORY in found and not _may_be_several(name):
        return SELF_CONTRADICTORY
    return COPYING if COPYING in found else _class_of_compatible(sides)


def _may_be_several(name: str) -> bool:
    """Say whether who names several places, or people in a role, means all of them."""
    return name == "place" or name.startswith("role ")


def _clashes(name: str, one: Side[AnyRival], other: Side[AnyRival]) -> bool:
    if name == "occurrence":
        return one.first.mode != other.first.mode
    if name in ("start", "end") and _is_whole(one.first) and _is_whole(other.first):
        return False  # they are held against each other as dates
    return clash(one.first, other.first)


def _is_whole(claim: Rival) -> bool:
    return isinstance(claim.says, Dating) and claim.says.point == "whole"


def _class_of_compatible(sides: Sequence[Side[AnyRival]]) -> str:
    if independent(voice for side in sides for voice in side.voices) <= 1:
        return UNIQUE
    return AGREED if len(sides) == 1 else REFINED


def _giving_rivals(name: str, sides: Sequence[Side[AnyRival]]) -> set[str]:
    """Return the sources that give rivals themselves, and so count for none of them."""
    speaking = [{voice.source for voice in side.voices} for side in sides]
    if sum(map(len, speaking)) == len(set().union(*speaking)):
        return set()  # as mostly; nobody speaks on two sides
    given: dict[str, list[Side[AnyRival]]] = {}
    for side, sources in zip(sides, speaking, strict=True):
        for source in sources:
            given.setdefault(source, []).append(side)
    return {
        source
        for source, its in given.items()
        if any(_clashes(name, one, other) for one, other in combinations(its, 2))
    }


def _heard(side: Side[AnyRival], unsteady: Collection[str]) -> Side[AnyRival]:
    """Return a side with those of its voices that count."""
    counted = tuple(voice for voice in side.voices if voice.source not in unsteady)
    return Side(side.claims, counted, side.is_rumoured)


def _classes_of_pair(one: Side[AnyRival], other: Side[AnyRival]) -> set[str]:
    """Return what it makes of a property that two sides clash, as far as heard.

    It does not matter how the voices of a side are spread over its claims.
    """
    found = set()
    if one.is_rumoured or other.is_rumoured or not (one.voices and other.voices):
        found.add(SELF_CONTRADICTORY)
    if one.voices and other.voices:
        apart = are_independent(one.voices, other.voices)
        found.add(CONFLICTING if apart else COPYING)
    return found


def contradicted(
    state: State, claims: Iterable[Weighed], *, deprecated: bool = False
) -> list[Pair]:
    """Return the pairs of standing claims that are stated to contradict each other.

    Such a statement is a claim about one claim that names another; one of them is among
    *claims*.

    Args:
        state: What stood when.
        claims: The claims.
        deprecated: Return also pairs of which one or both are deprecated.
    """
    found: dict[frozenset[str], Pair] = {}
    for weighed in claims:
        for _, rivals in _statements(state, weighed.claim.id):
            a, b = (standing_claim(state, one) for one in rivals)
            if a is None or b is None:
                continue
            if deprecated or (a.counts and b.counts):
                found[frozenset(rivals)] = (a, b) if a.order < b.order else (b, a)
    return list(found.values())


def stating(state: State, claims: Iterable[Weighed]) -> list[Weighed]:
    """Return the claims that state some of these to contradict each other."""
    ids = {one.claim.id for one in claims}
    found = {
        stated.order: stated
        for one in sorted(ids)
        for stated, rivals in _statements(state, one)
        if ids.issuperset(rivals)
    }
    return [found[order] for order in sorted(found)]


def _statements(
    state: State, claim_id: str
) -> Iterator[tuple[Weighed, tuple[str, str]]]:
    """Yield the claims that say that one claim contradicts another, with both ids."""
    for holder in state.holders(claim_id):
        stated = standing_claim(state, holder)
        if stated is None or not stated.counts or stated.mode == DENIED:
            continue
        says = stated.says
        if isinstance(says, Relation) and says.kind == "contradicts":
            rivals = (stated.claim.about, says.other)
            if claim_id in rivals:  # else it is a premise, or was named once
                yield stated, rivals
