"""A page of a chronicle becomes a draft, and says of everything where it is from."""

import io
from pathlib import Path
from typing import Any, Final

import pytest

import chrono56 as c56
from chrono56.formats import ImportFailedError, OptionError
from chrono56.importers.builtin import OFFERS
from chrono56.importers.report import ImportReport
from chrono56.importers.runner import import_file
from chrono56.testing import check_importer

PAGES: Final = Path(__file__).parents[2] / "examples" / "chronicle"
HEAD: Final = "3 May – The mill burns.\n"


def new_log() -> c56.Log:
    clock = c56.FixedClock("2026-01-01T00:00Z")
    log = c56.open_log("memory:", by="anna", clock=clock)
    with log.entry() as entry:
        entry.source("village")
    return log


def bring(
    text: str, *, language: str = "en", log: c56.Log | None = None, **options: object
) -> tuple[ImportReport, dict[str, Any]]:
    """Import a text; return the report, and the records that are new by their ids."""
    report = import_file(
        log or new_log(),
        OFFERS["chronicle"],
        io.BytesIO(text.encode()),
        name="page.txt",
        cite="village",
        language=language,
        options={"year": 1957} | options,
    )
    return report, {one.id.removeprefix("village."): one for one in report.recorded}


def example(name: str) -> tuple[ImportReport, dict[str, Any]]:
    text = (PAGES / f"{name}.txt").read_text(encoding="utf-8")
    return bring(text, language=name)


def dates(records: dict[str, Any]) -> dict[str, str]:
    return {
        name: str(one.says.when)
        for name, one in records.items()
        if isinstance(one, c56.Claim) and isinstance(one.says, c56.Dating)
    }


def test_the_importer_keeps_what_importers_promise() -> None:
    page = "3 May – A fire (out on 5 May).\nRain.\n9 May – Bo (* 1881)\n"

    check_importer(OFFERS["chronicle"], page.encode(), options={"year": 1957})


class TestAPageOfLines:
    def test_each_line_is_an_event_of_its_date(self) -> None:
        _, found = example("hu")

        assert found["l6"].labels == {"hu": "Farsangi vásár a templom előtti téren"}
        assert {key: dates(found)[key] for key in ("l4.when", "l6.when")} == {
            "l4.when": "1957-01-08",
            "l6.when": "1957-02-02/1957-02-04",
        }
        assert found["l4.when"].as_written == "január 8."
        assert found["l4.when"].citations[0].locator == "4"
        assert found["l4.text"].says.text.startswith("január 8. – A malomárok")

    def test_another_date_in_a_line_is_another_event(self) -> None:
        _, found = example("hu")

        assert dates(found)["l9.1.when"] == "1955-05-09"
        assert found["l9.1"].labels["hu"].startswith("az alapkövet")
        assert found["l9.1.when"].citations == found["l9.when"].citations

    def test_a_time_right_after_the_date_is_of_the_same_event(self) -> None:
        _, found = example("hu")

        assert found["l9.time"].about == found["l9.when"].about
        assert str(found["l9.time"].says.when) == "1957-04-20T15:00"

    def test_what_another_date_gave_falls_with_its_claim(self) -> None:
        log = new_log()
        bring("3 May – They meet (again on 8 June).\n", log=log)
        event = "village.l1.1"
        before = log.chronology(cache=False).event(event)
        with log.entry() as entry:
            entry.retract("village.l1.when", reason="a misprint")

        assert str(before.when) == "1957-06-08"
        assert log.chronology(cache=False).event(event).when is None

    def test_without_a_date_it_stands_between_its_neighbours(self) -> None:
        _, found = example("hu")

        assert dates(found)["l5.when"] == "1957"
        assert found["l5.after"].says == c56.Ordering(
            "start", other="village.l4", other_point="start", least="P0D"
        )
        assert found["l5.before"].says == c56.Ordering(
            "start", other="village.l6", other_point="start", most="P0D"
        )
        assert found["l5.after"].reason == "by its place after line 4"

    def test_the_network_narrows_it_to_the_days_between(self) -> None:
        log = new_log()
        bring("1 May – They meet.\nThey quarrel.\n9 May – They part.\n", log=log)

        found = log.chronology(cache=False).explain("village.l2")

        assert str(found.when).startswith("[1957-05-01..1957-05-09]/")

    def test_at_the_end_of_a_section_it_has_no_neighbours(self) -> None:
        _, found = example("hu")

        assert dates(found)["l12.when"] == "1957"
        assert not {"l12.after", "l12.before"} & found.keys()

    @pytest.mark.parametrize("name", ["hu", "sr"])
    def test_the_next_day_is_counted_from_the_line_before(self, name: str) -> None:
        _, found = example(name)
        line = {"hu": 10, "sr": 6}[name]

        claim = found[f"l{line}.after"]

        assert (claim.says.least, claim.says.most) == ("P1D", "P1D")
        assert claim.says.other == f"village.l{line - 1}"
        assert claim.as_written == {"hu": "másnap", "sr": "сутрадан"}[name]

    def test_the_next_day_after_a_heading_is_counted_from_nothing(self) -> None:
        text = f"{HEAD}# Others\nthe next day – It rains.\n4 May – It snows.\n"
        report, found = bring(text, style="lines")

        assert "l3.after" not in found
        assert report.understood[1].because == "1957 is what the page is about"

    def test_births_and_deaths_have_a_person_and_the_second_date(self) -> None:
        _, found = example("hu")

        assert (found["l15"].kind, found["l19"].kind) == ("life.birth", "life.death")
        assert found["l15.person"].labels == {"hu": "Kutas Bori"}
        assert dates(found)["l15.died.when"] == "2011"
        assert dates(found)["l19.born.when"] == "1881"
        assert found["l19.born.who"].says == c56.Participation("village.l19.person")

    def test_under_a_day_lines_are_of_that_day(self) -> None:
        text = "3 May 1957\nIt burns, and falls at ten p.m.\nAt nine p.m. it rains.\n"
        _, found = bring(f"{text}4 May – Rain.\nIt is cold.", style="lines")

        assert dates(found) == {
            "l2.when": "1957-05-03",
            "l2.1.when": "1957-05-03T22:00",
            "l3.when": "1957-05-03T21:00",
            "l4.when": "1957-05-04",
            "l5.when": "1957",
        }
        assert found["l2.when"].reason == "the date of the heading in line 1"
        for name in ("l2.1.when", "l3.when"):
            assert found[name].reason == (
                "the day, month and year of the heading in line 1"
            )

    def test_without_a_year_it_says_what_is_missing(self) -> None:
        with pytest.raises(ImportFailedError, match=r"page.txt:1: '3 May' without a"):
            bring(HEAD, year=0)

    def test_a_year_may_stand_above_the_lines(self) -> None:
        _, found = bring(f"1953\n{HEAD}", year=0, style="lines")

        assert dates(found) == {"l2.when": "1953-05-03"}
        assert found["l2.when"].reason == "the year of the heading in line 1"


class TestProse:
    def test_each_date_is_an_event_and_says_what_it_was_carried_from(self) -> None:
        report, found = example("en")

        assert dates(found) == {
            "l3.1.when": "1957-04-20",
            "l3.2.when": "1957-04-20T15:00",
            "l4.1.when": "1957-04-21",
            "l4.2.when": "[..1957-04-30~]",
            "l7.1.when": "[1957-05-01~..1957-05-10~]",
            "l7.2.when": "1957-05-14",
        }
        assert found["l3.1.when"].premises == ()
        assert found["l4.1.when"].premises == ("village.l3.2.when",)
        assert found["l4.1.when"].reason == (
            "the date carried from “At three o'clock in the afternoon” in line 3"
        )
        assert found["l4.1.text"].says.text.startswith("The next day they broke")
        assert report.left_out[0] == ("page.txt:1", "sentences without a date")

    def test_notes_are_left_out(self) -> None:
        report, found = bring("It burnt in 1957.\n^ A. Kis (1999).\n", style="prose")

        assert dates(found) == {"l1.1.when": "1957"}
        assert report.left_out == (("page.txt:2", "a note"),)

    def test_the_year_that_was_given_is_said_so(self) -> None:
        _, found = bring("It burnt on 3 May.\n", style="prose")

        assert found["l1.1.when"].reason == "the year of what the page is about"

    def test_a_date_that_nothing_completes_is_left_out_and_said(self) -> None:
        report, found = bring("It burnt on 3 May.\n", style="prose", year=0)

        assert not found
        assert report.left_out == (
            ("page.txt:1", "'3 May', of which the year is not said"),
        )


class TestADraft:
    def test_has_low_confidence_in_all_it_claims(self) -> None:
        _, found = example("hu")

        claims = [one for one in found.values() if isinstance(one, c56.Claim)]
        assert {one.confidence for one in claims} == {"low"}
        assert all(one.citations for one in claims)

    def test_importing_again_changes_nothing(self) -> None:
        log = new_log()
        first, _ = bring(HEAD, log=log)
        report, _ = bring(HEAD, log=log)

        assert (report.recorded, report.same) == ((), len(first.recorded))

    def test_gives_way_to_what_a_person_has_revised(self) -> None:
        log = new_log()
        bring(HEAD, log=log)
        named = c56.Event("village.l1", "nature.disaster", {"en": "The mill fire"})
        with log.entry() as entry:
            entry.revise(named)
        report, found = bring(f"{HEAD}4 May – It rains.\n", log=log)

        assert "l2" in found
        assert report.left_out == (("page.txt:1", "revised in the log since"),)
        assert log.chronology(cache=False).event("village.l1").label("en") == (
            "The mill fire"
        )


class TestOptions:
    def test_lines_choose_a_part_and_ids_keep_their_lines(self) -> None:
        _, found = bring(f"{HEAD}{HEAD}4 May – It rains.\n", lines="2-3")

        assert sorted(dates(found)) == ["l2.when", "l3.when"]

    @pytest.mark.parametrize("lines", ["0-1", "2-1", "1-9", "a", "1-", "9"])
    def test_lines_that_are_not_there_are_refused(self, lines: str) -> None:
        with pytest.raises(ImportFailedError, match=f"lines '{lines}'"):
            bring(HEAD, lines=lines)

    def test_a_month_completes_heads(self) -> None:
        _, found = bring("On the 3rd – The mill burns.\n", month=5, style="lines")

        assert dates(found) == {"l1.when": "1957-05-03"}
        assert found["l1.when"].reason == "the month and year of the page"

    def test_a_month_without_a_year_is_refused(self) -> None:
        with pytest.raises(ImportFailedError, match="a month without a year"):
            bring(HEAD, month=5, year=0)

    @pytest.mark.parametrize("year", [-1, 10000])
    def test_a_year_that_no_page_is_about_is_refused(self, year: int) -> None:
        with pytest.raises(ImportFailedError, match="one from 1 to 9999"):
            bring(HEAD, year=year)

    def test_no_style_but_those_known(self) -> None:
        with pytest.raises(OptionError, match="auto, lines, prose"):
            bring(HEAD, style="verse")

    def test_a_prefix_begins_all_ids(self) -> None:
        _, found = bring(HEAD, prefix="v57-")

        assert set(found) == {"v57-l1", "v57-l1.text", "v57-l1.when"}

    def test_a_prefix_that_makes_no_ids_is_refused(self) -> None:
        with pytest.raises(ImportFailedError, match="is not an id"):
            bring(HEAD, prefix="A page/")

    def test_a_source_has_to_be_named(self) -> None:
        with pytest.raises(ImportFailedError, match="--source ID"):
            c56.import_file(new_log(), "chronicle", io.BytesIO(HEAD.encode()))

    def test_an_unknown_language_is_told(self) -> None:
        with pytest.raises(ImportFailedError, match="'xx'; known are"):
            bring(HEAD, language="xx")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_line_ends_and_a_byte_order_mark_make_no_difference(
    start: str, end: str
) -> None:
    _, plain = bring(f"{HEAD}4 May – Rain.")
    _, found = bring(f"{start}{HEAD}4 May – Rain.".replace("\n", end))

    assert found == plain


def test_an_empty_page_brings_nothing() -> None:
    report, found = bring("")

    assert not found
    assert str(report) == "0 records"


def test_the_report_counts_lines_and_dates() -> None:
    report, _ = example("hu")

    assert str(report).startswith("17 lines with 13 dates and 4 undated, 60 records")
