"""Erasing from files: the bytes are left neither beside the log nor in the cache."""

import warnings
from pathlib import Path

import pytest
from tests.log.test_erasure import NAME, with_witness
from tests.log.world import new_log

import chrono56 as c56
from chrono56.errors import Conflict
from chrono56.log.jsonl import JsonlStore


class TestOnTheDisk:
    @pytest.fixture(name="place")
    def _place(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        monkeypatch.setenv("CHRONO56_CACHE", str(tmp_path / "cache"))
        return tmp_path

    def open(self, place: Path) -> c56.Log:
        return c56.open_log(place / "log.jsonl", by="anna")

    def holding(self, place: Path) -> list[str]:
        files = (one for one in place.rglob("*") if one.is_file())
        secret = (NAME.encode(), b"Kovacs", b"kovacs", b"erzsebet")
        return sorted(
            one.name
            for one in files
            if any(word in one.read_bytes() for word in secret)
        )

    def test_nothing_of_it_is_left(self, place: Path) -> None:
        log = self.open(place)
        with_witness(log)
        with log.entry() as entry:
            entry.event("march", labels={"hu": f"{NAME} a téren"}, erasable=True)
        told = log.chronology()
        assert [one.id for one in told.search("Erzsebet")] == ["march"]
        assert len(self.holding(place)) >= 2

        log.erase("w-1", reason="x")
        log.erase("march", reason="x")

        told.close()
        assert self.holding(place) == []
        assert not list(log.chronology().search("Erzsebet"))
        assert self.holding(place) == []

    def test_a_reader_elsewhere_loses_it_when_it_asks(
        self, place: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        log = self.open(place)
        with_witness(log)
        monkeypatch.setenv("CHRONO56_CACHE", str(place / "theirs"))
        log.chronology().close()
        monkeypatch.setenv("CHRONO56_CACHE", str(place / "cache"))
        log.erase("w-1", reason="x")
        assert len(self.holding(place)) >= 1

        monkeypatch.setenv("CHRONO56_CACHE", str(place / "theirs"))
        log.chronology().close()

        assert self.holding(place) == []

    def test_what_was_torn_off_is_left(self, place: Path) -> None:
        log = self.open(place)
        with_witness(log)
        with (place / "log.jsonl").open("ab") as file:
            file.write(f'{{"at":"torn off, of {NAME}'.encode())
        self.open(place).erase("w-1", reason="x")

        assert self.holding(place) == ["log.jsonl.torn-1"]

    def test_it_is_no_step_backwards(self, place: Path) -> None:
        log = self.open(place)
        with_witness(log)
        log.chronology().close()
        log.erase("w-1", reason="x")

        with warnings.catch_warnings():
            warnings.simplefilter("error")
            self.open(place).chronology().close()
            with self.open(place).entry() as entry:
                entry.event("on")

    def test_a_faster_writer_stops_it(self, place: Path) -> None:
        log = self.open(place)
        with_witness(log)
        heads = log.heads

        def overtaken() -> tuple[str, ...]:
            seen = heads()
            with self.open(place).entry() as entry:
                entry.event("faster")
            return seen

        log.heads = overtaken  # type: ignore[method-assign]

        with pytest.raises(Conflict):
            log.erase("w-1", reason="x")


def test_a_line_that_proves_nothing_stops_it(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    log = with_witness(new_log(JsonlStore(path)))
    log.heads()
    lines = path.read_bytes().splitlines(keepends=True)
    damaged = lines[1].replace(b"anna", b"otto")
    path.write_bytes(b"".join([lines[0], damaged, *lines[2:]]))

    with pytest.raises(c56.DamagedLogError, match=r":2: the id is not the hash"):
        log.erase("w-1", reason="x")
    assert NAME.encode() in path.read_bytes()
    assert not list(tmp_path.glob("*.new"))
