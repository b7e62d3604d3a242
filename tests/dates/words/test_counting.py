"""Numbers that count something and are no dates, in running texts."""

import pytest

from chrono56 import When, find_dates


def words_of(text: str, language: str) -> list[str]:
    """Return the words of the dates of a text about 1956."""
    context = When.parse("1956-10-23")
    return [found.reading.text for found in find_dates(text, language, context)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("In his forties, in her late twenties, in their 50s.", "en"),
        ("From 3 to 5 people, from 10 to 20 tanks, 10 to 12 divisions.", "en"),
        ("They fought on the 4th floor and on the 20th kilometre.", "en"),
        ("John 3:16, Luke 12:30, version 12:30.", "en"),
        (
            "£1956, 1956 kg, 1956 × 2000, 1500 students, 2000 rioters, flight 1549.",
            "en",
        ),
        ("Within 30 days of notice; half a year later; a dozen years later.", "en"),
        ("Every spring, one evening, all summer, another Friday.", "en"),
        ("The fall of the city; that may or may not be.", "en"),
        ("Negyvenes éveiben járt; az 1. sz. melléklet; az 5. sz. ház.", "hu"),
        ("A 3.11 verzió, 12.30-as szám, 12-ben laktak, 10-en voltak.", "hu"),
        ("A könyv 1956. oldalán, az 1956. lapon; minden nyáron; egy este.", "hu"),
        ("A pohár tele van; száz évvel később.", "hu"),
        ("Dva i po meseca; од 1 до 8; između 0 i 9; по један; сваке недеље.", "sr"),
        ("Веће од 2, број 1956. и 1200 пута; петком; nepun sat kasnije.", "sr"),
        ("Na današnji dan pre tačno 24 godine.", "sr"),
    ],
)
def test_what_is_counted_is_no_date(text: str, language: str) -> None:
    assert words_of(text, language) == []


@pytest.mark.parametrize(
    ("text", "language", "dates"),
    [
        ("The 1956 events, his 1956 speech, 1956 was hard.", "en", ["1956"] * 3),
        ("He died (* 1896 – † 1958).", "en", ["1896", "1958"]),
        ("On the 4th he left; by the 13th.", "en", ["On the 4th", "by the 13th"]),
        ("In the fall they met, that spring.", "en", ["the fall", "that spring"]),
        ("It began at ten to four.", "en", ["at ten to four"]),
        ("A századfordulón, a 19. sz. végén.", "hu", ["19. sz. végén"]),
        ("Febr. végén; októberben 30 ház.", "hu", ["Febr. végén", "októberben"]),
        (
            "Egy novemberi napon, egy október 6-i gyűlésen.",
            "hu",
            ["novemberi", "október 6-i"],
        ),
        ("Од 1956. године; у пола пет.", "sr", ["Од 1956. године", "у пола пет"]),
    ],
)
def test_what_only_looks_like_a_count_is_a_date(
    text: str, language: str, dates: list[str]
) -> None:
    assert words_of(text, language) == dates


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("október 32-én, október 31/33-án", "hu"),
        ("31/33 October, 40. oktobra", "en"),
    ],
)
def test_a_month_is_not_read_without_the_day_beside_it(
    text: str, language: str
) -> None:
    assert not any("31" in words for words in words_of(text, language))
