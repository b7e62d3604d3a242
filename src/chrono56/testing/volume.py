"""Volume: as many events as one likes, the same every time."""

import random
from functools import cache
from typing import Final

from chrono56.app import Log
from chrono56.chronology import Chronology
from chrono56.clock import FixedClock
from chrono56.log.memory import MemoryStore
from chrono56.model import Citation, Dating, Location

_BEGUN: Final = "2024-03-01T09:00:00Z"
_KINDS: Final = ("politics.protest", "conflict.battle", "society.strike", "other")
_WORDS: Final = ("tüntetés", "on the square", "битка", "at dawn", "a report says")
_SOURCES: Final = 20
_AN_ENTRY: Final = 100  # events


def generated(events: int = 2000, seed: int = 0) -> Chronology:
    """Return a chronology of many events, in memory; the same every time.

    Args:
        events: How many events.
        seed: What they are drawn from: another number gives others.

    >>> chronology = generated(250, seed=7)
    >>> len(chronology), next(iter(chronology)).id == next(iter(generated(250, 7))).id
    (250, True)
    """
    store = MemoryStore("generated", _lines(events, seed))
    log = Log(store, by="anna", clock=FixedClock(_BEGUN))
    return log.chronology(cache=False)


@cache
def _lines(events: int, seed: int) -> tuple[bytes, ...]:
    chance = random.Random(seed)  # noqa: S311 - no secret
    store = MemoryStore("generated")
    log = Log(store, by="anna", clock=FixedClock(_BEGUN), new_id=lambda: "generated")
    log.begin("generated")
    drafts = [log.draft("the sources")]
    for number in range(_SOURCES):
        drafts[0].source(f"s-{number}", csl={"type": "book", "title": f"Book {number}"})
        drafts[0].place(f"p-{number}", labels={"en": f"Place {number}"})
    for number in range(events):
        if number % _AN_ENTRY == 0:
            drafts.append(log.draft(f"from event {number} on"))
        draft, word = drafts[-1], chance.choice(_WORDS)
        event = draft.event(
            f"e-{number}",
            kind=chance.choice(_KINDS),
            labels={"en": f"{word} {number}"},
        )
        day = f"1956-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        source = f"s-{chance.randrange(_SOURCES)}"
        cited = Citation(source, locator=str(number))
        draft.claim(event, Dating(day), cite=cited, as_written=word)
        draft.claim(event, Location(f"p-{number % _SOURCES}"), cite=cited)
    log.append_many(drafts)
    return tuple(line for _, line in store.read())
