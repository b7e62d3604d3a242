"""How a chronology came about: what entries did, and what that changed."""

from typing import TYPE_CHECKING, TypeAlias

import attrs

from chrono56.chronology.views import Choice, ClaimView
from chrono56.dates import When

if TYPE_CHECKING:
    from chrono56.model import Claim, Record, Value

Shown: TypeAlias = "str | When | Value | Claim | None"
"""What a property is shown as: a date, a figure or who took part, what a claim says, a
claim, else text; None where there is nothing."""


@attrs.frozen
class EntryView:
    """Name an entry of the log.

    Attributes:
        number: Its number in canonical order, counted from 1.
        entry_id: Its SHA-256.
        at: When it was written (UTC).
        by: Who wrote it.
        reason: Why, in the recorder's words; may be empty.
    """

    number: int
    entry_id: str
    at: str
    by: str
    reason: str


@attrs.frozen(kw_only=True)
class ActionView:
    """Show one action of an entry.

    Attributes:
        address: Its SHA-256, by which it can be taken back.
        verb: ``record``, ``revise``, ``retract``, ``rank``, ``unite``, ``title``,
            ``erase``; ``erased`` where its text was; else a type unknown here.
        target: The id of the record it acts on; empty if it acts on none.
        record: What it recorded; None if it is no recording.
        before: Of a revision what stood until then; else None.
        value: Of a judgement the rank, the id united into, or the title; else empty.
        action: The address of the earlier action that it takes back or erases.
        reason: Why, in the recorder's words; may be empty.
    """

    address: str
    verb: str
    target: str = ""
    record: "Record | None" = None
    before: "Record | None" = None
    value: str = ""
    action: str = ""
    reason: str = ""


@attrs.frozen
class HistoryItem(EntryView):
    """Show an entry of the log and what it did.

    Attributes:
        actions: What it did; only what bears on the record that was asked for.

    >>> first = next(chronology.history("nagy-trial"))
    >>> first.reason, [action.verb for action in first.actions]
    ('the events', ['record'])
    """

    actions: tuple[ActionView, ...]


@attrs.frozen
class Change:
    """Say what of one thing differs between two states.

    Attributes:
        about: The id of the event, source, agent or place; empty for the title. Of a
            claim what it is about.
        property: What differs: the type of a record (``event``, ``source``, …) that is
            there or not; ``label en``, ``kind``, ``date``, ``place``, ``occurrence``,
            ``figure …``, ``role …``; of a source its ``rank`` and its fields; of a
            claim the type of its value; of a dispute the property in dispute.
        what: ``added``, ``removed``, ``changed``; of a date also ``narrowed``,
            ``widened`` and ``moved`` (no day in common); of a duplicate ``united`` and
            ``parted``; of support ``single-sourced`` and ``corroborated``; ``dispute
            opened``, ``settled`` and ``changed``; ``claim added``, ``removed``,
            ``revised``, ``ranked``, ``lost`` (it stands, but fell with a source or a
            premise) and ``regained``. Of an event also ``heard`` and ``unheard``, by
            readings that filter.
        before: What it was; None if there was nothing.
        after: What it is; None if there is nothing.
        claims: The id of the claim that changed; of a stated contradiction both ids.
        before_by: Where two readings are compared, why the one told it as it did.
        after_by: Why the other told it as it did.

    >>> change = chronology.diff(chronology.under("prefer=narrower"))[0]
    >>> change.about, change.property, change.what
    ('andropov-summoned', 'date', 'moved')
    """

    about: str
    property: str
    what: str
    before: Shown = None
    after: Shown = None
    claims: tuple[str, ...] = ()
    before_by: tuple[Choice, ...] = ()
    after_by: tuple[Choice, ...] = ()


@attrs.frozen(kw_only=True)
class Blame:
    """Say which entry is the reason why something is shown as it is.

    Attributes:
        about: The id of the record.
        property: What is shown: a property as in `Change`, or ``claim`` and ``rank``
            for the claims about it.
        value: What is shown.
        entry: The entry since which it is shown so without a break; of a claim the one
            that last recorded it, of a rank the one that judged.
        claim: The claim that it is taken from, with its citations; None where it is no
            claim's.

    >>> first = chronology.blame("nagy-trial")[0]
    >>> first.property, first.value, first.entry.reason
    ('kind', 'justice.trial', 'the events')
    """

    about: str
    property: str
    value: Shown
    entry: EntryView
    claim: ClaimView | None = None
