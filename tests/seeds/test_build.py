"""The bundled chronology, and the script that builds it from its files."""

import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from seeds.build import FOLDER, Builder, SeedError, coverage, main

from chrono56.log.actions import Recorded
from chrono56.log.log import Log
from chrono56.log.memory import MemoryStore
from chrono56.model import Claim, Event, Record, Relation, Source
from chrono56.seeds import path_of

DOCUMENTS = ("000", "001", "002", "003", "004")

CHRONOLOGY = """
log = "little"
title = "A little chronology"
by = "anna"
recorded = "2026-01-01T00:00:00Z"
"""
SOURCES = """
[[source]]
id = "page"
document = "001"
csl = { type = "webpage", title = "A page" }
reliability = "C"
reason = "unsigned"
claims = [{ at = "001:1", dating = "2002", point = "issued", written = "2002" }]
"""
AGENTS = '[[agent]]\nid = "crowd"\nkind = "group"\nen = "The crowd"\n'
PLACES = '[[place]]\nid = "square"\nen = "The square"\n'
EVENTS = """
zone = "Europe/Budapest"

[[event]]
id = "march"
kind = "politics.protest"
en = "A march"
claims = [
  { id = "at-three", at = "001:2", dating = "1956-10-23T15:00", written = "three" },
  { id = "later", at = "001:4", ordering = "march", point = "end", least = "PT2H" },
  { at = "001:4", place = "square" },
]

[[contradiction]]
claim = "at-three"
other = "later"
reason = "it can't be both"
"""
FILES = {
    "chronology.toml": CHRONOLOGY,
    "sources.toml": SOURCES,
    "agents.toml": AGENTS,
    "places.toml": PLACES,
    "01-march.toml": EVENTS,
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture(scope="module")
def records() -> list[Record]:
    lines = path_of("1956").read_bytes().splitlines()
    entries = Log(MemoryStore(lines=lines)).entries()
    return [
        action.record
        for entry in entries
        for action in entry.do
        if isinstance(action, Recorded)
    ]


def claims_in(built: bytes) -> Iterator[Claim]:
    for entry in Log(MemoryStore(lines=built.splitlines())).entries():
        for action in entry.do:
            if isinstance(action, Recorded) and isinstance(action.record, Claim):
                yield action.record


class TestTheBundledLog:
    def test_it_is_byte_for_byte_what_the_files_make(self) -> None:
        assert path_of("1956").read_bytes() == Builder(FOLDER).build()

    def test_it_verifies(self) -> None:
        lines = path_of("1956").read_bytes().splitlines()

        assert Log(MemoryStore(lines=lines)).verify().problems == ()

    def test_it_is_large_enough_to_be_read_as_a_chronology(
        self, records: list[Record]
    ) -> None:
        counts = Counter(type(record) for record in records)

        assert counts[Event] >= 900
        assert counts[Claim] >= 4000

    def test_every_event_has_a_label_in_english_and_hungarian_and_a_claim(
        self, records: list[Record]
    ) -> None:
        told = {record.about for record in records if isinstance(record, Claim)}
        events = [record for record in records if isinstance(record, Event)]

        assert [one.id for one in events if not {"en", "hu"} <= one.labels.keys()] == []
        assert [one.id for one in events if one.id not in told] == []

    def test_no_label_ends_in_a_full_stop_but_that_of_a_year(
        self, records: list[Record]
    ) -> None:
        labels = [
            label
            for record in records
            if isinstance(record, Event)
            for label in record.labels.values()
        ]

        stopped = [one for one in labels if one.endswith(".")]
        assert [one for one in stopped if not one.endswith("1956.")] == []

    def test_every_claim_about_an_event_cites_a_line_or_gives_premises_and_a_reason(
        self, records: list[Record]
    ) -> None:
        events = {record.id for record in records if isinstance(record, Event)}
        documents = {
            record.id: record.csl["call-number"]
            for record in records
            if isinstance(record, Source) and "call-number" in record.csl
        }

        assert set(documents.values()) == set(DOCUMENTS)
        assert [
            claim
            for claim in records
            if isinstance(claim, Claim)
            and claim.about in events
            and not (claim.premises and claim.reason)
            and not any(
                one.source in documents and one.locator.isdecimal()
                for one in claim.citations
            )
        ] == []

    def test_the_words_of_the_sources_stay_few(self, records: list[Record]) -> None:
        words = [record.as_written for record in records if isinstance(record, Claim)]

        assert [one for one in words if len(one.split()) > 8] == []

    def test_each_document_is_known_by_its_digest_and_each_source_by_its_grade(
        self, records: list[Record]
    ) -> None:
        sources = [record for record in records if isinstance(record, Source)]
        read = [one for one in sources if "call-number" in one.csl]

        assert all(len(one.sha256) == 64 for one in read)
        assert len({one.sha256 for one in read}) == len(DOCUMENTS)
        assert all(
            one.csl["note"].startswith(f"Reliability {one.reliability}: ")
            for one in sources
        )

    def test_what_document_000_tells_has_a_serbian_label(
        self, records: list[Record]
    ) -> None:
        labels = {one.id: one.labels for one in records if isinstance(one, Event)}

        assert [
            claim.about
            for claim in records
            if isinstance(claim, Claim)
            and any(one.source == "wiki-sr" for one in claim.citations)
            and "sr" not in labels.get(claim.about, {"sr": ""})
        ] == []


def put(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")


MARCH = "01-march.toml: march"

FAULTS = [
    # file, what stands there, what is put in its place, where, what the error says
    ("01-march.toml", "zone =", "zone", "01-march.toml: ", "line 2"),
    (
        "01-march.toml",
        "politics.protest",
        "politics.protset",
        MARCH,
        "politics.protest",
    ),
    ("01-march.toml", 'kind = "politics.protest"\n', "", MARCH, "kind is missing"),
    ("01-march.toml", 'en = "A march"\n', "", MARCH, "en is missing"),
    ("01-march.toml", 'en = "A', 'fr = "A', MARCH, "event has no key fr"),
    ("01-march.toml", 'id = "march"', 'id = "March"', "01-march.toml: March", "an id"),
    ("01-march.toml", "T15:00", "T25:00", f"{MARCH}: claim 1", "not a date"),
    ("01-march.toml", "001:2", "007:2", f"{MARCH}: claim 1", "DOCUMENT:LINE"),
    ("01-march.toml", "001:2", "001", f"{MARCH}: claim 1", "DOCUMENT:LINE"),
    ("01-march.toml", "001:2", "001:two", f"{MARCH}: claim 1", "DOCUMENT:LINE"),
    ("01-march.toml", '"001:2"', "2", f"{MARCH}: claim 1", "at 2"),
    ("01-march.toml", "written", "writen", f"{MARCH}: claim 1", "no key writen"),
    ("01-march.toml", "dating =", "reason =", f"{MARCH}: claim 1", "values: none"),
    (
        "01-march.toml",
        "dating =",
        "happened = true, dating =",
        f"{MARCH}: claim 1",
        "va",
    ),
    ("01-march.toml", "written", "role", f"{MARCH}: claim 1", "role: not with dating"),
    ("01-march.toml", 'place = "square"', "happened = 1", f"{MARCH}: claim 3", "true"),
    ("01-march.toml", '"PT2H"', '"2 h"', f"{MARCH}: claim 2", "not a duration"),
    ("01-march.toml", "PT2H", "2 h", f"{MARCH}: claim 2", "not a duration"),
    ("01-march.toml", '"end"', '"ende"', f"{MARCH}: claim 2", "ende"),
    ("01-march.toml", '"march", point', '"mars", point', f"{MARCH}: claim 2", "mars"),
    ("01-march.toml", '"square"', '"squares"', f"{MARCH}: claim 3", "'square'"),
    ("01-march.toml", '"square"', '"crowd"', f"{MARCH}: claim 3", "no place 'crowd'"),
    ("01-march.toml", '"square"', '"square", via = ["x"]', f"{MARCH}: claim 3", "'x'"),
    ("01-march.toml", '"square"', '"square", rank = "preferred"', MARCH, "rank_reason"),
    ("01-march.toml", '{ at = "001:4", place', "{ place", f"{MARCH}: claim 3", "cit"),
    (
        "01-march.toml",
        '"001:4", place',
        '"001:4", id = "later", place',
        MARCH,
        "claim 2",
    ),
    ("01-march.toml", 'claim = "at-three"', 'claim = "at-four"', "contra", "at-four"),
    ("01-march.toml", 'reason = "it', 'why = "it', "contradiction 1", "no key why"),
    ("agents.toml", 'kind = "group"\n', "", "agents.toml: crowd", "kind is missing"),
    ("places.toml", 'id = "square"', 'id = "crowd"', "places.toml: crowd", "agents"),
    ("places.toml", "en =", 'part_of = "city"\nen =', "places.toml: square", "'city'"),
    ("places.toml", "en =", "point = [91, 0]\nen =", "places.toml: square", "point"),
    ("sources.toml", 'reason = "unsigned"\n', "", "sources.toml: page", "reason"),
    ("sources.toml", '"C"', '"G"', "sources.toml: page", "'G'"),
    ("sources.toml", "issued", "issue", "sources.toml: page: claim 1", "'issue'"),
    ("sources.toml", "csl =", "csi =", "sources.toml: page", "no key csi"),
    ("chronology.toml", 'by = "anna"\n', "", "chronology.toml", "by is missing"),
]


class TestAFileThatCantBeRecorded:
    @pytest.mark.parametrize(("name", "old", "new", "where", "says"), FAULTS)
    def test_is_one_error_that_names_file_event_and_claim(
        self, folder: Path, name: str, old: str, new: str, where: str, says: str
    ) -> None:
        put(folder, name, old, new)

        with pytest.raises(SeedError) as caught:
            Builder(folder).build()

        assert where in str(caught.value)
        assert says in str(caught.value)

    def test_a_missing_file_is_named(self, folder: Path) -> None:
        (folder / "places.toml").unlink()

        with pytest.raises(SeedError, match=r"^places\.toml: "):
            Builder(folder).build()

    def test_an_event_told_in_two_files_is_named_with_both(self, folder: Path) -> None:
        shutil.copy(folder / "01-march.toml", folder / "02-more.toml")

        with pytest.raises(SeedError, match=r"^02-more\.toml: march: .*01-march\.toml"):
            Builder(folder).build()

    def test_the_same_claim_told_twice_is_named_with_both(self, folder: Path) -> None:
        line = '  { at = "001:4", place = "square" },\n'
        put(folder, "01-march.toml", line, line * 2)

        with pytest.raises(SeedError, match=r"claim 4: told already, at .* claim 3$"):
            Builder(folder).build()


class TestClockTimes:
    @pytest.mark.parametrize(
        ("given", "recorded"),
        [
            ("1956-11-04T04:15", "1956-11-04T04:15[Europe/Budapest]"),
            ("1956-11-04T04:15~", "1956-11-04T04:15[Europe/Budapest]~"),
            ("1956-11-04T04:00..06:00~", "1956-11-04T04:00..06:00[Europe/Budapest]~"),
            ("1956-11-04T04:15Z", "1956-11-04T04:15Z"),
            ("1956-11-04T04:00..06:00+01:00", "1956-11-04T04:00..06:00+01:00"),
            ("1956-11-04T04:15+01:00", "1956-11-04T04:15+01:00"),
            ("1956-11-04T04:15[Europe/Kyiv]", "1956-11-04T04:15[Europe/Kyiv]"),
            ("1956-11-04", "1956-11-04"),
            (
                "[1956-11-03T21:00..1956-11-04]",
                "[1956-11-03T21:00[Europe/Budapest]..1956-11-04]",
            ),
        ],
    )
    def test_are_of_the_zone_of_their_file_unless_they_say_otherwise(
        self, folder: Path, given: str, recorded: str
    ) -> None:
        put(folder, "01-march.toml", "1956-10-23T15:00", given)

        (dated,) = (c for c in claims_in(Builder(folder).build()) if c.id == "at-three")

        assert str(getattr(dated.says, "when", "")) == recorded

    def test_stay_as_they_are_in_a_file_without_a_zone(self, folder: Path) -> None:
        put(folder, "01-march.toml", 'zone = "Europe/Budapest"', "")

        assert b'1956-10-23T15:00"' in Builder(folder).build()


class TestASmallFolder:
    def test_comes_out_the_same_wherever_it_is(self, folder: Path) -> None:
        elsewhere = folder / "elsewhere"
        elsewhere.mkdir()
        for name in FILES:
            shutil.copy(folder / name, elsewhere)

        assert Builder(folder).build() == Builder(elsewhere).build()

    def test_states_a_contradiction_as_a_claim_about_a_claim(
        self, folder: Path
    ) -> None:
        stated = [
            (claim.about, claim.says.other)
            for claim in claims_in(Builder(folder).build())
            if isinstance(claim.says, Relation)
        ]

        assert stated == [("at-three", "later")]

    def test_tells_which_lines_are_cited(self, folder: Path) -> None:
        builder = Builder(folder)
        builder.build()

        assert coverage(builder.cited, ["001:2-9"]) == (
            "001: 2 of 8 lines cited; not cited: 3, 5-9"
        )
        assert coverage(builder.cited, []) == ("001: 3 of 4 lines cited; not cited: 3")
        assert "not cited: none" in coverage(builder.cited, ["001:1-2"])

    @pytest.mark.parametrize("text", ["001", "001:3", "002:1-3", "001:1-x"])
    def test_refuses_a_range_that_is_none(self, folder: Path, text: str) -> None:
        with pytest.raises(SeedError, match="DOCUMENT:FIRST-LAST, one of 001"):
            coverage(Builder(folder).cited, [text])


class TestTheCommand:
    def test_writes_the_log_and_then_finds_it_up_to_date(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        target = folder / "little.jsonl"

        assert main([str(folder), str(target)]) == 0
        assert target.read_bytes() == Builder(folder).build()
        assert main([str(folder), str(target), "--check"]) == 0
        assert capsys.readouterr().out.endswith("up to date\n")

    def test_check_fails_on_a_log_that_differs_or_is_missing_and_writes_nothing(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        target = folder / "little.jsonl"

        assert main([str(folder), str(target), "--check"]) == 1
        assert not target.exists()
        target.write_bytes(b"older\n")
        assert main([str(folder), str(target), "--check"]) == 1
        assert target.read_bytes() == b"older\n"
        assert "rebuild it" in capsys.readouterr().out

    def test_coverage_writes_nothing(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        target = folder / "little.jsonl"

        assert main([str(folder), str(target), "--coverage", "001:1-4"]) == 0
        assert capsys.readouterr().out == "001: 3 of 4 lines cited; not cited: 3\n"
        assert not target.exists()

    def test_tells_a_fault_on_one_line_and_leaves_the_log_alone(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        target = folder / "little.jsonl"
        target.write_bytes(b"older\n")
        put(folder, "01-march.toml", '"square"', '"squares"')

        assert main([str(folder), str(target)]) == 1
        assert capsys.readouterr().err.startswith(f"{MARCH}: claim 3: no place")
        assert target.read_bytes() == b"older\n"
