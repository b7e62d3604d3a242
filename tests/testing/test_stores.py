"""The conformance kit: the stores that ship pass it, and no cheat gets through."""

from functools import cache, partial
from pathlib import Path

import pytest
from tests.testing.cheats import CHEATS, FailsElsewhere, Honest, LeavesATail

from chrono56.errors import ConformanceError
from chrono56.log.jsonl import JsonlStore
from chrono56.log.memory import MemoryStore
from chrono56.log.store import Store
from chrono56.testing import check_store
from chrono56.testing.stores import ACROSS_PROCESSES, ALONE, how_broken

PROMISES = {one.__name__: one for one in (*ALONE, *ACROSS_PROCESSES)}


def in_file(name: str, folder: Path) -> Store:
    return JsonlStore(folder / name)


def test_a_file_keeps_every_promise() -> None:
    check_store(partial(in_file, "log.jsonl"))


def test_memory_keeps_every_promise_but_those_to_other_processes() -> None:
    check_store(cache(lambda folder: MemoryStore(str(folder))), processes=False)


@pytest.mark.parametrize(
    ("promise", "cheat"),
    [(name, cheat) for name, cheats in CHEATS.items() for cheat in cheats],
)
def test_a_store_that_cheats_is_found_out(promise: str, cheat: type[Honest]) -> None:
    found = how_broken(PROMISES[promise], cheat)

    assert found.startswith(promise.replace("_", " ") + ": ")


def test_there_is_a_cheat_for_every_promise() -> None:
    assert CHEATS.keys() == PROMISES.keys()


def test_all_broken_promises_are_told_with_what_was_found() -> None:
    with pytest.raises(ConformanceError) as caught:
        check_store(LeavesATail, processes=False)

    first, second = caught.value.broken
    assert first == (
        "it begins empty: the tail of nothing is b'{' (A new log has no lines, and"
        " opening or reading it makes none.)"
    )
    assert second.startswith("nothing stands behind the lines: its tail is b'{' (")
    assert str(caught.value).startswith("the store breaks 2 promises:\n  it begins")


def test_an_error_of_the_store_is_told_as_its_fault() -> None:
    def failing(folder: Path) -> Store:
        raise OSError(f"no room in {folder.name[:3]}")

    found = how_broken(PROMISES["the_name_stays"], failing)

    assert "the name stays: OSError: no room in tmp" in found


def test_what_other_processes_can_not_be_sent_is_refused_at_once() -> None:
    with pytest.raises(TypeError, match="give a function of a module, or processes="):
        check_store(lambda folder: JsonlStore(folder / "log.jsonl"))


def test_what_a_store_does_in_another_process_is_told() -> None:
    found = how_broken(PROMISES["processes_lose_nothing"], FailsElsewhere)

    assert "another process failed with OSError: not here" in found
