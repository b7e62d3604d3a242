"""Run every code block of README and docs: Python as it stands, commands by output."""

import contextlib
import doctest
import io
import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import settings
from sybil import Example, Sybil
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser

import chrono56
from chrono56.cli.run import main

# They are run by tests/examples, each in a folder of its own; importing runs them.
collect_ignore_glob = ["examples/*.py"]

_ANY: Final = "…"
_SOURCE: Final = Path(__file__).parent / "src" / "chrono56"


# How long an example takes is no test: machines are shared. What Hypothesis itself
# chooses for continuous integration (no chance, no database) stays as it is.
settings.register_profile("chrono56", settings.default, deadline=None)
settings.load_profile("chrono56")


@pytest.fixture(scope="session", autouse=True)
def _own_cache() -> Any:
    """Keep the tests' read models out of the person's own cache."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("CHRONO56_CACHE", folder)
        for name in ("CHRONO56_LOG", "CHRONO56_BY", "CHRONO56_PLUGINS"):
            patch.delenv(name, raising=False)
        yield


@cache
def _bundled() -> Any:
    return chrono56.open_bundled().chronology()


@pytest.fixture(autouse=True)
def _asked(request: Any, doctest_namespace: dict[str, Any]) -> Iterator[None]:
    """Give the examples of methods what the example of their class began with."""
    if isinstance(request.node, pytest.DoctestItem):
        floor = _floor_of(request.node.path)
        if floor == "chronology":
            doctest_namespace.update(c56=chrono56, chronology=_bundled())
        elif floor == "log":
            log = chrono56.open_log("memory:", by="anna")
            doctest_namespace.update(c56=chrono56, log=log)
    yield
    doctest_namespace.clear()


def _floor_of(path: Path) -> str:
    return path.relative_to(_SOURCE).parts[0] if path.is_relative_to(_SOURCE) else ""


class _Console:
    """Run ``$ command`` lines, and compare what they print with what the block says.

    A ``…`` stands for any text in its line; alone, it stands for any lines. Of a
    command that fails, what it says on stderr is compared too, so that none fails
    unseen. ``python -m chrono56`` runs in process, everything else in a shell, in a
    folder of the document's own; ``cd`` and ``export`` hold to the document's end.
    """

    def __call__(self, example: Example) -> str | None:
        for part in re.split(r"^\$ ", example.parsed, flags=re.MULTILINE)[1:]:
            command, _, expected = part.partition("\n")
            while command.endswith("\\"):
                more, _, expected = expected.partition("\n")
                command = command[:-1] + more.removeprefix("> ")
            printed = _printed(command, example.namespace["_patch"])
            if not _matches(expected.strip("\n"), printed.strip("\n")):
                return f"$ {command}\nprints:\n{printed}\nnot:\n{expected}"
        return None


def _printed(command: str, patch: pytest.MonkeyPatch) -> str:
    words = shlex.split(command)
    if words[0] == "cd":
        os.chdir(words[1])
        return ""
    if words[0] == "export":
        patch.setenv(*words[1].split("=", 1))
        return ""
    if words[:3] == ["python", "-m", "chrono56"] and {"|", ">"}.isdisjoint(words):
        return _printed_by_chrono56(words[3:])
    done = subprocess.run(  # noqa: S602 - the words of our own documentation
        command, shell=True, capture_output=True, text=True, check=False
    )
    return done.stdout + (done.stderr if done.returncode else "")


def _printed_by_chrono56(arguments: list[str]) -> str:
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    said = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(said):
        code = main(arguments)
    out.seek(0)
    return out.read() + (said.getvalue() if code else "")


def _matches(expected: str, printed: str) -> bool:
    pattern = "".join(
        r"(?:.*\n)*?" if line == _ANY else f"{_line_pattern(line)}[ ]*\n"
        for line in expected.split("\n")
    )
    return re.fullmatch(pattern, printed + "\n") is not None


def _line_pattern(line: str) -> str:
    return ".*".join(map(re.escape, line.rstrip().split(_ANY)))


def _enter(namespace: dict[str, Any]) -> None:
    kept = contextlib.ExitStack()
    folder = kept.enter_context(tempfile.TemporaryDirectory())
    kept.enter_context(contextlib.chdir(folder))
    Path("examples").symlink_to(Path(__file__).parent / "examples")
    patch = kept.enter_context(pytest.MonkeyPatch.context())
    patch.setenv("COLUMNS", "80")
    patch.setenv("PATH", f"{Path(sys.executable).parent}:{os.environ['PATH']}")
    namespace["_kept"], namespace["_patch"] = kept, patch


def _leave(namespace: dict[str, Any]) -> None:
    namespace["_kept"].close()


pytest_collect_file = Sybil(
    parsers=[
        PythonCodeBlockParser(doctest_optionflags=doctest.ELLIPSIS),
        CodeBlockParser(language="console", evaluator=_Console()),
    ],
    patterns=["*.md"],
    setup=_enter,
    teardown=_leave,
).pytest()
