"""One writer at a time: a lock on a file of its own, which is never deleted."""

import contextlib
import os
import sys
import threading
import time
from typing import Final

from chrono56.errors import WriteError
from chrono56.log.disk import Disk

_PAUSE: Final = 0.005
_FLAGS: Final = os.O_RDWR | os.O_CREAT
_MUTEXES: Final[dict[str, threading.Lock]] = {}  # of this process, by the log's path
_HANDLES: Final[dict[str, int]] = {}  # of the files that its threads hold locked


class Lock:
    """Hold the lock of the log at *path*, ``<log>.lock``, whenever a block runs.

    The operating system gives the lock back when its holder dies, so no stale lock can
    be left. The lock is not on the log itself: on Windows that would keep readers out.

    Args:
        path: The log's real path.
        patience: Seconds to wait for another holder.
        disk: What opens the lock's file.

    Raises:
        WriteError: Another writer held it all that time.
        OSError: There is no lock to be had here.
    """

    def __init__(self, path: str, patience: float, disk: Disk) -> None:
        self._path = path
        self._file = f"{path}.lock"
        self._patience = patience
        self._disk = disk
        self._mutex = _MUTEXES.setdefault(path, threading.Lock())

    def __enter__(self) -> None:
        if not self._mutex.acquire(True, self._patience):  # noqa: FBT003 - names are slow
            raise _busy(self._path, self._patience)
        try:
            # Opened anew each time: who forks must not share a lock with the child.
            self._handle = self._disk.open(self._file, _FLAGS)
            _HANDLES[self._path] = self._handle
            try:
                if not _take(self._handle):
                    self._wait()
            except BaseException:
                self._close()
                raise
        except BaseException:
            self._mutex.release()
            raise

    def __exit__(self, *_: object) -> None:
        try:
            _give(self._handle)
        except OSError:
            pass  # closing gives it back as well, unless a fork holds a copy
        finally:
            try:
                self._close()
            finally:
                self._mutex.release()

    def _close(self) -> None:
        del _HANDLES[self._path]
        self._disk.close(self._handle)

    def _wait(self) -> None:
        until = time.monotonic() + self._patience
        while not _take(self._handle):
            if time.monotonic() > until:
                raise _busy(self._path, self._patience)
            time.sleep(_PAUSE)


def _begin_as_child() -> None:
    """Let a forked process hold nothing: the threads that did stayed behind.

    Else it would wait for them in vain; and a log would stay locked as long as it lives
    if its parent is killed while it writes.
    """
    for handle in _HANDLES.values():
        with contextlib.suppress(OSError):
            os.close(handle)
    _HANDLES.clear()
    for mutex in _MUTEXES.values():
        if mutex.locked():
            mutex.release()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_begin_as_child)


def _busy(path: str, patience: float) -> WriteError:
    return WriteError(
        path, f"another writer held the log for {patience:g} s; try again"
    )


if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> bool:
        os.lseek(handle, 0, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _give(handle: int) -> None:
        os.lseek(handle, 0, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _take(handle: int) -> bool:
        # flock, not lockf: a lockf lock is lost when any handle of the file is closed.
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _give(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)
