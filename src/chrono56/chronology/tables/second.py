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
from typing import IO, Any, Final

_LENGTH: Final = 8  # bytes
_STEPS: Final = 1 << 20  # of SQLite, after which it is looked whether who asked lives


def send(to: IO[bytes], value: Any) -> None:
    """Send a value."""
    pass_on(to, marshal.dumps(value))


def pass_on(to: IO[bytes], data: bytes) -> None:
    """Send a value that is marshalled already."""
    to.write(len(data).to_bytes(_LENGTH, "little"))
    to.write(data)
    to.flush()


def receive(source: IO[bytes]) -> Any:
    """Return the next value.

    Raises:
        EOFError: Nothing comes any more, or not all of it.
    """
    head = source.read(_LENGTH)
    length = int.from_bytes(head, "little")
    data = source.read(length) if len(head) == _LENGTH else b""
    if not data or len(data) < length:
        raise EOFError
    return marshal.loads(data)  # noqa: S302 - from the process that made us


def fill(path: str, asked: IO[bytes], told: IO[bytes]) -> None:
    """Fill the tables in a file, in one transaction.

    Args:
        path: The file.
        asked: What is to be done, one after the other: ``["run", statements]``, of
            which each is told when it is done; ``["many", statement, rows]``; and
            ``["end"]``. If that does not come, all is in vain.
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
        match receive(asked):
            case ["many", statement, rows]:
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
    fill(sys.argv[1], sys.stdin.buffer, sys.stdout.buffer)
