"""Content lines: unfolded in bytes, taken apart, each with its line of the file."""

import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.exporters.world import HOSTILE
from tests.importers.ical_world import calendar, refused, vevent

from chrono56.exporters.ical_text import content_lines, parameter_value, text_value
from chrono56.importers.context import ImportContext
from chrono56.importers.ical_lines import Component, read_calendars

WITHOUT_CONTROLS = HOSTILE.map(
    lambda text: "".join(one for one in text if one.isprintable())
)


def only(data: bytes) -> Component:
    (found,) = read_calendars(io.BytesIO(data), ImportContext())
    return found


@pytest.mark.parametrize("end", [b"\r\n", b"\n", b"\r"])
def test_lines_may_end_as_they_like_and_keep_their_numbers(end: bytes) -> None:
    data = vevent("DTSTART:19561104", "DESCRIPTION:one\r\n  two").replace(b"\r\n", end)
    (event,) = only(data).components

    assert [(one.number, one.name) for one in event.lines] == [
        (4, "UID"), (5, "SUMMARY"), (6, "DTSTART"), (7, "DESCRIPTION")
    ]  # fmt: skip
    assert event.number == 3
    assert event.text("DESCRIPTION") == "one two"


def test_a_fold_within_a_character_is_undone() -> None:
    data = vevent("LOCATION:Műegyetem").replace(b"\xc5\xb1", b"\xc5\r\n \xb1")

    assert only(data).components[0].text("LOCATION") == "Műegyetem"


def test_a_mark_of_byte_order_and_empty_lines_are_passed_over() -> None:
    data = b"\xef\xbb\xbf\r\n" + vevent("", "DTSTART:19561104") + b"\r\n\r\n"

    assert only(data).components[0].text("DTSTART") == "19561104"


@given(st.dictionaries(st.sampled_from("ABC"), WITHOUT_CONTROLS), HOSTILE)
def test_what_the_exporter_writes_is_read_back(
    parameters: dict[str, str], value: str
) -> None:
    head = "".join(
        f";X-{key}={parameter_value(text)}" for key, text in parameters.items()
    )
    lines = ["BEGIN:VCALENDAR", f"X-TOLD{head}:{text_value(value)}", "END:VCALENDAR"]
    (line,) = only(content_lines(lines)).lines

    assert text_value(line.text) == text_value(value)
    for key, text in parameters.items():
        assert line.parameter(f"X-{key}") == text


def test_several_texts_are_divided_at_commas_of_their_own() -> None:
    *_, line = only(calendar("CATEGORIES:a\\,b,c\\\\,d\\;e")).lines

    assert line.texts == ("a,b", "c\\", "d;e")


def test_names_are_read_in_any_case_and_components_in_each_other() -> None:
    data = calendar("begin:vevent", "uid:1", "BEGIN:VALARM", "END:VALARM", "end:Vevent")
    (event,) = only(data).within("VEVENT")

    assert event.text("UID") == "1"
    assert [one.name for one in event.components] == ["VALARM"]


def test_a_file_may_hold_several_calendars() -> None:
    data = calendar("X-WR-CALNAME:one") + calendar("X-WR-CALNAME:two")
    found: Any = read_calendars(io.BytesIO(data), ImportContext())

    assert [(one.number, one.text("X-WR-CALNAME")) for one in found] == [
        (1, "one"), (5, "two")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", ":1: no calendar in it; one begins with BEGIN:VCALENDAR"),
        (
            b"Date,Event\r\n",
            ":1: 'Date,Event' is no line of a calendar; write NAME:value",
        ),
        (b"X:1\r\n", ":1: X '1' where a calendar begins; the first line is BEGIN"),
        (b"BEGIN:VEVENT\r\n", ":1: a VEVENT outside of a calendar; put it between"),
        (
            b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n",
            ":2: END:VCALENDAR is missing, it begins on line 1; is the file cut off?",
        ),
        (
            calendar("BEGIN:VEVENT", "UID:1"),
            ":5: END 'VCALENDAR' where VEVENT is open since line 3; write END:VEVENT",
        ),
        (vevent("no colon"), ":6: 'no colon' is no line of a calendar"),
        (
            vevent("LOCATION:Mxegyetem").replace(b"Mx", b"M\xfb"),
            ":6: the byte 0xfb where text in UTF-8 was expected; save it as UTF-8",
        ),
        (
            b"BEGIN:VCALENDAR\r\nVERSION:1.0\r\nEND:VCALENDAR\r\n",
            ":2: VERSION '1.0', which is vCalendar; export it as iCalendar",
        ),
    ],
)
def test_what_is_no_calendar_is_refused_with_its_line(data: bytes, said: str) -> None:
    assert refused(data).startswith(said)
