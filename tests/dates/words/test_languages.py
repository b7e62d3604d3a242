"""Languages: those that chrono56 has, and one of your own."""

import attrs
import pytest

from chrono56 import Language, When, Wording, find_dates, read_words
from chrono56.dates.words.compiling import compiled
from chrono56.dates.words.describing import OF_PERIODS
from chrono56.dates.words.en import LANGUAGE as ENGLISH
from chrono56.dates.words.languages import BUILT_IN, language_of, told_in
from chrono56.dates.words.wording import Untold
from chrono56.errors import PluginError

LATIN = Language(
    tag="la",
    name="Latina",
    text="""\
[lists]

[words]
MONTH month=10: octobris
MONTH month=11: novembris

[grammar]
date = day MONTH year | day MONTH
form = date
""",
    wording=attrs.evolve(
        ENGLISH.wording, months={"": (*("mensis",) * 9, "octobris", "novembris", "x")}
    ),
    example="4 novembris 1956",
)


def test_a_language_of_your_own_is_read_found_and_told() -> None:
    when = When.parse("1956-11-04")

    assert read_words("4 Novembris 1956", LATIN) == when
    assert when.describe(LATIN) == "4 novembris 1956"
    assert [it.reading.when for it in find_dates("die 4 novembris 1956", LATIN)] == [
        when
    ]


@pytest.mark.parametrize("tag", BUILT_IN)
def test_every_language_reads_its_own_example(tag: str) -> None:
    language = language_of(tag)

    assert str(read_words(language.example, tag)) == "1956-11-04"


@pytest.mark.parametrize("tag", BUILT_IN)
def test_every_language_has_every_template(tag: str) -> None:
    wording = language_of(tag).wording
    names = {name for name in wording.templates if "|" not in name}
    variants = {name for name in names if name.endswith("-loose")}

    needed = {name for name in ENGLISH.wording.templates if "|" not in name}
    assert needed - {*OF_PERIODS.values()} <= names
    assert variants == set() or "extent-loose" in variants
    assert all(len(months) == 12 for months in wording.months.values())


@pytest.mark.parametrize("tag", BUILT_IN)
def test_a_grammar_uses_the_categories_that_there_are(tag: str) -> None:
    ready = compiled(language_of(tag))
    used = {
        symbol.name
        for alternatives in ready.grammar.rules.values()
        for alternative in alternatives
        for symbol in alternative.symbols
    }
    capital = {name for name in used if name.isupper()}
    categories = {name for name in ready.lexicon.categories if name.isupper()}

    assert capital == categories


@pytest.mark.parametrize("tag", BUILT_IN)
def test_a_grammar_has_no_rule_that_nothing_uses(tag: str) -> None:
    grammar = compiled(language_of(tag)).grammar
    used = {"form", "date"}
    reached = list(used)
    while reached:
        for alternative in grammar.rules.get(reached.pop(), ()):
            fresh = {symbol.name for symbol in alternative.symbols} - used
            used |= fresh
            reached += fresh

    shared = {"iso", "hm", "hms", "tz"}
    assert grammar.rules.keys() - used <= shared


def test_what_nobody_knows_is_told_in_english_where_it_must_be_told() -> None:
    assert told_in("de-AT") == "en"
    with pytest.raises(PluginError):
        When.parse("1956").describe("de-AT")


def test_a_wording_has_cases() -> None:
    wording = Wording(
        months={"": ("x",) * 12, "gen": ("y",) * 12},
        templates={"a": "{it|gen}!", "a|gen": "of {it}"},
    )

    assert wording.told("a", it=lambda case: case or "nom") == "gen!"
    assert wording.told("a", "gen", it=lambda case: case or "nom") == "of nom"
    assert (wording.month(1), wording.month(1, "gen"), wording.month(1, "dat")) == (
        *("x", "y", "x"),
    )


def test_what_has_no_template_in_any_case_is_untold() -> None:
    wording = Wording(months={}, templates={"day|in": "am {day}."})

    with pytest.raises(Untold):
        wording.told("day", day="4")
