"""Record an event with the sources that tell it, in one entry of a new log.

Run it in an empty folder: ``python record.py``.
"""

import chrono56 as c56

log = c56.open_log("budapest.jsonl", by="anna")
with log.entry("from the briefing book, page one") as entry:
    nsa = entry.source(
        "nsa-2002",
        csl={"type": "webpage", "title": "The 1956 Hungarian Revolution"},
        reliability="B",
    )
    assault = entry.event(
        "soviet-assault",
        kind="conflict.operation",
        labels={"en": "Soviet assault on Hungary", "hu": "Szovjet támadás"},
    )
    entry.claim(
        assault,
        c56.Dating("1956-11-04T04:15[Europe/Budapest]", "start"),
        cite=nsa.at(paragraph=1),
        as_written="at 4:15 a.m.",
    )

for event in log.chronology():
    print(event.when, "·", event.label("en"), "·", ", ".join(event.sources))
