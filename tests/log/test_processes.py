"""Several processes at one log, and processes that are killed."""

import itertools
import os
import signal
import subprocess
import sys
import threading
import uuid
from pathlib import Path

import pytest
from tests.log.faulty import FaultyDisk, torn
from tests.log.test_jsonl import opened

from chrono56.errors import Conflict, WriteError
from chrono56.log.actions import Titled
from chrono56.log.jsonl import JsonlStore
from chrono56.log.log import Log

HOLDER = """
import sys
from chrono56.log.disk import Disk
from chrono56.log.lock import Lock

with Lock(sys.argv[1], 5, Disk()):
    print("held", flush=True)
    sys.stdin.readline()
"""

FORKER = """
import os, sys, threading
from chrono56.log.disk import Disk
from chrono56.log.lock import Lock

held, over = threading.Event(), threading.Event()

def hold():
    with Lock(sys.argv[1], 5, Disk()):
        held.set()
        over.wait()

thread = threading.Thread(target=hold)
thread.start()
held.wait()
if os.fork():
    print("held", flush=True)
    sys.stdin.readline()
    print("given back", flush=True)
    over.set()
    thread.join()
    os.wait()
elif sys.argv[2] == "takes":
    with Lock(sys.argv[1], 10, Disk()):
        print("taken by the child", flush=True)
else:
    sys.stdin.read()
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


forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="there are no forks here")


def forking(path: Path, child: str) -> subprocess.Popen[str]:
    """Start a process that has forked while another thread of it holds the lock."""
    pipe = subprocess.PIPE
    command = [sys.executable, "-W", "ignore", "-c", FORKER, str(path), child]
    parent = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True)
    assert parent.stdout is not None
    assert parent.stdout.readline() == "held\n"
    return parent


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

    @forks
    def test_a_fork_waits_for_its_parent_as_any_other_process(self, path: Path) -> None:
        with forking(path, "takes") as parent:
            told, _ = parent.communicate("go\n")

        assert told.splitlines() == ["given back", "taken by the child"]

    @forks
    def test_a_fork_keeps_no_lock_of_a_parent_that_is_killed(self, path: Path) -> None:
        log = opened(path, patience=0.5)
        with forking(path, "lives") as parent:
            parent.kill()
            parent.wait()

            assert log.append([Titled("x")]) is not None

    def test_eight_at_once_lose_nothing_and_leave_one_head(self, path: Path) -> None:
        running = [writer(path, by, 15) for by in "abcdefgh"]
        for one in running:
            start(one)
        told = [line for one in running for line in one.communicate()[0].split()]

        log = opened(path)
        found = log.verify()
        entries = list(log.entries())

        assert [one.returncode for one in running] == [0] * 8
        assert len(set(told)) == 120
        assert {entry.id for entry in entries} >= set(told)
        assert (found.is_sound, found.entries, len(found.heads)) == (True, 122, 1)
        # Each writer's own entries are in the order in which it was told of them.
        for by in "abcdefgh":
            own = [one.do[0] for one in entries if one.by == by]
            assert own == [Titled(f"{by} {number}") for number in range(15)]

    def test_of_those_who_expect_the_same_heads_one_is_first(self, path: Path) -> None:
        log = opened(path)
        heads = log.heads()
        gate = threading.Barrier(8)
        conflicts: list[Conflict] = []

        def attempt(number: int) -> None:
            own = opened(path)
            gate.wait()
            try:
                own.append([Titled(f"{number}")], expected=heads)
            except Conflict as error:
                conflicts.append(error)

        threads = [threading.Thread(target=attempt, args=(n,)) for n in range(8)]
        for one in threads:
            one.start()
        for one in threads:
            one.join()

        assert len(conflicts) == 7
        assert {one.expected for one in conflicts} == {heads}
        assert {one.found for one in conflicts} == {log.heads()} != {heads}


@forks
class TestKilled:
    def test_thousands_of_entries_of_writers_that_are_killed_are_all_there(
        self, path: Path
    ) -> None:
        told: set[str] = set()
        killed = 0
        while len(told) < 3000:
            reading, writing_end = os.pipe()
            children = [forked(path, f"w{killed + n}", writing_end) for n in range(3)]
            os.close(writing_end)
            with os.fdopen(reading) as pipe:
                lines = list(itertools.islice(pipe, 100 + killed))
                for child in children:
                    os.kill(child, signal.SIGKILL)
                    os.waitpid(child, 0)
                    killed += 1
                lines += pipe
            told |= {line[:-1] for line in lines if len(line) == 65}

        log = Log(JsonlStore(path, patience=0.5), by="anna")
        assert log.append([Titled("on")], expected=None) is not None
        found = log.verify(records=False)
        ids = {entry.id for entry in log.entries()}

        assert told <= ids
        assert (found.is_sound, found.tail, len(found.heads)) == (True, "", 1)
        # What nobody was told of is at most the last entry of each that was killed.
        assert len(ids) <= len(told) + killed + 3
        assert all(len(part) < 1000 for part in torn(path))


def forked(path: Path, by: str, pipe: int) -> int:
    """Fork a writer that appends, and tells of it, until it is killed."""
    child = os.fork()
    if not child:
        try:
            # What the system has, a killed process can't take: no need to wait.
            log = Log(JsonlStore(path, disk=FaultyDisk()), by=by)
            while True:
                made = log.append([Titled(by)], reason=uuid.uuid4().hex)
                os.write(pipe, f"{made.id if made else ''}\n".encode())
        finally:
            os._exit(1)
    return child
