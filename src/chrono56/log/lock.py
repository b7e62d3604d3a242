"""One writer at a time: a lock on a file of its own, which is never deleted."""

import contextlib
import os
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final

from chrono56.errors import WriteError

_PAUSE: Final = 0.005
_PROCESS_LOCKS: Final[dict[str, threading.Lock]] = {}
_GUARD: Final = threading.Lock()


@contextlib.contextmanager
def locked(path: Path, patience: float) -> Iterator[None]:
    """Hold the lock of the log at *path*, ``<log>.lock``, while the block runs.

    The operating system gives the lock back when its holder dies, so no stale lock can
    be left. The lock is not on the log itself: on Windows that would keep readers out.

    Args:
        path: The log.
        patience: Seconds to wait for another holder.

    Raises:
        WriteError: Another writer held it all that time.
    """
    real = os.path.realpath(path)
    with _GUARD:
        mutex = _PROCESS_LOCKS.setdefault(real, threading.Lock())
    until = time.monotonic() + patience
    if not mutex.acquire(timeout=patience):
        raise _busy(real, patience)
    try:
        with Path(f"{real}.lock").open("a+b") as file:
            while not _take(file):
                if time.monotonic() > until:
                    raise _busy(real, patience)
                time.sleep(_PAUSE)
            try:
                yield
            finally:
                _give(file)
    finally:
        mutex.release()


def _busy(path: str, patience: float) -> WriteError:
    return WriteError(
        path, f"another writer held the log for {patience:g} s; try again"
    )


if sys.platform == "win32":
    import msvcrt

    def _take(file: IO[bytes]) -> bool:
        file.seek(0)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _give(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _take(file: IO[bytes]) -> bool:
        # flock, not lockf: a lockf lock is lost when any handle of the file is closed.
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _give(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)
