"""The plugin as it is installed, and German as people write it."""

import pytest

from chrono56 import DateSyntaxError, When, find_dates, find_language, read_words
from chrono56.testing import check_language, check_plugin

CONTEXT = When.parse("1956-10-23")


def test_it_is_found_and_has_no_problem() -> None:
    check_plugin("chrono56-words-de")


def test_it_keeps_what_languages_promise() -> None:
    check_language(find_language("de"))


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("4. November 1956", "1956-11-04"),
        ("am 4. November um halb fünf morgens", "1956-11-04T04:30"),
        ("um halb zehn", "[1956-10-23T09:30,1956-10-23T21:30]"),
        ("gegen 18 Uhr", "1956-10-23T18:00~"),
        ("um 1956", "1956~"),
        ("Ende Oktober", "[1956-10-21~..1956-10-31~]"),
        ("Anfang der 1950er Jahre", "[1950~..1953~]"),
        ("in den fünfziger Jahren", "195X"),
        ("im 20. Jahrhundert", "[1901..2000]"),
        ("Winter 1956/57", "1956-24"),
        ("zwischen dem 1. und 5. November", "[1956-11-01..1956-11-05]"),
        ("vom 23. Oktober bis zum 4. November", "1956-10-23/1956-11-04"),
        ("nach dem 4. November", "[1956-11-05..]"),
        ("am nächsten Tag", "1956-10-24"),
        ("Dienstag, den 23. Oktober 1956", "1956-10-23"),
        ("zu Ostern 1956", "1956-04-01"),
        (
            "in der Nacht vom 23. auf den 24. Oktober",
            "[1956-10-23T22:00~..1956-10-24T04:00~]",
        ),
    ],
)
def test_german_is_read(words: str, date: str) -> None:
    assert str(read_words(words, find_language("de"), CONTEXT)) == date


@pytest.mark.parametrize("words", ["32. Oktober", "30. Februar", "31. November 1956"])
def test_a_day_that_its_month_has_not_is_refused(words: str) -> None:
    german = find_language("de")

    with pytest.raises(DateSyntaxError, match="a day from 1 to"):
        read_words(words, german, CONTEXT)
    assert find_dates(f"Am {words} kamen Panzer.", german, CONTEXT) == []


def test_german_is_found_and_told() -> None:
    german = find_language("de-AT")
    text = "Am 23. Oktober 1956 begann es; am nächsten Tag kamen rund 2000 Panzer."
    found = [str(it.reading.when) for it in find_dates(text, german)]

    assert found == ["1956-10-23", "1956-10-24"]
    assert When.parse("1956-10-23/").describe(german) == (
        "vom 23. Oktober 1956 an (Ende unbekannt)"
    )


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("1956-10-23/1956-11-04", "vom 23. Oktober bis zum 4. November 1956"),
        ("1956/1957-02", "von 1956 bis Februar 1957"),
        ("[..1956-11-07]", "spätestens am 7. November 1956"),
        ("[1956-10..]", "frühestens im Oktober 1956"),
        (
            "[1956-10-23..1956-10-25]",
            "zwischen dem 23. und dem 25. Oktober 1956",
        ),
        ("1956-XX-23", "der 23. Tag in irgendeinem Monat im Jahr 1956"),
        ("195X-10-23", "23. Oktober in irgendeinem Jahr der 1950er Jahre"),
        ("[..1956-33]", "spätestens im ersten Quartal 1956"),
        ("1956-?10-04", "4. Oktober 1956 (Monat unsicher)"),
        ("/..", "von einem unbekannten Anfang ohne Ende"),
    ],
)
def test_german_is_told_with_its_cases(date: str, words: str) -> None:
    assert When.parse(date).describe(find_language("de")) == words
