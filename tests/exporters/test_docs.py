"""The reference names all there is: columns, options and fields."""

from pathlib import Path
from typing import Any

import attrs
import pytest

from chrono56.exporters.builtin import OFFERS
from chrono56.exporters.checking import ExportCheck
from chrono56.exporters.csv import COLUMNS
from chrono56.exporters.options import option_fields
from chrono56.exporters.provenance import Provenance
from chrono56.exporters.runner import ExportReport

ROOT = Path(__file__).parents[2]
REFERENCE = (ROOT / "docs" / "reference" / "exporters.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", OFFERS)
def test_each_format_has_a_section_with_its_options_and_their_defaults(
    name: str,
) -> None:
    section = REFERENCE.partition(f"## `{name}`")[2].partition("\n## ")[0]

    for field in option_fields(OFFERS[name]):
        default = str(field.default).lower()
        assert f"| `{field.name}` | `{default}` |" in section
        assert field.help


def test_each_column_of_csv_is_described() -> None:
    cells = [line.split("|")[1] for line in REFERENCE.splitlines() if line[:1] == "|"]

    assert [
        name for name in COLUMNS if not any(f"`{name}`" in cell for cell in cells)
    ] == []


@pytest.mark.parametrize("kind", [ExportReport, ExportCheck, Provenance])
def test_each_field_of_what_an_export_comes_to_is_described(kind: type[Any]) -> None:
    names = [name for name in attrs.fields_dict(kind) if name != "options"]

    assert [name for name in names if f"`{name}`" not in REFERENCE] == []
