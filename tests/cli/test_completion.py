"""The verb completion: scripts that a shell completes command lines by."""

import shutil
import subprocess
from pathlib import Path

import pytest
from tests.cli.command import run

from chrono56.cli import status

# What the shell calls when somebody presses the tabulator key.
ASK = """
source "$1"; shift
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); last="${COMP_WORDS[COMP_CWORD]}"
_shtab_chrono56 chrono56 "$last" "${COMP_WORDS[COMP_CWORD - 1]}"
printf '%s\\n' "${COMPREPLY[@]}"
"""

needs_bash = pytest.mark.skipif(
    shutil.which("bash") is None, reason="there is no bash to complete in"
)


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("completion") / "chrono56"
    path.write_text(run("completion", "bash").out, encoding="utf-8")
    return path


@needs_bash
@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("ex", {"explain", "export"}),
        ("on --ki", {"--kind"}),
        ("on --kind politics.pr", {"politics.protest"}),
        ("on --kind justic", {"justice", "justice.execution"}),
        ("export ma", {"markdown"}),
        ("import chr", {"chronicle"}),
        ("formats i", {"ical"}),
        ("add ev", {"event"}),
        ("add event --kin", {"--kind"}),
        ("completion f", {"fish"}),
    ],
)
def test_bash_completes_what_is_fine_there(
    words: str, found: set[str], script: Path
) -> None:
    asked = ["bash", "-c", ASK, "bash", str(script), "chrono56", *words.split()]
    told = subprocess.run(asked, capture_output=True, text=True, check=True).stdout

    assert found <= set(told.splitlines())
    assert all(one.startswith(words.split()[-1]) for one in told.splitlines())


@needs_bash
def test_bash_completes_the_names_of_files(script: Path, tmp_path: Path) -> None:
    (tmp_path / "budapest.jsonl").touch()
    asked = ["bash", "-c", ASK, "bash", str(script), "chrono56", "verify", "--log", ""]
    asked[-1] = f"{tmp_path}/buda"

    told = subprocess.run(asked, capture_output=True, text=True, check=True).stdout

    assert told.split() == [f"{tmp_path}/budapest.jsonl"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "tcsh", "powershell"])
def test_every_shell_gets_a_script_with_the_verbs(shell: str) -> None:
    outcome = run("completion", shell)

    assert (outcome.status, outcome.err) == (status.OK, "")
    assert "chrono56" in outcome.out
    assert "disputes" in outcome.out


def test_another_shell_is_refused_with_those_that_are_known() -> None:
    outcome = run("completion", "fihs")

    assert outcome.status == status.USAGE
    assert "did you mean 'fish'?" in outcome.err
