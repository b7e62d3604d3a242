"""Files that no chrono56 wrote: each ends in one clear error, or as documented."""

from pathlib import Path

import pytest
from tests.log.deeds import titles
from tests.log.faulty import torn, writing
from tests.log.test_form import HEADER, sealed
from tests.log.test_jsonl import opened

from chrono56.cli.run import main
from chrono56.errors import DamagedLogError
from chrono56.log.actions import Titled

LINE = sealed()
BIG = 100_000_000


def log_of(*lines: bytes) -> bytes:
    return b"".join(line + b"\n" for line in (HEADER, *lines))


def nested(opening: str, closing: str) -> bytes:
    """Return an entry whose title is nested 10,000 levels deep."""
    return LINE.replace(b'"1956"', (opening * 10_000 + closing * 10_000).encode())


DAMAGED = {
    "nothing": (b"", 1, "no header line"),
    "other text": (b"Dear diary\n", 1, "not a log"),
    "a byte order mark": (b"\xef\xbb\xbf" + log_of(LINE), 1, "not a log"),
    "UTF-16": (log_of(LINE).decode().encode("utf-16"), 1, "not a log"),
    "CRLF": (log_of(LINE).replace(b"\n", b"\r\n"), 1, "rewrote the line ends"),
    "CRLF from line 2": (log_of(LINE + b"\r"), 2, "rewrote the line ends"),
    "CR only": (log_of(LINE).replace(b"\n", b"\r") + b"\n", 1, "not JSON"),
    "invalid UTF-8": (log_of(LINE.replace(b"anna", b"ann\xff")), 2, "not JSON"),
    "overlong UTF-8": (log_of(LINE.replace(b"anna", b"\xc0\xae")), 2, "not JSON"),
    "half a surrogate": (log_of(LINE.replace(b"anna", rb"\ud800")), 2, "not JSON"),
    "NUL": (log_of(b"\0" * 4096), 2, "not JSON"),
    "duplicate keys": (log_of(LINE[:-1] + b',"v":1}'), 2, "not in canonical form"),
    "NaN": (log_of(LINE.replace(b'"v":1', b'"v":NaN')), 2, "not JSON"),
    "Infinity": (log_of(LINE.replace(b'"v":1', b'"v":-Infinity')), 2, "not JSON"),
    "a float": (log_of(LINE.replace(b'"v":1', b'"v":1.5')), 2, "no whole number"),
    "a huge number": (
        log_of(LINE.replace(b'"v":1', b'"v":1' + b"0" * 5000)),
        2,
        "not JSON",
    ),
    "lists in lists": (log_of(nested("[", "]")), 2, "not JSON"),
    "objects in objects": (log_of(nested('{"a":', "}")), 2, "not JSON"),
    "a blank line": (log_of(b"", LINE), 2, "not JSON"),
    "a list": (log_of(b"[]"), 2, "not a JSON object"),
    "two headers": (log_of(b'{"format":1,"log":"other"}', LINE), 2, "another log"),
    "a newer format": (b'{"format":2,"log":"x"}\n', 1, "reads format 1"),
    "version 0": (log_of(sealed(v=0)), 2, "no version"),
    "merge marks": (log_of(b"<<<<<<< HEAD", LINE, b"=======", LINE), 2, "not JSON"),
}
each_damage = pytest.mark.parametrize(
    ("content", "line", "word"), DAMAGED.values(), ids=DAMAGED.keys()
)


class TestDamaged:
    @each_damage
    def test_reading_ends_in_one_error_that_names_the_line(
        self, tmp_path: Path, content: bytes, line: int, word: str
    ) -> None:
        path = tmp_path / "log.jsonl"
        path.write_bytes(content)

        for use in (
            lambda: list(opened(path).read()),
            lambda: opened(path).heads(),
            lambda: list(opened(path).follow(wait=lambda: False)),
            lambda: opened(path).append([Titled("x")]),
        ):
            with pytest.raises(DamagedLogError, match=word) as caught:
                use()
            assert (caught.value.path, caught.value.line) == (str(path), line)
        assert opened(path).verify().problems[0].line == line
        assert path.read_bytes() == content
        assert torn(path) == []

    @each_damage
    @pytest.mark.parametrize(
        "words",
        [
            ["log"],
            ["on", "11-04"],
            ["verify"],
            ["add", "event", "x", "--by", "anna"],
            ["export", "csv"],
        ],
        ids=lambda words: words[0],
    )
    def test_the_command_line_exits_with_3_and_says_where(
        self,
        tmp_path: Path,
        capsys: pytest.CaptureFixture[str],
        words: list[str],
        content: bytes,
        line: int,
        word: str,
    ) -> None:
        path = tmp_path / "log.jsonl"
        path.write_bytes(content)

        code = main([*words, "--log", str(path)])
        said = "".join(capsys.readouterr())

        assert code == 3
        assert word in said
        assert f"{line}" in said
        assert "Traceback" not in said
        assert path.read_bytes() == content


class TestOdd:
    """What looks hostile, and is allowed."""

    @pytest.mark.parametrize(
        "text",
        [
            "a\u2028b\u2029c\x85d",
            "\x0b\x0c\x1c\x1d\x1e",
            "\x00",
            "\u202e",
            "\ufeff",
            "\U0010ffff",
        ],
    )
    def test_no_character_ends_a_line_but_the_line_end(
        self, path: Path, text: str
    ) -> None:
        writing(path).append([Titled(text)])

        assert titles(path) == ["1956", text]
        assert path.read_bytes().count(b"\n") == 4
        assert opened(path).verify().is_sound

    def test_a_newer_version_is_kept_and_appended_to(self, path: Path) -> None:
        (head,) = opened(path).heads()
        newer = sealed(
            v=2,
            at="2024-06-01T00:00:00.000000Z",
            parents=[head],
            do=[{"type": "sing", "song": ["a", {"b": None}]}],
            mood="new",
        )
        path.write_bytes(path.read_bytes() + newer + b"\n")

        made = writing(path).append([Titled("next")])

        assert made is not None
        assert newer in path.read_bytes().split(b"\n")
        assert opened(path).verify().is_sound
        assert main(["log", "--log", str(path)]) == 0

    def test_a_line_of_100_megabytes_is_read_and_built_upon(self, path: Path) -> None:
        text = "x" * BIG
        log = writing(path)
        log.append([Titled(text)])
        log.append([Titled("next")])

        assert path.stat().st_size > BIG
        assert titles(path)[-2:] == [text, "next"]

    def test_100_megabytes_that_are_no_line_are_cut_off_and_kept(
        self, path: Path
    ) -> None:
        whole = path.read_bytes()
        with path.open("ab") as file:
            file.write(b"x" * BIG)

        assert opened(path).verify().tail == "torn"
        writing(path).append([Titled("next")])
        assert titles(path) == ["1956", "next"]
        assert path.read_bytes().startswith(whole)
        (kept,) = path.parent.glob("*.torn-1")
        assert kept.stat().st_size == BIG

    def test_100_megabytes_of_brackets_are_one_error(self, path: Path) -> None:
        with path.open("ab") as file:
            file.write(b"[" * BIG + b"\n")

        with pytest.raises(DamagedLogError, match=r":4: not JSON"):
            opened(path).heads()


@pytest.fixture(autouse=True)
def _no_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
