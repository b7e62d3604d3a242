"""What holds in other processes: nothing around a plugin changes what it makes."""

import os
import pickle
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, Protocol

from chrono56.testing.declaring import Offered
from chrono56.testing.promises import BrokenPromiseError, difference, require

_PROGRAM: Final = Path(__file__).with_name("elsewhere.py")
_PATIENCE: Final = 120.0  # seconds for one process
_LATER: Final = 500 * 86400 + 12345  # seconds
_TEMPORARY: Final = ("TMPDIR", "TEMP", "TMP")  # what systems call their folder for it
_ELSEWHERE: Final = {
    "LC_ALL": "C",
    "LANGUAGE": "hu",
    "PYTHONUTF8": "0",
    "PYTHONCOERCECLOCALE": "0",
    "COLUMNS": "17",
    "TERM": "dumb",
    "HOME": "/nonexistent",
    "USER": "nobody",
}


class Subject(Offered, Protocol):
    """What is tried in other processes: an exporter, or an importer."""

    @property
    def task(self) -> Mapping[str, object]:
        """What the other process has to make: ``lines`` exported, or an ``example``."""
        ...

    @property
    def made(self) -> bytes:
        """What that comes to in this process."""
        ...


def hashing_changes_nothing(trial: Subject) -> None:
    """The same is made however Python hashes: no order of a set is in it."""
    for seed in ("1", "2"):
        _require_same(trial, {"PYTHONHASHSEED": seed})


def time_zones_change_nothing(trial: Subject) -> None:
    """The same is made wherever the computer believes to be."""
    _require_same(trial, {"TZ": "Pacific/Kiritimati"})


def surroundings_change_nothing(trial: Subject) -> None:
    """The same is made in any locale, encoding, home, folder and terminal."""
    _require_same(trial, _ELSEWHERE)


def the_day_changes_nothing(trial: Subject) -> None:
    """The same is made at any time: nothing tells when it was made."""
    _require_same(trial, {}, later=_LATER)


def it_touches_nothing_else(trial: Subject) -> None:
    """A plugin writes no file, reads none but its own, asks no network or program.

    Temporary files are fine, if they are gone when it ends. It prints nothing, either.
    """
    answer = _elsewhere(trial, {}, guarded=True)
    deeds = answer["deeds"]
    require(not deeds, f"what it did: {'; '.join(deeds[:3])}")
    require(not answer["error"], f"under guard it fails: {answer['error']}")


def check_sendable(trial: Subject) -> None:
    """Check that an offer can be sent to other processes.

    Raises:
        TypeError: It can't.
    """
    try:
        pickle.dumps(trial.offer)
    except (pickle.PicklingError, AttributeError, TypeError) as error:
        raise TypeError(
            f"other processes can't be sent {trial.offer!r} ({error});"
            " name the options as text, 'module:attribute'"
        ) from None


def _require_same(trial: Subject, environ: Mapping[str, str], later: int = 0) -> None:
    said = " ".join(f"{name}={value}" for name, value in environ.items())
    where = f"with {said}" if said else f"{later // 86400} days later"
    answer = _elsewhere(trial, environ, later=later)
    require(not answer["error"], f"{where} it fails: {answer['error']}")
    differs = difference(trial.made, answer["data"])
    require(not differs, f"{where}: {differs}")


def _elsewhere(
    trial: Subject, environ: Mapping[str, str], *, later: int = 0, guarded: bool = False
) -> dict[str, Any]:
    """Make it in a process of its own, and return what came of it."""
    task = {
        "path": [os.path.abspath(one) for one in sys.path],  # noqa: PTH100 - as it is
        "offer": pickle.dumps(trial.offer),
        **trial.task,
        "later": later,
        "guarded": guarded,
    }
    with (
        tempfile.TemporaryDirectory() as folder,
        tempfile.TemporaryDirectory() as temporary,
    ):
        done = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-B", "-P", str(_PROGRAM)],
            input=pickle.dumps(task),
            capture_output=True,
            check=False,
            cwd=folder,
            env={**os.environ, **dict.fromkeys(_TEMPORARY, temporary), **environ},
            timeout=_PATIENCE,
        )
    try:
        answer: dict[str, Any] = pickle.loads(done.stdout)  # noqa: S301 - our own
    except (pickle.UnpicklingError, EOFError, IndexError, KeyError):
        said = done.stderr.decode(errors="replace").strip().rpartition("\n")[2]
        why = f"its process ended with {done.returncode}: {said or done.stdout[:60]!r}"
        raise BrokenPromiseError(why) from None
    return answer
