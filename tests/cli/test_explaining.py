"""The verb explain, and undated events in lists."""

from pathlib import Path

import pytest
from tests.cli.command import new_log, run

import chrono56 as c56


@pytest.fixture
def radio(tmp_path: Path) -> Path:
    """Write a log in which one broadcast is dated, and others stand to it."""
    path = tmp_path / "radio.jsonl"
    log = new_log(path)
    with log.entry() as entry:
        radio = entry.source("radio", csl={"title": "Log of the radio"})
        entry.source("memoir", csl={"title": "Memoir"})
        for event, name in (
            ("news", "The news"),
            ("law", "Martial law"),
            ("help", "Call for help"),
            ("song", "A song"),
            ("siege", "The siege"),
        ):
            entry.event(event, labels={"en": name})
        date = c56.Dating("1956-10-24T08:13[Europe/Budapest]")
        entry.claim("news", date, cite=radio.at(line=1), as_written="8:13", id="dated")
        soon = c56.Ordering(other="news", least="PT0S", most="PT30M")
        entry.claim("law", soon, cite=radio.at(line=2), as_written="soon", id="soon")
        later = c56.Ordering(other="law", least="PT15M", most="PT15M")
        reason = "both were heard by the same man"
        entry.claim("help", later, premises=["soon"], reason=reason, id="later")
        begun = c56.Dating("1956-10-23", "start")
        entry.claim("siege", begun, cite=c56.Citation("memoir"), id="begun")
        part = c56.Relation("part_of", "siege")
        entry.claim("news", part, cite=c56.Citation("memoir"), id="part")
    return path


def test_a_date_is_explained_in_sentences_with_their_sources(radio: Path) -> None:
    outcome = run("explain", "help", "--log", radio)

    assert outcome.status == 0
    text = " ".join(outcome.out.split())
    assert text.startswith(
        "Call for help (help)"
        " 24 October 1956, between 08:28 and 08:58 (Europe/Budapest)"
    )
    assert "nobody dates it: this follows from other events" in text
    assert (
        "Why it was not before 08:28 on 24 October 1956"
        " 1. “The news”: 24 October 1956, 08:13 (Europe/Budapest)"
        " (radio, line 1 “8:13”), so it was not before 08:13 on 24 October 1956"
        " 2. “Martial law”: within 30 minutes after “The news” (radio, line 2 “soon”),"
        " so it was not before 08:13 on 24 October 1956"
        " 3. “Call for help”: 15 minutes after “Martial law”"
        " (inferred from radio, line 2), so it was not before 08:28 on 24 October 1956"
        " because: both were heard by the same man"
    ) in text
    assert "Why it was not after 08:58 on 24 October 1956 1. " in text


def test_a_step_that_rests_on_a_reading_of_low_confidence_says_so() -> None:
    text = " ".join(run("explain", "nagy-leaves-parliament").out.split())

    assert (
        "(inferred from wiki-hu, line 129) [low confidence], so it was not before 05:20"
        " on 4 November 1956 because: he spoke from the studio in Parliament"
    ) in text
    assert "because: of the members of the government" in text


def test_what_a_claim_of_one_event_says_of_another_is_told_of_that(radio: Path) -> None:
    text = " ".join(run("explain", "siege", "--log", radio).out.split())

    assert (
        "“The news”: part of “The siege” (memoir), so “The siege” did not end before"
        " 08:13 on 24 October 1956"
    ) in text
    assert "by its own date alone: from 23 October 1956 (end unknown)" in text


@pytest.mark.usefixtures("log_file")
def test_what_is_disputed_is_marked_as_in_lists() -> None:
    assert run("explain", "march").lines[0] == (
        "March on the square (march) [disputed]"
    )
    assert run("explain", "march", "--lang", "hu").lines[0] == (
        "Felvonulás (march) [vitatott]"
    )


def test_an_event_that_nothing_bounds_is_open(radio: Path) -> None:
    outcome = run("explain", "song", "--log", radio)

    assert outcome.status == 0
    assert outcome.lines == [
        "A song (song)",
        "  when it was is open: nothing that is known of bounds it",
    ]


def test_a_date_that_was_only_planned_is_not_gone_by(radio: Path) -> None:
    song = ("add", "claim", "song", "--log", radio, "--by", "b", "--cite", "memoir")
    run(*song, "--when", "1956-10-30", "--mode", "planned")

    assert run("explain", "song", "--log", radio).lines[1:] == [
        "  when it was is open: nothing that is known of bounds it",
        "  nobody asserts its own date: 30 October 1956",
    ]


def test_what_cannot_all_be_so_is_told_and_left_out(radio: Path) -> None:
    for source, words in (
        ("memoir", ("--when", "1956-10-23")),
        ("radio", ("--after", "news")),
    ):
        song = ("add", "claim", "song", "--log", radio, "--by", "b")
        run(*song, *words, "--cite", source)

    text = " ".join(run("explain", "song", "--log", radio).out.split())

    assert "Left out, for it can't all be so" in text
    assert "“A song”: after “The news” (radio)" in text
    disputed = run("disputes", "song", "--json", "--log", radio)
    (dispute,) = disputed.objects
    assert (dispute["property"], dispute["in_reading"]) == ("order", True)
    assert sorted(dispute["about"]) == ["news", "song"]
    said = " ".join(run("disputes", "song", "--log", radio).out.split())
    assert "In what order things happened: sources disagree" in said
    assert "the chronology goes by all of it" in said
    assert "“A song”: after “The news”" in said


def test_an_explanation_as_json_has_what_the_contract_says(radio: Path) -> None:
    (found,) = run("explain", "help", "--json", "--log", radio).objects

    assert found["id"] == "help"
    assert found["when"] == "1956-10-24T08:28..08:58[Europe/Budapest]"
    assert (found["earliest"], found["latest"]) == ("1956-10-24", "1956-10-24")
    assert found["recorded"] is None
    assert [one["claim"] for one in found["because"]] == ["dated", "soon", "later"] * 2
    assert found["because"][2]["sources"] == ["radio"]
    assert found["because"][2]["moment"] == "1956-10-24T08:28[Europe/Budapest]"
    assert "so it was not before 08:28" in found["because"][2]["text"]
    assert found["contradictions"] == []


def test_an_open_date_is_null(radio: Path) -> None:
    (found,) = run("explain", "song", "--json", "--log", radio).objects

    for key in ("when", "earliest", "latest", "recorded"):
        assert found[key] is None
    assert found["because"] == []


@pytest.mark.parametrize("event", ["nothing", "memoir"])
def test_what_is_no_event_cannot_be_explained(radio: Path, event: str) -> None:
    outcome = run("explain", event, "--log", radio)

    assert (outcome.status, outcome.out) == (1, "")
    assert outcome.err.startswith(f"chrono56: no event '{event}'")


def test_an_explanation_is_of_the_state_that_is_asked(radio: Path) -> None:
    run("retract", "soon", "--log", radio, "--by", "b", "--reason", "misheard")

    assert "is open" in run("explain", "help", "--log", radio).out
    assert "08:28" in run("explain", "help", "--log", radio, "--as-of", "#1").out


def test_undated_events_are_counted_and_listed_if_they_are_asked_for(
    radio: Path,
) -> None:
    without = run("on", "1956-10-24", "--log", radio)
    related = run("on", "1956-10-24", "--related", "--log", radio)

    assert "Martial law" not in without.out
    assert "2 without a date are left out: --related asks other events" in without.err
    assert "Martial law [dated by other events]" in related.out
    assert "--related" not in related.err


def test_a_derived_date_is_marked_in_json(radio: Path) -> None:
    outcome = run(
        "between", "1956-10-24", "1956-10-24", "--related", "--json", "--log", radio
    )

    marked = {one["id"]: one.get("derived", False) for one in outcome.objects}
    assert marked == {"siege": False, "news": False, "law": True, "help": True}
    (law,) = (one for one in outcome.objects if one["id"] == "law")
    assert law["when"] == "1956-10-24T08:13..08:43[Europe/Budapest]"
    assert law["verdict"] == "certain"


def test_a_day_on_which_nothing_is_dated_tells_of_the_undated_too(radio: Path) -> None:
    outcome = run("on", "1956-10-01", "--log", radio)

    assert outcome.status == 1
    assert "nothing matched" in outcome.err
    assert "2 without a date" in outcome.err
