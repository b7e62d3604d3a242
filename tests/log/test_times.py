"""When entries are recorded: clocks that stand, jump, lie, and disagree."""

import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.log.world import NOON, new_log, text_of

from chrono56.clock import FixedClock
from chrono56.errors import ClockWarning, RecordError, WriteError
from chrono56.log.actions import Titled
from chrono56.log.envelope import microseconds_later
from chrono56.log.log import Log
from chrono56.log.times import time_after

MINUTE = 60 * 1_000_000
YEAR = 365 * 24 * 60 * MINUTE


class Told:
    """A clock that tells these times, one after the other."""

    def __init__(self, *times: str) -> None:
        self._times = iter(times)

    def now(self) -> str:
        return next(self._times)


def titled(log: Log, text: str) -> str:
    made = log.append([Titled(text)])
    assert made is not None
    return made.at


class TestTime:
    def test_an_entry_has_the_time_of_the_clock(self) -> None:
        log = new_log(clock=FixedClock("2024-03-01T09:00:00Z"))

        assert titled(log, "x") == "2024-03-01T09:00:00.000000Z"

    def test_a_standing_clock_still_gives_an_order(self) -> None:
        log = new_log(clock=FixedClock(NOON, step_seconds=0))

        times = [titled(log, text) for text in "abc"]

        assert [at[-7:] for at in times] == ["000000Z", "000001Z", "000002Z"]

    def test_a_clock_that_jumps_back_a_little_is_followed_silently(self) -> None:
        clock = Told("2024-03-01T12:05:00.000000Z", "2024-03-01T12:00:00.000000Z")
        log = new_log(clock=clock)
        titled(log, "a")

        made = log.append([Titled("b")])

        assert made is not None
        assert (made.at, made.clock) == ("2024-03-01T12:05:00.000001Z", "")

    def test_a_clock_far_behind_is_warned_of_and_kept(self) -> None:
        clock = Told("2035-01-01T00:00:00.000000Z", "2024-03-01T12:00:00.000000Z")
        log = new_log(clock=clock)
        titled(log, "a")

        with pytest.warns(ClockWarning, match="2024-03-01T12:00"):
            made = log.append([Titled("b")])

        assert made is not None
        assert made.at == "2035-01-01T00:00:00.000001Z"
        assert made.clock == "2024-03-01T12:00:00.000000Z"
        assert log.verify().is_sound

    @pytest.mark.filterwarnings("error")
    def test_a_warning_that_is_made_an_error_appends_nothing(self) -> None:
        clock = Told("2035-01-01T00:00:00.000000Z", "2024-03-01T12:00:00.000000Z")
        log = new_log(clock=clock)
        titled(log, "a")
        before = text_of(log)

        with pytest.raises(ClockWarning):
            log.append([Titled("b")])
        assert text_of(log) == before

    @pytest.mark.parametrize(
        "now", ["1970-01-01T00:00:00", "2019-12-31T23:59:59", "2100-01-01T00:00:00"]
    )
    def test_an_implausible_clock_is_refused(self, now: str) -> None:
        log = new_log(clock=Told(f"{now}.000000Z"))

        with pytest.raises(WriteError, match="years 2020 to 2099 are fine"):
            titled(log, "x")
        assert log.heads() == ()

    @pytest.mark.parametrize(
        "now",
        [
            "2024-03-01T12:00:00Z",
            "2024-02-30T12:00:00.000000Z",
            "2024-03-01T24:00:00.000000Z",
            "noon",
            "",
        ],
    )
    def test_a_clock_that_tells_no_instant_is_refused(self, now: str) -> None:
        log = new_log(clock=Told(now))

        with pytest.raises(RecordError, match="is not an instant"):
            titled(log, "x")
        assert log.heads() == ()

    def test_nothing_follows_the_end_of_time(self) -> None:
        with pytest.raises(WriteError, match="no entry can be later"):
            time_after("9999-12-31T23:59:59.999999Z", "2024-03-01T12:00:00.000000Z", "")


class TestClocksThatDisagree:
    def test_a_machine_in_2035_keeps_nobody_from_writing(self) -> None:
        log = new_log(clock=Told("2035-01-01T00:00:00.000000Z"))
        titled(log, "from the future")
        here = Log(log.store, by="bela", clock=FixedClock(NOON, step_seconds=600))

        with pytest.warns(ClockWarning):
            made = [here.append([Titled(text)]) for text in "ab"]

        assert [one.clock[:16] for one in made if one] == [
            "2024-03-01T12:00",
            "2024-03-01T12:10",
        ]
        assert [entry.do for entry in log.entries()][1:] == [
            (Titled("a"),),
            (Titled("b"),),
        ]

    def test_a_machine_in_1970_writes_nothing_and_reads_all(self) -> None:
        log = new_log()
        titled(log, "a")
        there = Log(log.store, by="bela", clock=FixedClock("1970-01-01T00:00:00Z"))
        before = text_of(log)

        with pytest.raises(WriteError, match="set it"):
            there.append([Titled("b")])
        assert text_of(log) == before
        assert len(list(there.entries())) == 1

    @given(st.lists(st.integers(0, 79 * YEAR), min_size=1, max_size=6))
    def test_whatever_clocks_say_the_order_is_that_of_appending(
        self, readings: list[int]
    ) -> None:
        first = "2020-01-01T00:00:00.000000Z"
        told = [microseconds_later(first, one) for one in readings]
        log = new_log(clock=Told(*told))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ClockWarning)
            made = [titled(log, str(number)) for number in range(len(told))]
        entries = list(log.entries())

        assert [entry.at for entry in entries] == made == sorted(set(made))
        assert log.verify().is_sound
        for entry, reading in zip(entries, told, strict=True):
            # Either the clock was believed, or what it said is kept.
            near = microseconds_later(entry.at, -5 * MINUTE) <= reading <= entry.at
            assert entry.clock == reading or (near and not entry.clock)
