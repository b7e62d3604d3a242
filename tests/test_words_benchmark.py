from collections import Counter
from collections.abc import Callable
from typing import Any

import attrs
import pytest
from benchmarks.words import (
    SEALED_EVERY,
    Found,
    Item,
    Outcome,
    Page,
    Reader,
    Score,
    best,
    find_in,
    gold,
    items_of,
    normal,
    stretch,
    tables,
)

from chrono56 import When

EVERY = [*gold(sealed=False), *gold(sealed=True)]
PAGES = [Page(**row) for row in tables("pages.toml", "page")]
DAY = Item(document="9", kind="prose", language="en", line=1, words="x", context="1956")

DAY_OF_IT = When.parse("1956-10-23")


def item(**given: Any) -> Item:
    return attrs.evolve(DAY, **given)


def found(*texts: str) -> list[Found]:
    return [Found(0, 1, When.parse(text)) for text in texts]


def ids_of(items: list[Item]) -> list[str]:
    """Name items by their place alone: what is sealed stays out of every message."""
    return [f"{it.document}:{it.line} ({it.kind})" for it in items]


class TestTheGoldSet:
    @pytest.mark.parametrize("sealed", [False, True])
    def test_each_half_has_its_lines_and_no_others(self, sealed: bool) -> None:
        astray = [
            it for it in gold(sealed=sealed) if (it.line % SEALED_EVERY == 0) != sealed
        ]

        assert not ids_of(astray)

    def test_no_expression_is_there_twice(self) -> None:
        places = Counter((it.document, it.line, it.words, it.nth) for it in EVERY)

        assert max(places.values()) == 1

    def test_what_was_taken_from_other_texts_says_each_a_date(self) -> None:
        others = items_of("gold_other.toml")
        places = Counter((it.document, it.line, it.words, it.context) for it in others)

        assert max(places.values()) == 1
        assert all(it.accepted and When.parse(it.context or "1956") for it in others)

    def test_what_is_not_optional_says_something(self) -> None:
        silent = [it for it in EVERY if not (it.optional or it.when or it.core)]

        assert not ids_of(silent)

    def test_dates_are_canonical(self) -> None:
        texts = {
            text
            for it in EVERY
            for text in (it.when, it.core, it.within, it.context)
            if text
        }

        assert all(str(When.parse(text)) == text for text in texts)

    def test_the_core_of_a_vague_expression_lies_within_its_bounds(self) -> None:
        vague = [it for it in EVERY if it.core]
        outside = [it for it in vague if not is_within(it.core, it.within)]

        assert vague
        assert not ids_of(outside)

    def test_what_leans_on_something_has_a_context_and_says_where_it_stands(
        self,
    ) -> None:
        astray = [it for it in EVERY if bool(it.context) != bool(it.leans)]

        assert not ids_of(astray)

    def test_each_item_is_on_a_page_of_its_language(self) -> None:
        astray = [it for it in EVERY if not any(holds(page, it) for page in PAGES)]

        assert not ids_of(astray)


class TestAnOutcome:
    @pytest.mark.parametrize(
        ("wanted", "read", "outcome"),
        [
            pytest.param({"when": "1956-10-23"}, ["1956-10-23"], "exact", id="day"),
            pytest.param({"when": "1956-10-23"}, ["1956-10"], "partial", id="wider"),
            pytest.param({"when": "1956-10"}, ["1956-10-23"], "partial", id="a part"),
            pytest.param({"when": "1956-10-23"}, ["1956-10-24"], "wrong", id="next"),
            pytest.param({"when": "1956-10-23"}, [], "missed", id="nothing found"),
            pytest.param(
                {"when": "1956-10-23T18:00~"}, ["1956-10-23T18:00"], "partial", id="~"
            ),
            pytest.param({"when": "1956/"}, ["1956/.."], "exact", id="open or unknown"),
            pytest.param({"when": "/1956-10"}, ["1956-10"], "partial", id="its end"),
            pytest.param({"when": "/1956-10"}, ["1955"], "wrong", id="not its end"),
            pytest.param({"when": "1956-10/"}, ["1957/"], "wrong", id="not its start"),
            pytest.param(
                {"when": "{1956,1958}", "also": ["1956 + 1958"]},
                ["1956", "1958"],
                "exact",
                id="in pieces",
            ),
            pytest.param(
                {"when": "{1956,1958}", "also": ["1956 + 1958"]},
                ["1956"],
                "partial",
                id="one piece",
            ),
            pytest.param(
                {"when": "1956", "also": ["1956/"]}, ["1956/"], "exact", id="also"
            ),
        ],
    )
    def test_is_told_by_what_was_read(
        self, wanted: dict[str, object], read: list[str], outcome: str
    ) -> None:
        assert best(item(**wanted), found(*read)) is Outcome[outcome.upper()]

    @pytest.mark.parametrize(
        ("read", "outcome"),
        [
            ("1956-10-24T04:00..06:00~", Outcome.EXACT),
            ("1956-10-24T04:45", Outcome.PARTIAL),
            ("1956-10-24", Outcome.PARTIAL),
            ("1956-10-24T06:00..08:00~", Outcome.WRONG),
            ("1956-10-25T04:00..06:00~", Outcome.WRONG),
        ],
    )
    def test_of_a_vague_expression_leaves_room(
        self, read: str, outcome: Outcome
    ) -> None:
        dawn = item(core="1956-10-24T04:30..05:00", within="1956-10-24T02:00..08:00")

        assert best(dawn, found(read)) is outcome

    @pytest.mark.parametrize(
        ("when", "distance", "outcome"),
        [
            (None, ("P1D", "P1D"), Outcome.EXACT),
            (None, ("P2D", "P2D"), Outcome.WRONG),
            (None, None, Outcome.MISSED),
            ("1956-10-24", ("P1D", "P1D"), Outcome.EXACT),
            ("1957-10-24", ("P1D", "P1D"), Outcome.WRONG),
        ],
    )
    def test_of_a_distance_is_that_of_the_date_if_one_was_read(
        self,
        when: str | None,
        distance: tuple[str, str] | None,
        outcome: Outcome,
    ) -> None:
        later = item(when="1956-10-24", distances=[["P1D", "P1D"]])
        read = Found(0, 1, When.parse(when) if when else None, distance)

        assert best(later, [read]) is outcome

    def test_of_a_distance_from_what_has_no_date_is_told_by_the_distance(self) -> None:
        later = item(distances=[["PT2H", "PT2H"]])

        assert best(later, [Found(0, 1, DAY_OF_IT, ("PT2H", "PT2H"))]) is Outcome.EXACT
        assert best(later, [Found(0, 1, DAY_OF_IT, ("PT3H", "PT3H"))]) is Outcome.WRONG
        assert best(later, found("1956-10-23")) is Outcome.WRONG


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("0001-01-01", 1440, 2879),
        ("0001-01-01T00:30", 1470, 1470),
        ("[0001-01-01T23:00..0001-01-02T01:00~]", 1440 + 1380, 2880 + 60),
        ("0001-01-01T04:00..06:00~", 1440 + 240, 1440 + 360),
        ("/0001-01-01", float("-inf"), 2879),
        ("[0001-01-01..]", 1440, float("inf")),
    ],
)
def test_a_stretch_is_the_minutes_that_a_date_leaves_open(
    text: str, first: float, last: float
) -> None:
    assert stretch(When.parse(text)) == (first, last)


class TestFindingInAPage:
    LINES = ("In 1956 it rained.", "Room 1957, in 1958", "since 1959")
    PAGE = Page(
        document="9",
        first=1,
        last=3,
        language="en",
        context="1956",
        prose_from=1,
        prose_to=3,
    )

    def test_what_is_no_date_is_wrong_in_its_own_half(self) -> None:
        wanted = [
            item(line=1, words="1956", when="1956"),
            item(line=2, words="1958", when="1958"),
        ]

        score = self.scored(wanted, four_digits)

        assert score.counts["en", "prose", Outcome.EXACT] == 2
        assert score.counts["en", "prose", Outcome.WRONG] == 1
        assert score.no_date["en", "prose"] == 1

    def test_an_optional_expression_counts_only_if_it_is_read_wrongly(self) -> None:
        wanted = [
            item(line=1, words="1956", when="1956", optional=True),
            item(line=2, words="1957", optional=True),
            item(line=2, words="1958", when="1985", optional=True),
        ]

        score = self.scored(wanted, four_digits)

        assert dict(score.counts) == {("en", "prose", Outcome.WRONG): 1}
        assert not score.no_date

    def test_what_is_not_found_is_missed(self) -> None:
        score = self.scored(
            [item(line=1, words="1956", when="1956")], lambda *_: list[Found]()
        )

        assert dict(score.counts) == {("en", "prose", Outcome.MISSED): 1}

    def test_another_page_is_refused_with_the_place(self) -> None:
        with pytest.raises(ValueError, match="9, line 1: not the page"):
            self.scored([item(line=1, words="1848", when="1848")], four_digits)

    def scored(
        self, wanted: list[Item], find: Callable[[str, str, When], list[Found]]
    ) -> Score:
        score = Score(Reader("reader", lambda *_: None, find))
        find_in(score, self.PAGE, self.LINES, wanted, sealed=False)
        return score


def four_digits(text: str, _language: str, _context: When) -> list[Found]:
    return [
        Found(at, at + 4, When.parse(text[at : at + 4]))
        for at in range(len(text) - 3)
        if text[at : at + 4].isdigit()
    ]


def is_within(core: str, within: str) -> bool:
    inner, outer = stretch(When.parse(core)), stretch(When.parse(within))
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def holds(page: Page, it: Item) -> bool:
    first, last = page.first, page.last
    if it.kind == "prose":
        first, last = page.prose_from, page.prose_to
    same = (page.document, page.language) == (it.document, it.language)
    return same and first <= it.line <= last


def test_whether_an_end_is_open_or_unknown_is_the_same_here() -> None:
    assert normal(When.parse("../1956")) == normal(When.parse("/1956"))
    assert normal(When.parse("[..1956]")) != normal(When.parse("/1956"))
