"""Every system call of opening, appending and rewriting fails, or is the last one.

What strace injects, no layer of Python can have thought of. Each case is a fork that
waits until strace is attached to it, so that only the calls of the deed are counted.
"""

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.log.deeds import (
    Deed,
    append_behind_a_torn_tail,
    append_two,
    assert_told_true,
    assert_well,
    begin,
    rewrite,
)
from tests.log.faulty import Told

from chrono56.errors import DurabilityUnknownError, LogError
from chrono56.log.disk import Disk

STRACE = shutil.which("strace") or ""
CALL = re.compile(r"^(?:\d+ +)?(\w+)\(", re.MULTILINE)
# What a fork does for itself: it ends, and it reads its word to begin.
NOT_OURS = {"exit_group", "restart_syscall"}

pytestmark = pytest.mark.skipif(
    not (STRACE and sys.platform == "linux"), reason="strace is not installed"
)


def run(deed: Deed, path: Path, *how: str) -> tuple[str, Told, str]:
    """Do a deed under strace, and return what it did, was told, and how it ended."""
    go_in, go_out = os.pipe()
    told_in, told_out = os.pipe()
    child = os.fork()
    if not child:
        os.read(go_in, 1)
        os._exit(_child(deed, path, told_out))
    os.close(told_out)
    around = [path, *(f"{path}.{end}" for end in ("lock", "new", "torn-1", "torn-2"))]
    names = [word for one in (*around, path.parent) for word in ("-P", str(one))]
    command = [STRACE, "-p", str(child), "-o", f"{path.parent}/../calls", *names, *how]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as tracer:
        assert tracer.stderr is not None
        attached = tracer.stderr.readline()
        os.write(go_out, b"!")
        with os.fdopen(told_in) as pipe:
            lines = pipe.read().splitlines()
        _, status = os.waitpid(child, 0)
        tracer.communicate()
    os.close(go_in)
    os.close(go_out)
    if "attached" not in attached:
        pytest.skip(f"strace may not attach here: {attached.strip()}")
    told = Told()
    told.there = [line.removeprefix("told ") for line in lines if line[:5] == "told "]
    how_it_ended = lines[-1] if lines and not os.WIFSIGNALED(status) else "killed"
    return Path(f"{path.parent}/../calls").read_text(), told, how_it_ended


class Piped(list[str]):
    """Titles that are told to another process as soon as they are known."""

    def __init__(self, pipe: int) -> None:
        self._pipe = pipe

    def append(self, text: str) -> None:
        os.write(self._pipe, f"told {text}\n".encode())


def _child(deed: Deed, path: Path, pipe: int) -> int:
    told = Told()
    told.there = Piped(pipe)
    try:
        deed(path, Disk(), told)
        end = "done"
    except LogError as error:
        end = type(error).__name__
    except BaseException as error:  # noqa: BLE001 - it would be pytest's, in a fork
        end = f"not foreseen: {error!r}"
    os.write(pipe, f"{end}\n".encode())
    return 0


def calls_of(deed: Deed, path: Path) -> Iterator[tuple[str, int]]:
    """Yield the system calls of a deed, each with its number among its like."""
    log, told, end = run(deed, path)
    assert (end, told.there) == ("done", ["one", "two"]), log
    seen: Counter[str] = Counter()
    for name in CALL.findall(log):
        if name not in NOT_OURS:
            seen[name] += 1
            yield name, seen[name]


@pytest.mark.parametrize(
    "fault", ["error=EIO", "error=ENOSPC", "error=EINTR", "signal=KILL"]
)
@pytest.mark.parametrize(
    "deed",
    [append_two, begin, append_behind_a_torn_tail, rewrite],
    ids=lambda deed: deed.__name__,
)
def test_a_fault_at_any_system_call_leaves_the_log_well(
    anew: Callable[[Deed], Path], deed: Deed, fault: str
) -> None:
    for name, number in list(calls_of(deed, anew(deed))):
        path = anew(deed)
        log, told, end = run(deed, path, "-e", f"inject={name}:{fault}:when={number}")

        assert not end.startswith("not foreseen"), (end, name, number)
        if end not in ("killed", DurabilityUnknownError.__name__):
            assert_told_true(path, told)
        assert "INJECTED" in log or fault.startswith("signal")
        assert_well(path, deed, told.there)
