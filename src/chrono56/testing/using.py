"""What a log needs of its store, tried through a log: all that recorders do."""

from collections.abc import Sequence

from chrono56.chronology import Chronology
from chrono56.clock import FixedClock
from chrono56.dates import When
from chrono56.errors import Conflict
from chrono56.log.actions import Titled
from chrono56.log.log import Log
from chrono56.log.memory import MemoryStore
from chrono56.log.store import Store
from chrono56.model import Agent, Dating
from chrono56.testing.ground import Ground
from chrono56.testing.promises import BrokenPromiseError, require


def a_log_can_be_begun_and_recorded_in(ground: Ground) -> None:
    """A log begins in an empty store, and what is recorded is sound and stays."""
    log = _begun(ground.open())
    _record(log)
    again = _opened(ground.open())

    require(again.id == log.id, f"the log's id is {log.id!r}, later {again.id!r}")
    require(list(again.entries()) == list(log.entries()), "reopened it has others")
    _require_sound(again, entries=2)


def who_was_too_late_is_told(ground: Ground) -> None:
    """Two that saw the same heads can't both append: the second is in conflict."""
    one = _begun(ground.open())
    _record(one)
    other = _opened(ground.open())
    seen = other.heads()
    one.append([Titled("first")])
    try:
        other.append([Titled("second")], expected=seen)
    except Conflict as conflict:
        require(conflict.found == one.heads(), f"it found {conflict.found!r}")
    else:
        raise BrokenPromiseError("what was recorded meanwhile was passed over")
    _require_sound(one, entries=3)


def a_key_counts_once(ground: Ground) -> None:
    """What is sent again under its key is found to be there already."""
    first = _begun(ground.open()).append([Titled("1956")], key="a")
    again = _opened(ground.open()).append([Titled("1956")], key="a")

    require(first == again, f"sent again it became {again!r}, not {first!r}")
    _require_sound(_opened(ground.open()), entries=1)


def a_copy_can_be_taken_in(ground: Ground) -> None:
    """A copy that went on elsewhere is merged, and the heads are joined."""
    log = _begun(ground.open())
    copy = _copy(log)
    _record(log)
    copy.append([Titled("elsewhere")])
    log.merge(copy)

    require(len(log.heads()) == 1, f"after a merge there are heads {log.heads()!r}")
    _require_sound(_opened(ground.open()), entries=4)


def an_erased_text_is_gone(ground: Ground) -> None:
    """What is erased from a log is in no line any more, and every id still proves."""
    log = _begun(ground.open())
    with log.entry("a witness") as entry:
        entry.record(Agent("w-1", "person", {"en": "A witness"}), erasable=True)
    log.erase("w-1", reason="asked for")

    again = _opened(ground.open())
    left = [line for _, line in again.store.read() if b"A witness" in line]
    require(not left, "the text of an erased record still stands in a line")
    _require_sound(again, entries=2)


def the_chronology_is_the_same(ground: Ground) -> None:
    """What follows from a log is the same in every store; also after a rewriting."""
    log = _begun(ground.open())
    _record(log)
    wanted = _told(_copy(log))
    require(_told(log) == wanted, f"it tells {_told(log)!r}, not {wanted!r}")

    lines = [line for _, line in log.store.read()]
    log.store.rewrite(lambda: lines)
    again = _told(_opened(ground.open()))
    require(again == wanted, f"rewritten it tells {again!r}, not {wanted!r}")


def _opened(store: Store) -> Log:
    return Log(store, by="anna", clock=FixedClock("2026-11-22T09:30:00Z"))


def _begun(store: Store) -> Log:
    log = _opened(store)
    log.begin()
    return log


def _copy(log: Log) -> Log:
    return _opened(MemoryStore("a copy", [line for _, line in log.store.read()]))


def _record(log: Log) -> None:
    with log.entry("a book") as entry:
        book = entry.source("book", csl={"type": "book", "title": "A Book\u2028"})
    with log.entry("what it says") as entry:
        rising = entry.event("rising", labels={"hu": "Felkele\u0301s"})
        entry.claim(rising, Dating(When.parse("1956-10-23")), cite=book)


def _told(log: Log) -> Sequence[object]:
    with Chronology.open(log, cache=False) as told:
        return [(one.id, str(one.when), one.label("hu"), one.sources) for one in told]


def _require_sound(log: Log, *, entries: int) -> None:
    found = log.verify()
    problems = "; ".join(f"line {one.line}: {one.why}" for one in found.problems)
    require(found.is_sound, f"the log does not verify: {problems}")
    require(
        found.entries == entries,
        f"the log has {found.entries} entries where {entries} were recorded",
    )
