"""Telling a date: natural words, which are read back to the same date."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.dates.texts import TEXTS
from tests.strategies import whens

from chrono56 import When, read_words
from chrono56.dates.words.describing import describe_time
from chrono56.errors import DateSyntaxError

LANGUAGES = ("en", "hu", "sr", "sr-Latn")


@pytest.mark.parametrize(
    ("text", "english", "hungarian", "serbian"),
    [
        ("1956-10-23", "23 October 1956", "1956. október 23.", "23. октобар 1956."),
        ("1956-10", "October 1956", "1956. október", "октобар 1956."),
        ("1956", "1956", "1956", "1956."),
        ("1956%", "perhaps about 1956", "talán 1956 körül", "можда око 1956."),
        ("1956-23", "autumn 1956", "1956 ősze", "јесен 1956."),
        ("1944-24", "winter 1944–45", "1944–45 tele", "зима 1944/45."),
        ("1999-24", "winter 1999–2000", "1999–2000 tele", "зима 1999/2000."),
        ("1955-31", "southern autumn 1955", "1955 déli ősze", "јужна јесен 1955."),
        ("1956-37~", "early 1956", "1956 eleje", "почетком 1956."),
        ("195X", "the 1950s", "1950-es évek", "1950-е"),
        ("196X", "the 1960s", "1960-as évek", "1960-е"),
        (
            "19XX",
            "the hundred years from 1900",
            "1900-tól számított száz év",
            "сто година од 1900.",
        ),
        ("1956-10-XX", "some day of October 1956", "1956. október egyik napja", ""),
        (
            "[1956-10-21~..1956-10-31~]",
            "late October 1956",
            "1956. október vége",
            "крајем октобра 1956.",
        ),
        ("[1950~..1953~]", "the early 1950s", "1950-es évek eleje", ""),
        (
            "[..1956-11-07]",
            "by 7 November 1956",
            "legkésőbb 1956. november 7-én",
            "најкасније 7. новембра 1956.",
        ),
        (
            "[1956-10-20..1956-10-25]",
            "between 20 October 1956 and 25 October 1956",
            "1956. október 20. és 1956. október 25. között",
            "између 20. октобра 1956. и 25. октобра 1956.",
        ),
        (
            "1956-10-23/1956-11-04",
            "from 23 October 1956 to 4 November 1956",
            "1956. október 23-tól 1956. november 4-ig",
            "од 23. октобра 1956. до 4. новембра 1956.",
        ),
        (
            "1956-11-04/",
            "from 4 November 1956 to an unknown end",
            "1956. november 4-től ismeretlen végig",
            "од 4. новембра 1956. до непознатог краја",
        ),
        (
            "[..1956-11-22]/1957",
            "starting by 22 November 1956 to 1957",
            "kezdete: legkésőbb 1956. november 22-én; vége: 1957",
            "са почетком најкасније 22. новембра 1956. до 1957.",
        ),
        (
            "1956-11-04T04:15[Europe/Budapest]",
            "4 November 1956, 04:15 (Europe/Budapest)",
            "1956. november 4., 04:15 (Europe/Budapest)",
            "4. новембар 1956, 04:15 (Europe/Budapest)",
        ),
        (
            "1956-11-04T04:00..06:00~",
            "4 November 1956, about 04:00–06:00",
            "1956. november 4., kb. 04:00–06:00",
            "4. новембар 1956, око 04:00–06:00",
        ),
        (
            "1956-11-23T12:00/1956-11-23T13:00",
            "from 23 November 1956, 12:00 to 13:00",
            "1956. november 23., 12:00-tól 13:00-ig",
            "од 23. новембра 1956, 12:00 до 13:00",
        ),
        ("-0043-03-15", "15 March 44 BC", "i. e. 44. március 15.", ""),
        ("0000", "1 BC", "i. e. 1", "1. п. н. е."),
        ("0987", "AD 987", "i. sz. 987", "987. н. е."),
        ("1956-1X", "1956-1X", "1956-1X", "1956-1X"),
    ],
)
def test_a_date_reads_as_a_historian_would_write_it(
    text: str, english: str, hungarian: str, serbian: str
) -> None:
    when = When.parse(text)

    assert when.describe() == english
    assert when.describe("hu") == hungarian
    assert when.describe("sr") == serbian or not serbian


@pytest.mark.parametrize(
    ("day", "since", "until", "by"),
    [
        (1, "1-jétől", "1-ig", "1-jén"),
        (2, "2-ától", "2-ig", "2-án"),
        (3, "3-tól", "3-ig", "3-án"),
        (4, "4-től", "4-ig", "4-én"),
        (6, "6-tól", "6-ig", "6-án"),
        (10, "10-től", "10-ig", "10-én"),
        (12, "12-től", "12-ig", "12-én"),
        (20, "20-tól", "20-ig", "20-án"),
        (22, "22-től", "22-ig", "22-én"),
        (23, "23-tól", "23-ig", "23-án"),
        (30, "30-tól", "30-ig", "30-án"),
        (31, "31-től", "31-ig", "31-én"),
    ],
)
def test_hungarian_endings_go_with_the_vowels_of_the_number(
    day: int, since: str, until: str, by: str
) -> None:
    text = f"1956-10-{day:02}"

    assert When.parse(f"{text}/..").describe("hu") == f"1956. október {since} kezdve"
    assert When.parse(f"../{text}").describe("hu") == f"1956. október {until}"
    assert When.parse(f"[..{text}]").describe("hu") == f"legkésőbb 1956. október {by}"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1956/..", "1956-tól kezdve"),
        ("1957/..", "1957-től kezdve"),
        ("1950/..", "1950-től kezdve"),
        ("1960/..", "1960-tól kezdve"),
        ("1900/..", "1900-tól kezdve"),
        ("2000/..", "2000-től kezdve"),
        ("1956-04/..", "1956. áprilistól kezdve"),
        ("1956-09/..", "1956. szeptembertől kezdve"),
        ("1956-22/..", "1956 nyarától kezdve"),
        ("1956-24/..", "1956–57 telétől kezdve"),
        ("[..1956]", "legkésőbb 1956-ban"),
        ("[..1957]", "legkésőbb 1957-ben"),
        ("[..1956-04]", "legkésőbb 1956. áprilisban"),
        ("[..195X]", "legkésőbb 1950-es években"),
        ("[..1956-21]", "legkésőbb 1956 tavaszán"),
        ("1956-11-04T04:00/..", "1956. november 4., 04:00-tól kezdve"),
        ("1956-11-04T04:15/..", "1956. november 4., 04:15-től kezdve"),
    ],
)
def test_hungarian_endings_fit_years_months_seasons_and_hours(
    text: str, words: str
) -> None:
    assert When.parse(text).describe("hu") == words


def test_serbian_is_told_in_either_alphabet() -> None:
    since = When.parse("1956-10-23/..")

    assert since.describe("sr-Cyrl-RS") == "од 23. октобра 1956. надаље"
    assert since.describe("sr-Latn") == "od 23. oktobra 1956. nadalje"


@settings(deadline=None, max_examples=300)
@given(whens, st.sampled_from(LANGUAGES))
def test_any_date_is_read_back_from_its_words(when: When, language: str) -> None:
    assert read_words(when.describe(language), language) == when


@settings(deadline=None, max_examples=300)
@given(TEXTS, st.sampled_from(LANGUAGES))
def test_dates_with_clock_times_are_read_back_too(text: str, language: str) -> None:
    try:
        when = When.parse(text)
    except DateSyntaxError:
        return
    assert read_words(when.describe(language), language) == when


@given(whens)
def test_doubt_is_never_dropped(when: When) -> None:
    words = when.describe()
    if words != str(when):
        told = ("about", "early", "mid-", "late", "the first days", "the last days")
        assert any(it in words for it in told) == when.is_approximate
        assert ("perhaps" in words) == when.is_uncertain


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1956-11-04T04:15?", "perhaps 04:15"),
        ("1956-11-04T04:00..06:00", "between 04:00 and 06:00"),
        ("1956-11-04T04:15:30+01:00", "04:15:30 (UTC+01:00)"),
        ("1956-11-04T04:15[Budapest]", "04:15[Budapest]"),
        ("1956-11-04", ""),
    ],
)
def test_the_clock_time_is_told_alone(text: str, words: str) -> None:
    assert describe_time(text) == words
