"""The table of what was measured, as text that is Markdown, too; and the machine."""

import os
import platform
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from benchmarks.measuring import Measured

HEADS: Final = (
    *("", "ours", "peer", "", "ours : peer", "limit", "ours at n/4, n/2", "growth"),
)
RIGHT: Final = {1, 2, 4, 5, 6}
_SCALES: Final = {
    "s": ((1, "s"), (1e-3, "ms"), (1e-6, "µs"), (1e-9, "ns")),
    "B": ((1e9, "GB"), (1e6, "MB"), (1e3, "kB"), (1, "B")),
}
_PEERS: Final = Path(__file__).parent / "requirements.txt"


def cells_of(done: Measured) -> tuple[str, ...]:
    """Return the cells of a row."""
    row = done.row
    limits = [f"≤ {shown(row.most, row.unit)}"] if row.most is not None else []
    peer = ""
    if row.peer is not None:
        if row.peer.most is not None:
            limits.append(f"≤ {row.peer.most:.3g} ×")
        peer = row.peer.name + ("" if done.theirs is not None else " (not here)")
    growth = str(done.growth) if done.growth is not None else ""
    faults = ", ".join(done.faults())
    return (
        row.title,
        shown(done.ours, row.unit),
        shown(done.theirs, row.unit) if done.theirs is not None else "",
        peer,
        f"{done.ratio:.3g} ×" if done.ratio is not None else "",
        ", ".join(limits),
        ", ".join(shown(cost, row.unit) for cost in done.smaller),
        f"{growth} **{faults}**".strip() if faults else growth,
    )


def shown(cost: float, unit: str) -> str:
    """Return a cost as one reads it: three digits and the unit that suits.

    >>> shown(0.0000042, "s"), shown(30_000_000, "B"), shown(0, "s")
    ('4.20 µs', '30.0 MB', '0.00 ns')
    """
    scales = _SCALES[unit]
    factor, name = next((it for it in scales if abs(cost) >= it[0]), scales[-1])
    number = cost / factor
    digits = 0 if number >= 100 else 1 if number >= 10 else 2
    return f"{number:,.{digits}f} {name}"


def table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a table."""
    filled = [HEADS, *rows]
    widths = [
        max(3, *(len(row[column]) for row in filled)) for column in range(len(HEADS))
    ]
    rule = [
        "-" * (width - 1) + ":" if column in RIGHT else "-" * width
        for column, width in enumerate(widths)
    ]
    for row in (HEADS, rule, *rows):
        padded = (
            f"{cell:>{width}}" if column in RIGHT else f"{cell:<{width}}"
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield f"| {' | '.join(padded)} |"


def machine() -> Iterator[str]:
    """Yield what it was measured on: the machine, and the versions."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    yield f"{_processor()}, {os.cpu_count()} cores, {shown(memory, 'B')} of memory"
    yield f"{platform.system()} {platform.release()}; load before: {load}"
    yield f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    named = ("chrono56", "attrs", "orjson", *peers())
    yield ", ".join(f"{name} {_version(name)}" for name in named)


def peers() -> list[str]:
    """Return the names of the distributions that are compared with."""
    lines = _PEERS.read_text(encoding="utf-8").splitlines()
    named = (line.partition("#")[0].partition(">")[0].strip() for line in lines)
    return [name for name in named if name]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "(not here)"


def _processor() -> str:
    told = Path("/proc/cpuinfo")
    lines = told.read_text(encoding="utf-8").splitlines() if told.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if "model name" in line]
    return names[0] if names else f"{platform.machine()} ({sys.platform})"
