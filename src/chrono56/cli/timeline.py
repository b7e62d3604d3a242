"""A picture of the timeline in text: how many events a year, a month, a day has."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from chrono56.chronology import Chronology, Query
from chrono56.cli import paper
from chrono56.cli.columns import columns
from chrono56.dates import When
from chrono56.dates.words.languages import language_of, told_in
from chrono56.dates.words.phrases import phrase
from chrono56.days import civil_from_days, iso_year

_EIGHTHS: Final = ("", "▏", "▎", "▍", "▌", "▋", "▊", "▉")
_NUMBER: Final = 6  # columns for how many there are
_GAP: Final = "…"


def put_timeline(told: Chronology, years: Mapping[int, int], language: str) -> None:
    """Draw the years, the months of the busiest year, the days of its busiest month.

    Each event counts once, when it began; in months and days only where that is known.

    Args:
        told: The chronology.
        years: How many of its events began in each year.
        language: The BCP 47 tag of the language of the words.
    """
    if not years:
        return
    put_bars(phrase("by-year", language), _with_gaps(years, language))
    year = _busiest(years)
    starts = list(_starts(told, year))
    by_month = Counter(_months(starts, year))
    if not by_month:
        return
    name = language_of(told_in(language)).wording.month
    put_bars(
        phrase("by-month", language, year=_year_name(year, language)),
        ((name(month), by_month[month]) for month in _all(by_month)),
    )
    month = _busiest(by_month)
    by_day = Counter(_days(starts, year, month))
    if by_day:
        in_words = When.parse(f"{iso_year(year)}-{month:02}").describe(
            told_in(language)
        )
        put_bars(
            phrase("by-day", language, month=in_words),
            ((str(day), by_day[day]) for day in _all(by_day)),
        )


def put_bars(title: str, counts: Iterable[tuple[str, int]]) -> None:
    """Draw a bar for each name, as long as its number."""
    rows = list(counts)
    margin = max(len(name) for name, _ in rows)
    most = max(number for _, number in rows)
    room = columns() - margin - _NUMBER - 1
    paper.put()
    paper.put_heading(title)
    for name, number in rows:
        if name == _GAP:
            paper.put(f"{name:>{margin}}")
            continue
        eighths = -(-number * room * 8 // most)  # upwards: what is there shows
        bar = "█" * (eighths // 8) + _EIGHTHS[eighths % 8]
        paper.put(f"{name:>{margin}}{number:>{_NUMBER}} {bar}".rstrip())


def _year_name(year: int, language: str) -> str:
    return When.parse(iso_year(year)).describe(told_in(language))


def _starts(told: Chronology, year: int) -> Iterator[tuple[int, int]]:
    """Yield the first and last day number of when each event of a year began."""
    span = When.parse(iso_year(year))
    for event in told.select(Query(during=(span, span))):
        start = event.when.start if event.when is not None else None
        if start is None or start.earliest is None or start.latest is None:
            continue
        yield start.earliest, start.latest


def _months(starts: Iterable[tuple[int, int]], year: int) -> Iterator[int]:
    for earliest, latest in starts:
        first, last = civil_from_days(earliest)[:2], civil_from_days(latest)[:2]
        if first == last and first[0] == year:
            yield first[1]


def _days(starts: Iterable[tuple[int, int]], year: int, month: int) -> Iterator[int]:
    for earliest, latest in starts:
        day = civil_from_days(earliest)
        if earliest == latest and day[:2] == (year, month):
            yield day[2]


def _busiest(counts: Mapping[int, int]) -> int:
    return max(counts, key=lambda key: (counts[key], -key))


def _all(counts: Mapping[int, int]) -> range:
    return range(min(counts), max(counts) + 1)


def _with_gaps(years: Mapping[int, int], language: str) -> Iterable[tuple[str, int]]:
    """Yield the years that have events, and a mark where years are left out."""
    before = min(years)
    for year in sorted(years):
        if year > before + 1:
            yield _GAP, 0
        yield _year_name(year, language), years[year]
        before = year
