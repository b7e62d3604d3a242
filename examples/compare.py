"""Compare the dates that two sources give for one event: ``python compare.py``."""

import chrono56 as c56

ONE, OTHER = "wiki-hu", "nsa-2002"


def dates(chronology: c56.Chronology, event_id: str, source_id: str) -> str:
    """Return the dates that a source gives an event, what is deprecated left out."""
    found = {
        f"{view.claim.says.when} ({view.claim.says.point})"
        for view in chronology.claims(event_id)
        if isinstance(view.claim.says, c56.Dating) and view.rank != "deprecated"
        if source_id in {citation.source for citation in view.claim.citations}
    }
    return ", ".join(sorted(found))


chronology = c56.open_bundled().chronology()
for event in chronology.select(c56.Query(source=ONE)):
    one, other = (dates(chronology, event.id, source) for source in (ONE, OTHER))
    if one and other:
        print(event.label() + (" [disputed]" if event.disputed else ""))
        print(f"  {ONE}: {one}")
        print(f"  {OTHER}: {other}")
