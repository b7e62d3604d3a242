from typing import Any

import pytest

from chrono56.chronology.distance import duration_words, ordering_words
from chrono56.errors import ReckoningError
from chrono56.model import Ordering


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("PT35S", "35 seconds"),
        ("P1D", "1 day"),
        ("PT24H", "24 hours"),
        (
            "P1Y2M3W4DT5H6M7S",
            "1 year 2 months 3 weeks 4 days 5 hours 6 minutes 7 seconds",
        ),
        ("-PT30M", "30 minutes"),
        ("PT0S", "no time"),
    ],
)
def test_a_duration_has_words(text: str, words: str) -> None:
    assert duration_words(text) == words


@pytest.mark.parametrize("text", ["", "P", "PT", "P1.5D", "P١D", "two hours"])
def test_what_no_ordering_can_hold_has_no_words(text: str) -> None:
    with pytest.raises(ReckoningError, match="is not a duration"):
        duration_words(text)


@pytest.mark.parametrize(
    ("least", "most", "words"),
    [
        ("PT2H", "PT2H", "2 hours after X"),
        ("-PT2H", "-PT2H", "2 hours before X"),
        ("PT0S", "PT0S", "at the time of X"),
        ("P0D", "P0D", "on the day of X"),
        ("PT0S", None, "after X"),
        (None, "PT0S", "before X"),
        ("P1D", None, "at least 1 day after X"),
        (None, "-P1D", "at least 1 day before X"),
        ("-PT1H", None, "after X, or no more than 1 hour before it"),
        (None, "PT1H", "before X, or no more than 1 hour after it"),
        ("PT0S", "PT30M", "within 30 minutes after X"),
        ("-PT30M", "PT0S", "within 30 minutes before X"),
        ("PT1H", "PT2H", "1 hour to 2 hours after X"),
        ("-PT2H", "-PT1H", "1 hour to 2 hours before X"),
        ("-PT1H", "PT2H", "from 1 hour before to 2 hours after X"),
    ],
)
def test_an_ordering_says_how_far_and_on_which_side(
    least: str | None, most: str | None, words: str
) -> None:
    assert ordering_words(Ordering(other="x", least=least, most=most), "X") == words


@pytest.mark.parametrize(
    ("least", "most", "in_hungarian", "in_serbian"),
    [
        ("PT2H30M", "PT2H30M", "2 óra 30 perccel X után", "2 сата 30 минута после X"),
        ("-P1D", "-P1D", "1 nappal X előtt", "1 дан пре X"),
        ("P1Y", None, "legalább 1 évvel X után", "најмање 1 годину после X"),
        (
            *("-P1M", None, "X után, vagy legfeljebb 1 hónappal előtte"),
            "после X, или највише 1 месец пре тога",
        ),
        ("P11Y", None, "legalább 11 évvel X után", "најмање 11 година после X"),
        ("PT0S", "P21W", "legfeljebb 21 héttel X után", "највише 21 недељу после X"),
        ("PT0S", "P1W", "legfeljebb 1 héttel X után", "највише 1 недељу после X"),
        (
            *("PT1S", "PT20M", "legalább 1 másodperccel, de legfeljebb 20 perccel"),
            "1 секунду до 20 минута после X",
        ),
        (
            *("-PT1H", "PT2H", "legfeljebb 1 órával X előtt, vagy legfeljebb"),
            "највише 1 сат пре или највише 2 сата после X",
        ),
    ],
)
def test_an_ordering_is_told_in_other_languages_as_they_count(
    least: str, most: str | None, in_hungarian: str, in_serbian: str
) -> None:
    ordering = Ordering(other="x", least=least, most=most)

    assert ordering_words(ordering, "X", language="hu").startswith(in_hungarian)
    assert ordering_words(ordering, "X", language="sr") == in_serbian


@pytest.mark.parametrize(
    ("bounds", "words"),
    [
        ({"least": "PT35S", "most": "PT35S"}, "lasted 35 seconds"),
        ({"least": "P1D"}, "lasted at least 1 day"),
        ({"least": "P1D", "most": "P3D"}, "lasted at least 1 day, at most 3 days"),
    ],
)
def test_the_end_after_the_own_start_is_a_length(
    bounds: dict[str, Any], words: str
) -> None:
    ordering = Ordering("end", other="x", other_point="start", **bounds)

    assert ordering_words(ordering, "X", about="x") == words


def test_the_points_are_named_where_not_the_whole_is_meant() -> None:
    ordering = Ordering("start", other="x", other_point="end", least="PT0S")

    assert ordering_words(ordering, "X") == "start: after the end of X"
