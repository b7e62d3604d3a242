"""The sides of a property: each value that is claimed, and all who claim it.

Claims are many where values are few. So values are compared, and not claims: what a
thousand claims in the same words cost is hardly more than what one costs.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import accumulate, combinations
from operator import itemgetter, or_
from typing import Final, Generic

import attrs

from chrono56.chronology.agreement import DENIED, clash
from chrono56.chronology.lineage import Witness, independent, voices
from chrono56.chronology.numbers import ANYTHING
from chrono56.chronology.weighing import AnyRival, Rival

_FEW: Final = 3  # sides at most that are held each against each


@attrs.frozen
class Side(Generic[AnyRival]):
    """One value of a property, and the claims that give it in the same mode.

    Attributes:
        claims: The claims, at least one, in order of recording.
        voices: Who stands behind them; an inference is a voice of its own.
        is_rumoured: Whether behind one of the claims nobody stands who can be named.
    """

    claims: tuple[AnyRival, ...]
    voices: tuple[Witness, ...]
    is_rumoured: bool

    @property
    def first(self) -> AnyRival:
        """The first claim: what it says, all of them say."""
        return self.claims[0]


def sides_of(claims: Iterable[AnyRival]) -> list[Side[AnyRival]]:
    """Return the sides that claims on one property take, in order of recording."""
    groups: dict[Hashable, list[AnyRival]] = {}
    for one in claims:
        groups.setdefault(one.stand, []).append(one)
    return [_side(group) for group in groups.values()]


class Company:
    """Claims on one property, among which a reading chooses.

    Args:
        claims: The claims, none of them denied or deprecated.
    """

    def __init__(self, claims: Iterable[Rival]) -> None:
        self._claims = tuple(claims)
        # By the orders of the claims; found out when somebody asks.
        self._supports: dict[int, int] | None = None

    def support(self, claim: Rival) -> int:
        """Count the independent sources that can agree with one of the claims.

        A plan does not agree with what happened, nor the other way round.
        """
        if self._supports is None:
            sides = sides_of(self._claims)
            counted = _count_few(sides) if len(sides) <= _FEW else _count_many(sides)
            self._supports = {
                one.order: count
                for side, count in zip(sides, counted, strict=True)
                for one in side.claims
            }
        return self._supports[claim.order]


def _count_few(sides: Sequence[Side[Rival]]) -> list[int]:
    """Count the independent sources that can agree with each side, pair by pair."""
    agreeing = [list(side.claims) for side in sides]
    for (one, its), (other, theirs) in combinations(
        zip(sides, agreeing, strict=True), 2
    ):
        first, second = one.first, other.first
        if first.mode == second.mode and not clash(first, second):
            its += other.claims
            theirs += one.claims
    return [
        independent([witness for one in claims for witness in one.witnesses])
        for claims in agreeing
    ]


def _count_many(sides: Sequence[Side[Rival]]) -> list[int]:
    """Count the same in less time, if there are many sides."""
    companies = _agreeing(sides)
    speaking = _speaking(sides)
    goes_back = Counter(origin for origins in speaking for origin in origins)
    alone, related = [], []
    for origins, at in speaking.items():
        if all(goes_back[origin] == 1 for origin in origins):
            alone.append(at)  # one voice in whatever company
        else:
            related.append((origins, at))
    # Sides with the same company, as all have that agree, are counted once.
    counted = {
        company: sum(1 for at in alone if at & company)
        + len(voices(origins for origins, at in related if at & company))
        for company in set(companies)
    }
    return [counted[company] for company in companies]


def _speaking(sides: Sequence[Side[Rival]]) -> dict[frozenset[str], int]:
    """Return by the originals of witnesses on which sides these stand, as bits."""
    found: dict[frozenset[str], int] = {}
    for number, side in enumerate(sides):
        for witness in (it for one in side.claims for it in one.witnesses):
            found[witness.origins] = found.get(witness.origins, 0) | 1 << number
    return found


def all_agree(sides: Sequence[Side[AnyRival]]) -> bool:
    """Say whether the reaches alone show that no two sides of a property clash."""
    low, high = ANYTHING[:2]
    for side in sides:
        its_low, its_high, is_solid, _ = side.first.reach
        if not is_solid or side.first.mode == DENIED:
            return False
        low, high = max(low, its_low), min(high, its_high)
    return low <= high


def _agreeing(sides: Sequence[Side[Rival]]) -> list[int]:
    """Return for each side those that can agree with it, and itself.

    They are sets of numbers, as the bits of an integer: few operations tell what
    would take as many comparisons as there are pairs.
    """
    found = _meeting(sides)
    solid = sum(1 << at for at, it in enumerate(sides) if it.first.reach.is_solid)
    for one, side in enumerate(sides):
        doubtful = found[one] & ~((2 << one) - 1)  # later ones
        if solid >> one & 1:
            doubtful &= ~solid
        for other in _numbers(doubtful):
            if clash(side.first, sides[other].first):
                found[one] ^= 1 << other
                found[other] ^= 1 << one
    return found


def _meeting(sides: Sequence[Side[Rival]]) -> list[int]:
    """Return for each side those of its mode whose values do not lie apart from its."""
    found = [0] * len(sides)
    by_mode: dict[str, list[int]] = {}
    for number, side in enumerate(sides):
        by_mode.setdefault(side.first.mode, []).append(number)
    for numbers in by_mode.values():
        reaches = [sides[it].first.reach for it in numbers]
        lows = sorted((one.low, it) for one, it in zip(reaches, numbers, strict=True))
        highs = sorted((one.high, it) for one, it in zip(reaches, numbers, strict=True))
        begun = [0, *accumulate((1 << it for _, it in lows), or_)]
        over = [0, *accumulate((1 << it for _, it in highs), or_)]
        for (low, up, *_), number in zip(reaches, numbers, strict=True):
            before = over[bisect_left(highs, low, key=itemgetter(0))]
            started = begun[bisect_right(lows, up, key=itemgetter(0))]
            found[number] = started & ~before | 1 << number
    return found


def _numbers(bits: int) -> Iterator[int]:
    """Yield the numbers of the bits that are set, the least first."""
    while bits:
        least = bits & -bits
        yield least.bit_length() - 1
        bits ^= least


def _side(claims: Sequence[AnyRival]) -> Side[AnyRival]:
    if len(claims) == 1:
        voices = claims[0].voices
        return Side((claims[0],), voices, not voices)
    spoken = [one.voices for one in claims]
    distinct = dict.fromkeys(voice for its in spoken for voice in its)
    return Side(tuple(claims), tuple(distinct), not all(spoken))
