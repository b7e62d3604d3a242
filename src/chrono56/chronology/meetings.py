"""Meetings: where recorders judged one thing without knowing of each other.

Copies that went on apart and came together bring them. Nothing is dropped: what counts
follows from the order of the log, and the meeting is a finding until somebody who knows
both judges the thing again.
"""

import sqlite3
from collections.abc import Sequence
from typing import Final

from chrono56.chronology.fold import SAYS, Act
from chrono56.chronology.past.points import ancestors
from chrono56.findings import Finding
from chrono56.log.canonical import loads

# What of its target an action judges; only judgements of the same can meet.
_JUDGED: Final = {
    "record": "record",
    "revise": "record",
    "retract": "record",
    "rank": "rank",
    "unite": "unite",
    "title": "title",
}

# The judgements that an action takes back, through all undoings of undoings.
_UNDONE: Final = """
WITH RECURSIVE undone (verb, target, undoes) AS (
    SELECT verb, target, undoes FROM act
    WHERE substr(address, 1, 6) = substr(:undoes, 1, 6) AND address = :undoes
    UNION
    SELECT act.verb, act.target, act.undoes FROM act
    JOIN undone ON substr(act.address, 1, 6) = substr(undone.undoes, 1, 6)
        AND act.address = undone.undoes
)
SELECT DISTINCT verb, target FROM undone WHERE undoes IS NULL"""

# The judgements on something before an entry, undoings among them, the last one first.
_BEFORE: Final = """
WITH RECURSIVE judged (seq, n, address, verb, undoes, body) AS (
    SELECT seq, n, address, verb, undoes, body FROM act
    WHERE target = :target AND undoes IS NULL AND instr(:verbs, ' ' || verb || ' ')
    UNION
    SELECT act.seq, act.n, act.address, act.verb, act.undoes, act.body FROM act
    JOIN judged ON act.undoes = judged.address
)
SELECT n, verb, undoes, body FROM judged WHERE n < :n ORDER BY seq DESC"""

_SETTLE: Final = """UPDATE finding SET n_to = :n
    WHERE n_to IS NULL AND n_from < :n AND about = :target AND what = :what"""

# Other findings that a later judgement settles: what it has to judge.
_SETTLED_BY: Final = {
    "recorded-twice": "record",
    "recorded-retracted": "record",
    "revised-retracted": "record",
}


class Meetings:
    """Keep the findings, as entries are added to the read model.

    Args:
        connection: The read model, within a transaction.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        found = connection.execute("SELECT 1 FROM finding WHERE what != ''")
        self._any = found.fetchone() is not None
        self._number = 0
        # Of entries that none followed yet, what their writers knew: all entries before
        # a number, and of the later ones these.
        self._known: dict[int, tuple[int, set[int]]] = {}

    def report(self, number: int, found: Sequence[Finding], what: str = "") -> None:
        """Keep what was found at an entry.

        Args:
            number: The number of the entry.
            found: What was found.
            what: What has to be judged anew to settle it; empty if its rule says.
        """
        for one in found:
            settled_by = what or _SETTLED_BY.get(one.rule, "")
            self._any = self._any or bool(settled_by)
            about = " ".join(one.about)
            self._connection.execute(
                "INSERT INTO finding VALUES (?, NULL, ?, ?, ?, ?, ?)",
                (number, one.rule, one.severity, about, settled_by, one.text),
            )

    def note(self, act: Act, joined: int) -> None:
        """Report what an action, which was just added, meets; or what it settles.

        Args:
            act: The action.
            joined: The number of the last entry that knew all before it.
        """
        if joined == act.number and not self._any:
            return
        self._follow(act.number, joined)
        for target, what in self._judged(act):
            unknown = self._unknown(act, target, what, joined)
            if not unknown:
                self._connection.execute(
                    _SETTLE, {"n": act.number, "target": target, "what": what}
                )
                continue
            said = self._said(act)
            for number, verb, undoes, body in unknown:
                if _effect(verb, undoes, body) != said:
                    met = _meeting(act, number, verb, target)
                    self.report(act.number, [met], what)
                    break

    def _judged(self, act: Act) -> list[tuple[str, str]]:
        """Return which targets an action judges, and what of them."""
        judged = [(act.verb, act.target)]
        if act.undoes:
            judged = self._connection.execute(
                _UNDONE, {"undoes": bytes.fromhex(act.undoes)}
            ).fetchall()
        return [(target, _JUDGED[verb]) for verb, target in judged if verb in _JUDGED]

    def _unknown(
        self, act: Act, target: str, what: str, joined: int
    ) -> list[tuple[int, str, bytes | None, bytes]]:
        """Return the earlier judgements that an action's writer did not know of."""
        if joined == act.number:
            return []
        verbs = " ".join(verb for verb, judged in _JUDGED.items() if judged == what)
        rows = self._connection.execute(
            _BEFORE, {"target": target, "verbs": f" {verbs} ", "n": act.number}
        )
        return [row for row in rows if not self._knew(act.number, row[0])]

    def _knew(self, number: int, earlier: int) -> bool:
        """Say whether the writer of an entry knew an earlier one."""
        since, known = self._known[number]
        return earlier < since or earlier in known

    def _follow(self, number: int, joined: int) -> None:
        """Find out which entries the writer of an entry knew."""
        if number == self._number:
            return
        self._number = number
        (parents,) = self._connection.execute(
            "SELECT parents FROM entry WHERE n = ?", (number,)
        ).fetchone()
        before = number - 1
        if parents is not None:
            row = self._connection.execute(
                "SELECT n FROM entry WHERE id = ?", (parents,)
            ).fetchone()
            before = row[0] if row else 0
        # One step further, most often: walking back each time would be slow.
        since, known = self._known.pop(before, (joined, set()))
        if not known:
            known = ancestors(self._connection, number, down_to=joined)
            if joined not in known:
                since, known = 0, ancestors(self._connection, number)
        known.add(number)
        self._known[number] = since, known

    def _said(self, act: Act) -> object:
        (body,) = self._connection.execute(
            "SELECT body FROM act WHERE seq = ?", (act.order,)
        ).fetchone()
        return _effect(act.verb, bytes.fromhex(act.undoes), body)


def _meeting(act: Act, number: int, verb: str, target: str) -> Finding:
    retracts = "retract" in (verb, act.verb)
    text = (
        f"{target or 'the title'}: #{number} ({verb}) and #{act.number} ({act.verb})"
        " were written without each other;"
        f" {'what is retracted stays so' if retracts else 'the later counts'}"
    )
    return Finding("meeting", "warning", (target,) if target else (), text)


def _effect(verb: str, undoes: bytes | None, body: bytes) -> object:
    """Return what a judgement comes to: equal ones are no meeting."""
    if verb == "retract":
        return ("retract", undoes or b"")
    return loads(body)[SAYS[verb]] if verb in SAYS else body
