"""Everything that records; and what it records is read back from the log itself."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.cli.command import run

from chrono56.cli import writing_arguments

BY = ("--by", "anna")
OF_SOURCES = ("--issued", "--covers")


def recorded(*arguments: str) -> dict[str, Any]:
    """Record something, and return it as it then stands in the log."""
    outcome = run("add", *arguments, *BY)
    assert outcome.status == 0, outcome.err
    (record_id,) = outcome.lines
    (body,) = run("show", record_id, "--json").objects
    assert body["id"] == record_id
    return body


class TestInit:
    def test_a_log_is_started_at_its_usual_place_with_its_title(self) -> None:
        outcome = run("init", "--title", "Our village", *BY)

        assert (outcome.status, outcome.out) == (0, "")
        assert outcome.err.startswith("started chronology.jsonl\n")
        assert run("stats").lines[0] == "Our village"

    @pytest.mark.parametrize(
        "place", [["here.jsonl"], ["--log", "here.jsonl"], ["--log=here.jsonl"]]
    )
    def test_it_may_be_named_either_way(self, place: list[str]) -> None:
        assert run("init", *place, *BY).status == 0
        assert Path("here.jsonl").is_file()
        assert not Path("chronology.jsonl").exists()

    def test_it_is_started_where_the_variable_says_unless_it_is_named(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("CHRONO56_LOG", "variable.jsonl")

        assert run("init", *BY).err.startswith("started variable.jsonl\n")
        assert run("init", "named.jsonl", *BY).err.startswith("started named.jsonl\n")
        assert run("add", "event", "march", *BY).status == 0
        assert not Path("chronology.jsonl").exists()

    def test_without_a_title_it_has_no_entry_yet(self) -> None:
        run("init", *BY)

        assert len(Path("chronology.jsonl").read_bytes().splitlines()) == 1

    def test_nothing_that_stands_there_is_written_over(self) -> None:
        Path("chronology.jsonl").symlink_to("nowhere")

        assert run("init", *BY).status == 5
        assert not Path("nowhere").exists()


@pytest.mark.usefixtures("log_file")
class TestAdd:
    def test_every_thing_can_be_added(self) -> None:
        assert list(writing_arguments._THINGS) == [
            "event",
            "source",
            "agent",
            "place",
            "claim",
        ]

    def test_an_event_may_come_with_its_date(self) -> None:
        event = recorded(
            *("event", "shots", "--kind", "conflict.battle", "-l", "en=Shots"),
            *("-l", "hu=Lövések", "--when", "1956-10-24T10:00", "--cite", "diary:12"),
            *("--as-written", "tízkor"),
        )

        assert event["labels"] == {"en": "Shots", "hu": "Lövések"}
        assert (event["when"], event["as_written"]) == ("1956-10-24T10:00", "tízkor")
        (claim,) = event["claims"]
        assert claim["citations"] == [{"source": "diary", "locator": "12"}]

    def test_without_an_id_it_gets_a_random_one(self) -> None:
        outcome = run("add", "event", "-l", "en=Shots", *BY)

        assert re.fullmatch(r"[0-9a-f]{32}\n", outcome.out)
        assert re.fullmatch(r"entry [0-9a-f]{12}\n", outcome.err)

    def test_a_source_is_described_as_csl(self) -> None:
        source = recorded(
            *("source", "book", "--title", "A book", "--type", "book", "--lang", "hu"),
            *("--author", "Nagy, Pál", "--author", "The Institute", "--issued", "1990"),
            *("--url", "https://example.org", "--csl", '{"publisher": "Press"}'),
            *("--reliability", "B", "--derived-from", "diary:draws_on"),
            *("--derived-from", "memoir"),
        )

        assert source["csl"] == {
            "type": "book",
            "title": "A book",
            "issued": "1990",
            "URL": "https://example.org",
            "author": [
                {"family": "Nagy", "given": "Pál"},
                {"literal": "The Institute"},
            ],
            "publisher": "Press",
        }
        assert (source["language"], source["reliability"]) == ("hu", "B")
        assert [one["source"] for one in source["derived_from"]] == ["diary", "memoir"]
        assert source["derived_from"][0]["how"] == "draws_on"

    def test_an_agent_and_a_place_have_their_fields(self) -> None:
        agent = recorded("agent", "guard", "--kind", "group", "-l", "en=The guard")
        place = recorded(
            *("place", "well", "--point", "47.5, 19.04", "--part-of", "square")
        )

        assert (agent["kind"], agent["labels"]) == ("group", {"en": "The guard"})
        assert (place["point"], place["part_of"]) == (["47.5", "19.04"], "square")

    def test_what_stands_there_already_is_not_recorded_again(self) -> None:
        before = Path("chronology.jsonl").read_bytes()

        outcome = run(
            *("add", "place", "square", "-l", "en=The square", "-l", "hu=A tér", *BY)
        )

        assert (outcome.status, outcome.out) == (0, "square\n")
        assert outcome.err == "nothing new: all of it stands in the log already\n"
        assert Path("chronology.jsonl").read_bytes() == before

    def test_the_reason_of_an_entry_is_in_the_log(self) -> None:
        run("add", "agent", "otto", "--reason", "from the parish register", *BY)

        assert "  from the parish register\n" in run("log", "otto").out


@pytest.mark.usefixtures("log_file")
class TestClaim:
    @pytest.mark.parametrize(
        ("said", "value"),
        [
            (["--when", "1956-10"], {"type": "dating", "when": "1956-10"}),
            (
                ["--start", "1956-10-24"],
                {"type": "dating", "when": "1956-10-24", "point": "start"},
            ),
            (["--end", "1957"], {"type": "dating", "when": "1957", "point": "end"}),
            (
                ["--after", "wedding", "--least", "PT1H", "--most", "P1D"],
                {
                    "type": "ordering",
                    "other": "wedding",
                    "least": "PT1H",
                    "most": "P1D",
                },
            ),
            (
                ["--after", "wedding"],
                {"type": "ordering", "other": "wedding", "least": "PT0S"},
            ),
            (
                ["--before", "wedding"],
                {"type": "ordering", "other": "wedding", "most": "PT0S"},
            ),
            (["--place", "square"], {"type": "location", "place": "square"}),
            (
                ["--agent", "kiss-eva:organiser"],
                {"type": "participation", "agent": "kiss-eva", "role": "organiser"},
            ),
            (
                ["--agent", "kiss-eva"],
                {"type": "participation", "agent": "kiss-eva"},
            ),
            (
                ["--figure", "participants", "--best", "200", "--approx"],
                {
                    "type": "figure",
                    "measure": "participants",
                    "best": 200,
                    "approx": True,
                },
            ),
            (
                ["--figure", "area", "--low", "1.5", "--high", "2", "--unit", "km2"],
                {
                    "type": "figure",
                    "measure": "area",
                    "low": "1.5",
                    "high": 2,
                    "unit": "km2",
                },
            ),
            (
                ["--part-of", "march"],
                {"type": "relation", "kind": "part_of", "other": "march"},
            ),
            (
                ["--caused", "march"],
                {"type": "relation", "kind": "caused", "other": "march"},
            ),
            (
                ["--responds-to", "march"],
                {"type": "relation", "kind": "responds_to", "other": "march"},
            ),
            (
                ["--quote", "Enough!", "--lang", "en", "--speaker", "kiss-eva"],
                {
                    "type": "statement",
                    "text": "Enough!",
                    "language": "en",
                    "speaker": "kiss-eva",
                },
            ),
            (
                ["--name", "A nagy szüret", "--lang", "hu"],
                {
                    "type": "statement",
                    "text": "A nagy szüret",
                    "language": "hu",
                    "use": "name",
                },
            ),
            (["--happened"], {"type": "occurrence"}),
        ],
        ids=lambda value: value[0] if isinstance(value, list) else None,
    )
    def test_each_way_to_say_something_is_recorded_as_it(
        self, said: list[str], value: dict[str, Any]
    ) -> None:
        claim = recorded("claim", "harvest", *said, "--cite", "diary:line=7")

        assert (claim["about"], claim["says"]) == ("harvest", value)
        assert claim["citations"] == [
            {"source": "diary", "locator": "7", "label": "line"}
        ]

    def test_every_way_to_say_something_is_tried_above(self) -> None:
        cases = TestClaim.test_each_way_to_say_something_is_recorded_as_it
        tried = {case[0][0] for case in cases.pytestmark[0].args[1]}

        known = {f"--{name}" for name, _, _ in writing_arguments.SAYINGS}
        assert tried == (known | {"--happened"}) - {"--contradicts", *OF_SOURCES}

    @pytest.mark.parametrize("option", OF_SOURCES)
    def test_of_a_source_it_says_when_it_came_out_and_what_it_covers(
        self, option: str
    ) -> None:
        claim = recorded("claim", "diary", option, "1957?", "--cite", "memoir:7")
        of_event = run(
            "add", "claim", "harvest", option, "1957", *("--cite", "memoir"), *BY
        )
        point = option.removeprefix("--")

        assert claim["says"] == {"type": "dating", "when": "1957?", "point": point}
        assert f"  {point}: perhaps 1957" in run("show", "diary").lines
        assert (of_event.status, "'harvest'" in of_event.err) == (1, True)

    def test_when_a_source_came_out_can_be_revised(self) -> None:
        claim = recorded("claim", "diary", "--issued", "1957", "--cite", "memoir:7")
        again = run("revise", claim["id"], "--issued", "1958", *BY)
        (body,) = run("show", claim["id"], "--json").objects

        assert again.status == 0
        assert body["says"] == {"type": "dating", "when": "1958", "point": "issued"}

    def test_a_claim_about_a_claim_can_contradict_it(self) -> None:
        claim = recorded(
            *("claim", "march-place", "--reason", "a trial", "--contradicts"),
            "c-648dd4d407cec00cbd49313fda8b4fad",
        )

        assert claim["says"]["kind"] == "contradicts"

    def test_its_mode_confidence_and_reason_are_its_own(self) -> None:
        claim = recorded(
            *("claim", "harvest", "--happened", "--mode", "denied", "--cite", "memoir"),
            *("--confidence", "high", "--reason", "the fields were burnt"),
        )

        assert (claim["mode"], claim["confidence"]) == ("denied", "high")
        assert claim["reason"] == "the fields were burnt"
        assert "the fields were burnt" not in run("log").out


def test_several_who_add_at_once_are_all_heard() -> None:
    run("init", *BY)
    command = [sys.executable, "-m", "chrono56", "add", "event"]
    at_once = [subprocess.Popen([*command, f"e{n}", *BY]) for n in range(6)]

    assert [one.wait() for one in at_once] == [0] * 6
    assert run("stats", "--json").objects[0]["events"] == 6


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["event", "e", "-l", "en=one", "-l", "en=two"], "two labels in en"),
        (["source", "s", "--issued", "yesterday"], "not a date"),
        (["event", "e", "--log", ""], "an empty path"),
    ],
)
def test_what_cannot_be_meant_is_refused(arguments: list[str], said: str) -> None:
    run("init", *BY)
    before = Path("chronology.jsonl").read_bytes()

    outcome = run("add", *arguments, *BY)

    assert outcome.status == 2
    assert said in outcome.err
    assert Path("chronology.jsonl").read_bytes() == before
