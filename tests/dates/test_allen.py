import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.dates.texts import PAIRS, WORLDS, Completion, World, drawn_dates

from chrono56.dates import Allen, Verdict, When, possible_relations
from chrono56.dates.verdict import judge

# Allen's definitions, of stretches from one time up to another, that one excluded: how
# start stands to start, end to end, the one's end to the other's start, and the one's
# start to the other's end.
DEFINITIONS = {
    "<<<<": Allen.BEFORE,
    "<<=<": Allen.MEETS,
    "<<><": Allen.OVERLAPS,
    "=<><": Allen.STARTS,
    "><><": Allen.DURING,
    ">=><": Allen.FINISHES,
    "==><": Allen.EQUALS,
    "<=><": Allen.FINISHED_BY,
    "<>><": Allen.CONTAINS,
    "=>><": Allen.STARTED_BY,
    ">>><": Allen.OVERLAPPED_BY,
    ">>>=": Allen.MET_BY,
    ">>>>": Allen.AFTER,
}
VERDICTS = {
    Allen.MEETS: When.meets,
    Allen.DURING: When.during,
    Allen.STARTS: When.starts,
    Allen.FINISHES: When.ends,
}


def relation_of(one: Completion, other: Completion) -> Allen:
    """Return the relation that holds by definition; a gap in a set is no end."""
    start, end = min(one), max(one) + 1
    other_start, other_end = min(other), max(other) + 1
    pairs = [
        (start, other_start),
        (end, other_end),
        (end, other_start),
        (start, other_end),
    ]
    return DEFINITIONS["".join("=><"[(a > b) - (a < b)] for a, b in pairs)]


def test_of_two_stretches_just_one_relation_holds() -> None:
    stretches = [
        frozenset(range(first, last + 1))
        for first, last in itertools.combinations_with_replacement(range(5), 2)
    ]

    found = {relation_of(a, b) for a in stretches for b in stretches}

    assert found == set(Allen)


@WORLDS
@settings(deadline=None, max_examples=300)
@given(data=st.data())
def test_the_possible_relations_are_those_that_some_completions_have(
    world: World, data: st.DataObject
) -> None:
    one, other = data.draw(drawn_dates(world)), data.draw(drawn_dates(world))

    possible = possible_relations(When.parse(one[0]), When.parse(other[0]))

    assert possible == {relation_of(a, b) for a in one[1] for b in other[1]}


@WORLDS
@settings(deadline=None, max_examples=100)
@given(data=st.data())
def test_a_verdict_is_certain_only_of_the_one_relation_that_is_possible(
    world: World, data: st.DataObject
) -> None:
    one, other = data.draw(drawn_dates(world)), data.draw(drawn_dates(world))
    a, b = When.parse(one[0]), When.parse(other[0])
    held = {relation_of(x, y) for x in one[1] for y in other[1]}

    for relation, ask in VERDICTS.items():
        assert ask(a, b) is judge(certain=held == {relation}, possible=relation in held)


@settings(deadline=None, max_examples=150)
@given(PAIRS)
def test_any_two_dates_have_relations_that_the_everyday_words_agree_with(
    pair: tuple[When, When],
) -> None:
    one, other = pair

    possible = possible_relations(one, other)

    assert possible_relations(other, one) == {each.inverse for each in possible}
    earlier = {Allen.BEFORE, Allen.MEETS}
    assert one.before(other) is judge(
        certain=possible <= earlier, possible=bool(possible & earlier)
    )
    if "{" not in f"{one}{other}":
        apart = earlier | {each.inverse for each in earlier}
        if one.overlaps(other) is Verdict.IMPOSSIBLE:
            assert possible <= apart
        if one.overlaps(other) is Verdict.CERTAIN:
            assert not possible & apart
        same = one.same_as(other) is not Verdict.IMPOSSIBLE
        assert same == (Allen.EQUALS in possible)


@pytest.mark.parametrize(
    ("one", "other", "possible"),
    [
        # Days that follow each other meet; a day between them, and one is before.
        ("1956-10-23", "1956-10-24", "meets"),
        ("1956-10-23", "1956-10-25", "before"),
        ("1956-12-31", "1957", "before meets"),
        ("XXXX-12-31", "XXXX-01-01", "after before meets"),
        ("19XX-02-28", "1957-03-01", "after before meets"),
        ("1956-02-28", "1956-03-01", "before"),
        ("1956-02-28/1956-02-29", "1956-03-01", "meets"),
        # A moment is no stretch: it starts what it begins, it can't overlap.
        ("1956-10-23", "1956-10-23/1956-11-11", "starts"),
        ("1956-11-04", "1956-10-23/1956-11-11", "during"),
        ("1956-11-11", "1956-10-23/1956-11-11", "finishes"),
        ("1956-10-23/1956-11-11", "1956-11-04", "contains"),
        ("1956-10-23", "1956-10-23", "equals"),
        ("1956-10-23", "1956-10-23/1956-10-23", "equals"),
        # Two dates to the month are two days, perhaps one.
        ("1956-10", "1956-10", "after before equals meets met_by"),
        ("1956-10-23/", "1956-10-23/", "equals started_by starts"),
        ("1956-10-23/..", "1956-10-22", "met_by"),
        # A set of all is the stretch from its first to its last.
        ("{1956-10-23,1956-11-04}", "1956-10-30", "contains"),
        ("{1956-10-23,1956-11-04}", "1956-10-23/1956-11-04", "equals"),
        # By the clock, minute by minute.
        ("1956-11-04T04:15", "1956-11-04T04:16", "meets"),
        ("1956-11-04T04:15:59", "1956-11-04T04:16", "before meets"),
        ("1956-11-04T04:15", "1956-11-04", "after before equals meets met_by"),
        ("1956-11-04T04:15+01:00", "1956-11-04T03:16Z", "meets"),
        ("1956-11-04T04:15[Europe/Budapest]", "1956-11-04T03:16Z", "meets"),
    ],
)
def test_two_dates_have_their_possible_relations(
    one: str, other: str, possible: str
) -> None:
    found = possible_relations(When.parse(one), When.parse(other))

    assert " ".join(sorted(relation.value for relation in found)) == possible


@pytest.mark.parametrize("relation", Allen)
def test_the_inverse_of_the_inverse_is_the_relation(relation: Allen) -> None:
    assert relation.inverse.inverse is relation
    assert (relation.inverse is relation) == (relation is Allen.EQUALS)
