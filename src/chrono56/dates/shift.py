"""Dates moved by a duration, forward or back."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

import attrs

from chrono56.dates.durations import parts_of
from chrono56.dates.masks import SEASONS, Run
from chrono56.dates.months import day_after, days_skipped, months_stretched
from chrono56.dates.points import joined_lazily
from chrono56.dates.read_date import FIRST_DAY, LAST_DAY, components
from chrono56.dates.shape import (
    ALL_OF,
    APPROXIMATE,
    MARK_OF,
    UNCERTAIN,
    Date,
    Range,
    Shape,
)
from chrono56.dates.stretches import (
    DAY_SECONDS,
    Piece,
    Precision,
    among,
    most_runs,
    piece_of_days,
    piece_of_moments,
    rewritten,
    runs_of,
)
from chrono56.dates.write import qualified
from chrono56.days import civil_from_days, iso_year
from chrono56.errors import ReckoningError

_YEAR: Final = 12  # months
_MINUTE: Final = 60
_SEASONS: Final = frozenset(map(str, SEASONS))


def shifted(shape: Shape, duration: str) -> str:
    """Return the text of a date moved by an ISO 8601 duration.

    Raises:
        ReckoningError: It is not a duration; or no text can say where it leads.
    """
    sign, (years, months, weeks, days, hours, minutes, seconds) = parts_of(duration)
    step = _Step(
        text=duration,
        months=sign * (years * _YEAR + months),
        days=sign * (weeks * 7 + days),
        seconds=sign * ((hours * 60 + minutes) * 60 + seconds),
        all_of=bool(shape.flags & ALL_OF),
        most=most_runs(shape),
    )
    if not (step.months or step.days or step.seconds):
        return shape.text
    return rewritten(shape, step.pieces_of, step.text_of_range)


@attrs.frozen(kw_only=True)
class _Step:
    """A duration as it is counted, and what it makes of the dates of one text.

    Attributes:
        text: The duration as given.
        months: Calendar months that are counted first.
        days: Days that are counted next.
        seconds: Seconds of the wall clock that are counted last.
        all_of: Whether the dates are those of a set of all, which lacks none.
        most: How many stretches each of them may become.
    """

    text: str
    months: int
    days: int
    seconds: int
    all_of: bool
    most: int

    def pieces_of(self, date: Date) -> list[Piece]:
        """Return the texts of what a date becomes."""
        runs = [(date.lo, date.hi)] if date.clock else runs_of(date, self.most)
        if runs is None:
            raise self._too_many(date.text)
        return self._pieces(date, [_seconds_of(run, date, date) for run in runs])

    def text_of_range(self, between: Range) -> str:
        """Return the text of what a range becomes; open ends stay what they are."""
        first, last = between.first, between.last
        if self.months and first is not None and last is not None:
            by_days = Precision.DAY in (self._precision(first), self._precision(last))
            run = _seconds_of((first.lo, last.hi), first, last)
            # By the clocks of two zones a range may seem to run backwards.
            if by_days and run[0] <= run[1]:
                return self._text_of_days(between.text, run, first, last)
        return f"{self._end_text(first, 0)}..{self._end_text(last, 1)}"

    def _end_text(self, date: Date | None, side: int) -> str:
        """Return what a range's start (0) or end (1) becomes; empty if it is open."""
        if date is None:
            return ""
        run = date.lo, date.hi
        if self._precision(date) is Precision.DAY:
            run = run[side], run[side]
        return self._pieces(date, [_seconds_of(run, date, date)])[-side][side]

    def _text_of_days(self, text: str, run: Run, first: Date, last: Date) -> str:
        """Return what the days from one to another become, each for itself."""
        runs = self._moved([run], Precision.DAY, text)
        if len(runs) > 1 and _clock_of(first) != _clock_of(last):
            raise ReckoningError(
                f"{text} and {self.text}: not a stretch, and on two clocks",
                "a range that a month tears apart has one offset and zone",
            )
        pieces = [
            (
                self._piece((start, start + self._unit(first) - 1), first)[0],
                self._piece((end - self._unit(last) + 1, end), last)[1],
            )
            for start, end in runs
        ]
        return among(pieces) if len(pieces) > 1 else "..".join(pieces[0])

    def _unit(self, date: Date) -> int:
        """Return the seconds of the finest that a date's text tells when moved."""
        if date.clock is None:
            return _MINUTE if self.seconds % DAY_SECONDS else DAY_SECONDS
        return 1 if date.clock.to_second else _MINUTE

    def _pieces(self, date: Date, runs: list[Run]) -> list[Piece]:
        """Return the texts of what some stretches of a date become."""
        precision = self._precision(date)
        runs = self._moved(runs, precision, date.text)
        if self.days or self.seconds:
            precision = Precision.DAY
        elif _is_season(date) and self.months % _YEAR == 0:
            (_, year_mark), (season, mark) = components(date.text)
            year = civil_from_days(runs[0][0] // DAY_SECONDS)[0]
            text = qualified([iso_year(year), season], [year_mark, mark])
            return [(text, text)]
        return [self._piece(run, date, precision) for run in runs]

    def _precision(self, date: Date) -> Precision:
        """Return as what a date is moved: as a day, as months, as years."""
        if date.clock is not None:
            return Precision.DAY
        # Not `precision_of`: "some day of January" is moved as a day, not as a month.
        precision = Precision(len(components(date.text)))
        if precision is Precision.YEAR and self.months % _YEAR:
            return Precision.MONTH
        return precision

    def _moved(self, runs: Iterable[Run], precision: Precision, text: str) -> list[Run]:
        """Return stretches of seconds moved, joined where they touch."""
        later = self._days_moved if precision is Precision.DAY else self._months_moved
        joined = joined_lazily(moved for run in runs for moved in later(run, text))
        found = list(islice(joined, self.most + 1))
        if len(found) > self.most:
            raise self._too_many(text)
        more = self.days * DAY_SECONDS + self.seconds
        if (
            found[0][0] + more < FIRST_DAY * DAY_SECONDS
            or found[-1][1] + more >= (LAST_DAY + 1) * DAY_SECONDS
        ):
            raise ReckoningError(
                f"{text} and {self.text} lie beyond the years that dates have",
                "a year has at most 16 digits",
            )
        return [(first + more, last + more) for first, last in found]

    def _months_moved(self, run: Run, _: str) -> Iterator[Run]:
        days = run[0] // DAY_SECONDS, run[1] // DAY_SECONDS
        yield _seconds(months_stretched(days, -self.months, self.months))

    def _days_moved(self, run: Run, text: str) -> Iterator[Run]:
        """Yield where the moments of a stretch lead, each of its day of the month."""
        if not self.months:
            yield run
            return
        (first, since), (last, until) = (divmod(it, DAY_SECONDS) for it in run)
        if self.all_of and any(days_skipped((first, last), -self.months)):
            raise ReckoningError(
                f"{text} and {self.text}: no such day, in a set of all",
                "a set {…} has days that there are",
            )
        lo = day_after(first, self.months)[0] * DAY_SECONDS + since
        hi = day_after(last, self.months)[1] * DAY_SECONDS + until
        if first < last:
            # Of two days that lead to the same one, the other may be a whole day.
            lo = min(lo, day_after(first + 1, self.months)[0] * DAY_SECONDS)
            hi = max(hi, _seconds(day_after(last - 1, self.months))[1])
        days = lo // DAY_SECONDS, hi // DAY_SECONDS
        for before, after in map(_seconds, days_skipped(days, self.months)):
            yield lo, before - 1
            lo = after + 1
        yield lo, hi

    def _piece(
        self, run: Run, date: Date, precision: Precision = Precision.DAY
    ) -> Piece:
        """Return the texts of a stretch as such a date has them."""
        if date.clock is None and run[0] % DAY_SECONDS == 0:
            days = run[0] // DAY_SECONDS, run[1] // DAY_SECONDS
            marks = [bits for _, bits in components(date.text)]
            return piece_of_days(days, precision, marks)
        mark = MARK_OF[date.flags & (UNCERTAIN | APPROXIMATE)]
        return piece_of_moments(run, date.clock, mark)

    def _too_many(self, text: str) -> ReckoningError:
        return ReckoningError(
            f"{text} and {self.text}: more than {self.most} stretches of days",
            "give more digits, a shorter range, or whole months",
        )


def _seconds(days: Run) -> Run:
    """Return days in seconds, counted from the midnight with which day 0 began."""
    return days[0] * DAY_SECONDS, (days[1] + 1) * DAY_SECONDS - 1


def _seconds_of(days: Run, first: Date, last: Date) -> Run:
    """Return days in seconds, from the clock time of one date to that of another."""
    start, end = _seconds(days)
    if first.clock is not None:
        start += first.clock.first
    if last.clock is not None:
        end = days[1] * DAY_SECONDS + last.clock.last
    return start, end


def _is_season(date: Date) -> bool:
    """Say whether a date is a season of a year that is known."""
    if date.clock is not None or date.mask is not None:
        return False
    _, *rest = components(date.text)
    return bool(rest) and rest[0][0] in _SEASONS


def _clock_of(date: Date) -> tuple[int | None, str]:
    """Return the offset and zone by which a date is told."""
    clock = date.clock
    return (None, "") if clock is None else (clock.offset, clock.zone)
