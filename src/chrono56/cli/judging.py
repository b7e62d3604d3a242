"""The verbs retract, rank and unite: judgements on what was recorded."""

import re
from argparse import Namespace
from collections.abc import Callable
from typing import Final

from chrono56.app import Log
from chrono56.cli import status
from chrono56.cli.changes import put_preview
from chrono56.cli.opening import log_to_read, log_to_write
from chrono56.cli.usage import UsageError
from chrono56.cli.writing import say_appended
from chrono56.errors import UnknownIdError
from chrono56.log.draft import EntryDraft

_ADDRESS: Final = re.compile(r"[0-9a-f]{8,64}")


def retract(options: Namespace) -> int:
    """Take back a record, or an earlier action."""

    def fill(draft: EntryDraft, log: Log) -> None:
        address = _address(log, options)
        if address:
            draft.undo(address, reason=options.reason)
        else:
            draft.retract(options.target, reason=options.reason)

    return _judge(options, fill)


def rank(options: Namespace) -> int:
    """Judge a claim or a source."""

    def fill(draft: EntryDraft, _: Log) -> None:
        draft.rank(options.target, options.rank, reason=options.reason)

    return _judge(options, fill)


def unite(options: Namespace) -> int:
    """Unite a duplicate into another record."""

    def fill(draft: EntryDraft, _: Log) -> None:
        draft.unite(options.duplicate, options.into, reason=options.reason)

    return _judge(options, fill)


def _judge(options: Namespace, fill: Callable[[EntryDraft, Log], None]) -> int:
    """Append a judgement, or only list what it would change."""
    if options.json and not options.dry_run:
        found = "it says nothing without --dry-run"
        raise UsageError(found, "give that too, or leave this out", "--json")
    # To try something out nobody has to be named, and the log may be only for reading.
    target = log_to_read(options) if options.dry_run else log_to_write(options)
    draft = target.draft()
    fill(draft, target)
    if options.dry_run:
        return put_preview(target, draft.actions, options)
    target.append_many([draft])
    say_appended(draft)
    return status.OK


def _address(log: Log, options: Namespace) -> str:
    """Return the address of the action that is to be taken back; empty for a record.

    An id may look like the beginning of an address; then the record of that id is
    meant.
    """
    if not _ADDRESS.fullmatch(options.target):
        return ""
    with log.chronology(cache=not options.no_cache) as told:
        try:
            told.history(options.target)
        except UnknownIdError:
            return told.action(options.target)
    return ""
