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
from chrono56.formats import FormatOffer
from chrono56.importers.builtin import OFFERS as IMPORTERS

PAGES = Path(__file__).parents[2] / "docs" / "reference"
REFERENCE = (PAGES / "exporters.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "offer",
    [*OFFERS.values(), *IMPORTERS.values()],
    ids=lambda it: f"{it.verb} {it.name}",
)
def test_each_format_has_a_section_with_its_options_and_their_defaults(
    offer: FormatOffer,
) -> None:
    page = (PAGES / f"{offer.verb}ers.md").read_text(encoding="utf-8")
    _, heading, rest = page.partition(f"\n## `{offer.name}`")
    section = rest.partition("\n## ")[0]

    assert heading
    for field in option_fields(offer):
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
