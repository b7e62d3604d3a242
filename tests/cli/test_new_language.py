"""What a language of dates begins with: English whole, which tells dates as English."""

import tomllib

import pytest
from tests.cli.command import run

from chrono56.cli import status
from chrono56.cli.new_language import tables_of_english
from chrono56.dates.words.en import LANGUAGE
from chrono56.dates.words.phrases_en import PHRASES


def test_its_tables_are_all_that_english_has() -> None:
    tables = tables_of_english()
    months = tomllib.loads(tables["months"])

    assert tables["words"] == LANGUAGE.text
    assert tables["shortens"] == LANGUAGE.wording.shortens
    assert tomllib.loads(tables["templates"]) == LANGUAGE.wording.templates
    assert {case: tuple(names) for case, names in months.items()} == (
        LANGUAGE.wording.months
    )
    assert tomllib.loads(tables["phrases"]) == PHRASES


def test_what_a_place_in_a_source_counts_can_be_put_into_words() -> None:
    locators = tomllib.loads(tables_of_english()["locators"])

    assert locators["page"] == "page"
    assert locators["sub-verbo"] == "sub-verbo"


@pytest.mark.parametrize("tag", ["en", "hu", "sr-latn", "en-gb"])
def test_the_tag_of_a_language_that_is_built_in_is_refused(tag: str) -> None:
    outcome = run("new-plugin", tag, "--kind", "language")

    assert outcome.status == status.USAGE
    assert outcome.err == (
        f"chrono56: dates in {tag!r} are built in; choose the tag of another language\n"
    )


@pytest.mark.parametrize("name", ["x", "x-klingon", "old-churchslavonic"])
def test_what_is_no_tag_is_refused_with_what_would_be(name: str) -> None:
    outcome = run("new-plugin", name, "--kind", "language")

    assert outcome.status == status.USAGE
    assert f"{name!r} is not a language; languages are BCP 47 tags" in outcome.err
