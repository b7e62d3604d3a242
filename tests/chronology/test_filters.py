from typing import Any

import pytest
from tests.chronology.world import chronology_of, every, linear, recorded
from tests.log.world import write_entry

from chrono56.chronology import Chronology
from chrono56.chronology.filters import issued
from chrono56.errors import UnknownIdError
from chrono56.log.actions import Recorded, Retracted, United
from chrono56.log.envelope import header_address
from chrono56.model import (
    Citation,
    Claim,
    Dating,
    Derivation,
    Event,
    Location,
    Occurrence,
    Place,
    Record,
    Source,
)

SOURCES = (
    Source("pravda", {"issued": "1956-10-31"}, "ru", "C"),
    Source("leaflet", {"issued": "1956-12~"}, "hu", "D"),
    Source("report", {"issued": "1957-06"}, "en", "A"),
    Source("memoir", {"issued": "1985"}, "sr-Latn"),
    Source("letter"),
    Source("odd", {"issued": "last spring"}, "hu", "B"),
    Source("rumour", {"issued": "1956"}, anonymous=True),
    # Made of others.
    Source("reprint", {"issued": "2002"}, "en", derived_from=[Derivation("pravda")]),
    Source("both", derived_from=[Derivation("pravda"), Derivation("report")]),
    Source(
        "translated",
        {"issued": "2003"},
        "en",
        derived_from=[Derivation("reprint", "translates")],
    ),
    Source("study", {"issued": "1999"}, derived_from=[Derivation("pravda", "cites")]),
    Source("ring-a", derived_from=[Derivation("ring-b")]),
    Source("ring-b", derived_from=[Derivation("ring-a")]),
)
# A claim that cites each source, by its id; and those that credit another.
CITING = {source.id: (Citation(source.id),) for source in SOURCES}
CREDITING = {
    "study-of-pravda": (Citation("study", via=("pravda",)),),
    "study-of-report": (Citation("study", via=("report",)),),
    "report-of-rumour": (Citation("report", via=("rumour",)),),
    "memoir-and-report": (Citation("memoir"), Citation("report")),
}
INFERRED = {"own": (), "own-of-pravda": ("pravda",), "own-of-memoir": ("memoir",)}


def _world() -> Chronology:
    claims = [
        Claim(name, "e", Dating("1956"), cited)
        for name, cited in {**CITING, **CREDITING}.items()
    ]
    claims += [
        Claim(name, "e", Dating("1956-10"), premises=premises, reason="it follows")
        for name, premises in INFERRED.items()
    ]
    # Claims have names of their own.
    named = [
        _renamed(claim, f"c-{claim.id}", [f"c-{it}" for it in claim.premises])
        for claim in claims
    ]
    return chronology_of(linear([recorded([*SOURCES, Event("e"), *named])]))


def _renamed(claim: Claim, name: str, premises: list[str]) -> Claim:
    return Claim(
        name,
        claim.about,
        claim.says,
        claim.citations,
        premises=tuple(premises),
        reason=claim.reason,
    )


WORLD = _world()
ALL = {*CITING, *CREDITING, *INFERRED}


def heard(reading: str, world: Chronology = WORLD, about: str = "e") -> set[str]:
    """Return the claims that a reading hears, by their names without the prefix."""
    claims = world.under(reading).claims(about)
    return {view.claim.id.removeprefix("c-") for view in claims}


OF_PRAVDA = {"pravda", "reprint", "translated", "study-of-pravda", "own-of-pravda"}
OF_REPORT = {"report", "study-of-report", "report-of-rumour", "memoir-and-report"}
OF_MEMOIR = {"memoir", "memoir-and-report", "own-of-memoir"}


@pytest.mark.parametrize(
    ("reading", "hears"),
    [
        # What it says, what is credited to it, what copies nothing else.
        ("only=pravda", OF_PRAVDA),
        ("only=reprint", {"reprint", "translated"}),
        ("only=memoir", OF_MEMOIR),
        ("only=pravda,report", OF_PRAVDA | OF_REPORT | {"both"}),
        ("only=ring-a", {"ring-a", "ring-b"}),
        # Only what was certainly issued then; or copies what was.
        ("issued-before=1957", OF_PRAVDA | {"rumour", "report-of-rumour"}),
        ("issued-within=1957", OF_REPORT),
        (
            "issued-after=1990",
            {"reprint", "translated", "study", "study-of-pravda", "study-of-report"},
        ),
        # Whatever script or region; a translation speaks for its original, too.
        ("language=hu", {"leaflet", "odd"}),
        ("language=sr", OF_MEMOIR),
        ("language=sr-Cyrl", set()),
        ("language=RU", OF_PRAVDA),
        # The grade of what is cited; F is none.
        (
            "reliability=B",
            {"report", "odd", "report-of-rumour", "memoir-and-report"},
        ),
        ("reliability=A", {"report", "report-of-rumour", "memoir-and-report"}),
        (
            "only=pravda,report+issued-before=1957+reliability=C",
            {"pravda", "own-of-pravda", "report-of-rumour"},
        ),
    ],
)
def test_what_is_wanted_must_certainly_be_so(reading: str, hears: set[str]) -> None:
    assert heard(reading) == hears


@pytest.mark.parametrize(
    ("reading", "misses"),
    [
        # Nothing that may go back to it.
        ("without=pravda", OF_PRAVDA | {"both"}),
        ("without=reprint", {"reprint", "translated"}),
        ("without=report", (OF_REPORT | {"both"}) - {"memoir-and-report"}),
        ("without=ring-b", {"ring-a", "ring-b"}),
        ("anonymous=no", {"rumour", "report-of-rumour"}),
        ("without-mode=asserted", ALL),
        ("without-mode=denied", set()),
        ("recorded-by=bela,anna", set()),
        ("recorded-by=anna", ALL),
    ],
)
def test_what_is_unwanted_must_certainly_not_be_so(
    reading: str, misses: set[str]
) -> None:
    assert heard(reading) == ALL - misses


def test_of_several_citations_those_count_that_are_heard() -> None:
    told = WORLD.under("without=report")
    views = {view.claim.id: view for view in told.claims("e")}

    assert views["c-memoir-and-report"].claim.citations == (Citation("memoir"),)
    assert "report" not in told.event("e").sources


def test_a_duplicate_is_the_source_that_it_was_united_into() -> None:
    claim = Claim("c-a", "e", Dating("1956"), (Citation("a"),))
    records: list[Record] = [Source("a"), Source("b"), Source("c"), Event("e"), claim]
    actions = [*recorded(records), United("a", "b")]
    world = chronology_of(linear([actions]))

    assert heard("only=a", world) == heard("only=b", world) == {"a"}
    assert heard("without=a", world) == heard("without=b", world) == set()
    assert heard("only=c", world) == set()


def test_what_a_recorder_revised_is_his() -> None:
    header = header_address(b'{"format":1,"log":"test-log"}')
    claim = Claim("c-x", "e", Dating("1956"), reason="so I say")
    records: list[Record] = [Event("e"), claim]
    first, entry = write_entry(
        recorded(records),
        at="2024-03-01T00:00:00.000000Z",
        by="anna",
        parents=(header,),
    )
    world = chronology_of([(first, entry.id)])

    assert heard("recorded-by=anna", world) == {"x"}
    assert heard("recorded-by=bela", world) == set()


@pytest.mark.parametrize("mode", ["planned", "supposed"])
def test_what_was_only_planned_does_not_pass_for_what_happened(mode: str) -> None:
    cited = (Citation("s"),)
    said = [
        Claim("c-it", "e", Occurrence(), cited, mode=mode),
        Claim("c-at", "e", Location("p"), cited),
        Claim("c-other", "f", Occurrence(), cited),
        Claim("c-against", "f", Occurrence(), cited, mode=mode),
    ]
    records: list[Record] = [Source("s"), Place("p"), Event("e"), Event("f"), *said]
    told = chronology_of(linear([recorded(records)])).under(f"without-mode={mode}")

    assert [event.id for event in told.select(every())] == ["f"]
    assert told.event("e").occurrence == "unheard"
    assert not list(told.disputes())


def test_what_was_supposed_and_planned_is_planned_where_suppositions_are_unheard() -> (
    None
):
    hearsay, plan = (Citation("s"),), (Citation("t"),)
    said = [
        Claim("c-it", "e", Occurrence(), hearsay, mode="supposed"),
        Claim("c-at", "e", Location("p"), hearsay),
        Claim("c-plan", "e", Occurrence(), plan, mode="planned"),
    ]
    records: list[Record] = [Source("s"), Source("t"), Place("p"), Event("e"), *said]
    told = chronology_of(linear([recorded(records)])).under("without-mode=supposed")

    assert told.event("e").occurrence == "planned"


@pytest.mark.parametrize(
    ("csl", "when"),
    [
        ({"issued": "1956-10-23"}, "1956-10-23"),
        ({"issued": "1956-12~"}, "[1956-11..1957-01]"),
        ({"issued": "about 1956"}, "None"),
        ({"issued": 1956}, "None"),
        ({}, "None"),
    ],
)
def test_about_reaches_as_far_as_it_does(csl: dict[str, Any], when: str) -> None:
    assert str(issued(Source("s", csl))) == when


def test_a_source_that_does_not_tell_what_is_asked_is_named() -> None:
    dated = WORLD.under("issued-before=1957")
    spoken = WORLD.under("language=hu")

    lacking = {"letter", "odd", "both", "ring-a", "ring-b"}
    assert {one for one, why in dated.unheard().items() if why == "issued"} == lacking
    assert dated.unheard().keys() == CITING.keys() - heard("issued-before=1957")
    assert spoken.unheard()["letter"] == "language"
    assert spoken.unheard()["pravda"] == ""
    assert WORLD.unheard() == {}


def test_a_reading_of_a_source_that_never_was_is_refused() -> None:
    for reading in ("only=pravd", "without=pravd"):
        with pytest.raises(UnknownIdError, match="did you mean 'pravda'"):
            WORLD.under(reading)


def test_a_source_that_was_retracted_can_still_be_named() -> None:
    actions = (Recorded(Source("s")), Retracted("s"), Recorded(Event("e")))
    world = chronology_of(linear([actions]))

    assert [event.id for event in world.under("only=s")] == []
    assert [event.id for event in world.under("without=s")] == []
