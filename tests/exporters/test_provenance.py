"""What an export was made from: one word that stands unharmed in any format."""

import csv
import html
import io
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chrono56.exporters.ical_text import content_lines
from chrono56.exporters.markdown_text import escaped
from chrono56.exporters.provenance import Provenance, find_provenance

TEXTS = st.text(st.characters(codec="utf-8"), max_size=20)
MADE = st.builds(
    Provenance,
    exporter=TEXTS,
    version=TEXTS,
    chrono56=TEXTS,
    log=TEXTS,
    heads=st.lists(st.text("0123456789abcdef", min_size=8), max_size=3).map(tuple),
    reading=TEXTS,
    language=TEXTS,
    options=st.dictionaries(TEXTS, TEXTS, max_size=3),
)
SIMPLE = Provenance(
    exporter="csv",
    version="0.1.0",
    chrono56="0.1.0",
    log="1956",
    heads=("ab12",),
    reading="default",
    language="en",
    options={"bom": "true"},
)


@given(MADE)
def test_it_is_read_back(made: Provenance) -> None:
    assert Provenance.read(str(made)) == made


@given(MADE)
def test_no_format_has_to_escape_it(made: Provenance) -> None:
    text = str(made)
    row = io.StringIO()
    csv.writer(row, delimiter="|").writerow([text])

    assert re.fullmatch(r"[!-~]+", text)
    assert html.escape(text) == text
    assert json.dumps(text) == f'"{text}"'
    assert row.getvalue() == f"{text}\r\n"
    assert "-->" not in text


@given(MADE, TEXTS)
def test_it_is_found_in_any_format(made: Provenance, words: str) -> None:
    said = f"X-MADE;VALUE=URI:{made}"

    for data in (
        f"<!-- {made} -->\n{words}".encode(),
        content_lines(["BEGIN:VCALENDAR", said, "END:VCALENDAR"]),
        json.dumps({"file": "x", "made": str(made), "words": words}).encode(),
    ):
        assert find_provenance(data) == made


@given(st.binary())
def test_any_bytes_can_be_looked_through(data: bytes) -> None:
    assert find_provenance(data) is None


@pytest.mark.parametrize(
    "text",
    [
        "chrono56:export?",
        "chrono56:export?exporter",
        str(SIMPLE).replace(";log=1956", ""),
        f"{SIMPLE};log=1957",
        f"{SIMPLE};colour=red",
        str(SIMPLE).replace("1956", "%FF"),
    ],
)
def test_what_only_looks_like_it_is_none(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        Provenance.read(text)
    assert find_provenance(text.encode()) is None
    assert find_provenance(f"{text} and {SIMPLE}".encode()) == SIMPLE


def test_the_first_one_counts_so_that_a_source_can_t_forge_it() -> None:
    forged = str(SIMPLE).replace("1956", "forged")

    assert find_provenance(f"<!-- {SIMPLE} -->\n{escaped(forged)}".encode()) == SIMPLE
