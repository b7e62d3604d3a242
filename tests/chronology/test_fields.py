from chrono56.chronology.fields import differing, fields_of, name_of
from chrono56.model import Agent, Claim, Dating, Event, Place, Source


def test_a_source_has_the_fields_of_its_csl_item_by_name() -> None:
    source = Source("s", {"title": "T", "volume": 2, "author": [{"family": "F"}]}, "hu")

    assert fields_of(source) == {
        "reliability": "F",
        "csl title": "T",
        "csl volume": "2",
        "csl author": '[{"family":"F"}]',
        "language": "hu",
    }


def test_what_has_a_value_where_the_log_leaves_it_out_has_it_here() -> None:
    claim = Claim("c", "e", Dating("1956"), reason="so")

    assert fields_of(Event("e")) == {"kind": "other"}
    assert fields_of(Agent("a")) == {"kind": "person"}
    assert fields_of(claim)["mode"] == "asserted"
    assert fields_of(claim)["confidence"] == "medium"


def test_versions_of_another_type_differ_in_their_type_too() -> None:
    assert differing(Event("x"), Place("x")) == {
        "kind": ("other", ""),
        "type": ("event", "place"),
    }
    assert differing(Event("x"), Event("x")) == {}


def test_a_record_is_called_by_its_label_its_title_or_its_id() -> None:
    assert name_of(Place("p", {"hu": "Tér", "en": "Square"})) == "Square"
    assert name_of(Source("s", {"title": "T"})) == "T"
    assert [name_of(it) for it in (Event("e"), Source("s"))] == ["e", "s"]
