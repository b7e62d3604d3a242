"""What the tables of the reference say of dates is so."""

import re
from itertools import takewhile
from pathlib import Path
from typing import Final

import attrs
import pytest

from chrono56.dates import When
from chrono56.dates.calendars import CALENDARS, read_calendar
from chrono56.dates.halo import HALO, Halo
from chrono56.dates.migrate import read_edtf_2012
from chrono56.errors import DateSyntaxError

PAGES: Final = Path(__file__).parents[2] / "docs" / "reference"


def rows(page: str, heading: str) -> list[list[str]]:
    """Return the cells of the rows of all tables so headed, without code marks."""
    lines = (PAGES / page).read_text(encoding="utf-8").split("\n")
    starts = [at for at, line in enumerate(lines) if line.startswith(f"| {heading} |")]
    assert starts, heading
    return [
        [cell.strip().strip("`") for cell in line.strip("|").split("|")]
        for start in starts
        for line in takewhile(bool, lines[start + 2 :])
    ]


@pytest.mark.parametrize("row", rows("dates.md", "text | what it says"))
def test_a_form_has_the_bounds_and_the_level_that_its_table_gives(
    row: list[str],
) -> None:
    text, _, first, last, level = row
    when = When.parse(text)

    assert [when.earliest_iso or "–", when.latest_iso or "–"] == [first, last]
    if level == "ext.":
        with pytest.raises(DateSyntaxError):
            When.parse(text, strict=True)
    else:
        assert level in ("0", "1", "2")
        assert When.parse(text, strict=True) == when


@pytest.mark.parametrize("row", rows("dates.md", "written | canonical"))
def test_the_canonical_text_is_what_its_table_says(row: list[str]) -> None:
    assert str(When.parse(row[0])) == row[1]


@pytest.mark.parametrize("row", rows("dates.md", "text | offset"))
def test_what_is_not_read_is_refused_as_its_table_says(row: list[str]) -> None:
    with pytest.raises(DateSyntaxError) as caught:
        When.parse(row[0])

    assert [str(caught.value.offset), caught.value.expected] == row[1:]


@pytest.mark.parametrize("row", rows("dates.md", "draft of 2012"))
def test_the_draft_of_2012_is_read_as_its_table_says(row: list[str]) -> None:
    drafts, todays = (cell.split("`, `") for cell in row[:2])

    assert [str(read_edtf_2012(draft)) for draft in drafts] == todays


def test_the_table_of_circa_is_the_halo() -> None:
    found = rows("circa-and-durations.md", "field")

    assert [row[0] for row in found] == [it.name for it in attrs.fields(Halo)]
    for field, _, _, reach, text, widened in found:
        assert getattr(HALO, field) == int(reach)
        assert str(When.parse(text).widened()) == widened


@pytest.mark.parametrize(
    "row", rows("circa-and-durations.md", "text | which part is approximate")
)
def test_what_is_stated_without_the_mark_stays(row: list[str]) -> None:
    assert str(When.parse(row[0]).widened()) == row[2]


@pytest.mark.parametrize("row", rows("circa-and-durations.md", "text | `duration`"))
def test_duration_and_width_are_two_things(row: list[str]) -> None:
    when = When.parse(row[0])

    assert [str(when.duration), str(when.width)] == row[1:]


@pytest.mark.parametrize("row", rows("circa-and-durations.md", "date | duration"))
def test_a_month_later_is_what_the_table_says(row: list[str]) -> None:
    assert str(When.parse(row[0]).plus(row[1])) == row[2]


@pytest.mark.parametrize("row", rows("calendars.md", "text, Julian"))
def test_old_style_is_what_the_table_says(row: list[str]) -> None:
    assert str(read_calendar(row[0], "julian").when) == row[1]


@pytest.mark.parametrize("row", rows("calendars.md", "`new_year`"))
def test_years_begin_and_end_as_the_table_says(row: list[str]) -> None:
    first, _, last = row[2].partition(" to ")

    found = read_calendar("1700", "gregorian", row[0]).when

    assert found.earliest_iso == first
    assert found.latest_iso == re.sub(" or .*", "", last)


def test_every_calendar_has_its_row() -> None:
    assert [row[0] for row in rows("calendars.md", "name")] == list(CALENDARS)
