"""The exporter: a JSON object for each record, on a line of its own."""

import json
from collections.abc import Iterator
from typing import Any

import attrs

from chrono56 import Query, UnknownIdError, record_to_json
from chrono56.plugins import ExportContext

# Where the values of claims name agents and places.
_NAMING = ("agent", "place", "group", "speaker")


@attrs.frozen(kw_only=True)
class JsonlOptions:
    """Choose how much is written.

    Attributes:
        claims: Whether claims are written, and the agents and places in them.
    """

    claims: bool = attrs.field(default=True, metadata={"help": "write the claims, too"})


class JsonlExporter:
    """Write one record a line: sources, then each event before its claims."""

    def chunks(self, chronology: Any, context: ExportContext) -> Iterator[bytes]:
        """Yield a line for each record that stands, in the chronology's order."""
        records = _Records(chronology, claims=context.options.claims)
        for source in chronology.sources():
            yield from map(_line, records.of(source.id))
        for event in chronology.select(Query(everything=True)):
            yield from map(_line, records.of(event.id))


class _Records:
    """Find what belongs to a record, each only once."""

    def __init__(self, chronology: Any, *, claims: bool) -> None:
        self._chronology = chronology
        self._claims = claims
        self._done: set[str] = set()

    def of(self, record_id: str) -> Iterator[Any]:
        """Yield a record, its claims and what they name, unless they are done."""
        waiting = [record_id]
        while waiting:
            now = waiting.pop()
            if not now or now in self._done:
                continue
            self._done.add(now)
            try:
                record = self._chronology.record(now)
            except UnknownIdError:  # it was retracted, or never recorded
                continue
            yield record
            waiting += self._named(record)

    def _named(self, record: Any) -> Iterator[str]:
        if not self._claims:
            return
        says = getattr(record, "says", None)
        yield getattr(record, "part_of", "")
        yield getattr(record, "about", "")  # a duplicate that was united stands apart
        yield from (getattr(says, name, "") for name in _NAMING)
        # In an order that no judgement changes; what is put last is taken first.
        views = self._chronology.claims(record.id)
        yield from sorted((view.claim.id for view in views), reverse=True)


def _line(record: Any) -> bytes:
    return json.dumps(record_to_json(record), ensure_ascii=False).encode() + b"\n"
