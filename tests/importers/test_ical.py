"""The iCalendar importer: the calendars of others, as they are."""

import re
import subprocess
import sys
from contextlib import suppress
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.importers.ical_world import (
    NAME,
    calendar,
    new_log,
    refused,
    taken,
    vevent,
)

import chrono56 as c56
from chrono56.exporters.builtin import OFFERS as EXPORTERS
from chrono56.importers.builtin import OFFERS
from chrono56.testing import check_importer

DAY: Final = "DTSTART;VALUE=DATE:19561104"


def test_the_importer_keeps_what_importers_promise() -> None:
    check_importer(OFFERS["ical"], exporter=EXPORTERS["ical"])


class TestTheirs:
    def test_events_are_told_with_what_is_said_of_them(self) -> None:
        lines = (DAY, "LOCATION:Bem tér\\; left", "GEO:47.51;+19.04", "COMMENT: ")
        done = taken(
            vevent(*lines, "DESCRIPTION:Bring all", "CATEGORIES:Work,tüntetés")
        )
        (event,) = done.events
        place = done.chronology.place(event.place)

        assert (event.kind, event.label()) == ("politics.protest", "A talk")
        assert place.labels == {"en": "Bem tér; left"}
        assert place.point == ("47.51", "19.04")
        assert [one.says for one in done.claims()] == [
            c56.Dating("1956-11-04"),
            c56.Location(place.id),
            c56.Statement("Bring all", "en"),
        ]

    def test_each_claim_cites_the_calendar_and_the_event_in_it(self) -> None:
        done = taken(vevent(DAY, uid="a\\,b"))
        (source,) = done.chronology.sources()

        assert (source.title, source.sha256) == (NAME, done.report.sha256)
        assert [one.citations for one in done.claims()] == [
            (c56.Citation(source.id, "a,b", "section"),)
        ]

    def test_a_calendar_is_called_what_it_calls_itself(self) -> None:
        head = "X-WR-CALNAME:Talks\nURL:https://x.example/"
        lines = ("BEGIN:VEVENT", "UID:1", DAY, "END:VEVENT")
        (source,) = taken(calendar(*lines, head=head)).chronology.sources()

        assert source.csl == {
            "type": "dataset", "title": "Talks", "URL": "https://x.example/"
        }  # fmt: skip

    def test_a_source_that_is_named_is_cited_instead(self) -> None:
        log = new_log()
        with log.entry() as entry:
            entry.source("register")
        done = taken(vevent(DAY), log, cite="register")

        assert [one.id for one in done.chronology.sources()] == ["register"]
        assert {one.citations[0].source for one in done.claims()} == {"register"}

    def test_languages_are_the_calendars_or_the_one_that_is_named(self) -> None:
        lines = (DAY, "DESCRIPTION;LANGUAGE=sr:Опис", "LOCATION:Tér")
        done = taken(vevent(*lines), language="hu")
        (event,) = done.events

        assert event.labels == {"hu": "A talk"}
        assert done.chronology.place(event.place).labels == {"hu": "Tér"}
        assert done.claims()[-1].says == c56.Statement("Опис", "sr")

    def test_what_was_cancelled_was_planned_and_did_not_happen(self) -> None:
        done = taken(vevent(DAY, "STATUS:CANCELLED"))

        assert list(done.chronology) == []
        assert [(one.says, one.mode) for one in done.claims()] == [
            (c56.Dating("1956-11-04"), "planned"),
            (c56.Occurrence(), "denied"),
        ]

    def test_what_is_tentative_is_told_with_little_confidence(self) -> None:
        (claim,) = taken(vevent(DAY, "STATUS:TENTATIVE")).claims()

        assert claim.confidence == "low"

    @pytest.mark.parametrize(
        "line", ["RRULE:FREQ=WEEKLY", "RDATE:19561105", "EXDATE:19561104"]
    )
    def test_of_repetitions_the_first_is_taken_and_the_rest_said(
        self, line: str
    ) -> None:
        done = taken(vevent(DAY, line))

        assert [str(event.when) for event in done.events] == ["1956-11-04"]
        assert done.left_out == [("7", "repetitions; only the first is taken")]

    def test_an_instance_that_was_moved_is_an_event_of_its_own(self) -> None:
        lines = ("BEGIN:VEVENT", "UID:1", DAY, "END:VEVENT")
        moved = ("BEGIN:VEVENT", "UID:1", "RECURRENCE-ID:19561105", DAY, "END:VEVENT")

        assert len(taken(calendar(*lines, *moved)).events) == 2

    def test_events_without_an_id_are_told_apart_by_what_they_hold(self) -> None:
        lines = ("BEGIN:VEVENT", DAY, "END:VEVENT")
        other = ("BEGIN:VEVENT", DAY, "SUMMARY:other", "END:VEVENT")

        assert len(taken(calendar(*lines, *other, *lines)).events) == 2

    @pytest.mark.parametrize("other", [("SUMMARY:other", DAY), (f"{DAY[:-1]}5",)])
    def test_two_events_of_one_id_are_refused_with_both_places(
        self, other: tuple[str, ...]
    ) -> None:
        twice = calendar(
            *("BEGIN:VEVENT", "UID:1", DAY, "END:VEVENT"),
            *("BEGIN:VEVENT", "UID:1", *other, "END:VEVENT"),
        )
        why = "another event than on line 3, with the same UID '1'; keep the one that"
        first = taken(twice, options={"bad": "skip"})

        assert refused(twice).startswith(f":7: {why}")
        assert [str(event.when) for event in first.events] == ["1956-11-04"]
        assert [(at, said[: len(why)]) for at, said in first.left_out] == [("7", why)]

    def test_two_calendars_that_differ_under_one_id_are_refused_or_one_is_left_out(
        self,
    ) -> None:
        other = ("BEGIN:VEVENT", "UID:2", DAY, "END:VEVENT")
        one = ("BEGIN:VEVENT", "UID:1", DAY, "SUMMARY:one", "END:VEVENT")
        two = ("BEGIN:VEVENT", "UID:1", DAY, "SUMMARY:two", "END:VEVENT")
        both = calendar(*one) + calendar(*two, *other)
        first = taken(both, options={"bad": "skip"})
        (at, why), *more = first.left_out

        assert re.match(
            r":11: the id '.*' names another record on line 3;", refused(both)
        )
        assert not more
        assert (at, why.partition(" names ")[2]) == (
            "11",
            "another record on line 3; keep the one that counts",
        )
        assert sorted(event.label() for event in first.events)[0] != "two"
        assert len(first.events) == 2

    def test_records_that_two_calendars_carry_otherwise_are_refused_or_left_out(
        self,
    ) -> None:
        carried = (
            'X-CHRONO56-RECORD:{"id":"hall"\\,"labels":{"en":"%s"}\\,"type":"place"}'
        )
        both = calendar(head=carried % "Hall") + calendar(head=carried % "Barn")

        assert ":7: the id 'hall' names another record on line 3" in refused(both)
        (left,) = taken(both, options={"bad": "skip"}).left_out
        assert left[0] == "7"

    def test_an_anniversary_that_was_moved_by_itself_moves_no_event(self) -> None:
        same = ("BEGIN:VEVENT", "UID:1", "X-CHRONO56-ID:a")
        ours = (*same, DAY, "RRULE:FREQ=YEARLY")
        moved = (*same, f"{DAY[:-1]}5", "RECURRENCE-ID:19571104")
        done = taken(calendar(*ours, "END:VEVENT", *moved, "END:VEVENT"))

        assert [str(event.when) for event in done.events] == ["1956-11-04"]
        assert ("9", "an anniversary that was changed by itself") in done.left_out

    def test_the_same_event_twice_is_one(self) -> None:
        event = ("BEGIN:VEVENT", "UID:1", DAY, "END:VEVENT")

        assert len(taken(calendar(*event, *event)).events) == 1

    @pytest.mark.parametrize(
        ("lines", "at", "why"),
        [
            (["DTSTART:19561105"], "7", "a second DTSTART; only the first is taken"),
            (["SUMMARY:B", "SUMMARY:C"], "8", "a second SUMMARY; only the first"),
            (
                ["DTEND:19561105", "DURATION:P9D"],
                "8",
                "a DURATION beside DTEND, which counts",
            ),
            (["BEGIN:VEVENT", "END:VEVENT"], "7", "a VEVENT within an event"),
        ],
    )
    def test_what_an_event_says_beyond_what_it_may_is_listed(
        self, lines: list[str], at: str, why: str
    ) -> None:
        done = taken(vevent(DAY, *lines))

        assert [str(event.when) for event in done.events] == ["1956-11-04"]
        assert (at, why) in [(line, said[: len(why)]) for line, said in done.left_out]

    def test_a_kind_that_nobody_knows_is_a_fault_of_its_event(self) -> None:
        data = vevent(DAY, "X-CHRONO56-ID:a", "X-CHRONO56-KIND:conflict.batle")
        done = taken(data, options={"bad": "skip"})

        assert refused(data).startswith(":3: kind: no kind 'conflict.batle'; did you")
        assert [why[:24] for _, why in done.left_out] == ["no kind 'conflict.batle'"]

    @pytest.mark.parametrize(
        ("line", "why"),
        [
            ('X-CHRONO56-LABELS:{"en":1}', "are not all names"),
            ('X-CHRONO56-LABELS:{"en":["a"]}', "are not all names"),
            ("X-CHRONO56-LABELS:{", "is no object of JSON"),
            ("X-CHRONO56-LABELS:" + "9" * 5000, "is no object of JSON"),
        ],
    )
    def test_labels_that_are_none_are_refused_with_their_line(
        self, line: str, why: str
    ) -> None:
        said = refused(vevent(DAY, "X-CHRONO56-ID:a", line))

        assert said.startswith(":8: X-CHRONO56-LABELS ")
        assert why in said

    def test_what_is_skipped_is_told_in_one_line(self) -> None:
        data = vevent(DAY, "X-CHRONO56-EDTF:1956-1O")
        ((_, why),) = taken(data, options={"bad": "skip"}).left_out

        assert (
            why == "not a date: expected a month of 2 digits, such as 08 at character 7"
        )

    def test_tasks_and_journals_are_left_out_and_said(self) -> None:
        done = taken(calendar("BEGIN:VJOURNAL", "UID:1", "END:VJOURNAL"))

        assert done.left_out == [("3", "a VJOURNAL; only events (VEVENT) are taken")]

    @pytest.mark.parametrize(
        ("line", "said"),
        [
            ("GEO:north", ":6: "),
            ("GEO:91;0", ":6: "),
            ("X-CHRONO56-ID:Not An Id", ":3: "),
            ("X-CHRONO56-EDTF:1956-1O", ":7: not a date: expected"),
        ],
    )
    def test_what_the_model_has_against_an_event_is_told_with_its_place(
        self, line: str, said: str
    ) -> None:
        assert refused(vevent(line, DAY)).startswith(said.replace(":7", ":6"))

    def test_an_event_that_is_wrong_is_left_out_where_that_is_asked_for(self) -> None:
        lines = ("BEGIN:VEVENT", "UID:1", "DTSTART:soon", "END:VEVENT")
        more = ("BEGIN:VEVENT", "UID:2", DAY, "GEO:91;0", "END:VEVENT")
        fine = ("BEGIN:VEVENT", "UID:3", DAY, "END:VEVENT")
        data = calendar(*lines, *more, *fine)
        done = taken(data, options={"bad": "skip"})

        assert len(done.events) == 1
        assert [place for place, _ in done.left_out] == ["3", "7"]
        assert len(done.claims()) == 1
        assert done.left_out[0][1].startswith("DTSTART 'soon' is no date; use one")

    @given(st.lists(st.binary(max_size=40).map(lambda line: line + b"\r\n")))
    def test_whatever_stands_in_an_event_is_read_or_refused(
        self, lines: list[bytes]
    ) -> None:
        data = vevent(DAY).replace(b"END:VEVENT", b"".join(lines) + b"END:VEVENT")
        with suppress(c56.ImportFailedError):
            taken(data)


def test_without_icalendar_the_error_says_what_to_install() -> None:
    script = (
        "import sys; sys.modules['icalendar'] = None; import chrono56, io;"
        " log = chrono56.open_log('memory:', by='anna');"
        " chrono56.import_file(log, 'ical', io.BytesIO(b'x'))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )

    assert done.returncode == 1
    assert "ImportFailedError: import ical: can't be loaded: " in done.stderr
    assert "pip install 'chrono56[ical]' brings it" in done.stderr
