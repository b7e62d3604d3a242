"""What stood after an entry, looked up for many ids at once before it is asked for."""

import sqlite3
from collections.abc import Iterable
from itertools import product
from typing import TYPE_CHECKING, Final

from chrono56.chronology.state import JUDGEMENTS, STANDS, State, listed
from chrono56.chronology.tables.schema import term
from chrono56.log.canonical import parsed
from chrono56.log.codec import record_from_json

if TYPE_CHECKING:
    from chrono56.chronology.reading import Reading

_STAND: Final = STANDS.replace("= :id", "IN (SELECT value FROM json_each(:some))")
_MENTIONED: Final = """SELECT key FROM json_each(:some) AS one
    WHERE EXISTS (SELECT 1 FROM mention WHERE mention MATCH one.value)"""
_ABOUT: Final = """SELECT act FROM record
    WHERE about IN (SELECT value FROM json_each(:some))
    AND +type = 'claim' AND retracted = 0 AND $held
    AND json_extract(CAST(body AS TEXT), '$.says.type')
    IN (SELECT value FROM json_each(:saying)) ORDER BY act"""
_TYING: Final = """SELECT act FROM record WHERE target IN (
        SELECT target FROM tie CROSS JOIN act ON seq = tie.act
        WHERE event IN (SELECT value FROM json_each(:some)) AND n <= :n
    ) AND +type = 'claim' AND retracted = 0 AND $held"""
_RECORDED: Final = """SELECT seq, target, body, n, address, (
        SELECT min(earlier.seq) FROM act AS earlier
        WHERE earlier.target = act.target AND earlier.verb IN ('record', 'revise')
    ) FROM act WHERE seq IN (SELECT value FROM json_each(:some))"""
_JUDGED: Final = """SELECT target, what, value, reason FROM judgement
    WHERE target IN (SELECT value FROM json_each(:some)) AND $held"""


class Ahead(State):
    """Look up what stood after an entry; where many are asked for, with one question.

    Args:
        connection: The read model.
        number: The number of the entry; nothing later is seen.
        reading: The policy by which the tables were filled; the default if left out.
        most_kept: How many records are kept at hand, see `State`.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        number: int,
        reading: "Reading | None" = None,
        most_kept: int | None = None,
    ) -> None:
        super().__init__(connection, number, reading, most_kept)
        self._recordings: dict[int, tuple[int, str, int]] = {}

    @classmethod
    def of(cls, state: State) -> "Ahead":
        """Return one that looks up the same as another state.

        What that one looked up before is at hand, as long as nobody forgets it.
        """
        ahead = cls(state.connection, state.number, state.reading, state._most_kept)
        ahead._decoded, ahead._held = state._decoded, state._held
        ahead._judged, ahead._unheld = state._judged, state._unheld
        ahead.witnesses = {} if state.witnesses is None else state.witnesses
        return ahead

    def look_for(self, ids: Iterable[str]) -> None:
        """Look up where records stand, as far as that is not known yet.

        And how these are judged, but for claims: few ask that of a claim.
        """
        asked = [it for it in ids if it not in self._held and it not in self._unheld]
        self._hold(asked, self.rows_among(_STAND, asked))
        held = self._held
        self._look_for_judgements(
            it for it in asked if it not in held or held[it].type != "claim"
        )

    def _look_for_judgements(self, ids: Iterable[str]) -> None:
        ids = list(ids)
        found = {
            (target, what): (value, reason)
            for target, what, value, reason in self.rows_among(_JUDGED, ids)
        }
        for key in product(ids, JUDGEMENTS):
            self._judged[key] = found.get(key, ("", ""))

    def mentioned(self, ids: Iterable[str]) -> set[str]:
        """Return those of some ids that any record mentions, or once did."""
        ids = list(ids)
        rows = self.rows_among(_MENTIONED, map(term, ids))
        return {ids[place] for (place,) in rows}

    def claims_on_any(self, about: Iterable[str], saying: Iterable[str]) -> list[int]:
        """Return the acts that recorded the standing claims about any of these, sorted.

        Args:
            about: What they are about.
            saying: The types of their values, such as ``ordering``.
        """
        rows = self.rows_among(_ABOUT, about, saying=listed(saying))
        return [act for (act,) in rows]

    def tying(self, events: Iterable[str]) -> list[int]:
        """Return the acts that recorded the standing claims that bound one of these.

        They order it, or have it fall within another, or another within it; or did so
        before they were revised.
        """
        return [act for (act,) in self.rows_among(_TYING, events)]

    def look_up(self, acts: Iterable[int]) -> None:
        """Look up what these actions recorded, where, and how that is judged."""
        self._recordings = {}
        ids = []
        for act, target, body, number, address, first in self.rows_among(
            _RECORDED, acts
        ):
            self._recordings[act] = number, address.hex(), first
            if act not in self._decoded:
                self._decoded[act] = record_from_json(parsed(body))
            ids.append(target)
        self._look_for_judgements(ids)

    def recording(self, act: int, record_id: str) -> tuple[int, str, int]:
        """Return the entry, the address and the first recording, see `State`."""
        known = self._recordings.get(act)
        return super().recording(act, record_id) if known is None else known
