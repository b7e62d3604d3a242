"""Of which date a text speaks: the main one, asides, rows of a list, nights."""

import pytest

from chrono56 import When, find_dates


def dates(text: str, language: str, context: str = "") -> list[str]:
    """Return the date of each expression, or what is missing."""
    spoken = When.parse(context) if context else None
    return [
        str(one.reading.when or one.reading.missing)
        for one in find_dates(text, language, spoken)
    ]


@pytest.mark.parametrize(
    ("text", "language", "last"),
    [
        # It goes back amid a sentence.
        ("On 9 May 1955 a pact ended that began two days earlier. At 8 p.m.", "en", 9),
        ("On 9 May 1955 met again those who had parted on the 2nd. At 8 p.m.", "en", 9),
        ("1955. május 9-én ült össze a 2-án alakult testület. Este nyolckor", "hu", 9),
        ("9. маја 1955. састало се веће изабрано 2. маја. У 8 часова увече", "sr", 9),
        # At the beginning of a sentence it is what the text speaks of.
        ("On 9 May 1955 they met. On the 2nd they had agreed. At 8 p.m.", "en", 2),
        ("1955. május 9-én ülés volt. Május 2-án szünet. Este nyolckor", "hu", 2),
        # It goes on.
        ("On 9 May 1955 the men of Pest met again on the 11th. At 8 p.m.", "en", 11),
        # Something is only fixed for it.
        ("1955. május 9-én döntöttek: másnap öt órára hívják. Este nyolckor", "hu", 9),
        # By then it had come.
        ("On 9 May 1955 they met. By May 11 it was over. At 8 p.m.", "en", 11),
        ("1955. május 9-én ülés volt. 11-ére véget ért. Este nyolckor", "hu", 11),
        # A day of any year is none to lean on.
        (
            "1955. május 9-én kérték, hogy május 1-je legyen ünnep. Este nyolckor",
            "hu",
            9,
        ),
        # Neither is one in brackets, but what stands beside it there leans on it.
        ("On 9 May 1955 (a committee of 2 May) they met. At 8 p.m.", "en", 9),
        ("On 9 May 1955 they met (on 11 May, at 8 p.m.", "en", 11),
    ],
)
def test_a_time_of_the_day_is_of_the_day_that_the_text_speaks_of(
    text: str, language: str, last: int
) -> None:
    assert dates(text, language)[-1] == f"1955-05-{last:02}T20:00"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("In 1955 the chairman, in office already since 1949, resigned. In June", "en"),
        (
            "1955-ben lemondott a már régóta, 1949-ben megválasztott elnök. Júniusban",
            "hu",
        ),
        ("Године 1955. је пао председник изабран још давне 1949. године. У јуну", "sr"),
    ],
)
def test_a_year_told_in_passing_is_not_that_of_the_next_sentence(
    text: str, language: str
) -> None:
    assert dates(text, language)[-1] == "1955-06"


def test_what_leaves_the_context_amid_a_sentence_is_told_in_passing() -> None:
    text = "In May the house was built that burnt down at last in 1971. In June"

    assert dates(text, "en", "1955") == ["1955-05", "1971", "1955-06"]
    assert dates(text, "en") == ["year", "1971", "1971-06"]


def test_an_abbreviation_ends_no_sentence() -> None:
    text = "On 9 May 1955 the pact made two days earlier by Dr. Szabó lapsed at 8 p.m."

    assert dates(text, "en")[-1] == "1955-05-07T20:00"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("May 3 – A painter, later in Rome (in 1971 in Paris\nMay 9 – Rain", "en"),
        (
            "május 3. – Szobrász, aki 1971 júniusában Párizsban élt\nmájus 9. – Eső",
            "hu",
        ),
        ("3. мај – Сликар, од 1971. у Паризу\n9. мај – Киша", "sr"),
    ],
)
def test_the_head_of_a_row_leans_on_nothing_said_within_another_row(
    text: str, language: str
) -> None:
    assert dates(text, language, "1955")[-1] == "1955-05-09"


def test_after_a_row_the_text_speaks_of_the_date_that_heads_it() -> None:
    text = "May 3 – Rain, as on 20 June, the longest day\nIn the evening a storm"

    assert dates(text, "en", "1955")[-1] == "1955-05-03T18:00..22:00~"


@pytest.mark.parametrize(
    ("text", "last"),
    [
        # A night follows what happens by day.
        (
            "On 9 May 1955, at 8 p.m., they met. That night",
            "[1955-05-09T20:00~..1955-05-10T05:00~]",
        ),
        (
            "On 9 May 1955 they met. That night",
            "[1955-05-09T20:00~..1955-05-10T05:00~]",
        ),
        (
            "On 9 May 1955 at dawn they met. During the night",
            "[1955-05-08T20:00~..1955-05-09T05:00~,1955-05-09T20:00~..1955-05-10T05:00~]",
        ),
        # By day it is the day that follows the night.
        (
            "On 9 May 1955, at 8 p.m., they met. That night it rained. At noon",
            "1955-05-10T12:00",
        ),
        (
            "On 9 May 1955, at 8 p.m., they met. That night it rained. The next day",
            "1955-05-10",
        ),
        # A second evening and night may be the same or another one.
        (
            "On 9 May 1955, at 8 p.m., they met. That night it rained. In the evening",
            "day",
        ),
        # The morning after an evening was spoken of may go back or on.
        (
            "On 9 May 1955, at 8 p.m., they met. In the morning",
            "[1955-05-09T06:00..12:00~,1955-05-10T06:00..12:00~]",
        ),
        # Midnight comes after the hour that was told.
        ("On 9 May 1955, at 8 p.m., they met. At midnight", "1955-05-10T00:00"),
    ],
)
def test_the_night_is_the_one_that_the_text_allows(text: str, last: str) -> None:
    assert dates(text, "en")[-1] == last


def test_an_hour_in_the_night_after_an_evening_is_of_the_next_day() -> None:
    text = "1955. május 9-én este gyűltek össze. Éjjel kettőkor oszlottak szét."

    assert dates(text, "hu") == ["1955-05-09T18:00..22:00~", "1955-05-10T02:00"]


def test_no_second_night_is_counted_from_a_day_that_only_follows_a_night() -> None:
    text = (
        "On 9 May 1955, at 8 p.m., they met. During the night it rained. At noon they "
        "ate. During the night it rained again. The next day they left."
    )

    assert dates(text, "en")[-3:] == [
        "1955-05-10T12:00",
        "[1955-05-10T20:00~..1955-05-11T05:00~]",
        "1955-05-11",
    ]


@pytest.mark.parametrize(
    ("text", "language", "context", "days"),
    [
        (
            "1956\n\n4 May: A.\n\n1957\n\n4 May: B.",
            "en",
            "",
            ["1956-05-04", "1957-05-04"],
        ),
        ("1956:\n4 May – A\n1957:\n4 May – B", "en", "", ["1956-05-04", "1957-05-04"]),
        (
            "Május\n4-én A.\n\nJúnius\n\n4-én B.",
            "hu",
            "1956",
            ["1956-05-04", "1956-06-04"],
        ),
        # What is not within the context heads something else.
        ("1999\n\n4 May: A.\n\n5 May: B.", "en", "1956", ["1956-05-04", "1956-05-05"]),
        # What has more in its line heads nothing.
        ("1957 was dry\n\n4 May: A.", "en", "1956", ["1956-05-04"]),
        ("The 1950s\n\n4 May: A.", "en", "", ["year"]),
    ],
)
def test_a_line_that_is_a_month_or_a_year_heads_what_follows(
    text: str, language: str, context: str, days: list[str]
) -> None:
    found = dates(text, language, context)

    assert [day for day in found if len(day) == 10 or day == "year"] == days


@pytest.mark.parametrize(
    ("text", "last"),
    [
        (
            "Until September 1955 nothing happened. In mid-October",
            "[1955-10-11~..1955-10-20~]",
        ),
        (
            "From September 1955 on it rained. In mid-October",
            "[1955-10-11~..1955-10-20~]",
        ),
        # In passing it counts no further than its sentence.
        ("In May 1955 those met who had ruled since June 1953. In July", "1955-07"),
    ],
)
def test_of_what_has_one_end_that_is_spoken_of(text: str, last: str) -> None:
    assert dates(text, "en")[-1] == last


@pytest.mark.parametrize(
    ("text", "decade"),
    [
        ("He was born in 1911. In the thirties", "193X"),
        ("It was written in 1956. In the eighties", "198X"),
        ("It was written in 2020. In the eighties", "198X"),
        ("It was written in 2000. In the nineties", "199X"),
        ("He was born in 1911. In the fifties", "century"),
    ],
)
def test_a_decade_is_that_which_the_date_spoken_of_allows(
    text: str, decade: str
) -> None:
    assert dates(text, "en")[-1] == decade
