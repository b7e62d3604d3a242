"""How a chronology came about: its states, what changed between them, and by whom."""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import TYPE_CHECKING, Final, Self

from chrono56 import model
from chrono56.chronology.state import State
from chrono56.chronology.tables.readmodel import ReadModel
from chrono56.errors import UnknownIdError
from chrono56.log.log import Log
from chrono56.text import folded

if TYPE_CHECKING:
    from chrono56.chronology.past.accounts import Blame, Change, HistoryItem
    from chrono56.chronology.reading import Reading
    from chrono56.log.actions import Action

# Lists of events, which are wanted fast, ask for no history: what tells of it is
# imported where it is asked for.

_NEAR_IDS: Final = 3
_MOST_AT_HAND: Final = 4_000  # records: some megabytes


class Past:
    """Hold a state of a log, and tell how it came about.

    A base of `Chronology`, which is the only one there is.
    """

    def __init__(
        self,
        log: Log,
        tables: ReadModel,
        number: int,
        as_of_text: str,
        *,
        shared: bool = False,
    ) -> None:
        self._log = log
        self._tables = tables
        self._shared = shared
        self._state = State(
            tables.connection, number, tables.reading, most_kept=_MOST_AT_HAND
        )
        self._state.witnesses = {}  # what stood after an entry never changes
        self.as_of_text = as_of_text

    @property
    def head(self) -> str:
        """The ids of the last entries, joined by commas; empty for an empty log.

        >>> log = c56.open_log("memory:", by="anna")
        >>> with log.entry("the rising begins") as entry:
        ...     rising = entry.event("rising")
        >>> (log.chronology().head,) == log.heads()
        True
        """
        row = self._state.rows(
            "SELECT coalesce(heads, id) FROM entry WHERE n = :n"
        ).fetchone()
        return row[0] if row else ""

    def as_of(self, point: str) -> Self:
        """Return what was known at a point in the log's history.

        Args:
            point: ``#N`` (the N-th entry, where history up to it is linear), at least 8
                hex digits of an entry's id (what its writer knew), a day (its end, UTC)
                or an instant (UTC unless it says otherwise). It is a point of the whole
                history, also where this chronology is of an earlier one.

        Raises:
            PointError: The text is no point, or names none in this log.

        >>> chronology.as_of("#3").stats().claims
        0
        """
        tables, number = self._at(point)
        shared = tables is self._tables
        return type(self)(self._log, tables, number, point, shared=shared)

    def under(self, reading: "Reading | str") -> Self:
        """Return the same state of the log, read by another policy.

        Args:
            reading: The reading, or its text.

        Raises:
            ReadingSyntaxError: The text is no reading.
            UnknownIdError: It names a source that the log never held.

        >>> doubted = chronology.under("without=falkner-2019")
        >>> str(chronology.event("end-of-fighting").when)
        '1956-11-10'
        >>> doubted.event("end-of-fighting").disputed
        True
        """
        from chrono56.chronology.query import as_reading  # noqa: PLC0415 - see above
        from chrono56.chronology.reading import DEFAULT  # noqa: PLC0415

        other = as_reading(reading) or DEFAULT
        number, text = self._state.number, self.as_of_text
        if other == self._state.reading:
            return type(self)(self._log, self._tables, number, text, shared=True)
        self._require_sources(other)
        tables = self._tables.under(self._log, number, other)
        return type(self)(self._log, tables, number, text)

    def _at(self, point: str) -> tuple[ReadModel, int]:
        """Return the tables, and the number of the last entry, of a point."""
        from chrono56.chronology.past import points  # noqa: PLC0415 - see above

        where = points.resolve(self._tables.connection, point, self._tables.number)
        if not where.entries:
            return self._tables, where.number
        ids = self._tables.ids_of(where.entries)
        tables = ReadModel.of_entries(self._log, ids, self._tables.reading)
        return tables, tables.number

    def history(
        self, record_id: str = "", *, newest: bool = False
    ) -> "Iterator[HistoryItem]":
        """Yield the entries of the log, the first one first.

        Args:
            record_id: Only what bears on this record or on the claims about it; empty
                for all.
            newest: The last one first instead.

        Raises:
            UnknownIdError: Nothing ever had that id.

        >>> for item in chronology.history("nagy-trial", newest=True):
        ...     print(item.by, item.reason)
        chrono56 what is said of nagy-trial
        chrono56 the events
        """
        self._require_named(record_id)
        from chrono56.chronology.past.history import history  # noqa: PLC0415 - see above

        return history(self._state, record_id, newest=newest)

    def action(self, prefix: str) -> str:
        """Return the address of an action: all 64 hex digits of its SHA-256.

        Args:
            prefix: The first of them, as many as it takes to tell it from others.

        Raises:
            UnknownIdError: No action's address begins so.
            RecordError: Several do.

        >>> recording = next(chronology.history("nagy-trial")).actions[0]
        >>> chronology.action(recording.address[:12]) == recording.address
        True
        """
        from chrono56.chronology.past.history import full_address  # noqa: PLC0415 - see above

        return full_address(self._state, prefix)

    def diff(self, other: "Past") -> "tuple[Change, ...]":
        """Return what is different in *other*, sorted by what it is about.

        Args:
            other: Another state of this log, or the same by another reading (see
                `under`); a state of another copy, or of another log. Differences the
                other way round mirror these.

        >>> changes = chronology.diff(chronology.under("prefer=narrower"))
        >>> changes[0].what, str(changes[0].before), str(changes[0].after)
        ('moved', '1956-11-01', '1956-10-30')
        """
        from chrono56.chronology.past.diff import differences  # noqa: PLC0415 - see above

        return tuple(differences(self._state, other._state))

    def preview(self, actions: "Sequence[Action]") -> Self:
        """Return what the log would come to with one more entry; nothing is written.

        Args:
            actions: What the entry would do, such as the ``actions`` of a draft. They
                are checked as on appending.

        Raises:
            Conflict: This is not the latest state of the log.
            RecordError: An action breaks a rule.
            UnknownIdError: An action refers to what is not there.

        >>> log = c56.open_log("memory:", by="anna")
        >>> draft = log.draft()
        >>> rising = draft.event("rising", labels={"en": "The rising begins"})
        >>> [event.label() for event in log.chronology().preview(draft.actions)]
        ['The rising begins']
        """
        from chrono56.chronology.past.preview import with_actions  # noqa: PLC0415 - see above

        heads = self.head.split(",") if self.head else ()
        log, tables = with_actions(self._log, self._tables, heads, actions)
        return type(self)(log, tables, tables.number, "")

    def blame(self, record_id: str) -> "tuple[Blame, ...]":
        """Return for all that is shown of a record which entry is the reason.

        Raises:
            UnknownIdError: There is no such record, or it was retracted.

        >>> blamed = chronology.blame("nagy-trial")
        >>> [one.entry.reason for one in blamed if one.property == "date"]
        ['what is said of nagy-trial']
        """
        if self._state.record(record_id) is None:
            raise self._unknown(record_id, "record")
        from chrono56.chronology.past.blame import blame  # noqa: PLC0415 - see above

        return tuple(blame(self._state, record_id))

    def bisect(
        self, holds: "Callable[[Self], bool]", *, scan: bool = False
    ) -> "HistoryItem | None":
        """Return the entry since which something holds; None if it does not hold.

        The states that are asked are those after each entry in canonical order, so
        that where copies were merged they follow the time of writing.

        Args:
            holds: Says whether it holds in a chronology. That what it asks for was
                unknown then (an `UnknownIdError`) means that it does not.
            scan: Ask state after state, backwards, up to the first in which it does not
                hold. Without it the entries are halved again and again, which is right
                where it never ceased to hold once it did, and asks some 20 states of a
                million.

        >>> since = chronology.bisect(lambda then: then.event("nagy-trial").when)
        >>> since.reason
        'what is said of nagy-trial'
        """
        from chrono56.chronology.past.bisect import first_since  # noqa: PLC0415 - see above
        from chrono56.chronology.past.history import (  # noqa: PLC0415
            entry_view,
            history_item,
        )

        def held(number: int) -> bool:
            at = entry_view(self._state, number).at
            then = type(self)(self._log, self._tables, number, at, shared=True)
            try:
                return holds(then)
            except UnknownIdError:
                return False

        number = first_since(held, self._state.number, scan=scan)
        return history_item(self._state, number) if number else None

    def _require_sources(self, reading: "Reading") -> None:
        """Raise `UnknownIdError` for a source that the log never held."""
        whole = self._state.at(self._tables.number)
        for source in (*reading.only, *reading.without):
            if not whole.was_named(source):
                raise self._unknown(source, "source")

    def _require_named(self, record_id: str) -> None:
        if record_id and not self._state.was_named(record_id):
            raise self._unknown(record_id, "record")

    def _unknown(self, wanted_id: str, what: str) -> UnknownIdError:
        import difflib  # noqa: PLC0415 - only an error needs it

        types = model.RECORD_TYPES if what == "record" else (what,)
        # Ids often are names, but for accents, capitals and blanks.
        asked = folded(wanted_id).replace(" ", "-")
        known = [one for kind in types for one in self._state.ids_near(asked, kind)]
        near = difflib.get_close_matches(asked, known, n=_NEAR_IDS)
        return UnknownIdError(wanted_id, what, near, self._why_not(wanted_id, types))

    def _why_not(self, wanted_id: str, types: Collection[str]) -> str:
        """Return why what an id names is none of some types; empty if it names none."""
        held = self._state.held(wanted_id)
        if held is None:
            return ""
        if held.type in types:
            return "it was retracted" if held.retracted else ""
        article = "an" if held.type[0] in "aeiou" else "a"
        return "" if held.retracted else f"it is {article} {held.type}"
