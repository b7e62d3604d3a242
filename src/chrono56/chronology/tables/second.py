"""A second process that fills tables: it runs the statements that another sends it.

It is started with the text of this module alone, and so imports nothing but what comes
with Python: neither the package nor the program that asked for it is run again. Who
sends is heard on the standard input, and answered on the standard output, in frames: a
length of eight bytes, and as many of marshalled data.
"""

import marshal
import os
import signal
import sqlite3
import sys
from queue import Queue
from threading import Thread
from typing import IO, Any, Final

_LENGTH: Final = 8  # bytes
_AHEAD: Final = 16  # frames that are read before they are needed
_STEPS: Final = 1 << 20  # of SQLite, after which it is looked whether who asked lives


def send(to: IO[bytes], value: Any) -> None:
    """Send a value."""
    data = marshal.dumps(value)
    to.write(len(data).to_bytes(_LENGTH, "little"))
    to.write(data)
    to.flush()


def receive(source: IO[bytes]) -> Any:
    """Return the next value.

    Raises:
        EOFError: Nothing comes any more, or not all of it.
    """
    length = int.from_bytes(source.read(_LENGTH), "little")
    data = source.read(length) if length else b""
    if not data or len(data) < length:
        raise EOFError
    return marshal.loads(data)  # noqa: S302 - from the process that made us


def fill(path: str, asked: IO[bytes], told: IO[bytes]) -> None:
    """Fill the tables in a file, in one transaction.

    Args:
        path: The file.
        asked: What is to be done, one after the other: ``["run", statements]``, of
            which each is told when it is done; ``["many", statement, rows]``;
            ``["ask", statement, values]``, which is told one row or None; and
            ``["end"]``. If that does not come, all is in vain.
        told: Where to tell it.

    Raises:
        EOFError: Who asked is gone.
        sqlite3.Error: It can't be done.
    """
    frames: Queue[Any] = Queue(_AHEAD)
    Thread(target=_read_ahead, args=(asked, frames), daemon=True).start()
    connection = sqlite3.connect(path, isolation_level=None)
    parent = os.getppid()
    connection.set_progress_handler(lambda: os.getppid() != parent, _STEPS)
    while True:
        match frames.get():
            case ["many", statement, rows]:
                connection.executemany(statement, rows)
            case ["run", statements]:
                for statement in statements:
                    connection.execute(statement)
                    send(told, statement)
            case ["ask", statement, values]:
                send(told, connection.execute(statement, values).fetchone())
            case ["end"]:
                connection.close()
                return
            case _:
                raise EOFError


def _read_ahead(source: IO[bytes], frames: "Queue[Any]") -> None:
    """Read frames until the end, or until there are no more; then put None."""
    asked: Any = []
    while asked not in (["end"], None):
        try:
            asked = receive(source)
        except (EOFError, OSError):
            asked = None
        frames.put(asked)


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who asked hears it, and says so
    fill(sys.argv[1], sys.stdin.buffer, sys.stdout.buffer)
