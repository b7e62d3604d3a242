"""Kinds of events, roles, measures and descents: data that ships with chrono56."""

import difflib
import tomllib
from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import attrs
from immutabledict import immutabledict

from chrono56.errors import RecordError
from chrono56.text import chosen, folded

_FILE: Final = Path(__file__).with_name("kinds.toml")
_NONE: Final[Mapping[str, "Kind"]] = immutabledict()
_LEAST_BEGINNING: Final = 4  # letters; fewer begin too many names


@attrs.frozen
class Kind:
    """Describe a kind of event.

    Attributes:
        id: Its id; the family is the part before the dot.
        labels: What it is called, by BCP 47 tag.
        acled: The ACLED event type (and sub-event type); empty if none was checked.
        cidoc: The CIDOC CRM class; empty if none was checked.
        wikidata: The Wikidata item; empty if none was checked.
    """

    id: str
    labels: immutabledict[str, str]
    acled: str = ""
    cidoc: str = ""
    wikidata: str = ""


@attrs.frozen
class Role:
    """Describe a role in an event.

    Attributes:
        id: Its id.
        labels: What it is called, by BCP 47 tag.
        exclusive: Whether one agent in this role rules out another.
        presence: Whether it implies that the agent was there.
        posthumous: Whether an agent can be in it after death.
    """

    id: str
    labels: immutabledict[str, str]
    exclusive: bool = False
    presence: bool = False
    posthumous: bool = False


@attrs.frozen
class Measure:
    """Describe what a figure counts, and the unit it is usually counted in."""

    id: str
    labels: immutabledict[str, str]
    unit: str = ""


@attrs.frozen
class Descent:
    """Describe how a source as a whole can go back to another.

    Attributes:
        id: Its id, as in ``Derivation.how``.
        labels: What it is called, by BCP 47 tag.
        copy: Whether it makes a copy, which is no witness of its own.
    """

    id: str
    labels: immutabledict[str, str]
    copy: bool = False


def kinds() -> Mapping[str, Kind]:
    """Return the kinds that ship with chrono56, by id.

    >>> kinds()["politics.protest"].labels["hu"]
    'tüntetés'
    """
    return _table("kind", Kind)


def roles() -> Mapping[str, Role]:
    """Return the roles that ship with chrono56, by id."""
    return _table("role", Role)


def measures() -> Mapping[str, Measure]:
    """Return the measures that ship with chrono56, by id."""
    return _table("measure", Measure)


def descents() -> Mapping[str, Descent]:
    """Return the ways in which sources go back to others, by id."""
    return _table("descent", Descent)


def is_copying(how: str) -> bool:
    """Say whether a source that goes back to another in this way is a copy.

    A way that is unknown here makes none.

    >>> is_copying("reprints"), is_copying("draws_on"), is_copying("parodies")
    (True, False, False)
    """
    known = descents().get(how)
    return known is not None and known.copy


def kind_label(
    kind: str, language: str = "en", more: Mapping[str, Kind] = _NONE
) -> str:
    """Return what a kind is called; an unknown kind is shown as what it is.

    Args:
        kind: Its id.
        language: The BCP 47 tag of the language that is wanted.
        more: Kinds beyond those that ship.

    >>> kind_label("conflict.battle", "sr"), kind_label("labour.sit-in")
    ('битка', 'labour.sit-in')
    """
    known = kinds().get(kind)
    if known is None and not is_kind_of(kind, "other"):
        known = more.get(kind)
    return chosen(known.labels, language) or kind if known else kind


def named_by(
    word: str, known: "Mapping[str, Kind] | Mapping[str, Measure]"
) -> tuple[str, ...]:
    """Return the ids of the kinds or measures that a word names, in any language.

    It names those that are called so; and if it has four letters or more, those in
    whose names a word begins so.

    Args:
        word: The word, in the form in which texts are searched.
        known: Kinds or measures, by id.

    >>> named_by("protests", kinds()), named_by("kille", measures())
    ((), ('killed',))
    >>> named_by("csata", kinds()), named_by("war", kinds()), named_by("at", kinds())
    (('conflict.battle',), ('conflict.war',), ())
    """
    found = []
    for one in known.values():
        names = [folded(label) for label in one.labels.values()]
        begins = len(word) >= _LEAST_BEGINNING and any(
            part.startswith(word) for name in names for part in name.split()
        )
        if begins or word in names:
            found.append(one.id)
    return tuple(found)


def is_kind_of(kind: str, wanted: str) -> bool:
    """Say whether *kind* is *wanted*, or belongs to it as a family.

    >>> is_kind_of("conflict.battle", "conflict"), is_kind_of("conflict", "conf")
    (True, False)
    """
    wanted = wanted.removesuffix(".*")
    return kind == wanted or kind.startswith(f"{wanted}.")


def check_kind(kind: str, more: Collection[str] = ()) -> str:
    """Return *kind* if it may be recorded: known, added by a plugin, or below other.

    Raises:
        RecordError: It may not; the error names kinds that look alike.

    >>> check_kind("politics.protset")
    Traceback (most recent call last):
    ...
    chrono56.errors.RecordError: kind: no kind 'politics.protset'; did you mean \
'politics.protest'? Kinds of your own go below other, such as other.protset
    """
    if kind in _shipped() or is_kind_of(kind, "other") or kind in more:
        return kind
    near = difflib.get_close_matches(kind, [*kinds(), *more], n=2, cutoff=0.8)
    hint = f"did you mean {' or '.join(map(repr, near))}? " if near else ""
    own = f"other.{kind.rpartition('.')[2]}"
    raise RecordError(
        f"no kind {kind!r}",
        f"{hint}Kinds of your own go below other, such as {own}",
        "kind",
    )


@cache
def _shipped() -> frozenset[str]:
    return frozenset(kinds())


def known_family(kind: str, more: Collection[str] = ()) -> bool:
    """Say whether *kind* is a known kind, or a family that has any."""
    ships = any(is_kind_of(one, kind) for one in kinds())
    return ships or any(is_kind_of(one, kind) for one in more)


@cache
def _table(name: str, kind: type[Any]) -> Mapping[str, Any]:
    return immutabledict(
        (one, kind(one, **{**body, "labels": immutabledict(body["labels"])}))
        for one, body in _tables()[name].items()
    )


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))
