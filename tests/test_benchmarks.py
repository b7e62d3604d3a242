"""What the benchmarks conclude from what they measure."""

import math
import sys
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path

import pytest
from benchmarks.__main__ import SUBJECTS
from benchmarks.growth import Law, fitted
from benchmarks.measuring import (
    ROOT,
    Cost,
    Effort,
    Peer,
    Row,
    cpu_of,
    measure,
    peer_of,
    python,
)
from benchmarks.table import cells_of, peers, shown, table
from hypothesis import given
from hypothesis import strategies as st

SIZES = (10_000, 20_000, 40_000)
GROWS: dict[Law, Callable[[int], float]] = {
    Law.FLAT: lambda _: 7.0,
    Law.LOG: math.log,
    Law.ROOT: math.sqrt,
    Law.LINEAR: float,
    Law.LINEARITHMIC: lambda n: n * math.log(n),
    Law.ROOT_CUBED: lambda n: n**1.5,
    Law.SQUARE: lambda n: n**2.0,
    Law.CUBE: lambda n: n**3.0,
}


def costs(*given: float) -> Cost:
    """Return a cost that is these, in turn."""
    turn = cycle(given)
    return lambda _: next(turn)


@given(st.sampled_from(Law), st.floats(1e-6, 1e3), st.sampled_from((2, 3, 10)))
def test_a_law_is_told_whatever_one_costs_and_however_far_sizes_lie_apart(
    law: Law, one: float, apart: int
) -> None:
    sizes = [1_000, 1_000 * apart, 1_000 * apart**2]

    assert fitted(sizes, [one * GROWS[law](size) for size in sizes]).law is law


@pytest.mark.parametrize("law", [Law.LINEAR, Law.SQUARE, Law.FLAT])
def test_a_tenth_more_or_less_does_not_hide_a_law(law: Law) -> None:
    noisy = [
        GROWS[law](size) * off for size, off in zip(SIZES, (0.95, 1.05, 1), strict=True)
    ]

    assert not fitted(SIZES, noisy).law.exceeds(
        Law.LINEARITHMIC if law is Law.LINEAR else law
    )


def test_ours_and_the_peer_are_measured_in_turn() -> None:
    done: list[tuple[str, int]] = []

    def noting(name: str) -> Cost:
        def cost(size: int) -> float:
            done.append((name, size))
            return 1

        return cost

    peer = Peer(name="peer", cost=noting("peer"))
    measure(Row(what="", ours=noting("ours"), sizes=(2, 4), peer=peer, runs=2))

    assert done == [("ours", 2), ("ours", 4), ("peer", 4)] * 2


def test_the_ratio_is_the_median_of_the_pairs() -> None:
    # A machine that gets slower and slower: each pair tells the same.
    row = Row(
        what="",
        ours=costs(2, 20, 200),
        peer=Peer(name="", cost=costs(1, 10, 100)),
        runs=3,
    )

    assert measure(row).ratio == 2
    assert measure(row).ours == 20


def test_costs_of_one_are_compared_where_the_peer_does_fewer() -> None:
    peer = Peer(name="", cost=costs(10.0), size=5)

    done = measure(Row(what="", ours=costs(100.0), sizes=(100,), each=True, peer=peer))

    assert (done.ours, done.theirs, done.ratio) == (1, 2, 0.5)


@pytest.mark.parametrize(
    ("row", "faults"),
    [
        (Row(what="", ours=costs(1.0), most=1), []),
        (Row(what="", ours=costs(1.1), most=1), ["over its limit"]),
        (
            Row(what="", ours=costs(2.0), peer=Peer(name="", cost=costs(1), most=1.6)),
            ["over its limit beside the peer"],
        ),
        (Row(what="", ours=lambda n: n * math.log(n), sizes=SIZES), []),
        (
            Row(what="", ours=lambda n: n**2.0, sizes=SIZES),
            ["grows faster than n log n"],
        ),
        (
            Row(what="", ours=float, sizes=SIZES, law=Law.LOG),
            ["grows faster than log n"],
        ),
    ],
)
def test_what_is_worse_than_it_may_be_is_said(row: Row, faults: list[str]) -> None:
    assert list(measure(row).faults()) == faults


def test_a_peer_that_is_missing_is_named_and_not_asked() -> None:
    def never() -> Cost:
        raise AssertionError

    row = Row(what="a deed", ours=costs(1.0), peer=peer_of("no-such-peer", never))

    assert cells_of(measure(row)) == (
        *("a deed", "1.00 s", "", "no-such-peer (not here)", "", "", "", ""),
    )


def test_what_it_costs_at_the_smaller_sizes_is_shown_too() -> None:
    whole = Row(what="a deed", ours=lambda n: n / 1000, sizes=SIZES)
    for_one = Row(what="a deed", ours=lambda n: n / 1000, sizes=SIZES, each=True)

    assert cells_of(measure(whole))[6] == "10.0 s, 20.0 s"
    assert cells_of(measure(for_one))[6] == "1.00 ms, 1.00 ms"


@pytest.mark.parametrize(
    ("cost", "unit", "text"),
    [
        (0.0312, "s", "31.2 ms"),
        (123.4e-6, "s", "123 µs"),
        (0, "s", "0.00 ns"),
        (-0.002, "s", "-2.00 ms"),
        (1_234, "s", "1,234 s"),
        (200, "B", "200 B"),
        (1.5e9, "B", "1.50 GB"),
    ],
)
def test_a_cost_is_shown_in_the_unit_that_suits(
    cost: float, unit: str, text: str
) -> None:
    assert shown(cost, unit) == text


def test_a_table_is_markdown_whose_columns_stand_below_each_other() -> None:
    lines = list(table([("a deed of √n",) + ("x",) * 7, ("another",) + ("",) * 7]))

    assert {line.count("|") for line in lines} == {9}
    assert len({len(line) for line in lines}) == 1


def test_a_process_that_fails_is_no_measurement() -> None:
    with pytest.raises(OSError, match="ended with 3"):
        cpu_of(python("-c", "raise SystemExit(3)"))
    with pytest.raises(OSError, match="ended with 3"):
        cpu_of(python("-c", "raise SystemExit(3)"), first_line=True)

    assert cpu_of(python("-c", "raise SystemExit(1)"), expected=(0, 1)) > 0


def test_an_answer_may_be_empty() -> None:
    assert cpu_of(python("-c", "pass"), first_line=True) > 0


def test_a_process_is_hung_up_on_after_its_first_line() -> None:
    endless = "while True: print('and so on', flush=True)"

    assert cpu_of([sys.executable, "-c", endless], first_line=True) > 0


@pytest.mark.parametrize("share", [1, 100])
def test_sizes_double_and_none_is_empty(share: int) -> None:
    sizes = Effort(folder=Path(), share=share).sizes(400)

    assert sizes[0] >= 8
    assert sizes == (sizes[0], sizes[0] * 2, sizes[0] * 4)


def modules_with_rows() -> Iterator[str]:
    for path in sorted((ROOT / "benchmarks").glob("*.py")):
        if "def rows(effort: Effort)" in path.read_text(encoding="utf-8"):
            yield path.stem


def test_every_subject_can_be_asked_for_and_is_explained() -> None:
    page = (ROOT / "benchmarks" / "README.md").read_text(encoding="utf-8")

    assert sorted(SUBJECTS) == list(modules_with_rows())
    assert [name for name in SUBJECTS if f"| `{name}` |" not in page] == []


def test_every_peer_that_can_be_installed_is_required() -> None:
    modules = (ROOT / "benchmarks").glob("*.py")
    text = "\n".join(path.read_text(encoding="utf-8") for path in modules)

    assert [name for name in peers() if f'"{name}"' not in text] == []
