"""What every exporter and every importer promises, as chrono56 itself checks it."""

import json
from collections.abc import Iterator

from chrono56_jsonl import chrono56_exporters, chrono56_importers

from chrono56.testing import check_exporter, check_importer, check_plugin


def read(data: bytes) -> Iterator[str]:
    for record in map(json.loads, data.decode().split("\n")[:-1]):
        if record["type"] == "event":
            labels = record.get("labels", {})
            yield labels.get("en") or next(iter(labels.values()), "") or record["id"]


def test_it_is_found_and_has_no_problem() -> None:
    check_plugin("chrono56-jsonl")


def test_the_exporter_keeps_every_promise() -> None:
    check_exporter(chrono56_exporters(), read=read)


def test_the_importer_keeps_every_promise() -> None:
    unknown = {"unknown": "keep"}
    check_importer(chrono56_importers(), exporter=chrono56_exporters(), options=unknown)
