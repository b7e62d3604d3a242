"""What one process sends reaches the next, and none waits as long as it need not."""

import os
import select
from collections.abc import Iterator

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chrono56.chronology.tables import flow
from chrono56.chronology.tables.flow import Inflow, Outflow
from chrono56.chronology.tables.second import LENGTH, loaded, send

GREAT = b"x" * (3 << 20)  # no pipe holds it


@attrs.frozen
class Ends:
    """The two ends of a pipe, and what has come out of it."""

    out: Outflow
    into: Inflow
    came: list[object]
    there: int
    here: int


@pytest.fixture(name="ends")
def _ends() -> Iterator[Ends]:
    there, here = os.pipe()
    with os.fdopen(there, "rb", 0) as source, os.fdopen(here, "wb", 0) as to:
        came: list[object] = []
        into = Inflow(source, lambda frame: came.append(loaded(frame)))
        yield Ends(Outflow(to), into, came, there, here)


def test_what_is_sent_comes_in_its_order(ends: Ends) -> None:
    for value in ("one", GREAT, ["two"]):
        send(ends.out, value)

    assert [loaded(ends.into.next(ends.out)) for _ in range(3)] == [
        "one",
        GREAT,
        ["two"],
    ]
    assert ends.out.is_empty


def test_who_sends_does_not_wait_for_who_reads(ends: Ends) -> None:
    send(ends.out, GREAT)
    send(ends.out, "the last")

    assert not ends.out.is_empty
    assert ends.came == []


def test_all_that_has_come_is_told_at_once(ends: Ends) -> None:
    for value in ("one", "two", "three"):
        send(ends.out, value)

    assert loaded(ends.into.next(ends.out)) == "one"
    assert ends.came == ["one", "two", "three"]


def test_no_more_is_taken_in_than_may_be_kept(
    ends: Ends, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flow, "MOST_COMING", 1)
    monkeypatch.setattr(flow, "AT_ONCE", 8)
    for value in ("one", "two"):
        os.write(ends.here, framed(value))

    assert loaded(ends.into.next(ends.out)) == "one"
    assert ends.came == ["one"]
    assert loaded(ends.into.next(ends.out)) == "two"


def framed(value: object) -> bytes:
    """Return a frame as it goes through a pipe."""
    there, here = os.pipe()
    with os.fdopen(there, "rb") as source, os.fdopen(here, "wb", 0) as to:
        send(to, value)
        to.close()
        return source.read()


@pytest.mark.parametrize("cut", [0, 1, LENGTH, LENGTH + 2])
def test_who_is_gone_before_all_has_come_is_missed(ends: Ends, cut: int) -> None:
    frame = framed("whole")
    os.write(ends.here, frame + frame[:cut])
    os.dup2(os.open(os.devnull, os.O_WRONLY), ends.here)

    assert loaded(ends.into.next(ends.out)) == "whole"
    with pytest.raises(EOFError):
        ends.into.next(ends.out)


def test_who_no_longer_reads_is_missed() -> None:
    there, here = os.pipe()
    os.close(there)
    with os.fdopen(here, "wb", 0) as to, pytest.raises(BrokenPipeError):
        send(Outflow(to), "in vain")


@given(st.lists(st.binary(max_size=200)), st.integers(1, 64))
def test_frames_are_the_same_in_whatever_parts_they_come(
    values: list[bytes], at_once: int
) -> None:
    there, here = os.pipe()
    with os.fdopen(there, "rb", 0) as source, os.fdopen(here, "wb", 0) as to:
        out, into = Outflow(to), Inflow(source, lambda _: None)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(flow, "AT_ONCE", at_once)
            for value in values:
                send(out, value)

            assert [loaded(into.next(out)) for _ in values] == values


def test_too_much_is_not_kept_for_who_does_not_take_it(
    ends: Ends, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[bool] = []

    def taken(*_: object) -> None:
        waited.append(True)
        os.read(ends.there, 1 << 20)

    monkeypatch.setattr(flow, "MOST_GOING", 1 << 20)
    monkeypatch.setattr(select, "select", taken)
    send(ends.out, GREAT)

    assert waited


def test_all_has_gone_when_it_was_waited_for(ends: Ends) -> None:
    send(ends.out, "a word")
    ends.out.drain()

    assert ends.out.is_empty
