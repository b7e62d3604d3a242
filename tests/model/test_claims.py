"""Claims and their values: what they hold and what they refuse."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import strategies

from chrono56.dates import When
from chrono56.dates.durations import is_duration, seconds_between
from chrono56.errors import DateSyntaxError, RecordError
from chrono56.model import (
    Citation,
    Claim,
    Dating,
    Event,
    Figure,
    Occurrence,
    Ordering,
    Participation,
    Relation,
    Source,
    Statement,
    UnknownValue,
)
from chrono56.model.claims import VALUE_TYPES
from chrono56.model.rules import LARGEST


class TestClaim:
    def test_it_takes_what_has_an_id(self) -> None:
        claim = Claim("c", Event("e"), Occurrence(), [Citation(Source("s"))])

        assert (claim.about, claim.citations[0].source) == ("e", "s")

    @pytest.mark.parametrize(
        ("fields", "found"),
        [
            ({}, "neither a citation nor a reason; cite a source"),
            ({"premises": ("c1",)}, "premises without a reason; say in reason how"),
            (
                {"premises": ("c1",), "citations": (Citation("s"),)},
                "premises without a reason",
            ),
        ],
    )
    def test_somebody_says_it_or_there_is_a_reason(
        self, fields: Any, found: str
    ) -> None:
        with pytest.raises(RecordError, match=found):
            Claim("c", "e", Occurrence(), **fields)
        assert Claim("c", "e", Occurrence(), **fields, reason="I was there").reason

    @pytest.mark.parametrize(
        "fields",
        [
            {"says": "1956"},
            {"says": None},
            {"about": "Not An Id"},
            {"citations": "s"},
            {"citations": [Source("s")]},
            {"premises": "c1"},
            {"premises": ["Not An Id"]},
            {"premises": [7]},
            {"mode": "Denied"},
            {"mode": ""},
            {"confidence": "sure"},
            {"as_written": 7},
            {"as_written": "\udfff"},
        ],
    )
    def test_a_wrong_field_is_refused(self, fields: Any) -> None:
        good = {"id": "c", "about": "e", "says": Occurrence(), "reason": "r"}

        with pytest.raises(RecordError):
            Claim(**{**good, **fields})

    def test_a_mode_that_nobody_knows_is_kept(self) -> None:
        claim = Claim("c", "e", Occurrence(), reason="r", mode="rumoured")

        assert claim.mode == "rumoured"


class TestDating:
    def test_a_text_is_read_as_a_date(self) -> None:
        assert Dating("1956-11-04").when == When.parse("1956-11-04")

    def test_bad_text_is_pointed_at(self) -> None:
        with pytest.raises(DateSyntaxError):
            Dating("1956-1O")

    @pytest.mark.parametrize(
        ("when", "point"), [(1956, "whole"), (None, "whole"), ("1956", "middle")]
    )
    def test_anything_else_is_refused(self, when: Any, point: str) -> None:
        with pytest.raises((RecordError, TypeError)):
            Dating(when, point)


class TestOrdering:
    @pytest.mark.parametrize(
        ("least", "most"),
        [
            ("PT2H", "PT2H"),
            (None, "PT0S"),
            ("-P1D", None),
            ("P1M", "P29D"),
            ("PT24H", "P1D"),
        ],
    )
    def test_bounds_that_can_hold_are_fine(self, least: Any, most: Any) -> None:
        assert Ordering(other="e", least=least, most=most).most == most

    @pytest.mark.parametrize(
        ("least", "most", "word"),
        [
            (None, None, "without bounds"),
            ("PT3H", "PT2H", "smaller"),
            ("P1D", "-P1D", "smaller"),
            ("P2M", "P51D", "smaller"),
            ("two hours", None, "ISO 8601"),
            ("PT", None, "ISO 8601"),
            ("P", None, "ISO 8601"),
            ("PT1.5H", None, "ISO 8601"),
            ("+PT1H", None, "ISO 8601"),
            ("P1H", None, "ISO 8601"),
            ("P٣D", None, "ISO 8601"),
            (7200, None, "ISO 8601"),
            ("P" + "9" * 5000 + "D", None, "ISO 8601"),
        ],
    )
    def test_a_distance_that_is_none_is_refused_with_its_fault(
        self, least: Any, most: Any, word: str
    ) -> None:
        with pytest.raises(RecordError, match=word):
            Ordering(other="e", least=least, most=most)

    @pytest.mark.parametrize("point", ["issued", "covers", "noon", ""])
    def test_only_the_points_of_events_are_ordered(self, point: str) -> None:
        with pytest.raises(RecordError):
            Ordering(point, other="e", most="PT0S")
        with pytest.raises(RecordError):
            Ordering(other="e", other_point=point, most="PT0S")

    @given(st.integers(0, 999), st.integers(0, 999), st.booleans())
    def test_a_duration_lies_between_its_own_bounds(
        self, days: int, minutes: int, negative: bool
    ) -> None:
        text = f"{'-' * negative}P{days}DT{minutes}M"
        plain = (days * 86400 + minutes * 60) * (-1 if negative else 1)

        least, most = seconds_between(text)

        assert is_duration(text)
        assert least <= plain <= most
        assert (least == most) == (days == 0)


class TestFigure:
    @given(st.lists(strategies.numbers, min_size=3, max_size=3))
    def test_its_numbers_are_in_order(self, numbers: list[int | Decimal]) -> None:
        low, best, high = sorted(numbers)

        assert Figure("killed", low=low, best=best, high=high).best == best
        if low < high:
            with pytest.raises(RecordError, match="low ≤ best ≤ high"):
                Figure("killed", low=high, high=low)

    def test_the_largest_numbers_that_json_can_hold_are_fine(self) -> None:
        assert Figure("tonnes", low=-LARGEST, high=LARGEST).high == LARGEST

    def test_thousands_need_no_number(self) -> None:
        assert Figure("killed", approx=True).best is None

    @pytest.mark.parametrize(
        "number",
        [
            *(2.5, "7", True, LARGEST + 1, -LARGEST - 1, 10**400),
            *(Decimal("NaN"), Decimal("sNaN"), Decimal("Infinity")),
            *(Decimal("1E+999999"), Decimal("1E-999999"), Decimal("0." + "1" * 70)),
        ],
    )
    def test_what_is_no_exact_number_is_refused(self, number: Any) -> None:
        with pytest.raises(RecordError) as caught:
            Figure("killed", best=number)
        assert caught.value.where == "figure.best"
        assert len(str(caught.value)) < 200

    def test_a_number_keeps_every_digit(self) -> None:
        exact = Decimal("1234567890.123456789012345678901234567891")

        assert Figure("cost", best=exact).best == exact


class TestOtherValues:
    @pytest.mark.parametrize(
        ("kind", "fields"),
        [
            (Participation, {"agent": "e", "role": "Leader"}),
            (Participation, {"agent": ""}),
            (Relation, {"kind": "part of", "other": "e"}),
            (Relation, {"kind": "caused", "other": ""}),
            (Statement, {"text": "x", "language": "hungarian language"}),
            (Statement, {"text": "x", "language": "en", "use": "motto"}),
            (Statement, {"text": 7, "language": "en"}),
            (Figure, {"measure": "number killed"}),
            (Figure, {"measure": "killed", "approx": 1}),
            (UnknownValue, {"type": "Weather"}),
        ],
    )
    def test_a_wrong_field_is_refused(self, kind: Any, fields: Any) -> None:
        with pytest.raises(RecordError):
            kind(**fields)

    @pytest.mark.parametrize("name", VALUE_TYPES)
    def test_an_unknown_value_has_no_known_type(self, name: str) -> None:
        with pytest.raises(RecordError, match="known type"):
            UnknownValue(name)
