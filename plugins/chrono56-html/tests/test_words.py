"""The words of the page: all languages say all of it."""

import re
import tomllib
from pathlib import Path

import chrono56_html
import pytest
from chrono56_html.words import words_of

FOLDER = Path(chrono56_html.__file__).parent / "words"
LANGUAGES = sorted(path.stem for path in FOLDER.glob("*.toml"))


def tables(language: str) -> dict[str, dict[str, str | list[str]]]:
    return tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_says_all_that_english_does(language: str) -> None:
    english, other = tables("en"), tables(language)

    assert {name: list(table) for name, table in other.items()} == {
        name: list(table) for name, table in english.items()
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_fills_in_the_same_values(language: str) -> None:
    english, other = tables("en"), tables(language)
    for name, table in english.items():
        for key, words in table.items():
            wanted, found = (
                set(re.findall(r"\{\w+\}", str(one)))
                for one in (words, other[name][key])
            )
            assert found == wanted, (name, key)


def test_no_word_is_there_for_nothing() -> None:
    package = FOLDER.parent
    parts = [*package.glob("*.py"), *package.glob("page/*.*")]
    text = "".join(path.read_text(encoding="utf-8") for path in parts)
    # Ranks, judgements and confidences are words of the log, and found by these.
    by_value = {"preferred", "deprecated", "contradicts", "the_start_of", "the_end_of"}
    by_value |= {"confidence_low", "confidence_high", "unheard"}
    said = {key for name in ("page", "text", "value") for key in tables("en")[name]}

    assert {
        key for key in said if not re.search(rf"(\b|say_){key}\b", text)
    } - by_value == set()


@pytest.mark.parametrize(
    ("language", "number", "words"),
    [
        ("en", 1, "1 day"),
        ("en", 2, "2 days"),
        ("hu", 2, "2 nap"),
        ("sr", 1, "1 дан"),
        ("sr", 3, "3 дана"),
        ("sr", 5, "5 дана"),
        ("sr", 11, "11 дана"),
        ("sr", 21, "21 дан"),
        ("sr-Latn", 21, "21 dan"),
    ],
)
def test_numbers_go_with_their_form(language: str, number: int, words: str) -> None:
    assert words_of(language).count(number, "day") == words


def test_serbian_in_latin_is_written_over_letter_by_letter() -> None:
    assert words_of("sr-Latn").say("page", "keys_back").startswith("nazad na liniju")
    assert words_of("sr-Latn-RS").tables["text"]["claims"] == "Tvrdnje: {n}"
