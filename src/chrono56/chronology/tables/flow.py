"""Frames between processes, kept here as long as one of them has no time for them.

So nobody waits for another as long as there is something to do. The frames are those of
`chrono56.chronology.tables.second`.
"""

import os
import select
from collections import deque
from collections.abc import Callable
from typing import IO, Final

from chrono56.chronology.tables.second import LENGTH

AT_ONCE: Final = 1 << 20
"""How many bytes are read or written at a time, at most."""

MOST_GOING: Final = 1 << 27
"""How many bytes are kept, at most about, that the other has not taken yet."""

MOST_COMING: Final = 1 << 28
"""How many bytes are kept, at most about, that nobody has asked for yet.

So much takes longer to tell than it takes to make the indexes of all acts meanwhile.
"""


class Outflow:
    """A pipe to another process: what it does not take at once is kept.

    It can be written to as to a file.

    Args:
        to: The pipe; nobody else may write to it.
    """

    def __init__(self, to: IO[bytes]) -> None:
        self._to = to.fileno()
        self._kept: deque[memoryview] = deque()
        self._size = 0
        os.set_blocking(self._to, False)

    def fileno(self) -> int:
        """Return the number of the pipe."""
        return self._to

    @property
    def is_empty(self) -> bool:
        """Whether all has gone."""
        return not self._kept

    def write(self, data: bytes) -> None:
        """Let some bytes go."""
        self._kept.append(memoryview(data))
        self._size += len(data)

    def flush(self) -> None:
        """Let go what the other takes now; if too much is left, wait until it is less.

        Raises:
            OSError: The other is gone.
        """
        self._give()
        while self._size > MOST_GOING:
            self._wait()

    def drain(self) -> None:
        """Wait until all has gone.

        Raises:
            OSError: The other is gone.
        """
        while self._kept:
            self._wait()

    def _wait(self) -> None:
        select.select([], [self._to], [])
        self._give()

    def _give(self) -> None:
        try:
            while self._kept:
                gone = os.write(self._to, self._kept[0][:AT_ONCE])
                self._size -= gone
                self._kept[0] = self._kept[0][gone:]
                if not self._kept[0]:
                    self._kept.popleft()
        except BlockingIOError:
            pass


class Inflow:
    """A pipe from another process: what comes before it is asked for is kept.

    Args:
        source: The pipe; nobody else may read from it.
        came: Is told of each frame, as it is marshalled, as soon as it has come.
    """

    def __init__(self, source: IO[bytes], came: Callable[[bytes], None]) -> None:
        self._source = source.fileno()
        self._came = came
        self._frames: deque[bytes] = deque()
        self._size = 0
        self._begun = bytearray()
        os.set_blocking(self._source, False)

    def next(self, beside: Outflow) -> bytes:
        """Return the next frame, marshalled.

        Args:
            beside: Goes on while nothing comes.

        Raises:
            EOFError, OSError: The other is gone.
        """
        self._take()
        while not self._frames:
            to = [] if beside.is_empty else [beside]
            come, go, _ = select.select([self._source], to, [])
            if go:
                beside.flush()
            if come:
                self._take()
        frame = self._frames.popleft()
        self._size -= len(frame)
        return frame

    def _take(self) -> None:
        """Take in what has come, unless too much of it is here."""
        while self._size < MOST_COMING:
            try:
                data = os.read(self._source, AT_ONCE)
            except BlockingIOError:
                return
            if not data:
                if self._frames:
                    return
                raise EOFError
            self._begun += data
            while frame := self._completed():
                self._frames.append(frame)
                self._size += len(frame)
                self._came(frame)

    def _completed(self) -> bytes:
        """Return a frame that has come; nothing if not all of it has."""
        begun = self._begun
        end = LENGTH + int.from_bytes(begun[:LENGTH], "little")
        if len(begun) < max(end, LENGTH + 1):
            return b""
        frame = bytes(begun[LENGTH:end])
        del begun[:end]
        return frame
