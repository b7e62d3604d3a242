"""A document that holds several sources, and files that are continued in others."""

from pathlib import Path

import pytest
from seeds.build import Builder, SeedError, coverage

from chrono56.log.actions import Recorded
from chrono56.log.log import Log
from chrono56.log.memory import MemoryStore
from chrono56.model import Claim, Figure, Record

PAGE = """
[[source]]
id = "{id}"
document = "001"
{lines}
csl = {{ type = "webpage", title = "A page" }}
reliability = "C"
reason = "unsigned"
"""
FILES = {
    "chronology.toml": """
log = "little"
title = "A little chronology"
by = "anna"
recorded = "2026-01-01T00:00:00Z"
""",
    "sources.toml": PAGE.format(id="article", lines='lines = "1-9"')
    + PAGE.format(id="year", lines='lines = "10-20"'),
    "agents.toml": '[[agent]]\nid = "crowd"\nkind = "group"\nen = "The crowd"\n',
    "agents-years.toml": '[[agent]]\nid = "team"\nkind = "group"\nen = "The team"\n',
    "places.toml": '[[place]]\nid = "city"\nen = "The city"\n',
    "places-years.toml": """
[[place]]
id = "square"
part_of = "city"
en = "The square"
""",
    "01-march.toml": """
[[event]]
id = "march"
kind = "politics.protest"
en = "A march"
claims = [
  { at = "001:9", dating = "1956-10-23", written = "23 October" },
  { at = "001:10", figure = "share", best = 28.8, unit = "percent", written = "28.8%" },
  { at = "001:20", agent = "team", role = "actor" },
]
""",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def records_in(built: bytes) -> list[Record]:
    entries = Log(MemoryStore(lines=built.splitlines())).entries()
    return [
        action.record
        for entry in entries
        for action in entry.do
        if isinstance(action, Recorded)
    ]


def put(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")


class TestADocumentOfSeveralSources:
    def test_is_cited_as_the_source_to_which_the_line_belongs(
        self, folder: Path
    ) -> None:
        cited = [
            (citation.locator, citation.source)
            for record in records_in(Builder(folder).build())
            if isinstance(record, Claim)
            for citation in record.citations
        ]

        assert cited == [("9", "article"), ("10", "year"), ("20", "year")]

    @pytest.mark.parametrize("line", ["0", "21"])
    def test_has_no_source_for_the_lines_outside_of_all(
        self, folder: Path, line: str
    ) -> None:
        put(folder, "01-march.toml", "001:20", f"001:{line}")

        with pytest.raises(SeedError, match=r"one of 001:1-9, 001:10-20$"):
            Builder(folder).build()

    @pytest.mark.parametrize("lines", ["10", "10-", "x-20", "10..20"])
    def test_says_what_lines_look_like(self, folder: Path, lines: str) -> None:
        put(folder, "sources.toml", "10-20", lines)

        with pytest.raises(SeedError, match=r"year: lines .*: use FIRST-LAST"):
            Builder(folder).build()

    def test_is_covered_range_by_range(self, folder: Path) -> None:
        builder = Builder(folder)
        builder.build()

        assert coverage(builder.cited, ["001:8-11", "001:19-20"]) == (
            "001: 3 of 6 lines cited; not cited: 8, 11, 19"
        )


def test_people_and_places_of_further_files_are_recorded_too(folder: Path) -> None:
    ids = {record.id for record in records_in(Builder(folder).build())}

    assert {"crowd", "team", "city", "square"} <= ids


def test_a_further_file_is_named_where_it_repeats_an_id(folder: Path) -> None:
    put(folder, "agents-years.toml", '"team"', '"crowd"')

    with pytest.raises(SeedError, match=r"^agents-years\.toml: crowd: .* agents\.toml"):
        Builder(folder).build()


def test_a_number_with_decimals_is_kept_exactly(folder: Path) -> None:
    (figure,) = (
        record.says
        for record in records_in(Builder(folder).build())
        if isinstance(record, Claim) and isinstance(record.says, Figure)
    )

    assert str(figure.best) == "28.8"
