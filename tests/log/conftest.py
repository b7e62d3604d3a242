"""A log on the disk, for those who tamper with it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.log.deeds import Deed, prepare
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


@pytest.fixture
def anew(path: Path) -> Callable[[Deed], Path]:
    """Give what puts the log as a deed is to find it, as often as it is called."""
    whole = path.read_bytes()

    def prepared(deed: Deed) -> Path:
        prepare(deed, path, whole)
        return path

    return prepared
