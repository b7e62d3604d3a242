"""Importers to be tried: one that reads lines of JSON, and some that misbehave."""

import io
import json
import sys
from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO, Final

import attrs

import chrono56 as c56
from chrono56.importers.context import ImportContext
from chrono56.importers.offer import ImporterOffer
from chrono56.importers.report import ImportReport
from chrono56.importers.runner import import_file

NAME: Final = "letters.jsonl"


@attrs.frozen(kw_only=True)
class ProbeOptions:
    """What the probe can be asked for."""

    prefix: str = attrs.field(default="", metadata={"help": "put before each id"})


class Probe:
    """Read a record a line; ``skip`` is left out, ``at N`` goes to another place."""

    def records(self, source: BinaryIO, context: ImportContext) -> Iterator[Any]:
        for number, line in enumerate(source, 1):
            context.at(number)
            body = json.loads(line)
            if body == "skip":
                context.leave_out(number, "to be skipped")
                continue
            body["id"] = context.options.prefix + body["id"]
            if body["type"] == "claim":
                cited = [{"source": one.source} for one in context.cite(number)]
                body = {**body, "citations": [*body.get("citations", []), *cited]}
            yield c56.record_from_json(body)


class Raises:
    """Raise something amid the records."""

    error: Any = ZeroDivisionError("division by zero")

    def records(self, _source: BinaryIO, context: ImportContext) -> Iterator[Any]:
        context.at(7)
        yield c56.Event("first")
        raise self.error


class Exits(Raises):
    error = SystemExit(3)


class Interrupted(Raises):
    error = KeyboardInterrupt()


class Misdates:
    """Make a record of what is no date."""

    def records(self, _source: BinaryIO, context: ImportContext) -> Iterator[Any]:
        context.at("row 3, column when")
        yield c56.Claim("", "first", c56.Dating("1956-1O"))


class Junk:
    """Give no record."""

    def records(self, _source: BinaryIO, context: ImportContext) -> list[Any]:
        context.at(2)
        return ["first"]


class Nothing:
    """Give nothing that could be gone through."""

    def records(self, *_: Any) -> None:
        return None


class ClosesBadly:
    """Give junk, and fail again when it is closed."""

    def records(self, *_: Any) -> Iterator[Any]:
        try:
            yield 7
        finally:
            raise OSError("can't let go")


class EndsBadly:
    """Give a record, and fail when there is no more."""

    def records(self, *_: Any) -> Iterator[Any]:
        try:
            yield c56.Event("first")
        finally:
            raise OSError("can't let go")


class Unmade:
    """Fail to come into being."""

    def __init__(self) -> None:
        raise RuntimeError("no licence")


def offer(factory: str = "Probe", **fields: Any) -> ImporterOffer:
    fields.setdefault("name", "probe")
    return ImporterOffer(
        summary="for tests",
        media_type="text/plain",
        extensions=(".x",),
        factory=factory if ":" in factory else f"{__name__}:{factory}",
        options=f"{__name__}:ProbeOptions",
        **fields,
    )


def new_log(*records: Any) -> c56.Log:
    log = c56.open_log("memory:", by="anna", clock=c56.FixedClock("2026-01-01T00:00Z"))
    with log.entry() as entry:
        for record in records:
            entry.record(record)
    return log


def event(id_: str = "march", **fields: Any) -> dict[str, Any]:
    return {"type": "event", "id": id_, **fields}


def claim(about: str = "march", **fields: Any) -> dict[str, Any]:
    says = fields.pop("says", {"type": "dating", "when": "1956-10-23"})
    body = {"type": "claim", "id": "", "about": about, "says": says}
    return {**body, "reason": "seen", **fields}


def lines(*bodies: Any) -> bytes:
    return b"".join(json.dumps(body).encode() + b"\n" for body in bodies)


def bring(
    log: c56.Log, *bodies: Any, by: ImporterOffer | None = None, **how: Any
) -> ImportReport:
    """Import what the lines say."""
    stream = io.BytesIO(lines(*bodies))
    return import_file(log, by or offer(), stream, name=NAME, **how)


def ids(records: Sequence[Any]) -> list[str]:
    return [one.id for one in records]


# Factories are found by the name of this module, however the tests were started.
assert __name__ in sys.modules
