"""Entering entries and actions into the tables, as they stand, before all judgement."""

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any, Final, Protocol

from chrono56.chronology import fold
from chrono56.chronology.fold import Act
from chrono56.log.entry import Entry
from chrono56.model import Claim, Place, Record

Row = tuple[Any, ...]

_INSERT: Final = {
    "entry": "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "act": "INSERT INTO act VALUES (?, ?, ?, ?, ?, ?, ?)",
    "mention": "INSERT INTO mention VALUES (?, ?)",
    "tie": "INSERT INTO tie VALUES (?, ?)",
    "record": "INSERT INTO record VALUES (?, ?, NULL, ?, ?, 0)",
    "overtaken": "DELETE FROM record WHERE act = ? AND n_from = ?",
    "standing": "INSERT INTO record VALUES (?, ?, NULL, ?, ?, ?)",
    "ended": "UPDATE record SET n_to = ? WHERE act = ? AND n_from = ?",
    "judgement": "INSERT INTO judgement VALUES (?, ?, ?, NULL, ?, ?)",
    "outranked": "UPDATE judgement SET n_to = ?"
    " WHERE target = ? AND what = ? AND n_from = ?",
    "event": "INSERT INTO event VALUES (?, ?, ?, NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
    " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "until": "UPDATE event SET n_to = ? WHERE version = ?",
    "facet": "INSERT INTO facet VALUES (?, ?, ?, ?)",
    "words": "INSERT INTO words (rowid, text) VALUES (?, ?)",
}


class Tables(Protocol):
    """Whoever runs a statement with each of some rows: a connection, or one apart."""

    def executemany(self, statement: str, rows: Sequence[Row], /) -> object:
        """Run a statement with each of some rows."""


class Rows:
    """Collect rows, and write many at a time.

    Args:
        tables: The read model, within a transaction.

    Attributes:
        of: The rows that wait, by their table.
    """

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self.of: Mapping[str, list[Row]] = {table: [] for table in _INSERT}

    def write(self) -> None:
        """Write all rows that wait."""
        for table, rows in self.of.items():
            if rows:
                self._tables.executemany(_INSERT[table], rows)
                rows.clear()

    def add_act(self, act: Act, body: bytes, record: Record | None) -> None:
        """Add an action, and what the record that it records names.

        Args:
            act: The action.
            body: The record, or else what the action says, as canonical JSON.
            record: The record; None if it records none.
        """
        address, undoes = bytes.fromhex(act.address), bytes.fromhex(act.undoes)
        row = (act.order, act.number, address, act.verb, act.target, undoes or None)
        self.of["act"].append((*row, body))
        if record is not None:
            order = act.order
            self.of["mention"] += [(held, order) for held in fold.mentions(record)]
            self.of["tie"] += [(event, order) for event in fold.ties(record)]


class Succession:
    """Number the entries, and follow what their writers knew.

    Args:
        connection: The read model, within a transaction.

    Attributes:
        number: The number of the last entry.
        order: The number of the last action among all.
        key: The instant and the id of the last entry.
        joined: The number of the last entry that knew all before it.
        heads: The ids of the entries that none follows yet.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.heads: set[str] = set()
        self.key = ("", "")
        one = connection.execute
        self.number, self.order, self.joined = one(
            "SELECT (SELECT coalesce(max(n), 0) FROM entry),"
            " (SELECT coalesce(max(seq), 0) FROM act),"
            " (SELECT coalesce(max(n), 0) FROM entry WHERE heads IS NULL)"
        ).fetchone()
        if self.number:
            at, last, heads = one(
                "SELECT at, id, coalesce(heads, id) FROM entry WHERE n = ?",
                (self.number,),
            ).fetchone()
            self.key, self.heads = (at, last), set(heads.split(","))

    def row(self, entry: Entry) -> Row:
        """Go on to the next entry, and return its row."""
        entry_id, parents = entry.id, entry.parents
        self.number += 1
        follows = parents == (self.key[1],) or self.number == 1
        alone = follows and len(self.heads) <= 1
        if alone:
            self.heads = {entry_id}
        else:
            self.heads = (self.heads - set(parents)) | {entry_id}
            alone = len(self.heads) == 1
        if alone:
            self.joined = self.number
        self.key = (entry.at, entry_id)
        return (
            self.number,
            entry_id,
            entry.at,
            entry.by,
            entry.reason,
            None if follows else " ".join(parents),
            None if alone else ",".join(sorted(self.heads)),
            self.order + 1,
            self.order + len(entry.actions),
        )


def about_of(record: Record) -> str:
    """Return what a claim is about, or what contains a place; else nothing."""
    if isinstance(record, Claim):
        return record.about
    return record.part_of if isinstance(record, Place) else ""
