"""What is judged while a log is read comes to what the tables would say of it."""

import pytest
from tests.chronology.afterthoughts import Recorders, chance_of, entries_of
from tests.chronology.tables.test_loader import ENTITIES, added_one_by_one, rows
from tests.chronology.world import linear, log_of

from chrono56.chronology.eventrow import known_event
from chrono56.chronology.reading import Reading
from chrono56.chronology.state import State
from chrono56.chronology.tables import hand
from chrono56.chronology.tables.readmodel import ReadModel
from chrono56.chronology.tables.waiting import Waiting
from chrono56.log.actions import Action, Ranked, Recorded, Retracted, Revised, United
from chrono56.log.entry import Addressed
from chrono56.log.log import Log
from chrono56.model import Citation, Claim, Dating, Event, Relation

FILTERING = (
    *("without-mode=supposed", "without-mode=asserted,denied", "recorded-by=anna"),
    *("only=s1", "only=s0,s4,s9", "without=s0", "without=s2,s9", "reliability=B"),
    *("anonymous=no", "language=hu", "issued-before=1957+prefer=narrower"),
    "without-mode=planned+without=s3+reliability=B+prefer=majority",
)

ROW = """SELECT digest FROM event
    WHERE id = ? AND n_from <= ? AND (n_to IS NULL OR n_to > ?)"""


def told(tables: ReadModel, event: str, number: int) -> list[bytes]:
    """Return the digest of what the tables say of an event after an entry, if any."""
    found = tables.connection.execute(ROW, (event, number, number))
    return [digest for (digest,) in found]


def known(tables: ReadModel, event: str, number: int) -> list[bytes]:
    """Return the digest of what was known of it then, worked out anew."""
    found = known_event(State(tables.connection, number), event)
    return [] if found is None else [found.digest]


def addresses(actions: list[Action]) -> list[str]:
    return [Addressed.of(action).address for action in actions]


class TestJudgingAtOnceIsJudgingInTheTables:
    @pytest.mark.parametrize("at_hand", [0, 10, 60, 10_000])
    @pytest.mark.parametrize("rashness", [0.0, 0.1, 0.5])
    @pytest.mark.parametrize("apart", [0.0, 0.1])
    def test_whatever_recorders_think_of_later(
        self,
        monkeypatch: pytest.MonkeyPatch,
        at_hand: int,
        rashness: float,
        apart: float,
    ) -> None:
        monkeypatch.setattr(hand, "AT_HAND", at_hand)
        for seed in range(3):
            chance = chance_of(f"{seed} {at_hand} {rashness} {apart}")
            recorders = Recorders(chance, rashness)
            log = log_of(entries_of(recorders.actions(15), chance, apart=apart))

            assert rows(ReadModel.of_entries(log, None)) == rows(added_one_by_one(log))

    def test_an_event_that_was_revised_goes_when_both_acts_are_undone(self) -> None:
        mended = Event("e9", labels={"en": "A deed"})
        acts: list[Action] = [Recorded(Event("e9")), Revised(mended)]
        undone: list[Action] = [Retracted(action=one) for one in addresses(acts)]
        log = log_of(linear([ENTITIES, *([one] for one in acts + undone)]))
        tables = ReadModel.of_entries(log, None)

        assert rows(tables) == rows(added_one_by_one(log))
        assert told(tables, "e9", number=4)
        assert not told(tables, "e9", number=5)

    @pytest.mark.parametrize("at_hand", [10, 10_000])
    @pytest.mark.parametrize("text", FILTERING)
    def test_whatever_a_reading_hears_of_it(
        self, monkeypatch: pytest.MonkeyPatch, text: str, at_hand: int
    ) -> None:
        monkeypatch.setattr(hand, "AT_HAND", at_hand)
        reading = Reading.parse(text)
        for seed in range(4):
            chance = chance_of(f"{seed} {text} {at_hand}")
            recorders = Recorders(chance, rashness=0.2)
            log = log_of(entries_of(recorders.actions(12), chance, apart=0.02))

            at_once = ReadModel.of_entries(log, None, reading)
            assert rows(at_once) == rows(added_one_by_one(log, reading))

    def test_in_a_log_of_hundreds_of_events(self) -> None:
        chance = chance_of("hundreds")
        log = log_of(entries_of(Recorders(chance).actions(300), chance, apart=0.01))

        assert rows(ReadModel.of_entries(log, None)) == rows(added_one_by_one(log))

    def test_where_a_claim_is_taken_back_whose_source_waits_to_be_judged(self) -> None:
        united = United("s1", "s2")
        (undone,) = addresses([united])
        later: list[list[Action]] = [[Retracted(action=undone)], [Retracted("c1")]]
        log = log_of(linear([[*BEGINNING, united], *later]))

        assert rows(ReadModel.of_entries(log, None)) == rows(added_one_by_one(log))

    def test_no_event_is_left_with_what_was_known_before(self) -> None:
        for seed in range(12):
            chance = chance_of(f"{seed}")
            recorders = Recorders(chance, rashness=0.2)
            lines = entries_of(recorders.actions(10), chance, apart=0.05)
            tables = ReadModel.of_entries(log_of(lines), None)

            for number in range(1, len(lines) + 1):
                for event in recorders.events:
                    now = told(tables, event, number)
                    assert now == known(tables, event, number), (seed, event, number)


FIRST = Claim("c1", "e1", Dating("1956-10-23"), (Citation("s1"),))
SECOND = Claim("c2", "e2", Dating("1956-10-24"), (Citation("s3"),))
MOVED = Claim("c1", "e2", FIRST.says, FIRST.citations)
MENDED = Claim("c1", "e1", Dating("1956-10-22"), FIRST.citations)
AGAINST = Claim("c3", "c1", Relation("contradicts", "c2"), reason="one day only")
RESTING = Claim("c4", "e2", SECOND.says, premises=("c1",), reason="so it follows")
BEGINNING: list[Action] = [
    *ENTITIES,
    Recorded(Event("e1")),
    Recorded(FIRST),
    Recorded(Event("e2")),
    Recorded(SECOND),
]
RANKED, RETRACTED = Ranked("c1", "preferred", "an eyewitness"), Retracted("c1")
(OF_RANK, OF_RETRACTION, OF_RECORDING) = addresses([RANKED, RETRACTED, Recorded(FIRST)])


@pytest.fixture
def waiting(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return the numbers of what has to wait, while a log is filled in."""
    found: list[int] = []
    monkeypatch.setattr(Waiting, "add_acts", lambda _, orders: found.extend(orders))
    monkeypatch.setattr(Waiting, "add_event", lambda _, *event: found.extend(event))
    return found


def filled(*entries: list[Action]) -> Log:
    log = log_of(linear([BEGINNING, *entries]))
    ReadModel.of_entries(log, None)
    return log


class TestWhatDoesNotWait:
    @pytest.mark.parametrize(
        "entries",
        [
            [[RANKED]],
            [[RANKED, Ranked("c1", "deprecated")], [Ranked("c1", "normal")]],
            [[RETRACTED]],
            [[RETRACTED], [Retracted(action=OF_RETRACTION)]],
            [[RANKED], [Retracted(action=OF_RANK)]],
            [[Recorded(AGAINST), Retracted("c3")], [Revised(MENDED)]],
            [[Revised(MENDED), RANKED]],
            [[Recorded(AGAINST)], [Ranked("c3", "deprecated")], [Retracted("c2")]],
            [[Retracted("e1")]],
            [[Revised(Event("e1", labels={"en": "A deed"}))]],
        ],
    )
    def test_the_judgement_of_what_is_at_hand(
        self, waiting: list[int], entries: list[list[Action]]
    ) -> None:
        filled(*entries)

        assert waiting == []

    @pytest.mark.parametrize("text", FILTERING)
    def test_what_a_reading_hears_of_the_events(
        self, waiting: list[int], text: str
    ) -> None:
        log = log_of(linear([BEGINNING, [RANKED]]))
        ReadModel.of_entries(log, None, Reading.parse(text))

        assert waiting == []

    def test_what_is_told_of_claims_by_a_source_that_was_ranked(
        self, waiting: list[int]
    ) -> None:
        filled([Ranked("s1", "deprecated")], [Recorded(Event("e3"))])
        (rank,) = waiting
        again = Claim("c5", "e3", FIRST.says, FIRST.citations)
        waiting.clear()

        filled([Ranked("s1", "deprecated")], [Recorded(Event("e3")), Recorded(again)])

        assert waiting == [rank]


class TestWhatWaits:
    @pytest.mark.parametrize(
        "last",
        [
            Retracted(action=OF_RECORDING),
            Revised(MOVED),
            Revised(RESTING),
            United("e1", "e2"),
            Retracted("s1"),
            Retracted("unheard-of"),
            Ranked("e1", "preferred"),
            Recorded(RESTING),
            Recorded(Claim("c3", "c1", Relation("contradicts", "c9"), reason="so")),
        ],
    )
    def test_what_bears_on_more_than_is_at_hand(
        self, waiting: list[int], last: Action
    ) -> None:
        filled([last])

        assert waiting

    def test_what_is_judged_of_a_premise(self, waiting: list[int]) -> None:
        filled([Recorded(RESTING)])
        before = len(waiting)
        waiting.clear()

        filled([Recorded(RESTING)], [RANKED])

        assert len(waiting) > before

    def test_what_was_let_go(
        self, waiting: list[int], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(hand, "AT_HAND", 0)
        nothing: list[Action] = [Recorded(Event("e3"))]
        filled(nothing, [Recorded(Event("e4"))], [RANKED])

        assert waiting
