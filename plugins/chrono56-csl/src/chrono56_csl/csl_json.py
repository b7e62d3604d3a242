"""The exporter of CSL-JSON: a list of items, one a line."""

import json
from collections.abc import Iterator

from chrono56 import Chronology
from chrono56.plugins import ExportContext
from chrono56_csl.cited import sources_of
from chrono56_csl.items import csl_item


class CslJsonExporter:
    """Write an item of CSL-JSON for each source."""

    def chunks(self, chronology: Chronology, context: ExportContext) -> Iterator[bytes]:
        """Yield the list, a source at a time."""
        yield b"["
        comma = ""
        for source in sources_of(chronology, context):
            item = json.dumps(csl_item(source, context.dates), ensure_ascii=False)
            yield f"{comma}\n{item}".encode()
            comma = ","
        yield b"\n]\n"
