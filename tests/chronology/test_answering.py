from collections.abc import Sequence
from typing import Any

import attrs
import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st
from immutabledict import immutabledict
from tests.chronology.world import chronology_of, linear
from tests.dates.texts import TEXTS

from chrono56.chronology import Chronology, EventView, Query
from chrono56.chronology.answering import judged
from chrono56.chronology.views import Revision
from chrono56.dates import MonthDay, Verdict, When
from chrono56.errors import DateSyntaxError
from chrono56.log.actions import Recorded
from chrono56.model import (
    Citation,
    Claim,
    Dating,
    Event,
    Occurrence,
    Source,
)

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
    ends = [day for day in (when.earliest, when.latest) if day is not None]
    days = [*DAYS, *ends] if when.day is None else [when.day]  # it may lie far off
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
