"""What a command imports: nothing that it does not use."""

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {
    *("attr", "cattrs", "orjson", "pluggy", "pendulum", "tabulate", "sqlite3"),
    *("importlib.metadata", "dataclasses", "inspect", "json", "difflib"),
}
# What a question may wake that Python does not come with.
FOREIGN = {"attr", "attrs", "immutabledict", "orjson"}


def woken(*arguments: str) -> set[str]:
    """Return the modules that a command has imported when it ends."""
    code = (
        "import sys; from chrono56.cli.run import main;"
        f" main({list(arguments)!r}); print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    return set(done.stderr.splitlines()[-1].split())


def foreign(modules: set[str]) -> set[str]:
    """Return the packages among them that are neither ours nor Python's."""
    code = "import sys; print(*sys.modules)"  # of an environment's own, such as hacks
    bare = subprocess.check_output([sys.executable, "-c", code], text=True).split()
    packages = {name.partition(".")[0] for name in modules.difference(bare)}
    return packages - sys.stdlib_module_names - {"chrono56"}


@pytest.mark.parametrize(
    "command", [["--help"], ["on", "--help"], ["add", "claim", "--help"], ["onn"]]
)
def test_help_and_errors_of_usage_import_nothing_heavy(command: list[str]) -> None:
    modules = woken(*command)

    assert HEAVY & modules <= {"difflib"}
    assert not foreign(modules)
    ours = {name for name in modules if name.startswith("chrono56")}
    beside = {name for name in ours if not name.startswith("chrono56.cli")}
    assert beside <= {"chrono56", "chrono56.errors", "chrono56.text"}


@pytest.mark.parametrize(
    "command",
    [
        ["on", "11-04"],
        ["on", "1956-11-04", "--json"],
        ["between", "1956-10-23", "1956-10-24"],
        ["search", "Kossuth", "tér"],
        ["on", "11-04", "--lang", "hu"],
    ],
)
def test_a_question_that_the_read_model_answers_opens_no_record(
    command: list[str], log_file: Path
) -> None:
    named = (*command, "--log", str(log_file))
    woken(*named)  # the first one makes the read model

    modules = woken(*named)

    assert foreign(modules) <= FOREIGN
    # What a kind is called is a word to search for.
    if command[0] == "search":
        modules -= {"chrono56.model.kinds", "tomllib"}
    assert not {one for one in modules if one.startswith("chrono56.model.")} - {
        "chrono56.model.rules"
    }
    for module in (
        "chrono56.log.entry",
        "chrono56.log.codec",
        "chrono56.log.writer",
        "chrono56.chronology.tables.builder",
        "chrono56.chronology.disputes",
        "chrono56.exporters.runner",
        "chrono56.plugins",
        "chrono56.clock",
        "tomllib",
    ):
        assert module not in modules


@pytest.mark.parametrize("name", ["csv", "ical", "markdown"])
def test_a_built_in_export_asks_no_plugin(name: str, log_file: Path) -> None:
    modules = woken("export", name, "-o", "x", "--log", str(log_file))

    assert "pluggy" not in modules
