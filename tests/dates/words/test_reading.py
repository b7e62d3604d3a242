"""Reading one expression: never a guess, and always a reason."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chrono56 import Distance, InWords, Ordering, When, find_dates, read_words
from chrono56.errors import DateSyntaxError, PluginError

LANGUAGES = ("en", "hu", "sr", "sr-Latn")


@pytest.mark.parametrize(
    ("words", "language", "expected"),
    [
        ("4 November", "en", "a year, in the words or from a context"),
        ("November", "en", "a year, in the words or from a context"),
        ("the 4th", "en", "a month, in the words or from a context"),
        ("23-án", "hu", "a month, in the words or from a context"),
        ("at nine o'clock", "en", "a day, in the words or from a context"),
        ("at 4", "en", "a day, in the words or from a context"),
        ("fél tíz körül", "hu", "a day, in the words or from a context"),
        ("у зору", "sr", "a day, in the words or from a context"),
        ("the fifties", "en", "a century, in the words or from a context"),
        ("karácsony", "hu", "a year, in the words or from a context"),
        ("the next day", "en", "a context: the date from which this is counted"),
        ("két órával később", "hu", "a context: the date from which this is counted"),
    ],
)
def test_what_is_missing_is_asked_for_and_never_taken_from_today(
    words: str, language: str, expected: str
) -> None:
    with pytest.raises(DateSyntaxError) as caught:
        read_words(words, language)

    assert caught.value.expected == expected


@pytest.mark.parametrize(
    ("words", "language", "offset", "expected"),
    [
        ("today", "en", 0, "a date in words (en) such as '4 November 1956'"),
        ("tegnap", "hu", 0, "a date in words (hu) such as '1956. november 4.'"),
        ("јуче", "sr", 0, "a date in words (sr) such as '4. новембар 1956.'"),
        ("", "en", 0, "a date in words (en) such as '4 November 1956'"),
        ("4 November 1956 tanks", "en", 16, "the end of the date"),
        ("1956. november 4-én kb", "hu", 20, "the end of the date"),
        ("31 September 1956", "en", 0, "a day from 1 to 30"),
        ("1957. február 29.", "hu", 14, "a day from 1 to 28"),
        ("31. новембра 1956.", "sr", 0, "a day from 1 to 30"),
        ("30 February", "en", 0, "a day from 1 to 29"),
        ("on 32 October 1956", "en", 3, "a day from 1 to 31"),
        ("32. октобра", "sr", 0, "a day from 1 to 31"),
        ("1956. október 32-én", "hu", 14, "a day from 1 to 31"),
        ("31. november", "hu", 2, "the end of the date"),
        ("Monday, 2 September 1666", "en", 0, None),
        ("Sunday, 2 September 1666 (New Style)", "en", 0, None),
        (
            "the first ten decades of the 20th century",
            *("en", 0, "a number of decades from 1 to 9"),
        ),
        ("Monday, 23 October 1956", "en", 0, None),
        ("13/13/1956", "en", 0, "a day and a month"),
        ("from 4 to 2 November 1956", "en", 0, "an end that is not before the start"),
        ("the winter of 1956–58", "en", 19, "a winter that ends in 1957"),
        ("1956/58", "en", 0, "two years that follow each other"),
        ("the night of 3–5 November 1956", "en", 0, None),
        ("Easter 1200", "en", 0, "Easter is counted from 1583 on"),
        ("the sixth Sunday of November 1956", "en", 0, "one of the 4 in that month"),
        ("4 November 1956, 14 a.m.", "en", 17, "an hour up to 12 before noon"),
        (
            *("the sixth week of November 1956", "en", 0),
            "a week from 1 to 5, or the last",
        ),
    ],
)
def test_what_is_no_date_is_refused_with_its_place(
    words: str, language: str, offset: int, expected: str | None
) -> None:
    with pytest.raises(DateSyntaxError) as caught:
        read_words(words, language)

    assert caught.value.offset == offset
    assert expected is None or caught.value.expected == expected


@pytest.mark.parametrize(
    ("words", "language", "least", "most"),
    [
        ("the next day", "en", "P1D", "P1D"),
        ("the previous day", "en", "-P1D", "-P1D"),
        ("that day", "en", "P0D", "P0D"),
        ("two hours after", "en", "PT2H", "PT2H"),
        ("twelve days earlier", "en", "-P12D", "-P12D"),
        ("sixty-three years later", "en", "P63Y", "P63Y"),
        ("a few days later", "en", "P2D", None),
        ("several weeks earlier", "en", None, "-P2W"),
        ("within two hours", "en", "PT0S", "PT2H"),
        ("within hours", "en", "PT0S", None),
        ("másnap", "hu", "P1D", "P1D"),
        ("három nappal korábban", "hu", "-P3D", "-P3D"),
        ("két óra múlva", "hu", "PT2H", "PT2H"),
        ("aznap", "hu", "P0D", "P0D"),
        ("sutradan", "sr", "P1D", "P1D"),
        ("два сата касније", "sr", "PT2H", "PT2H"),
        ("недељу дана раније", "sr", "-P1W", "-P1W"),
    ],
)
def test_a_distance_is_known_without_a_context_and_makes_an_ordering(
    words: str, language: str, least: str | None, most: str | None
) -> None:
    found = InWords.read(words, language)

    assert found.when is None
    assert found.distance == Distance(least, most)
    assert Ordering(other="march", least=least, most=most).most == most


def test_a_distance_is_counted_from_the_last_day_of_an_extent() -> None:
    fighting = When.parse("1956-11-04/1956-11-11")

    assert str(read_words("the next day", context=fighting)) == "1956-11-12"


@pytest.mark.parametrize("context", ["1956", "1956-10", "[1956-10-23..1956-10-25]"])
def test_days_are_counted_from_a_day_only(context: str) -> None:
    found = InWords.read("the next day", context=When.parse(context))

    assert found.when is None
    assert found.missing == "day"


@pytest.mark.parametrize(
    ("context", "date"),
    [
        # An evening was spoken of: so it is the evening.
        ("1956-10-23T18:00", "1956-10-23T21:30~"),
        ("1956-10-23T08:00", "1956-10-23T09:30~"),
        # It is past that time in the half that was spoken of.
        ("1956-10-23T11:00", "[1956-10-23T09:30~,1956-10-23T21:30~]"),
        ("1956-10-23", "[1956-10-23T09:30~,1956-10-23T21:30~]"),
    ],
)
def test_the_half_of_the_day_comes_from_the_time_before_if_it_fits(
    context: str, date: str
) -> None:
    found = InWords.read("fél tíz körül", "hu", When.parse(context))

    assert str(found.when) == date
    assert ("half" in found.from_context) == (not date.startswith("["))


@pytest.mark.parametrize("text", ["1956-10~", "[..1956-11-07]", "1956-XX-23", "XXXX"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_edtf_is_read_in_any_language(text: str, language: str) -> None:
    assert str(read_words(text, language)) == text


def test_two_years_are_no_season_by_its_number() -> None:
    assert str(read_words("1930-31")) == "1930/1931"


def test_an_unknown_language_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(PluginError, match="known are en, hu, sr"):
        read_words("4. November 1956", "de")


def offset_of_fault(words: str, language: str, context: When | None) -> int:
    """Return where words stop being a date; 0 if they are one, which is checked."""
    try:
        found = InWords.read(words, language, context)
    except DateSyntaxError as error:
        return error.offset
    assert found.when is None or When.parse(str(found.when)) == found.when
    return 0


@given(st.text(max_size=30), st.sampled_from(LANGUAGES))
def test_any_text_is_a_date_or_an_error_with_a_place_in_it(
    text: str, language: str
) -> None:
    assert 0 <= offset_of_fault(text, language, None) <= len(text)


WORDS = st.lists(
    st.sampled_from(
        (
            *("4", "23", "1956", "1956.", "–", "-", ".", ",", "(", ")"),
            *("november", "4-én", "elején", "körül", "előtt", "és", "között", "óra"),
            *("three", "o'clock", "half", "past", "the", "next", "day", "of", "early"),
            *("between", "from", "to", "and", "or", "a", "délután"),
            *("у", "пола", "девет", "око", "од", "до", "између", "новембра"),
        )
    ),
    max_size=9,
).map(" ".join)


@settings(deadline=None)
@given(WORDS, st.sampled_from(LANGUAGES))
def test_any_words_of_dates_are_a_date_or_an_error(words: str, language: str) -> None:
    context = When.parse("1956-10-23T18:00")

    assert 0 <= offset_of_fault(words, language, context) <= len(words)
    for one in find_dates(words, language, context):
        assert words[one.start : one.end] == one.reading.text


def test_a_list_of_dates_may_be_of_any_length() -> None:
    days = [f"{day} {month} 1956" for month in ("May", "July") for day in range(1, 31)]
    words = f"{', '.join(days * 7)} and 4 November 1956"

    assert len(str(read_words(words)).split(",")) == 61
    assert [found.reading.text for found in find_dates(words)] == [words]
