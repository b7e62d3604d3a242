"""Dates in words, read and found in real pages, beside dateparser.

``python benchmarks/words.py`` reads the expressions of the gold set, each alone, with
the date that it leans on. ``--pages FOLDER`` also finds them in the pages from which
they were taken (``000….txt`` to ``004….txt``, not in this repository), where whatever
is found beside them is wrong. ``--sealed`` takes the lines that those who taught a
language its dates have not seen; only counts are told of them. ``--show`` prints where
chrono56 fails in the others. ``--other`` reads those of other texts, each alone.

exact: what the gold says, or an alternative that careful readers accept. partial: right
but wider, or a part of it. missed: not found, not read, or read without a date.

dateparser is a peer, not a dependency; if it is missing, it is left out::

    python -m venv peers && peers/bin/pip install . dateparser
    peers/bin/python benchmarks/words.py --pages FOLDER
"""

import argparse
import importlib
import importlib.util
import math
import re
import sys
import tomllib
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from enum import IntEnum
from importlib.metadata import version
from itertools import accumulate
from pathlib import Path
from typing import Any, Final

import attrs

from chrono56 import When, find_dates
from chrono56.dates.words.reading import InWords
from chrono56.errors import Chrono56Error

GOLD: Final = Path(__file__).parent / "words"
SEALED_EVERY: Final = 3
DAY: Final = 1440
JOINED: Final = " + "
Minutes = tuple[float, float]
_BRACKETS: Final = re.compile(r"[][{}]")
_BETWEEN: Final = re.compile(r"\.\.(?![0-9]{2}:)|[/,]")


class Outcome(IntEnum):
    """How well something was read, best first."""

    EXACT = 0
    PARTIAL = 1
    WRONG = 2
    MISSED = 3


@attrs.frozen(kw_only=True)
class Item:
    """One expression of the gold set; benchmarks/words/README.md has the fields."""

    document: str
    kind: str
    language: str
    line: int
    words: str
    nth: int = 1
    when: str = ""
    core: str = ""
    within: str = ""
    also: Sequence[str] = ()
    distances: Sequence[list[str]] = ()
    base: str = ""
    context: str = ""
    leans: str = ""
    optional: bool = False

    @property
    def accepted(self) -> frozenset[str]:
        """The texts that are right as they stand; empty of a vague expression."""
        given = (self.when, *self.also) if self.when else self.also
        return frozenset(
            JOINED.join(normal(When.parse(part)) for part in text.split(JOINED))
            for text in given
        )


@attrs.frozen(kw_only=True)
class Page:
    """Lines of a document that are about one thing."""

    document: str
    first: int
    last: int
    language: str
    context: str
    prose_from: int = 0
    prose_to: int = -1


@attrs.frozen
class Found:
    """An expression in a text, from ``start`` to before ``end``, and what it says."""

    start: int
    end: int
    when: When | None
    distance: tuple[str | None, str | None] | None = None


@attrs.frozen
class Reader:
    """What reads one expression, and finds those of a text."""

    name: str
    read: Callable[[str, str, When | None], Found | None]
    find: Callable[[str, str, When], list[Found]]


def read_ours(words: str, language: str, context: When | None) -> Found | None:
    try:
        return _ours(0, len(words), InWords.read(words, language, context))
    except Chrono56Error:
        return None


def find_ours(text: str, language: str, context: When) -> list[Found]:
    found = find_dates(text, language, context)
    return [_ours(it.start, it.end, it.reading) for it in found]


def _ours(start: int, end: int, reading: InWords) -> Found:
    far = reading.distance
    return Found(start, end, reading.when, (far.least, far.most) if far else None)


def read_theirs(words: str, language: str, context: When | None) -> Found | None:
    parser = importlib.import_module("dateparser.date").DateDataParser(
        languages=[language], settings=_settings(context)
    )
    data = parser.get_date_data(words)
    if data.date_obj is None:
        return None
    length = {"year": 4, "month": 7, "week": 10, "day": 10}.get(data.period, 16)
    return Found(0, len(words), When.parse(data.date_obj.isoformat()[:length]))


def find_theirs(text: str, language: str, context: When) -> list[Found]:
    """Search line by line, which is what it does best."""
    search = importlib.import_module("dateparser.search").search_dates
    settings, found, offset = _settings(context), [], 0
    for line in text.split("\n"):
        place = 0
        for words, _ in search(line, languages=[language], settings=settings) or ():
            start, read = line.find(words, place), read_theirs(words, language, context)
            if start >= 0 and read is not None:
                place = start + len(words)
                found.append(Found(offset + start, offset + place, read.when))
        offset += len(line) + 1
    return found


def _settings(context: When | None) -> dict[str, Any]:
    settings: dict[str, Any] = {"RETURN_TIME_AS_PERIOD": True}
    if context is not None and context.earliest is not None:
        settings["RELATIVE_BASE"] = datetime.fromordinal(context.earliest)
    return settings


def readers() -> list[Reader]:
    ours = Reader("chrono56", read_ours, find_ours)
    if importlib.util.find_spec("dateparser") is None:
        print("dateparser is not installed: left out")
        return [ours]
    name = f"dateparser {version('dateparser')}"
    return [ours, Reader(name, read_theirs, find_theirs)]


def normal(when: When) -> str:
    """Return the text of a date; whether an end is open or unknown is the same here."""
    text = str(when)
    return text.removesuffix("..").removeprefix("..") if when.is_extent else text


def stretch(when: When) -> Minutes:
    """Return the first and the last minute that a date leaves open."""
    pieces = _BETWEEN.split(_BRACKETS.sub("", str(when)))
    first, last = -math.inf, math.inf
    if when.earliest is not None:
        first = when.earliest * DAY + _minutes(pieces[0])[0]
    if when.latest is not None:
        last = when.latest * DAY + _minutes(pieces[-1])[1]
    return first, last


def _minutes(piece: str) -> tuple[int, int]:
    return When.parse(piece).minutes or (0, DAY - 1)


def judged(item: Item, found: Found) -> Outcome:
    """Return how well one expression was read."""
    dated = bool(item.when or item.core)
    if found.distance is not None and not (dated and found.when):
        right = list(found.distance) in item.distances
        return Outcome.EXACT if right else Outcome.WRONG
    if found.when is None:
        return Outcome.MISSED
    if normal(found.when) in item.accepted:
        return Outcome.EXACT
    if not dated:
        return Outcome.WRONG
    core = stretch(When.parse(item.core or item.when))
    within = stretch(When.parse(item.within or item.when))
    read = stretch(found.when)
    if item.core and _holds(read, core) and _holds(within, read):
        return Outcome.EXACT
    near = _holds(read, core) or _holds(within, read)
    return Outcome.PARTIAL if near and _meet(read, _end_of(core)) else Outcome.WRONG


def _holds(outer: Minutes, inner: Minutes) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _meet(one: Minutes, other: Minutes) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _end_of(core: Minutes) -> Minutes:
    """Return the end that is known of "until" and "since", which is what they say."""
    first, last = core
    if math.isinf(first):
        return last, last
    return (first, first) if math.isinf(last) else core


def best(item: Item, found: Sequence[Found]) -> Outcome:
    """Return how well an expression was read that was perhaps found in pieces."""
    whole = JOINED.join(normal(it.when) for it in found if it.when is not None)
    if whole in item.accepted:
        return Outcome.EXACT
    return min((judged(item, it) for it in found), default=Outcome.MISSED)


@attrs.define
class Score:
    """How well one reader did, by language and kind, and where it failed."""

    reader: Reader
    counts: Counter[tuple[str, str, Outcome]] = attrs.field(factory=Counter)
    no_date: Counter[tuple[str, str]] = attrs.field(factory=Counter)
    failures: list[str] = attrs.field(factory=list)

    def add(self, item: Item, found: Sequence[Found]) -> None:
        """Count an expression; an optional one only if it was read wrongly."""
        outcome = best(item, found)
        read_wrongly = outcome is Outcome.WRONG and bool(item.when or item.core)
        if item.optional and not read_wrongly:
            return
        self.counts[item.language, item.kind, outcome] += 1
        if outcome is not Outcome.EXACT:
            read = JOINED.join(str(it.when or it.distance) for it in found)
            said = item.when or f"{item.core} within {item.within}"
            self.failures.append(
                f"{outcome.name.lower()} {item.document}:{item.line} {item.words!r}"
                f" is {said}, read {read or 'nothing'}"
            )

    def add_no_date(self, page: Page, line: int, words: str, found: Found) -> None:
        """Count what was found in prose and is no date."""
        self.counts[page.language, "prose", Outcome.WRONG] += 1
        self.no_date[page.language, "prose"] += 1
        self.failures.append(
            f"no date {page.document}:{line} {words!r}, read {found.when}"
        )

    def rows(self) -> Iterator[str]:
        """Yield the rows of a table."""
        for key in sorted({(language, kind) for language, kind, _ in self.counts}):
            cells = "".join(f"{self.counts[*key, it]:9}" for it in Outcome)
            place = f"{key[0]} {key[1]:6}{self.reader.name:18}"
            yield f"{place}{cells}{self.no_date[key]:9}"


def read_alone(score: Score, items: Sequence[Item]) -> None:
    """Read each expression with the date that it leans on."""
    for item in items:
        if not item.optional:
            about = When.parse(item.context) if item.context else None
            read = score.reader.read(item.words, item.language, about)
            score.add(item, [read] if read is not None else [])


def find_in(
    score: Score,
    page: Page,
    lines: Sequence[str],
    items: Sequence[Item],
    *,
    sealed: bool,
) -> None:
    """Find the expressions in their page."""
    text = "\n".join(lines)
    starts = list(accumulate((len(line) + 1 for line in lines[:-1]), initial=0))
    found = score.reader.find(text, page.language, When.parse(page.context))
    used: set[Found] = set()
    for item in items:
        if item.document == page.document and page.first <= item.line <= page.last:
            number = item.line - page.first
            start = starts[number] + place_of(item, lines[number])
            end = start + len(item.words)
            here = [it for it in found if it.start < end and start < it.end]
            used.update(here)
            score.add(item, here)
    for it in found:
        line = page.first + bisect_right(starts, it.start) - 1
        in_prose = page.prose_from <= line <= page.prose_to
        in_half = (line % SEALED_EVERY == 0) is sealed
        if in_prose and in_half and it not in used:
            score.add_no_date(page, line, text[it.start : it.end], it)


def place_of(item: Item, line: str) -> int:
    """Return where in its line an item stands."""
    place = -1
    for _ in range(item.nth):
        place = line.find(item.words, place + 1)
        if place < 0:
            where = f"{item.document}, line {item.line}"
            raise ValueError(f"{where}: not the page from which the gold set was taken")
    return place


def gold(*, sealed: bool) -> list[Item]:
    return items_of("gold_sealed.toml" if sealed else "gold_dev.toml")


def items_of(name: str) -> list[Item]:
    groups = [(group.pop("items"), group) for group in tables(name, "of")]
    return [Item(**group, **row) for rows, group in groups for row in rows]


def tables(name: str, key: str) -> list[dict[str, Any]]:
    return list(tomllib.loads((GOLD / name).read_text(encoding="utf-8"))[key])


def lines_of(folder: Path, page: Page) -> list[str]:
    paths = sorted(folder.glob(f"{page.document}*.txt"))
    if not paths:
        raise ValueError(f"{folder}: no {page.document}….txt; all five are needed")
    lines = paths[0].read_text(encoding="utf-8").split("\n")
    return lines[page.first - 1 : page.last]


def show(title: str, scores: Sequence[Score]) -> None:
    print(f"\n{title}")
    heads = (*(it.name.lower() for it in Outcome), "no date")
    print(f"{'':27}{''.join(f'{head:>9}' for head in heads)}")
    print("\n".join(sorted(row for score in scores for row in score.rows())))


def run(given: argparse.Namespace) -> None:
    """Measure, and print what was asked for."""
    items = items_of("gold_other.toml") if given.other else gold(sealed=given.sealed)
    alone = [Score(reader) for reader in readers()]
    for score in alone:
        read_alone(score, items)
    show("Words alone, with the date that they lean on", alone)
    measured = [("alone", alone[0])]
    if given.pages is not None and not given.other:
        within = [Score(score.reader) for score in alone]
        for page in [Page(**row) for row in tables("pages.toml", "page")]:
            lines = lines_of(given.pages, page)
            for score in within:
                find_in(score, page, lines, items, sealed=given.sealed)
        show("Found in the pages ('no date' is counted as wrong)", within)
        measured.append(("in its page", within[0]))
    if given.show or given.other:
        for how, score in measured:
            print(f"\nNot exact, {how}:", *score.failures, sep="\n  ")


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure dates in words.")
    parser.add_argument("--pages", type=Path, help="the folder with the five pages")
    half = parser.add_mutually_exclusive_group()
    half.add_argument("--sealed", action="store_true", help="the lines kept apart")
    half.add_argument("--other", action="store_true", help="those of other texts")
    half.add_argument("--show", action="store_true", help="print what is not exact")
    try:
        run(parser.parse_args())
    except (OSError, ValueError) as fault:
        sys.exit(str(fault))


if __name__ == "__main__":
    main()
