"""Records as nodes of a graph; each place, agent and kind once."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, Protocol
from uuid import NAMESPACE_URL, uuid5

from chrono56 import (
    Chronology,
    Claim,
    ClaimView,
    Dating,
    EventView,
    Location,
    Participation,
    Relation,
    Source,
    UnknownIdError,
    record_to_json,
)
from chrono56.plugins import kinds
from chrono56_cidoc.spans import time_span

Node = dict[str, Any]


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


# The classes that kinds of events have for counterparts.
CLASSES: Final = {
    "E6": "E6_Destruction",
    "E7": "E7_Activity",
    "E9": "E9_Move",
    "E65": "E65_Creation",
    "E66": "E66_Formation",
    "E67": "E67_Birth",
    "E68": "E68_Dissolution",
    "E69": "E69_Death",
    "E85": "E85_Joining",
    "E86": "E86_Leaving",
}
_PROPERTIES: Final = {
    Dating: "P4_has_time-span",
    Location: "P7_took_place_at",
    Participation: "P11_had_participant",
}
_WIKIDATA: Final = "http://www.wikidata.org/entity/"


class Graph:
    """Write records as nodes.

    Args:
        chronology: The chronology.
        base: What IRIs begin with, before the id; empty for UUIDs as URNs.
        claims: Whether each claim is a node of its own.
    """

    def __init__(self, chronology: Chronology, base: str, *, claims: bool) -> None:
        self._chronology = chronology
        self._base = base
        self._with_claims = claims
        self._done: set[str] = set()

    def iri(self, id_: str) -> str:
        """Return the IRI of a record: the same in every export of the log."""
        if self._base:
            return f"{self._base}{id_}"
        return f"urn:uuid:{uuid5(NAMESPACE_URL, f'{self._chronology.log_id}/{id_}')}"

    def export(self, provenance: str) -> Node:
        """Return the node of the chronology itself, and what it was made from."""
        return {
            "id": self.iri("/"),
            "type": "E73_Information_Object",
            "provenance": provenance,
            **_label({"": self._chronology.title}),
        }

    def nodes(self, event: EventView) -> Iterator[Node]:
        """Yield the node of an event, what it names, and what is claimed of it."""
        views = self._chronology.claims(event.id)
        counted = sorted(
            (one for one in views if one.rank != "deprecated"),
            key=lambda one: one.claim.id,
        )
        yield from self._named(event.kind, event.place, counted)
        yield self._event(event, [one.claim for one in counted])
        if self._with_claims:
            for view in counted:
                if type(view.claim.says) in _PROPERTIES:
                    yield self._claim(event, view)

    def _event(self, event: EventView, claims: list[Claim]) -> Node:
        known = kinds().get(event.kind)
        class_ = CLASSES.get(known.cidoc if known else "")
        node: Node = {
            "id": self.iri(event.id),
            "type": ["E5_Event", *([class_] if class_ else [])],
            "identifier": event.id,
            "P2_has_type": {"id": self._kind(event.kind)},
            **_label(event.labels),
        }
        if event.when is not None:
            node["P4_has_time-span"] = time_span(event.when)
        if event.place:
            node["P7_took_place_at"] = self._iri_of(self._chronology.place, event.place)
        asserted = [one.says for one in claims if one.mode == "asserted"]
        agents = {one.agent for one in asserted if isinstance(one, Participation)}
        wholes = {
            one.other
            for one in asserted
            if isinstance(one, Relation) and one.kind == "part_of"
        }
        told = self._chronology
        node["P11_had_participant"] = sorted(
            {self._iri_of(told.agent, one) for one in agents}
        )
        node["P9i_forms_part_of"] = sorted(
            {self._iri_of(told.event, one) for one in wholes}
        )
        return {key: value for key, value in node.items() if value}

    def _claim(self, event: EventView, view: ClaimView) -> Node:
        """Return a claim as the assignment of an attribute (E13)."""
        claim = view.claim
        property_ = f"crm:{_PROPERTIES[type(claim.says)]}"
        node: Node = {
            "id": self.iri(claim.id),
            "type": "E13_Attribute_Assignment",
            "P140_assigned_attribute_to": self.iri(event.id),
            "P177_assigned_property_of_type": property_,
            "P141_assigned": self._assigned(claim.says),
            "P70i_is_documented_in": sorted(
                {
                    self._iri_of(self._chronology.source, one.source)
                    for one in claim.citations
                }
            ),
        }
        return node | {"P3_has_note": notes} if (notes := _notes(claim)) else node

    def _assigned(self, says: Any) -> Node:
        if isinstance(says, Dating):
            return time_span(says.when)
        if isinstance(says, Location):
            return {"id": self._iri_of(self._chronology.place, says.place)}
        return {"id": self._iri_of(self._chronology.agent, says.agent)}

    def _named(self, kind: str, place: str, views: list[ClaimView]) -> Iterator[Node]:
        """Yield the nodes of what an event and its claims name, each once."""
        if self._is_new(f"kind/{kind}"):
            yield self._kind_node(kind)
        yield from self._places(place)
        for view in views:
            says = view.claim.says
            if isinstance(says, Location):
                yield from self._places(says.place)
            if isinstance(says, Participation):
                yield from self._agents(says.agent)
            if self._with_claims:
                for citation in view.claim.citations:
                    yield from self._sources(citation.source)

    def _is_new(self, key: str) -> bool:
        is_new = key not in self._done
        self._done.add(key)
        return is_new

    def _kind(self, kind: str) -> str:
        return self.iri(f"kind/{kind}")

    def _kind_node(self, kind: str) -> Node:
        known = kinds().get(kind)
        node = {"id": self._kind(kind), "type": "E55_Type", "identifier": kind}
        if known and known.wikidata:
            node["seeAlso"] = f"{_WIKIDATA}{known.wikidata}"
        return node | _label(known.labels if known else {})

    def _places(self, place_id: str) -> Iterator[Node]:
        """Yield a place and those it lies in."""
        while place_id and self._is_new(f"place/{place_id}"):
            try:
                place = self._chronology.place(place_id)
            except UnknownIdError:
                yield {"id": self.iri(place_id), "type": "E53_Place"}
                return
            node: Node = {
                "id": self.iri(place.id),
                "type": "E53_Place",
                "identifier": place.id,
                **_label(place.labels),
            }
            if place.point:
                latitude, longitude = place.point
                node["P168_place_is_defined_by"] = f"POINT({longitude} {latitude})"
            if place.part_of:
                node["P89_falls_within"] = self._iri_of(
                    self._chronology.place, place.part_of
                )
            yield node
            place_id = place.part_of

    def _agents(self, agent_id: str) -> Iterator[Node]:
        if not self._is_new(f"agent/{agent_id}"):
            return
        try:
            agent = self._chronology.agent(agent_id)
        except UnknownIdError:
            yield {"id": self.iri(agent_id), "type": "E39_Actor"}
            return
        yield {
            "id": self.iri(agent.id),
            "type": "E21_Person" if agent.kind == "person" else "E74_Group",
            "identifier": agent.id,
            **_label(agent.labels),
        }

    def _sources(self, source_id: str) -> Iterator[Node]:
        if not self._is_new(f"source/{source_id}"):
            return
        try:
            source = self._chronology.source(source_id)
        except UnknownIdError:
            source = Source(source_id)
        node = {
            "id": self.iri(source.id),
            "type": "E31_Document",
            "identifier": source.id,
            **_label({source.language: source.title}),
        }
        csl = json.dumps(record_to_json(source).get("csl", {}), ensure_ascii=False)
        url = source.csl.get("URL")
        if isinstance(url, str) and url.startswith(("http://", "https://")):
            node["seeAlso"] = url
        yield node | {"bibliographicCitation": csl}

    def _iri_of(self, look_up: Callable[[str], _HasId], record_id: str) -> str:
        """Return the IRI of a record; of a duplicate, of what it was united into."""
        try:
            return self.iri(look_up(record_id).id)
        except UnknownIdError:
            return self.iri(record_id)


def _notes(claim: Claim) -> list[str]:
    """Return in words what a claim says beside the value, and in which words."""
    notes = [f"mode: {claim.mode}"] if claim.mode != "asserted" else []
    if isinstance(claim.says, Participation):
        notes.append(f"role: {claim.says.role}")
    if isinstance(claim.says, Dating) and claim.says.point != "whole":
        notes.append(f"point: {claim.says.point}")
    notes += [f"“{claim.as_written}”"] if claim.as_written else []
    return notes + ([claim.reason] if claim.reason else [])


def _label(labels: Mapping[str, str]) -> Node:
    """Return names as JSON-LD has them, by language; none if there are none."""
    told = {tag or "@none": name for tag, name in sorted(labels.items()) if name}
    return {"label": told} if told else {}
