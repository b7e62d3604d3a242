"""The graph, as rdflib reads it without a network, and SPARQL asks it."""

import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from chrono56_cidoc.context import CONTEXT, CRM
from chrono56_cidoc.graph import CLASSES
from chrono56_cidoc.spans import time_span

import chrono56
from chrono56.plugins import kinds
from chrono56.testing import sample

# Of rdflib's own doing, while it reads JSON-LD.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")

README = Path(__file__).parents[1] / "README.md"
# What is used of CIDOC CRM 7.1, by the names that its RDF Schema has.
TERMS = {
    *("E5_Event", "E6_Destruction", "E7_Activity", "E9_Move"),
    *("E13_Attribute_Assignment", "E21_Person", "E31_Document", "E39_Actor"),
    *("E52_Time-Span", "E53_Place", "E55_Type", "E65_Creation", "E66_Formation"),
    *("E67_Birth", "E68_Dissolution", "E69_Death", "E73_Information_Object"),
    *("E74_Group", "E85_Joining", "E86_Leaving"),
    *("P2_has_type", "P3_has_note", "P4_has_time-span", "P7_took_place_at"),
    *("P9i_forms_part_of", "P11_had_participant", "P70i_is_documented_in"),
    *("P81a_end_of_the_begin", "P81b_begin_of_the_end"),
    *("P82a_begin_of_the_begin", "P82b_end_of_the_end", "P89_falls_within"),
    *("P140_assigned_attribute_to", "P141_assigned", "P168_place_is_defined_by"),
    *("P170i_time_is_defined_by", "P177_assigned_property_of_type"),
}


def exported(told: chrono56.Chronology, **options: str) -> bytes:
    stream = io.BytesIO()
    chrono56.export(told, "cidoc-crm", stream, options=options)
    return stream.getvalue()


def read(data: bytes) -> Any:
    rdflib = pytest.importorskip("rdflib", reason="rdflib is not here")
    return rdflib.Graph().parse(data=data, format="json-ld")


def a_log() -> chrono56.Log:
    log = chrono56.open_log("memory:", by="anna", new_id=lambda: "1956")
    with log.entry("a march") as entry:
        book = entry.source("book", csl={"title": "A Book"}, language="en")
        paper = entry.source("paper", csl={"URL": "https://x.example/?a=1"})
        labels = {"en": "March", "hu": "Tüntetés"}
        march = entry.event("march", kind="politics.protest", labels=labels)
        town = entry.place("town", labels={"en": "Town"})
        square = entry.place("square", point=("47.5", "19.1"), part_of=town)
        anna = entry.agent("anna", labels={"en": "Anna"})
        uprising = entry.event("uprising")
        entry.claim(march, chrono56.Dating("1956-10-23T15:00"), cite=[book, paper])
        entry.claim(march, chrono56.Dating("1956-10-24"), cite=paper, id="rival")
        entry.claim(march, chrono56.Location(square), cite=book)
        entry.claim(march, chrono56.Participation(anna, "speaker"), cite=book)
        entry.claim(march, chrono56.Relation("part_of", uprising), cite=book)
    return log


class TestTimeSpans:
    @pytest.mark.parametrize(
        ("text", "points"),
        [
            (
                "1956-10-23/1956-11",
                {
                    "P82a": "1956-10-23T00:00:00",
                    "P81a": "1956-10-23T23:59:59",
                    "P81b": "1956-11-01T00:00:00",
                    "P82b": "1956-11-30T23:59:59",
                },
            ),
            (
                "[1956-10-28..1956-10-31]",
                {"P82a": "1956-10-28T00:00:00", "P82b": "1956-10-31T23:59:59"},
            ),
            (
                "1956-11-04T04:15+01:00",
                {
                    "P82a": "1956-11-04T04:15:00+01:00",
                    "P82b": "1956-11-04T04:15:59+01:00",
                },
            ),
            (
                "1956-11-04T04:00..06:00~",
                {"P82a": "1956-11-04T04:00:00", "P82b": "1956-11-04T06:00:59"},
            ),
            ("[..1956-11-07]", {"P82b": "1956-11-07T23:59:59"}),
            (
                "1956-11-04/..",
                {
                    "P82a": "1956-11-04T00:00:00",
                    "P81a": "1956-11-04T23:59:59",
                    "P81b": "1956-11-04T00:00:00",
                },
            ),
            ("0000", {"P82a": "0000-01-01T00:00:00", "P82b": "0000-12-31T23:59:59"}),
            (
                "Y12000",
                {"P82a": "12000-01-01T00:00:00", "P82b": "12000-12-31T23:59:59"},
            ),
            ("[..]", {}),
        ],
    )
    def test_they_have_the_points_that_are_known(
        self, text: str, points: dict[str, str]
    ) -> None:
        span = time_span(chrono56.When.parse(text))

        assert {key[:4]: span[key] for key in span if key[:2] == "P8"} == points
        assert span["P170i_time_is_defined_by"] == text


class TestGraph:
    def test_every_term_is_one_of_the_model(self) -> None:
        graph = read(exported(sample())) + read(exported(a_log().chronology()))
        used = {
            str(term).removeprefix(CRM)
            for triple in graph
            for term in triple
            if str(term).startswith(CRM)
        }

        assert used <= TERMS
        assert {"E52_Time-Span", "E13_Attribute_Assignment", "E53_Place"} <= used

    def test_each_class_that_a_kind_has_for_a_counterpart_has_a_name(self) -> None:
        assert {kind.cidoc for kind in kinds().values()} - {"", "E5"} == set(CLASSES)
        assert set(CLASSES.values()) <= TERMS

    def test_every_key_means_something(self) -> None:
        document = json.loads(exported(sample()))
        keys = {key for node in document["@graph"] for key in node}

        assert {key for key in keys if key not in CONTEXT} <= TERMS

    def test_an_event_can_be_followed_to_all_that_it_names(self) -> None:
        graph = read(exported(a_log().chronology(), base="https://x.example/"))
        found = graph.query(
            "PREFIX crm: <http://www.cidoc-crm.org/cidoc-crm/>"
            "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>"
            "SELECT ?name ?who ?town ?point ?whole WHERE {"
            " <https://x.example/march> a crm:E7_Activity; rdfs:label ?name;"
            " crm:P11_had_participant/rdfs:label ?who; crm:P9i_forms_part_of ?whole;"
            " crm:P7_took_place_at ?place ."
            " ?place crm:P168_place_is_defined_by ?point ;"
            " crm:P89_falls_within/rdfs:label ?town"
            " FILTER (lang(?name) = 'hu') }"
        )

        assert [[str(cell) for cell in row] for row in found] == [
            [
                "Tüntetés",
                "Anna",
                "Town",
                "POINT(19.1 47.5)",
                "https://x.example/uprising",
            ]
        ]

    def test_rivals_stand_beside_each_other_with_their_sources(self) -> None:
        graph = read(exported(a_log().chronology(), base="https://x.example/"))
        found = graph.query(
            "PREFIX crm: <http://www.cidoc-crm.org/cidoc-crm/>"
            "SELECT ?date ?source WHERE {"
            " ?claim crm:P177_assigned_property_of_type crm:P4_has_time-span;"
            " crm:P141_assigned/crm:P170i_time_is_defined_by ?date;"
            " crm:P70i_is_documented_in ?source } ORDER BY ?date ?source"
        )

        assert [(str(date), str(source)) for date, source in found] == [
            ("1956-10-23T15:00", "https://x.example/book"),
            ("1956-10-23T15:00", "https://x.example/paper"),
            ("1956-10-24", "https://x.example/paper"),
        ]

    def test_each_thing_has_one_node_and_what_was_judged_wrong_none(self) -> None:
        log = a_log()
        with log.entry("a slip") as entry:
            entry.rank("rival", "deprecated", reason="misread")
        document = json.loads(exported(log.chronology(), base="https://x.example/"))
        ids = [
            node["id"].removeprefix("https://x.example/") for node in document["@graph"]
        ]
        recorded = {one for one in ids if not one.startswith("c-")}

        assert len(ids) == len(set(ids))
        assert recorded == {
            *("/", "book", "paper", "march", "town", "square", "anna", "uprising"),
            *("kind/politics.protest", "kind/other"),
        }

    def test_without_claims_nothing_is_said_of_sources(self) -> None:
        document = json.loads(exported(a_log().chronology(), claims="false"))
        types = [node["type"] for node in document["@graph"]]

        assert "E13_Attribute_Assignment" not in types
        assert "E31_Document" not in types

    def test_what_the_readme_asks_has_an_answer(self) -> None:
        with chrono56.open_bundled().chronology(cache=False) as told:
            graph = read(exported(told))
        (question,) = re.findall(
            r"```sparql\n(.*?)```", README.read_text("utf-8"), re.DOTALL
        )

        assert len(list(graph.query(question))) > 20


class TestIris:
    def test_they_are_the_same_in_each_export(self) -> None:
        ids = [
            {node["id"] for node in json.loads(exported(sample()))["@graph"]}
            for _ in range(2)
        ]

        assert ids[0] == ids[1]
        assert all(one.startswith("urn:uuid:") for one in ids[0])

    @pytest.mark.parametrize("base", ["no iri", "http://x.example/a b", "<x:y>", "1:x"])
    def test_what_can_not_begin_one_is_refused(self, base: str) -> None:
        with pytest.raises(chrono56.Chrono56Error, match="option base can't be"):
            exported(sample(), base=base)
