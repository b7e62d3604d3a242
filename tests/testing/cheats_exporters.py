"""Exporters that cheat: each breaks a promise, and the kit must find it out."""

import json
import locale
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

import attrs

import chrono56 as c56
from chrono56.plugins import ExportContext, ExporterOffer


class Honest:
    """Write a line an event; what the others spoil."""

    def chunks(
        self, chronology: c56.Chronology, context: ExportContext
    ) -> Iterator[Any]:
        yield b"events\n"
        for event in chronology:
            yield self.line(event, context)

    def line(self, event: Any, context: ExportContext) -> bytes:
        label = event.label(context.language)
        return json.dumps([event.id, label, str(event.when)]).encode() + b"\n"


def read(data: bytes) -> Iterator[str]:
    """Read what `Honest` wrote."""
    for line in data.split(b"\n")[1:-1]:
        yield json.loads(line)[1]


def offer_of(cheat: type[Honest] = Honest, **fields: Any) -> ExporterOffer:
    """Return an offer that says nothing wrong, but for these fields."""
    said = {
        "name": "cheat",
        "summary": "A line an event",
        "media_type": "application/jsonl; charset=utf-8",
        "extensions": (".jsonl",),
        "factory": f"{__name__}:{cheat.__name__}",
        "provider": "their-dist",
    }
    return ExporterOffer(**{**said, **fields})


@attrs.frozen(kw_only=True)
class Unexplained:
    wide: bool = False


def _bracketed(text: str) -> str:
    return f"<{text}>"


@attrs.frozen(kw_only=True)
class Growing:
    title: str = attrs.field(
        default="x",
        converter=_bracketed,
        metadata={"help": "what stands above"},
    )


@attrs.frozen(kw_only=True)
class Choosing:
    style: str = attrs.field(
        default="plain",
        validator=attrs.validators.in_(("plain", "bold")),
        metadata={"help": "how it looks"},
    )


class LacksAChoice(Honest):
    def line(self, event: Any, context: ExportContext) -> bytes:
        return {"plain": super().line(event, context)}[context.options.style]


class WritesText(Honest):
    def chunks(self, *_: Any) -> Iterator[Any]:
        yield "events\n"


class WritesNothing(Honest):
    def chunks(self, *_: Any) -> Iterator[Any]:
        yield b""


class NeedsAnEvent(Honest):
    def chunks(self, chronology: Any, context: ExportContext) -> Iterator[Any]:
        yield min(event.id for event in chronology).encode()
        yield from super().chunks(chronology, context)


class InventsAnEvent(Honest):
    def chunks(self, chronology: Any, context: ExportContext) -> Iterator[Any]:
        yield from super().chunks(chronology, context)
        if not len(chronology):
            yield b'["none", "nothing happened", ""]\n'


class WritesLatin(Honest):
    def line(self, event: Any, context: ExportContext) -> bytes:
        label: str = event.label(context.language)
        return label.encode("latin-1", "replace") + b"\n"


class DrawsIds(Honest):
    def line(self, event: Any, context: ExportContext) -> bytes:
        return uuid.uuid4().hex.encode() + super().line(event, context)


class CountsExports(Honest):
    count = 0

    def chunks(self, chronology: Any, context: ExportContext) -> Iterator[Any]:
        CountsExports.count += 1
        yield b"%d\n" % self.count
        yield from super().chunks(chronology, context)


class ClosesTheChronology(Honest):
    def chunks(self, chronology: Any, context: ExportContext) -> Iterator[Any]:
        yield from super().chunks(chronology, context)
        chronology.close()


class SharesItsLines(Honest):
    lines: Final[list[bytes]] = []

    def chunks(self, chronology: Any, context: ExportContext) -> Iterator[Any]:
        self.lines.clear()
        for line in super().chunks(chronology, context):
            self.lines.append(line)
            yield b"%d " % len(self.lines) + line


class SpeaksEnglish(Honest):
    def line(self, event: Any, context: ExportContext) -> bytes:
        return super().line(event, attrs.evolve(context, language="en"))


class FallsSilent(Honest):
    def line(self, event: Any, context: ExportContext) -> bytes:
        label = event.labels.get(context.language, "")
        return f"{event.id} {label!r}\n".encode()


class WritesProvenanceLast(Honest):
    def chunks(self, chronology: Any, context: ExportContext) -> Iterator[Any]:
        yield chronology.title.encode()
        yield from super().chunks(chronology, context)
        yield context.provenance.encode()


class SkipsTheUndated(Honest):
    def line(self, event: Any, context: ExportContext) -> bytes:
        return b"" if event.when is None else super().line(event, context)


class CountsOnly(Honest):
    def chunks(self, chronology: Any, _: ExportContext) -> Iterator[Any]:
        yield f"{len(chronology)} events".encode()


class LeavesOut(Honest):
    reason = "without a date"
    more: tuple[str, ...] = ()

    def line(self, event: Any, context: ExportContext) -> bytes:
        if event.when is not None:
            return super().line(event, context)
        for one in (event.id, *self.more):
            context.leave_out(one, self.reason)
        return b""


class LeavesOutForNoReason(LeavesOut):
    reason = " "


class LeavesOutWhatIsNot(LeavesOut):
    more = ("none", "neither")


class WritesAsItStands(Honest):
    def line(self, event: Any, context: ExportContext) -> bytes:
        label = event.label(context.language)
        return f'["{event.id}", "{label}", ""]\n'.encode()


class EscapesWords(Honest):
    def line(self, event: Any, context: ExportContext) -> bytes:
        label = event.label(context.language).replace("<", "&lt;")
        return json.dumps([event.id, label, str(event.when)]).encode() + b"\n"


def read_lines(data: bytes) -> list[str]:
    """Read each line as an event's name."""
    return data.decode().splitlines()[1:]


class ReadsAllFirst(Honest):
    def chunks(self, chronology: Any, context: ExportContext) -> Iterator[Any]:
        yield from list(super().chunks(chronology, context))


class HoldsAllLines(Honest):
    def chunks(self, chronology: Any, context: ExportContext) -> Iterator[Any]:
        yield b"events\n"
        yield b"".join([self.line(event, context) for event in chronology])


class RemembersEvents(Honest):
    def chunks(self, chronology: Any, context: ExportContext) -> Iterator[Any]:
        kept = []
        for event in chronology:
            kept.append(event)
            yield self.line(event, context)


class ReadsOn(Honest):
    def chunks(self, chronology: Any, context: ExportContext) -> Iterator[Any]:
        events = iter(chronology)
        try:
            for event in events:
                yield self.line(event, context)
        finally:
            list(events)


class HoldsOn(Honest):
    kept: Final[list[Any]] = []

    def chunks(self, chronology: Any, context: ExportContext) -> Iterator[Any]:
        self.kept.append(iter(chronology))
        for event in self.kept[-1]:
            yield self.line(event, context)


class GoesOnWhenClosed(Honest):
    def chunks(self, chronology: Any, context: ExportContext) -> Iterator[Any]:
        for event in chronology:
            try:
                yield self.line(event, context)
            except GeneratorExit:
                yield b"closed\n"


class EndsEarly(Honest):
    caught: type[BaseException] = Exception

    def chunks(self, chronology: Any, context: ExportContext) -> Iterator[Any]:
        try:
            yield from super().chunks(chronology, context)
        except self.caught:
            yield b"end\n"


class WrapsErrors(Honest):
    def chunks(self, chronology: Any, context: ExportContext) -> Iterator[Any]:
        try:
            yield from super().chunks(chronology, context)
        except Exception as error:
            raise ValueError(f"no luck: {error}") from error


class EndsWhenInterrupted(EndsEarly):
    caught = BaseException


class AddsALine(Honest):
    """Add what a function gives to each export."""

    def chunks(self, chronology: Any, context: ExportContext) -> Iterator[Any]:
        yield from super().chunks(chronology, context)
        yield f"{self.more()}\n".encode()

    def more(self) -> object:
        raise NotImplementedError


class WritesASet(AddsALine):
    def more(self) -> object:
        return set(dir(Honest))


class WritesAnAddress(AddsALine):
    def more(self) -> object:
        return object()


class WritesLocalTime(AddsALine):
    def more(self) -> object:
        return datetime.fromtimestamp(0).isoformat()  # noqa: DTZ006


class WritesTheEncoding(AddsALine):
    def more(self) -> object:
        return locale.getencoding()


class WritesTheHome(AddsALine):
    def more(self) -> object:
        return Path.home()


class WritesTheFolder(AddsALine):
    def more(self) -> object:
        return Path.cwd()


class FitsTheTerminal(AddsALine):
    def more(self) -> object:
        return shutil.get_terminal_size().columns


class WritesToday(AddsALine):
    def more(self) -> object:
        return date.today()  # noqa: DTZ011


class WritesTheYear(AddsALine):
    def more(self) -> object:
        return time.strftime("%Y-%m")


class WritesTheMonthInUtc(AddsALine):
    def more(self) -> object:
        return datetime.now(UTC).strftime("%Y-%m")  # noqa: TID251


class AsksTheClock(AddsALine):
    def more(self) -> object:
        return c56.SystemClock().now()[:10]


class WritesAFile(AddsALine):
    def more(self) -> object:
        return Path("export.log").write_text("exported")


class SwallowsThatItMayNot(AddsALine):
    def more(self) -> object:
        try:
            return os.open("export.log", os.O_CREAT | os.O_WRONLY)
        except OSError:
            return "no log"


class ReadsAFile(AddsALine):
    def more(self) -> object:
        return Path("/etc/hosts").exists() and Path("/etc/hosts").read_text()


class AsksTheNetwork(AddsALine):
    def more(self) -> object:
        return socket.create_connection(("127.0.0.1", 9))


class AsksAProgram(AddsALine):
    def more(self) -> object:
        return subprocess.run([sys.executable, "--version"], check=True)


class DeletesAFile(AddsALine):
    def more(self) -> object:
        Path("/nonexistent").unlink(missing_ok=True)
        return "deleted"


class LeavesATemporaryFile(AddsALine):
    def more(self) -> object:
        return Path(tempfile.mkdtemp(prefix="left-")).stat().st_mode


class KeepsADatabase(AddsALine):
    def more(self) -> object:
        import sqlite3

        return sqlite3.connect("export.db").total_changes


class Prints(AddsALine):
    def more(self) -> object:
        return print("exporting")
