"""A place to install plugins in."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.plugins.installed import Site


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """Give a folder where whatever is installed is found, for one test."""
    folder = tmp_path / "site-packages"
    folder.mkdir()
    monkeypatch.setattr(sys, "path", [str(folder), *sys.path])
    yield Site(folder)
    for name in [name for name in sys.modules if name.startswith("plugin_")]:
        del sys.modules[name]
