"""The sides of a property: each value that is claimed, and all who claim it.

Claims are many where values are few. So values are compared, and not claims: what a
thousand claims in the same words cost is hardly more than what one costs.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

import attrs

from chrono56.chronology.agreement import clash, reach
from chrono56.chronology.lineage import Witness, independent
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
    """

    claims: tuple[Weighed, ...]
    voices: tuple[Witness, ...]

    @property
    def first(self) -> Weighed:
        """The first claim: what it says, all of them say."""
        return self.claims[0]


def sides_of(claims: Iterable[Weighed]) -> list[Side]:
    """Return the sides that claims on one property take, in order of recording."""
    groups: dict[Stand, list[Weighed]] = {}
    for weighed in claims:
        groups.setdefault(_stand(weighed), []).append(weighed)
    return [Side(tuple(group), _voices(group)) for group in groups.values()]


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
        # Sides with the same company, as all have that agree, are counted once.
        counted: dict[tuple[int, ...], int] = {}
        found = {}
        for number, company in enumerate(_agreeing(sides)):
            key = tuple(company)
            if key not in counted:
                witnesses = (
                    it for at in key for one in sides[at].claims for it in one.witnesses
                )
                counted[key] = independent(witnesses)
            found[_stand(sides[number].first)] = counted[key]
        return found


def _agreeing(sides: Sequence[Side]) -> list[list[int]]:
    """Return for each side the numbers of those that can agree with it, and its own."""
    found = [[number] for number in range(len(sides))]
    for one, other in _meeting(sides):
        a, b = sides[one].first, sides[other].first
        if a.claim.mode == b.claim.mode and not clash(a, b):
            found[one].append(other)
            found[other].append(one)
    return [sorted(company) for company in found]


def _meeting(sides: Sequence[Side]) -> Iterator[tuple[int, int]]:
    """Yield the numbers of sides, two by two, whose values do not lie apart."""
    reaches = [reach(side.first) for side in sides]
    near: list[int] = []
    for number in sorted(range(len(sides)), key=lambda it: reaches[it][0]):
        near = [one for one in near if reaches[one][1] >= reaches[number][0]]
        yield from ((min(one, number), max(one, number)) for one in near)
        near.append(number)


def _stand(weighed: Weighed) -> Stand:
    return weighed.claim.says, weighed.claim.mode, weighed.places


def _voices(claims: Iterable[Weighed]) -> tuple[Witness, ...]:
    found: dict[Witness, None] = {}
    for weighed in claims:
        found.update(dict.fromkeys(weighed.witnesses))
        if weighed.is_inference:
            recorder = f"claim {weighed.claim.id}"
            found[Witness(recorder, frozenset({recorder}))] = None
    return tuple(found)
