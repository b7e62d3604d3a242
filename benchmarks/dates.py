"""Reading uncertain dates, beside undate, edtf and the standard library.

``python benchmarks/dates.py`` prints how many texts a second are read, the bytes that a
date takes, the cost of the import, time against length for texts made to hurt, and what
it costs to ask of dates with thousands of days. All texts that are read are different,
and no result is kept, so that no cache helps.

undate and edtf are peers, not dependencies; one that is missing is named and left out::

    python -m venv peers && peers/bin/pip install . undate edtf
    peers/bin/python benchmarks/dates.py
"""

import contextlib
import gc
import importlib
import importlib.util
import itertools
import os
import statistics
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import date
from importlib.metadata import version

from chrono56 import intersection, possible_relations, write_calendar
from chrono56.dates import When
from chrono56.dates.migrate import read_edtf_2012
from chrono56.errors import DateSyntaxError

Parse = Callable[[str], object]

# What a realistic chronology holds: half plain days, the rest of every sort.
PATTERNS = (
    *["{y:04}-{m:02}-{d:02}"] * 6,
    "{y:04}-{m:02}",
    "{y:04}",
    "{y:04}-{m:02}~",
    "{y:04}?",
    "{y:04}-{m:02}-{d:02}/{z:04}",
    "{y:04}-{m:02}-{d:02}T{clock}",
)
# What a catalogue of old prints holds: no form twice, and hardly any plain days.
CATALOGUE = (
    *("{y:04}", "{y:04}-{m:02}", "{y:04}-{m:02}-{d:02}", "{y:04}~", "{y:04}?"),
    *("{y!s:.3}X", "{y!s:.3}X-{m:02}", "-{y:04}", "{y:04}-23", "{y:04}-{m:02}-XX"),
    *("{y:04}/{z:04}", "{y:04}/..", "[{y:04},{z:04}]", "[..{y:04}-{m:02}]"),
    *("?{y:04}-{m:02}-~{d:02}", "{{{y:04}-{m:02},{z:04}}}"),
)
PLAIN_DAY = ("{y:04}-{m:02}-{d:02}",)
COUNT = 60_000
PEER_COUNT = 1_200
RUNS = 5


def texts(patterns: tuple[str, ...], count: int) -> list[str]:
    return list(itertools.islice(_texts(patterns), count))


def _texts(patterns: tuple[str, ...]) -> Iterator[str]:
    days = itertools.product(range(1000, 2000), range(1, 13), range(1, 24))
    for place, (year, month, day) in enumerate(days):
        second = place * 7 % 86_400
        clock = f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}"
        pattern = patterns[place % len(patterns)]
        yield pattern.format(y=year, m=month, d=day, z=year + 1, clock=clock)


def per_second(parse: Parse, given: list[str]) -> float:
    """Return the texts read a second of CPU time, the best of three runs."""
    spent = []
    for _ in range(3):
        start = time.process_time()
        for text in given:
            parse(text)
        spent.append(time.process_time() - start)
    return len(given) / min(spent)


def bytes_each(parse: Parse, given: list[str]) -> float:
    """Return what one date takes, its text apart."""
    parse(given[0])
    tracemalloc.start()
    kept = [parse(text) for text in given]
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return (size - sys.getsizeof(kept)) / len(kept)


def peers() -> dict[str, Parse]:
    """Return the readers to compare with, by name and version."""
    found: dict[str, Parse] = {
        f"date.fromisoformat, Python {sys.version.split()[0]}": date.fromisoformat
    }
    for name, reader in (("undate", _undate), ("edtf", _edtf)):
        try:
            found[f"{name} {version(name)}"] = reader()
        except ImportError:
            print(f"{name} is not installed: no comparison with it")
    return found


def _undate() -> Parse:
    undate = importlib.import_module("undate").Undate
    return lambda text: undate.parse(text, "EDTF")


def _edtf() -> Parse:
    parse: Parse = importlib.import_module("edtf").parse_edtf
    return parse


def readable(parse: Parse, given: list[str]) -> list[str]:
    """Return the texts that a reader does not refuse."""
    fine = []
    for text in given:
        try:
            parse(text)
        except Exception:  # noqa: BLE001, S112 - whatever a peer refuses with
            continue
        fine.append(text)
    return fine


def speed(others: dict[str, Parse]) -> None:
    for title, patterns in (
        ("plain days", PLAIN_DAY),
        ("a realistic mix", PATTERNS),
        ("a catalogue's, of every form", CATALOGUE),
    ):
        print(f"\n{title}: {COUNT:,} texts ({PEER_COUNT:,} for the peers)")
        ours = per_second(When.parse, texts(patterns, COUNT))
        print(f"{ours:>12,.0f} a second  chrono56")
        sample = texts(patterns, PEER_COUNT)
        for name, parse in others.items():
            fine = readable(parse, sample)
            theirs = per_second(parse, fine)
            share = f", of the {len(fine) / len(sample):.0%} that it reads"
            print(
                f"{theirs:>12,.0f} a second  {name}; chrono56 is {ours / theirs:,.2f}"
                f" times that{share if len(fine) < len(sample) else ''}"
            )


def size(others: dict[str, Parse]) -> None:
    print("\nbytes of one date of the mix, its text apart")
    sample = texts(PATTERNS, PEER_COUNT)
    for name, parse in {"chrono56": When.parse, **others}.items():
        print(f"{bytes_each(parse, readable(parse, sample)):>12,.0f} bytes  {name}")


def imports() -> None:
    print(f"\nCPU time of a cold process, the median of {RUNS}")
    for code in ("pass", "import attrs", "import chrono56.dates", *_peer_imports()):
        command = [sys.executable, "-c", code]
        spent = statistics.median(_cpu_ms(command) for _ in range(RUNS))
        print(f"{spent:>12.1f} ms  {code}")
    asked = (
        "import sys; old = {*sys.modules}; import chrono56.dates;"
        "print(*sorted({*sys.modules} - old))"
    )
    done = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True
    )
    woken = done.stdout.split()
    ours = [name for name in woken if name.startswith("chrono56")]
    foreign = {name.partition(".")[0] for name in woken} - sys.stdlib_module_names
    print(f"it wakes {len(woken)} modules, {len(ours)} of them ours;", end=" ")
    print(f"of others {', '.join(sorted(foreign - {'chrono56'}))}")


def _peer_imports() -> list[str]:
    found = (importlib.util.find_spec(name) for name in ("undate", "edtf"))
    return [f"import {spec.name}" for spec in found if spec is not None]


def _cpu_ms(command: list[str]) -> float:
    process = subprocess.Popen(command)
    _, _, used = os.wait4(process.pid, 0)
    return (used.ru_utime + used.ru_stime) * 1000


HOSTILE: dict[str, Callable[[int], str]] = {
    "digits": lambda n: "1" * n,
    "digits of an exponent": lambda n: "Y1E" + "9" * n,
    "commas": lambda n: "[" + "," * n + "]",
    "nested brackets": lambda n: "[" * (n // 2) + "]" * (n // 2),
    "zones that never close": lambda n: "1956-11-04T04:15" + "1[" * (n // 2) + "/1956",
    "slashes": lambda n: "1956" + "/" * n,
    "members of a set": lambda n: f"[{','.join(texts(PLAIN_DAY, n // 11))}]",
    "ranges in a set": lambda n: (
        f"[{','.join(f'{day}..{day}T12:00' for day in texts(PLAIN_DAY, n // 29))}]"
    ),
    "two sets in an interval": lambda n: "/".join(
        [f"[{','.join(texts(PLAIN_DAY, n // 22))}]"] * 2
    ),
    "brackets of the draft of 2012": lambda n: "-".join(["(1)?"] * (n // 5)),
}


def growth() -> None:
    print("\nms for a text of so many characters; doubling it should double the time")
    lengths = [125_000 * 2**doubling for doubling in range(4)]
    print("".join(f"{length:>12,}" for length in lengths), " last : first, 8 is linear")
    for title, made in HOSTILE.items():
        parse = read_edtf_2012 if "draft" in title else When.parse
        spent = [_ms(parse, made(length)) for length in lengths]
        ratio = f"{spent[-1] / spent[0]:>8.1f}" if spent[-1] > 1 else f"{'–':>8}"
        print("".join(f"{ms:>12.2f}" for ms in spent), ratio, f" {title}")


# Masks of all the years that they can be of: whatever is asked walks through none.
_DAYS = ("XXXX-XX-X1", "XXXX-XX-X3", "XXXX-XX-X5", "XXXX-XX-X7", "XXXX-XX-X9")
_BEFORE = ",".join(f"-{day}" for day in _DAYS)
_ALL = ",".join(_DAYS)
ASKED: dict[str, tuple[str, Callable[[When, When], object]]] = {
    "duration of a set of all": (f"{{{_ALL},{_BEFORE}}}", lambda a, _: a.duration),
    "duration of an extent": (f"[{_BEFORE}]/[{_ALL}]", lambda a, _: a.duration),
    "age": (f"[{_BEFORE}]", lambda a, b: a.age_at(b)),
    "until": (f"[{_BEFORE}]", lambda a, b: a.until(b)),
    "overlaps": (f"[{_BEFORE}]/[{_ALL}]", lambda a, b: a.overlaps(b)),
    "within": (f"[{_ALL}]", lambda a, b: a.within(b)),
    "same_as": (f"[{_BEFORE}]/[{_ALL}]", lambda a, b: a.same_as(b)),
    "Allen's relations": (f"[{_ALL}]", possible_relations),
    "intersection": (f"[{_ALL}]", intersection),
    "widened": ("[XXXX-XX-X3~,XXXX~-XX-X5]", lambda a, _: a.widened()),
    "400 years later": ("[0000-01-31..9999-12-30]", lambda a, _: a.plus("P400Y")),
    "written as Julian": (f"[{_ALL}]", lambda a, _: write_calendar(a, "julian")),
}


def asked() -> None:
    print("\nms for a question about days of all years, and five sorts of other days")
    other = When.parse("{XXXX-XX-X2,XXXX-XX-X4,XXXX-XX-X6,XXXX-XX-X8,-XXXX-XX-XX}")
    for title, (text, ask) in ASKED.items():
        when = When.parse(text)
        print(f"{_ms_to_ask(ask, when, other):>12.2f}  {title}")


def _ms_to_ask(ask: Callable[[When, When], object], one: When, other: When) -> float:
    return _ms(lambda _: ask(one, other), "")


def _ms(parse: Parse, text: str) -> float:
    # Without the collector, whose rounds fall on some lengths and not on others.
    gc.disable()
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        with contextlib.suppress(DateSyntaxError):
            parse(text)
        best = min(best, time.process_time() - start)
    gc.enable()
    return best * 1000


def main() -> None:
    others = peers()
    speed(others)
    size(others)
    imports()
    growth()
    asked()


if __name__ == "__main__":
    main()
