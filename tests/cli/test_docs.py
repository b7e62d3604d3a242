"""The reference of the command line has everything that the command line has."""

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cli.command import run

from chrono56.cli import status
from chrono56.cli.parser import VERBS, parser

REFERENCE = Path(__file__).parents[2] / "docs" / "reference" / "cli.md"
TEXT = REFERENCE.read_text(encoding="utf-8")
SECTIONS = dict(
    re.findall(r"^### ([\w-]+)\n(.*?)(?=^##|\Z)", TEXT, re.DOTALL | re.MULTILINE)
)


def options(verb: str) -> Iterator[str]:
    """Yield the long options of a verb, and of the things it can add."""
    ahead = [_sub(parser([verb]), verb)]
    while ahead:
        for action in ahead.pop()._actions:
            if isinstance(action, argparse._SubParsersAction):
                ahead += action.choices.values()
            yield from (it for it in action.option_strings if it.startswith("--"))


def _sub(root: argparse.ArgumentParser, name: str) -> argparse.ArgumentParser:
    (action,) = (
        one for one in root._actions if isinstance(one, argparse._SubParsersAction)
    )
    found: argparse.ArgumentParser = action.choices[name]
    return found


def test_the_sections_are_the_verbs() -> None:
    assert set(SECTIONS) == set(VERBS)


@pytest.mark.parametrize("verb", VERBS)
def test_every_option_of_a_verb_is_in_the_reference(verb: str) -> None:
    everywhere = TEXT[: TEXT.index("### on")]

    for option in set(options(verb)) - {"--help"}:
        assert re.search(rf"{option}\b", everywhere + "".join(SECTIONS.values()))


@pytest.mark.parametrize("verb", VERBS)
def test_a_section_begins_with_how_the_verb_is_used(verb: str) -> None:
    assert re.match(rf"\n`{verb}\b", SECTIONS[verb])


@pytest.mark.parametrize(
    "code",
    sorted(value for name, value in vars(status).items() if name.isupper()),
)
def test_every_exit_status_is_in_the_reference(code: int) -> None:
    assert f"\n| {code} | " in TEXT


@pytest.mark.usefixtures("log_file")
@pytest.mark.parametrize(
    ("verb", "command"),
    [
        ("on", ["on", "10-24"]),
        ("show", ["show", "diary"]),
        ("disputes", ["disputes"]),
        ("stats", ["stats"]),
        ("log", ["log"]),
        ("verify", ["verify"]),
        ("formats", ["formats", "csv"]),
    ],
)
def test_every_key_of_the_json_is_in_its_section(verb: str, command: list[str]) -> None:
    first, *_ = run(*command, "--json").objects

    for key in first.keys() - {"type", "id", "csl", "language", "reliability"}:
        assert f"`{key}`" in SECTIONS[verb]
