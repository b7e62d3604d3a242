"""Sides: values are compared instead of claims, and nothing else comes of it."""

from collections.abc import Sequence
from itertools import combinations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chrono56.chronology import disputes, sides
from chrono56.chronology.agreement import clash, property_of
from chrono56.chronology.disputes import classes, compared, severity
from chrono56.chronology.lineage import Witness, are_independent, independent
from chrono56.chronology.sides import Company, sides_of
from chrono56.chronology.weighing import Weighed
from chrono56.model import (
    Citation,
    Claim,
    Dating,
    Figure,
    Location,
    Occurrence,
    Statement,
    Value,
)

VALUES: tuple[Value, ...] = (
    *map(Dating, ("1956-10", "1956-10-23", "1956-10-31", "1956-10-23/1956-11-04")),
    *map(Dating, ("[..1956-10-23]", "1956-10-23~", "1956-XX-23", "1956-10-23T04:15")),
    *map(Dating, ("[1956-10-22,1956-10-24]", "{1956-10-22..1956-10-24}", "1956-10-25")),
    *map(Dating, ("[..]", "1956-24", "1956-~10-23")),
    *(Figure("killed", low=2), Figure("killed", best=1), Figure("killed", high=9)),
    Figure("killed", best=10, approx=True),
    *(Location("p"), Location("in-p"), Location("q")),
    *(Statement("no", "en", "nagy"), Statement("No!", "en", "kadar")),
)
DATES = ("1956-10-22", "1956-10-23", "1956-10", "1956-10-23/1956-11-04")
ALL_VALUES: tuple[Value, ...] = (
    *(*VALUES, Occurrence()),
    *(Dating(date, point) for date in DATES for point in ("start", "end")),
)
PLACES = {"p": ("p",), "in-p": ("in-p", "p"), "q": ("q",)}
WITNESSES = (
    Witness("a", frozenset({"a"})),
    Witness("copy-of-a", frozenset({"a"})),
    Witness("b", frozenset({"b"})),
    Witness("of-a-and-c", frozenset({"a", "c"})),
)
A, COPY_OF_A, B, _ = WITNESSES


def said(
    order: int, says: Value, by: Sequence[Witness], mode: str = "asserted"
) -> Weighed:
    """Return a claim by these witnesses; by a rumour if there are none."""
    cited = tuple(Citation(one.source) for one in by) or (Citation("rumour"),)
    return Weighed(
        claim=Claim(f"c{order}", "e", says, cited, mode=mode),
        number=1,
        order=order,
        first=order,
        witnesses=tuple(by),
        places=PLACES[says.place] if isinstance(says, Location) else (),
    )


@st.composite
def weighed(
    draw: st.DrawFn,
    modes: Sequence[str] = ("asserted",),
    values: Sequence[Value] = VALUES,
) -> Weighed:
    order = draw(st.integers(1, 1 << 40))
    says = draw(st.sampled_from(values))
    by = draw(st.lists(st.sampled_from(WITNESSES), max_size=2, unique=True))
    return said(order, says, by, draw(st.sampled_from(modes)))


def groups(claims: Sequence[Weighed]) -> list[list[Weighed]]:
    """Return the claims by property, each claim once."""
    found: dict[str, list[Weighed]] = {}
    for one in {one.order: one for one in claims}.values():
        found.setdefault(property_of(one), []).append(one)
    return list(found.values())


@given(st.lists(weighed(["asserted", "planned"]), max_size=7))
def test_the_support_of_a_claim_is_that_of_all_that_agree_with_it(
    claims: list[Weighed],
) -> None:
    for group in groups(claims):
        company = Company(group)
        for one in group:
            agreeing = [
                it
                for it in group
                if it.claim.mode == one.claim.mode and not clash(it, one)
            ]
            assert company.support(one) == independent(
                witness for it in agreeing for witness in it.witnesses
            )


def _class_of(group: Sequence[Weighed]) -> str:
    """Return the class of the claims on one property, by comparing each two of them."""
    rivals = [pair for pair in combinations(group, 2) if clash(*pair)]
    unsteady = {
        witness.source
        for one, other in rivals
        for witness in one.witnesses
        if witness.source in {it.source for it in other.witnesses}
    }
    classes = {"self-contradictory"} if unsteady else set()
    for pair in rivals:
        if not all(side.witnesses for side in pair):
            classes.add("self-contradictory")
        one, other = (
            [it for it in side.witnesses if it.source not in unsteady] for side in pair
        )
        if one and other:
            apart = are_independent(one, other)
            classes.add("conflicting" if apart else "copying")
    several = isinstance(group[0].claim.says, Location)
    for class_ in ("conflicting", "self-contradictory", "copying"):
        if class_ in classes and not (several and class_ == "self-contradictory"):
            return class_
    voices = [witness for one in group for witness in one.witnesses]
    if independent(voices) <= 1:
        return "unique"
    return "agreed" if len({one.claim.says for one in group}) == 1 else "refined"


EARLY, LATE = Dating("1956-10-23"), Dating("1956-10-31")
SAYS_BOTH = [said(1, LATE, (COPY_OF_A, B)), said(2, EARLY, (A,)), said(3, EARLY, (B,))]
RUMOURED = [said(1, LATE, (COPY_OF_A,)), said(2, EARLY, (A,)), said(3, LATE, ())]


@given(st.lists(weighed(), max_size=7))
@example(SAYS_BOTH)
@example(RUMOURED)
def test_comparing_sides_finds_what_comparing_all_claims_finds(
    claims: list[Weighed],
) -> None:
    for group in groups(claims):
        (one,) = compared(group)
        assert one.class_ == _class_of(group)


@given(st.lists(weighed(["asserted", "planned", "denied"], ALL_VALUES), max_size=9))
def test_the_classes_of_an_event_are_those_of_its_comparisons(
    claims: list[Weighed],
) -> None:
    assert classes(claims) == [(one.property, one.class_) for one in compared(claims)]


@pytest.mark.parametrize("claims", [SAYS_BOTH, RUMOURED], ids=["both", "rumoured"])
def test_a_copys_slip_hides_nothing_of_who_gives_rivals(claims: list[Weighed]) -> None:
    assert [one.class_ for one in compared(claims)] == ["self-contradictory"]


@given(st.lists(weighed(), max_size=7))
def test_it_does_not_matter_whether_two_sources_are_cited_in_one_claim(
    claims: list[Weighed],
) -> None:
    for group in groups(claims):
        apart = [
            said(number, one.claim.says, by)
            for number, (one, by) in enumerate(
                (one, by)
                for one in group
                for by in ([(it,) for it in one.witnesses] if one.witnesses else [()])
            )
        ]
        assert compared(apart)[0].class_ == compared(group)[0].class_


@given(st.lists(weighed(), min_size=2, max_size=7))
def test_no_further_claim_makes_a_dispute_less(claims: list[Weighed]) -> None:
    for group in groups(claims):
        # Who names several places means all of them, so places are another matter.
        if len(group) > 1 and not isinstance(group[0].claim.says, Location):
            before, after = compared(group[:-1])[0], compared(group)[0]
            assert severity([before.class_]) <= severity([after.class_])


@given(weighed(), weighed())
def test_solid_values_clash_if_they_lie_apart_and_only_then(
    one: Weighed, other: Weighed
) -> None:
    (low, high, solid, _), (its_low, its_high, its_solid, _) = one.reach, other.reach
    if property_of(one) == property_of(other) and solid and its_solid:
        assert clash(one, other) == (high < its_low or its_high < low)


@pytest.mark.parametrize(
    ("text", "solid"),
    [
        ("1956-10", True),
        ("[..1956-10-23]", True),
        ("[..]", True),
        ("1956-10-23~", True),
        ("1956-~10-23", False),
        ("[1956,1957]", True),
        ("Y17000", True),
        ("1956-XX-23", False),
        ("[1956-10-22,1956-10-24]", False),
        ("{1956-10-22..1956-10-24}", False),
        ("1956-10-22/1956-10-24", False),
        ("1956-10-23T04:15", False),
    ],
)
def test_a_date_is_solid_if_it_can_be_any_one_day_of_its_reach(
    text: str, *, solid: bool
) -> None:
    assert said(1, Dating(text), (A,)).reach.is_solid is solid


def _many(*texts: str) -> list[Weighed]:
    return [
        Weighed(
            claim=Claim(f"c{n}", "e", Dating(text), (Citation(f"s{n}"),)),
            number=1,
            order=n,
            first=n,
            witnesses=(Witness(f"s{n}", frozenset({f"s{n}"})),),
        )
        for n, text in enumerate(texts, 1)
    ]


@pytest.mark.parametrize(
    ("texts", "most", "support"),
    [
        (["1956-10-23"] * 300, 0, 300),
        (["1956-10-23", "1956-10-24"] * 150, 1, 150),
        ([f"{year}" for year in range(1600, 1900)], 0, 1),
        ([f"[{1600 - n}..{1600 + n}]" for n in range(300)], 0, 300),
    ],
    ids=["in the same words", "on two sides", "far apart", "one within another"],
)
def test_many_claims_take_few_comparisons(
    texts: list[str], most: int, support: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[Weighed, Weighed]] = []

    def counting(one: Weighed, other: Weighed) -> bool:
        asked.append((one, other))
        return clash(one, other)

    monkeypatch.setattr(sides, "clash", counting)
    claims = _many(*texts)
    company = Company(claims)

    assert {company.support(one) for one in claims} == {support}
    assert len(asked) <= most


def test_claims_that_all_agree_are_not_held_against_each_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(disputes, "clash", None)

    (one,) = compared(_many(*(f"[{1600 - n}..{1600 + n}]" for n in range(300))))

    assert (one.class_, len(one.claims)) == ("refined", 300)


def test_a_side_holds_all_who_say_the_same_in_order() -> None:
    first, second, third = _many("1956", "1957", "1956")

    assert [side.claims for side in sides_of([first, second, third])] == [
        (first, third),
        (second,),
    ]
