"""Cut the power under writers (root, Linux): ``python benchmarks/power_cut.py [FS]``.

A file system (ext4 if left out, or xfs) is made in a file and mounted. Three processes
append to one log on it: one entry at a time, fifty at a time, and in batches that are
synced now and then. Each notes, elsewhere, what it was told as soon as it was. Then the
file system is shut down as if the power went: the kernel drops what it has not given to
the device yet (FS_IOC_SHUTDOWN, with which Linux's own file systems are tested). It is
mounted again, which replays its journal; and the log must be sound, hold all that was
acknowledged, and go on. So it goes, cut after cut. At last comes what shows that the
drill can fail: writers who say that they sync, and don't.

A device that loses what it says it has is not modelled; no log can be kept on one.
"""

import contextlib
import fcntl
import os
import platform
import signal
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from chrono56.log.disk import Disk
from chrono56.log.draft import EntryDraft
from chrono56.log.entry import Entry
from chrono56.log.jsonl import JsonlStore
from chrono56.log.log import Log

CUTS = 12
SIZE = 512 << 20  # bytes
SHUTDOWN, DROP_ALL = 0x8004587D, struct.pack("I", 2)
MAKERS = {"ext4": ["mkfs.ext4", "-q", "-F"], "xfs": ["mkfs.xfs", "-q", "-f"]}

Note = Callable[[Sequence[Entry | None]], None]
Deed = Callable[[Log, Note], None]


class Careless(Disk):
    """A disk that is not asked to keep anything."""

    def sync(self, handle: int) -> None:
        """Do nothing."""
        del handle


def singly(log: Log, note: Note) -> None:
    note(log.append_many([new(log)]))


def many(log: Log, note: Note) -> None:
    note(log.append_many([new(log) for _ in range(50)]))


def batch(log: Log, note: Note) -> None:
    made = [entry for _ in range(200) for entry in log.append_many([new(log)])]
    log.sync()
    note(made)


def new(log: Log) -> EntryDraft:
    draft = log.draft("a drill")
    draft.event(labels={"en": "What happened on that day"})
    return draft


def fork(path: Path, deed: Deed, notes: Path, disk: Disk) -> int:
    child = os.fork()
    if child:
        return child
    try:
        handle = os.open(notes, os.O_WRONLY | os.O_APPEND | os.O_CREAT)

        def note(made: Sequence[Entry | None]) -> None:
            ids = "".join(f"{entry.id}\n" for entry in made if entry)
            os.write(handle, ids.encode())

        log = Log(
            JsonlStore(path, disk=disk),
            by=deed.__name__,
            durability="batch" if deed is batch else "fsync",
        )
        log.begin()
        while True:
            deed(log, note)
    finally:  # by an error, once the power is gone
        os._exit(0)


@contextlib.contextmanager
def mounted(image: Path, place: Path) -> Iterator[None]:
    subprocess.run(["/bin/mount", "-o", "loop", image, place], check=True)
    try:
        yield
    finally:
        subprocess.run(["/bin/umount", place], check=True)


def cut(path: Path, notes: Path, seconds: float, disk: Disk) -> None:
    """Let three write for a while, and cut the power."""
    children = [fork(path, deed, notes, disk) for deed in (singly, many, batch)]
    time.sleep(seconds)
    handle = os.open(path.parent, os.O_RDONLY)
    # Who loses power is told of nothing more; here writers live on for a moment, and
    # ext4 lets a sync that meets the shutdown succeed.
    size = notes.stat().st_size
    fcntl.ioctl(handle, SHUTDOWN, DROP_ALL)
    os.close(handle)
    for child in children:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    os.truncate(notes, size)


def lost(path: Path, safe: set[str]) -> int:
    """Go on with the log, and return how many of the entries are not in it."""
    log = Log(JsonlStore(path), by="survivor")
    log.begin()
    log.append_many([new(log)])
    proof = log.verify()
    assert proof.is_sound, proof.problems
    return len(safe - {entry.id for entry, _ in log.read()})


def drill(name: str, cuts: int, disk: Disk) -> Iterator[tuple[int, int, int]]:
    """Yield how many entries were noted as safe so far, how many are lost, and torn."""
    with tempfile.TemporaryDirectory() as folder:
        image, place, notes = (
            Path(folder, part) for part in ("image", "place", "notes")
        )
        place.mkdir()
        notes.touch()
        with image.open("wb") as file:
            file.truncate(SIZE)
        subprocess.run([*MAKERS[name], image], check=True)
        path = place / "log.jsonl"
        for number in range(1, cuts + 1):
            with mounted(image, place):
                cut(path, notes, 0.3 * number, disk)
            safe = {line for line in notes.read_text().split() if len(line) == 64}
            with mounted(image, place):
                yield len(safe), lost(path, safe), len(list(place.glob("*.torn-*")))


def main() -> None:
    name = sys.argv[1] if sys.argv[1:] else "ext4"
    print(f"{name}, Linux {platform.release()}")
    for number, (safe, gone, torn) in enumerate(drill(name, CUTS, Disk()), 1):
        print(f"cut {number:2}: {safe:6} acknowledged, {gone} lost, {torn} torn tails")
        assert not gone
    ((safe, gone, _),) = drill(name, 1, Careless())
    print(f"without a sync: {safe} acknowledged, {gone} lost")
    assert gone


if __name__ == "__main__":
    main()
