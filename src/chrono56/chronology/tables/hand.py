"""The events and claims at hand while a log is read: those of its last stretch."""

from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from typing import Final, Generic, TypeAlias, TypeVar

from chrono56.chronology.fold import Act
from chrono56.chronology.tables.passing import AtHand, Contradiction, Judged, Passing

AT_HAND: Final = 20_000
"""About how many events and claims are at hand at most.

What is judged later has to wait, and is looked up in the tables then; but the more are
at hand, the less of each is still in a core's own memory.
"""

Key = TypeVar("Key")
Value = TypeVar("Value")

_Run: TypeAlias = tuple[AtHand, Sequence[Passing]]
"""An event, and claims about it that were recorded at once; there may be none."""


class _Found(Generic[Key, Value]):
    """Find by a key what came to hand: that is looked through once it is asked for.

    Most is never asked for, and much is let go before anything is.

    Args:
        runs: What came to hand; more may come.
        pairs: Gives what is to be found in a run, each with its key.
    """

    def __init__(
        self, runs: list[_Run], pairs: Callable[[_Run], Iterable[tuple[Key, Value]]]
    ) -> None:
        self._runs = runs
        self._pairs = pairs
        self._found: dict[Key, Value] = {}
        self._read = 0

    def get(self, key: Key) -> Value | None:
        """Return what has a key; None if nothing has."""
        if self._read < len(self._runs):
            unread = self._runs[self._read :]
            self._found.update(chain.from_iterable(map(self._pairs, unread)))
            self._read = len(self._runs)
        return self._found.get(key)


def _homes(run: _Run) -> Iterable[tuple[str, AtHand]]:
    """Return the event that claims are about, by the id of each."""
    event, claims = run
    return [(claim.id, event) for claim in claims]


def _targets(run: _Run) -> Iterable[tuple[bytes, str]]:
    """Return the ids of what acts recorded, by the addresses of these."""
    event, claims = run
    return [(event.address, event.id), *((it.address, it.id) for it in claims)]


class _Stretch:
    """What came to hand in one stretch of the log.

    Attributes:
        size: How many acts are in it.
        events: The events, by id.
        runs: The events again, and claims about any.
        homes: Finds the events that claims are about, by the ids of the claims.
        recorded: Finds the ids of what acts recorded, by the addresses of these.
        contradictions: The contradictions that were stated, by their ids.
        against: The ids of the contradictions that name a claim, by its id.
        judging: The ids of what other acts judge or state, by the addresses of these.
        judged: What was judged, by its id.
    """

    def __init__(self) -> None:
        self.size = 0
        self.events: dict[str, AtHand] = {}
        self.runs: list[_Run] = []
        self.homes = _Found(self.runs, _homes)
        self.recorded = _Found(self.runs, _targets)
        self.contradictions: dict[str, Contradiction] = {}
        self.against: dict[str, list[str]] = {}
        self.judging: dict[bytes, str] = {}
        self.judged: dict[str, Judged] = {}


class Hand:
    """Keep events and claims at hand; those of an older stretch are let go at once.

    What is said of one that is at hand came later, and so is kept as long as it is.
    """

    def __init__(self) -> None:
        self._older = _Stretch()
        self._newer = _Stretch()

    def begin(self) -> None:
        """Let go of what is long past."""
        if self._newer.size > AT_HAND // 2:
            self._older, self._newer = self._newer, _Stretch()

    def let_go(self, event: AtHand) -> None:
        """Let go of an event, and of the claims about it."""
        for stretch in (self._newer, self._older):
            stretch.events.pop(event.id, None)

    def add_event(self, event: AtHand) -> None:
        """Take an event in that was recorded."""
        newer = self._newer
        newer.size += 1
        newer.events[event.id] = event
        newer.runs.append((event, ()))

    def add_claims(self, event: AtHand, claims: Sequence[Passing]) -> None:
        """Take claims in that were recorded about an event at hand."""
        newer = self._newer
        newer.size += len(claims)
        newer.runs.append((event, claims))
        event.claims += claims

    def add_contradiction(self, stated: Contradiction) -> list[AtHand]:
        """Take a contradiction in that was recorded, if its rivals are at hand.

        Returns:
            The events that the rivals are about; none, if one is not at hand.
        """
        homes = self._homes(stated.rivals)
        if None in homes:
            return []
        claim, newer = stated.claim, self._newer
        newer.size += 1
        newer.contradictions[claim.id] = stated
        newer.judging[claim.address] = claim.id
        for one in dict.fromkeys(stated.rivals):
            newer.against.setdefault(one, []).append(claim.id)
        return [home for home in homes if home is not None]

    def judge(self, target: str, act: Act, judged: Judged) -> None:
        """Take in what stands of something at hand after an act on it."""
        newer = self._newer
        newer.size += 1
        newer.judged[target] = judged
        for one in (act, judged.acts[0]):  # what it was recorded as may be let go
            newer.judging[bytes.fromhex(one.address)] = target

    def judged(self, record_id: str) -> Judged | None:
        """Return what was judged of something at hand; None if nothing was."""
        return self._newer.judged.get(record_id) or self._older.judged.get(record_id)

    def target(self, address: str) -> str:
        """Return the id on which an act acts; empty if it is not at hand."""
        act = bytes.fromhex(address)
        for one in (self._newer, self._older):
            if target := one.judging.get(act) or one.recorded.get(act):
                return target
        return ""

    def against(self, claim_id: str) -> list[str]:
        """Return the ids of the contradictions that name a claim, sorted."""
        both = (self._older.against, self._newer.against)
        return sorted(chain.from_iterable(one.get(claim_id, ()) for one in both))

    def contradiction(self, record_id: str) -> Contradiction | None:
        """Return a contradiction that was stated; None if none is at hand."""
        newer, older = self._newer.contradictions, self._older.contradictions
        return newer.get(record_id) or older.get(record_id)

    def event(self, event_id: str) -> AtHand | None:
        """Return an event; None if it is not at hand."""
        return self._newer.events.get(event_id) or self._older.events.get(event_id)

    def home(self, claim_id: str) -> AtHand | None:
        """Return the event that a claim is about; None if it is not at hand."""
        home = self._newer.homes.get(claim_id) or self._older.homes.get(claim_id)
        return home if home and self.event(home.id) is home else None

    def passing(self, record_id: str) -> Passing:
        """Return what an id that is at hand was recorded or last revised as."""
        judged = self.judged(record_id)
        if judged is not None:
            return judged.version
        event = self.event(record_id)
        if event is not None:
            return event.recorded()
        home = self.home(record_id)
        claims = home.claims if home is not None else self._stated(record_id)
        return next(one for one in claims if one.id == record_id)

    def _stated(self, claim_id: str) -> Iterable[Passing]:
        stated = self.contradiction(claim_id)
        return () if stated is None else (stated.claim,)

    def reached(self, record_id: str) -> list[AtHand | None]:
        """Return the events on which something bears; None for those not at hand."""
        event = self.event(record_id)
        return [event] if event else self._homes(self.concerned(record_id))

    def concerned(self, record_id: str) -> tuple[str, ...]:
        """Return the ids of a claim and its rivals; of a contradiction the rivals."""
        stated = self.contradiction(record_id)
        if stated is not None:
            return stated.rivals
        return record_id, *self.rivals(record_id)

    def rivals(self, claim_id: str) -> list[str]:
        """Return the ids of the claims that a claim was stated to contradict."""
        stated = map(self.contradiction, self.against(claim_id))
        rivals = [one for it in stated if it is not None for one in it.rivals]
        return [one for one in dict.fromkeys(rivals) if one != claim_id]

    def _homes(self, claim_ids: Iterable[str]) -> list[AtHand | None]:
        homes = [self.home(one) for one in claim_ids]
        return list(dict.fromkeys(homes))
