"""What is listed is written as it comes; the groups are those of the whole answer."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from immutabledict import immutabledict
from tests.cli.command import village

from chrono56.chronology import Chronology, EventView, Query
from chrono56.chronology.views import Revision
from chrono56.cli.listing import CLOSE, Listing
from chrono56.dates import MonthDay, Verdict, When

NOW = "2026-01-01T09:00:00.000000Z"
DATES = (
    *("1956-10-20/1956-10-26", "1956-10-23/1956-11-04", "1956-10-24", "1956-10-24~"),
    *("1956-10", "[1956-10-20..1956-11-02]", "1956", "195X", "[..1957]", "1956-10/"),
)


class Told:
    """A chronology that makes its events while they are read, as often as asked."""

    def __init__(self, asked: When, size: int) -> None:
        self.asked = asked
        self.size = size
        self.pulled = 0

    def select(self, query: Query) -> Iterator[EventView]:
        for number in range(self.size):
            when = When.parse(DATES[number % len(DATES)])
            verdict = when.by_day().overlaps(When.span(self.asked, self.asked))
            self.pulled += 1
            before = (when.earliest or 0) < (self.asked.earliest or 0)
            if verdict is Verdict.IMPOSSIBLE or (query.begins and before):
                continue
            yield EventView(
                id=f"e{number}",
                kind="other",
                labels=immutabledict(en=f"Event {number}"),
                when=when,
                verdict=verdict,
                revision=Revision(0, NOW, NOW),
            )


def groups_of(told: Any, query: Query, *, every: bool) -> list[list[str]]:
    """Return the ids of each group, worked out from the whole answer."""
    groups: tuple[list[str], ...] = ([], [], [])
    for event in told.select(query):
        when = event.when
        if event.verdict is Verdict.POSSIBLE:
            bounded = None not in (when.earliest, when.latest)
            if every or (bounded and when.latest - when.earliest < CLOSE):
                groups[2].append(event.id)
        elif query.on_day is None or not when.is_extent:
            groups[0].append(event.id)
        elif isinstance(query.on_day, MonthDay):
            starts = when.start.falls_on(query.on_day.month, query.on_day.day)
            groups[starts is not Verdict.CERTAIN].append(event.id)
        else:
            starts = when.start.within(query.on_day)
            groups[starts is not Verdict.CERTAIN].append(event.id)
    return list(groups)


def put_groups(told: Any, query: Query, *, every: bool) -> tuple[Listing, list[Any]]:
    listing = Listing(told, query, every=every)
    with pytest.MonkeyPatch.context() as patch:
        lines: list[str] = []
        patch.setattr("builtins.print", lambda text="": lines.append(text))
        listing.put("en")
    found: list[list[str]] = [[], [], []]
    group = 0
    for line in lines:
        if line.startswith(("Under way:", "Possibly,")):
            group = 1 if line.startswith("Under") else 2
        elif line.startswith(" " * 6) and " · " in line:
            found[group].append(line.split()[0])
    return listing, found


@pytest.mark.parametrize("waiting", [0, 3, 500])
@pytest.mark.parametrize("every", [True, False])
@pytest.mark.parametrize("asked", ["1956-10-24", "1956", "1956-10-25/1957"])
def test_the_groups_are_the_same_however_few_events_can_wait(
    asked: str, every: bool, waiting: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chrono56.cli.listing._WAITING", waiting)
    told: Any = Told(When.parse(asked), 40)
    query = Query(on_day=asked)
    listing, found = put_groups(told, query, every=every)
    expected = groups_of(told, query, every=every)

    assert found == expected
    assert listing.found == sum(1 for _ in told.select(query))
    assert listing.found - listing.far == sum(map(len, expected))


@pytest.mark.parametrize("waiting", [0, 500])
@pytest.mark.parametrize(
    "asked",
    [
        {"on_day": "10-24"},
        {"on_day": "1956-10"},
        {"during": ("1956-10-24", "1956-10-25")},
        {"during": ("1956-10-24", "1956-10-25"), "kind": "politics"},
    ],
)
def test_a_log_is_listed_in_the_groups_of_its_whole_answer(
    asked: dict[str, Any],
    waiting: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("chrono56.cli.listing._WAITING", waiting)
    told: Chronology = village(tmp_path / "village.jsonl").chronology()
    query = Query(**asked)

    _, found = put_groups(told, query, every=True)

    assert found == groups_of(told, query, every=True)


def test_the_first_lines_are_written_before_all_events_were_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: Any = Told(When.parse("1956-10-24"), 3_000)
    pulled: list[int] = []
    flushed: list[int] = []

    class Watched(io.StringIO):
        def flush(self) -> None:
            flushed.append(told.pulled)

        def write(self, text: str) -> int:
            pulled.append(told.pulled)
            return len(text)

    monkeypatch.setattr("sys.stdout", Watched())
    Listing(told, Query(on_day="1956-10-24"), every=False).put("en")

    assert pulled[0] == 3
    # The first event, and all of its group before what is under way was looked for.
    assert flushed[:2] == [3, told.size]
    assert told.pulled == 4 * told.size  # what had to wait was too much to be kept


def test_of_nothing_nothing_is_written(capsys: pytest.CaptureFixture[str]) -> None:
    told: Any = Told(When.parse("1956"), 0)
    listing = Listing(told, Query(on_day="1956"), every=True)
    listing.put("en")

    assert (listing.found, listing.far, capsys.readouterr().out) == (0, 0, "")
