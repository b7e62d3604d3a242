"""An entry in the making: what the block of ``with log.entry(…)`` fills."""

from collections.abc import Callable, Mapping, Sequence
from types import EllipsisType
from typing import Any, Protocol, TypeVar

import attrs

from chrono56.log.actions import (
    Action,
    Ranked,
    Recorded,
    Retracted,
    Revised,
    Titled,
    United,
)
from chrono56.log.codec import with_content_id
from chrono56.log.entry import Entry
from chrono56.model import (
    Agent,
    Citation,
    Claim,
    Derivation,
    Event,
    Place,
    Record,
    Source,
    Value,
)
from chrono56.model.rules import check_text, id_of

Labels = Mapping[str, str]
Cited = Citation | Source | Sequence[Citation | Source]
_R = TypeVar("_R", bound=Record)


class EntryDraft:
    """Collect the actions of one entry; nothing is in the log until it is appended.

    Args:
        new_id: What makes random ids and nonces.
        reason: Why, in the recorder's words.
        key: The key that makes sending it again harmless; empty if none.
        actions: Actions to begin with.

    Attributes:
        reason: Why, in the recorder's words.
        key: The key that makes sending it again harmless; empty if none.
        appended: The entry, once it is in the log; None before, and where all of it was
            in the log already.

    Raises:
        RecordError: The reason or the key is no text that a log can keep.

    >>> with log.entry("from the diary") as entry:
    ...     diary = entry.source("diary", reliability="B")
    ...     march = entry.event("march", labels={"en": "A march"})
    ...     dated = entry.claim(march, c56.Dating("1956-10-24"), cite=diary.at(page=3))
    >>> with log.entry("page 3 says the 23rd") as entry:
    ...     dated = entry.revise(dated, says=c56.Dating("1956-10-23"))
    >>> print(log.chronology().event("march").when)
    1956-10-23
    """

    def __init__(
        self,
        new_id: Callable[[], str],
        reason: str = "",
        *,
        key: str = "",
        actions: Sequence[Action] = (),
    ) -> None:
        self._new_id = new_id
        self._actions = [_with_id(one, new_id) for one in actions] if actions else []
        self.reason = check_text(reason, "reason")
        self.key = check_text(key, "key")
        self.appended: Entry | None = None

    @property
    def actions(self) -> tuple[Action, ...]:
        """Give the actions collected so far.

        >>> draft = log.draft()
        >>> rising = draft.event("rising")
        >>> len(draft.actions)
        1
        """
        return tuple(self._actions)

    def record(self, record: _R, *, erasable: bool = False) -> _R:
        """Record an entity, a source or a claim, and return it.

        Args:
            record: What to record.
            erasable: Add random text to the action. If its text must one day be erased,
                what stays behind is a hash, and only so can nobody guess what it named.
                Its id stays in what refers to it: give one that tells nothing.

        Returns:
            The record; a claim without an id has got one, as `claim` gives it.

        >>> log.draft().record(c56.Agent("anna-kis", labels={"en": "Anna Kis"})).kind
        'person'
        """
        if isinstance(record, Claim) and not record.id:
            named = self._new_id() if erasable else with_content_id(record).id
            record = attrs.evolve(record, id=named)
        nonce = self._new_id() if erasable else ""
        self._actions.append(Recorded(record, nonce=nonce))
        return record

    def event(
        self,
        id: str = "",
        *,
        kind: str = "other",
        labels: Labels | None = None,
        erasable: bool = False,
    ) -> Event:
        """Record an event; without an id it gets a random one.

        >>> log.draft().event("rising", kind="politics.uprising").kind
        'politics.uprising'
        """
        new = Event(id or self._new_id(), kind, labels or {})
        return self.record(new, erasable=erasable)

    def agent(
        self,
        id: str = "",
        *,
        kind: str = "person",
        labels: Labels | None = None,
        erasable: bool = False,
    ) -> Agent:
        """Record a person, a group or an organisation.

        >>> log.draft().agent("mefesz", kind="organisation").id
        'mefesz'
        """
        new = Agent(id or self._new_id(), kind, labels or {})
        return self.record(new, erasable=erasable)

    def place(
        self,
        id: str = "",
        *,
        labels: Labels | None = None,
        point: tuple[str, str] | None = None,
        part_of: Place | str = "",
        erasable: bool = False,
    ) -> Place:
        """Record a place; *point* is latitude and longitude as decimal text.

        >>> draft = log.draft()
        >>> budapest = draft.place("budapest", point=("47.498", "19.040"))
        >>> draft.place("csepel", part_of=budapest).part_of
        'budapest'
        """
        new = Place(id or self._new_id(), labels or {}, point, id_of(part_of))
        return self.record(new, erasable=erasable)

    def source(
        self,
        id: str = "",
        *,
        csl: Mapping[str, Any] | None = None,
        language: str = "",
        reliability: str = "F",
        derived_from: Sequence[Derivation] = (),
        anonymous: bool = False,
        sha256: str = "",
        erasable: bool = False,
    ) -> Source:
        """Record a source; *csl* is a CSL-JSON item whose dates are EDTF text.

        >>> csl = {"type": "book", "title": "A Diary", "issued": "1957~"}
        >>> log.draft().source("diary", csl=csl, reliability="B").at(page=3)
        Citation(source='diary', locator='3', label='page', quote='', via=())
        """
        new = Source(
            id or self._new_id(),
            csl or {},
            language,
            reliability,
            tuple(derived_from),
            anonymous=anonymous,
            sha256=sha256,
        )
        return self.record(new, erasable=erasable)

    def claim(
        self,
        about: Record | str,
        says: Value,
        *,
        cite: Cited = (),
        premises: Sequence[Claim | str] = (),
        mode: str = "asserted",
        as_written: str = "",
        confidence: str = "medium",
        reason: str = "",
        id: str = "",
        erasable: bool = False,
    ) -> Claim:
        """Record what a source says about something.

        Args:
            about: What it is about: a record or its id.
            says: The value, such as ``Dating("1956-11-04")``.
            cite: Who says so: a citation, a source, or several.
            premises: The claims that together yield this one (then a reason is needed).
            mode: ``asserted``, ``denied``, ``planned`` or ``supposed``.
            as_written: The source's own few words for the value.
            confidence: ``high``, ``medium`` or ``low``.
            reason: Why it is read so.
            id: An id of its own; without one it gets a content id, so that recording
                the same claim twice is recording it once.
            erasable: As for `record`. Without an id it gets a random one, since a
                content id is a hash of what it says.

        >>> draft = log.draft()
        >>> diary, march = draft.source("diary"), draft.event("march")
        >>> dated = c56.Dating("1956-10-23")
        >>> draft.claim(march, dated, cite=diary, as_written="Tuesday").as_written
        'Tuesday'
        """
        given = [cite] if isinstance(cite, (Citation, Source)) else cite
        cited = [one.at() if isinstance(one, Source) else one for one in given]
        claim = Claim(
            id,
            id_of(about),
            says,
            tuple(cited),
            premises=tuple(id_of(one) for one in premises),
            mode=mode,
            as_written=as_written,
            confidence=confidence,
            reason=reason,
        )
        return self.record(claim, erasable=erasable)

    def revise(self, record: _R, *, erasable: bool = False, **changes: Any) -> _R:
        """Replace a record as a whole, with *changes* to its fields, and return it.

        Args:
            record: The record as it stands.
            erasable: As for `record`; needed anew, as a revision is text of its own.
            **changes: Fields and what they shall hold.

        >>> draft = log.draft()
        >>> march = draft.event("march", kind="politics.assembly")
        >>> draft.revise(march, labels={"en": "The march"}).kind
        'politics.assembly'
        """
        revised = attrs.evolve(record, **changes) if changes else record
        nonce = self._new_id() if erasable else ""
        self._actions.append(Revised(revised, nonce=nonce))
        return revised

    def retract(self, target: Record | str, *, reason: str = "") -> None:
        """Take back a record: an event, a source, a claim.

        >>> with log.entry() as entry:
        ...     rumour = entry.event("rumour")
        >>> with log.entry() as entry:
        ...     entry.retract(rumour, reason="nobody saw it")
        >>> len(log.chronology())
        0
        """
        self._actions.append(Retracted(id_of(target), reason=reason))

    def undo(self, action: str, *, reason: str = "") -> None:
        """Take back an earlier action, named by its address (a SHA-256).

        >>> with log.entry() as entry:
        ...     entry.title("Budapest, 1965")
        >>> (title,) = entry.appended.addresses
        >>> with log.entry() as entry:
        ...     entry.undo(title, reason="a slip of the pen")
        >>> log.chronology().title
        ''
        """
        self._actions.append(Retracted(action=action, reason=reason))

    def rank(self, target: Record | str, rank: str, *, reason: str = "") -> None:
        """Judge a claim or source: ``preferred``, ``normal`` or ``deprecated``.

        >>> with log.entry() as entry:
        ...     diary = entry.source("diary")
        ...     entry.rank(diary, "deprecated", reason="written years later")
        """
        self._actions.append(Ranked(id_of(target), rank, reason))

    def unite(
        self, duplicate: Record | str, into: Record | str, *, reason: str = ""
    ) -> None:
        """Unite a duplicate record into another; undo takes it apart again.

        >>> with log.entry() as entry:
        ...     one, other = entry.event("march"), entry.event("demonstration")
        ...     entry.unite(other, one, reason="two names for it")
        >>> log.chronology().event("demonstration").id
        'march'
        """
        self._actions.append(United(id_of(duplicate), id_of(into), reason))

    def title(self, text: str) -> None:
        """Give the chronology its title.

        >>> with log.entry() as entry:
        ...     entry.title("Budapest, 1956")
        >>> log.chronology().title
        'Budapest, 1956'
        """
        self._actions.append(Titled(text))


def _with_id(action: Action, new_id: Callable[[], str]) -> Action:
    """Return an action; if it records a claim without an id, that claim has got one."""
    match action:
        case Recorded(Claim(id="") as claim, nonce=nonce):
            named = new_id() if nonce else with_content_id(claim).id
            return attrs.evolve(action, record=attrs.evolve(claim, id=named))
        case _:
            return action


class Appendable(Protocol):
    """What a block asks of its log."""

    def heads(self) -> tuple[str, ...]:
        """Return the ids of the entries that no other follows."""
        ...

    def append_many(
        self, drafts: Sequence[EntryDraft], *, expected: Sequence[str] | None
    ) -> tuple[Entry | None, ...]:
        """Append each draft as an entry."""
        ...


class EntryBlock(EntryDraft):
    """Append what was collected when a block ends, unless an exception ends it.

    Args:
        log: The log.
        new_id: What makes random ids and nonces.
        reason: Why, in the recorder's words.
        key: The key that makes sending it again harmless; empty if none.
        expected: The heads that the log must have; ``...`` means those it has when the
            block begins, None whatever they are when it ends.
    """

    def __init__(
        self,
        log: Appendable,
        new_id: Callable[[], str],
        reason: str,
        key: str,
        expected: Sequence[str] | EllipsisType | None,
    ) -> None:
        super().__init__(new_id, reason, key=key)
        self._log = log
        self._expected = expected

    def __enter__(self) -> EntryDraft:
        """Begin to collect; what it raises, `Log.heads` raises."""
        given = self._expected
        self._heads = self._log.heads() if given is ... else given
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self._log.append_many([self], expected=self._heads)
