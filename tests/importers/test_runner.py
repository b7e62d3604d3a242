"""The runner: all of a file or nothing, once, and never over what was judged since."""

import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.importers.probe import (
    NAME,
    bring,
    claim,
    event,
    ids,
    lines,
    new_log,
    offer,
)

import chrono56 as c56
from chrono56.errors import WriteError
from chrono56.formats import ImportFailedError, OptionError
from chrono56.importers.batches import MOST
from chrono56.importers.runner import import_file
from chrono56.log.actions import Recorded

BOOK = {"type": "source", "id": "book"}


def entries(log: c56.Log) -> int:
    return sum(1 for _ in log.entries())


def refused(log: c56.Log, *bodies: Any, **how: Any) -> ImportFailedError:
    """Return why an import failed, which wrote nothing."""
    before = entries(log)
    with pytest.raises(ImportFailedError) as caught:
        bring(log, *bodies, **how)
    assert entries(log) == before
    return caught.value


class TestAnImport:
    def test_is_one_entry_whatever_the_order_of_the_lines(self) -> None:
        log = new_log()
        report = bring(log, claim(citations=[{"source": "book"}]), event(), BOOK)
        *_, entry = log.entries()

        assert report.entries == (entry.id,)
        assert str(report) == "3 records (1 claim, 1 event, 1 source)"
        assert report.counts == {"claim": 1, "event": 1, "source": 1}
        assert [view.id for view in log.chronology()] == ["march"]
        assert entry.reason == f"imported {NAME}"

    def test_keeps_the_reason_that_was_given(self) -> None:
        log = new_log()
        bring(log, event(), reason="from the register")
        *_, entry = log.entries()

        assert (entry.reason, entry.by) == ("from the register", "anna")

    def test_gives_claims_the_id_of_their_content(self) -> None:
        log = new_log(c56.Event("march"))
        with log.entry() as entry:
            known = entry.claim("march", c56.Dating("1956-10-23"), reason="seen")
        report = bring(log, claim(), claim())

        assert report.same == 1
        assert known.id.startswith("c-")

    def test_names_what_was_left_out_and_where(self) -> None:
        report = bring(new_log(), event(), "skip", "skip")

        assert report.left_out == (
            (f"{NAME}:2", "to be skipped"),
            (f"{NAME}:3", "to be skipped"),
        )
        assert str(report) == "1 record (1 event), 2 left out (to be skipped)"

    def test_hands_options_and_the_source_to_the_importer(self) -> None:
        log = new_log(c56.Source("book"), c56.Event("a-march"))
        report = bring(
            log, claim("a-march"), cite="book", options={"prefix": "c-"}, dry_run=True
        )
        (made,) = report.recorded
        assert isinstance(made, c56.Claim)

        assert made.id == "c-"
        assert [one.source for one in made.citations] == ["book"]

    def test_refuses_options_that_it_does_not_have(self) -> None:
        with pytest.raises(OptionError, match="format probe: no option 'colour'"):
            bring(new_log(), event(), options={"colour": "red"})

    def test_of_nothing_is_nothing(self) -> None:
        log = new_log()
        report = bring(log)

        assert (str(report), report.entries) == ("0 records", ())
        assert entries(log) == 0

    def test_reads_a_file_by_its_path(self, tmp_path: Path) -> None:
        path = tmp_path / "a.jsonl"
        path.write_bytes(lines(event()))
        report = import_file(new_log(), offer(), path)

        assert (report.name, len(report.entries)) == (str(path), 1)

    def test_needs_someone_who_records(self, tmp_path: Path) -> None:
        log = c56.open_log(tmp_path / "log.jsonl", by="anna")
        with log.entry() as entry:
            entry.event("first")
        reader = c56.open_log(tmp_path / "log.jsonl")

        assert bring(reader, event(), dry_run=True).counts == {"event": 1}
        with pytest.raises(WriteError, match="say who records"):
            bring(reader, event())


WORLD = (
    BOOK,
    {"type": "source", "id": "copy", "derived_from": [{"source": "book"}]},
    {"type": "place", "id": "hungary"},
    {"type": "place", "id": "square", "part_of": "hungary"},
    event(),
    claim(citations=[{"source": "copy"}]),
    claim(says={"type": "location", "place": "square"}),
    {**claim(says={"type": "dating", "when": "1956"}), "id": "first"},
    claim(premises=["first"]),
)


@given(st.permutations(WORLD), st.integers(0, len(WORLD)))
def test_neither_order_nor_parts_nor_times_make_a_difference(
    bodies: list[Any], part: int
) -> None:
    whole = bring(new_log(), *WORLD)
    log = new_log()
    for some in (bodies[:part], bodies, bodies):
        try:
            bring(log, *some)
        except ImportFailedError:  # a part that refers to what is in the other
            assert entries(log) == 0

    assert {one.id for one in whole.recorded} == {
        action.record.id
        for entry in log.entries()
        for action in entry.do
        if isinstance(action, Recorded)
    }
    assert entries(log) <= 2
    assert bring(log, *bodies).same == len(WORLD)


class TestTwice:
    def test_the_same_changes_nothing(self) -> None:
        log = new_log()
        first = bring(log, event(), claim())
        again = bring(log, event(), claim())

        assert (len(first.entries), again.entries, again.same) == (1, (), 2)
        assert str(again) == "0 records, 2 there already"
        assert entries(log) == 1

    def test_with_more_brings_what_is_new(self) -> None:
        log = new_log()
        bring(log, event())
        report = bring(log, event(), event("strike"))

        assert (ids(report.recorded), report.same) == (["strike"], 1)

    def test_does_not_undo_what_was_judged_since(self) -> None:
        log = new_log()
        bring(log, event(), event("strike"), claim())
        with log.entry() as entry:
            entry.revise(c56.Event("march"), labels={"en": "The march"})
            entry.retract("strike")
        before = entries(log)
        bring(log, event(), event("strike"), claim())
        report = bring(log, event(), event("strike"), claim(), event("new"))

        assert entries(log) == before + 1
        assert ids(report.recorded) == ["new"]
        assert report.left_out == (
            (f"{NAME}:1", "revised in the log since"),
            (f"{NAME}:2", "retracted in the log"),
        )

    def test_after_a_power_cut_brings_the_rest(self, tmp_path: Path) -> None:
        records = [event(f"e{number}") for number in range(MOST + 1)]
        log = c56.open_log(tmp_path / "log.jsonl", by="anna")
        whole = bring(log, *records)
        header, first, _ = (tmp_path / "log.jsonl").read_bytes().splitlines()
        (tmp_path / "cut.jsonl").write_bytes(header + b"\n" + first + b"\n")
        cut = c56.open_log(tmp_path / "cut.jsonl", by="anna", cache=False)
        rest = bring(cut, *records)

        assert len(whole.entries) == 2
        assert (rest.same, ids(rest.recorded)) == (MOST, [f"e{MOST}"])
        assert len(cut.chronology(cache=False)) == MOST + 1


class TestWhatStandsOtherwise:
    def test_is_told_with_both_and_nothing_is_written(self) -> None:
        log = new_log(c56.Event("march", "politics.protest", {"en": "A march"}))
        error = refused(log, event("strike"), event(labels={"en": "A protest"}))

        head, told = str(error).splitlines()

        assert head == (
            "import probe: 1 id names something else in the log already; nothing was"
            " imported; revise=True (--revise) replaces what stands there"
        )
        assert told == (
            f"  {NAME}:2: the event 'march': kind is 'politics.protest' in the log,"
            " 'other' here; label en is 'A march' in the log, 'A protest' here"
        )

    def test_is_told_where_it_looks_the_same(self) -> None:
        log = new_log(c56.Source("book", {"issued": 1957}))
        error = refused(log, {**BOOK, "csl": {"issued": "1957"}})

        assert str(error).endswith(
            f"{NAME}:1: the source 'book': what is text in one of them is a number or"
            " other JSON in the other"
        )

    def test_is_shown_for_a_few_and_counted_for_all(self) -> None:
        standing = [c56.Event(f"e{number}", "politics.act") for number in range(7)]
        error = refused(new_log(*standing), *(event(one.id) for one in standing))

        assert error.why.startswith("7 ids name something else")
        assert error.why.count("\n") == 6
        assert error.why.endswith("\n  … and 2 more")

    def test_is_replaced_where_that_is_wanted(self) -> None:
        log = new_log(c56.Event("march", "politics.protest"), c56.Event("strike"))
        report = bring(log, event(), event("strike"), revise=True)

        assert ids(report.revised) == ["march"]
        assert str(report) == "0 records, 1 revised, 1 there already"
        assert log.chronology().event("march").kind == "other"

    def test_can_be_revised_to_and_fro(self) -> None:
        log = new_log()
        kinds = ["other", "politics.act", "other", "politics.act"]
        for kind in kinds:
            bring(log, event(kind=kind), revise=True)

            assert log.chronology().event("march").kind == kind

    def test_what_refers_to_something_retracted_is_left_out_with_it(self) -> None:
        log = new_log(c56.Event("march"), c56.Source("book"))
        with log.entry() as entry:
            entry.retract("book")
        copy = {"type": "source", "id": "copy", "derived_from": [{"source": "book"}]}
        report = bring(
            log,
            {**claim(), "id": "one", "citations": [{"source": "copy"}]},
            copy,
            BOOK,
            {**claim(), "id": "two"},
        )

        assert ids(report.recorded) == ["two"]
        assert report.left_out == (
            (f"{NAME}:1", "refers to 'copy', which is left out"),
            (f"{NAME}:2", "refers to 'book', which is left out"),
            (f"{NAME}:3", "retracted in the log"),
        )


class TestWhatTheLogRefuses:
    def test_a_reference_to_nothing_is_told_with_its_line(self) -> None:
        error = refused(new_log(), event(), claim(citations=[{"source": "boook"}]))

        assert error.where == f"{NAME}:2"
        assert "no source 'boook' in this log" in str(error)

    def test_a_record_that_refers_to_itself_is_told_with_its_line(self) -> None:
        itself = {"type": "place", "id": "square", "part_of": "square"}

        assert refused(new_log(), event(), itself).where == f"{NAME}:2"

    def test_an_unknown_kind_is_told_with_its_line(self) -> None:
        error = refused(new_log(), event(), event("b", kind="politics.protset"))

        assert error.where == f"{NAME}:2"
        assert "did you mean 'politics.protest'" in str(error)

    def test_two_records_of_one_id_are_told_with_both_lines(self) -> None:
        error = refused(new_log(), event(), event(), event(kind="politics.act"))

        assert error.where == f"{NAME}:3"
        assert error.why == f"the id 'march' names another record already, at {NAME}:1"

    def test_a_dry_run_refuses_the_same_and_writes_nothing(self) -> None:
        log = new_log()
        why = refused(log, claim("nothing"), dry_run=True).why

        assert why == refused(log, claim("nothing")).why
        assert bring(log, event(), dry_run=True).entries == ()
        assert entries(log) == 0


@pytest.mark.parametrize(
    ("factory", "where", "why"),
    [
        ("Raises", f"{NAME}:7", "failed: ZeroDivisionError: division by zero"),
        ("Exits", f"{NAME}:7", "failed: SystemExit: 3"),
        ("Junk", f"{NAME}:2", "gave str where an importer gives Event, Agent, Place"),
        ("Nothing", NAME, "failed: TypeError: 'NoneType' object is not iterable"),
        ("ClosesBadly", NAME, "gave int where an importer gives Event"),
        ("EndsBadly", NAME, "failed: OSError: can't let go"),
        ("Unmade", NAME, "can't be loaded: RuntimeError: no licence"),
        ("no_such_module:X", NAME, "can't be loaded: ModuleNotFoundError"),
        ("Misdates", f"{NAME}, row 3, column when", "not a date: expected a month"),
    ],
)
def test_an_importer_that_fails_is_named_with_the_place_and_nothing_is_written(
    factory: str, where: str, why: str
) -> None:
    by = offer(factory, provider="their-dist")
    error = refused(new_log(), event(), by=by)

    assert (error.format, error.where) == ("their-dist:probe", where)
    assert error.why.startswith(why)


def test_an_interrupt_is_nobodys_fault_and_writes_nothing() -> None:
    log = new_log()
    with pytest.raises(KeyboardInterrupt):
        bring(log, event(), by=offer("Interrupted"))

    assert entries(log) == 0


def test_a_stream_is_read_to_its_end_and_left_open() -> None:
    stream = io.BytesIO(lines(event()))
    import_file(new_log(), offer(), stream)

    assert not stream.closed
    assert stream.read() == b""
