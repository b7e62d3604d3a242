"""What is read off the form of a plain record is what its record says."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.chronology.tables.test_loader import plain_claims

from chrono56.chronology.agreement import name_of
from chrono56.chronology.said import (
    QUOTE,
    called,
    named_by,
    property_by,
    tied_by,
    told_by,
    value_by,
)
from chrono56.errors import RecordError
from chrono56.log.canonical import dumps
from chrono56.log.codec import record_from_json, record_to_json
from chrono56.log.forms import Form, form_of_record
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
    Record,
    Relation,
    Statement,
    Value,
)
from chrono56.text import folded

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


def formed(record: Record) -> Form | None:
    """Return the form in which a log has what records a record."""
    return form_of_record(dumps(record_to_json(record)))


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
    told = told_by(form_of_record(dumps(body)))

    if told is not None:
        claim = opened(body)
        assert isinstance(claim, Claim)
        source, key, mode, as_written, texts = told
        (citation,) = claim.citations
        assert (source, citation.via, claim.premises) == (citation.source, (), ())
        assert (value_by(key), mode) == (claim.says, claim.mode)
        assert as_written == claim.as_written
        words = claim.says.text if isinstance(claim.says, Statement) else ""
        spoken = filter(None, (claim.as_written, citation.quote, words))
        assert texts == tuple(map(folded, spoken))


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from([{}, {"en": "x", "hu": "tér"}])
    .map(lambda labels: record_to_json(Event("march", "life.birth", labels)))
    .flatmap(spoilt)
)
def test_a_plain_event_is_one_that_the_model_would_write_so(body: Json) -> None:
    known = called(form_of_record(dumps(body)))

    if known is not None:
        event = opened(body)
        assert isinstance(event, Event)
        kind, labels, texts = known
        assert (kind, labels.encode()) == (event.kind, dumps(event.labels))
        assert texts == tuple(map(folded, filter(None, event.labels.values())))


def test_a_claim_says_where_something_was() -> None:
    told = told_by(formed(SQUARE))

    assert told == ("diary", ("location", "square"), "asserted", "", ("there",))


SAYING = pytest.mark.parametrize(
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


@SAYING
@pytest.mark.parametrize(
    "more", [{}, {"mode": "denied"}, {"reason": "so", "confidence": "low"}]
)
def test_most_claims_are_plain(says: Value, more: Json) -> None:
    claim = Claim("c", "e", says, (Citation("s", "12", "line"),), **more)
    told = told_by(formed(claim))

    assert told is not None
    assert value_by(told[1]) == says


@SAYING
def test_a_key_tells_what_its_value_is_about(says: Value) -> None:
    told = told_by(formed(Claim("c", "e", says, (Citation("s"),))))

    assert told is not None
    name = QUOTE if isinstance(says, Statement) else name_of(says)
    assert property_by(told[1]) == name
    named = getattr(says, "place", "") or getattr(says, "agent", "")
    assert named_by(told[1]) == named
    tied = says.other if isinstance(says, Ordering | Relation) else ""
    assert tied_by(told[1]) == tied


def test_only_a_part_is_tied_to_its_whole() -> None:
    relation = Claim("c", "e", Relation("responds_to", "f"), (Citation("s"),))
    told = told_by(formed(relation))

    assert told is not None
    assert tied_by(told[1]) == ""


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
    assert told_by(formed(claim)) is None
