"""Claims without an id: nothing can name them, so that they are told when looked for.

An early version of this program could write them where a claim was given as an action.
"""

import contextlib
from collections.abc import Iterator
from typing import Any, Final

from chrono56.log.ledger import Ledger
from chrono56.log.proof import envelopes, read_envelope
from chrono56.log.store import Store

_EMPTY: Final = b'"id":""'


def nameless(store: Store) -> Iterator[tuple[int, str]]:
    """Yield the line of each claim without an id that was not undone, and what to do.

    Args:
        store: Where the log is kept; lines that are no entries are passed over.
    """
    found: dict[str, tuple[int, int]] = {}
    for number, (_, line) in enumerate(store.read(), 1):
        if _EMPTY in line:
            for where, place in _nameless_in(line):
                found.setdefault(where, (number, place))
    if not found:
        return
    ledger = Ledger()
    for envelope in envelopes(store):
        ledger.feed(envelope, 0)
    for where, (number, place) in found.items():
        if not ledger.is_retracted(where):
            why = (
                f"do[{place}]: a claim without an id, which nothing can revise, rank"
                f" or retract; take back the action {where}, and record it again"
            )
            yield number, why


def _nameless_in(line: bytes) -> Iterator[tuple[str, int]]:
    """Yield the address of each such action of a line, and its place, from 1 on."""
    with contextlib.suppress(ValueError):
        envelope = read_envelope(line)
        for place, action in enumerate(envelope.actions, 1):
            if _is_nameless(action.get("record")):
                yield envelope.addresses[place - 1], place


def _is_nameless(record: Any) -> bool:
    return (
        isinstance(record, dict)
        and record.get("type") == "claim"
        and record.get("id") == ""
    )
