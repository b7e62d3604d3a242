"""What the tests of the checks have in common: small logs, one rule at a time."""

from collections.abc import Sequence

from tests.chronology.world import chronology_of, linear, recorded

from chrono56.chronology import Chronology
from chrono56.findings import Finding
from chrono56.log.actions import Action
from chrono56.model import Citation, Claim, Dating, Participation, Record, Value


def chronology(*records: Record, then: Sequence[Action] = ()) -> Chronology:
    """Return the chronology of these records, and of what was done after."""
    return chronology_of(linear([[*recorded(records), *then]]))


def found(rule: str, *records: Record, then: Sequence[Action] = ()) -> list[Finding]:
    """Return what one rule finds in these records."""
    return list(chronology(*records, then=then).check([rule]))


def severities(findings: Sequence[Finding]) -> list[str]:
    """Return how severe findings are."""
    return [one.severity for one in findings]


def claim(
    id: str, about: str, says: Value, by: str = "a", mode: str = "asserted"
) -> Claim:
    """Return a claim by a source, or by several: "a b"."""
    return Claim(id, about, says, tuple(map(Citation, by.split())), mode=mode)


def dated(about: str, when: str, by: str = "a", point: str = "whole") -> Claim:
    """Return a dating, with an id that says all of it."""
    id = f"{about}-{point}-{by}".replace(" ", "-")
    return claim(id, about, Dating(when, point), by)


def took_part(agent: str, event: str, role: str = "participant") -> Claim:
    """Return the claim that an agent took part."""
    return claim(f"{agent}-{event}", event, Participation(agent, role))
