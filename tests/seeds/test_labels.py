"""What the events of the bundled chronology are called, in three languages."""

import re
import tomllib

import pytest
from seeds.build import FOLDER

FILES = [path.name for path in sorted(FOLDER.glob("[0-9]*.toml"))]


def labels(name: str, tag: str) -> dict[str, str]:
    """Return the labels of one language in a file, by event; empty if there is none."""
    tables = tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))["event"]
    return {table["id"]: table.get(tag, "") for table in tables}


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("tag", ["en", "hu", "sr"])
def test_each_event_has_one(name: str, tag: str) -> None:
    assert [event for event, label in labels(name, tag).items() if not label] == []


@pytest.mark.parametrize("name", FILES)
def test_serbian_ones_are_in_cyrillic_and_mix_no_scripts_within_a_word(
    name: str,
) -> None:
    words = [
        (event, word)
        for event, label in labels(name, "sr").items()
        for word in re.findall(r"\w+", label)
    ]
    cyrillic = {event for event, word in words if re.search(r"[Ѐ-ӿ]", word)}

    assert {event for event, _ in words} == cyrillic
    assert [
        one
        for one in words
        if re.search(r"[Ѐ-ӿ]", one[1]) and re.search("[a-z]", one[1])
    ] == []


@pytest.mark.parametrize("tag", ["en", "hu", "sr"])
def test_no_two_events_are_called_the_same(tag: str) -> None:
    seen: dict[str, str] = {}
    for name in FILES:
        for event, label in labels(name, tag).items():
            if label:
                assert seen.setdefault(label, event) == event, label
