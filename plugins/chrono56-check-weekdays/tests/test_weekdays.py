"""The plugin as it is installed: listed without a problem, and true to the calendar."""

import chrono56
from chrono56.testing import check_plugin


def test_it_is_found_and_has_no_problem() -> None:
    check_plugin("chrono56-check-weekdays")


def test_a_wrong_weekday_is_found_and_a_right_one_is_not() -> None:
    log = chrono56.open_log("memory:", by="anna")
    with log.entry("the march") as entry:
        diary = entry.source("diary", csl={"type": "manuscript"}, language="hu")
        march = entry.event("march", labels={"en": "March"})
        for words in ("kedden", "szerdán"):
            entry.claim(
                march, chrono56.Dating("1956-10-23"), cite=diary, as_written=words
            )
    (finding,) = chrono56.check(log.chronology(), ["weekday"])

    assert finding.text == "“szerdán” names Wednesday, but 23 October 1956 is a Tuesday"
    assert (finding.severity, finding.about) == ("warning", ("march",))
