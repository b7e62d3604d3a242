import re
from pathlib import Path

import pytest
from tests.cli.command import new_log, run

from chrono56.cli.status import DAMAGED


@pytest.mark.usefixtures("log_file")
class TestLog:
    def test_an_entry_has_its_number_id_time_and_recorder(self) -> None:
        outcome = run("log", "letter")

        assert re.sub(r"[0-9a-f]{12}", "…", outcome.out) == (
            "#1 … · 2026-01-01 09:00:00 UTC · anna\n"
            "  the sources\n"
            "    recorded the source letter\n"
            "#3 … · 2026-01-01 09:00:02 UTC · anna\n"
            "    retracted letter: a forgery\n"
        )

    def test_as_json_it_has_all_of_the_entry(self) -> None:
        last = run("log", "--json").objects[-1]

        assert list(last) == ["number", "id", "at", "by", "reason", "actions"]
        assert (last["number"], last["by"]) == (3, "anna")
        assert last["actions"] == ["retracted letter: a forgery"]

    def test_an_entry_that_is_named_can_be_asked_as_of(self) -> None:
        second = run("log", "--json").objects[1]

        assert run("stats", "--as-of", second["id"][:12]).lines[7].endswith(" 3")
        assert run("stats").lines[7].endswith(" 2")


class TestVerify:
    def test_a_sound_log_has_its_entries_and_head(self, log_file: Path) -> None:
        head = run("log", "--json").objects[-1]["id"]

        assert run("verify").out == f"sound: 3 entries, head {head[:12]}\n"
        assert run("verify", "--json").objects == [
            {
                "log": str(log_file),
                "entries": 3,
                "sound": True,
                "heads": [head],
                "duplicates": 0,
                "erased": [],
                "tail": "",
                "problems": [],
            }
        ]

    def test_a_new_log_has_no_head(self) -> None:
        run("init", "new.jsonl", "--by", "anna")

        assert (
            run("verify", "--log", "new.jsonl").out == "sound: 0 entries, head none\n"
        )

    def test_damage_is_listed_by_line(self, log_file: Path) -> None:
        lines = log_file.read_bytes().split(b"\n")
        lines[2] = lines[2].replace(b"anna", b"otto")
        log_file.write_bytes(b"\n".join([*lines[:-1], b"x", b""]))

        outcome = run("verify")

        assert outcome.status == DAMAGED
        assert f"{log_file}:3: the id is not the hash of the entry\n" in outcome.out
        assert f"{log_file}:5: not JSON" in outcome.out
        assert outcome.lines[-1].startswith("damaged: 3 problems in 2 entries")
        (as_json,) = run("verify", "--json").objects
        assert [one["line"] for one in as_json["problems"]] == [3, 4, 5]
        assert as_json["sound"] is False

    def test_a_torn_tail_and_repeated_lines_are_no_damage(self, log_file: Path) -> None:
        lines = log_file.read_bytes().split(b"\n")
        log_file.write_bytes(b"\n".join([*lines[:-1], lines[3], lines[2][:40]]))

        outcome = run("verify")

        assert outcome.status == 0
        assert "the last line is cut off; the next writer sees to it\n" in outcome.out
        assert "1 line repeats an entry; that is harmless\n" in outcome.out

    def test_a_last_line_without_its_end_is_no_damage(self, log_file: Path) -> None:
        log_file.write_bytes(log_file.read_bytes()[:-1])

        assert "the last line is whole, but lacks its end" in run("verify").out


class TestMerge:
    def test_two_copies_become_one_log(self) -> None:
        here, there = Path("here.jsonl"), Path("there.jsonl")
        new_log(here)
        there.write_bytes(here.read_bytes())
        run("add", "agent", "otto", "--log", here, "--by", "anna")
        run("add", "agent", "eva", "--log", there, "--by", "eva")

        outcome = run("merge", there, "--log", here, "--by", "anna", "--reason", "home")

        assert outcome.status == 0
        assert re.fullmatch(r"joined 2 heads in entry [0-9a-f]{12}\n", outcome.err)
        assert run("show", "eva", "--log", here).status == 0
        assert run("log", "--log", here).lines[-1] == "  home"
        assert run("verify", "--log", here).lines[0].startswith("sound: 3 entries")
        assert run("stats", "--log", there).status == 0

    def test_what_only_the_other_has_is_taken_in(self) -> None:
        here, there = Path("here.jsonl"), Path("there.jsonl")
        new_log(here)
        there.write_bytes(here.read_bytes())
        run("add", "agent", "eva", "--log", there, "--by", "eva")

        first = run("merge", there, "--log", here, "--by", "anna")
        again = run("merge", there, "--log", here, "--by", "anna")

        assert first.err == "took in what the other has more\n"
        assert again.err.startswith("nothing to join")
        assert here.read_bytes() == there.read_bytes()

    def test_several_heads_are_no_damage_and_verify_says_what_helps(self) -> None:
        here, there = Path("here.jsonl"), Path("there.jsonl")
        new_log(here)
        there.write_bytes(here.read_bytes())
        for log in (here, there):
            run("add", "agent", log.stem, "--log", log, "--by", "anna")
        here.write_bytes(here.read_bytes() + there.read_bytes())

        outcome = run("verify", "--log", here)

        assert outcome.status == 0
        assert outcome.lines[-1] == "2 heads: `chrono56 merge` joins them"


def test_a_merge_tells_what_met_in_it(log_file: Path) -> None:
    copy = log_file.with_name("copy.jsonl")
    copy.write_bytes(log_file.read_bytes())
    for path, label in ((log_file, "en=one"), (copy, "en=other")):
        command = ("add", "event", "clash", "-l", label, "--by", "anna")
        assert run(*command, "--log", path).status == 0

    outcome = run("merge", copy, "--by", "anna", "--log", log_file)

    assert outcome.status == 0
    assert "joined 2 heads" in outcome.err
    assert "clash" in outcome.err
