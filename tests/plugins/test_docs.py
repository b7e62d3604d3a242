"""The reference names all that plugins are promised: hooks, offers, contexts."""

from pathlib import Path
from typing import Any

import attrs
import pytest

from chrono56.chronology.checks.offer import CheckOffer
from chrono56.exporters.offer import ExportContext, ExporterOffer
from chrono56.importers.context import ImportContext
from chrono56.importers.offer import ImporterOffer
from chrono56.importers.report import ImportReport
from chrono56.log.offer import StoreOffer
from chrono56.plugins import hookspecs

DOCS = Path(__file__).parents[2] / "docs"
REFERENCE = (DOCS / "reference" / "plugins.md").read_text(encoding="utf-8")


def section(heading: str) -> str:
    return REFERENCE.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def public(kind: type[Any]) -> list[str]:
    """Return what a class shows: its fields, properties and methods."""
    fields = attrs.fields_dict(kind)
    own = [name for name in vars(kind) if not name.startswith("_")]
    return [name for name in {*fields, *own} if not name.startswith("_")]


@pytest.mark.parametrize(
    "hook", [name for name in vars(hookspecs) if name.startswith("chrono56_")]
)
def test_each_hook_has_a_heading_with_its_arguments(hook: str) -> None:
    assert f"### The hook `{hook}()`" in section("The hooks")


@pytest.mark.parametrize("kind", [CheckOffer, ExporterOffer, ImporterOffer, StoreOffer])
def test_each_field_of_an_offer_is_described(kind: type[Any]) -> None:
    offers = section("What offers say")

    assert [name for name in attrs.fields_dict(kind) if f"`{name}`" not in offers] == []


@pytest.mark.parametrize(
    ("kind", "heading"),
    [
        (ExportContext, "What an exporter does"),
        (ImportContext, "What an importer does"),
    ],
)
def test_all_that_a_context_shows_is_described(kind: type[Any], heading: str) -> None:
    told = section(heading)

    assert [
        name
        for name in public(kind)
        if f"`{name}`" not in told and f"`{name}(" not in told
    ] == []


def test_each_field_of_the_report_of_an_import_is_described() -> None:
    page = (DOCS / "how-to" / "import-a-file.md").read_text(encoding="utf-8")

    assert [name for name in public(ImportReport) if f"`{name}`" not in page] == []
