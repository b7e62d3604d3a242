"""Reading uncertain dates, beside undate, edtf and the standard library.

How long a text takes, the bytes that a date takes, texts made to hurt, and what it
costs to ask of dates with thousands of days. All texts that are read are different, and
no result is kept, so that no cache helps. A peer reads what it doesn't refuse.
"""

import contextlib
import importlib
import itertools
import sys
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache, partial
from typing import Final

from benchmarks.measuring import Cost, Effort, Peer, Row, cpu, cpu_on, peer_of

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
MIXES: Final = {
    "plain days": PLAIN_DAY,
    "a realistic mix": PATTERNS,
    "a catalogue's mix, of every form": CATALOGUE,
}
COUNT: Final = 60_000
PEER_COUNT: Final = 1_200
LONGEST: Final = 1_000_000  # characters


@cache
def texts(patterns: tuple[str, ...], count: int) -> list[str]:
    return list(itertools.islice(_texts(patterns), count))


def _texts(patterns: tuple[str, ...]) -> Iterator[str]:
    days = itertools.product(range(1000, 2000), range(1, 13), range(1, 24))
    for place, (year, month, day) in enumerate(days):
        second = place * 7 % 86_400
        clock = f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}"
        pattern = patterns[place % len(patterns)]
        yield pattern.format(y=year, m=month, d=day, z=year + 1, clock=clock)


def reading(patterns: tuple[str, ...], parse: Parse = When.parse) -> Cost:
    """Return what so many texts cost a reader, by those that it reads."""

    def read(given: list[str]) -> None:
        for text in given:
            parse(text)

    def cost(size: int) -> float:
        given = readable(parse, patterns, size)
        return cpu(lambda: read(given)) * size / len(given)

    return cost


@cache
def readable(parse: Parse, patterns: tuple[str, ...], size: int) -> list[str]:
    """Return the texts that a reader does not refuse."""
    fine = []
    for text in texts(patterns, size):
        try:
            parse(text)
        except Exception:  # noqa: BLE001, S112 - whatever a peer refuses with
            continue
        fine.append(text)
    return fine


def peer_reading(patterns: tuple[str, ...], parse: Callable[[], Parse]) -> Cost:
    """Return the same of a reader that is imported now."""
    return reading(patterns, parse())


def bytes_of(parse: Parse) -> Cost:
    """Return how many bytes the dates of the mix take, their texts apart."""

    def cost(size: int) -> float:
        given = readable(parse, PATTERNS, size)
        tracemalloc.start()
        kept = [parse(text) for text in given]
        taken, _ = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return (taken - sys.getsizeof(kept)) * size / len(given)

    return cost


def undate() -> Parse:
    parse = importlib.import_module("undate").Undate.parse
    return lambda text: parse(text, "EDTF")


def edtf() -> Parse:
    parse: Parse = importlib.import_module("edtf").parse_edtf
    return parse


HOSTILE: Final[dict[str, Callable[[int], str]]] = {
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


# Masks of all the years that they can be of: whatever is asked walks through none.
_DAYS: Final = ("XXXX-XX-X1", "XXXX-XX-X3", "XXXX-XX-X5", "XXXX-XX-X7", "XXXX-XX-X9")
_BEFORE: Final = ",".join(f"-{day}" for day in _DAYS)
_ALL: Final = ",".join(_DAYS)
ASKED: Final[dict[str, tuple[str, Callable[[When, When], object]]]] = {
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


OTHER: Final = When.parse("{XXXX-XX-X2,XXXX-XX-X4,XXXX-XX-X6,XXXX-XX-X8,-XXXX-XX-XX}")


def refusing(parse: Parse, made: Callable[[int], str]) -> Cost:
    """Return what it costs to read, or refuse, a text of so many characters."""

    def read(text: str) -> None:
        with contextlib.suppress(DateSyntaxError):
            parse(text)

    return cpu_on(made, read)


def asking(text: str, ask: Callable[[When, When], object]) -> Cost:
    """Return what it costs to ask a question of two dates that nobody asked before."""
    return cpu_on(lambda _: When.parse(text), lambda when: ask(when, OTHER))


def peers_of(mix: str, count: int) -> Iterator[Peer]:
    """Yield who else reads these texts."""
    patterns = MIXES[mix]
    if patterns is PLAIN_DAY:
        plain = reading(patterns, date.fromisoformat)
        yield Peer(name="date.fromisoformat", cost=plain)
    most = 1 / 500 if patterns is PATTERNS else None
    for name, parse, limit in (("undate", undate, most), ("edtf", edtf, None)):
        yield peer_of(
            name, partial(peer_reading, patterns, parse), size=count, most=limit
        )


def rows(effort: Effort) -> Iterator[Row]:
    """Yield the rows of the table."""
    sizes, count = effort.sizes(COUNT), effort.sizes(PEER_COUNT)[-1]
    for mix, patterns in MIXES.items():
        for peer in peers_of(mix, count):
            yield Row(
                what=f"read one of {{n}} texts: {mix}",
                ours=reading(patterns),
                sizes=sizes,
                each=True,
                peer=peer,
                most=4e-6 if patterns is PATTERNS else None,
                runs=effort.runs(3),
            )
    yield Row(
        what="one date of the mix, its text apart",
        ours=bytes_of(When.parse),
        sizes=sizes,
        each=True,
        peer=peer_of("undate", lambda: bytes_of(undate()), size=count),
        most=200,
        runs=1,
        unit="B",
    )
    yield from hostile_rows(effort)
    for title, (text, ask) in ASKED.items():
        what = f"ask of days of all years: {title}"
        yield Row(what=what, ours=asking(text, ask), runs=effort.runs(5))


def hostile_rows(effort: Effort) -> Iterator[Row]:
    """Yield the rows of texts made to hurt, most of which are refused."""
    for title, made in HOSTILE.items():
        parse = read_edtf_2012 if "draft" in title else When.parse
        yield Row(
            what=f"a text of {{n}} characters: {title}",
            ours=refusing(parse, made),
            sizes=effort.sizes(LONGEST, 1_000),
            runs=effort.runs(3),
        )
