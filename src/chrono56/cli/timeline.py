"""A picture of the timeline in text: from centuries, if it is long, down to days."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, TypeVar

from chrono56.chronology import Chronology, Query
from chrono56.cli import paper
from chrono56.cli.columns import columns
from chrono56.dates import When
from chrono56.dates.words.languages import language_of, told_in
from chrono56.dates.words.phrases import phrase
from chrono56.days import civil_from_days, iso_year
from chrono56.exporters.table import shown_width

_EIGHTHS: Final = ("", "▏", "▎", "▍", "▌", "▋", "▊", "▉")
_NUMBER: Final = 6  # columns for how many there are
_GAP: Final = "…"
_MOST: Final = 40  # rows of one picture
_STRETCHES: Final = {1: "by-year", 10: "by-decade", 100: "by-century"}

# The first and the last year of a stretch; 1 BC is 0.
_Stretch = tuple[int, int]
_Key = TypeVar("_Key", int, _Stretch)


def put_timeline(told: Chronology, years: Mapping[int, int], language: str) -> None:
    """Draw the years, the months of the busiest year, the days of its busiest month.

    Years that are too many are drawn by decade, by century, or by more; below stand the
    parts of the busiest stretch, and so on down to years. Each event counts once, when
    it began; in months and days only where that is known.

    Args:
        told: The chronology.
        years: How many of its events began in each year.
        language: The BCP 47 tag of the language of the words.
    """
    if not years:
        return
    year = _put_years(years, language)
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


def _put_years(years: Mapping[int, int], language: str) -> int:
    """Draw all years, in stretches that are not too many; return the busiest year."""
    length = 1
    while sum(1 for _ in _stretches(years, length)) > _MOST:
        length *= 10
    _put_stretches(_title(length, language), years, length, language)
    while length > 1:
        first, last = stretch = _busiest(_by_stretch(years, length))
        years = {year: years[year] for year in years if first <= year <= last}
        length //= 10
        title = f"{_title(length, language)}, {_stretch_name(stretch, language)}"
        _put_stretches(title, years, length, language)
    return _busiest(years)


def _title(length: int, language: str) -> str:
    if length in _STRETCHES:
        return phrase(_STRETCHES[length], language)
    return phrase("by-years", language, count=length)


def _put_stretches(
    title: str, years: Mapping[int, int], length: int, language: str
) -> None:
    put_bars(
        title,
        (
            (_stretch_name(stretch, language) if stretch else _GAP, number)
            for stretch, number in _stretches(years, length)
        ),
    )


def _stretches(
    years: Mapping[int, int], length: int
) -> Iterator[tuple[_Stretch | None, int]]:
    """Yield the stretches that have events, and None where some are left out."""
    before: int | None = None
    for stretch, number in sorted(_by_stretch(years, length).items()):
        if before is not None and stretch[0] > before + 1:
            yield None, 0
        yield stretch, number
        before = stretch[1]


def _by_stretch(years: Mapping[int, int], length: int) -> Counter[_Stretch]:
    counted: Counter[_Stretch] = Counter()
    for year, number in years.items():
        counted[stretch_of(year, length)] += number
    return counted


def stretch_of(year: int, length: int) -> _Stretch:
    """Return the stretch of years that a year is in, as people count them.

    Centuries begin with the first year, decades with a year that ends in 0; before
    Christ both count backwards. So the first decade has nine years, on either side.

    >>> stretch_of(1956, 10), stretch_of(2000, 100), stretch_of(7, 10)
    ((1950, 1959), (1901, 2000), (1, 9))
    >>> stretch_of(-43, 10), stretch_of(-43, 100)  # 44 BC: 49 to 40, 100 to 1
    ((-48, -39), (-99, 0))
    """
    if year < 1:
        first, last = stretch_of(1 - year, length)
        return 1 - last, 1 - first
    ahead = int(length > 10)
    first = (year - ahead) // length * length + ahead
    return max(first, 1), first + length - 1


def put_bars(title: str, counts: Iterable[tuple[str, int]]) -> None:
    """Draw a bar for each name, as long as its number."""
    rows = list(counts)
    margin = max(shown_width(name) for name, _ in rows)
    most = max(number for _, number in rows)
    room = max(columns() - margin - _NUMBER - 1, 1)
    paper.put()
    paper.put_heading(title)
    for plain, number in rows:
        name = " " * (margin - shown_width(plain)) + plain
        if plain == _GAP:
            paper.put(name)
            continue
        eighths = -(-number * room * 8 // most)  # upwards: what is there shows
        bar = "█" * (eighths // 8) + _EIGHTHS[eighths % 8]
        paper.put(f"{name}{number:>{_NUMBER}} {bar}".rstrip())


def _stretch_name(stretch: _Stretch, language: str) -> str:
    first, last = (_year_name(year, language) for year in stretch)
    if first == last:
        return first
    # Where a point makes a numeral ordinal one stands behind both: "1950–1959.".
    number = first.removesuffix(".")
    return f"{number if number.isdecimal() else first}–{last}"


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


def _busiest(counts: Mapping[_Key, int]) -> _Key:
    """Return what counts most; of equals the earliest."""
    return max(sorted(counts), key=counts.__getitem__)


def _all(counts: Mapping[int, int]) -> range:
    return range(min(counts), max(counts) + 1)
