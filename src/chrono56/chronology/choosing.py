"""Choosing among claims: rule by rule, as a reading prefers.

The first rule that tells two claims apart decides. What is deprecated or denied is
never chosen.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final

import attrs
from immutabledict import immutabledict

from chrono56.chronology.agreement import DENIED, property_of
from chrono56.chronology.happening import MODES, how_it_stands
from chrono56.chronology.reading import Reading
from chrono56.chronology.sides import Company
from chrono56.chronology.weighing import PREFERRED, AnyRival, Rival, Weighed
from chrono56.dates import When
from chrono56.errors import DateSyntaxError
from chrono56.model import Dating, Location

_BEYOND_ALL: Final = 1 << 80
_BY_MODE: Final = {mode: worth for worth, mode in enumerate(MODES)}

UNHEARD: Final = "unheard"
"""The occurrence of an event of which a reading that filters hears nothing."""

Rule = Callable[[Rival, Company], int]
"""Gives a claim, seen among its rivals and companions, a number; the least is best."""


def by_rank(claim: Rival, _: Company) -> int:
    """Prefer what the recorders ranked preferred."""
    return 0 if claim.rank == PREFERRED else 1


def by_mode(claim: Rival, _: Company) -> int:
    """Prefer what is asserted to what is planned, and that to what is supposed."""
    return _BY_MODE.get(claim.mode, len(MODES))


def by_reliability(claim: Rival, _: Company) -> int:
    """Prefer the more reliable source, A to F."""
    return ord(claim.reliability)


def by_support(claim: Rival, among: Company) -> int:
    """Prefer what more independent sources can agree with.

    "October" speaks for "23 October" as well, so what refines loses nothing by it. A
    plan does not speak for what happened, nor the other way round.
    """
    return -among.support(claim)


def by_narrowness(claim: Rival, _: Company) -> int:
    """Prefer the narrower date, in minutes; other values are equally narrow."""
    minutes = claim.minutes
    return _BEYOND_ALL if minutes is None else minutes


def by_age(claim: Rival, _: Company) -> int:
    """Prefer what was first recorded earlier; no two claims are equally old.

    A revision makes no claim younger: it may only mend a citation.
    """
    return claim.first


BY_NAME: Final[Mapping[str, Rule]] = immutabledict(
    {
        "rank": by_rank,
        "mode": by_mode,
        "reliability": by_reliability,
        "majority": by_support,
        "narrower": by_narrowness,
        "earlier": by_age,
    }
)
"""The rules by the names that readings have for them."""


def candidates(claims: Iterable[AnyRival]) -> list[AnyRival]:
    """Return the claims that may be chosen: neither deprecated nor denied."""
    return [one for one in claims if one.counts and one.mode != DENIED]


def ordered(claims: Iterable[AnyRival], reading: Reading) -> list[AnyRival]:
    """Return the claims that may be chosen, the chosen one first."""
    among = candidates(claims)
    return sorted_by(_rules_named(reading.prefer), among, Company(among))


def best_of(claims: Iterable[AnyRival], reading: Reading) -> AnyRival | None:
    """Return the one that `ordered` puts first; None if none may be chosen."""
    tied = among = candidates(claims)
    company = Company(among)
    for rule in _rules_named(reading.prefer):
        if len(tied) <= 1:
            break
        worths = [rule(one, company) for one in tied]
        least = min(worths)
        if worths.count(least) < len(worths):
            tied = [one for one, it in zip(tied, worths, strict=True) if it == least]
    return tied[0] if tied else None


@lru_cache(maxsize=64)
def _rules_named(names: tuple[str, ...]) -> tuple[Rule, ...]:
    return tuple(BY_NAME[name] for name in names)


def sorted_by(
    rules: Sequence[Rule], tied: list[AnyRival], among: Company
) -> list[AnyRival]:
    """Sort claims that no earlier rule told apart; a rule is asked only of these."""
    if len(tied) <= 1:
        return tied
    for at, rule in enumerate(rules, 1):
        worths = [rule(one, among) for one in tied]
        if worths.count(worths[0]) == len(worths):
            continue
        groups: dict[int, list[AnyRival]] = {}
        for one, worth in zip(tied, worths, strict=True):
            groups.setdefault(worth, []).append(one)
        if len(groups) == len(tied):
            return [groups[worth][0] for worth in sorted(groups)]
        return [
            one
            for worth in sorted(groups)
            for one in sorted_by(rules[at:], groups[worth], among)
        ]
    return tied


@attrs.frozen
class Chosen:
    """What a reading says of an event.

    Attributes:
        when: Its date; None if nobody dates it.
        as_written: The chosen date's own words; empty if start and end differ in them.
        place: The id of its place; empty if nobody names one.
        occurrence: ``asserted``, ``planned``, ``supposed`` or ``denied``; ``unheard``
            where the reading filters, and hears nothing that counts.
        claims: The ids of the claims that were chosen.
    """

    when: When | None
    as_written: str
    place: str
    occurrence: str
    claims: frozenset[str]


def chosen(claims: Sequence[Weighed], reading: Reading) -> Chosen:
    """Choose among the claims about one event."""
    when, dating = _date(claims, reading)
    locations = (one for one in claims if isinstance(one.claim.says, Location))
    location = best_of(locations, reading)
    words = {one.claim.as_written for one in dating}
    picked = {one.claim.id for one in (*dating, location) if one is not None}
    return Chosen(
        when,
        words.pop() if len(words) == 1 else "",
        location.places[0] if location else "",
        _occurrence(claims, reading),
        frozenset(picked),
    )


def listed(claims: Iterable[Weighed], reading: Reading) -> list[Weighed]:
    """Return claims as a reader wants them: the chosen first, deprecated ones last."""
    given = list(claims)
    groups: dict[str, list[Weighed]] = {}
    for one in given:
        name = property_of(one) or type(one.claim.says).__name__
        groups.setdefault(name, []).append(one)
    by_worth = [one for group in groups.values() for one in ordered(group, reading)]
    chosen_from = {one.order for one in by_worth}
    by_worth += [one for one in given if one.order not in chosen_from]
    first = chosen(given, reading).claims
    return sorted(by_worth, key=lambda one: (not one.counts, one.claim.id not in first))


def _date(
    claims: Sequence[Weighed], reading: Reading
) -> tuple[When | None, list[Weighed]]:
    """Return the date, and the claims it is made of."""
    best = {}
    for point in ("whole", "start", "end"):
        dating = best_of((one for one in claims if one.point == point), reading)
        if dating is not None:
            best[point] = dating
    whole = best.pop("whole", None)
    if whole is not None and not any(
        outranking(one, whole, reading) for one in best.values()
    ):
        return _when_of(whole), [whole]
    if not best:
        return None, []
    return _joined(best.get("start"), best.get("end"))


def outranking(one: Weighed, whole: Weighed, reading: Reading) -> str:
    """Return the rule by which a start or end goes before the date of the whole.

    Only a better rank or mode lets it; empty if neither does.
    """
    alone = Company(())
    for name in reading.prefer:
        if name in ("rank", "mode"):
            worth, against = (BY_NAME[name](it, alone) for it in (one, whole))
            if worth != against:
                return name if worth < against else ""
    return ""


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


def _occurrence(claims: Sequence[Weighed], reading: Reading) -> str:
    """Say how an event's occurrence stands."""
    counted = [one for one in claims if one.counts]
    if reading.filters and not counted:
        return UNHEARD
    return how_it_stands(counted, by_rank="rank" in reading.prefer)
