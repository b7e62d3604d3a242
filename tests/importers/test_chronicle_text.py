"""Sentences and labels: nothing is lost, and no stop of a number ends anything."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chrono56.importers.chronicle_text import (
    clauses,
    ends_as_sentence,
    label_of,
    sentences,
)

PIECES = st.lists(
    st.sampled_from(["A", "mill", "Dr.", "XX.", "12.", ".", "!", " ", "\n", "(", ")"]),
    max_size=30,
).map("".join)


def split(text: str, *dates: str) -> list[str]:
    spans = [(text.index(one), text.index(one) + len(one)) for one in dates]
    return [text[start:end] for start, end in sentences(text, spans)]


@given(PIECES)
def test_sentences_hold_all_of_a_text_but_blanks_in_its_order(text: str) -> None:
    found = list(sentences(text))

    told = "".join(text[start:end] for start, end in found)
    assert "".join(told.split()) == "".join(text.split())
    assert found == sorted(found)
    assert all(text[start:end].strip() == text[start:end] for start, end in found)


@pytest.mark.parametrize(
    ("text", "dates", "expected"),
    [
        pytest.param("It burns! He ran. ", (), ["It burns!", "He ran."], id="plain"),
        pytest.param(
            "A XX. Kongresszus ül. Vége.",
            (),
            ["A XX. Kongresszus ül.", "Vége."],
            id="an ordinal ends none",
        ),
        pytest.param(
            "Dr. Kis és J. Nagy jön.", (), ["Dr. Kis és J. Nagy jön."], id="initials"
        ),
        pytest.param(
            "A 3. Ezred jön. Vége.", (), ["A 3. Ezred jön.", "Vége."], id="numbers"
        ),
        pytest.param(
            "Október 24. A csapatok jönnek.",
            ("Október 24.",),
            ["Október 24. A csapatok jönnek."],
            id="a stop within a date",
        ),
        pytest.param(
            "They met in 1957. Nobody came.",
            ("1957",),
            ["They met in 1957.", "Nobody came."],
            id="a stop after a date",
        ),
        pytest.param(
            "A híd ledőlt.Az árvíz elvitte.",
            (),
            ["A híd ledőlt.", "Az árvíz elvitte."],
            id="a blank is missing",
        ),
        pytest.param(
            "Vége lett.1957 elején áll.",
            ("1957 elején",),
            ["Vége lett.", "1957 elején áll."],
            id="a blank is missing before a date",
        ),
        pytest.param("See kb.Size 3.", (), ["See kb.Size 3."], id="no sentence within"),
        pytest.param(
            "A heading\n\nThe mill\nburns.\nEnd",
            (),
            ["A heading", "The mill\nburns.", "End"],
            id="lines",
        ),
        pytest.param("", (), [], id="nothing"),
    ],
)
def test_a_sentence_ends_where_a_reader_would_say(
    text: str, dates: tuple[str, ...], expected: list[str]
) -> None:
    assert split(text, *dates) == expected


def test_a_long_label_is_cut_at_a_word() -> None:
    label = label_of("word " * 40)

    assert len(label) <= 81
    assert label.endswith("word…")


def test_a_word_that_is_too_long_is_cut_where_it_is() -> None:
    assert label_of("w" * 200) == "w" * 79 + "…"


@pytest.mark.parametrize("text", ["", " – ", ";:"])
def test_nothing_makes_no_label(text: str) -> None:
    assert label_of(text) == ""


@pytest.mark.parametrize(
    ("text", "dates", "is_told", "expected"),
    [
        pytest.param(
            "They met, and signed it (8 May).",
            ["8 May"],
            False,
            ["They met, and signed it"],
            id="a date alone in brackets has what is before them",
        ),
        pytest.param(
            "In 1956 it burnt, in 1957 it fell – in 1958 too.",
            ["1956", "1957", "1958"],
            False,
            ["In 1956 it burnt,", "in 1957 it fell –", "in 1958 too."],
            id="each has its own clause",
        ),
        pytest.param(
            "It fell, from 1956 and 1957 on, and rose in 1958.",
            ["1956", "1957", "1958"],
            False,
            ["It fell, from 1956 and 1957 on,"] * 2 + ["and rose in 1958."],
            id="those with nothing between them share one",
        ),
        pytest.param(
            "A fair (the first was in 1955).",
            ["1955"],
            True,
            ["the first was in 1955"],
            id="what is told already is not told again",
        ),
        pytest.param(
            "In 1953 they met, and signed it (8 May), and left.",
            ["1953", "8 May"],
            False,
            ["In 1953 they met,", "and signed it"],
            id="brackets after another date",
        ),
        pytest.param(
            "They ran it in 1955 (Kis, 1956).",
            ["1955", "1956"],
            False,
            ["They ran it in 1955 (Kis,", "They ran it in 1955 (Kis, 1956)."],
            id="a clause that says little is the sentence",
        ),
        pytest.param(
            "2) They met in 1955.", ["1955"], False, ["2) They met in 1955."], id="list"
        ),
        pytest.param("Nothing is told.", [], False, [], id="no dates"),
    ],
)
def test_each_date_is_told_by_its_clause(
    text: str, dates: list[str], is_told: bool, expected: list[str]
) -> None:
    spans = [(text.index(one), text.index(one) + len(one)) for one in dates]

    assert clauses(text, (0, len(text)), spans, is_told=is_told) == expected


def test_what_many_dates_share_is_not_told_in_full_for_each() -> None:
    text = "in 1956 it rained and " * 400
    spans = [(at, at + 4) for at in range(3, len(text), len(text) // 400)]
    parts = clauses(text, (0, len(text)), spans)

    assert len(parts) == 400
    assert max(map(len, parts)) < 1100
    assert all("1956" in part for part in parts)


def test_a_bracket_and_a_quotation_mark_end_a_sentence() -> None:
    assert ends_as_sentence("(He ran.)")
    assert ends_as_sentence("„Menj!”  ")
    assert not ends_as_sentence("")
