"""Taking erased texts out of a log: what a rewritten log has instead.

Who erased what, and why, is an entry like any other, and durable before the first text
goes. So whoever finds such an entry and the text still there, after a crash or because
an old copy brought it back, can finish what was begun.
"""

import warnings
from collections.abc import Collection, Iterable, Iterator, Mapping

from chrono56.errors import DamagedLogError, ErasureWarning
from chrono56.log.cache import TABLES, cache_path, texts_kept
from chrono56.log.canonical import dumps
from chrono56.log.envelope import Envelope, is_header
from chrono56.log.proof import read_envelope


class Rewriting:
    """Give the lines of a log without the texts that are to be erased.

    Every line is given once, so that of two forms of an entry one is left. A line that
    proves nothing stops it.

    Args:
        name: What messages call the log.
        erasures: For the address of every action whose erasure is recorded when that
            was recorded. What was recorded later than that stays.

    Attributes:
        guessable: The addresses of what was erased and had no nonce.
    """

    def __init__(self, name: str, erasures: Mapping[str, str]) -> None:
        self._name = name
        self._erasures = erasures
        self.guessable: set[str] = set()

    def lines(self, lines: Iterable[bytes]) -> Iterator[bytes]:
        """Yield what is to stand in place of *lines*.

        Raises:
            DamagedLogError: A line is neither header nor entry, or was changed.
        """
        given: set[str] = set()
        for number, line in enumerate(lines, 1):
            name, left = "", line
            if not is_header(line):
                try:
                    envelope = read_envelope(line)
                except ValueError as error:
                    raise DamagedLogError(self._name, number, str(error)) from None
                gone = self._to_erase(envelope)
                name = " ".join((envelope.id, *sorted(envelope.erased | gone)))
                left = without(envelope, gone) if gone else line
            if name not in given:
                given.add(name)
                yield left

    def warn(self) -> None:
        """Warn of what can be guessed back, if there is any."""
        if self.guessable:
            warnings.warn(
                f"{len(self.guessable)} of the texts erased had no nonce: whoever"
                " suspects what one said can hash that, and compare (`erasable` when"
                " recording adds one)",
                ErasureWarning,
                stacklevel=2,
            )

    def _to_erase(self, envelope: Envelope) -> frozenset[str]:
        found = frozenset(
            where
            for where in envelope.addresses
            if self._erasures.get(where, "") > envelope.at
        ).difference(envelope.erased)
        for action, where in zip(envelope.actions, envelope.addresses, strict=True):
            if where in found and not action.get("nonce"):
                self.guessable.add(where)
        return found


def forget_derived(log_name: str, log_id: str) -> None:
    """Remove what is derived of a log, and may hold what was erased.

    Warns:
        ErasureWarning: One can't be removed.
    """
    path = cache_path(log_name, log_id, TABLES)
    if path is None:
        return
    for kept in texts_kept(path):
        try:
            kept.unlink(missing_ok=True)
        except OSError as error:
            message = f"{kept} may hold what was erased; delete it ({error})"
            warnings.warn(message, ErasureWarning, stacklevel=2)


def without(envelope: Envelope, gone: Collection[str]) -> bytes:
    """Return an entry's line with the texts of the actions *gone* erased."""
    do = [
        {"erased": where} if where in gone else action
        for action, where in zip(envelope.body["do"], envelope.addresses, strict=True)
    ]
    return dumps(envelope.body | {"do": do})
