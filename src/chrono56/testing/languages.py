"""Checking a language of dates: what it tells is read back, and what it is made of."""

from collections.abc import Callable, Iterator
from typing import Final

from chrono56.dates.when import When
from chrono56.dates.words.compiling import compiled
from chrono56.dates.words.describing import OF_PERIODS
from chrono56.dates.words.en import LANGUAGE as ENGLISH
from chrono56.dates.words.finding import find_dates
from chrono56.dates.words.language import Language
from chrono56.dates.words.phrases import faults_of
from chrono56.dates.words.reading import read_words
from chrono56.testing.promises import require, require_kept

# A date of each form that words have; every day of a month and of each month besides.
SAMPLE: Final = (
    *("1956", "1956-10", "1956-10-23", "1956~", "1956-10?", "1956-10-23%"),
    *("195X", "190X", "19XX", "1XXX", "1956-XX", "1956-10-XX", "1956-XX-XX"),
    *(f"1956-{code}" for code in range(21, 42)),
    *("1956-37~", "1956-38~", "1956-39~", "1999-24", "1956-24~"),
    *("[1956-10-01~..1956-10-10~]", "[1956-10-11~..1956-10-20~]"),
    *("[1956-10-21~..1956-10-31~]", "[1956-10-01~..1956-10-07~]"),
    *("[1956-10-25~..1956-10-31~]", "[1956-10-01..1956-10-15]"),
    *("[1956-10-16..1956-10-31]", "[1950~..1953~]", "[1954~..1956~]", "[1957~..1959~]"),
    *("[..1956-11-07]", "[1956-11-07..]", "[..1956]", "[1956-10..1957-02]"),
    *("[1956-10-20..1956-10-25]", "[1956,1958]", "{1956-10-23,1956-11-04}"),
    *("1956-10-23/1956-11-04", "1956/1957-02", "1956-21/195X", "1956-10~/1957?"),
    *("1956-10-23/..", "1956-10-23/", "../1956-10-23", "/1956-10-23"),
    *("[..1956]/1957", "1956/[1957..]", "[..1956]/[1957..]", "[..1956]/", "/[1957..]"),
    *("[..1956]/..", "../[1957..]", "[1956-10-20..1956-10-25]/1957"),
    *("1956-11-04T04:15", "1956-11-04T04:15~", "1956-11-04T04:15?"),
    *("1956-11-04T04:15:30", "1956-11-04T00:00", "1956-11-04T12:30"),
    *("1956-11-04T04:00..06:00", "1956-11-04T04:00..06:00~", "1956-11-04T04:15Z"),
    *("1956-11-04T04:15[Europe/Budapest]", "1956-11-04T04:15+01:00"),
    *("1956-11-04T04:15/1956-11-04T05:20", "1956-11-04T04:15/1956-11-05"),
    *("[1956-11-04T22:00~..1956-11-05T04:00~]", "[..1956-11-04T04:15]"),
    *("-0043-03-15", "-0043", "0000", "0987", "0987-10-02", "Y17000", "0987-24"),
    *("1956-0X", "1956-1X", "1956-X1", "1956-10-0X", "1956-10-1X", "1956-10-2X"),
    *("1956-10-3X", "1956-10-X5", "1956-XX-23", "1956-1X-2X", "1956-XX-XX?"),
    *("195X-10", "195X-10-23", "195X-XX-23", "195X-21", "195X-24", "195X-37~"),
    *("19XX-10-23", "XXXX", "XXXX-10-23", "19X6", "19X6-10", "-01XX", "-000X", "-01X6"),
    *("095X", "1950S2", "-1234S2", "Y17000-10-23", "1956-?10-04", "1956?-10-%04"),
    *("1956?-~21", "[..1956-XX-23]", "[195X-10..]", "195X-10/1960", "1956-10-2X/.."),
    *("../..", "/..", "../", "[..]", "[1956-10,..]", "{..}", "{1956-10-23}"),
    *("{1956-10..1956-12}", "{..1956}", "{1956..}", "{1956,1960..1962}"),
    *("[1956-10-23T15:00,1956-10-24]", "{1956-10-23T15:00,1956-10-24}"),
    *("[1956-10-23T15:00,1956-10-24]/1957", "1956-11-04T04:15[UTC]"),
    *(f"1956-10-{day:02}/.." for day in range(1, 32)),
    *(f"../1956-{month:02}" for month in range(1, 13)),
    *(f"[..{year}]" for year in range(1990, 2011)),
)


def what_it_tells_is_read_back(language: Language) -> None:
    """Each date that is told in words is read from them again, and is the same."""
    wrong = [
        f"{text} is {words!r}"
        for text, words in _told(language)
        if _read(words, language) != text
    ]
    require(not wrong, f"not read back: {', '.join(wrong[:5])}")


def it_tells_every_date_in_words(language: Language) -> None:
    """No date stays the EDTF text that it is, but for a year like 1956."""
    left = [text for text, words in _told(language) if words == text != "1956"]
    require(not left, f"not told in words: {', '.join(left[:5])}")


def its_example_is_read_and_found(language: Language) -> None:
    """The example of its error messages is a date, alone and in a text."""
    require(bool(_read(language.example, language)), f"not read: {language.example!r}")
    found = find_dates(f"… {language.example} …", language)
    require(len(found) == 1, f"in a text, {len(found)} dates were found in its example")


def it_has_every_template(language: Language) -> None:
    """Its wording has all templates that a date can need, and twelve months a case."""
    names = {name.partition("|")[0] for name in ENGLISH.wording.templates}
    if not language.wording.shortens:
        names = {name for name in names if "-same-" not in name}
    missing = sorted(names - {*OF_PERIODS.values(), *language.wording.templates})
    require(not missing, f"no template {', '.join(missing)}")
    counts = {len(names) for names in language.wording.months.values()}
    require(counts == {12}, "some case has not twelve names of months")


def its_grammar_uses_its_words(language: Language) -> None:
    """Each category of words is used by a rule, and each that a rule uses has words."""
    ready = compiled(language)
    used = set(_symbols(language))
    words = {name for name in ready.lexicon.categories if name.isupper()}
    odd = sorted(words ^ {name for name in used if name.isupper()})
    require(not odd, f"in the words or in the grammar alone: {', '.join(odd)}")


def its_phrases_are_known(language: Language) -> None:
    """What it says besides dates has names that chrono56 has, and no other slots."""
    faults = [f"{name}: {it}" for name, it in faults_of(language.phrases).items()]
    require(not faults, f"of its phrases, {'; '.join(faults[:5])}")


def what_is_no_date_is_refused(language: Language) -> None:
    """Nonsense is an error, and no date."""
    for text in ("", "xyzzy", "4 xyzzy 1956", "( – )"):
        require(not _read(text, language), f"{text!r} was read as a date")


PROMISES: Final[tuple[Callable[[Language], None], ...]] = (
    it_has_every_template,
    its_grammar_uses_its_words,
    its_example_is_read_and_found,
    what_it_tells_is_read_back,
    it_tells_every_date_in_words,
    what_is_no_date_is_refused,
    its_phrases_are_known,
)


def check_language(language: Language) -> None:
    """Check that a language of dates keeps all that languages promise.

    It tells a sample of dates of every form, and reads them from its own words.

    Raises:
        ConformanceError: It breaks promises; the error tells each, and what was found.
    """
    require_kept(PROMISES, language, f"the language {language.tag}")


def _told(language: Language) -> Iterator[tuple[str, str]]:
    for text in SAMPLE:
        yield text, When.parse(text).describe(language)


def _read(words: str, language: Language) -> str:
    """Return what words are read as; empty if they are no date."""
    try:
        return str(read_words(words, language))
    except ValueError:
        return ""


def _symbols(language: Language) -> Iterator[str]:
    for alternatives in compiled(language).grammar.rules.values():
        for alternative in alternatives:
            for symbol in alternative.symbols:
                yield symbol.name
