"""The sample: what it is for occurs in it, and it is the same every time."""

import subprocess
import sys
import unicodedata

import pytest

from chrono56.chronology import Query
from chrono56.dates import When
from chrono56.findings import SEVERITIES
from chrono56.testing import sample, sample_log
from chrono56.testing.hostile import TEXTS
from chrono56.testing.sample import DATES, LANGUAGES


def test_each_date_is_that_of_the_event_of_its_name() -> None:
    told = sample()

    assert {name: told.event(name).when for name in DATES} == {
        name: When.parse(text) for name, text in DATES.items()
    }


def test_each_text_is_the_name_of_an_event_and_comes_through_the_log_unharmed() -> None:
    told = sample()

    found = {name: told.event(f"text-{name}").labels["en"] for name in TEXTS}

    assert found == dict(TEXTS)


def test_each_text_is_exported_by_what_has_only_events_on_a_map() -> None:
    told = sample()
    places = {told.event(f"text-{name}").place for name in TEXTS}

    assert places == {"square"}
    assert told.place("square").point


def test_hard_cases_of_the_log_and_of_judgement_are_there() -> None:
    told = sample()
    ids = {event.id for event in told}
    everything = {event.id for event in told.select(Query(everything=True))}

    assert not {"retracted", "duplicate", "planned", "supposed", "denied"} & ids
    assert {"planned", "supposed", "denied"} <= everything
    assert told.event("duplicate").id == "first"
    assert told.event("revised").label() == "Its new name"
    assert (told.event("undated").when, told.event("only-relative").when) == (None,) * 2
    assert str(told.explain("only-relative").when) == "1956-10-24"
    assert told.event("three-languages").labels == LANGUAGES
    assert told.event("text-none").labels == {}
    assert told.lineages()["copy"].originals == ("book",)
    assert {one for found in told.disputes(related=False) for one in found.about} == {
        "copied",
        "disputed",
    }


def test_nothing_in_it_is_an_error() -> None:
    assert sample_log().verify().is_sound
    assert not [one for one in sample().check() if one.severity == SEVERITIES[0]]


@pytest.mark.parametrize("category", ["Cc", "Cf", "Cn", "Co", "Mn", "So", "Zl", "Zs"])
def test_texts_of_every_kind_that_troubles_programs_are_among_them(
    category: str,
) -> None:
    assert any(
        unicodedata.category(one) == category for text in TEXTS.values() for one in text
    )


def test_it_is_the_same_in_every_process() -> None:
    program = (
        "from chrono56.testing import sample_log;"
        " print(*sample_log().heads(), sample_log().id)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    log = sample_log()

    assert done.stdout.split() == [*log.heads(), log.id]
