"""The kit for languages of dates: those that ship pass it, and no cheat does."""

import sys

import attrs
import pytest
from tests.plugins.installed import PLUGINS, points_of

from chrono56.dates.words.en import LANGUAGE as ENGLISH
from chrono56.dates.words.language import Language
from chrono56.dates.words.languages import BUILT_IN, language_of
from chrono56.dates.words.wording import Wording
from chrono56.errors import ConformanceError, OfferError, PluginError
from chrono56.plugins.host import PluginHost
from chrono56.plugins.languages import find_language
from chrono56.testing import check_language


@pytest.fixture
def host(monkeypatch: pytest.MonkeyPatch) -> PluginHost:
    name = "chrono56-words-de"
    monkeypatch.setattr(sys, "path", [str(PLUGINS / name / "src"), *sys.path])
    return PluginHost.load(points_of(name), {})


@pytest.mark.parametrize("tag", BUILT_IN)
def test_the_languages_that_ship_keep_what_they_promise(tag: str) -> None:
    check_language(language_of(tag))


def test_a_language_of_a_plugin_is_found_by_its_tag_and_keeps_it_too(
    host: PluginHost,
) -> None:
    german = find_language("de-AT", host)

    assert german.name == "Deutsch"
    check_language(german)


def changed(**templates: str) -> Language:
    wording = ENGLISH.wording
    return attrs.evolve(
        ENGLISH,
        wording=attrs.evolve(wording, templates={**wording.templates, **templates}),
    )


def without(name: str) -> Wording:
    kept = {key: it for key, it in ENGLISH.wording.templates.items() if key != name}
    return attrs.evolve(ENGLISH.wording, templates=kept)


@pytest.mark.parametrize(
    ("language", "found"),
    [
        (changed(day="{day} {year}"), "not read back: 1956-10-23 is '23 1956'"),
        (
            attrs.evolve(ENGLISH, wording=without("nth-day")),
            "not told in words: 1956-XX-23, 195X-XX-23",
        ),
        (changed(by="until {a}"), r"not read back: \[\.\.1956-11-07\]"),
        (attrs.evolve(ENGLISH, example="a day"), "not read: 'a day'"),
        (
            attrs.evolve(
                ENGLISH, text=ENGLISH.text.replace("MONTH month", "MOND month")
            ),
            "in the words or in the grammar alone: MOND, MONTH",
        ),
        (
            attrs.evolve(
                ENGLISH,
                wording=attrs.evolve(ENGLISH.wording, templates={"day": "{day}"}),
            ),
            "no template about, all-between",
        ),
    ],
)
def test_a_language_that_breaks_a_promise_is_told_which(
    language: Language, found: str
) -> None:
    with pytest.raises(ConformanceError, match=found):
        check_language(language)


def test_a_language_that_nobody_offers_is_refused_with_those_there_are(
    host: PluginHost,
) -> None:
    with pytest.raises(PluginError, match=":de, de, en, hu, sr, sr-latn"):
        find_language("fr", host)


def test_a_plugin_that_offers_no_language_is_told_so(host: PluginHost) -> None:
    offer = host.languages()["de"]
    bad = attrs.evolve(offer, factory="json:dumps")

    with pytest.raises(OfferError, match="json:dumps is no Language of dates"):
        bad.language()
