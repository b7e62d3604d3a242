"""Events and claims that stay at hand for a while, and what was judged of them."""

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Any, Final, NamedTuple

import attrs
from immutabledict import immutabledict

from chrono56.chronology import fold
from chrono56.chronology.fold import Act, Standing
from chrono56.chronology.said import Key, told_by
from chrono56.log.canonical import parsed
from chrono56.log.codec import record_from_json
from chrono56.log.forms import form_of_record
from chrono56.model import Claim, Event, Record


class Passing(NamedTuple):
    """A claim that stays at hand for a while, or what an event was recorded as.

    Attributes:
        id: Its id.
        act: The act that recorded it, or that revised it last.
        number: The number of its entry.
        address: The SHA-256 of that act.
        body: The record as canonical JSON: as text it takes a tenth of the room.
        source: Of a plain claim the id of its source; of all others this is empty, and
            so are the next ones, see `chrono56.chronology.said.Told`.
        key: The key of its value.
        mode: Its mode.
        as_written: The words of its source for the value.
        texts: The words by which its event is found.
        first: The act that recorded it first; 0 of an event.
        record: The record, if it was opened.
    """

    id: str
    act: int
    number: int
    address: bytes
    body: bytes
    source: str = ""
    key: Key = ()
    mode: str = ""
    as_written: str = ""
    texts: tuple[str, ...] = ()
    first: int = 0
    record: Record | None = None

    @classmethod
    def claim(cls, claim: Claim, act: Act, body: bytes) -> "Passing":
        """Return a claim that an act recorded, and that was opened."""
        told = told_by(form_of_record(body)) or ("", (), "", "", ())
        fields = (claim.id, *_where(act), body, *told, act.order, claim)
        return cls(*fields)

    @classmethod
    def event(cls, event: Event, act: Act, body: bytes) -> "Passing":
        """Return what an act revised an event to."""
        return cls(event.id, *_where(act), body, record=event)

    def opened(self) -> Record:
        """Return the record."""
        return self.record or record_from_json(parsed(self.body))


def _where(act: Act) -> tuple[int, int, bytes]:
    return act.order, act.number, bytes.fromhex(act.address)


plain_claim: Final[Callable[[tuple[Any, ...]], Passing]] = partial(
    tuple.__new__, Passing
)
"""Return a plain claim, given all its fields; as `Passing._make`, at half the cost."""


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
        number: The number of its entry.
        address: The SHA-256 of that act.
        body: The event as canonical JSON.
        kind: Its kind, if it is plain, see `chrono56.chronology.said.Called`.
        labels: Its labels, as JSON, likewise.
        texts: The texts of these labels, likewise, in the form that is searched.
        is_plain: Whether it is plain, and so is what was judged of it.
        record: The event, if it was opened.
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
    number: int
    address: bytes
    body: bytes
    kind: str = ""
    labels: str = "{}"
    texts: tuple[str, ...] = ()
    is_plain: bool = True
    record: Record | None = None
    claims: list[Passing] = attrs.field(factory=list)
    ranks: Mapping[str, tuple[str, str]] = MappingProxyType({})  # asked for each claim
    version: int = 0
    digest: bytes = b""
    revisions: int = -1
    first: int = 0
    told: int = 0

    @classmethod
    def opened_by(cls, event: Event, act: Act, body: bytes) -> "AtHand":
        """Return an event that an act recorded, and that was opened."""
        return cls(event.id, *_where(act), body, is_plain=False, record=event)

    def opened(self) -> Record:
        """Return the record."""
        if self.record is None:
            self.record = record_from_json(parsed(self.body))
        return self.record

    def recorded(self) -> Passing:
        """Return what it was recorded or last revised as."""
        return Passing(
            self.id, self.act, self.number, self.address, self.body, record=self.record
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
        address = one.address.hex()
        act = Act(order=one.act, number=one.number, address=address, verb="record")
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
