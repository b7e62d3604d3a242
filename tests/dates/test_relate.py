from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import mypy.api
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.dates.texts import (
    DAY_WORLD,
    FIRST_DAY,
    PAIRS,
    WORLDS,
    Completion,
    World,
    drawn_dates,
)

from chrono56.dates import Verdict, When

Relation = Callable[[When, When], Verdict]
HOLDS: dict[str, tuple[Relation, Callable[[Completion, Completion], bool]]] = {
    "before": (When.before, lambda a, b: max(a) < min(b)),
    "after": (When.after, lambda a, b: min(a) > max(b)),
    "overlaps": (When.overlaps, lambda a, b: not a.isdisjoint(b)),
    "same_as": (When.same_as, lambda a, b: a == b),
}


def verdict_of(outcomes: Iterable[bool]) -> Verdict:
    seen = set(outcomes)
    if seen == {True}:
        return Verdict.CERTAIN
    return Verdict.POSSIBLE if True in seen else Verdict.IMPOSSIBLE


@WORLDS
@pytest.mark.parametrize("name", HOLDS)
@settings(deadline=None, max_examples=150)
@given(data=st.data())
def test_a_verdict_is_what_trying_every_completion_says(
    world: World, name: str, data: st.DataObject
) -> None:
    one, other = data.draw(drawn_dates(world)), data.draw(drawn_dates(world))
    ask, holds = HOLDS[name]

    verdict = ask(When.parse(one[0]), When.parse(other[0]))

    assert verdict is verdict_of(holds(a, b) for a in one[1] for b in other[1])


@WORLDS
@settings(deadline=None, max_examples=150)
@given(data=st.data())
def test_within_is_tried_against_all_that_a_window_leaves_open(
    world: World, data: st.DataObject
) -> None:
    one, (other, completions) = (
        data.draw(drawn_dates(world)),
        data.draw(drawn_dates(world)),
    )
    named = completions
    if "/" not in other:
        named = [frozenset[int]().union(*completions)]

    verdict = When.parse(one[0]).within(When.parse(other))

    assert verdict is verdict_of(a <= b for a in one[1] for b in named)


@settings(deadline=None, max_examples=150)
@given(drawn=drawn_dates(DAY_WORLD), point=st.sampled_from(DAY_WORLD.points))
def test_membership_agrees_with_counting_days(
    drawn: tuple[str, list[Completion]], point: int
) -> None:
    text, completions = drawn

    verdict = When.parse(text).contains_day(FIRST_DAY.toordinal() + point)

    assert verdict is verdict_of(point in days for days in completions)


@settings(deadline=None, max_examples=150)
@given(drawn=drawn_dates(DAY_WORLD), point=st.sampled_from(DAY_WORLD.points))
def test_a_day_of_the_year_is_found_by_counting_days(
    drawn: tuple[str, list[Completion]], point: int
) -> None:
    text, completions = drawn
    # What is open goes on beyond the small world, for years.
    if When.parse(text).earliest is None or When.parse(text).latest is None:
        return
    day = date.fromordinal(FIRST_DAY.toordinal() + point)

    verdict = When.parse(text).falls_on(day.month, day.day)

    assert verdict is verdict_of(point in days for days in completions)


@settings(deadline=None)
@given(PAIRS)
def test_any_two_dates_can_be_compared_and_the_relations_agree(
    pair: tuple[When, When],
) -> None:
    one, other = pair

    assert one.after(other) is other.before(one)
    assert one.overlaps(other) is other.overlaps(one)
    assert one.same_as(other) is other.same_as(one)
    if one.before(other) is Verdict.CERTAIN:
        for relation in (When.after, When.overlaps, When.within, When.same_as):
            assert relation(one, other) is Verdict.IMPOSSIBLE
    if one.same_as(other) is Verdict.CERTAIN:
        assert one.within(other) is Verdict.CERTAIN
        assert one.overlaps(other) is Verdict.CERTAIN


CERTAIN, POSSIBLE, IMPOSSIBLE = (
    Verdict.CERTAIN,
    Verdict.POSSIBLE,
    Verdict.IMPOSSIBLE,
)


@pytest.mark.parametrize(
    ("one", "relation", "other", "verdict"),
    [
        # The hull is not the set.
        ("1956-XX-23", "overlaps", "1956-05-10", IMPOSSIBLE),
        ("1956-XX-23", "overlaps", "1956-XX-24", IMPOSSIBLE),
        ("1956-XX-23", "overlaps", "XXXX-10-23", POSSIBLE),
        ("XXXX-10-23", "within", "XXXX-XX-23", CERTAIN),
        ("XXXX-XX-23", "within", "XXXX-10-23", POSSIBLE),
        ("1956-10-24/1956-11-22", "overlaps", "{1956-10-23,1956-11-23}", IMPOSSIBLE),
        ("1956-05-10", "same_as", "1956-XX-23", IMPOSSIBLE),
        ("XXXX-XX-X3/XXXX-XX-X5", "overlaps", "{XXXX-XX-X4}", CERTAIN),
        ("XXXX-XX-X3/XXXX-XX-X5", "overlaps", "{XXXX-XX-X6,-XXXX}", POSSIBLE),
        ("XXXX-XX-X3/XXXX-XX-X4", "within", "[XXXX-XX-X3,XXXX-XX-X4]", POSSIBLE),
        ("XXXX-XX-X3/XXXX-XX-X5", "within", "[XXXX-XX-X3,XXXX-XX-X5]", IMPOSSIBLE),
        # Windows and extents are different things.
        ("1956-11-06", "within", "1956-11-05/1956-11-08", CERTAIN),
        ("1956-11-06", "overlaps", "[1956-11-05..1956-11-08]", POSSIBLE),
        ("1956-11-05/1956-11-08", "same_as", "[1956-11-05..1956-11-08]", IMPOSSIBLE),
        ("1956-11-04", "same_as", "1956-11-04/1956-11-04", CERTAIN),
        # Two dates to the month need not be the same day.
        ("1956-10", "same_as", "1956-10", POSSIBLE),
        ("1956-10-23", "within", "1956-10", CERTAIN),
        ("1956-10", "within", "1956-10-23", POSSIBLE),
        # Ends that are open or unknown.
        ("1956-10-23/", "overlaps", "1957", POSSIBLE),
        ("1956-10-23/..", "overlaps", "1956-10-22", IMPOSSIBLE),
        ("1956-10-23/", "overlaps", "1956-10-23", CERTAIN),
        ("../..", "overlaps", "1956", POSSIBLE),
        # Days are compared by days, clock times by clock times.
        ("1956-11-04", "before", "1956-11-04", IMPOSSIBLE),
        ("1956-11-04", "before", "1956-11-04T04:15", POSSIBLE),
        ("1956-11-04", "before", "1956-11-04T00:00", IMPOSSIBLE),
        ("1956-11-04T04:15", "before", "1956-11-04T05:20", CERTAIN),
        ("1956-11-04T04:15", "same_as", "1956-11-04T04:15", CERTAIN),
        ("1956-11-04T04:15", "same_as", "1956-11-04T04:15:30", POSSIBLE),
        ("1956-11-04T04:15:29", "before", "1956-11-04T04:15:30", CERTAIN),
        ("1956-11-04T04:15", "before", "1956-11-04T04:15:59", POSSIBLE),
        ("1956-11-04T04:15", "within", "1956-11-04", CERTAIN),
        ("1956-11-04T04:00..06:00~", "before", "1956-11-04T06:01", CERTAIN),
        ("1956-11-04T22:00..24:00", "before", "1956-11-05", CERTAIN),
        ("1956-11-04T24:00", "same_as", "1956-11-05T00:00", CERTAIN),
        ("1956-11-04T04:15/1956-11-11", "overlaps", "1956-11-04T04:14", IMPOSSIBLE),
        ("1956-11-04T04:15/1956-11-11", "overlaps", "1956-11-05", CERTAIN),
        # Offsets make instants.
        ("1956-11-04T04:15+01:00", "same_as", "1956-11-03T22:15-05:00", CERTAIN),
        # Nowhere are clocks further apart.
        ("1956-11-04T24:00-23:59", "same_as", "1956-11-06T23:58+23:59", CERTAIN),
        ("1956-11-04T24:00-23:59", "before", "1956-11-06T23:59+23:59", CERTAIN),
        ("1956-11-04T04:15+01:00", "before", "1956-11-04T03:16Z", CERTAIN),
        ("1956-11-04T04:15+01:00", "before", "1956-11-04T05:20", POSSIBLE),
        ("1956-11-04T04:15+01:00", "same_as", "1956-11-04T05:20", POSSIBLE),
        (
            "{1950,1956-11-04T04:15..}",
            "same_as",
            "{1950,1956-11-04T04:15Z..}",
            POSSIBLE,
        ),
        ("1956-11-04T04:15+01:00", "before", "1956-11-05T00:00", CERTAIN),
        ("1956-11-04T04:15Z", "before", "1956-11-04", POSSIBLE),
        ("1956-11-03", "before", "1956-11-04T00:30+01:00", CERTAIN),
        # A start that both share may follow the only end that both share.
        (
            "[1956-02-27,1956-02-29]/[1956-02-28,1956-03-02]",
            "same_as",
            "[1956-02-26,1956-02-29]/[1956-02-28,1956-03-03]",
            IMPOSSIBLE,
        ),
        # Far years.
        ("Y-17E7", "before", "-9999", CERTAIN),
        ("Y17E7", "after", "[1956..]", POSSIBLE),
    ],
)
def test_a_relation_has_its_verdict(
    one: str, relation: str, other: str, verdict: Verdict
) -> None:
    ask: Relation = getattr(When, relation)

    assert ask(When.parse(one), When.parse(other)) is verdict


@pytest.mark.parametrize(
    ("text", "month", "day", "verdict"),
    [
        ("1956-11-04", 11, 4, CERTAIN),
        ("1956-11-04T04:15", 11, 4, CERTAIN),
        ("1956-11", 11, 4, POSSIBLE),
        ("1956-11", 10, 23, IMPOSSIBLE),
        ("195X-11-04", 11, 4, CERTAIN),
        ("195X-02-29", 2, 29, CERTAIN),
        ("1953/1955", 2, 29, IMPOSSIBLE),
        ("1953/1957", 2, 29, CERTAIN),
        ("1896-03-01/1904-02-28", 2, 29, IMPOSSIBLE),
        ("1896-03-01/1904-02-29", 2, 29, CERTAIN),
        ("XXXX-XX-23", 11, 4, IMPOSSIBLE),
        ("XXXX-XX-04", 11, 4, POSSIBLE),
        ("1956-10-23/1956-11-11", 11, 4, CERTAIN),
        ("1956-10/1956-11", 11, 4, POSSIBLE),
        ("1956-10-23/", 11, 4, POSSIBLE),
        ("{1956-10-23,1956-11-04}", 11, 4, CERTAIN),
        ("[1956-10-23,1956-11-04]", 11, 4, POSSIBLE),
        ("[1956-11-04,1957-11-04]", 11, 4, CERTAIN),
        ("[..1956-11-07]", 2, 29, POSSIBLE),
    ],
)
def test_a_date_falls_on_a_day_of_the_year(
    text: str, month: int, day: int, verdict: Verdict
) -> None:
    assert When.parse(text).falls_on(month, day) is verdict


def test_the_type_checker_says_so_where_a_verdict_is_taken_for_a_truth_value(
    tmp_path: Path,
) -> None:
    wrong = tmp_path / "wrong.py"
    wrong.write_text(
        "from chrono56 import Verdict, When\n"
        "def right(a: When, b: When) -> bool:\n"
        "    return a.before(b) is Verdict.CERTAIN\n"
        "def wrong(a: When, b: When) -> str:\n"
        "    if a.before(b):\n"
        "        return 'every possible is swallowed'\n"
        "    return 'and so it is here'\n"
    )

    said, _, status = mypy.api.run(
        [
            *("--warn-unreachable", "--follow-imports=silent", "--no-error-summary"),
            *("--config-file=", f"--cache-dir={tmp_path}", str(wrong)),
        ]
    )

    assert (said.splitlines(), status) == (
        [
            f"{wrong}:6: error: Statement is unreachable  [unreachable]",
            f"{wrong}:7: error: Statement is unreachable  [unreachable]",
        ],
        1,
    )


@pytest.mark.parametrize("verdict", Verdict)
def test_a_truth_test_of_a_verdict_is_refused(verdict: Verdict) -> None:
    with pytest.raises(TypeError, match=verdict.value):
        bool(verdict)
