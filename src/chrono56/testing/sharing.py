"""What a store promises to many: threads and processes that read, write and die.

That something never happens can't be shown by waiting. But each of these checks gives
what must not happen every chance, and never fails a store that keeps its promise.
"""

import multiprocessing
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final

from chrono56.log.store import Store
from chrono56.testing.ground import (
    HEADER,
    Ground,
    Make,
    giving,
    numbered,
    placed,
    require_lines,
)
from chrono56.testing.promises import BrokenPromiseError, require

_MOMENT: Final = 0.2  # seconds in which one who is not kept out gets in
_PATIENCE: Final = 60.0  # seconds for others to begin, or to end
_TURNS: Final = 20
_SPAWN: Final = multiprocessing.get_context("spawn")  # as all systems have it


def nobody_appends_during_an_append(ground: Ground) -> None:
    """While *write* runs for one who appends, nobody else's does."""
    first, second = ground.begun(), ground.open()
    got_in = _gets_in(second, first.append, [numbered(1)])

    require(not got_in, "another writer got in while write ran")
    require_lines(first, [HEADER, numbered(1), numbered(2)])


def nobody_appends_during_a_rewriting(ground: Ground) -> None:
    """While a log is rewritten nobody can append, and what comes after stays."""
    first, second = ground.begun(), ground.open()
    got_in = _gets_in(second, first.rewrite, [HEADER, numbered(1)])

    require(not got_in, "another writer got in while the log was rewritten")
    require_lines(first, [HEADER, numbered(1), numbered(2)])


def threads_lose_nothing(ground: Ground) -> None:
    """Threads that append at once, each with a store of its own, lose nothing."""
    ground.begun()
    counting = [partial(_count_up, ground.open()) for _ in range(4)]
    with _beside(counting[0]), _beside(counting[1]), _beside(counting[2]):
        counting[3]()

    _require_count(ground.open(), 4 * _TURNS)


def readers_see_whole_lines(ground: Ground) -> None:
    """Whoever reads meanwhile sees whole lines, from the first on without a gap."""
    lines = [numbered(number, 300_000) for number in range(16)]
    writer, wanted = ground.begun(), placed([HEADER, *lines])

    def append_all() -> None:
        for line in lines:
            writer.append(giving(line), sync=False)

    for found in _read_while(append_all, ground.open()):
        require(
            found == wanted[: len(found)],
            f"while others appended, a reader saw {len(found)} lines of which the"
            f" last has {len(found[-1][1])} bytes: not the first lines of the log",
        )
    require_lines(writer, [HEADER, *lines])


def readers_see_the_old_lines_or_the_new(ground: Ground) -> None:
    """Whoever reads during a rewriting sees all the old lines, or all the new ones."""
    old = [HEADER, *(numbered(number, 20_000) for number in range(50))]
    new = [HEADER, *(numbered(number, 10) for number in range(30))]
    writer = ground.begun(old[1:])

    def rewrite_often() -> None:
        for lines in (new, old) * 4:
            writer.rewrite(partial(iter, lines))

    wanted = (placed(old), placed(new))
    for found in _read_while(rewrite_often, ground.open()):
        require(
            found in wanted,
            f"during a rewriting a reader saw {len(found)} lines that are neither"
            f" the {len(old)} old ones nor the {len(new)} new ones",
        )


def nobody_appends_in_another_process(ground: Ground) -> None:
    """While *write* runs, no other process appends either."""
    store = ground.begun()
    got_in = False
    with _process(_enter, ground) as other:
        _hear(other, "ready")

        def write() -> Sequence[bytes]:
            nonlocal got_in
            other.send("go")
            got_in = other.poll(_MOMENT)
            return [numbered(1)]

        store.append(write)
        _hear(other, "inside")
        _hear(other, "done")

    require(not got_in, "another process got in while write ran")
    require_lines(store, [HEADER, numbered(1), numbered(2)])


def processes_lose_nothing(ground: Ground) -> None:
    """Processes that append at once lose nothing."""
    store = ground.begun()
    with _process(_count, ground) as one, _process(_count, ground) as another:
        for other in (one, another):
            _hear(other, "ready")
        for other in (one, another):
            other.send("go")
        _count_up(store)
        for other in (one, another):
            _hear(other, "done")

    _require_count(store, 3 * _TURNS)


def a_killed_writer_takes_nothing_with_it(ground: Ground) -> None:
    """What was appended outlives a writer that is killed, and so does no lock of it."""
    ground.begun()
    with _process(_die, ground) as other:
        _hear(other, "inside")  # and leaving the block kills it
    store = ground.open()

    require_lines(store, [HEADER, numbered(1), numbered(2)], "after a kill it")
    store.append(giving(numbered(3)))
    require_lines(store, [HEADER, *map(numbered, (1, 2, 3))])


def _gets_in(
    second: Store, call: Callable[[Callable[[], list[bytes]]], Any], lines: list[bytes]
) -> bool:
    """Let *second* append in the middle of *call*; say whether it got in."""
    inside, got_in = threading.Event(), False

    def enter() -> list[bytes]:
        inside.set()
        return [numbered(2)]

    with _beside(partial(second.append, enter), at_once=False) as start:

        def write() -> list[bytes]:
            nonlocal got_in
            start()
            got_in = inside.wait(_MOMENT)
            return lines

        call(write)
    return got_in


def _read_while(
    act: Callable[[], None], store: Store
) -> Iterator[list[tuple[int, bytes]]]:
    """Yield what *store* reads, again and again, until *act* has ended beside it."""
    ended = threading.Event()

    def act_and_end() -> None:
        try:
            act()
        finally:
            ended.set()

    with _beside(act_and_end):
        while not ended.is_set():
            yield list(store.read())


@contextmanager
def _beside(
    act: Callable[[], None], *, at_once: bool = True
) -> Iterator[Callable[[], None]]:
    """Let a thread do something while the block runs; its errors come out here."""
    errors: list[Exception] = []

    def run() -> None:
        try:
            act()
        except Exception as error:  # noqa: BLE001 - raised below, where it is heard
            errors.append(error)

    thread = threading.Thread(target=run, daemon=True)
    if at_once:
        thread.start()
    yield thread.start
    if thread.ident is None:
        raise BrokenPromiseError("it never called write")
    thread.join(_PATIENCE)
    if thread.is_alive():
        raise BrokenPromiseError(f"another writer was kept out for {_PATIENCE:g} s")
    if errors:
        raise errors[0]


@contextmanager
def _process(
    task: Callable[[Store, Connection], None], ground: Ground
) -> Iterator[Connection]:
    """Run *task* in another process while the block runs; kill it at the end."""
    here, there = _SPAWN.Pipe()
    arguments = (task, ground.make, ground.folder, there)
    process = _SPAWN.Process(target=_run_task, args=arguments, daemon=True)
    process.start()
    there.close()
    try:
        yield here
    finally:
        process.kill()
        process.join()
        process.close()
        here.close()


def _run_task(
    task: Callable[[Store, Connection], None],
    make: Make,
    folder: Path,
    pipe: Connection,
) -> None:
    try:
        task(make(folder), pipe)
    except Exception as error:  # noqa: BLE001 - told to who can tell the author
        pipe.send(f"failed with {type(error).__name__}: {error}")


def _hear(other: Connection, wanted: str) -> None:
    try:
        heard = other.recv() if other.poll(_PATIENCE) else "said nothing"
    except EOFError:
        heard = "ended"
    if heard != wanted:
        raise BrokenPromiseError(f"another process {heard} before it was {wanted}")


def _enter(store: Store, pipe: Connection) -> None:
    def write() -> Sequence[bytes]:
        pipe.send("inside")
        return [numbered(2)]

    pipe.send("ready")
    pipe.recv()
    store.append(write)
    pipe.send("done")


def _count(store: Store, pipe: Connection) -> None:
    pipe.send("ready")
    pipe.recv()
    _count_up(store)
    pipe.send("done")


def _die(store: Store, pipe: Connection) -> None:
    def write() -> Sequence[bytes]:
        pipe.send("inside")
        time.sleep(_PATIENCE)
        return [numbered(3)]

    store.append(giving(numbered(1)))
    store.append(giving(numbered(2)), sync=False)
    store.append(write)


def _count_up(store: Store) -> None:
    for _ in range(_TURNS):
        store.append(lambda: [numbered(len(list(store.read())))])


def _require_count(store: Store, count: int) -> None:
    wanted = [HEADER, *map(numbered, range(1, count + 1))]
    require_lines(store, wanted, f"after {count} appends at once it")
