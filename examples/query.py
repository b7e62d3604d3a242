"""Ask the bundled chronology of 1956 four questions: ``python query.py``."""

import chrono56 as c56

chronology = c56.open_bundled().chronology()

print("On 23 October 1956, by the clock:")
for event in chronology.on("1956-10-23", certainty="certain"):
    if event.when is not None and event.when.minutes is not None:
        print(f"  {event.when}  {event.label()}")

print("Trials, executions and amnesties from 1957 to 1963:")
for event in chronology.between("1957", "1963", kind="justice", certainty="certain"):
    print(f"  {event.when}  {event.label()}")

print("What the Serbian page tells of Budapest, found by Latin letters:")
for event in chronology.search("budimpešta", source="wiki-sr"):
    print(f"  {event.when or 'undated'}  {event.label('sr')}")

print("Where independent sources contradict each other:")
for dispute in chronology.disputes():
    if dispute.class_ == "conflicting" and dispute.property != "contradiction":
        print(f"  {dispute.about[0]}: {dispute.property}")
