"""What a calendar carries as data: records as the log has them, for importing it again.

Each is the JSON of a record. Sources and places, which many events share, stand once,
at the head of the calendar; on request each event has its claims (RFC 9073 6.6).
"""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID, uuid5

import attrs

from chrono56.chronology.naming import agent_name
from chrono56.errors import UnknownIdError
from chrono56.exporters.ical_text import line_value, text_value
from chrono56.exporters.names import known_place
from chrono56.log.canonical import dumps
from chrono56.log.codec import record_to_json
from chrono56.log.references import references
from chrono56.model import Claim, Participation, Record, Relation
from chrono56.model.kinds import kinds
from chrono56.text import chosen

if TYPE_CHECKING:
    from chrono56.chronology import Chronology, EventView

SCHEMA: Final = "chrono56:record"
"""What structured data follow (RFC 9073 5.3): a record as a line of the log has it."""

_DATA: Final = f'STRUCTURED-DATA;VALUE=TEXT;FMTTYPE=application/json;SCHEMA="{SCHEMA}"'
_ITEM: Final = "https://www.wikidata.org/entity/"
# What a TEXT can't hold, and JSON escapes only on request.
_UNHELD: Final = re.compile("[\x7f-\x9f\u2028\u2029]")


def json_value(body: Mapping[str, Any]) -> str:
    r"""Return JSON as a TEXT value; no character of it is lost.

    >>> print(json_value({"en": "two\u2028lines"}))
    {"en":"two\\u2028lines"}
    """
    text = dumps(body).decode()
    if not text.isprintable():
        text = _UNHELD.sub(lambda one: f"\\u{ord(one[0]):04x}", text)
    return text_value(text)


@attrs.define
class Carried:
    """Collect the records that the events of a calendar refer to.

    Attributes:
        chronology: Where they are recorded.
        records: What has to stand at the calendar's head, by id.
    """

    chronology: "Chronology"
    records: dict[str, Record] = attrs.field(factory=dict)
    _missing: set[str] = attrs.field(factory=set, init=False)

    def has(self, record_id: str) -> bool:
        """Say whether a record can be carried, with all it refers to; then it is."""
        if record_id in self.records:
            return True
        if not record_id or record_id in self._missing:
            return False
        found: dict[str, Record] = {}
        waiting = [record_id]
        while waiting:
            wanted = waiting.pop()
            if wanted in found or wanted in self.records:
                continue
            record = self._recorded(wanted)
            if record is None:
                self._missing.add(record_id)
                return False
            found[wanted] = record
            waiting += [target for target, _ in references(record) if target]
        self.records.update(found)
        return True

    def lines(self) -> list[str]:
        """Return a line for each record, by id."""
        return [f"X-CHRONO56-RECORD:{_json(one)}" for _, one in self._sorted()]

    def _sorted(self) -> list[tuple[str, Record]]:
        return sorted(self.records.items())

    def _recorded(self, record_id: str) -> Record | None:
        try:
            return self.chronology.record(record_id)
        except UnknownIdError:
            return None


@attrs.frozen
class Structure:
    """Write of an event what programs can follow: its claims, its people, its place.

    Attributes:
        carried: Takes what the claims refer to.
        namespace: What the ids of components follow from.
        language: The BCP 47 tag of the language that names are wanted in.
    """

    carried: Carried
    namespace: UUID
    language: str

    def lines(self, event: "EventView") -> list[str]:
        """Return the lines that end a VEVENT, its components last."""
        chronology = self.carried.chronology
        claims = [
            view.claim
            for view in chronology.claims(event.id)
            if self._can_be_carried(view.claim)
        ]
        return [
            *_concept(event.kind),
            *(f"REFID:{source}" for source in event.sources),
            *self._wholes(claims),
            *(f"{_DATA}:{_json(claim)}" for claim in claims),
            *self._location(event.place),
            *self._participants(claims),
        ]

    def _can_be_carried(self, claim: Claim) -> bool:
        targets = [target for target, _ in references(claim) if target]
        return all(map(self.carried.has, targets))

    def _wholes(self, claims: list[Claim]) -> Iterator[str]:
        for claim in claims:
            says = claim.says
            if isinstance(says, Relation) and says.kind == "part_of":
                yield f"RELATED-TO;RELTYPE=PARENT:{uuid5(self.namespace, says.other)}"

    def _location(self, place: str) -> Iterator[str]:
        """Yield a VLOCATION (RFC 9073 7.2)."""
        found = known_place(self.carried.chronology, place)
        if found is None:
            return
        yield "BEGIN:VLOCATION"
        yield f"UID:{uuid5(self.namespace, place)}"
        yield f"NAME:{line_value(chosen(found.labels, self.language) or place)}"
        if found.point is not None:
            yield f"GEO:{';'.join(found.point)}"
        yield "END:VLOCATION"

    def _participants(self, claims: list[Claim]) -> Iterator[str]:
        """Yield a PARTICIPANT for each agent and role (RFC 9073 7.1)."""
        said = {
            (claim.says.agent, claim.says.role): None
            for claim in claims
            if isinstance(claim.says, Participation) and claim.mode == "asserted"
        }
        for agent, role in said:
            name = agent_name(self.carried.chronology, agent, self.language)
            yield "BEGIN:PARTICIPANT"
            yield f"UID:{uuid5(self.namespace, f'{agent} {role}')}"
            yield "PARTICIPANT-TYPE:ACTIVE"
            yield f"SUMMARY:{line_value(name)}"
            yield f"X-CHRONO56-ROLE:{role}"
            yield "END:PARTICIPANT"


def _concept(kind: str) -> Iterator[str]:
    """Yield a kind as a formal category (RFC 9253 8.1), where Wikidata has one."""
    known = kinds().get(kind)
    if known is not None and known.wikidata:
        yield f"CONCEPT:{_ITEM}{known.wikidata}"


def _json(record: Record) -> str:
    return json_value(record_to_json(record))
