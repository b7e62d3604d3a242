"""Following a log: what others append, whole, once, and in order."""

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.log.deeds import titles
from tests.log.faulty import writing
from tests.log.world import copy_of, seeded

from chrono56.errors import DamagedLogError, RewrittenError
from chrono56.log.actions import Titled
from chrono56.log.entry import Entry
from chrono56.log.jsonl import JsonlStore
from chrono56.log.log import Log
from chrono56.log.memory import MemoryStore
from chrono56.log.position import Position

WRITER = """
import sys
from chrono56.log.log import Log
from chrono56.log.actions import Titled
from chrono56.log.entry import Entry
from chrono56.log.jsonl import JsonlStore

log = Log(JsonlStore(sys.argv[1]), by="bela")
for number in range(50):
    log.append([Titled(f"{number}")])
"""


def each_time(*deeds: Callable[[], object]) -> Callable[[], bool]:
    """Return a wait that does one of *deeds* each time, and then stops."""
    left: Iterator[Callable[[], object]] = iter(deeds)

    def wait() -> bool:
        deed = next(left, None)
        if deed is not None:
            deed()
        return deed is not None

    return wait


def texts(following: Iterator[tuple[Entry, Position]]) -> list[str]:
    return [
        action.text
        for entry, _ in following
        for action in entry.do
        if isinstance(action, Titled)
    ]


def titling(log: Log, *words: str) -> Callable[[], None]:
    def append() -> None:
        for word in words:
            log.append([Titled(word)])

    return append


class TestFollowing:
    def test_it_reads_what_is_there_and_then_what_comes(self) -> None:
        log = seeded()
        log.append([Titled("a")])
        wait = each_time(titling(log, "b", "c"), titling(log), titling(log, "d"))

        assert texts(log.follow(wait=wait)) == ["a", "b", "c", "d"]

    def test_it_goes_on_behind_a_position(self) -> None:
        log = seeded()
        titling(log, "a", "b")()
        *_, (_, before), _ = log.read()
        wait = each_time(titling(log, "c"))

        assert texts(log.follow(before, wait=wait)) == ["b", "c"]

    def test_it_stops_when_it_is_told_to(self) -> None:
        stopped = threading.Event()
        stopped.set()
        log = seeded()

        assert len(list(log.follow(wait=lambda: not stopped.wait(60)))) == 1

    def test_it_sees_what_other_processes_append(self, path: Path) -> None:
        stopped = threading.Event()
        command = [sys.executable, "-c", WRITER, str(path)]
        with subprocess.Popen(command) as writer:
            seen = []
            log = Log(JsonlStore(path))
            for entry, _ in log.follow(wait=lambda: not stopped.wait(0.02)):
                seen += [one.text for one in entry.do if isinstance(one, Titled)]
                if len(seen) == 51:
                    stopped.set()

        assert writer.returncode == 0
        assert seen == ["1956", *map(str, range(50))]

    def test_it_sees_no_half_of_a_line_and_repairs_nothing(self, path: Path) -> None:
        whole = path.read_bytes()
        start = whole.rindex(b"\n", 0, -1) + 1
        path.write_bytes(whole[:start])
        steps = [
            (lambda part=part: path.write_bytes(whole[: start + part]))
            for part in range(1, len(whole) - start + 1, 29)
        ]
        wait = each_time(*steps, lambda: path.write_bytes(whole))

        assert texts(Log(JsonlStore(path)).follow(wait=wait)) == ["1956"]
        assert {one.name for one in path.parent.iterdir()} <= {
            "log.jsonl",
            "log.jsonl.lock",
        }

    def test_entries_of_a_batch_are_seen_before_they_are_synced(
        self, path: Path
    ) -> None:
        log = writing(path, batch=True)
        wait = each_time(titling(log, "a"))

        assert texts(Log(JsonlStore(path)).follow(wait=wait)) == ["1956", "a"]


class TestRewritten:
    def rewritten(
        self, path: Path, lines: Callable[[list[bytes]], list[bytes]]
    ) -> None:
        store = writing(path).store
        store.rewrite(lambda: lines([line for _, line in store.read()]))

    @pytest.mark.parametrize(
        "lines",
        [
            lambda lines: lines[:2],
            lambda lines: lines[:1],
            lambda lines: [lines[0], lines[0], *lines[1:]],
            lambda lines: [lines[0], *reversed(lines[1:])],
        ],
    )
    def test_a_log_that_was_rewritten_says_so(
        self, path: Path, lines: Callable[[list[bytes]], list[bytes]]
    ) -> None:
        wait = each_time(lambda: self.rewritten(path, lines))

        with pytest.raises(RewrittenError, match="read it anew from the beginning"):
            texts(Log(JsonlStore(path)).follow(wait=wait))

    def test_a_log_that_was_deleted_says_so(self, path: Path) -> None:
        with pytest.raises(RewrittenError):
            texts(Log(JsonlStore(path)).follow(wait=each_time(path.unlink)))

    def test_a_rewriting_that_moves_nothing_is_no_matter(self, path: Path) -> None:
        wait = each_time(
            lambda: self.rewritten(path, lambda lines: lines),
            titling(writing(path), "b"),
        )

        assert texts(Log(JsonlStore(path)).follow(wait=wait)) == ["1956", "b"]

    def test_a_position_of_another_copy_is_refused(self) -> None:
        log = seeded()
        fork = copy_of(log, by="bela")
        titling(fork, "theirs")()
        titling(log, "mine")()
        *_, (_, last) = fork.read()

        with pytest.raises(RewrittenError):
            next(log.follow(last, wait=lambda: False))

    def test_a_damaged_line_stops_it_where_it_stands(self) -> None:
        log = seeded()
        store = log.store
        assert isinstance(store, MemoryStore)

        def damage() -> None:
            store.append(lambda: [b"{}"])

        with pytest.raises(DamagedLogError):
            texts(log.follow(wait=each_time(titling(log, "a"), damage)))

    def test_it_can_be_begun_anew(self, path: Path) -> None:
        log = Log(JsonlStore(path))
        with pytest.raises(RewrittenError):
            texts(log.follow(wait=each_time(lambda: self.rewritten(path, _swapped))))

        assert texts(log.follow(wait=lambda: False)) == titles(path) == ["1956"]


def _swapped(lines: list[bytes]) -> list[bytes]:
    return [lines[0], lines[2], lines[1]]
