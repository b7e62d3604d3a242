"""Revising, retracting, ranking, uniting, erasing: on what, and how often."""

from collections.abc import Callable

import pytest
from tests.log.test_admission import RISING, actions_of, address_of, claim, count
from tests.log.world import dated, seeded

from chrono56.errors import RecordError, UnknownIdError
from chrono56.log.actions import (
    Erased,
    Erasure,
    Ranked,
    Recorded,
    Retracted,
    Revised,
    Titled,
    United,
)
from chrono56.log.draft import EntryDraft
from chrono56.model import Event, Occurrence

NOTHING: list[Callable[[EntryDraft], object]] = [
    lambda entry: entry.revise(Event("risng")),
    lambda entry: entry.retract("risng"),
    lambda entry: entry.rank("boook", "deprecated"),
    lambda entry: entry.rank("rising", "preferred"),
    lambda entry: entry.unite("risng", "rising"),
    lambda entry: entry.unite("rising", "risng"),
    lambda entry: entry.undo("a" * 64),
]


class TestJudgements:
    @pytest.mark.parametrize("act", NOTHING)
    def test_no_act_on_nothing(self, act: Callable[[EntryDraft], object]) -> None:
        log = seeded()

        with pytest.raises(UnknownIdError), log.entry() as entry:
            act(entry)
        assert count(log) == 1

    @pytest.mark.parametrize(
        ("duplicate", "into"), [("rising", "rising"), ("rising", "book"), ("c", "d")]
    )
    def test_only_two_entities_of_one_type_are_united(
        self, duplicate: str, into: str
    ) -> None:
        log = seeded()
        log.append([Recorded(dated("1956", id="c")), Recorded(dated("1957", id="d"))])

        with pytest.raises(RecordError, match="can't be united"), log.entry() as entry:
            entry.unite(duplicate, into)

    @pytest.mark.parametrize("into", ["rising", "assault"])
    def test_nothing_is_united_into_what_it_took_in(self, into: str) -> None:
        log = seeded()
        with log.entry() as entry:
            entry.event("siege")
            entry.unite("assault", "rising")
            entry.unite("rising", "siege")

        with pytest.raises(RecordError, match="retract that union first"):
            log.append([United("siege", into)])
        log.append([Retracted(action=address_of(log, United("rising", "siege")))])
        log.append([United("siege", into)])

    def test_a_circle_that_a_merge_brought_can_be_led_out_of(self) -> None:
        log = seeded()
        log.append([Recorded(Event("siege"))])
        copy = log.copy()
        log.append([United("assault", "rising")])
        copy.append([United("rising", "assault")])
        log.merge(copy)

        with pytest.raises(RecordError, match="retract that union first"):
            log.append([United("rising", "assault")])
        assert log.append([United("rising", "siege")]) is not None

    @pytest.mark.parametrize(
        ("first", "last"), [("assault", "siege"), ("siege", "assault")]
    )
    def test_of_two_unions_in_one_entry_the_last_one_counts(
        self, first: str, last: str
    ) -> None:
        log = seeded()
        with log.entry() as entry:
            entry.event("siege")
        with log.entry() as entry:
            entry.unite("rising", first)
            entry.unite("rising", last)

        assert log.ledger().united_into("rising") == (last,)

    def test_two_events_are_united(self) -> None:
        log = seeded()

        with log.entry() as entry:
            entry.unite("assault", "rising", reason="one event")

        assert entry.appended is not None

    def test_a_revision_replaces_and_the_same_again_does_nothing(self) -> None:
        log = seeded()

        with log.entry() as first:
            changed = first.revise(RISING, labels={"en": "Revolution"})
        with log.entry() as second:
            second.revise(changed)
            second.record(changed)

        assert first.appended is not None
        assert second.appended is None

    def test_an_undone_revision_gives_back_the_earlier_version(self) -> None:
        log = seeded()
        revised = Revised(Event("rising", "politics.protest"))
        log.append([revised])
        log.append([Retracted(action=address_of(log, revised))])

        assert log.append([Recorded(RISING)]) is None

    def test_undo_of_undo_of_undo(self) -> None:
        log = seeded()
        target = address_of(log, Recorded(RISING))
        for turn in range(1, 5):
            undo = Retracted(action=target)
            log.append([undo])
            target = address_of(log, undo)
            standing = turn % 2 == 0
            if standing:
                assert log.append([Recorded(RISING)]) is None
            else:
                with pytest.raises(RecordError, match="retracted"):
                    log.append([Recorded(RISING)])

    def test_undoing_may_go_on_for_ever(self) -> None:
        log = seeded()
        with log.entry() as entry:
            entry.retract("assault")
        assert entry.appended is not None
        target = entry.appended.addresses[0]
        for _ in range(1500):
            made = log.append([Retracted(action=target)])
            assert made is not None
            target = made.addresses[0]

        log.append([Recorded(claim(Occurrence(), about="rising"))])
        with pytest.raises(UnknownIdError, match="it was retracted"):
            log.append([Recorded(dated("1956", about="assault"))])

    def test_nothing_is_retracted_twice(self) -> None:
        log = seeded()
        log.append([Retracted("rising")])

        with pytest.raises(RecordError, match="retracted already"):
            log.append([Retracted("rising")])

    def test_a_repeated_act_gets_a_nonce_of_its_own(self) -> None:
        log = seeded()
        for rank in ("deprecated", "normal", "deprecated"):
            log.append([Ranked("book", rank)])

        ranks = [one for one in actions_of(log) if isinstance(one, Ranked)]
        assert [one.nonce != "" for one in ranks] == [False, False, True]
        assert ranks[0] == Ranked("book", "deprecated")

    def test_an_act_repeated_in_one_entry_gets_a_nonce_as_well(self) -> None:
        log = seeded()

        made = log.append([Titled("a"), Titled("b"), Titled("a")])

        assert made is not None
        assert len(set(made.addresses)) == 3


@pytest.mark.filterwarnings("ignore::chrono56.errors.ErasureWarning")
class TestErasure:
    def test_an_erasure_names_an_action_that_is_there(self) -> None:
        log = seeded()
        address = address_of(log, Recorded(RISING))

        assert log.append([Erasure(address, "asked for")]) is not None
        with pytest.raises(UnknownIdError):
            log.append([Erasure("a" * 64)])

    def test_it_is_neither_undone_nor_erased(self) -> None:
        log = seeded()
        made = log.append([Erasure(address_of(log, Recorded(RISING)))])
        assert made is not None

        with pytest.raises(RecordError, match="can't be undone"):
            log.append([Retracted(action=made.addresses[0])])
        with pytest.raises(RecordError, match="can't be erased"):
            log.append([Erasure(made.addresses[0])])

    def test_nobody_appends_what_is_erased_already(self) -> None:
        with pytest.raises(RecordError, match="can't be appended"):
            seeded().append([Erased("a" * 64)])
