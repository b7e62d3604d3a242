"""The exporter: a JSON object for each event, on a line of its own."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from chrono56.plugins import ExportContext


@attrs.frozen(kw_only=True)
class LinesOptions:
    """Choose how much is written.

    Attributes:
        claims: Whether the claims are written with each event.
    """

    claims: bool = attrs.field(
        default=True, metadata={"help": "write the claims with each event"}
    )


class LinesExporter:
    """Write one event a line."""

    def chunks(self, chronology: Any, context: ExportContext) -> Iterator[bytes]:
        """Yield a line for each event, in the chronology's order."""
        for event in chronology:
            line = {
                "id": event.id,
                "kind": event.kind,
                "label": event.label(context.language),
                "labels": plain(event.labels),
                "when": None if event.when is None else str(event.when),
                "earliest": None if event.when is None else event.when.earliest_iso,
                "latest": None if event.when is None else event.when.latest_iso,
                "as_written": event.as_written,
                "occurrence": event.occurrence,
                "disputed": event.disputed,
                "place": event.place,
                "sources": list(event.sources),
            }
            if context.options.claims:
                line["claims"] = [_claim(view) for view in chronology.claims(event.id)]
            yield json.dumps(line, ensure_ascii=False).encode() + b"\n"


def _claim(view: Any) -> dict[str, Any]:
    claim = view.claim
    said = {"type": type(claim.says).__name__.lower(), **plain(claim.says)}
    fields = (
        "id",
        "mode",
        "as_written",
        "citations",
        "premises",
        "confidence",
        "reason",
    )
    return {
        "says": said,
        "rank": view.rank,
        **{name: plain(getattr(claim, name)) for name in fields},
    }


def plain(value: Any) -> Any:
    """Return a value as JSON can hold it; dates and exact numbers become text."""
    if attrs.has(type(value)):
        fields = attrs.asdict(value, recurse=False)
        return {name: plain(one) for name, one in fields.items() if name != "extra"}
    if isinstance(value, Mapping):
        return {name: plain(one) for name, one in value.items()}
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    known = value is None or isinstance(value, str | int)
    return value if known else str(value)
