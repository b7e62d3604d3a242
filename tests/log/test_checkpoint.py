"""Seals: what they say, and what later logs they recognise."""

import hashlib
import itertools
import json
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from tests.log.test_union import Turn, copies, turns, union
from tests.log.world import copy_of, new_log, seeded, text_of

from chrono56.clock import FixedClock
from chrono56.errors import DamagedLogError, RecordError
from chrono56.log.actions import Titled
from chrono56.log.checkpoint import Checkpoint
from chrono56.log.log import Log
from chrono56.log.memory import MemoryStore

START = "2024-03-01T12:00:00Z"


def of(lines: Sequence[bytes]) -> Log:
    return Log(MemoryStore("test.jsonl", lines))


def grown(count: int) -> Log:
    log = seeded(clock=FixedClock(START, 60))
    for number in range(count):
        log.append([Titled(str(number))])
    return log


class TestTheText:
    def test_a_stranger_can_make_it_from_the_ids(self) -> None:
        log = grown(2)
        ids = sorted(json.loads(one)["id"] for one in text_of(log).splitlines()[1:])
        listed = "".join(f"{one}\n" for one in ids).encode()

        assert log.seal() == (
            "chrono56 seal 1\n"
            "log test\n"
            "entries 3\n"
            f"head {log.heads()[0]}\n"
            f"ids {hashlib.sha256(listed).hexdigest()}\n"
        )

    def test_the_order_and_number_of_lines_make_no_difference(self) -> None:
        header, *lines = text_of(grown(3)).splitlines()

        for order in itertools.permutations(lines):
            assert of([header, *order, header, lines[0]]).seal() == grown(3).seal()

    def test_a_log_without_entries_has_one_too(self) -> None:
        log = new_log()
        seal = log.seal()
        log.append([Titled("a")])

        assert "entries 0\nids " in seal
        assert log.verify(against=seal).since == 1

    def test_what_is_damaged_is_not_sealed(self) -> None:
        lines = text_of(grown(3)).splitlines()

        with pytest.raises(DamagedLogError, match=r"test\.jsonl:3: its parent"):
            of([*lines[:2], *lines[3:]]).seal()

    @pytest.mark.parametrize(
        "carry",
        [
            lambda seal: seal,
            lambda seal: seal.rstrip("\n"),
            lambda seal: seal.replace("\n", "\r\n"),
            lambda seal: seal.replace("\n", "  \n"),
            lambda seal: f"Dear Béla,\n\nkeep this:\n{seal}\nYours, Anna\n",
            lambda seal: f"-----BEGIN SIGNED-----\n{seal}-----BEGIN SIGNATURE-----",
        ],
    )
    def test_it_may_come_out_of_a_letter(self, carry: object) -> None:
        assert callable(carry)
        log = grown(1)

        assert log.verify(against=carry(log.seal())).since == 0

    @pytest.mark.parametrize(
        "damage",
        [
            lambda _: "hello",
            lambda _: "\n",
            lambda seal: seal.replace("seal 1", "seal 2"),
            lambda seal: seal.replace("head ", "heed "),
            lambda seal: seal[:-20],
            lambda seal: seal.replace("entries 2", "entries two"),
            lambda seal: seal.replace("log test\n", ""),
            lambda seal: seal + seal,
            lambda seal: seal[:60] + "\n" + seal,
        ],
    )
    def test_what_is_no_seal_is_refused(self, damage: object) -> None:
        assert callable(damage)
        log = grown(1)

        with pytest.raises(RecordError, match="as `chrono56 seal` prints it"):
            log.verify(against=damage(log.seal()))

    def test_it_comes_back_as_it_was(self) -> None:
        seal = Checkpoint.of("test", ["b" * 64, "a" * 64], ["b" * 64, "a" * 64])

        assert Checkpoint.read(str(seal)) == seal
        assert seal.heads == ("a" * 64, "b" * 64)


class TestALaterLog:
    def test_it_may_have_grown(self) -> None:
        log = grown(2)
        seal = log.seal()

        assert log.verify(against=seal).since == 0
        log.append([Titled("more")])
        assert log.verify(against=seal).since == 1
        assert log.verify(against=seal).is_sound

    @pytest.mark.parametrize("cut", [1, 2, 3])
    def test_it_may_not_have_been_cut(self, cut: int) -> None:
        log = grown(2)
        lines = text_of(log).splitlines()

        found = of(lines[:-cut]).verify(against=log.seal())

        assert found.since is None
        (problem,) = found.problems
        assert problem.line == 0
        assert f"not all here ({log.heads()[0][:12]})" in problem.why

    def test_it_may_not_have_been_written_anew(self) -> None:
        log, forged = grown(2), seeded(clock=FixedClock(START, 60))
        for text in ("0", "another"):
            forged.append([Titled(text)])

        found = forged.verify(against=log.seal())

        assert forged.verify().is_sound
        assert not found.is_sound

    def test_it_may_not_be_another_log(self) -> None:
        seal = grown(1).seal().replace("log test", "log best")

        (problem,) = grown(1).verify(against=seal).problems

        assert problem.why == "the seal is of another log ('best', not 'test')"

    @pytest.mark.parametrize("lie", [("entries 3", "entries 4"), ("ids ", "ids 0")])
    def test_a_seal_that_contradicts_itself_is_found(
        self, lie: tuple[str, str]
    ) -> None:
        log = grown(2)
        seal = log.seal().replace(*lie)
        if lie[0] == "ids ":
            seal = seal[:-2] + "\n"

        (problem,) = log.verify(against=seal).problems

        assert "are not those that were sealed" in problem.why

    @pytest.mark.filterwarnings("ignore::chrono56.errors.ClockWarning")
    def test_a_merge_with_a_copy_counts_as_growth(self) -> None:
        log = grown(1)
        fork = copy_of(log, by="bela", clock=FixedClock("2024-03-02T12:00:00Z", 60))
        log.append([Titled("mine")])
        fork.append([Titled("theirs")])
        seals = [log.seal(), fork.seal()]

        log.merge(fork)

        assert [log.verify(against=seal).since for seal in seals] == [2, 2]

    @given(turns)
    @settings(max_examples=30)
    @pytest.mark.filterwarnings("ignore::chrono56.errors.ClockWarning")
    @pytest.mark.filterwarnings("ignore::chrono56.errors.ErasureWarning")
    def test_every_union_has_all_that_each_copy_sealed(self, turns: list[Turn]) -> None:
        told = copies(turns)
        whole = of(union(*told))
        entries = whole.verify().entries

        for copy in told:
            sealed = of(copy)
            found = whole.verify(against=sealed.seal())
            assert found.since == entries - sealed.verify().entries
            back = sealed.verify(against=whole.seal())
            assert back.is_sound == (back.entries == entries)
