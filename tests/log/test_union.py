"""Copies that went on apart, and came together again."""

import contextlib
import itertools
from collections.abc import Sequence
from typing import TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.log.world import (
    authorise,
    copy_of,
    counted,
    new_log,
    seeded,
    text_of,
)

from chrono56.clock import FixedClock
from chrono56.errors import DamagedLogError, RecordError, UnknownIdError
from chrono56.log.actions import Erased, Recorded, Revised, Titled
from chrono56.log.canonical import address, dumps
from chrono56.log.chain import Verification
from chrono56.log.codec import action_to_json
from chrono56.log.draft import EntryDraft
from chrono56.log.entry import Entry
from chrono56.log.log import Log
from chrono56.log.memory import MemoryStore
from chrono56.log.union import lacking
from chrono56.model import Event


def lines(log: Log) -> list[bytes]:
    return [line for _, line in log.store.read()]


def union(*copies: Sequence[bytes]) -> list[bytes]:
    """Return what copying each one's missing lines behind the first gives."""
    first, *others = copies
    for other in others:
        first = [*first, *lacking(first, other)]
    return list(first)


def story(copy: Sequence[bytes]) -> list[Entry]:
    return list(Log(MemoryStore(lines=copy)).entries())


Turn: TypeAlias = tuple[int, int | None, str, int]
PEOPLE = ("anna", "bela", "csaba")
EVENTS = ("rising", "assault", "siege")
LABELS = ("A", "B")
DEEDS = ("record", "revise", "retract", "rank", "unite", "title", "undo", "erase")
# Who writes; whose copy they take in before, if any; what they do, and to what.
turns = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.none() | st.integers(0, 2),
        st.sampled_from(DEEDS),
        st.integers(0, 5),
    ),
    max_size=9,
)


def act(log: Log, what: str, number: int) -> None:
    """Do one of the things that recorders do; what is not allowed is left."""
    with contextlib.suppress(RecordError, UnknownIdError):
        if what == "erase":
            log.erase(_addresses(log)[-1 - number], reason="asked for")
            return
        with log.entry() as entry:
            _act(entry, what, number, _addresses(log))


def _act(entry: EntryDraft, what: str, number: int, addresses: list[str]) -> None:
    event, label = EVENTS[number % 3], {"en": LABELS[number // 3]}
    match what:
        case "record":  # often the same on both sides, often not
            entry.event(event, labels=label)
        case "revise":
            entry.revise(Event(event, labels=label))
        case "retract":
            entry.retract(event)
        case "rank":
            entry.rank("book", ("preferred", "deprecated")[number // 3])
        case "unite":
            entry.unite(event, EVENTS[number // 3])
        case "title":
            entry.title(f"Title {number}")
        case _:
            entry.undo(addresses[-1 - number])


def _addresses(log: Log) -> list[str]:
    return [where for entry in log.entries() for where in entry.addresses] * 6


def _erased(found: Verification) -> set[str]:
    return {one.address for one in found.erased}


def copies(turns: Sequence[Turn]) -> list[list[bytes]]:
    origin = seeded()
    people = [
        copy_of(origin, by=by, clock=FixedClock(f"2024-03-02T0{hour}:00:00Z", 3600))
        for hour, by in enumerate(PEOPLE)
    ]
    for who, whose, what, number in turns:
        if whose is not None and whose != who:
            people[who].merge(people[whose])
        act(people[who], what, number)
    return [lines(log) for log in people]


@pytest.mark.filterwarnings("ignore::chrono56.errors.ClockWarning")
@pytest.mark.filterwarnings("ignore::chrono56.errors.ErasureWarning")
class TestLawsOfUnion:
    @given(turns)
    def test_the_order_of_the_copies_makes_no_difference(
        self, turns: list[Turn]
    ) -> None:
        stories = [
            story(union(*order)) for order in itertools.permutations(copies(turns))
        ]

        assert all(one == stories[0] for one in stories)

    @given(turns)
    def test_it_makes_no_difference_who_is_joined_first(
        self, turns: list[Turn]
    ) -> None:
        a, b, c = copies(turns)

        assert story(union(union(a, b), c)) == story(union(a, union(b, c)))

    @given(turns)
    def test_joining_again_adds_nothing(self, turns: list[Turn]) -> None:
        a, b, _ = copies(turns)
        both = union(a, b)

        assert union(both, b, a, both) == both

    @given(turns)
    def test_all_who_take_in_all_come_to_the_same(self, turns: list[Turn]) -> None:
        people = [Log(MemoryStore(lines=one), by="anna") for one in copies(turns)]
        for here, there in itertools.permutations(people, 2):
            here.merge(there)
        first, *others = people

        for other in others:  # who joined the heads is a matter of who came first
            first.merge(other)
            other.merge(first)
        assert all(story(lines(one)) == story(lines(first)) for one in people)
        assert all(one.verify().is_sound for one in people)

    @given(turns)
    def test_what_was_erased_in_one_copy_comes_back_from_no_other(
        self, turns: list[Turn]
    ) -> None:
        people = [Log(MemoryStore(lines=one), by="anna") for one in copies(turns)]
        for here, there in itertools.permutations(people, 2):
            here.merge(there)
            found = here.verify()

            assert _erased(there.verify()) <= _erased(found)
            assert found.unfinished == ()

    @given(turns)
    def test_a_union_verifies_and_so_does_every_line_union(
        self, turns: list[Turn]
    ) -> None:
        a, b, c = copies(turns)
        by_git = [*a, *b, *c]  # merge=union of whole files: headers and lines recur

        found = Log(MemoryStore(lines=by_git)).verify()

        assert found.is_sound
        assert found.entries == len(story(by_git)) == len(story(union(a, b, c)))
        assert found.duplicates == len(by_git) - 3 - found.entries


class TestMerge:
    def test_both_go_on_from_one_head(self) -> None:
        log = seeded()
        fork = copy_of(log, by="bela", clock=FixedClock("2024-03-01T12:01:00Z"))
        log.append([Titled("mine")])
        fork.append([Titled("theirs")])
        heads = {*log.heads(), *fork.heads()}

        joined = log.merge(fork, reason="bela's copy")
        back = fork.merge(log)

        assert joined is not None
        assert set(joined.parents) == heads
        assert (joined.do, joined.reason) == ((), "bela's copy")
        assert back is None  # the others' merge has joined all there is
        assert fork.heads() == log.heads() == (joined.id,)
        assert [one.id for one in log.entries()] == [one.id for one in fork.entries()]
        assert log.append([Titled("on")]) is not None

    def test_what_is_there_already_changes_nothing(self) -> None:
        log = seeded()
        fork = copy_of(log, by="bela")
        before = text_of(log)

        assert log.merge(fork) is None
        assert log.merge(log) is None
        assert log.merge() is None
        assert text_of(log) == before

    def test_two_judgements_of_one_thing_are_both_kept(self) -> None:
        log = seeded()
        fork = copy_of(log, by="bela", clock=FixedClock("2024-03-01T12:01:00Z"))
        mine, theirs = Event("rising", "politics.protest"), Event("rising", "other")
        log.append([Revised(mine)])
        fork.append([Revised(theirs)])

        log.merge(fork)

        done = [one for entry in log.entries() for one in entry.do]
        assert done[-2:] == [Revised(mine), Revised(theirs)]
        assert log.append([Recorded(theirs)]) is None  # the later shows

    def test_the_later_judgement_shows_in_whatever_order_the_lines_stand(self) -> None:
        log = seeded()
        fork = copy_of(log, by="bela", clock=FixedClock("2024-03-01T12:01:00Z"))
        log.append([Revised(Event("rising", "politics.protest"))])
        fork.append([Revised(Event("rising", "other"))])

        fork.merge(log)  # now the earlier line stands behind the later one

        assert fork.append([Recorded(Event("rising", "other"))]) is None

    def test_another_log_is_refused(self) -> None:
        log = seeded()
        other = Log(MemoryStore("other.jsonl"), by="bela", new_id=counted())
        other.begin("another")

        with pytest.raises(RecordError, match=r"other\.jsonl is another log"):
            log.merge(other)

    def test_a_damaged_copy_is_refused_whole(self) -> None:
        log = seeded()
        fork = copy_of(log, by="bela")
        fork.append([Titled("a")])
        fork.append([Titled("b")])
        hole = [*lines(fork)[:2], *lines(fork)[3:]]
        before = text_of(log)

        with pytest.raises(DamagedLogError, match="is not in the log"):
            log.merge(Log(MemoryStore("copy", hole)))
        assert text_of(log) == before

    def test_lines_are_taken_in_verbatim_parents_first(self) -> None:
        log = seeded()
        fork = copy_of(log, by="bela")
        fork.append([Titled("a")])
        fork.append([Titled("b")])
        header, first, second, third = lines(fork)
        upside_down = [header, third, second, first]

        log.merge(Log(MemoryStore("copy", upside_down)))

        assert lines(log) == lines(fork)


def with_erased(log: Log, *texts: str) -> list[bytes]:
    """Return the log's lines with these titles erased in them."""
    changed = lines(log)
    for text in texts:
        body = action_to_json(Titled(text))
        place = dumps({"erased": address(body)})
        changed = [line.replace(dumps(body), place) for line in changed]
    return changed


class TestALogThatLostAnEntry:
    @pytest.fixture
    def whole(self) -> list[bytes]:
        log = new_log()
        for name in ("one", "two", "three"):
            with log.entry() as entry:
                entry.event(name)
        return lines(log)

    @pytest.fixture
    def holed(self, whole: list[bytes]) -> Log:
        return Log(MemoryStore(lines=[*whole[:2], *whole[3:]]), by="anna")

    def test_nothing_is_built_upon_it(self, holed: Log) -> None:
        before = lines(holed)

        with pytest.raises(DamagedLogError, match="missing that others follow"):
            holed.append([Recorded(Event("four"))])
        with pytest.raises(DamagedLogError, match="merge an intact copy"):
            holed.merge()
        assert lines(holed) == before

    def test_an_intact_copy_brings_it_back(
        self, holed: Log, whole: list[bytes]
    ) -> None:
        holed.merge(Log(MemoryStore(lines=whole)))

        assert holed.verify().is_sound
        assert story(lines(holed)) == story(whole)
        with holed.entry() as entry:
            entry.event("four")


class TestErasedForms:
    def test_the_erased_form_wins_where_it_is_authorised(self) -> None:
        log = seeded()
        log.append([Titled("a"), Titled("b")])
        full = lines(log)
        authorise(log, address(action_to_json(Titled("a"))))
        erased = with_erased(log, "a")

        for copy in (union(full, erased), union(erased, full)):
            done = [one for entry in story(copy) for one in entry.do]
            assert Titled("a") not in done
            assert Titled("b") in done
            assert Log(MemoryStore(lines=copy)).verify().is_sound

    def test_what_two_copies_erased_is_gone_from_both(self) -> None:
        log = seeded()
        log.append([Titled("a"), Titled("b")])
        authorise(log, *(address(action_to_json(Titled(text))) for text in "ab"))
        one, other = with_erased(log, "a"), with_erased(log, "b")

        done = [action for entry in story(union(one, other)) for action in entry.do]

        assert story(union(one, other)) == story(union(other, one))
        assert not [one for one in done if isinstance(one, Titled)]
        assert sum(isinstance(one, Erased) for one in done) == 2

    def test_an_erasure_that_nobody_authorised_does_not_win_and_is_damage(self) -> None:
        log = seeded()
        log.append([Titled("a")])
        both = union(lines(log), with_erased(log, "a"))

        assert Titled("a") in [one for entry in story(both) for one in entry.do]
        (problem,) = new_log(MemoryStore(lines=both)).verify().problems
        assert "without authority" in problem.why
