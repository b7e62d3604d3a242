"""The sides of a property: each value that is claimed, and all who claim it.

Claims are many where values are few. So values are compared, and not claims: what a
thousand claims in the same words cost is hardly more than what one costs.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from operator import itemgetter, or_

import attrs

from chrono56.chronology.agreement import clash, is_solid, reach
from chrono56.chronology.lineage import Witness, voices
from chrono56.chronology.weighing import Weighed
from chrono56.model import Value

Stand = tuple[Value, str, tuple[str, ...]]
"""What a claim stands for: its value, its mode, and the places that contain it."""


@attrs.frozen
class Side:
    """One value of a property, and the claims that give it in the same mode.

    Attributes:
        claims: The claims, at least one, in order of recording.
        voices: Who stands behind them; an inference is a voice of its own.
        is_rumoured: Whether behind one of the claims nobody stands who can be named.
    """

    claims: tuple[Weighed, ...]
    voices: tuple[Witness, ...]
    is_rumoured: bool

    @property
    def first(self) -> Weighed:
        """The first claim: what it says, all of them say."""
        return self.claims[0]


def sides_of(claims: Iterable[Weighed]) -> list[Side]:
    """Return the sides that claims on one property take, in order of recording."""
    groups: dict[Stand, list[Weighed]] = {}
    for weighed in claims:
        groups.setdefault(_stand(weighed), []).append(weighed)
    return [_side(tuple(group)) for group in groups.values()]


class Company:
    """Claims on one property, among which a reading chooses.

    Args:
        claims: The claims, none of them denied or deprecated.
    """

    def __init__(self, claims: Iterable[Weighed]) -> None:
        self._claims = tuple(claims)

    def support(self, weighed: Weighed) -> int:
        """Count the independent sources that can agree with one of the claims.

        A plan does not agree with what happened, nor the other way round.
        """
        return self._supports[_stand(weighed)]

    @cached_property
    def _supports(self) -> dict[Stand, int]:
        sides = sides_of(self._claims)
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
        return {
            _stand(side.first): counted[company]
            for side, company in zip(sides, companies, strict=True)
        }


def _speaking(sides: Sequence[Side]) -> dict[frozenset[str], int]:
    """Return by the originals of witnesses on which sides these stand, as bits."""
    found: dict[frozenset[str], int] = {}
    for number, side in enumerate(sides):
        for witness in (it for one in side.claims for it in one.witnesses):
            found[witness.origins] = found.get(witness.origins, 0) | 1 << number
    return found


def all_agree(sides: Sequence[Side]) -> bool:
    """Say whether the reaches alone show that no two sides of a property clash."""
    reaches = [reach(side.first) for side in sides]
    if max(low for low, _ in reaches) > min(high for _, high in reaches):
        return False
    return all(is_solid(side.first) for side in sides)


def _agreeing(sides: Sequence[Side]) -> list[int]:
    """Return for each side those that can agree with it, and itself.

    They are sets of numbers, as the bits of an integer: few operations tell what
    would take as many comparisons as there are pairs.
    """
    found = _meeting(sides)
    solid = sum(1 << at for at, side in enumerate(sides) if is_solid(side.first))
    for one, side in enumerate(sides):
        doubtful = found[one] & ~((2 << one) - 1)  # later ones
        if solid >> one & 1:
            doubtful &= ~solid
        for other in _numbers(doubtful):
            if clash(side.first, sides[other].first):
                found[one] ^= 1 << other
                found[other] ^= 1 << one
    return found


def _meeting(sides: Sequence[Side]) -> list[int]:
    """Return for each side those of its mode whose values do not lie apart from its."""
    found = [0] * len(sides)
    by_mode: dict[str, list[int]] = {}
    for number, side in enumerate(sides):
        by_mode.setdefault(side.first.claim.mode, []).append(number)
    for numbers in by_mode.values():
        reaches = [reach(sides[it].first) for it in numbers]
        lows = sorted((low, it) for (low, _), it in zip(reaches, numbers, strict=True))
        highs = sorted((up, it) for (_, up), it in zip(reaches, numbers, strict=True))
        begun = [0, *accumulate((1 << it for _, it in lows), or_)]
        over = [0, *accumulate((1 << it for _, it in highs), or_)]
        for (low, up), number in zip(reaches, numbers, strict=True):
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


def _stand(weighed: Weighed) -> Stand:
    return weighed.claim.says, weighed.claim.mode, weighed.places


def _side(claims: tuple[Weighed, ...]) -> Side:
    spoken = [_voices(weighed) for weighed in claims]
    found = dict.fromkeys(voice for its in spoken for voice in its)
    return Side(claims, tuple(found), is_rumoured=not all(spoken))


def _voices(weighed: Weighed) -> tuple[Witness, ...]:
    if not weighed.is_inference:
        return weighed.witnesses
    recorder = f"claim {weighed.claim.id}"
    return *weighed.witnesses, Witness(recorder, frozenset({recorder}))
