"""Tables from elsewhere: columns are named, rows that say nothing are told."""

import io
from pathlib import Path
from typing import Any

import pytest

import chrono56 as c56
from chrono56.formats import ImportFailedError
from chrono56.importers.report import ImportReport

TABLE = """\
Datum;Vége;Esemény;Hely;Oldal;Szöveg;Fajta
1956-10-23;;Tüntetés;Bem tér;12;zúgott a tér;tüntetés
1956-10-23;1956-11-10;Forradalom;;;;
;;Kósza hír;;14;;
"""
COLUMNS = {
    "date": "Datum",
    "end": "Vége",
    "label": "Esemény",
    "place": "Hely",
    "locator": "Oldal",
    "quote": "Szöveg",
}


def new_log() -> c56.Log:
    log = c56.open_log("memory:", by="anna", clock=c56.FixedClock("2026-01-01T00:00Z"))
    with log.entry() as entry:
        entry.source("register")
    return log


def bring(log: c56.Log, table: str, **options: str) -> ImportReport:
    data = io.BytesIO(table.encode())
    return c56.import_file(
        log, "csv", data, cite="register", language="hu", options=options
    )


def told(report: ImportReport) -> list[Any]:
    return list(report.recorded)


def test_a_row_is_an_event_with_its_dates_and_its_place() -> None:
    log = new_log()
    report = bring(log, TABLE, **COLUMNS)
    march, *_ = told(report)

    assert report.counts == {"event": 3, "claim": 5, "place": 1}
    assert march.labels == {"hu": "Tüntetés"}
    assert march.id.startswith("tuntetes-")
    (view,) = log.chronology(cache=False).claims(march.id)[:1]
    assert str(view.claim.says.when) == view.claim.as_written == "1956-10-23"  # type: ignore[union-attr]
    assert view.claim.citations == (
        c56.Citation("register", "12", quote="zúgott a tér"),
    )


def test_what_has_an_end_began_then_and_lasted() -> None:
    log = new_log()
    bring(log, TABLE, **COLUMNS)
    found = [str(event.when) for event in log.chronology(cache=False)]

    assert found == ["1956-10-23", "1956-10-23/1956-11-10", "None"]


def test_the_same_rows_in_another_order_bring_nothing_new() -> None:
    log = new_log()
    bring(log, TABLE, **COLUMNS)
    header, *rows = TABLE.splitlines(keepends=True)

    assert bring(log, "".join([header, *reversed(rows)]), **COLUMNS).recorded == ()
    more = bring(log, "".join([header, "1957;;Per;;;;\n", *rows]), **COLUMNS)
    assert more.counts == {"event": 1, "claim": 1}


def test_two_events_of_one_name_are_two() -> None:
    table = "date,name\n1956-10-23,Strike\n1956-12-11,Strike\n"

    assert bring(new_log(), table, date="date", label="name").counts["event"] == 2


@pytest.mark.parametrize(
    ("language", "date", "when"),
    [
        ("hu", "1956. október 23.", "1956-10-23"),
        ("en", "4 November 1956", "1956-11-04"),
        ("sr", "4. новембар 1956.", "1956-11-04"),
        ("en", "1956-11~", "1956-11~"),
    ],
)
def test_dates_may_be_in_words_of_the_language(
    language: str, date: str, when: str
) -> None:
    log = new_log()
    report = c56.import_file(
        log,
        "csv",
        io.BytesIO(f"date;name\n{date};X\n".encode()),
        cite="register",
        language=language,
        options={"date": "date", "label": "name", "dates": "words"},
    )
    _, claim = told(report)

    assert (str(claim.says.when), claim.as_written) == (when, date)


def test_a_mapping_file_names_columns_languages_and_kinds(tmp_path: Path) -> None:
    mapping = tmp_path / "map.toml"
    mapping.write_text(
        '[columns]\ndate = "Datum"\nkind = "Fajta"\nid = "Kulcs"\n'
        '[labels]\nhu = "Esemény"\nen = "Event"\n'
        '[kinds]\n"tüntetés" = "politics.protest"\n',
        encoding="utf-8",
    )
    table = "Kulcs;Datum;Esemény;Event;Fajta\nmenet;1956;Menet;March;tüntetés\n"
    event, _ = told(bring(new_log(), table, mapping=str(mapping)))

    assert event == c56.Event(
        "menet", "politics.protest", {"hu": "Menet", "en": "March"}
    )


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[columns]\nday = 'Datum'\n", "columns.day in the mapping"),
        ("[columns]\ndate = 7\n", "columns.date in the mapping"),
        ("[colums]\n", "'colums' in the mapping"),
        ("columns = 7\n", "'columns' in the mapping"),
        ("[labels]\n'x y' = 'Esemény'\n", "'x y' is not a language; languages are"),
        ("[kinds]\nGefecht = 'conflict.batle'\n", "did you mean 'conflict.battle'?"),
        ("[kinds]\nGefecht = 'Gefecht'\n", "'Gefecht' is not an id"),
        (f"x = {'[' * 5000}", "can't be read: "),
        ("#" * (1 << 20) + "#", "can't be read: it has more than 1 MiB"),
        ("[columns\n", "can't be read"),
        (None, "can't be read"),
    ],
)
def test_a_mapping_that_can_t_be_followed_is_refused(
    text: str | None, why: str, tmp_path: Path
) -> None:
    mapping = tmp_path / "map.toml"
    if text is not None:
        mapping.write_text(text, encoding="utf-8")
    with pytest.raises(ImportFailedError) as caught:
        bring(new_log(), TABLE, mapping=str(mapping))

    assert why in caught.value.why


def test_a_mapping_may_begin_with_a_byte_order_mark(tmp_path: Path) -> None:
    mapping = tmp_path / "map.toml"
    text = "[columns]\ndate = 'Datum'\n[labels]\nhu = 'Esemény'\n"
    mapping.write_text(text, encoding="utf-8-sig")

    assert bring(new_log(), TABLE, mapping=str(mapping)).counts["event"] == 3


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ({"date": "Date", "label": "Esemény"}, "no column 'Date'; there are 'Datum', "),
        ({"date": "Datum"}, "no column is the label; say which, -O label=…"),
        ({"label": "Esemény"}, "no column is the date; say which, -O date=…"),
    ],
)
def test_columns_that_there_are_not_are_refused(
    options: dict[str, str], why: str
) -> None:
    with pytest.raises(ImportFailedError) as caught:
        bring(new_log(), TABLE, **options)

    assert why in caught.value.why


def test_a_table_alone_is_no_source() -> None:
    with pytest.raises(ImportFailedError, match="--source ID"):
        c56.import_file(new_log(), "csv", io.BytesIO(TABLE.encode()), options=COLUMNS)


BAD = """\
date,end,name,kind,id
1956-10-23,,Good,,
1956-1O-23,,Letter O,,
1956-10-23,soon,No end,,
1956-10-23,,,,
1956-10-23,,Odd kind,Odd kind,
1956-10-23,,Odd id,,Odd id
"""
ALL = {"date": "date", "end": "end", "label": "name", "kind": "kind", "id": "id"}


def test_the_first_bad_row_is_told_with_its_cell_and_nothing_is_written() -> None:
    log = new_log()
    with pytest.raises(ImportFailedError) as caught:
        bring(log, BAD, **ALL)

    assert caught.value.where.endswith(", row 3, column date")
    assert caught.value.why.startswith("'1956-1O-23': not a date: expected")
    assert "-O bad=skip" in caught.value.why
    assert len(list(log.entries())) == 1


def test_bad_rows_are_left_out_and_listed_only_if_that_is_asked_for() -> None:
    report = bring(new_log(), BAD, **ALL, bad="skip")

    assert report.counts == {"event": 1, "claim": 1}
    places = [place.partition(", ")[2] for place, _ in report.left_out]
    assert places == [
        "row 3, column date, '1956-1O-23'",
        "row 4, column end, 'soon'",
        "row 5, column name",
        "row 6, column kind, 'Odd kind'",
        "row 7, column id, 'Odd id'",
    ]
    assert str(report).endswith(
        "2 left out (not a date), 2 left out (not understood),"
        " 1 left out (an event without a name)"
    )


@pytest.mark.parametrize(
    ("table", "place", "why"),
    [
        ("date,name\n1956,A\n1957\n", "row 3", "1 cells where the header has 2"),
        ("date,name\n1957,B,C\n1956,A\n", "row 2", "3 cells where the header has 2"),
        (
            "date,name,id\n1956,A,x\n1957,B,x\n",
            "row 3",
            "another event has the same id",
        ),
        (
            "date,name,kind\n1956,A,\n1956,B,conflict.batle\n",
            "row 3, column kind, 'conflict.batle'",
            "not understood",
        ),
    ],
)
def test_whatever_is_wrong_with_a_row_it_can_be_left_out(
    table: str, place: str, why: str
) -> None:
    columns = {one: one for one in ("date", "id", "kind") if one in table}
    report = bring(new_log(), table, **columns, label="name", bad="skip")

    assert report.counts == {"event": 1, "claim": 1}
    assert report.left_out == ((f"the stream, {place}", why),)
    with pytest.raises(ImportFailedError) as caught:
        bring(new_log(), table, **columns, label="name")
    where, _, _ = place.partition(", '")
    assert caught.value.where == f"the stream, {where}"


def test_a_row_that_is_left_out_stands_in_nobodys_way() -> None:
    table = "date,name,id\nsoon,A,x\n1957,B,x\n"
    columns = {"date": "date", "label": "name", "id": "id"}

    assert bring(new_log(), table, **columns, bad="skip").counts["event"] == 1


def test_words_of_a_language_that_has_none_are_refused_at_once() -> None:
    data = io.BytesIO(b"date;name\n4 XI 1956;A\n")
    options = {"date": "date", "label": "name", "dates": "words"}
    with pytest.raises(ImportFailedError, match="say which it is in: --lang"):
        c56.import_file(
            new_log(), "csv", data, cite="register", language="xx", options=options
        )


def test_of_very_many_columns_some_are_told() -> None:
    table = ",".join(f"c{number}" for number in range(5000))
    with pytest.raises(ImportFailedError) as caught:
        bring(new_log(), table, date="date")

    assert caught.value.why.endswith("'c18', 'c19' and 4980 more")
