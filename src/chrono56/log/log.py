"""The log: append to it, and keep it: merge, erase, repair."""

from typing import TYPE_CHECKING

from chrono56.errors import DamagedLogError, RecordError
from chrono56.log.appending import LogAppender
from chrono56.model.rules import check_text

# What few logs ever need is imported when it is first used, as in appending.
if TYPE_CHECKING:
    from chrono56.log.entry import Entry
    from chrono56.log.repair import Repair


class Log(LogAppender):
    """Read a log, and append entries to it.

    Args:
        store: Where the lines are kept.
        by: Who records; without it the log can only be read.
        clock: What tells the time of recording; the computer's clock if left out.
        new_id: What makes random ids and nonces.
        kinds: Event kinds beyond those that ship with chrono56.
        vocabulary: Gives what plugins offer beyond those; called once, and only if a
            kind is known nowhere else. Without it no plugin is asked.
        durability: ``fsync``: an entry survives a power cut once it is appended;
            ``batch``: once `sync` has been called, or the log was merged.
        remember: Note the log's heads in this computer's cache, and stop writing to a
            log that has lost what was noted.

    Attributes:
        by: Who records; empty if nobody does.
        store: Where the lines are kept.

    Its examples begin with an empty one:

    >>> import chrono56 as c56
    >>> log = c56.open_log("memory:", by="anna")
    """

    def accept(self) -> None:
        """Take the log as it is, though it lost what was remembered of it here.

        Whoever cut the log short on purpose says so by this; nothing is changed in it.

        >>> log.accept()
        >>> log.verify().is_sound
        True
        """
        from chrono56.log.remembered import forget  # noqa: PLC0415 - see above

        forget(self.memory)
        self.__dict__.pop("_writer", None)  # it remembers, too

    def erase(self, target: str, *, reason: str) -> "Entry | None":
        """Erase the text of a record, or of an earlier action, for good.

        Who erases and why is recorded first; then the log is rewritten with the hashes
        of the texts in their places, and every id still proves the rest. What is
        derived from the log on this computer is forgotten with it. Copies, exports, the
        history of git, and torn lines kept beside the log are not touched; nor can the
        recorder, the reason and the key of an entry be erased.

        Args:
            target: A record's id, which means all its recordings and revisions (not the
                claims about it, which have ids of their own); or an action's address.
            reason: Why; it stays, so it must not say what.

        Returns:
            The entry that records it; None if nothing was left to erase.

        Raises:
            Conflict, Diverged: As for `entry`.
            RecordError: There is no reason, or it is the record of an erasure.
            UnknownIdError: There is no such record or action.
            WriteError: The text is still there. If its erasure was recorded before, the
                next who writes finishes it.

        Warns:
            ErasureWarning: The text can be guessed back, as it had no nonce.

        >>> with log.entry() as entry:
        ...     witness = entry.agent("witness-3", erasable=True)
        >>> log.erase("witness-3", reason="at her wish").by
        'anna'
        """
        from chrono56.log.actions import Erasure  # noqa: PLC0415 - see above

        self._require_recorder()
        if not check_text(reason, "reason").strip():
            raise RecordError("no reason", "say why; it is what stays", "reason")
        heads = self.heads()
        actions = [Erasure(one, reason) for one in self._writer.to_erase(target)]
        entry = None
        if actions:
            (entry,) = self._writer.append(
                [self.draft(actions=actions)],
                by=self.by,
                expected=heads,
                sync=self._syncs,
                tidy=False,
            )
        self._writer.finish_erasures()
        return entry

    def repair(self) -> "Repair":
        """Move lines aside that prove nothing, so that the rest can be read and merged.

        A sound log is not touched. What follows a lost line stays, but lacks a parent,
        and the log is damaged until a copy is merged that has it.

        Raises:
            DamagedLogError: It is the header that is damaged.
            WriteError: Nothing was changed: no space, no permission, a held lock.

        >>> log.repair().moved
        ()
        """
        from chrono56.log.repair import repair  # noqa: PLC0415 - see above

        repaired = repair(self.store, self.header())
        if repaired.moved:
            self.accept()
        return repaired

    def merge(self, other: "Log | None" = None, *, reason: str = "") -> "Entry | None":
        """Take in another copy's entries, and join all heads in one entry.

        Union by id: what both have is there once; nothing is lost or changed.

        Args:
            other: A copy of this log; None only joins the heads that are there.
            reason: Why, in the recorder's words.

        Returns:
            The entry that joins the heads; None where there was one head only.

        Raises:
            DamagedLogError: The other does not verify; nothing is taken from it.
            RecordError: The other is another log: its header differs.
            WriteError: It could not be written.

        >>> log.merge() is None
        True
        """
        self._require_recorder()
        check_text(reason, "reason")
        lines = None
        if other is not None:
            self._check_copy(other)
            lines = (line for _, line in other.store.read())
        return self._writer.merge(lines, by=self.by, reason=reason)

    def copy(self) -> "Log":
        """Return a copy in memory, to try out on it what is not to be kept.

        >>> trial = log.copy()
        >>> with trial.entry("what if?") as entry:
        ...     rising = entry.event("rising")
        >>> len(list(trial.entries())), len(list(log.entries()))
        (1, 0)
        """
        from chrono56.log.memory import MemoryStore  # noqa: PLC0415 - see above

        return Log(
            MemoryStore(self.name, (line for _, line in self.store.read())),
            by=self.by or "somebody",
            clock=self._clock,
            new_id=self._new_id,
            kinds=self._kinds,
            vocabulary=self._vocabulary,
        )

    def _check_copy(self, other: "Log") -> None:
        if other.header() != self.header():
            raise RecordError(
                f"{other.name} is another log ({other.id!r}, not {self.id!r})",
                "only copies of one log can be merged",
            )
        from chrono56.log.chain import verify  # noqa: PLC0415 - see above

        for problem in verify(other.store).problems:
            raise DamagedLogError(other.name, problem.line, problem.why)
