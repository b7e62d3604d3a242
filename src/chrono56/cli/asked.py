"""Dates as people ask for them at a terminal: EDTF, a day of any year, or words."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from chrono56.dates import MonthDay, When
from chrono56.days import civil_from_days
from chrono56.errors import DateSyntaxError

if TYPE_CHECKING:
    from chrono56.dates.words.language import Language

# EDTF has no blank, no small letter, no single dot, no slash after one or two digits.
_IN_WORDS: Final = re.compile(
    r"\s|(?![XYEST Z])[^\W\d_]|(?<!\d)\d{1,2}/|(?<!\.)\.(?!\.)"
)
# What has the same day in these two has it in every year, unlike Easter.
_YEARS: Final = ("2000", "2004")


@contextmanager
def explained() -> Iterator[None]:
    """Say of a date that can't be read how dates are asked for."""
    try:
        yield
    except DateSyntaxError as error:
        error.add_note('dates are 1956-11-04, or in words: "4 November 1956"')
        raise


def asked_date(text: str, language: str) -> str | When:
    """Return a date as it was asked for: words are read, anything else stays a text.

    Args:
        text: What was given.
        language: The tag of the words' language; English where it has none.

    Raises:
        DateSyntaxError: The words are no date, or leave something out.

    >>> asked_date("4 November 1956", "en"), asked_date("1956-11-04", "en")
    (When('1956-11-04'), '1956-11-04')
    """
    if not _IN_WORDS.search(text):
        return text
    from chrono56.dates.words.reading import read_words

    return read_words(text, _language(language))


def asked_day(text: str, language: str) -> str | When | MonthDay:
    """Return a date, or a day of any year where the words name a day and no year.

    Raises:
        DateSyntaxError: The words are no date.

    >>> asked_day("November 4", "en"), asked_day("karácsony", "hu")
    (MonthDay.parse('11-04'), MonthDay.parse('12-25'))
    """
    try:
        return asked_date(text, language)
    except DateSyntaxError:
        found = _day_of_any_year(text, language)
        if found is None:
            raise
        return found


def _day_of_any_year(text: str, language: str) -> MonthDay | None:
    from chrono56.dates.words.reading import InWords

    days = set()
    for year in _YEARS:
        try:
            found = InWords.read(text, _language(language), When.parse(year))
        except DateSyntaxError:
            return None
        if found.when is None or found.when.day is None or found.when.has_time:
            return None
        if found.from_context != {"year"}:
            return None
        days.add(civil_from_days(found.when.day)[1:])
    return MonthDay(*days.pop()) if len(days) == 1 else None


def _language(tag: str) -> "Language":
    from chrono56.dates.words.languages import language_of, told_in

    return language_of(told_in(tag))
