"""Several processes at one log, and processes that are killed."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.log.test_jsonl import opened, torn

from chrono56.errors import WriteError
from chrono56.log.actions import Titled
from chrono56.log.jsonl import JsonlStore
from chrono56.log.log import Log

HOLDER = """
import sys
from pathlib import Path
from chrono56.log.lock import locked

with locked(Path(sys.argv[1]), 5):
    print("held", flush=True)
    sys.stdin.readline()
"""

WRITER = """
import sys
from chrono56.log.log import Log
from chrono56.log.actions import Titled
from chrono56.log.jsonl import JsonlStore

log = Log(JsonlStore(sys.argv[1]), by=sys.argv[2])
sys.stdin.readline()
for number in range(int(sys.argv[3])):
    made = log.append([Titled(f"{sys.argv[2]} {number}")])
    print(made.id, flush=True)
"""


def writer(path: Path, by: str, count: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(path), by, str(count)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True)


def start(one: "subprocess.Popen[str]") -> None:
    assert one.stdin is not None
    one.stdin.write("go\n")
    one.stdin.flush()


class TestProcesses:
    def test_the_lock_of_another_process_ends_with_it(self, path: Path) -> None:
        log = opened(path, patience=0.05)
        pipe = subprocess.PIPE
        command = [sys.executable, "-c", HOLDER, str(path)]
        with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as holder:
            assert holder.stdout is not None
            holder.stdout.readline()

            with pytest.raises(WriteError, match="another writer held the log"):
                log.append([Titled("x")])
            holder.kill()
            holder.wait()
            assert log.append([Titled("x")]) is not None

    def test_several_at_once_lose_nothing(self, path: Path) -> None:
        running = [writer(path, by, 25) for by in "abcd"]
        for one in running:
            start(one)
        told = [line for one in running for line in one.communicate()[0].split()]

        log = opened(path)
        found = log.verify()

        assert [one.returncode for one in running] == [0] * 4
        assert len(set(told)) == 100
        assert {entry.id for entry in log.entries()} >= set(told)
        assert (found.is_sound, found.entries, len(found.heads)) == (True, 102, 1)

    def test_a_killed_writer_leaves_no_lock_and_no_damage(self, path: Path) -> None:
        told: list[str] = []
        for turn in range(8):
            one = writer(path, f"w{turn}", 100_000)
            assert one.stdout is not None
            assert one.stdin is not None
            start(one)
            told += [one.stdout.readline().strip() for _ in range(3 + turn)]
            time.sleep(0.003 * turn)
            one.send_signal(signal.SIGKILL)
            told += one.stdout.read().split()
            one.wait()
            one.stdout.close()
            one.stdin.close()

        log = Log(JsonlStore(path, patience=0.5), by="anna")
        assert log.append([Titled("on")], expected=None) is not None
        found = log.verify()
        ids = {entry.id for entry in log.entries()}

        assert {line for line in told if len(line) == 64} <= ids
        assert (found.is_sound, found.tail, len(found.heads)) == (True, "", 1)
        assert all(len(part) < 1000 for part in torn(path))
