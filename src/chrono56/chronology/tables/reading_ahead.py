"""A process that reads a long log ahead: it proves its lines, and cuts its entries.

It tells, in frames as `second.py` has them, some entries at a time, see `read_ahead`;
then an empty one. If the log is damaged, the last is the `DamagedLogError`, as a tuple.
"""

import marshal
from collections.abc import Sequence
from typing import IO, Any, Final

from chrono56.chronology.tables.cutting import Cut, Cutter
from chrono56.chronology.tables.entering import Rows
from chrono56.chronology.tables.second import send
from chrono56.errors import DamagedLogError
from chrono56.log.envelope import header_address
from chrono56.log.garbage import Respite
from chrono56.log.jsonl import JsonlStore
from chrono56.log.reader import LogReader

PROGRAM: Final = (
    "import signal, sys; sys.path[:] = sys.argv[2:];"
    " signal.signal(signal.SIGINT, signal.SIG_IGN);"  # who asked hears it, and says so
    f" from {__name__} import read_ahead;"
    " read_ahead(sys.argv[1], sys.stdout.buffer)"
)
"""What the process runs; its arguments are the log, and where modules are found."""

_AT_ONCE: Final = 1 << 18  # bytes of lines


class _Frames:
    """Keep what is to be run on the tables, as frames for the process that does it."""

    def __init__(self) -> None:
        self.frames: list[bytes] = []

    def executemany(self, statement: str, rows: Sequence[Sequence[Any]]) -> None:
        """Keep a statement that is to be run with each of some rows."""
        self.frames.append(marshal.dumps(["many", statement, rows]))


def read_ahead(log: str, told: IO[bytes]) -> None:
    """Cut the entries of a log, and tell what comes of them.

    Args:
        log: The file of the log.
        told: Where to tell it: some entries at a time as they were cut, their rows as
            frames for `chrono56.chronology.tables.second`, and the position behind.

    Raises:
        DisorderError: The entries are not in canonical order.
    """
    entered = _Frames()
    rows = Rows(entered)
    reader = LogReader(JsonlStore(log))
    some: list[Cut] = []
    size = 0

    def tell() -> None:
        rows.write()
        send(told, [some, entered.frames, behind.start, behind.end, behind.entry])
        some.clear()
        entered.frames.clear()

    try:
        with Respite():
            cutter = Cutter(rows, header_address(reader.header()), {})
            for entry, behind in reader.read():
                some.append(cutter.cut(entry))
                size += behind.end - behind.start
                if size > _AT_ONCE:
                    tell()
                    size = 0
            if some:
                tell()
    except DamagedLogError as error:
        send(told, error.args)
    else:
        send(told, [])
