"""Words: values as a reader would say them."""

from typing import Any

import pytest
from tests.exporters.world import FIRST, dated, shelf, source

from chrono56.chronology.views import ClaimView, Dispute
from chrono56.exporters.wording import sides, value_words
from chrono56.model import (
    Agent,
    Citation,
    Claim,
    Dating,
    Figure,
    Location,
    Occurrence,
    Ordering,
    Participation,
    Place,
    Relation,
    Statement,
    UnknownValue,
)

UN = Citation("un-1957")


@pytest.mark.parametrize(
    ("says", "words"),
    [
        (Occurrence(), "it happened"),
        (Dating("1956-10-23"), "23 October 1956"),
        (Dating("1956-10-23", "start"), "start: 23 October 1956"),
        (Location("pest"), "Pest"),
        (Location("nowhere"), "nowhere"),
        (Participation("nagy", "speaker"), "Imre Nagy (speaker)"),
        (Participation("nobody", "speaker"), "nobody (speaker)"),
        (Statement("Enough!", "en"), "“Enough!”"),
        (Statement("Enough!", "en", "nagy"), "“Enough!” – Imre Nagy"),
        (
            Statement("Enough!", "en", "nagy", occasion="march"),
            "“Enough!” – Imre Nagy, at march",
        ),
        (Figure("killed", low=2500), "killed: at least 2500"),
        (
            Figure("killed", low=200, best=300, high=400, group="nagy", scope="pest"),
            "killed: 300 (200 to 400), Imre Nagy, pest",
        ),
        (
            Figure("left", best=200000, approx=True, as_of="1957"),
            "left: about 200,000, as of 1957",
        ),
        (
            Figure("killed", low=800, high=1000, approx=True),
            "killed: about 800 to 1000",
        ),
        (Figure("killed", low=0, approx=True), "killed: at least about 0"),
        (Figure("killed", high=0), "killed: at most 0"),
        (Figure("killed", best=0, approx=True, high=9), "killed: about 0 (at most 9)"),
        (Figure("lost", best=70, unit="tank"), "lost: 70, tank"),
        # What is always counted in one unit need not name it.
        (Figure("divisions", best=16, unit="division"), "divisions: 16"),
        (Figure("divisions", best=16, unit="tank"), "divisions: 16, tank"),
        (Figure("killed"), "killed: no number given"),
        (
            Ordering(other="march", least="PT2H", most="PT2H"),
            "2 hours after march",
        ),
        (
            Ordering("end", other="march", most="PT0S"),
            "end: before march",
        ),
        (Relation("part_of", "uprising"), "part of uprising"),
        (Statement("Russians go home", "en"), "“Russians go home”"),
        (UnknownValue("weather", {"rain": True}), "weather"),
    ],
)
def test_a_value_has_words(says: Any, words: str) -> None:
    chronology = shelf(
        places=[Place("pest", {"en": "Pest"})],
        agents=[Agent("nagy", "person", {"en": "Imre Nagy"})],
    )
    claim = Claim("c", "corvin", says, (UN,))

    assert value_words(claim, chronology, "en") == words


def test_a_mode_other_than_assertion_is_said_first() -> None:
    claim = Claim("c", "corvin", Occurrence(), (UN,), mode="denied")

    assert value_words(claim, shelf(), "en") == "denied: it happened"


def test_claims_that_say_the_same_are_on_one_side() -> None:
    views = (
        dated("a", "leave", "1956-10-28", UN),
        dated("b", "leave", "1956-10-31", UN),
        dated("c", "leave", "1956-10-28", source("kgb-1").at(page=1)),
    )
    dispute = Dispute(("leave",), "date", "conflicting", views)
    found = sides(dispute.claims, shelf(), "en")

    assert {
        words: [view.claim.id for view in each] for words, each in found.items()
    } == {
        "28 October 1956": ["a", "c"],
        "31 October 1956": ["b"],
    }


def test_claims_about_two_events_each_say_of_which() -> None:
    views = (
        dated("a", "leave", "1956-10-28", UN),
        dated("b", "arrive", "1956-10-31", UN),
    )

    assert list(sides(views, shelf(), "en")) == [
        "leave: 28 October 1956",
        "arrive: 31 October 1956",
    ]


def test_a_view_of_an_inference_needs_no_citation() -> None:
    claim = Claim(
        "c", "leave", Dating("1956-10-28"), premises=("a",), reason="so it follows"
    )
    view = ClaimView(
        claim=claim, rank="normal", rank_reason="", entry=1, at=FIRST, by="anna"
    )
    dispute = Dispute(("leave",), "date", "conflicting", (view,))

    assert list(sides(dispute.claims, shelf(), "en")) == ["28 October 1956"]
