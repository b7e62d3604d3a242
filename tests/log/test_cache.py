"""Where what is derived from a log is kept."""

import os
import sys
from pathlib import Path

import pytest

from chrono56.log.cache import (
    HEADS,
    TABLES,
    cache_folder,
    cache_path,
    remove_tables,
    stamp_of,
)


@pytest.mark.parametrize(
    ("environ", "folder"),
    [
        ({"CHRONO56_CACHE": "/mine", "XDG_CACHE_HOME": "/shared"}, "/mine"),
        ({"XDG_CACHE_HOME": "/shared"}, "/shared/chrono56"),
        ({}, str(Path.home() / ".cache" / "chrono56")),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has folders of its own")
def test_it_is_kept_where_caches_are(environ: dict[str, str], folder: str) -> None:
    assert cache_folder(environ) == Path(folder)


def test_who_has_no_home_has_no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_home() -> Path:
        msg = "Could not determine home directory."
        raise RuntimeError(msg)

    monkeypatch.setattr(Path, "home", no_home)

    assert cache_folder({}) is None


def test_what_is_no_file_is_not_kept_but_what_has_a_url_is(tmp_path: Path) -> None:
    assert cache_path("memory", "id", TABLES, tmp_path) is None
    assert cache_path("/no/such/file", "id", TABLES, tmp_path) is None
    assert cache_path("sqlite:///log.db", "id", TABLES, tmp_path) is not None


def test_logs_of_one_path_or_of_one_id_have_files_of_their_own(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.touch()
    other.touch()
    pairs = [(one, "x"), (one, "y"), (other, "x")]
    paths = {
        cache_path(str(path), id_, suffix)
        for path, id_ in pairs
        for suffix in (TABLES, HEADS)
    }

    assert len(paths) == 6
    assert None not in paths


def test_tables_go_with_all_that_lies_beside_them(tmp_path: Path) -> None:
    for name in ("x.sqlite3", "x.sqlite3-wal", "x.sqlite3-shm", "x.heads"):
        (tmp_path / name).touch()

    remove_tables(tmp_path / "x.sqlite3")
    remove_tables(tmp_path / "x.sqlite3")

    assert [one.name for one in tmp_path.iterdir()] == ["x.heads"]


def test_a_file_has_the_same_stamp_until_it_is_touched(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    path.write_bytes(b"abc")
    os.utime(path, ns=(0, 10**18))
    before = stamp_of(str(path))
    assert before == stamp_of(str(path)) != ()

    os.utime(path, ns=(0, 10**18 + 1_000_000))
    assert stamp_of(str(path)) != before
    assert stamp_of("sqlite:///log.db") == ()
