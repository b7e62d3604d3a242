"""What an exporter promises of how it works: piece by piece, and open to the end."""

import gc
import tracemalloc
from collections.abc import Callable
from typing import Final

from chrono56.errors import DamagedLogError, LogError
from chrono56.formats import ExportError
from chrono56.testing.promises import BrokenPromiseError, require
from chrono56.testing.sample import sample
from chrono56.testing.trial import Trial
from chrono56.testing.watched import Watched

# Whoever holds all that was read grows by 2 and more, and by all the names and more.
# One that works in batches may grow by a batch, one that asks for claims by what the
# chronology remembers of them.
_GROWTH: Final = 1.5
_HELD: Final = 0.5
_SOME: Final = 50  # events, of the sample


def it_begins_before_all_is_read(trial: Trial) -> None:
    """The first bytes come before the last event is read."""
    told = trial.watched()
    chunks = trial.chunks(told)
    first = next((chunk for chunk in chunks if chunk), b"")
    read = told.seen
    chunks.close()

    require(
        read < len(told),
        f"all {read} events were read before the first {len(first)} bytes came",
    )


def memory_does_not_grow_with_the_events(trial: Trial) -> None:
    """Of the second half of many long events no more is held than of the first.

    What has to wait for others waits on disk: see ``tempfile.SpooledTemporaryFile``.
    """
    told, peaks = trial.watched(), [0]
    half = len(told) // 2

    def before(seen: int) -> None:
        if seen == half:
            peaks[0] = tracemalloc.get_traced_memory()[1]
            tracemalloc.reset_peak()

    told.before = before
    running = tracemalloc.is_tracing()
    tracemalloc.start()
    try:
        size = sum(map(len, trial.chunks(told)))
        peaks.append(tracemalloc.get_traced_memory()[1])
    finally:
        if not running:
            tracemalloc.stop()

    first, second = peaks
    names = half * told.letters
    require(
        second < first * _GROWTH or second - first < names * _HELD,
        f"of an export of {_mb(size)} up to {_mb(first)} were in memory for the first"
        f" {half} events, and {_mb(second)} for the others; their names have"
        f" {_mb(names)}",
    )


def closed_it_stops_and_lets_go(trial: Trial) -> None:
    """Closed in the midst of it, an exporter reads no more and holds nothing."""
    told = trial.watched()
    chunks = trial.bare_chunks(told)
    taken = next((number for number, _ in enumerate(chunks, 1) if told.seen), 0)
    require(taken > 0, "it reads no events before its last chunk")
    read = told.seen
    close: Callable[[], None] = getattr(chunks, "close", lambda: None)
    close()
    del chunks, close
    gc.collect()

    require(
        told.seen == read,
        f"closed after chunk {taken} it went on from event {read} to {told.seen}",
    )
    require(
        not told.unfinished,
        f"closed after chunk {taken} it still holds on to the events it was reading",
    )


def what_breaks_it_comes_out(trial: Trial) -> None:
    """If the chronology can't be read to the end, the export fails and says why."""
    blamed = f"export {trial.offer.shown_name}: failed: RuntimeError: amid the events"
    error = _broken_by(trial, RuntimeError("amid the events"))
    require(
        isinstance(error, ExportError) and str(error).startswith(blamed),
        f"an error amid the events came out as {_told(error)}",
    )
    damaged = DamagedLogError("sample", 7, "amid the events")
    error = _broken_by(trial, damaged)
    require(isinstance(error, LogError), f"a damaged log came out as {_told(error)}")


def interrupts_come_out(trial: Trial) -> None:
    """Whoever interrupts an export (Ctrl-C) is obeyed."""
    error = _broken_by(trial, KeyboardInterrupt())
    require(
        isinstance(error, KeyboardInterrupt),
        f"KeyboardInterrupt came out as {_told(error)}",
    )


def _broken_by(trial: Trial, error: BaseException) -> BaseException | None:
    """Return what comes out of an export during which an error is raised."""
    told = Watched.of(sample())
    told.before = _raising(error)
    try:
        trial.export(told)
    except (Exception, KeyboardInterrupt) as found:  # noqa: BLE001 - told of
        return found
    if told.seen < _SOME:
        raise BrokenPromiseError(f"it read no more than {told.seen} events")
    return None


def _raising(error: BaseException) -> Callable[[int], None]:
    def before(seen: int) -> None:
        if seen == _SOME:
            raise error

    return before


def _told(error: BaseException | None) -> str:
    if error is None:
        return "nothing: the export ended as if it were whole"
    return f"{type(error).__name__}: {error}"


def _mb(count: int) -> str:
    return f"{count / 1e6:.1f} MB"
