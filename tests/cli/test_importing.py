"""The verb import: what it takes in, what it says, and how it ends badly."""

import io
import sys
from pathlib import Path
from typing import Any, Final

import pytest
from tests.cli.command import Outcome, process, run

import chrono56 as c56

SCRIPT: Final = """
import attrs
from chrono56 import Claim, Dating, Event
from chrono56.plugins import ImporterOffer, Loss, hookimpl

@attrs.frozen(kw_only=True)
class Options:
    kind: str = attrs.field(default="other", metadata={"help": "the kind of all"})

class Importer:
    def records(self, source, context):
        for number, line in enumerate(source, 1):
            context.at(number)
            name, _, date = line.decode().strip().partition(" ")
            if not date:
                context.leave_out(number, "without a date")
                continue
            labels = {context.language: name.title()}
            yield Event(name, context.options.kind, labels)
            yield Claim("", name, Dating(date), context.cite(number))

@hookimpl
def chrono56_importers():
    return ImporterOffer(
        name="days", summary="A name and a date on each line",
        media_type="text/plain", extensions=(".txt",),
        factory=f"{__name__}:Importer", options=f"{__name__}:Options",
        loses=(Loss("blank lines", "left out and counted"),),
    )
"""
LINES: Final = "march 1956-10-23\nstrike 1956-10-24~\nrumour\n"


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> c56.Log:
    """Start a log with a source, and a file to import, in a folder of their own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CHRONO56_BY", "anna")
    Path("days.py").write_text(SCRIPT)
    Path("days.txt").write_text(LINES)
    log = c56.open_log("chronology.jsonl", by="anna")
    with log.entry() as entry:
        entry.source("register")
    return log


def bring(*arguments: str, file: str = "days.txt") -> Outcome:
    named = ("--plugin", "days.py", "--no-plugins", "--source", "register")
    return run("import", "days", file, *named, *arguments)


def events() -> list[str]:
    with c56.open_log("chronology.jsonl").chronology() as told:
        return [event.id for event in told]


@pytest.mark.usefixtures("log")
class TestAFile:
    def test_comes_in_as_one_entry_and_what_is_left_out_is_said(self) -> None:
        outcome = bring("--reason", "from the parish", "-O", "kind=politics.act")
        *_, last = c56.open_log("chronology.jsonl").entries()

        assert (outcome.status, outcome.out) == (0, "")
        assert outcome.err.splitlines() == [
            "left out days.txt:3: without a date",
            (
                "4 records (2 events, 2 claims), 1 left out (without a date),"
                f" in entry {last.id[:12]}"
            ),
        ]
        assert (last.reason, last.by) == ("from the parish", "anna")
        assert events() == ["march", "strike"]
        assert "Act of government" in run("show", "march").out
        assert "register, line 1" in run("show", "march").out

    def test_is_reported_as_one_object(self) -> None:
        (body,) = bring("--json").objects

        assert body["recorded"][::2] == ["march", "strike"]
        assert body["left_out"] == [{"where": "days.txt:3", "why": "without a date"}]
        assert (body["format"], body["name"], body["same"]) == ("days", "days.txt", 0)
        assert (len(body["entries"]), body["revised"]) == (1, [])
        assert bring("--json").objects[0]["same"] == 4

    def test_is_shown_and_not_written_by_a_dry_run(self) -> None:
        outcome = bring("--dry-run", "--lang", "hu")

        assert outcome.lines[0] == "event march: “March”, other"
        assert outcome.lines[1].startswith("claim c-")
        assert outcome.err.endswith("without a date); nothing was written\n")
        assert events() == []

    def test_needs_nobody_who_records_for_a_dry_run(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("CHRONO56_BY")

        assert bring("--dry-run").status == 0
        assert bring().status == 2

    def test_is_read_from_standard_input(self, monkeypatch: pytest.MonkeyPatch) -> None:
        stdin = io.TextIOWrapper(io.BytesIO(b"march 1956-1O-23\n"))
        monkeypatch.setattr(sys, "stdin", stdin)
        outcome = bring(file="-")

        assert outcome.status == 4
        assert outcome.err.startswith("chrono56: import days.py:days: stdin:1: not a")

    def test_may_be_read_where_there_is_no_standard_input(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sys, "stdin", None)

        assert bring(file="-").err == "0 records\n"

    def test_that_differs_from_the_log_needs_to_revise(self) -> None:
        bring()
        Path("days.py").write_text(SCRIPT.replace("name.title()", "name.upper()"))
        refused = bring()
        revised = bring("--revise")

        assert refused.status == 4
        assert "2 ids name something else in the log already" in refused.err
        assert "label en is 'March' in the log, 'MARCH' here" in refused.err
        assert "2 revised, 2 there already" in revised.err
        assert "MARCH" in run("show", "march").out

        Path("days.py").write_text(SCRIPT)

        assert "revised: event march" in bring("--revise", "--dry-run").out

    def test_of_many_lines_that_are_left_out_shows_the_first_few(self) -> None:
        Path("days.txt").write_text("rumour\n" * 30)
        outcome = bring()

        assert outcome.err.count("left out days.txt:") == 20
        assert "… and 10 more left out" in outcome.err
        assert "30 left out (without a date)" in outcome.err


@pytest.mark.usefixtures("log")
@pytest.mark.parametrize(
    ("arguments", "status", "why"),
    [
        (["import", "days", "missing.txt"], 4, "missing.txt: can't be read (No such"),
        (["import", "days", "."], 4, "can't be read (Is a directory)"),
        (["import", "days", ""], 2, "an empty path"),
        (["import", "weeks", "days.txt"], 2, "unknown format to import 'weeks'"),
        (["import", "csv:days", "days.txt"], 2, "unknown format to import"),
        (["import", "days"], 2, "required: FILE"),
        (["import"], 2, "required: format, FILE"),
        (["import", "days", "days.txt", "-O", "kind"], 2, "write key=value"),
        (["import", "days", "days.txt", "-O", "knid=x"], 2, "did you mean 'kind'"),
        (["import", "days", "days.txt", "-O", "kind=nope"], 4, "days.txt:1: kind: no"),
        (
            ["import", "days", "days.txt", "--source", "registr"],
            4,
            "days.txt:1: no source 'registr' in this log; did you mean 'register'?",
        ),
        (["import", "days", "days.txt", "--log", "no.jsonl"], 2, "no such log"),
    ],
)
def test_a_command_that_fails_says_why_and_changes_nothing(
    arguments: list[str], status: int, why: str
) -> None:
    before = Path("chronology.jsonl").read_bytes()
    outcome = run(*arguments, "--plugin", "days.py", "--no-plugins")

    assert (outcome.status, outcome.out) == (status, "")
    assert why in outcome.err
    assert Path("chronology.jsonl").read_bytes() == before


@pytest.mark.usefixtures("log")
def test_a_log_that_is_only_read_takes_nothing_in() -> None:
    Path("chronology.jsonl").unlink()
    outcome = bring()

    assert outcome.status == 5
    assert "the bundled chronology: it is only read" in outcome.err


@pytest.mark.usefixtures("log")
def test_the_format_is_listed_with_its_options_and_losses() -> None:
    named = ("--plugin", "days.py", "--no-plugins")
    words = run("formats", "days", *named).out
    (body,) = run("formats", "days", "--json", *named).objects
    listed: list[dict[str, Any]] = run("formats", "--json", *named).objects

    assert "to import; text/plain; .txt" in words
    assert "-O kind=other  the kind of all (text)" in words
    assert "loses blank lines: left out and counted" in words
    assert body["to"] == "import"
    assert [it["provider"] for it in listed if it["name"] == "days"] == ["days.py"]


def test_a_name_of_a_file_that_is_no_text_can_be_read(log: c56.Log) -> None:
    name = b"caf\xe9.txt"
    Path("days.txt").rename(Path(name.decode(errors="surrogateescape")))
    done = process(
        *("import", "days", name, "--plugin", "days.py", "--no-plugins"),
        *("--source", "register"),
    )

    assert done.returncode == 0, done.stderr
    assert log.by == "anna"
    assert events() == ["march", "strike"]


@pytest.mark.usefixtures("log")
class TestAPageOfAChronicle:
    PAGE: Final = "3 May – The mill burns.\nThe baker leaves.\n9 May – Rain.\n"

    def bring(self, *arguments: str) -> Outcome:
        Path("page.txt").write_text(self.PAGE)
        named = ("--source", "register", *arguments)
        return run("import", "chronicle", "page.txt", *named)

    def test_a_dry_run_shows_what_each_date_was_taken_for(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("COLUMNS", "100")

        outcome = self.bring("--year", "1957", "--dry-run")

        first, second, *_ = outcome.out.splitlines()
        assert first.startswith("line    words    date")
        assert second.split("  ")[0] == "1"
        assert "1957-05-03" in second
        assert second.endswith("The mill burns")
        assert outcome.err.startswith("3 lines with 2 dates and 1 undated, 11 records")

    def test_json_has_it_too(self) -> None:
        (body,) = self.bring("--year", "1957", "--json", "--dry-run").objects

        assert body["understood"][0] == {
            "where": "page.txt:1",
            "words": "3 May",
            "when": "1957-05-03",
            "because": "the year of the page",
            "label": "The mill burns",
        }
        assert body["understood"][1]["when"] is None

    def test_without_a_year_the_error_says_how_to_give_one(self) -> None:
        outcome = self.bring()

        assert (outcome.status, outcome.out) == (4, "")
        assert "page.txt:1: '3 May' without a year" in outcome.err

    def test_a_format_without_years_is_told_so(self) -> None:
        outcome = bring("--year", "1957")

        assert outcome.status == 2
        assert "'year'" in outcome.err
