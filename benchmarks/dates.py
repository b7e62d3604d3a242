"""Parsing uncertain dates, beside undate: ``python benchmarks/dates.py``.

The texts are all different, so that no cache helps. undate is a peer, not a dependency:
``pip install undate`` first, or only chrono56 is timed.
"""

import importlib.util
import itertools
import time
import tracemalloc
from collections.abc import Callable, Iterator

from chrono56.dates import When

# What a realistic chronology holds: half plain days, the rest of every sort.
PATTERNS = (
    *["{y:04}-{m:02}-{d:02}"] * 6,
    "{y:04}-{m:02}",
    "{y:04}",
    "{y:04}-{m:02}~",
    "{y:04}?",
    "{y:04}-{m:02}-{d:02}/{z:04}",
    "{y:04}-{m:02}-{d:02}T{d:02}:{m:02}",
)
PLAIN = ("{y:04}-{m:02}-{d:02}", "{y:04}-{m:02}", "{y:04}")
COUNT = 30_000


def texts(patterns: tuple[str, ...], count: int) -> list[str]:
    return list(itertools.islice(_texts(patterns), count))


def _texts(patterns: tuple[str, ...]) -> Iterator[str]:
    days = itertools.product(range(1000, 2000), range(1, 13), range(1, 24))
    for pattern, (year, month, day) in zip(itertools.cycle(patterns), days):
        yield pattern.format(y=year, m=month, d=day, z=year + 1)


def per_second(parse: Callable[[str], object], given: list[str]) -> float:
    start = time.process_time()
    for text in given:
        parse(text)
    return len(given) / (time.process_time() - start)


def main() -> None:
    ours = per_second(When.parse, texts(PATTERNS, COUNT))
    print(f"{ours:>10,.0f} a second  chrono56, {COUNT:,} texts of a realistic mix")
    mix = texts(PATTERNS, COUNT)
    tracemalloc.start()
    kept = [When.parse(text) for text in mix]
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    print(f"{size / len(kept):>10.0f} bytes     one When, list slot and text included")
    if importlib.util.find_spec("undate") is None:
        print("undate is not installed: no comparison")
        return
    from undate import Undate  # noqa: PLC0415 - a peer that may be missing

    plain = texts(PLAIN, 3000)
    ours, theirs = (
        per_second(When.parse, plain),
        per_second(lambda text: Undate.parse(text, "EDTF"), plain),
    )
    print(f"{ours:>10,.0f} a second  chrono56, 3,000 plain days, months and years")
    print(f"{theirs:>10,.0f} a second  undate, the same; ratio {ours / theirs:,.0f}")


if __name__ == "__main__":
    main()
