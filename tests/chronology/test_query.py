from collections.abc import Sequence
from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st
from immutabledict import immutabledict
from tests.chronology.world import chronology_of, linear
from tests.dates.texts import TEXTS

from chrono56.chronology import Chronology, EventView, Query
from chrono56.chronology.query import judged
from chrono56.chronology.views import Revision
from chrono56.dates import MonthDay, Verdict, When
from chrono56.errors import DateSyntaxError, RecordError
from chrono56.log.actions import Recorded
from chrono56.model import (
    Agent,
    Citation,
    Claim,
    Dating,
    Event,
    Location,
    Occurrence,
    Participation,
    Place,
    Source,
    Statement,
)
from chrono56.testing import sample

DATES = (
    "1955",
    "1956",
    "1956-10",
    "1956-11",
    "1956-11-04",
    "1956-11-04T04:15",
    "1956-11-04T23:30-05:00",
    "1956-11-03",
    "1956-10-23/1956-11-04",
    "1956-11-04/",
    "[..1956-11-07]",
    "[1956-11-04..]",
    "../1956-11-04",
    "1956-12-20/1957-01-10",
    "1956-02-29",
    "1956-XX-04",
    "1956-11-04?",
    "-0043-03-15",
    "Y17000",
    "1950/1960",
    "",
)
ASKED = (
    *filter(None, DATES),
    "1956-11-05T04:30Z",
    "{1956-11-03,1956-11-07}",
    "195X",
    "1957-01-01",
)
WITH_GAPS = (
    "1956-XX-04",
    "{1956-11-03,1956-11-07}",
    "195X",
    "[..1956-11-07]",
    "[1956-11-04..]",
)


@attrs.frozen
class Told:
    """An event as the oracle knows it."""

    id: str
    kind: str
    when: str
    mode: str


TOLD = st.lists(
    st.tuples(
        st.sampled_from(["conflict", "conflict.battle", "conflicts", "politics.act"]),
        st.sampled_from(DATES),
        st.sampled_from(["asserted", "asserted", "planned"]),
    ),
    max_size=8,
).map(lambda rows: [Told(f"e{i}", *row) for i, row in enumerate(rows)])


def _chronology(told: Sequence[Told]) -> Chronology:
    actions = [Recorded(Source("s"))]
    for one in told:
        actions.append(Recorded(Event(one.id, one.kind)))
        cited = (Citation("s"),)
        if one.when:
            claim = Claim(f"d-{one.id}", one.id, Dating(one.when), cited, mode=one.mode)
            actions.append(Recorded(claim))
        else:
            claim = Claim(f"o-{one.id}", one.id, Occurrence(), cited, mode=one.mode)
            actions.append(Recorded(claim))
    return chronology_of(linear([actions]))


DAYS = range(When.parse("1950").earliest or 0, When.parse("1961").earliest or 0)


def _on(when: When, asked: When | MonthDay) -> Verdict:
    if isinstance(asked, MonthDay):
        return when.falls_on(asked.month, asked.day)
    if asked.has_time:
        return when.overlaps(asked)
    if str(asked) not in WITH_GAPS:
        return when.by_day().overlaps(When.span(asked, asked))
    days = DAYS if when.day is None else (when.day,)
    if not any(_has(when, day) and _has(asked, day) for day in days):
        return Verdict.IMPOSSIBLE
    if when.within(asked) is Verdict.CERTAIN:
        return Verdict.CERTAIN
    return Verdict.POSSIBLE if when.day is None else Verdict.CERTAIN


def _has(when: When, day: int) -> bool:
    return when.contains_day(day) is not Verdict.IMPOSSIBLE


def _least(one: Verdict, other: Verdict) -> Verdict:
    order = [Verdict.IMPOSSIBLE, Verdict.POSSIBLE, Verdict.CERTAIN]
    return order[min(order.index(one), order.index(other))]


def _expected(told: Sequence[Told], query: Query) -> list[tuple[str, Verdict | None]]:
    found = []
    for one in told:
        when = When.parse(one.when) if one.when else None
        verdict = None
        if query.on_day is not None:
            verdict = Verdict.IMPOSSIBLE if when is None else _on(when, query.on_day)
        if query.during is not None:
            span = When.span(*query.during)
            here = Verdict.IMPOSSIBLE if when is None else when.by_day().overlaps(span)
            verdict = here if verdict is None else _least(here, verdict)
        of_kind = one.kind == query.kind or one.kind.startswith(query.kind + ".")
        if (
            verdict is not Verdict.IMPOSSIBLE
            and (not query.kind or of_kind)
            and (one.mode == "asserted" or query.everything)
            and (not query.certainty or verdict is Verdict(query.certainty))
        ):
            key = (0, when.sort_key) if when else (1, ())
            found.append((key, one.id, verdict))
    return [
        (event, verdict) for _, event, verdict in sorted(found, key=lambda x: x[:2])
    ]


@settings(max_examples=80, deadline=None)
@given(
    TOLD,
    st.one_of(
        st.none(),
        st.sampled_from(ASKED),
        st.sampled_from(["11-04", "--02-29", "03-15", "01-05"]),
    ),
    st.one_of(
        st.none(),
        st.sampled_from(
            [("1956-10-23", "1956-11-04"), ("1956", "1957"), ("-0100", "1955-06")]
        ),
    ),
    st.sampled_from(["", "conflict", "conflict.battle"]),
    st.sampled_from(["", "certain", "possible"]),
    st.booleans(),
)
def test_a_query_finds_what_asking_every_event_would_find(
    told: list[Told],
    day: str | None,
    period: tuple[str, str] | None,
    kind: str,
    certainty: str,
    everything: bool,
) -> None:
    query = Query(
        on_day=day,
        during=period,
        kind=kind,
        certainty=certainty if day or period else "",
        everything=everything,
    )

    found = [(event.id, event.verdict) for event in _chronology(told).select(query)]

    assert found == _expected(told, query)


@pytest.mark.parametrize(
    ("when", "verdict"),
    [
        ("1956-11-04T04:15", "certain"),
        ("1956-11-04T04:15[Europe/Budapest]", "certain"),
        ("1956-11-04T04:00..06:00[Europe/Budapest]~", "certain"),
        ("1956-11-04T04:15[Europe/Budapest]/", "certain"),
        ("/1956-11-04T04:15+01:00", "certain"),
        ("1956-11-03T22:00/1956-11-05T06:00", "certain"),
        ("[1956-11-03T22:00..1956-11-04T06:00]", "possible"),
        ("1956-11-03T22:00/", "possible"),
        ("1956-11", "possible"),
        ("1956-11-03T23:59", None),
        ("1956-11-05T00:00Z", None),
    ],
)
@pytest.mark.parametrize(
    "dates",
    [{"on_day": "1956-11-04"}, {"during": ("1956-11-04", "1956-11-04")}],
    ids=["on", "between"],
)
def test_who_asks_for_a_day_asks_for_all_its_hours(
    dates: Any, when: str, verdict: str | None
) -> None:
    chronology = _chronology([Told("e", "other", when, "asserted")])

    found = [event.verdict for event in chronology.select(Query(**dates))]

    assert found == ([] if verdict is None else [Verdict(verdict)])


@given(TEXTS, TEXTS, TEXTS)
def test_any_date_stands_to_a_period_as_to_the_extent_of_its_days(
    when: str, first: str, last: str
) -> None:
    try:
        told, *period = map(When.parse, (when, first, last))
        span = When.span(*period)
    except DateSyntaxError:
        reject()
    expected = told.by_day().overlaps(span)
    now = "2024-03-01T09:00:00.000000Z"
    view = EventView(
        id="e",
        kind="other",
        labels=immutabledict(),
        when=told,
        revision=Revision(0, now, now),
    )
    found = judged(view, Query(during=(first, last)))

    assert (Verdict.IMPOSSIBLE if found is None else found.verdict) is expected


@pytest.mark.parametrize(
    ("asked", "when", "verdict"),
    [
        ("[..1956-11-07]", "1949", "certain"),
        ("194X", "1949", "certain"),
        ("[1948..1950]", "1949-05/1949-06", "certain"),
        ("[1956-11-04..]", "1956-11", "possible"),
        ("195X", "1949/1950", "possible"),
    ],
)
def test_what_lies_within_all_that_is_asked_is_certain(
    asked: str, when: str, verdict: str
) -> None:
    chronology = _chronology([Told("e", "other", when, "asserted")])

    assert [one.verdict for one in chronology.on(asked)] == [Verdict(verdict)]


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


def test_days_beyond_every_calendar_are_found_and_sorted() -> None:
    far = "Y9999999999999999"
    told = [
        Told("far", "other", far, "asserted"),
        Told("e1", "other", "1956", "asserted"),
    ]
    chronology = _chronology(told)

    assert [event.id for event in chronology] == ["e1", "far"]
    assert [event.id for event in chronology.on(far)] == ["far"]
    assert [event.id for event in chronology.between("1957", f"{far}")] == ["far"]


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
