"""The runner: it owns the file, the counting, the hashing and the blame."""

import os
import secrets
from collections.abc import Generator, Iterator, Mapping
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final, TypeAlias

import attrs

from chrono56.errors import ExportError, LogError, OptionError
from chrono56.exporters.offer import ExportContext, ExporterOffer, tally_words
from chrono56.exporters.options import read_options
from chrono56.log.disk import sync_file, sync_folder
from chrono56.log.envelope import is_header

if TYPE_CHECKING:
    from chrono56.chronology import Chronology

Target: TypeAlias = str | os.PathLike[str] | BinaryIO

_HEADER_BYTES: Final = 64  # more than tells a log from anything else


@attrs.frozen(kw_only=True)
class ExportReport:
    """Say what was exported, and what was not.

    Attributes:
        format: The exporter's name.
        path: The file that was written; empty for a stream.
        events: How many events the export holds.
        bytes: Its length in bytes.
        sha256: The lower-case hex digest of these bytes.
        left_out: Each reason for leaving events out, with their number.

    >>> print(ExportReport(
    ...     format="ical", path="1956.ics", events=412, bytes=9, sha256="",
    ...     left_out=(("before year 100", 3),),
    ... ))
    412 events, 3 left out (before year 100)
    """

    format: str
    path: str
    events: int
    bytes: int
    sha256: str
    left_out: tuple[tuple[str, int], ...]

    def __str__(self) -> str:
        return tally_words(self.events, self.left_out)


def export(
    chronology: "Chronology",
    offer: ExporterOffer,
    target: Target,
    *,
    language: str = "en",
    options: Mapping[str, object] | Any = None,
) -> ExportReport:
    """Write a chronology to a file or a binary stream.

    A file appears whole or not at all: what stood there before is replaced only when
    the export is complete and on disk, and keeps its permissions. Devices and pipes are
    written as streams. A stream is flushed, not closed.

    Args:
        chronology: What to export.
        offer: The exporter.
        target: A path, or a binary stream.
        language: The BCP 47 tag of the language that labels are wanted in.
        options: Values or texts by name, or an instance of the offer's options class.

    Raises:
        OptionError: The exporter does not have that option, or not that value.
        ExportError: The exporter failed, or the target can't be written; or it is
            written and the disk did not confirm it.
        BrokenPipeError: The reader of a stream went away.
    """
    context = _context(offer, language, options)
    tally = _Tally()
    with closing(_chunks(chronology, offer, context)) as chunks:
        if isinstance(target, str | os.PathLike):
            path = _write_path(offer, Path(target), tally.counted(chunks))
        else:
            path = ""
            _write_stream(target, tally.counted(chunks))
    return ExportReport(
        format=offer.name,
        path=path,
        events=len(chronology) - context.missing,
        bytes=tally.size,
        sha256=tally.digest.hexdigest(),
        left_out=context.left_out,
    )


@attrs.define
class _Tally:
    """Count and hash what passes."""

    size: int = 0
    digest: Any = attrs.field(factory=sha256)

    def counted(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        for chunk in chunks:
            self.size += len(chunk)
            self.digest.update(chunk)
            yield chunk


def _context(offer: ExporterOffer, language: str, options: Any) -> ExportContext:
    with _Blame(offer, "can't be loaded"):
        chosen = options
        if options is None or isinstance(options, Mapping):
            chosen = read_options(offer, options or {})
        elif type(options) is not offer.options_class():
            why = f"options {options!r} are not its own; pass a mapping"
            raise OptionError(offer.shown_name, why)
    return ExportContext(language=language, generator=_generator(), options=chosen)


def _generator() -> str:
    from importlib import metadata  # noqa: PLC0415 - 50 ms that only exports need

    try:
        return f"chrono56 {metadata.version('chrono56')}"
    except metadata.PackageNotFoundError:  # run from a source tree
        return "chrono56"


class _Blame:
    """Turn whatever an exporter raises into an error that names it."""

    def __init__(self, offer: ExporterOffer, what: str) -> None:
        self._offer = offer
        self._what = what

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, _: object) -> None:
        # The plugin border: everything but interrupts, and sys.exit() as well. That a
        # log is damaged is not the exporter's doing.
        if isinstance(error, ExportError | LogError) or not isinstance(
            error, Exception | SystemExit
        ):
            return
        said = f"{self._what}: {type(error).__name__}: {error}"
        raise ExportError(self._offer.shown_name, said) from error


def _chunks(
    chronology: "Chronology", offer: ExporterOffer, context: ExportContext
) -> Generator[bytes, None, None]:
    with _Blame(offer, "can't be loaded"):
        exporter = offer.exporter()
    with _Blame(offer, "failed"):
        given: Iterator[Any] = exporter.chunks(chronology, context)
        for chunk in given:
            if not isinstance(chunk, bytes):
                why = f"gave {type(chunk).__name__} where an exporter gives bytes"
                raise ExportError(offer.shown_name, why)
            yield chunk


def _write_stream(stream: BinaryIO, chunks: Iterator[bytes]) -> None:
    for chunk in chunks:
        rest = memoryview(chunk)
        while rest:  # an unbuffered stream may take a part only
            taken: Any = stream.write(rest)
            rest = rest[len(rest) if taken is None else taken :]
    stream.flush()


def _is_log(place: Path) -> bool:
    if not place.is_file():
        return False
    with place.open("rb") as file:
        return is_header(file.read(_HEADER_BYTES))


def _write_path(offer: ExporterOffer, path: Path, chunks: Iterator[bytes]) -> str:
    try:
        place = Path(os.path.realpath(path))  # a link stays a link
        if place.is_dir():
            why = f"{path} is a folder; name a file in it"
            raise ExportError(offer.shown_name, why)
        if not place.parent.is_dir():
            why = f"there is no folder {path.parent}; create it first"
            raise ExportError(offer.shown_name, why)
        if _is_log(place):
            why = (
                f"{path} is a chrono56 log; name another file, a log is never replaced"
            )
            raise ExportError(offer.shown_name, why)
        if place.exists() and not place.is_file():
            with place.open("wb") as stream:  # a device or a pipe can't be replaced
                _write_stream(stream, chunks)
        else:
            _replace(place, chunks)
            _confirm(offer, place, path)
    except (BrokenPipeError, LogError):
        raise
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        said = getattr(error, "strerror", None) or error
        why = f"can't write {path}: {said}; {_remedy(error)}"
        raise ExportError(offer.shown_name, why) from error
    return str(path)


def _remedy(error: Exception) -> str:
    if isinstance(error, PermissionError):
        return "choose another place, or ask for the right to write there"
    return "choose another place"


def _replace(place: Path, chunks: Iterator[bytes]) -> None:
    if place.exists() and not os.access(place, os.W_OK):
        raise PermissionError(None, "the file is read-only")
    # Of fixed length, so that a long name stays within the file system's limit.
    part = place.with_name(f".chrono56-{secrets.token_hex(8)}.part")
    try:
        with part.open("xb") as stream:
            _write_stream(stream, chunks)
            sync_file(stream.fileno())
        if place.exists():
            part.chmod(place.stat().st_mode & 0o7777)
        part.replace(place)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _confirm(offer: ExporterOffer, place: Path, path: Path) -> None:
    try:
        sync_folder(place.parent)
    except OSError as error:  # it has taken its place: "can't write" would be untrue
        said = f"{path} is written, but the disk did not confirm it ({error.strerror})"
        why = f"{said}; export it again, or elsewhere"
        raise ExportError(offer.shown_name, why) from error
