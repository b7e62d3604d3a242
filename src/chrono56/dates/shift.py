"""Dates moved by a duration, forward or back."""

from typing import Final

import attrs

from chrono56.dates.durations import parts_of
from chrono56.dates.masks import SEASONS, Run
from chrono56.dates.months import day_after, months_stretched
from chrono56.dates.read_date import FIRST_DAY, LAST_DAY, components
from chrono56.dates.shape import (
    ALL_OF,
    APPROXIMATE,
    MARK_OF,
    UNCERTAIN,
    Clock,
    Date,
    Shape,
)
from chrono56.dates.stretches import (
    DAY_SECONDS,
    MOST_RUNS,
    Piece,
    Precision,
    piece_of_days,
    piece_of_moments,
    rewritten,
    runs_of,
)
from chrono56.dates.write import qualified
from chrono56.days import civil_from_days, iso_year
from chrono56.errors import ReckoningError

_YEAR: Final = 12  # months


@attrs.frozen
class _Step:
    """A duration as it is counted: calendar months, then days, then seconds."""

    text: str
    months: int
    days: int
    seconds: int


def shifted(shape: Shape, duration: str) -> str:
    """Return the text of a date moved by an ISO 8601 duration.

    Raises:
        ReckoningError: It is not a duration; or no text can say where it leads.
    """
    sign, (years, months, weeks, days, hours, minutes, seconds) = parts_of(duration)
    step = _Step(
        duration,
        sign * (years * _YEAR + months),
        sign * (weeks * 7 + days),
        sign * ((hours * 60 + minutes) * 60 + seconds),
    )
    if not (step.months or step.days or step.seconds):
        return shape.text
    all_of = bool(shape.flags & ALL_OF)
    return rewritten(shape, lambda date: _shifted_date(date, step, all_of=all_of))


def _shifted_date(date: Date, step: _Step, *, all_of: bool) -> list[Piece]:
    if date.clock is not None:
        return [_shifted_moment(date, date.clock, step, all_of=all_of)]
    parts = components(date.text)
    marks = [bits for _, bits in parts]
    runs = runs_of(date)
    if runs is None:
        raise ReckoningError(
            f"{date.text} and {step.text}: more than {MOST_RUNS} stretches of days",
            "give more of its digits, or ask for its earliest and latest day",
        )
    # Not `precision_of`: "some day of January" is moved as a day, not as a month.
    precision = Precision(len(parts))
    if precision is Precision.YEAR and step.months % _YEAR:
        precision = Precision.MONTH
    runs = [_run_after(date, run, step, precision, all_of=all_of) for run in runs]
    if step.seconds:
        return [_by_the_clock(date, run, step, marks) for run in runs]
    if step.days:
        precision = Precision.DAY
    elif _keeps_season(date, step):
        text = qualified([iso_year(civil_from_days(runs[0][0])[0]), parts[1][0]], marks)
        return [(text, text)]
    return [piece_of_days(run, precision, marks) for run in runs]


def _keeps_season(date: Date, step: _Step) -> bool:
    """Say whether a date is one season and whole years lead to the same of another."""
    month = (*components(date.text), ("", 0))[1][0]
    is_season = month.isdigit() and int(month) in SEASONS
    return is_season and date.mask is None and step.months % _YEAR == 0


def _run_after(
    date: Date, run: Run, step: _Step, precision: Precision, *, all_of: bool
) -> Run:
    """Return a run of days moved by a step's months and days."""
    if precision is not Precision.DAY:
        run = months_stretched(run, -step.months, step.months)
    elif step.months:
        run = _same_days(date, run, step, all_of=all_of)
    return _written(date, step, (run[0] + step.days, run[1] + step.days))


def _same_days(date: Date, run: Run, step: _Step, *, all_of: bool) -> Run:
    """Return the days of those numbers in another month."""
    first, last = day_after(run[0], step.months), day_after(run[1], step.months)
    if all_of and (first[0] < first[1] or last[0] < last[1]):
        raise ReckoningError(
            f"{date.text} and {step.text}: no such day, in a set of all",
            "a set {…} has days that there are",
        )
    return first[0], last[1]


def _written(date: Date, step: _Step, run: Run) -> Run:
    """Return a run of days if texts can name its years."""
    if run[0] >= FIRST_DAY and run[1] <= LAST_DAY:
        return run
    raise ReckoningError(
        f"{date.text} and {step.text} lie beyond the years that dates have",
        "a year has at most 16 digits",
    )


def _by_the_clock(date: Date, run: Run, step: _Step, marks: list[int]) -> Piece:
    """Return whole days moved by hours and less, as days again where they are."""
    first = run[0] * DAY_SECONDS + step.seconds
    last = (run[1] + 1) * DAY_SECONDS - 1 + step.seconds
    days = _written(date, step, (first // DAY_SECONDS, last // DAY_SECONDS))
    if first % DAY_SECONDS == 0:
        return piece_of_days(days, Precision.DAY, marks)
    return piece_of_moments((first, last), mark=_mark(date))


def _shifted_moment(date: Date, clock: Clock, step: _Step, *, all_of: bool) -> Piece:
    """Return a moment moved by what its own wall clock shows."""
    days = date.lo, date.lo
    run = _run_after(date, days, step, Precision.DAY, all_of=all_of)
    first = run[0] * DAY_SECONDS + clock.first + step.seconds
    last = run[1] * DAY_SECONDS + clock.last + step.seconds
    _written(date, step, (first // DAY_SECONDS, last // DAY_SECONDS))
    return piece_of_moments((first, last), clock, _mark(date))


def _mark(date: Date) -> str:
    """Return the qualifier of a moment, which has none for its parts."""
    return MARK_OF[date.flags & (UNCERTAIN | APPROXIMATE)]
