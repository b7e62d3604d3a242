"""Fixed words: all languages have all of them, with the same parts to fill in."""

import string
from typing import Any

import pytest

from chrono56.dates.words import phrases_en, phrases_hu, phrases_sr
from chrono56.dates.words.phrases import counted, known_phrase, locator_label, phrase
from chrono56.model.entities import LOCATOR_LABELS

OWN = {"en": phrases_en, "hu": phrases_hu, "sr": phrases_sr}
TABLE: dict[str, dict[str, Any]] = {tag: own.PHRASES for tag, own in OWN.items()}


def parts(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("key", TABLE["en"])
def test_every_language_has_the_phrase_with_the_same_parts(key: str) -> None:
    english = TABLE["en"][key]
    wanted = parts(english[0] if isinstance(english, list) else english)
    for language in OWN:
        text = TABLE[language][key]
        forms = text if isinstance(text, list) else [text]

        assert [parts(form) for form in forms] == [wanted] * len(forms)
        assert all(forms)


@pytest.mark.parametrize(("language", "forms"), [("hu", 1), ("sr", 3)])
def test_no_language_has_a_phrase_too_many_and_each_has_its_forms(
    language: str, forms: int
) -> None:
    assert TABLE[language].keys() == TABLE["en"].keys()
    counts = [one for one in TABLE[language].values() if isinstance(one, list)]
    assert {len(one) for one in counts} == {forms}


@pytest.mark.parametrize("language", ["hu", "sr"])
def test_every_locator_of_csl_has_a_word(language: str) -> None:
    assert OWN[language].LOCATORS.keys() == set(LOCATOR_LABELS)


def test_serbian_in_latin_has_no_cyrillic_and_keeps_its_parts() -> None:
    for key in TABLE["en"]:
        if isinstance(TABLE["sr"][key], str):
            wanted = {name: name for name in parts(TABLE["sr"][key])}
            assert not any(
                "\u0400" <= one <= "\u04ff"
                for one in phrase(key, "sr-Latn-RS", **wanted)
            )
    assert locator_label("page", "sr-Latn") == "strana"
    assert phrase("column-language", "sr-Latn") == "Jezik"


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (1, "1 дан"),
        (2, "2 дана"),
        (5, "5 дана"),
        (11, "11 дана"),
        (21, "21 дан"),
        (112, "112 дана"),
    ],
)
def test_serbian_counts_have_three_forms(count: int, words: str) -> None:
    assert counted("day", count, "sr-Cyrl") == words


def test_what_no_language_of_dates_has_is_told_in_english() -> None:
    assert phrase("sources", "de") == "Sources"
    assert known_phrase("relation-part_of", "", "fr", other="x") == "part of x"
    assert known_phrase("relation-dreams_of", "dreams of x", "hu") == "dreams of x"


def test_what_is_filled_in_may_hold_braces() -> None:
    assert phrase("quoted", "en", text="{a} {") == "“{a} {”"


def test_of_what_is_counted_more_can_be_told() -> None:
    assert counted("by-majority", 1, "en", against="0") == (
        "1 independent source can agree with it, against 0"
    )
    assert counted("by-majority", 3, "sr", against="1") == (
        "3 независна извора могу да се сложе с тим, наспрам 1"
    )
