"""What git is told of a log, and that it does as told."""

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.cli.command import run

from chrono56.cli.gitattributes import attributes_of, tell_git
from chrono56.errors import WriteError

needs_git = pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
# Nothing of the person's own settings, and what git does on other systems.
QUIET = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "anna",
    "GIT_AUTHOR_EMAIL": "anna@example.org",
    "GIT_COMMITTER_NAME": "anna",
    "GIT_COMMITTER_EMAIL": "anna@example.org",
}
LINE = b"/chronology.jsonl merge=union -text\n"


def git(*arguments: str) -> str:
    done = subprocess.run(
        ["git", "-c", "core.quotePath=false", *arguments],
        capture_output=True,
        check=True,
        env={**os.environ, **QUIET},
    )
    return done.stdout.decode()


class TestTheLine:
    def test_it_is_written_beside_the_log_and_that_is_said(self) -> None:
        outcome = run("init", "--by", "anna")

        assert Path(".gitattributes").read_bytes() == LINE
        assert outcome.err == (
            "started chronology.jsonl\n"
            "told git in .gitattributes to keep the lines of both sides where branches"
            " merge\n"
        )

    def test_it_can_be_left_out(self) -> None:
        outcome = run("init", "--by", "anna", "--no-gitattributes")

        assert not Path(".gitattributes").exists()
        assert outcome.err == "started chronology.jsonl\n"

    @pytest.mark.parametrize(
        ("held", "then"),
        [
            (b"*.png binary\n", b"*.png binary\n" + LINE),
            (b"*.png binary", b"*.png binary\n" + LINE),
            (b"*.png binary\r\n", b"*.png binary\r\n" + LINE),
            (b"", LINE),
            (LINE, LINE),
            (LINE[:-1], LINE[:-1]),
            (LINE[:-1] + b"\r\n", LINE[:-1] + b"\r\n"),
        ],
    )
    def test_what_stands_there_stays_and_nothing_stands_there_twice(
        self, held: bytes, then: bytes
    ) -> None:
        Path(".gitattributes").write_bytes(held)
        told = tell_git(Path("chronology.jsonl"))

        assert Path(".gitattributes").read_bytes() == then
        assert (told is None) == (held == then)

    def test_two_logs_in_a_folder_have_a_line_each(self) -> None:
        for name in ("a.jsonl", "b.jsonl"):
            run("init", name, "--by", "anna")

        assert Path(".gitattributes").read_bytes() == (
            b"/a.jsonl merge=union -text\n/b.jsonl merge=union -text\n"
        )

    def test_a_file_that_can_t_be_written_is_an_error_that_gives_the_line(self) -> None:
        Path(".gitattributes").mkdir()

        outcome = run("init", "--by", "anna")

        assert outcome.status == 5
        assert "git needs the line /chronology.jsonl merge=union -text" in outcome.err
        assert run("verify").status == 0  # the log is there all the same
        with pytest.raises(WriteError):
            tell_git(Path("chronology.jsonl"))


NAMES = (
    "chronology.jsonl",
    "my [old] log.jsonl",
    'say "1956".jsonl',
    "back\\slash*.jsonl",
    "who?.jsonl",
    "#1.jsonl",
    "!not.jsonl",
    "tőr.jsonl",
    "tab\there.jsonl",
)


@needs_git
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.skipif(os.name == "nt", reason="such names are not allowed there")
def test_git_understands_any_name_and_only_that(name: str) -> None:
    git("init", "-q")
    Path(".gitattributes").write_bytes(attributes_of(name) + b"\n")

    def attributes(path: str) -> list[str]:
        told = git("check-attr", "-z", "merge", "text", "--", path)
        return told.split("\0")[2::3]

    assert attributes(name) == ["union", "unset"]
    assert attributes(f"x{name}") == ["unspecified", "unspecified"]
    assert attributes(f"below/{name}") == ["unspecified", "unspecified"]


@pytest.fixture
def clones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """Two people's clones of a repository with a log, each with its branch main."""
    monkeypatch.setenv("CHRONO56_BY", "anna")
    anna, bela = tmp_path / "anna", tmp_path / "bela"
    anna.mkdir()
    monkeypatch.chdir(anna)
    git("init", "-q", "-b", "main")
    run("init")
    run("add", "event", "common")
    git("add", "chronology.jsonl", ".gitattributes")
    git("commit", "-q", "-m", "start")
    git("clone", "-q", str(anna), str(bela))
    return anna, bela


def record(folder: Path, *commands: Sequence[str]) -> bytes:
    """Run commands that write to the log of a clone, and commit that."""
    os.chdir(folder)
    for command in commands:
        assert run(*command).status == 0
    git("commit", "-q", "-a", "-m", "more")
    return Path("chronology.jsonl").read_bytes()


def event(name: str) -> tuple[str, ...]:
    return ("add", "event", name)


@needs_git
@pytest.mark.parametrize("autocrlf", ["false", "true", "input"])
def test_branches_merge_without_a_tool_and_no_line_end_is_touched(
    clones: tuple[Path, Path], autocrlf: str
) -> None:
    anna, bela = clones
    for folder in clones:
        git("-C", str(folder), "config", "core.autocrlf", autocrlf)
    theirs = record(bela, event("siege"), event("truce"))
    mine = record(anna, event("march"), event("strike"))

    git("pull", "-q", "--no-rebase", "--no-edit", str(bela), "main")

    merged = Path("chronology.jsonl").read_bytes()
    assert b"\r" not in merged
    assert {*merged.splitlines()} == {*mine.splitlines(), *theirs.splitlines()}
    assert run("verify").lines[-1] == "2 heads: `chrono56 merge` joins them"
    refused = run("add", "event", "next")
    assert (refused.status, "merge them first" in refused.err) == (5, True)
    outcome = run("merge")
    assert re.fullmatch(r"joined 2 heads in entry [0-9a-f]{12}\n", outcome.err)
    assert run("add", "event", "next").status == 0
    assert "events                         6" in run("stats").out


@needs_git
def test_both_may_merge_and_the_merges_merge(clones: tuple[Path, Path]) -> None:
    anna, bela = clones
    record(bela, event("siege"))
    record(anna, event("march"))
    for here, there in ((anna, bela), (bela, anna), (anna, bela)):
        os.chdir(here)
        git("pull", "-q", "--no-rebase", "--no-edit", str(there), "main")
        run("merge")
        git("commit", "-q", "--allow-empty", "-a", "-m", "joined")

    os.chdir(anna)
    found = run("verify")
    assert found.status == 0
    assert "heads:" not in found.out


@needs_git
def test_what_both_recorded_alike_is_there_once_and_no_meeting(
    clones: tuple[Path, Path],
) -> None:
    anna, bela = clones
    claim = ("add", "claim", "common", "--happened", "--reason", "all say so")
    for folder in (bela, anna):
        record(folder, claim)
    git("pull", "-q", "--no-rebase", "--no-edit", str(bela), "main")

    outcome = run("merge")

    assert outcome.err.startswith("joined 2 heads")
    assert "warning" not in outcome.err
    assert "claims                         1" in run("stats").out


@needs_git
def test_who_switches_to_a_branch_that_has_less_is_stopped_until_they_accept(
    clones: tuple[Path, Path],
) -> None:
    anna, _ = clones
    os.chdir(anna)
    git("switch", "-q", "-c", "trial")
    record(anna, event("siege"))
    git("switch", "-q", "main")

    stopped = run("add", "event", "march")
    accepted = run("add", "event", "march", "--accept")
    git("commit", "-q", "-a", "-m", "march")
    git("merge", "-q", "--no-edit", "trial")

    assert stopped.status == 5
    assert "the log went backwards" in stopped.err
    assert accepted.status == 0
    assert run("merge").err.startswith("joined 2 heads")
