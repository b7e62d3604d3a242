"""Whether two claims can both be true: they clash only if no value satisfies both."""

from decimal import Decimal
from functools import cache, lru_cache
from typing import Final

from chrono56.chronology.weighing import Weighed
from chrono56.dates import Verdict, When
from chrono56.model import Dating, Figure, Location, Occurrence, Participation
from chrono56.model.kinds import roles

DENIED: Final = "denied"

# How far "about" reaches: a tenth of a number, an hour of a clock time, else as many
# days as the date itself leaves open. It serves only to tell whether claims clash.
_TENTH: Final = Decimal("0.1")
_MINUTES_PER_DAY: Final = 1440
_ABOUT_MINUTES: Final = 60

# An event with many claims is weighed anew with each; its dates are mostly the same.
_PAIRS_KEPT: Final = 1 << 14

Bound = int | Decimal | None


def property_of(weighed: Weighed) -> str:
    """Name the property on which a claim can clash with others; empty if on none.

    Claims clash only with claims of the same property of the same event.
    """
    match weighed.claim.says:
        case Occurrence():
            return "occurrence"
        case Dating(point=point):
            return "date" if point == "whole" else point
        case Location():
            return "place"
        case Participation(agent, role):
            return f"role {role}" if _is_exclusive(role) else f"role {role} of {agent}"
        case Figure() as figure:
            return _figure_name(figure)
        case _:
            return ""


def clash(one: Weighed, other: Weighed) -> bool:
    """Say whether no value satisfies both of two claims of one property.

    Two denials never clash; a denial clashes with what says nothing but what it denies.
    """
    if one.claim.mode == DENIED:
        return other.claim.mode != DENIED and _denies(one, other)
    if other.claim.mode == DENIED:
        return _denies(other, one)
    match one.claim.says, other.claim.says:
        case Dating(when=a), Dating(when=b):
            return not whens_agree(a, b)
        case Location(), Location():
            nested = one.places[0] in other.places or other.places[0] in one.places
            return not nested
        case Participation(agent=a), Participation(agent=b):
            return a != b
        case Figure() as a, Figure() as b:
            return not _figures_agree(a, b)
        case _:
            return False


@lru_cache(maxsize=_PAIRS_KEPT)
def whens_agree(one: When, other: When) -> bool:
    """Say whether something can have been at both times.

    A stretch of days agrees with a window that it can lie in, not with a single day of
    it: who says "on the 6th" does not say "from the 6th to the 8th".

    >>> october, battle = When.parse("1956-10"), When.parse("1956-10-23/1956-11-04")
    >>> whens_agree(october, When.parse("1956-10-23")), whens_agree(october, battle)
    (True, False)
    """
    if one.same_as(other) is not Verdict.IMPOSSIBLE:
        return True
    if one.is_extent != other.is_extent:
        stretch, window = (one, other) if one.is_extent else (other, one)
        if stretch.within(window) is not Verdict.IMPOSSIBLE:
            return True
    if not (one.is_approximate or other.is_approximate):
        return False
    return _nearly(one.start, other.start) and _nearly(one.end, other.end)


def _nearly(one: When, other: When) -> bool:
    a_first, a_last = _reach(one)
    b_first, b_last = _reach(other)
    return not (_is_less(a_last, b_first) or _is_less(b_last, a_first))


def _reach(when: When) -> tuple[int | None, int | None]:
    """Return the first and last minute that may be meant; None is unbounded."""
    if when.earliest is None or when.latest is None:
        return None, None
    first = when.earliest * _MINUTES_PER_DAY
    last = when.latest * _MINUTES_PER_DAY + _MINUTES_PER_DAY - 1
    halo = last - first + 1
    if when.minutes is not None:
        last = first + when.minutes[1]
        first += when.minutes[0]
        halo = _ABOUT_MINUTES
    if not when.is_approximate:
        halo = 0
    return first - halo, last + halo


def _is_less(one: Bound, other: Bound) -> bool:
    return one is not None and other is not None and one < other


def _figures_agree(one: Figure, other: Figure) -> bool:
    a_low, a_high = _bounds(one)
    b_low, b_high = _bounds(other)
    return not (_is_less(a_high, b_low) or _is_less(b_high, a_low))


def _bounds(figure: Figure) -> tuple[Bound, Bound]:
    about = figure.best
    if about is None:
        return figure.low, figure.high
    halo = abs(Decimal(about)) * _TENTH if figure.approx else Decimal(0)
    low = about - halo if figure.low is None else figure.low
    high = about + halo if figure.high is None else figure.high
    return low, high


def _denies(denial: Weighed, assertion: Weighed) -> bool:
    match denial.claim.says, assertion.claim.says:
        case Occurrence(), _:
            return True
        case Dating(when=denied), Dating(when=said):
            return said.within(denied) is Verdict.CERTAIN
        case Location(), Location():
            return denial.places[0] in assertion.places
        case Participation(agent=a), Participation(agent=b):
            return a == b
        case Figure() as a, Figure() as b:
            return _lies_within(_bounds(b), _bounds(a))
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


@cache
def _is_exclusive(role: str) -> bool:
    known = roles().get(role)
    return known is not None and known.exclusive
