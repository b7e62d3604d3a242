"""Reproducible: one chronology gives the same bytes, in any process, at any time."""

import io
import os
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from tests.exporters.ical_lint import linted
from tests.exporters.rendered import RENDERERS, Page
from tests.exporters.world import bytes_of, rich

import chrono56
from chrono56.exporters.builtin import OFFERS
from chrono56.exporters.runner import export

ROOT = Path(__file__).parents[2]
PROGRAM = """
import hashlib
from tests.exporters.world import bytes_of, rich
from chrono56.exporters.builtin import OFFERS
for name in sorted(OFFERS):
    print(name, hashlib.sha256(bytes_of(rich(), name)).hexdigest())
"""


def digest(name: str) -> str:
    return sha256(bytes_of(rich(), name)).hexdigest()


@pytest.mark.parametrize("seed", ["1", "2"])
def test_another_process_with_other_hashes_writes_the_same(seed: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo", "LC_ALL": "C"},
    )

    assert done.stdout.split() == [
        word for name in sorted(OFFERS) for word in (name, digest(name))
    ]


@pytest.mark.parametrize("name", list(OFFERS))
def test_exporting_twice_gives_the_same_and_leaves_nothing_behind(name: str) -> None:
    chronology = rich()
    pieces = [bytes_of(chronology, name) for _ in range(2)]

    assert pieces[0] == pieces[1]


@pytest.fixture(scope="module")
def bundled() -> chrono56.Chronology:
    return chrono56.open_bundled().chronology(cache=False)


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> chrono56.Chronology:
    place = tmp_path_factory.mktemp("copy") / "copy.jsonl"
    copy = shutil.copy(chrono56.open_bundled().name, place)
    return chrono56.open_log(copy).chronology(cache=False)


@pytest.mark.parametrize("name", list(OFFERS))
def test_a_copy_of_a_log_exports_alike(
    name: str, bundled: chrono56.Chronology, copied: chrono56.Chronology
) -> None:
    pieces = bytes_of(bundled, name)

    assert pieces == bytes_of(copied, name)
    assert len(pieces) > len(bundled) * 100


def test_the_bundled_calendar_is_clean_and_holds_every_dated_event(
    bundled: chrono56.Chronology,
) -> None:
    stream = io.BytesIO()
    report = export(bundled, OFFERS["ical"], stream)
    events = linted(stream.getvalue())

    assert len(events) == report.events
    assert len(events) == sum(one.when is not None for one in bundled)


@pytest.mark.parametrize("renderer", RENDERERS)
def test_the_bundled_chronology_reads_as_markdown(
    renderer: str, bundled: chrono56.Chronology
) -> None:
    text = bytes_of(bundled, "markdown").decode()
    page = Page(RENDERERS[renderer](text))

    assert len(page.texts("h1")) == 1
    assert [one.id for one in bundled if f"`{one.id}`" not in text] == []
    assert page.texts("td")[::6] == [one.id for one in bundled.sources()]
