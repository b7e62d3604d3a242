"""Making a great log: ``python benchmarks/generate.py EVENTS FILE [SEED]``.

The log is the same, byte for byte, for the same number and seed, and `chrono56 verify`
proves it. It holds what real ones do: dates of days, months, years and about, BC too,
stretches from days to decades; sources that copy each other; disputes, revisions,
retractions, ranks and unions; entries of one action and of a thousand.
"""

import itertools
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from chrono56.days import iso_day
from chrono56.log import canonical
from chrono56.log.envelope import (
    VERSION,
    entry_id,
    header_address,
    microseconds_later,
    write_header,
)
from chrono56.model.kinds import kinds, roles

Json = dict[str, Any]

BEGIN = "2024-01-01T00:00:00.000000Z"
RECORDERS = ("anna", "béla", "јелена")
MEASURES = ("killed", "wounded", "arrested", "participants", "troops")
WORDS = {
    "en": "the square crowd army council border school bridge market uprising treaty"
    " speech strike flood fire election prison court river railway harvest congress"
    " printed burned signed fled gathered marched opened closed promised denied",
    "hu": "tér tömeg hadsereg tanács határ iskola híd piac felkelés szerződés beszéd"
    " sztrájk árvíz tűz választás börtön bíróság folyó vasút aratás kongresszus őrség",
    "sr": "трг гомила војска веће граница школа мост пијаца устанак уговор говор"
    " штрајк поплава пожар избори затвор суд река железница жетва конгрес стража",
}
VOCABULARY = {tag: tuple(words.split()) for tag, words in WORDS.items()}
SYLLABLES = ("ba", "ber", "csi", "da", "do", "gye", "hor", "ik", "ká", "lő", "nagy")
FIRST_DAY, LAST_DAY = 657072, 730485  # 1800 to 2000, where most of it happened
ANCIENT_DAY = -182621  # 501 BC


class World:
    """Say what happened, and who says so: one action after another, as JSON.

    Args:
        events: How many events there are to be.
        seed: What chance is to depend on.
    """

    def __init__(self, events: int, seed: int) -> None:
        self.chance = random.Random(seed)
        self.events = events
        self.kinds = tuple(kinds())
        self.roles = tuple(roles())
        # What was recorded so far, and may be named.
        self.sources: list[str] = []
        self.places: list[str] = []
        self.agents: list[str] = []
        self.recent: list[str] = []  # events of which one may still hear
        self.claims: list[Json] = []  # and claims that may still be judged

    def actions(self) -> Iterator[Json]:
        """Yield all actions, each such that what it refers to came before."""
        yield {"type": "title", "text": f"A world of {self.events} events"}
        for number in range(self.events):
            if number % 200 == 0:
                yield _recorded(self._source())
            if number % 100 == 0:
                yield _recorded(self._place())
            if number % 50 == 0:
                yield _recorded(self._agent())
            yield from self._event(number)
            if self.chance.random() < 0.1:
                yield from self._afterthought()

    def _known(self, ids: list[str]) -> str:
        """Return the id of one that was recorded already, often a famous one."""
        return ids[int(len(ids) * self.chance.random() ** 2)]

    def _source(self) -> Json:
        record: Json = {
            "type": "source",
            "id": f"source-{len(self.sources)}",
            "csl": {"type": "book", "title": self._text("en", 5).capitalize()},
            "reliability": self.chance.choice("ABCDF"),
        }
        if self.sources and self.chance.random() < 0.3:
            derived = {"source": self.chance.choice(self.sources[-50:])}
            how = self.chance.choice(("", "translates", "draws_on"))
            record["derived_from"] = [derived | ({"how": how} if how else {})]
        self.sources.append(record["id"])
        return record

    def _place(self) -> Json:
        place: Json = {"type": "place", "id": f"place-{len(self.places)}"}
        place["labels"] = self._labels(1, self._name())
        if self.places and self.chance.random() < 0.5:
            place["part_of"] = self._known(self.places)
        self.places.append(place["id"])
        return place

    def _agent(self) -> Json:
        agent: Json = {"type": "agent", "id": f"agent-{len(self.agents)}"}
        agent["labels"] = self._labels(0, f"{self._name()} {self._name()}")
        self.agents.append(agent["id"])
        return agent

    def _event(self, number: int) -> Iterator[Json]:
        kind = self.chance.choice(self.kinds)
        identity = f"{kind.partition('.')[2] or kind}-{number}".replace("_", "-")
        record: Json = {"type": "event", "id": identity, "labels": self._labels(4)}
        if kind != "other":
            record["kind"] = kind
        yield _recorded(record)
        start = self._day()
        yield from self._told(identity, start)
        self.recent.append(identity)
        if len(self.recent) > 1000:
            del self.recent[:500]

    def _told(self, event: str, day: int) -> Iterator[Json]:
        """Yield what is claimed of an event: some three claims."""
        chance = self.chance.random
        if chance() < 0.97:
            when = self._when(day)
            yield self._claim(event, {"type": "dating", "when": when}, when)
        if chance() < 0.15:
            other = self._when(day + self.chance.choice((0, 0, 1, 30)))
            yield self._claim(event, {"type": "dating", "when": other}, other)
        if chance() < 0.65:
            place = self._known(self.places)
            yield self._claim(event, {"type": "location", "place": place})
        if chance() < 0.55:
            says = {"type": "participation", "agent": self._known(self.agents)}
            if chance() < 0.6:
                says["role"] = self.chance.choice(self.roles[1:])
            yield self._claim(event, says)
        if chance() < 0.35:
            yield self._claim(event, self._figure())
        if chance() < 0.2:
            says = {
                "type": "statement",
                "text": self._text("hu", 8),
                "language": "hu",
                "speaker": self._known(self.agents),
            }
            yield self._claim(event, says)
        if chance() < 0.08:
            yield self._claim(event, {"type": "occurrence"})
        if self.recent and chance() < 0.05:
            other = self.chance.choice(self.recent)
            says = {"type": "ordering", "other": other, "least": "P1D"}
            yield self._claim(event, says)

    def _figure(self) -> Json:
        number = int(10 ** (self.chance.random() * 4))
        says: Json = {"type": "figure", "measure": self.chance.choice(MEASURES)}
        match self.chance.randrange(3):
            case 0:
                says |= {"best": number, "approx": True}
            case 1:
                says |= {"low": number}
            case _:
                says |= {"low": number, "high": number * 2}
        return says

    def _claim(self, event: str, says: Json, as_written: str = "") -> Json:
        citation: Json = {"source": self._known(self.sources)}
        citation["locator"] = str(self.chance.randrange(1, 600))
        if self.chance.random() < 0.1:
            citation["quote"] = self._text("en", 10)
        record = {
            "type": "claim",
            "id": f"c-{self.chance.getrandbits(128):032x}",
            "about": event,
            "says": says,
            "citations": [citation],
        }
        if as_written:
            record["as_written"] = f"on {as_written}"
        elif self.chance.random() < 0.02:
            record["mode"] = self.chance.choice(("denied", "planned", "supposed"))
        if self.chance.random() < 0.1:
            self.claims.append(record)
        if len(self.claims) > 1000:
            del self.claims[:500]
        return _recorded(record)

    def _afterthought(self) -> Iterator[Json]:
        """Yield what recorders do later: hear more, mend, judge, take back."""
        event = self.chance.choice(self.recent)
        match self.chance.randrange(20):
            case 0 if self.claims:
                mended = {**self._taken(), "as_written": self._text("en", 3)}
                yield {"type": "revise", "record": mended}
            case 1 if self.claims:
                target = self._taken()["id"]
                yield {"type": "retract", "target": target, "reason": "misread"}
            case 2 if self.claims:
                rank = self.chance.choice(("preferred", "deprecated"))
                target = self._taken()["id"]
                why = {"rank": rank, "reason": "as compared"}
                yield {"type": "rank", "target": target, **why}
            case 3 if len(self.agents) > 1 and self.chance.random() < 0.05:
                one, other = self.chance.sample(self.agents, 2)
                yield {"type": "unite", "duplicate": one, "into": other}
            case 4 if self.chance.random() < 0.01:
                source = self.chance.choice(self.sources)
                why = {"rank": "preferred", "reason": "an eyewitness"}
                yield {"type": "rank", "target": source, **why}
            case 5 if len(self.claims) > 1:
                claim, rival = self._taken(), self._taken()
                says = {"type": "relation", "kind": "contradicts", "other": rival["id"]}
                stated = self._claim(claim["id"], says)
                stated["record"]["reason"] = "they can't both be so"
                yield stated
            case _:
                when = self._when(self._day())
                yield self._claim(event, {"type": "dating", "when": when}, when)

    def _taken(self) -> Json:
        return self.claims.pop(self.chance.randrange(len(self.claims)))

    def _day(self) -> int:
        if self.chance.random() < 0.05:
            return self.chance.randrange(ANCIENT_DAY, FIRST_DAY)
        return self.chance.randrange(FIRST_DAY, LAST_DAY)

    def _when(self, day: int) -> str:
        """Return a date of that day, as exact as sources are."""
        text = iso_day(day)
        year, month = text[:-6], text[:-3]
        kind = self.chance.random()
        shares = (
            (0.55, text),
            (0.59, f"{text}?"),
            (0.71, month),
            (0.79, year),
            (0.84, f"{year}~"),
            (0.87, f"{text}T{self.chance.randrange(24):02}:30"),
            (0.97, f"{text}/{iso_day(day + self.chance.randrange(2, 60))}"),
            (0.98, f"[..{text}]"),
            (1.00, f"{text}/{iso_day(day + self.chance.randrange(1000, 15000))}"),
        )
        return next(when for share, when in shares if kind < share)

    def _labels(self, words: int, name: str = "") -> dict[str, str]:
        tags = ("en", "hu", "sr")[: self.chance.choice((1, 1, 2, 3))]
        return {tag: f"{name} {self._text(tag, words)}".strip() for tag in tags}

    def _name(self) -> str:
        syllables = self.chance.choices(SYLLABLES, k=self.chance.randint(2, 3))
        return "".join(syllables).capitalize()

    def _text(self, tag: str, words: int) -> str:
        return " ".join(self.chance.choices(VOCABULARY[tag], k=words))


def _recorded(record: Json) -> Json:
    return {"type": "record", "record": record}


def lines(events: int, seed: int = 1956) -> Iterator[bytes]:
    """Yield the lines of a log, the header first, without their line ends."""
    header = write_header(f"great-{events}-{seed}")
    yield header
    parent, at = header_address(header), BEGIN
    world = World(events, seed)
    actions = world.actions()
    chance = random.Random(seed)
    while do := list(itertools.islice(actions, _size(chance))):
        at = microseconds_later(at, chance.randrange(1, 10**9))
        body: Json = {"at": at, "by": chance.choice(RECORDERS)}
        body |= {"parents": [parent], "v": VERSION}
        body["id"] = parent = entry_id(body, [canonical.address(one) for one in do])
        yield canonical.dumps(body | {"do": do})


def _size(chance: random.Random) -> int:
    """Return how many actions the next entry has: one, a few, or very many."""
    smallest, largest = chance.choice(((1, 1), (2, 20), (100, 1000)))
    return chance.randint(smallest, largest)


def main() -> None:
    events, path, *seed = sys.argv[1:]
    with Path(path).open("wb") as file:
        file.writelines(line + b"\n" for line in lines(int(events), *map(int, seed)))


if __name__ == "__main__":
    main()
