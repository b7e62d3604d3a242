"""A log on the disk, for those who tamper with it."""

from pathlib import Path

import pytest
from tests.log.world import NOON, seeded

from chrono56.clock import FixedClock
from chrono56.log.actions import Titled
from chrono56.log.jsonl import JsonlStore


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give the path of a log of two entries."""
    path = tmp_path / "log.jsonl"
    seeded(JsonlStore(path), clock=FixedClock(NOON)).append([Titled("1956")])
    return path
