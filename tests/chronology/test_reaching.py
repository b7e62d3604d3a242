"""On which events a change bears."""

from collections.abc import Iterable

import pytest
from tests.chronology.tables.test_loader import added_one_by_one
from tests.chronology.world import linear, log_of, recorded

from chrono56.chronology.ahead import Ahead
from chrono56.chronology.reaching import reached
from chrono56.log.actions import Action, Recorded, Retracted, United
from chrono56.log.entry import Addressed
from chrono56.model import (
    Citation,
    Claim,
    Dating,
    Derivation,
    Event,
    Location,
    Place,
    Relation,
    Source,
)

WHEN = Dating("1956-10-23")
ACTIONS: list[Action] = recorded(
    [
        Source("diary"),
        Source("copy", derived_from=(Derivation("diary"),)),
        Place("town", {"en": "Town"}),
        Place("square", {"en": "Square"}, part_of="town"),
        Place("market", {"en": "Market"}),
        *map(Event, ("march", "meeting", "strike", "rally")),
        Claim("day", "march", WHEN, (Citation("copy"),)),
        Claim("where", "meeting", Location("square"), (Citation("report"),)),
        Claim("stall", "rally", Location("market"), (Citation("report"),)),
        Claim("so", "strike", WHEN, premises=("day",), reason="on one day"),
        Claim("not", "day", Relation("contradicts", "where"), reason="too far"),
    ]
)


def events_on(touched: Iterable[str], *more: Action) -> set[str]:
    """Return the events on which a change bears, after all and *more* was done."""
    batches = [one for one in (ACTIONS, more) if one]
    tables = added_one_by_one(log_of(linear(batches)))
    state = Ahead(tables.connection, len(batches))
    return set(reached(state, touched)) - {"nowhere"}


@pytest.mark.parametrize(
    ("touched", "events"),
    [
        ("march", {"march"}),
        ("so", {"strike"}),
        ("stall", {"rally"}),
        ("day", {"march", "strike", "meeting"}),
        ("not", {"march", "strike", "meeting"}),
        ("copy", {"march", "strike", "meeting"}),
        ("diary", {"march", "strike", "meeting"}),
        ("town", {"meeting", "march", "strike"}),
        ("market", {"rally"}),
        ("nowhere", set()),
    ],
)
def test_it_bears_on_all_that_names_it(touched: str, events: set[str]) -> None:
    assert events_on([touched]) == events


def test_a_duplicate_bears_on_what_it_was_united_into() -> None:
    assert events_on(["rally"], United("rally", "strike")) == {"rally", "strike"}


def test_so_does_one_whose_own_record_is_taken_back() -> None:
    undone = Retracted(action=Addressed.of(Recorded(Event("rally"))).address)

    found = events_on(["rally"], United("rally", "strike"), undone)

    assert found == {"rally", "strike"}


def test_an_event_bears_on_a_claim_that_cites_it_as_its_source() -> None:
    odd = Recorded(Claim("odd", "march", WHEN, (Citation("rally"),)))

    assert events_on(["rally"], odd) == {"march", "rally"}
    assert events_on(["meeting"], odd) == {"meeting"}
