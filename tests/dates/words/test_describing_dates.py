"""Single dates in words: open digits, and doubts of a part alone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chrono56 import When, read_words


@pytest.mark.parametrize(
    ("text", "english", "hungarian", "serbian"),
    [
        (
            "1956-XX-23",
            "the 23rd of some month of 1956",
            "1956 egyik hónapjának 23. napja",
            "23. дан неког месеца 1956.",
        ),
        (
            "195X-10",
            "October of some year of the 1950s",
            "az 1950-es évek egyik évének októbere",
            "октобар неке године 1950-их",
        ),
        (
            "200X-10-01",
            "1 October of one of the ten years from 2000",
            "2000-től számított tíz év egyik évének október 1-je",
            "1. октобар неке од десет година од 2000.",
        ),
        (
            "XXXX-10-23",
            "23 October of an unknown year",
            "egy ismeretlen év október 23-a",
            "23. октобар непознате године",
        ),
        (
            "1956-1X",
            "a month from October to December 1956",
            "1956. október–december egyik hónapja",
            "месец од октобра до децембра 1956.",
        ),
        (
            "1956-X1",
            "a month with the digits ?–1 of 1956",
            "1956 ?–1 számjegyekkel írt hónapja",
            "месец са цифрама ?–1 1956.",
        ),
        (
            "1956-10-2X",
            "a day from the 20th to the 29th of October 1956",
            "1956. október 20. és 29. közötti egyik napja",
            "дан од 20. до 29. октобра 1956.",
        ),
        (
            "19X6",
            "a year with the digits 1–9–?–6",
            "1–9–?–6 számjegyekkel írt év",
            "година са цифрама 1–9–?–6",
        ),
        (
            "-01XX",
            "the hundred years from 200 BC",
            "i. e. 200-tól számított száz év",
            "сто година од 200. п. н. е.",
        ),
        (
            "1950S2",
            "1950 (significant digits: 2)",
            "1950 (értékes számjegyek: 2)",
            "1950. (значајних цифара: 2)",
        ),
        (
            "195X-24",
            "winter begun in some year of the 1950s",
            "az 1950-es évek egyik évében kezdődött tél",
            "зима која је почела неке године 1950-их",
        ),
        (
            "1956?-%05-04",
            "4 May 1956 (year uncertain, month uncertain and approximate)",
            "1956. május 4. (az év bizonytalan, a hónap bizonytalan és hozzávetőleges)",
            "4. мај 1956. (година несигурна, месец несигуран и приближан)",
        ),
        (
            "1956-~22",
            "summer 1956 (part of the year approximate)",
            "1956 nyara (az év szakasza hozzávetőleges)",
            "лето 1956. (део године приближан)",
        ),
        (
            "195X~",
            "about the 1950s",
            "az 1950-es évek körül",
            "око 1950-их",
        ),
    ],
)
def test_what_is_open_or_doubted_alone_is_said_exactly(
    text: str, english: str, hungarian: str, serbian: str
) -> None:
    when = When.parse(text)

    assert when.describe() == english
    assert when.describe("hu") == hungarian
    assert when.describe("sr") == serbian


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1956-XX-01", "the 1st of some month of 1956"),
        ("1956-XX-02", "the 2nd of some month of 1956"),
        ("1956-XX-11", "the 11th of some month of 1956"),
        ("1956-XX-12", "the 12th of some month of 1956"),
        ("1956-XX-21", "the 21st of some month of 1956"),
        ("1956-XX-30", "the 30th of some month of 1956"),
    ],
)
def test_english_numbers_of_days_have_their_endings(text: str, words: str) -> None:
    assert When.parse(text).describe() == words


@settings(deadline=None, max_examples=100)
@given(
    st.sampled_from(["195X", "19XX", "1XXX", "XXXX", "19X6", "-01XX", "-000X", "1956"]),
    st.sampled_from(["", "-XX", "-0X", "-1X", "-X1", "-10", "-21", "-24", "-37"]),
    st.sampled_from(["", "-XX", "-0X", "-1X", "-2X", "-3X", "-X5", "-23"]),
    st.sampled_from(["en", "hu", "sr"]),
)
def test_whatever_part_is_open_is_read_back(
    year: str, month: str, day: str, language: str
) -> None:
    is_period = month in {"", "-21", "-24", "-37"}
    when = When.parse(f"{year}{month}{'' if is_period else day}")

    assert read_words(when.describe(language), language) == when
