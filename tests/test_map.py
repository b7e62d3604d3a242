"""The map in ARCHITECTURE.md, and the ways between modules that it speaks of."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.test_house import ROOT, SOURCE, modules

MAP = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
PACKAGE = "chrono56"

# Between a value and what answers for it when it is asked: why, says the map.
CIRCLES = {
    frozenset(
        {"dates.when"}
        | {
            f"dates.words.{module}"
            for module in ("bearings", "describing", "describing_dates")
        }
        | {"dates.words.open_digits", "dates.words.within"}
    ),
    frozenset({"chronology.state", "chronology.filters"}),
    frozenset(
        {"chronology.chronology", "chronology.checks.checks", "chronology.checks.offer"}
    ),
}


def listed() -> Iterator[str]:
    """Yield the modules in the map's table, by their paths within the package."""
    section = MAP.partition("## Every module")[2].partition("\n## ")[0]
    folder = ""
    for row in re.findall(r"^\| (.*)\|(.*)\|(.*) \|$", section, re.MULTILINE):
        folder = row[0].strip(" `") or folder
        for module in re.findall(r"`(\w+)`", row[2]):
            yield folder + module


def test_the_map_lists_every_module_of_a_folder_once() -> None:
    there = {name for name in modules() if "/" in name}

    assert Counter(listed()) == Counter(there)


def test_every_file_that_the_map_names_is_there() -> None:
    named = set(re.findall(r"`([\w/]+\.(?:py|toml|pyi|md))`", MAP))
    files = {
        path.relative_to(ROOT).as_posix()
        for folder in ("src", "tests", "docs", "seeds")
        for path in (ROOT / folder).rglob("*.*")
        if path.is_file()
    }
    missing = {
        name
        for name in named
        if not any(f"/{file}".endswith(f"/{name}") for file in files)
    }

    assert named
    assert missing == set()


def imported(path: Path, known: set[str]) -> set[str]:
    """Return the modules that a file imports, in functions and for types as well."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            below = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= below & known or {node.module}
    return found & known


def circles(ways: dict[str, set[str]]) -> set[frozenset[str]]:
    """Return the sets of modules from each of which a way leads to all others."""
    reached = {start: _reached(start, ways) for start in ways}
    return {
        frozenset(other for other in reached[start] if start in reached[other])
        for start in ways
        if start in reached[start]
    }


def _reached(start: str, ways: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    todo = list(ways[start])
    while todo:
        here = todo.pop()
        if here not in found:
            found.add(here)
            todo.extend(ways[here])
    return found


def test_modules_know_each_other_only_where_the_map_says_why() -> None:
    paths = {
        ".".join(path.relative_to(SOURCE.parent).with_suffix("").parts): path
        for path in SOURCE.rglob("*.py")
        if path.name != "__init__.py"
    }
    ways = {name: imported(path, set(paths)) for name, path in paths.items()}

    found = {
        frozenset(name.removeprefix(f"{PACKAGE}.") for name in circle)
        for circle in circles(ways)
    }
    assert found == CIRCLES


def test_a_circle_is_found_and_a_way_back_is_none() -> None:
    ways = {"a": {"b"}, "b": {"c"}, "c": {"b", "d"}, "d": set()}

    assert circles(ways) == {frozenset("bc")}
