"""The check: the weekdays of wordings, beside those of dates."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

import attrs

from chrono56 import Chronology, Claim, Dating, Finding, When

_FILE: Final = Path(__file__).with_name("weekdays.toml")
_NAMES: Final = (
    *("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"),
    "Sunday",
)


@attrs.frozen
class _Language:
    """How a language names weekdays, Monday first, and counts from them."""

    weekdays: tuple[re.Pattern[str], ...]
    counting: re.Pattern[str]


def weekday(chronology: Chronology) -> Iterator[Finding]:
    """Find wordings that name a weekday on which their date does not fall."""
    survey = chronology.survey
    for weighed in survey.claims:
        claim = weighed.claim
        if not isinstance(claim.says, Dating) or not claim.as_written:
            continue
        tags = [
            survey.sources[one.source].language
            for one in claim.citations
            if one.source in survey.sources
        ]
        missed = sorted(named_in(claim.as_written, tags) - days_of(claim.says.when))
        if missed and weighed.counts:
            yield _finding(claim, claim.says.when, [_NAMES[day] for day in missed])


def _finding(claim: Claim, when: When, missed: Sequence[str]) -> Finding:
    text = f"“{claim.as_written}” names {' and '.join(missed)}, but {when.describe()} "
    text += "has none" if when.day is None else f"is a {_NAMES[(when.day - 1) % 7]}"
    return Finding("weekday", "warning", (claim.about,), text, (claim.id,))


def named_in(text: str, tags: Sequence[str]) -> frozenset[int]:
    """Return the weekdays that a wording names, 0 for Monday.

    Args:
        text: The wording; nothing is named in one that counts from a weekday.
        tags: The BCP 47 tags of its languages; all are tried if one of them is unknown.

    >>> sorted(named_in("on Tuesday, 23 October", ["en"]))
    [1]
    """
    spoken = {tag.partition("-")[0] for tag in tags}
    known = [
        language
        for tag, language in _languages().items()
        if not spoken or "" in spoken or tag in spoken
    ]
    if any(language.counting.search(text) for language in known):
        return frozenset()
    return frozenset(
        day
        for language in known
        for day, pattern in enumerate(language.weekdays)
        if pattern.search(text)
    )


def days_of(when: When) -> frozenset[int]:
    """Return the weekdays on which a date can fall, as far as "about" reaches.

    >>> sorted(days_of(When.parse("1956-10-23/1956-10-25")))
    [1, 2, 3]
    """
    wide = when.widened()
    first, last = wide.earliest, wide.latest
    if first is None or last is None or last - first >= 6:
        return frozenset(range(7))
    # Day 1 was a Monday.
    return frozenset((day - 1) % 7 for day in range(first, last + 1))


@cache
def _languages() -> Mapping[str, _Language]:
    tables = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {tag: _language(table) for tag, table in tables.items()}


def _language(table: Mapping[str, Any]) -> _Language:
    weekdays = tuple(_any_of(table[name.lower()]) for name in _NAMES)
    return _Language(weekdays, _any_of(table["counting"]))


def _any_of(phrases: Sequence[str]) -> re.Pattern[str]:
    words = "|".join(map(re.escape, phrases))
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
