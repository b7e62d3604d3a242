"""Encoding and strict decoding of all that a log can hold."""

import json
from decimal import Decimal
from hashlib import sha256
from typing import Any

import orjson
import pytest
from hypothesis import given
from tests import strategies

from chrono56.dates import When
from chrono56.errors import RecordError
from chrono56.log import canonical
from chrono56.log.actions import Action, UnknownAction
from chrono56.log.codec import (
    action_from_json,
    action_to_json,
    record_from_json,
    record_to_json,
    with_content_id,
)
from chrono56.model import (
    Citation,
    Claim,
    Dating,
    Figure,
    Record,
    UnknownRecord,
    UnknownValue,
)

CLAIM: dict[str, Any] = {
    "type": "claim",
    "id": "c",
    "about": "e",
    "says": {"type": "dating", "when": "1956"},
    "citations": [{"source": "s"}],
}


def stored(thing: object) -> Any:
    return orjson.loads(canonical.dumps(thing))


class TestRoundTrip:
    @given(strategies.records())
    def test_a_record_comes_back_as_it_was(self, record: Record) -> None:
        body = stored(record_to_json(record))

        assert record_from_json(body) == record

    @given(strategies.actions())
    def test_an_action_comes_back_as_it_was(self, action: Action) -> None:
        body = stored(action_to_json(action))

        assert action_from_json(body) == action

    @given(strategies.actions())
    def test_an_action_is_written_again_byte_for_byte(self, action: Action) -> None:
        line = canonical.dumps(action_to_json(action))

        assert (
            canonical.dumps(
                action_to_json(action_from_json(stored(action_to_json(action))))
            )
            == line
        )

    @given(strategies.actions())
    def test_canonical_form_is_what_the_standard_library_writes(
        self, action: Action
    ) -> None:
        body = stored(action_to_json(action))
        expected = json.dumps(
            body, ensure_ascii=False, sort_keys=True, separators=(",", ":")
        )

        assert canonical.dumps(body) == expected.encode()

    def test_fields_at_their_default_are_left_out(self) -> None:
        claim = Claim("c", "e", Dating("1956"), (Citation("s"),))

        assert stored(record_to_json(claim)) == CLAIM

    @pytest.mark.parametrize(
        "body",
        [
            {"type": "event", "id": "e", "weather": {"rain": [True, None, 7]}},
            {"type": "event", "id": "e", "kind": "labour.sit-in"},
            {"type": "event", "id": "e", "extra": 1, "body": 2},
            {"type": "treaty", "id": "t", "parties": ["a", "b"], "body": {"type": 1}},
            CLAIM | {"says": {"type": "weather", "id": "x", "sky": "grey"}},
            CLAIM | {"mode": "rumoured", "citations": [{"source": "s", "shelf": "b"}]},
        ],
    )
    def test_what_is_unknown_survives(self, body: dict[str, Any]) -> None:
        assert stored(record_to_json(record_from_json(body))) == body

    def test_what_is_unknown_is_known_to_be(self) -> None:
        record = record_from_json({"type": "treaty", "id": "t", "year": 1955})
        claim = record_from_json(CLAIM | {"says": {"type": "weather"}})
        action = action_from_json({"type": "endorse", "by": "b"})

        assert record == UnknownRecord("treaty", "t", {"year": 1955})
        assert isinstance(claim, Claim)
        assert claim.says == UnknownValue("weather")
        assert action == UnknownAction("endorse", {"by": "b"})


class TestNumbers:
    @pytest.mark.parametrize(
        ("given", "written"),
        [
            (7, 7),
            (Decimal("7.0"), 7),
            (Decimal("2.50"), "2.5"),
            (Decimal("-0.5"), "-0.5"),
            (Decimal("-0"), 0),
            (Decimal("1E+3"), 1000),
            (Decimal("1E-7"), "0.0000001"),
            (Decimal("0.1234567890123456789012345678901234567891"),) * 2,
        ],
    )
    def test_a_number_has_one_spelling(self, given: Any, written: Any) -> None:
        body = record_to_json(Claim("c", "e", Figure("killed", best=given), reason="r"))

        assert body["says"]["best"] == (
            written if type(written) is int else str(written)
        )

    @pytest.mark.parametrize(
        "number",
        ["7", "7.0", "2.50", "1e3", "0x7", " 7", "٧", "", "NaN", True, [], 7.0],
    )
    def test_no_other_spelling_is_read(self, number: Any) -> None:
        body = CLAIM | {"says": {"type": "figure", "measure": "killed", "best": number}}

        with pytest.raises(RecordError) as caught:
            record_from_json(body)
        assert caught.value.where == "says.best"


class TestStrictness:
    @pytest.mark.parametrize(
        ("changes", "where"),
        [
            ({"id": 7}, "id"),
            ({"id": "Not An Id"}, "id"),
            ({"about": None}, "about"),
            ({"says": "1956"}, "says"),
            ({"says": {"when": "1956"}}, "says"),
            ({"says": {"type": "dating", "when": 1956}}, "says.when"),
            ({"says": {"type": "dating", "when": "1956-1O"}}, "says.when"),
            ({"says": {"type": "dating", "when": "1956", "point": 1}}, "says.point"),
            ({"says": {"type": "dating"}}, "says.when"),
            ({"says": {"type": "Dating!"}}, "says"),
            ({"citations": {"source": "s"}}, "citations"),
            ({"citations": ["s"]}, "citations[0]"),
            ({"citations": [{"source": "s"}, {"source": 1}]}, "citations[1].source"),
            ({"citations": [{"source": "s", "via": ["A"]}]}, "citations[0].via[0]"),
            ({"citations": [{"source": "s", "label": "shelf"}]}, "citations[0].label"),
            ({"premises": "c1"}, "premises"),
            ({"mode": True}, "mode"),
            ({"confidence": "certain"}, "confidence"),
        ],
    )
    def test_a_wrong_field_is_refused_with_its_path(
        self, changes: dict[str, Any], where: str
    ) -> None:
        with pytest.raises(RecordError) as caught:
            record_from_json(CLAIM | changes)
        assert caught.value.where == where

    @pytest.mark.parametrize(
        "body",
        [
            None,
            [],
            "event",
            {},
            {"type": 1, "id": "e"},
            {"type": "treaty"},
            {"type": "source", "id": "s", "anonymous": 1},
            {"type": "source", "id": "s", "csl": "title"},
            {"type": "source", "id": "s", "sha256": "abc"},
            {"type": "place", "id": "p", "point": ["47.5"]},
            {"type": "place", "id": "p", "point": [47, 19]},
            {"type": "event", "id": "e", "labels": ["en"]},
            {"type": "event", "id": "e", "labels": {"en": 1}},
        ],
    )
    def test_what_is_no_record_is_refused(self, body: Any) -> None:
        with pytest.raises(RecordError):
            record_from_json(body)

    @pytest.mark.parametrize(
        "body",
        [
            {"type": "retract"},
            {"type": "retract", "target": "e", "action": "a" * 64},
            {"type": "retract", "action": "A" * 64},
            {"type": "rank", "target": "c", "rank": "best"},
            {"type": "record", "record": {"type": "event", "id": "e"}, "nonce": 7},
            {"type": "record"},
            {"erased": "abc"},
            {"type": "title", "text": None},
        ],
    )
    def test_what_is_no_action_is_refused(self, body: Any) -> None:
        with pytest.raises(RecordError):
            action_from_json(body)

    def test_a_huge_value_makes_no_huge_message(self) -> None:
        with pytest.raises(RecordError) as caught:
            record_from_json({"type": "event", "id": "A" * 5_000_000})
        assert len(str(caught.value)) < 300


class TestContentIds:
    def test_the_same_claim_gets_the_same_id(self) -> None:
        one = Claim("", "e", Dating("1956-11-04"), (Citation("s", "1"),))
        two = Claim("x", "e", Dating(When.parse("1956-11-04")), [Citation("s", "1")])

        assert with_content_id(one) == with_content_id(two)

    def test_another_wording_is_another_claim(self) -> None:
        one = Claim("", "e", Dating("1956"), (Citation("s"),), as_written="in 1956")
        two = Claim("", "e", Dating("1956"), (Citation("s"),), as_written="that year")

        assert with_content_id(one).id != with_content_id(two).id

    def test_an_id_never_changes_between_versions(self) -> None:
        claim = Claim("", "e", Dating("1956"), (Citation("s"),))
        written = (
            b'{"about":"e","citations":[{"source":"s"}],'
            b'"says":{"type":"dating","when":"1956"},"type":"claim"}'
        )

        assert with_content_id(claim).id == f"c-{sha256(written).hexdigest()[:32]}"
