"""The temporal network, against a world small enough to try everything."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from chrono56.chronology.network.network import (
    Apart,
    Constraint,
    Grain,
    Network,
    Span,
    Within,
)

POINTS = ("a", "b", "c", "d")
PER_DAY = 3
DAYS = 3
SECONDS = range(PER_DAY * DAYS)

World = tuple[int, ...]
Said = Mapping[str, Sequence[Constraint]]


def holds(constraint: Constraint, world: World) -> bool:
    def at(point: object) -> int:
        second = world[POINTS.index(str(point))]
        return second // PER_DAY if constraint.grain is Grain.DAY else second

    if isinstance(constraint, Within):
        first, last, value = constraint.first, constraint.last, at(constraint.point)
    else:
        first, last = constraint.least, constraint.most
        value = at(constraint.point) - at(constraint.other)
    return (first is None or first <= value) and (last is None or value <= last)


def worlds(constraints: Iterable[Constraint]) -> list[World]:
    """Return every world in which all constraints hold."""
    wanted = list(constraints)
    return [
        world
        for world in product(SECONDS, repeat=len(POINTS))
        if all(holds(one, world) for one in wanted)
    ]


def flat(said: Said, causes: Iterable[object]) -> list[Constraint]:
    return [one for cause in causes for one in said[str(cause)]]


def network(said: Said) -> Network:
    net = Network(per_day=PER_DAY)
    # The world has an end, so that all of it can be tried; that is nobody's claim.
    net.add(None, [Within(point, 0, DAYS - 1) for point in POINTS])
    for cause, constraints in said.items():
        net.add(cause, constraints)
    return net


points = st.sampled_from(POINTS)
grains = st.sampled_from(Grain)


@st.composite
def withins(draw: st.DrawFn) -> Within:
    grain = draw(grains)
    last = DAYS if grain is Grain.DAY else PER_DAY * DAYS
    first = draw(st.none() | st.integers(0, last - 1))
    return Within(
        draw(points), first, draw(st.none() | st.integers(first or 0, last)), grain
    )


@st.composite
def aparts(draw: st.DrawFn) -> Apart:
    one, other = draw(st.lists(points, min_size=2, max_size=2, unique=True))
    grain = draw(grains)
    reach = DAYS if grain is Grain.DAY else 5
    least = draw(st.none() | st.integers(-reach, reach))
    most = draw(st.none() | st.integers(-reach if least is None else least, reach))
    return Apart(one, other, least, most, grain)


sayings = st.lists(
    st.lists(withins() | aparts(), min_size=1, max_size=2), min_size=1, max_size=7
).map(lambda lists: {f"claim-{number}": one for number, one in enumerate(lists)})


def expected(found: Sequence[World], point: str) -> Span:
    seconds = [world[POINTS.index(point)] for world in found]
    return Span(min(seconds), max(seconds))


@settings(max_examples=150)
@given(sayings)
def test_what_is_left_is_what_some_world_has_and_no_more(said: Said) -> None:
    net = network(said)
    left_out = frozenset().union(*net.contradictions)
    possible = worlds(flat(said, said.keys() - left_out))

    assert possible, "what is left holds together"
    for point in POINTS:
        span = net.narrowed(point)
        low, high = expected(possible, point).first, expected(possible, point).last
        assert span == Span(low, high)


@settings(max_examples=150)
@given(sayings)
def test_a_contradiction_is_one_and_of_none_of_its_causes_can_be_spared(
    said: Said,
) -> None:
    net = network(said)

    if not worlds(flat(said, said)):
        assert net.contradictions
    for causes in net.contradictions:
        assert not worlds(flat(said, causes))
        for spared in causes:
            assert worlds(flat(said, causes - {spared}))


@settings(max_examples=150)
@given(sayings, points, st.booleans())
def test_a_proof_alone_leaves_no_more_than_the_whole(
    said: Said, point: str, latest: bool
) -> None:
    net = network(said)
    steps = net.because(point, latest=latest)
    causes = {step.cause for step in steps} - {None}
    alone = expected(worlds(flat(said, causes)), point)
    bound = steps[-1].second

    assert steps[-1].point == point
    assert (alone.last if latest else alone.first) in range(
        bound - PER_DAY + 1 if latest else bound, bound + (1 if latest else PER_DAY)
    )


@settings(max_examples=100)
@given(sayings, st.integers(0, 6))
def test_asking_in_between_changes_nothing(said: Said, after: int) -> None:
    whole, asked = network({}), network({})
    for number, (cause, constraints) in enumerate(said.items()):
        whole.add(cause, constraints)
        asked.add(cause, constraints)
        if number == after:
            asked.narrowed("a")

    if not whole.contradictions and not asked.contradictions:
        for point in POINTS:
            assert whole.narrowed(point) == asked.narrowed(point)
    else:
        assert whole.contradictions
        assert asked.contradictions


wider = st.lists(
    st.lists(
        st.builds(
            Apart,
            st.integers(0, 9),
            st.integers(10, 14) | st.integers(0, 9),
            st.integers(-4, 4),
            st.none() | st.integers(4, 9),
            grains,
        )
        | st.builds(
            Within, st.integers(0, 14), st.integers(0, 4), st.integers(4, 9), grains
        ),
        min_size=1,
        max_size=2,
    ),
    min_size=5,
    max_size=40,
).map(lambda lists: {f"claim-{number}": one for number, one in enumerate(lists)})


@settings(max_examples=150)
@given(wider, st.integers(0, 40))
def test_what_was_left_out_leaves_no_trace(said: Said, after: int) -> None:
    net, fresh = Network(per_day=PER_DAY), Network(per_day=PER_DAY)
    for number, (cause, constraints) in enumerate(said.items()):
        net.add(cause, constraints)
        if number == after:
            net.narrowed(0)
    left_out = frozenset().union(*net.contradictions)
    for cause in said.keys() - left_out:
        fresh.add(cause, said[cause])

    assert fresh.contradictions == ()
    for point in range(15):
        assert net.narrowed(point) == fresh.narrowed(point)
        for latest in (False, True):
            steps = net.because(point, latest=latest)
            assert left_out.isdisjoint(step.cause for step in steps)
            span = fresh.narrowed(point)
            bound = span.last if latest else span.first
            assert (steps[-1].second if steps else None) == bound


@settings(max_examples=100)
@given(sayings)
def test_what_contradictions_hide_is_revealed(said: Said) -> None:
    net = network(said)
    found = net.contradictions
    net.reveal()

    assert net.contradictions[: len(found)] == found
    for causes in net.contradictions:
        assert not worlds(flat(said, causes))
        for spared in causes:
            assert worlds(flat(said, causes - {spared}))
    assert len(set(net.contradictions)) == len(net.contradictions)
    # Each that was left out can hold together with what is left, if it ever can.
    left_out = frozenset().union(*net.contradictions)
    for cause in left_out:
        rest = flat(said, (said.keys() - left_out) | {cause})
        assert worlds(rest) or frozenset({cause}) in net.contradictions


def test_a_claim_that_is_left_out_hides_no_other_contradiction() -> None:
    net = Network()
    net.add("wrong day", [Within("a", 5, 5)])
    net.add("day", [Within("a", 9, 9)])
    net.add("before", [Apart("b", "a", None, -1)])
    net.add("other day", [Within("b", 7, 7)])

    assert len(net.contradictions) == 1
    net.reveal()
    assert set(net.contradictions) == {
        frozenset({"wrong day", "day"}),
        frozenset({"wrong day", "before", "other day"}),
    }


def test_a_circle_of_undated_events_is_found() -> None:
    net = Network()
    net.add("one", [Apart("b", "a", 0, None, Grain.SECOND)])
    net.add("two", [Apart("c", "b", 1, None, Grain.DAY)])
    net.add("three", [Apart("a", "c", 0, None, Grain.SECOND)])

    assert net.contradictions == (frozenset({"one", "two", "three"}),)
    assert net.narrowed("a") == Span(None, None)


def test_the_next_day_is_not_a_day_of_hours_later() -> None:
    net = Network(per_day=24)
    net.add("night", [Within("shot", 24 * 5 + 23, 24 * 5 + 23, Grain.SECOND)])
    net.add("next day", [Apart("search", "shot", 1, 1)])
    net.add("soon", [Apart("search", "shot", None, 2, Grain.SECOND)])

    assert net.narrowed("search") == Span(24 * 6, 24 * 6 + 1)


def test_who_tells_the_hour_is_no_part_of_the_proof_of_the_next_day() -> None:
    net = Network(per_day=24)
    net.add("day", [Within("shot", 5, None)])
    net.add("hour", [Within("shot", 24 * 5 + 23, None, Grain.SECOND)])
    net.add("next day", [Apart("search", "shot", 1, None)])

    assert [step.cause for step in net.because("shot")] == ["hour"]
    assert [step.cause for step in net.because("search")] == ["day", "next day"]


def test_a_contradiction_spoils_nothing_else() -> None:
    net = Network()
    net.add("wrong", [Within("a", 5, 5)])
    net.add("right", [Within("a", 6, 6)])
    net.add("other", [Within("x", 3, 4)])
    net.add("after", [Apart("y", "x", 1, 1)])

    assert net.contradictions == (frozenset({"wrong", "right"}),)
    assert net.narrowed("y") == Span(4 * 86_400, 6 * 86_400 - 1)
