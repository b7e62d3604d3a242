"""What is at hand while a log is read from its beginning: no table is asked for it.

Most events can be told from memory as soon as their entry has been read.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from copy import copy
from itertools import chain

from chrono56.chronology.reading import Reading
from chrono56.chronology.said import named_by
from chrono56.chronology.speaking import Speaking
from chrono56.chronology.state import Held
from chrono56.chronology.tables.hand import Hand
from chrono56.chronology.tables.passing import AtHand, Passing
from chrono56.log.actions import Action, Ranked, United
from chrono56.model import (
    Agent,
    Claim,
    Location,
    Participation,
    Place,
    Record,
    Source,
)


class Fresh(Speaking):
    """Look up what is at hand, as it was recorded and judged not long ago.

    Sources, places and agents stay at hand for good, events and claims for a while. Of
    anything else nothing must be asked, see `stands_alone`.

    Args:
        connection: The read model.
        reading: The policy by which events are told.

    Attributes:
        hand: The events and claims at hand.
        doubtful: The ids of what was judged in a way that has to wait, and of what was
            named before it was recorded: it may not be what is at hand.
    """

    def __init__(self, connection: sqlite3.Connection, reading: Reading) -> None:
        super().__init__(connection, 0, reading)
        self.witnesses = {}
        self.hand = Hand()
        self.doubtful: set[str] = set()
        # What is looked at, see `stands_alone`: by their acts, and where they stand.
        self._acts: dict[int, Passing | AtHand] = {}
        self._standing: dict[str, Held] = {}
        # Who recorded the entries, the first of which is number 1.
        self._recorders = [""]
        # Of the entry that is read: records that were opened, by their acts.
        self._opened: dict[int, Record] = {}
        # The entries that judged what bears on sources, places and agents, by the ids
        # of these, as far as they had been asked for.
        self._judgements: dict[str, list[int]] = {}
        self._last_judged = 0
        # Whether all that bears on sources, places and agents is at hand.
        self._settled: dict[str, bool] = {}

    def begin(self, number: int, by: str) -> None:
        """Go on to the entry of a number, and let go of what is long past.

        Args:
            number: The number, one more than the last.
            by: Who recorded the entry.
        """
        self.number = number
        self._recorders.append(by)
        self._opened.clear()
        self.hand.begin()

    def add(self, act: int, record: Record, kind: str) -> None:
        """Take it that an act recorded something, which stays at hand for good."""
        self._held[record.id] = Held(kind, act, self.number, retracted=False)
        self._decoded[act] = record

    def under(self, reading: Reading) -> "Fresh":
        """Return the same as another reading hears it."""
        other = copy(self)
        other._reading = reading
        other.__dict__.pop("filter", None)  # which was made for this one
        return other

    def recorder(self, number: int) -> str:
        """Return who recorded the entry of a number."""
        return self._recorders[number]

    def decoded(self, act: int) -> Record:
        """Return the record that an act recorded."""
        passing = self._acts.get(act)
        if passing is None:
            return self._decoded[act]
        if act not in self._opened:
            self._opened[act] = passing.opened()
        return self._opened[act]

    def doubt(self, ids: Iterable[str]) -> None:
        """Take it that what has one of these ids is not what it was recorded as."""
        new = set(ids) - self.doubtful
        self.doubtful |= new
        self.work_out_anew(new)

    def judge(self, action: Action) -> bool:
        """Take in the rank of a source, or a union of sources, places or agents.

        Returns:
            Whether that is what the action does; of the events at hand on which it
            bears, those are told at once on which its entry bears besides, and the
            others have to wait, see `is_out_of_date`.
        """
        match action:
            case Ranked(target, rank, reason):
                if not isinstance(self.record(target), Source):
                    return False
                judged, self._judged[target, "rank"] = target, (rank, reason)
            case United(duplicate, into, reason):
                one, other = self.record(duplicate), self.record(into)
                if type(one) is not type(other) or duplicate == into:
                    return False
                if not isinstance(one, Source | Place | Agent):
                    return False
                judged, self._judged[duplicate, "unite"] = duplicate, (into, reason)
            case _:
                return False
        self._last_judged = self.number
        for named in self.work_out_anew((judged,)):
            self._judgements.setdefault(named, []).append(self.number)
        return True

    def work_out_anew(self, judged: Iterable[str]) -> set[str]:
        """Let go of what was worked out, as far as some records bear on it."""
        named = super().work_out_anew(judged)
        if named:
            self.witnesses = {}
        for one in named:
            self._settled.pop(one, None)
        return named

    def is_settled(self, record_id: str) -> bool:
        """Say whether all that bears on a source, a place or an agent is at hand."""
        known = self._settled.get(record_id)
        if known is None:
            known = self._settled[record_id] = self._is_settled(record_id)
        return known

    def _is_settled(self, record_id: str) -> bool:
        for here in self._behind(record_id):
            self._asked[here].add(record_id)
            known = isinstance(self.record(here), Source | Place | Agent)
            if here in self.doubtful or not known:
                return False
        for here in self._wanted():  # whether or not that was recorded
            self._asked[here].add(record_id)
            if here in self.doubtful:
                return False
        return True

    def is_out_of_date(self, event: AtHand) -> bool:
        """Say whether what bears on an event was judged since it was told.

        That of the entry that is read does not count: what it says is at hand.
        """
        if not event.version or self._last_judged <= event.told:
            return False
        beside = (self._beside(claim) for claim in event.claims)
        return any(
            event.told < number < self.number
            for claim in chain(event.claims, *beside)
            if claim is not None
            for number in self._judged_at(claim)
        )

    def _judged_at(self, claim: Passing) -> Iterator[int]:
        """Yield the numbers of the entries that judged what bears on a claim."""
        for named in self._names_of(claim):
            yield from self._judgements.get(named, ())

    def _beside(self, claim: Passing) -> Iterator[Passing | None]:
        """Yield the contradictions of a claim, and its rivals; None if not at hand."""
        for one in (*self.hand.against(claim.id), *self.hand.rivals(claim.id)):
            is_at_hand = None not in self.hand.reached(one)
            yield self.hand.passing(one) if is_at_hand else None

    def stands_alone(self, event: AtHand) -> bool:
        """Look at an event at hand; say whether all that bears on it is at hand, too.

        Of no other event, and of no claim about one, anything can be asked until then.
        """
        if event.id in self.doubtful or self.is_out_of_date(event):
            return False
        self._acts = {event.act: event}
        self._standing = {event.id: self._held_at_hand(event, "event")}
        beside = chain.from_iterable(map(self._beside, event.claims))
        return all(map(self._stands, chain(event.claims, beside)))

    def _stands(self, claim: Passing | None) -> bool:
        """Look at a claim; say whether all that it names is at hand."""
        if claim is None or claim.id in self.doubtful:
            return False
        if not claim.key:
            record = claim.opened()
            if not isinstance(record, Claim) or record.premises:
                return False
        self._acts[claim.act] = claim
        self._standing[claim.id] = self._held_at_hand(claim, "claim")
        return all(map(self.is_settled, self._names_of(claim)))

    def _held_at_hand(self, one: Passing | AtHand, kind: str) -> Held:
        judged = self.hand.judged(one.id)
        retracted = judged is not None and judged.is_retracted
        return Held(kind, one.act, one.number, retracted)

    def _names_of(self, passing: Passing) -> Iterable[str]:
        """Return the sources, the place or the agent that a claim names."""
        if passing.key:
            return filter(None, (passing.source, named_by(passing.key)))
        claim = passing.opened()
        if not isinstance(claim, Claim):
            return ()
        named = [one for it in claim.citations for one in (it.source, *it.via)]
        match claim.says:
            case Location(place):
                named.append(place)
            case Participation(agent):
                named.append(agent)
            case _:
                pass
        return named

    def held(self, record_id: str) -> Held | None:
        """Return where a record stands; None if it is not at hand."""
        return self._standing.get(record_id) or self._held.get(record_id)

    def judgement(self, target: str, what: str) -> tuple[str, str]:
        """Return the value and reason of a rank or union; empty if none is."""
        found = self._judged.get((target, what))
        if found is None and what == "rank":
            judged = self.hand.judged(target)
            found = judged.rank if judged else None
        return found or ("", "")

    def united(self, root: str) -> tuple[str, ...]:
        """Return the id alone: into no event at hand another was united."""
        return (root,)

    def holders(self, *held: str) -> tuple[str, ...]:
        """Return the contradictions that were stated of claims at hand."""
        return tuple(one for claim in held for one in self.hand.against(claim))

    def claims_on(self, about: str) -> list[int]:
        """Return the acts that recorded the claims about an event at hand."""
        event = self.hand.event(about)
        return [one.act for one in event.claims] if event else []

    def recording(self, act: int, record_id: str) -> tuple[int, str, int]:
        """Return the entry, the address, and the act that recorded it first."""
        passing, judged = self._acts[act], self.hand.judged(record_id)
        first = judged.first if judged else act
        return passing.number, passing.address.hex(), first
