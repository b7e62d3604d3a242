"""CPU of whole processes, cold: importing, ``--help``, quick questions.

The questions are put to the bundled chronology, whose read model is there.
"""

from collections.abc import Iterator
from functools import partial

from benchmarks.measuring import Cost, Effort, Peer, Row, cpu_of, peer_of, python

OPEN = "import chrono56; chrono56.open_log('memory:', by='anna')"
QUESTIONS = {
    "on 11-04": 0.150,
    "between 1956-10-23 1956-10-25": 0.150,
    "search nagy": 0.150,
    "show nagy-trial": None,
    "explain nagy-trial": None,
    "disputes": None,
}


def process(*arguments: str) -> Cost:
    """Return what a process of Python costs."""
    return lambda _: cpu_of(python(*arguments))


def above_bare(code: str) -> Cost:
    """Return what code costs above a process that does nothing."""
    return lambda _: cpu_of(python("-c", code)) - cpu_of(python("-c", "pass"))


def rows(effort: Effort) -> Iterator[Row]:
    """Yield the rows of the table."""
    runs = effort.runs(9)
    bare = Peer(name="bare Python", cost=process("-c", "pass"))
    arguments = Peer(name="import argparse", cost=process("-c", "import argparse"))
    yield Row(
        what="import chrono56, open_log, above bare Python",
        ours=above_bare(OPEN),
        peer=Peer(name="import attrs", cost=above_bare("import attrs")),
        most=0.120,
        runs=runs,
    )
    for peer in ("undate", "edtf"):
        yield Row(
            what="import chrono56.dates, above bare Python",
            ours=above_bare("import chrono56.dates"),
            peer=peer_of(peer, partial(above_bare, f"import {peer}")),
            runs=runs,
        )
    yield Row(
        what="chrono56 --help",
        ours=process("-m", "chrono56", "--help"),
        peer=arguments,
        most=0.060,
        runs=runs,
    )
    for question, most in QUESTIONS.items():
        ours = process("-m", "chrono56", *question.split())
        ours(1)  # the first one makes the read model
        what = f"chrono56 {question}"
        yield Row(what=what, ours=ours, peer=bare, most=most, runs=runs)
