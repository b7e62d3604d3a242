"""The verb log: who recorded what, and when."""

from argparse import Namespace
from itertools import islice
from typing import Any

from chrono56.chronology.past.accounts import ActionView, EntryView, HistoryItem
from chrono56.cli import paper, status
from chrono56.cli.opening import chronology, say
from chrono56.cli.sentences import Sentences
from chrono56.log.codec import record_to_json
from chrono56.model import Record
from chrono56.text import SHOWN


def log(options: Namespace) -> int:
    """List who recorded what, and when; or only what touched one record."""
    found = False
    with chronology(options) as told:
        sentences = Sentences(told, options.lang)
        items = told.history(options.id, newest=not options.oldest)
        for item in islice(items, options.number):
            found = True
            if options.json:
                paper.put_json(item_json(item))
            else:
                put_item(item, sentences)
    if not found:
        say("nothing was recorded yet")
    return status.OK if found else status.NOTHING


def item_json(item: HistoryItem) -> dict[str, Any]:
    """Return an entry and what it did as JSON."""
    actions = [_action_json(action) for action in item.actions]
    return entry_json(item) | {"actions": actions}


def entry_json(entry: EntryView) -> dict[str, Any]:
    """Return an entry as JSON, without what it did."""
    return {
        "number": entry.number,
        "id": entry.entry_id,
        "at": entry.at,
        "by": entry.by,
        "reason": entry.reason,
    }


def put_item(item: HistoryItem, sentences: Sentences) -> None:
    """Write an entry and what it did, each action with the address that undoes it."""
    paper.put_heading(entry_words(item))
    if item.reason:
        paper.put_wrapped(item.reason, 2)
    for action in item.actions:
        text = f"{action.address[:SHOWN]}  {sentences.action(action)}"
        paper.put_wrapped(text, 4, SHOWN + 2)


def entry_words(entry: EntryView) -> str:
    """Return which entry it is, of when and by whom."""
    at = f"{entry.at[:19].replace('T', ' ')} UTC"
    return f"#{entry.number} {entry.entry_id[:SHOWN]} · {at} · {entry.by}"


def _action_json(action: ActionView) -> dict[str, Any]:
    return {
        "address": action.address,
        "verb": action.verb,
        "target": action.target,
        "record": _record_json(action.record),
        "before": _record_json(action.before),
        "value": action.value,
        "action": action.action,
        "reason": action.reason,
    }


def _record_json(record: Record | None) -> dict[str, Any] | None:
    return None if record is None else record_to_json(record)
