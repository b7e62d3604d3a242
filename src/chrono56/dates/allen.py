"""Allen's thirteen relations, and which of them two uncertain dates leave open.

J. F. Allen, "Maintaining Knowledge about Temporal Intervals", Communications of the ACM
26 (1983). Of any two stretches of time just one of the thirteen holds. Points of a line
are whole (days, minutes or seconds), so a stretch ends where the point after its last
begins, and *meets* says that the other starts there.
"""

from collections.abc import Mapping
from enum import Enum
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from chrono56.dates.points import Points, first_touch, shared
from chrono56.dates.relate import Kind, Placed, both_placed
from chrono56.dates.shape import Shape
from chrono56.dates.verdict import Verdict, judge


class Allen(Enum):
    """One of Allen's thirteen relations: how one stretch of time stands to another.

    >>> Allen("met_by").inverse
    <Allen.MEETS: 'meets'>
    """

    BEFORE = "before"
    MEETS = "meets"
    OVERLAPS = "overlaps"
    STARTS = "starts"
    DURING = "during"
    FINISHES = "finishes"
    EQUALS = "equals"
    FINISHED_BY = "finished_by"
    CONTAINS = "contains"
    STARTED_BY = "started_by"
    OVERLAPPED_BY = "overlapped_by"
    MET_BY = "met_by"
    AFTER = "after"

    @property
    def inverse(self) -> "Allen":
        """The relation of the other to the one.

        >>> Allen.BEFORE.inverse
        <Allen.AFTER: 'after'>
        """
        return _INVERSES[self]


_INVERSES: Final[Mapping[Allen, Allen]] = MappingProxyType(
    dict(zip(Allen, reversed(Allen), strict=True))
)

_TOUCH: Final = -1

_ENDS: Final = (("s", "e"), ("S", "E"))

Step = tuple[int, str]
"""What comes next in time: how many points later at least, or `_TOUCH` for exactly
one; and which it is. ``s`` and ``e`` are the one's first and last points, ``S`` and
``E`` the other's; several are the same point."""

_CHAINS: Final[Mapping[Allen, tuple[Step, ...]]] = MappingProxyType(
    {
        Allen.BEFORE: ((0, "s"), (0, "e"), (2, "S"), (0, "E")),
        Allen.MEETS: ((0, "s"), (0, "e"), (_TOUCH, "S"), (0, "E")),
        Allen.OVERLAPS: ((0, "s"), (1, "S"), (0, "e"), (1, "E")),
        Allen.STARTS: ((0, "sS"), (0, "e"), (1, "E")),
        Allen.DURING: ((0, "S"), (1, "s"), (0, "e"), (1, "E")),
        Allen.FINISHES: ((0, "S"), (1, "s"), (0, "eE")),
        Allen.EQUALS: ((0, "sS"), (0, "eE")),
    }
)


def relations(one: Shape, other: Shape) -> frozenset[Allen]:
    """Return the relations that hold for some choice of what two dates leave open."""
    a, b = both_placed(one, other)
    return frozenset(relation for relation in Allen if _may_hold(relation, a, b))


def judged(relation: Allen, one: Shape, other: Shape) -> Verdict:
    """Return the verdict on one of the relations."""
    a, b = both_placed(one, other)
    possible = _may_hold(relation, a, b)
    certain = possible and not any(
        _may_hold(another, a, b) for another in Allen if another is not relation
    )
    return judge(certain=certain, possible=possible)


def _may_hold(relation: Allen, a: Placed, b: Placed) -> bool:
    if relation not in _CHAINS:
        relation, a, b = relation.inverse, b, a
    steps = _steps(relation, a.kind is Kind.ONE, b.kind is Kind.ONE)
    points = {"s": a.starts, "e": a.ends, "S": b.starts, "E": b.ends}
    return bool(steps) and _can_be_taken(steps, points)


@lru_cache(maxsize=len(_CHAINS) * 4)
def _steps(relation: Allen, /, *moments: bool) -> tuple[Step, ...]:
    """Return the steps of a relation if the one or the other is a single point.

    None, if the relation can't be one of a single point.
    """
    steps = _CHAINS[relation]
    for is_moment, (start, end) in zip(moments, _ENDS, strict=True):
        if is_moment and steps:
            steps = _as_one(steps, start, end)
    return steps


def _as_one(steps: tuple[Step, ...], start: str, end: str) -> tuple[Step, ...]:
    """Return the steps with start and end as one point; none if that can't be."""
    first = next(i for i, (_, which) in enumerate(steps) if start in which)
    last = next(i for i, (_, which) in enumerate(steps) if end in which)
    if any(least for least, _ in steps[first + 1 : last + 1]):
        return ()
    which = "".join(which for _, which in steps[first : last + 1])
    return (*steps[:first], (steps[first][0], which), *steps[last + 1 :])


def _can_be_taken(steps: tuple[Step, ...], points: Mapping[str, Points]) -> bool:
    """Say whether there is a point for each step.

    To take the least possible one never hinders a later step.
    """
    point = min(each.lo for each in points.values())
    before: Points | None = None
    for least, which in steps:
        here = shared(*(points[letter] for letter in which))
        if here is None:
            return False
        if least == _TOUCH and before is not None:
            touched = first_touch(point, before, here)
            found = None if touched is None else touched + 1
        else:
            found = here.next(point + least)
        if found is None:
            return False
        point, before = found, here
    return True
