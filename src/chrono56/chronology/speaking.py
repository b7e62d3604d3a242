"""Who speaks in the sources of claims, and what the places and agents are called."""

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Final, TypeVar

import attrs

from chrono56.chronology.ahead import Ahead
from chrono56.chronology.eventrow import facet_of, weight_of, weight_of_named
from chrono56.chronology.hearing import rank_by
from chrono56.chronology.lineage import Witness, witness_of
from chrono56.chronology.reading import Reading
from chrono56.chronology.said import AGENT, PLACE
from chrono56.chronology.weighing import DEPRECATED
from chrono56.model import Agent, Citation, Place, Source
from chrono56.text import folded

Key = TypeVar("Key")
Value = TypeVar("Value")


@attrs.frozen(eq=False)
class Voice:
    """Who speaks in a source, or in the one into which it was united.

    Attributes:
        grade: How reliable it is.
        witnesses: Its witness, if there is one.
        sources: The id of the source, alone.
        facet: The facet by which events are found for it.
        judged: The rank that a claim has from it, and why.
        counts: Whether such a claim counts: it is not deprecated.
        is_heard: Whether the reading hears it.
        weight: What a digest of what is known takes in of all this.
    """

    grade: str
    witnesses: tuple[Witness, ...]
    sources: tuple[str]
    facet: str
    judged: tuple[str, str]
    counts: bool
    is_heard: bool
    weight: bytes

    def ranked(self, judged: tuple[str, str]) -> "Voice":
        """Return the same in a claim that has a rank of its own."""
        weight = weight_of(judged, self.grade, self.sources, self.witnesses)
        counts = judged[0] != DEPRECATED
        return attrs.evolve(self, judged=judged, counts=counts, weight=weight)


@attrs.frozen(eq=False)
class Named:
    """A place or an agent that a claim names, or the one into which it was united.

    Attributes:
        root: The id of that.
        places: The place and those that contain it, nearest first; of an agent none.
        texts: What it is called, in the form in which texts are searched.
        facet: The facet by which events are found for it.
        weight: What a digest of what is known takes in of it.
    """

    root: str
    places: tuple[str, ...]
    texts: tuple[str, ...]
    facet: str
    weight: bytes


NOBODY: Final = Named("", (), (), "", weight_of_named(""))
"""What a claim names that names neither."""


class _WorkedOut(dict[Key, Value]):
    """What was worked out of keys so far; of others it is when they are asked for."""

    def __init__(self, work_out: Callable[[Key], Value]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, key: Key) -> Value:
        value = self[key] = self._work_out(key)
        return value


class Speaking(Ahead):
    """Look up what stood after an entry, and work out once who speaks in a source.

    Args:
        connection: The read model.
        number: The number of the entry; nothing later is seen.
        reading: The policy by which the tables were filled; the default if left out.

    Attributes:
        voices: By the id of a source, who speaks in it; None if that can't be told.
        named: By the type of the values that name them, places and agents by their ids;
            None likewise.
    """

    def __init__(
        self, connection: sqlite3.Connection, number: int, reading: Reading | None
    ) -> None:
        super().__init__(connection, number, reading)
        self.voices = _WorkedOut(self._voice)
        self.named: Mapping[str, dict[str, Named | None]] = {
            PLACE: _WorkedOut(partial(self._named, "place")),
            AGENT: _WorkedOut(partial(self._named, "agent")),
        }
        # The ids of what was worked out, by the ids that bear on it.
        self._asked: dict[str, set[str]] = defaultdict(set)

    def forget(self, record_id: str) -> None:
        """Look up anew where a record stands, how it is judged, and what follows."""
        super().forget(record_id)
        self.work_out_anew((record_id,))

    def work_out_anew(self, judged: Iterable[str]) -> set[str]:
        """Let go of what was worked out, as far as some records bear on it.

        Args:
            judged: The ids of these.

        Returns:
            The ids of the sources, places and agents that this was worked out of.
        """
        asked = [self._asked.pop(one) for one in judged if one in self._asked]
        named = set().union(*asked)
        for one in named:
            self.voices.pop(one, None)
            for among in self.named.values():
                among.pop(one, None)
        return named

    def _voice(self, source_id: str) -> Voice | None:
        source = self.source(source_id) if self.is_settled(source_id) else None
        if source is None:
            return None
        witness = witness_of(Citation(source.id), self.source)
        witnesses = () if witness is None else (witness,)
        grade, sources = source.reliability, (source.id,)
        judged = rank_by(source.id, self.judgement(source.id, "rank"))
        weight = weight_of(judged, grade, sources, witnesses)
        facet = facet_of("source", source.id)
        is_heard = self.filter is None or self.filter.hears_source(source)
        counts = judged[0] != DEPRECATED
        return Voice(grade, witnesses, sources, facet, judged, counts, is_heard, weight)

    def _named(self, what: str, record_id: str) -> Named | None:
        root = self.root(record_id) if self.is_settled(record_id) else ""
        record = self.record(root)
        if not isinstance(record, Agent | Place):
            return None
        places = self.containing(root) if what == "place" else ()
        texts = tuple(map(folded, filter(None, record.labels.values())))
        weight = weight_of_named(places or root)
        return Named(root, places, texts, facet_of(what, root), weight)

    def is_settled(self, record_id: str) -> bool:
        """Say whether all that bears on a source, a place or an agent can be looked up.

        In the tables it can; what bears on it is remembered.
        """
        for here in (*self._behind(record_id), *self._wanted()):
            self._asked[here].add(record_id)
        return True

    def _wanted(self) -> Iterator[str]:
        """Yield the ids by which the reading tells what it hears, and to what they led.

        What is heard of any source bears on these.
        """
        for one in (*self.reading.only, *self.reading.without):
            here, seen = one, set[str]()
            while here and here not in seen:
                yield here
                seen.add(here)
                here, _ = self.judgement(here, "unite")

    def _behind(self, record_id: str) -> Iterator[str]:
        """Yield the ids that bear on a source, a place or an agent, itself first."""
        seen: set[str] = set()
        ahead = [record_id]
        while ahead:
            here = ahead.pop()
            if here in seen:
                continue
            seen.add(here)
            yield here
            match self.record(here):
                case Source(derived_from=derivations):
                    ahead += [one.source for one in derivations]
                case Place(part_of=whole) if whole:
                    ahead.append(whole)
                case _:
                    pass
            into, _ = self.judgement(here, "unite")
            ahead += [into] if into else []
