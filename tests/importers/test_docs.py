"""The reference names every importer that ships, and each of its options."""

from pathlib import Path

import pytest

from chrono56.exporters.options import option_fields
from chrono56.importers.builtin import OFFERS

ROOT = Path(__file__).parents[2]
REFERENCE = (ROOT / "docs" / "reference" / "importers.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", OFFERS)
def test_each_format_has_a_section_with_its_options_and_their_defaults(
    name: str,
) -> None:
    section = REFERENCE.partition(f"## `{name}`")[2].partition("\n## ")[0]

    for field in option_fields(OFFERS[name]):
        default = str(field.default).lower()
        assert f"| `{field.name}` | `{default}` |" in section
        assert field.help
