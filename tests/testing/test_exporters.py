"""The kit for exporters: those that ship pass it, and no cheat gets through."""

import csv
import io
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from icalendar import Calendar
from tests.testing import cheats_exporters as cheats
from tests.testing.cheats_exporters import Honest, offer_of, read, read_lines

from chrono56.errors import ConformanceError
from chrono56.exporters.builtin import OFFERS
from chrono56.exporters.csv import unguarded
from chrono56.plugins import ExporterOffer, Loss
from chrono56.testing import check_exporter
from chrono56.testing.exporters import PROMISES
from chrono56.testing.promises import broken_by
from chrono56.testing.trial import Trial

BY_NAME: Final = {promise.__name__: promise for promise in PROMISES}

# What each promise has to find out, and what it must say of it.
CHEATS: Final[tuple[tuple[str, ExporterOffer, str], ...]] = (
    ("the_summary_is_one_line", offer_of(summary=" "), "the summary is empty"),
    ("the_summary_is_one_line", offer_of(summary="a\nb"), "the summary is 'a\\nb'"),
    ("the_summary_is_one_line", offer_of(summary="a" * 101), "101 characters"),
    ("the_media_type_is_one", offer_of(media_type="csv"), "is 'csv'"),
    ("the_media_type_is_one", offer_of(media_type="text/x; charset"), "charset"),
    ("files_have_an_extension", offer_of(extensions=()), "no extension"),
    ("files_have_an_extension", offer_of(extensions=(".a", ".a")), "given twice"),
    ("it_is_for_this_chrono56", offer_of(api=(2, 0)), "for API (2, 0)"),
    ("it_is_for_this_chrono56", offer_of(api=(1, 99)), "for API (1, 99)"),
    ("losses_are_told_in_words", offer_of(loses=[Loss("", "x")]), "lost is empty"),
    ("losses_are_told_in_words", offer_of(loses=[Loss("x", "")]), "how 'x' are lost"),
    (
        "options_say_what_they_do",
        offer_of(options=cheats.Unexplained),
        "the help of option 'wide' is empty",
    ),
    (
        "options_can_be_written_and_read",
        offer_of(options=cheats.Growing),
        "written and read is Growing(title='<<x>>')",
    ),
    (
        "every_choice_can_be_made",
        offer_of(cheats.LacksAChoice, options=cheats.Choosing),
        "with options {'style': 'bold'}: ",
    ),
    ("it_gives_bytes", offer_of(cheats.WritesText), "gave str"),
    ("it_gives_bytes", offer_of(cheats.WritesNothing), "no bytes at all"),
    ("nothing_can_be_exported", offer_of(cheats.NeedsAnEvent), "empty sequence"),
    ("nothing_can_be_exported", offer_of(cheats.InventsAnEvent), "nothing happened"),
    ("the_bytes_are_in_the_charset", offer_of(cheats.WritesLatin), "is no utf-8"),
    (
        "the_bytes_are_in_the_charset",
        offer_of(media_type="text/plain"),
        "'text/plain' is text and has no charset",
    ),
    (
        "the_bytes_are_in_the_charset",
        offer_of(media_type="text/plain; charset=utf-9"),
        "no charset 'utf-9'",
    ),
    ("exporting_again_changes_nothing", offer_of(cheats.DrawsIds), "line 2, byte "),
    (
        "exporting_again_changes_nothing",
        offer_of(cheats.CountsExports),
        "exported once: line 1, byte 0",
    ),
    (
        "exporting_again_changes_nothing",
        offer_of(cheats.ClosesTheChronology),
        "Cannot operate on a closed database",
    ),
    ("exports_do_not_mix", offer_of(cheats.SharesItsLines), "beside another export"),
    (
        "names_are_in_the_language_asked_for",
        offer_of(cheats.SpeaksEnglish),
        "in en, but not 'Kenyeret hoznak' in hu",
    ),
    (
        "names_are_in_the_language_asked_for",
        offer_of(cheats.FallsSilent),
        "the event 'Bread is brought' has none",
    ),
    (
        "the_provenance_is_carried_if_declared",
        offer_of(carries_provenance=True),
        "there is none in the first 64 kB",
    ),
    (
        "the_provenance_is_carried_if_declared",
        offer_of(cheats.WritesProvenanceLast, carries_provenance=True),
        "the first is ('another', 'another')",
    ),
    (
        "every_event_is_exported_or_left_out",
        offer_of(cheats.SkipsTheUndated),
        "and no reason: only-relative, undated",
    ),
    (
        "every_event_is_exported_or_left_out",
        offer_of(cheats.CountsOnly),
        "exported alone, 118 events",
    ),
    (
        "what_is_left_out_is_declared",
        offer_of(cheats.LeavesOut),
        "it leaves out 2 events, and the offer declares no loss",
    ),
    (
        "what_is_left_out_is_declared",
        offer_of(cheats.LeavesOutForNoReason, loses=[Loss("events", "some")]),
        "the reason to leave events out is ' '",
    ),
    (
        "what_is_left_out_is_declared",
        offer_of(cheats.LeavesOutWhatIsNot, loses=[Loss("events", "some")]),
        "alone it leaves out 3",
    ),
    ("hostile_text_breaks_nothing", offer_of(cheats.EscapesWords), "&lt;"),
    (
        "it_begins_before_all_is_read",
        offer_of(cheats.ReadsAllFirst),
        "all 1200 events were read before the first 7 bytes came",
    ),
    (
        "memory_does_not_grow_with_the_events",
        offer_of(cheats.HoldsAllLines),
        "600 events",
    ),
    (
        "memory_does_not_grow_with_the_events",
        offer_of(cheats.RemembersEvents),
        "600 events, and ",
    ),
    ("closed_it_stops_and_lets_go", offer_of(cheats.ReadsOn), "event 1 to 1200"),
    ("closed_it_stops_and_lets_go", offer_of(cheats.HoldsOn), "still holds on"),
    ("closed_it_stops_and_lets_go", offer_of(cheats.GoesOnWhenClosed), "ignored"),
    ("what_breaks_it_comes_out", offer_of(cheats.EndsEarly), "as if it were whole"),
    ("what_breaks_it_comes_out", offer_of(cheats.WrapsErrors), "no luck"),
    (
        "interrupts_come_out",
        offer_of(cheats.EndsWhenInterrupted),
        "came out as nothing",
    ),
    ("hashing_changes_nothing", offer_of(cheats.WritesASet), "PYTHONHASHSEED="),
    ("hashing_changes_nothing", offer_of(cheats.WritesAnAddress), "PYTHONHASHSEED="),
    ("time_zones_change_nothing", offer_of(cheats.WritesLocalTime), "TZ=Pacific/"),
    ("surroundings_change_nothing", offer_of(cheats.WritesTheEncoding), "LC_ALL=C"),
    ("surroundings_change_nothing", offer_of(cheats.WritesTheHome), "/nonexistent"),
    ("surroundings_change_nothing", offer_of(cheats.WritesTheFolder), "line 120"),
    ("surroundings_change_nothing", offer_of(cheats.FitsTheTerminal), "17"),
    ("the_day_changes_nothing", offer_of(cheats.WritesToday), "500 days later"),
    ("the_day_changes_nothing", offer_of(cheats.WritesTheYear), "500 days later"),
    ("the_day_changes_nothing", offer_of(cheats.WritesTheMonthInUtc), "500 days later"),
    ("the_day_changes_nothing", offer_of(cheats.AsksTheClock), "500 days later"),
    (
        "it_touches_nothing_else",
        offer_of(cheats.WritesAFile),
        "opened 'export.log' to write, in cheats_exporters.py, line ",
    ),
    (
        "it_touches_nothing_else",
        offer_of(cheats.SwallowsThatItMayNot),
        "opened 'export.log' to write",
    ),
    ("it_touches_nothing_else", offer_of(cheats.ReadsAFile), "read '/etc/hosts'"),
    ("it_touches_nothing_else", offer_of(cheats.AsksTheNetwork), "socket."),
    ("it_touches_nothing_else", offer_of(cheats.AsksAProgram), "subprocess.Popen"),
    ("it_touches_nothing_else", offer_of(cheats.DeletesAFile), "os.remove"),
    ("it_touches_nothing_else", offer_of(cheats.LeavesATemporaryFile), "left-"),
    ("it_touches_nothing_else", offer_of(cheats.KeepsADatabase), "sqlite3.connect"),
    ("it_touches_nothing_else", offer_of(cheats.Prints), "printed 'exporting\\n'"),
)


def read_csv(data: bytes) -> Iterator[str]:
    text = io.StringIO(data.decode(), newline="")
    return (unguarded(row["label"]) for row in csv.DictReader(text))


def read_calendar(data: bytes) -> Iterator[str]:
    """Give the names in a calendar, without the words for what is not certain."""
    for event in Calendar.from_ical(data.decode()).walk("VEVENT"):
        words, _, _ = str(event.get("DESCRIPTION", "")).partition("\n")
        said = f"[{words.removeprefix('When: ')}] "
        yield str(event["SUMMARY"]).removeprefix(said)


@pytest.mark.parametrize(
    ("name", "reader"),
    [("csv", read_csv), ("ical", read_calendar), ("markdown", None)],
)
def test_what_ships_keeps_every_promise(
    name: str, reader: Callable[[bytes], Iterator[str]] | None
) -> None:
    check_exporter(OFFERS[name], read=reader)


@pytest.mark.parametrize(
    ("promise", "offer", "words"),
    CHEATS,
    ids=[
        f"{promise}-{offer.factory.partition(':')[2]}" for promise, offer, _ in CHEATS
    ],
)
def test_an_exporter_that_cheats_is_found_out(
    promise: str, offer: ExporterOffer, words: str
) -> None:
    found = broken_by(BY_NAME[promise], Trial(offer, read))

    assert found.startswith(promise.replace("_", " ") + ": ")
    assert words in found


def test_text_that_is_written_as_it_stands_is_found_out() -> None:
    offer = offer_of(cheats.WritesAsItStands)
    found = broken_by(BY_NAME["hostile_text_breaks_nothing"], Trial(offer, read_lines))

    assert "events where 118 were exported" in found


def test_there_is_a_cheat_for_every_promise() -> None:
    assert {promise for promise, _, _ in CHEATS} == BY_NAME.keys()


def test_only_broken_promises_are_told_and_what_to_call_to_see_them_again() -> None:
    offer = offer_of(cheats.LeavesOut, summary="")
    with pytest.raises(ConformanceError) as caught:
        check_exporter(offer, read=read)

    assert str(caught.value).startswith(
        "the exporter their-dist:cheat breaks 2 promises:\n"
        "  the summary is one line: the summary is empty (The offer says in one line,"
    )
    assert [one.rpartition("again: ")[2] for one in caught.value.broken] == [
        f"chrono56.testing.{promise}(chrono56.testing.trial.Trial(offer))"
        for promise in (
            "declaring.the_summary_is_one_line",
            "losing.what_is_left_out_is_declared",
        )
    ]


def test_an_offer_that_other_processes_can_not_be_sent_is_refused_at_once() -> None:
    class Options:
        pass

    with pytest.raises(TypeError, match="name the options as text"):
        check_exporter(offer_of(options=Options))


def test_an_exporter_that_ends_its_process_is_found_out() -> None:
    offer = offer_of(EndsTheProcess, factory=f"{__name__}:EndsTheProcess")
    found = broken_by(BY_NAME["it_touches_nothing_else"], Trial(offer, read))

    assert "its process ended with 3" in found


def test_what_is_kept_among_temporary_files_for_a_while_is_fine() -> None:
    factory = f"{__name__}:{KeepsADatabaseForAWhile.__name__}"
    offer = offer_of(KeepsADatabaseForAWhile, factory=factory)

    assert broken_by(BY_NAME["it_touches_nothing_else"], Trial(offer, read)) == ""


class KeepsADatabaseForAWhile(cheats.AddsALine):
    def more(self) -> object:
        import sqlite3

        with tempfile.TemporaryDirectory() as folder:
            database = sqlite3.connect(Path(folder) / "export.db")
            database.execute("CREATE TABLE event (id)")
            database.close()
        return "kept"


class EndsTheProcess(Honest):
    def chunks(self, *_: Any) -> Iterator[Any]:
        import os

        os._exit(3)
