import json
import textwrap
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chrono56.cli import paper
from chrono56.dates import When
from chrono56.exporters.table import shown_width


def test_words_and_so_ids_are_never_broken(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "40")

    paper.put_wrapped(f"a-b {'x' * 60} c-d", 4)

    assert capsys.readouterr().out == f"    a-b\n      {'x' * 60}\n      c-d\n"


@pytest.mark.parametrize(
    ("text", "widths"),
    [
        ("匈牙利革命 " * 6, [36, 38]),  # two columns each
        ("匈" * 50, [38, 40, 38]),
        ("o\u0301rak " * 10, [38, 20]),  # a combining mark takes none
        ("שלום " * 10, [38, 20]),
    ],
)
def test_no_line_takes_more_columns_than_there_are(
    text: str,
    widths: list[int],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("COLUMNS", "40")

    paper.put_wrapped(text, 4)

    lines = capsys.readouterr().out.splitlines()
    assert list(map(shown_width, lines)) == widths
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@given(st.text("ab-é – ", max_size=200), st.integers(0, 8), st.integers(0, 4))
def test_lines_break_where_the_standard_library_breaks_them(
    text: str, indent: int, more: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        printed: list[str] = []
        patch.setattr("builtins.print", printed.append)
        patch.setenv("COLUMNS", "40")
        paper.put_wrapped(text, indent, more)

    expected = textwrap.wrap(
        text.strip(),
        40,
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent + more),
        break_on_hyphens=False,
        break_long_words=False,
    )
    assert printed == (expected or [" " * indent])


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("1956-10-23", "23 October 1956"),
        ("1956-11-04T04:15[Europe/Budapest]", "4 November 1956, 04:15"),
        ("1956-11-04T04:15Z", "4 November 1956, 04:15"),
        ("1956-11-04/", "from 4 November 1956 (end unknown)"),
        ("-0043-03-15", "15 March 44 BC"),
    ],
)
def test_a_date_in_a_list_is_in_words_and_without_its_zone(
    edtf: str, words: str
) -> None:
    assert paper.dated(When.parse(edtf)) == words


def test_what_has_no_date_says_so() -> None:
    assert paper.dated(None) == "undated"


@given(st.dictionaries(st.text(max_size=5), st.text()))
def test_json_is_one_line_that_reads_back(body: dict[str, Any]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        printed: list[str] = []
        patch.setattr("builtins.print", printed.append)
        paper.put_json(body)

    (line,) = printed
    assert json.loads(line) == body
    assert len(line.splitlines()) == 1
