"""Entering entries and actions into the tables, as they stand, before all judgement."""

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any, Final, Protocol

from chrono56.chronology import fold
from chrono56.chronology.fold import Act
from chrono56.log.entry import Entry
from chrono56.log.ledger import type_of
from chrono56.model import Claim, Place, Record

Row = tuple[Any, ...]

_INSERT: Final = {
    "entry": "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "recording": "INSERT INTO act (seq, n, verb, target, type, about, address, body)"
    " VALUES (?, ?, 'record', ?, ?, ?, ?, ?)",  # as are most
    "act": "INSERT INTO act VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "mention": "INSERT INTO mention (rowid, held) VALUES (?, ?)",
    "tie": "INSERT INTO tie VALUES (?, ?)",
    "stretch": "INSERT INTO stretch VALUES (?, ?, ?, ?) ON CONFLICT (act, n_from)"
    " DO UPDATE SET n_to = excluded.n_to, retracted = excluded.retracted",
    "judgement": "INSERT INTO judgement VALUES (?, ?, ?, NULL, ?, ?)",
    "outranked": "UPDATE judgement SET n_to = ?"
    " WHERE target = ? AND what = ? AND n_from = ?",
    "event": "INSERT INTO event VALUES (?, ?, ?, NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
    " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "until": "UPDATE event SET n_to = ? WHERE version = ?",
    "thing": "INSERT INTO thing (rowid, named) VALUES (?, ?)",
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
        number, order, target = act.number, act.order, act.target
        address, undoes = bytes.fromhex(act.address), bytes.fromhex(act.undoes)
        kind = type_of(record) if record is not None else None
        about = (about_of(record) if record is not None else "") or None
        if act.verb == "record":
            row: Row = (order, number, target, kind, about, address, body)
            self.of["recording"].append(row)
        else:
            row = (order, number, act.verb, target, kind, about)
            self.of["act"].append((*row, undoes or None, address, body))
        if record is not None:
            if mentioned := fold.mentions(record):
                self.of["mention"].append((order, " ".join(mentioned)))
            self.of["tie"] += [(event, order) for event in fold.ties(record)]

    def let_wait(self, act: Act) -> None:
        """Let the record of an act not hold until that act is judged."""
        self.of["stretch"].append((act.order, act.number, act.number, 0))


class Succession:
    """Number the entries, and follow what their writers knew.

    Args:
        root: What the first entry follows, the address of the header; empty if that is
            not to be looked at.

    Attributes:
        number: The number of the last entry.
        order: The number of the last action among all.
        key: The instant and the id of the last entry.
        joined: The number of the last entry that knew all before it.
        heads: The ids of the entries that none follows yet.
    """

    def __init__(self, root: str = "") -> None:
        self.number = 0
        self.order = 0
        self.joined = 0
        self.key = ("", root)
        self.heads: set[str] = set()

    @classmethod
    def after(cls, connection: sqlite3.Connection) -> "Succession":
        """Return where the entries in the tables end, to go on from there."""
        found = cls()
        one = connection.execute
        found.number, found.order, found.joined = one(
            "SELECT (SELECT coalesce(max(n), 0) FROM entry),"
            " (SELECT coalesce(max(seq), 0) FROM act),"
            " (SELECT coalesce(max(n), 0) FROM entry WHERE heads IS NULL)"
        ).fetchone()
        if found.number:
            at, last, heads = one(
                "SELECT at, id, coalesce(heads, id) FROM entry WHERE n = ?",
                (found.number,),
            ).fetchone()
            found.key, found.heads = (at, last), set(heads.split(","))
        return found

    def row(self, entry: Entry) -> Row:
        """Go on to the next entry, and return its row."""
        entry_id, parents = entry.id, entry.parents
        self.number += 1
        follows = parents == (self.key[1],) or not self.key[1]
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
            self.order + len(entry.digests),
        )


def about_of(record: Record) -> str:
    """Return what a claim is about, or what contains a place; else nothing."""
    if isinstance(record, Claim):
        return record.about
    return record.part_of if isinstance(record, Place) else ""
