"""Markdown by month, year and decade: cells that read back, whatever they hold."""

from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.exporters.rendered import RENDERERS, Page
from tests.exporters.world import HOSTILE, bytes_of, event, rich, shelf

from chrono56.exporters.markdown_tables import PERIODS
from chrono56.formats import OptionError
from chrono56.model import Place
from chrono56.testing.sample import sample


def exported(chronology: Any, language: str = "en", **options: object) -> str:
    return bytes_of(chronology, "markdown", language=language, options=options).decode()


def headings(chronology: Any, **options: object) -> list[str]:
    lines = bytes_of(chronology, "markdown", options=options).decode().splitlines()
    return [line for line in lines if line.startswith("##") and "Sources" not in line]


VIEWS = [
    event("a", "1848-03-15"),
    event("b", "1956", label="A year"),
    event("c", "1956-10-23"),
    event("d", "1956-10-24T21:30"),
    event("e", "[..1956-10-30]"),
    event("f", "1956-11-04/.."),
    event("g", "[1956-11-20..1956-12-10]"),
    event("h", ""),
]


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        (
            "month",
            [
                *("## 1848", "### March 1848", "## 1956", "### Month unknown"),
                *("### October 1956", "### November 1956", "## Undated"),
            ],
        ),
        ("year", ["## 1848", "## 1956", "## Undated"]),
        ("decade", ["## The 1840s", "## The 1950s", "## Undated"]),
    ],
)
def test_there_is_a_table_for_each_period(by: str, expected: list[str]) -> None:
    found = headings(shelf(*VIEWS), by=by)

    assert [one.lower() for one in found] == [one.lower() for one in expected]


def test_a_row_says_when_what_where_and_by_whom() -> None:
    leave = [one for one in rich().events if one.id == "leave"]
    placed = attrs.evolve(leave[0], place="pest", as_written="on the 28th")
    lines = exported(
        attrs.evolve(rich(), events=[placed], known_sources=()), by="year"
    ).splitlines()
    rows = [line for line in lines if line.startswith("| ")]

    assert rows == [
        "| Date | Event | Place | Sources |",
        (
            "| 28 October 1956 | Troops leave “on the 28th” **Disputed**: When it"
            " happened: sources disagree: 28 October 1956 [^1]; 31 October 1956 [^2]."
            " | Pest, Budapest | [^1] [^2] |"
        ),
    ]
    notes = [line for line in lines if line.startswith("[^")]
    assert notes == [
        "[^1]: un-1957, page 12-14 “on the 28th”",
        "[^2]: kgb-1, after tass",
    ]


def test_disputes_can_stand_in_the_appendix() -> None:
    text = exported(sample(), by="decade", disputes="appendix")
    row = next(line for line in text.splitlines() if "An event, disputed" in line)

    assert "**Disputed**: see 3, 4 in the appendix" in row
    assert "## Appendix: disputes" in text


@pytest.mark.parametrize("by", PERIODS)
@pytest.mark.parametrize("language", ["en", "hu", "sr", "sr-Latn"])
def test_every_mark_has_its_note_and_no_note_comes_twice(
    by: str, language: str
) -> None:
    lines = exported(sample(), language, by=by, disputes="appendix").splitlines()
    notes = [line.partition(":")[0] for line in lines if line.startswith("[^")]
    text = "\n".join(line for line in lines if not line.startswith("[^"))

    assert len(notes) == len(set(notes))
    assert all(note in text for note in notes)
    assert text.count("[^") >= len(notes)


def test_words_are_in_the_language_and_marks_are_the_same() -> None:
    hungarian = exported(shelf(event()), "hu", by="month")
    serbian = exported(shelf(event()), "sr-Latn", by="month")

    assert "| Dátum | Esemény | Hely | Források |" in hungarian
    assert "| Datum | Događaj | Mesto | Izvori |" in serbian


@given(HOSTILE, HOSTILE, HOSTILE, st.sampled_from(list(RENDERERS)))
@settings(deadline=None)
def test_hostile_text_never_makes_another_cell(
    label: str, words: str, place: str, renderer: str
) -> None:
    view = event(label=label, as_written=words, place="pest")
    told = shelf(view, view, places=[Place("pest", {"en": place or "Pest"})])
    page = Page(RENDERERS[renderer](exported(told, by="year")))

    assert len(page.texts("td")) == 2 * 4
    assert len(page.texts("th")) == 4
    assert page.texts("td")[0] == page.texts("td")[4] == "4 November 1956"
    assert not page.tags & {"script", "img", "blockquote", "ol", "pre", "i"}


def test_claims_are_listed_below_days_only() -> None:
    with pytest.raises(OptionError, match="by=day only"):
        exported(shelf(event()), by="month", claims=True)
