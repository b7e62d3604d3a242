"""Reading what is to be imported: the bytes, and the records that an importer makes."""

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO, Final, TypeAlias

import attrs

from chrono56.errors import DateSyntaxError, RecordError
from chrono56.formats import Blame, ImportFailedError, closed
from chrono56.importers.context import ImportContext
from chrono56.importers.offer import ImporterOffer
from chrono56.log.codec import with_content_id
from chrono56.model import RECORD_TYPES, Claim, Event, Record, UnknownRecord
from chrono56.model.kinds import check_kind
from chrono56.text import one_line

Input: TypeAlias = str | os.PathLike[str] | BinaryIO

_MOST: Final = 1 << 30  # bytes; all of it is read before anything is written
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
_RECORDS: Final = ", ".join(kind.__name__ for kind in RECORD_TYPES.values())


@attrs.frozen
class Found:
    """A record, and the place in the input where the importer found it."""

    record: Record
    place: str


@attrs.frozen
class Given:
    """The input as a whole: what it is called, its bytes, and their SHA-256."""

    name: str
    data: bytes
    sha256: str


def read_input(offer: ImporterOffer, source: Input, name: str = "") -> Given:
    """Read all of a file or a binary stream.

    Args:
        offer: The importer that it is for.
        source: The file's path, or a stream.
        name: What to call it; its own name if left out.

    Raises:
        ImportFailedError: It can't be read, is too long, or is no text where the
            importer reads text.
    """
    name = name or _name_of(source)
    try:
        if isinstance(source, str | os.PathLike):
            with Path(source).open("rb") as file:
                data = file.read(_MOST + 1)
        else:
            data = source.read(_MOST + 1)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        said = getattr(error, "strerror", None) or error
        why = f"can't be read ({said}); name a file that you may read"
        raise ImportFailedError(offer.shown_name, why, name) from error
    if len(data) > _MOST:
        why = f"more than {_MOST >> 30} GiB; import it in parts"
        raise ImportFailedError(offer.shown_name, why, name)
    if offer.text:
        _check_text(offer, name, data)
    return Given(name, data, sha256(data).hexdigest())


def read_records(
    offer: ImporterOffer,
    data: bytes,
    context: ImportContext,
) -> list[Found]:
    """Return all records that an importer makes of its input, each once.

    Args:
        offer: The importer.
        data: The input.
        context: What the importer is told.

    Raises:
        ImportFailedError: The importer can't be loaded or fails, the input can't be
            understood, or two different records in it have one id.
    """
    found: dict[str, Found] = {}
    with _blame(context, "can't be loaded"):
        importer = offer.importer()
    with _blame(context, "failed"):
        given: Any = importer.records(io.BytesIO(data), context)
        with closed(given), _of_the_input(context):
            for record in given:
                new = Found(_checked(record, context), context.place)
                before = found.setdefault(new.record.id, new)
                if before.record != new.record:
                    what = f"the id {new.record.id!r} names another record already"
                    raise context.fault(f"{what}, at {before.place}")
    return list(found.values())


def _name_of(source: Input) -> str:
    if isinstance(source, str | os.PathLike):
        # In messages a name must not pass for another line of them.
        return one_line(os.fsencode(source).decode(errors="replace"))
    name = getattr(source, "name", "")
    return one_line(name) if isinstance(name, str) and name else "the stream"


def _check_text(offer: ImporterOffer, name: str, data: bytes) -> None:
    try:
        data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what = (
            "UTF-16" if data[:2] in _UTF_16 else f"the byte 0x{data[error.start]:02x}"
        )
        why = f"{what} where text in UTF-8 was expected; save it as UTF-8"
        raise ImportFailedError(offer.shown_name, why, f"{name}:{line}") from None


def _blame(context: ImportContext, what: str) -> Blame:
    return Blame(
        what, lambda said: ImportFailedError(context.format, said, context.place)
    )


@contextmanager
def _of_the_input(context: ImportContext) -> Iterator[None]:
    """Tell what a record or a date can't be with the place where it was read."""
    try:
        yield
    except (RecordError, DateSyntaxError) as error:
        raise context.fault(str(error)) from error


def _checked(record: Any, context: ImportContext) -> Record:
    is_record: bool = isinstance(record, (*RECORD_TYPES.values(), UnknownRecord))
    if not is_record:
        what = type(record).__name__
        raise context.fault(f"gave {what} where an importer gives {_RECORDS}")
    if isinstance(record, Event):
        check_kind(record.kind, context.kinds)
    if isinstance(record, Claim) and not record.id:
        return with_content_id(record)
    return record  # type: ignore[no-any-return]  # it is one, see above
