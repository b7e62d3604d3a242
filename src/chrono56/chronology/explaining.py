"""Explanations: when an event can have been, and by whose word."""

from collections.abc import Iterable

import attrs

from chrono56.chronology.contradictions import events_in
from chrono56.chronology.network.narrowing import Bound
from chrono56.chronology.network.walls import moment_of
from chrono56.chronology.related import Related
from chrono56.chronology.showing import viewed
from chrono56.chronology.state import State
from chrono56.chronology.views import ClaimView
from chrono56.dates import When


@attrs.frozen
class Reason:
    """Show one step of a proof: what a claim says of one event bounds another.

    Attributes:
        claim: The claim; None for what holds of any event: that it does not end before
            it starts.
        event: The id of the event that it bounds.
        point: The point of it: ``whole`` of a moment, else ``start`` or ``end``.
        moment: What it can't have been before, or after: a minute on the clocks that
            most of the sources tell times by, or a whole day.

    >>> proof = chronology.explain("soviet-help-announced-on-radio").proofs[0]
    >>> proof.reasons[0].event, str(proof.reasons[0].moment)
    ('gero-nagy-announced-on-radio', '1956-10-24T08:13[Europe/Budapest]')
    """

    claim: ClaimView | None
    event: str
    point: str
    moment: When


@attrs.frozen
class Proof:
    """Show why a point in time lies no earlier, or no later, than it does.

    Attributes:
        point: The point: ``whole`` of a moment, else ``start`` or ``end``.
        latest: Whether it is bounded from above.
        reasons: The steps, at least one: each rests on the one before, the first on
            nothing else.

    >>> proof = chronology.explain("soviet-help-announced-on-radio").proofs[0]
    >>> proof.point, proof.latest, str(proof.moment)
    ('whole', False, '1956-10-24T08:28[Europe/Budapest]')
    """

    point: str
    latest: bool
    reasons: tuple[Reason, ...]

    @property
    def moment(self) -> When:
        """The minute or day that the point can't have been before, or after.

        >>> proofs = chronology.explain("soviet-help-announced-on-radio").proofs
        >>> [str(proof.moment) for proof in proofs]
        ['1956-10-24T08:28[Europe/Budapest]', '1956-10-24T08:58[Europe/Budapest]']
        """
        return self.reasons[-1].moment


@attrs.frozen(kw_only=True)
class Explanation:
    """Show when an event can have been by all that is said of it and of others.

    Attributes:
        event: The event's id.
        when: All that is left, to the minute where that is known; None if nothing
            bounds it.
        recorded: The date that the reading takes from the event's own claims; None if
            nobody dates it.
        proofs: Why it was no earlier and no later; of what lasted, why its start and
            its end were. What is unbounded has no proof.
        contradictions: The smallest sets of claims that can't all hold, of those in
            which this event is dated or ordered, or one by which it is bounded. None of
            their claims was gone by.

    >>> explained = chronology.explain("soviet-help-announced-on-radio")
    >>> str(explained.recorded), str(explained.when)
    ('1956-10-24', '1956-10-24T08:28..08:58[Europe/Budapest]')
    """

    event: str
    when: When | None
    recorded: When | None
    proofs: tuple[Proof, ...]
    contradictions: tuple[tuple[ClaimView, ...], ...]


def explanation(
    state: State, related: Related, event: str, recorded: When | None
) -> Explanation:
    """Return the explanation of a date.

    Args:
        state: What stood when.
        related: What follows from how events stand to each other.
        event: The event's id, not that of a duplicate.
        recorded: The date that the reading gives it.
    """
    timing = related.timing(event)
    proofs = [
        Proof(point, latest, _reasons(state, steps, timing.zone, latest=latest))
        for point in timing.points(event)
        for latest in (False, True)
        if (steps := timing.proof(event, point, latest=latest))
    ]
    met = {event, *(one.event for proof in proofs for one in proof.reasons)}
    return Explanation(
        event=event,
        when=timing.when(event),
        recorded=recorded,
        proofs=tuple(proofs),
        contradictions=tuple(
            tuple(viewed(state, one) for one in claims)
            for claims in timing.contradictions
            if not met.isdisjoint(events_in(state, claims))
        ),
    )


def _reasons(
    state: State, bounds: Iterable[Bound], zone: str, *, latest: bool
) -> tuple[Reason, ...]:
    return tuple(
        Reason(
            None if bound.claim is None else viewed(state, bound.claim),
            bound.event,
            bound.point,
            moment_of(bound.second, zone, latest=latest),
        )
        for bound in bounds
    )
