"""What the columns of a table are, for programs: CSVW metadata (W3C, 2015)."""

import json
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import quote

from immutabledict import immutabledict

from chrono56.exporters.offer import ExportContext

Columns = Mapping[str, tuple[str, str]]
"""By name, in their order: what datatype a column has, and what it holds."""

METADATA: Final = "-metadata.json"
"""What is put behind a table's name: where CSVW (5.3) looks for its metadata."""

_DATE: Final = "EDTF"
_LIST: Final = "list"  # of ids, with blanks between
_DATATYPES: Final[Mapping[str, Mapping[str, Any]]] = immutabledict(
    {
        _DATE: {
            "datatype": {
                "base": "string",
                "@id": "http://id.loc.gov/datatypes/edtf/EDTF",
            }
        },
        _LIST: {"datatype": "string", "separator": " "},
        "instant": {
            "datatype": {
                "base": "dateTime",
                "format": "yyyy-MM-ddTHH:mm:ss.SSSSSSX",
            }
        },
    }
)

EVENTS: Final[Columns] = immutabledict(
    {
        "id": ("string", "the event's id"),
        "kind": ("string", "its kind, such as conflict.battle"),
        "label": ("string", "its name in the language of the table"),
        "when": (_DATE, "its date, as the reading has it"),
        # Not the datatype date: its readers take years of four digits only.
        "earliest": ("string", "its first possible day, ISO 8601; empty if open"),
        "latest": ("string", "its last possible day, ISO 8601; empty if open"),
        "extent": ("boolean", "whether it lasted from a start to an end"),
        "qualifier": ("string", "? uncertain, ~ approximate, % both"),
        "year": ("integer", "the year, where it is certain; 0 is 1 BC"),
        "month": ("integer", "the month, where it is certain"),
        "day": ("integer", "the day of the month, where it is certain"),
        "time": ("string", "the clock time, or a window of it"),
        "zone": ("string", "the IANA zone of the time"),
        "as_written": ("string", "the source's own words for the date"),
        "occurrence": ("string", "asserted, planned, supposed or denied"),
        "disputed": ("boolean", "whether sources clash"),
        "place": ("string", "the id of its place"),
        "place_label": ("string", "the place's name"),
        "latitude": ("decimal", "degrees, WGS 84"),
        "longitude": ("decimal", "degrees, WGS 84"),
        "sources": (_LIST, "the ids of its sources"),
        "labels": ("json", "its names by language"),
        "revision": ("integer", "how many later entries changed what is known of it"),
        "recorded": ("instant", "when it was first recorded"),
        "changed": ("instant", "when that last changed"),
    }
)
RECORDS: Final[Columns] = immutabledict(
    {
        "record": ("string", "event, claim, source, agent or place"),
        "id": ("string", "the record's id"),
        "kind": ("string", "of an event, an agent or a relation"),
        "label": ("string", "the name of an event, an agent or a place"),
        "label_language": ("string", "the language of that name"),
        "about": ("string", "the id of what a claim is about"),
        "about_label": ("string", "its name: for readers, never read back"),
        "says": ("string", "what a claim gives: dating, location, figure, …"),
        "when": (_DATE, "the date that is claimed"),
        "point": ("string", "what the date or distance is of: whole, start, end, …"),
        "place": ("string", "the id of the place that is claimed"),
        "agent": ("string", "the id of who took part"),
        "role": ("string", "in which role"),
        "measure": ("string", "what is counted"),
        "low": ("decimal", "no fewer than"),
        "best": ("decimal", "the source's own number"),
        "high": ("decimal", "no more than"),
        "approx": ("boolean", "whether the source says about"),
        "unit": ("string", "what one of the counted is"),
        "group": ("string", "the id of the agent that is counted"),
        "scope": ("string", "what exactly is counted"),
        "as_of": (_DATE, "up to when it was counted"),
        "other": ("string", "the id of what it is related to or measured from"),
        "other_point": ("string", "the point of that"),
        "least": ("string", "the least distance from it, an ISO 8601 duration"),
        "most": ("string", "the greatest"),
        "text": ("string", "words that were said, or a name"),
        "speaker": ("string", "the id of who said them"),
        "use": ("string", "quote or name"),
        "occasion": ("string", "the id of the event at which they were said"),
        "language": ("string", "the language of the words, or of a source"),
        "source": ("string", "the id of the source that is cited first"),
        "locator": ("string", "where in it"),
        "locator_label": ("string", "what the locator counts: page, line, …"),
        "quote": ("string", "its words"),
        "as_written": ("string", "its own words for the value"),
        "mode": ("string", "denied, planned, supposed; empty is asserted"),
        "confidence": ("string", "the recorder's: high or low; empty is medium"),
        "reason": ("string", "why the recorder reads it so"),
        "premises": (_LIST, "the ids of the claims it is inferred from"),
        "title": ("string", "of a source"),
        "issued": ("string", "when a source came out"),
        "url": ("string", "where a source stands"),
        "reliability": ("string", "of a source, A to F; empty is F"),
        "latitude": ("decimal", "of a place, in degrees, WGS 84"),
        "longitude": ("decimal", "of a place, in degrees, WGS 84"),
        "part_of": ("string", "the id of the place that contains it"),
        "more": ("json", "all that no other column says"),
    }
)

_GUARDED: Final = (
    "An apostrophe before free text that begins like a formula, or with an apostrophe,"
    " is a guard: one is to be taken off."
)


def described(
    file: str,
    context: ExportContext,
    columns: Columns,
    *,
    delimiter: str,
    guard: bool,
) -> bytes:
    """Return the metadata of a table.

    Args:
        file: The table's file name; it stands beside the metadata.
        context: What the table was exported with.
        columns: Its columns.
        delimiter: What stands between its cells.
        guard: Whether formulas in it are guarded.
    """
    table: dict[str, Any] = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": quote(file),
        "dc:creator": context.generator,
        "dc:language": context.language,
        "dc:provenance": context.provenance,
        **({"rdfs:comment": _GUARDED} if guard else {}),
        "dialect": {
            "delimiter": delimiter,
            "encoding": "utf-8",
            "header": True,
            "lineTerminators": ["\r\n"],
        },
        "tableSchema": {
            "columns": [_column(name, *facts) for name, facts in columns.items()],
            "primaryKey": "id",
        },
    }
    return (json.dumps(table, ensure_ascii=False, indent=2) + "\n").encode()


def _column(name: str, datatype: str, holds: str) -> dict[str, Any]:
    kind = _DATATYPES.get(datatype, {"datatype": datatype})
    must = {"required": True} if name == "id" else {}
    return {"name": name, "titles": name, "dc:description": holds, **kind, **must}
