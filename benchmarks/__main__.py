"""Measure chrono56 beside its peers: ``python -m benchmarks [SUBJECT …]``.

One table a subject: what ours costs, what the peer, their ratio (above 1, ours costs
more), the limit, and how ours grows over three sizes. Nothing fails for being slow;
what is over its limit, or grows faster than it may, is said in bold.
"""

import argparse
import importlib
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from benchmarks.measuring import Effort, Measured, Row, measure
from benchmarks.table import cells_of, machine, table

SUBJECTS: Final = {
    "startup": "Whole processes, cold",
    "dates": "Dates: reading them, and asking",
    "log": "The log, on this disk",
    "readmodel": "The read model",
    "queries": "Questions to a log with its read model, each a cold process",
    "exporters": "Exporters",
    "network": "The temporal network",
}
RESULTS: Final = Path(__file__).parent / "RESULTS.md"
SMALL_EVENTS: Final = 400
SMALL_SHARE: Final = 100
EVENTS: Final = 40_000


def rows_of(subject: str, effort: Effort) -> Iterator[Row]:
    """Yield the rows of a subject; each is done with before the next is asked for."""
    rows: Iterator[Row] = importlib.import_module(f"benchmarks.{subject}").rows(effort)
    return rows


def lines_of(subject: str, effort: Effort) -> Iterator[str]:
    """Measure a subject, and yield the lines of its part of the report."""
    done: list[Measured] = []
    for row in rows_of(subject, effort):
        print(f"{subject}: {row.title}", file=sys.stderr, flush=True)
        done.append(measure(row))
    yield f"## {SUBJECTS[subject]}"
    yield ""
    yield from table([cells_of(one) for one in done])
    yield ""


def report(subjects: list[str], effort: Effort, command: str) -> Iterator[str]:
    """Measure, and yield the lines of the report."""
    yield "# Results"
    yield ""
    yield from (f"- {line}" for line in machine())
    yield f"- `{command}`"
    if effort.share > 1:
        yield "- Tiny sizes, once: it runs. The figures mean nothing."
    yield ""
    for subject in subjects:
        yield from lines_of(subject, effort)


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description="Measure chrono56 beside its peers."
    )
    add = parser.add_argument
    add("subjects", nargs="*", metavar="SUBJECT", help=", ".join(SUBJECTS))
    add("--small", action="store_true", help="tiny sizes, once: does it still run?")
    add("--events", type=int, help=f"of the largest read model (default: {EVENTS:,})")
    add("--folder", type=Path, help="make logs there: on the disk that matters")
    add("--write", action="store_true", help="keep the report in RESULTS.md")
    given = parser.parse_args()
    given.subjects = given.subjects or list(SUBJECTS)
    for one in given.subjects:
        if one not in SUBJECTS:
            parser.error(f"no subject {one!r}; there are {', '.join(SUBJECTS)}")
    if given.events is not None and given.events < SMALL_EVENTS:
        parser.error(f"--events {given.events}: give {SMALL_EVENTS} or more")
    if given.folder is not None and not given.folder.is_dir():
        parser.error(f"--folder {given.folder}: not a folder that is there")
    return given


def main() -> None:
    given = parsed()
    events = given.events or (SMALL_EVENTS if given.small else EVENTS)
    command = " ".join(["python -m benchmarks", *sys.argv[1:]])
    lines = []
    with tempfile.TemporaryDirectory(dir=given.folder) as name:
        os.environ["CHRONO56_CACHE"] = str(Path(name) / "cache")
        share = SMALL_SHARE if given.small else 1
        effort = Effort(folder=Path(name), events=events, share=share)
        for line in report(given.subjects, effort, command):
            print(line, flush=True)
            lines.append(line)
    if given.write:
        RESULTS.write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
