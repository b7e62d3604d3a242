from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cli.command import new_log, run

import chrono56 as c56
from chrono56.cli.timeline import stretch_of


def pictured(*dates: str) -> list[str]:
    log = new_log(Path("chronology.jsonl"))
    with log.entry() as entry:
        source = entry.source("source")
        for date in dates:
            claimed = entry.event()
            entry.claim(claimed, c56.Dating(date), cite=source)
    outcome = run("stats")
    assert outcome.status == 0
    _, *pictures = outcome.out.partition("Events by kind")[2].partition("Events by")
    return "".join(pictures).splitlines()


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


def test_many_years_are_drawn_by_decade_and_the_busiest_decade_by_year() -> None:
    lines = pictured(*map(str, range(1901, 1961, 4)), *map(str, range(1956, 1999)))

    assert [line.rstrip(" ▏▎▍▌▋▊▉█") for line in lines] == [
        "Events by decade",
        *("1900–1909     3", "1910–1919     2", "1920–1929     3"),
        *("1930–1939     2", "1940–1949     3", "1950–1959     6"),
        *(f"19{decade}0–19{decade}9    10" for decade in (6, 7, 8)),
        "1990–1999     9",
        "",
        "Events by year, 1960–1969",
        *(f"{year}     1" for year in range(1960, 1970)),
    ]


def test_what_spans_millennia_is_drawn_in_a_few_dozen_rows() -> None:
    bc, ad = (f"-{year:04}" for year in range(499, 0, -7)), range(1, 2001, 7)
    lines = pictured(*bc, *(f"{year:04}" for year in ad))

    titles = [line for line in lines if line.startswith("Events")]
    assert titles == [
        "Events by century",
        "Events by decade, 500 BC–401 BC",
        "Events by year, 479 BC–470 BC",
    ]
    assert lines[1].startswith("500 BC–401 BC    15 █")
    assert len(lines) < 100


@pytest.mark.parametrize(
    ("year", "length", "stretch"),
    [
        (1900, 100, (1801, 1900)),
        (1, 10, (1, 9)),
        (0, 10, (-8, 0)),
        (-9, 10, (-18, -9)),
        (-99, 100, (-99, 0)),
        (-100, 100, (-199, -100)),
        (1, 1000, (1, 1000)),
    ],
)
def test_no_stretch_of_years_has_a_year_nought(
    year: int, length: int, stretch: tuple[int, int]
) -> None:
    assert stretch_of(year, length) == stretch


@given(st.integers(-3000, 3000), st.sampled_from((1, 10, 100, 1000, 10_000)))
def test_all_years_of_a_stretch_are_in_that_stretch(year: int, length: int) -> None:
    first, last = stretch_of(year, length)

    assert first <= year <= last
    assert {stretch_of(one, length) for one in (first, last)} == {(first, last)}
    assert stretch_of(last + 1, length)[0] == last + 1


def test_a_serbian_stretch_has_one_point_behind_it() -> None:
    pictured("1956")
    for year in range(1801, 2001, 4):
        run("add", "event", "--when", year, "--cite", "source", "--by", "anna")

    assert "\n1800–1809.     " in run("stats", "--lang", "sr").out


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
