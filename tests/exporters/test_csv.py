"""CSV: what is read back is what went in, and a spreadsheet computes none of it."""

import csv
import io
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.dates.texts import TEXTS
from tests.exporters.world import (
    FIRST,
    HOSTILE,
    INJECTIONS,
    LAST,
    Shelf,
    bytes_of,
    event,
    readable,
    rich,
    shelf,
)

from chrono56.chronology.views import EventView
from chrono56.dates import When
from chrono56.exporters.builtin import OFFERS
from chrono56.exporters.csv import COLUMNS, guarded, unguarded
from chrono56.exporters.runner import export
from chrono56.model import Place

FORMULA_STARTS = "=+-@\t\r\n＝＋－＠"


def exported(chronology: Any, **options: object) -> bytes:
    return bytes_of(chronology, "csv", options=options)


def rows(data: bytes, delimiter: str = ",") -> list[dict[str, str]]:
    text = io.StringIO(data.decode(), newline="")
    return list(csv.DictReader(text, delimiter=delimiter, strict=True))


def row(view: EventView, **fields: Any) -> dict[str, str]:
    (only,) = rows(exported(shelf(view, **fields)))
    return only


def test_a_row_holds_all_columns() -> None:
    view = event(
        "corvin",
        "1956-10-23T21:30[Europe/Budapest]",
        sources=("kgb-1", "un-1957"),
        as_written="half past nine",
        place="pest",
        disputed=True,
    )
    pest = Place("pest", {"en": "Pest"}, ("47.5", "-19.05"))

    assert row(view, places=[pest]) == {
        "id": "corvin",
        "kind": "conflict.operation",
        "label": "Soviet assault on Budapest",
        "when": "1956-10-23T21:30[Europe/Budapest]",
        "earliest": "1956-10-23",
        "latest": "1956-10-23",
        "extent": "false",
        "qualifier": "",
        "year": "1956",
        "month": "10",
        "day": "23",
        "time": "21:30",
        "zone": "Europe/Budapest",
        "as_written": "half past nine",
        "occurrence": "asserted",
        "disputed": "true",
        "place": "pest",
        "place_label": "Pest",
        "latitude": "47.5",
        "longitude": "-19.05",
        "sources": "kgb-1 un-1957",
        "labels": '{"en":"Soviet assault on Budapest"}',
        "revision": "2",
        "recorded": FIRST,
        "changed": LAST,
    }


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        # when, (extent, qualifier, year, month, day, time)
        ("", ("", "", "", "", "", "")),
        ("1956-11-04", ("false", "", "1956", "11", "4", "")),
        ("1956-11", ("false", "", "1956", "11", "", "")),
        ("1956", ("false", "", "1956", "", "", "")),
        ("1956/1957", ("true", "", "", "", "", "")),
        ("1956-11-04/1956-11-11", ("true", "", "1956", "11", "", "")),
        ("[..1956-11-07]", ("false", "", "", "", "", "")),
        ("1956-11-04~", ("false", "~", "", "", "", "")),
        ("1956-11-04?", ("false", "?", "", "", "", "")),
        ("1956%", ("false", "%", "", "", "", "")),
        ("1956-11-04T04:15", ("false", "", "1956", "11", "4", "04:15")),
        ("1956-11-04T04:15~", ("false", "~", "1956", "11", "4", "04:15")),
        ("1956-11-04T04:00..06:00~", ("false", "~", "1956", "11", "4", "04:00..06:00")),
        ("1956-11-04T04:15/", ("true", "", "1956", "11", "4", "04:15")),
        ("1956-11-04/..", ("true", "", "1956", "11", "4", "")),
        ("/1956-11-04", ("true", "", "", "", "", "")),
        ("-0043-03-15", ("false", "", "-43", "3", "15", "")),
        ("Y17000", ("false", "", "17000", "", "", "")),
        ("Y-17000", ("false", "", "-17000", "", "", "")),
    ],
)
def test_numbers_stand_only_where_the_date_is_certain(
    when: str, expected: tuple[str, ...]
) -> None:
    found = row(event(when=when))
    columns = ("extent", "qualifier", "year", "month", "day", "time")

    assert tuple(found[column] for column in columns) == expected


@given(TEXTS.filter(readable))
def test_any_date_can_be_a_row(text: str) -> None:
    when = When.parse(text)
    found = row(event(when=text))

    assert When.parse(found["when"]) == when
    assert (found["earliest"] or None, found["latest"] or None) == (
        when.earliest_iso,
        when.latest_iso,
    )


@given(HOSTILE, HOSTILE, st.sampled_from(["comma", "semicolon", "tab"]))
def test_what_is_read_back_is_what_went_in(
    label: str, words: str, delimiter: str
) -> None:
    view = event(label=label, as_written=words)
    data = exported(shelf(view, view), delimiter=delimiter)
    first, second = rows(data, {"comma": ",", "semicolon": ";", "tab": "\t"}[delimiter])

    assert first == second
    assert unguarded(first["label"]) == (label or "assault")
    assert unguarded(first["as_written"]) == words
    assert json.loads(first["labels"] or "{}") == dict(view.labels)


@given(HOSTILE, st.sampled_from([",", ";", "\t"]))
def test_plain_cells_are_written_as_the_csv_module_writes_them(
    text: str, delimiter: str
) -> None:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, quoting=csv.QUOTE_ALL).writerow([text])
    dialect = {",": "comma", ";": "semicolon", "\t": "tab"}[delimiter]
    view = event("a", label="x", as_written=text)
    data = exported(shelf(view), delimiter=dialect, guard=False).decode()
    quoted = buffer.getvalue().removesuffix("\r\n")

    splits = any(mark in text for mark in ',;\t\r\n"')
    assert delimiter + (quoted if splits else text) + delimiter in data


@pytest.mark.parametrize("dialect", ["comma", "semicolon", "tab"])
@pytest.mark.parametrize("label", ["x;=1+1;y", "x,=1+1,y", "x\t=1+1\ty"])
def test_a_formula_within_a_text_is_no_cell_where_all_delimiters_split(
    dialect: str, label: str
) -> None:
    data = exported(shelf(event(label=label)), delimiter=dialect).decode()
    _, line, _ = re.sub(r'("(?:[^"]|"")*")|[,;\t]', r"\1\0", data).split("\r\n")
    cells = [cell.strip('"') for cell in line.split("\0")]

    assert label in cells
    assert not any(cell.startswith("=") for cell in cells)


@given(HOSTILE)
def test_the_guard_can_be_taken_off(text: str) -> None:
    assert unguarded(guarded(text)) == text


@given(st.text(" \u00a0\v", max_size=3), st.sampled_from(FORMULA_STARTS), HOSTILE)
def test_no_guarded_text_begins_a_formula(blanks: str, sign: str, rest: str) -> None:
    assert guarded(blanks + sign + rest).startswith("'")


@pytest.mark.parametrize("text", ["1956", "Pest-Buda", "", " a=b", "匈牙利"])
def test_plain_text_is_not_touched(text: str) -> None:
    assert guarded(text) == text


def test_the_guard_can_be_left_off() -> None:
    data = exported(shelf(event(label="=1+2")), guard=False)

    assert rows(data)[0]["label"] == "=1+2"


def test_a_byte_order_mark_comes_first_if_asked_for() -> None:
    plain = exported(rich())

    assert not plain.startswith(b"\xef\xbb\xbf")
    assert exported(rich(), bom=True) == b"\xef\xbb\xbf" + plain


def test_every_row_ends_in_crlf_and_an_empty_chronology_has_its_header() -> None:
    assert exported(shelf()) == ",".join(COLUMNS).encode() + b"\r\n"
    assert exported(rich()).endswith(b"\r\n")


def test_injections_stay_in_their_cells() -> None:
    found = {one["id"]: one for one in rows(exported(rich()))}

    for number, text in enumerate(INJECTIONS):
        assert unguarded(found[f"hostile-{number}"]["label"]) == text


def test_a_place_that_nobody_recorded_has_no_label() -> None:
    found = row(event(place="nowhere"))

    assert (found["place"], found["place_label"]) == ("nowhere", "")


def test_rows_are_written_while_events_are_still_coming() -> None:
    pulled: list[int] = []
    written: list[tuple[bytes, int]] = []

    class Many(Shelf):
        def __len__(self) -> int:
            return 10_000

        def __iter__(self) -> Iterator[EventView]:
            for number in range(10_000):
                pulled.append(number)
                yield event(f"e{number}")

    class Watched(io.BytesIO):
        def write(self, data: Any) -> int:
            written.append((bytes(data[:8]), len(pulled)))
            return super().write(data)

    many: Any = Many()
    export(many, OFFERS["csv"], Watched())

    assert written[:3] == [(b"id,kind,", 0), (b"e0,confl", 500), (b"e500,con", 1000)]
