"""Contradictions that show only when events are held against each other."""

import pytest
from tests.chronology.world import new_log

from chrono56.chronology import Chronology, Dispute
from chrono56.log.draft import EntryDraft
from chrono56.log.log import Log
from chrono56.model import Citation, Dating, Derivation, Ordering, Relation

S = Citation("s")
AFTER = Ordering(other="speech", least="PT0S")


def log_with(*told: tuple[str, Dating | Ordering | Relation, str]) -> Log:
    """Return a log of a speech and a march, with claims: about, value, source.

    The claims are called c1, c2, … in this order; the source "copy" copies "s".
    """
    log = new_log()
    with log.entry() as entry:
        for source in ("s", "t"):
            entry.source(source, csl={"title": source})
        entry.source("copy", derived_from=[Derivation("s")])
        for event in ("speech", "march"):
            entry.event(event)
        _claim(entry, told)
    return log


def _claim(
    entry: EntryDraft, told: tuple[tuple[str, Dating | Ordering | Relation, str], ...]
) -> None:
    for number, (about, says, source) in enumerate(told, 1):
        entry.claim(about, says, cite=Citation(source), id=f"c{number}")


def between(log: Log, about: str = "") -> list[Dispute]:
    """Return the disputes that show only between events."""
    found = Chronology.open(log, cache=False).disputes(about)
    return [one for one in found if one.property == "order"]


def ids(dispute: Dispute) -> set[str]:
    return {view.claim.id for view in dispute.claims}


def test_a_source_contradicts_itself_by_what_it_says_alone() -> None:
    log = log_with(
        ("speech", Dating("1956-10-24"), "s"),
        ("march", Dating("1956-10-23"), "s"),
        ("march", AFTER, "s"),
        # The other source dates the speech so that all would be well.
        ("speech", Dating("1956-10-22"), "t"),
    )

    (found,) = between(log)

    assert ids(found) == {"c1", "c2", "c3"}
    assert found.class_ == "self-contradictory"
    assert found.unsteady == ("s",)
    assert set(found.about) == {"speech", "march"}


def test_sources_contradict_each_other_though_each_may_be_right() -> None:
    log = log_with(
        ("speech", Dating("1956-10-24"), "s"),
        ("march", Dating("1956-10-23"), "t"),
        ("march", AFTER, "s"),
    )

    (found,) = between(log)

    assert ids(found) == {"c1", "c2", "c3"}
    assert (found.class_, found.in_reading) == ("conflicting", True)


def test_a_copy_that_strays_from_its_original_is_no_second_voice() -> None:
    log = log_with(
        ("speech", Dating("1956-10-24"), "s"),
        ("march", Dating("1956-10-23"), "copy"),
        ("march", AFTER, "s"),
    )

    (found,) = between(log)

    assert found.class_ == "copying"


def test_the_reading_may_go_by_none_of_it() -> None:
    log = log_with(
        ("speech", Dating("1956-10-24"), "s"),
        ("march", Dating("1956-10-23"), "s"),
        ("march", Dating("1956-10-25"), "t"),
        ("march", AFTER, "s"),
    )
    with log.entry() as entry:
        entry.rank("c3", "preferred", reason="an eyewitness")

    (found,) = between(log)

    assert ids(found) == {"c1", "c2", "c4"}
    assert found.in_reading is False


@pytest.mark.parametrize(
    "told",
    [
        # One event's own dates show these, compared with each other.
        [("march", Dating("1956-10-23"), "s"), ("march", Dating("1956-10-24"), "t")],
        [
            ("march", Dating("1956-10-24", "start"), "s"),
            ("march", Dating("1956-10-23", "end"), "t"),
        ],
        [
            ("march", Dating("1956-10"), "s"),
            ("march", Dating("1956-11-02", "start"), "t"),
        ],
        # And these are none.
        [("march", Dating("1956-10"), "s"), ("march", Dating("1956-10-24"), "t")],
        [("march", AFTER, "s"), ("march", Relation("part_of", "speech"), "s")],
        [("march", AFTER, "s"), ("speech", Ordering(other="march", most="PT0S"), "t")],
    ],
)
def test_what_values_show_and_what_agrees_is_left_out(
    told: list[tuple[str, Dating | Ordering | Relation, str]],
) -> None:
    assert between(log_with(*told)) == []


def test_a_start_outside_the_window_of_the_whole_is_a_dispute_of_its_own() -> None:
    log = log_with(
        ("march", Dating("1956-10"), "s"), ("march", Dating("1956-11-02", "start"), "t")
    )
    chronology = Chronology.open(log, cache=False)

    assert [one.property for one in chronology.disputes()] == ["start"]
    assert chronology.event("march").disputed is True


def test_a_length_that_start_and_end_do_not_leave_is_found() -> None:
    length = Ordering("end", other="march", other_point="start", least="P3D")
    log = log_with(
        ("march", length, "s"), ("march", Dating("1956-10-23/1956-10-24"), "t")
    )

    (found,) = between(log)

    assert ids(found) == {"c1", "c2"}


def test_a_circle_of_undated_events_is_found() -> None:
    log = log_with(
        ("march", Ordering(other="speech", least="PT1S"), "s"),
        ("speech", Ordering(other="march", least="PT0S"), "t"),
    )

    (found,) = between(log)

    assert ids(found) == {"c1", "c2"}


def test_one_claim_can_be_in_several_contradictions() -> None:
    log = log_with(
        ("speech", Dating("1956-10-24"), "s"),
        ("march", Dating("1956-10-23"), "s"),
        ("march", AFTER, "s"),
        ("speech", Ordering(other="march", most="-P2D"), "t"),
    )

    assert [ids(one) for one in between(log)] == [
        {"c1", "c2", "c3"},
        {"c1", "c2", "c4"},
    ]


def test_only_those_about_an_event_are_told_of_it() -> None:
    log = log_with(
        ("speech", Dating("1956-10-24"), "s"),
        ("march", Dating("1956-10-23"), "t"),
        ("march", AFTER, "s"),
    )
    with log.entry() as entry:
        entry.event("song")
        entry.claim("song", Ordering(other="speech", least="PT0S"), cite=S)

    assert between(log, "song") == []
    assert between(log, "march") == between(log, "speech") == between(log)


def test_a_stated_contradiction_that_shows_here_is_told_once() -> None:
    log = log_with(
        ("march", Ordering(other="speech", least="PT1S"), "s"),
        ("speech", Ordering(other="march", least="PT0S"), "t"),
    )
    with log.entry() as entry:
        entry.claim("c1", Relation("contradicts", "c2"), reason="a circle")

    found = list(Chronology.open(log, cache=False).disputes())

    assert [one.property for one in found] == ["order"]


def test_an_event_is_not_marked_for_what_shows_only_between_events() -> None:
    log = log_with(
        ("speech", Dating("1956-10-24"), "s"),
        ("march", Dating("1956-10-23"), "t"),
        ("march", AFTER, "s"),
    )
    chronology = Chronology.open(log, cache=False)

    assert [event.disputed for event in chronology] == [False, False]
    assert list(chronology.disputes(related=False)) == []


def test_a_retraction_settles_it() -> None:
    log = log_with(
        ("speech", Dating("1956-10-24"), "s"),
        ("march", Dating("1956-10-23"), "t"),
        ("march", AFTER, "s"),
    )
    with log.entry() as entry:
        entry.retract("t", reason="a forgery")

    assert between(log) == []
    assert len(list(Chronology.open(log, cache=False, as_of="#1").disputes())) == 1
