"""Births and deaths: what a heading says, a mark in brackets, and a name."""

import pytest

from chrono56 import When
from chrono56.importers.chronicle_lives import (
    BIRTH,
    DEATH,
    heading_kind,
    name_of,
    second_date,
)


@pytest.mark.parametrize(
    ("text", "language", "kind", "date"),
    [
        ("Kis Anna festő (* 1875)", "hu", BIRTH, "1875"),
        ("Kis Anna festő (\u0308* 1875)", "hu", BIRTH, "1875"),
        ("Kis Anna festő (szül. 1875. május 3.).", "hu", BIRTH, "1875-05-03"),
        ("Kis Anna festő († 2005)", "hu", DEATH, "2005"),
        ("Kis Anna festő (meghalt 2005-ben)", "hu", DEATH, "2005"),
        ("Ana Kiš, painter (born 3 May 1875)", "en", BIRTH, "1875-05-03"),
        ("Ana Kiš, painter (b. 1875)", "en", BIRTH, "1875"),
        ("Ana Kiš, painter (d. c. 2005)", "en", DEATH, "2005~"),
        ("Ана Киш, сликарка (рођ. 1875)", "sr", BIRTH, "1875"),
        ("Ана Киш, сликарка (умрла 2005)", "sr", DEATH, "2005"),
        ("Ana Kiš, slikarka (prem. 2005)", "sr", DEATH, "2005"),
    ],
)
def test_a_second_date_is_read_with_its_mark(
    text: str, language: str, kind: str, date: str
) -> None:
    found = second_date(text, language)

    assert found is not None
    assert (found.kind, str(found.when)) == (kind, date)
    assert found.of_the_line != found.kind


@pytest.mark.parametrize(
    "text",
    ["Ana (1875)", "Ana (* soon)", "Ana (* 1875) lives", "Ana († 1 day)", "born 1875"],
)
def test_what_is_no_second_date_is_none(text: str) -> None:
    assert second_date(text, "en") is None


@pytest.mark.parametrize(
    ("text", "head", "fits"),
    [
        ("Ana (* 1875)", "1957-03-03", True),
        ("Ana (* 1958)", "1957-03-03", False),
        ("Ana († 1870)", "1957-03-03", False),
        ("Ana († 1957)", "1957-03-03", True),
        ("Ana (* before 1958)", "1957-03-03", True),
    ],
)
def test_nobody_dies_before_being_born(text: str, head: str, fits: bool) -> None:
    found = second_date(text, "en")

    assert found is not None
    assert found.fits(When.parse(head)) is fits


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Születések", BIRTH),
        ("BIRTHS", BIRTH),
        ("Рођења", BIRTH),
        ("Rođeni", BIRTH),
        ("Halálozások", DEATH),
        ("Умрли", DEATH),
        ("Smrti", DEATH),
        ("Események", ""),
        ("Births and deaths", ""),
    ],
)
def test_headings_of_lives_are_known_in_three_languages(text: str, kind: str) -> None:
    assert heading_kind(text) == kind


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Kis Anna magyar festő", "Kis Anna"),
        ("Ana von der Kis, painter", "Ana von der Kis"),
        ("Ana Kis – painter", "Ana Kis"),
        ("Ana de la", "Ana"),
        ("a painter", "a"),
        ("Ана Киш (сликарка)", "Ана Киш"),
        ("", ""),
    ],
)
def test_a_name_is_what_comes_before_words_in_lower_case(text: str, name: str) -> None:
    assert name_of(text) == name
