"""What properties are called: by their values, or by ids where nothing names them."""

import pytest
from tests.exporters.world import shelf

from chrono56.chronology.naming import agent_name, figure_name, property_words
from chrono56.dates import When
from chrono56.model import Agent, Figure, Participation, Statement, Value

CROWD = shelf(agents=[Agent("crowd", labels={"en": "The crowd", "hu": "A tömeg"})])


def test_an_agent_that_was_never_recorded_is_called_by_its_id() -> None:
    chronology = shelf(agents=[Agent("nagy")])

    assert agent_name(chronology, "nagy", "en") == "nagy"
    assert agent_name(chronology, "kadar", "en") == "kadar"


@pytest.mark.parametrize(
    ("name", "values", "language", "words"),
    [
        ("start and end", [], "en", "Whether it ended before it began"),
        ("weather", [], "en", "Weather"),
        ("figure killed of crowd", [], "en", "Figure: killed of crowd"),
        (
            "figure killed of crowd",
            [Figure("killed", best=3, group="crowd")],
            "hu",
            "Számadat: halott, A tömeg",
        ),
        ("role leader", [Participation("crowd", "leader")], "sr", "Улога: вођа"),
        (
            "role victim of crowd",
            [Participation("crowd", "victim")],
            "en",
            "Role: victim, The crowd",
        ),
        (
            "quote ruszkik haza",
            [Statement("Ruszkik haza!", "hu")],
            "en",
            "Who said “Ruszkik haza!”, and where",
        ),
    ],
)
def test_a_property_is_named_by_what_is_claimed_of_it(
    name: str, values: list[Value], language: str, words: str
) -> None:
    assert property_words(name, values, CROWD, language).startswith(words)


def test_a_figure_tells_its_unit_unless_its_measure_does() -> None:
    tanks = Figure("tanks", best=5, unit="tank", as_of=When.parse("1956-11-04"))

    assert figure_name(tanks, CROWD, "en") == "tanks, as of 4 November 1956"
    assert figure_name(Figure("lost", best=5, unit="gun"), CROWD, "en") == "lost, gun"
