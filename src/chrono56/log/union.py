"""The union of copies: what one copy of a log has that another lacks.

A log is a set of entries; their order follows from what they say. So a union is
commutative, associative and idempotent, whoever makes it and in whatever order.
"""

from collections.abc import Iterable

from chrono56.log.envelope import Envelope, is_header
from chrono56.log.proof import read_envelope


def lacking(mine: Iterable[bytes], theirs: Iterable[bytes]) -> list[bytes]:
    """Return those of *theirs* that *mine* lacks, in canonical order.

    A form of an entry in which more was erased is lacking too. In canonical order every
    part that reaches the disk is whole: no entry comes before its parents.

    Raises:
        NotCanonicalError: A line is not an entry.
        RecordError: A line is not an entry.
    """
    erased: dict[str, frozenset[str]] = {}
    for line in mine:
        _take(erased, line)
    found: list[tuple[str, str, bytes]] = []
    for line in theirs:
        envelope = _take(erased, line)
        if envelope is not None:
            found.append((envelope.at, envelope.id, line))
    return [line for _, _, line in sorted(found)]


def _take(erased: dict[str, frozenset[str]], line: bytes) -> Envelope | None:
    """Return the entry on a line if it says anything new."""
    if is_header(line):
        return None
    envelope = read_envelope(line)
    known = erased.get(envelope.id)
    if known is not None and envelope.erased <= known:
        return None
    erased[envelope.id] = envelope.erased | (known or frozenset())
    return envelope
