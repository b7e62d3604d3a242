"""What a writer knows of its log: read once, and then caught up with."""

import contextlib
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Final

from chrono56.errors import DamagedLogError, WriteError
from chrono56.log import remembered
from chrono56.log.cache import LEDGER
from chrono56.log.envelope import check_header, header_address, is_header
from chrono56.log.garbage import Respite
from chrono56.log.kept import KeptLedger, keep_ledger
from chrono56.log.ledger import Ledger
from chrono56.log.proof import read_envelope
from chrono56.log.remembered import Remembered
from chrono56.log.store import Stamp, Store, file_in, size_in, stamping
from chrono56.log.trial import Trial
from chrono56.text import SHOWN

_LONG: Final = 10_000  # lines; fewer are read in a tenth of a second
_PARTS: Final = 4  # when one of them is new, the ledger is kept anew


class Known:
    """Know what stands in a log, and notice when it is not the log it was.

    Args:
        store: Where the lines are kept.
        header: The log's header line.
        memory: The file that notes how far the log went; None notes nothing.

    Attributes:
        ledger: What stands in it, as of the last time it was caught up with.
        root: The SHA-256 of the header line: the first entry's parent.
        heads: Its heads, as of the same time.
        before: How far the log went when it was last used here, until that was asked.
    """

    def __init__(self, store: Store, header: bytes, memory: Path | None = None) -> None:
        self._store = store
        self._stamp_of_store = stamping(store)
        self._header = header
        self._memory = memory
        self.root = header_address(header)
        self._roots = {self.root}
        self.ledger = Ledger()
        # The last line that is known, and where it begins: it must stand there still.
        self._last = 0, header
        self._line = 0  # how many lines the ledger has taken in
        self._stamp: Stamp = ()
        self._kept: Stamp = ()  # the stamp with which a ledger was kept
        self._is_proven = False  # every line, and nobody else wrote since
        self.heads: tuple[str, ...] = ()
        self.before = remembered.recall(memory)

    def catch_up(self) -> None:
        """Take in what was appended since.

        Raises:
            DamagedLogError: A line is neither header nor entry, or was changed.
            WriteError: What was there before no longer is.
        """
        stamp = self._stamp_of_store()
        if stamp and stamp == self._stamp:
            return
        if self._stamp and file_in(stamp) != file_in(self._stamp):
            # It was rewritten, though the last line may be where it was.
            self.begin_anew()
        self._stamp = ()
        if self._line:  # somebody wrote, and may have changed what was proven
            self._is_proven = False
        else:
            self._recall_ledger(stamp)
        lines = self._store.read(self._last[0])
        is_anew = next(lines, None) != self._last or not self._line
        if is_anew:
            # It was rewritten, perhaps for an erasure; what counts are the entries.
            self.begin_anew()
            lines = self._store.read()
            if next(self._store.read(), None) != self._last:
                raise self._replaced()
        with Respite():
            for offset, line in lines:
                self._feed(offset, line)
        if not all(head in self.ledger for head in self.heads):
            raise self._replaced()
        self.heads = self.ledger.heads
        self._stamp = stamp  # of before: what came while it was read gives another
        if is_anew:
            self._is_proven = True
            self._keep_ledger()

    def begin_anew(self) -> None:
        """Forget what was read of the log, so that all of it is read again."""
        self.ledger, self._last, self._line = Ledger(), (0, self._header), 0
        self._stamp = self._kept = ()

    def take_in(self, trial: Trial) -> None:
        """Count what was tried out: it is kept."""
        if not trial.lines:
            return
        start, last = self._last
        offset = start + len(last) + 1
        trial.count_from(offset)
        last = trial.lines[-1]
        end = offset + trial.size
        self._last = end - len(last) - 1, last
        self._line += len(trial.lines)
        self.heads = trial.heads
        stamp = self._stamp_of_store()
        if file_in(stamp) != file_in(self._stamp):
            self.begin_anew()
        else:  # where somebody appended more, it must be read
            self._stamp = stamp if size_in(stamp) == end else ()

    def require_all(self) -> None:
        """Refuse to build upon a log that lost entries it had when it was last used."""
        if self.before is not None:
            lost = self.before.complaint(self.ledger.__contains__)
            if lost:
                raise WriteError(self._store.name, lost)
            self.before = None  # from now on what is seen here tells more

    def require_parents(self) -> None:
        """Refuse to build upon a log that lost an entry: it would seal the loss."""
        awaited = self.ledger.awaited
        if not awaited <= self._roots:
            lost = min(awaited - self._roots)
            raise DamagedLogError(
                self._store.name,
                0,
                f"an entry is missing that others follow ({lost[:SHOWN]});"
                " merge an intact copy, which brings it back",
            )

    def remember(self) -> None:
        """Note how far the log went, if it was read and all is there that was."""
        if self._memory is not None and self.before is None and self._line:
            is_proven = self._stamp and self._is_proven
            proven = (self._stamp, self._kept) if is_proven else ()
            self.keep(Remembered(self.ledger.entries, self.heads, *proven))

    def keep(self, stands: Remembered) -> None:
        """Note how far the log went; what it held then must stand from now on."""
        self.heads = stands.heads
        remembered.keep(self._memory, stands)

    def lines(self) -> Iterator[bytes]:
        """Yield all lines of the log."""
        return (line for _, line in self._store.read())

    def _recall_ledger(self, stamp: Stamp) -> None:
        """Begin with the ledger that was kept, if nobody touched the log since."""
        before = self.before
        if self._memory is None or before is None or not stamp == before.stamp != ():
            return
        try:
            kept = KeptLedger(_ledger_beside(self._memory))
        except (OSError, ValueError):
            return
        was, now = size_in(kept.stamp), size_in(stamp)
        if kept.stamp != before.kept or now - was > now // _PARTS:
            return
        last = next(self._store.read(kept.start), (0, b""))
        if sha256(last[1]).hexdigest() == kept.line:
            self.ledger = Ledger(kept)
            self.ledger.stand_at(kept.ends)
            self._last, self._line, self._kept = last, kept.lines, kept.stamp
            self._is_proven = True

    def _keep_ledger(self) -> None:
        """Keep the ledger of a long log, from which the next writer can go on."""
        stamp, ledger = self._stamp, self.ledger
        if self._memory is None or self._line < _LONG or not stamp:
            return
        if self.before is not None and self.before.complaint(ledger.__contains__):
            return
        if stamp != self._stamp_of_store():
            return  # it grew while it was read; the next writer will see to it
        path = _ledger_beside(self._memory)
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            with Respite():
                keep_ledger(path, ledger, stamp, self._last, self._line)
            self._kept = stamp
            self.keep(Remembered(ledger.entries, ledger.heads, stamp, stamp))

    def _feed(self, offset: int, line: bytes) -> None:
        try:
            if is_header(line):
                check_header(line, self._header)
            else:
                self.ledger.feed(read_envelope(line), offset)
        except ValueError as error:
            raise DamagedLogError(
                self._store.name, self._line + 1, str(error)
            ) from None
        self._last = offset, line
        self._line += 1

    def _replaced(self) -> WriteError:
        # To go on would fork the log for all who hold what was cut off.
        why = "the log went backwards or was replaced; open it anew, and verify it"
        return WriteError(self._store.name, why)


def _ledger_beside(memory: Path) -> Path:
    return memory.with_suffix(LEDGER)
