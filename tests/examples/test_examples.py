"""Each example is run as its reader runs it, in an empty folder."""

import csv
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"
MOST_LINES = 35


def run(name: str, folder: Path) -> str:
    done = subprocess.run(
        [sys.executable, EXAMPLES / name],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=60,
    )
    return done.stdout


@pytest.mark.parametrize(
    ("name", "gist"),
    [
        pytest.param(
            "record.py",
            ["1956-11-04T04:15[Europe/Budapest]/ · Soviet assault on", " · nsa-2002"],
            id="record",
        ),
        pytest.param(
            "query.py",
            [
                "by the clock",
                "Imre Nagy, Pál Maléter and Miklós Gimes are executed",
                "у Будимпешти",
                "revolution-1956: end",
            ],
            id="query",
        ),
        pytest.param(
            "as_of.py",
            [
                "#1 ['Fighting in Budapest: 1956-10/1956-11']",
                "2026-01-02 ['Fighting in Budapest: 1956-10-23/1956-11-11']",
                "#3 []",
            ],
            id="as-of",
        ),
        pytest.param(
            "compare.py",
            [
                "Hungarian Revolution of 1956 [disputed]",
                "  wiki-hu: 1956-10-23 (start), 1956-11-11 (end)",
                "  nsa-2002: 1956-10-23 (start)",
            ],
            id="compare",
        ),
        pytest.param("export.py", ["1956.ics: ", "left out (without a"], id="export"),
    ],
)
def test_an_example_prints_what_it_is_about(
    name: str, gist: list[str], tmp_path: Path
) -> None:
    printed = run(name, tmp_path)

    for words in gist:
        assert words in printed


def test_the_clock_times_of_the_query_example_are_in_order(tmp_path: Path) -> None:
    printed = run("query.py", tmp_path)
    days = printed.partition("Trials")[0].splitlines()[1:]

    assert len(days) > 3
    assert days == sorted(days, key=lambda line: line.split("  ")[1].rstrip("~"))


def test_the_recording_example_keeps_one_entry(tmp_path: Path) -> None:
    run("record.py", tmp_path)

    assert len((tmp_path / "budapest.jsonl").read_bytes().splitlines()) == 2


def test_the_export_example_writes_three_files_that_agree(tmp_path: Path) -> None:
    printed = run("export.py", tmp_path)
    with (tmp_path / "1956.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    calendar = (tmp_path / "1956.ics").read_text(encoding="utf-8")
    document = (tmp_path / "1956.md").read_text(encoding="utf-8")

    assert f"1956.csv: {len(rows)} events" in printed
    assert calendar.count("BEGIN:VEVENT") == sum(bool(row["when"]) for row in rows)
    assert all(f"`{row['id']}`" in document for row in rows)


def test_every_example_is_run_and_short() -> None:
    found = {path.name: path for path in EXAMPLES.glob("*.py")}

    assert set(found) == {
        "record.py",
        "query.py",
        "export.py",
        "as_of.py",
        "compare.py",
    }
    for path in found.values():
        assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES
