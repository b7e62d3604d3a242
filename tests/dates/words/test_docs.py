"""The reference tells what words mean, and the guide all that a language can say."""

import re
from pathlib import Path

import pytest

from chrono56 import When, read_words
from chrono56.dates.words.en import LANGUAGE as ENGLISH

DOCS = Path(__file__).parents[3] / "docs"
REFERENCE = (DOCS / "reference" / "dates-in-words.md").read_text(encoding="utf-8")
GUIDE = (DOCS / "how-to" / "teach-dates-a-language.md").read_text(encoding="utf-8")
DAY = When.parse("1956-10-23")
CELL = re.compile(r"(.+) (\d\d:\d\d)–(\d\d:\d\d)")


def parts_of_the_day() -> list[tuple[str, str, str, str]]:
    rows = REFERENCE.partition("| English | Hungarian | Serbian |\n")[2]
    return [
        (language, found[1], found[2], found[3])
        for row in rows.partition("\n\n")[0].splitlines()[1:]
        for language, cell in zip(("en", "hu", "sr"), row.split("|")[1:4], strict=True)
        if (found := CELL.fullmatch(cell.strip())) is not None
    ]


@pytest.mark.parametrize(("language", "words", "first", "last"), parts_of_the_day())
def test_parts_of_the_day_have_the_hours_of_the_table(
    language: str, words: str, first: str, last: str
) -> None:
    date = str(read_words(words, language, DAY))

    if first < last:
        assert date == f"1956-10-23T{first}..{last}~"
    else:
        assert f"1956-10-23T{first}~..1956-10-24T{last}~" in date


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("early October 1956", "[1956-10-01~..1956-10-10~]"),
        ("beginning of October 1956", "[1956-10-01~..1956-10-10~]"),
        ("mid-October 1956", "[1956-10-11~..1956-10-20~]"),
        ("end of October 1956", "[1956-10-21~..1956-10-31~]"),
        ("late February 1956", "[1956-02-21~..1956-02-29~]"),
        ("the first days of October 1956", "[1956-10-01~..1956-10-07~]"),
        ("the last days of October 1956", "[1956-10-25~..1956-10-31~]"),
        ("the second week of October 1956", "[1956-10-08~..1956-10-14~]"),
        ("the fifth week of October 1956", "[1956-10-29~..1956-10-31~]"),
        ("the sixth week of 1956", "[1956-02-05~..1956-02-11~]"),
        ("early 1956", "1956-37~"),
        ("mid-1956", "1956-38~"),
        ("late 1956", "1956-39~"),
        ("early summer 1956", "1956-06~"),
        ("late winter 1956–57", "1957-02~"),
        ("the mid-1950s", "[1954~..1956~]"),
        ("the early 20th century", "[1901~..1933~]"),
        ("the mid 20th century", "[1934~..1967~]"),
        ("the late 20th century", "[1968~..2000~]"),
        ("the first half of October 1956", "[1956-10-01..1956-10-15]"),
        ("the second half of the 20th century", "[1951..2000]"),
        ("the first quarter of 1956", "1956-33"),
        ("the 20th century", "[1901..2000]"),
    ],
)
def test_vague_words_have_the_windows_of_the_table(words: str, date: str) -> None:
    assert str(read_words(words)) == date


def test_the_guide_names_every_template() -> None:
    told = set(re.findall(r"`([a-zA-Z0-9-]+)`", GUIDE))
    codes = {f"code-{number}" for number in range(21, 42)}
    templates = {name.partition("|")[0] for name in ENGLISH.wording.templates}

    assert templates - told - codes == set()


def test_the_guide_names_every_feature_that_words_and_rules_say() -> None:
    told = set(re.findall(r"`([a-z0-9_]+)`", GUIDE))
    said = set(re.findall(r"[{, ](\w+)=[\w-]+(?=[,}: ])", ENGLISH.text))

    assert said - told == set()
