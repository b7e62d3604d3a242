"""Stores that cheat, each in one way: the kit has to find every one of them."""

import contextlib
import itertools
import multiprocessing
import shutil
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from threading import RLock
from typing import Final

from chrono56.errors import WriteError
from chrono56.log.jsonl import JsonlStore
from chrono56.log.store import with_ends
from chrono56.testing.ground import HEADER

Write = Callable[[], Sequence[bytes]]
Rewrite = Callable[[], Iterable[bytes]]

_OWN_LOCK: Final = RLock()
_COUNT: Final = itertools.count()


class Honest(JsonlStore):
    """A file, opened in its folder; what the others spoil."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder / "log.jsonl", patience=5)


class BeginsWithALine(Honest):
    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        if not self.exists():
            self.path.write_bytes(b'{"format":1}\n')


class LosesTheLastLine(Honest):
    def read(self, after: int = 0) -> Iterator[tuple[int, bytes]]:
        yield from list(super().read(after))[:-1]


class Reorders(Honest):
    def append(self, write: Write, *, sync: bool = True) -> None:
        super().append(lambda: sorted(write(), reverse=True), sync=sync)


class ComposesLetters(Honest):
    def append(self, write: Write, *, sync: bool = True) -> None:
        super().append(
            lambda: [
                unicodedata.normalize("NFC", line.decode()).encode() for line in write()
            ],
            sync=sync,
        )


class SplitsAtUnicodeLineEnds(Honest):
    def read(self, after: int = 0) -> Iterator[tuple[int, bytes]]:
        text = self.path.read_text("utf-8") if self.exists() else ""
        for line in text.splitlines():
            if after <= 0:
                yield -after, line.encode()
            after -= len(line.encode()) + 1


class CutsLongLines(Honest):
    def append(self, write: Write, *, sync: bool = True) -> None:
        super().append(lambda: [line[:1_000_000] for line in write()], sync=sync)


class CountsLines(Honest):
    def read(self, after: int = 0) -> Iterator[tuple[int, bytes]]:
        for number, (_, line) in enumerate(super().read()):
            if number >= after:
                yield number, line


class CountsCharacters(Honest):
    def read(self, after: int = 0) -> Iterator[tuple[int, bytes]]:
        offset = 0
        for _, line in super().read():
            if offset >= after:
                yield offset, line
            offset += len(line.decode()) + 1


class CountsFromTheEnd(Honest):
    def read(self, after: int = 0) -> Iterator[tuple[int, bytes]]:
        lines = list(super().read())
        end = sum(len(line) + 1 for _, line in lines)
        yield from [(end - at, line) for at, line in lines if end - at >= after]


class KeepsItToItself(Honest):
    """Each that opens it has lines of its own."""

    def __init__(self, folder: Path) -> None:
        own = folder / f"own-{next(_COUNT)}"
        own.mkdir()
        super().__init__(own)


class IsNamedForItsSize(Honest):
    @property
    def name(self) -> str:
        return f"{self.path}#{self.path.stat().st_size if self.exists() else 0}"


class LeavesATail(Honest):
    def tail(self) -> bytes:
        return b"{"


class SwallowsErrors(Honest):
    def append(self, write: Write, *, sync: bool = True) -> None:
        with contextlib.suppress(Exception):
            super().append(write, sync=sync)


class RewritesBeforeItIsSure(Honest):
    def rewrite(self, write: Rewrite, *, aside: bytes = b"") -> str:
        first = next(self.read())[1]
        super().rewrite(lambda: [first])
        return super().rewrite(write, aside=aside)


class WritesALineForNothing(Honest):
    def append(self, write: Write, *, sync: bool = True) -> None:
        super().append(lambda: write() or [b"{}"], sync=sync)


class AsksTwice(Honest):
    def append(self, write: Write, *, sync: bool = True) -> None:
        write()
        super().append(write, sync=sync)


class RemembersWhatItRead(Honest):
    """It reads once, and then knows only what it appends itself."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._known: list[tuple[int, bytes]] | None = None

    def read(self, after: int = 0) -> Iterator[tuple[int, bytes]]:
        if self._known is None:
            self._known = list(super().read())
        yield from [one for one in self._known if one[0] >= after]

    def append(self, write: Write, *, sync: bool = True) -> None:
        super().append(write, sync=sync)
        self._known = None


class ShowsLinesWhenSynced(Honest):
    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._waiting: list[bytes] = []

    def append(self, write: Write, *, sync: bool = True) -> None:
        self._waiting += write()
        if sync:
            self.sync()

    def sync(self) -> None:
        waiting, self._waiting = self._waiting, []
        if waiting:
            super().append(lambda: waiting)
        super().sync()


class AddsWhenRewriting(Honest):
    def rewrite(self, write: Rewrite, *, aside: bytes = b"") -> str:
        self.append(lambda: list(write()))
        return f"{self.path}.aside" if aside else ""


class EmptiesBeforeItRewrites(Honest):
    """What is to be rewritten can't be read any more."""

    def rewrite(self, write: Rewrite, *, aside: bytes = b"") -> str:
        lines = write()
        header = next(self.read())[1]
        super().rewrite(lambda: [header])
        return super().rewrite(lambda: lines, aside=aside)


class ThrowsAway(Honest):
    def rewrite(self, write: Rewrite, *, aside: bytes = b"") -> str:
        super().rewrite(write)
        return f"{self.path}.aside" if aside else ""


class DecidesBeforeTheLock(Honest):
    def append(self, write: Write, *, sync: bool = True) -> None:
        lines = write()
        super().append(lambda: lines, sync=sync)


class ForgetsTheLock(Honest):
    """It looks where the end is, and writes there when it is ready."""

    def append(self, write: Write, *, sync: bool = True) -> None:
        del sync
        before = self.path.read_bytes() if self.exists() else b""
        lines = write()
        time.sleep(0.001)
        self.path.write_bytes(before + with_ends(lines))


class RewritesWithoutTheLock(Honest):
    def rewrite(self, write: Rewrite, *, aside: bytes = b"") -> str:
        lines = list(write())
        return super().rewrite(lambda: lines, aside=aside)


class ShowsHalfALine(Honest):
    def append(self, write: Write, *, sync: bool = True) -> None:
        del sync
        data = with_ends(write())
        for part in (data[: len(data) // 2], data[len(data) // 2 :]):
            with self.path.open("ab") as file:
                file.write(part)
            time.sleep(0.002)

    def read(self, after: int = 0) -> Iterator[tuple[int, bytes]]:
        text = self.path.read_bytes() if self.exists() else b""
        for line in text.split(b"\n"):
            if line and after <= 0:
                yield -after, line
            after -= len(line) + 1


class RewritesInPlace(Honest):
    def rewrite(self, write: Rewrite, *, aside: bytes = b"") -> str:
        lines = list(write())
        with self.path.open("r+b") as file:
            for line in lines:
                file.write(line + b"\n")
                file.flush()
                time.sleep(0.0005)
            file.truncate()
        return "somewhere" if aside else ""


class LocksOutThreadsOnly(ForgetsTheLock):
    """Its lock is this process's own."""

    def append(self, write: Write, *, sync: bool = True) -> None:
        with _OWN_LOCK:
            super().append(write, sync=sync)


class IsOneBehind(Honest):
    """It keeps the latest lines to itself until others come."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._latest: Sequence[bytes] = ()

    def append(self, write: Write, *, sync: bool = True) -> None:
        lines = write()
        if HEADER not in lines:
            lines, self._latest = self._latest, lines
        super().append(lambda: lines, sync=sync)


class FailsElsewhere(Honest):
    """It lives in one process."""

    def __init__(self, folder: Path) -> None:
        if multiprocessing.parent_process() is not None:
            raise OSError("not here")
        super().__init__(folder)


class LeavesItsLockBehind(Honest):
    """The lock is a file: who is killed leaves it there."""

    def append(self, write: Write, *, sync: bool = True) -> None:
        lock = self.path.with_suffix(".locked")
        try:
            lock.mkdir()
        except FileExistsError:
            raise WriteError(self.name, "another writer holds the log") from None
        try:
            super().append(write, sync=sync)
        finally:
            lock.rmdir()


class SpacesItsJson(Honest):
    def read(self, after: int = 0) -> Iterator[tuple[int, bytes]]:
        for offset, line in super().read(after):
            yield offset, line.replace(b'","', b'", "')


class LosesAHead(Honest):
    """It takes one entry for another that was recorded at the same time."""

    def read(self, after: int = 0) -> Iterator[tuple[int, bytes]]:
        seen: set[bytes] = set()
        for offset, line in super().read(after):
            at = line[:40]
            if at.startswith(b'{"at"') and at in seen:
                continue
            seen.add(at)
            yield offset, line


class StartsAnewWhenRewritten(Honest):
    """Rewriting keeps the header, and what was recorded is gone."""

    def rewrite(self, write: Rewrite, *, aside: bytes = b"") -> str:
        return super().rewrite(lambda: list(write())[:1], aside=aside)


class RewritesNothing(Honest):
    """It says that it has."""

    def rewrite(self, write: Rewrite, *, aside: bytes = b"") -> str:
        del write
        return super().rewrite(lambda: [line for _, line in self.read()], aside=aside)


class GoesOnFromACopy(Honest):
    """Who opens it again goes on with what stood there when it was begun."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        first = folder / "first.jsonl"
        if self.exists() and not first.exists():
            shutil.copy(self.path, first)
        elif first.exists():
            shutil.copy(first, self.path)


CHEATS: Final[dict[str, tuple[type[Honest], ...]]] = {
    "it_begins_empty": (BeginsWithALine,),
    "lines_come_back_in_order": (LosesTheLastLine, Reorders),
    "bytes_are_not_touched": (ComposesLetters, SplitsAtUnicodeLineEnds),
    "long_lines_come_back": (CutsLongLines,),
    "offsets_count_bytes": (CountsLines, CountsCharacters),
    "offsets_stay_valid": (CountsFromTheEnd,),
    "whoever_opens_it_later_sees_all": (KeepsItToItself, GoesOnFromACopy),
    "the_name_stays": (IsNamedForItsSize,),
    "nothing_stands_behind_the_lines": (LeavesATail,),
    "a_failing_write_keeps_nothing": (SwallowsErrors, RewritesBeforeItIsSure),
    "no_lines_change_nothing": (WritesALineForNothing,),
    "write_is_called_once": (AsksTwice, RemembersWhatItRead),
    "unsynced_lines_are_seen_at_once": (ShowsLinesWhenSynced,),
    "rewriting_replaces_all_lines": (AddsWhenRewriting, StartsAnewWhenRewritten),
    "rewriting_may_read_what_it_replaces": (EmptiesBeforeItRewrites,),
    "what_is_set_aside_is_not_lost": (ThrowsAway,),
    "nobody_appends_during_an_append": (DecidesBeforeTheLock, ForgetsTheLock),
    "nobody_appends_during_a_rewriting": (RewritesWithoutTheLock,),
    "threads_lose_nothing": (ForgetsTheLock, DecidesBeforeTheLock),
    "readers_see_whole_lines": (ShowsHalfALine,),
    "readers_see_the_old_lines_or_the_new": (RewritesInPlace,),
    "a_log_can_be_begun_and_recorded_in": (SpacesItsJson, LosesTheLastLine),
    "who_was_too_late_is_told": (RemembersWhatItRead, KeepsItToItself),
    "a_key_counts_once": (KeepsItToItself,),
    "a_copy_can_be_taken_in": (LosesAHead,),
    "an_erased_text_is_gone": (RewritesNothing,),
    "the_chronology_is_the_same": (StartsAnewWhenRewritten, ComposesLetters),
    "nobody_appends_in_another_process": (LocksOutThreadsOnly,),
    "processes_lose_nothing": (LocksOutThreadsOnly,),
    "a_killed_writer_takes_nothing_with_it": (IsOneBehind, LeavesItsLockBehind),
}
"""What each promise has to find out; a store may break others as well."""
