"""Chronologies whose sources are cited, and their exports."""

import io
from collections.abc import Callable
from typing import Any

import pytest

import chrono56


@pytest.fixture
def citing() -> Callable[..., chrono56.Chronology]:
    """Make a chronology that cites the sources ``s0``, ``s1`` and so on."""

    def make(*csl: dict[str, Any]) -> chrono56.Chronology:
        log = chrono56.open_log("memory:", by="anna")
        with log.entry("sources") as entry:
            for number, item in enumerate(csl):
                source = entry.source(f"s{number}", csl=item)
                event = entry.event(f"e{number}")
                entry.claim(event, chrono56.Dating("1956"), cite=source)
        return log.chronology(cache=False)

    return make


@pytest.fixture
def exported() -> Callable[..., str]:
    """Return an export as text."""

    def export(told: chrono56.Chronology, name: str, **options: str) -> str:
        stream = io.BytesIO()
        chrono56.export(told, name, stream, options=options)
        return stream.getvalue().decode()

    return export
