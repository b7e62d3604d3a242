"""What may be appended, and what not."""

import contextlib
from typing import Any

import attrs
import pytest
from immutabledict import immutabledict
from tests.log.world import counted, seeded

from chrono56.errors import RecordError, UnknownIdError
from chrono56.log.actions import (
    Action,
    Recorded,
    Retracted,
    Titled,
    UnknownAction,
)
from chrono56.log.codec import with_content_id
from chrono56.log.log import Log
from chrono56.model import (
    Citation,
    Claim,
    Dating,
    Derivation,
    Event,
    Figure,
    Location,
    Occurrence,
    Ordering,
    Participation,
    Place,
    Relation,
    Source,
    Statement,
    Value,
)

RISING = Event("rising", "politics.uprising", {"en": "The rising"})


def actions_of(log: Log) -> list[Action]:
    return [action for entry in log.entries() for action in entry.do]


def count(log: Log) -> int:
    return sum(1 for _ in log.entries())


def address_of(log: Log, action: Action) -> str:
    for entry in log.entries():
        for one, where in zip(entry.do, entry.addresses, strict=True):
            if one == action:
                return where
    raise AssertionError(action)


class TestRecording:
    def test_a_claim_without_an_id_gets_one_made_of_its_content(self) -> None:
        log = seeded()
        claim = Claim("", "rising", Dating("1956-10-23"), (Citation("book"),))

        with log.entry() as entry:
            given = entry.record(claim)
        log.append([Recorded(attrs.evolve(claim, says=Dating("1956-10-24")))])

        assert given == with_content_id(claim)
        ids = [one.record.id for one in actions_of(log) if isinstance(one, Recorded)]
        assert given.id in ids
        assert len(set(ids)) == len(ids) == 5
        assert "" not in ids

    def test_a_claim_that_may_be_erased_gets_an_id_that_tells_nothing(self) -> None:
        log = seeded()
        claim = Claim("", "rising", Dating("1956-10-23"), (Citation("book"),))

        with log.entry() as entry:
            given = entry.record(claim, erasable=True)
        log.append([Recorded(claim, nonce="any")])

        recorded = [one for one in actions_of(log) if isinstance(one, Recorded)][-2:]
        assert given.id == recorded[0].record.id == "anna-1"
        assert recorded[1].record.id == "anna-3"

    def test_the_same_content_again_does_nothing(self) -> None:
        log = seeded()

        with log.entry() as entry:
            entry.record(RISING)

        assert entry.appended is None
        assert count(log) == 1

    def test_what_is_new_beside_it_is_appended_alone(self) -> None:
        log = seeded()

        with log.entry() as entry:
            entry.record(RISING)
            new = entry.event("march")

        assert entry.appended is not None
        assert entry.appended.do == (Recorded(new),)

    def test_the_same_claim_twice_in_one_entry_is_there_once(self) -> None:
        log = seeded()

        with log.entry() as entry:
            one = entry.claim("rising", Dating("1956-10-23"), cite=Citation("book"))
            two = entry.claim("rising", Dating("1956-10-23"), cite=Citation("book"))

        assert one == two
        assert entry.appended is not None
        assert len(entry.appended.do) == 1

    @pytest.mark.parametrize(
        "other",
        [Event("rising", "politics.protest"), Place("rising"), Source("rising")],
    )
    def test_other_content_under_a_used_id_is_refused(self, other: Any) -> None:
        log = seeded()

        with pytest.raises(RecordError, match="names another event already"):
            log.append([Recorded(other)])
        assert count(log) == 1

    def test_what_was_retracted_is_not_recorded_again(self) -> None:
        log = seeded()
        log.append([Retracted("rising")])

        with pytest.raises(RecordError, match="retract the retraction"):
            log.append([Recorded(RISING)])

    def test_an_empty_block_appends_nothing(self) -> None:
        log = seeded()

        with log.entry("nothing to say") as entry:
            pass

        assert entry.appended is None
        assert count(log) == 1

    def test_a_block_left_by_an_exception_appends_nothing(self) -> None:
        log = seeded()

        with contextlib.suppress(KeyError), log.entry() as entry:
            entry.event("march")
            raise KeyError

        assert count(log) == 1

    def test_an_event_without_an_id_gets_a_random_one(self) -> None:
        log = seeded()

        with log.entry() as entry:
            one, two = entry.event(), entry.event()

        assert one.id != two.id

    def test_what_may_be_erased_gets_a_nonce(self) -> None:
        log = seeded()

        with log.entry() as entry:
            entry.record(Event("p-1", "other"), erasable=True)

        assert entry.appended is not None
        assert getattr(entry.appended.do[0], "nonce", "")


class TestKinds:
    @pytest.mark.parametrize("kind", ["politics.protest", "other", "other.sit-in"])
    def test_known_kinds_and_those_below_other_are_fine(self, kind: str) -> None:
        log = seeded()

        assert log.append([Recorded(Event("march", kind))]) is not None

    @pytest.mark.parametrize("kind", ["politics.protset", "labour.sit-in", "others"])
    def test_an_unknown_kind_is_refused_when_it_is_recorded(self, kind: str) -> None:
        log = seeded()

        with pytest.raises(RecordError, match="Kinds of your own go below other"):
            log.append([Recorded(Event("march", kind))])

    def test_a_kind_of_a_plugin_is_fine(self) -> None:
        plain = seeded()
        log = Log(plain.store, by="b", new_id=counted(), kinds=("labour.sit-in",))

        assert log.append([Recorded(Event("march", "labour.sit-in"))]) is not None


def claim(
    says: Value, *, about: str = "rising", source: str = "book", **more: Any
) -> Claim:
    return Claim("c", about, says, (Citation(source),), reason="r", **more)


class TestReferences:
    @pytest.mark.parametrize(
        ("record", "missing"),
        [
            (claim(Occurrence(), about="risng"), "risng"),
            (claim(Occurrence(), source="bok"), "bok"),
            (claim(Occurrence(), source="rising"), "rising"),
            (Claim("c", "rising", Occurrence(), (Citation("book", via=["x"]),)), "x"),
            (claim(Occurrence(), premises=["x"]), "x"),
            (claim(Occurrence(), premises=["rising"]), "rising"),
            (claim(Location("book")), "book"),
            (claim(Participation("rising")), "rising"),
            (claim(Ordering(other="x", least="PT0S")), "x"),
            (claim(Figure("killed", group="x")), "x"),
            (claim(Relation("part_of", "x")), "x"),
            (claim(Statement("No!", "en", "x")), "x"),
            (claim(Statement("No!", "en", occasion="book")), "book"),
            (claim(Dating("1956", "issued")), "rising"),
            (claim(Occurrence(), about="book"), "book"),
            (claim(Relation("contradicts", "assault")), "rising"),
            (Place("kilian", part_of="budapest"), "budapest"),
            (Source("copy", derived_from=[Derivation("x")]), "x"),
        ],
    )
    def test_a_reference_to_what_is_not_there_is_refused(
        self, record: Any, missing: str
    ) -> None:
        log = seeded()

        with pytest.raises(UnknownIdError) as caught:
            log.append([Recorded(record)])
        with pytest.raises(UnknownIdError) as among_others:
            log.append([Titled("1956"), Recorded(record)])

        alone, told = caught.value, among_others.value
        assert alone.id == missing
        assert (str(alone), alone.__notes__) == (str(told), told.__notes__)
        assert count(log) == 1

    @pytest.mark.parametrize("first", [0, 1])
    def test_what_the_same_entry_takes_back_is_not_there(self, first: int) -> None:
        actions: list[Action] = [Recorded(claim(Occurrence())), Retracted("rising")]

        with pytest.raises(UnknownIdError, match="it was retracted"):
            seeded().append([actions[first], actions[1 - first]])

    def test_a_near_id_is_suggested(self) -> None:
        with pytest.raises(UnknownIdError, match="did you mean 'rising'"):
            seeded().append([Recorded(claim(Occurrence(), about="risng"))])

    def test_it_is_said_why_a_known_id_does_not_count(self) -> None:
        log = seeded()
        log.append([Retracted("rising")])

        with pytest.raises(UnknownIdError, match="it was retracted"):
            log.append([Recorded(claim(Occurrence()))])
        with pytest.raises(UnknownIdError, match="names a record of type source"):
            log.append([Recorded(claim(Occurrence(), about="book"))])

    def test_records_of_one_entry_may_refer_to_each_other_in_any_order(self) -> None:
        log = seeded()

        with log.entry() as entry:
            entry.claim("march", Location("square"), cite=Citation("paper"))
            entry.event("march")
            entry.place("square", part_of="town")
            entry.place("town")
            entry.source("paper")

        assert entry.appended is not None
        assert len(entry.appended.do) == 5

    @pytest.mark.parametrize(
        "record",
        [
            Place("p", part_of="p"),
            Source("s", derived_from=[Derivation("s")]),
            Claim("c", "c", Statement("x", "en"), reason="r"),
            Claim("c", "rising", Occurrence(), premises=["c"], reason="r"),
            claim(Relation("same_as", "rising")),
        ],
    )
    def test_nothing_refers_to_itself(self, record: Any) -> None:
        with pytest.raises(RecordError, match="itself"):
            seeded().append([Recorded(record)])

    def test_an_event_may_be_ordered_against_itself(self) -> None:
        lasted = Ordering("end", other="rising", other_point="start", most="P12D")

        assert seeded().append([Recorded(claim(lasted))]) is not None


class TestUnknownActions:
    def test_they_are_appended_and_kept(self) -> None:
        log = seeded()
        endorsed = UnknownAction("endorse", {"claim": "c", "stars": 5})

        log.append([endorsed])

        assert endorsed in actions_of(log)

    def test_a_known_type_does_not_hide_in_one(self) -> None:
        with pytest.raises(RecordError, match="known type"):
            seeded().append([UnknownAction("title", {"text": "1956"})])

    def test_text_that_no_line_can_hold_is_refused(self) -> None:
        deep: Any = "x"
        for _ in range(97):
            deep = [deep]

        log = seeded()
        with pytest.raises(RecordError, match="nested"):
            log.append([Recorded(Event("march", extra=immutabledict(deep=deep)))])
        assert count(log) == 1
        with pytest.raises(RecordError, match="surrogate"):
            seeded().append([Titled("x")], reason="\ud800")
