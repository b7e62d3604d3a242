"""The importer: strictly one JSON object a line, each a record."""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO, NoReturn

import attrs

from chrono56 import record_from_json
from chrono56.plugins import ImportContext

_LONGEST = 1 << 24  # bytes of one line; a book has fewer
_BOM = b"\xef\xbb\xbf"
_FINE = "mend it, or keep it as it is with -O unknown=keep"


@attrs.frozen(kw_only=True)
class JsonlReadingOptions:
    """Choose how strictly lines are read.

    Attributes:
        unknown: What becomes of types and fields that this version does not know.
    """

    unknown: str = attrs.field(
        default="refuse",
        validator=attrs.validators.in_(("refuse", "keep")),
        metadata={"help": "types and fields that this version does not know"},
    )


class JsonlImporter:
    """Read one record a line."""

    def records(self, source: BinaryIO, context: ImportContext) -> Iterator[Any]:
        """Yield the record of each line."""
        number = 0
        while line := source.readline(_LONGEST + 1):
            number += 1
            context.at(number)
            why = _no_line(line, number)
            if why:
                raise context.fault(why)
            record = record_from_json(_body(line, context))
            for unknown in _unknown(record):
                if context.options.unknown == "refuse":
                    raise context.fault(f"{unknown} is unknown here; {_FINE}")
            yield record


def _no_line(line: bytes, number: int) -> str:
    """Return why something is no line of JSON Lines; empty if it may be one."""
    if len(line) > _LONGEST:
        return f"a line of more than {_LONGEST >> 20} MiB; write one record a line"
    if number == 1 and line.startswith(_BOM):
        return "a byte order mark before the text; save it as UTF-8 without one"
    if line.endswith(b"\r\n"):
        return "a carriage return before the line end; lines end with \\n alone"
    if not line.strip():
        return "an empty line; write one record a line"
    if number == 1 and line.startswith(b'{"format":'):
        return "this is a log, not a list of records; `chrono56 merge` takes in copies"
    return ""


def _body(line: bytes, context: ImportContext) -> Any:
    try:
        body = json.loads(
            line.decode(),
            object_pairs_hook=_object,
            parse_constant=_constant,
            parse_float=_float,
        )
    except json.JSONDecodeError as error:
        raise context.fault(
            f"no JSON: {error.msg} at character {error.pos + 1}"
        ) from None
    except RecursionError:
        raise context.fault("nested too deep; a record has few levels") from None
    except ValueError as error:
        raise context.fault(str(error)) from None
    # A program that writes such files can't know what the content's id will be.
    return {"id": "", **body} if _is_claim(body) else body


def _unknown(record: Any) -> Iterator[str]:
    """Yield what a record holds that has no place in the model."""
    parts = [record, *getattr(record, "citations", ())]
    parts += getattr(record, "derived_from", ())
    if hasattr(record, "says"):
        parts.append(record.says)
    for part in parts:
        if hasattr(part, "body"):
            yield f"the type {part.type!r}"
        else:
            yield from (f"the field {name!r}" for name in part.extra)


def _is_claim(body: Any) -> bool:
    return isinstance(body, dict) and body.get("type") == "claim"


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    body = dict(pairs)
    if len(body) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"the key {twice!r} twice in one object; write it once")
    return body


def _constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number of JSON; leave out what is unknown")


def _float(text: str) -> NoReturn:
    raise ValueError(f'{text} is no whole number; write it as text: "{text}"')
