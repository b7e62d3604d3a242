"""The verbs verify, seal and erase: proof that a log is whole, and what may go."""

import sys
from argparse import Namespace
from collections.abc import Iterator
from typing import Final

from chrono56.cli import paper, status
from chrono56.cli.opening import log_to_read, log_to_write, path_of, say
from chrono56.cli.usage import UsageError
from chrono56.errors import WriteError
from chrono56.log.chain import ErasedText, Problem, Verification
from chrono56.log.disk import torn_off
from chrono56.log.repair import Repair
from chrono56.text import SHOWN, counted

_TAILS: Final = {"pending": "whole, but lacks its end", "torn": "cut off"}


def verify(options: Namespace) -> int:
    """Prove every line of the log."""
    checked = log_to_read(options)
    against = "" if options.against is None else _read_seal(options.against)
    repaired = checked.repair() if options.repair else Repair((), "")
    if options.accept:
        checked.accept()
    found = checked.verify(records=options.records, against=against)
    if options.json:
        repair_json = _repair_json(repaired) if options.repair else {}
        body = {"log": checked.name, **_verification_json(found), **repair_json}
        paper.put_json(body)
    else:
        _put_repair(checked.name, repaired)
        _put_verification(checked.name, found)
    if not found.is_sound:
        return status.DAMAGED
    if options.export is not None:
        from chrono56.cli.out import verify_export

        return verify_export(options, checked)
    return status.OK


def seal(options: Namespace) -> int:
    """Print a checkpoint of the log, to be kept where its writers can't reach."""
    text = log_to_read(options).seal()
    if options.output == "-":
        for line in text.splitlines():
            paper.put(line)
        return status.OK
    target = path_of(options.output)
    try:
        target.write_text(text, encoding="ascii", newline="\n")
    except OSError as error:
        why = f"the seal can't be written here ({error.strerror})"
        raise WriteError(str(target), why) from None
    say(f"sealed in {target}")
    return status.OK


def erase(options: Namespace) -> int:
    """Take the text of a record, or of an action, out of the log for good."""
    target = log_to_write(options)
    entry = target.erase(options.target, reason=options.reason)
    if entry is None:
        say("nothing to erase: its text is gone already")
    else:
        count = counted(len(entry.do), "text")
        say(f"erased {count}; entry {entry.id[:SHOWN]} says who and why")
    for kept in torn_off(target.name):
        say(f"{kept} was torn off this log, and may hold it still: look, and delete it")
    return status.OK


def _read_seal(name: str) -> str:
    try:
        raw = sys.stdin.buffer.read() if name == "-" else path_of(name).read_bytes()
        text = raw.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", "") or "not text in UTF-8"
        fine = "name a file that `chrono56 seal` wrote"
        raise UsageError(f"{name} can't be read ({why})", fine, "--against") from None
    return text or "\n"  # an empty file is no seal


def _verification_json(found: Verification) -> dict[str, object]:
    return {
        "entries": found.entries,
        "sound": found.is_sound,
        "heads": list(found.heads),
        "duplicates": found.duplicates,
        "early": found.early,
        "erased": [
            {
                "address": one.address,
                "line": one.line,
                "at": one.at,
                "by": one.by,
                "reason": one.reason,
            }
            for one in found.erased
        ],
        "unfinished": list(found.unfinished),
        "since": found.since,
        "tail": found.tail,
        "problems": [_problem_json(one) for one in found.problems],
    }


def _problem_json(problem: Problem) -> dict[str, object]:
    return {"line": problem.line, "why": problem.why}


def _repair_json(repaired: Repair) -> dict[str, object]:
    return {
        "moved": [_problem_json(one) for one in repaired.moved],
        "kept": repaired.kept,
    }


def _put_repair(name: str, repaired: Repair) -> None:
    for problem in repaired.moved:
        paper.put(f"{_place(name, problem)}: {problem.why}")
    if repaired.moved:
        lines = counted(len(repaired.moved), "line")
        paper.put(f"moved {lines} aside, into {repaired.kept}")


def _put_verification(name: str, found: Verification) -> None:
    for problem in found.problems:
        paper.put(f"{_place(name, problem)}: {problem.why}")
    heads = ", ".join(head[:SHOWN] for head in found.heads) or "none"
    if found.is_sound:
        paper.put(f"sound: {counted(found.entries, 'entry', 'entries')}, head {heads}")
    else:
        problems = counted(len(found.problems), "problem")
        paper.put(f"damaged: {problems} in {found.entries} entries")
    for line in _remarks(found):
        paper.put(line)


def _remarks(found: Verification) -> Iterator[str]:
    """Yield what else there is to say, none of it damage."""
    if found.since is not None:
        grown = counted(found.since, "entry", "entries")
        more = f"; {grown} came since" if found.since else ", and nothing more"
        yield f"all that was sealed is there{more}"
    for one in found.erased:
        yield _erased_line(one)
    if found.unfinished:
        texts = counted(len(found.unfinished), "text is", "texts are")
        yield f"{texts} still to be erased; the next writer sees to it"
    if found.tail:
        yield f"the last line is {_TAILS[found.tail]}; the next writer sees to it"
    if found.duplicates:
        repeated = counted(found.duplicates, "line repeats", "lines repeat")
        yield f"{repeated} an entry; that is harmless"
    if found.early:
        stand = counted(found.early, "entry stands", "entries stand")
        yield f"{stand} before what they follow; that is harmless"
    if found.is_sound and len(found.heads) > 1:
        yield f"{len(found.heads)} heads: `chrono56 merge` joins them"


def _erased_line(one: ErasedText) -> str:
    place = f"line {one.line}: action {one.address[:SHOWN]}"
    if not one.by:
        return f"{place} was erased by nobody knows whom"
    reason = f": {one.reason}" if one.reason else ""
    return f"{place} was erased by {one.by} on {one.at[:10]}{reason}"


def _place(name: str, problem: Problem) -> str:
    return f"{name}:{problem.line}" if problem.line else name
