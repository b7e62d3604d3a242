"""Telling a date in natural words, as a historian would write them."""

import pytest
from hypothesis import given
from tests.strategies import whens

from chrono56 import When
from chrono56.dates.words.describing import describe_time


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
            "[1956-11-04..]",
            "on or after 4 November 1956",
            "legkorábban 1956. november 4-én",
            "најраније 4. новембра 1956.",
        ),
        (
            "[1956-11..]",
            "in or after November 1956",
            "legkorábban 1956. novemberben",
            "најраније новембра 1956.",
        ),
        ("[..1956]", "in or before 1956", "legkésőbb 1956-ban", "најкасније 1956."),
        (
            "[195X..]",
            "in or after the 1950s",
            "legkorábban az 1950-es években",
            "најраније 1950-их",
        ),
        (
            "[..1956-39~]",
            "in or before late 1956",
            "legkésőbb 1956 végén",
            "најкасније крајем 1956.",
        ),
        (
            "[..1956-11-XX]",
            "by some day of November 1956",
            "legkésőbb 1956. november egyik napján",
            "најкасније неког дана новембра 1956.",
        ),
        (
            "[1956-10-20..1956-10-25]",
            "between 20 and 25 October 1956",
            "1956. október 20. és 25. között",
            "између 20. и 25. октобра 1956.",
        ),
        (
            "1956-10-23/1956-11-04",
            "from 23 October to 4 November 1956",
            "1956. október 23-tól november 4-ig",
            "од 23. октобра до 4. новембра 1956.",
        ),
        (
            "1956-11-04/",
            "from 4 November 1956 (end unknown)",
            "1956. november 4-től (vége ismeretlen)",
            "од 4. новембра 1956. (крај непознат)",
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
        (
            "{1956-10..1956-12}",
            "everything from October to December 1956",
            "mindvégig 1956. október és december között",
            "све време од октобра до децембра 1956.",
        ),
        (
            "[1956-10-23T15:00,1956-10-24]",
            "one of these: 23 October 1956, 15:00; 24 October 1956",
            "ezek egyike: 1956. október 23., 15:00; 1956. október 24.",
            "један од ових датума: 23. октобар 1956, 15:00; 24. октобар 1956.",
        ),
        (
            "1956/1957-02-03?",
            "from 1956 to perhaps 3 February 1957",
            "kezdete: 1956; vége: talán 1957. február 3.",
            "од 1956. до можда 3. фебруара 1957.",
        ),
        (
            "[1956-10-23,1956-10-25]/..",
            "from 23 or 25 October 1956 on",
            "kezdete: 1956. október 23. vagy 25.",
            "од 23. или 25. октобра 1956. надаље",
        ),
        (
            "[1956-10-26,1956-10-27,1956-10-30]",
            "26, 27 or 30 October 1956",
            "1956. október 26., 27. vagy 30.",
            "26, 27. или 30. октобар 1956.",
        ),
        (
            "[1956-10-26,1956-11-04]",
            "26 October or 4 November 1956",
            "1956. október 26. vagy november 4.",
            "26. октобар или 4. новембар 1956.",
        ),
        (
            "{1956-10,1956-11}",
            "October and November 1956",
            "1956. október és november",
            "октобар и новембар 1956.",
        ),
        (
            "[1956-10-26?,1956-10-27]",
            "perhaps 26 October 1956 or 27 October 1956",
            "talán 1956. október 26. vagy 1956. október 27.",
            "можда 26. октобар 1956. или 27. октобар 1956.",
        ),
        (
            "1953-06-13/1953-06-16",
            "from 13 to 16 June 1953",
            "1953. június 13-tól 16-ig",
            "од 13. до 16. јуна 1953.",
        ),
        (
            "[1956-10..1956-12]",
            "between October and December 1956",
            "1956. október és december között",
            "између октобра и децембра 1956.",
        ),
        (
            "1956-10-30~/1956-11-02",
            "from about 30 October 1956 to 2 November 1956",
            "kezdete: 1956. október 30. körül; vége: 1956. november 2.",
            "од око 30. октобра 1956. до 2. новембра 1956.",
        ),
        (
            "1956-10-30/1956-10-30",
            "from 30 October 1956 to 30 October 1956",
            "1956. október 30-tól 1956. október 30-ig",
            "од 30. октобра 1956. до 30. октобра 1956.",
        ),
        (
            "1956-10/1956-11-02",
            "from October 1956 to 2 November 1956",
            "1956. októbertől 1956. november 2-ig",
            "од октобра 1956. до 2. новембра 1956.",
        ),
        (
            "-0043-03-15/-0043-04-01",
            "from 15 March 44 BC to 1 April 44 BC",
            "i. e. 44. március 15-től i. e. 44. április 1-ig",
            "од 15. марта 44. п. н. е. до 1. априла 44. п. н. е.",
        ),
        ("[..]", "an unknown time", "ismeretlen időpont", "непознато време"),
        ("../..", "without beginning or end", "kezdet és vég nélkül", ""),
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
        ("[..195X]", "legkésőbb az 1950-es években"),
        ("[..200X~]", "legkésőbb 2000-től számított tíz év körül"),
        ("[..1956-33]", "legkésőbb 1956 első negyedében"),
        ("[..1956-XX]", "legkésőbb 1956 egyik hónapjában"),
        ("[..1956-10-XX]", "legkésőbb 1956. október egyik napján"),
        ("[..195X-10]", "legkésőbb az 1950-es évek egyik évének októberében"),
        ("[..202X-03-01]", "legkésőbb a 2020-as évek egyik évének március 1-jén"),
        (
            "[..1956-11-04T04:00..06:00%]",
            "legkésőbb 1956. november 4., talán kb. 04:00–06:00",
        ),
        ("[..0987-24]", "legkésőbb i. sz. 987-ben kezdődött télen"),
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


@given(whens)
def test_doubt_is_never_dropped(when: When) -> None:
    words = when.describe()
    vague = ("about", "early", "mid-", "late", "the first days", "the last days")

    told = any(it in words for it in (*vague, "approximate"))
    assert told == when.is_approximate
    assert ("perhaps" in words or "uncertain" in words) == when.is_uncertain


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1956-11-04T04:15?", "perhaps 04:15"),
        ("1956-11-04T04:00..06:00", "between 04:00 and 06:00"),
        ("1956-11-04T04:15:30+01:00", "04:15:30 (UTC+01:00)"),
        ("1956-11-04T04:15[CET]", "04:15 (TZ CET)"),
        ("1956-11-04", ""),
    ],
)
def test_the_clock_time_is_told_alone(text: str, words: str) -> None:
    assert describe_time(text) == words
