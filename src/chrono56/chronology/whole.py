"""What stood after an entry, looked up at once: for whoever asks for all of it."""

import sqlite3
from typing import TYPE_CHECKING, Final

from chrono56.chronology.state import Held, State
from chrono56.log.canonical import parsed
from chrono56.log.codec import record_from_json

if TYPE_CHECKING:
    from chrono56.chronology.reading import Reading

_RECORDS: Final = """SELECT target, type, act, n, retracted, address, body
    FROM record WHERE $held"""
_FIRST: Final = """SELECT target, min(seq) FROM act
    WHERE verb IN ('record', 'revise') GROUP BY target"""
_JUDGED: Final = "SELECT target, what, value, reason FROM judgement WHERE $held"


class Whole(State):
    """Look up what stood after entry *number*, without asking the tables each time.

    Everything is read in three queries when it is made, and held in memory.

    Args:
        connection: The read model, which must not change meanwhile.
        number: The number of the entry.
        reading: The policy by which the tables were filled; the default if left out.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        number: int,
        reading: "Reading | None" = None,
    ) -> None:
        super().__init__(connection, number, reading)
        self.witnesses = {}
        self._recordings: dict[int, tuple[int, str, int]] = {}
        first = dict(self.rows(_FIRST))
        for record_id, kind, act, entry, retracted, address, body in self.rows(
            _RECORDS
        ):
            self._held[record_id] = Held(kind, act, entry, bool(retracted))
            self._recordings[act] = (entry, address.hex(), first[record_id])
            self._decoded[act] = record_from_json(parsed(body))
        self._duplicates: dict[str, list[str]] = {}
        for target, what, value, reason in self.rows(_JUDGED):
            self._judged[target, what] = (value, reason)
            if what == "unite":
                self._duplicates.setdefault(value, []).append(target)

    def held(self, record_id: str) -> Held | None:
        """Return where a record stands, retracted or not; None if it never did."""
        return self._held.get(record_id)

    def judgement(self, target: str, what: str) -> tuple[str, str]:
        """Return the value and reason of a rank, union or title; empty if none is."""
        return self._judged.get((target, what), ("", ""))

    def recording(self, act: int, record_id: str) -> tuple[int, str, int]:
        """Return the entry, the address and the first recording, see `State`."""
        known = self._recordings.get(act)
        return super().recording(act, record_id) if known is None else known

    def united(self, root: str) -> tuple[str, ...]:
        """Return an id and all that were united into it, the id first."""
        found = {root: None}
        ahead = [root]
        while ahead:
            duplicates = sorted(self._duplicates.get(ahead.pop(), ()))
            new = [target for target in duplicates if target not in found]
            found.update(dict.fromkeys(new))
            ahead += new
        return tuple(found)
