"""Disputes in words: who counts, who copies, what would settle it."""

from collections.abc import Sequence

import attrs
import pytest
from tests.exporters.world import dated

from chrono56.app import open_log
from chrono56.chronology import ClaimView, Dispute
from chrono56.chronology.lineage import Witness
from chrono56.exporters.dispute_words import (
    about_words,
    copied_words,
    settling_words,
    voices_words,
)
from chrono56.model import (
    Citation,
    Claim,
    Dating,
    Figure,
    Participation,
    Statement,
)

DIARY = Witness("diary", frozenset({"diary"}))
LEAFLET = Witness("leaflet", frozenset({"diary"}))
REPRINT = Witness("reprint", frozenset({"diary"}))
MEMOIR = Witness("memoir", frozenset({"memoir"}))

NOBODY = open_log("memory:", by="anna").chronology()


def _view(*witnesses: Witness) -> ClaimView:
    cited = dated("c1", "march", "1956-10-24", Citation("diary"))
    return attrs.evolve(cited, witnesses=witnesses)


def _inferred() -> ClaimView:
    claim = Claim("c2", "march", Dating("1956-10-25"), reason="by the moon")
    return attrs.evolve(_view(), claim=claim)


@pytest.mark.parametrize(
    ("views", "unsteady", "words"),
    [
        ([_view(DIARY)], (), "1 independent"),
        ([_view(DIARY, MEMOIR)], (), "2 independent"),
        ([_view(DIARY), _view(LEAFLET)], (), "1 independent, 1 copy"),
        ([_view(LEAFLET, REPRINT, DIARY)], (), "1 independent, 2 copies"),
        # A copy alone speaks for its original.
        ([_view(LEAFLET)], (), "1 independent"),
        (
            [_view(DIARY), _view(MEMOIR)],
            ("memoir",),
            "1 independent, 1 that contradicts itself",
        ),
        (
            [_view(DIARY, MEMOIR)],
            ("diary", "memoir"),
            "2 that contradict themselves",
        ),
        ([_view()], (), "no witness"),
        ([_inferred()], (), "inferred by the recorder"),
        ([_view(DIARY), _inferred()], (), "1 independent, inferred by the recorder"),
    ],
)
def test_independent_voices_and_copies_are_counted_apart(
    views: Sequence[ClaimView], unsteady: Sequence[str], words: str
) -> None:
    assert voices_words(views, unsteady) == words


@pytest.mark.parametrize(
    ("view", "words"),
    [
        (_view(DIARY), ""),
        (_view(LEAFLET), "copy of diary"),
        (
            _view(Witness("digest", frozenset({"memoir", "diary"}))),
            "copy of diary, memoir",
        ),
        (_view(), ""),
    ],
)
def test_a_copy_names_what_it_copies(view: ClaimView, words: str) -> None:
    assert copied_words(view) == words


@pytest.mark.parametrize(
    ("name", "class_", "words"),
    [
        ("date", "conflicting", "When it happened: sources disagree"),
        ("issued", "copying", "When it came out: a copy differs from its original"),
        ("figure killed", "self-contradictory", "Figure: killed: one source says both"),
        ("role leader", "settled", "Role: leader: settled"),
        ("weather", "conflicting", "Weather: sources disagree"),
        (
            "contradiction",
            "conflicting",
            "Claims that a recorder holds to contradict each other",
        ),
        (
            "contradiction",
            "settled",
            "Claims that a recorder holds to contradict each other: settled",
        ),
    ],
)
def test_a_dispute_says_what_it_is_about(name: str, class_: str, words: str) -> None:
    dispute = Dispute(("march",), name, class_, (_view(DIARY),))

    assert about_words(dispute, NOBODY) == words


def test_a_dispute_on_a_quote_gives_its_words() -> None:
    quote = Claim("c", "march", Statement("Ruszkik haza!", "hu"), (Citation("diary"),))
    view = attrs.evolve(_view(DIARY), claim=quote)
    dispute = Dispute(("march",), "quote ruszkik haza", "conflicting", (view,))

    assert about_words(dispute, NOBODY) == (
        "Who said “Ruszkik haza!”, and where: sources disagree"
    )


def test_a_dispute_on_a_figure_or_a_role_calls_what_it_is_about_by_its_name() -> None:
    log = open_log("memory:", by="anna")
    with log.entry() as entry:
        students = entry.agent("student-group", kind="group", labels={"en": "Students"})
        march = entry.event("march", labels={"en": "The march"})
        for best, source in ((20, "diary"), (200, "memoir")):
            entry.source(source)
            killed = Figure("killed", best=best, group="student-group")
            entry.claim(march, killed, cite=Citation(source))
        for mode, source in (("asserted", "diary"), ("denied", "memoir")):
            took_part = Participation(students.id, "leader")
            entry.claim(march, took_part, cite=Citation(source), mode=mode)

    with log.chronology() as told:
        found = [about_words(one, told) for one in told.disputes()]
        in_hungarian = about_words(next(told.disputes()), told, "hu")

    assert found == [
        "Figure: killed, Students: sources disagree",
        "Role: leader, Students: sources disagree",
    ]
    assert in_hungarian == "Számadat: halott, Students: a források nem egyeznek"


@pytest.mark.parametrize(
    ("name", "class_", "words"),
    [
        (
            *("date", "conflicting"),
            "a source independent of diary, memoir, or a reason to deprecate a side",
        ),
        (
            *("date", "copying"),
            "the original (diary); where a copy slipped, deprecate its claim",
        ),
        (
            *("date", "self-contradictory"),
            "another look at diary; revise what was misread, or deprecate it",
        ),
        (
            *("contradiction", "conflicting"),
            "a reason to deprecate one of the two, or to retract what opposes them",
        ),
        ("date", "settled", ""),
        ("contradiction", "settled", ""),
        ("date", "agreed", ""),
    ],
)
def test_what_would_settle_it_names_the_sources(
    name: str, class_: str, words: str
) -> None:
    views = (_view(LEAFLET), _view(MEMOIR))
    dispute = Dispute(("march",), name, class_, views, unsteady=("diary",))

    assert settling_words(dispute) == words
