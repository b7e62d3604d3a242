"""See what a log said before it was corrected: ``python as_of.py``."""

import chrono56 as c56

clock = c56.FixedClock("2026-01-01T09:00:00Z", step_seconds=86400)
log = c56.open_log("memory:", by="anna", clock=clock)

with log.entry("from the encyclopedia") as entry:
    page = entry.source("page", csl={"type": "webpage", "title": "1956"})
    fighting = entry.event("fighting", labels={"en": "Fighting in Budapest"})
    rough = entry.claim(
        fighting, c56.Dating("1956-10/1956-11"), cite=page, as_written="that autumn"
    )
with log.entry("the page was corrected") as entry:
    entry.revise(rough, says=c56.Dating("1956-10-23/1956-11-11"))
with log.entry() as entry:
    entry.retract(fighting, reason="a duplicate")

# States are numbers of entries or days of recording, the end of the day counts.
for state in ("#1", "2026-01-01", "2026-01-02", "#3"):
    events = log.chronology(as_of=state)
    print(state, [f"{event.label()}: {event.when}" for event in events])
