"""What every exporter promises, as chrono56 itself checks it."""

import html
import json
from collections.abc import Iterator

from chrono56_timelinejs import chrono56_exporters

from chrono56.testing import check_exporter, check_plugin


def read(data: bytes) -> Iterator[str]:
    for slide in json.loads(data)["events"]:
        yield html.unescape(slide["text"]["headline"])


def test_it_is_found_and_has_no_problem() -> None:
    check_plugin("chrono56-timelinejs")


def test_the_exporter_keeps_every_promise() -> None:
    check_exporter(chrono56_exporters(), read=read)
