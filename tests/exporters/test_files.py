"""Where an export goes: whole files or none, and what stands beside them."""

import errno
import io
import json
import os
import sqlite3
import stat
from contextlib import nullcontext
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
from tests.exporters.probe import probe, two_chunks
from tests.exporters.world import bytes_of, event, rich, shelf

from chrono56.exporters.builtin import OFFERS
from chrono56.exporters.provenance import Provenance
from chrono56.exporters.runner import export
from chrono56.formats import ExportError


def test_a_missing_folder_and_a_folder_as_target_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"there is no folder .*; create it first"):
        export(shelf(), probe(two_chunks), tmp_path / "none" / "a.txt")
    with pytest.raises(ExportError, match="is a folder; name a file in it"):
        export(shelf(), probe(two_chunks), tmp_path)


@pytest.mark.parametrize("name", ["n" * 300, "a\0b", "a" * 5000])
def test_a_name_that_no_file_can_have_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ExportError, match="choose another place"):
        export(shelf(), probe(two_chunks), tmp_path / name)


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
def test_a_replaced_file_keeps_its_permissions_and_a_new_one_gets_the_usual(
    tmp_path: Path,
) -> None:
    old, new, plain = tmp_path / "old", tmp_path / "new", tmp_path / "plain"
    old.write_text("old")
    old.chmod(0o604)
    plain.write_text("")
    export(shelf(), probe(two_chunks), old)
    export(shelf(), probe(two_chunks), new)

    assert old.stat().st_mode & 0o777 == 0o604
    assert new.stat().st_mode == plain.stat().st_mode


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
def test_a_read_only_file_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")
    path.chmod(0o444)
    # Root may write anything; what the system says of others is stated here.
    monkeypatch.setattr(os, "access", lambda *_: False)

    with pytest.raises(
        ExportError, match="the file is read-only; choose another place"
    ):
        export(shelf(), probe(two_chunks), path)

    assert path.read_text() == "old"


@pytest.mark.skipif(os.name == "nt", reason="folders are not synced there")
def test_an_export_that_the_disk_did_not_confirm_is_not_called_unwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")
    fsync = os.fsync

    def of_files_only(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        fsync(handle)

    monkeypatch.setattr(os, "fsync", of_files_only)

    with pytest.raises(ExportError) as caught:
        export(shelf(), probe(two_chunks), path)

    assert "is written, but the disk did not confirm it" in str(caught.value)
    assert "can't write" not in str(caught.value)
    assert path.read_bytes() == b"one\ntwo\n"


def test_a_link_that_leads_nowhere_is_refused_and_stays(tmp_path: Path) -> None:
    loop = tmp_path / "loop.txt"
    loop.symlink_to("loop.txt")

    with pytest.raises(ExportError, match="a link that leads back to itself"):
        export(shelf(), probe(two_chunks), loop)
    assert loop.is_symlink()


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_text("old")
    (tmp_path / "link.txt").symlink_to("real.txt")
    export(shelf(), probe(two_chunks), tmp_path / "link.txt")

    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_bytes() == b"one\ntwo\n"


@pytest.mark.skipif(not Path("/dev/null").is_char_device(), reason="no /dev/null")
def test_a_device_is_written_to_and_not_replaced() -> None:
    export(shelf(), probe(two_chunks), "/dev/null")

    assert Path("/dev/null").is_char_device()


def test_a_name_as_long_as_the_system_allows_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / ("n" * 252 + ".md")
    export(shelf(), OFFERS["markdown"], path)

    assert path.read_bytes() == bytes_of(shelf(), "markdown")


def test_a_format_that_can_t_say_what_it_was_made_from_has_it_said_beside(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.txt"
    report = export(shelf(event()), probe(two_chunks), path, language="hu")
    note = json.loads((tmp_path / "a.txt.provenance.json").read_text())

    assert note == {
        "file": "a.txt",
        "bytes": report.bytes,
        "sha256": report.sha256,
        "provenance": str(Provenance.read(note["provenance"])),
    }
    made = Provenance.read(note["provenance"])
    assert (made.exporter, made.version) == ("their-dist:probe", "")
    assert (made.chrono56, made.language) == (metadata.version("chrono56"), "hu")
    assert (made.log, made.heads) == ("1956", ("ab12" * 16,))


def test_a_name_that_is_no_text_in_utf_8_is_said_as_far_as_it_is(
    tmp_path: Path,
) -> None:
    try:
        path = tmp_path / os.fsdecode(b"Gy\xc5\x91r\xff.txt")
        path.touch()
    except OSError:
        pytest.skip("the file system takes no such name")
    report = export(shelf(event()), probe(two_chunks), path)

    note = json.loads(Path(report.beside).read_text(encoding="utf-8"))
    assert note["file"] == "Győr\ufffd.txt"


def test_a_format_that_says_it_itself_is_one_file(tmp_path: Path) -> None:
    for name in ("ical", "markdown"):
        export(rich(), OFFERS[name], tmp_path / name)

    assert sorted(one.name for one in tmp_path.iterdir()) == ["ical", "markdown"]


def test_what_is_said_of_an_export_goes_when_another_takes_its_place(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.txt"
    export(shelf(event()), probe(two_chunks), path)
    export(shelf(event()), OFFERS["markdown"], path)

    assert [one.name for one in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.parametrize(
    "held",
    [
        b"not JSON: chrono56:export?exporter=csv",
        b'["sha256", "provenance"]',
        b'{"provenance": "bought in Buda"}',
        b'{"format":1,"log":"1956"}\n{"sha256":"","provenance":""}\n',
    ],
)
def test_what_is_not_said_of_an_export_stays(tmp_path: Path, held: bytes) -> None:
    other = tmp_path / "a.md.provenance.json"
    other.write_bytes(held)

    export(shelf(event()), OFFERS["markdown"], tmp_path / "a.md")
    assert other.read_bytes() == held


def test_what_can_t_be_said_beside_is_an_error_that_says_the_export_is_there(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.txt"
    (tmp_path / "a.txt.provenance.json").mkdir()

    with pytest.raises(ExportError, match=r"a\.txt is written, but not what it was"):
        export(shelf(event()), probe(two_chunks), path)
    assert path.read_bytes() == b"one\ntwo\n"


def test_a_log_is_never_replaced_by_what_stands_beside_an_export(
    tmp_path: Path,
) -> None:
    log = tmp_path / "a.txt.provenance.json"
    log.write_bytes(b'{"format":1,"log":"1956"}\n')

    with pytest.raises(ExportError, match="a log is never replaced"):
        export(shelf(event()), probe(two_chunks), tmp_path / "a.txt")
    assert log.read_bytes() == b'{"format":1,"log":"1956"}\n'


@pytest.mark.parametrize(
    ("application", "is_kept"), [(b"c56s", True), (b"none", False)]
)
def test_a_database_that_keeps_a_log_is_never_replaced(
    tmp_path: Path, application: bytes, *, is_kept: bool
) -> None:
    path = tmp_path / "log.db"
    database = sqlite3.connect(path)
    database.execute(f"PRAGMA application_id = {int.from_bytes(application, 'big')}")
    database.execute("CREATE TABLE line (text)")
    database.close()
    before = path.read_bytes()

    with pytest.raises(ExportError, match="never") if is_kept else nullcontext():
        export(shelf(event()), probe(two_chunks), path)
    assert (path.read_bytes() == before) is is_kept


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
def test_a_full_disk_is_an_export_error_with_a_remedy() -> None:
    with pytest.raises(ExportError, match=r"No space left.*; choose another place"):
        export(shelf(), probe(two_chunks), "/dev/full")


class Stingy(io.RawIOBase):
    """A stream that takes three bytes at a time."""

    def __init__(self) -> None:
        self.taken = b""

    def write(self, data: Any) -> int:
        self.taken += bytes(data[:3])
        return min(3, len(data))


def test_a_stream_that_takes_a_part_gets_the_rest() -> None:
    stream: Any = Stingy()
    export(shelf(), probe(two_chunks), stream)

    assert stream.taken == b"one\ntwo\n"
