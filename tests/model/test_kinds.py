"""Kinds, roles and measures: lookups, and the reference page that lists them."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from chrono56.errors import RecordError
from chrono56.model.kinds import (
    check_kind,
    descents,
    is_copying,
    is_kind_of,
    kind_label,
    kinds,
    known_family,
    measures,
    roles,
)

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "kinds.md"


def rows(heading: str) -> Iterator[tuple[str, ...]]:
    """Yield the rows of the table below a heading of the page, code marks left out."""
    text = PAGE.read_text(encoding="utf-8")
    section = text.split(f"## {heading}\n")[1].split("\n## ")[0]
    for line in section.splitlines():
        if line.startswith("| `"):
            yield tuple(cell.strip().strip("`") for cell in line.split("|")[1:-1])


class TestTheReferencePage:
    def test_it_lists_every_kind_with_its_counterparts(self) -> None:
        expected = [
            (
                *(one.id, one.labels["en"], one.labels["hu"], one.labels["sr"]),
                *(one.acled, one.cidoc, one.wikidata),
            )
            for one in kinds().values()
        ]

        assert list(rows("Kinds of events")) == expected

    def test_it_lists_every_role(self) -> None:
        expected = [
            (
                *(one.id, one.labels["en"], one.labels["hu"], one.labels["sr"]),
                *(
                    "yes" if fact else ""
                    for fact in (one.exclusive, one.presence, one.posthumous)
                ),
            )
            for one in roles().values()
        ]

        assert list(rows("Roles")) == expected

    def test_it_lists_every_descent_and_which_of_them_make_copies(self) -> None:
        expected = [
            (
                *(one.id, one.labels["en"], one.labels["hu"], one.labels["sr"]),
                "yes" if is_copying(one.id) else "",
            )
            for one in descents().values()
        ]

        assert list(rows("Descents")) == expected

    def test_it_lists_every_measure(self) -> None:
        expected = [
            (one.id, one.labels["en"], one.labels["hu"], one.labels["sr"], one.unit)
            for one in measures().values()
        ]

        assert list(rows("Measures")) == expected


class TestCounterparts:
    @pytest.mark.parametrize("kind", kinds().values(), ids=lambda kind: kind.id)
    def test_they_have_the_shape_of_their_vocabulary(self, kind: object) -> None:
        cidoc, wikidata = getattr(kind, "cidoc", ""), getattr(kind, "wikidata", "")

        assert re.fullmatch(r"E\d{1,2}", cidoc)
        assert re.fullmatch(r"(Q[1-9]\d*)?", wikidata)

    def test_no_item_of_wikidata_stands_for_two_kinds(self) -> None:
        items = [one.wikidata for one in kinds().values() if one.wikidata]

        assert len(items) == len(set(items))


class TestFamilies:
    @pytest.mark.parametrize(
        ("kind", "wanted", "answer"),
        [
            ("conflict.battle", "conflict", True),
            ("conflict.battle", "conflict.*", True),
            ("conflict.battle", "conflict.battle", True),
            ("conflict.battle.siege", "conflict.battle", True),
            ("conflict.battle", "conflict.bat", False),
            ("conflict", "conflict.battle", False),
            ("conflicts.battle", "conflict", False),
        ],
    )
    def test_a_family_is_a_prefix_up_to_a_dot(
        self, kind: str, wanted: str, answer: bool
    ) -> None:
        assert is_kind_of(kind, wanted) is answer

    def test_a_family_is_known_by_its_members(self) -> None:
        assert known_family("conflict")
        assert known_family("labour", more=("labour.sit-in",))
        assert not known_family("labour")


class TestRecordingAKind:
    @pytest.mark.parametrize("kind", [*kinds(), "other.sit-in", "other.a.b"])
    def test_these_may_be_recorded(self, kind: str) -> None:
        assert check_kind(kind) == kind

    @pytest.mark.parametrize("kind", ["conflict", "politics.protset", "othe", ""])
    def test_others_are_refused_with_a_way_out(self, kind: str) -> None:
        with pytest.raises(RecordError, match="Kinds of your own go below other"):
            check_kind(kind)

    def test_an_unknown_kind_is_shown_as_what_it_is(self) -> None:
        assert kind_label("labour.sit-in", "hu") == "labour.sit-in"
        assert kind_label("conflict.battle", "de") == "Battle"
