"""Whether two claims can both be true: they clash only if no value satisfies both."""

import math
import re
from decimal import Decimal
from functools import cache, lru_cache
from typing import Final, NamedTuple

from chrono56.chronology.weighing import Rival
from chrono56.dates import Verdict, When
from chrono56.model import (
    Dating,
    Figure,
    Location,
    Occurrence,
    Participation,
    Statement,
    Value,
)
from chrono56.model.kinds import roles
from chrono56.text import folded

DENIED: Final = "denied"

# How far "about" reaches for a number; for a date, `HALO` says it.
_TENTH: Final = Decimal("0.1")

# An event with many claims is weighed anew with each; its dates are mostly the same.
_ONE_MOMENT: Final = 2
"""By how many days the dates may differ, at most, that clocks show of one moment."""

_PAIRS_KEPT: Final = 1 << 16
_DATES_KEPT: Final = 1 << 14
_QUOTES_KEPT: Final = 1 << 10

# A text with one of these lists dates, or leaves out digits: not all days between its
# bounds need belong to it.
_MARKS_OF_GAPS: Final = re.compile("[X,{]")

Bound = int | Decimal | None


def property_of(claim: Rival) -> str:
    """Name the property on which a claim can clash with others; empty if on none.

    Claims clash only with claims of the same property of the same event.
    """
    return name_of(claim.says)


def name_of(says: Value) -> str:
    """Name the property of which a value says something; empty for none."""
    match says:
        case Occurrence():
            return "occurrence"
        case Dating(point=point):
            return "date" if point == "whole" else point
        case Location():
            return "place"
        case Participation(agent, role):
            return role_name(agent, role)
        case Figure() as figure:
            return _figure_name(figure)
        case Statement(use="quote", text=text):
            return quote_name(text)
        case _:
            return ""


def role_name(agent: str, role: str) -> str:
    """Name the property of who was in a role: of each agent, if there may be many."""
    return f"role {role}" if _is_exclusive(role) else f"role {role} of {agent}"


def quote_name(text: str) -> str:
    """Name the property of who said some words."""
    return f"quote {_searched(text)}"


def clash(one: Rival, other: Rival) -> bool:
    """Say whether no value satisfies both of two claims of one property.

    Two denials never clash; a denial clashes with what says nothing but what it denies.
    A date of the whole is held against a start by its own start, and so for an end.
    """
    if one.mode == DENIED:
        return other.mode != DENIED and _denies(one, other)
    if other.mode == DENIED:
        return _denies(other, one)
    match one.says, other.says:
        case Dating(point=point) as a, Dating(point=other_point) as b:
            point = other_point if point == "whole" else point
            return not whens_agree(_at(a, point), _at(b, point))
        case Location(), Location():
            nested = one.places[0] in other.places or other.places[0] in one.places
            return not nested
        case Participation(agent=a), Participation(agent=b):
            return a != b
        case Figure() as a, Figure() as b:
            return not _figures_agree(a, b)
        case Statement() as a, Statement() as b:
            pairs = ((a.speaker, b.speaker), (a.occasion, b.occasion))
            return any(here and there and here != there for here, there in pairs)
        case _:
            return False


def _at(dating: Dating, point: str) -> When:
    """Return when a point was, by what is said of it or of the whole."""
    if dating.point != "whole" or point == "whole":
        return dating.when
    return dating.when.end if point == "end" else dating.when.start


def whens_agree(one: When, other: When) -> bool:
    """Say whether something can have been at both times, as far as "about" reaches.

    A stretch of days agrees with a window that it can lie in, not with a single day of
    it: who says "on the 6th" does not say "from the 6th to the 8th".

    >>> october, battle = When.parse("1956-10"), When.parse("1956-10-23/1956-11-04")
    >>> whens_agree(october, When.parse("1956-10-23")), whens_agree(october, battle)
    (True, False)
    """
    low, high, is_solid = _days(one)
    its_low, its_high, its_solid = _days(other)
    apart = max(low - its_high, its_low - high)
    if is_solid and its_solid:
        return apart <= 0
    return apart <= _ONE_MOMENT and _whens_agree(one, other)


@lru_cache(maxsize=_PAIRS_KEPT)
def _whens_agree(one: When, other: When) -> bool:
    if one == other:
        return True
    if one.is_extent == other.is_extent:
        verdict = one.same_as(other)
    else:
        # Where it can be the same as a window, it can lie in that.
        stretch, window = (one, other) if one.is_extent else (other, one)
        verdict = stretch.within(window)
    if verdict is not Verdict.IMPOSSIBLE:
        return True
    if not (one.is_approximate or other.is_approximate):
        return False
    widened = _widened(one), _widened(other)
    return widened != (one, other) and whens_agree(*widened)


class Reach(NamedTuple):
    """Which numbers a claim's value can be; of a date they are day numbers.

    Claims of one property and one mode whose reaches lie apart clash; of those that
    meet `clash` has to tell, unless both are solid.

    Attributes:
        low: The least.
        high: The greatest.
        is_solid: Whether it can be any number between these, and is nothing else.
    """

    low: int | Decimal | float
    high: int | Decimal | float
    is_solid: bool


def reach(claim: Rival) -> Reach:
    """Return which numbers a claim's value can be; any, if it has none.

    What is denied is never solid.
    """
    match claim.says:
        case Dating(when=when):
            low, high, is_solid = _days(when)
            return Reach(low, high, is_solid and claim.mode != DENIED)
        case Figure() as figure:
            least, most = bounds_of(figure)
            return Reach(
                -math.inf if least is None else least,
                math.inf if most is None else most,
                claim.mode != DENIED,
            )
        case _:
            return Reach(-math.inf, math.inf, is_solid=False)


@lru_cache(maxsize=_DATES_KEPT)
def _days(when: When) -> tuple[int | float, int | float, bool]:
    """Return the first and last day that a date can be, and whether it is solid."""
    widened = _widened(when) if when.is_approximate else when
    is_solid = not (when.is_extent or when.has_time) and (
        not _MARKS_OF_GAPS.search(str(widened)) or _has_no_gaps(widened)
    )
    first, last = widened.earliest, widened.latest
    low = -math.inf if first is None else first
    return low, math.inf if last is None else last, is_solid


@lru_cache(maxsize=_DATES_KEPT)
def _has_no_gaps(when: When) -> bool:
    if str(when).startswith("{"):  # a set of all
        return False
    every_day = When.parse(f"[{when.earliest_iso or ''}..{when.latest_iso or ''}]")
    return every_day.within(when) is Verdict.CERTAIN


@lru_cache(maxsize=_DATES_KEPT)
def _widened(when: When) -> When:
    return when.widened()


def _is_less(one: Bound, other: Bound) -> bool:
    return one is not None and other is not None and one < other


def _figures_agree(one: Figure, other: Figure) -> bool:
    a_low, a_high = bounds_of(one)
    b_low, b_high = bounds_of(other)
    return not (_is_less(a_high, b_low) or _is_less(b_high, a_low))


def bounds_of(figure: Figure) -> tuple[Bound, Bound]:
    """Return the least and the greatest number that a figure allows; None is any.

    "About" reaches a tenth further.
    """
    about = figure.best
    if about is None:
        return figure.low, figure.high
    halo = abs(Decimal(about)) * _TENTH if figure.approx else Decimal(0)
    low = about - halo if figure.low is None else figure.low
    high = about + halo if figure.high is None else figure.high
    return low, high


def _denies(denial: Rival, assertion: Rival) -> bool:
    match denial.says, assertion.says:
        case Occurrence(), _:
            return True
        case Dating(when=denied, point=point), Dating(when=said, point=other):
            return point == other and said.within(denied) is Verdict.CERTAIN
        case Location(), Location():
            return denial.places[0] in assertion.places
        case Participation(agent=a), Participation(agent=b):
            return a == b
        case Figure() as a, Figure() as b:
            return _lies_within(bounds_of(b), bounds_of(a))
        case _:
            return False


def _lies_within(inner: tuple[Bound, Bound], outer: tuple[Bound, Bound]) -> bool:
    low = outer[0] is None or (inner[0] is not None and inner[0] >= outer[0])
    high = outer[1] is None or (inner[1] is not None and inner[1] <= outer[1])
    return low and high


def _figure_name(figure: Figure) -> str:
    name = f"figure {figure.measure}"
    if figure.group:
        name += f" of {figure.group}"
    if figure.scope:
        name += f" ({figure.scope})"
    if figure.as_of is not None:
        name += f" as of {figure.as_of}"
    return name if figure.unit == "person" else f"{name} in {figure.unit}"


@lru_cache(maxsize=_QUOTES_KEPT)
def _searched(text: str) -> str:
    """Return the words of a quote alone: by punctuation quotes don't differ."""
    return " ".join(re.findall(r"\w+", folded(text)))


@cache
def _is_exclusive(role: str) -> bool:
    known = roles().get(role)
    return known is not None and known.exclusive
