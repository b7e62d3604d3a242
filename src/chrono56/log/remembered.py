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

from chrono56.log.canonical import NotCanonicalError, address, dumps, loads
from chrono56.model.rules import is_digest

_SHOWN: Final = 12  # hex digits of an id


@attrs.frozen
class Remembered:
    """How far a log went.

    Attributes:
        entries: How many different entries it held.
        heads: The ids of the entries that no other followed, sorted.
    """

    entries: int
    heads: tuple[str, ...]

    def complaint(self, holds: Callable[[str], bool]) -> str:
        """Say what is gone from a log; empty if all that was there still is.

        Whoever follows is in a log only together with all it follows, so that the heads
        stand for all entries.

        Args:
            holds: Says whether the log now holds the entry of an id.
        """
        lost = [head[:_SHOWN] for head in self.heads if not holds(head)]
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
        digest, _, text = line.partition(b" ")
        body = loads(text)
        if not end or digest != address(body).encode():
            return None
        entries, heads = body["entries"], body["heads"]
    except (OSError, NotCanonicalError, KeyError):
        return None
    if type(entries) is not int or not isinstance(heads, list):
        return None
    return Remembered(entries, tuple(heads)) if all(map(is_digest, heads)) else None


def keep(path: Path | None, remembered: Remembered) -> None:
    """Remember at *path*, without waiting for the disk; where that fails, do without.

    A power cut can take it: then nothing is remembered, or less.
    """
    if path is None:
        return
    body = {"entries": remembered.entries, "heads": remembered.heads}
    # Written over, not anew: whoever reads meanwhile must not find an empty file. What
    # a longer one leaves behind the line end is not read.
    line = f"{address(body)} ".encode() + dumps(body) + b"\n"
    with contextlib.suppress(OSError):
        try:
            _write_over(path, line)
        except FileNotFoundError:
            path.parent.mkdir(parents=True, exist_ok=True)
            _write_over(path, line)


def go_on(path: Path | None, before: Remembered | None, now: Remembered) -> None:
    """Remember what a reader found, unless somebody noted something else meanwhile.

    Args:
        path: Where to remember it.
        before: What was remembered before the log was read.
        now: What was read.
    """
    if now != before and recall(path) == before:
        keep(path, now)


def forget(path: Path | None) -> None:
    """Remember nothing any more."""
    if path is not None:
        with contextlib.suppress(OSError):
            path.unlink()


def _write_over(path: Path, line: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags, 0o666)
    try:
        os.write(handle, line)
    finally:
        os.close(handle)
