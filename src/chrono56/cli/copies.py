"""The verb merge: copies of a log that meet."""

from argparse import Namespace

from chrono56.app import open_log
from chrono56.cli import status
from chrono56.cli.opening import location_of, log_to_write, say
from chrono56.text import SHOWN


def merge(options: Namespace) -> int:
    """Join the heads of a log; first take in a copy, if one is named."""
    target = log_to_write(options)
    other = None if options.other is None else open_log(location_of(options.other))
    before = target.heads()
    entry = target.merge(other, reason=options.reason)
    if entry is not None:
        say(f"joined {len(entry.parents)} heads in entry {entry.id[:SHOWN]}")
    elif target.heads() != before:
        say("took in what the other has more")
    else:
        say("nothing to join: the log has one head, and all that the other has")
    with target.chronology(cache=not options.no_cache) as told:
        for finding in told.findings():
            say(f"{finding.severity}: {finding.text}")
    return status.OK
