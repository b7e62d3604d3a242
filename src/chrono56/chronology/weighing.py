"""A claim with all that speaks for it, as readings and disputes weigh it."""

from collections.abc import Hashable
from typing import Protocol, TypeVar

import attrs

from chrono56.chronology.lineage import Witness
from chrono56.chronology.numbers import Reach, reach_in_minutes, reach_of
from chrono56.model import Claim, Dating, Value

NORMAL, PREFERRED, DEPRECATED = "normal", "preferred", "deprecated"


class Rival(Protocol):
    """A claim, as far as it is compared with others and chosen among them.

    What it says is asked for last, as it may have to be worked out: the other
    attributes mostly tell enough of it.
    """

    @property
    def says(self) -> Value:
        """What it says."""

    @property
    def stand(self) -> Hashable:
        """What it says, how, and of what places: the same for all on one side."""

    @property
    def point(self) -> str:
        """Of what it dates an event: ``whole`` or another; empty if it dates none."""

    @property
    def reach(self) -> Reach:
        """Which numbers its value can be."""

    @property
    def minutes(self) -> int | None:
        """How many minutes its date leaves open; None for any, 0 if it is no date."""

    @property
    def mode(self) -> str:
        """How it says that: ``asserted``, ``denied``, ``planned`` or another."""

    @property
    def places(self) -> tuple[str, ...]:
        """For a location the place and those that contain it, nearest first."""

    @property
    def order(self) -> int:
        """The place of the action that last recorded it among all."""

    @property
    def first(self) -> int:
        """The place of the action that recorded it first."""

    @property
    def rank(self) -> str:
        """``preferred``, ``normal`` or ``deprecated``, its sources' ranks included."""

    @property
    def counts(self) -> bool:
        """Whether it may be chosen and disputed: it is not deprecated."""

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of the sources it cites, without deprecated ones, sorted."""

    @property
    def reliability(self) -> str:
        """The best grade among its sources, ``A`` to ``F``."""

    @property
    def witnesses(self) -> tuple[Witness, ...]:
        """Who stands behind it; empty if nobody independent does."""

    @property
    def voices(self) -> tuple[Witness, ...]:
        """Who speaks in it: its witnesses, and the recorder if it is his own."""


AnyRival = TypeVar("AnyRival", bound=Rival)


@attrs.frozen(kw_only=True)
class Weighed:
    """A standing claim, and what the log knows about it.

    Attributes:
        claim: The claim; the ids in it are those that unions have led to.
        number: The number of the entry that last recorded it.
        order: The place of that action among all, counted from 1.
        first: The place of the action that recorded it first.
        address: The SHA-256 of the action that last recorded it.
        rank: ``preferred``, ``normal`` or ``deprecated``, its sources' ranks included.
        rank_reason: The reason given for that rank.
        judged: The id of what was ranked so: the claim itself, a source that it cites,
            or what one of its premises has the rank from; empty if nothing was.
        sources: The ids of the sources it cites, without deprecated ones, sorted.
        witnesses: Who stands behind it; empty if nobody independent does.
        reliability: The best grade among its sources, ``A`` to ``F``.
        places: For a location the place and those that contain it, nearest first.
    """

    claim: Claim
    number: int
    order: int
    first: int
    address: str = ""
    rank: str = NORMAL
    rank_reason: str = ""
    judged: str = ""
    sources: tuple[str, ...] = ()
    witnesses: tuple[Witness, ...] = ()
    reliability: str = "F"
    places: tuple[str, ...] = ()

    @property
    def says(self) -> Value:
        """What it says."""
        return self.claim.says

    @property
    def stand(self) -> Hashable:
        """What it says, how, and of what places: the same for all on one side."""
        return self.says, self.mode, self.places

    @property
    def point(self) -> str:
        """Of what it dates an event: ``whole`` or another; empty if it dates none."""
        return self.says.point if isinstance(self.says, Dating) else ""

    @property
    def reach(self) -> Reach:
        """Which numbers its value can be."""
        return reach_of(self.says)

    @property
    def minutes(self) -> int | None:
        """How many minutes its date leaves open; None for any, 0 if it is no date."""
        says = self.says
        return reach_in_minutes(says.when) if isinstance(says, Dating) else 0

    @property
    def mode(self) -> str:
        """How it says that: ``asserted``, ``denied``, ``planned`` or another."""
        return self.claim.mode

    @property
    def is_inference(self) -> bool:
        """Whether it is the recorder's own, without any source."""
        return not self.claim.citations and not self.claim.premises

    @property
    def counts(self) -> bool:
        """Whether it may be chosen and disputed: it is not deprecated."""
        return self.rank != DEPRECATED

    @property
    def voices(self) -> tuple[Witness, ...]:
        """Who speaks in it: its witnesses, and the recorder if it is his own."""
        if not self.is_inference:
            return self.witnesses
        recorder = f"claim {self.claim.id}"
        return *self.witnesses, Witness(recorder, frozenset({recorder}))
