"""When an event can have been, and by whose word."""

import pytest
from tests.chronology.world import new_log

from chrono56.chronology import Chronology
from chrono56.chronology.explaining import Explanation
from chrono56.errors import UnknownIdError
from chrono56.log.log import Log
from chrono56.model import Citation, Dating, Ordering, Relation

MEMOIR, S = Citation("memoir"), Citation("s")
SOON = Ordering(other="news", least="PT0S", most="PT30M")
LATER = Ordering(other="law", least="PT15M", most="PT15M")


def radio() -> Log:
    """Return a log in which one broadcast is dated, and two follow it."""
    log = new_log()
    with log.entry() as entry:
        radio = entry.source("radio")
        entry.source("memoir")
        for event in ("news", "law", "help", "song"):
            entry.event(event)
        date = Dating("1956-10-24T08:13[Europe/Budapest]")
        entry.claim("news", date, cite=radio.at(line=1), id="dated")
        entry.claim("law", SOON, cite=radio.at(line=2), id="soon")
        entry.claim("help", LATER, cite=MEMOIR, id="later")
    return log


def explained(log: Log, event: str) -> Explanation:
    return Chronology.open(log, cache=False).explain(event)


def steps(found: Explanation, *, latest: bool) -> list[tuple[str, str, str]]:
    """Return the claim, event and moment of each step of a proof."""
    (proof,) = (one for one in found.proofs if one.latest is latest)
    return [
        (one.claim.claim.id if one.claim else "", one.event, str(one.moment))
        for one in proof.reasons
    ]


def test_an_undated_event_is_placed_by_others_to_the_minute_with_its_proof() -> None:
    found = explained(radio(), "help")

    assert str(found.when) == "1956-10-24T08:28..08:58[Europe/Budapest]"
    assert found.recorded is None
    assert steps(found, latest=False) == [
        ("dated", "news", "1956-10-24T08:13[Europe/Budapest]"),
        ("soon", "law", "1956-10-24T08:13[Europe/Budapest]"),
        ("later", "help", "1956-10-24T08:28[Europe/Budapest]"),
    ]
    assert steps(found, latest=True)[-1] == (
        "later",
        "help",
        "1956-10-24T08:58[Europe/Budapest]",
    )


def test_an_event_that_nothing_bounds_has_no_date_and_no_proof() -> None:
    found = explained(radio(), "song")

    assert (found.when, found.recorded, found.proofs) == (None, None, ())


def test_what_lasted_has_a_proof_for_each_end_that_is_bounded() -> None:
    log = new_log()
    with log.entry() as entry:
        entry.source("s")
        for event in ("siege", "shots"):
            entry.event(event)
        entry.claim("siege", Dating("1956-10-23", "start"), cite=S)
        entry.claim("shots", Dating("1956-10-24"), cite=S)
        entry.claim("shots", Relation("part_of", "siege"), cite=S)

    found = explained(log, "siege")

    assert str(found.when) == "1956-10-23/[1956-10-24..]"
    assert [(one.point, one.latest) for one in found.proofs] == [
        ("start", False),
        ("start", True),
        ("end", False),
    ]
    assert str(found.proofs[2].moment) == "1956-10-24"


def test_a_step_without_a_claim_is_that_nothing_ends_before_it_starts() -> None:
    log = new_log()
    with log.entry() as entry:
        entry.source("s")
        entry.event("siege")
        entry.event("retreat")
        entry.claim("siege", Dating("1956-10-23", "start"), cite=S, id="c")
        after = Ordering(other="siege", other_point="end", least="PT0S")
        entry.claim("retreat", after, cite=S, id="d")

    found = explained(log, "retreat")

    assert steps(found, latest=False) == [
        ("c", "siege", "1956-10-23"),
        ("", "siege", "1956-10-23"),
        ("d", "retreat", "1956-10-23"),
    ]


def test_the_reading_chooses_among_rival_dates_before_anything_follows() -> None:
    log = radio()
    with log.entry() as entry:
        rival = Dating("1956-10-24T10:00[Europe/Budapest]")
        entry.claim("news", rival, cite=MEMOIR, id="rival")
        entry.rank("rival", "preferred", reason="heard it")

    assert str(explained(log, "help").when) == (
        "1956-10-24T10:15..10:45[Europe/Budapest]"
    )


@pytest.mark.parametrize("target", ["soon", "law", "radio"])
def test_what_was_taken_back_bounds_nothing(target: str) -> None:
    log = radio()
    with log.entry() as entry:
        entry.retract(target, reason="a mistake")

    assert explained(log, "help").when is None


@pytest.mark.parametrize("mode", ["planned", "supposed", "denied"])
def test_what_is_not_asserted_bounds_nothing(mode: str) -> None:
    log = radio()
    with log.entry() as entry:
        entry.claim("song", SOON, cite=MEMOIR, mode=mode)

    assert explained(log, "song").when is None


def test_what_is_deprecated_bounds_nothing() -> None:
    log = radio()
    with log.entry() as entry:
        entry.rank("soon", "deprecated", reason="misread")

    assert explained(log, "help").when is None


def test_duplicates_are_one_event_whose_claims_all_count() -> None:
    log = radio()
    with log.entry() as entry:
        entry.event("martial-law")
        entry.claim(
            "martial-law",
            Ordering(other="news", least="PT20M"),
            cite=MEMOIR,
        )
        entry.unite("martial-law", "law", reason="the same")

    chronology = Chronology.open(log, cache=False)
    assert str(chronology.explain("help").when) == (
        "1956-10-24T08:48..08:58[Europe/Budapest]"
    )
    assert chronology.explain("martial-law") == chronology.explain("law")


def test_an_explanation_is_of_the_state_that_is_asked() -> None:
    log = radio()
    with log.entry() as entry:
        entry.retract("soon", reason="a mistake")

    chronology = Chronology.open(log, cache=False)

    assert chronology.explain("help").when is None
    assert chronology.as_of("#1").explain("help").when is not None


def test_claims_that_cannot_all_hold_are_told_and_not_gone_by() -> None:
    log = radio()
    with log.entry() as entry:
        entry.claim(
            "song",
            Ordering(other="help", least="PT0S"),
            cite=MEMOIR,
            id="x",
        )
        entry.claim("song", Dating("1956-10-23"), cite=MEMOIR, id="y")

    found = explained(log, "song")

    (claims,) = found.contradictions
    assert {"x", "y"} <= {view.claim.id for view in claims}
    assert found.proofs == ()


@pytest.mark.parametrize("event", ["nothing", "radio", "law"])
def test_only_an_event_that_stands_can_be_explained(event: str) -> None:
    log = radio()
    with log.entry() as entry:
        entry.retract("law", reason="a mistake")

    with pytest.raises(UnknownIdError):
        Chronology.open(log, cache=False).explain(event)
