"""Great logs: ``python benchmarks/million.py FOLDER [EVENTS …]``.

For each number of events (250,000, 500,000 and 1,000,000 if none is given) a log is
made in the folder, its read model filled, one entry caught up with, and questions asked
by cold processes. A million takes some 5 GB and a quarter of an hour.
"""

import os
import resource
import subprocess
import sys
import time
from pathlib import Path

import chrono56 as c56

SIZES = (250_000, 500_000, 1_000_000)
QUESTIONS = (
    ("on", "1956-10-23"),
    ("on", "11-04", "--kind", "politics.coup"),
    ("between", "1956-10-23", "1956-11-04"),
    ("between", "1848-03-15", "1848-03-15", "--kind", "politics"),
    ("between", "1848-03-01", "1848-03-15", "--source", "source-7"),
    ("search", "balőnagy"),
    ("on", "1956-10-23", "--as-of", "#1000"),
)
STREAMED = (("between", "1900", "1950"), ("search", "treaty"), ("on", "11-04"))


def cpu(who: int) -> float:
    """Return the CPU time spent so far, in seconds."""
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


def filled(path: Path) -> str:
    """Fill the read model in a process of its own, and say what that took."""
    script = (
        "import resource, sys, chrono56 as c56;"
        " c56.open_log(sys.argv[1]).chronology().close();"
        " print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)"
    )
    start, before = time.perf_counter(), cpu(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)], capture_output=True, check=True
    )
    spent = time.perf_counter() - start
    worked = cpu(resource.RUSAGE_CHILDREN) - before
    return f"{spent:7.1f} s  {worked:7.1f} s CPU  {int(done.stdout):5} MB"


def caught_up(path: Path) -> str:
    """Append one entry, and say what it takes to catch up with it."""
    log = c56.open_log(path, by="anna")
    with log.entry("one more") as entry:
        entry.event(labels={"en": "What happened on that day"})
    start = time.process_time()
    log.chronology().close()
    return f"{(time.process_time() - start) * 1000:7.1f} ms CPU"


def some_event(path: Path) -> str:
    """Return the id of an event of which the sources differ."""
    with c56.open_log(path).chronology() as chronology:
        return next(event.id for event in chronology if event.disputed)


def asked(path: Path, question: tuple[str, ...], *, lines: int = -1) -> str:
    """Ask in a cold process; of many lines only so many are read."""
    command = [sys.executable, "-m", "chrono56", "--log", str(path), *question]
    before = cpu(resource.RUSAGE_CHILDREN)
    with subprocess.Popen(
        [*command, "--json"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as asking:
        assert asking.stdout is not None
        found = 0
        for found, _ in enumerate(asking.stdout, 1):
            if found == lines:
                asking.stdout.close()
                break
    worked = cpu(resource.RUSAGE_CHILDREN) - before
    return f"{worked * 1000:7.0f} ms CPU  {found:6} lines"


def main() -> None:
    folder, *given = sys.argv[1:]
    os.environ["CHRONO56_CACHE"] = str(Path(folder) / "cache")
    for size in map(int, given or SIZES):
        path = Path(folder) / f"{size}.jsonl"
        maker = Path(__file__).with_name("generate.py")
        subprocess.run([sys.executable, maker, str(size), path], check=True)
        megabytes = path.stat().st_size >> 20
        print(f"\n{size:,} events, a log of {megabytes:,} MB")
        print(f"  {'filling the read model':44}{filled(path)}")
        print(f"  {'catching up with one entry':44}{caught_up(path)}")
        for question in (*QUESTIONS, ("show", some_event(path))):
            print(f"  {' '.join(question):44}{asked(path, question)}")
        for question in STREAMED:
            name = f"{' '.join(question)}: the first line"
            print(f"  {name:44}{asked(path, question, lines=1)}")


if __name__ == "__main__":
    main()
