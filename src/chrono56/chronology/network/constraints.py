"""What claims say of starts and ends, as constraints of the temporal network.

An event that no claim gives a start, an end, a length or a part is taken as a moment:
whatever is said of it as a whole is said of that moment. What lasts has two points.
Of two that last, the distance between the wholes is the gap between them: from the end
of the earlier to the start of the later.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from chrono56.chronology.network.network import Apart, Constraint, Grain, Point, Within
from chrono56.chronology.network.walls import Mark, is_stretch, reaches
from chrono56.dates import When
from chrono56.dates.durations import parts_of
from chrono56.model import Claim, Dating, Ordering, Relation

WHOLE: Final = "whole"
START: Final = "start"
END: Final = "end"

Root = Callable[[str], str]
"""Gives the id that unions have led an event's id to."""


def lasting(claims: Iterable[Claim], root: Root) -> frozenset[str]:
    """Return the ids of the events that some claim says to have lasted.

    Args:
        claims: All claims that count.
        root: See `Root`.
    """
    found: set[str] = set()
    for claim in claims:
        match claim.says:
            case Dating(when=when, point=point):
                if point != WHOLE or is_stretch(when):
                    found.add(root(claim.about))
            case Ordering(point=point, other=other, other_point=other_point):
                if point != WHOLE:
                    found.add(root(claim.about))
                if other_point != WHOLE:
                    found.add(root(other))
            case Relation(kind="part_of", other=other):
                found.add(root(other))
            case _:
                pass
    return frozenset(found)


class Constrainer:
    """Turn claims into constraints.

    Args:
        lasts: The ids of the events that lasted, see `lasting`.
        root: See `Root`.
        zone: The zone whose clocks count seconds; times of others are converted.
    """

    def __init__(self, lasts: frozenset[str], root: Root, zone: str) -> None:
        self._lasts = lasts
        self._root = root
        self._zone = zone

    def point(self, event: str, which: str) -> Point:
        """Name a point of an event: of a moment, all points are one."""
        root = self._root(event)
        return (root, which) if root in self._lasts else (root, WHOLE)

    def of_event(self, event: str) -> Iterator[Constraint]:
        """Yield what holds of any event: that its end is not before its start."""
        root = self._root(event)
        if root in self._lasts:
            yield Apart((root, END), (root, START), 0, None, Grain.SECOND)

    def of_claim(self, claim: Claim) -> Iterator[Constraint]:
        """Yield what a claim says of points in time; nothing if it says none of it."""
        match claim.says:
            case Dating(when=when, point=point):
                yield from self._dated(claim.about, when, point)
            case Ordering() as ordering:
                yield from self._ordered(claim.about, ordering)
            case Relation(kind="part_of", other=whole):
                for which, inner, outer in (
                    (START, claim.about, whole),
                    (END, whole, claim.about),
                ):
                    yield Apart(
                        self.point(inner, which),
                        self.point(outer, which),
                        0,
                        None,
                        Grain.SECOND,
                    )
            case _:
                pass

    def _dated(self, about: str, when: When, point: str) -> Iterator[Constraint]:
        start, end = self.point(about, START), self.point(about, END)
        starts, ends = reaches(when, self._zone)
        if point != WHOLE:
            # A start that is told as a stretch fell somewhere within it.
            yield from _within(end if point == END else start, starts.first, ends.last)
        elif is_stretch(when) or start == end:
            yield from _within(start, starts.first, starts.last)
            if start != end:
                yield from _within(end, ends.first, ends.last)
        else:
            yield from _within(start, starts.first, None)
            yield from _within(end, None, ends.last)

    def _ordered(self, about: str, says: Ordering) -> Iterator[Constraint]:
        least, most = _distance(says.least), _distance(says.most)
        near = self._side(about, says.point), self._side(says.other, says.other_point)
        (start, end), (other_start, other_end) = near
        if least is not None:
            low, _, grain = least
            after = low >= 0 and not _is_no_distance(says)
            # "Before" as a whole: the start of the other is no further off than that.
            one, from_ = (start, other_end) if after else (end, other_start)
            yield Apart(one, from_, low, None, grain)
        if most is not None:
            _, high, grain = most
            before = high <= 0 and not _is_no_distance(says)
            one, from_ = (end, other_start) if before else (start, other_end)
            yield Apart(one, from_, None, high, grain)

    def _side(self, event: str, which: str) -> tuple[Point, Point]:
        if which == WHOLE:
            return self.point(event, START), self.point(event, END)
        return (self.point(event, which),) * 2


def _within(point: Point, first: Mark | None, last: Mark | None) -> Iterator[Within]:
    if first is not None and last is not None and first[1] is last[1]:
        yield Within(point, first[0], last[0], first[1])
        return
    if first is not None:
        yield Within(point, first[0], None, first[1])
    if last is not None:
        yield Within(point, None, last[0], last[1])


def _is_no_distance(says: Ordering) -> bool:
    """Say whether two are of the same day or time: then they may overlap."""
    bounds = [parts_of(bound) for bound in (says.least, says.most) if bound]
    return len(bounds) == 2 and not any(map(any, (numbers for _, numbers in bounds)))


def _distance(duration: str | None) -> tuple[int, int, Grain] | None:
    """Return the fewest and the most days or seconds that a signed duration can be.

    A year has 365 or 366 days, a month 28 to 31. With clock units it is counted in
    seconds of the wall clock, of which a day has 86,400.
    """
    if duration is None:
        return None
    sign, (years, months, weeks, days, hours, minutes, seconds) = parts_of(duration)
    calendar = weeks * 7 + days
    fewest = years * 365 + months * 28 + calendar
    most = years * 366 + months * 31 + calendar
    grain = Grain.DAY
    if "T" in duration:
        exact = hours * 3600 + minutes * 60 + seconds
        fewest, most = fewest * 86_400 + exact, most * 86_400 + exact
        grain = Grain.SECOND
    return (fewest, most, grain) if sign > 0 else (-most, -fewest, grain)
