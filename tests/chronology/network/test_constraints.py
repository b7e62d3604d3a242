"""What claims mean for starts and ends, against a world small enough to try it all.

The oracle knows nothing of constraints: it takes each claim at its word, in every world
in which each event has a start and an end. The worlds have a moment every twelve hours.
"""

from collections.abc import Iterable, Iterator
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chrono56.chronology.network.constraints import (
    END,
    START,
    WHOLE,
    Constrainer,
    lasting,
)
from chrono56.chronology.network.network import PER_DAY, Network, Span, Within
from chrono56.dates import When
from chrono56.dates.durations import parts_of
from chrono56.model import Citation, Claim, Dating, Ordering, Relation, Value

FIRST_DAY = When.parse("1956-10-23").earliest or 0
DAYS = 3
STEP = PER_DAY // 2
STEPS = range(FIRST_DAY * 2, (FIRST_DAY + DAYS) * 2)
EVENTS = ("a", "b", "c")

World = dict[str, tuple[int, int]]
"""The steps in which each event starts and ends."""


def claim(number: int, about: str, says: Value) -> Claim:
    return Claim(f"c{number}", about, says, (Citation("s"),))


def worlds(lasted: frozenset[str]) -> Iterator[World]:
    stretches = [(one, other) for one in STEPS for other in STEPS if one <= other]
    moments = [(one, one) for one in STEPS]
    choices = (stretches if event in lasted else moments for event in EVENTS)
    return (dict(zip(EVENTS, chosen, strict=True)) for chosen in product(*choices))


def part(world: World, event: str, point: str) -> tuple[int, int]:
    start, end = world[event]
    return {WHOLE: (start, end), START: (start, start), END: (end, end)}[point]


def steps_of(when: When) -> tuple[int, int]:
    """Return the first and last step that a day, or half a day, leaves."""
    first, last = (when.earliest or 0) * 2, (when.latest or 0) * 2 + 1
    if when.minutes is None:
        return first, last
    return first + when.minutes[0] // 720, first + when.minutes[1] // 720


def so_dated(says: Dating, world: World, event: str) -> bool:
    start, end = part(world, event, says.point)
    if says.when.is_extent and says.point == WHOLE:
        first, last = steps_of(says.when.start), steps_of(says.when.end)
        return first[0] <= start <= first[1] and last[0] <= end <= last[1]
    first_step = steps_of(says.when.start)[0]
    return first_step <= start and end <= steps_of(says.when.end)[1]


def gap(one: tuple[int, int], other: tuple[int, int], *, by_day: bool) -> int:
    """Return the time from the end of the earlier to the start of the later.

    Positive if *one* is the later, negative if it is the earlier; 0 if they share a
    moment (or a day, if days are counted).
    """
    if by_day:
        one, other = ((it[0] // 2, it[1] // 2) for it in (one, other))
    if one[0] > other[1]:
        return one[0] - other[1]
    return min(0, one[1] - other[0])


def distance(text: str) -> int:
    """Return a duration in days, or in steps of twelve hours."""
    sign, (_, _, _, days, hours, _, _) = parts_of(text)
    return sign * (days * 2 + hours // 12 if "T" in text else days)


def so_ordered(says: Ordering, world: World, event: str) -> bool:
    one, other = (
        part(world, event, says.point),
        part(world, says.other, says.other_point),
    )
    for bound, is_least in ((says.least, True), (says.most, False)):
        if bound is None:
            continue
        by_day = "T" not in bound
        apart, wanted = gap(one, other, by_day=by_day), distance(bound)
        if (is_least and apart < wanted) or (not is_least and apart > wanted):
            return False
        # "After" and "before" without a distance: no moment, or day, of it too soon.
        if wanted == 0 and says.least != says.most:
            unit = 2 if by_day else 1
            if is_least and one[0] // unit < other[1] // unit:
                return False
            if not is_least and one[1] // unit > other[0] // unit:
                return False
    return True


def holds(one: Claim, world: World) -> bool:
    match one.says:
        case Dating() as says:
            return so_dated(says, world, one.about)
        case Ordering() as says:
            return so_ordered(says, world, one.about)
        case Relation(other=other):
            outer, inner = world[other], world[one.about]
            return outer[0] <= inner[0] and inner[1] <= outer[1]
        case _:
            raise AssertionError


def network(claims: Iterable[Claim]) -> tuple[Network, Constrainer]:
    told = list(claims)
    lasted = lasting(told, str)
    constrain = Constrainer(lasted, str, "")
    net = Network()
    for event in EVENTS:
        for which in (START, END):
            last = FIRST_DAY + DAYS - 1
            net.add(None, [Within(constrain.point(event, which), FIRST_DAY, last)])
        net.add(None, constrain.of_event(event))
    for one in told:
        net.add(one.id, constrain.of_claim(one))
    return net, constrain


days = [f"1956-10-{FIRST_DAY + day - FIRST_DAY + 23}" for day in range(DAYS)]
halves = [f"{day}T{half}" for day in days for half in ("00:00..11:59", "12:00..23:59")]
windows = st.sampled_from([*days, *halves, "[1956-10-23..1956-10-24]"])
extents = st.sampled_from(
    [f"{days[0]}/{days[1]}", f"{days[0]}/{halves[4]}", f"{halves[1]}/{days[2]}"]
)
ends = st.sampled_from((WHOLE, WHOLE, START, END))
datings = st.builds(Dating, windows | extents, ends)
DISTANCES = {
    "after": ("PT0S", None),
    "before": (None, "PT0S"),
    "on a later day": ("P1D", None),
    "by the next day": (None, "P1D"),
    "the next day": ("P1D", "P1D"),
    "the day before": ("-P1D", "-P1D"),
    "the same day": ("P0D", "P0D"),
    "at the same time": ("PT0S", "PT0S"),
    "not on an earlier day": ("P0D", None),
    "within twelve hours": ("PT0S", "PT12H"),
    "twelve hours later": ("PT12H", "PT12H"),
    "a day and a half before": ("-P1DT12H", "-PT12H"),
    "at most a day before": ("-P1D", None),
}


@st.composite
def orderings(draw: st.DrawFn, event: str) -> Ordering:
    other = draw(st.sampled_from([one for one in EVENTS if one != event]))
    least, most = draw(st.sampled_from(list(DISTANCES.values())))
    return Ordering(
        draw(ends), other=other, other_point=draw(ends), least=least, most=most
    )


@st.composite
def sayings(draw: st.DrawFn) -> list[Claim]:
    found = []
    for number in range(draw(st.integers(1, 5))):
        event = draw(st.sampled_from(EVENTS))
        others = st.sampled_from([one for one in EVENTS if one != event])
        parts = others.map(lambda other: Relation("part_of", other))
        says = draw(datings | orderings(event) | parts)
        found.append(claim(number, event, says))
    return found


def steps(span: Span) -> tuple[int, int]:
    return (span.first or 0) // STEP, (span.last or 0) // STEP


@settings(max_examples=150)
@given(sayings())
def test_what_is_left_is_what_some_world_has_in_which_all_claims_hold(
    claims: list[Claim],
) -> None:
    net, constrain = network(claims)
    left_out = frozenset().union(*net.contradictions)
    counted = [one for one in claims if one.id not in left_out]
    possible = [
        world
        for world in worlds(lasting(claims, str))
        if all(holds(one, world) for one in counted)
    ]

    assert possible
    for event, (which, at) in product(EVENTS, ((START, 0), (END, 1))):
        found = {world[event][at] for world in possible}
        first, last = steps(net.narrowed(constrain.point(event, which)))
        assert (first, last) == (min(found), max(found))


@settings(max_examples=150)
@given(sayings())
def test_claims_contradict_each_other_if_and_only_if_no_world_has_them_all(
    claims: list[Claim],
) -> None:
    net, _ = network(claims)
    possible = any(
        all(holds(one, world) for one in claims)
        for world in worlds(lasting(claims, str))
    )

    assert bool(net.contradictions) is not possible


@pytest.mark.parametrize(
    ("says", "lasted"),
    [
        (Dating("1956-10-23"), set()),
        (Dating("1956-10-23/1956-11-04"), {"a"}),
        (Dating("{1956-10-23,1956-11-04}"), {"a"}),
        (Dating("1956-10-23", END), {"a"}),
        (Ordering(other="b", least="PT0S"), set()),
        (Ordering(END, other="b", least="PT0S"), {"a"}),
        (Ordering(other="b", other_point=START, least="PT0S"), {"b"}),
        (Relation("part_of", "b"), {"b"}),
        (Relation("caused", "b"), set()),
    ],
)
def test_an_event_lasted_if_a_claim_gives_it_a_start_an_end_or_a_part(
    says: Value, lasted: set[str]
) -> None:
    assert lasting([claim(1, "a", says)], str) == lasted


def test_a_length_is_the_end_after_its_own_start() -> None:
    length = Ordering(END, other="a", other_point=START, least="P2D", most="P2D")
    net, constrain = network(
        [claim(1, "a", length), claim(2, "a", Dating("1956-10-23", START))]
    )

    assert net.contradictions == ()
    assert (net.narrowed(constrain.point("a", END)).first or 0) // PER_DAY == (
        FIRST_DAY + 2
    )


@pytest.mark.parametrize(
    ("duration", "first", "last"),
    [
        ("P1M", "1956-11-20", "1956-11-23"),
        ("P1Y", "1957-10-23", "1957-10-24"),
        ("P1W", "1956-10-30", "1956-10-30"),
        ("-P1M", "1956-09-22", "1956-09-25"),
    ],
)
def test_months_and_years_are_as_short_and_as_long_as_they_can_be(
    duration: str, first: str, last: str
) -> None:
    constrain = Constrainer(frozenset(), str, "")
    net = Network()
    after = Ordering(other="b", least=duration, most=duration)
    for one in (claim(1, "b", Dating("1956-10-23")), claim(2, "a", after)):
        net.add(one.id, constrain.of_claim(one))

    span = net.narrowed(("a", WHOLE))

    assert (span.first or 0) // PER_DAY == When.parse(first).earliest
    assert (span.last or 0) // PER_DAY == When.parse(last).earliest


def test_a_claim_of_anything_else_bounds_nothing() -> None:
    constrain = Constrainer(frozenset(), str, "")

    assert list(constrain.of_claim(claim(1, "a", Relation("caused", "b")))) == []
