"""Repairing logs: what moves aside, what stays, and what a copy brings back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.log.test_form import sealed
from tests.log.world import lines_of, new_log, seeded, text_of

import chrono56 as c56
from chrono56.clock import FixedClock
from chrono56.errors import DamagedLogError, WriteError
from chrono56.log.actions import Titled
from chrono56.log.chain import Problem
from chrono56.log.log import Log
from chrono56.log.memory import MemoryStore
from chrono56.log.repair import Repair


def whole() -> list[bytes]:
    log = seeded(clock=FixedClock("2024-03-01T12:00:00Z", 60))
    for text in "abc":
        log.append([Titled(text)])
    return lines_of(log)


def log_of(*lines: bytes) -> Log:
    clock = FixedClock("2024-03-02T12:00:00Z", 60)
    return new_log(MemoryStore("test", lines), clock=clock)


class TestRepair:
    def test_bad_lines_move_aside_and_are_named(self) -> None:
        header, *lines = whole()
        strange = header.replace(b"test", b"best")
        log = log_of(header, lines[0], b"hello", strange, *lines[1:], lines[3][:-1])

        repaired = log.repair()

        assert repaired.kept == "test.torn-1"
        assert [one.line for one in repaired.moved] == [3, 4, 8]
        assert "the header of another log" in repaired.moved[1].why
        assert isinstance(log.store, MemoryStore)
        assert log.store.torn == [b"hello\n" + strange + b"\n" + lines[3][:-1] + b"\n"]
        assert lines_of(log) == [header, *lines]
        assert log.verify().is_sound

    def test_who_lost_its_parent_stays_and_is_named(self) -> None:
        lines = whole()
        lines[2] = lines[2].replace(b"anna", b"otto")
        log = log_of(*lines)

        log.repair()

        (problem,) = log.verify().problems
        assert (problem.line, problem.why[-17:]) == (3, "is not in the log")
        with pytest.raises(DamagedLogError, match="merge an intact copy"):
            log.append([Titled("d")])

    def test_a_copy_brings_back_what_was_lost(self) -> None:
        lines = whole()
        log = log_of(*lines[:2], b"x", *lines[3:])
        log.repair()

        log.merge(Log(MemoryStore(lines=lines)))

        assert log.verify().is_sound
        assert sorted(lines_of(log)) == sorted(lines)
        assert log.append([Titled("d")]) is not None

    @pytest.mark.parametrize(
        "lines",
        [
            whole(),
            whole()[:1],
            [*whole(), *whole()],
            [*whole()[:2], *whole()[3:]],  # a parent is missing; no line is bad
            [whole()[0], sealed(do=[{"type": "title"}])],  # a record without sense
        ],
    )
    def test_a_log_without_bad_lines_is_not_touched(self, lines: list[bytes]) -> None:
        class Untouched(MemoryStore):
            def rewrite(self, *_: object, **__: object) -> str:
                raise AssertionError

        assert Log(Untouched(lines=lines)).repair() == Repair((), "")

    @pytest.mark.parametrize("header", [b"hello", b'{"format":2,"log":"test"}', b""])
    def test_a_header_is_not_repaired(self, header: bytes) -> None:
        log = Log(MemoryStore(lines=[header, *whole()[1:]]))
        text = text_of(log)

        with pytest.raises(DamagedLogError, match=":1: "):
            log.repair()
        assert text_of(log) == text

    def test_what_came_in_between_stops_it(self) -> None:
        class Busy(MemoryStore):
            def rewrite(
                self, write: Callable[[], object], *, aside: bytes = b""
            ) -> str:
                self.append(lambda: [b"another bad line"])
                return super().rewrite(write, aside=aside)  # type: ignore[arg-type]

        log = Log(Busy(lines=[*whole(), b"hello"]))

        with pytest.raises(WriteError, match="it changed while it was repaired"):
            log.repair()
        assert lines_of(log) == [*whole(), b"hello", b"another bad line"]

    @given(
        st.lists(st.tuples(st.integers(1, 5), st.binary(max_size=9)), max_size=4),
    )
    def test_whatever_comes_in_goes_and_nothing_else(
        self, strangers: list[tuple[int, bytes]]
    ) -> None:
        lines = whole()
        for at, line in strangers:
            lines.insert(at, line.replace(b"\n", b""))
        log = log_of(*lines)

        moved = log.repair().moved

        assert lines_of(log) == whole()
        assert len(moved) == len(strangers)


class TestOnTheDisk:
    def test_the_bytes_are_kept_beside_the_log(self, tmp_path: Path) -> None:
        path = tmp_path / "log.jsonl"
        with c56.open_log(path, by="anna").entry() as entry:
            entry.event("a")
        sound = path.read_bytes()
        path.write_bytes(sound + b"hello\n")

        repaired = c56.open_log(path).repair()

        assert repaired.moved == (Problem(3, repaired.moved[0].why),)
        assert Path(repaired.kept).read_bytes() == b"hello\n"
        assert path.read_bytes() == sound

    def test_it_is_no_step_backwards(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("CHRONO56_CACHE", str(tmp_path / "cache"))
        path = tmp_path / "log.jsonl"
        for name in "ab":
            with c56.open_log(path, by="anna").entry() as entry:
                entry.event(name)
        path.write_bytes(path.read_bytes()[:-9] + b"garbage}\n")
        c56.open_log(path).repair()

        with c56.open_log(path, by="anna").entry() as entry:
            entry.event("c")
        assert [one.id for one in c56.open_log(path).chronology()] == ["a", "c"]
