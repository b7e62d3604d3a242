"""Kinds, roles and measures beyond those that ship: tables of them, and offers."""

import tomllib
from collections.abc import Callable, Collection, Iterator, Mapping
from difflib import get_close_matches
from functools import cached_property
from typing import Any, Final

import attrs
from immutabledict import immutabledict

from chrono56.errors import RecordError
from chrono56.model import rules
from chrono56.model.kinds import Kind, Measure, Role, is_kind_of, kinds, measures, roles
from chrono56.offers import Offer, imported

# The tables there may be: what they hold, and what of it ships.
_TABLES: Final[Mapping[str, tuple[type[Any], Callable[[], Mapping[str, Any]]]]] = {
    "kind": (Kind, kinds),
    "role": (Role, roles),
    "measure": (Measure, measures),
}
# What decides which claims conflict must not hang on what is installed.
_DECIDES: Final = "exclusive"


@attrs.frozen
class Vocabulary:
    """Hold kinds, roles and measures, each by id."""

    kinds: Mapping[str, Kind] = immutabledict()
    roles: Mapping[str, Role] = immutabledict()
    measures: Mapping[str, Measure] = immutabledict()

    def __or__(self, other: "Vocabulary") -> "Vocabulary":
        """Return what either has; of what both have, this one's."""
        return Vocabulary(
            {**other.kinds, **self.kinds},
            {**other.roles, **self.roles},
            {**other.measures, **self.measures},
        )

    def ids(self) -> tuple[str, ...]:
        """Return everything it names, as ``kind archives.transfer``."""
        tables = {"kind": self.kinds, "role": self.roles, "measure": self.measures}
        return tuple(f"{name} {one}" for name, table in tables.items() for one in table)


def read_vocabulary(text: str) -> Vocabulary:
    """Read tables of kinds, roles and measures in TOML.

    Each table is named ``kind``, ``role`` or ``measure`` and its id; each has labels in
    English at least, and may have the fields of its class.

    Raises:
        RecordError: It is no TOML, has what no table has, or repeats what ships.

    >>> words = read_vocabulary('''
    ... [kind."archives.transfer"]
    ... labels = { en = "Transfer", hu = "átadás" }
    ... ''')
    >>> words.kinds["archives.transfer"].labels["hu"]
    'átadás'
    """
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RecordError(f"no TOML: {error}", 'write [kind."family.name"]') from None
    for name in tables.keys() - _TABLES.keys():
        raise RecordError(f"the table {name!r}", f"tables are {', '.join(_TABLES)}")
    found = {
        name: immutabledict(_entries(name, tables.get(name, {}))) for name in _TABLES
    }
    return Vocabulary(found["kind"], found["role"], found["measure"])


def _entries(table: str, bodies: Any) -> Iterator[tuple[str, Any]]:
    made, shipped = _TABLES[table]
    if not isinstance(bodies, dict):
        raise RecordError(f"{table} is no table", f'write [{table}."id"]')
    for one, body in bodies.items():
        where = f"{table} {one}"
        rules.check_id(one, where)
        if one in shipped() or (table == "kind" and is_kind_of(one, "other")):
            fine = "choose an id that neither ships nor lies below other"
            raise RecordError("the id is taken", fine, where)
        if not isinstance(body, dict):
            raise RecordError("it is no table", f'write [{table}."id"]', where)
        yield one, made(one, **dict(_fields(made, body, where)))


def _fields(made: type[Any], body: dict[str, Any], where: str) -> Iterator[Any]:
    known = {field.name: field for field in attrs.fields(made) if field.name != "id"}
    for name, value in body.items():
        if name not in known:
            near = get_close_matches(name, known, 1)
            hint = f"did you mean {near[0]!r}? " if near else ""
            fine = f"{hint}known are {', '.join(known)}"
            raise RecordError(f"no field {name!r}", fine, where)
        if name == _DECIDES:
            fine = "a chronology comes to the same wherever it is read"
            raise RecordError(f"{name} is no plugin's to decide", fine, where)
        if name == "labels":
            yield name, rules.labels(value)
            continue
        default = known[name].default
        if type(value) is not type(default):
            fine = "use true or false" if default is False else "use text"
            raise RecordError(f"{name} is {rules.shown(value)}", fine, where)
        yield name, value
    if "en" not in body.get("labels", {}):
        raise RecordError("no English label", 'give labels = { en = "…" }', where)


class MoreKinds(Mapping[str, Kind]):
    """Know the kinds beyond those that ship: of whoever opened a log, and of plugins.

    Plugins are asked once, and only about what is known nowhere else.

    Args:
        own: The ids of those that whoever opened the log knows.
        ask: Asks the plugins.

    >>> more = MoreKinds(["labour.sit-in"])
    >>> "labour.sit-in" in more, "archives.transfer" in more
    (True, False)
    """

    def __init__(
        self,
        own: Collection[str] = (),
        ask: Callable[[], Vocabulary] = Vocabulary,
    ) -> None:
        self._own = own
        self._ask = ask

    @cached_property
    def offered(self) -> Vocabulary:
        """What plugins offer."""
        return self._ask()

    def __contains__(self, kind: object) -> bool:
        return kind in self._own or kind in self.offered.kinds

    def __getitem__(self, kind: str) -> Kind:
        if kind in self.offered.kinds:
            return self.offered.kinds[kind]
        if kind in self._own:
            return Kind(kind, immutabledict())
        raise KeyError(kind)

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys([*self._own, *self.offered.kinds]))

    def __len__(self) -> int:
        return len({*self._own, *self.offered.kinds})


@attrs.frozen(kw_only=True)
class KindsOffer(Offer):
    """Offer kinds of events, roles and measures.

    Its ``factory``, called without arguments, gives the text of their tables, as
    `read_vocabulary` reads it.

    >>> offer = KindsOffer(
    ...     name="archives", summary="what happens to holdings",
    ...     factory="my_plugin:tables",
    ... )
    >>> offer.full_name
    'chrono56:archives'
    """

    def vocabulary(self) -> Vocabulary:
        """Import the factory, call it, and read what it gives.

        Raises:
            RecordError: It gives what is no such table.
        """
        return read_vocabulary(rules.check_text(imported(self.factory)()))
