"""What ``import chrono56.dates`` may wake: what every date needs, and nothing else."""

import subprocess
import sys

import pytest

READING = {
    *("chrono56", "chrono56.days", "chrono56.errors", "chrono56.text"),
    *("chrono56.dates", "chrono56.dates.when", "chrono56.dates.bounded"),
    "chrono56.dates.monthday",
    *("chrono56.dates.read", "chrono56.dates.read_date", "chrono56.dates.clocks"),
    *("chrono56.dates.shape", "chrono56.dates.write", "chrono56.dates.faults"),
    *("chrono56.dates.masks", "chrono56.dates.grids"),
}
RELATING = {
    *("chrono56.dates.compared", "chrono56.dates.relate", "chrono56.dates.verdict"),
    *("chrono56.dates.allen", "chrono56.dates.lines", "chrono56.dates.points"),
    *("chrono56.dates.cells", "chrono56.dates.centuries"),
}
# Of the standard library what is slow to import, or would be a way to the ambient.
NEVER = {
    *("dataclasses", "json", "logging", "decimal", "calendar", "locale", "zoneinfo"),
    *("pathlib", "tomllib", "sqlite3", "argparse", "difflib", "importlib.metadata"),
    *("importlib.resources", "asyncio", "socket", "subprocess", "random", "string"),
}
TEXTS = (
    "1956-10-23",
    "1956-10~",
    "195X-11-04",
    "Y-17E7",
    "2001-21",
    "[1955,1956-10..1956-11]",
    "1956-10-23/..",
    "1956-11-04T04:15:00+01:00",
)


def woken(code: str) -> set[str]:
    """Return the modules that *code* imports in a new process."""
    new = "print(*(set(sys.modules) - before))"
    asked = f"import sys\nbefore = set(sys.modules)\n{code}\n{new}"
    done = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


def test_dates_wake_attrs_and_the_modules_that_read_and_relate() -> None:
    modules = woken("import chrono56.dates")
    ours = {name for name in modules if name.partition(".")[0] == "chrono56"}
    roots = {name.partition(".")[0] for name in modules - ours}

    assert ours <= READING | RELATING
    assert roots - sys.stdlib_module_names == {"attr", "attrs"}
    assert modules & NEVER == set()


@pytest.mark.parametrize("text", TEXTS)
def test_reading_a_date_wakes_nothing_more(text: str) -> None:
    read = f"import chrono56.dates\nchrono56.dates.When.parse({text!r})"

    assert woken(read) == woken("import chrono56.dates")


def test_the_draft_of_2012_is_woken_by_those_alone_who_ask_for_it() -> None:
    assert "chrono56.dates.migrate" not in woken("import chrono56.dates")
    assert "chrono56.dates.migrate" in woken("from chrono56 import read_edtf_2012")
