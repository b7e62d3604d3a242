"""The log as its readers see it: who did what, with the values themselves."""

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

import attrs

from chrono56.chronology.past.accounts import ActionView, EntryView, HistoryItem
from chrono56.chronology.state import State
from chrono56.errors import RecordError, UnknownIdError
from chrono56.log.canonical import dumps, loads
from chrono56.log.codec import record_from_json
from chrono56.model import Record

_COLUMNS: Final = "entry.n, id, at, by, reason, seq, address, verb, target, body"
_ALL: Final = f"""SELECT {_COLUMNS}
    FROM entry LEFT JOIN act ON seq BETWEEN first_act AND last_act
    WHERE entry.n <= :n ORDER BY entry.n $order, seq"""  # noqa: S608 - our words
_ONE: Final = f"""SELECT {_COLUMNS}
    FROM entry LEFT JOIN act ON seq BETWEEN first_act AND last_act
    WHERE entry.n = :number ORDER BY seq"""  # noqa: S608 - our words
_SOME: Final = f"""SELECT {_COLUMNS}
    FROM act JOIN entry ON entry.n = act.n
    WHERE seq IN (SELECT value FROM json_each(:acts))
    ORDER BY entry.n $order, seq"""  # noqa: S608 - our words

# What stood before an action: an earlier version in its own entry, or what held then.
_BEFORE: Final = """SELECT coalesce(
    (SELECT max(seq) FROM act WHERE target = :id AND n = :number AND seq < :seq
        AND verb IN ('record', 'revise')),
    (SELECT act FROM record
        WHERE target = :id AND n_from < :number
        AND (n_to IS NULL OR n_to >= :number)))"""

_DIGITS: Final = 64  # of an address
_VALUES: Final = {"rank": "rank", "unite": "into", "title": "text"}


def history(
    state: State, record_id: str = "", *, newest: bool = False
) -> Iterator[HistoryItem]:
    """Yield the entries up to a state.

    Args:
        state: The state.
        record_id: Only what bears on this record, on the claims about it, on what was
            united into it, and on the undoing of these; empty for everything.
        newest: The last entry first, and not the first.
    """
    order = "DESC" if newest else "ASC"
    if record_id:
        acts = dumps(sorted(_acts_on(state, record_id))).decode()
        rows = state.rows(_SOME.replace("$order", order), acts=acts)
    else:
        rows = state.rows(_ALL.replace("$order", order))
    yield from _items(state, rows)


def history_item(state: State, number: int) -> HistoryItem:
    """Return the entry of a number, with all that it did."""
    (item,) = _items(state, state.rows(_ONE, number=number))
    return item


def entry_view(state: State, number: int) -> EntryView:
    """Return the entry of a number; its judgements' reasons where it gives none."""
    row = state.rows(
        "SELECT n, id, at, by, reason FROM entry WHERE n = :number", number=number
    ).fetchone()
    entry = EntryView(*row)
    if entry.reason:
        return entry
    bodies = state.rows(
        "SELECT body FROM entry JOIN act ON seq BETWEEN first_act AND last_act"
        " WHERE entry.n = :number AND verb IN ('retract', 'rank', 'unite')"
        " ORDER BY seq",
        number=number,
    )
    reasons = (loads(body).get("reason", "") for (body,) in bodies)
    told = "; ".join(dict.fromkeys(filter(None, reasons)))
    return attrs.evolve(entry, reason=told)


def full_address(state: State, prefix: str) -> str:
    """Return the address of the one action whose SHA-256 begins with *prefix*.

    Raises:
        UnknownIdError: No action's does.
        RecordError: Those of several do.
    """
    try:
        first, last = (bytes.fromhex(prefix.ljust(_DIGITS, end)) for end in "0f")
    except ValueError:
        raise UnknownIdError(prefix, "action") from None
    found = state.rows(
        "SELECT DISTINCT address FROM act"
        " WHERE substr(address, 1, 6) BETWEEN substr(:first, 1, 6)"
        " AND substr(:last, 1, 6)"
        " AND address BETWEEN :first AND :last AND n <= :n LIMIT 2",
        first=first,
        last=last,
    ).fetchall()
    if not found:
        raise UnknownIdError(prefix, "action")
    if len(found) > 1:
        raise RecordError(
            "several actions' addresses begin so", "give more digits", prefix
        )
    address: bytes = found[0][0]
    return address.hex()


def _items(state: State, rows: Iterable[tuple[Any, ...]]) -> Iterator[HistoryItem]:
    for (number, *named), group in groupby(rows, key=itemgetter(0, 1, 2, 3, 4)):
        acts = [row[5:] for row in group if row[5] is not None]
        actions = tuple(_action(state, number, *act) for act in acts)
        entry_id, at, by, reason = named
        yield HistoryItem(number, entry_id, at, by, reason, actions)


def _acts_on(state: State, record_id: str) -> set[int]:
    """Return the acts on a record or the claims about it, and what undid them."""
    claims = (
        one for one in state.holders(record_id) if record_id in state.ever_about(one)
    )
    duplicates = state.rows(
        "SELECT DISTINCT target FROM judgement"
        " WHERE what = 'unite' AND value = :id AND n_from <= :n",
        id=record_id,
    )
    targets = {record_id, *claims, *(one for (one,) in duplicates)}
    found: dict[int, bytes] = {}
    for target in targets:
        rows = state.rows(
            "SELECT seq, address FROM act WHERE target = :target AND n <= :n",
            target=target,
        )
        found.update(rows.fetchall())
    ahead = list(found.values())
    while ahead:
        rows = state.rows(
            "SELECT seq, address FROM act WHERE undoes = :address AND n <= :n",
            address=ahead.pop(),
        )
        new = {seq: address for seq, address in rows if seq not in found}
        found.update(new)
        ahead += new.values()
    return set(found)


def _action(
    state: State,
    number: int,
    seq: int,
    where: bytes,
    verb: str,
    target: str,
    body: bytes,
) -> ActionView:
    """Return an action of the entry *number* as its row in the table has it."""
    said, address = loads(body), where.hex()
    if target and verb in ("record", "revise"):
        before = None
        if verb == "revise":
            before = _before(state.connection, target, number, seq)
        return ActionView(
            address=address,
            verb=verb,
            target=target,
            record=record_from_json(said),
            before=before,
        )
    # A later version may mean something else by the same words: text only counts.
    told = {name: it for name, it in said.items() if isinstance(it, str)}
    return ActionView(
        address=address,
        verb=verb,
        target=target,
        value=told.get(_VALUES.get(verb, ""), ""),
        action=told.get("action", ""),
        reason=told.get("reason", ""),
    )


def _before(
    connection: sqlite3.Connection, target: str, number: int, seq: int
) -> Record | None:
    values: dict[str, Any] = {"id": target, "number": number, "seq": seq}
    (act,) = connection.execute(_BEFORE, values).fetchone()
    if act is None:
        return None
    (body,) = connection.execute(
        "SELECT body FROM act WHERE seq = ?", (act,)
    ).fetchone()
    return record_from_json(loads(body))
