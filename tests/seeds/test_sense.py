"""What the bundled chronology makes of the documents: disagreements, names, windows."""

import re
from collections.abc import Iterator

import pytest

from chrono56.app import open_bundled
from chrono56.chronology.chronology import Chronology
from chrono56.chronology.query import Query
from chrono56.model import Claim, Dating, Ordering, Statement

BUDAPEST = "[Europe/Budapest]"

# What a reader of the five documents wrote down as a disagreement, with its lines.
DISAGREEMENTS = [
    # the lines, the events, the property
    ("000:3, 001:185, 003:42", {"end-of-fighting"}, "date"),
    ("001:148, 159, 401", {"leaders-flight-to-moscow"}, "date"),
    ("001:159, 170", {"mszmp-founding"}, "date"),
    ("001:156, 172", {"warsaw-pact-withdrawal"}, "date"),
    ("001:156, 172", {"andropov-summoned"}, "date"),
    ("001:156, 172", {"andropov-summoned", "warsaw-pact-withdrawal"}, "contradiction"),
    (
        "001:156, 172",
        {"andropov-offer-against-un-request", "un-appeal"},
        "contradiction",
    ),
    ("001:112, 158", {"warsaw-pact-exit-talks"}, "start"),
    (
        "001:143, 145",
        {"nagy-government-reshuffle", "new-government-sits-in-parliament"},
        "contradiction",
    ),
    (
        "001:155, 156",
        {"one-party-system-ended", "limited-multiparty-accepted"},
        "contradiction",
    ),
    ("001:114", {"october-23-national-holiday"}, "start"),
    ("000:11, 004:31", {"history-in-documents-published"}, "date"),
    ("000:10, 001:191", {"counter-revolution-term-mandated"}, "start"),
    ("000:10, 001:132", {"revolution-1956"}, "contradiction"),
    ("001:129, 132, 419", {"emergency-radio-studio"}, "contradiction"),
    ("001:131, 171", {"soviet-special-corps-stationed"}, "contradiction"),
    ("000:6, 001:120", {"mefesz-refounded"}, "contradiction"),
    ("001:137", {"kossuth-square-shooting"}, "figure killed of protesters"),
    ("000:3, 001:113, 187, 188", {"refugee-exodus"}, "figure displaced of refugees"),
    (
        "001:193, 194",
        {"repression"},
        "figure executed of participants-of-the-revolution",
    ),
    ("001:193, 194", {"repression"}, "contradiction"),
    (
        "001:174, 184",
        {"soviet-invasion-second"},
        "figure divisions of soviet-troops in division",
    ),
    ("000:11, 004:31", {"history-in-documents-published"}, "figure pages in page"),
    ("000:1, 001:129", {"radio-first-shots"}, "contradiction"),
    ("001:171, 172", {"airfields-encircled"}, "contradiction"),
    (
        "001:180, 181",
        {"nagy-refuge-yugoslav-embassy", "bibo-stays-in-parliament"},
        "contradiction",
    ),
    (
        "001:182, 183",
        {"regular-soldiers-fight-november-4", "mecseri-defends-budapest"},
        "contradiction",
    ),
    (
        "001:183, 184",
        {"hungarian-army-disarmed", "anti-aircraft-battery-joins-csepel"},
        "contradiction",
    ),
    (
        "003:38, 004:13",
        {"most-of-hungary-occupied", "soviet-invasion-second"},
        "contradiction",
    ),
    # Those that the pages of the years brought.
    ("001:342, 350", {"suez-canal-nationalised"}, "date"),
    (
        "001:87",
        {"czechoslovak-political-trials"},
        "figure victims of czechoslovak-trial-victims",
    ),
    ("001:412, 004:13", {"nagy-arrest", "communique-on-nagy"}, "contradiction"),
]

# What looks like a disagreement, and is none: a bound, a plan, another scope, two acts.
NEAR_MISSES = [
    # the lines, the event, the property
    ("000:3, 001:113", "revolution-1956", "figure killed of hungarians"),
    ("000:3, 001:113", "revolution-1956", "figure killed of soviet-troops"),
    ("000:7, 15", "gyorkei-kirov-horvath-1999", "figure pages in page"),
    ("002:23, 004:13, 001:179", "soviet-invasion-second", "start"),
    ("000:4, 001:193", "nagy-execution", "date"),
    ("001:131, 137", "gero-dismissed", "date"),
    ("001:161", "esztergom-shooting", "figure killed"),
    ("000:1, 001:129", "radio-delegation-arrested", "occurrence"),
    ("000:22, 001:196", "un-committee-report", "figure pages in page"),
    ("001:164", "cluj-cemetery-demonstration", "date"),
    ("003:22, 001:135", "mikoyan-suslov-arrive", "date"),
    ("001:48, 115", "stalin-death", "date"),
    ("001:17, 115", "nagy-premier-1953", "date"),
    ("001:29, 38", "england-hungary-6-3", "date"),
    ("001:53", "ivan-bunin-death", "date"),
    ("001:117, 334", "cpsu-twentieth-congress", "date"),
    ("001:119, 347", "poznan-uprising", "start"),
    ("001:137, 399", "kadar-appointed-first-secretary", "date"),
    ("001:170, 377", "khrushchev-tito-brioni", "date"),
    ("001:173, 402", "kadar-radio-speech", "date"),
    ("001:178, 405", "tokol-arrests", "date"),
    ("001:381, 416, 003:34, 004:17", "suez-crisis", "start"),
    ("001:374, 381, 416", "us-calls-for-security-council", "order"),
    ("004:25, 001:407", "kadar-oath", "date"),
    ("001:185, 407, 004:25", "kadar-oath", "contradiction"),
    ("000:10, 001:195", "revolution-1848-1849", "start"),
    ("001:194", "repression", "figure sentenced of participants-of-the-revolution"),
]


@pytest.fixture(scope="module")
def chronology() -> Iterator[Chronology]:
    with open_bundled().chronology(cache=False) as opened:
        yield opened


@pytest.fixture(scope="module")
def claims(chronology: Chronology) -> list[Claim]:
    return [
        view.claim
        for event in chronology.select(Query(everything=True))
        for view in chronology.claims(event.id)
    ]


class TestDisagreements:
    @pytest.mark.parametrize(("lines", "events", "name"), DISAGREEMENTS)
    def test_that_a_reader_found_are_found(
        self, chronology: Chronology, lines: str, events: set[str], name: str
    ) -> None:
        (event, *_) = events

        assert (events, name) in [
            (set(one.about), one.property) for one in chronology.disputes(event)
        ], lines

    @pytest.mark.parametrize(("lines", "event", "name"), NEAR_MISSES)
    def test_that_a_reader_calls_none_are_none(
        self, chronology: Chronology, lines: str, event: str, name: str
    ) -> None:
        found = [one.property for one in chronology.disputes(event)]

        assert chronology.claims(event)
        assert name not in found, lines


class TestNames:
    def test_are_claimed_of_what_is_named_and_not_of_the_speech(
        self, chronology: Chronology, claims: list[Claim]
    ) -> None:
        named = [
            (claim.about, claim.says)
            for claim in claims
            if isinstance(claim.says, Statement) and claim.says.use == "name"
        ]
        kinds = {event.id: event.kind for event in chronology}

        assert [about for about, says in named if about == says.occasion] == []
        assert [
            about
            for about, says in named
            if says.speaker and kinds.get(about) == "culture.speech"
        ] == []

    def test_of_the_revolution_change_with_the_day_and_the_speaker(
        self, claims: list[Claim]
    ) -> None:
        kadar = {
            claim.says.occasion: claim.says.text
            for claim in claims
            if claim.about == "revolution-1956"
            and isinstance(claim.says, Statement)
            and claim.says.speaker == "janos-kadar"
        }

        assert kadar == {
            "kadar-radio-speech-october-24": "ellenforradalmi felkelés",
            "kadar-radio-speech": "dicsőséges felkelés",
        }


class TestTimes:
    def test_early_and_late_in_a_month_are_sharp_where_the_month_is(
        self, claims: list[Claim]
    ) -> None:
        windows = [
            str(claim.says.when) for claim in claims if isinstance(claim.says, Dating)
        ]
        first_day = re.compile(r"-01~\.\.")
        last_day = re.compile(r"\.\.\d+-(01|03|05|07|08|10|12)-31~|\.\.\d+-\d\d-30~")

        assert [one for one in windows if first_day.search(one)] == []
        assert [one for one in windows if last_day.search(one)] == []

    def test_a_speech_begins_at_its_hour(self, chronology: Chronology) -> None:
        speech = chronology.event("nagy-parliament-speech")

        assert str(speech.when) == f"1956-10-23T21:00{BUDAPEST}/"

    def test_an_inference_over_two_documents_names_both(
        self, chronology: Chronology
    ) -> None:
        (inference,) = (
            view.claim
            for view in chronology.claims("kadar-oath")
            if view.claim.premises
        )
        cited = {
            citation.source
            for event in ("kadar-oath", "kadar-arrives-parliament")
            for view in chronology.claims(event)
            if view.claim.id in inference.premises
            for citation in view.claim.citations
        }

        assert isinstance(inference.says, Ordering)
        assert inference.says.other == "kadar-arrives-parliament"
        assert cited == {"nsa-2002", "wiki-hu"}
