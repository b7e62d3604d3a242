"""Events and claims that stay at hand for a while, and what was judged of them."""

from collections.abc import Iterable, Mapping
from itertools import chain
from types import MappingProxyType
from typing import Final, NamedTuple

import attrs
from immutabledict import immutabledict

from chrono56.chronology import fold
from chrono56.chronology.fold import Act, Standing
from chrono56.chronology.said import Called, Key, told_by
from chrono56.log.canonical import parsed
from chrono56.log.codec import record_from_json
from chrono56.model import Claim, Record

AT_HAND: Final = 20_000
"""About how many events and claims are at hand at most."""


class Passing(NamedTuple):
    """A claim that stays at hand for a while, or what an event was recorded as.

    Attributes:
        id: Its id.
        act: The act that recorded it, or that revised it last.
        address: The address of that act.
        number: The number of its entry.
        body: The record as canonical JSON: as text it takes a tenth of the room.
        source: Of a plain claim the id of its source; of all others this is empty, and
            so are the next ones, see `chrono56.chronology.said.Told`.
        key: The key of its value.
        mode: Its mode.
        as_written: The words of its source for the value.
        texts: The words by which its event is found.
        record: The record, if it was opened.
        first: The act that recorded it first, if another revised it; else 0.
    """

    id: str
    act: int
    address: str
    number: int
    body: bytes
    source: str = ""
    key: Key = ()
    mode: str = ""
    as_written: str = ""
    texts: tuple[str, ...] = ()
    record: Record | None = None
    first: int = 0

    @classmethod
    def claim(
        cls, claim: Claim, act: int, address: str, number: int, body: bytes
    ) -> "Passing":
        """Return a claim that was opened, whether or not it is plain."""
        told = told_by(parsed(body)) or ("", (), "", "", ())
        return cls(claim.id, act, address, number, body, *told, claim)

    def opened(self) -> Record:
        """Return the record."""
        return self.record or record_from_json(parsed(self.body))


class Contradiction(NamedTuple):
    """What says that one claim at hand contradicts another.

    Attributes:
        claim: The claim that says so.
        rivals: The ids of the two; what it is about is the first.
    """

    claim: Passing
    rivals: tuple[str, str]


@attrs.define(eq=False)
class AtHand:
    """An event that is at hand, and what was told of it.

    Attributes:
        id: Its id.
        act: The act that recorded it, or that revised it last.
        address: The address of that act.
        number: The number of its entry.
        body: The event as canonical JSON.
        record: The event, if it was opened.
        is_plain: Whether it is plain, and so is what was judged of it; its kind and
            labels are known only then.
        kind: Its kind.
        labels: Its labels, as JSON.
        texts: The texts of these labels, in the form in which texts are searched.
        claims: The claims about it that stand, in the order of their acts.
        ranks: How some of these were ranked, and why, by their ids.
        version: The number of its row; 0 before it is told.
        digest: The digest of what was told.
        revisions: How often it was told anew.
        first: The number of the entry in which it was first told.
        told: The number of the entry in which it was last told, or as before.
    """

    id: str
    act: int
    address: str
    number: int
    body: bytes
    record: Record | None = None
    is_plain: bool = False
    kind: str = ""
    labels: str = "{}"
    texts: tuple[str, ...] = ()
    claims: list[Passing] = attrs.field(factory=list)
    ranks: Mapping[str, tuple[str, str]] = MappingProxyType({})  # asked for each claim
    version: int = 0
    digest: bytes = b""
    revisions: int = -1
    first: int = 0
    told: int = 0

    @classmethod
    def plain(
        cls,
        event_id: str,
        act: int,
        address: str,
        number: int,
        body: bytes,
        known: Called,
    ) -> "AtHand":
        """Return a plain event that an act recorded."""
        event = cls(event_id, act, address, number, body, is_plain=True)
        event.kind, event.labels, event.texts = known
        return event

    def opened(self) -> Record:
        """Return the record."""
        if self.record is None:
            self.record = record_from_json(parsed(self.body))
        return self.record

    def recorded(self) -> Passing:
        """Return what it was recorded or last revised as."""
        return Passing(
            self.id, self.act, self.address, self.number, self.body, record=self.record
        )


@attrs.frozen(eq=False, kw_only=True)
class Judged:
    """What was judged of something at hand: of an event or a claim.

    Attributes:
        acts: The acts on it, in their order; the first recorded it.
        undone_by: For the address of an act those of the acts that take it back.
        versions: What it was recorded or revised as, by the act.
        ranks: How it was ranked, and why, by the act.
        stands: What stands of all that.
        since: The number of the entry since when this version stands, as it does.
        ranked: The number of the entry since when this rank stands.
    """

    acts: tuple[Act, ...]
    undone_by: Mapping[str, tuple[str, ...]] = immutabledict()
    versions: Mapping[int, Passing]
    ranks: Mapping[int, tuple[str, str]] = immutabledict()
    stands: Standing
    since: int
    ranked: int = 0

    @classmethod
    def recorded(cls, one: Passing) -> "Judged":
        """Return what stands of a record that nobody judged yet."""
        act = Act(order=one.act, number=one.number, address=one.address, verb="record")
        stands = Standing(version=one.act)
        return cls(
            acts=(act,), versions={one.act: one}, stands=stands, since=one.number
        )

    def after(
        self, act: Act, version: Passing | None, rank: tuple[str, str] | None
    ) -> "Judged | None":
        """Return what stands after one more act; None if nothing does.

        Args:
            act: The act.
            version: What it revises the record to, if it does.
            rank: How it ranks the record, and why, if it does.
        """
        acts, undone_by = self.acts, self.undone_by
        if act.undoes:
            undoing = (*undone_by.get(act.undoes, ()), act.address)
            undone_by = {**undone_by, act.undoes: undoing}
        else:
            acts = (*acts, act)
        versions = {**self.versions, act.order: version} if version else self.versions
        ranks = {**self.ranks, act.order: rank} if rank else self.ranks
        stands = fold.standing(acts, undone_by)
        if not stands.version:
            return None
        after = attrs.evolve(
            self,
            acts=acts,
            undone_by=undone_by,
            versions=versions,
            ranks=ranks,
            stands=stands,
        )
        if after.shown != self.shown:
            after = attrs.evolve(after, since=act.number)
        if after.rank != self.rank:
            after = attrs.evolve(after, ranked=act.number)
        return after

    @property
    def first(self) -> int:
        """Give the act that recorded it first."""
        return self.acts[0].order

    @property
    def version(self) -> Passing:
        """Give what it is recorded or revised as, whether or not it is retracted."""
        return self.versions[self.stands.version]

    @property
    def is_retracted(self) -> bool:
        """Whether it was taken back."""
        return bool(self.stands.retraction)

    @property
    def shown(self) -> tuple[int, bool]:
        """Give the act of its version, and whether it is retracted."""
        return self.stands.version, self.is_retracted

    @property
    def rank(self) -> tuple[str, str]:
        """Give its rank, and why; empty if it has none."""
        return self.ranks.get(self.stands.rank, ("", ""))


@attrs.define(eq=False)
class _Stretch:
    """What came to hand in one stretch of the log.

    Attributes:
        events: The events.
        homes: The events that claims are about, by the ids of the claims.
        contradictions: The contradictions that were stated, by their ids.
        against: The ids of the contradictions that name a claim, by its id.
        targets: The ids on which acts act, by the addresses of these.
        judged: What was judged, by its id.
    """

    events: list[AtHand] = attrs.field(factory=list)
    homes: dict[str, AtHand] = attrs.field(factory=dict)
    contradictions: dict[str, Contradiction] = attrs.field(factory=dict)
    against: dict[str, list[str]] = attrs.field(factory=dict)
    targets: dict[str, str] = attrs.field(factory=dict)
    judged: dict[str, Judged] = attrs.field(factory=dict)


class Hand:
    """Keep events and claims at hand; those of an older stretch are let go at once.

    What is said of one that is at hand came later, and so is kept as long as it is.

    Attributes:
        events: The events at hand, by id.
    """

    def __init__(self) -> None:
        self.events: dict[str, AtHand] = {}
        self._older = _Stretch()
        self._newer = _Stretch()

    def begin(self) -> None:
        """Let go of what is long past."""
        if len(self._newer.targets) > AT_HAND // 2:
            events = self.events
            for event in self._older.events:
                if events.get(event.id) is event:
                    del events[event.id]
            self._older, self._newer = self._newer, _Stretch()

    def let_go(self, event: AtHand) -> None:
        """Let go of an event, and of the claims about it."""
        if self.events.get(event.id) is event:
            del self.events[event.id]

    def add_event(self, event: AtHand) -> None:
        """Take an event in that was recorded."""
        self.events[event.id] = event
        self._newer.events.append(event)
        self._newer.targets[event.address] = event.id

    def add_claim(self, event: AtHand, claim: Passing) -> None:
        """Take a claim in that was recorded about an event at hand."""
        event.claims.append(claim)
        self._newer.homes[claim.id] = event
        self._newer.targets[claim.address] = claim.id

    def add_contradiction(self, stated: Contradiction) -> list[AtHand]:
        """Take a contradiction in that was recorded, if its rivals are at hand.

        Returns:
            The events that the rivals are about; none, if one is not at hand.
        """
        homes = self._homes(stated.rivals)
        if None in homes:
            return []
        claim = stated.claim
        self._newer.contradictions[claim.id] = stated
        self._newer.targets[claim.address] = claim.id
        for one in dict.fromkeys(stated.rivals):
            self._newer.against.setdefault(one, []).append(claim.id)
        return [home for home in homes if home is not None]

    def judge(self, target: str, act: Act, judged: Judged) -> None:
        """Take in what stands of something at hand after an act on it."""
        self._newer.targets[act.address] = target
        self._newer.judged[target] = judged

    def judged(self, record_id: str) -> Judged | None:
        """Return what was judged of something at hand; None if nothing was."""
        return self._newer.judged.get(record_id) or self._older.judged.get(record_id)

    def target(self, address: str) -> str:
        """Return the id on which an act acts; empty if it is not at hand."""
        newer, older = self._newer.targets, self._older.targets
        return newer.get(address) or older.get(address, "")

    def against(self, claim_id: str) -> list[str]:
        """Return the ids of the contradictions that name a claim, sorted."""
        both = (self._older.against, self._newer.against)
        return sorted(chain.from_iterable(one.get(claim_id, ()) for one in both))

    def contradiction(self, record_id: str) -> Contradiction | None:
        """Return a contradiction that was stated; None if none is at hand."""
        newer, older = self._newer.contradictions, self._older.contradictions
        return newer.get(record_id) or older.get(record_id)

    def home(self, claim_id: str) -> AtHand | None:
        """Return the event that a claim is about; None if it is not at hand."""
        newer, older = self._newer.homes, self._older.homes
        home = newer.get(claim_id) or older.get(claim_id)
        return home if home and self.events.get(home.id) is home else None

    def passing(self, record_id: str) -> Passing:
        """Return what an id that is at hand was recorded or last revised as."""
        judged = self.judged(record_id)
        if judged is not None:
            return judged.version
        home = self.home(record_id)
        if home is not None:
            return next(one for one in home.claims if one.id == record_id)
        stated = self.contradiction(record_id)
        return stated.claim if stated is not None else self.events[record_id].recorded()

    def reached(self, record_id: str) -> list[AtHand | None]:
        """Return the events on which something bears; None for those not at hand."""
        if record_id in self.events:
            return [self.events[record_id]]
        return self._homes(self.concerned(record_id))

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
