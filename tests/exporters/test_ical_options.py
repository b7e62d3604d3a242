"""What a calendar has on request: anniversaries, retractions, data, its own address."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from dateutil.rrule import rrulestr
from tests.exporters.ical_lint import linted
from tests.exporters.test_ical import exported, only, read
from tests.exporters.test_ical_text import unescaped
from tests.exporters.world import FIRST, event, shelf

import chrono56 as c56
from chrono56.app import Log
from chrono56.clock import FixedClock
from chrono56.exporters.ical_records import SCHEMA
from chrono56.formats import OptionError
from chrono56.log.codec import record_from_json
from chrono56.log.memory import MemoryStore
from chrono56.testing import sample


def told(*tells: Callable[[Any], object]) -> Any:
    """Return the chronology of an assault; what else is told is an entry each."""
    log = Log(MemoryStore("told"), by="anna", clock=FixedClock(FIRST, 61))
    log.begin("told")
    with log.entry() as entry:
        book = entry.source("book", csl={"title": "Book"})
        assault = entry.event(
            "assault", kind="conflict.battle", labels={"en": "Assault"}
        )
        entry.claim(assault, c56.Dating("1956-11-04"), cite=book.at(page=3))
    for tell in tells:
        with log.entry() as entry:
            tell(entry)
    return log.chronology(cache=False)


class TestAnniversaries:
    def test_come_every_year_under_the_year_of_the_event(self) -> None:
        found = only(shelf(event(when="1956-11-04T04:15")), anniversaries=True)

        assert str(found["SUMMARY"]) == "Soviet assault on Budapest (1956)"
        assert str(found["DESCRIPTION"]) == "When: 4 November 1956, 04:15"
        assert found["RRULE"].to_ical() == b"FREQ=YEARLY"
        assert str(found["STATUS"]) == "CONFIRMED"

    def test_of_a_leap_day_come_on_the_last_of_february(self) -> None:
        found = only(shelf(event(when="1956-02-29")), anniversaries=True)
        start = datetime(1956, 2, 29)  # noqa: DTZ001 - a wall clock's
        rule = rrulestr(found["RRULE"].to_ical().decode(), dtstart=start)

        assert [f"{day:%Y-%m-%d}" for day in rule[:5]] == [
            *("1956-02-29", "1957-02-28", "1958-02-28", "1959-02-28", "1960-02-29")
        ]

    def test_of_uncertain_dates_are_left_out_and_counted(self) -> None:
        events = (event("a", "1956-11"), event("b", "1956-11-04~"), event("c"))
        calendar = read(exported(shelf(*events), anniversaries=True))

        assert len(calendar.walk("VEVENT")) == 1
        assert str(calendar["DESCRIPTION"]) == (
            "1 event, 2 left out (without one certain day of the year), log 1956"
        )

    def test_are_never_made_unasked(self) -> None:
        assert b"RRULE" not in exported(sample())


class TestRetractions:
    def test_are_left_out_unasked(self) -> None:
        chronology = told(lambda entry: entry.retract("assault", reason="a rumour"))

        assert linted(exported(chronology)) == []

    def test_are_cancelled_on_request_under_the_same_id(self) -> None:
        before = only(told(lambda entry: entry.source("other")))
        chronology = told(lambda entry: entry.retract("assault", reason="a rumour"))
        calendar = read(exported(chronology, retracted=True))
        (found,) = calendar.walk("VEVENT")

        assert str(calendar["DESCRIPTION"]) == "0 events, 1 retracted, log told"
        assert str(found["STATUS"]) == "CANCELLED"
        assert str(found["SUMMARY"]) == "[retracted] Assault"
        assert "Retracted: a rumour" in str(found["DESCRIPTION"])
        assert found["UID"] == before["UID"]
        assert found["SEQUENCE"] > before["SEQUENCE"]
        assert found["LAST-MODIFIED"].dt > found["CREATED"].dt

    def test_without_a_date_are_not_there(self) -> None:
        def tell(entry: Any) -> None:
            entry.event("undated", labels={"en": "Undated"})
            entry.retract("undated", reason="a rumour")

        assert len(linted(exported(told(tell), retracted=True))) == 1


def test_a_revision_has_the_same_id_and_a_higher_number() -> None:
    renamed = c56.Event("assault", "conflict.battle", {"en": "The assault"})
    before = only(told())
    after = only(told(lambda entry: entry.revise(renamed)))

    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] == before["SEQUENCE"] + 1
    assert after["LAST-MODIFIED"].dt > before["LAST-MODIFIED"].dt
    assert after["DTSTAMP"].dt == after["LAST-MODIFIED"].dt


class TestStructure:
    def test_carries_each_claim_as_the_log_has_it(self) -> None:
        found = _in_full(structured=True)
        data = found["STRUCTURED-DATA"]
        claims = [record_from_json(json.loads(_text(one))) for one in data]

        assert {one.params["SCHEMA"] for one in data} == {SCHEMA}
        assert set(claims) == {view.claim for view in sample().claims("told-in-full")}

    def test_names_the_place_and_the_people_as_components(self) -> None:
        found = _in_full(structured=True)
        parts = {(one.name, _name(one)) for one in found.subcomponents}

        assert ("VLOCATION", 'Széna tér; "square", 1st') in parts
        assert ("PARTICIPANT", "Éva Kiss") in parts
        (place,) = found.walk("VLOCATION")
        assert place["GEO"].to_ical() == "47.507;-19.0"

    def test_names_the_kind_the_sources_and_the_whole(self) -> None:
        data = exported(sample(), structured=True)
        events = {one["X-CHRONO56-ID"][0][1]: one for one in linted(data)}
        march = events["told-in-full"]

        item = "https://www.wikidata.org/entity/Q273120"
        assert march["CONCEPT"] == [("", item)]
        assert march["REFID"] == [("", "book"), ("", "report")]
        assert march["RELATED-TO"] == [
            ("RELTYPE=PARENT", events["extent"]["UID"][0][1])
        ]

    def test_is_not_there_unasked(self) -> None:
        found = _in_full()

        assert found.subcomponents == []
        assert not {"STRUCTURED-DATA", "CONCEPT", "REFID", "RELATED-TO"} & set(found)

    def test_leaves_out_a_claim_that_refers_to_what_was_retracted(self) -> None:
        def tell(entry: Any) -> None:
            entry.place("pest", labels={"en": "Pest"})
            entry.claim("assault", c56.Location("pest"), cite=c56.Source("book"))

        chronology = told(tell, lambda entry: entry.retract("pest", reason="a slip"))
        data = only(chronology, structured=True)["STRUCTURED-DATA"]

        assert json.loads(_text(data))["says"]["type"] == "dating"


class TestTheAddress:
    def test_is_where_programs_look_for_newer_versions(self) -> None:
        address = "https://x.example/1956.ics"
        calendar = read(exported(shelf(event()), address=address))

        assert str(calendar["SOURCE"]) == str(calendar["URL"]) == address
        assert calendar["REFRESH-INTERVAL"].to_ical() == b"P1D"

    def test_has_to_be_one_of_the_web(self) -> None:
        with pytest.raises(OptionError, match="'here' is no web address; use one such"):
            exported(shelf(event()), address="here")


@pytest.mark.parametrize(
    ("kind", "colour"),
    [("conflict.battle", "firebrick"), ("life.birth", "seagreen"), ("x.y", "gray")],
)
def test_events_have_the_colour_of_their_family(kind: str, colour: str) -> None:
    assert str(only(shelf(event(kind=kind)))["COLOR"]) == colour


def test_a_calendar_was_last_modified_when_one_of_its_events_was() -> None:
    calendar = read(exported(shelf(event(), event("other", ""))))

    assert calendar["LAST-MODIFIED"].to_ical() == b"20240305T183059Z"


def test_a_name_of_blanks_is_a_blank_that_no_program_drops() -> None:
    assert str(only(shelf(event(label="  ")))["SUMMARY"]) == "\xa0"


def _in_full(**options: Any) -> Any:
    calendar = read(exported(sample(), **options))
    return next(
        one
        for one in calendar.walk("VEVENT")
        if str(one["X-CHRONO56-ID"]) == "told-in-full"
    )


def _text(value: Any) -> str:
    return unescaped(str(value))


def _name(component: Any) -> str:
    return unescaped(str(component.get("NAME", component.get("SUMMARY"))))
