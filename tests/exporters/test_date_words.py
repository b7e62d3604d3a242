"""Words: dates as a reader would say them."""

import pytest
from hypothesis import given
from tests.dates.texts import TEXTS
from tests.exporters.world import readable

from chrono56.dates import When
from chrono56.exporters.date_words import in_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1956-10-23", "23 October 1956"),
        ("1956-10", "October 1956"),
        ("1956", "1956"),
        ("1956%", "perhaps about 1956"),
        ("1956-02", "February 1956"),
        ("1957-02", "February 1957"),
        ("1956-23", "between 1 September 1956 and 30 November 1956"),
        ("[1956-10-20..1956-10-25]", "between 20 October 1956 and 25 October 1956"),
        ("[..1956-11-07]", "by 7 November 1956"),
        ("[1956-11-07..]", "on or after 7 November 1956"),
        ("1956-10-23/1956-11-04", "from 23 October 1956 to 4 November 1956"),
        ("1956-11-04/..", "from 4 November 1956 on"),
        ("1956-11-04/", "from 4 November 1956 to an unknown end"),
        (
            "1956-11-04T04:15[Europe/Budapest]/",
            "from 4 November 1956, 04:15 (Europe/Budapest) to an unknown end",
        ),
        (
            "/1956-11-04T04:15[Europe/Budapest]",
            "from an unknown start to 4 November 1956, 04:15 (Europe/Budapest)",
        ),
        ("../1956-11-04", "until 4 November 1956"),
        ("/1956-11-04", "from an unknown start to 4 November 1956"),
        ("../..", "../.."),
        ("[..1956-11-22]/", "starting by 22 November 1956 to an unknown end"),
        ("1956/[1957..]", "from 1956 ending on or after 1 January 1957"),
        ("1944-24~", "about 1 December 1944 – 28 February 1945"),
        ("1956-11-04T04:15Z", "4 November 1956, 04:15 (UTC)"),
        ("1956-11-04T04:15-05:30", "4 November 1956, 04:15 (UTC-05:30)"),
        (
            "1956-11-04T04:15[Europe/Budapest]",
            "4 November 1956, 04:15 (Europe/Budapest)",
        ),
        ("1956-11-04T04:00..06:00", "4 November 1956, between 04:00 and 06:00"),
        ("1956-11-04T04:15?", "4 November 1956, perhaps 04:15"),
        ("1956-11-23T12:00/1956-11-23T13:00", "from 23 November 1956, 12:00 to 13:00"),
        ("1956-XX-23", "1956-XX-23 (between 23 January 1956 and 23 December 1956)"),
        ("-0043-03-15", "15 March 44 BC"),
        ("0000", "1 BC"),
    ],
)
def test_a_date_reads_as_a_historian_would_write_it(text: str, words: str) -> None:
    assert in_words(When.parse(text)) == words


@given(TEXTS.filter(readable))
def test_any_date_has_words_and_doubt_is_never_dropped(text: str) -> None:
    when = When.parse(text)
    words = in_words(when)

    if (when.earliest, when.latest) != (None, None) and not when.is_extent:
        assert ("about" in words) == when.is_approximate
        assert ("perhaps" in words) == when.is_uncertain
