"""Records as rows: each comes back from its cells, and each fact has one cell."""

import json
from typing import Any

import pytest
from hypothesis import given
from tests.strategies import records

from chrono56.errors import RecordError
from chrono56.exporters.csv_records import FREE, cells_of, record_of
from chrono56.exporters.csvw import RECORDS
from chrono56.model import (
    Citation,
    Claim,
    Dating,
    Event,
    Figure,
    Participation,
    Place,
    Record,
    Source,
)

BOOK = (Citation("book", "3", quote="then"),)


def back(cells: dict[str, str]) -> Record:
    return record_of(cells, json.loads(cells.get("more", "{}")))


@given(records())
def test_every_record_comes_back_from_its_cells(record: Record) -> None:
    cells = cells_of(record, "hu", "what it is about")

    assert back(cells) == record
    assert cells.keys() <= RECORDS.keys()
    assert all(cells.values())


@given(records())
def test_empty_cells_say_nothing(record: Record) -> None:
    cells = dict.fromkeys(RECORDS, "") | cells_of(record, "en")

    assert back({**cells, "more": cells["more"] or "{}"}) == record


@pytest.mark.parametrize(
    ("record", "cells"),
    [
        (
            Claim("c1", "march", Dating("1956-10-23", "start"), BOOK),
            {
                "record": "claim",
                "id": "c1",
                "about": "march",
                "says": "dating",
                "when": "1956-10-23",
                "point": "start",
                "source": "book",
                "locator": "3",
                "quote": "then",
            },
        ),
        (
            Claim("c2", "march", Figure("killed", low=7, approx=True), reason="seen"),
            {
                "record": "claim",
                "id": "c2",
                "about": "march",
                "says": "figure",
                "measure": "killed",
                "low": "7",
                "approx": "true",
                "reason": "seen",
            },
        ),
        (
            Place("pest", {"en": "Pest"}, ("47.5", "-19.05"), "hungary"),
            {
                "record": "place",
                "id": "pest",
                "label": "Pest",
                "label_language": "en",
                "latitude": "47.5",
                "longitude": "-19.05",
                "part_of": "hungary",
            },
        ),
        (
            Event("march", labels={"en": "March", "hu": "Menet"}),
            {
                "record": "event",
                "id": "march",
                "label": "Menet",
                "label_language": "hu",
                "more": '{"labels":{"en":"March"}}',
            },
        ),
        (
            Source("book", {"type": "book", "title": "A Book", "issued": "1957"}),
            {
                "record": "source",
                "id": "book",
                "title": "A Book",
                "issued": "1957",
                "more": '{"csl":{"type":"book"}}',
            },
        ),
    ],
)
def test_facts_stand_in_the_columns_that_are_named_for_them(
    record: Record, cells: dict[str, str]
) -> None:
    assert cells_of(record, "hu") == cells


def test_what_a_claim_is_about_is_told_for_readers_and_not_read() -> None:
    claim = Claim("c1", "march", Participation("kiss"), BOOK)
    cells = cells_of(claim, "en", "The march")

    assert cells["about_label"] == "The march"
    assert back({**cells, "about_label": "Something else"}) == claim


def test_a_label_without_a_language_has_that_of_the_import() -> None:
    cells = {"record": "event", "id": "march", "label": "Menet"}

    assert record_of(cells, {}, "hu") == Event("march", labels={"hu": "Menet"})


def claim(**cells: str) -> dict[str, str]:
    given = {"record": "claim", "id": "c", "about": "march", "says": "dating"}
    return {**given, "when": "1956", "source": "book", **cells}


@pytest.mark.parametrize(
    ("cells", "more", "where", "found"),
    [
        ({"id": "march"}, {}, "record", "an empty cell"),
        (claim(when="1956-1O"), {}, "when", "'1956-1O' is not a date"),
        (claim(place="pest"), {}, "place", "where no claim of dating has anything"),
        (claim(title="A Book"), {}, "title", "where no claim of dating has anything"),
        (
            {"record": "event", "id": "march", "when": "1956"},
            {},
            "when",
            "where no event has anything",
        ),
        (claim(), {"says": {"when": "1957"}}, "when", "in the column and in more"),
        (claim(), {"says": "1957"}, "says", "in the column and in more"),
        (claim(source="A Book"), {}, "source", "'A Book' is not an id"),
        (claim(says="figure", when="", measure="m", low="many"), {}, "low", "'many'"),
        (claim(says="figure", when="", measure="m", approx="yes"), {}, "approx", ""),
        ({"record": "place", "id": "p", "latitude": "47"}, {}, "", "not a point"),
    ],
)
def test_cells_that_say_no_record_are_refused_with_their_column(
    cells: dict[str, str], more: dict[str, Any], where: str, found: str
) -> None:
    with pytest.raises(RecordError) as caught:
        record_of(cells, more)

    assert found in caught.value.found
    assert where in caught.value.where


def test_capital_truths_of_spreadsheets_are_read() -> None:
    cells = claim(says="figure", when="", measure="killed", approx="TRUE")
    read = record_of(cells, {})

    assert isinstance(read, Claim)
    assert read.says == Figure("killed", approx=True)


def test_free_text_is_known_by_its_columns() -> None:
    assert RECORDS.keys() > FREE
