"""The check that ships as a plugin: weekdays that sources name, by their calendar."""

import datetime
import sys
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.chronology.checking import chronology
from tests.plugins.installed import PLUGINS, points_of

from chrono56.dates import When
from chrono56.findings import Finding
from chrono56.log.actions import Ranked
from chrono56.model import Citation, Claim, Dating, Event, Source
from chrono56.plugins.host import PluginHost

NAME = "chrono56-check-weekdays"


@pytest.fixture(scope="module")
def weekdays() -> Iterator[Any]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "path", [str(PLUGINS / NAME / "src"), *sys.path])
        yield import_module("chrono56_check_weekdays.weekdays")


def found(
    words: str, when: str, language: str = "", rank: str = "normal"
) -> list[Finding]:
    """Return what the plugin finds in one claim, as it is offered."""
    says = Claim("c", "march", Dating(when), [Citation("a")], as_written=words)
    told = chronology(
        *(Source("a", language=language), Event("march"), says),
        then=[Ranked("c", rank)],
    )
    offers = PluginHost.load(points_of(NAME), {}).checks()
    return list(told.check(["weekday"], offers=offers))


@pytest.mark.usefixtures("weekdays")
class TestWhatIsFound:
    @pytest.mark.parametrize(
        ("words", "when", "language", "says"),
        [
            (
                "on Wednesday",
                "1956-10-23",
                "en",
                "but 23 October 1956 is a Tuesday",
            ),
            (
                "Wednesday",
                "1956-10-23T20:00",
                "en-GB",
                "but 23 October 1956, 20:00 is a Tues",
            ),
            (
                "hétfőn este",
                "1956-10-23",
                "hu",
                "Monday, but 23 October 1956 is a",
            ),
            ("у среду", "1956-10-23", "sr", "names Wednesday"),
            ("u četvrtak", "1956-10-23", "sr-Latn", "names Thursday"),
            ("у недељу", "1956-10-23", "sr", "names Sunday"),
            ("VASÁRNAP", "1956-10-23", "", "names Sunday"),
            ("from Sunday to Tuesday", "1956-10-22/1956-10-23", "en", "has none"),
            ("on a Sunday", "-0043-03-15", "en", "but 15 March 44 BC is a Friday"),
        ],
    )
    def test_a_weekday_on_which_the_date_does_not_fall(
        self, words: str, when: str, language: str, says: str
    ) -> None:
        (finding,) = found(words, when, language)

        assert (finding.rule, finding.severity) == ("weekday", "warning")
        assert (finding.about, finding.claims) == (("march",), ("c",))
        assert finding.text.startswith(f"“{words}” names")
        assert says in finding.text

    @pytest.mark.parametrize(
        ("words", "when", "language"),
        [
            ("on Tuesday", "1956-10-23", "en"),
            ("kedden", "1956-10-23", "hu"),
            ("у уторак", "1956-10-23", "sr"),
            ("Wednesday", "1956-10", "en"),
            ("Wednesday", "1956-10-23~", "en"),
            ("Wednesday", "1956-10-23/1956-10-25", "en"),
            ("Wednesday", "1956-10-23/..", "en"),
            ("the day after Sunday", "1956-10-23", "en"),
            ("a hétfő utáni napon", "1956-10-23", "hu"),
            ("прве недеље", "1956-10-23", "sr"),
            ("Szombathelyen", "1956-10-23", "hu"),
            ("Wednesday", "1956-10-23", "hu"),
            ("mercredi", "1956-10-23", "fr"),
            ("", "1956-10-23", "en"),
        ],
    )
    def test_what_is_right_possible_or_means_something_else_is_none(
        self, words: str, when: str, language: str
    ) -> None:
        assert found(words, when, language) == []

    def test_a_deprecated_claim_is_none(self) -> None:
        assert found("Wednesday", "1956-10-23", "en", rank="deprecated") == []


class TestDays:
    @given(st.dates(), st.integers(0, 8))
    def test_they_are_those_of_the_standard_library(
        self, weekdays: Any, first: datetime.date, more: int
    ) -> None:
        days = [
            first + datetime.timedelta(days=n)
            for n in range(more + 1)
            if first.toordinal() + n <= datetime.date.max.toordinal()
        ]
        when = When.parse(f"[{days[0]}..{days[-1]}]")

        assert weekdays.days_of(when) == {day.weekday() for day in days}
