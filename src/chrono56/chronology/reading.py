"""The reading: a policy that chooses among claims.

A policy is a sequence of rules; the first rule that tells two claims apart decides.
What is deprecated or denied is never chosen.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

import attrs

from chrono56.chronology.agreement import DENIED, property_of
from chrono56.chronology.sides import Company
from chrono56.chronology.weighing import PREFERRED, Weighed
from chrono56.dates import When
from chrono56.errors import DateSyntaxError
from chrono56.model import Dating, Location, Occurrence

_BEYOND_ALL: Final = 1 << 80

# The modes, the best first; others come after them.
_MODES: Final = ("asserted", "planned", "supposed")

Rule = Callable[[Weighed, Company], int]
"""Gives a claim, seen among its rivals and companions, a number; the least is best."""


def by_rank(weighed: Weighed, _: Company) -> int:
    """Prefer what the recorders ranked preferred."""
    return 0 if weighed.rank == PREFERRED else 1


def by_mode(weighed: Weighed, _: Company) -> int:
    """Prefer what is asserted to what is planned, and that to what is supposed."""
    mode = weighed.claim.mode
    return _MODES.index(mode) if mode in _MODES else len(_MODES)


def by_reliability(weighed: Weighed, _: Company) -> int:
    """Prefer the more reliable source, A to F."""
    return ord(weighed.reliability)


def by_support(weighed: Weighed, among: Company) -> int:
    """Prefer what more independent sources can agree with.

    "October" speaks for "23 October" as well, so what refines loses nothing by it. A
    plan does not speak for what happened, nor the other way round.
    """
    return -among.support(weighed)


def by_narrowness(weighed: Weighed, _: Company) -> int:
    """Prefer the narrower date, in minutes; other values are equally narrow."""
    if not isinstance(weighed.claim.says, Dating):
        return 0
    when = weighed.claim.says.when
    if when.earliest is None or when.latest is None:
        return _BEYOND_ALL
    if when.minutes is not None:
        return when.minutes[1] - when.minutes[0]
    return (when.latest - when.earliest + 1) * 1440


def by_age(weighed: Weighed, _: Company) -> int:
    """Prefer what was first recorded earlier; no two claims are equally old.

    A revision makes no claim younger: it may only mend a citation.
    """
    return weighed.first


@attrs.frozen
class Reading:
    """A policy for choosing among claims: its name and rules, the weightiest first."""

    name: str
    rules: tuple[Rule, ...]

    def ordered(self, claims: Iterable[Weighed]) -> list[Weighed]:
        """Return the claims that may be chosen, the chosen one first."""
        among = [one for one in claims if one.counts and one.claim.mode != DENIED]
        return _sorted(among, Company(among), self.rules)


def _sorted(
    tied: list[Weighed], among: Company, rules: Sequence[Rule]
) -> list[Weighed]:
    """Sort claims that no earlier rule told apart; a rule is asked only of these."""
    if len(tied) <= 1 or not rules:
        return tied
    groups: dict[int, list[Weighed]] = {}
    for one in tied:
        groups.setdefault(rules[0](one, among), []).append(one)
    return [
        one
        for worth in sorted(groups)
        for one in _sorted(groups[worth], among, rules[1:])
    ]


DEFAULT: Final = Reading(
    "default",
    (by_rank, by_mode, by_reliability, by_support, by_narrowness, by_age),
)


@attrs.frozen
class Chosen:
    """What a reading says of an event.

    Attributes:
        when: Its date; None if nobody dates it.
        as_written: The chosen date's own words; empty if start and end differ in them.
        place: The id of its place; empty if nobody names one.
        occurrence: ``asserted``, ``planned``, ``supposed`` or ``denied``.
        claims: The ids of the claims that were chosen.
    """

    when: When | None
    as_written: str
    place: str
    occurrence: str
    claims: frozenset[str]


def chosen(claims: Sequence[Weighed], reading: Reading = DEFAULT) -> Chosen:
    """Choose among the claims about one event."""
    when, dating = _date(claims, reading)
    located = reading.ordered(w for w in claims if isinstance(w.claim.says, Location))
    words = {one.claim.as_written for one in dating}
    picked = {one.claim.id for one in (*dating, *located[:1])}
    return Chosen(
        when,
        words.pop() if len(words) == 1 else "",
        located[0].places[0] if located else "",
        _occurrence(claims),
        frozenset(picked),
    )


def listed(claims: Iterable[Weighed], reading: Reading = DEFAULT) -> list[Weighed]:
    """Return claims as a reader wants them: the chosen first, deprecated ones last."""
    given = list(claims)
    groups: dict[str, list[Weighed]] = {}
    for one in given:
        name = property_of(one) or type(one.claim.says).__name__
        groups.setdefault(name, []).append(one)
    by_worth = [one for group in groups.values() for one in reading.ordered(group)]
    ordered = {one.order for one in by_worth}
    by_worth += [one for one in given if one.order not in ordered]
    first = chosen(given, reading).claims
    return sorted(by_worth, key=lambda one: (not one.counts, one.claim.id not in first))


def _date(
    claims: Sequence[Weighed], reading: Reading
) -> tuple[When | None, list[Weighed]]:
    """Return the date, and the claims it is made of."""
    best = {}
    for point in ("whole", "start", "end"):
        ordered = reading.ordered(
            w
            for w in claims
            if isinstance(w.claim.says, Dating) and w.claim.says.point == point
        )
        if ordered:
            best[point] = ordered[0]
    whole = best.pop("whole", None)
    if whole is not None and not any(_outranks(one, whole) for one in best.values()):
        return _when_of(whole), [whole]
    if not best:
        return None, []
    return _joined(best.get("start"), best.get("end"))


def _outranks(one: Weighed, whole: Weighed) -> bool:
    """Say whether a start or end is judged better than the date of the whole."""
    alone = Company(())

    def tier(weighed: Weighed) -> tuple[int, int]:
        return by_rank(weighed, alone), by_mode(weighed, alone)

    return tier(one) < tier(whole)


def _joined(
    start: Weighed | None, end: Weighed | None
) -> tuple[When | None, list[Weighed]]:
    """Return the extent from one claim's start to another's end.

    Where the end is over before the start, only the start is told: both can't be so.
    """
    pair = [one for one in (start, end) if one is not None]
    first, last = (None if one is None else _when_of(one) for one in (start, end))
    told = _when_of(pair[0])
    for ends, by in (((first, last), pair), ((told, None), pair[:1])):
        try:
            return When.extent(*ends), by
        except DateSyntaxError:
            continue
    return told, pair[:1]  # no end of anything, such as "all of these days"


def _when_of(weighed: Weighed) -> When:
    says = weighed.claim.says
    if not isinstance(says, Dating):
        msg = f"{weighed.claim.id} is no dating"
        raise TypeError(msg)
    return says.when


def _occurrence(claims: Sequence[Weighed]) -> str:
    """Say how an event's occurrence stands.

    Claims that it happened (or was planned, or seemed to) decide, the preferred ones
    first; without any, all that is said of it does, for who dates an event says that it
    happened. Only where nothing else is said does a denial decide alone.
    """
    counted = [one for one in claims if one.counts]
    explicit = [one for one in counted if isinstance(one.claim.says, Occurrence)]
    preferred = [one for one in explicit if one.rank == PREFERRED]
    modes = {one.claim.mode for one in preferred or explicit}
    if modes <= {DENIED} and not preferred:
        modes |= {one.claim.mode for one in counted if one.claim.mode != DENIED}
    for mode in (*_MODES, *sorted(modes - {*_MODES, DENIED})):
        if mode in modes:
            return mode
    return DENIED if DENIED in modes else "asserted"
