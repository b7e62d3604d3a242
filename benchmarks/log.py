"""Appending and verifying, beside a bare write and sync: ``python benchmarks/log.py``.

Run it on the disk that matters: pass a folder as the only argument.
"""

import os
import sys
import tempfile
import time
from pathlib import Path

import chrono56 as c56

APPENDS = 300
BATCH = 1000


def bare(path: Path, line: bytes, count: int) -> float:
    """Write and sync a line *count* times; return microseconds for one."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    start = time.perf_counter()
    for _ in range(count):
        os.write(handle, line)
        os.fsync(handle)
    spent = time.perf_counter() - start
    os.close(handle)
    return spent / count * 1e6


def main() -> None:
    place = sys.argv[1] if sys.argv[1:] else None
    with tempfile.TemporaryDirectory(dir=place) as name:
        folder = Path(name)
        log = c56.open_log(folder / "log.jsonl", by="anna")
        start = time.perf_counter()
        for number in range(APPENDS):
            with log.entry("one event") as entry:
                entry.event(f"e{number}", labels={"en": "What happened on that day"})
        ours = (time.perf_counter() - start) / APPENDS * 1e6
        size = (folder / "log.jsonl").stat().st_size // APPENDS
        theirs = bare(folder / "bare", b"x" * size, APPENDS)
        print(f"{ours:8.0f} µs  append of one entry, durable")
        print(f"{theirs:8.0f} µs  bare write and sync of {size} bytes")

        start = time.perf_counter()
        with log.entry("a batch") as entry:
            for number in range(BATCH):
                entry.event(f"b{number}", labels={"en": "What happened on that day"})
        spent = (time.perf_counter() - start) / BATCH * 1e6
        print(f"{spent:8.1f} µs  a record of {BATCH} in one entry, durable")

        start = time.perf_counter()
        found = log.verify()
        spent = (time.perf_counter() - start) / found.entries * 1e6
        print(f"{spent:8.1f} µs  to verify an entry ({found.entries} of them)")


if __name__ == "__main__":
    main()
