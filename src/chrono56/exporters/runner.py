"""The runner: it owns the counting, the hashing and the blame."""

import os
from collections.abc import Generator, Iterator, Mapping
from contextlib import closing
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TypeAlias

import attrs

from chrono56.dates.words.languages import TaughtTag
from chrono56.exporters.files import (
    clear_beside,
    write_beside,
    write_file,
    write_metadata,
    write_stream,
)
from chrono56.exporters.offer import ExportContext, ExporterOffer, tally_words
from chrono56.exporters.options import (
    checked_language,
    chosen_options,
    option_texts,
    read_options,
)
from chrono56.exporters.provenance import Provenance
from chrono56.formats import Blame, ExportError, closed
from chrono56.text import counted

if TYPE_CHECKING:
    from chrono56.chronology import Chronology

Target: TypeAlias = str | os.PathLike[str] | BinaryIO


@attrs.frozen(kw_only=True)
class ExportReport:
    """Say what was exported, and what was not.

    Attributes:
        format: The exporter's name.
        path: The file that was written; empty for a stream.
        beside: The file beside it that says what it was made from; empty where the
            export itself does, and for a stream.
        events: How many of the listed events it holds, or what it holds speaks of.
        bytes: Its length in bytes.
        sha256: The lower-case hex digest of these bytes.
        left_out: Each reason for leaving events out, with their number.
        held: What it holds, in the exporter's own words; empty where that is these
            events.

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
    beside: str = ""
    held: str = ""

    def __str__(self) -> str:
        return tally_words(self.held or counted(self.events, "event"), self.left_out)


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

    Beside a file whose format can't say what it was made from stands then another that
    does; see `files.beside`. Beside others none stays that tells of an earlier export.
    What metadata the exporter has for its file stands beside it, too.

    Args:
        chronology: What to export.
        offer: The exporter.
        target: A path, or a binary stream.
        language: The BCP 47 tag of the language that labels are wanted in.
        options: Values or texts by name, or an instance of the offer's options class.

    Raises:
        OptionError: It does not have that option or value, or the language is no tag.
        ExportError: The exporter failed, or the target can't be written; or it is
            written and the disk did not confirm it.
        BrokenPipeError: The reader of a stream went away.
    """
    provenance = _provenance(chronology, offer, language, _options(offer, options))
    context, tally = context_of(provenance, offer), _Tally()
    with closing(chunks_of(chronology, offer, context)) as chunks:
        if isinstance(target, str | os.PathLike):
            path = write_file(offer, Path(target), tally.counted(chunks))
        else:
            path = ""
            write_stream(target, tally.counted(chunks))
    report = ExportReport(
        format=offer.name,
        path=path,
        events=len(chronology) - context.missing,
        bytes=tally.size,
        sha256=tally.digest.hexdigest(),
        left_out=context.left_out,
        held=context.held,
    )
    is_file = Path(path).is_file()
    return _noted(offer, report, provenance, context) if is_file else report


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


def context_of(provenance: Provenance, offer: ExporterOffer) -> ExportContext:
    """Return what an exporter is told, that is to export what *provenance* says.

    Raises:
        OptionError: The exporter does not have one of these options, or not its value.
    """
    with _blame(offer, "can't be loaded"):
        options = read_options(offer, provenance.options)
    return ExportContext(
        language=provenance.language,
        generator=f"chrono56 {provenance.chrono56}".rstrip(),
        provenance=str(provenance),
        options=options,
    )


def version_of(distribution: str) -> str:
    """Return the version of an installed distribution; empty if it is not installed."""
    from importlib import metadata  # noqa: PLC0415 - 50 ms that only exports need

    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:  # run from a source tree
        return ""


def taught_by(language: str) -> str:
    """Return the distribution that teaches a language, and its version; empty for ours.

    >>> taught_by("hu")
    ''
    """
    if not isinstance(language, TaughtTag):
        return ""
    return f"{language.provider} {version_of(language.provider)}".rstrip()


def _metadata(offer: ExporterOffer, path: Path, context: ExportContext) -> bytes:
    name = os.fsencode(path.name).decode(errors="replace")
    with _blame(offer, "failed"):
        describing: Any = offer.exporter()  # it has the method: the offer says so
        given = describing.metadata(name, context)
    if not isinstance(given, bytes):
        why = f"gave {type(given).__name__} where metadata are bytes"
        raise ExportError(offer.shown_name, why)
    return given


def _noted(
    offer: ExporterOffer,
    report: ExportReport,
    provenance: Provenance,
    context: ExportContext,
) -> ExportReport:
    """Say beside an export what it was made from, where it can't say so itself."""
    path = Path(report.path)
    if offer.metadata:
        write_metadata(offer, path, _metadata(offer, path, context))
    if offer.carries_provenance:
        clear_beside(offer, path)
        return report
    said = {
        "file": os.fsencode(path.name).decode(errors="replace"),
        "bytes": report.bytes,
        "sha256": report.sha256,
        "provenance": str(provenance),
    }
    return attrs.evolve(report, beside=write_beside(offer, path, said))


def _options(offer: ExporterOffer, options: Any) -> dict[str, str]:
    """Return all options of an exporter and their values, as texts."""
    with _blame(offer, "can't be loaded"):
        return option_texts(chosen_options(offer, options))


def _provenance(
    chronology: "Chronology",
    offer: ExporterOffer,
    language: str,
    options: Mapping[str, str],
) -> Provenance:
    return Provenance(
        exporter=offer.shown_name,
        version=version_of(offer.provider),
        chrono56=version_of("chrono56"),
        log=chronology.log_id,
        heads=tuple(filter(None, chronology.head.split(","))),
        reading=str(chronology.reading),
        language=checked_language(offer, language),
        taught=taught_by(language),
        options=options,
    )


def chunks_of(
    chronology: "Chronology", offer: ExporterOffer, context: ExportContext
) -> Generator[bytes, None, None]:
    """Yield the bytes of an export; whatever goes wrong names the exporter.

    Raises:
        ExportError: The exporter can't be loaded, fails, or does not give bytes.
    """
    with _blame(offer, "can't be loaded"):
        exporter = offer.exporter()
    with _blame(offer, "failed"):
        given: Iterator[Any] = exporter.chunks(chronology, context)
        with closed(given):
            for chunk in given:
                if not isinstance(chunk, bytes):
                    why = f"gave {type(chunk).__name__} where an exporter gives bytes"
                    raise ExportError(offer.shown_name, why)
                yield chunk


def _blame(offer: ExporterOffer, what: str) -> Blame:
    return Blame(what, partial(ExportError, offer.shown_name))
