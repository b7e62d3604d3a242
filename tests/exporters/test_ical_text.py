"""Content lines: folded by octets, escaped, and read back by icalendar."""

import re
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar.parser import Parameters
from tests.exporters.ical_lint import unfolded
from tests.exporters.world import HOSTILE

from chrono56.exporters.ical_text import (
    content_lines,
    is_web_address,
    line_value,
    parameter_value,
    text_value,
)


def shown(text: str) -> str:
    """Return what of a text a calendar holds: one kind of line end, no controls."""
    for end in ("\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"):
        text = text.replace(end, "\n")
    return "".join(c for c in text if c in "\t\n" or unicodedata.category(c) != "Cc")


def unescaped(value: str) -> str:
    """Read a TEXT value as RFC 5545 3.3.11 has it."""
    return re.sub(r"\\(.)", lambda one: "\n" if one[1] in "nN" else one[1], value)


@given(HOSTILE)
def test_a_text_value_is_read_back_as_what_it_was(text: str) -> None:
    assert unescaped(text_value(text)) == shown(text)


@given(HOSTILE)
def test_a_line_value_has_blanks_for_its_line_ends(text: str) -> None:
    assert unescaped(line_value(text)) == shown(text).replace("\n", " ")


@given(HOSTILE)
def test_a_parameter_value_is_read_back_as_what_it_was(text: str) -> None:
    read: Any = Parameters.from_ical
    found = read(f"LABEL={parameter_value(text)}", strict=False)

    assert found["LABEL"] == shown(text)


@given(st.lists(HOSTILE.map(text_value), min_size=1))
def test_folding_can_be_undone(lines: list[str]) -> None:
    lines = [f"X:{line}" for line in lines]

    assert unfolded(content_lines(lines)) == lines


@pytest.mark.parametrize("letter", ["a", "ő", "匈", "👩"])
@pytest.mark.parametrize("length", [18, 36, 37, 73, 74, 75, 76, 148, 149, 150])
def test_a_line_is_folded_at_75_octets_and_never_within_a_character(
    letter: str, length: int
) -> None:
    line = "X:" + letter * length
    data = content_lines([line])
    pieces = data.split(b"\r\n")[:-1]

    assert unfolded(data) == [line]
    # No line could have taken one more character.
    for piece in pieces[:-1]:
        assert len(piece) + len(letter.encode()) > 75


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://x.example/a?b=c#d", True),
        ("http://x", True),
        ("javascript:alert(1)", False),
        ("https://x.example/a b", False),
        ("https://x.example/\r\nATTENDEE:x", False),
        ('https://x.example/"', False),
        ("https://ő.example", False),
        ("https://", False),
        ("", False),
    ],
)
def test_only_a_plain_web_address_may_stand_as_it_is(text: str, expected: bool) -> None:
    assert is_web_address(text) is expected
