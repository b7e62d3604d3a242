"""A survey: everything that stands in a chronology, read at once, for checks."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TypeVar

from chrono56.chronology.answering import found
from chrono56.chronology.hearing import every_claim
from chrono56.chronology.network.narrowing import ASSERTED, Timing, chosen_timing
from chrono56.chronology.query import Query
from chrono56.chronology.state import State
from chrono56.chronology.views import EventView
from chrono56.chronology.weighing import Weighed
from chrono56.chronology.whole import Whole
from chrono56.dates import When
from chrono56.log.references import references
from chrono56.model import Agent, Dating, Place, Record, Relation, Source
from chrono56.model.kinds import Role, roles
from chrono56.model.vocabulary import MoreKinds
from chrono56.text import chosen

_T = TypeVar("_T", Agent, Place, Source)


def is_asserted(weighed: Weighed) -> bool:
    """Say whether a claim tells of what was: it is asserted, and not deprecated."""
    return weighed.counts and weighed.claim.mode == ASSERTED


class Survey:
    """Hold everything that stands in a chronology, for those who look at all of it.

    Each part is read when it is first asked for, in a few queries, and kept. What was
    united into another counts as that other.

    Args:
        state: What stood when.
        more_kinds: Kinds of events that are known besides those that ship.

    Attributes:
        more_kinds: As above.
        state: What stood when, held in memory as a whole.
    """

    def __init__(self, state: State, more_kinds: MoreKinds | None = None) -> None:
        self.more_kinds = MoreKinds() if more_kinds is None else more_kinds
        self.state: State = Whole(state.connection, state.number, state.reading)

    @cached_property
    def events(self) -> Mapping[str, EventView]:
        """All events by id, in order of time: also what was planned, or denied.

        What the reading hears nothing of is left out.
        """
        views = found(self.state, Query(everything=True), lambda: self.more_kinds)
        return {view.id: view for view in views}

    @cached_property
    def claims(self) -> Sequence[Weighed]:
        """All standing claims, in order of recording, with what speaks for each."""
        return tuple(every_claim(self.state))

    def role(self, role: str) -> Role | None:
        """Return what is known of a role; None if it is known nowhere."""
        return roles().get(role) or self.more_kinds.offered.roles.get(role)

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """All sources by id."""
        return self._entities(Source)

    @cached_property
    def agents(self) -> Mapping[str, Agent]:
        """All agents by id."""
        return self._entities(Agent)

    @cached_property
    def places(self) -> Mapping[str, Place]:
        """All places by id."""
        return self._entities(Place)

    @cached_property
    def records(self) -> Mapping[str, Record]:
        """All standing records by id as they were recorded, duplicates and all."""
        rows = self.state.rows(
            "SELECT target, act FROM record WHERE retracted = 0 AND $held ORDER BY act"
        )
        return {one: self.state.decoded(act) for one, act in rows.fetchall()}

    @cached_property
    def missing(self) -> Mapping[str, Sequence[str]]:
        """The ids of the records that name what does not stand, by what they name."""
        found: dict[str, dict[str, None]] = {}
        for record_id, record in self.records.items():
            for named, _ in references(record):
                if named and named not in self.records:
                    found.setdefault(named, {})[record_id] = None
        return {named: tuple(holders) for named, holders in found.items()}

    @cached_property
    def parts(self) -> Mapping[tuple[str, str], Sequence[str]]:
        """The claims, by id, that one event is a part of another: (part, whole)."""
        found: dict[tuple[str, str], list[str]] = {}
        for weighed in self.claims:
            says = weighed.claim.says
            if (
                isinstance(says, Relation)
                and says.kind == "part_of"
                and is_asserted(weighed)
            ):
                step = self.root(weighed.claim.about), self.root(says.other)
                found.setdefault(step, []).append(weighed.claim.id)
        return found

    @cached_property
    def contradictions(self) -> Sequence[Sequence[Weighed]]:
        """The smallest sets of claims on time that can't all hold.

        Of datings that rival each other only those count that the reading goes by, so
        that what is a dispute already is none of these.
        """
        told = [
            weighed
            for event in self.events
            for weighed in chosen_timing(
                self.claims_about(event), self.state.reading, point_by_point=True
            )
        ]
        return Timing(self.state, told).contradictions

    def claims_about(self, record_id: str) -> Sequence[Weighed]:
        """Return the standing claims about something, in order of recording."""
        return self._by_subject.get(record_id, ())

    def dates(self, record_id: str, *points: str) -> Mapping[str, When]:
        """Return the dates of any of these points that are asserted and count.

        Returns:
            Each by the id of the claim that says so.
        """
        return {
            weighed.claim.id: weighed.claim.says.when
            for weighed in self.claims_about(record_id)
            if isinstance(weighed.claim.says, Dating)
            and weighed.claim.says.point in points
            and is_asserted(weighed)
        }

    def root(self, record_id: str) -> str:
        """Return the id that a duplicate was united into; of any other, itself."""
        return self.state.root(record_id)

    def label(self, record_id: str) -> str:
        """Return what an event or agent is called, in quotes; its id, if nothing."""
        found = self.events.get(record_id) or self.agents.get(record_id)
        name = chosen(found.labels, "en") if found else ""
        return f"“{name}”" if name else record_id

    @cached_property
    def _by_subject(self) -> Mapping[str, Sequence[Weighed]]:
        found: dict[str, list[Weighed]] = {}
        for weighed in self.claims:
            found.setdefault(self.root(weighed.claim.about), []).append(weighed)
        return found

    def _entities(self, kind: type[_T]) -> Mapping[str, _T]:
        found = (self.records.get(one) for one in self.state.ids(kind.__name__.lower()))
        return {one.id: one for one in found if isinstance(one, kind)}
