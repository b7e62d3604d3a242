"""iCalendar: judged by the byte linter, by icalendar and by vobject."""

import re
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import icalendar
import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.dates.texts import TEXTS
from tests.exporters.ical_lint import linted, unfolded
from tests.exporters.test_ical_text import shown
from tests.exporters.world import (
    HOSTILE,
    INJECTIONS,
    LAST,
    bytes_of,
    event,
    readable,
    rich,
    shelf,
    source,
)

from chrono56.chronology.views import Revision
from chrono56.dates import When
from chrono56.exporters.provenance import Provenance, find_provenance
from chrono56.model import Place

BUDAPEST = "[Europe/Budapest]"


def exported(chronology: Any, language: str = "en", **options: object) -> bytes:
    return bytes_of(chronology, "ical", language=language, options=options)


def read(data: bytes) -> Any:
    """Read with icalendar, and take none of its excuses."""
    calendar: Any = icalendar.Calendar.from_ical(data)
    for component in calendar.walk():
        assert component.errors == []
    return calendar


def only(chronology: Any, **options: Any) -> Any:
    data = exported(chronology, **options)
    assert len(linted(data)) == 1
    (found,) = read(data).walk("VEVENT")
    return found


def test_a_calendar_with_every_hard_case_is_clean_and_complete() -> None:
    data = exported(rich())
    events = linted(data)
    found = {str(one["X-CHRONO56-ID"]): one for one in read(data).walk("VEVENT")}

    assert len(events) == len(rich()) - 2
    assert set(found) == {one.id for one in rich()} - {"marathon", "rumour"}


def test_vobject_finds_every_required_property_and_the_same_dates() -> None:
    data = exported(rich())
    calendar = vobject.readOne(data.decode())

    assert calendar.validate(raiseException=True)
    theirs = {str(one.uid.value): one.dtstart.value for one in calendar.vevent_list}
    ours = {str(one["UID"]): one["DTSTART"].dt for one in read(data).walk("VEVENT")}
    assert {uid: _day(when) for uid, when in theirs.items()} == {
        uid: _day(when) for uid, when in ours.items()
    }


def _day(when: date | datetime) -> date:
    return when.date() if isinstance(when, datetime) else when


@given(HOSTILE, HOSTILE, HOSTILE)
@settings(deadline=None)
def test_hostile_text_is_read_back_and_adds_no_property(
    label: str, words: str, place: str
) -> None:
    pest = Place("pest", {"en": place})
    view = event(label=label, as_written=words, place="pest")
    found = only(shelf(view, places=[pest]))

    name = (label if label.strip() else "\xa0") if label else "assault"
    assert str(found["SUMMARY"]) == shown(name).replace("\n", " ")
    assert str(found["LOCATION"]) == shown(place or "pest").replace("\n", " ")
    assert shown(words) in str(found.get("DESCRIPTION", ""))
    assert set(found) <= {
        *(
            "UID",
            "DTSTAMP",
            "CREATED",
            "LAST-MODIFIED",
            "SEQUENCE",
            "DTSTART",
            "SUMMARY",
        ),
        *("DESCRIPTION", "LOCATION", "CATEGORIES", "COLOR", "STATUS", "TRANSP"),
        *("X-CHRONO56-ID", "X-CHRONO56-KIND", "X-CHRONO56-EDTF"),
        *("X-CHRONO56-LABELS", "X-CHRONO56-AS-WRITTEN", "X-CHRONO56-PLACE"),
    }


@pytest.mark.parametrize("text", INJECTIONS)
def test_an_injection_stays_text(text: str) -> None:
    hostile = source("s", title=text, URL=text)
    view = event(label=text, as_written=text, sources=("s",))
    data = exported(shelf(view, known_sources=[hostile], title=text))

    assert len(linted(data)) == 1
    assert not re.search(
        r"^(ATTENDEE|BEGIN:VALARM|LINK)", "\n".join(unfolded(data)), re.M
    )


@given(st.lists(TEXTS.filter(readable), min_size=1, max_size=4))
@settings(deadline=None)
def test_any_date_makes_a_clean_calendar_and_is_kept_in_full(texts: list[str]) -> None:
    views = [event(f"e{number}", text) for number, text in enumerate(texts)]
    data = exported(shelf(*views))
    linted(data)

    for found in read(data).walk("VEVENT"):
        number = int(str(found["X-CHRONO56-ID"])[1:])
        # icalendar leaves the escapes of properties that it does not know.
        kept = str(found["X-CHRONO56-EDTF"]).replace("\\", "")
        assert kept == str(When.parse(texts[number]))


def test_a_day_lasts_to_the_next_and_a_span_to_the_day_after_its_last() -> None:
    found = only(shelf(event(when="1956-11-04/1956-11-11")))

    assert found.start == date(1956, 11, 4)
    assert found.end == date(1956, 11, 12)
    assert only(shelf(event(when="1956-11-04"))).end == date(1956, 11, 5)


@pytest.mark.parametrize(
    ("when", "offset"),
    [("1956-10-23T15:00", 1), ("1956-06-16T15:00", 2), ("1956-01-01T00:00", 1)],
)
def test_a_time_in_budapest_has_the_offset_of_that_year(when: str, offset: int) -> None:
    data = exported(shelf(event(when=when + BUDAPEST)))
    (start,) = [one["DTSTART"].dt for one in read(data).walk("VEVENT")]
    zone = vobject.readOne(data.decode()).vevent.dtstart.value

    assert start.utcoffset() == timedelta(hours=offset)
    assert zone.utcoffset() == timedelta(hours=offset)


def test_a_zone_is_described_once_for_all_the_years_that_use_it() -> None:
    years = (1954, 1957, 1956)
    views = [event(f"e{year}", f"{year}-07-01T12:00{BUDAPEST}") for year in years]
    data = exported(shelf(*views, event("other", "1948-06-01T12:00")))
    (zone,) = read(data).walk("VTIMEZONE")
    onsets = [one["DTSTART"].dt for one in zone.subcomponents]

    assert [onset.year for onset in onsets] == [1954] * 3 + [1955] * 2 + [1956] * 2 + [
        1957
    ] * 2
    for name in (b"BEGIN:VTIMEZONE", b"TZID:Europe/Budapest"):
        assert data.count(name) == 1
    assert data.index(b"BEGIN:VTIMEZONE") < data.index(b"BEGIN:VEVENT")


@pytest.mark.parametrize("zone", ["Europe/Budapest", "America/New_York", "Asia/Tehran"])
@pytest.mark.parametrize("year", [1526, 1889, 1916, 1956, 1977, 2008])
def test_readers_of_the_zone_agree_with_its_database(zone: str, year: int) -> None:
    views = [
        event(f"e{month}", f"{year}-{month:02}-15T12:00[{zone}]")
        for month in (1, 6, 9, 12)
    ]
    calendar = read(exported(shelf(*views)))
    described = calendar.walk("VTIMEZONE")[0].to_tz(lookup_tzid=False)

    for view in views:
        assert view.when is not None
        noon = datetime.combine(
            date.fromordinal(view.when.day or 0), datetime.min.time()
        )
        noon = noon.replace(hour=12)
        expected = noon.replace(tzinfo=ZoneInfo(zone)).utcoffset()
        found = noon.replace(tzinfo=described).utcoffset()
        assert expected is not None
        assert found is not None
        # pytz keeps offsets to the minute; the file has the seconds.
        assert abs(expected - found) < timedelta(minutes=1)


def test_a_tentative_event_says_why_before_its_name() -> None:
    found = only(shelf(event(when="1956-10~")))

    assert str(found["SUMMARY"]) == "[about October 1956] Soviet assault on Budapest"
    assert str(found["STATUS"]) == "TENTATIVE"
    assert "When: about October 1956" in str(found["DESCRIPTION"])


def test_what_was_only_planned_is_tentative_and_says_so() -> None:
    found = only(shelf(event(occurrence="planned")))

    assert str(found["SUMMARY"]).startswith("[planned] ")
    assert str(found["STATUS"]) == "TENTATIVE"


def test_the_stamps_are_the_logs_and_never_the_clocks() -> None:
    found = only(shelf(event()))

    assert found["DTSTAMP"].dt.isoformat() == "2024-03-05T18:30:59+00:00"
    assert found["LAST-MODIFIED"].dt == found["DTSTAMP"].dt
    assert found["CREATED"].dt.isoformat() == "2024-03-01T09:00:00+00:00"
    assert found["SEQUENCE"] == 2


def test_the_uid_survives_another_name_and_date_and_differs_between_logs() -> None:
    first = only(shelf(event()))["UID"]
    changed = event(
        when="1956-11-05", label="Another", revision=Revision(9, LAST, LAST)
    )

    assert only(shelf(changed))["UID"] == first
    assert only(shelf(event("other")))["UID"] != first
    assert only(shelf(event(), log_id="1848"))["UID"] != first


def test_sources_are_named_in_words_and_linked() -> None:
    un = source("un-1957", title='The "Special" Committee; report')
    kgb = source("kgb-1", URL="https://x.example/KGB.PDF")
    view = event(sources=("kgb-1", "lost", "un-1957"))
    found = only(shelf(view, known_sources=[un, kgb]))

    assert str(found["DESCRIPTION"]).splitlines() == [
        "Source: Report kgb-1 [kgb-1]",
        "Source: lost",
        'Source: The "Special" Committee; report [un-1957]',
    ]
    links = [
        (str(one), one.params["FMTTYPE"], one.params["LABEL"]) for one in found["LINK"]
    ]
    assert links == [
        ("https://x.example/KGB.PDF", "application/pdf", "Report kgb-1"),
        ("https://x.example/un-1957", "text/html", 'The "Special" Committee; report'),
    ]


def test_a_dispute_says_who_says_what() -> None:
    leave = [one for one in rich().events if one.id == "leave"]
    chronology = attrs.evolve(rich(), events=leave)

    assert str(only(chronology)["DESCRIPTION"]) == (
        "Disputed (date): 28 October 1956 (Report un-1957 [un-1957], page 12-14)"
        " / 31 October 1956 (Report kgb-1 [kgb-1], after tass)"
    )


def test_every_claim_can_be_written_out() -> None:
    leave = [one for one in rich().events if one.id == "leave"]
    chronology = attrs.evolve(rich(), events=leave)
    lines = str(only(chronology, claims=True)["DESCRIPTION"]).splitlines()

    assert lines[1:] == [
        "Claim: 28 October 1956 “on the 28th” (Report un-1957 [un-1957], page 12-14)",
        "Claim: 31 October 1956 (Report kgb-1 [kgb-1], after tass)",
    ]


def test_a_place_gives_its_name_and_its_point() -> None:
    pest = Place(
        "pest", {"en": "Pest; Buda", "hu": "Pest"}, ("47.514700", "-19.038500")
    )
    chronology = shelf(event(place="pest"), places=[pest])
    data = exported(chronology)

    assert b"GEO:47.514700;-19.038500\r\n" in data
    assert str(only(chronology)["LOCATION"]) == "Pest; Buda"
    assert b"LOCATION:Pest\r\n" in exported(chronology, language="hu")


def test_the_kind_is_a_category_in_the_readers_language() -> None:
    chronology = shelf(event(kind="politics.protest"))

    assert only(chronology)["CATEGORIES"].cats == ["Protest"]
    assert "CATEGORIES:tüntetés\r\n".encode() in exported(chronology, language="hu")


def test_the_calendar_says_what_it_holds_and_what_it_leaves_out() -> None:
    calendar = read(exported(shelf(event(), event("m", "-0489"), event("n", ""))))

    assert str(calendar["NAME"]) == str(calendar["X-WR-CALNAME"]) == "Budapest 1956"
    assert str(calendar["DESCRIPTION"]) == (
        "1 event, 1 left out (before year 100), 1 left out (without a date), log 1956"
    )


def test_the_calendar_says_of_which_state_it_is() -> None:
    several = read(exported(shelf(event(), head="aa,bb")))
    none = read(exported(shelf(head="")))

    for calendar, heads in ((several, ("aa", "bb")), (none, ())):
        assert Provenance.read(str(calendar["X-CHRONO56-PROVENANCE"])).heads == heads


def test_the_calendar_carries_all_that_decides_its_bytes() -> None:
    data = exported(shelf(event()), language="hu", claims=True)
    text = str(read(data)["X-CHRONO56-PROVENANCE"])
    made = Provenance.read(text)

    assert f"X-CHRONO56-PROVENANCE;VALUE=URI:{text}" in unfolded(data)
    assert find_provenance(data) == made
    assert (made.exporter, made.log, made.heads) == ("ical", "1956", ("ab12" * 16,))
    assert made.language == "hu"
    assert made.options["claims"] == "true"
    assert made.options["anniversaries"] == "false"


@pytest.mark.parametrize("views", [[], [event("n", "")]])
def test_a_calendar_without_events_says_so_and_is_still_one(views: list[Any]) -> None:
    data = exported(shelf(*views))
    calendar = read(data)

    assert linted(data) == []
    assert str(calendar["DESCRIPTION"]).startswith("0 events")
    assert len(calendar.subcomponents) == 1  # RFC 5545 3.6 wants one
