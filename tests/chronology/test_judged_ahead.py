"""What judges an id that nobody recorded counts for what is recorded by it later."""

import pytest
from tests.chronology.tables.test_loader import added_one_by_one, rows
from tests.chronology.world import chronology_of, linear, log_of

from chrono56.chronology import Chronology
from chrono56.chronology.tables.readmodel import ReadModel
from chrono56.log.actions import Action, Erasure, Ranked, Recorded, Retracted, Revised
from chrono56.model import Citation, Claim, Dating, Event, Source

CITED = (Citation("s1"),)
EARLY = Claim("early", "e1", Dating("1956-10-22"), CITED)
LATE = Claim("late", "e1", Dating("1956-10-23"), (Citation("s2"),))
ENTITIES: list[Action] = [
    Recorded(Source("s1", reliability="A")),
    Recorded(Source("s2", reliability="B")),
    Recorded(Event("e1")),
]
RECORDED: list[Action] = [Recorded(EARLY), Recorded(LATE)]


def told(*batches: list[Action]) -> tuple[Chronology, str, list[str]]:
    """Return a chronology, the date of the event in it, and what is reported."""
    chronology = chronology_of(linear([ENTITIES, *batches]))
    rules = [one.rule for one in chronology.findings()]
    return chronology, str(chronology.event("e1").when or ""), rules


@pytest.mark.parametrize(
    ("action", "rule"),
    [
        (Ranked("early", "deprecated", "a slip"), "ranked-nothing"),
        (Ranked("late", "preferred", "as seen"), "ranked-nothing"),
        (Retracted("early", reason="misread"), "retracted-unknown"),
    ],
)
def test_it_is_reported_and_counts_once_the_record_comes(
    action: Action, rule: str
) -> None:
    _, expected, _ = told(RECORDED, [action])
    _, when, rules = told([action], RECORDED)

    assert expected == "1956-10-23"
    assert (when, rules) == (expected, [rule])


def test_a_judgement_outlives_the_erasure_of_the_recording_it_judged() -> None:
    mended = Revised(Claim("early", "e1", Dating("1956-10-21"), CITED))
    judged: list[list[Action]] = [
        [Recorded(LATE)],
        [Recorded(EARLY)],
        [Ranked("early", "deprecated", "a slip"), mended],
    ]
    entries = list(log_of(linear([ENTITIES, *judged])).entries())
    (address,) = entries[2].addresses

    _, before, _ = told(*judged)
    chronology, after, _ = told(*judged, [Erasure(address, reason="private")])

    assert before == after == "1956-10-23"
    assert chronology.record("early") == mended.record


@pytest.mark.parametrize(
    "action",
    [
        Ranked("early", "deprecated", "a slip"),
        Retracted("early", reason="misread"),
        Retracted("e2", reason="none"),
        Revised(EARLY),
    ],
)
def test_it_comes_to_the_same_entry_by_entry_and_at_once(action: Action) -> None:
    recorded = [*RECORDED, Recorded(Event("e2"))]
    log = log_of(linear([ENTITIES, [action], recorded]))

    assert rows(ReadModel.of_entries(log, None)) == rows(added_one_by_one(log))
