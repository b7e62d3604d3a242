"""Checking an export: whether it is, byte for byte, what the log comes to."""

import json
from collections.abc import Callable, Iterable
from contextlib import closing
from functools import partial
from hashlib import file_digest
from io import BufferedReader
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

from chrono56.chronology import Chronology
from chrono56.errors import PluginError, ReadingSyntaxError, UnknownIdError
from chrono56.exporters.files import beside, read_beside
from chrono56.exporters.offer import ExporterOffer
from chrono56.exporters.provenance import Provenance, find_provenance
from chrono56.exporters.runner import chunks_of, context_of, taught_by, version_of
from chrono56.formats import ExportError, OptionError
from chrono56.log.actions import Erasure
from chrono56.model.kinds import is_kind_of, kinds

if TYPE_CHECKING:
    from chrono56.log.log import Log

_OPENING: Final = 1 << 16  # an export that says what it was made from says it early
_SHOWN_BYTES: Final = 40
_BEFORE_ALL: Final = "0001-01-01"


@attrs.frozen(kw_only=True)
class ExportCheck:
    """Say whether an export is what the log comes to.

    Attributes:
        path: The file.
        outcome: ``same``, ``differs``, or ``unknown`` where it can't be told.
        cause: What explains it: ``file``, ``log`` or ``version``; empty for ``same``.
        why: The same in words.
        line: The first line that differs, counted from 1; 0 if none was compared.
        offset: The first byte that differs, counted from 0.
        provenance: What the export says it was made from; empty if it does not say.
    """

    path: str
    outcome: str
    cause: str = ""
    why: str = ""
    line: int = 0
    offset: int = 0
    provenance: str = ""


@attrs.frozen
class _Difference:
    line: int
    offset: int
    expected: bytes
    found: bytes

    def __str__(self) -> str:
        return (
            f"line {self.line}, from byte {self.offset} on, is {_shown(self.found)}"
            f" and should be {_shown(self.expected)}"
        )


def check_export(
    path: Path,
    log: "Log",
    find_exporter: Callable[[str], ExporterOffer],
    taught: Callable[[str], str] = str,
) -> ExportCheck:
    """Export again what a file says it was made from, and compare the bytes.

    Nothing that is kept beside the log is trusted: the chronology is derived anew. The
    lines of the log are taken for proven; `Log.verify` proves them.

    Args:
        path: The file; what it was made from stands in it, or beside it.
        log: The log that it was made from.
        find_exporter: Gives the exporter of a name, or raises `PluginError`.
        taught: Gives the tag of a language with what plugins teach of it.

    Raises:
        ExportError: The file can't be read, or the exporter fails.
        DamagedLogError: The log can't be read.
    """
    try:
        file = path.open("rb")
        note = read_beside(path)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        said = getattr(error, "strerror", None) or error
        why = f"can't read {path} ({said}); name a file that was exported"
        raise ExportError("check", why) from error
    with file:
        if not file.seekable():
            why = f"{path} can be read only once; save it to a file, and name that"
            raise ExportError("check", why)
        return _checked(path, note, file, log, find_exporter, taught)


def _checked(
    path: Path,
    note: bytes,
    file: BufferedReader,
    log: "Log",
    find_exporter: Callable[[str], ExporterOffer],
    taught: Callable[[str], str],
) -> ExportCheck:
    made = find_provenance(note or file.read(_OPENING))
    answer = partial(ExportCheck, path=str(path), provenance=str(made or ""))
    unknown = partial(answer, outcome="unknown")
    if made is None:
        why = f"neither it nor a file {beside(path).name} says what it was made from"
        return unknown(cause="file", why=why)
    if made.log != log.id:
        why = f"it was made from the log {made.log!r}; this one is {log.id!r}"
        return unknown(cause="log", why=why)
    try:
        offer = find_exporter(made.exporter)
    except PluginError:
        why = f"it was made by the exporter {made.exporter}, which is not installed"
        return unknown(cause="version", why=why)
    try:
        spoken = attrs.evolve(made, language=taught(made.language))
        context = context_of(spoken, offer)
        told = _opened(log, made)
    except OptionError as error:
        return unknown(cause="version", why=f"{made.exporter} has {error.why}")
    except ReadingSyntaxError:
        why = f"it was made by the reading {made.reading!r}, which is not known here"
        return unknown(cause="version", why=why)
    except UnknownIdError as error:  # of a point in its history, or of a source
        why = f"the log lacks what it was made from; {error}"
        return unknown(cause="log", why=why)
    with told, closing(chunks_of(told, offer, context)) as chunks:
        difference = _difference(file, chunks)
        if difference is None:
            return answer(outcome="same")
        versions = _versions(made, offer, taught_by(spoken.language))
        outcome, cause, why = _explained(file, note, log, made, offer, versions)
        if cause == "file" and (named := _named_by_plugins(told)):
            why += f", or the plugins were that name its kinds ({', '.join(named)})"
    return answer(
        outcome=outcome,
        cause=cause,
        why=f"{difference}; {why}",
        line=difference.line,
        offset=difference.offset,
    )


def _opened(log: "Log", made: Provenance) -> Chronology:
    """Derive anew what an export was made from."""
    point = ",".join(made.heads) or _BEFORE_ALL
    return Chronology.open(log, cache=False, as_of=point, reading=made.reading)


def _difference(file: BufferedReader, chunks: Iterable[bytes]) -> _Difference | None:
    """Return the first place where a file is not what the chunks come to."""
    file.seek(0)
    offset, line = 0, 1
    for chunk in chunks:
        found = file.read(len(chunk))
        if found != chunk:
            same = _same_bytes(chunk, found)
            return _Difference(
                line + chunk.count(b"\n", 0, same),
                offset + same,
                chunk[same:],
                found[same:],
            )
        offset += len(chunk)
        line += chunk.count(b"\n")
    rest = file.read(_SHOWN_BYTES)
    return _Difference(line, offset, b"", rest) if rest else None


def _same_bytes(one: bytes, other: bytes) -> int:
    """Count the bytes with which both begin; they do differ, if only in length."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _shown(data: bytes) -> str:
    if not data:
        return "the end of the file"
    text = data[:_SHOWN_BYTES].decode("utf-8", "replace")
    return repr(text.splitlines()[0] or text[0])


def _explained(
    file: BufferedReader,
    note: bytes,
    log: "Log",
    made: Provenance,
    offer: ExporterOffer,
    versions: str,
) -> tuple[str, str, str]:
    """Return the outcome, its cause, and the cause in words."""
    written = _noted_digest(note)
    if written:
        file.seek(0)
        if file_digest(file, "sha256").hexdigest() != written:
            return "differs", "file", "it was changed after it was exported"
    if versions:
        return "unknown", "version", versions
    if _erased_since(log, made):
        return "differs", "log", "text was erased from the log after it was exported"
    if written:
        why = "it is as it was exported, but its exporter now gives other bytes"
        return "differs", "version", why
    why = "it was changed after it was exported"
    if offer.media_type.startswith("text/calendar"):
        why += ", or the rules of time zones on this computer were"
    return "differs", "file", why


def _named_by_plugins(told: Chronology) -> list[str]:
    """Return the kinds in a chronology that have names only where a plugin has them."""
    used = sorted(told.stats().kinds)
    return [it for it in used if it not in kinds() and not is_kind_of(it, "other")]


def _noted_digest(note: bytes) -> str:
    try:
        said = json.loads(note or b"{}")
    except ValueError:
        return ""
    return str(said.get("sha256", "")) if isinstance(said, dict) else ""


def _erased_since(log: "Log", made: Provenance) -> bool:
    """Say whether an entry that an export was not made from erases something."""
    later = {entry.id: entry for entry in log.entries()}
    ahead = list(made.heads)
    while ahead:
        known = later.pop(ahead.pop(), None)
        ahead += known.parents if known else ()
    return any(isinstance(one, Erasure) for entry in later.values() for one in entry.do)


def _versions(made: Provenance, offer: ExporterOffer, taught: str) -> str:
    """Say which other versions an export was made by; empty if by those at hand."""
    named = (("chrono56", made.chrono56), (offer.provider, made.version))
    others = {
        f"{name} {then or 'of no version'}, and here is {now or 'one of no version'}"
        for name, then in named
        if then != (now := version_of(name))
    }
    if made.taught != taught:
        then, now = (it or "chrono56's own languages" for it in (made.taught, taught))
        others.add(f"{then}, and here is {now}")
    return f"it was made by {'; '.join(sorted(others))}" if others else ""
