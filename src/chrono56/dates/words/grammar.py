"""A small grammar over categories of tokens: rules are text, finds are features.

A rule is ``name = alternative | alternative``; an alternative is a sequence of symbols:

- ``MONTH``, ``day``: a category of words or numbers; a name with a rule: that rule;
- ``'-'``: the token itself;
- ``X?``: X or nothing; ``~X``: X, glued to what is before it;
- ``a:X``: what X found, under the name *a*;
- ``{form=since}``: what the alternative says beside what its symbols found.

What symbols found is put together; two that say different things of one feature are no
match, so that ``day MONTH day`` finds nothing in "23 October 24".
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final, Protocol

import attrs

from chrono56.dates.words.features import Features, features_of

Result = tuple[int, Features]
"""The index after the last token of what was found, and what it says."""

# How many rules may be within each other on the stack, which has an end where a list of
# dates has none. What lies deeper is found first, and then what it is within.
_DEEPEST: Final = 200

_RULE: Final = re.compile(r"\s*(\w+)\s*=\s*(.*)")
_SYMBOL: Final = re.compile(
    r"(?P<said>\{[^}]*\})|(?P<glued>~)?(?:(?P<role>\w+):)?"
    r"(?P<symbol>'[^']+'|''|\w+)(?P<optional>\?)?"
)


@attrs.frozen
class Symbol:
    """One place of an alternative."""

    name: str
    role: str
    optional: bool
    glued: bool


@attrs.frozen
class Alternative:
    """A sequence of symbols, and what it says beside what they find."""

    symbols: tuple[Symbol, ...]
    said: Features


class Lexed(Protocol):
    """Tokens, and what categories are at each."""

    def at(self, place: int) -> Mapping[str, Sequence[Result]]:
        """Return what each category finds at a token."""

    def is_glued(self, place: int) -> bool:
        """Say whether nothing stands between a token and the one before."""


class Grammar:
    """Rules, ready to be followed.

    Raises:
        ValueError: A rule is not in the form above, or would begin with itself.
    """

    def __init__(self, text: str) -> None:
        self.rules: dict[str, tuple[Alternative, ...]] = {}
        for rule in _rules_of(text):
            found = _RULE.fullmatch(rule)
            if found is None:
                raise ValueError(f"not a rule of a grammar: {rule.strip()!r}")
            name, alternatives = found[1], found[2]
            self.rules[name] = (
                *self.rules.get(name, ()),
                *(_alternative(piece) for piece in alternatives.split(" | ")),
            )
        self.first: dict[str, frozenset[str]] = {}
        for name in self.rules:
            self._first_of(name, ())
        self.begun = {
            name: tuple((self._starts(it, ()), it) for it in alternatives)
            for name, alternatives in self.rules.items()
        }

    def _first_of(self, name: str, within: tuple[str, ...]) -> frozenset[str]:
        """Return the categories with which a symbol can begin."""
        if name not in self.rules:
            return frozenset({name})
        if name in within:
            raise ValueError(f"a rule that begins with itself: {name}")
        if name not in self.first:
            found: set[str] = set()
            for alternative in self.rules[name]:
                found |= self._starts(alternative, (*within, name))
            self.first[name] = frozenset(found)
        return self.first[name]

    def _starts(
        self, alternative: Alternative, within: tuple[str, ...]
    ) -> frozenset[str]:
        """Return the categories with which an alternative can begin."""
        found: set[str] = set()
        for symbol in alternative.symbols:
            found |= self._first_of(symbol.name, within)
            if not symbol.optional:
                break
        return frozenset(found)


class _TooDeep(Exception):  # noqa: N818 - not an error: what has to be found first
    def __init__(self, name: str, place: int) -> None:
        super().__init__(name)
        self.name = name
        self.place = place


class Parse:
    """What a grammar finds in tokens; each place is looked at once for each rule."""

    def __init__(self, grammar: Grammar, lexed: Lexed) -> None:
        self._grammar = grammar
        self._lexed = lexed
        self._known: dict[int, dict[str, list[Result]]] = {}
        self._depth = 0

    def results(self, name: str, place: int) -> Sequence[Result]:
        """Return all that a symbol finds at a token, in the order of its rules."""
        wanted = [(name, place)]
        while True:
            self._depth = 0
            try:
                found = self._results(*wanted[-1])
            except _TooDeep as deeper:
                wanted.append((deeper.name, deeper.place))
                continue
            wanted.pop()
            if not wanted:
                return found

    def _results(self, name: str, place: int) -> Sequence[Result]:
        alternatives = self._grammar.begun.get(name)
        items = self._lexed.at(place)
        if alternatives is None:
            return items.get(name, ())
        if self._grammar.first[name].isdisjoint(items):
            return []
        here = self._known.setdefault(place, {})
        known = here.get(name)
        if known is None:
            if self._depth == _DEEPEST:
                raise _TooDeep(name, place)
            self._depth += 1
            known = []
            for first, alternative in alternatives:
                if first.isdisjoint(items):
                    continue
                for result in self._sequence(alternative, place):
                    if result not in known:
                        known.append(result)
            here[name] = known
            self._depth -= 1
        return known

    def forget(self, place: int) -> None:
        """Forget what was found at a token: nothing before it is asked for again."""
        self._known.pop(place, None)

    def _sequence(self, alternative: Alternative, place: int) -> list[Result]:
        states: list[Result] = [(place, alternative.said)]
        for symbol in alternative.symbols:
            reached = list(states) if symbol.optional else []
            for at, features in states:
                if symbol.glued and not self._lexed.is_glued(at):
                    continue
                for end, found in self._results(symbol.name, at):
                    added: Features = {symbol.role: found} if symbol.role else found
                    together = _together(features, added)
                    if together is not None:
                        reached.append((end, together))
            states = reached
            if not states:
                break
        return [state for state in states if state[0] > place]


def _together(one: Features, other: Features) -> Features | None:
    """Return the features of both; None if they differ on one."""
    if not other:
        return one
    if not one:
        return other
    for key, value in other.items():
        if key in one and one[key] != value:
            return None
    return {**one, **other}


def _rules_of(text: str) -> list[str]:
    """Return the rules of a text; an indented line goes on with the one before."""
    rules: list[str] = []
    for line in text.splitlines():
        bare = line.partition("#")[0].rstrip()
        if not bare:
            continue
        if bare[0].isspace() and rules:
            rules[-1] += f" {bare.strip()}"
        else:
            rules.append(bare)
    return rules


def _alternative(text: str) -> Alternative:
    symbols: list[Symbol] = []
    said: dict[str, int | str | Features] = {}
    for piece in text.split():
        found = _SYMBOL.fullmatch(piece)
        if found is None:
            raise ValueError(f"not a symbol of a grammar: {piece!r}")
        if found["said"]:
            said.update(features_of(found["said"][1:-1].split(",")))
        else:
            symbols.append(
                Symbol(
                    found["symbol"],
                    found["role"] or "",
                    optional=bool(found["optional"]),
                    glued=bool(found["glued"]),
                )
            )
    return Alternative(tuple(symbols), said)
