"""Every test of the command line runs in an empty folder, 80 columns wide."""

from pathlib import Path

import pytest
from tests.cli.command import village


@pytest.fixture(autouse=True)
def _empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("CHRONO56_BY", raising=False)
    monkeypatch.delenv("CHRONO56_LOG", raising=False)


@pytest.fixture
def log_file(tmp_path: Path) -> Path:
    """A log with a little of everything, at its usual place in the folder."""
    path = tmp_path / "chronology.jsonl"
    village(path)
    return path
