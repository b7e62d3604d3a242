from datetime import date
from typing import Any

import pytest
from tests.chronology.world import chronology_of, linear

from chrono56.chronology import Chronology, Query
from chrono56.errors import DateSyntaxError, RecordError
from chrono56.log.actions import Recorded
from chrono56.model import (
    Agent,
    Citation,
    Claim,
    Event,
    Location,
    Participation,
    Place,
    Source,
    Statement,
)
from chrono56.testing import sample


def _world() -> Chronology:
    cite, other = (Citation("s", "1"),), (Citation("t", quote="a turning point"),)
    return chronology_of(
        linear(
            [
                [
                    Recorded(Source("s")),
                    Recorded(Source("t")),
                    Recorded(Place("hungary", {"en": "Hungary"})),
                    Recorded(Place("budapest", {"hu": "Budapest"}, part_of="hungary")),
                    Recorded(Place("corvin", {"hu": "Corvin köz"}, part_of="budapest")),
                    Recorded(Agent("djilas", labels={"sr-Latn": "Milovan Đilas"})),
                    Recorded(Event("fight", labels={"hu": "Harc a Corvin közben"})),
                    Recorded(Event("essay", labels={"sr": "Ђиласов чланак: љубав"})),
                    Recorded(Claim("c1", "fight", Location("corvin"), cite)),
                    Recorded(Claim("c2", "essay", Participation("djilas"), other)),
                    Recorded(
                        Claim(
                            "c3",
                            "essay",
                            Statement("Oluja", "sr"),
                            cite,
                            as_written="8",
                        )
                    ),
                ]
            ]
        )
    )


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"place": "corvin"}, ["fight"]),
        ({"place": "budapest"}, ["fight"]),
        ({"place": "hungary"}, ["fight"]),
        ({"place": "vienna"}, []),
        ({"agent": "djilas"}, ["essay"]),
        ({"source": "s"}, ["essay", "fight"]),
        ({"source": "t"}, ["essay"]),
        ({"text": "CORVIN koz"}, ["fight"]),
        ({"text": "corv"}, ["fight"]),
        ({"text": "orvin"}, []),
        ({"text": "djilas"}, ["essay"]),
        ({"text": "Đilas"}, ["essay"]),
        ({"text": "Ђилас чланак"}, ["essay"]),
        ({"text": "ljubav"}, ["essay"]),
        ({"text": "oluja turning"}, ["essay"]),
        ({"text": "oluja corvin"}, []),
        ({"text": "\"' * ()"}, []),
        ({"text": "hungary"}, []),
        ({"text": "budapest", "place": "hungary"}, []),
        ({"kind": "other", "agent": "djilas"}, ["essay"]),
    ],
)
def test_events_are_found_by_what_is_known_of_them(
    filters: dict[str, Any], found: list[str]
) -> None:
    assert sorted(event.id for event in _world().select(Query(**filters))) == found


def test_a_certainty_needs_a_date_to_measure_it_by() -> None:
    with pytest.raises(RecordError, match="a certainty without a date"):
        Query(certainty="certain")


def test_an_unknown_certainty_is_refused_with_those_that_are_fine() -> None:
    with pytest.raises(RecordError, match="use certain or possible"):
        Query(on_day="1956", certainty="likely")


@pytest.mark.parametrize("day", ["11-31", "1956-13-01", "yesterday"])
def test_a_day_that_is_none_is_refused(day: str) -> None:
    with pytest.raises(DateSyntaxError):
        Query(on_day=day)


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(DateSyntaxError):
        Query(during=("1957", "1956"))


@pytest.mark.parametrize(
    "during", [(), ("1956",), ("1956", "1957", "1958"), "1956", 1956, {"1956", "1957"}]
)
def test_a_period_that_is_not_two_dates_is_refused_with_one_that_is(
    during: Any,
) -> None:
    with pytest.raises(RecordError, match=r"query\.during: .* is no period; give two"):
        Query(during=during)


@pytest.mark.parametrize(
    ("asked", "where"),
    [
        ({"on_day": 5}, "query.on_day"),
        ({"on_day": date(1956, 10, 23)}, "query.on_day"),
        ({"during": ("1956", 1957)}, "query.during"),
        ({"during": (None, "1957")}, "query.during"),
    ],
)
def test_what_is_no_date_at_all_is_refused_with_its_place(
    asked: dict[str, Any], where: str
) -> None:
    with pytest.raises(RecordError, match=f"{where}: .* is no date; give a When"):
        Query(**asked)


def test_what_was_retracted_is_found_by_those_who_ask_for_it() -> None:
    chronology = sample()
    found = list(chronology.select(Query(retracted=True)))

    assert [event.id for event in found] == ["retracted"]
    assert found[0].revision.retracted
    assert "retracted" not in {event.id for event in chronology}
