"""Events, agents, places, sources: what they hold and what they refuse."""

from collections.abc import Callable
from typing import Any

import attrs
import pytest
from hypothesis import given
from immutabledict import immutabledict
from tests import strategies

from chrono56.errors import RecordError
from chrono56.model import (
    RECORD_TYPES,
    Agent,
    Citation,
    Derivation,
    Event,
    Place,
    Record,
    Source,
    UnknownRecord,
)
from chrono56.model.kinds import Kind, Measure, Role, kinds, measures, roles
from chrono56.model.rules import DEEPEST, is_digest


class TestIds:
    @pytest.mark.parametrize("id", ["a", "7", "soviet-assault", "a.b_c:d-e", "a" * 128])
    def test_what_keeps_the_rule_is_an_id(self, id: str) -> None:
        assert Event(id).id == id

    @pytest.mark.parametrize(
        "id", ["", "-a", ".a", "A", "á", "a b", "a\n", "a/b", "a" * 129, "٧", None, 7]
    )
    def test_what_breaks_the_rule_is_no_id(self, id: Any) -> None:
        with pytest.raises(RecordError, match="an id is 1 to 128 of a-z"):
            Event(id)
        for _ in range(2):  # a kind that was seen before is looked at but once
            with pytest.raises(RecordError, match=r"event\.kind: .* is not an id"):
                Event("rising", id)

    @pytest.mark.parametrize(
        ("digest", "is_one"),
        [
            ("0123456789abcdef" * 4, True),
            ("0123456789ABCDEF" * 4, False),
            ("0123456789abcdeg" * 4, False),
            (" 123456789abcdef" * 4, False),
            ("0123456789abcdef " * 4, False),
            ("ab " * 21 + "a", False),
            ("é" * 64, False),
            ("٧" * 64, False),
            ("\ud800" * 64, False),
            ("a" * 63, False),
            ("a" * 65, False),
            ("a" * 62, False),
            ("", False),
            (b"a" * 64, False),
            (["a"] * 64, False),
            (None, False),
            (7, False),
        ],
    )
    def test_a_digest_is_64_lower_case_hex_digits(
        self, digest: Any, is_one: bool
    ) -> None:
        assert is_digest(digest) is is_one

    def test_what_has_an_id_may_stand_for_it(self) -> None:
        budapest, book = Place("budapest"), Source("book")

        assert Place("corvin", part_of=budapest).part_of == "budapest"
        assert Derivation(book).source == "book"
        assert Citation(book, via=[book]).via == ("book",)


class TestLabels:
    @pytest.mark.parametrize("tag", ["en", "hu", "sr-Latn", "zh-Hant-TW", "de-1996"])
    def test_a_tag_has_the_shape_of_bcp_47(self, tag: str) -> None:
        assert Event("e", labels={tag: "x"}).labels[tag] == "x"

    @pytest.mark.parametrize(
        "labels",
        [
            {"": "x"},
            {"e": "x"},
            {"en_US": "x"},
            {"en": 7},
            {"en": "\ud800"},
            7,
            "en",
            [("en", "x")],
        ],
    )
    def test_anything_else_is_refused(self, labels: Any) -> None:
        with pytest.raises(RecordError):
            Event("e", labels=labels)

    def test_their_order_makes_no_difference(self) -> None:
        one, two = (
            {"hu": "Felkelés", "en": "Rising"},
            {"en": "Rising", "hu": "Felkelés"},
        )

        assert Event("e", labels=one) == Event("e", labels=two)
        assert list(Event("e", labels=one).labels) == ["en", "hu"]


class TestPlaces:
    @pytest.mark.parametrize(
        "point", [("47.507", "19.046"), ("-90", "180"), ["0", "0.5"]]
    )
    def test_a_point_is_decimal_text(self, point: Any) -> None:
        assert Place("p", point=point).point == tuple(point)

    @pytest.mark.parametrize(
        "point",
        [
            ("47.5",),
            ("91", "0"),
            ("0", "180.1"),
            (47.5, 19.0),
            ("47,5", "19"),
            ("1e1", "0"),
            ("5.", "0"),
            (".5", "0"),
            ("+5", "0"),
            ("nan", "0"),
            ("٤٧", "0"),
            "47",
        ],
    )
    def test_anything_else_is_no_point(self, point: Any) -> None:
        with pytest.raises(RecordError, match="latitude and longitude"):
            Place("p", point=point)


class TestSources:
    def test_it_is_cited_by_a_locator_term(self) -> None:
        book = Source("book")

        assert book.at(page=12) == Citation("book", "12", "page")
        assert book.at(sub_verbo="Nagy") == Citation("book", "Nagy", "sub-verbo")
        assert book.at(quote="No!") == Citation("book", quote="No!")

    def test_only_one_term_of_csl_is_fine(self) -> None:
        with pytest.raises(RecordError, match="give one"):
            Source("book").at(page=1, line=2)
        with pytest.raises(RecordError, match="use one of act"):
            Source("book").at(shelf="b")

    def test_its_title_is_the_id_where_there_is_no_better(self) -> None:
        assert Source("book", {"title": "A Book"}).title == "A Book"
        assert Source("book", {"title": ["A"]}).title == "book"

    @pytest.mark.parametrize(
        "fields",
        [
            {"csl": "A Book"},
            {"csl": {"issued": 1956.5}},
            {"csl": {"pages": 2**53}},
            {"csl": {"ISBN": {1: 2}}},
            {"csl": {"titré": "x"}},
            {"csl": {"authors": {"a", "b"}}},
            {"reliability": "G"},
            {"reliability": ""},
            {"language": "english!"},
            {"derived_from": [Citation("b")]},
            {"derived_from": "b"},
            {"anonymous": 1},
            {"sha256": "abc"},
            {"sha256": "A" * 64},
        ],
    )
    def test_what_a_line_can_not_hold_is_refused(self, fields: Any) -> None:
        with pytest.raises(RecordError):
            Source("book", **fields)

    @pytest.mark.parametrize("around", [lambda it: [it], lambda it: {"a": it}])
    def test_what_lies_100_levels_deep_is_kept_and_nothing_deeper(
        self, around: Callable[[Any], Any]
    ) -> None:
        deep: Any = "x"
        for _ in range(DEEPEST - 1):
            deep = around(deep)

        assert Source("book", {"title": deep}).csl.keys() == {"title"}
        with pytest.raises(RecordError, match="up to 100 levels"):
            Source("book", {"title": around(deep)})

    def test_hostile_depth_is_refused_without_a_recursion_error(self) -> None:
        deep: Any = []
        for _ in range(10_000):
            deep = [deep]

        with pytest.raises(RecordError, match="nested too deep"):
            Source("book", {"title": deep})


class TestExtraFields:
    @given(strategies.records())
    def test_a_record_is_frozen_hashable_and_equal_to_its_copy(
        self, record: Record
    ) -> None:
        copy = attrs.evolve(record)

        assert copy == record
        assert hash(copy) == hash(record)
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            record.id = "other"  # type: ignore[misc]

    @pytest.mark.parametrize("name", ["id", "kind", "labels", "type"])
    def test_they_do_not_stand_in_for_known_ones(self, name: str) -> None:
        with pytest.raises(RecordError, match="a known one"):
            Event("e", extra=immutabledict({name: "x"}))

    @pytest.mark.parametrize("extra", ["x", 7, ["x"], None])
    def test_they_are_an_object(self, extra: Any) -> None:
        with pytest.raises(RecordError, match="no fields"):
            Event("e", extra=extra)

    @pytest.mark.parametrize("name", RECORD_TYPES)
    def test_an_unknown_record_has_no_known_type(self, name: str) -> None:
        with pytest.raises(RecordError, match="known type"):
            UnknownRecord(name, "x")

    def test_an_agent_may_be_of_any_kind(self) -> None:
        assert Agent("hmm", "household").kind == "household"


class TestCounts:
    def test_about_as_many_kinds_as_were_promised(self) -> None:
        families = {kind.partition(".")[0] for kind in kinds()}

        assert 30 <= len(kinds()) <= 50
        assert families == {
            *("politics", "conflict", "justice", "society", "life", "culture"),
            *("science", "nature", "sport", "other"),
        }

    def test_every_kind_role_and_measure_is_named_in_three_languages(self) -> None:
        known: list[Kind | Role | Measure] = [*kinds().values(), *roles().values()]
        for one in (*known, *measures().values()):
            assert set(one.labels) == {"en", "hu", "sr"}, one.id
            assert all(one.labels.values())
