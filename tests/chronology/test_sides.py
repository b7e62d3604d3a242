"""Sides: values are compared instead of claims, and nothing else comes of it."""

from collections.abc import Sequence
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chrono56.chronology import sides
from chrono56.chronology.agreement import clash, property_of
from chrono56.chronology.disputes import compared
from chrono56.chronology.lineage import Witness, are_independent, independent
from chrono56.chronology.sides import Company, sides_of
from chrono56.chronology.weighing import Weighed
from chrono56.model import Citation, Claim, Dating, Figure, Location, Statement, Value

VALUES: tuple[Value, ...] = (
    *map(Dating, ("1956-10", "1956-10-23", "1956-10-31", "1956-10-23/1956-11-04")),
    *(Dating("[..1956-10-23]"), Dating("1956-10-23~"), Dating("1956-XX-23")),
    *(Figure("killed", low=2), Figure("killed", best=1), Figure("killed", high=9)),
    *(Location("p"), Location("in-p"), Location("q")),
    *(Statement("no", "en", "nagy"), Statement("No!", "en", "kadar")),
)
PLACES = {"p": ("p",), "in-p": ("in-p", "p"), "q": ("q",)}
WITNESSES = (
    Witness("a", frozenset({"a"})),
    Witness("copy-of-a", frozenset({"a"})),
    Witness("b", frozenset({"b"})),
)


@st.composite
def weighed(draw: st.DrawFn, modes: Sequence[str] = ("asserted",)) -> Weighed:
    order = draw(st.integers(1, 1 << 40))
    says = draw(st.sampled_from(VALUES))
    by = draw(st.lists(st.sampled_from(WITNESSES), min_size=1, max_size=2, unique=True))
    mode = draw(st.sampled_from(modes))
    cited = tuple(Citation(one.source) for one in by)
    return Weighed(
        claim=Claim(f"c{order}", "e", says, cited, mode=mode),
        number=1,
        order=order,
        first=order,
        witnesses=tuple(by),
        places=PLACES[says.place] if isinstance(says, Location) else (),
    )


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
    classes = set()
    for pair in rivals:
        one, other = (
            [it for it in side.witnesses if it.source not in unsteady] for side in pair
        )
        apart = "conflicting" if are_independent(one, other) else "copying"
        classes.add(apart if one and other else "self-contradictory")
    several = isinstance(group[0].claim.says, Location)
    for class_ in ("conflicting", "self-contradictory", "copying"):
        if class_ in classes and not (several and class_ == "self-contradictory"):
            return class_
    voices = [witness for one in group for witness in one.witnesses]
    if independent(voices) <= 1:
        return "unique"
    return "agreed" if len({one.claim.says for one in group}) == 1 else "refined"


@given(st.lists(weighed(), max_size=7))
def test_comparing_sides_finds_what_comparing_all_claims_finds(
    claims: list[Weighed],
) -> None:
    for group in groups(claims):
        (one,) = compared(group)
        assert one.class_ == _class_of(group)


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
    ("texts", "most"),
    [
        (["1956-10-23"] * 300, 0),
        (["1956-10-23", "1956-10-24"] * 150, 1),
        ([f"{year}" for year in range(1600, 1900)], 0),
    ],
    ids=["in the same words", "on two sides", "far apart"],
)
def test_many_claims_take_few_comparisons(
    texts: list[str], most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[Weighed, Weighed]] = []

    def counting(one: Weighed, other: Weighed) -> bool:
        asked.append((one, other))
        return clash(one, other)

    monkeypatch.setattr(sides, "clash", counting)
    claims = _many(*texts)
    company = Company(claims)

    assert {company.support(one) for one in claims} == {300 // len(sides_of(claims))}
    assert len(asked) <= most


def test_a_side_holds_all_who_say_the_same_in_order() -> None:
    first, second, third = _many("1956", "1957", "1956")

    assert [side.claims for side in sides_of([first, second, third])] == [
        (first, third),
        (second,),
    ]
