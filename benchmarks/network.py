"""Narrowing a generated network of events: ``python benchmarks/network.py``.

Events are given true times first, and all that is claimed of them follows from these,
so that the network is consistent; then some claims are turned round. Every event is
narrowed, and every bound is explained. The peer, if it is installed, is networkx's
Bellman-Ford on the consistent claims: it gives bounds without claims, knows seconds
alone, and stops at a contradiction without telling which.

Times are of this process alone (CPU), the best of three. One claim more is added to a
settled network: one that changes nothing, and one that contradicts the rest and is left
out again.
"""

import importlib
import random
import time
from collections.abc import Iterator

from chrono56.chronology.network import (
    PER_DAY,
    Apart,
    Constraint,
    Grain,
    Network,
    Within,
)

ORIGIN = "origin"
SIZES = ((10_000, 40_000), (20_000, 80_000), (50_000, 200_000))
CONTRADICTIONS = 20
LENGTHS = (0, 600, 7_200, 2 * PER_DAY)
WINDOWS = (0, 0, 3, 30)  # days by which a date may be off, to either side
YEARS = 10
RUNS = 3  # of which the best counts

Said = tuple[str | None, list[Constraint]]


def claims(events: int, orderings: int, contradictions: int) -> Iterator[Said]:
    """Yield what is claimed of *events*, and between them."""
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
    for number in range(orderings):
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


def measured(events: int, orderings: int, contradictions: int) -> tuple[float, int]:
    """Return the CPU seconds that all of it takes, and how many contradictions are."""
    given = list(claims(events, orderings, contradictions))
    start = time.process_time()
    network = Network()
    for cause, constraints in given:
        network.add(cause, constraints)
    found = len(network.contradictions)
    for event in range(events):
        network.narrowed((event, "start"))
        network.because((event, "start"))
        network.because((event, "end"), latest=True)
    return time.process_time() - start, found


def one_more(events: int, orderings: int) -> tuple[float, float]:
    """Return the CPU seconds of a claim that agrees, and of one that contradicts."""
    network = Network()
    for cause, constraints in claims(events, orderings, 0):
        network.add(cause, constraints)
    network.narrowed((0, "start"))
    first, last = _dated(network, 0), _dated(network, events // 2)
    times = []
    for least in (-1_000_000, 1_000_000):  # days
        start = time.process_time()
        network.add(f"new {least}", [Apart(last, first, least, None)])
        network.narrowed(last)
        times.append(time.process_time() - start)
    return times[0], times[1]


def _dated(network: Network, event: int) -> tuple[int, str]:
    """Return the start of the next event that is bounded from both sides."""
    while None in (
        (span := network.narrowed((event, "start"))).first,
        span.last,
    ):
        event += 1
    return event, "start"


def peer(events: int, orderings: int) -> float | None:
    """Return the CPU seconds of networkx for the bounds alone; None without it."""
    try:
        networkx = importlib.import_module("networkx")
    except ImportError:
        return None
    given = [one for _, said in claims(events, orderings, 0) for one in said]
    here: object
    start = time.process_time()
    graph = networkx.DiGraph()
    for one in given:
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
    for directed in (graph, graph.reverse(copy=False)):
        networkx.single_source_bellman_ford_path_length(directed, ORIGIN)
    return time.process_time() - start


def main() -> None:
    print(
        "  events  orderings  consistent  contradictory      networkx   one claim more"
    )
    for events, orderings in SIZES:
        fine, _ = min(measured(events, orderings, 0) for _ in range(RUNS))
        wrong, found = min(
            measured(events, orderings, CONTRADICTIONS) for _ in range(RUNS)
        )
        agreeing, clashing = (1e6 * it for it in one_more(events, orderings))
        beside = peer(events, orderings)
        shown = "-" if beside is None else f"{beside:.2f} s"
        print(
            f"{events:>8,} {orderings:>10,} {fine:>9.2f} s {wrong:>8.2f} s ({found})"
            f" {shown:>13} {agreeing:>6.0f} µs, {clashing:.0f} µs"
        )


if __name__ == "__main__":
    main()
