"""Explanations in sentences."""

import pytest

from chrono56.app import open_log
from chrono56.chronology import Chronology
from chrono56.dates import When
from chrono56.exporters.reasons import (
    bound_words,
    claim_words,
    moment_words,
    reason_words,
    sources_of,
)
from chrono56.model import Citation, Claim, Dating, Ordering


@pytest.fixture
def told() -> Chronology:
    """Return a chronology of a siege that is over before the retreat."""
    log = open_log("memory:", by="anna")
    with log.entry() as entry:
        entry.source("diary")
        entry.source("memoir")
        entry.event("siege", labels={"en": "The siege", "hu": "Az ostrom"})
        entry.event("retreat", labels={"en": "The retreat"})
        begun = Dating("1956-10-23", "start")
        entry.claim("siege", begun, cite=Citation("diary", "7", "line"), id="begun")
        after = Ordering(other="siege", other_point="end", least="PT0S")
        entry.claim("retreat", after, cite=Citation("memoir"), id="after")
    return log.chronology()


def test_each_step_tells_who_says_what_and_what_follows(told: Chronology) -> None:
    (proof,) = told.explain("retreat").proofs

    assert bound_words(proof) == "it was not before 23 October 1956"
    assert [reason_words(one, proof, told, "en") for one in proof.reasons] == [
        f"{said} before 23 October 1956"
        for said in (
            "“The siege”: start: 23 October 1956 (diary, line 7), so it did not begin",
            "nothing ends before it begins, so “The siege” did not end",
            "“The retreat”: after the end of “The siege” (memoir), so it was not",
        )
    ]


def test_names_are_in_the_language_that_is_asked_for(told: Chronology) -> None:
    (proof,) = told.explain("retreat").proofs

    assert reason_words(proof.reasons[1], proof, told, "hu") == (
        "semmi sem ér véget, mielőtt elkezdődne,"
        " tehát „Az ostrom” nem ért véget 1956. október 23. előtt"
    )
    assert bound_words(proof, "sr") == "догађај је најраније: 23. октобар 1956."


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("1956-10-24T08:28[Europe/Budapest]", "08:28 on 24 October 1956"),
        ("1956-10-24T08:28", "08:28 on 24 October 1956"),
        ("1956-10-24", "24 October 1956"),
        ("-0043-03-15", "15 March 44 BC"),
    ],
)
def test_a_moment_is_a_minute_of_a_day_or_a_day(moment: str, words: str) -> None:
    assert moment_words(When.parse(moment)) == words


def test_an_inference_names_the_sources_of_its_premises(told: Chronology) -> None:
    inferred = Claim(
        "c",
        "retreat",
        Dating("1956-10-24"),
        premises=("begun", "after", "lost"),
        reason="both are true",
    )

    assert sources_of(inferred, told) == ["diary", "memoir"]
    assert claim_words(inferred, told, "en") == (
        "“The retreat”: 24 October 1956 (inferred from diary, line 7; memoir)"
    )


def test_premises_in_a_circle_are_followed_once() -> None:
    log = open_log("memory:", by="anna")
    with log.entry() as entry:
        entry.event("siege")
        entry.claim("siege", Dating("1956"), reason="known", id="one")
        entry.claim("siege", Dating("1956-10"), premises=["one"], reason="so", id="two")
    circle = Claim("one", "siege", Dating("1956"), premises=("two",), reason="so")

    assert sources_of(circle, log.chronology()) == []


def test_a_recorder_without_any_source_cites_none(told: Chronology) -> None:
    own = Claim("c", "siege", Dating("1956"), reason="known to all")

    assert claim_words(own, told, "en") == "“The siege”: 1956 (no source)"
