"""All records of a chronology, each once, such that they make a log of their own."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from chrono56.errors import UnknownIdError
from chrono56.log.references import references
from chrono56.model import Claim, Event, Record

if TYPE_CHECKING:
    from chrono56.chronology import Chronology


def records(chronology: "Chronology") -> Iterator[Record]:
    """Yield sources, agents, places, and each event before the claims about it.

    A duplicate that was united with another comes along with that. What refers to a
    record that was retracted is left out: in another log, it would refer to nothing.

    >>> from chrono56 import open_bundled
    >>> next(records(open_bundled().chronology())).id
    'anderson-1964'
    """
    # Not at the top: who exports something else needs none of it.
    from chrono56.chronology import Query  # noqa: PLC0415

    walk = _Walk(chronology)
    for source in chronology.sources():
        yield from walk.from_(source.id)
    for agent in chronology.agents():
        yield from walk.from_(agent.id)
    for place in chronology.places():
        yield from walk.from_(place.id)
    for event in chronology.select(Query(everything=True)):
        yield from walk.from_(event.id)


class _Walk:
    """Find what belongs to a record, and remember what was found before.

    Only of sources, agents and places, which many claims name: events and claims are
    come upon from one side only, and there may be millions.
    """

    def __init__(self, chronology: "Chronology") -> None:
        self._chronology = chronology
        self._done: set[str] = set()

    def from_(self, record_id: str) -> Iterator[Record]:
        """Yield a record, what is claimed of it, and what these name."""
        here: set[str] = set()
        waiting = [record_id]
        while waiting:
            now = waiting.pop()
            if now in here or now in self._done:
                continue
            record = self._standing(now)
            is_one_of_many = isinstance(record, (Event, Claim))
            (here if is_one_of_many else self._done).add(now)
            if record is not None and self._is_whole(record):
                yield record
                waiting += self._following(record)

    def _following(self, record: Record) -> list[str]:
        """Return the ids of what belongs to a record; what comes last is next."""
        views = self._chronology.claims(record.id)
        # By id, since the order of the views changes with what is judged.
        claims = sorted((view.claim.id for view in views), reverse=True)
        named = [
            target
            for target, types in references(record)
            if target and types and not {"event", "claim"} & set(types)
        ]
        # A claim may be about a duplicate, which stands apart.
        return [*claims, *named, *([record.about] if isinstance(record, Claim) else [])]

    def _is_whole(self, record: Record) -> bool:
        """Say whether all stands that a record refers to, near and far."""
        waiting, seen = [record], set[str]()
        while waiting:
            for target, _ in references(waiting.pop()):
                if not target or target in seen:
                    continue
                seen.add(target)
                found = self._standing(target)
                if found is None:
                    return False
                if isinstance(found, Claim):
                    waiting.append(found)
        return True

    def _standing(self, record_id: str) -> Record | None:
        try:
            return self._chronology.record(record_id)
        except UnknownIdError:
            return None
