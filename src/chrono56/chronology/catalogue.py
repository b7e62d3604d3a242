"""The catalogue: the events and records of a chronology, looked up by id."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from chrono56 import model
from chrono56.chronology.answering import event_of
from chrono56.chronology.past.past import Past
from chrono56.chronology.views import EventView

if TYPE_CHECKING:
    from chrono56.chronology.lineage import Lineage
    from chrono56.chronology.tallies import Facet


class Catalogue(Past):
    """Hold a state of a log, and look up what is recorded in it.

    A base of `Chronology`, which is the only one there is.
    """

    def event(self, event_id: str) -> EventView:
        """Return an event; of a duplicate, the one it was united into.

        Raises:
            UnknownIdError: There is none.

        >>> chronology.event("nagy-trial").when
        When('1958-06-09/1958-06-15')
        """
        view = event_of(self._state, self._state.root(event_id))
        if view is None:
            raise self._unknown(event_id, "event")
        return view

    def record(self, record_id: str) -> "model.Record":
        """Return a record as it was last recorded; a retracted one is not there.

        Raises:
            UnknownIdError: There is none.

        >>> chronology.record("nagy-trial").kind
        'justice.trial'
        """
        record = self._state.record(record_id)
        if record is None:
            raise self._unknown(record_id, "record")
        return record

    def source(self, source_id: str) -> "model.Source":
        """Return a source; of a duplicate, the one it was united into.

        Raises:
            UnknownIdError: There is none.

        >>> chronology.source("nsa-2002").reliability
        'B'
        """
        source = self._state.source(source_id)
        if source is None:
            raise self._unknown(source_id, "source")
        return source

    def agent(self, agent_id: str) -> "model.Agent":
        """Return an agent; of a duplicate, the one it was united into.

        Raises:
            UnknownIdError: There is none.

        >>> chronology.agent("imre-nagy").labels["hu"]
        'Nagy Imre'
        """
        agent = self._state.record(self._state.root(agent_id))
        if not isinstance(agent, model.Agent):
            raise self._unknown(agent_id, "agent")
        return agent

    def place(self, place_id: str) -> "model.Place":
        """Return a place; of a duplicate, the one it was united into.

        Raises:
            UnknownIdError: There is none.

        >>> chronology.place("gyor").part_of
        'hungary'
        """
        place = self._state.record(self._state.root(place_id))
        if not isinstance(place, model.Place):
            raise self._unknown(place_id, "place")
        return place

    def sources(self) -> "Iterator[model.Source]":
        """Yield all sources, by id; duplicates are left out.

        >>> [source.id for source in chronology.sources() if source.language == "sr"]
        ['wiki-sr']
        """
        for source_id in self._state.ids("source"):
            yield self.source(source_id)

    def agents(self) -> "Iterator[model.Agent]":
        """Yield all agents, by id; duplicates are left out.

        >>> {agent.kind for agent in chronology.agents()} == {
        ...     "person", "group", "organisation"
        ... }
        True
        """
        for agent_id in self._state.ids("agent"):
            yield self.agent(agent_id)

    def places(self) -> "Iterator[model.Place]":
        """Yield all places, by id; duplicates are left out.

        >>> [place.id for place in chronology.places() if place.part_of == "szeged"]
        []
        """
        for place_id in self._state.ids("place"):
            yield self.place(place_id)

    def duplicates(self, record_id: str) -> tuple[str, ...]:
        """Return the ids of the records that were united into one.

        >>> chronology.duplicates("imre-nagy")
        ()
        """
        return self._state.united(record_id)[1:]

    def event_counts(self, facet: "Facet") -> Mapping[str, int]:
        """Count the events of each source, agent or place, by its id.

        As `select` lists them for it: of a place also what happened in its parts, and
        nothing that was only planned, supposed or denied. What has no event is not
        among the keys.

        Args:
            facet: What the ids are of: ``source``, ``agent`` or ``place``.

        >>> counts = chronology.event_counts("place")
        >>> counts["gyor"] < counts["hungary"]
        True
        """
        from chrono56.chronology.tallies import event_counts  # noqa: PLC0415 - as in `Past`

        return event_counts(self._state, facet)

    def lineages(self) -> "Mapping[str, Lineage]":
        """Return how each source stands to the others, by id: who copies whom.

        >>> chronology.lineages()["wiki-hu"].ancestors[0].other
        'un-report-1957'
        """
        from chrono56.chronology.lineage import lineages  # noqa: PLC0415 - as in `Past`

        return lineages(self.sources(), self._state.source)

    def unheard(self) -> Mapping[str, str]:
        """Return which sources are not heard by what they say themselves.

        What they say may still be heard where another source is credited with it.

        Returns:
            By the id of each what it does not tell of itself, ``issued`` or
            ``language``, though the reading asks for it; empty if it tells, and is not
            what the reading asks for.

        >>> chronology.under("language=sr").unheard()["wiki-hu"]
        ''
        """
        heard_by = self._state.filter
        if heard_by is None:
            return {}
        unheard = (one for one in self.sources() if not heard_by.hears_source(one))
        return {one.id: heard_by.lacks(one) for one in unheard}
