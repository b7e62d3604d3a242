"""Logs in which most of what was recorded is judged a little later, and again."""

from collections.abc import Iterator, Sequence
from random import Random

from tests.chronology.world import HEADER, Line, instant
from tests.log.world import write_entry

from chrono56.log.actions import (
    Action,
    Erasure,
    Ranked,
    Recorded,
    Retracted,
    Revised,
    Titled,
    United,
)
from chrono56.log.entry import Addressed
from chrono56.log.envelope import header_address
from chrono56.model import (
    Agent,
    Citation,
    Claim,
    Dating,
    Derivation,
    Event,
    Figure,
    Location,
    Occurrence,
    Participation,
    Place,
    Relation,
    Source,
    Value,
)

RECENT = 12  # of what was recorded; the rest is judged seldom
DATES = ("1956-10-23", "1956-10-24", "1956-10", "1956-10-23/1956-11-04", "1957")
MODES = ("asserted",) * 8 + ("planned", "supposed", "denied")


def chance_of(seed: str) -> Random:
    """Return the chance that a seed gives, always the same."""
    return Random(seed)  # noqa: S311 - no secret


class Recorders:
    """Say what recorders do who change their minds.

    Args:
        chance: What it depends on.
        rashness: How often they judge what holds for many events, and what is no claim.
    """

    def __init__(self, chance: Random, rashness: float = 0.05) -> None:
        self.chance = chance
        self.rashness = rashness
        self.events: list[str] = []
        self.claims: list[Claim] = []
        self.done: list[str] = []  # the addresses of their actions
        self.sources = [f"s{number}" for number in range(6)]
        self.places = [f"p{number}" for number in range(4)]
        self.agents = [f"a{number}" for number in range(4)]

    def actions(self, events: int) -> Iterator[Action]:
        """Yield what is done until there are so many events."""
        for action in self._actions(events):
            self.done.append(Addressed.of(action).address)
            yield action

    def _actions(self, events: int) -> Iterator[Action]:
        yield from self._entities()
        while len(self.events) < events:
            event = f"e{len(self.events)}"
            self.events.append(event)
            yield Recorded(Event(event, labels={"en": f"Deed {event}"}))
            for _ in range(self.chance.randrange(1, 4)):
                yield Recorded(self._claim(event))
            while self.chance.random() < 0.7:
                yield self._afterthought()
            if self.chance.random() < self.rashness:
                yield self._rash()

    def _entities(self) -> Iterator[Action]:
        for number, one in enumerate(self.sources):
            copied = [Derivation(self.sources[number - 1])] if number % 3 == 2 else []
            grade = "ABC"[number % 3]
            yield Recorded(Source(one, reliability=grade, derived_from=copied))
        for number, one in enumerate(self.places):
            whole = self.places[number - 1] if number % 2 else ""
            yield Recorded(Place(one, {"en": f"Town {one}"}, part_of=whole))
        for one in self.agents:
            yield Recorded(Agent(one, labels={"en": f"Man {one}"}))

    def _recent(self, of: Sequence[str]) -> str:
        far = self.chance.random() < 0.03
        return self.chance.choice(of if far else of[-RECENT:])

    def _judged(self) -> Claim:
        far = self.chance.random() < 0.03
        return self.chance.choice(self.claims if far else self.claims[-2 * RECENT :])

    def _claim(self, about: str, claim_id: str = "") -> Claim:
        pick = self.chance.choice
        values: list[Value] = [
            *[Dating(pick(DATES))] * 4,
            Dating(pick(DATES), pick(("start", "end"))),
            Location(pick(self.places)),
            Participation(pick(self.agents), pick(("leader", "participant"))),
            Figure("killed", best=self.chance.randrange(3)),
            Occurrence(),
        ]
        cited = [Citation(pick(self.sources), "1")]
        if self.chance.random() < 0.1:
            cited.append(Citation(pick(self.sources), via=(pick(self.sources),)))
        claim = Claim(
            claim_id or f"c{len(self.claims)}",
            about,
            pick(values),
            cited,
            mode=pick(MODES),
        )
        if not claim_id:
            self.claims.append(claim)
        return claim

    def _afterthought(self) -> Action:
        claim = self._judged()
        match self.chance.randrange(9):
            case 0 | 1:
                rank = self.chance.choice(("preferred", "normal", "deprecated"))
                return Ranked(claim.id, rank, self.chance.choice(("", "as compared")))
            case 2:
                return Retracted(claim.id)
            case 3:
                return Revised(self._claim(claim.about, claim.id))
            case 4 | 5:
                return Retracted(action=self._recent(self.done))
            case 6 | 7:
                return Recorded(self._contradiction(claim))
            case _:
                return Recorded(self._claim(self._recent(self.events)))

    def _contradiction(self, claim: Claim) -> Claim:
        says = Relation("contradicts", self._judged().id)
        stated = Claim(f"c{len(self.claims)}", claim.id, says, reason="not both")
        self.claims.append(stated)
        return stated

    def _rash(self) -> Action:
        chance, event = self.chance, self._recent(self.events)
        match chance.randrange(13):
            case 0 | 12:
                rank = chance.choice(("preferred", "deprecated", "normal"))
                return Ranked(chance.choice(self.sources), rank, "by hearsay")
            case 1 | 2:
                of = chance.choice((self.sources, self.places, self.agents))
                one, other = chance.sample(of, 2)
                return United(one, other)
            case 3:
                return United(event, self._recent(self.events))
            case 4:
                return Retracted(chance.choice((*self.sources, *self.places)))
            case 5 | 6:
                return Retracted(event)
            case 7:
                return Revised(Event(event, labels={"en": "Another deed"}))
            case 8:
                return Recorded(
                    Claim(
                        f"i{len(self.done)}",
                        event,
                        Dating(chance.choice(DATES)),
                        premises=(self._judged().id,),
                        reason="as follows",
                    )
                )
            case 9:
                moved = self._claim(event, self._judged().id)
                return Revised(moved)
            case 10:
                return Erasure(self._recent(self.done))
            case _:
                return Titled("A log of afterthoughts")


def entries_of(
    actions: Iterator[Action], chance: Random, *, apart: float = 0.0
) -> list[Line]:
    """Write actions as entries of few and many; some behind others than the last.

    Args:
        actions: The actions.
        chance: What it depends on.
        apart: How often an entry is written without the one before it.
    """
    lines: list[Line] = []
    heads = {header_address(HEADER)}
    ahead = list(actions)
    while ahead:
        size = chance.choice((1, 1, 2, 3, 8, 40))
        batch, ahead = ahead[:size], ahead[size:]
        parents = sorted(heads)
        if len(lines) > 1 and chance.random() < apart:
            parents = [lines[-2][1]]
        by = "bela" if len(lines) % 3 else "anna"
        line, entry = write_entry(batch, at=instant(len(lines)), by=by, parents=parents)
        heads = (heads - set(parents)) | {entry.id}
        lines.append((line, entry.id))
    return lines
