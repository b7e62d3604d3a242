"""What this computer remembers of a log, so that none goes backwards unseen.

A chain of hashes shows what was changed or lost within it, but not that its end was cut
off: what is left is a shorter, sound log. So whoever writes or reads a log here notes
its heads; an entry that is in the log once must be in it for good.
"""

import contextlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

import attrs

from chrono56.log.canonical import with_digest, without_digest
from chrono56.log.store import Stamp, spelt, stamp_in
from chrono56.model.rules import is_digest
from chrono56.text import SHOWN

_FLAGS: Final = os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0)


@attrs.define(weakref_slot=False)
class Remembered:
    """How far a log went; it is not changed, but made for each entry that is appended.

    Attributes:
        entries: How many different entries it held.
        heads: The ids of the entries that no other followed, sorted.
        stamp: The stamp of its store when all its lines had been proven: as long as it
            is the same they need not be proven again. Empty if they had not been.
        kept: The stamp with which a ledger was kept of what the log began with, and has
            not ceased to begin with since. Empty if there is none.
    """

    entries: int
    heads: tuple[str, ...]
    stamp: Stamp = ()
    kept: Stamp = ()

    def complaint(self, holds: Callable[[str], bool]) -> str:
        """Say what is gone from a log; empty if all that was there still is.

        Whoever follows is in a log only together with all it follows, so that the heads
        stand for all entries.

        Args:
            holds: Says whether the log now holds the entry of an id.
        """
        lost = [head[:SHOWN] for head in self.heads if not holds(head)]
        if not lost:
            return ""
        return (
            f"the log went backwards: it held {self.entries} entries when it was last"
            f" used here, and {', '.join(lost)} is no longer among them; merge a copy"
            " that has it, or accept the log as it is (`verify --accept`, accept=True)"
        )


def recall(path: Path | None) -> Remembered | None:
    """Return what is remembered at *path*; None if nothing is, or nothing legible."""
    if path is None:
        return None
    try:
        line, end, _ = path.read_bytes().partition(b"\n")
        body = without_digest(line)
        if not end:
            return None
        entries, heads = body["entries"], body["heads"]
        stamp, kept = (stamp_in(body.get(name, "")) for name in ("stamp", "kept"))
    except (OSError, ValueError, KeyError, AttributeError):
        return None
    if type(entries) is not int or not isinstance(heads, list):
        return None
    if not all(map(is_digest, heads)):
        return None
    return Remembered(entries, tuple(heads), stamp, kept)


def keep(path: Path | None, remembered: Remembered) -> None:
    """Remember at *path*, without waiting for the disk; where that fails, do without.

    A power cut can take it: then nothing is remembered, or less.
    """
    if path is None:
        return
    body = {
        "entries": remembered.entries,
        "heads": remembered.heads,
        "kept": spelt(remembered.kept),
        "stamp": spelt(remembered.stamp),
    }
    # Written over, not anew: whoever reads meanwhile must not find an empty file. What
    # a longer one leaves behind the line end is not read.
    line = with_digest(body) + b"\n"
    try:
        try:
            _write_over(path, line)
        except FileNotFoundError:
            path.parent.mkdir(parents=True, exist_ok=True)
            _write_over(path, line)
    except OSError:
        return


def go_on(path: Path | None, before: Remembered | None, now: Remembered) -> None:
    """Remember what a reader found, unless somebody noted something else meanwhile.

    Args:
        path: Where to remember it.
        before: What was remembered before the log was read.
        now: What was read.
    """
    if (
        before is not None
        and before.heads == now.heads
        and now.stamp in ((), before.stamp)
    ):
        return  # it tells no more
    if recall(path) == before:
        keep(path, now)


def forget(path: Path | None) -> None:
    """Remember nothing any more."""
    if path is not None:
        with contextlib.suppress(OSError):
            path.unlink()


def _write_over(path: Path, line: bytes) -> None:
    handle = os.open(path, _FLAGS, 0o666)
    try:
        os.write(handle, line)
    finally:
        os.close(handle)
