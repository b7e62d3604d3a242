"""What has a form is canonical, and says what stands at its places."""

import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chrono56.log import forms
from chrono56.log.canonical import NotCanonicalError, dumps, loads
from chrono56.log.codec import record_from_json, record_to_json
from chrono56.log.forms import form_of, form_of_record, text_of
from chrono56.model.rules import LARGEST

Json = dict[str, Any]

CITED: Json = {"source": "diary"}
EVENT: Json = {"id": "march", "kind": "protest.march", "type": "event"}
CLAIM: Json = {
    "about": "march",
    "citations": [CITED],
    "id": "c1",
    "says": {"type": "dating", "when": "1956-10-23"},
    "type": "claim",
}
VALUES: tuple[tuple[Json, Json], ...] = (
    ({"type": "dating", "when": "1956"}, {"WHEN": "1956"}),
    ({"place": "square", "type": "location"}, {"PLACE": "square"}),
    ({"agent": "poet", "type": "participation"}, {"AGENT": "poet"}),
    (
        {"agent": "poet", "role": "speaker", "type": "participation"},
        {"AGENT": "poet", "ROLE": "speaker"},
    ),
    ({"measure": "killed", "type": "figure"}, {"MEASURE": "killed"}),
    (
        {"approx": True, "best": 0, "high": 7, "low": -2, "measure": "x"}
        | {"type": "figure"},
        {"APPROX": "true", "BEST": "0", "HIGH": "7", "LOW": "-2", "MEASURE": "x"},
    ),
    *(
        (value, {"VALUE": dumps(value).decode()})
        for value in (
            {"type": "occurrence"},
            {"language": "hu", "text": "", "type": "statement"},
            {"language": "hu", "speaker": "x", "text": 'a"', "type": "statement"},
            {"least": "P1D", "other": "e", "point": "end", "type": "ordering"},
            {"kind": "part_of", "other": "e", "type": "relation"},
        )
    ),
)
OF_VALUES = ("WHEN", "PLACE", "AGENT", "ROLE", "APPROX", "BEST", "HIGH", "LOW")
ODD = ("", "x", 'a "b"', "tér\n", "\x00\x1f\x7f", "\\", "page", "asserted", "трг")
TEXTS = st.sampled_from(ODD) | st.text(st.characters(exclude_categories=["Cs"]))


def formed(record: Json) -> forms.Form | None:
    return form_of_record(dumps(record))


def is_canonical(action: bytes) -> bool:
    try:
        loads(action)
    except NotCanonicalError:
        return False
    return True


def is_kept(record: Json) -> bool:
    """Say whether the model keeps a record as it is."""
    return record_to_json(record_from_json(record)) == record


@pytest.mark.parametrize(("says", "places"), VALUES)
def test_the_parts_of_a_value_stand_at_their_places(says: Json, places: Json) -> None:
    claim = CLAIM | {"says": says, "mode": "denied", "confidence": "low"}
    form = formed(claim)

    assert form is not None
    assert is_kept(claim)
    assert form.lastindex == max(getattr(forms, name) for name in places)
    for name in (*OF_VALUES, "MEASURE", "VALUE"):
        assert form[getattr(forms, name)] == places.get(name)
    assert form[forms.EVENT_ID] is None


@given(TEXTS.filter(bool), TEXTS.filter(bool), TEXTS.filter(bool))
def test_texts_stand_there_as_they_are_spelt(
    as_written: str, quote: str, locator: str
) -> None:
    citation = {"label": "line", "locator": locator, "quote": quote, "source": "diary"}
    more = {"as_written": as_written, "citations": [citation], "reason": locator}
    form = formed(CLAIM | more)

    assert form is not None
    assert text_of(form[forms.AS_WRITTEN]) == as_written
    assert text_of(form[forms.QUOTE]) == quote
    found = form.group(forms.ABOUT, forms.SOURCE, forms.CLAIM_ID, forms.MODE)
    assert found == ("march", "diary", "c1", None)


@given(st.dictionaries(st.sampled_from(("en", "hu", "sr-Latn", "sr")), TEXTS))
def test_an_event_tells_its_labels(labels: dict[str, str]) -> None:
    form = formed(EVENT | ({"labels": labels} if labels else {}))

    assert form is not None
    assert form.group(forms.EVENT_ID, forms.KIND) == ("march", "protest.march")
    assert form[forms.CLAIM_ID] is None
    assert json.loads(form[forms.LABELS] or "{}") == labels


def claiming(**more: Any) -> Json:
    return CLAIM | more


@pytest.mark.parametrize(
    "record",
    [
        EVENT | {"kind": "other"},
        EVENT | {"labels": {}},
        EVENT | {"labels": {"e": "x"}},
        EVENT | {"labels": {"en": None}},
        EVENT | {"colour": "red"},
        {"id": "March", "type": "event"},
        {"id": "x" * 129, "type": "event"},
        {"id": "square", "type": "place"},
        claiming(id=""),
        claiming(as_written=""),
        claiming(mode="asserted"),
        claiming(confidence="medium"),
        claiming(premises=["c2"]),
        claiming(citations=[]),
        claiming(citations=[CITED, CITED]),
        claiming(citations=[CITED | {"label": "page"}]),
        claiming(citations=[CITED | {"label": "wall"}]),
        claiming(citations=[CITED | {"via": ["rumour"]}]),
        claiming(says={"type": "dating", "when": "1956", "point": "start"}),
        claiming(says={"type": "figure", "measure": "killed", "best": "2.5"}),
        claiming(says={"type": "figure", "measure": "killed", "best": LARGEST}),
        claiming(says={"type": "figure", "measure": "killed", "approx": False}),
        claiming(says={"type": "relation", "kind": "contradicts", "other": "c2"}),
        claiming(says={"type": "ordering", "other": "e", "point": "whole"}),
    ],
)
def test_whatever_takes_more_than_its_places_has_no_form(record: Json) -> None:
    assert formed(record) is None


@pytest.mark.parametrize(
    "action",
    [
        '{"record":{"id":"e","labels":{"hu":"x","en":"x"},"type":"event"},"type":"record"}',
        '{"record":{"id":"e","labels":{"en":"x","en":"x"},"type":"event"},"type":"record"}',
        '{"record":{"id":"e","labels":{"en":"\\u0041"},"type":"event"},"type":"record"}',
        '{"record":{"id":"e","labels":{"en":"\\/"},"type":"event"},"type":"record"}',
        '{"record":{"id":"e","labels":{"en":"\\u001F"},"type":"event"},"type":"record"}',
        '{"record":{"id":"e","labels":{"en":"\\u000a"},"type":"event"},"type":"record"}',
        '{"record":{"id":"e","labels":{"en":"\t"},"type":"event"},"type":"record"}',
        '{"record":{"id":"e", "type":"event"},"type":"record"}',
        '{"record":{"id":"e","type":"event"},"type":"record"}\n',
        '{"nonce":"x","record":{"id":"e","type":"event"},"type":"record"}',
        '{"record":{"id":"e","type":"event"},"type":"revise"}',
    ],
)
def test_another_spelling_has_no_form(action: str) -> None:
    assert form_of(action) is None


@given(
    st.sampled_from([EVENT | {"labels": {"en": "a", "hu": 'té"r'}}, CLAIM])
    | st.sampled_from([CLAIM | {"says": says} for says, _ in VALUES]),
    st.data(),
)
@example(CLAIM, None)
def test_what_has_a_form_is_canonical_however_it_was_spoilt(
    record: Json, data: st.DataObject | None
) -> None:
    action = dumps({"record": record, "type": "record"})
    for _ in range(data.draw(st.integers(0, 2)) if data else 0):
        assert data is not None
        at = data.draw(st.integers(0, len(action)))
        to = at + data.draw(st.integers(0, 2))
        put = data.draw(st.binary(max_size=1) | st.sampled_from(SPOILING))
        action = action[:at] + put + action[to:]
    try:
        form = form_of(action.decode())
    except UnicodeDecodeError:
        return
    if form is not None:
        assert is_canonical(action)
        assert form.string.encode() == action


SPOILING = (b"\\", b'"', b"\\u0000", b'","', b"0", b"-", b"1e3", b"{", b",", b"\x1f")
