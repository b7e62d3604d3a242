from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chrono56.chronology.reading import DEFAULT, RULES, Reading
from chrono56.dates import When
from chrono56.errors import DateSyntaxError, ReadingSyntaxError, RecordError
from chrono56.model import Source

IDS = st.lists(st.sampled_from(["pravda-1956", "wiki:hu", "a.b_c"]), max_size=2)
DATES = st.none() | st.sampled_from(
    ["1957", "1956-11-04T04:15+01:00", "1956%", "[1956,1958]", "1956-10/.."]
)
READINGS = st.builds(
    Reading,
    prefer=st.lists(st.sampled_from(RULES), unique=True).map(tuple),
    only=IDS,
    without=IDS,
    issued_before=DATES,
    issued_after=DATES,
    issued_within=DATES,
    language=st.lists(st.sampled_from(["hu", "sr-Latn"]), max_size=2),
    reliability=st.sampled_from(["", *"ABCDE"]),
    without_mode=st.lists(st.sampled_from(["denied", "planned"]), max_size=2),
    anonymous=st.booleans(),
    recorded_by=st.lists(st.text(min_size=1), max_size=2),
)


@given(READINGS)
def test_a_reading_and_its_text_are_the_same(reading: Reading) -> None:
    text = str(reading)

    assert Reading.parse(text) == reading
    assert str(Reading.parse(text)) == text
    assert text.isascii()
    assert text.split() == [text]


@given(READINGS, READINGS)
def test_readings_have_one_digest_where_they_are_one(
    one: Reading, other: Reading
) -> None:
    assert (one.digest == other.digest) is (one == other)
    assert (one == DEFAULT) is (one.digest == "")


@given(READINGS)
def test_a_reading_filters_unless_it_only_prefers(reading: Reading) -> None:
    assert reading.filters is (Reading(prefer=reading.prefer) != reading)


@pytest.mark.parametrize(
    ("reading", "text"),
    [
        (Reading(), "default"),
        (Reading(prefer=RULES), "default"),
        (Reading(prefer=()), "prefer=earlier"),
        (Reading(prefer=("narrower", "rank")), "prefer=narrower,rank,earlier"),
        (Reading(prefer=("rank", "earlier", "mode")), "prefer=rank,earlier"),
        (Reading(prefer="majority"), "prefer=majority,earlier"),
        (Reading(only=("b", "a", "b")), "only=a,b"),
        (Reading(only=Source("nsa-2002")), "only=nsa-2002"),
        (Reading(issued_before="1957~"), "issued-before=1957~"),
        (Reading(issued_within="{1956,1957}"), "issued-within={1956%2C1957}"),
        (Reading(issued_after="1956-11-04T04:15+01:00"), None),
        (Reading(language="sr-Latn"), "language=sr-Latn"),
        (Reading(reliability="B"), "reliability=B"),
        (Reading(anonymous=False), "anonymous=no"),
        (Reading(recorded_by="Kiss Béla"), "recorded-by=Kiss%20B%C3%A9la"),
        (Reading(without="x", only="y"), "only=y+without=x"),
    ],
)
def test_a_reading_has_one_text(reading: Reading, text: str | None) -> None:
    assert str(reading) == (text or "issued-after=1956-11-04T04:15%2B01:00")


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("anonymous=yes", Reading()),
        ("without=b,a,b", Reading(without=("a", "b"))),
        ("issued-before=1957%", Reading(issued_before="1957%")),
        ("issued-within=[1956,1958]", Reading(issued_within="[1956,1958]")),
        ("recorded-by=Béla", Reading(recorded_by="Béla")),
        ("prefer=earlier,rank", Reading(prefer=())),
    ],
)
def test_what_people_write_is_read_too(text: str, reading: Reading) -> None:
    assert Reading.parse(text) == reading


@pytest.mark.parametrize(
    ("text", "offset", "expected"),
    [
        ("", 0, "default, or NAME=VALUE"),
        ("defualt", 0, "default, or NAME=VALUE"),
        ("default+only=x", 0, "default, or NAME=VALUE"),
        ("only", 4, "= and a value"),
        ("only=x+", 7, "default, or NAME=VALUE"),
        ("only=x+issued=1957", 7, "issued-before"),
        ("only=", 5, "joined by commas"),
        ("only=x,,y", 5, "joined by commas"),
        ("only=Pravda", 5, "joined by commas"),
        ("only=x+only=y", 7, "only only once"),
        ("prefer=rank,age", 7, "rules joined by commas"),
        ("prefer=rank,rank", 7, "each once"),
        ("issued-before=", 14, "a year of 4 digits"),
        ("issued-before=19x7", 16, "X, a capital"),
        ("only=x+issued-after=1956-1O", 26, "2 digits"),
        ("issued-before=1956%2D1O", 14, "2 digits"),
        ("reliability=", 12, "a grade, A to E"),
        ("reliability=F", 12, "a grade, A to E"),
        ("reliability=AB", 12, "a grade, A to E"),
        ("anonymous=maybe", 10, "no, or yes"),
        ("language=hungarian-language", 9, "hu, sr-Latn"),
        ("recorded-by=", 12, "names"),
        ("recorded-by=%FF", 12, "UTF-8"),
        ("without-mode=Denied", 13, "joined by commas"),
    ],
)
def test_a_text_that_is_no_reading_is_refused_with_its_place(
    text: str, offset: int, expected: str
) -> None:
    with pytest.raises(ReadingSyntaxError) as caught:
        Reading.parse(text)

    assert (caught.value.text, caught.value.offset) == (text, offset)
    assert expected in caught.value.expected
    assert f"at character {offset + 1}" in str(caught.value)


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"prefer": 3}, "reading.prefer"),
        ({"prefer": ["age"]}, "reading.prefer"),
        ({"only": ["A"]}, "reading.only"),
        ({"without": 1}, "reading.without"),
        ({"issued_before": 1957}, "reading.issued_before"),
        ({"language": ["?"]}, "reading.language"),
        ({"reliability": "F"}, "reading.reliability"),
        ({"anonymous": 0}, "reading.anonymous"),
        ({"recorded_by": [""]}, "reading.recorded_by"),
        ({"recorded_by": 1}, "reading.recorded_by"),
        ({"without_mode": ["!"]}, "reading.without_mode"),
    ],
)
def test_what_can_not_be_meant_is_refused(fields: dict[str, Any], where: str) -> None:
    with pytest.raises(RecordError) as caught:
        Reading(**fields)

    assert caught.value.where.startswith(where)
    assert caught.value.found


def test_a_text_where_a_date_is_meant_is_read_as_one() -> None:
    assert Reading(issued_before="1957").issued_before == When.parse("1957")
    with pytest.raises(DateSyntaxError):
        Reading(issued_before="last year")


def test_a_reading_is_a_value() -> None:
    reading = Reading(only="a", issued_before="1957")

    assert attrs.evolve(reading) == reading
    assert len({reading, Reading.parse(str(reading)), DEFAULT}) == 2
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        reading.only = ()  # type: ignore[misc]


@pytest.mark.parametrize("name", ["before", "after", "within"])
def test_a_reading_knows_whether_it_asks_when_sources_were_issued(name: str) -> None:
    assert Reading.parse(f"issued-{name}=1957").asks_when_issued
    assert not Reading(only="a").asks_when_issued
