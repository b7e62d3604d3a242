"""The logs of every format that was released, and what they are to come to for ever.

Each is made once, by ``python -m tests.corpus.make`` in the version that it is named
for, and then frozen byte for byte: `tests/log/test_corpus.py` holds the hashes. A later
version adds files of its own and leaves these alone. What the log comes to may be told
in more words later (then its JSON is made anew), but never differently.
"""

import itertools
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

import chrono56 as c56
from chrono56.app import Log
from chrono56.clock import FixedClock
from chrono56.log.actions import Erasure, Recorded, Retracted, UnknownAction
from chrono56.log.canonical import address, dumps
from chrono56.log.codec import action_from_json, record_to_json
from chrono56.log.entry import Addressed
from chrono56.log.envelope import entry_id, header_address, write_header
from chrono56.log.memory import MemoryStore
from chrono56.log.proof import read_envelope
from chrono56.model.records import UnknownRecord

FOLDER: Final = Path(__file__).parent
FIRST: Final = "format-1-version-0.1.0"
FUTURE: Final = "from-the-future"


def lines_of(name: str) -> list[bytes]:
    """Return the lines of a frozen log."""
    return (FOLDER / f"{name}.jsonl").read_bytes().split(b"\n")[:-1]


def opened(lines: Iterable[bytes], by: str = "anna", start: str = "2026-12-01") -> Log:
    """Return a log of these lines, in memory."""
    numbers = itertools.count(1)
    return Log(
        MemoryStore("corpus", lines),
        by=by,
        clock=FixedClock(f"{start}T09:30:00Z", step_seconds=60),
        new_id=lambda: f"{by}-{next(numbers)}",
    )


def first() -> list[bytes]:
    """Return a log of format 1: all that chrono56 0.1.0 can record, and more."""
    log = opened([write_header("corpus")])
    _record_all(log)
    _say_all(log)
    _judge(log)
    log = _with_erased(log)
    _meet(log)
    return [line for _, line in log.store.read()]


def _record_all(log: Log) -> None:
    with log.entry("the things", key="things@1") as entry:
        entry.title("A corpus")
        book = entry.source(
            "book",
            csl={
                "type": "book",
                "title": "Könyv\u2028и књига \U0001d11e",
                "author": [{"family": "Kiss", "given": "E\u0301va"}],
                "issued": "1957?",
            },
            language="hu",
            reliability="B",
            sha256="0" * 64,
        )
        entry.source(
            "translation", derived_from=[c56.Derivation(book.id, "translates")]
        )
        entry.source("rumour", anonymous=True)
        entry.place("budapest", labels={"en": "Budapest"}, point=("47.4979", "19.0402"))
        entry.place("square", labels={"hu": "A tér"}, part_of="budapest")
        entry.agent("eva", labels={"hu": "Kiss Éva"})
        entry.agent("crowd", kind="group")
        entry.event("rising", kind="politics.uprising", labels={"en": "The rising"})
        entry.event("march", kind="politics.protest", labels={"en": "A march"})
        entry.event("marching", kind="politics.protest")
        entry.event("parade", labels={"en": "A parade"})


def _say_all(log: Log) -> None:
    book = c56.Citation("book", "4")
    copy = c56.Citation(
        "translation",
        "12-14",
        label="page",
        quote="toward evening",
        via=("rumour",),
    )
    says: tuple[tuple[str, Any, dict[str, Any]], ...] = (
        ("march", c56.Occurrence(), {}),
        ("march", c56.Dating("1956-10-23T15:00"), {"as_written": "at three"}),
        ("march", c56.Dating("1956-10-2X~"), {"confidence": "low", "cite": copy}),
        ("march", c56.Dating("1956-10-24"), {"cite": copy, "id": "rival"}),
        ("march", c56.Location("square"), {}),
        ("march", c56.Participation("eva", "speaker"), {}),
        ("march", c56.Figure("participants", best=200_000, approx=True), {"id": "n"}),
        ("march", c56.Relation("part_of", "rising"), {}),
        ("march", c56.Statement("Felvonulás", "hu", use="name"), {}),
        ("rising", c56.Dating("1956-10-23", "start"), {}),
        ("rising", c56.Dating("1956-10-22", "start"), {"cite": c56.Citation("rumour")}),
        ("rising", c56.Dating("[1956-11-10..1956-11-14]", "end"), {"mode": "supposed"}),
        (
            "rising",
            c56.Ordering("end", other="march", least="P10D", most="P3W"),
            {"premises": ("rival", "n"), "cite": (), "reason": "both say so"},
        ),
        ("parade", c56.Occurrence(), {"mode": "planned"}),
        ("book", c56.Dating("1957", "issued"), {"cite": c56.Citation("rumour")}),
    )
    with log.entry("what they say") as entry:
        for about, value, rest in says:
            entry.claim(about, value, **{"cite": book, **rest})


def _judge(log: Log) -> None:
    with log.entry("judgements") as entry:
        square = entry.record(c56.Place("square", {"hu": "A tér"}, part_of="budapest"))
        entry.revise(square, labels={"hu": "A tér", "en": "The square"})
        entry.rank("rival", "deprecated", reason="a misprint")
        entry.rank("translation", "normal")
        entry.unite("marching", "march", reason="the same march")
        entry.retract("crowd", reason="nobody says so")
        entry.retract("n")
    with log.entry("after all") as entry:
        entry.undo(Addressed.of(Retracted("n")).address, reason="it is there")
    new = {"type": "event", "id": "new", "colour": "red"}
    log.append(
        [
            UnknownAction("endorse", {"claim": "n", "grade": 3}),
            Recorded(UnknownRecord("theory", "t", {"text": "…"})),
            action_from_json({"type": "record", "record": new, "weight": 1}),
            action_from_json(_colour_of("new")),
        ]
    )


def _colour_of(event: str) -> dict[str, Any]:
    says = {"type": "colour", "rgb": [1, 2, 3], "of": {"a": None, "b": True}}
    cited = [{"source": "book", "seen": "yes"}]
    claim = {"type": "claim", "id": "x", "about": event, "says": says}
    return {"type": "record", "record": {**claim, "citations": cited, "mode": "dreamt"}}


def _with_erased(log: Log) -> Log:
    name = Recorded(c56.Agent("w-1", "person", {"en": "A witness"}), nonce="7f3a")
    log.append([name], reason="a witness")
    log.append([Erasure(Addressed.of(name).address, "asked for")])
    place = dumps({"erased": Addressed.of(name).address})
    full = dumps(Addressed.of(name).body)
    return opened(
        [line.replace(full, place) for _, line in log.store.read()], start="2026-12-02"
    )


def _meet(log: Log) -> None:
    copy = opened([line for _, line in log.store.read()], "eva", start="2026-12-03")
    with copy.entry("elsewhere") as entry:
        entry.revise(c56.Event("march", "politics.protest", {"en": "The first march"}))
    with log.entry("here") as entry:
        entry.revise(c56.Event("march", "politics.protest", {"hu": "Felvonulás"}))
    log.merge(copy, reason="the copy of Éva")


def future() -> list[bytes]:
    """Return a log that a later chrono56 has written: what is new is not known here."""
    log = opened([write_header("future")])
    with log.entry("as it is today") as entry:
        book = entry.source("book", csl={"type": "book", "title": "A Book"})
        march = entry.event("march", labels={"en": "A march"})
        entry.claim(march, c56.Dating("1956-10-23"), cite=book)
    kind = {"type": "event", "id": "flood", "kind": "nature.flood.sudden", "hue": "x"}
    lines = [line for _, line in log.store.read()]
    lines.append(
        _later(
            lines,
            "2027-01-01T00:00:00.000000Z",
            [
                {"type": "record", "record": kind, "because": ["y", {"z": 1}]},
                {"type": "record", "record": {"type": "era", "id": "cold-war"}},
                _colour_of("flood"),
                {"type": "endorse", "claim": "x"},
            ],
            mood="calm",
        )
    )
    lines.append(
        _later(
            lines,
            "2027-01-02T00:00:00.000000Z",
            # In version 2 the same words may mean something else.
            [{"type": "retract", "target": "march"}, {"type": "title", "parts": ["a"]}],
            v=2,
        )
    )
    return lines


def _later(
    lines: Sequence[bytes], at: str, actions: list[dict[str, Any]], **rest: Any
) -> bytes:
    last = lines[-1]
    parent = read_envelope(last).id if len(lines) > 1 else header_address(last)
    body = {"at": at, "by": "zoe", "parents": [parent], "v": 1, **rest}
    made = entry_id({**body, "do": []}, [address(action) for action in actions])
    return dumps({**body, "do": actions, "id": made})


def told(log: Log) -> dict[str, Any]:
    """Return what a log comes to, as JSON: what is asked of it in every version."""
    with log.chronology(cache=False) as chronology:
        everything = chronology.select(c56.Query(everything=True))
        return {
            "title": chronology.title,
            "events": [_event(chronology, event) for event in everything],
            "sources": [record_to_json(one) for one in chronology.sources()],
            "disputes": [
                {
                    "about": list(one.about),
                    "property": one.property,
                    "claims": [view.claim.id for view in one.claims],
                }
                for one in chronology.disputes()
            ],
            "history": [
                [item.number, item.entry_id, item.by] for item in chronology.history()
            ],
        }


def _event(chronology: c56.Chronology, event: c56.EventView) -> dict[str, Any]:
    return {
        "id": event.id,
        "kind": event.kind,
        "labels": dict(event.labels),
        "when": None if event.when is None else str(event.when),
        "place": event.place,
        "occurrence": event.occurrence,
        "disputed": event.disputed,
        "sources": list(event.sources),
        "claims": [
            {**record_to_json(view.claim), "rank": view.rank}
            for view in chronology.claims(event.id)
        ],
    }


def as_text(thing: dict[str, Any]) -> str:
    """Return JSON as it stands in the corpus."""
    return json.dumps(thing, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    for made, lines in ((FIRST, first()), (FUTURE, future())):
        (FOLDER / f"{made}.jsonl").write_bytes(b"".join(line + b"\n" for line in lines))
        (FOLDER / f"{made}.json").write_text(as_text(told(opened(lines))), "utf-8")
