"""What words say, before it is a date: numbers and names, by features."""

from collections.abc import Mapping, Sequence
from typing import Final

Features = Mapping[str, "int | str | Features"]
"""What was found: numbers, names, and, under a role's name, features again."""

NOTHING: Final[Features] = {}
LONGEST_NUMBER: Final = 17
"""Digits that a number can have: the earliest year is so many before Christ."""


def features_of(pairs: Sequence[str]) -> Features:
    """Return the features that ``key=value`` texts say; numbers become numbers.

    >>> features_of(["month=11", "form=since"])
    {'month': 11, 'form': 'since'}
    """
    found: dict[str, int | str | Features] = {}
    for pair in pairs:
        key, _, value = pair.partition("=")
        number = value.removeprefix("-")
        found[key] = int(value) if number.isdecimal() else value
    return found


def as_features(value: "int | str | Features | None") -> Features:
    """Return what was found under a role; nothing if it is no features."""
    return NOTHING if value is None or isinstance(value, int | str) else value


def number_of(features: Features, name: str, default: int = 0) -> int:
    """Return a number that was said; one found under a role is all that stands there.

    >>> number_of({"past": {"minute": 5}}, "past"), number_of({}, "past")
    (5, 0)
    """
    value = features.get(name, default)
    if isinstance(value, int):
        return value
    inner = as_features(value)
    return next((it for it in inner.values() if isinstance(it, int)), default)
