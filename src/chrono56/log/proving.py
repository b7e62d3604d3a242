"""Lines that are proven ahead: by a process that does nothing else, for another one."""

import contextlib
import marshal
from collections.abc import Iterator
from typing import IO, Any, Final, TypeAlias

from chrono56.log.envelope import Proof, is_header, read_envelope
from chrono56.log.garbage import Respite
from chrono56.log.jsonl import JsonlStore

Line: TypeAlias = tuple[int, bytes, Proof | None]
"""The offset of a line, the line, and what came of its proof if it is proven."""

PROGRAM: Final = (
    "import signal, sys; sys.path[:] = sys.argv[2:];"
    " signal.signal(signal.SIGINT, signal.SIG_IGN);"  # who asked hears it, and says so
    f" from {__name__} import tell_proven;"
    " tell_proven(sys.argv[1], sys.stdout.buffer)"
)
"""What the process runs; its arguments are the file, and where modules are found."""

_AT_ONCE: Final = 1 << 18  # bytes of lines


def tell_proven(path: str, told: IO[bytes]) -> None:
    """Read the lines of a file and prove them, and tell them to another process.

    Args:
        path: The file.
        told: Where to tell them, for `told_lines`.
    """
    some: list[Line] = []
    size = 0
    with Respite():
        for offset, line in JsonlStore(path).read():
            proof: Proof | None = None
            if not is_header(line):
                with contextlib.suppress(ValueError):  # who is told will say what
                    envelope = read_envelope(line)
                    proof = envelope.digests, envelope.spelt
            some.append((offset, line, proof))
            size += len(line)
            if size > _AT_ONCE:
                _send(told, some)
                some, size = [], 0
    if some:
        _send(told, some)
    _send(told, [])


def told_lines(told: IO[bytes]) -> Iterator[Line]:
    """Yield the lines that `tell_proven` tells.

    Raises:
        EOFError, ValueError: It ended before it had told all.
    """
    while some := marshal.loads(marshal.load(told)):  # noqa: S302 - our own process's
        yield from some


def _send(told: IO[bytes], value: Any) -> None:
    # Read as one string of bytes, which is faster than object by object.
    marshal.dump(marshal.dumps(value), told)
    told.flush()
