"""Why: of each property the claim that was chosen, and by which rule over which others.

The same statement is no rival: only claims of another value, or in another mode, have
to be chosen between.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import attrs

from chrono56.chronology.agreement import DENIED, clash, property_of
from chrono56.chronology.choosing import (
    BY_NAME,
    candidates,
    chosen,
    ordered,
    outranking,
)
from chrono56.chronology.happening import ASSERTED, implying
from chrono56.chronology.hearing import claims_about
from chrono56.chronology.numbers import reach_in_minutes
from chrono56.chronology.showing import judgements_of
from chrono56.chronology.sides import Company
from chrono56.chronology.state import State
from chrono56.chronology.views import Choice, Judgement
from chrono56.chronology.weighing import DEPRECATED, PREFERRED, Weighed
from chrono56.dates import Verdict, When
from chrono56.model import Dating, Figure, Location, Occurrence, Participation

ALONE: Final = "alone"
"""The rule of a choice where no other value is claimed."""

WHOLE: Final = "whole"
"""The rule by which a date of the whole goes before one of its start or end."""

IMPLIED: Final = "implied"
"""The rule by which who tells of an event goes before who says outright how it stands.

It is told when or where it was, who took part or what it came to.
"""

START: Final = "start"
"""The rule by which an end that is over before the start is not told."""

_POINTS: Final = ("whole", "start", "end")
_DAY: Final = 1440  # minutes


@attrs.frozen
class _Ground:
    """What speaks for a claim: a rule, what it found on both sides, and the rivals."""

    rule: str
    worth: str
    against: str
    over: tuple[Weighed, ...]


def choices(state: State, event_id: str) -> Iterator[Choice]:
    """Yield why what is told of an event was chosen, property by property.

    Args:
        state: What stood when, and the reading that chose.
        event_id: The event's id, not that of a duplicate.
    """
    heard = claims_about(state, state.united(event_id))
    yield from _of_dates(state, heard)
    places = [one for one in heard if isinstance(one.claim.says, Location)]
    yield from _of_group(state, "place", places)
    yield from _of_occurrence(state, heard)
    groups: dict[str, list[Weighed]] = {}
    for one in heard:
        if isinstance(one.claim.says, Figure | Participation):
            groups.setdefault(property_of(one), []).append(one)
    for name, group in groups.items():
        for choice in _of_group(state, name, group):
            # That somebody took part goes without saying, unless there are rivals.
            if choice.rule != ALONE or name.startswith("figure"):
                yield choice


def _of_group(state: State, name: str, group: Sequence[Weighed]) -> Iterator[Choice]:
    """Yield why the best of the claims on one property was chosen."""
    for best in ordered(group, state.reading)[:1]:
        yield from _told(state, name, best, _grounds(state, best, group))


def _of_dates(state: State, heard: Sequence[Weighed]) -> Iterator[Choice]:
    """Yield why a date of the whole was chosen, or dates of its start and end."""
    groups = {point: [one for one in heard if one.point == point] for point in _POINTS}
    best = {
        point: order[0]
        for point, group in groups.items()
        if (order := ordered(group, state.reading))
    }
    told = chosen(heard, state.reading).claims
    for point, one in best.items():
        if one.claim.id in told:
            name = "date" if point == "whole" else point
            grounds = [
                *_grounds(state, one, groups[point]),
                *_across(state, point, best, told),
            ]
            yield from _told(state, name, one, grounds)


def _across(
    state: State, point: str, best: dict[str, Weighed], told: frozenset[str]
) -> Iterator[_Ground]:
    """Yield why a date was chosen over those of other points of the event."""
    one = best[point]
    ends = tuple(best[it] for it in ("start", "end") if it in best)
    if point == "whole":
        if ends:
            yield _Ground(WHOLE, "", "", ends)
        return
    if "whole" in best:
        whole = best["whole"]
        if rule := outranking(one, whole, state.reading):
            alone = Company(())
            worth, against = (_worth(state, rule, it, alone) for it in (one, whole))
            yield _Ground(rule, worth, against, (whole,))
    if point == "start" and "end" in best and best["end"].claim.id not in told:
        yield _Ground(START, "", "", (best["end"],))


def _of_occurrence(state: State, heard: Sequence[Weighed]) -> Iterator[Choice]:
    """Yield why an event is said to have happened, or not, where that is claimed."""
    explicit = [one for one in heard if isinstance(one.claim.says, Occurrence)]
    mode = chosen(heard, state.reading).occurrence
    counted = [one for one in heard if one.counts]
    implied = [one for one in implying(counted) if one.claim.mode == mode]
    outright = [one for one in explicit if one.counts and one.claim.mode == mode]
    saying = outright or implied or [one for one in counted if one.claim.mode == mode]
    if not explicit or not saying:
        return
    best = (ordered(saying, state.reading) or saying)[0]
    against = [one for one in explicit if one.claim.mode != mode]
    outranked: list[Weighed] = []
    if outright and best.rank == PREFERRED and "rank" in state.reading.prefer:
        telling = (one for one in implying(counted) if one.claim.mode == ASSERTED)
        outranked = [
            one
            for one in (*against, *telling)
            if one.claim.mode != mode and one.rank != best.rank
        ]
    grounds = [_Ground("rank", best.rank, _best_rank(outranked), tuple(outranked))]
    grounds += _set_aside(best, [one for one in against if one not in outranked])
    others = [one for one in against if one.counts and one not in outranked]
    for other in dict.fromkeys(one.claim.mode for one in others):
        over = tuple(one for one in others if one.claim.mode == other)
        rule = "mode" if outright else IMPLIED
        grounds.append(_Ground(rule, mode, other, over))
    yield from _told(state, "occurrence", best, [it for it in grounds if it.over])


def _best_rank(claims: Iterable[Weighed]) -> str:
    ranks = [one.rank for one in claims]
    return next((rank for rank in ranks if rank != DEPRECATED), DEPRECATED)


def _grounds(
    state: State, best: Weighed, group: Sequence[Weighed]
) -> Iterator[_Ground]:
    """Yield by which rules the best of a group went before each of its rivals."""
    company = Company(candidates(group))
    decided: dict[str, list[Weighed]] = {}
    for rival in ordered(group, state.reading):
        if _differ(best, rival):
            names = iter(state.reading.prefer)
            rule = next(it for it in names if _tells_apart(it, best, rival, company))
            decided.setdefault(rule, []).append(rival)
    for rule in state.reading.prefer:
        if rule in decided:
            worth, against = (
                _worth(state, rule, it, company) for it in (best, decided[rule][0])
            )
            yield _Ground(rule, worth, against, tuple(decided[rule]))
    yield from _set_aside(best, group)
    denials = [
        one
        for one in group
        if one.counts and one.claim.mode == DENIED and clash(one, best)
    ]
    if denials:
        yield _Ground("mode", best.claim.mode, DENIED, tuple(denials))


def _tells_apart(rule: str, one: Weighed, other: Weighed, among: Company) -> bool:
    return BY_NAME[rule](one, among) != BY_NAME[rule](other, among)


def _differ(one: Weighed, other: Weighed) -> bool:
    """Say whether two claims are different statements."""
    return (one.claim.says, one.claim.mode) != (other.claim.says, other.claim.mode)


def _set_aside(best: Weighed, group: Iterable[Weighed]) -> Iterator[_Ground]:
    """Yield that a claim stands where others were deprecated, if any were."""
    aside = tuple(one for one in group if not one.counts and _differ(best, one))
    if aside:
        yield _Ground("rank", best.rank, DEPRECATED, aside)


def _worth(state: State, rule: str, weighed: Weighed, among: Company) -> str:
    """Return what a rule goes by in a claim."""
    match rule:
        case "rank":
            return weighed.rank
        case "mode":
            return weighed.claim.mode
        case "reliability":
            return weighed.reliability
        case "majority":
            return str(among.support(weighed))
        case "narrower":
            return _duration(weighed)
        case _:
            row = state.rows("SELECT n FROM act WHERE seq = :seq", seq=weighed.first)
            return f"#{row.fetchone()[0]}"


def _duration(weighed: Weighed) -> str:
    says = weighed.claim.says
    minutes = reach_in_minutes(says.when) if isinstance(says, Dating) else None
    if minutes is None:
        return ""
    days, rest = divmod(minutes, _DAY)
    return f"PT{minutes}M" if rest or not days else f"P{days}D"


def _judgements(state: State, best: Weighed, ground: _Ground) -> Iterator[Judgement]:
    """Yield the rankings that decided, if it was ranks that did."""
    if ground.rule == "rank":
        yield from judgements_of(
            state, ground.over if ground.against == DEPRECATED else [best]
        )


def _told(
    state: State, name: str, best: Weighed, grounds: Iterable[_Ground]
) -> Iterator[Choice]:
    told = list(grounds)
    closer = _closest(best, (it for ground in told for it in ground.over))
    one = Choice(property=name, claim=best.claim.id, rule=ALONE)
    for ground in told:
        one = Choice(
            property=name,
            claim=best.claim.id,
            rule=ground.rule,
            over=tuple(it.claim.id for it in ground.over),
            closer=tuple(it.claim.id for it in ground.over if it in closer),
            worth=ground.worth,
            against=ground.against,
            judgements=tuple(_judgements(state, best, ground)),
        )
        yield one
    if one.rule == ALONE:
        yield one


def _closest(best: Weighed, rivals: Iterable[Weighed]) -> list[Weighed]:
    """Return the dates that narrow the best one most, and agree with it."""
    closer = [one for one in rivals if _is_closer(one, best)]
    return [one for one in closer if not any(_is_closer(it, one) for it in closer)]


def _is_closer(one: Weighed, other: Weighed) -> bool:
    """Say whether a date lies within another, and leaves less open."""
    match one.claim.says, other.claim.says:
        case Dating(when=when, point=point), Dating(when=wider, point=same):
            return (
                one.counts
                and (point, one.claim.mode) == (same, other.claim.mode)
                and when.within(wider) is Verdict.CERTAIN
                and _minutes_open(when) < _minutes_open(wider)
            )
        case _:
            return False


def _minutes_open(when: When) -> float:
    minutes = reach_in_minutes(when)
    return math.inf if minutes is None else minutes
