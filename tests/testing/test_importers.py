"""The kit for importers: those that ship pass it, and no cheat gets through."""

import sys
from typing import Any, Final

import pytest
from tests.plugins.installed import PLUGINS
from tests.testing import cheats_exporters
from tests.testing import cheats_importers as cheats
from tests.testing.cheats_exporters import offer_of
from tests.testing.cheats_importers import EXAMPLE, importer_of

from chrono56.errors import ConformanceError
from chrono56.plugins import ExporterOffer, ImporterOffer
from chrono56.testing import check_importer
from chrono56.testing.importers import PROMISES
from chrono56.testing.intake import Intake
from chrono56.testing.promises import broken_by
from chrono56.testing.trial import Trial

BY_NAME: Final = {promise.__name__: promise for promise in PROMISES}

# What each promise has to find out, and what it must say of it.
CHEATS: Final[tuple[tuple[str, ImporterOffer, str], ...]] = (
    ("the_summary_is_one_line", importer_of(summary=""), "the summary is empty"),
    (
        "every_choice_can_be_read",
        importer_of(cheats.LacksAChoice, options=cheats_exporters.Choosing),
        "with options {'style': 'bold'}: KeyError: 'bold'",
    ),
    ("it_gives_records", importer_of(cheats.GivesNothing), "no record came into"),
    ("it_gives_records", importer_of(cheats.GivesObjects), "gave list"),
    ("reading_again_changes_nothing", importer_of(cheats.DrawsIds), "read twice: "),
    ("closed_it_stops_and_lets_go", importer_of(cheats.ReadsOn), "went on to read"),
    ("closed_it_stops_and_lets_go", importer_of(cheats.HoldsOn), "on to the input"),
    (
        "what_is_cited_is_there",
        importer_of(cheats.MakesUpASource),
        "a claim about 'march' cites 'a-web-page', which it does not give",
    ),
    (
        "it_says_where_it_is",
        importer_of(cheats.SaysNoPlace),
        "where 5 of 5 records stand it does not say",
    ),
    (
        "input_that_is_cut_off_is_borne",
        importer_of(cheats.TrustsTheEnd),
        "ValueError: subsection not found",
    ),
    (
        "input_that_is_cut_off_is_borne",
        importer_of(cheats.FailsByItself),
        "refused without its place: no luck",
    ),
    (
        "input_that_is_altered_is_borne",
        importer_of(cheats.SplitsAtQuotes),
        "IndexError: list index out of range",
    ),
    ("hostile_input_is_borne", importer_of(cheats.TrustsTheDepth), "RecursionError"),
    ("the_day_changes_nothing", importer_of(cheats.TakesToday), "500 days later"),
    ("it_touches_nothing_else", importer_of(cheats.ReadsAFile), "read '/etc/hosts'"),
)
RETURNS: Final[tuple[tuple[ExporterOffer, ImporterOffer, str], ...]] = (
    (offer_of(), importer_of(cheats.DropsNames), "do not come back: text-html"),
    (
        offer_of(),
        importer_of(cheats.AddsAnEvent),
        "1 events come back that were not there: the-import",
    ),
    (offer_of(), importer_of(cheats.ShoutsNames), "events come back otherwise: "),
    (
        offer_of(cheats.CountsClaims, factory=f"{cheats.__name__}:CountsClaims"),
        importer_of(cheats.MakesMoreClaims),
        "exported and imported once more: line 2, byte ",
    ),
)


def test_what_ships_keeps_every_promise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(PLUGINS / "chrono56-jsonl" / "src")
    plugin: Any = __import__("chrono56_jsonl")

    check_importer(
        plugin.chrono56_importers(),
        exporter=plugin.chrono56_exporters(),
        options={"unknown": "keep"},
    )
    assert plugin.__name__ in sys.modules


@pytest.mark.parametrize(
    ("promise", "offer", "words"),
    CHEATS,
    ids=[f"{name}-{offer.factory.partition(':')[2]}" for name, offer, _ in CHEATS],
)
def test_an_importer_that_cheats_is_found_out(
    promise: str, offer: ImporterOffer, words: str
) -> None:
    found = broken_by(BY_NAME[promise], Intake(offer, EXAMPLE))

    assert found.startswith(promise.replace("_", " ") + ": ")
    assert words in found


@pytest.mark.parametrize(("exporter", "offer", "words"), RETURNS)
def test_what_does_not_come_back_is_found_out(
    exporter: ExporterOffer, offer: ImporterOffer, words: str
) -> None:
    intake = Intake(offer, Trial(exporter).made, exporter)

    assert words in broken_by(BY_NAME["what_was_exported_comes_back"], intake)


def test_there_is_a_cheat_for_every_promise_that_only_importers_make() -> None:
    own = {one.__name__ for one in PROMISES if one.__module__.endswith(".reading")}

    assert own - {promise for promise, _, _ in CHEATS} == {
        "what_was_exported_comes_back"
    }


def test_only_broken_promises_are_told_and_what_to_call_to_see_them_again() -> None:
    with pytest.raises(ConformanceError) as caught:
        check_importer(importer_of(cheats.SaysNoPlace), EXAMPLE, exporter=offer_of())

    (broken,) = caught.value.broken
    assert broken.startswith("it says where it is: where 5 of 5 records stand")
    assert broken.endswith(
        "to see it again: chrono56.testing.reading.it_says_where_it_is"
        "(chrono56.testing.intake.Intake(offer, example, exporter, options))"
    )


def test_without_an_example_and_an_exporter_there_is_nothing_to_check() -> None:
    with pytest.raises(TypeError, match="give an example or an exporter"):
        check_importer(importer_of())
