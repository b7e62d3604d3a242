"""How far "about" reaches: a table, and dates widened by it."""

from typing import Any, Final

import attrs

from chrono56.dates.masks import Run
from chrono56.dates.months import by_month, day_after, month_after, months_stretched
from chrono56.dates.points import joined
from chrono56.dates.read_date import FIRST_DAY, LAST_DAY, components
from chrono56.dates.shape import ALL_OF, APPROXIMATE, UNCERTAIN, Clock, Date, Shape
from chrono56.dates.stretches import (
    DAY_SECONDS,
    Piece,
    Precision,
    most_runs,
    piece_of_days,
    piece_of_moments,
    precision_of,
    rewritten,
    runs_of,
)
from chrono56.dates.write import qualified
from chrono56.days import civil_from_days, days_from_civil, month_length
from chrono56.errors import ReckoningError

_WIDEST: Final = 10_000
_MONTHS: Final = 12


def _a_reach(_: "Halo", attribute: "attrs.Attribute[int]", value: Any) -> None:
    if type(value) is not int or not 0 <= value <= _WIDEST:
        raise ReckoningError(
            f"a reach of {value!r} for {attribute.name}",
            f"a reach is a whole number from 0 to {_WIDEST}",
        )


@attrs.frozen(kw_only=True)
class Halo:
    """A policy: how far a date that is marked ``~`` or ``%`` may be from its text.

    Each field is for dates of that precision and is added on either side. It is a
    reader's assumption, not something the source said, so no date has one by itself.

    Attributes:
        minutes: Of a clock time, in minutes.
        days: Of a day, in days.
        months: Of a month, in months.
        seasons: Of a season, quarter, third or half of a year, in months.
        years: Of a year, in years.
        decades: Of a decade (``195X``), in years.
        centuries: Of a century (``19XX``) or more, in years.

    Raises:
        ReckoningError: A number is negative, above 10,000 or not whole.

    >>> Halo(days=7).days, Halo(days=7).months
    (7, 1)
    """

    minutes: int = attrs.field(default=30, validator=_a_reach)
    days: int = attrs.field(default=3, validator=_a_reach)
    months: int = attrs.field(default=1, validator=_a_reach)
    seasons: int = attrs.field(default=1, validator=_a_reach)
    years: int = attrs.field(default=2, validator=_a_reach)
    decades: int = attrs.field(default=5, validator=_a_reach)
    centuries: int = attrs.field(default=25, validator=_a_reach)


HALO: Final = Halo()
"""The reach that chrono56 gives "about" where it needs one and nobody chose another."""


def widened(shape: Shape, halo: Halo) -> str:
    """Return the text of a date with each part that is approximate widened."""
    if shape.flags & ALL_OF:
        return shape.text
    most = most_runs(shape)
    return rewritten(shape, lambda date: _widened_date(date, halo, most))


def _widened_date(date: Date, halo: Halo, most: int) -> list[Piece]:
    if not date.flags & APPROXIMATE:
        return [(date.text, date.text)]
    if date.clock is not None:
        return [_widened_moment(date, date.clock, halo)]
    parts = components(date.text)
    marks = [bits & UNCERTAIN for _, bits in parts]
    finest = precision_of(date)
    widest = _finest_approximate(parts[:finest])
    reach = _reach(parts[widest - 1][0], widest, halo) if widest else 0
    if not widest or not reach:
        text = qualified([part for part, _ in parts], marks)
        return [(text, text)]
    # A doubt about what is all X is one about the rest, which alone is written.
    marks[finest - 1] = max(marks[finest - 1 :])
    found: list[Run] = []
    runs = runs_of(date, most)
    for run in runs or [(date.lo, date.hi)]:
        if widest == finest or runs is None:
            reached = [_stretched(run, widest, finest, reach)]
        else:
            reached = _shifted(run, widest, finest, reach)
        bounds = _known_around(run, parts, widest)
        found += [
            (max(first, bounds[0]), min(last, bounds[1]))
            for first, last in reached
            if first <= bounds[1] and bounds[0] <= last
        ]
    return [piece_of_days(run, finest, marks) for run in joined(found)]


def _finest_approximate(parts: list[tuple[str, int]]) -> Precision | None:
    """Return the finest component that is marked and has a digit; None if none is."""
    for place in reversed(range(len(parts))):
        part, bits = parts[place]
        if bits & APPROXIMATE and part.strip("-X"):
            return Precision(place + 1)
    return None


def _reach(part: str, precision: Precision, halo: Halo) -> int:
    """Return how far a component reaches: in days for a day, else in months."""
    match precision:
        case Precision.DAY:
            return halo.days
        case Precision.MONTH:
            is_season = part.isdigit() and int(part) > _MONTHS
            return halo.seasons if is_season else halo.months
        case Precision.YEAR:
            reaches = halo.years, halo.decades, halo.centuries
            return reaches[_open_digits(part)] * _MONTHS


def _open_digits(year: str) -> int:
    """Return how many of a year's last digits are left open: 0, 1, or 2 for more."""
    written, _, significant = year.lstrip("Y-").partition("S")
    stated = int(significant) if significant else len(written.rstrip("X"))
    return min(len(written) - stated, 2)


def _stretched(run: Run, widest: Precision, finest: Precision, reach: int) -> Run:
    """Return a run wider on either side."""
    if widest is Precision.DAY:
        return run[0] - reach, run[1] + reach
    if finest is Precision.DAY:
        return day_after(run[0], -reach)[0], day_after(run[1], reach)[1]
    return months_stretched(run, reach, reach)


def _shifted(run: Run, widest: Precision, finest: Precision, reach: int) -> list[Run]:
    """Return a run as often as its year or month can be another; the rest is known.

    A 31st is left out of the months that have none.
    """
    step = _MONTHS if widest is Precision.YEAR else 1
    found = []
    for months in range(-reach, reach + 1, step):
        if finest is Precision.MONTH:
            found.append(months_stretched(run, -months, months))
            continue
        for first, last in by_month(run):
            year, month, number = civil_from_days(first)
            year, month = month_after(year, month, months)
            length = month_length(year, month)
            if number <= length:
                start = days_from_civil(year, month, number)
                found.append((start, start + min(last - first, length - number)))
    return found


def _known_around(run: Run, parts: list[tuple[str, int]], widest: Precision) -> Run:
    """Return the days within which what is stated without the mark keeps a run."""
    known = [place for place in range(widest - 1) if not parts[place][1] & APPROXIMATE]
    if not known:
        return FIRST_DAY, LAST_DAY
    first_year, first_month, _ = civil_from_days(run[0])
    last_year, last_month, _ = civil_from_days(run[1])
    if known[-1] + 1 == Precision.YEAR:
        first_month, last_month = 1, _MONTHS
    return (
        days_from_civil(first_year, first_month, 1),
        days_from_civil(last_year, last_month, month_length(last_year, last_month)),
    )


def _widened_moment(date: Date, clock: Clock, halo: Halo) -> Piece:
    midnight = date.lo * DAY_SECONDS
    reach = halo.minutes * 60
    first = max(midnight + clock.first - reach, FIRST_DAY * DAY_SECONDS)
    last = min(midnight + clock.last + reach, (LAST_DAY + 1) * DAY_SECONDS - 1)
    return piece_of_moments((first, last), clock, "?" if date.flags & UNCERTAIN else "")
