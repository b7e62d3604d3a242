"""What a writer knows goes on with the log, whoever else writes to it or anew."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.log.world import counted

import chrono56 as c56
from chrono56.errors import ErasureWarning
from chrono56.log.actions import Recorded, Titled
from chrono56.log.jsonl import JsonlStore

# Its text, erased, leaves as many bytes as it had.
ODD = c56.Event("e3", labels={"en": "Siege"})


def writing(path: Path, by: str = "anna") -> c56.Log:
    return c56.open_log(path, by=by, new_id=counted(by))


def ids_of(log: c56.Log) -> list[str]:
    return [entry.id for entry in log.entries()]


def after(deed: Callable[[], object], monkeypatch: pytest.MonkeyPatch) -> None:
    """Do something just when the next append has given the lock back."""
    append = JsonlStore.append

    def append_and_more(store: JsonlStore, *args: object, **given: object) -> None:
        append(store, *args, **given)  # type: ignore[arg-type]
        monkeypatch.setattr(JsonlStore, "append", append)
        deed()

    monkeypatch.setattr(JsonlStore, "append", append_and_more)


def test_an_erasure_that_moves_no_line_is_seen_by_who_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    log = writing(path)
    log.append([Recorded(ODD)])
    log.append([Titled("1956")])
    before = path.read_bytes().splitlines()
    other = writing(path, "bela")
    other.heads()
    with pytest.warns(ErasureWarning):
        log.erase("e3", reason="asked for")
    *now, _ = path.read_bytes().splitlines()

    assert [len(line) for line in now] == [len(line) for line in before]
    assert other.ledger().current("e3") is None
    assert other.ledger().unfinished == frozenset()


def test_who_appends_in_the_same_moment_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = writing(tmp_path / "log.jsonl")
    log.append([Titled("1956")])
    other = writing(tmp_path / "log.jsonl", "bela")
    after(lambda: other.append([Titled("theirs")]), monkeypatch)
    log.append([Titled("mine")])
    log.append([Titled("mine again")])

    assert log.heads() == (ids_of(log)[-1],)
    assert len(ids_of(log)) == 4


def test_a_file_as_long_that_takes_its_place_in_the_same_moment_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "log.jsonl"
    log = writing(path)
    log.append([Recorded(c56.Event("e1"))])

    def replace() -> None:
        (tmp_path / "new").write_bytes(path.read_bytes().replace(b'"e1"', b'"e2"'))
        (tmp_path / "new").replace(path)

    after(replace, monkeypatch)
    log.append([Titled("mine")])

    with pytest.raises(c56.DamagedLogError, match="the id is not the hash"):
        list(log.entries())
    with pytest.raises(c56.DamagedLogError, match="the id is not the hash"):
        log.append([Titled("more")])
