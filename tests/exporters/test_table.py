"""Tables: aligned, never wider than they may be, and true to their cells."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.exporters.world import HOSTILE
from wcwidth import wcswidth

from chrono56.exporters.markdown_text import Markup
from chrono56.exporters.table import Style, shown_width, table

STYLES: tuple[Style, ...] = ("plain", "simple", "grid")
CELLS = st.lists(st.tuples(HOSTILE, HOSTILE, HOSTILE), max_size=4)
HEADERS = ["id", "when", "what"]


@pytest.mark.parametrize(
    "text", ["1e5", "1956.10", "0012", "80,443", "nan", "0x1F", "None"]
)
def test_text_that_looks_like_a_number_stays_text(text: str) -> None:
    assert text in table([[text]], ["a"]).split()
    assert text in table([[text]], ["a"], width=40).split()


def test_wide_characters_count_as_two() -> None:
    lines = table([["匈牙利", "x"], ["e\u0301", "x"]], ["where", "y"]).splitlines()

    assert len({wcswidth(line) for line in lines}) == 1


@given(CELLS, st.sampled_from(STYLES))
@example([("", "a\u200d b", "\u200d")], "grid")
def test_lines_are_equally_wide_and_a_row_is_a_line(
    rows: list[tuple[str, ...]], style: Style
) -> None:
    lines = table(rows, HEADERS, style=style).split("\n")
    frame = {"plain": 1, "simple": 2, "grid": 3 + max(len(rows), 1)}[style]

    assert len(lines) == len(rows) + frame
    if style == "grid":
        assert len({shown_width(line) for line in lines}) == 1


@given(CELLS, st.sampled_from(STYLES), st.integers(24, 120))
def test_no_line_is_wider_than_the_terminal(
    rows: list[tuple[str, ...]], style: Style, width: int
) -> None:
    lines = table(rows, HEADERS, style=style, width=width).split("\n")

    assert max(map(shown_width, lines)) <= width


def test_a_word_is_cut_only_where_it_must_be() -> None:
    assert table([["abcdefghi"]], ["x"], width=4).split() == ["x", "abcd", "efgh", "i"]


@given(st.lists(st.text("abc é匈 ", min_size=1), min_size=1), st.integers(12, 40))
def test_wrapping_loses_no_character(cells: list[str], width: int) -> None:
    shown = table([[cell] for cell in cells], ["x"], width=width)
    body = shown.split("\n", 1)[1]

    assert re.sub(r"\s", "", body) == re.sub(r"\s", "", "".join(cells))


@given(CELLS, st.sampled_from(STYLES))
def test_no_control_character_reaches_the_terminal(
    rows: list[tuple[str, ...]], style: Style
) -> None:
    shown = table(rows, HEADERS, style=style, width=60)

    assert not re.search(
        "[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown
    )


def test_github_tables_have_the_rule_row_that_all_versions_of_tabulate_once_had() -> (
    None
):
    assert table([["a|b", Markup("`c`")]], ["x", "y"], style="github") == (
        "| x    | y   |\n|------|-----|\n| a\\|b | `c` |"
    )


def test_a_table_without_rows_has_its_header() -> None:
    assert table([], ["a", "b"]) == "a    b"
    assert table([], ["a", "b"], width=20) == "a    b"
