"""What a chronology shows: values to read, print and export."""

from typing import TYPE_CHECKING

import attrs
from immutabledict import immutabledict

from chrono56.dates import Verdict, When
from chrono56.text import chosen

if TYPE_CHECKING:
    from chrono56.chronology.lineage import Witness
    from chrono56.model import Claim


@attrs.frozen
class Revision:
    """Say how what is known of an event has changed.

    Attributes:
        sequence: How many later entries changed what is known of it; 0 for none.
        first: When it was first recorded (UTC, as the log writes it).
        last: When what is known of it last changed.
        retracted: Whether the event was taken back.
    """

    sequence: int
    first: str
    last: str
    retracted: bool = False


@attrs.frozen(kw_only=True)
class EventView:
    """Show an event as a reading of its claims has it.

    Attributes:
        id: The event's id.
        kind: Its kind.
        labels: Its names by BCP 47 tag.
        when: Its date; None if no source dates it.
        as_written: The chosen date's own words; empty if none were kept.
        verdict: How it stands to the date that was asked for; None if none was.
        sources: The ids of all sources that speak of it, sorted; deprecated left out.
        disputed: Whether its sources leave a property without one answer.
        occurrence: ``asserted``, ``planned``, ``supposed`` or ``denied``; ``unheard``
            where the reading filters, and hears nothing of it that counts.
        place: The id of its place; empty if none is known.
        revision: How what is known of it has changed.
        derived: Whether nobody dates it, and its date follows from other events.

    >>> trial = chronology.event("nagy-trial")
    >>> str(trial.when), trial.as_written, trial.disputed
    ('1958-06-09/1958-06-15', '1958. június 9. és 15. között', False)
    """

    id: str
    kind: str
    labels: immutabledict[str, str]
    when: When | None
    as_written: str = ""
    verdict: Verdict | None = None
    sources: tuple[str, ...] = ()
    disputed: bool = False
    occurrence: str = "asserted"
    place: str = ""
    revision: Revision
    derived: bool = False

    def label(self, language: str = "en") -> str:
        """Return its name in *language*, its base, English, or any; else its id.

        >>> chronology.event("nagy-trial").label("hu")
        'A Nagy Imre-per'
        """
        return chosen(self.labels, language) or self.id


@attrs.frozen(kw_only=True)
class ClaimView:
    """Show a standing claim, and how it came into the log.

    Attributes:
        claim: The claim.
        rank: ``preferred``, ``normal`` or ``deprecated``; its sources' ranks count.
        rank_reason: Why it has that rank; empty if no reason was given.
        entry: The number of the entry that last recorded it.
        at: When that was (UTC).
        by: Who did.
        witnesses: Who stands behind it, each with the originals it goes back to; empty
            if nobody can be named, or the recorder infers it from nothing.

    >>> shown = chronology.claims("nagy-trial")[0]
    >>> shown.rank, [witness.source for witness in shown.witnesses]
    ('normal', ['wiki-hu'])
    """

    claim: "Claim"
    rank: str
    rank_reason: str
    entry: int
    at: str
    by: str
    witnesses: "tuple[Witness, ...]" = ()


@attrs.frozen(kw_only=True)
class Judgement:
    """Show a judgement that bears on a dispute, and who made it.

    Attributes:
        target: The id of the claim or source that was judged; where two claims were
            stated to contradict each other, of the claim that says so.
        verdict: ``preferred``, ``deprecated`` or ``contradicts``.
        reason: The reason given; empty if none was.
        entry: The number of the entry that holds it.
        at: When that was (UTC).
        by: Who judged.

    >>> [dispute] = chronology.disputes("suez-canal-nationalised")
    >>> [judged.verdict for judged in dispute.judgements]
    ['preferred']
    """

    target: str
    verdict: str
    reason: str
    entry: int
    at: str
    by: str


@attrs.frozen(kw_only=True)
class Choice:
    """Say why what is told of a property was chosen: by which rule, over what.

    Where several rules decided, each over other claims, there is a choice for each.

    Attributes:
        property: ``date``, ``start``, ``end``, ``place``, ``occurrence``, ``figure …``
            or ``role …``.
        claim: The id of the claim that was chosen.
        rule: A rule of the reading (`chrono56.Reading`); ``whole``: the date of a whole
            goes before one of its start or end; ``start``: an end that is over before
            the start is not told; ``implied``: who tells when or where it was, who took
            part or what it came to, says that it happened; or ``alone``: no other value
            is claimed.
            ``earlier`` is a weak one: nothing else tells the claims apart.
        over: The ids of the rivals that lost by it, the best first.
        closer: Of these the ids of the dates that agree with the claim and say more
            exactly when it was; those alone that none of the others says more exactly.
        worth: What the rule goes by in the claim: its rank, its mode, its grade, how
            many independent sources can agree with it, how long a time it leaves open
            (ISO 8601; empty where it has no end), or the entry that recorded it first.
        against: The same of the best of the rivals.
        judgements: Who ranked, and why, where ranks decided.

    >>> choice = chronology.choices("end-of-fighting")[0]
    >>> choice.property, choice.rule, choice.worth, choice.against
    ('date', 'reliability', 'B', 'C')
    """

    property: str
    claim: str
    rule: str
    over: tuple[str, ...] = ()
    closer: tuple[str, ...] = ()
    worth: str = ""
    against: str = ""
    judgements: tuple[Judgement, ...] = ()


@attrs.frozen
class Dispute:
    """Show what claims on one property come to.

    Attributes:
        about: The ids of the events, or of the source.
        property: ``date``, ``start``, ``end``, ``start and end``, ``place``,
            ``occurrence``, ``figure …``, ``role …``, ``quote …``, of a source also
            ``issued`` and ``covers``; ``order`` where it shows only when events are
            held against each other, and no smaller set of claims clashes; or
            ``contradiction`` where a recorder stated it.
        class_: ``conflicting`` (independent sources clash), ``self-contradictory`` (one
            source gives rivals itself), ``copying`` (a copy differs from its original);
            ``settled`` where only deprecated claims clash; where nothing clashes
            ``unique``, ``agreed`` or ``refined``.
        claims: The claims, the chosen one first.
        judgements: What was judged of these claims, or states the contradiction.
        set_aside: The deprecated claims on the property; empty unless asked for.
        unsteady: The ids of the sources that give rivals themselves, and so count for
            none of them.
        in_reading: Whether the chronology itself goes by all of the claims: of rival
            values it chooses one, but not of claims about several events.

    >>> [dispute] = chronology.disputes("end-of-fighting")
    >>> dispute.property, dispute.class_, len(dispute.claims)
    ('date', 'conflicting', 4)
    """

    about: tuple[str, ...]
    property: str
    class_: str
    claims: tuple[ClaimView, ...]
    judgements: tuple[Judgement, ...] = ()
    set_aside: tuple[ClaimView, ...] = ()
    unsteady: tuple[str, ...] = ()
    in_reading: bool = False


@attrs.frozen(kw_only=True)
class Stats:
    """Count what a chronology holds.

    Attributes:
        entries: Entries of the log.
        events: Events that are listed.
        unlisted: Events that are only planned, supposed or denied.
        undated: Listed events without a date.
        disputed: Listed events with a disputed property.
        claims: Standing claims; of a reading that filters those that it hears.
        sources: Sources.
        agents: Agents.
        places: Places.
        first: The earliest day that a date begins with, as text; empty if none does.
        last: The latest day that a date ends with; empty if none does.
        kinds: How many events of each kind, the most frequent first.
        years: How many events by the year in which they begin; BC is 0 and less.

    >>> stats = chronology.stats()
    >>> stats.events == len(chronology), next(iter(stats.kinds))
    (True, 'politics.act')
    """

    entries: int
    events: int
    unlisted: int
    undated: int
    disputed: int
    claims: int
    sources: int
    agents: int
    places: int
    first: str
    last: str
    kinds: immutabledict[str, int]
    years: immutabledict[int, int]
