"""The guide for authors, followed word by word: each file written, each command run."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from tests.testing.clean import Clean

GUIDE: Final = Path(__file__).parents[2] / "docs" / "how-to" / "write-an-exporter.md"
_BLOCK: Final = re.compile(r"^```(\w+) (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMAND: Final = re.compile(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)


def blocks() -> Iterator[tuple[str, str, str]]:
    """Yield the language, the file or place, and the text of each block."""
    for found in _BLOCK.finditer(GUIDE.read_text(encoding="utf-8")):
        yield found[1], found[2], found[3]


def fits(expected: str, printed: str) -> bool:
    """Say if it was printed; ``…`` is any text, and alone in its line any lines."""
    pattern = "".join(
        r"(?:.*\n)*?"
        if line == "…"
        else ".*".join(map(re.escape, line.split("…"))) + "\n"
        for line in expected.splitlines()
    )
    return re.fullmatch(pattern, printed) is not None


def test_whoever_follows_the_guide_has_an_exporter(tmp_path: Path) -> None:
    clean, folder = Clean.made(tmp_path / "venv"), tmp_path
    followed = 0
    for language, place, text in blocks():
        if language != "console":
            assert (folder / place).is_file(), f"{place} was not there before"
            (folder / place).write_text(text, encoding="utf-8")
            continue
        for command, expected in _COMMAND.findall(text):
            followed += 1
            if command.startswith("cd "):
                folder /= command.removeprefix("cd ")
                continue
            done = clean.run(command, folder)
            assert fits(expected, done.stdout), f"{command}\n{done.stdout}{done.stderr}"

    assert followed == GUIDE.read_text(encoding="utf-8").count("\n$ ")


@pytest.mark.parametrize(
    ("expected", "printed"),
    [
        ("a\n", "b\n"),
        ("a\n", "a\nb\n"),
        ("a…\n", "b\n"),
        ("…\nb\n", "a\n"),
        ("", "a\n"),
    ],
)
def test_what_does_not_fit_is_noticed(expected: str, printed: str) -> None:
    assert not fits(expected, printed)
