"""What a reader is told of an event, property by property."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import attrs

from chrono56.chronology.agreement import property_of
from chrono56.chronology.answering import event_of
from chrono56.chronology.choosing import UNHEARD, chosen, ordered
from chrono56.chronology.disputes import BOTH_ENDS, STATED, Comparison
from chrono56.chronology.happening import implying
from chrono56.chronology.hearing import claims_about
from chrono56.chronology.past.accounts import Shown
from chrono56.chronology.reading import Reading
from chrono56.chronology.showing import SHOWN, opposed
from chrono56.chronology.sides import Company
from chrono56.chronology.state import State
from chrono56.chronology.weighing import Weighed
from chrono56.model import Dating, Figure, Location, Occurrence, Participation

UNCLAIMED: Final = "unclaimed"
"""The occurrence of an event of which nothing is claimed that counts."""


@attrs.frozen(kw_only=True)
class Told:
    """Hold what a reader is told of an event.

    Attributes:
        values: What each property is shown as.
        claims: The claims it is taken from, for the properties that have some.
        voices: How many independent sources can agree with what each property that can
            be disputed is shown as.
        disputes: The class of each dispute, by its property; of a stated contradiction
            by the ids of its claims too.
    """

    values: dict[str, Shown]
    claims: dict[str, tuple[Weighed, ...]]
    voices: dict[str, int]
    disputes: dict[tuple[str, tuple[str, ...]], str]


NOTHING: Final = Told(values={}, claims={}, voices={}, disputes={})
"""What is told of an event that is not there."""


def told_of(state: State, event_id: str) -> Told:
    """Return what is told of an event; nothing of one retracted or united away.

    Nor is anything told of what the reading does not hear of.
    """
    view = event_of(state, event_id)
    if view is None or view.revision.retracted or view.occurrence == UNHEARD:
        return NOTHING
    heard = claims_about(state, state.united(event_id))
    counted = [one for one in heard if one.counts]
    values: dict[str, Shown] = {
        "kind": view.kind,
        **{f"label {tag}": label for tag, label in view.labels.items()},
        "occurrence": view.occurrence if counted else UNCLAIMED,
    }
    claims = _dating_and_place(heard, state.reading)
    claims["occurrence"] = _attesting(counted, view.occurrence, state.reading)
    if view.when is not None:
        values["date"] = view.when
    if view.place:
        values["place"] = view.place
    for name, best in _best(heard, state.reading).items():
        values[name], claims[name] = best.claim.says, (best,)
    comparisons = list(opposed(state, heard))
    return Told(
        values=values,
        claims={name: found for name, found in claims.items() if found},
        voices=dict(_voices(comparisons, state.reading)),
        disputes={
            (one.property, _stated_ids(one.property, one.claims)): one.class_
            for one in comparisons
            if one.class_ in SHOWN
        },
    )


def _dating_and_place(
    heard: Sequence[Weighed], reading: Reading
) -> dict[str, tuple[Weighed, ...]]:
    ids = chosen(heard, reading).claims
    picked = [one for one in heard if one.claim.id in ids]
    return {
        name: tuple(one for one in picked if isinstance(one.claim.says, kind))
        for name, kind in (("date", Dating), ("place", Location))
    }


def _attesting(
    counted: Iterable[Weighed], occurrence: str, reading: Reading
) -> tuple[Weighed, ...]:
    """Return the best of the claims that say whether it happened, if any says so.

    Where others say outright that it did not, these may be claims that only imply it.
    """
    given = list(counted)
    outright = [one for one in given if isinstance(one.claim.says, Occurrence)]
    saying = [one for one in outright if one.claim.mode == occurrence]
    if outright and not saying:
        saying = [one for one in implying(given) if one.claim.mode == occurrence]
    return tuple((ordered(saying, reading) or saying)[:1])


def _best(heard: Iterable[Weighed], reading: Reading) -> dict[str, Weighed]:
    """Return the claim that a reader sees first of each figure and each role."""
    groups: dict[str, list[Weighed]] = {}
    for one in heard:
        if isinstance(one.claim.says, (Figure, Participation)):
            groups.setdefault(property_of(one), []).append(one)
    orders = {name: ordered(group, reading) for name, group in groups.items()}
    return {name: order[0] for name, order in orders.items() if order}


def _voices(
    comparisons: Iterable[Comparison], reading: Reading
) -> Iterator[tuple[str, int]]:
    for one in comparisons:
        order = ordered(one.claims, reading)
        if order and one.property not in (STATED, BOTH_ENDS):
            yield one.property, Company(order).support(order[0])


def _stated_ids(name: str, claims: Iterable[Weighed]) -> tuple[str, ...]:
    """Return what tells a stated contradiction from others: the ids of its claims."""
    if name != STATED:
        return ()
    return tuple(sorted(one.claim.id for one in claims))
