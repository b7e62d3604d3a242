"""The database as SQL sees it: whole, true to the chronology, and easy to ask."""

import io
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from chrono56_sqlite import exporter
from chrono56_sqlite.cells import authors

import chrono56
from chrono56.testing import sample

README = Path(__file__).parents[1] / "README.md"
QUESTIONS = re.findall(r"```sql\n(.*?)```", README.read_text("utf-8"), re.DOTALL)


def exported(told: chrono56.Chronology, **options: str) -> bytes:
    stream = io.BytesIO()
    chrono56.export(told, "sqlite", stream, options=options)
    return stream.getvalue()


def opened(data: bytes) -> sqlite3.Connection:
    database = sqlite3.connect(":memory:")
    database.deserialize(data)
    return database


@pytest.fixture(scope="module")
def bundled() -> Iterator[sqlite3.Connection]:
    with chrono56.open_bundled().chronology(cache=False) as told:
        data = exported(told)
    with closing(opened(data)) as database:
        yield database


@pytest.fixture(scope="module")
def hard() -> Iterator[sqlite3.Connection]:
    with closing(opened(exported(sample()))) as database:
        yield database


def asked(database: sqlite3.Connection, question: str, *given: object) -> list[Any]:
    return database.execute(question, given).fetchall()


class TestIntegrity:
    @pytest.mark.parametrize("name", ["bundled", "hard"])
    def test_it_is_sound_and_every_key_holds(
        self, name: str, request: pytest.FixtureRequest
    ) -> None:
        database: sqlite3.Connection = request.getfixturevalue(name)

        assert asked(database, "PRAGMA integrity_check") == [("ok",)]
        assert asked(database, "PRAGMA foreign_key_check") == []

    def test_every_standing_claim_about_an_event_is_there_once(
        self, bundled: sqlite3.Connection
    ) -> None:
        with chrono56.open_bundled().chronology(cache=False) as told:
            events = list(told.select(chrono56.Query(everything=True)))
            claims = {
                (view.claim.id, event.id, view.rank, view.claim.as_written)
                for event in events
                for view in told.claims(event.id)
            }
            disputes = list(told.disputes())

        assert asked(bundled, "SELECT id FROM events ORDER BY position") == (
            [(event.id,) for event in events]
        )
        columns = "id, event, rank, as_written"
        of_events = f"SELECT {columns} FROM claims WHERE event NOT NULL"  # noqa: S608
        assert set(asked(bundled, of_events)) == claims
        assert asked(bundled, "SELECT count(*) FROM disputes") == [(len(disputes),)]

    def test_each_type_of_claim_fills_its_table(self, hard: sqlite3.Connection) -> None:
        types = dict(asked(hard, "SELECT type, count(*) FROM claims GROUP BY type"))
        tables = {
            f"{type_}s": count
            for type_, count in types.items()
            if type_ not in ("occurrence", "weather")
        }

        assert tables.keys() == {
            *("datings", "orderings", "locations", "participations"),
            *("figures", "relations", "statements"),
        }
        for table, count in tables.items():
            assert asked(hard, f"SELECT count(*) FROM {table}") == [(count,)]  # noqa: S608


class TestDates:
    @pytest.mark.parametrize(
        ("event", "told"),
        [
            ("day", ("1956-10-23", "1956-10-23", "1956-10-23", 0, "")),
            ("circa", ("1956-10-24~", "1956-10-24", "1956-10-24", 0, "~")),
            (
                "extent",
                ("1956-10-23/1956-11-11", "1956-10-23", "1956-11-11", 1, ""),
            ),
            ("open-end", ("1956-11-04/..", "1956-11-04", None, 1, "")),
            ("undated", (None, None, None, 0, "")),
        ],
    )
    def test_a_date_is_edtf_and_its_bounds(
        self, hard: sqlite3.Connection, event: str, told: tuple[object, ...]
    ) -> None:
        columns = "date, earliest, latest, lasted, doubt"
        question = f"SELECT {columns} FROM events WHERE id = ?"  # noqa: S608

        assert asked(hard, question, event) == [told]

    def test_day_numbers_are_those_of_sqlite(self, hard: sqlite3.Connection) -> None:
        differing = asked(
            hard,
            "SELECT id FROM events WHERE length(earliest) = 10"
            " AND (date(first_day) <> earliest OR date(last_day) <> latest)",
        )
        assert differing == []
        assert asked(
            hard, "SELECT first_day FROM events WHERE id = 'before-christ'"
        ) == (
            [(1705428,)]  # the Ides of March, of the Julian calendar, are 1705426
        )


class TestMeaning:
    def test_what_was_taken_back_is_not_there(self, hard: sqlite3.Connection) -> None:
        gone = "SELECT id FROM records WHERE id IN ('retracted', 'withdrawn')"

        assert asked(hard, gone) == []

    def test_what_claims_name_and_nobody_recorded_has_a_row_without_a_type(
        self,
    ) -> None:
        log = chrono56.open_log("memory:", by="anna")
        with log.entry("a march") as entry:
            book, march = entry.source("book"), entry.event("march")
            place, rally = entry.place("square"), entry.event("rally")
            entry.claim(march, chrono56.Location(place), cite=book)
            entry.claim(march, chrono56.Relation("part_of", rally), cite=book)
        with log.entry("taken back") as entry:
            for gone in ("square", "rally"):
                entry.retract(gone, reason="misread")
        with closing(opened(exported(log.chronology(cache=False)))) as database:
            assert asked(database, "PRAGMA foreign_key_check") == []
            assert asked(database, "SELECT id FROM records WHERE type = ''") == (
                [("rally",)]
            )
            assert asked(database, "SELECT id, label FROM places") == (
                [("square", "square")]
            )

    def test_places_in_a_circle_come_to_an_end(self) -> None:
        log = chrono56.open_log("memory:", by="anna")
        with log.entry("places") as entry:
            for one, other in (("a", "b"), ("b", "a")):
                entry.place(one, part_of=other)
            march = entry.event("march")
            entry.claim(march, chrono56.Location("a"), cite=entry.source("book"))
        with closing(opened(exported(log.chronology(cache=False)))) as database:
            found = asked(database, "SELECT id, part_of FROM places ORDER BY id")

        assert found == [("a", "b"), ("b", "a")]


class TestReadme:
    @pytest.mark.parametrize("question", QUESTIONS)
    def test_each_question_has_an_answer(
        self, bundled: sqlite3.Connection, question: str
    ) -> None:
        assert asked(bundled, question)

    def test_there_are_five_and_one(self) -> None:
        assert len(QUESTIONS) == 6


@pytest.mark.parametrize(
    ("csl", "people"),
    [
        ({"author": [{"family": "Nagy", "given": "Imre"}]}, "Nagy, Imre"),
        ({"editor": [{"family": "Nagy"}, {"literal": "ENSZ"}]}, "Nagy; ENSZ"),
        ({"author": [{"family": "Kis"}], "editor": [{"family": "Nagy"}]}, "Kis"),
        ({"author": "Anon"}, "Anon"),
        ({}, ""),
    ],
)
def test_a_source_has_its_authors_or_else_its_editors(
    csl: dict[str, Any], people: str
) -> None:
    assert authors(csl) == people


def test_the_search_can_be_left_out() -> None:
    with closing(opened(exported(sample(), search="false"))) as database:
        found = asked(
            database, "SELECT name FROM sqlite_schema WHERE name LIKE '%search%'"
        )

    assert found == []


def test_another_version_of_sqlite_gives_the_same_bytes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other = pytest.importorskip("pysqlite3", reason="there is only one SQLite here")
    here = exported(sample())
    monkeypatch.setattr(exporter, "sqlite3", other)

    assert exported(sample()) == here


def test_the_header_names_no_version_of_sqlite_that_is_here() -> None:
    data = exported(sample())

    assert data[:16] == b"SQLite format 3\0"
    assert int.from_bytes(data[96:100], "big") == 3_009_000
