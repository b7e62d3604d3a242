"""Dates that are only part of a name, in running texts."""

import pytest

from chrono56 import When, find_dates


def words_of(text: str, language: str) -> list[str]:
    """Return the words of the dates of a text about 1956."""
    context = When.parse("1956-10-23")
    return [found.reading.text for found in find_dates(text, language, context)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("He lived in October 6 Street, near 4th of July Avenue.", "en"),
        ("A Május 1. út 12-ben, az Október 6. utca 3. szám alatt laktak.", "hu"),
        ("A Március 15. tér 5. sz. házban, a November 7. gyárban volt.", "hu"),
        (
            "Живео је на Тргу 29. новембра, у Улици 27. марта 14, код Моста 4. маја.",
            "sr",
        ),
        ("Bulevar 23. oktobra 12b, Trg 29. novembra.", "sr"),
    ],
)
def test_streets_and_squares_and_their_houses_are_no_dates(
    text: str, language: str
) -> None:
    assert words_of(text, language) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Theresa May said so to April O'Neil and August Macke.", "en"),
        ("The Sunday Times; at Friday Harbor, Black Friday and Bloody Sunday.", "en"),
        (
            "A Márciusi Front, az Új Márciusi Front; Teleki Pál; az Április Bizottság.",
            "hu",
        ),
        ("Megalakult az Október 23. Bizottság.", "hu"),
        ("Песници Октобарске групе и лист Мај; čitao je list Novembar.", "sr"),
    ],
)
def test_who_or_what_is_called_like_a_month_or_weekday_is_no_date(
    text: str, language: str
) -> None:
    assert words_of(text, language) == []


@pytest.mark.parametrize(
    ("text", "language", "dates"),
    [
        ("On Monday Nagy spoke, in October Soviet troops came.", "en", 2),
        ("May: the strike. March – the thaw.", "en", 2),
        ("Októberben kezdődött. Október 23. Szeged: tüntetés.", "hu", 2),
        ("Okupili su se na trgu 23. oktobra. Novembra su otišli.", "sr", 2),
        ("На Тргу 1956. године; ulica je 4. novembra bila pusta.", "sr", 2),
    ],
)
def test_a_capital_letter_or_a_square_makes_no_name_of_a_date(
    text: str, language: str, dates: int
) -> None:
    assert len(words_of(text, language)) == dates
