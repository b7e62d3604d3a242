"""What is done apart, on other cores: one process proves lines, one fills tables."""

import contextlib
import importlib.util
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final

from chrono56.chronology.tables import second
from chrono56.chronology.tables.second import receive, send
from chrono56.log import proving
from chrono56.log.proving import Line

if TYPE_CHECKING:
    from subprocess import Popen


_PIPE: Final = 1 << 20
"""How many bytes one process may write before another has read them.

Linux lets anyone have so many; other systems keep to what they have.
"""


class InVainError(Exception):
    """What was done by several processes is good for nothing; do it anew, alone."""


def is_possible() -> bool:
    """Say whether there is a second core, and a second Python can be started."""
    return (
        _cores() > 1
        and bool(sys.executable)
        and not getattr(sys, "frozen", False)
        and bool(_source())
    )


class Apart:
    """Send statements to a second process, which runs them on a file of tables.

    Args:
        path: The file; nobody else may use it until all is finished.
        begin: The statements to begin with.

    Raises:
        InVainError: It can't be started; of each method: it is gone.
    """

    def __init__(self, path: Path, begin: Iterable[str]) -> None:
        self._process = _begun("-S", "-c", _source(), str(path))
        self._to: IO[bytes] = _there(self._process.stdin)
        self._from: IO[bytes] = _there(self._process.stdout)
        try:
            self.run(list(begin))
        except InVainError:
            self.abandon()
            raise

    def executemany(self, statement: str, rows: Sequence[Sequence[Any]]) -> None:
        """Have a statement run with each of some rows, and don't wait for it."""
        self._send(["many", statement, rows])

    def fetchone(self, statement: str, values: Sequence[Any]) -> Any:
        """Return the first row that a query finds, a tuple; None if it finds none."""
        self._send(["ask", statement, list(values)])
        return self._receive()

    def run(
        self, statements: Sequence[str], told: Callable[[int], None] = lambda _: None
    ) -> None:
        """Have statements run, and wait until all are.

        Args:
            statements: The statements.
            told: Is told after each how many are done.
        """
        self._send(["run", list(statements)])
        for number, _ in enumerate(statements, 1):
            self._receive()
            told(number)

    def finish(self) -> None:
        """Have what was done stay, and the process end; wait until it has."""
        self.run(["COMMIT"])
        self._send(["end"])
        if self._process.wait() != 0:
            raise InVainError
        self._close()

    def abandon(self) -> None:
        """End the process, whatever it does; what it wrote is good for nothing."""
        self._process.kill()
        self._process.wait()
        self._close()

    def _close(self) -> None:
        for stream in (self._to, self._from):
            with contextlib.suppress(OSError):
                stream.close()

    def _send(self, value: Any) -> None:
        try:
            send(self._to, value)
        except OSError as error:
            raise InVainError from error

    def _receive(self) -> Any:
        try:
            return receive(self._from)
        except (EOFError, OSError) as error:
            raise InVainError from error


@contextlib.contextmanager
def proven_apart(path: str) -> Iterator[Iterator[Line]]:
    """Have a process of its own read the lines of a file and prove them.

    Yields the lines; when the block ends, so does the process.

    Args:
        path: The file.

    Raises:
        InVainError: It can't be started; of the lines: it ended before their end.
    """
    process = _begun("-c", proving.PROGRAM, path, *sys.path)
    told = _there(process.stdout)
    try:
        yield _lines(told)
    finally:
        process.kill()
        process.communicate()


def _lines(told: IO[bytes]) -> Iterator[Line]:
    try:
        yield from proving.told_lines(told)
    except (EOFError, ValueError) as error:
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
