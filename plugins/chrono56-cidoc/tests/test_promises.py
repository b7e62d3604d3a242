"""What every exporter promises, as chrono56 itself checks it."""

import json
from collections.abc import Iterator

from chrono56_cidoc import chrono56_exporters

from chrono56.testing import check_exporter, check_plugin


def read(data: bytes) -> Iterator[str]:
    for node in json.loads(data)["@graph"]:
        if "E5_Event" in node["type"]:
            labels = node.get("label", {})
            yield labels.get("en") or next(iter(labels.values()), node["identifier"])


def test_it_is_found_and_has_no_problem() -> None:
    check_plugin("chrono56-cidoc")


def test_the_exporter_keeps_every_promise() -> None:
    check_exporter(chrono56_exporters(), read=read)
