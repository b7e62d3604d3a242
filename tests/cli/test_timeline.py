from pathlib import Path

import pytest
from tests.cli.command import new_log, run

import chrono56 as c56


def pictured(*dates: str) -> list[str]:
    log = new_log(Path("chronology.jsonl"))
    with log.entry() as entry:
        source = entry.source("source")
        for date in dates:
            claimed = entry.event()
            entry.claim(claimed, c56.Dating(date), cite=source)
    outcome = run("stats")
    assert outcome.status == 0
    start = outcome.out.index("Events by year")
    return outcome.out[start:].splitlines()


def test_years_months_and_days_are_counted_where_they_are_known() -> None:
    lines = pictured(
        "1956-10-23", "1956-10-23", "1956-10-25/1956-11-04", "1956-10", "1956"
    )

    assert [line.rstrip(" ▏▎▍▌▋▊▉█") for line in lines] == [
        "Events by year",
        "1956     5",
        "",
        "Events by month of 1956, where it is known",
        "October     4",
        "",
        "Events by day of October 1956, where known",
        "23     2",
        "24     0",
        "25     1",
    ]


def test_years_without_events_are_left_out_with_a_mark() -> None:
    lines = pictured("1956", "1958", "1959")

    assert [line.split()[0] for line in lines[1:]] == ["1956", "…", "1958", "1959"]


def test_a_bar_is_as_long_as_its_number() -> None:
    lines = pictured(*["1955"] * 4, *["1956"] * 2, "1957")

    bars = [line.count("█") for line in lines[1:]]
    assert bars == [69, 34, 17]


def test_what_is_there_is_seen_however_little(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    lines = pictured(*["1955"] * 600, "1956")

    assert lines[2] == "1956     1 ▏"


@pytest.mark.parametrize(
    ("dates", "first"),
    [
        (["-0043-03-15"], "44 BC"),
        (["Y17000-01-01"], "AD 17000"),
        (["../1956-11-04"], "1956"),
        (["1956-11-04/"], "1956"),
        (["0000"], "1 BC"),
    ],
)
def test_any_year_can_be_drawn(dates: list[str], first: str) -> None:
    assert pictured(*dates)[1].startswith(first)
