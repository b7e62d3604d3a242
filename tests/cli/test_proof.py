import json
from pathlib import Path

import pytest
from tests.cli.command import new_log, run

from chrono56.cli.status import DAMAGED, NOT_WRITTEN, NOTHING, OK, USAGE

LOG = "chronology.jsonl"


def cut(path: Path, lines: int) -> None:
    kept = path.read_bytes().splitlines(keepends=True)[:lines]
    path.write_bytes(b"".join(kept))


class TestVerify:
    def test_a_sound_log_has_its_entries_and_head(self, log_file: Path) -> None:
        head = run("log", "--json").objects[0]["id"]

        assert run("verify").out == f"sound: 3 entries, head {head[:12]}\n"
        assert run("verify", "--json").objects == [
            {
                "log": str(log_file),
                "entries": 3,
                "sound": True,
                "heads": [head],
                "duplicates": 0,
                "early": 0,
                "erased": [],
                "unfinished": [],
                "since": None,
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

        assert outcome.status == OK
        assert "the last line is cut off; the next writer sees to it\n" in outcome.out
        assert "1 line repeats an entry; that is harmless\n" in outcome.out

    def test_lines_out_of_order_are_told_and_no_damage(self, log_file: Path) -> None:
        header, first, second, third = log_file.read_bytes().splitlines(keepends=True)
        log_file.write_bytes(header + second + first + third)

        outcome = run("verify")

        assert outcome.status == OK
        assert "1 entry stands before what they follow; that is harmless" in outcome.out

    def test_a_last_line_without_its_end_is_no_damage(self, log_file: Path) -> None:
        log_file.write_bytes(log_file.read_bytes()[:-1])

        assert "the last line is whole, but lacks its end" in run("verify").out

    def test_several_heads_are_no_damage_and_verify_says_what_helps(self) -> None:
        here, there = Path("here.jsonl"), Path("there.jsonl")
        new_log(here)
        there.write_bytes(here.read_bytes())
        for log in (here, there):
            run("add", "agent", log.stem, "--log", log, "--by", "anna")
        here.write_bytes(here.read_bytes() + there.read_bytes())

        outcome = run("verify", "--log", here)

        assert outcome.status == OK
        assert outcome.lines[-1] == "2 heads: `chrono56 merge` joins them"

    @pytest.mark.usefixtures("log_file")
    def test_records_are_opened_where_that_is_asked_for(self) -> None:
        assert run("verify", "--records").out == run("verify").out


class TestRepair:
    def test_bad_lines_move_aside(self, log_file: Path) -> None:
        sound = log_file.read_bytes()
        log_file.write_bytes(sound + b"hello\n")

        outcome = run("verify", "--repair")

        assert outcome.status == OK
        assert f"{log_file}:5: not JSON" in outcome.lines[0]
        assert outcome.lines[1] == f"moved 1 line aside, into {log_file}.torn-1"
        assert outcome.lines[2].startswith("sound: 3 entries")
        assert log_file.read_bytes() == sound

    def test_who_lost_a_parent_is_said_and_is_status_3(self, log_file: Path) -> None:
        log_file.write_bytes(log_file.read_bytes().replace(b"march", b"murch", 1))

        (told,) = run("verify", "--repair", "--json").objects

        assert [one["line"] for one in told["moved"]] == [3]
        assert told["kept"] == f"{log_file}.torn-1"
        assert [one["line"] for one in told["problems"]] == [3]
        assert run("verify").status == DAMAGED

    def test_a_sound_log_is_left_alone(self, log_file: Path) -> None:
        before = log_file.stat()

        assert run("verify", "--repair").out == run("verify").out
        assert log_file.stat() == before
        (told,) = run("verify", "--repair", "--json").objects
        assert (told["moved"], told["kept"]) == ([], "")


class TestSeal:
    def test_the_log_is_held_against_it(self, log_file: Path) -> None:
        assert run("seal", "-o", "log.seal").err == "sealed in log.seal\n"
        assert Path("log.seal").read_text(encoding="ascii") == run("seal").out
        assert (
            run("verify", "--against", "log.seal").lines[1]
            == "all that was sealed is there, and nothing more"
        )

        run("add", "agent", "new", "--by", "anna")
        grown = run("verify", "--against", "log.seal")
        assert grown.lines[1] == "all that was sealed is there; 1 entry came since"
        (told,) = run("verify", "--against", "log.seal", "--json").objects
        assert told["since"] == 1

        cut(log_file, 3)
        outcome = run("verify", "--against", "log.seal", "--no-cache")
        assert outcome.status == DAMAGED
        assert outcome.lines[0].startswith(f"{log_file}: what was sealed is not all")

    @pytest.mark.usefixtures("log_file")
    @pytest.mark.parametrize("text", [None, b"", b"hello", b"\xff\xfe"])
    def test_what_is_no_seal_is_an_error(self, text: bytes | None) -> None:
        if text is not None:
            Path("no.seal").write_bytes(text)

        outcome = run("verify", "--against", "no.seal")

        assert outcome.status == USAGE
        assert "chrono56 seal" in outcome.err
        assert len(outcome.err.splitlines()) == 1

    @pytest.mark.usefixtures("log_file")
    def test_a_seal_that_can_not_be_written_is_status_5(self) -> None:
        outcome = run("seal", "-o", "no/such/folder")

        assert outcome.status == NOT_WRITTEN
        assert "no/such/folder: the seal can't be written here" in outcome.err

    def test_what_is_damaged_is_not_sealed(self, log_file: Path) -> None:
        log_file.write_bytes(log_file.read_bytes() + b"hello\n")

        outcome = run("seal", "-o", "log.seal")

        assert outcome.status == DAMAGED
        assert f"{log_file}:5: not JSON" in outcome.err
        assert not Path("log.seal").exists()


@pytest.mark.filterwarnings("always::chrono56.errors.ErasureWarning")
class TestErase:
    def test_a_text_goes_and_verify_tells_who_and_why(self, log_file: Path) -> None:
        run(
            "add",
            "agent",
            "w-1",
            "--by",
            "anna",
            "--label",
            "hu=Nagy Anna",
            "--erasable",
        )
        assert b"Nagy Anna" in log_file.read_bytes()

        outcome = run("erase", "w-1", "--by", "bela", "--reason", "asked for")

        entry = run("log", "--json").objects[0]["id"]
        assert outcome.status == OK
        assert outcome.err == f"erased 1 text; entry {entry[:12]} says who and why\n"
        assert b"Nagy Anna" not in log_file.read_bytes()
        assert run("show", "w-1").status == NOTHING
        assert "was erased by bela on " in run("verify").lines[1]
        (told,) = run("verify", "--json").objects
        assert [(one["by"], one["reason"]) for one in told["erased"]] == [
            ("bela", "asked for")
        ]

    def test_a_guessable_text_and_torn_lines_are_pointed_at(
        self, log_file: Path
    ) -> None:
        torn = Path(f"{log_file}.torn-1")
        torn.write_bytes(b"something")

        outcome = run("erase", "memoir", "--by", "anna", "--reason", "asked for")

        assert outcome.status == OK
        assert "had no nonce" in outcome.err
        assert outcome.err.splitlines()[-1].startswith(f"{torn} was torn off this log")

    @pytest.mark.usefixtures("log_file")
    def test_an_action_is_named_by_its_whole_address(self) -> None:
        (title,) = [
            one["address"]
            for entry in map(json.loads, run("log", "--json").lines)
            for one in entry["actions"]
            if "The village in 1956" in json.dumps(one)
        ]

        run("erase", title, "--by", "anna", "--reason", "a wrong title")
        assert "The village" not in run("stats").out
        again = run("erase", title, "--by", "anna", "--reason", "a wrong title")
        assert again.status == OK
        assert again.err == "nothing to erase: its text is gone already\n"

    @pytest.mark.usefixtures("log_file")
    @pytest.mark.parametrize(
        ("arguments", "status"),
        [
            (["nobody", "--by", "anna", "--reason", "x"], NOTHING),
            (["memoir", "--by", "anna"], USAGE),
            (["memoir", "--reason", "x"], USAGE),
        ],
    )
    def test_what_is_missing_is_an_error(
        self, arguments: list[str], status: int
    ) -> None:
        outcome = run("erase", *arguments)

        assert outcome.status == status
        assert len(outcome.err.splitlines()) == 1


@pytest.mark.filterwarnings("always::chrono56.errors.BackwardsWarning")
class TestALogThatWentBackwards:
    def test_writers_are_stopped_readers_warned_until_it_is_accepted(
        self, log_file: Path
    ) -> None:
        run("add", "agent", "new", "--by", "anna")
        cut(log_file, 3)

        stopped = run("add", "agent", "newer", "--by", "anna")
        assert stopped.status == NOT_WRITTEN
        assert "went backwards: it held 4 entries" in stopped.err
        asked = run("on", "10-24")
        assert asked.status == OK
        assert asked.err.count("went backwards") == 1
        assert run("verify").status == DAMAGED

        assert run("add", "agent", "newer", "--by", "anna", "--accept").status == OK
        assert "went backwards" not in run("on", "10-24").err

    def test_verify_can_accept_it(self, log_file: Path) -> None:
        run("add", "agent", "new", "--by", "anna")
        cut(log_file, 3)

        assert run("verify", "--accept").lines[0].startswith("sound: 2 entries")
        assert run("add", "agent", "newer", "--by", "anna").status == OK

    def test_without_a_cache_nothing_is_remembered(self, log_file: Path) -> None:
        run("add", "agent", "new", "--by", "anna", "--no-cache")
        cut(log_file, 3)

        assert run("add", "agent", "newer", "--by", "anna", "--no-cache").status == OK
