"""The sample: a small log in which each hard case occurs, the same every time."""

import itertools
from functools import cache
from typing import Final

from immutabledict import immutabledict

from chrono56.app import Log
from chrono56.chronology import Chronology
from chrono56.clock import FixedClock
from chrono56.exporters.provenance import Provenance
from chrono56.log.draft import EntryDraft
from chrono56.log.memory import MemoryStore
from chrono56.model import (
    Dating,
    Derivation,
    Event,
    Figure,
    Location,
    Occurrence,
    Ordering,
    Participation,
    Relation,
    Source,
    Statement,
)
from chrono56.model.claims import UnknownValue
from chrono56.testing.hostile import TEXTS

BEGUN: Final = "2024-03-01T09:00:00Z"
_OPENED: Final = "2024-03-02T09:00:00Z"
LANGUAGES: Final = immutabledict(
    {"en": "Bread is brought", "hu": "Kenyeret hoznak", "sr": "Доносе хлеб"}
)
"""The names of the event ``three-languages``; two of them are ASCII."""

UNLISTED: Final = immutabledict(
    {
        "planned": "What was planned",
        "supposed": "What was supposed",
        "denied": "What was denied",
        "duplicate": "The first event, once more",
    }
)
"""Events that no list has unless it is asked for them, by id, and their names."""

UNKNOWN_KIND: Final = "x-weather.storm"
"""A kind of a plugin that is not there; an event of the sample is of it."""

DATES: Final = immutabledict(
    {
        "day": "1956-10-23",
        "month": "1956-10",
        "year": "1956",
        "decade": "195X",
        "century": "19XX",
        "day-unknown": "1956-10-XX",
        "month-unknown": "1956-XX-23",
        "season": "1956-24",
        "quarter": "1956-36",
        "circa": "1956-10-24~",
        "uncertain": "1956-10-25?",
        "circa-and-uncertain": "1956-10%",
        "doubt-in-part": "2004-06~-11",
        "leap-day": "1956-02-29",
        "leap-day-of-a-century": "1600-02-29",
        "extent": "1956-10-23/1956-11-11",
        "extent-of-months": "1956-10/1957-02",
        "open-end": "1956-11-04/..",
        "open-start": "../1956-11-04",
        "unknown-end": "1956-11-05/",
        "unknown-start": "/1956-11-05",
        "window": "[1956-10-28..1956-10-31]",
        "by-a-day": "[..1956-11-07]",
        "from-a-day-on": "[1956-11-07..]",
        "one-of-two": "[1956-10-26,1956-10-28]",
        "each-of-two": "{1956-10-26,1956-11-04}",
        "nothing-known": "[..]",
        "clock": "1956-11-04T04:15",
        "seconds": "1956-11-04T04:15:30",
        "midnight": "1956-11-04T00:00",
        "end-of-day": "1956-11-04T24:00:00",
        "dawn": "1956-11-04T04:00..06:00~",
        "evening": "1956-10-23T18:00..24:00~",
        "utc": "1956-11-04T03:15:00Z",
        "offset": "1956-11-04T05:20+01:00",
        "odd-offset": "1956-11-04T05:20-04:30",
        "zoned": "1956-11-04T05:20[Europe/Budapest]",
        "zoned-in-summer": "1956-07-04T05:20[Europe/Budapest]",
        "in-the-hour-that-was-skipped": "1956-06-03T02:30[Europe/Budapest]",
        "in-the-hour-that-came-twice": "1956-09-30T02:30[Europe/Budapest]",
        "before-zones": "1848-03-15T08:00[Europe/Budapest]",
        "timed-extent": "1956-11-04T04:15/1956-11-04T06:00",
        "first-day-of-1970": "1970-01-01",
        "before-the-reform": "1526-08-29",
        "year-99": "0099-12-31",
        "year-1": "0001-01-01",
        "year-0": "0000",
        "before-christ": "-0043-03-15",
        "across-year-0": "-0001/0001",
        "last-of-four-digits": "9999-12-31",
        "five-digits": "Y12000",
        "long-ago": "Y-170000000",
    }
)
"""The dates of the sample: each is that of the event of its name."""


def sample() -> Chronology:
    r"""Return a chronology of hard cases, in memory; the same every time.

    Its events are named for what is hard about them: each date of `DATES` is that of
    the event of its name, each text of `hostile.TEXTS` is the name of ``text-…``.
    Others are disputed, copied, revised, retracted, planned, denied, undated, united.

    >>> chronology = sample()
    >>> str(chronology.event("dawn").when)
    '1956-11-04T04:00..06:00~'
    >>> chronology.event("text-crlf").label()
    'x\r\nATTENDEE:mailto:a@b.example\r\nX:'
    >>> chronology.event("disputed").disputed, chronology.event("copied").disputed
    (True, False)
    """
    return sample_log().chronology(cache=False)


def sample_log() -> Log:
    """Return the log of `sample`, in memory; what is recorded in it is forgotten.

    >>> log = sample_log()
    >>> with log.entry("one more") as entry:
    ...     more = entry.event("more")
    >>> "more" in {event.id for event in log.chronology()}
    True
    >>> "more" in {event.id for event in sample()}
    False
    """
    return Log(MemoryStore("sample", _lines()), by="anna", clock=FixedClock(_OPENED))


@cache
def _lines() -> tuple[bytes, ...]:
    numbers = itertools.count(1)
    store = MemoryStore("sample")
    log = Log(
        store,
        by="anna",
        clock=FixedClock(BEGUN, step_seconds=61),
        new_id=lambda: f"r-{next(numbers)}",
        kinds=(UNKNOWN_KIND,),
    )
    log.begin("sample")
    for tell in (_sources, _dates, _texts, _cases, _rivals):
        with log.entry(tell.__name__.strip("_")) as entry:
            tell(entry)
    with log.entry("what was judged later") as entry:
        _judgements(entry)
    return tuple(line for _, line in store.read())


def _sources(entry: EntryDraft) -> None:
    entry.title(f"The sample {TEXTS['html']} {_ANOTHER}")
    entry.source(
        "book",
        csl={
            "type": "book",
            "title": "A Book\nwith a | in its title",
            "author": [{"family": "Kiss", "given": "Éva"}, {"literal": "A, B; C"}],
            "issued": "1957-10~",
            "URL": "https://x.example/?a=1&b=<2>#3",
        },
        language="en",
        reliability="A",
    )
    entry.source("report", csl={"type": "report", "title": TEXTS["crlf"]})
    entry.source(
        "copy",
        csl={"type": "webpage", "title": "A copy", "URL": "javascript:alert(1)"},
        derived_from=[Derivation("book")],
    )
    entry.source("bare")
    entry.source("rumour", anonymous=True)
    entry.place("country", labels={"en": "Hungary", "hu": "Magyarország"})
    labels = {"en": 'Széna tér; "square", 1st', "sr": "Трг"}
    entry.place("square", labels=labels, point=("47.507", "-19.0"), part_of="country")
    entry.place("nameless-place")
    entry.agent("crowd", kind="group", labels={"en": TEXTS["markdown"]})
    entry.agent("speaker", labels={"hu": "Kiss Éva", "en": "Éva Kiss"})


def _dates(entry: EntryDraft) -> None:
    for number, (name, date) in enumerate(DATES.items(), 1):
        event = entry.event(name, kind="politics.protest", labels={"en": name})
        entry.claim(event, Dating(date), cite=_BOOK.at(page=number), as_written=name)


def _texts(entry: EntryDraft) -> None:
    for number, (name, text) in enumerate(TEXTS.items()):
        event = entry.event(f"text-{name}", labels={"en": text})
        day = Dating(f"1956-12-{number % 31 + 1:02}")
        words = text[:200]
        entry.claim(event, day, cite=_BOOK.at(line=1, quote=words), as_written=words)
        # For what exports only events that lie on a map.
        entry.claim(event, Location("square"), cite=_BOOK)
    entry.event("text-none")
    entry.claim("text-none", Dating("1956-12-31"), cite=_BOOK)
    entry.event("text-in-one-other-language", labels={"sr-Latn": "Ćevapi"})
    entry.claim("text-in-one-other-language", Dating("1956-12-31"), cite=_BOOK)
    entry.event("three-languages", labels=LANGUAGES)
    entry.claim("three-languages", Dating("1956-12-31"), cite=_BOOK)


def _cases(entry: EntryDraft) -> None:
    march = entry.event("told-in-full", kind="politics.protest", labels={"en": "March"})
    for says in (
        Dating("1956-10-23T15:00[Europe/Budapest]", "start"),
        Dating("1956-10-23T21:00[Europe/Budapest]", "end"),
        Location("square"),
        Participation("crowd"),
        Participation("speaker", "speaker"),
        Figure("participants", low=200, best=250, high=300, approx=True, group="crowd"),
        Figure("killed", unit="person", scope="on-the-square"),
        Relation("part_of", "extent"),
        Relation("responds_to", "day"),
        Statement(TEXTS["html"], "en", speaker="speaker", occasion="told-in-full"),
        Statement("A nagy nap", "hu", use="name"),
        UnknownValue("weather", {"sky": "clear"}),
    ):
        entry.claim(march, says, cite=[_BOOK.at(page=9), _REPORT.at(paragraph="1-2")])
    entry.event("undated", labels={"en": "Nobody says when"})
    entry.claim("undated", Occurrence(), cite=_REPORT)
    entry.event("only-relative", labels={"en": "The next day"})
    distance = Ordering(other="day", least="P1D", most="P1D")
    entry.claim("only-relative", distance, cite=_REPORT, as_written="the next day")
    for mode in ("planned", "supposed", "denied"):
        entry.event(mode, labels={"en": UNLISTED[mode]})
        entry.claim(mode, Occurrence(), cite=_BOOK, mode=mode)
        entry.claim(mode, Dating("1956-10-23"), cite=_BOOK, mode=mode)
    entry.event("of-an-unknown-kind", kind=UNKNOWN_KIND, labels={"en": "A storm"})
    entry.claim("of-an-unknown-kind", Dating("1956-10-30"), cite=_BOOK)
    entry.event("inferred", labels={"en": "Nobody says so"})
    entry.claim("inferred", Dating("1956-10-31"), reason="it can't be otherwise")


def _rivals(entry: EntryDraft) -> None:
    for name, source in (("disputed", _REPORT), ("copied", _COPY)):
        entry.event(name, kind="conflict.battle", labels={"en": f"An event, {name}"})
        entry.claim(name, Dating("1956-11-10"), cite=_BOOK, as_written="on the 10th")
        entry.claim(name, Dating("1956-11-11"), cite=source, as_written="on the 11th")
        entry.claim(name, Figure("killed", best=10), cite=_BOOK)
        entry.claim(name, Figure("killed", low=2500), cite=source)
    for name in ("revised", "retracted", "first", "duplicate"):
        entry.event(name, labels={"en": UNLISTED.get(name, f"An event, {name}")})
        entry.claim(name, Dating("1956-11-12"), cite=_BOOK, id=f"{name}-date")
    entry.claim("first", Dating("1956-11-13"), cite=_REPORT, id="withdrawn")
    entry.claim("first", Location("square"), cite=_BOOK, id="preferred")


def _judgements(entry: EntryDraft) -> None:
    entry.revise(Event("revised", labels={"en": "Its new name"}))
    entry.retract("retracted", reason="it is another event")
    entry.retract("withdrawn", reason="misread")
    entry.rank("preferred", "preferred", reason="an eyewitness")
    entry.rank("rumour", "deprecated", reason=TEXTS["markdown"])
    entry.unite("duplicate", "first", reason="the same, told twice")


_ANOTHER: Final = Provenance(  # what an export must not be taken for
    exporter="another",
    version="1",
    chrono56="1",
    log="another",
    heads=(),
    reading="default",
    language="en",
    options={},
)
_BOOK: Final = Source("book")
_REPORT: Final = Source("report")
_COPY: Final = Source("copy")
