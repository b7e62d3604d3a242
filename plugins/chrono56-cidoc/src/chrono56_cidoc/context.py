"""The JSON-LD context: what keys mean, without a look at the network."""

from typing import Any, Final

from immutabledict import immutabledict

CRM: Final = "http://www.cidoc-crm.org/cidoc-crm/"
_LINK: Final = {"@type": "@id"}
_INSTANT: Final = {"@type": "xsd:dateTime"}
_LINKS: Final = (
    *("P7_took_place_at", "P9i_forms_part_of", "P11_had_participant"),
    *("P70i_is_documented_in", "P89_falls_within", "P140_assigned_attribute_to"),
    "P177_assigned_property_of_type",
)
_INSTANTS: Final = (
    *("P82a_begin_of_the_begin", "P81a_end_of_the_begin"),
    *("P81b_begin_of_the_end", "P82b_end_of_the_end"),
)

CONTEXT: Final[immutabledict[str, Any]] = immutabledict(
    {
        "@version": 1.1,
        "@vocab": CRM,
        "crm": CRM,
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "dcterms": "http://purl.org/dc/terms/",
        "id": "@id",
        "type": "@type",
        "label": {"@id": "rdfs:label", "@container": "@language"},
        "seeAlso": {"@id": "rdfs:seeAlso", "@type": "@id"},
        "identifier": "dcterms:identifier",
        "provenance": "dcterms:provenance",
        "bibliographicCitation": "dcterms:bibliographicCitation",
        "P168_place_is_defined_by": {
            "@type": "http://www.opengis.net/ont/geosparql#wktLiteral"
        },
        "P170i_time_is_defined_by": {"@type": "http://id.loc.gov/datatypes/edtf/EDTF"},
        **dict.fromkeys(_LINKS, _LINK),
        **dict.fromkeys(_INSTANTS, _INSTANT),
    }
)
