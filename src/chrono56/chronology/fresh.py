"""What is at hand while a log is read from its beginning: no table is asked for it.

Most events can be told from memory as soon as their entry has been read.
"""

import sqlite3
from collections import deque
from collections.abc import Collection, Iterable
from typing import Final, NamedTuple

import attrs

from chrono56.chronology.lineage import Witness, witness_of
from chrono56.chronology.reading import Reading
from chrono56.chronology.said import Said
from chrono56.chronology.state import Held, State
from chrono56.log.actions import Action, Ranked, United
from chrono56.log.canonical import parsed
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

AT_HAND: Final = 20_000
"""How many events and claims are at hand at most."""


class Voice(NamedTuple):
    """Who speaks in a source.

    Attributes:
        grade: How reliable it is.
        witnesses: Its witness, if there is one.
        heard: The same, as a digest of what is known takes it in.
    """

    grade: str
    witnesses: tuple[Witness, ...]
    heard: list[tuple[str, list[str]]]


@attrs.define(eq=False)
class Passing:
    """An event or a claim that stays at hand for a while.

    Attributes:
        id: Its id.
        act: The act that recorded it.
        address: The address of that act.
        number: The number of its entry.
        body: The record as canonical JSON: as text it takes a tenth of the room.
        record: The record, if it was opened.
        said: What it says, if it is a plain claim.
    """

    id: str
    act: int
    address: str
    number: int
    body: bytes
    record: Record | None = None
    said: Said | None = None


@attrs.define(eq=False)
class AtHand(Passing):
    """An event that is at hand, and what was told of it.

    Attributes:
        is_plain: Whether it is plain; its kind and labels are known only then.
        kind: Its kind.
        labels: Its labels, as JSON.
        names: The texts of these labels.
        claims: The claims about it.
        version: The number of its row; 0 before it is told.
        digest: The digest of what was told.
        revisions: How often it was told anew.
        first: When it was first told.
    """

    is_plain: bool = False
    kind: str = ""
    labels: str = "{}"
    names: tuple[str, ...] = ()
    claims: list[Passing] = attrs.field(factory=list)
    version: int = 0
    digest: bytes = b""
    revisions: int = -1
    first: str = ""


class Fresh(State):
    """Look up what is at hand: recorded not long ago, and not taken back or changed.

    Sources, places and agents stay at hand for good, events and claims for a while. Of
    anything else nothing must be asked, see `stands_alone`.

    Args:
        connection: The read model.
        reading: The policy by which events are told.

    Attributes:
        events: The events at hand, by id.
        doubtful: The ids of what is not what it was recorded as, and of what was named
            before it was recorded.
        bearing: The ids of which an act says something, by its address.
    """

    def __init__(self, connection: sqlite3.Connection, reading: Reading) -> None:
        super().__init__(connection, 0, reading)
        self.witnesses = {}
        self.events: dict[str, AtHand] = {}
        self.doubtful: set[str] = set()
        self.bearing: dict[str, tuple[str, ...]] = {}
        self._passing: deque[AtHand] = deque()
        self._claims = 0
        # The event that is looked at, and its acts, see `stands_alone`.
        self._here: AtHand | None = None
        self._acts: dict[int, Passing] = {}
        # What was worked out of sources and places, as long as none of those is judged
        # that were asked for.
        self._asked: set[str] = set()
        self._settled: dict[str, bool] = {}
        self._voices: dict[str, Voice | None] = {}
        self._places: dict[str, tuple[str, ...]] = {}

    def begin(self, number: int) -> None:
        """Go on to the entry of a number, and let go of what is long past."""
        self.number = number
        while len(self._passing) + self._claims > AT_HAND:
            event = self._passing.popleft()
            self._claims -= len(event.claims)
            if self.events.get(event.id) is event:
                del self.events[event.id]
            for one in (event, *event.claims):
                self.bearing.pop(one.address, None)

    def add(self, act: int, record: Record, kind: str) -> None:
        """Take it that an act recorded something, which stays at hand for good."""
        self._held[record.id] = Held(kind, act, self.number, retracted=False)
        self._decoded[act] = record

    def add_event(self, event: AtHand) -> None:
        """Take an event in that was recorded."""
        self.events[event.id] = event
        self._passing.append(event)
        self.bearing[event.address] = (event.id,)

    def add_claim(self, event: AtHand, claim: Passing) -> None:
        """Take a claim in that was recorded about an event at hand."""
        event.claims.append(claim)
        self._claims += 1
        self.bearing[claim.address] = (claim.id, event.id)

    def decoded(self, act: int) -> Record:
        """Return the record that an act recorded."""
        passing = self._acts.get(act)
        return self._decoded[act] if passing is None else self.opened(passing)

    def opened(self, passing: Passing) -> Record:
        """Return the record of an event or a claim."""
        if passing.record is None:
            passing.record = record_from_json(parsed(passing.body))
        return passing.record

    def doubt(self, ids: Iterable[str]) -> None:
        """Take it that what has one of these ids is not what it was recorded as."""
        new = set(ids) - self.doubtful
        self.doubtful |= new
        if not new.isdisjoint(self._asked):
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
        self._asked.clear()
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
        if witness is None:
            return Voice(source.reliability, (), [])
        heard = [(witness.source, sorted(witness.origins))]
        return Voice(source.reliability, (witness,), heard)

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
            self._asked.add(here)
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

    def stands_alone(self, event: AtHand) -> bool:
        """Look at an event at hand; say whether all that bears on it is at hand, too.

        Of no other event, and of no claim about one, anything can be asked until then.
        """
        if event.id in self.doubtful:
            return False
        self._here = event
        self._acts = {one.act: one for one in (event, *event.claims)}
        return all(self._bears_alone(self.opened(one)) for one in event.claims)

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
        here = self._here
        if here is None or record_id != here.id:
            return self._held.get(record_id)
        return Held("event", here.act, here.number, retracted=False)

    def judgement(self, target: str, what: str) -> tuple[str, str]:
        """Return the value and reason of a rank or union; empty if none is."""
        return self._judged.get((target, what), ("", ""))

    def united(self, root: str) -> tuple[str, ...]:
        """Return the id alone: into no event at hand another was united."""
        return (root,)

    def holders(self, held: str) -> tuple[str, ...]:  # noqa: ARG002 - see `stands_alone`
        """Return that no claim speaks of a claim at hand."""
        return ()

    def claims_on(self, about: str) -> list[int]:
        """Return the acts that recorded the claims about an event at hand."""
        return [one.act for one in self.events[about].claims]

    def recording(self, act: int, record_id: str) -> tuple[int, str, int]:  # noqa: ARG002
        """Return the entry, the address, and the act itself: it was the first."""
        passing = self._acts[act]
        return passing.number, passing.address, act
