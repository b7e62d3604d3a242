"""The exporter: a JSON object for each record, on a line of its own."""

import json
from collections.abc import Iterator

import attrs

from chrono56 import Chronology, Claim, record_to_json
from chrono56.plugins import ExportContext, counted, records


@attrs.frozen(kw_only=True)
class JsonlOptions:
    """Choose how much is written.

    Attributes:
        claims: Whether claims are written, too.
    """

    claims: bool = attrs.field(default=True, metadata={"help": "write the claims, too"})


class JsonlExporter:
    """Write one record a line, each event before the claims about it."""

    def chunks(self, chronology: Chronology, context: ExportContext) -> Iterator[bytes]:
        """Yield a line for each record that stands, with all it refers to."""
        lines = 0
        for record in records(chronology):
            if context.options.claims or not isinstance(record, Claim):
                body = record_to_json(record)
                yield json.dumps(body, ensure_ascii=False).encode() + b"\n"
                lines += 1
        context.hold(counted(lines, "record"))
