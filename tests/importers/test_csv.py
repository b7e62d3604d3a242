"""Importing chrono56's own tables: what was exported comes back, edits are seen."""

import csv
import io
from collections.abc import Callable
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.exporters.world import HOSTILE

import chrono56 as c56
from chrono56.exporters.builtin import OFFERS as EXPORTERS
from chrono56.exporters.csv import CsvOptions
from chrono56.exporters.records import records
from chrono56.formats import ImportFailedError
from chrono56.importers.builtin import OFFERS
from chrono56.testing import check_importer
from chrono56.testing.sample import UNKNOWN_KIND, sample

Cells = dict[str, str]


@attrs.frozen(kw_only=True)
class RecordOptions(CsvOptions):
    """The exporter's options, with all records by default."""

    rows: str = attrs.field(
        default="claims",
        validator=attrs.validators.in_(("events", "claims")),
        metadata={"help": "what has a row"},
    )


def new_log() -> c56.Log:
    clock = c56.FixedClock("2026-01-01T00:00Z")
    return c56.open_log("memory:", by="anna", clock=clock, kinds=(UNKNOWN_KIND,))


def exported(told: Any, language: str = "en", **options: object) -> bytes:
    stream = io.BytesIO()
    given_options = {"rows": "claims", **options}
    c56.export(told, "csv", stream, language=language, options=given_options)
    return stream.getvalue()


def bring(log: c56.Log, data: bytes, **how: Any) -> Any:
    return c56.import_file(log, "csv", io.BytesIO(data), **how)


def known(told: Any) -> dict[str, object]:
    return {record.id: record for record in records(told)}


def small() -> c56.Log:
    log = new_log()
    with log.entry() as entry:
        book = entry.source("book", csl={"title": "A Book"})
        march = entry.event("march", labels={"en": "The march", "hu": "A menet"})
        entry.claim(march, c56.Dating("1956-10-23"), cite=book.at(page=3), id="day")
    return log


def edited(data: bytes, edit: Callable[[Cells], None]) -> bytes:
    """Return a table that somebody edited, row by row."""
    table = list(csv.DictReader(io.StringIO(data.decode(), newline="")))
    for row in table:
        edit(row)
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, table[0])
    writer.writeheader()
    writer.writerows(table)
    return text.getvalue().encode()


@pytest.mark.parametrize(
    ("options", "how"),
    [
        ({}, {}),
        ({"delimiter": "semicolon", "bom": True}, {}),
        ({"delimiter": "tab"}, {"delimiter": "tab"}),
        ({"guard": False}, {"guard": False}),
    ],
)
def test_the_sample_comes_back_in_all_dialects(
    options: dict[str, object], how: dict[str, object]
) -> None:
    log = new_log()
    data = exported(sample(), "hu", **options)
    bring(log, data, options=how)

    assert known(log.chronology(cache=False)) == known(sample())
    assert bring(log, data, options=how).recorded == ()


def test_the_chronology_of_1956_comes_back() -> None:
    bundled = c56.open_bundled().chronology(cache=False)
    log = new_log()
    report = bring(log, exported(bundled))

    assert known(log.chronology(cache=False)) == known(bundled)
    assert report.counts["event"] == len(
        list(bundled.select(c56.Query(everything=True)))
    )


_WORDS = HOSTILE.map(lambda text: text[:20])


@st.composite
def told_logs(draw: st.DrawFn) -> c56.Log:
    """Draw a log of events with names, dates, places and words of all sorts."""
    log = new_log()
    with log.entry() as entry:
        entry.source("book", csl={"title": draw(_WORDS)})
        for number in range(draw(st.integers(0, 3))):
            event = entry.event(f"e{number}", labels={"hu": draw(_WORDS)})
            for date in draw(st.lists(st.sampled_from(("1956-10~", "-0043")))):
                cited = c56.Citation("book", draw(_WORDS), quote=draw(_WORDS))
                entry.claim(
                    event, c56.Dating(date), cite=cited, as_written=draw(_WORDS)
                )
    return log


@settings(deadline=None, max_examples=40)
@given(told_logs(), st.sampled_from(("comma", "semicolon", "tab")), st.booleans())
def test_a_log_without_judgements_gives_an_equal_chronology(
    log: c56.Log, delimiter: str, guard: bool
) -> None:
    told = log.chronology(cache=False)
    data = exported(told, delimiter=delimiter, guard=guard)
    other = new_log()
    bring(other, data, options={"guard": guard})
    back = other.chronology(cache=False)

    assert known(back) == known(told)
    assert exported(back, delimiter=delimiter, guard=guard) == data
    assert [
        (view.id, view.when, view.labels, view.disputed, view.sources) for view in back
    ] == [
        (view.id, view.when, view.labels, view.disputed, view.sources) for view in told
    ]


class TestAnEditedTable:
    def test_changes_nothing_unless_the_log_is_to_be_revised(self) -> None:
        log = small()

        def later(row: Cells) -> None:
            row["when"] = row["when"].replace("23", "24")

        data = edited(exported(log.chronology(cache=False)), later)
        with pytest.raises(ImportFailedError, match=r"row 4: the claim 'day': .*-23"):
            bring(log, data)
        report = bring(log, data, revise=True)

        assert [record.id for record in report.revised] == ["day"]
        assert str(log.chronology(cache=False).event("march").when) == "1956-10-24"

    def test_may_have_new_rows_and_their_claims_need_no_id(self) -> None:
        log = small()
        data = exported(log.chronology(cache=False))
        columns = data.decode().split("\r\n")[0].split(",")
        new = {"record": "claim", "about": "march", "says": "dating"}
        new |= {"when": "1956-10", "source": "book"}
        row = ",".join(new.get(column, "") for column in columns)
        report = bring(log, data + row.encode() + b"\r\n")
        (claim,) = report.recorded

        assert claim.id.startswith("c-")

    def test_may_lack_rows_and_columns_without_retracting_anything(self) -> None:
        log = small()
        report = bring(log, b"record,id,label,label_language\nagent,kiss,Kiss,hu\n")

        assert report.counts == {"agent": 1}
        assert {"march", "day"} < known(log.chronology(cache=False)).keys()


@pytest.mark.parametrize(
    ("table", "place", "why"),
    [
        (b"id,label\n1,2\n", "row 1", "another table, without a column 'record'"),
        (b"record,id,labell\n", "row 1", "no column 'labell'; known are record, id"),
        (b"record,id\n,march\n", "row 2, column record", "an empty cell; use one of"),
        (b"record,id\nevent,\n", "row 2, column id", "is not an id"),
        (b"record,id\nevent,a\n\nevent,A B\n", "row 4, column id", "'A B' is not"),
        (b'record,id,more\nevent,a,"[1]"\n', "row 2, column more", "no JSON object"),
        (b"record,id,more\nevent,a,{\n", "row 2, column more", "no JSON object"),
        (b"record,about,when\nclaim,a,1956\n", "row 2, column says", "an empty cell"),
        (
            b"record,about,says,when,source\nclaim,a,dating,Oct 23,b\n",
            "row 2, column when",
            "'Oct 23' is not a date; expected",
        ),
    ],
)
def test_faults_are_told_with_their_row_and_column(
    table: bytes, place: str, why: str
) -> None:
    log = new_log()
    with pytest.raises(ImportFailedError) as caught:
        bring(log, table)

    assert caught.value.where.endswith(f", {place}")
    assert why in caught.value.why


def test_a_table_of_events_says_what_would_bring_it_back() -> None:
    with pytest.raises(ImportFailedError, match=r"a table of events.* -O rows=claims"):
        bring(new_log(), exported(sample(), rows="events"))


def test_nesting_beyond_reason_is_no_json_object() -> None:
    deep = b"[" * 100_000
    with pytest.raises(ImportFailedError, match="no JSON object"):
        bring(new_log(), b"record,id,more\nevent,a," + deep + b"\n")


def test_it_keeps_what_importers_promise() -> None:
    exporter = attrs.evolve(EXPORTERS["csv"], options=f"{__name__}:RecordOptions")

    check_importer(OFFERS["csv"], exporter=exporter)
