import pytest
from tests.cli.command import run

import chrono56 as c56

BY = ("--by", "anna")

pytestmark = pytest.mark.usefixtures("log_file")


def test_an_agent_comes_with_its_names_kind_and_number_of_events() -> None:
    run("add", "agent", "crowd", "--kind", "group", "-l", "en=The crowd", *BY)

    assert run("agents").out == (
        "crowd\n"
        "    The crowd\n"
        "    group · 0 events\n"
        "kiss-eva\n"
        "    Kiss Éva\n"
        "    person · 1 event\n"
    )
    assert run("agents", "--kind", "group").lines[0] == "crowd"
    assert run("agents", "--lang", "hu").lines[-1] == "    személy · 1 esemény"


def test_a_place_comes_with_what_it_lies_in() -> None:
    run("add", "place", "village", "-l", "hu=A falu", *BY)
    run("revise", "square", "--part-of", "village", *BY)

    assert run("places").out == (
        "square\n"
        "    The square · A tér\n"
        "    part of A falu (village) · 1 event\n"
        "village\n"
        "    A falu\n"
        "    1 event\n"
    )
    assert run("places", "--lang", "hu").lines[1] == "    A tér · The square"


def test_what_was_united_is_told_with_its_other_ids() -> None:
    run("add", "agent", "kiss-e", *BY)
    run("unite", "kiss-e", "kiss-eva", *BY)

    [told] = run("agents", "--json").objects
    assert told == {
        "type": "agent",
        "id": "kiss-eva",
        "labels": {"hu": "Kiss Éva"},
        "label": "Kiss Éva",
        "event_count": 1,
        "united": ["kiss-e"],
    }
    assert run("agents").lines[-1] == "    person · 1 event · also recorded as kiss-e"
    assert "united      kiss-e\n" in run("show", "kiss-eva").out


def test_what_has_no_name_is_told_by_its_id() -> None:
    run("add", "place", "yard", *BY)

    assert "yard\n    0 events\n" in run("places").out
    assert run("places", "--json").objects[1]["label"] == "yard"


@pytest.mark.parametrize(("verb", "id"), [("agents", "kiss-eva"), ("places", "square")])
def test_one_is_shown_as_by_show(verb: str, id: str) -> None:
    assert run(verb, id).out == run("show", id).out
    assert run(verb, id, "--json").out == run("show", id, "--json").out


@pytest.mark.parametrize("verb", ["agents", "places"])
def test_none_is_status_1_and_states_and_readings_count(verb: str) -> None:
    outcome = run(verb, "--as-of", "#1")

    assert (outcome.status, outcome.out) == (1, "")
    assert outcome.err == f"no {verb}\n"
    [unheard] = run(verb, "--reading", "only=memoir", "--json").objects
    assert unheard["event_count"] == 0


@pytest.mark.parametrize("verb", ["agents", "places"])
def test_all_that_are_bundled_are_listed(
    verb: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    bundled = c56.open_bundled()
    told = bundled.chronology()
    known = [one.id for one in (told.agents() if verb == "agents" else told.places())]

    outcome = run(verb, "--log", bundled.name)

    assert [line for line in outcome.lines if not line.startswith(" ")] == known
