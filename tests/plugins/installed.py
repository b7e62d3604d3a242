"""Plugins as pip would leave them: written for a test, or those that ship."""

import tomllib
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import attrs

PLUGINS: Final = Path(__file__).parents[2] / "plugins"


class Site:
    """A folder of installed distributions."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def install(self, name: str, code: str, entry: str = "main") -> None:
        """Write a distribution of one module, ``plugin_…``, and its entry point."""
        module = f"plugin_{name.replace('-', '_')}"
        (self.folder / f"{module}.py").write_text(code)
        info = self.folder / f"{module}-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(
            f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n"
        )
        (info / "entry_points.txt").write_text(f"[chrono56]\n{entry} = {module}\n")


@attrs.frozen
class Distribution:
    """What an entry point knows of its distribution."""

    name: str
    version: str


@attrs.frozen
class Point:
    """The entry point that pip would make of a plugin's own declaration."""

    name: str
    value: str
    dist: Distribution

    def load(self) -> Any:
        return import_module(self.value)


def points_of(name: str) -> list[Point]:
    """Return the entry points of a plugin that ships."""
    declared = tomllib.loads((PLUGINS / name / "pyproject.toml").read_text())["project"]
    dist = Distribution(declared["name"], declared["version"])
    found = declared["entry-points"]["chrono56"]
    return [Point(name, value, dist) for name, value in found.items()]
