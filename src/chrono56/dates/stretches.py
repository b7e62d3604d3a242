"""Stretches of days or seconds, and the texts of dates that are made of them again.

What is widened, shifted or written in another calendar is done date by date: each date
becomes the texts of some stretches, and these take its place in its set or extent.
"""

import re
from collections.abc import Callable, Sequence
from enum import IntEnum
from itertools import islice
from typing import Final, assert_never

from chrono56.dates.lines import DAYS, points_of
from chrono56.dates.masks import Run, month_run, year_run
from chrono56.dates.read_date import components
from chrono56.dates.shape import (
    Choice,
    Clock,
    Date,
    Extent,
    Member,
    Range,
    Shape,
    members_of,
)
from chrono56.dates.write import qualified
from chrono56.days import civil_from_days, iso_day, iso_year

MOST_RUNS: Final = 500
"""How many stretches a text may list: a reader has to see what it says."""
_FEWEST_RUNS: Final = 12

DAY_SECONDS: Final = 86_400
_MINUTE: Final = 60
_TIMES: Final = re.compile(r"[0-9:.]+")
_TO_THE_MINUTE: Final = re.compile(r"(.+T)([0-9]{2}:[0-9]{2})((?:[^0-9:].*)?)")

Piece = tuple[str, str]
"""The texts of a stretch's first and last date, equal if it is one date."""


class Precision(IntEnum):
    """How finely a date is stated; the number of its components."""

    YEAR = 1
    MONTH = 2
    DAY = 3


def precision_of(date: Date) -> Precision:
    """Return the finest component that is stated: what is all ``X`` says nothing.

    A season counts as months.
    """
    parts = [part for part, _ in components(date.text.partition("T")[0])]
    while len(parts) > 1 and parts[-1] == "XX":
        parts.pop()
    return Precision(len(parts))


def most_runs(shape: Shape) -> int:
    """Return how many stretches each date of a text may list, as `equal_share`."""
    return equal_share(sum(member.lo != member.hi for member in members_of(shape)))


def equal_share(dates: int) -> int:
    """Return how many stretches each of so many dates of a text may list.

    It is a dozen at least, so that what a long text lists grows with its length only.

    >>> equal_share(2), equal_share(10_000)
    (250, 12)
    """
    return max(MOST_RUNS // max(dates, 1), _FEWEST_RUNS)


def runs_of(date: Date, most: int) -> list[Run] | None:
    """Return the runs of days that a date leaves open; None if more than *most*.

    They are joined where they touch.
    """
    if date.mask is None:
        return [(date.lo, date.hi)]
    runs = list(islice(points_of(date, DAYS).runs(date.lo), most + 1))
    return runs if len(runs) <= most else None


def coarsest(run: Run) -> Precision:
    """Return the coarsest precision that names a run of days and no others."""
    (first, month, _), (last, last_month, _) = map(civil_from_days, run)
    if (year_run(first)[0], year_run(last)[1]) == run:
        return Precision.YEAR
    if (month_run(first, month)[0], month_run(last, last_month)[1]) == run:
        return Precision.MONTH
    return Precision.DAY


def piece_of_days(run: Run, precision: Precision, marks: Sequence[int] = ()) -> Piece:
    """Return the texts of a run's ends.

    Args:
        run: Days; whole months or years if the precision is no finer.
        precision: How finely to write them.
        marks: Qualifier bits of year, month and day; the last one stands for more.
    """
    return _text(run[0], precision, marks), _text(run[1], precision, marks)


def _text(day: int, precision: Precision, marks: Sequence[int]) -> str:
    year, month, number = civil_from_days(day)
    parts = [iso_year(year), f"{month:02}", f"{number:02}"][:precision]
    last = marks[-1] if marks else 0
    return qualified(parts, [*marks, last, last, last][:precision])


def piece_of_moments(run: Run, clock: Clock | None = None, mark: str = "") -> Piece:
    """Return the texts of a run's ends as moments, to the minute if it is of minutes.

    Args:
        run: Seconds, counted from the midnight with which day 0 began.
        clock: The clock time whose offset and zone they have; None if neither.
        mark: The qualifier of both.
    """
    to_minute = run[0] % _MINUTE == 0 and run[1] % _MINUTE == _MINUTE - 1
    suffix = (_TIMES.sub("", clock.text, count=1) if clock else "") + mark
    first, last = (_moment(second, to_minute=to_minute) for second in run)
    return first + suffix, last + suffix


def _moment(second: int, *, to_minute: bool) -> str:
    day, within = divmod(second, DAY_SECONDS)
    minutes, seconds = divmod(within, _MINUTE)
    text = f"{iso_day(day)}T{minutes // 60:02}:{minutes % 60:02}"
    return text if to_minute else f"{text}:{seconds:02}"


def rewritten(
    shape: Shape,
    pieces_of: Callable[[Date], list[Piece]],
    text_of_range: Callable[[Range], str] | None = None,
) -> str:
    """Return the text of a shape with each date written anew, as one or more pieces.

    The pieces ascend. Open and unknown ends of an interval stay what they are.

    Args:
        shape: What is written anew.
        pieces_of: What a date becomes.
        text_of_range: What a range becomes; by default it goes from the first piece's
            start to the last one's end.
    """
    match shape:
        case Date():
            return alone(pieces_of(shape))
        case Choice():
            members = (
                _rewritten_member(it, pieces_of, text_of_range) for it in shape.members
            )
            return f"{shape.text[0]}{','.join(members)}{shape.text[-1]}"
        case Extent():
            start = ".." if shape.text.startswith("../") else ""
            end = ".." if shape.text.endswith("/..") else ""
            if shape.start is not None:
                start = rewritten(shape.start, pieces_of, text_of_range)
            if shape.end is not None:
                end = rewritten(shape.end, pieces_of, text_of_range)
            return f"{start}/{end}"
        case _:
            assert_never(shape)


def _rewritten_member(
    member: Member,
    pieces_of: Callable[[Date], list[Piece]],
    text_of_range: Callable[[Range], str] | None,
) -> str:
    if isinstance(member, Range):
        if text_of_range is not None:
            return text_of_range(member)
        first = pieces_of(member.first)[0][0] if member.first else ""
        last = pieces_of(member.last)[-1][1] if member.last else ""
        return f"{first}..{last}"
    return among(pieces_of(member))


def alone(pieces: Sequence[Piece]) -> str:
    """Return pieces as one date, or as a set of one of them.

    >>> alone([("1956", "1956")]), alone([("1956", "1957")])
    ('1956', '[1956..1957]')
    """
    first, last = pieces[0]
    return first if len(pieces) == 1 and first == last else f"[{among(pieces)}]"


def among(pieces: Sequence[Piece]) -> str:
    """Return pieces as the members of a set."""
    return ",".join(map(member_text, pieces))


def member_text(piece: Piece) -> str:
    """Return a piece as a member of a set; minutes of one day as a window of them."""
    first, last = piece
    if first == last:
        return first
    start, end = _TO_THE_MINUTE.fullmatch(first), _TO_THE_MINUTE.fullmatch(last)
    if start and end and start.group(1, 3) == end.group(1, 3):
        return f"{start[1]}{start[2]}..{end[2]}{start[3]}"
    return f"{first}..{last}"
