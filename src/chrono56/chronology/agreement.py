"""Whether two claims can both be true: they clash only if no value satisfies both."""

import re
from functools import cache, lru_cache
from typing import Final

from chrono56.chronology.numbers import Bound, bounds_of, reaches_agree, whens_agree
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

_QUOTES_KEPT: Final = 1 << 10


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
    if one.point == other.point:
        agree = reaches_agree(one.reach, other.reach)
        if agree is not None:
            return not agree
    match one.says, other.says:
        case Dating(point=point) as a, Dating(point=other_point) as b:
            point = other_point if point == "whole" else point
            return not whens_agree(_at(a, point), _at(b, point))
        case Location(), Location():
            nested = one.places[0] in other.places or other.places[0] in one.places
            return not nested
        case Participation(agent=a), Participation(agent=b):
            return a != b
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
