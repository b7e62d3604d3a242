"""The verbs log, verify and merge: the log itself."""

from argparse import Namespace
from typing import Final

from chrono56.app import open_log
from chrono56.chronology import HistoryItem
from chrono56.cli import paper, status
from chrono56.cli.opening import chronology, log_to_read, log_to_write, path_of, say
from chrono56.log.chain import SHOWN, Verification

_TAILS: Final = {"pending": "whole, but lacks its end", "torn": "cut off"}


def log(options: Namespace) -> int:
    """List who recorded what, and when; or only what touched one record."""
    found = False
    with chronology(options) as told:
        for item in told.history(options.id):
            found = True
            if options.json:
                paper.put_json(_item_json(item))
            else:
                _put_item(item)
    if not found:
        say("nothing was recorded yet")
    return status.OK if found else status.NOTHING


def verify(options: Namespace) -> int:
    """Check every line of the log."""
    checked = log_to_read(options)
    found = checked.verify()
    if options.json:
        paper.put_json({"log": checked.name, **_verification_json(found)})
    else:
        _put_verification(checked.name, found)
    return status.OK if found.is_sound else status.DAMAGED


def merge(options: Namespace) -> int:
    """Join the heads of a log; first take in a copy, if one is named."""
    target = log_to_write(options)
    other = open_log(path_of(options.other)) if options.other else None
    before = target.heads()
    entry = target.merge(other, reason=options.reason)
    if entry is not None:
        say(f"joined {len(entry.parents)} heads in entry {entry.id[:SHOWN]}")
    elif target.heads() != before:
        say("took in what the other has more")
    else:
        say("nothing to join: the log has one head, and all that the other has")
    with target.chronology() as told:
        for finding in told.findings():
            say(f"{finding.severity}: {finding.text}")
    return status.OK


def _item_json(item: HistoryItem) -> dict[str, object]:
    return {
        "number": item.number,
        "id": item.entry_id,
        "at": item.at,
        "by": item.by,
        "reason": item.reason,
        "actions": list(item.actions),
    }


def _put_item(item: HistoryItem) -> None:
    at = f"{item.at[:19].replace('T', ' ')} UTC"
    paper.put_heading(f"#{item.number} {item.entry_id[:SHOWN]} · {at} · {item.by}")
    if item.reason:
        paper.put_wrapped(item.reason, 2)
    for action in item.actions:
        paper.put_wrapped(action, 4)


def _verification_json(found: Verification) -> dict[str, object]:
    return {
        "entries": found.entries,
        "sound": found.is_sound,
        "heads": list(found.heads),
        "duplicates": found.duplicates,
        "erased": list(found.erased),
        "tail": found.tail,
        "problems": [{"line": one.line, "why": one.why} for one in found.problems],
    }


def _put_verification(name: str, found: Verification) -> None:
    for problem in found.problems:
        paper.put(f"{name}:{problem.line}: {problem.why}")
    heads = ", ".join(head[:SHOWN] for head in found.heads) or "none"
    if found.is_sound:
        paper.put(f"sound: {_counted(found.entries, 'entry', 'entries')}, head {heads}")
    else:
        problems = _counted(len(found.problems), "problem", "problems")
        paper.put(f"damaged: {problems} in {found.entries} entries")
    if found.erased:
        paper.put(f"{_counted(len(found.erased), 'action', 'actions')} erased")
    if found.tail:
        paper.put(f"the last line is {_TAILS[found.tail]}; the next writer sees to it")
    if found.duplicates:
        repeated = _counted(found.duplicates, "line repeats", "lines repeat")
        paper.put(f"{repeated} an entry; that is harmless")
    if found.is_sound and len(found.heads) > 1:
        paper.put(f"{len(found.heads)} heads: `chrono56 merge` joins them")


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
