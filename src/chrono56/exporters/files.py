"""Where an export goes: a file that appears whole or not at all, or a stream."""

import json
import os
import secrets
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO, Final

from chrono56.errors import LogError
from chrono56.exporters.offer import ExporterOffer
from chrono56.formats import ExportError
from chrono56.log.disk import sync_file, sync_folder
from chrono56.log.envelope import is_header

_BEGINNING: Final = 100  # bytes; more than tells a log from anything else
# How a log begins that chrono56-store-sqlite keeps: with SQLite's magic, and the id of
# the application (SQLite's file format, 1.3.1 and 1.3.14).
_DATABASE: Final = b"SQLite format 3\0"
_KEEPS_A_LOG: Final = b"c56s"
_APPLICATION: Final = slice(68, 72)
_BESIDE: Final = ".provenance.json"


def write_file(offer: ExporterOffer, path: Path, chunks: Iterator[bytes]) -> str:
    """Write an export to a file that appears whole or not at all, and return its path.

    Devices and pipes are written as streams.

    Raises:
        ExportError: It can't be written; or it is, and the disk did not confirm it.
    """
    try:
        place = Path(os.path.realpath(path))  # a link stays a link
        if place.is_symlink():
            why = f"{path} is a link that leads back to itself; name a file"
            raise ExportError(offer.shown_name, why)
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
                write_stream(stream, chunks)
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


def write_stream(stream: BinaryIO, chunks: Iterator[bytes]) -> None:
    """Write an export to a stream, and flush it."""
    for chunk in chunks:
        rest = memoryview(chunk)
        while rest:  # an unbuffered stream may take a part only
            taken: Any = stream.write(rest)
            rest = rest[len(rest) if taken is None else taken :]
    stream.flush()


def beside(path: Path) -> Path:
    """Return where the provenance of an export stands that can't carry it.

    >>> beside(Path("1956.csv")).name
    '1956.csv.provenance.json'
    """
    return path.with_name(path.name + _BESIDE)


def write_beside(offer: ExporterOffer, path: Path, said: Mapping[str, object]) -> str:
    """Write what there is to say of an export beside it, and return where.

    Raises:
        ExportError: It can't be written; the export itself is.
    """
    text = json.dumps(said, ensure_ascii=False, indent=2) + "\n"
    what = "what it was made from"
    return _put_beside(offer, path, beside(path), text.encode(), what)


def write_metadata(offer: ExporterOffer, path: Path, metadata: bytes) -> str:
    """Write the metadata of an export beside it, and return where.

    Raises:
        ExportError: It can't be written; the export itself is.
    """
    place = path.with_name(path.name + offer.metadata)
    return _put_beside(offer, path, place, metadata, "its metadata")


def read_beside(path: Path) -> bytes:
    """Return what stands beside an export; empty if nothing does."""
    note = beside(path)
    # Path.is_file raises where the longer name is too long for a file.
    return note.read_bytes() if os.path.isfile(note) else b""  # noqa: PTH113


def clear_beside(offer: ExporterOffer, path: Path) -> None:
    """Remove what an earlier export to the same place left beside it.

    It tells of bytes that are gone. Anything else of that name is left alone.

    Raises:
        ExportError: It can't be removed; the export itself is written.
    """
    note = beside(path)
    try:
        if _is_note(read_beside(path)):
            note.unlink()
    except OSError as error:
        why = f"{path} is written, but {note} tells of an earlier export, and stays"
        said = f"{why} ({error.strerror}); remove it"
        raise ExportError(offer.shown_name, said) from error


def _put_beside(
    offer: ExporterOffer, path: Path, place: Path, data: bytes, what: str
) -> str:
    try:
        return write_file(offer, place, iter([data]))
    except ExportError as error:
        why = f"{path} is written, but not {what}: {error.why}"
        raise ExportError(offer.shown_name, why) from error


def _is_note(data: bytes) -> bool:
    try:
        said = json.loads(data)
    except ValueError:
        return False
    return isinstance(said, dict) and {"sha256", "provenance"} <= said.keys()


def _is_log(place: Path) -> bool:
    if not place.is_file():
        return False
    with place.open("rb") as file:
        begins = file.read(_BEGINNING)
    is_database = begins.startswith(_DATABASE)
    return is_header(begins) or (is_database and begins[_APPLICATION] == _KEEPS_A_LOG)


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
            write_stream(stream, chunks)
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
