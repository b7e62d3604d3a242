"""Reading the input: what it is called, and what can't be read at all."""

import io
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from tests.importers.probe import offer

from chrono56.formats import ImportFailedError
from chrono56.importers import reading
from chrono56.importers.reading import read_input


def test_a_file_is_called_by_its_path_and_known_by_its_digest(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("ő\n".encode())
    given = read_input(offer(), path)

    assert given.name == str(path)
    assert given.sha256 == sha256(given.data).hexdigest()


@pytest.mark.parametrize(
    ("stream", "name"), [(io.BytesIO(b"a"), "the stream"), (None, "given.csv")]
)
def test_a_stream_is_called_by_its_name_if_it_has_one(
    stream: Any, name: str, tmp_path: Path
) -> None:
    (tmp_path / "x").touch()
    with (tmp_path / "x").open("rb") as file:
        assert read_input(offer(), file).name == str(tmp_path / "x")
    called = "" if stream else name

    assert read_input(offer(), stream or io.BytesIO(), called).name == name


def test_a_name_is_one_harmless_line(tmp_path: Path) -> None:
    path = tmp_path / "a\nchrono56: all is well\x1b[31m.csv"
    path.write_bytes(b"")

    assert read_input(offer(), path).name == str(path).replace("\n", " ").replace(
        "\x1b", "\ufffd"
    )


@pytest.mark.parametrize(
    ("data", "where", "why"),
    [
        (b"a\nb\n\xffc\n", "f:3", "the byte 0xff where text in UTF-8 was expected"),
        (b"\xff\xfea\x00", "f:1", "UTF-16 where text in UTF-8 was expected"),
        ("\ufeffa".encode("utf-16-be"), "f:1", "UTF-16 where text"),
        (b"caf\xe9\n", "f:1", "the byte 0xe9"),
        (b"\xed\xa0\x80", "f:1", "the byte 0xed"),
        (b"ok\nhalf a letter \xc5", "f:2", "the byte 0xc5"),
    ],
)
def test_what_is_no_text_in_utf_8_is_refused_with_its_line(
    data: bytes, where: str, why: str
) -> None:
    with pytest.raises(ImportFailedError) as caught:
        read_input(offer(), io.BytesIO(data), "f")

    assert caught.value.where == where
    assert caught.value.why.startswith(why)
    assert caught.value.why.endswith("save it as UTF-8")


def test_other_bytes_are_fine_where_the_importer_reads_no_text() -> None:
    given = read_input(offer(text=False), io.BytesIO(b"\xff\xfe"))

    assert given.data == b"\xff\xfe"


@pytest.mark.parametrize("name", ["missing.csv", ".", "a\0b"])
def test_what_can_not_be_read_is_refused_with_its_name(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ImportFailedError, match="name a file that you may read") as it:
        read_input(offer(), name)

    assert it.value.where == name.replace("\0", "\ufffd")


def test_what_is_too_long_to_be_held_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reading, "_MOST", 10)

    assert read_input(offer(), io.BytesIO(b"a" * 10)).data == b"a" * 10
    with pytest.raises(ImportFailedError, match="import it in parts"):
        read_input(offer(), io.BytesIO(b"a" * 11))
