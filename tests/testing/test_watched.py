"""A watched chronology tells what was read of it, whichever way it was asked."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from chrono56.chronology import Query
from chrono56.testing import sample
from chrono56.testing.watched import Watched


@pytest.mark.parametrize(
    "ask",
    [
        iter,
        lambda told: told.select(Query()),
        lambda told: told.on("1956-11-04"),
        lambda told: told.between("1956-10", "1956-11"),
        lambda told: told.search("dawn"),
    ],
)
def test_every_event_is_counted_however_it_is_asked_for(
    ask: Callable[[Any], Iterator[Any]],
) -> None:
    told = Watched.of(sample())
    events = ask(told)
    next(events)

    assert (told.seen, told.unfinished) == (1, 1)
    more = len(list(events))
    assert (told.seen, told.unfinished) == (1 + more, 0)


def test_only_some_are_shown_and_what_counts_them_counts_all() -> None:
    told = Watched.of(sample())
    told.only = {"dawn", "circa"}

    assert [event.id for event in told] == ["circa", "dawn"]
    assert len(told) == len(sample())


def test_reading_can_be_made_to_fail_and_names_to_grow() -> None:
    def fail(seen: int) -> None:
        if seen == 3:
            raise RuntimeError("enough")

    told = Watched.of(sample())
    told.before = fail
    told.letters = 500
    events = iter(told)

    assert min(len(next(events).label()) for _ in range(3)) == 500
    with pytest.raises(RuntimeError, match="enough"):
        next(events)


def test_the_whole_is_not_touched() -> None:
    whole = sample()
    list(Watched.of(whole))

    assert type(whole) is not Watched
    assert len(list(whole)) == len(whole)
