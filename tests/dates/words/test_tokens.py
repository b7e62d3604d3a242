"""Cutting a text into tokens."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chrono56.dates.words.language import cased
from chrono56.dates.words.tokens import BREAK, Tokenizer

TOKENIZER = Tokenizer(cased, {"reggel"}, {"október", "está"}, {"-ben", "-el", "-án"})


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("4 Nov. 1956", "4 nov . 1956"),
        ("Októberben", "október -ben"),
        ("október-ben", "október -ben"),
        ("23-án", "23 -án"),
        ("23–án", "23 – án"),
        ("reggel", "reggel"),  # a word of its own, though it ends like another
        ("23 -án", "23 - án"),
        ("október", "október"),  # an accent apart
        ("04:15 (Europe/Budapest)", "04 : 15 (Europe/Budapest)"),
        ("04:15 (UTC+01:00)", "04 : 15 (UTC+01:00)"),
        ("(about 1956)", "( about 1956 )"),
        ("o’clock", "o ' clock"),
        ("٤ 4", "٤ 4"),
    ],
)
def test_a_text_is_cut_into_numbers_words_and_signs(text: str, tokens: str) -> None:
    assert [token.text for token in TOKENIZER.tokens(text)] == tokens.split(" ")


@pytest.mark.parametrize(
    ("text", "breaks"),
    [
        ("one.\ntwo", 1),
        ("one,\ntwo", 0),
        ("one\n\ntwo", 1),
        ("one\n \n\n two", 1),
        ("1956\ntwo", 1),
        ("one.\ntwo:\nthree", 2),
    ],
)
def test_a_paragraph_ends_with_its_line(text: str, breaks: int) -> None:
    tokens = TOKENIZER.tokens(text, by_paragraph=True)

    assert [token.text for token in tokens].count(BREAK) == breaks


@given(st.text("ab1 -.(/)októberben’\n", max_size=20))
def test_tokens_cover_the_text_in_order(text: str) -> None:
    tokens = TOKENIZER.tokens(text)
    reached = 0
    for token in tokens:
        assert not text[reached : token.start].strip()
        assert token.glued == (reached == token.start and reached > 0)
        reached = token.end
    assert not text[reached:].strip()
