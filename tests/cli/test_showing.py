import json

import pytest
from tests.cli.command import run

import chrono56 as c56

pytestmark = pytest.mark.usefixtures("log_file")


def test_a_source_comes_with_its_title_makers_and_grade() -> None:
    assert run("sources").out == (
        "diary\n"
        "    Diary of the teacher, Éva Kiss, 1957\n"
        "    hu · reliability A · 5 events\n"
        "memoir\n"
        "    Memoir\n"
        "    reliability F · 1 event\n"
    )


@pytest.mark.parametrize("width", ["40", "60", "100"])
def test_ids_of_sources_are_whole_at_any_width(
    width: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    bundled = c56.open_bundled()
    known = [source.id for source in bundled.chronology().sources()]

    outcome = run("sources", "--log", bundled.name)

    assert [line for line in outcome.lines if not line.startswith(" ")] == known


def test_sources_as_json_are_records_with_their_title() -> None:
    first, second = run("sources", "--json").objects

    assert (first["id"], first["title"], first["reliability"]) == (
        *("diary", "Diary of the teacher"),
        "A",
    )
    assert (second["id"], second["title"]) == ("memoir", "Memoir")


def test_sources_that_count_as_one_are_told_with_each_other() -> None:
    by = ("--by", "anna")
    run("add", "source", "leaflet", "--derived-from", "diary:reprints", *by)
    run("add", "source", "review", "--derived-from", "diary:cites", *by)

    outcome = run("sources")
    told = {it["id"]: it for it in run("sources", "--json").objects}

    assert (
        "    hu · reliability A · 5 events\n    one voice with leaflet\n" in outcome.out
    )
    assert "leaflet\n    reliability F · 0 events\n    one voice" in outcome.out
    assert outcome.out.count("one voice") == 2
    assert told["leaflet"]["originals"] == told["diary"]["originals"] == ["diary"]
    assert told["review"]["originals"] == ["review"]
    assert [told[one]["one_voice"] for one in ("leaflet", "review")] == [["diary"], []]


def test_a_log_without_sources_has_none() -> None:
    run("init", "empty.jsonl", "--by", "anna")

    for verb, words in (("sources", "no sources"), ("log", "nothing was recorded")):
        outcome = run(verb, "--log", "empty.jsonl")
        assert (outcome.status, outcome.out) == (1, "")
        assert words in outcome.err


def test_one_source_is_shown_as_by_show() -> None:
    assert run("sources", "diary").out == run("show", "diary").out
    assert run("sources", "diary", "--json").out == run("show", "diary", "--json").out


def test_a_dispute_lists_each_value_and_who_says_so() -> None:
    assert run("disputes").out == (
        "1. March on the square (march)\n"
        "  When it happened: sources disagree\n"
        "    24 October 1956 · 1 independent\n"
        "        diary, page 4 “másnap”\n"
        "    25 October 1956 · 1 independent\n"
        "        memoir, page 4 “másnap”\n"
        "    would settle it: a source independent of diary, memoir, or a reason to\n"
        "      deprecate a side\n"
    )


def test_a_dispute_as_json_has_the_keys_that_are_promised() -> None:
    (dispute,) = run("disputes", "march", "--json").objects

    claims = [
        {
            "id": claim_id,
            "value": {"type": "dating", "when": date},
            "sources": [source],
            "rank": "normal",
            "mode": "asserted",
        }
        for claim_id, date, source in (
            ("c-97729c6e09f823ad41c04a6edd5f8bf1", "1956-10-24", "diary"),
            ("c-0b959460d1c165895affc57097f2317f", "1956-10-25", "memoir"),
        )
    ]
    assert dispute == {
        "about": ["march"],
        "property": "date",
        "class": "conflicting",
        "claims": claims,
        "judgements": [],
        "in_reading": False,
    }


@pytest.mark.parametrize(
    ("narrowed", "status"),
    [
        (["--kind", "politics"], 0),
        (["--source", "memoir"], 0),
        (["--kind", "life"], 1),
        (["--place", "square"], 0),
    ],
)
def test_filters_narrow_the_disputes(narrowed: list[str], status: int) -> None:
    assert run("disputes", *narrowed).status == status


def test_claims_ids_are_shown_on_demand_and_can_be_ranked() -> None:
    shown = run("disputes", "--ids").out
    assert "          id: c-97729c6e09f823ad41c04a6edd5f8bf1\n" in shown

    done = run(
        *("rank", "c-97729c6e09f823ad41c04a6edd5f8bf1", "deprecated"),
        *("--reason", "a slip of the pen", "--by", "anna"),
    )

    assert done.status == 0
    assert run("disputes").status == 1
    assert "25 October 1956\n  March" in run("on", "1956-10-25").out
    card = run("show", "march").out
    assert "diary, page 4 “másnap” [deprecated]\n        because: a slip of" in card


@pytest.mark.parametrize(
    ("record", "keys"),
    [
        ("march", {"id", "kind", "label", "when", "claims"}),
        ("diary", {"type", "id", "csl", "events", "claims"}),
        ("square", {"type", "id", "labels", "events", "claims"}),
        ("kiss-eva", {"type", "id", "labels", "events", "claims"}),
        ("march-place", {"type", "id", "about", "says", "claims"}),
    ],
)
def test_every_record_shows_as_json(record: str, keys: set[str]) -> None:
    (body,) = run("show", record, "--json").objects

    assert keys <= body.keys()


def test_json_of_a_card_has_its_claims_with_rank_and_origin() -> None:
    (body,) = run("show", "march", "--json").objects

    assert len(body["claims"]) == 4
    first = body["claims"][0]
    assert (first["rank"], first["entry"], first["by"]) == ("normal", 2, "anna")


def test_stats_count_what_there_is() -> None:
    lines = run("stats").lines

    assert lines[:11] == [
        "The village in 1956",
        "entries                        3",
        "events                         5",
        "  disputed                     1",
        "  undated                      0",
        "left out without --all         1",
        "claims                        10",
        "sources                        2",
        "agents                         1",
        "places                         1",
        "from 1 January to 31 December 1956",
    ]


def test_stats_as_json_count_the_same() -> None:
    outcome = run("stats", "--json")
    body = json.loads(outcome.out)

    assert body["title"] == "The village in 1956"
    assert (body["events"], body["years"]) == (5, {"1956": 5})
    assert body["kinds"]["politics.protest"] == 1


def test_stats_of_an_empty_log_are_noughts() -> None:
    run("init", "empty.jsonl", "--by", "anna")

    outcome = run("stats", "--log", "empty.jsonl")

    assert outcome.status == 0
    assert "events                         0" in outcome.lines
    assert "Events by" not in outcome.out
