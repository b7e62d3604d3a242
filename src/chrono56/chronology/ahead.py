"""What stood after an entry, looked up for many claims before they are heard."""

from collections.abc import Iterable
from typing import Final

from chrono56.chronology.state import State
from chrono56.log.canonical import dumps, parsed
from chrono56.log.codec import record_from_json

_ABOUT: Final = """SELECT act FROM record
    WHERE about IN (SELECT value FROM json_each(:about))
    AND +type = 'claim' AND retracted = 0 AND $held
    AND json_extract(CAST(body AS TEXT), '$.says.type')
    IN (SELECT value FROM json_each(:saying)) ORDER BY act"""
_TYING: Final = """SELECT act FROM record WHERE target IN (
        SELECT target FROM tie CROSS JOIN act ON seq = tie.act
        WHERE event IN (SELECT value FROM json_each(:events)) AND n <= :n
    ) AND +type = 'claim' AND retracted = 0 AND $held"""
_RECORDED: Final = """SELECT seq, target, body, n, address, (
        SELECT min(earlier.seq) FROM act AS earlier
        WHERE earlier.target = act.target AND earlier.verb IN ('record', 'revise')
    ) FROM act WHERE seq IN (SELECT value FROM json_each(:acts))"""
_RANKED: Final = """SELECT target, value, reason FROM judgement
    WHERE target IN (SELECT value FROM json_each(:ids)) AND what = 'rank' AND $held"""


class Ahead(State):
    """Look up what stood, as another state does; of claims, many with one question.

    Args:
        state: What stood when.
    """

    def __init__(self, state: State) -> None:
        super().__init__(
            state.connection, state.number, state.reading, state._most_kept
        )
        # What the other looked up before, as long as nobody forgets it, is so here too.
        self._decoded, self._held = state._decoded, state._held
        self._judged, self._unheld = state._judged, state._unheld
        self.witnesses = {} if state.witnesses is None else state.witnesses
        self._recordings: dict[int, tuple[int, str, int]] = {}

    def claims_on_any(self, about: Iterable[str], saying: Iterable[str]) -> list[int]:
        """Return the acts that recorded the standing claims about any of these, sorted.

        Args:
            about: What they are about.
            saying: The types of their values, such as ``ordering``.
        """
        rows = self.rows(_ABOUT, about=_listed(about), saying=_listed(saying))
        return [act for (act,) in rows]

    def tying(self, events: Iterable[str]) -> list[int]:
        """Return the acts that recorded the standing claims that bound one of these.

        They order it, or have it fall within another, or another within it; or did so
        before they were revised.
        """
        return [act for (act,) in self.rows(_TYING, events=_listed(events))]

    def look_up(self, acts: Iterable[int]) -> None:
        """Look up what these actions recorded, where, and how that is ranked."""
        self._recordings = {}
        ids = []
        for act, target, body, number, address, first in self.rows(
            _RECORDED, acts=_listed(acts)
        ):
            self._recordings[act] = number, address.hex(), first
            if act not in self._decoded:
                self._decoded[act] = record_from_json(parsed(body))
            self._judged[target, "rank"] = "", ""
            ids.append(target)
        for target, rank, reason in self.rows(_RANKED, ids=_listed(ids)):
            self._judged[target, "rank"] = rank, reason

    def recording(self, act: int, record_id: str) -> tuple[int, str, int]:
        """Return the entry, the address and the first recording, see `State`."""
        known = self._recordings.get(act)
        return super().recording(act, record_id) if known is None else known


def _listed(values: Iterable[str | int]) -> str:
    return dumps(list(values)).decode()
