"""Searching for words: what they can stand for, as a full-text expression."""

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final, TypeAlias

from chrono56.chronology.state import State
from chrono56.chronology.tables.schema import sign
from chrono56.text import folded

if TYPE_CHECKING:
    from chrono56.model.kinds import Kind
    from chrono56.model.vocabulary import MoreKinds

Kinds: TypeAlias = "Callable[[], MoreKinds]"
"""What gives the kinds beyond those that ship; it is called if there are events of one.

To know them, plugins may have to be asked.
"""

_WORD: Final = re.compile(r"\w+")
# Kind by kind along the index: to count all events of each would take longer.
_KINDS_HELD: Final = """WITH RECURSIVE held (kind) AS (
    SELECT min(kind) FROM event UNION ALL
    SELECT (SELECT min(event.kind) FROM event WHERE event.kind > held.kind)
    FROM held WHERE kind IS NOT NULL
) SELECT kind FROM held WHERE kind IS NOT NULL"""


def expression(text: str, state: State, kinds: Kinds) -> str:
    """Return the FTS5 expression for what has all the words of a text.

    A word stands for whatever begins so, and for kinds and figures that are called so;
    an expression that finds nothing stands for no word at all.

    Args:
        text: The words.
        state: What stood when.
        kinds: Gives those beyond what ships, by whose names events are found, too.
    """
    # Not at the top: reading what kinds and measures are called takes some time.
    from chrono56.model.kinds import measures, named_by  # noqa: PLC0415

    words = _WORD.findall(folded(text))
    called = _named_kinds(state, kinds) if words else {}

    def match(word: str) -> str:
        signs = [sign("kind", one) for one in named_by(word, called)]
        signs += [sign("figure", one) for one in named_by(word, measures())]
        return "(" + " OR ".join([f'"{word}" *', *map('"{}"'.format, signs)]) + ")"

    return " AND ".join(map(match, words)) or '""'


def _named_kinds(state: State, kinds: Kinds) -> "Mapping[str, Kind]":
    """Return the kinds that have names: what ships, and what events are of besides."""
    from chrono56.model import kinds as shipped  # noqa: PLC0415 - as above

    known = shipped.kinds()
    held = (kind for (kind,) in state.rows(_KINDS_HELD))
    foreign = [
        it for it in held if it not in known and not shipped.is_kind_of(it, "other")
    ]
    if not foreign:
        return known
    more = kinds()
    return {**known, **{kind: more[kind] for kind in foreign if kind in more}}
