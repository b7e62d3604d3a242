"""The page on Python lists all that is public, and the pages use nothing else."""

import builtins
import importlib
import inspect
import re
from functools import cached_property
from pathlib import Path
from types import FunctionType
from typing import Any

import attrs
import pytest

from chrono56.chronology import Revision, Stats
from chrono56.chronology.lineage import Step, Witness
from chrono56.chronology.past.accounts import ActionView
from chrono56.log.draft import EntryDraft

# The stub that type checkers read has the names only.
c56: Any = importlib.import_module("chrono56")

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *(ROOT / "docs").glob("*/*.md")]
PAGE = (ROOT / "docs/reference/python.md").read_text("utf-8")
PROMISED = {"chrono56", "chrono56.plugins", "chrono56.testing", "chrono56.log.actions"}
CODE = re.findall(r"`([^`]+)`", re.sub(r"```.*?```", "", PAGE, flags=re.DOTALL))
NAMES = {name for code in CODE for name in re.findall(r"\w+", code)}


def members(kind: type[Any]) -> set[str]:
    """Return what is public in a class: fields, properties and methods."""
    fields = {field.name for field in attrs.fields(kind)} if attrs.has(kind) else set()
    return fields | {name for name in dir(kind) if not name.startswith("_")}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_what_a_page_imports_is_promised_to_all(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    found = re.findall(
        r"^(?:>>> |\.\.\. )?\s*from (chrono56(?:\.\w+)*) import", text, re.M
    )

    assert set(found) <= PROMISED


def test_every_public_name_is_on_the_page() -> None:
    assert set(c56.__all__) - NAMES == set()


@pytest.mark.parametrize(
    "kind",
    [
        *(c56.Log, EntryDraft, c56.Chronology, c56.Query, c56.EventView, Revision),
        *(c56.ClaimView, Witness, c56.Dispute, c56.Judgement, c56.Choice),
        *(c56.Explanation, c56.Proof, c56.Reason, c56.Lineage, Step, c56.HistoryItem),
        *(ActionView, c56.Change, c56.Blame, c56.Finding, Stats),
    ],
    ids=lambda kind: kind.__name__,
)
def test_all_that_can_be_asked_of_what_is_shown_is_on_the_page(kind: type[Any]) -> None:
    assert members(kind) - NAMES - {"open"} == set()


# Their examples are whole files: pages of the documentation have them.
SHOWN_ON_PAGES = {"Language", "Wording", "check_export", "import_file"}


@pytest.mark.parametrize("name", sorted(set(c56.__all__) - SHOWN_ON_PAGES))
def test_every_public_name_but_errors_and_tables_has_an_example(name: str) -> None:
    found = getattr(c56, name)
    is_error = isinstance(found, type) and issubclass(found, BaseException)

    assert is_error or not callable(found) or ">>>" in (found.__doc__ or "")


@pytest.mark.parametrize(
    "kind",
    [
        *(c56.When, c56.Chronology, c56.Reading, c56.Source, c56.Wording),
        *(c56.Log, EntryDraft),
    ],
    ids=lambda kind: kind.__name__,
)
def test_all_that_a_value_is_asked_has_an_example(kind: type[Any]) -> None:
    answers = (property, cached_property, staticmethod, FunctionType)
    asked = {name: inspect.getattr_static(kind, name) for name in members(kind)}
    told = {name: it.__doc__ for name, it in asked.items() if isinstance(it, answers)}

    assert {name for name, text in told.items() if ">>>" not in (text or "")} == set()


def test_every_error_that_something_public_raises_is_public() -> None:
    public = [getattr(c56, name) for name in c56.__all__]
    members = [
        getattr(kind, name)
        for kind in public
        if isinstance(kind, type)
        for name in dir(kind)
        if not name.startswith("_")
    ]
    told = "\n".join(one.__doc__ or "" for one in [*public, *members])
    raised = re.findall(r"^ +((?:\w+(?:Error|Warning)(?:, )?)+):", told, re.M)
    names = {name for found in raised for name in found.split(", ")}

    assert len(names) > 10
    assert {name for name in names if not hasattr(builtins, name)} <= set(c56.__all__)


def test_each_error_is_also_what_its_row_says() -> None:
    rows = re.findall(r"^\| (`.+?) \|.*\| `(\w+)` \|$", PAGE, re.MULTILINE)
    named = [(name, also) for names, also in rows for name in re.findall(r"\w+", names)]

    assert len(named) > 10
    for name, also in named:
        error = getattr(c56, name)
        assert also in {kind.__name__ for kind in error.__mro__}, name
