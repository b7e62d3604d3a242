"""A second process that fills tables: it runs the statements that another sends it.

It is started with the text of this module alone, and so imports nothing but what comes
with Python: neither the package nor the program that asked for it is run again. Who
asks is heard on the standard input, and answered on the standard output; who has rows
beside, on a pipe. All send frames: a length of eight bytes, and as many of marshalled
data.
"""

import marshal
import os
import signal
import sqlite3
import sys
from collections.abc import Sequence
from typing import IO, Any, Final, Protocol

LENGTH: Final = 8
"""How many bytes tell the length of a frame."""

_STEPS: Final = 1 << 20  # of SQLite, after which it is looked whether who asked lives


END: Final = marshal.dumps(None)
"""What stands behind the last frame, as it is marshalled: always so, as no list is."""


class Pipe(Protocol):
    """Whatever takes bytes."""

    def write(self, data: bytes, /) -> object:
        """Take some bytes."""

    def flush(self) -> None:
        """Let them go."""


class Batch:
    """Collect statements, each with some rows, to send them together.

    Args:
        to: Where the process hears them.
    """

    def __init__(self, to: Pipe) -> None:
        self._to = to
        self._collected: list[tuple[str, Sequence[Any]]] = []

    def executemany(self, statement: str, rows: Sequence[Any]) -> None:
        """Let a statement be run with each of some rows."""
        self._collected.append((statement, rows[:]))

    def send(self) -> None:
        """Send what was collected."""
        send(self._to, ["many", self._collected])
        self._collected.clear()


def send(to: Pipe, value: Any) -> None:
    """Send a value."""
    data = marshal.dumps(value)
    to.write(len(data).to_bytes(LENGTH, "little"))
    to.write(data)
    to.flush()


def receive(source: IO[bytes]) -> Any:
    """Return the next value.

    Raises:
        EOFError: Nothing comes any more, or not all of it.
    """
    head = source.read(LENGTH)
    length = int.from_bytes(head, "little")
    data = source.read(length) if len(head) == LENGTH else b""
    if not data or len(data) < length:
        raise EOFError
    return loaded(data)


def loaded(data: bytes) -> Any:
    """Return the value of a frame."""
    return marshal.loads(data)  # noqa: S302 - from the process that made us, or we it


def fill(path: str, asked: IO[bytes], beside: IO[bytes], told: IO[bytes]) -> None:
    """Fill the tables in a file, in one transaction.

    Args:
        path: The file.
        asked: What is to be done, one after the other: ``["run", statements]``, of
            which each is told when it is done; ``["many", …]``, statements with their
            rows; ``["beside"]``, the next that comes there; and ``["end"]``. If that
            does not come, all is in vain.
        beside: Where statements with their rows come from another process.
        told: Where to tell it.

    Raises:
        EOFError: Who asked is gone.
        sqlite3.Error: It can't be done.
    """
    # In one thread: where there are two, the locks that SQLite takes cost a fifth more.
    connection = sqlite3.connect(path, isolation_level=None)
    parent = os.getppid()
    connection.set_progress_handler(lambda: os.getppid() != parent, _STEPS)
    while True:
        frame = receive(asked)
        match receive(beside) if frame == ["beside"] else frame:
            case ["many", statements]:
                for statement, rows in statements:
                    connection.executemany(statement, rows)
            case ["run", statements]:
                for statement in statements:
                    connection.execute(statement)
                    send(told, statement)
            case ["end"]:
                connection.close()
                return
            case _:
                raise EOFError


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who asked hears it, and says so
    # Else it is asked of each string of bytes, at length, what it may be adapted to.
    sqlite3.register_adapter(bytes, bytearray)
    with os.fdopen(int(sys.argv[2]), "rb") as beside:
        fill(sys.argv[1], sys.stdin.buffer, beside, sys.stdout.buffer)
