"""The exporter: a JSON-LD document, a node a line."""

import json
import re
from collections.abc import Iterator
from typing import Any, Final

import attrs

from chrono56 import Chronology
from chrono56.plugins import ExportContext
from chrono56_cidoc.context import CONTEXT
from chrono56_cidoc.graph import Graph

# RFC 3987, as far as it keeps an IRI in its place.
_BASE: Final = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x20]+)?")


def _an_iri(_: object, __: object, base: str) -> None:
    if not _BASE.fullmatch(base):
        fine = "write it like https://example.org/1956/"
        raise ValueError(f"option base can't be {base!r}; {fine}")


@attrs.frozen(kw_only=True)
class CidocOptions:
    """Choose how records are named, and how much is written.

    Attributes:
        base: What IRIs begin with, such as ``https://example.org/1956/``; the id of the
            record follows. Empty for UUIDs as URNs, made of the log's and the record's.
        claims: Whether each claim is written as an attribute assignment (E13).
    """

    base: str = attrs.field(
        default="",
        validator=_an_iri,
        metadata={"help": "what IRIs begin with; empty for urn:uuid:…"},
    )
    claims: bool = attrs.field(
        default=True, metadata={"help": "write who says what (E13), and the sources"}
    )


class CidocExporter:
    """Write a node for each event, and for what it names."""

    def chunks(self, chronology: Chronology, context: ExportContext) -> Iterator[bytes]:
        """Yield the document, an event at a time."""
        options: CidocOptions = context.options
        graph = Graph(chronology, options.base, claims=options.claims)
        yield b'{"@context": ' + _json(dict(CONTEXT)) + b',\n"@graph": [\n'
        yield _json(graph.export(context.provenance))
        for event in chronology:
            for node in graph.nodes(event):
                yield b",\n" + _json(node)
        yield b"\n]}\n"


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()
