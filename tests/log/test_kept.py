"""Starting to write to a long log: from what was kept of it, if nobody touched it."""

import itertools
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.log.world import NOON, counted, dated

import chrono56 as c56
from chrono56.clock import FixedClock
from chrono56.errors import RecordError, UnknownIdError, WriteError
from chrono56.log import kept, known
from chrono56.log.account import Origin
from chrono56.log.actions import Recorded, Retracted, Titled, United
from chrono56.log.envelope import microseconds_later
from chrono56.log.jsonl import JsonlStore
from chrono56.log.ledger import Ledger

LONG = 20


@pytest.fixture(autouse=True)
def _short_logs_are_long(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(known, "_LONG", LONG)
    monkeypatch.setenv("CHRONO56_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give a log in which much was done and undone, and of which a ledger is kept."""
    path = tmp_path / "log.jsonl"
    log = writing(path)
    with log.entry("the first things") as entry:
        entry.source("book")
        entry.event("rising", labels={"en": "The rising"})
        entry.event("revolt")
        riot = entry.event("riot", erasable=True)
        entry.revise(riot, labels={"en": "A riot"}, erasable=True)
        entry.claim(
            "rising", c56.Dating("1956-10-23"), id="claim", cite=c56.Source("b")
        )
        entry.source("b")
        secret = entry.event("secret", erasable=True)
    log.append([United("revolt", "rising"), Retracted("riot")], key="judged")
    taken_back = log.append([Retracted("claim")])
    assert taken_back is not None
    log.append([Retracted(action=taken_back.addresses[0])])
    log.erase(secret.id, reason="asked for")
    for number in range(LONG):
        log.append([Titled(f"{number}")], key=f"key {number}")
    writing(path).heads()
    return path


def writing(path: Path) -> c56.Log:
    """Return the log, for writing by somebody who has not read it yet."""
    hours = next(_HOURS)
    clock = FixedClock(microseconds_later(NOON, hours * 3_600_000_000))
    return c56.open_log(path, by="anna", clock=clock, new_id=counted(f"n{hours}"))


_HOURS = itertools.count(1)  # whoever writes later has a later clock


def told(ledger: Ledger, other: c56.Log) -> dict[str, Any]:
    """Return all that a ledger says of what there is in a log."""
    ids = ["book", "b", "rising", "revolt", "riot", "claim", "secret", "nothing"]
    entries = [entry for entry, _ in other.read()]
    where = [one for entry in entries for one in entry.addresses]
    return {
        "heads": ledger.heads,
        "latest": ledger.latest,
        "entries": ledger.entries,
        "awaited": ledger.awaited,
        "erasures": ledger.erasures,
        "unfinished": ledger.unfinished,
        "holds": [entry.id in ledger for entry in entries] + ["0" * 64 in ledger],
        "keys": [ledger.keyed(one) for one in ("judged", "key 7", "key 99")],
        "types": [ledger.action_type(one) for one in (*where, "0" * 64)],
        "versions": [ledger.versions(one) for one in ids],
        "current": [ledger.current(one) for one in ids],
        "retracted": [ledger.is_retracted(one) for one in (*ids, *where)],
        "united": [ledger.united_into(one) for one in ids],
        "ids": sorted(ledger.ids()),
        "retracts": ledger.retracts,
    }


def lines_read(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return a list that grows by the offset of every line that is read."""
    found: list[int] = []
    read = JsonlStore.read

    def counting(store: JsonlStore, after: int = 0) -> Iterator[tuple[int, bytes]]:
        for offset, line in read(store, after):
            found.append(offset)
            yield offset, line

    monkeypatch.setattr(JsonlStore, "read", counting)
    return found


def is_kept(path: Path) -> bool:
    return any((path.parent / "cache").glob("*.ledger"))


def restored(path: Path) -> None:
    """Put a backup in the log's place, as old as the log was."""
    status = path.stat()
    shutil.copy2(path, path.parent / "backup")
    writing(path).append([Recorded(c56.Event("later"))])
    shutil.copy2(path.parent / "backup", path)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def replaced(path: Path) -> None:
    """Put another file in its place that is as long, and begins and ends the same."""
    header, first, *rest = path.read_bytes().splitlines(keepends=True)
    path.unlink()
    path.write_bytes(b"".join([header, first, *rest[:-2], rest[-1], rest[-2]]))


def moved_and_back(path: Path) -> None:
    path.rename(path.parent / "elsewhere")
    (path.parent / "elsewhere").rename(path)


def united(path: Path) -> None:
    """Let git put the lines of a copy behind those that are there."""
    copy = path.parent / "copy.jsonl"
    shutil.copy(path, copy)
    writing(copy).append([Recorded(c56.Event("nothing"))])
    writing(path).append([Titled("mine")])
    new = copy.read_bytes().splitlines(keepends=True)[-1]
    path.write_bytes(path.read_bytes() + new)


class TestWhatWasKept:
    def test_it_says_what_the_whole_log_says(self, path: Path) -> None:
        plain = c56.open_log(path, by="bela", cache=False)

        assert told(writing(path).ledger(), plain) == told(plain.ledger(), plain)

    def test_it_still_does_after_more_was_written(self, path: Path) -> None:
        log = writing(path)
        log.append([Recorded(c56.Event("later")), Retracted("rising")], key="later")
        log.append([Recorded(dated("1956-11-04", about="revolt", id="new"))])
        plain = c56.open_log(path, by="bela", cache=False)
        expected = told(plain.ledger(), plain)

        assert told(log.ledger(), plain) == expected
        assert told(writing(path).ledger(), plain) == expected
        assert plain.verify().is_sound

    def test_what_comes_behind_it_does_not_change_it(self, path: Path) -> None:
        log = c56.open_log(path, by="bela", cache=False)
        whole = log.ledger()
        before = told(whole, log)
        further = Ledger(whole)
        further.stand_at(whole.ends)

        further.link(Origin("9999", "0" * 64), whole.heads, "key 99", 0)
        further.take({"type": "retract", "target": "rising"}, "1" * 64)

        assert told(whole, log) == before
        assert (further.heads, further.keyed("key 99")) == (("0" * 64,), 0)
        assert further.current("rising") is None

    def test_the_log_is_not_read_again(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        found = lines_read(monkeypatch)

        writing(path).append([Titled("now")])

        assert len(found) < 10

    def test_what_is_refused_is_refused_all_the_same(self, path: Path) -> None:
        log = writing(path)

        with pytest.raises(RecordError, match="the id names another"):
            log.append([Recorded(c56.Event("rising"))])
        with pytest.raises(UnknownIdError, match="did you mean 'rising'"):
            log.append([Recorded(dated("1956", about="risings", id="x"))])
        with pytest.raises(RecordError, match="was used for other content"):
            log.append([Titled("x")], key="key 7")
        assert log.append([Titled("7")], key="key 7") is not None
        assert log.append([Recorded(c56.Source("book"))]) is None


class TestWhenItIsNotTrusted:
    def test_a_short_log_is_read(self, tmp_path: Path) -> None:
        log = writing(tmp_path / "short.jsonl")
        log.append([Titled("1956")])

        assert not is_kept(tmp_path / "short.jsonl")

    def test_a_log_that_was_touched_is_read_and_kept_anew(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path.write_bytes(path.read_bytes())
        found = lines_read(monkeypatch)

        for most in (1000, 10):
            found.clear()
            writing(path).append([Titled("now")])
            assert len(found) < most
            assert len(found) > LONG or most == 10

    def test_damage_in_the_middle_is_found_before_anything_is_written(
        self, path: Path
    ) -> None:
        path.write_bytes(path.read_bytes().replace(b'"The rising"', b'"The uprise"'))

        with pytest.raises(c56.DamagedLogError, match=":2: the id is not the hash"):
            writing(path).append([Titled("now")])

    def test_what_somebody_else_wrote_is_known(self, path: Path) -> None:
        other = c56.open_log(path, by="bela", cache=False)
        other.append([Recorded(c56.Event("theirs"))])

        assert writing(path).ledger().current("theirs") is not None

    def test_a_log_that_lost_its_end_is_not_written_to(self, path: Path) -> None:
        *lines, _ = path.read_bytes().splitlines(keepends=True)
        path.write_bytes(b"".join(lines))

        with pytest.raises(WriteError, match="went backwards"):
            writing(path).append([Titled("now")])

    def test_damage_that_is_met_later_is_told_and_mended(self, path: Path) -> None:
        (file,) = (path.parent / "cache").glob("*.ledger")
        file.write_bytes(file.read_bytes().replace(b'"id":"rising"', b'"id":"uprise"'))
        written = path.read_bytes()

        with pytest.raises(WriteError, match=r"\.ledger: it was damaged"):
            writing(path).append([Recorded(c56.Event("rising"))])
        assert path.read_bytes() == written
        with pytest.raises(RecordError, match="the id names another"):
            writing(path).append([Recorded(c56.Event("rising"))])

    def test_another_form_of_it_is_done_without(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(kept, "_FORM", 99)
        found = lines_read(monkeypatch)
        writing(path).append([Titled("now")])

        assert len(found) > LONG

    @pytest.mark.parametrize("rest", [b"", b"x", b'{"rows":0}\n'])
    def test_a_file_that_was_damaged_is_done_without(
        self, path: Path, rest: bytes
    ) -> None:
        (file,) = (path.parent / "cache").glob("*.ledger")
        file.write_bytes(rest)

        assert writing(path).append([Titled("now")]) is not None

    def test_an_old_one_gives_way_once_a_quarter_was_added(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        writing(path).append([Titled("x" * len(path.read_bytes()))])
        found = lines_read(monkeypatch)

        writing(path).heads()
        assert len(found) > LONG
        found.clear()
        writing(path).heads()
        assert len(found) < 10

    def test_what_is_erased_is_forgotten(self, path: Path) -> None:
        log = writing(path)
        log.erase("riot", reason="asked for")
        assert not is_kept(path)
        plain = c56.open_log(path, by="bela", cache=False)

        assert told(writing(path).ledger(), plain) == told(plain.ledger(), plain)

    def test_who_erases_without_a_cache_forgets_it_all_the_same(
        self, path: Path
    ) -> None:
        c56.open_log(path, by="bela", cache=False).erase("riot", reason="asked for")

        assert not is_kept(path)

    def test_what_is_no_text_is_no_record(self, path: Path) -> None:
        with pytest.raises(UnknownIdError):
            writing(path).erase("\udcff", reason="asked for")

    @pytest.mark.parametrize("deed", [restored, replaced, moved_and_back, united])
    def test_another_copy_in_its_place_is_read(
        self, path: Path, deed: Callable[[Path], None]
    ) -> None:
        deed(path)
        log, plain = writing(path), c56.open_log(path, by="bela", cache=False)

        assert told(log.ledger(), plain) == told(plain.ledger(), plain)

    def test_where_nothing_can_be_kept_all_is_read(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (path.parent / "file").touch()
        monkeypatch.setenv("CHRONO56_CACHE", str(path.parent / "file"))

        assert writing(path).append([Titled("now")]) is not None
        assert writing(path).verify().is_sound

    def test_without_a_cache_nothing_is_kept(self, tmp_path: Path) -> None:
        log = c56.open_log(tmp_path / "log.jsonl", by="anna", cache=False)
        for number in range(2 * LONG):
            log.append([Titled(f"{number}")])
        c56.open_log(tmp_path / "log.jsonl", by="anna", cache=False).heads()

        assert not is_kept(tmp_path / "log.jsonl")
