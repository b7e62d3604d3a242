"""The log as its readers see it: who did what, in one short sentence each."""

from collections.abc import Iterator
from typing import Any, Final

from chrono56.chronology.state import State
from chrono56.chronology.views import HistoryItem
from chrono56.log.canonical import dumps, loads

_SHORT: Final = 12  # hex digits that tell an action apart for a reader

_ALL: Final = """SELECT entry.n, id, at, by, reason, address, verb, target, body
    FROM entry LEFT JOIN act ON act.n = entry.n
    WHERE entry.n <= :n ORDER BY entry.n, seq"""
_SOME: Final = """SELECT entry.n, id, at, by, reason, address, verb, target, body
    FROM act JOIN entry ON entry.n = act.n
    WHERE seq IN (SELECT value FROM json_each(:acts)) ORDER BY seq"""


def history(state: State, record_id: str = "") -> Iterator[HistoryItem]:
    """Yield the entries up to a state, the first one first.

    Args:
        state: The state.
        record_id: Only what bears on this record, on the claims about it, on what was
            united into it, and on the undoing of these; empty for everything.
    """
    if record_id:
        acts = dumps(sorted(_acts_on(state, record_id))).decode()
        rows = state.rows(_SOME, acts=acts)
    else:
        rows = state.rows(_ALL)
    item: HistoryItem | None = None
    for number, entry_id, at, by, reason, address, verb, target, body in rows:
        sentences: tuple[str, ...] = ()
        if verb is not None:
            sentences = (_sentence(address, verb, target, body),)
        if item is not None and item.number == number:
            sentences = item.actions + sentences
        elif item is not None:
            yield item
        item = HistoryItem(number, entry_id, at, by, reason, sentences)
    if item is not None:
        yield item


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
    found: dict[int, str] = {}
    for target in targets:
        rows = state.rows(
            "SELECT seq, address FROM act WHERE target = :target AND n <= :n",
            target=target,
        )
        found.update(rows.fetchall())
    ahead = list(found.values())
    while ahead:
        rows = state.rows(
            "SELECT seq, address FROM act WHERE undoes = :address AND undoes != ''"
            " AND n <= :n",
            address=ahead.pop(),
        )
        new = {seq: address for seq, address in rows if seq not in found}
        found.update(new)
        ahead += new.values()
    return set(found)


def _sentence(address: str, verb: str, target: str, body: bytes) -> str:
    said = loads(body)
    match verb:
        case "record" | "revise":
            text = f"{verb.removesuffix('e')}ed {_thing(said)}"
        case "retract":
            taken = target or f"the action {said['action'][:_SHORT]}"
            text = f"retracted {taken}"
        case "rank":
            text = f"ranked {target} {said['rank']}"
        case "unite":
            text = f"united {target} into {said['into']}"
        case "title":
            text = f"gave the title “{said['text']}”"
        case "erase":
            text = f"erased the text of the action {said['action'][:_SHORT]}"
        case "erased":
            text = f"did something that was erased ({address[:_SHORT]})"
        case _:
            text = f"did something unknown here ({verb})"
    reason = said.get("reason", "") if verb not in ("record", "revise") else ""
    return f"{text}: {reason}" if reason else text


def _thing(record: dict[str, Any]) -> str:
    """Name a record: its type and id; a claim by what it says of what."""
    if record.get("type") != "claim":
        return f"the {record.get('type')} {record.get('id')}"
    mode = record.get("mode", "asserted")
    stance = "" if mode == "asserted" else f"{mode} "
    says = record["says"].get("type", "value")
    return f"the claim {record['id']} ({stance}{says} of {record['about']})"
