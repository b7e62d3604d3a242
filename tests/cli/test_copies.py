import re
from pathlib import Path

import pytest
from tests.cli.command import new_log, run


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
        assert run("log", "--oldest", "--log", here).lines[-1] == "  home"
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


@pytest.fixture
def copies(log_file: Path) -> tuple[Path, Path]:
    """A log and a copy of it."""
    copy = log_file.with_name("copy.jsonl")
    copy.write_bytes(log_file.read_bytes())
    return log_file, copy


def judge(path: Path, *command: str, by: str = "anna") -> None:
    assert run(*command, "--by", by, "--log", path).status == 0


MEETINGS = {
    "ranks": (
        ("rank", "march-place", "preferred"),
        ("rank", "march-place", "deprecated"),
        "march-place: #4 (rank) and #5 (rank)",
        "the later counts",
    ),
    "unions": (
        ("unite", "harvest", "wedding"),
        ("unite", "harvest", "birth"),
        "harvest: #4 (unite) and #5 (unite)",
        "the later counts",
    ),
    "retraction": (
        ("retract", "wedding"),
        ("revise", "wedding", "--kind", "life.birth"),
        "wedding: #4 (retract) and #5 (revise)",
        "what is retracted stays so",
    ),
}


@pytest.mark.parametrize("name", MEETINGS)
def test_a_merge_lists_the_judgements_that_met_until_one_is_taken_back(
    copies: tuple[Path, Path], name: str
) -> None:
    here, there = copies
    one, other, met, outcome = MEETINGS[name]
    judge(here, *one)
    judge(there, *other, by="bela")
    (action,) = run("log", "--json", "-n1", "--log", there).objects[0]["actions"]
    warning = f"warning: {met} were written without each other; {outcome}"

    joined = run("merge", there, "--by", "anna")
    again = run("merge", "--by", "anna")
    judge(here, "retract", action["address"], "--reason", "anna was right")
    settled = run("merge", "--by", "anna")

    assert joined.err.splitlines()[-1] == again.err.splitlines()[-1] == warning
    assert settled.err.splitlines()[1:] == []


def test_two_records_under_one_id_are_reported_and_both_kept(
    copies: tuple[Path, Path],
) -> None:
    here, there = copies
    judge(here, "add", "event", "clash", "--label", "en=In the north")
    judge(there, "add", "event", "clash", "--label", "en=In the south", by="bela")

    outcome = run("merge", there, "--by", "anna")

    assert "warning: clash is recorded again with other content" in outcome.err
    assert run("show", "clash").lines[0] == "In the south"
    assert "In the north" in run("log", "clash").out


def test_the_same_claim_recorded_in_both_is_one(copies: tuple[Path, Path]) -> None:
    here, there = copies
    claim = ("add", "claim", "march", "--when", "1956-10-26", "--cite", "diary:9")
    judge(here, *claim)
    judge(there, *claim, by="bela")
    before = run("stats", "--json").objects[0]["claims"]

    outcome = run("merge", there, "--by", "anna")

    assert "warning" not in outcome.err
    assert run("stats", "--json").objects[0]["claims"] == before


def test_a_copy_that_is_damaged_or_of_another_log_changes_nothing(
    copies: tuple[Path, Path],
) -> None:
    here, there = copies
    before = here.read_bytes()
    there.write_bytes(before.replace(b"march", b"Marsh", 1))
    run("init", "other.jsonl", "--by", "anna")

    damaged = run("merge", there, "--by", "anna")
    another = run("merge", "other.jsonl", "--by", "anna")
    missing = run("merge", "none.jsonl", "--by", "anna")

    assert (damaged.status, f"{there}:3:" in damaged.err) == (3, True)
    assert (another.status, "only copies of one log" in another.err) == (2, True)
    assert (missing.status, "no such log" in missing.err) == (2, True)
    assert here.read_bytes() == before
