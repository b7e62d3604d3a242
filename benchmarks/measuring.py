"""Measuring ours and a peer in turn, at several sizes, for one row of a table.

A cost is a function of the size that prepares what it needs, does the deed, and returns
what that took: seconds, or bytes. In each run it is taken at every size and then of the
peer, so that whatever else the machine does weighs on all alike; what counts is the
median, and of the ratio the median of the pairs.
"""

import gc
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final, TypeVar

import attrs
from benchmarks.growth import Growth, Law, fitted

ROOT: Final = Path(__file__).parents[1]

Given = TypeVar("Given")
Deed = Callable[[], object]
Cost = Callable[[int], float]


@attrs.frozen(kw_only=True)
class Effort:
    """How much is measured, and where.

    Attributes:
        folder: Where logs and tables are made.
        events: How many events the largest log of the read model has.
        share: By what the other sizes are divided; 1 is the real measurement, and
            anything else is done once.
    """

    folder: Path
    events: int = 40_000
    share: int = 1

    def sizes(self, largest: int, least: int = 8) -> tuple[int, int, int]:
        """Return three sizes, each twice the one before."""
        return doubled(max(largest // self.share, 4 * least))

    def event_sizes(self) -> tuple[int, int, int]:
        """Return the three sizes of the logs with events."""
        return doubled(self.events)

    def runs(self, number: int) -> int:
        """Return how often to measure what the real measurement does so often."""
        return number if self.share == 1 else 1


def doubled(largest: int) -> tuple[int, int, int]:
    return largest // 4, largest // 2, largest


@attrs.frozen(kw_only=True)
class Peer:
    """What ours is compared with.

    Attributes:
        name: Its name, and its version.
        cost: What it costs; None where it isn't installed.
        size: The size at which it is measured, if not ours: then costs are compared
            for one of n.
        most: How many times its cost ours may be; None sets no limit.
    """

    name: str
    cost: Cost | None
    size: int | None = None
    most: float | None = None


def peer_of(
    distribution: str,
    cost: Callable[[], Cost],
    *,
    size: int | None = None,
    most: float | None = None,
) -> Peer:
    """Return a peer that may not be installed; *cost* is made only if it is."""
    try:
        name = f"{distribution} {version(distribution)}"
    except PackageNotFoundError:
        return Peer(name=distribution, cost=None, most=most)
    return Peer(name=name, cost=cost(), size=size, most=most)


@attrs.frozen(kw_only=True)
class Row:
    """What one row of the table compares.

    Attributes:
        what: What is done; ``{n}`` stands for the largest size.
        ours: What it costs with chrono56.
        sizes: At which n, ascending; the last is shown. One alone shows no growth.
        each: Show costs for one of n.
        peer: What it is compared with.
        most: What it may cost, as it is shown; None sets no limit.
        law: The fastest growth that is no defect.
        runs: How often it is measured.
        unit: What costs are: seconds ("s") or bytes ("B").
    """

    what: str
    ours: Cost
    sizes: Sequence[int] = (1,)
    each: bool = False
    peer: Peer | None = None
    most: float | None = None
    law: Law = Law.LINEARITHMIC
    runs: int = 5
    unit: str = "s"

    @property
    def title(self) -> str:
        """What is done, with the largest size."""
        return self.what.format(n=f"{self.sizes[-1]:,}")


@attrs.frozen(kw_only=True)
class Measured:
    """What was measured for a row: medians, of one where it says each.

    Attributes:
        row: The row.
        ours: What ours costs at the largest size.
        smaller: What it costs at those before it.
        theirs: What the peer costs, if it is there.
        ratio: How many times as much ours costs.
        growth: How ours grows, if there are several sizes.
    """

    row: Row
    ours: float
    smaller: Sequence[float]
    theirs: float | None
    ratio: float | None
    growth: Growth | None

    def faults(self) -> Iterator[str]:
        """Yield what is worse than it may be."""
        row = self.row
        if row.most is not None and self.ours > row.most:
            yield "over its limit"
        if row.peer and row.peer.most and self.ratio and self.ratio > row.peer.most:
            yield "over its limit beside the peer"
        if self.growth is not None and self.growth.law.exceeds(row.law):
            yield f"grows faster than {row.law.value}"


def measure(row: Row) -> Measured:
    """Measure what a row compares."""
    costs: list[list[float]] = [[] for _ in row.sizes]
    theirs: list[float] = []
    number = row.sizes[-1] if row.each else 1
    for _ in range(row.runs):
        for size, taken in zip(row.sizes, costs, strict=True):
            taken.append(row.ours(size))
        if row.peer is not None and row.peer.cost is not None:
            size = row.peer.size or row.sizes[-1]
            theirs.append(row.peer.cost(size) / (size if row.each else 1))
    mine = [cost / number for cost in costs[-1]]
    medians = [statistics.median(taken) for taken in costs]
    before = zip(row.sizes[:-1], medians[:-1], strict=True)
    ratios = [one / other for one, other in zip(mine, theirs, strict=False) if other]
    return Measured(
        row=row,
        ours=statistics.median(mine),
        smaller=[cost / (size if row.each else 1) for size, cost in before],
        theirs=statistics.median(theirs) if theirs else None,
        ratio=statistics.median(ratios) if ratios else None,
        growth=fitted(row.sizes, medians) if len(row.sizes) > 1 else None,
    )


def cpu(deed: Deed) -> float:
    """Return the seconds that this process, and those it starts, spend on a deed.

    It pays for the rounds of its own garbage, not for what was there before.
    """
    gc.collect()
    gc.freeze()
    try:
        start = _spent()
        deed()
        return _spent() - start
    finally:
        gc.unfreeze()


def _spent() -> float:
    """Return the seconds that this process and those it waited for have spent."""
    others = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + others.ru_utime + others.ru_stime


def cpu_on(prepare: Callable[[int], Given], deed: Callable[[Given], object]) -> Cost:
    """Return what a deed costs this process, done to what is prepared for a size."""

    def cost(size: int) -> float:
        given = prepare(size)
        return cpu(lambda: deed(given))

    return cost


def wall(deed: Deed) -> float:
    """Return the seconds that pass: for what waits for a disk."""
    start = time.perf_counter()
    deed()
    return time.perf_counter() - start


def cpu_of(
    command: Sequence[str],
    *,
    first_line: bool = False,
    expected: Sequence[int] = (0,),
) -> float:
    """Return the seconds of CPU of a process, from its start to its end.

    Args:
        command: The program and its arguments.
        first_line: Only until it has printed a line; then it is hung up on, and may end
            as it likes.
        expected: Otherwise, or without a line, the exit statuses that are fine.

    Raises:
        OSError: It ended with another status.
    """
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        stdout=subprocess.PIPE if first_line else subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    line, until = b"", None
    if process.stdout is not None:
        line = process.stdout.readline()
        until = _spent_by(process.pid)
        process.stdout.close()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if not line and process.returncode not in expected:
        msg = f"{' '.join(command)}: ended with {process.returncode}"
        raise OSError(msg)
    return until or used.ru_utime + used.ru_stime


def _spent_by(pid: int) -> float | None:
    """Return the seconds that a process has spent; None if that can't be told."""
    if sys.platform != "linux":
        return None
    # What clock_getcpuclockid(3) returns there, which Python does not have.
    return time.clock_gettime(~pid << 3 | 2)


def python(*arguments: str) -> list[str]:
    return [sys.executable, *arguments]


def peak_of(code: str) -> float:
    """Return the greatest memory, in bytes, of a process that runs this code.

    That of the greatest of the processes that it starts comes on top.
    """
    # Not ru_maxrss: a child inherits that of the process that started it.
    told = f"{code}\nfor line in open('/proc/self/status'): print(line, end='')"
    told += "\nimport resource as r; print(r.getrusage(r.RUSAGE_CHILDREN).ru_maxrss)"
    done = subprocess.run(
        python("-c", told), cwd=ROOT, capture_output=True, text=True, check=True
    )
    *lines, others = done.stdout.splitlines()
    own = next(line for line in lines if "VmHWM" in line).split()[1]
    return 1024 * (int(own) + int(others))


def tells_peaks() -> bool:
    """Say whether this system tells how much memory a process took."""
    return Path("/proc/self/status").exists()
