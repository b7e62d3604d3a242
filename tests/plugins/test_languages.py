"""Languages that plugins teach: in lists and exports, with phrases of their own."""

import sys
from pathlib import Path

import attrs
import pytest
from tests.cli.command import run, village
from tests.plugins.installed import PLUGINS, points_of

from chrono56 import When
from chrono56.dates.words.languages import TaughtTag, is_known, told_in
from chrono56.dates.words.phrases import counted, faults_of, locator_label, phrase
from chrono56.dates.words.phrases_en import PHRASES
from chrono56.errors import OfferError
from chrono56.exporters.offer import ExportContext
from chrono56.plugins.host import PluginHost
from chrono56.plugins.languages import find_language, taught_tag

NAME = "chrono56-words-de"
GERMAN = ("--no-plugins", "--plugin", "german.py")


@pytest.fixture
def host(monkeypatch: pytest.MonkeyPatch) -> PluginHost:
    monkeypatch.setattr(sys, "path", [str(PLUGINS / NAME / "src"), *sys.path])
    return PluginHost.load(points_of(NAME), {})


def test_a_taught_tag_is_a_tag_by_which_dates_are_told(host: PluginHost) -> None:
    tag = taught_tag("de-AT", host)

    assert tag == "de-AT"
    assert told_in(tag) == tag
    assert When.parse("1956-10-23").describe(tag) == "23. Oktober 1956"


def test_what_nobody_teaches_is_told_in_english(host: PluginHost) -> None:
    assert not is_known(taught_tag("fr", host))
    assert told_in(taught_tag("fr", host)) == "en"


def test_phrases_of_a_plugin_come_first_and_english_for_those_it_lacks() -> None:
    english = find_language("en")
    taught = attrs.evolve(
        english,
        tag="la",
        phrases={
            "sources": "Fontes",
            "day": ["{count} dies"],
            "locators": {"page": "p."},
        },
    )
    tag = TaughtTag("la", taught)

    assert phrase("sources", tag) == "Fontes"
    assert phrase("appendix", tag) == phrase("appendix", "en")
    assert counted("day", 3, tag) == "3 dies"
    assert locator_label("page", tag) == "p."
    assert phrase("sources", "la") == "Sources"


@pytest.mark.parametrize(
    ("name", "said", "fault"),
    [
        ("titulus", "Annales", "no phrase is called so"),
        ("title", ["Annales"], "is no str of texts"),
        ("day", "{count} dies", "is no list of texts"),
        ("low", "ab {count}", "has {count}, and English only {number}"),
        ("title", "{count}", "has {count}, and English only no slots"),
        ("low", "ab {number", "has a brace that is no slot's"),
        ("locators", {"page": 1}, "is no table of texts"),
    ],
)
def test_phrases_that_can_not_be_filled_in_are_said_in_english(
    name: str, said: object, fault: str
) -> None:
    language = attrs.evolve(find_language("en"), tag="la", phrases={name: said})
    tag = TaughtTag("la", language)

    assert faults_of(language.phrases) == {name: fault}
    assert phrase("title", tag) == phrase("title", "en")
    assert phrase("low", tag, number=3) == phrase("low", "en", number=3)
    assert counted("day", 3, tag) == counted("day", 3, "en")
    assert locator_label("page", tag) == locator_label("page", "en")


def test_german_has_all_that_lists_and_exports_say(host: PluginHost) -> None:
    same_as_in_english = {"how", "locator", "locator-number"}
    lacking = PHRASES.keys() - find_language("de", host).phrases.keys()

    assert lacking == same_as_in_english


def test_a_plugin_that_gives_no_language_is_named(
    host: PluginHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    find_language("de", host)
    monkeypatch.setattr(sys.modules["chrono56_words_de.german"], "LANGUAGE", "Deutsch")

    with pytest.raises(OfferError, match="is no Language"):
        taught_tag("de", host)


@pytest.mark.usefixtures("host")
class TestAtTheTerminal:
    @pytest.fixture(autouse=True)
    def _german(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        path = tmp_path / "german.py"
        path.write_text("from chrono56_words_de import chrono56_languages\n")
        village(tmp_path / "chronology.jsonl")
        monkeypatch.chdir(tmp_path)

    def test_a_list_is_asked_and_told_in_the_language_of_a_plugin(self) -> None:
        outcome = run(*GERMAN, "on", "24. Oktober 1956", "--lang", "de")

        assert "vom 24. bis zum 26. Oktober 1956" in outcome.lines

    def test_changes_are_told_in_it(self) -> None:
        outcome = run(*GERMAN, "diff", "#1", "--lang", "de")

        assert "24. Oktober 1956" in outcome.out

    def test_an_export_is_in_it_and_is_checked_in_it(self, tmp_path: Path) -> None:
        run(*GERMAN, "export", "markdown", "--lang", "de", "-o", "a.md")
        text = (tmp_path / "a.md").read_text(encoding="utf-8")

        assert "## Quellen" in text
        assert ";language=de;taught=german.py;" in text
        assert "vom 20. bis zum 30. Oktober 1956" in text
        assert run(*GERMAN, "verify", "--export", "a.md").status == 0

    def test_an_export_in_it_can_not_be_told_without_it(self) -> None:
        run(*GERMAN, "export", "markdown", "--lang", "de", "-o", "a.md")
        outcome = run("--no-plugins", "verify", "--export", "a.md", "--json")
        (found,) = (one for one in outcome.objects if "outcome" in one)

        assert (found["outcome"], found["cause"]) == ("unknown", "version")
        assert "made by german.py, and here is chrono56's own languages" in found["why"]

    def test_pages_are_read_in_it(self, tmp_path: Path) -> None:
        page = "23. Oktober 1956: Die Menge zieht zum Rundfunk."
        (tmp_path / "page.txt").write_text(page, encoding="utf-8")
        chronicle = ("import", "chronicle", "page.txt", "--source", "diary")
        refused = run("--no-plugins", *chronicle, "--lang", "de", "--by", "anna")
        outcome = run(*GERMAN, *chronicle, "--lang", "de", "--by", "anna")
        (event,) = run("search", "Rundfunk", "--json").objects

        assert refused.status == 4
        assert outcome.status == 0
        assert event["when"] == "1956-10-23"
        assert event["labels"] == {"de": "Die Menge zieht zum Rundfunk"}

    def test_without_the_plugin_it_is_in_english(self) -> None:
        outcome = run("--no-plugins", "on", "1956-10-24", "--lang", "de")

        assert "24 October 1956" in outcome.lines


def test_exporters_are_given_the_language_of_dates_that_a_plugin_teaches() -> None:
    latin = attrs.evolve(find_language("sr-Latn"), tag="la")

    assert ExportContext(language=TaughtTag("la", latin)).dates is latin
    assert ExportContext(language="la").dates is find_language("en")
