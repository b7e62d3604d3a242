import re
from pathlib import Path

import pytest
from tests.cli.command import new_log, run

import chrono56 as c56


def masked(text: str) -> str:
    """Return a text without addresses and ids, which are hashes."""
    return re.sub(r"\b[0-9a-f]{12}\b", "…", text)


@pytest.mark.usefixtures("log_file")
class TestLog:
    def test_the_newest_entry_comes_first_with_who_when_and_what(self) -> None:
        outcome = run("log", "letter")

        assert masked(outcome.out) == (
            "#3 … · 2026-01-01 09:00:02 UTC · anna\n"
            "    …  retracted letter: a forgery\n"
            "#1 … · 2026-01-01 09:00:00 UTC · anna\n"
            "  the sources\n"
            "    …  recorded the source letter: “A letter”, reliability F\n"
        )

    def test_the_oldest_may_come_first_and_only_so_many(self) -> None:
        def numbers(*options: str) -> list[int]:
            return [it["number"] for it in run("log", "--json", *options).objects]

        assert numbers() == [3, 2, 1]
        assert numbers("--oldest") == [1, 2, 3]
        assert numbers("-n", "2") == [3, 2]
        assert numbers("--number", "2", "--oldest") == [1, 2]
        assert numbers("letter", "-n", "1") == [3]

    @pytest.mark.parametrize("count", ["0", "-1", "many", "2.5", "²"])
    def test_a_number_of_entries_is_a_whole_number(self, count: str) -> None:
        outcome = run("log", f"--number={count}")

        assert outcome.status == 2
        assert "is no number of entries; use 1, 2, …" in outcome.err

    def test_as_json_it_has_the_values_and_full_addresses(self) -> None:
        last, second, _ = run("log", "--json").objects

        assert list(last) == ["number", "id", "at", "by", "reason", "actions"]
        assert (last["number"], last["by"]) == (3, "anna")
        (action,) = last["actions"]
        assert re.fullmatch("[0-9a-f]{64}", action.pop("address"))
        assert action == {
            "verb": "retract",
            "target": "letter",
            "record": None,
            "before": None,
            "value": "",
            "action": "",
            "reason": "a forgery",
        }
        dated = second["actions"][3]["record"]
        assert dated["says"] == {"type": "dating", "when": "1956-10-24"}
        assert dated["citations"] == [{"source": "diary", "locator": "4"}]

    def test_an_entry_that_is_named_can_be_asked_as_of(self) -> None:
        second = run("log", "--json").objects[1]

        assert run("stats", "--as-of", second["id"][:12]).lines[7].endswith(" 3")
        assert run("stats").lines[7].endswith(" 2")

    def test_it_can_be_asked_as_of_an_earlier_state(self) -> None:
        assert len(run("log", "--json", "--as-of", "#2").objects) == 2


REVISED_MARCH = (
    "revised the event march: kind other → conflict.war;"
    " label en A march → nothing; label hu nothing → Menet"
)
REVISED_DATE = (
    "revised the claim dated about march: 24 October 1956 → 23 October 1956;"
    " cited diary, page 3 → no source; reason nothing → I was there"
)


def test_every_action_is_told_in_a_sentence_with_its_values() -> None:
    log = new_log(Path("chronology.jsonl"))
    with log.entry() as entry:
        entry.title("The village")
        entry.source("diary", csl={"title": "A diary"}, reliability="A")
        entry.place("square", labels={"en": "The square"})
        entry.agent("eva")
        march = entry.event("march", labels={"en": "A march"})
        entry.event("copy")
        dated = entry.claim(
            march, c56.Dating("1956-10-24"), cite=c56.Citation("diary", "3"), id="dated"
        )
        entry.claim(march, c56.Location("square"), cite=c56.Citation("diary"), id="at")
        entry.claim(
            *(march, c56.Occurrence()), premises=["dated", "at"], reason="so", id="did"
        )
    with log.entry() as entry:
        entry.revise(march, kind="conflict.war", labels={"hu": "Menet"})
        entry.revise(
            dated, says=c56.Dating("1956-10-23"), citations=(), reason="I was there"
        )
        entry.rank("dated", "preferred", reason="he was")
        entry.unite("copy", "march", reason="the same")
        entry.retract("eva", reason="nobody")
        entry.retract("square")
    (retraction,) = (it for it in run("log", "--json").objects[0]["actions"][-2:-1])
    run("retract", retraction["address"], "--by", "otto", "--reason", "somebody")

    text = " ".join(masked(run("log", "--oldest").out).split())

    told = [it.strip() for it in re.split(r"… (?=[a-z])|#\d", text) if it.strip()]
    assert [it for it in told if "UTC" not in it] == [
        "gave the title “The village”",
        "recorded the source diary: “A diary”, reliability A",
        "recorded the place square: “The square”",
        "recorded the agent eva",
        "recorded the event march: “A march”, other",
        "recorded the event copy: other",
        "recorded the claim dated about march: 24 October 1956 (diary, page 3)",
        # What it names is retracted by now, and has no name any more.
        "recorded the claim at about march: square (diary)",
        "recorded the claim did about march: it happened (inferred from dated, at)",
        REVISED_MARCH,
        REVISED_DATE,
        "ranked dated preferred: he was",
        "united copy into march: the same",
        "retracted eva: nobody",
        "retracted square",
        "took back the action …: somebody",
    ]
