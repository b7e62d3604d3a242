"""The reference of the kit has a row for each promise, and says all that is public."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from chrono56 import testing
from chrono56.testing import exporters, importers, stores

DOCS: Final = Path(__file__).parents[2] / "docs"
REFERENCE: Final = (DOCS / "reference" / "conformance.md").read_text(encoding="utf-8")
PROMISES: Final = tuple(
    dict.fromkeys(
        (
            *exporters.PROMISES,
            *importers.PROMISES,
            *stores.ALONE,
            *stores.ACROSS_PROCESSES,
        )
    )
)


@pytest.mark.parametrize("promise", PROMISES)
def test_each_promise_has_a_row_with_its_words(promise: Callable[..., None]) -> None:
    name = promise.__name__.replace("_", " ")
    said = " ".join((promise.__doc__ or "").split()).replace("``", "`")

    assert f"| {name} | {said} |\n" in REFERENCE


def test_no_row_is_of_a_promise_that_nobody_makes() -> None:
    rows = REFERENCE.split("| promise | in full |\n|---|---|\n")[1:]
    told = [
        line.split(" | ")[0].removeprefix("| ")
        for table in rows
        for line in table.partition("\n\n")[0].splitlines()
    ]

    assert sorted(told) == sorted(
        promise.__name__.replace("_", " ") for promise in PROMISES
    )


@pytest.mark.parametrize("name", testing.__all__)
def test_all_that_is_public_is_described(name: str) -> None:
    assert f"`{name}(" in REFERENCE
