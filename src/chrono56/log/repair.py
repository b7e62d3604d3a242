"""Repairing a log: lines that prove nothing are moved aside, and nothing else."""

from collections.abc import Iterator

import attrs

from chrono56.errors import WriteError
from chrono56.log.chain import Problem
from chrono56.log.envelope import check_header, is_header
from chrono56.log.proof import read_envelope
from chrono56.log.store import Store, with_ends


@attrs.frozen
class Repair:
    """What repairing a log did.

    Attributes:
        moved: The lines that were moved aside, as they were numbered before.
        kept: Where they are now; empty if nothing had to be moved.
    """

    moved: tuple[Problem, ...]
    kept: str


def repair(store: Store, header: bytes) -> Repair:
    """Move the lines aside that are neither header nor entry, or were changed.

    Their bytes are durable before any line goes. An entry whose parent is lost stays,
    and so does one whose record is wrong in a line that proves itself. A log without
    such lines is not touched.

    Args:
        store: Where the log is kept.
        header: Its header line.

    Raises:
        WriteError: Nothing was changed: no space, no permission, a lock not given up,
            or somebody wrote meanwhile.
    """
    moved = tuple(
        (Problem(number, why), line)
        for number, line, why in _checked(store, header)
        if why
    )
    if not moved:
        return Repair((), "")
    lines = [line for _, line in moved]

    def write() -> Iterator[bytes]:
        bad: list[bytes] = []
        for _, line, why in _checked(store, header):
            if why:
                bad.append(line)
            else:
                yield line
        if bad != lines:
            raise WriteError(store.name, "it changed while it was repaired; try again")

    kept = store.rewrite(write, aside=with_ends(lines))
    return Repair(tuple(problem for problem, _ in moved), kept)


def _checked(store: Store, header: bytes) -> Iterator[tuple[int, bytes, str]]:
    """Yield every line with its number and what is wrong with it; empty: nothing."""
    for number, (_, line) in enumerate(store.read(), 1):
        why = ""
        try:
            if is_header(line):
                check_header(line, header)
            else:
                read_envelope(line)
        except ValueError as error:
            why = str(error)
        yield number, line, why
