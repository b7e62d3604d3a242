"""The iCalendar importer: our own calendars, read back."""

import io
import re
from typing import Any

import pytest
from tests.exporters.test_ical import exported
from tests.importers.ical_world import NAME, calendar, log_of_the_sample, refused, taken

import chrono56 as c56
from chrono56.app import open_bundled
from chrono56.importers.builtin import OFFERS
from chrono56.importers.runner import import_file
from chrono56.testing import sample


def test_events_come_back_equal_with_their_dates_and_sources() -> None:
    log = open_bundled()
    chronology = log.chronology(cache=False)
    data = exported(chronology)
    found = {one.id: one for one in taken(data).events}

    told = [it for it in chronology if f"CHRONO56-ID:{it.id}\r\n".encode() in data]
    assert len(told) > 700  # all that have a date
    for event in told:
        back = found[event.id]
        assert (back.kind, back.labels) == (event.kind, event.labels)
        assert (back.when, back.as_written) == (event.when, event.as_written)
        assert back.place == event.place


def test_nothing_but_the_claims_of_the_calendar_is_new_where_it_came_from() -> None:
    log = log_of_the_sample()
    report = _imported(log, exported(log.chronology(cache=False)))

    assert set(report.counts) == {"source", "claim"}
    assert report.counts["source"] == 1


def test_a_calendar_credits_its_sources_and_is_no_witness_beside_them() -> None:
    log = log_of_the_sample()
    _imported(log, exported(log.chronology(cache=False)))
    chronology = log.chronology(cache=False)
    views = chronology.claims("day")

    assert len(views) == 2
    for view in views:
        assert {one.origins for one in view.witnesses} == {frozenset({"book"})}


def test_with_data_the_same_claims_come_back() -> None:
    chronology = sample()
    done = taken(exported(chronology, structured=True))

    assert len(done.chronology) > 100
    for event in done.chronology:
        ours = {view.claim for view in chronology.claims(event.id)}
        theirs = {view.claim for view in done.chronology.claims(event.id)}
        assert theirs <= ours
        assert {one.says for one in theirs if isinstance(one.says, c56.Dating)}


def test_with_data_nothing_at_all_is_new_where_it_came_from() -> None:
    log = log_of_the_sample()
    data = exported(log.chronology(cache=False), structured=True)
    report = _imported(log, data)

    assert report.counts == {}


def test_an_anniversary_is_no_repetition() -> None:
    chronology = sample()
    data = exported(chronology, anniversaries=True)
    done = taken(data)

    assert done.left_out == []
    for event in done.events:
        assert event.when == chronology.event(event.id).when


def test_what_was_retracted_stays_out_and_is_said() -> None:
    data = exported(sample(), retracted=True)
    done = taken(data)

    assert [why for _, why in done.left_out] == ["retracted where it was exported"]
    assert "retracted" not in {event.id for event in done.events}


def test_what_was_moved_in_a_calendar_program_has_the_day_it_shows() -> None:
    data = _sample_with(rb"(DTSTART;VALUE=DATE:)19561023(\r\nSUMMARY:day\r\n)")
    event = next(one for one in taken(data).events if one.id == "day")

    assert str(event.when) == "1956-10-24"


def test_what_a_calendar_program_only_wrote_otherwise_was_not_moved() -> None:
    pattern = rb"(DTSTART;VALUE=DATE:19561104\r\n)(SUMMARY:[^\r]*dawn\r\n)"
    data = _sample_with(pattern, rb"\1DTEND;VALUE=DATE:19561105\r\n\2")
    event = next(one for one in taken(data).events if one.id == "dawn")

    assert str(event.when) == "1956-11-04T04:00..06:00~"


def test_what_was_renamed_in_a_calendar_program_has_the_name_it_shows() -> None:
    data = _sample_with(rb"(\r\nSUMMARY:)day(\r\n)", rb"\1The Day\2")
    event = next(one for one in taken(data).events if one.id == "day")

    assert event.labels == {"en": "The Day"}


@pytest.mark.parametrize("record", ["{", "[" * 99_999, "{}", '{"type":"event"}'])
def test_a_record_that_is_none_is_refused_with_its_line(record: str) -> None:
    assert refused(calendar(f"X-CHRONO56-RECORD:{record}")).startswith(":3: ")


def _imported(log: Any, data: bytes) -> Any:
    return import_file(log, OFFERS["ical"], io.BytesIO(data), name=NAME)


def _sample_with(pattern: bytes, by: bytes = rb"\g<1>19561024\2") -> bytes:
    """Return the calendar of the sample, changed in one place."""
    data, count = re.subn(pattern, by, exported(sample()))
    assert count == 1
    return data
