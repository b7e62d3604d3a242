"""What is done apart, on other cores: one process reads ahead, one fills the tables."""

import contextlib
import importlib.util
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final

from chrono56.chronology.tables import reading_ahead, second
from chrono56.chronology.tables.cutting import Cut
from chrono56.chronology.tables.flow import Inflow, Outflow
from chrono56.chronology.tables.making import InVainError
from chrono56.chronology.tables.second import END, Batch, loaded, receive, send
from chrono56.errors import DamagedLogError
from chrono56.log.position import Position

if TYPE_CHECKING:
    from subprocess import Popen


_PIPE: Final = 1 << 20
"""How many bytes one process may write before another has read them.

Linux lets anyone have so many; other systems keep to what they have.
"""


def is_possible() -> bool:
    """Say whether there is a second core, and others can be started as is needed."""
    return (
        _cores() > 1
        and os.name == "posix"  # elsewhere no pipe can be handed on to another
        and bool(sys.executable)
        and not getattr(sys, "frozen", False)
        and bool(_source())
    )


class Apart:
    """Have a second process run statements on a file of tables.

    When the block ends, so does the process; what it did is good for nothing if it has
    not finished. It is waited for only where that is said.

    Args:
        path: The file; nobody else may use it until all is finished.
        begin: The statements to begin with.

    Attributes:
        to: Where it hears what it is asked.
        beside: The pipe on which it hears rows from another process.

    Raises:
        InVainError: It can't be started; of each method: it is gone.
    """

    def __init__(self, path: Path, begin: Sequence[str]) -> None:
        there, self.beside = _pipe()
        with there:
            number = there.fileno()
            command = ("-S", "-c", _source(), str(path), str(number))
            self._process = _begun(*command, pipe=number)
        self.to = Outflow(_there(self._process.stdin))
        self._from = _there(self._process.stdout)
        self._batch = Batch(self.to)
        self._unanswered = 0
        self._begin = begin

    def __enter__(self) -> "Apart":
        try:
            self.ask(self._begin)
        except InVainError:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        _end(self._process)
        self.beside.close()

    def executemany(self, statement: str, rows: Sequence[Sequence[Any]]) -> None:
        """Let a statement be run with each of some rows, once that is sent."""
        self._batch.executemany(statement, rows)

    def send(self) -> None:
        """Have what was collected be run."""
        with _not_in_vain():
            self._batch.send()

    def take_in(self) -> None:
        """Have the next rows be entered that come from the other process."""
        self._ask(["beside"])

    def ask(self, statements: Sequence[str]) -> None:
        """Have statements be run."""
        self._unanswered += len(statements)
        self._ask(["run", list(statements)])

    def wait(self, told: Callable[[int], None] = lambda _: None) -> None:
        """Wait until all is done.

        Args:
            told: Is told after each statement that was asked for, since it was last
                waited for, how many of these are done.
        """
        with _not_in_vain():
            self.to.drain()
        for number in range(1, self._unanswered + 1):
            with _not_in_vain():
                receive(self._from)
            told(number)
        self._unanswered = 0

    def finish(self) -> None:
        """Have what was done stay, and the process end; wait until it has."""
        self.ask(["COMMIT"])
        self._ask(["end"])
        self.wait()
        if self._process.wait() != 0:
            raise InVainError

    def _ask(self, frame: list[Any]) -> None:
        with _not_in_vain():
            send(self.to, frame)


class Ahead:
    """Have a process of its own read a log ahead, and cut its entries.

    When the block ends, so does the process.

    Args:
        log: The file of the log.
        apart: Is asked to enter the rows of the entries, as soon as they are cut.
        at_end: The statements that it is to run once all of them are entered.

    Raises:
        InVainError: It can't be started.
    """

    def __init__(self, log: str, apart: Apart, at_end: Sequence[str]) -> None:
        number = apart.beside.fileno()
        command = ("-c", reading_ahead.PROGRAM, log, str(number), *sys.path)
        self._process = _begun(*command, pipe=number)
        self._from = Inflow(_there(self._process.stdout), self._come)
        self._apart = apart
        self._at_end = at_end

    def __enter__(self) -> "Ahead":
        return self

    def __exit__(self, *_: object) -> None:
        _end(self._process)

    def entries(self) -> Iterator[tuple[list[Cut], Position]]:
        """Yield some entries at a time, and the position behind them.

        Raises:
            DamagedLogError: The log can't be read.
            InVainError: The process ended before it had told all.
        """
        while frame := self._next():
            if frame.__class__ is tuple:
                raise DamagedLogError(*frame)
            some, *behind = frame
            yield some, Position(*behind)

    def _next(self) -> Any:
        with _not_in_vain():
            return loaded(self._from.next(self._apart.to))

    def _come(self, frame: bytes) -> None:
        if frame == END:
            self._apart.ask(self._at_end)
        else:
            self._apart.take_in()


@contextlib.contextmanager
def _not_in_vain() -> Iterator[None]:
    """Say it in our own words if the process is gone.

    Raises:
        InVainError: It is gone.
    """
    try:
        yield
    except (EOFError, OSError, ValueError) as error:
        raise InVainError from error


def _pipe() -> tuple[IO[bytes], IO[bytes]]:
    """Return the two ends of a pipe from one process to another."""
    # Not at the top: it is not there where this is not possible.
    import fcntl  # noqa: PLC0415

    there, here = os.pipe()
    if hasattr(fcntl, "F_SETPIPE_SZ"):
        with contextlib.suppress(OSError):
            fcntl.fcntl(here, fcntl.F_SETPIPE_SZ, _PIPE)
    return os.fdopen(there, "rb", 0), os.fdopen(here, "wb", 0)


def _begun(*arguments: str, pipe: int) -> "Popen[bytes]":
    """Start another Python, with pipes to it and from it, and one to another yet."""
    # Not at the top: a short log is filled in without.
    import subprocess  # noqa: PLC0415

    command = [sys.executable, "-I", *arguments]
    try:
        return subprocess.Popen(  # noqa: S603 - our own words
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            pipesize=_PIPE,
            pass_fds=[pipe],
        )
    except OSError as error:
        raise InVainError from error


def _end(process: "Popen[bytes]") -> None:
    """End a process, whatever it does, and its pipes."""
    process.kill()
    process.wait()
    for stream in (process.stdin, process.stdout):
        with contextlib.suppress(OSError):
            _there(stream).close()


def _there(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None:
        raise InVainError
    return stream


def _source() -> str:
    """Return the text of the module that the process runs; empty if it isn't there."""
    spec = importlib.util.find_spec(second.__name__)
    get_source = getattr(spec.loader, "get_source", None) if spec else None
    return (get_source(second.__name__) or "") if get_source else ""


def _cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
