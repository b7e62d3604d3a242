"""Narrowing a generated network of events, and explaining every bound.

Events are given true times first, and all that is claimed of them follows from these,
so that the network is consistent; then some claims are turned round. Every event is
narrowed, and every bound is explained. The peer is networkx's Bellman-Ford on the
consistent claims: it gives bounds without claims, knows seconds alone, and stops at a
contradiction without telling which.

One claim more is added to a settled network: one that changes nothing, and one that
contradicts the rest and is left out again.
"""

import importlib
import random
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from benchmarks.measuring import Cost, Effort, Row, cpu, cpu_on, peer_of

from chrono56.chronology.network.network import (
    PER_DAY,
    Apart,
    Constraint,
    Grain,
    Network,
    Within,
)

ORIGIN: Final = "origin"
EVENTS: Final = 40_000
ORDERINGS: Final = 4  # for each event
CONTRADICTIONS: Final = 20
LENGTHS: Final = (0, 600, 7_200, 2 * PER_DAY)
WINDOWS: Final = (0, 0, 3, 30)  # days by which a date may be off, to either side
YEARS: Final = 10

Said = tuple[str | None, list[Constraint]]


@cache
def claims(events: int, contradictions: int) -> list[Said]:
    """Return what is claimed of so many events, and between them."""
    return list(_claims(events, contradictions))


def _claims(events: int, contradictions: int) -> Iterator[Said]:
    dice = random.Random(1956)
    spans = []
    for event in range(events):
        start = dice.randrange(YEARS * 365 * PER_DAY)
        end = start + dice.choice(LENGTHS)
        spans.append((start, end))
        yield None, [Apart((event, "end"), (event, "start"), 0, None, Grain.SECOND)]
        if dice.random() < 0.6:
            day, window = start // PER_DAY, dice.choice(WINDOWS)
            within = Within((event, "start"), day - window, day + window)
            yield f"start {event}", [within]
        if dice.random() < 0.2:
            yield f"end {event}", [Within((event, "end"), None, end // PER_DAY + 1)]
    for number in range(events * ORDERINGS):
        early, late = sorted(dice.sample(range(events), 2), key=spans.__getitem__)
        kind = dice.random()
        if number < contradictions:
            early, late, kind = late, early, 0.0
        yield f"ordering {number}", [_ordering(early, late, spans, kind)]


def _ordering(
    early: int, late: int, spans: list[tuple[int, int]], kind: float
) -> Constraint:
    start, end = (late, "start"), (early, "end")
    gap = spans[late][0] - spans[early][1]
    if kind < 0.5:
        least = 1 if spans[late] < spans[early] else min(0, gap)
        return Apart(start, end, least, None, Grain.SECOND)
    if kind < 0.75:
        days = spans[late][0] // PER_DAY - spans[early][1] // PER_DAY
        return Apart(start, end, days - 1, days + 2)
    return Apart(start, end, gap - 1800, gap + 1800, Grain.SECOND)


def settled(given: list[Said]) -> Network:
    network = Network()
    for cause, constraints in given:
        network.add(cause, constraints)
    return network


def narrowing(contradictions: int) -> Cost:
    """Return what it costs to narrow all events, and to explain their bounds."""

    def narrow(given: list[Said]) -> None:
        network = settled(given)
        for event in range(sum(cause is None for cause, _ in given)):
            network.narrowed((event, "start"))
            network.because((event, "start"))
            network.because((event, "end"), latest=True)

    return cpu_on(lambda events: claims(events, contradictions), narrow)


def one_more(least: int) -> Cost:
    """Return what a claim more costs: *least* days from one event to another."""

    def cost(events: int) -> float:
        network = settled(claims(events, 0))
        first, last = _dated(network, 0), _dated(network, events // 2)

        def add() -> None:
            network.add("new", [Apart(last, first, least, None)])
            network.narrowed(last)

        return cpu(add)

    return cost


def _dated(network: Network, event: int) -> tuple[int, str]:
    """Return the start of the next event that is bounded from both sides."""
    while None in (
        (span := network.narrowed((event, "start"))).first,
        span.last,
    ):
        event += 1
    return event, "start"


def bellman_ford() -> Cost:
    """Return what the bounds alone cost networkx."""
    networkx = importlib.import_module("networkx")

    def bound(given: list[Said]) -> None:
        graph = drawn(networkx.DiGraph(), given)
        for directed in (graph, graph.reverse(copy=False)):
            networkx.single_source_bellman_ford_path_length(directed, ORIGIN)

    return cpu_on(lambda events: claims(events, 0), bound)


def drawn(graph: Any, given: list[Said]) -> Any:
    """Return a graph with an arc for each bound, of seconds."""
    here: object
    for one in (one for _, said in given for one in said):
        unit, slack = (PER_DAY, PER_DAY - 1) if one.grain is Grain.DAY else (1, 0)
        if isinstance(one, Within):
            here, there, least, most = ORIGIN, one.point, one.first, one.last
        else:
            here, there, least, most = one.other, one.point, one.least, one.most
        sooner = None if least is None else -least
        for from_, to, bound in ((there, here, sooner), (here, there, most)):
            if bound is not None:
                weight = bound * unit + slack
                known = graph.get_edge_data(from_, to, {"weight": weight})["weight"]
                graph.add_edge(from_, to, weight=min(weight, known))
    return graph


def rows(effort: Effort) -> Iterator[Row]:
    """Yield the rows of the table."""
    sizes, runs = effort.sizes(EVENTS, 50), effort.runs(3)
    what = "narrow and explain one of {n} events, four orderings each"
    for told, contradictions in (
        (what, 0),
        (f"{what}, {CONTRADICTIONS} contradictions", CONTRADICTIONS),
    ):
        yield Row(
            what=told,
            ours=narrowing(contradictions),
            sizes=sizes,
            each=True,
            peer=None if contradictions else peer_of("networkx", bellman_ford),
            most=100e-6,
            runs=runs,
        )
    for told, least in (("agrees", -1_000_000), ("contradicts", 1_000_000)):
        what = f"one claim more, which {told}, among {{n}} events"
        yield Row(what=what, ours=one_more(least), sizes=sizes, runs=runs)
