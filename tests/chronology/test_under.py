"""What is asked of a chronology is answered by its reading, all of it."""

from tests.chronology.world import chronology_of, every, linear, recorded

from chrono56.log.actions import Recorded
from chrono56.model import (
    Citation,
    Claim,
    Dating,
    Event,
    Figure,
    Location,
    Occurrence,
    Ordering,
    Place,
    Record,
    Source,
)

EVENTS, SOURCES = ("e1", "e2"), ("s1", "s2", "s3")


def test_figures_that_are_chosen_otherwise_differ_though_the_row_does_not() -> None:
    cited = {one: (Citation(one),) for one in ("s1", "s2")}
    claims = [
        Claim("c1", "e1", Figure("killed", best=20), cited["s1"]),
        Claim("c2", "e1", Figure("killed", best=200), cited["s2"]),
    ]
    sources = [Source("s1", reliability="D"), Source("s2", reliability="A")]
    world = chronology_of(linear([recorded([*sources, Event("e1"), *claims])]))

    (change,) = world.diff(world.under("prefer=earlier"))

    assert change.property == "figure killed"
    assert [(it.claim, it.rule) for it in change.before_by] == [("c2", "reliability")]
    assert [(it.claim, it.rule) for it in change.after_by] == [("c1", "earlier")]


def test_of_an_event_that_one_reading_does_not_hear_of_nothing_else_differs() -> None:
    claims = [
        Claim("c1", "e1", Dating("1956"), (Citation("s1"),)),
        Claim("c2", "e2", Dating("1957"), (Citation("s2"),)),
    ]
    events = [Event("e1", labels={"en": "The first"}), Event("e2"), Event("e3")]
    world = chronology_of(linear([recorded([*map(Source, SOURCES), *events, *claims])]))

    one, other = world.under("only=s1"), world.under("only=s2")

    assert [(it.about, it.what, it.before, it.after) for it in one.diff(other)] == [
        ("e1", "unheard", "The first", None),
        ("e2", "heard", None, "e2"),
    ]
    assert [event.id for event in one] == ["e1"]
    assert one.event("e2").occurrence == one.event("e3").occurrence == "unheard"
    assert [event.id for event in world] == ["e1", "e2", "e3"]


def test_all_that_is_asked_follows_the_reading() -> None:
    claims: list[Record] = [
        Claim("c1", "e1", Location("p1"), (Citation("s1"),), as_written="at the gate"),
        Claim(
            "c2", "e1", Location("p2"), (Citation("s2"),), as_written="on the bridge"
        ),
        Claim("c3", "e2", Dating("1956"), (Citation("s2"),)),
    ]
    there: list[Record] = [*map(Source, SOURCES), *map(Place, ("p1", "p2"))]
    events = [Event("e1"), Event("e2")]
    world = chronology_of(linear([recorded([*there, *events, *claims])]))
    told_so = world.under("only=s2")

    assert (world.event("e1").disputed, told_so.event("e1").disputed) == (True, False)
    assert (world.event("e1").place, told_so.event("e1").place) == ("p1", "p2")
    assert told_so.event("e1").sources == ("s2",)
    assert (list(world.search("gate")) != [], list(told_so.search("gate"))) == (
        True,
        [],
    )
    assert list(told_so.select(every(source="s1"))) == []
    assert list(told_so.select(every(place="p1"))) == []
    assert (world.stats().claims, told_so.stats().claims) == (3, 2)
    assert (world.stats().disputed, told_so.stats().disputed) == (1, 0)
    assert [view.claim.id for view in told_so.claims("e1")] == ["c2"]
    assert len(told_so) == 2
    assert len(world.under("only=s1")) == world.under("only=s1").stats().events == 1
    assert world.under("only=s1").stats().unlisted == 0


def test_checks_pass_over_what_a_reading_does_not_hear_of() -> None:
    claim = Claim("c1", "e1", Dating("1956"), (Citation("s1"),))
    records: list[Record] = [*map(Source, SOURCES), Event("e1"), Event("e2"), claim]
    world = chronology_of(linear([recorded(records)]))

    assert [it.about for it in world.check(["unattested"])] == [("e2",)]
    assert list(world.under("only=s1").check(["unattested"])) == []


def test_a_preview_is_read_as_the_log_would_be() -> None:
    claim = Claim("c1", "e1", Dating("1956"), (Citation("s1"),))
    world = chronology_of(linear([recorded([Source("s1"), Event("e1")])]))

    tried = world.under("only=s1").preview([Recorded(claim)])

    assert [str(event.when) for event in tried] == ["1956"]
    assert [str(event.when) for event in tried.under("default")] == ["1956"]
    assert [event.id for event in tried.under("without=s1")] == []


def test_blame_is_of_what_the_reading_shows() -> None:
    first = Claim("c1", "e1", Dating("1956"), (Citation("s1"),))
    second = Claim("c2", "e1", Dating("1957"), (Citation("s2"),))
    third = Claim("c3", "e1", Location("p1"), (Citation("s2"),))
    there = recorded([*map(Source, SOURCES), Event("e1"), Place("p1")])
    later = [recorded([claim]) for claim in (first, second, third)]
    world = chronology_of(linear([there, *later]))

    def dated(reading: str) -> tuple[int, str]:
        found = world.under(reading).blame("e1")
        (one,) = [it for it in found if it.property == "date"]
        return one.entry.number, str(one.value)

    assert dated("only=s1") == (2, "1956")
    assert dated("only=s2") == (3, "1957")


def test_checks_hear_what_the_reading_hears() -> None:
    claims = [
        Claim("c1", "e1", Dating("1956"), (Citation("s1"),)),
        Claim("c2", "e2", Dating("1957"), (Citation("s1"),)),
        Claim("c3", "e2", Ordering(other="e1", most="PT0S"), (Citation("s2"),)),
    ]
    records: list[Record] = [
        *map(Source, SOURCES),
        *map(Event, EVENTS),
        *claims,
    ]
    world = chronology_of(linear([recorded(records)]))

    assert len(list(world.check(["contradiction"]))) == 1
    assert list(world.under("only=s1").check(["contradiction"])) == []
    assert len(list(world.disputes())) == 1
    assert list(world.under("only=s1").disputes()) == []


def test_what_was_only_planned_has_no_disputes_where_plans_are_not_heard() -> None:
    first, second = (Citation("s1"),), (Citation("s2"),)
    claims = [
        Claim("c1", "e1", Occurrence(), (*first, *second), mode="planned"),
        Claim("c2", "e1", Location("p1"), first),
        Claim("c3", "e1", Location("p2"), second),
    ]
    there: list[Record] = [*map(Source, SOURCES), *map(Place, ("p1", "p2"))]
    world = chronology_of(linear([recorded([*there, Event("e1"), *claims])]))

    assert [dispute.about for dispute in world.disputes()] == [("e1",)]
    assert list(world.under("without-mode=planned").disputes()) == []


def test_explanations_go_by_what_is_heard() -> None:
    claims = [
        Claim("c1", "e1", Dating("1956-10-23"), (Citation("s1"),)),
        Claim(
            "c2", "e2", Ordering(other="e1", least="P1D", most="P1D"), (Citation("s2"),)
        ),
        Claim("c3", "e2", Occurrence(), (Citation("s1"),)),
    ]
    records: list[Record] = [
        *map(Source, SOURCES),
        *map(Event, EVENTS),
        *claims,
    ]
    world = chronology_of(linear([recorded(records)]))

    assert str(world.explain("e2").when) == "1956-10-24"
    assert world.under("only=s1").explain("e2").when is None
    assert [it.id for it in world.on("10-24", related=True)] == ["e2"]
    assert list(world.under("only=s1").on("10-24", related=True)) == []
