"""What is read from the JSON of a plain record is what its record says."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.chronology.tables.test_loader import plain_claims

from chrono56.chronology.said import Meaning, Said, is_plain_event, said_by, said_in
from chrono56.errors import RecordError
from chrono56.log.codec import record_from_json, record_to_json
from chrono56.model import (
    Citation,
    Claim,
    Dating,
    Event,
    Figure,
    Location,
    Occurrence,
    Ordering,
    Participation,
    Relation,
    Statement,
    Value,
)

Json = dict[str, Any]

SQUARE = Claim("c1", "march", Location("square"), (Citation("diary", quote="there"),))
ODD: tuple[Any, ...] = (
    *("", "x", "X", "denied", "asserted", "participant", "page", "other", "en", "1956"),
    *("whole", "start", "high", "medium", "P1D", "part_of", "contradicts", "2004-?06"),
    *(0, -1, 10**6, True, False, None, [], {}, ["x"], {"x": "y"}, {"en": ""}, "\u00e9"),
)


@st.composite
def spoilt(draw: st.DrawFn, body: Json) -> Json:
    """Return a record's JSON in which one field is another than it should be.

    Its type, and what it is about, stay: who asks knows these.
    """
    spots: list[Json] = [body]
    for spot in spots:
        for inner in spot.values():
            inners = inner if isinstance(inner, list) else [inner]
            spots += [one for one in inners if isinstance(one, dict)]
    where = draw(st.sampled_from(spots))
    names = {*where, "mode", "role", "label", "locator", "approx", "kind", "speaker"}
    names |= {"best", "confidence", "least", "point", "reason"}
    names -= {"type", "about"} if where is body else set()
    name, value = draw(st.sampled_from(sorted(names))), draw(st.sampled_from(ODD))
    if draw(st.booleans()):
        where.pop(name, None)
    else:
        where[name] = value
    return body


def opened(body: Json) -> Any:
    """Return a record that the model would write as it is; None if there is none."""
    try:
        record = record_from_json(body)
    except RecordError:
        return None
    return record if record_to_json(record) == body else None


@settings(max_examples=300, deadline=None)
@given(plain_claims().map(record_to_json).flatmap(spoilt))
def test_a_plain_claim_says_what_its_record_says(body: Json) -> None:
    said = said_by(body)

    if said is not None:
        claim = opened(body)
        assert isinstance(claim, Claim)
        assert said_in(claim) == said


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from([{}, {"en": "x", "hu": "tér"}])
    .map(lambda labels: record_to_json(Event("march", "life.birth", labels)))
    .flatmap(spoilt)
)
def test_a_plain_event_is_one_that_the_model_would_write_so(body: Json) -> None:
    if is_plain_event(body):
        assert isinstance(opened(body), Event)


def test_a_claim_says_where_something_was() -> None:
    said = said_by(record_to_json(SQUARE))

    value = Meaning(Location("square"), "place", facet=("place", "square"))
    assert said == Said("diary", value, texts=("there",))


@pytest.mark.parametrize(
    "says",
    [
        Dating("1956-10-23"),
        Figure("killed", best=58, approx=True),
        Figure("troops", low=4000, high=8000),
        Location("square"),
        Occurrence(),
        Ordering("end", other="f", least="P1D", most="P2D"),
        Participation("poet"),
        Participation("poet", "speaker"),
        Relation("part_of", "f"),
        Statement("Russkik haza!", "hu", "poet"),
    ],
)
@pytest.mark.parametrize(
    "more", [{}, {"mode": "denied"}, {"reason": "so", "confidence": "low"}]
)
def test_most_claims_are_plain(says: Value, more: Json) -> None:
    claim = Claim("c", "e", says, (Citation("s", "12", "line"),), **more)
    said = said_by(record_to_json(claim))

    assert said == said_in(claim)
    assert said is not None
    assert said.value.says in (says, None)


@pytest.mark.parametrize(
    "claim",
    [
        Claim("c", "e", Location("p"), (Citation("s", via=("t",)),)),
        Claim("c", "e", Location("p"), (Citation("s"), Citation("t"))),
        Claim("c", "e", Location("p"), reason="as it seems"),
        Claim("c", "e", Location("p"), premises=("d",), reason="it follows"),
        Claim("c", "e", Dating("1956", "start"), (Citation("s"),)),
        Claim("c", "e", Relation("contradicts", "d"), (Citation("s"),)),
    ],
)
def test_what_has_to_be_weighed_is_not_plain(claim: Claim) -> None:
    assert said_in(claim) is None
    assert said_by(record_to_json(claim)) is None
