"""What stands in a long log, kept on this computer: a writer need not read it all."""

import contextlib
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from chrono56.errors import WriteError
from chrono56.log import table
from chrono56.log.account import Contents, Ends, Origin, Version
from chrono56.log.ledger import Ledger
from chrono56.log.store import Stamp, spelt, stamp_in
from chrono56.log.table import DamagedTableError, Table

_FORM: Final = 1  # another once what is kept means something else


class KeptLedger(Ledger):
    """Know what stood in a log when it was kept, without having read the log.

    Args:
        path: The file that `keep_ledger` wrote.

    Attributes:
        stamp: The stamp of the log's store at that time.
        start: Where its last line begins.
        line: The SHA-256 of that.
        lines: How many lines there were.

    Raises:
        OSError: There is no such file, or it can't be read.
        ValueError: It is damaged, or another chrono56 wrote it.
    """

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._table = Table(path)
        head = self._table.head
        if head.get("form") != _FORM:
            raise ValueError(f"{path} is of another form")
        self.stamp = stamp_in(head["stamp"])
        self.start: int = head["start"]
        self.line: str = head["line"]
        self.lines: int = head["lines"]
        self._count: int = head["entries"]
        erasures = {one: Origin(at, entry) for one, at, entry in head["erasures"]}
        self.stand_at(
            Ends(
                heads=head["heads"],
                awaited=head["awaited"],
                unfinished=head["unfinished"],
                erasures=erasures,
            )
        )
        self._has_retractions: bool = head["retracts"]
        self._has_unions: bool = head["unites"]

    def __contains__(self, entry: str) -> bool:
        return self._found("entry", entry) is not None

    @property
    def entries(self) -> int:
        """Give the number of different entries."""
        return self._count

    def keyed(self, key: str) -> int | None:
        """Return where the line begins that was appended under *key*."""
        found = self._found("key", key)
        return found["offset"] if found else None

    def action_type(self, where: str) -> str:
        """Return the type of the action of that address; empty if there is none."""
        found = self._found("action", where)
        return found["type"] if found else ""

    def versions(self, record_id: str) -> tuple[Version, ...]:
        """Return all recordings and revisions of a record, in canonical order."""
        found = self._found("record", record_id)
        return tuple(map(_version, found["versions"])) if found else ()

    def ids(self) -> list[str]:
        """Return the ids of all records."""
        try:
            return [value["id"] for value in self._table.values() if "id" in value]
        except DamagedTableError as error:
            raise self._removed() from error

    def unions_of(self, record_id: str) -> list[tuple[Origin, str, str]]:
        """Return the unions of a record into others, and where they come from."""
        found = self._found("union", record_id) if self._has_unions else None
        unions = found["unions"] if found else ()
        return [(Origin(at, entry), where, into) for at, entry, where, into in unions]

    @property
    def retracts(self) -> bool:
        """Say whether anything was ever taken back."""
        return self._has_retractions

    def retractions_of(self, target: str) -> list[str]:
        """Return the addresses of the actions that take a record or action back."""
        found = self._found("retraction", target) if self.retracts else None
        return found["actions"] if found else []

    def _found(self, kind: str, key: str) -> dict[str, Any] | None:
        try:
            return self._table.get(kind, key)
        except DamagedTableError as error:
            raise self._removed() from error

    def _removed(self) -> WriteError:
        with contextlib.suppress(OSError):
            self._path.unlink()
        why = "it was damaged, and is removed; nothing is lost, do that again"
        return WriteError(str(self._path), why)


def keep_ledger(
    path: Path, ledger: Ledger, stamp: Stamp, last: tuple[int, bytes], lines: int
) -> None:
    """Keep a ledger that was fed with the whole of a log.

    Args:
        path: The file to keep it in.
        ledger: The ledger; it has no base.
        stamp: The stamp of the log's store.
        last: Where the last line begins, and that line.
        lines: How many lines there are.

    Raises:
        OSError: It could not be written.
    """
    start, line = last
    ends, contents = ledger.ends, ledger.contents
    head = {
        "form": _FORM,
        "stamp": spelt(stamp),
        "start": start,
        "line": sha256(line).hexdigest(),
        "lines": lines,
        "entries": ledger.entries,
        "heads": ends.heads,
        "awaited": sorted(ends.awaited),
        "unfinished": sorted(ends.unfinished),
        "erasures": [(one, *_told(origin)) for one, origin in ends.erasures.items()],
        "retracts": bool(contents.retractions),
        "unites": bool(contents.unions),
    }
    table.keep(path, head, _rows(contents))


def _rows(contents: Contents) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    # One value for all entries, and one for all actions of a type: see `table.keep`.
    there: Mapping[str, Any] = {}
    for entry in contents.entries:
        yield "entry", entry, there
    for key, offset in contents.keys.items():
        yield "key", key, {"offset": offset}
    types = {name: {"type": name} for name in set(contents.actions.values())}
    for where, name in contents.actions.items():
        yield "action", where, types[name]
    for record_id, held in contents.versions.items():
        versions = [_version_told(one) for one in held]
        yield "record", record_id, {"id": record_id, "versions": versions}
    for target, retractions in contents.retractions.items():
        yield "retraction", target, {"actions": retractions}
    for duplicate, united in contents.unions.items():
        unions = [(*_told(origin), where, into) for origin, where, into in united]
        yield "union", duplicate, {"unions": unions}


def _told(origin: Origin) -> tuple[str, str]:
    return origin.at, origin.entry


def _version_told(one: Version) -> tuple[str, ...]:
    content = "" if one.content == one.action else one.content
    return *_told(one.origin), one.action, content, one.type


def _version(told: list[Any]) -> Version:
    at, entry, action, content, name = told
    return Version(Origin(at, entry), action, content or action, name)
