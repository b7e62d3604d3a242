"""All plugins that ship: each is packaged, described, and uses only what is public."""

import ast
import sys
from pathlib import Path

import pytest
from tests.plugins.installed import PLUGINS, points_of

from chrono56.plugins.host import PluginHost

SHIPPED = sorted(path.parent.name for path in PLUGINS.glob("*/pyproject.toml"))


def imported(path: Path) -> set[str]:
    """Return the modules of chrono56 that a file imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return {name for name in found if name.split(".")[0] == "chrono56"}


@pytest.mark.parametrize("name", SHIPPED)
def test_it_imports_only_what_is_public(name: str) -> None:
    public = {"chrono56", "chrono56.plugins"}
    for path in (PLUGINS / name / "src").rglob("*.py"):
        assert imported(path) <= public, path
    for path in (PLUGINS / name / "tests").rglob("*.py"):
        assert imported(path) <= {*public, "chrono56.testing"}


@pytest.mark.parametrize("name", SHIPPED)
def test_it_is_offered_without_a_problem(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "path", [str(PLUGINS / name / "src"), *sys.path])
    (plugin,) = PluginHost.load(points_of(name), {}).plugins()

    assert plugin.offers
    assert (plugin.distribution, plugin.problem) == (name, "")


@pytest.mark.parametrize("name", SHIPPED)
def test_it_is_listed_among_the_plugins_and_says_how_it_is_installed(name: str) -> None:
    assert f"[`{name}`]({name}/README.md)" in (PLUGINS / "README.md").read_text()
    assert f"pip install {name}" in (PLUGINS / name / "README.md").read_text()
