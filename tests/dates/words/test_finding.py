"""Finding the dates of a running text: what they are, and what they lean on."""

import itertools

import pytest

from chrono56 import FoundDate, When, find_dates


def found(text: str, language: str, context: str = "") -> list[tuple[str, str]]:
    """Return the words and the date of each expression, or what is missing."""
    spoken = When.parse(context) if context else None
    return [
        (one.reading.text, str(one.reading.when or one.reading.missing))
        for one in find_dates(text, language, spoken)
    ]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        (
            "On 23 October 1956 students marched. The next day tanks came, at dawn.",
            [
                ("23 October 1956", "1956-10-23"),
                ("The next day", "1956-10-24"),
                ("at dawn", "1956-10-24T03:00..06:00~"),
            ],
        ),
        (
            "At 4:15 a.m. on November 4 the attack began; by November 7 it was over.",
            [
                ("At 4:15 a.m. on November 4", "1956-11-04T04:15"),
                ("by November 7", "[..1956-11-07]"),
            ],
        ),
        # A date in brackets is not the one spoken of.
        (
            "In May 1955 (he was born on 7 June 1896) he left; in June he came back.",
            [
                ("May 1955", "1955-05"),
                ("7 June 1896", "1896-06-07"),
                ("June", "1955-06"),
            ],
        ),
        # A year that names something is none to lean on.
        (
            "On 16 June 1989 those of the 1956 revolution were buried, on 17 June not.",
            [
                ("16 June 1989", "1989-06-16"),
                ("1956", "1956"),
                ("17 June", "1989-06-17"),
            ],
        ),
        (
            "It lasted from the 1950s on, in the 20th century.",
            [("from the 1950s on", "195X/.."), ("the 20th century", "[1901..2000]")],
        ),
    ],
)
def test_the_dates_of_an_english_text_are_found_with_their_words(
    text: str, dates: list[tuple[str, str]]
) -> None:
    assert found(text, "en", "1956-10") == dates


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        (
            "Október 22-én eldőlt: másnap délután három órára! Fél tíz körül",
            [
                ("Október 22-én", "1956-10-22"),
                ("másnap délután három órára", "1956-10-23T15:00"),
                ("Fél tíz körül", "[1956-10-22T09:30~,1956-10-22T21:30~]"),
            ],
        ),
        (
            "Az 1956-os év végén, illetve 1957 januárjában; az 1957. évi 4. törvény.",
            [("1956-os év végén", "1956-39~"), ("1957 januárjában", "1957-01")],
        ),
        # A blank may be missing after a full stop, and old typesetting lacks ő and ű.
        (
            "Elbukott.1957 januárjában ítéltek, november 1-tõl vezényeltek.",
            [("1957 januárjában", "1957-01"), ("november 1-tõl", "1957-11-01/..")],
        ),
    ],
)
def test_the_dates_of_a_hungarian_text_are_found_with_their_words(
    text: str, dates: list[tuple[str, str]]
) -> None:
    assert found(text, "hu", "1956") == dates


@pytest.mark.parametrize(
    "text",
    [
        "Крајем октобра почели су преговори, а 4. новембра у зору стигли су тенкови.",
        "Krajem oktobra počeli su pregovori, a 4. novembra u zoru stigli su tenkovi.",
    ],
)
def test_the_dates_of_a_serbian_text_are_found_in_either_alphabet(text: str) -> None:
    assert [date for _, date in found(text, "sr", "1956")] == [
        "[1956-10-21~..1956-10-31~]",
        "1956-11-04T03:00..06:00~",
    ]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("He was 62 years old and had two children; 35 seconds; page 14.", "en"),
        ("See p. 1956, no. 1307, pp. 1900–1910 and the first chapter.", "en"),
        ("ISBN 978-963-9241-66-4, A/3592, 6:3, 28,8%, room 1956-17b", "en"),
        ("You may march on; he sat in the sun, and the march was long.", "en"),
        ("nearly 1400 buildings and some 2000 tanks, at least 1956 dead", "en"),
        ("Two days after the march; an hour before the speech.", "en"),
        ("Sixty-three of the four.", "en"),
        ("Past 23 October Square into November 7 Street.", "en"),
        ("A 23-as busz a 6-os úton, a Május 1. utcán át, az Április 4. téren.", "hu"),
        ("A VIII. kerület, a XX. kongresszus, a 301-es parcella, 79 évesen.", "hu"),
        ("Az 1990. évi XXVIII. törvény és az 1957. évi 4. törvényerejű rendelet", "hu"),
        ("Mintegy 2000 harckocsi, 1400 ház, 2652 magyar; 10-22 év börtön.", "hu"),
        ("már nem, de hat óra alatt két óra telt el, a második helyen", "hu"),
        ("Nova Huta első titkára, 90 éve veretlen; a 16 pont.", "hu"),
        # To the south as well as by noon.
        ("A csapatok délre fordultak, Budapesttől délen. Délről jöttek.", "hu"),
        ("17. гардијска дивизија, стр. 370, 5. конгрес, 2000 тенкова", "sr"),
        ("Око 15.35 милиона, око 12.30 метара, око 15 људи", "sr"),
    ],
)
def test_counts_ages_pages_acts_and_common_words_are_no_dates(
    text: str, language: str
) -> None:
    assert found(text, language, "1956-10-23") == []


@pytest.mark.parametrize(
    ("text", "language", "dates"),
    [
        ("It was 29 February.", "en", []),
        ("It was February 29, 1957, and cold.", "en", []),
        ("From 30 February to 3 March. On 4 March.", "en", ["1957-03-04"]),
        ("On 32 October they met.", "en", []),
        ("On 28 May, 32 June and 3 July.", "en", ["1957-05-28", "1957-07-03"]),
        # What does not stand as a day counts what is after it.
        ("In October 56 people died.", "en", ["1957-10"]),
        ("It is in no. 45 October 1956.", "en", ["1956-10"]),
        ("Ez a 31. november volt.", "hu", []),
        ("Az 1956. november 31-i gyűlés.", "hu", []),
        ("Október 32-én jöttek.", "hu", []),
        ("Ott 1956 október 32 halott maradt.", "hu", ["1956-10"]),
        ("Било је 32. октобра у граду.", "sr", []),
        ("Било је 31. новембра 1956. године.", "sr", []),
    ],
)
def test_a_day_that_its_month_has_not_is_no_date_and_neither_is_the_month(
    text: str, language: str, dates: list[str]
) -> None:
    assert [date for _, date in found(text, language, "1957")] == dates


def test_each_expression_has_its_place_and_what_it_leans_on() -> None:
    text = "On 23 October 1956 it began. On the 24th, at 9 p.m., it spread."
    first, second, third = find_dates(text)

    assert text[first.start : first.end] == "23 October 1956"
    assert first.leans_on is None
    assert second.leans_on == (first.start, first.end)
    assert third.leans_on == (second.start, second.end)
    assert third.reading.from_context == {"year", "month", "day"}


def test_what_comes_from_the_given_context_leans_on_no_expression() -> None:
    (only,) = find_dates("4 November", context=When.parse("1956"))

    assert only.reading.from_context == {"year"}
    assert only.leans_on is None


def test_what_nothing_completes_is_found_all_the_same() -> None:
    (only,) = find_dates("november 4-én", "hu")

    assert (only.reading.when, only.reading.missing) == (None, "year")


def test_a_paragraph_begins_with_the_context_again() -> None:
    text = (
        "In 1989 it was judged anew.\n\n4 November: tanks.\n\n5 November: more tanks."
    )

    assert found(text, "en", "1956") == [
        ("1989", "1989"),
        ("4 November", "1956-11-04"),
        ("5 November", "1956-11-05"),
    ]


def test_a_day_within_the_context_is_spoken_of_beyond_its_paragraph() -> None:
    text = "23 October: the march.\n\nIn the evening, the radio."

    assert found(text, "en", "1956")[1][1] == "1956-10-23T18:00..22:00~"


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("január 13–16. – Ülés", ["1956-01-13/1956-01-16"]),
        ("január 26. – február 5. – Verseny", ["1956-01-26/1956-02-05"]),
        ("március 26. – 10 ország", ["1956-03-26"]),
        ("Évek: 1955 – 1956 – 1957", ["1955", "1956", "1957"]),
        ("1950-es évek – 1960-as évek – 1970-es évek", ["195X", "196X", "197X"]),
    ],
)
def test_a_dash_with_blanks_joins_or_separates(text: str, dates: list[str]) -> None:
    assert [date for _, date in found(text, "hu", "1956")] == dates


@pytest.mark.parametrize(
    ("text", "language", "dates"),
    [
        ("Népes volt.Délben ébredt; Eseményekjúlius 2. – Eső", "hu", 2),
        ("The End.EventsJuly 2 – Rain; LisbonApril 3 – Fog", "en", 2),
        ("ДогађајиСептембар 1956. – киша", "sr", 1),
        ("LeMay, DiMarco and VanMarch said so.", "en", 0),
        ("Dismay 4 and demarch 5; a nagyapám 3, tizenegynyár 2.", "hu", 0),
    ],
)
def test_a_missing_blank_hides_no_date_and_makes_none_of_a_name(
    text: str, language: str, dates: int
) -> None:
    assert len(find_dates(text, language, When.parse("1956-10-23"))) == dates


def test_a_number_in_brackets_is_no_part_of_the_date_before_it() -> None:
    assert found(
        "Minutes, May 2-5, 1957 (12 pages); Paris, 1961 (310 pages)", "en"
    ) == [
        ("May 2-5, 1957", "1957-05-02/1957-05-05"),
        ("1961", "1961"),
    ]


@pytest.mark.parametrize(
    ("text", "language", "date"),
    [
        ("It lasted from 4 to 6 p.m.", "en", "1956-10-23T16:00/1956-10-23T18:00"),
        ("Open 10–11 a.m.", "en", "1956-10-23T10:00/1956-10-23T11:00"),
        ("At noon on the 25th they met.", "en", "1956-10-25T12:00"),
        ("május 8.– Egy szobor", "hu", "1956-05-08"),
        ("A gyűlés este tízig tartott.", "hu", "../1956-10-23T22:00"),
        ("A zárlat 25-éig tartott.", "hu", "../1956-10-25"),
        ("A zárlat 25-étől tartott.", "hu", "1956-10-25/.."),
    ],
)
def test_hours_and_days_are_told_apart(text: str, language: str, date: str) -> None:
    assert [it for _, it in found(text, language, "1956-10-23")] == [date]


def test_street_fighting_on_a_day_is_on_that_day() -> None:
    assert len(find_dates("On 24 October street fighting began.")) == 1
    assert len(find_dates("Október 24-én utcai harcok törtek ki.", "hu")) == 1


def test_a_line_that_ends_amid_a_sentence_goes_on() -> None:
    assert found("It was on\n4 November\n1956.", "en") == [
        ("4 November\n1956", "1956-11-04")
    ]
    assert len(find_dates("Nov 4\nNov 5\n1956 – 1957\n4 November", "en")) == 4


@pytest.mark.parametrize(
    "unit",
    [
        "october ",
        "1956",
        "4 ",
        "november 4-én ",
        "from ",
        "the night of ",
        "1 or ",
        "((",
        "((4 May) ",
        "a 4 May – b\n",
        "mAy ",
    ],
)
@pytest.mark.parametrize("language", ["en", "hu", "sr"])
def test_the_time_grows_with_the_text_and_no_faster(unit: str, language: str) -> None:
    def work(size: int) -> int:
        return _calls(unit * (size // len(unit)), language)

    assert work(1600) < 3 * work(800) + 1000


def _calls(text: str, language: str) -> int:
    """Count the calls that finding makes: a time that no other process disturbs."""
    import sys

    count = 0

    def note(*_: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(note)
    try:
        find_dates(text, language)
    finally:
        sys.setprofile(None)
    return count


def test_a_mark_that_belongs_to_no_letter_hides_no_date() -> None:
    assert found("\u0308 4. новембра 1956.", "sr") == [
        ("4. новембра 1956.", "1956-11-04")
    ]


def test_nothing_is_found_in_nothing() -> None:
    assert find_dates("") == []
    assert isinstance(find_dates("1956")[0], FoundDate)


@pytest.mark.parametrize("between", [", ", "; ", " and ", "–"])
def test_the_dates_of_a_list_are_found_however_long_it_is(between: str) -> None:
    dates = [f"{1 + number % 28} October 1956" for number in range(1000)]

    found = find_dates(between.join(dates), "en")

    assert found[0].start == 0
    assert found[-1].reading.when is not None
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))
