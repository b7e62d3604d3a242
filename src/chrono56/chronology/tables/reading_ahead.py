"""A process that reads a long log ahead: it proves its lines, and cuts its entries.

It tells, in frames as `second.py` has them, some entries at a time, see `read_ahead`;
then `None`. If the log is damaged, the last is the `DamagedLogError`, as a tuple.
The rows of the entries go past who is told, to the process that fills the tables.
"""

from typing import IO, Final

from chrono56.chronology.tables.cutting import Cut, Cutter
from chrono56.chronology.tables.entering import Rows
from chrono56.chronology.tables.second import Batch, send
from chrono56.errors import DamagedLogError
from chrono56.log.envelope import header_address
from chrono56.log.garbage import Respite
from chrono56.log.jsonl import JsonlStore
from chrono56.log.reader import LogReader

PROGRAM: Final = (
    "import os, signal, sys; sys.path[:] = sys.argv[3:];"
    " signal.signal(signal.SIGINT, signal.SIG_IGN);"  # who asked hears it, and says so
    f" from {__name__} import read_ahead;"
    " read_ahead(sys.argv[1], sys.stdout.buffer, os.fdopen(int(sys.argv[2]), 'wb'))"
)
"""What the process runs.

Its arguments are the log, the pipe on which rows go, and where modules are found.
"""

_AT_ONCE: Final = 1 << 16
"""How many bytes of lines are told at a time; a pipe holds some times as many."""


def read_ahead(log: str, told: IO[bytes], entered: IO[bytes]) -> None:
    """Cut the entries of a log, and tell what comes of them.

    Args:
        log: The file of the log.
        told: Where to tell it: some entries at a time as they were cut, and the
            position behind.
        entered: Where to send their rows, all of the same entries at a time, to
            `chrono56.chronology.tables.second`.

    Raises:
        DisorderError: The entries are not in canonical order.
    """
    batch = Batch(entered)
    rows = Rows(batch)
    reader = LogReader(JsonlStore(log))
    some: list[Cut] = []
    size = 0

    def tell() -> None:
        send(told, [some, behind.start, behind.end, behind.entry])
        some.clear()
        rows.write()
        batch.send()

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
        send(told, None)
