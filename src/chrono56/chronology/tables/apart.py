"""What is done apart, on other cores: one process reads ahead, one fills the tables."""

import contextlib
import importlib.util
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final

from chrono56.chronology.tables import reading_ahead, second
from chrono56.chronology.tables.cutting import Cut
from chrono56.chronology.tables.making import InVainError
from chrono56.chronology.tables.second import pass_on, receive, send
from chrono56.errors import DamagedLogError
from chrono56.log.position import Position

if TYPE_CHECKING:
    from subprocess import Popen


_PIPE: Final = 1 << 20
"""How many bytes one process may write before another has read them.

Linux lets anyone have so many; other systems keep to what they have.
"""


def is_possible() -> bool:
    """Say whether there is a second core, and another Python can be started."""
    return (
        _cores() > 1
        and bool(sys.executable)
        and not getattr(sys, "frozen", False)
        and bool(_source())
    )


class Ahead:
    """Have a process of its own read a log ahead, and cut its entries.

    When the block ends, so does the process.

    Args:
        log: The file of the log.

    Raises:
        InVainError: It can't be started.
    """

    def __init__(self, log: str) -> None:
        self._process = _begun("-c", reading_ahead.PROGRAM, log, *sys.path)
        self._from = _there(self._process.stdout)

    def __enter__(self) -> "Ahead":
        return self

    def __exit__(self, *_: object) -> None:
        _end(self._process)

    def entries(self) -> Iterator[tuple[list[Cut], list[bytes], Position]]:
        """Yield some entries at a time, their rows, and the position behind them.

        The rows are marshalled, see `Apart.pass_on`.

        Raises:
            DamagedLogError: The log can't be read.
            InVainError: The process ended before it had told all.
        """
        while frame := _received(self._from):
            if frame.__class__ is tuple:
                raise DamagedLogError(*frame)
            some, rows, *behind = frame
            yield some, rows, Position(*behind)


class Apart:
    """Send statements to a second process, which runs them on a file of tables.

    When the block ends, so does the process; what it did is good for nothing if it has
    not finished.

    Args:
        path: The file; nobody else may use it until all is finished.
        begin: The statements to begin with.

    Raises:
        InVainError: It can't be started; of each method: it is gone.
    """

    def __init__(self, path: Path, begin: Iterable[str]) -> None:
        self._process = _begun("-S", "-c", _source(), str(path))
        self._to = _there(self._process.stdin)
        self._from = _there(self._process.stdout)
        self._begin = begin

    def __enter__(self) -> "Apart":
        try:
            self.run(list(self._begin))
        except InVainError:
            _end(self._process)
            raise
        return self

    def __exit__(self, *_: object) -> None:
        _end(self._process)

    def executemany(self, statement: str, rows: Sequence[Sequence[Any]]) -> None:
        """Have a statement run with each of some rows, and don't wait for it."""
        self._send(send, ["many", statement, rows])

    def pass_on(self, frames: Iterable[bytes]) -> None:
        """Have what is marshalled already be run, and don't wait for it."""
        for frame in frames:
            self._send(pass_on, frame)

    def run(
        self, statements: Sequence[str], told: Callable[[int], None] = lambda _: None
    ) -> None:
        """Have statements run, and wait until all are.

        Args:
            statements: The statements.
            told: Is told after each how many are done.
        """
        self._send(send, ["run", list(statements)])
        for number, _ in enumerate(statements, 1):
            _received(self._from)
            told(number)

    def finish(self) -> None:
        """Have what was done stay, and the process end; wait until it has."""
        self.run(["COMMIT"])
        self._send(send, ["end"])
        if self._process.wait() != 0:
            raise InVainError

    def _send(self, how: Callable[[IO[bytes], Any], None], value: Any) -> None:
        try:
            how(self._to, value)
        except OSError as error:
            raise InVainError from error


def _received(source: IO[bytes]) -> Any:
    try:
        return receive(source)
    except (EOFError, OSError, ValueError) as error:
        raise InVainError from error


def _begun(*arguments: str) -> "Popen[bytes]":
    """Start another Python, with pipes to it and from it."""
    # Not at the top: a short log is filled in without.
    import subprocess  # noqa: PLC0415

    pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
    command = [sys.executable, "-I", *arguments]
    try:
        return subprocess.Popen(  # noqa: S603 - our own words
            command, stdin=pipe, stdout=pipe, stderr=nothing, pipesize=_PIPE
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
