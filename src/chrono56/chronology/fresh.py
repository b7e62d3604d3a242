"""What is at hand while a log is read from its beginning: no table is asked for it.

Most events can be told from memory as soon as their entry has been read.
"""

import sqlite3
from collections import deque
from collections.abc import Collection, Iterable
from typing import Any, Final

import attrs

from chrono56.chronology.lineage import witness_of
from chrono56.chronology.reading import Reading
from chrono56.chronology.state import Held, State
from chrono56.log.actions import Action, Ranked, United
from chrono56.log.codec import record_from_json
from chrono56.model import (
    Agent,
    Citation,
    Claim,
    Location,
    Participation,
    Place,
    Record,
    Relation,
    Source,
)

Json = dict[str, Any]

Voice = tuple[str, list[tuple[str, list[str]]]]
"""The grade of a source, and its witness with the originals, if there is one."""

_AT_HAND: Final = 20_000  # events and claims


@attrs.define
class Passing:
    """An event or a claim that stays at hand for a while.

    Attributes:
        id: Its id.
        act: The act that recorded it.
        address: The address of that act.
        number: The number of its entry.
        about: What a claim is about; empty for an event.
        body: The record as JSON, as long as nobody asked for more.
    """

    id: str
    act: int
    address: str
    number: int
    about: str = ""
    body: Json | None = None


class Fresh(State):
    """Look up what is at hand: recorded not long ago, and not taken back or changed.

    Sources, places and agents stay at hand for good, events and claims for a while. Of
    anything else nothing must be asked, see `stands_alone`.

    Args:
        connection: The read model.
        reading: The policy by which events are told.

    Attributes:
        doubtful: The ids of what is not what it was recorded as, and of what was named
            before it was recorded.
        bearing: The ids of which an act says something, by its address.
    """

    def __init__(self, connection: sqlite3.Connection, reading: Reading) -> None:
        super().__init__(connection, 0, reading)
        self.witnesses = {}
        self.doubtful: set[str] = set()
        self.bearing: dict[str, tuple[str, ...]] = {}
        self._passing: deque[Passing] = deque()
        self._by_act: dict[int, Passing] = {}
        self._claims: dict[str, list[int]] = {}
        # What was worked out of sources and places, as long as none is judged.
        self._settled: dict[str, bool] = {}
        self._voices: dict[str, Voice | None] = {}
        self._places: dict[str, tuple[str, ...]] = {}

    def begin(self, number: int) -> Iterable[str]:
        """Go on to the entry of a number.

        Returns:
            The ids of the events that are no longer at hand.
        """
        self.number = number
        gone: set[str] = set()
        while len(self._passing) > _AT_HAND:
            oldest = self._passing.popleft()
            self._held.pop(oldest.id, None)
            self._decoded.pop(oldest.act, None)
            del self._by_act[oldest.act]
            self.bearing.pop(oldest.address, None)
            # Without one of its claims an event can't be told either.
            event = oldest.about or oldest.id
            gone.add(event)
            self._claims.pop(event, None)
        return gone

    def add(self, kind: str, record_id: str, act: int) -> None:
        """Take it that an act recorded something, which is now at hand."""
        self._held[record_id] = Held(kind, act, self.number, retracted=False)

    def add_passing(self, passing: Passing) -> None:
        """Take it that something that was added stays at hand for a while only."""
        self._passing.append(passing)
        self._by_act[passing.act] = passing
        if passing.about:
            self._claims.setdefault(passing.about, []).append(passing.act)

    def decoded(self, act: int) -> Record:
        """Return the record that an act recorded."""
        found = self._decoded.get(act)
        if found is None:
            found = self._decoded[act] = record_from_json(self._by_act[act].body)
        return found

    def doubt(self, ids: Iterable[str]) -> None:
        """Take it that what has one of these ids is not what it was recorded as."""
        self.doubtful.update(ids)
        self._work_out_anew()

    def judge(self, action: Action) -> bool:
        """Take in the rank of a source, or a union of sources, places or agents.

        Returns:
            Whether that is what the action does; the events on which it bears are then
            to be told anew.
        """
        match action:
            case Ranked(target, rank, reason):
                if not isinstance(self.record(target), Source):
                    return False
                self._judged[target, "rank"] = (rank, reason)
            case United(duplicate, into, reason):
                one, other = self.record(duplicate), self.record(into)
                if type(one) is not type(other) or duplicate == into:
                    return False
                if not isinstance(one, Source | Place | Agent):
                    return False
                self._judged[duplicate, "unite"] = (into, reason)
            case _:
                return False
        self._work_out_anew()
        return True

    def _work_out_anew(self) -> None:
        self.witnesses = {}
        self._settled.clear()
        self._voices.clear()
        self._places.clear()

    def voice(self, source_id: str) -> Voice | None:
        """Return how reliable a source is, and who speaks in it.

        None, if that can't be told, or if the source itself was judged.
        """
        if source_id not in self._voices:
            self._voices[source_id] = self._voice(source_id)
        return self._voices[source_id]

    def _voice(self, source_id: str) -> Voice | None:
        source = self.record(source_id)
        if not isinstance(source, Source) or not self.is_plain(source_id):
            return None
        witness = witness_of(Citation(source_id), self.source)
        heard = [] if witness is None else [(witness.source, sorted(witness.origins))]
        return source.reliability, heard

    def names(self, record_id: str) -> Collection[str]:
        """Return what a place or an agent is called."""
        named = self.record(record_id)
        return named.labels.values() if isinstance(named, Agent | Place) else ()

    def containing(self, place_id: str) -> tuple[str, ...]:
        """Return a place and those that contain it, nearest first."""
        if place_id not in self._places:
            self._places[place_id] = super().containing(place_id)
        return self._places[place_id]

    def is_plain(self, record_id: str) -> bool:
        """Say whether all that bears on an id is at hand, and itself not judged."""
        return self.is_settled(record_id) and not any(
            (record_id, what) in self._judged for what in ("rank", "unite")
        )

    def is_settled(self, record_id: str) -> bool:
        """Say whether all that bears on a source, a place or an agent is at hand."""
        known = self._settled.get(record_id)
        if known is None:
            known = self._settled[record_id] = self._is_settled(record_id)
        return known

    def _is_settled(self, record_id: str) -> bool:
        seen: set[str] = set()
        ahead = [record_id]
        while ahead:
            here = ahead.pop()
            if here in self.doubtful:
                return False
            if here in seen:
                continue
            seen.add(here)
            match self.record(here):
                case Source(derived_from=derivations):
                    ahead += [one.source for one in derivations]
                case Place(part_of=whole):
                    ahead += [whole] if whole else []
                case Agent():
                    pass
                case _:
                    return False
            into, _ = self.judgement(here, "unite")
            ahead += [into] if into else []
        return True

    def stands_alone(self, event_id: str) -> bool:
        """Say whether all that bears on an event at hand is at hand, too."""
        if event_id in self.doubtful:
            return False
        claims = map(self.decoded, self._claims.get(event_id, ()))
        return all(map(self._bears_alone, claims))

    def _bears_alone(self, claim: Record) -> bool:
        if not isinstance(claim, Claim) or claim.id in self.doubtful or claim.premises:
            return False
        named = [one for it in claim.citations for one in (it.source, *it.via)]
        match claim.says:
            case Location(place):
                named.append(place)
            case Participation(agent):
                named.append(agent)
            case Relation(kind="contradicts"):
                return False
            case _:
                pass
        return all(map(self.is_settled, named))

    def held(self, record_id: str) -> Held | None:
        """Return where a record stands; None if it is not at hand."""
        return self._held.get(record_id)

    def judgement(self, target: str, what: str) -> tuple[str, str]:
        """Return the value and reason of a rank or union; empty if none is."""
        return self._judged.get((target, what), ("", ""))

    def united(self, root: str) -> tuple[str, ...]:
        """Return the id alone: into no event at hand another was united."""
        return (root,)

    def holders(self, held: str) -> tuple[str, ...]:  # noqa: ARG002 - see `stands_alone`
        """Return that no claim speaks of a claim at hand."""
        return ()

    def claims_on(
        self,
        about: str,
        saying: Collection[str] = (),  # noqa: ARG002 - who tells an event hears all
    ) -> list[int]:
        """Return the acts that recorded the claims about an event at hand."""
        return self._claims.get(about, [])

    def recording(self, act: int, record_id: str) -> tuple[int, str, int]:  # noqa: ARG002
        """Return the entry, the address, and the act itself: it was the first."""
        passing = self._by_act[act]
        return passing.number, passing.address, act
