"""Small logs to try things on."""

import itertools
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from chrono56.clock import Clock, FixedClock
from chrono56.dates import When
from chrono56.log.actions import Action, Erasure
from chrono56.log.entry import Addressed, Entry, seal
from chrono56.log.envelope import microseconds_later
from chrono56.log.log import Log
from chrono56.log.memory import MemoryStore
from chrono56.log.store import Store
from chrono56.model import Citation, Claim, Dating

NOON = "2024-03-01T12:00:00Z"


def counted(prefix: str = "n") -> Callable[[], str]:
    """Return a maker of ids: n-1, n-2, …"""
    count = itertools.count(1)
    return lambda: f"{prefix}-{next(count)}"


def new_log(
    store: Store | None = None, *, by: str = "anna", clock: Clock | None = None
) -> Log:
    """Return a log of the id ``test``, which is begun."""
    log = Log(
        store if store is not None else MemoryStore(),
        by=by,
        clock=clock or FixedClock(NOON),
        new_id=counted(by),
    )
    log.begin("test")
    return log


def seeded(store: Store | None = None, *, clock: Clock | None = None) -> Log:
    """Return a log with the source ``book``, the events ``rising`` and ``assault``."""
    log = new_log(store, clock=clock)
    with log.entry("the first things") as entry:
        entry.source("book", csl={"type": "book", "title": "A Book"})
        entry.event("rising", kind="politics.uprising", labels={"en": "The rising"})
        entry.event("assault", kind="conflict.operation")
    return log


def copy_of(log: Log, *, by: str, clock: Clock | None = None) -> Log:
    """Return a copy of a log, on which someone else goes on."""
    lines = [line for _, line in log.store.read()]
    return new_log(MemoryStore(f"copy of {by}", lines), by=by, clock=clock)


def dated(day: str, *, about: str = "rising", id: str = "claim") -> Claim:
    """Return a claim of when something was."""
    return Claim(id, about, Dating(When.parse(day)), (Citation("book", "1"),))


def write_over(path: Path, place: int, byte: int) -> None:
    """Change one byte of a file where it stands; that is quick, a new file is not."""
    with path.open("r+b") as file:
        file.seek(place)
        file.write(bytes([byte]))


def write_entry(
    actions: Iterable[Action],
    *,
    at: str,
    by: str,
    parents: Sequence[str],
    reason: str = "",
    key: str = "",
) -> tuple[bytes, Entry]:
    """Return a new entry of these actions, and its line, whatever stands before it."""
    addressed = [Addressed.of(action) for action in actions]
    return seal(addressed, at=at, by=by, parents=parents, reason=reason, key=key)


def authorise(log: Log, *addresses: str) -> Entry:
    """Record that actions are erased, and crash before any text is."""
    (head,) = log.heads()
    latest = max(entry.at for entry in log.entries())
    line, entry = write_entry(
        [Erasure(one, "asked for") for one in addresses],
        at=microseconds_later(latest, 1),
        by="anna",
        parents=[head],
    )
    log.store.append(lambda: [line])
    return entry


def text_of(log: Log) -> bytes:
    """Return a log's bytes."""
    return b"".join(line + b"\n" for _, line in log.store.read())


def with_line(lines: Iterable[bytes], number: int, line: bytes) -> list[bytes]:
    """Return *lines* with another one at *number*, counted from 1."""
    changed = list(lines)
    changed[number - 1] = line
    return changed


def lines_of(log: Log) -> list[bytes]:
    """Return a log's lines, the header first."""
    return [line for _, line in log.store.read()]
