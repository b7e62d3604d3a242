"""CSVW metadata: what they say is so, and what reads them accepts the tables."""

import csv
import io
import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from tests.exporters.world import bytes_of, rich

from chrono56.exporters.builtin import OFFERS
from chrono56.exporters.csvw import EVENTS, METADATA, RECORDS
from chrono56.exporters.runner import export
from chrono56.formats import ExportError
from chrono56.testing.sample import sample

REFERENCE = Path(__file__).parents[2] / "docs" / "reference" / "exporters.md"

# What Table Schema, which Frictionless reads, calls the datatypes of CSVW.
TYPES = {"boolean": "boolean", "integer": "integer", "decimal": "number"}
TYPES |= {"json": "object"}


def exported(folder: Path, name: str = "1956.csv", **options: object) -> Any:
    """Export the sample, and return its metadata."""
    export(sample(), OFFERS["csv"], folder / name, options=options)
    return json.loads((folder / (name + METADATA)).read_text(encoding="utf-8"))


@pytest.mark.parametrize("rows", ["events", "claims"])
@pytest.mark.parametrize("delimiter", ["comma", "semicolon", "tab"])
def test_the_metadata_name_the_columns_and_the_delimiter_of_the_table(
    rows: str, delimiter: str, tmp_path: Path
) -> None:
    said = exported(tmp_path, rows=rows, delimiter=delimiter)
    table = (tmp_path / "1956.csv").read_bytes().decode()
    reader = csv.DictReader(
        io.StringIO(table, newline=""), delimiter=said["dialect"]["delimiter"]
    )

    assert [one["name"] for one in said["tableSchema"]["columns"]] == reader.fieldnames
    ids = [row[said["tableSchema"]["primaryKey"]] for row in reader]
    assert len(ids) == len(set(ids))


def test_the_metadata_say_what_the_table_was_made_from(tmp_path: Path) -> None:
    said = exported(tmp_path)
    note = json.loads((tmp_path / "1956.csv.provenance.json").read_text("utf-8"))

    assert said["@context"][0] == "http://www.w3.org/ns/csvw"
    assert said["dc:provenance"] == note["provenance"]


def test_the_guard_is_told_where_there_is_one(tmp_path: Path) -> None:
    assert "apostrophe" in exported(tmp_path)["rdfs:comment"]
    assert "rdfs:comment" not in exported(tmp_path, guard=False)


def test_a_name_that_is_no_url_becomes_one(tmp_path: Path) -> None:
    said = exported(tmp_path, "ősz 1956 #2.csv")

    assert said["url"].isascii()
    assert unquote(said["url"]) == "ősz 1956 #2.csv"


def test_a_stream_has_no_metadata(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert bytes_of(rich(), "csv")
    assert not list(tmp_path.iterdir())


def test_metadata_that_can_t_be_written_are_an_error_that_says_the_table_is(
    tmp_path: Path,
) -> None:
    (tmp_path / ("1956.csv" + METADATA)).mkdir()
    with pytest.raises(
        ExportError, match=r"is written, but not its metadata: .*folder"
    ):
        exported(tmp_path)

    assert (tmp_path / "1956.csv").stat().st_size


@pytest.mark.parametrize("name", [*EVENTS, *RECORDS])
def test_the_reference_names_every_column(name: str) -> None:
    assert f"`{name}`" in REFERENCE.read_text(encoding="utf-8")


@pytest.mark.parametrize("rows", ["events", "claims"])
@pytest.mark.parametrize("delimiter", ["comma", "semicolon"])
def test_csvw_accepts_the_table(rows: str, delimiter: str, tmp_path: Path) -> None:
    csvw = pytest.importorskip("csvw", reason="installed where interchange is tested")
    exported(tmp_path, rows=rows, delimiter=delimiter, bom=delimiter == "semicolon")
    path = tmp_path / "1956.csv"

    assert csvw.CSVW(str(path) + METADATA).is_valid


@pytest.mark.parametrize("rows", ["events", "claims"])
def test_frictionless_accepts_the_table(rows: str, tmp_path: Path) -> None:
    frictionless = pytest.importorskip(
        "frictionless", reason="installed where interchange is tested"
    )
    said = exported(tmp_path, rows=rows)
    fields = [
        {"name": one["name"], "type": TYPES.get(str(one["datatype"]), "string")}
        for one in said["tableSchema"]["columns"]
    ]
    found = frictionless.validate(
        "1956.csv",
        basepath=str(tmp_path),
        schema=frictionless.Schema.from_descriptor({"fields": fields}),
    )

    assert found.valid, found.flatten(["rowNumber", "fieldName", "note"])
