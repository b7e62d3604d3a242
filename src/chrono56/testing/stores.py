"""Checking a store: every promise that `Store` makes, each on fresh ground."""

import pickle
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

from chrono56.errors import ConformanceError
from chrono56.testing import keeping, sharing, using
from chrono56.testing.ground import Ground, Make
from chrono56.testing.promises import broken_by

Promise = Callable[[Ground], None]

ALONE: Final[tuple[Promise, ...]] = (
    keeping.it_begins_empty,
    keeping.lines_come_back_in_order,
    keeping.bytes_are_not_touched,
    keeping.long_lines_come_back,
    keeping.offsets_count_bytes,
    keeping.offsets_stay_valid,
    keeping.whoever_opens_it_later_sees_all,
    keeping.the_name_stays,
    keeping.nothing_stands_behind_the_lines,
    keeping.a_failing_write_keeps_nothing,
    keeping.no_lines_change_nothing,
    keeping.write_is_called_once,
    keeping.unsynced_lines_are_seen_at_once,
    keeping.rewriting_replaces_all_lines,
    keeping.rewriting_may_read_what_it_replaces,
    keeping.what_is_set_aside_is_not_lost,
    sharing.nobody_appends_during_an_append,
    sharing.nobody_appends_during_a_rewriting,
    sharing.threads_lose_nothing,
    sharing.readers_see_whole_lines,
    sharing.readers_see_the_old_lines_or_the_new,
    using.a_log_can_be_begun_and_recorded_in,
    using.who_was_too_late_is_told,
    using.a_key_counts_once,
    using.a_copy_can_be_taken_in,
    using.an_erased_text_is_gone,
    using.the_chronology_is_the_same,
)
ACROSS_PROCESSES: Final[tuple[Promise, ...]] = (
    sharing.nobody_appends_in_another_process,
    sharing.processes_lose_nothing,
    sharing.a_killed_writer_takes_nothing_with_it,
)


def check_store(make_store: Make, *, processes: bool = True) -> None:
    """Check that a store keeps all that stores promise.

    That a line survives a power cut no program can check for another: see that a store
    waits for the disk before it says that something is kept.

    Args:
        make_store: Opens the store of the log in a folder. It is called with a folder
            of its own for each promise, and several times with the same one: each call
            opens that log anew. A store that is elsewhere may use the folder's name,
            which no other has. Other processes call it too, so that it must be a
            function of a module (or ``functools.partial`` of one), no lambda.
        processes: Check what is promised to other processes; False is for a store that
            lives in the memory of one.

    Raises:
        ConformanceError: It breaks promises; the error tells each, and what was found.
        TypeError: Other processes can't be sent *make_store*.

    >>> from functools import cache
    >>> from chrono56.log.memory import MemoryStore
    >>> check_store(cache(lambda folder: MemoryStore(str(folder))), processes=False)
    """
    promises = ALONE
    if processes:
        _check_sendable(make_store)
        promises += ACROSS_PROCESSES
    broken = [found for one in promises if (found := how_broken(one, make_store))]
    if broken:
        raise ConformanceError("the store", broken)


def how_broken(promise: Promise, make_store: Make) -> str:
    """Say how a store breaks a promise; empty if it keeps it."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        return broken_by(promise, Ground(make_store, Path(folder)))


def _check_sendable(make_store: Make) -> None:
    try:
        pickle.dumps(make_store)
    except (pickle.PicklingError, AttributeError, TypeError) as error:
        raise TypeError(
            f"other processes can't be sent {make_store!r} ({error});"
            " give a function of a module, or processes=False"
        ) from None
