from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.chronology.world import chronology_of, histories, known, linear, recorded

from chrono56.chronology import Chronology
from chrono56.chronology.past.accounts import Change
from chrono56.chronology.showing import SHOWN
from chrono56.dates import When
from chrono56.log.actions import (
    Action,
    Ranked,
    Recorded,
    Retracted,
    Revised,
    Titled,
    United,
)
from chrono56.model import (
    Agent,
    Citation,
    Claim,
    Dating,
    Derivation,
    Event,
    Figure,
    Location,
    Occurrence,
    Participation,
    Place,
    Relation,
    Source,
)

DIARY = Source("diary", {"title": "A diary"}, reliability="A")
MEMOIR = Source("memoir", reliability="B")
MARCH = Event("march", "other", {"en": "A march"})
DATED = Claim("dated", "march", Dating("1956-10-24"), (Citation("diary"),))
ROUGHLY = Claim("roughly", "march", Dating("1956-10"), (Citation("memoir"),))
COUNTED = Claim("counted", "march", Figure("killed", best=3), (Citation("diary"),))
BASE: list[Action] = [
    Titled("The village"),
    *recorded([DIARY, MEMOIR, Place("square"), Agent("eva"), MARCH]),
    *recorded([Event("gathering"), DATED, ROUGHLY, COUNTED]),
]


def said(value: Any) -> Any:
    """Return a value short: a claim by its id, a date and a figure as text."""
    match value:
        case Claim():
            return value.id
        case Figure():
            return value.best
        case When():
            return str(value)
        case _:
            return value


def changes(*actions: Action, base: list[Action] = BASE) -> list[tuple[Any, ...]]:
    """Return what actions change, each as a tuple to compare."""
    chronology = chronology_of(linear([base, list(actions)]))
    return [
        (it.about, it.property, it.what, said(it.before), said(it.after), *it.claims)
        for it in chronology.as_of("#1").diff(chronology)
    ]


def moved(date: str) -> Revised:
    return Revised(attrs.evolve(DATED, says=Dating(date)))


CHANGES: dict[str, tuple[list[Action], list[tuple[Any, ...]]]] = {
    "a title": (
        [Titled("Our village")],
        [("", "title", "changed", "The village", "Our village")],
    ),
    "an event is added": (
        [Recorded(Event("strike", "society.strike", {"en": "A strike"}))],
        [
            ("strike", "event", "added", None, "A strike"),
            ("strike", "kind", "added", None, "society.strike"),
            ("strike", "label en", "added", None, "A strike"),
            ("strike", "occurrence", "added", None, "unclaimed"),
        ],
    ),
    "an event is removed": (
        [Retracted("gathering")],
        [
            ("gathering", "event", "removed", "gathering", None),
            ("gathering", "kind", "removed", "other", None),
            ("gathering", "occurrence", "removed", "unclaimed", None),
        ],
    ),
    "an event is renamed": (
        [Revised(attrs.evolve(MARCH, labels={"en": "The march", "hu": "Menet"}))],
        [
            ("march", "label en", "changed", "A march", "The march"),
            ("march", "label hu", "added", None, "Menet"),
        ],
    ),
    "a place and an agent": (
        [Revised(Agent("eva", "person", {"hu": "Éva"})), Recorded(Place("well"))],
        [
            ("eva", "label hu", "added", None, "Éva"),
            ("well", "place", "added", None, "well"),
        ],
    ),
    "a date is narrowed": (
        [moved("1956-10-24T09:00")],
        [
            ("march", "date", "narrowed", "1956-10-24", "1956-10-24T09:00"),
            ("march", "dating", "claim revised", "dated", "dated", "dated"),
        ],
    ),
    "a date is moved": (
        [moved("1956-10-26")],
        [
            ("march", "date", "moved", "1956-10-24", "1956-10-26"),
            ("march", "dating", "claim revised", "dated", "dated", "dated"),
        ],
    ),
    "a figure is revised": (
        [Revised(attrs.evolve(COUNTED, says=Figure("killed", best=5)))],
        [
            ("march", "figure killed", "changed", 3, 5),
            ("march", "figure", "claim revised", "counted", "counted", "counted"),
        ],
    ),
    "a claim is added, and settles where it was": (
        [Recorded(Claim("there", "march", Location("square"), (Citation("diary"),)))],
        [
            ("march", "place", "added", None, "square"),
            ("march", "location", "claim added", None, "there", "there"),
        ],
    ),
    "a claim is deprecated": (
        [Ranked("dated", "deprecated")],
        [
            ("march", "date", "widened", "1956-10-24", "1956-10"),
            ("march", "date", "single-sourced", "2", "1"),
            ("march", "dating", "claim ranked", "normal", "deprecated", "dated"),
        ],
    ),
    "a source is retracted, and what it alone said falls": (
        [Retracted("diary")],
        [
            ("diary", "source", "removed", "A diary", None),
            ("march", "date", "widened", "1956-10-24", "1956-10"),
            ("march", "date", "single-sourced", "2", "1"),
            ("march", "figure killed", "removed", 3, None),
            ("march", "dating", "claim lost", "dated", None, "dated"),
            ("march", "figure", "claim lost", "counted", None, "counted"),
        ],
    ),
    "a source is regraded and judged": (
        [
            Revised(attrs.evolve(DIARY, reliability="E", derived_from=())),
            Ranked("memoir", "preferred"),
        ],
        [
            ("diary", "reliability", "changed", "A", "E"),
            ("march", "date", "widened", "1956-10-24", "1956-10"),
            ("march", "dating", "claim ranked", "normal", "preferred", "roughly"),
            ("memoir", "rank", "changed", "normal", "preferred"),
        ],
    ),
    "a source turns out to be a copy": (
        [Revised(attrs.evolve(MEMOIR, derived_from=(Derivation("diary"),)))],
        [
            ("march", "date", "single-sourced", "2", "1"),
            (
                "memoir",
                "derived_from",
                "added",
                None,
                '[{"source":"diary"}]',
            ),
        ],
    ),
    "a dispute is opened": (
        [Revised(attrs.evolve(ROUGHLY, says=Dating("1956-11")))],
        [
            ("march", "date", "dispute opened", None, "conflicting"),
            ("march", "date", "single-sourced", "2", "1"),
            ("march", "dating", "claim revised", "roughly", "roughly", "roughly"),
        ],
    ),
    "a contradiction is stated": (
        [
            Recorded(
                Claim("no", "dated", Relation("contradicts", "counted"), reason="so")
            )
        ],
        [
            ("dated", "relation", "claim added", None, "no", "no"),
            (
                *("march", "contradiction", "dispute opened", None),
                *("self-contradictory", "counted", "dated"),
            ),
        ],
    ),
    "an event did not happen": (
        [
            Recorded(
                Claim(
                    *("no", "gathering", Occurrence(), (Citation("diary"),)),
                    mode="denied",
                )
            )
        ],
        [
            ("gathering", "occurrence", "changed", "unclaimed", "denied"),
            ("gathering", "occurrence", "claim added", None, "no", "no"),
        ],
    ),
    "a duplicate is united": (
        [United("gathering", "march")],
        [("gathering", "event", "united", None, "march")],
    ),
    "a claim turns to another event": (
        [Revised(attrs.evolve(COUNTED, about="gathering"))],
        [
            ("gathering", "figure killed", "added", None, 3),
            ("gathering", "occurrence", "changed", "unclaimed", "asserted"),
            ("gathering", "figure", "claim added", None, "counted", "counted"),
            ("march", "figure killed", "removed", 3, None),
            ("march", "figure", "claim removed", "counted", None, "counted"),
        ],
    ),
    "only a nonce": ([Revised(MARCH, nonce="x")], []),
}


@pytest.mark.parametrize("name", CHANGES)
def test_each_change_is_told_in_the_words_of_events(name: str) -> None:
    actions, expected = CHANGES[name]

    assert changes(*actions) == expected


@pytest.mark.parametrize(
    ("before", "after", "what"),
    [
        ("1956-10", "1956-10-23", "narrowed"),
        ("1956-10-23", "1956", "widened"),
        ("1956-10-23", "1956-10-24", "moved"),
        ("1956-10", "[1956-10-20..1956-11-02]", "changed"),
        ("1956-10-23", "1956-10-23?", "changed"),
        ("1956-10", "1956-10-23/1956-10-25", "narrowed"),
        ("1956-10-23/1956-10-25", "1956-10-24", "changed"),
        ("1956-10-23/1956-10-25", "1956-10-23/1956-10-24", "changed"),
        ("1956-10/1956-11", "1956-10-23/1956-11-04", "narrowed"),
        ("1956-10-23/", "1956-10-23/1956-11-04", "narrowed"),
        ("1956-10-23/1956-11-04", "1956-10-23/..", "widened"),
    ],
)
def test_a_date_is_narrowed_if_it_leaves_less_open_and_says_nothing_else(
    before: str, after: str, what: str
) -> None:
    base: list[Action] = [*recorded([DIARY, MARCH]), moved(before)]

    (date,) = [it for it in changes(moved(after), base=base) if it[1] == "date"]

    assert date == ("march", "date", what, before, after)


def test_a_stated_contradiction_that_gains_a_claim_has_changed() -> None:
    said = Claim("no", "dated", Relation("contradicts", "counted"), reason="so")
    again = attrs.evolve(COUNTED, id="again", citations=(Citation("memoir"),))
    too = attrs.evolve(said, id="no-again", says=Relation("contradicts", "again"))
    base = [*BASE, Recorded(said)]
    found = changes(Recorded(again), Recorded(too), base=base)
    chronology = chronology_of(linear([base, [Recorded(again), Recorded(too)]]))
    back = chronology.diff(chronology.as_of("#1"))

    (dispute,) = (one for one in found if one[2].startswith("dispute"))
    assert dispute[:3] == ("march", "contradiction", "dispute changed")
    assert dispute[5:] == ("again", "counted", "dated")
    assert [it.claims for it in back if it.what == "dispute changed"] == [dispute[5:]]
    assert not [it for it in back if it.what in ("dispute opened", "dispute settled")]


def test_who_took_part_is_shown_with_the_agent() -> None:
    chaired = Claim("c", "march", Participation("eva", "speaker"), (Citation("diary"),))
    chronology = chronology_of(linear([BASE, [Recorded(chaired)]]))

    first, second = chronology.as_of("#1").diff(chronology)

    assert (first.property, first.what) == ("role speaker of eva", "added")
    assert first.after == Participation("eva", "speaker")
    assert (second.what, second.after) == ("claim added", chaired)


OPPOSITES = {
    "added": "removed",
    "narrowed": "widened",
    "united": "parted",
    "single-sourced": "corroborated",
    "dispute opened": "dispute settled",
    "claim added": "claim removed",
    "claim lost": "claim regained",
}
OPPOSITES |= {other: one for one, other in OPPOSITES.items()}


def mirrored(change: Change) -> Change:
    what = OPPOSITES.get(change.what, change.what)
    return attrs.evolve(change, what=what, before=change.after, after=change.before)


slowly = settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


@slowly
@given(histories(), st.data())
def test_the_way_back_mirrors_the_way_there(
    batches: list[list[Action]], data: st.DataObject
) -> None:
    whole = chronology_of(linear(batches))
    points = st.integers(1, len(batches)).map(lambda number: f"#{number}")
    one, other = whole.as_of(data.draw(points)), whole.as_of(data.draw(points))
    there, back = one.diff(other), other.diff(one)

    assert sorted(map(mirrored, there), key=repr) == sorted(back, key=repr)
    assert one.diff(one) == ()
    assert there == one.diff(other)


@slowly
@given(histories(), st.data())
def test_nothing_differs_where_a_reader_is_told_the_same(
    batches: list[list[Action]], data: st.DataObject
) -> None:
    lines = linear(batches)
    number = data.draw(st.integers(1, len(lines)))
    whole = chronology_of(lines)
    then = whole.as_of(f"#{number}")

    if not then.diff(whole):
        assert shown(then) == shown(whole)
    assert then.diff(chronology_of(lines[:number])) == ()


@slowly
@given(histories(), histories())
def test_two_logs_differ_as_two_states_of_one_would(
    before: list[list[Action]], after: list[list[Action]]
) -> None:
    lines = linear([*before, *after])
    whole, part = chronology_of(lines), chronology_of(lines[: len(before)])

    assert part.diff(whole) == whole.as_of(f"#{len(before)}").diff(whole)


def shown(chronology: Chronology) -> dict[str, Any]:
    """Return what a chronology tells of events, claims, disputes and sources."""
    told = known(chronology)
    for event in told["events"]:
        del event["as_written"], event["sources"]
    return {
        "title": told["title"],
        "events": told["events"],
        "sources": told["sources"],
        "claims": {
            about: [(it.claim.id, it.rank) for it in views if it != "unknown"]
            for about, views in told["claims"].items()
        },
        "disputes": [
            (it.about, it.property, it.class_)
            for it in told["disputes"]
            if it.class_ in SHOWN
        ],
    }
