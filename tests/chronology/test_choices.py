from typing import Any

import pytest
from tests.chronology.world import chronology_of, linear, recorded

from chrono56.chronology import Choice, Chronology
from chrono56.errors import UnknownIdError
from chrono56.log.actions import Ranked
from chrono56.model import (
    Citation,
    Claim,
    Dating,
    Event,
    Figure,
    Location,
    Occurrence,
    Participation,
    Place,
    Record,
    Source,
    Value,
)

SOURCES = (
    *(Source(one, reliability="A") for one in ("good",)),
    *(Source(one, reliability="D") for one in ("poor", "bad")),
    *(Source(one) for one in ("one", "two", "third")),
)


def _claim(name: str, says: Value, by: str, **more: Any) -> Claim:
    return Claim(name, "e", says, tuple(map(Citation, by.split())), **more)


def _world(*claims: Claim, rank: tuple[str, str] | None = None) -> Chronology:
    places = (Place("p"), Place("q"))
    records: list[Record] = [*SOURCES, *places, Event("e"), *claims]
    ranks = [Ranked(*rank, "so it is")] if rank else []
    return chronology_of(
        linear([recorded(records), ranks] if ranks else [recorded(records)])
    )


def _told(world: Chronology) -> list[tuple[str, str, str, str, str, str]]:
    return [
        (it.property, it.claim, it.rule, " ".join(it.over), it.worth, it.against)
        for it in world.choices("e")
    ]


DAY, MONTH, LATER = Dating("1956-10-23"), Dating("1956-10"), Dating("1956-11-04")


@pytest.mark.parametrize(
    ("claims", "rank", "told"),
    [
        ([("a", DAY, "one")], None, [("date", "a", "alone", "", "", "")]),
        # The same statement is no rival.
        (
            [("a", DAY, "one"), ("b", DAY, "two")],
            None,
            [("date", "a", "alone", "", "", "")],
        ),
        (
            [("a", DAY, "good"), ("b", LATER, "poor")],
            ("b", "preferred"),
            [("date", "b", "rank", "a", "preferred", "normal")],
        ),
        (
            [("a", DAY, "poor"), ("b", LATER, "good")],
            ("good", "deprecated"),
            [("date", "a", "rank", "b", "normal", "deprecated")],
        ),
        (
            [("a", DAY, "poor"), ("b", LATER, "good")],
            None,
            [("date", "b", "reliability", "a", "A", "D")],
        ),
        (
            [("a", DAY, "one"), ("b", LATER, "two third")],
            None,
            [("date", "b", "majority", "a", "2", "1")],
        ),
        (
            [("a", MONTH, "one"), ("b", DAY, "one")],
            None,
            [("date", "b", "narrower", "a", "P1D", "P31D")],
        ),
        (
            [
                ("a", Dating("1956-10/.."), "one"),
                ("b", Dating("1956-10-23T10:00"), "one"),
            ],
            None,
            [("date", "b", "narrower", "a", "PT0M", "")],
        ),
        (
            [("a", DAY, "one"), ("b", LATER, "two")],
            None,
            [("date", "a", "earlier", "b", "#1", "#1")],
        ),
        # Each rule over its own rivals, the weightiest first.
        (
            [
                ("a", DAY, "good"),
                ("b", LATER, "good"),
                ("c", MONTH, "poor"),
                ("d", Dating("1957"), "bad"),
            ],
            None,
            [
                ("date", "a", "reliability", "c d", "A", "D"),
                ("date", "a", "majority", "b", "2", "1"),  # October agrees with it
            ],
        ),
        (
            [("a", Location("p"), "poor"), ("b", Location("q"), "good")],
            None,
            [("place", "b", "reliability", "a", "A", "D")],
        ),
    ],
)
def test_the_rule_that_tells_claims_apart_is_named(
    claims: list[tuple[str, Value, str]],
    rank: tuple[str, str] | None,
    told: list[tuple[str, ...]],
) -> None:
    world = _world(*(_claim(*one) for one in claims), rank=rank)

    assert _told(world) == told


WEEK, HOUR = Dating("[1956-10-22..1956-10-28]"), Dating("1956-10-23T15:00")


@pytest.mark.parametrize(
    ("claims", "closer"),
    [
        ([("a", MONTH, "good"), ("b", DAY, "poor")], "b"),
        ([("a", DAY, "good"), ("b", MONTH, "poor")], ""),
        ([("a", MONTH, "good"), ("b", LATER, "poor")], ""),
        # Of what narrows it further and further, the narrowest; of rivals all.
        ([("a", MONTH, "good"), ("b", WEEK, "poor"), ("c", DAY, "poor")], "c"),
        (
            [
                ("a", MONTH, "good"),
                ("b", DAY, "poor"),
                ("c", Dating("1956-10-24"), "poor"),
                ("d", HOUR, "one two third"),
            ],
            "c d",
        ),
        # What leaves no more open is no closer, and what crosses it does not agree.
        ([("a", WEEK, "good"), ("b", Dating("[1956-10-27..1956-10-29]"), "bad")], ""),
        ([("a", DAY, "good"), ("b", Dating("1956-10-23", "start"), "poor")], ""),
        ([("a", Dating("[..1956-11-07]"), "good"), ("b", LATER, "poor")], "b"),
    ],
)
def test_a_rival_that_agrees_and_is_more_exact_is_told(
    claims: list[tuple[str, Value, str]], closer: str
) -> None:
    world = _world(*(_claim(*claim) for claim in claims))

    told = [it for choice in world.choices("e") for it in choice.closer]
    assert " ".join(sorted(told)) == closer


def test_what_is_planned_or_deprecated_makes_no_date_more_exact() -> None:
    planned = _claim("b", DAY, "poor", mode="planned")
    aside = _claim("c", DAY, "bad")
    world = _world(_claim("a", MONTH, "good"), planned, aside, rank=("c", "deprecated"))

    assert not any(choice.closer for choice in world.choices("e"))


def test_what_happened_goes_before_what_was_planned_or_denied() -> None:
    world = _world(
        _claim("a", LATER, "good", mode="planned"),
        _claim("b", DAY, "poor"),
        _claim("c", DAY, "good", mode="denied"),
        _claim("d", LATER, "good", mode="denied"),
    )

    assert _told(world) == [
        ("date", "b", "mode", "a", "asserted", "planned"),
        ("date", "b", "mode", "c", "asserted", "denied"),
    ]


def test_a_date_of_the_whole_goes_before_start_and_end() -> None:
    start, end = Dating("1956-10-23", "start"), Dating("1956-11-04", "end")
    world = _world(
        _claim("a", MONTH, "poor"), _claim("b", start, "good"), _claim("c", end, "good")
    )

    assert _told(world) == [("date", "a", "whole", "b c", "", "")]


def test_start_and_end_go_before_a_whole_that_is_ranked_worse() -> None:
    start, end = Dating("1956-10-23", "start"), Dating("1956-11-04", "end")
    world = _world(
        _claim("a", MONTH, "good"),
        _claim("b", start, "poor"),
        _claim("c", end, "poor"),
        rank=("b", "preferred"),
    )

    assert _told(world) == [
        ("start", "b", "rank", "a", "preferred", "normal"),
        ("end", "c", "alone", "", "", ""),
    ]


def test_an_end_that_is_over_before_the_start_is_not_told() -> None:
    start, end = Dating("1956-11-04", "start"), Dating("1956-10-23", "end")

    assert _told(_world(_claim("a", start, "one"), _claim("b", end, "two"))) == [
        ("start", "a", "start", "b", "", "")
    ]


@pytest.mark.parametrize(
    ("modes", "rank", "told"),
    [
        ("asserted", None, [("occurrence", "c0", "alone", "", "", "")]),
        (
            "planned asserted denied supposed denied",
            None,
            [
                ("occurrence", "c1", "mode", "c0", "asserted", "planned"),
                ("occurrence", "c1", "mode", "c2 c4", "asserted", "denied"),
                ("occurrence", "c1", "mode", "c3", "asserted", "supposed"),
            ],
        ),
        (
            "asserted denied",
            ("c1", "preferred"),
            [("occurrence", "c1", "rank", "c0", "preferred", "normal")],
        ),
        (
            "asserted denied",
            ("c0", "deprecated"),
            [("occurrence", "c1", "rank", "c0", "normal", "deprecated")],
        ),
        ("denied", None, [("occurrence", "c0", "alone", "", "", "")]),
    ],
)
def test_whether_it_happened_is_chosen_too(
    modes: str, rank: tuple[str, str] | None, told: list[tuple[str, ...]]
) -> None:
    claims = [
        _claim(f"c{number}", Occurrence(), "one", mode=mode)
        for number, mode in enumerate(modes.split())
    ]

    assert _told(_world(*claims, rank=rank)) == told


def test_a_reading_without_ranks_goes_by_none() -> None:
    claims = [
        _claim("a", Occurrence(), "one"),
        _claim("b", Occurrence(), "two", mode="denied"),
    ]
    world = _world(*claims, rank=("b", "preferred"))

    assert world.event("e").occurrence == "denied"
    assert world.under("prefer=mode").event("e").occurrence == "asserted"
    assert [it.rule for it in world.under("prefer=mode").choices("e")] == ["mode"]


def test_a_date_speaks_for_an_event_that_others_deny() -> None:
    denial = _claim("a", Occurrence(), "good", mode="denied")

    assert _told(_world(denial, _claim("b", DAY, "poor"))) == [
        ("date", "b", "alone", "", "", ""),
        ("occurrence", "b", "implied", "a", "asserted", "denied"),
    ]


@pytest.mark.parametrize("mode", ["planned", "supposed", "denied"])
def test_who_tells_where_it_was_speaks_for_it_but_not_who_doubts_it(mode: str) -> None:
    doubt = _claim("a", Occurrence(), "good", mode=mode)
    known, own = (
        _claim(it, Location("p"), by) for it, by in (("b", "one"), ("c", "good"))
    )

    (*_, choice) = _told(_world(doubt, known, own))
    assert choice == ("occurrence", "b", "implied", "a", "asserted", mode)
    (*_, choice) = _told(_world(doubt, own))
    assert choice == ("occurrence", "a", "alone", "", "", "")


def test_figures_are_told_always_and_people_where_there_are_rivals() -> None:
    world = _world(
        _claim("a", Figure("killed", best=20), "poor"),
        _claim("b", Figure("killed", best=200), "good"),
        _claim("c", Figure("wounded", best=200), "good"),
        _claim("d", Participation("nagy", "appointee"), "poor"),
        _claim("e1", Participation("kadar", "appointee"), "one"),
        _claim("f", Participation("nagy", "speaker"), "one"),
    )

    assert _told(world) == [
        ("figure killed", "b", "reliability", "a", "A", "D"),
        ("figure wounded", "c", "alone", "", "", ""),
        ("role appointee", "d", "reliability", "e1", "D", "F"),
    ]


def test_the_choice_tells_who_ranked_and_why() -> None:
    world = _world(
        _claim("a", DAY, "one"), _claim("b", LATER, "two"), rank=("two", "preferred")
    )
    (choice,) = world.choices("e")
    (judgement,) = choice.judgements

    assert (judgement.by, judgement.reason, judgement.target) == (
        *("bela", "so it is", "two"),
    )


def test_another_reading_has_other_reasons() -> None:
    claims = _claim("a", MONTH, "good"), _claim("b", DAY, "poor")
    world = _world(*claims)

    def one(reading: str) -> tuple[str, ...]:
        (told,) = _told(world.under(reading))
        return told

    assert one("default")[1:3] == ("a", "reliability")
    assert one("prefer=narrower")[1:3] == ("b", "narrower")
    assert one("prefer=earlier")[1:3] == ("a", "earlier")
    assert one("only=poor")[1:3] == ("b", "alone")
    assert world.under("only=one").choices("e") == ()


def test_an_event_that_is_not_there_has_none() -> None:
    with pytest.raises(UnknownIdError):
        _world().choices("f")
    assert _world().choices("e") == ()


def test_a_choice_is_a_value() -> None:
    one = Choice(property="date", claim="a", rule="alone")

    assert one == Choice(property="date", claim="a", rule="alone", over=())
