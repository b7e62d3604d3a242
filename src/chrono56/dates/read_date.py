"""Read one date, from ``1956`` to ``?2004-06-~11`` and ``1956-11-04T04:15``."""

import re
from datetime import date
from typing import Final

from chrono56.dates.clocks import read_clock
from chrono56.dates.faults import date_fault
from chrono56.dates.masks import (
    SEASONS,
    Mask,
    mask_of,
    month_run,
    year_range,
    year_run,
)
from chrono56.dates.shape import CLOCK, EXTENT, MARKS, Date
from chrono56.dates.write import qualified
from chrono56.days import (
    days_from_civil,
    first_of_year,
    iso_day,
    iso_year,
    month_length,
)
from chrono56.errors import DateSyntaxError

_YEAR: Final = r"-?[0-9X]{4}|Y-?[1-9][0-9]*(?:E[1-9][0-9]*)?"
_DATE: Final = re.compile(
    rf"([?~%])?({_YEAR})(?:S([1-9][0-9]*))?([?~%])?"
    r"(?:-([?~%])?([0-9X]{2})([?~%])?"
    r"(?:-([?~%])?([0-9X]{2})([?~%])?)?)?"
)
# What a day that has a clock time is free of.
_LOOSE: Final = re.compile(r"[X?~%]")
# Day numbers stay within 64 bits, which is what indexes can hold.
_YEAR_DIGITS: Final = 16
FIRST_DAY: Final = first_of_year(1 - 10**_YEAR_DIGITS)
LAST_DAY: Final = first_of_year(10**_YEAR_DIGITS) - 1
_PLAIN_YEAR: Final = 4
_PLAIN_MONTH: Final = 7
_PLAIN_DAY: Final = 10
_PLAIN_STRETCH: Final = 2 * _PLAIN_DAY + 1
_MONTHS: Final = 12
_MONTH_TEXTS: Final = frozenset(f"{month:02}" for month in range(1, 13))


def read_date(text: str, *, strict: bool) -> Date:
    """Read one date.

    date = calendar | calendar-day "T" clock [mark]

    Raises:
        DateSyntaxError: with the offset counted from the start of *text*.
    """
    mark = text[-1:]
    flags = MARKS.get(mark, 0)
    bounds = _plain_bounds(text[:-1] if flags else text)
    if bounds is not None:
        return Date(text, bounds[0], bounds[1], flags)
    if "T" in text:
        return _read_moment(text, strict=strict)
    return _read_calendar(text, strict=strict)


def plain_day(text: str) -> int | None:
    """Return the day number of a text such as ``1956-10-23``; None if it is no such.

    The fast path: these are most dates there are.
    """
    # Without both hyphens fromisoformat would also read week dates.
    if len(text) == _PLAIN_DAY and text[4] == "-" == text[7] and text.isascii():
        try:
            return date.fromisoformat(text).toordinal()
        except ValueError:
            return None
    return None


def plain_run(text: str) -> tuple[int, int, int] | None:
    """Return the bounds and flags of ``1956``, ``1956-10``, ``1956-10-23/1956-11-04``.

    None, if it is no year, no month, and no extent from one plain day to a later one.
    """
    if len(text) != _PLAIN_STRETCH:
        bounds = _plain_bounds(text)
        return None if bounds is None else (*bounds, 0)
    first, last = plain_day(text[:_PLAIN_DAY]), plain_day(text[_PLAIN_DAY + 1 :])
    if text[_PLAIN_DAY] != "/" or first is None or last is None or first > last:
        return None
    return first, last, EXTENT


def _plain_bounds(text: str) -> tuple[int, int] | None:
    """Return the bounds of ``1956``, ``1956-10`` or ``1956-10-23``; else None."""
    if not text.isascii():
        return None
    if len(text) == _PLAIN_DAY:
        day = plain_day(text)
        return None if day is None else (day, day)
    if len(text) == _PLAIN_YEAR and text.isdigit():
        return year_run(int(text))
    if (
        len(text) == _PLAIN_MONTH
        and text[4] == "-"
        and text[:4].isdigit()
        and text[5:] in _MONTH_TEXTS
    ):
        return month_run(int(text[:4]), int(text[5:]))
    return None


def _read_moment(text: str, *, strict: bool) -> Date:
    """Read a day with a clock time.

    moment = calendar-day "T" clock [mark]
    """
    day_text, _, rest = text.partition("T")
    try:
        day = read_date(day_text, strict=strict)
    except DateSyntaxError as fault:
        raise DateSyntaxError(text, fault.offset, fault.expected) from None
    if day.lo != day.hi or day.flags or day.mask is not None:
        loose = _LOOSE.search(day_text)
        raise DateSyntaxError(
            text,
            len(day_text) if loose is None else loose.start(),
            "a full day such as 1956-11-04 before a clock time, unqualified",
        )
    flags = MARKS.get(rest[-1:], 0)
    clock_text = rest[:-1] if flags else rest
    if flags and strict:
        raise DateSyntaxError(
            text, len(text) - 1, "no qualifier after a time (strict EDTF has none)"
        )
    try:
        clock = read_clock(clock_text, strict=strict)
    except DateSyntaxError as fault:
        at = len(day_text) + 1 + fault.offset
        raise DateSyntaxError(text, at, fault.expected) from None
    number = day.lo
    if clock.next_day:
        number += 1
        _check_last(number, text, 0)
        day_text = iso_day(number)
    mark = rest[-1] if flags else ""
    return Date(
        f"{day_text}T{clock.text}{mark}", number, number, flags | CLOCK, None, clock
    )


def _read_calendar(text: str, *, strict: bool) -> Date:
    """Read a date without a clock time.

    calendar = [mark] year ["S" digits] [mark] ["-" [mark] month [mark]
               ["-" [mark] day [mark]]]
    year     = ["-"] 4 * (digit | "X") | "Y" ["-"] digits ["E" digits]
    month    = 01 to 12, a season (21 to 41), or with "X"
    """
    found = _DATE.fullmatch(text)
    if found is None:
        raise date_fault(text)
    year = found[2]
    _check_parts(found)
    marks = _component_marks(found)
    flags = 0
    for bits in marks:
        flags |= bits
    if strict:
        _refuse_extensions(found, qualified_at=bool(flags))
    lo, hi, mask = _bounds(found)
    _check_last(hi, text, found.start(2))
    if not flags and "E" not in year:  # it is canonical as it stands
        return Date(text, lo, hi, flags, mask)
    parts = _parts(found)
    if "E" in year:  # a year is its number, however it was written
        parts[0] = parts[0].replace(year, iso_year(_year_number(found)))
    return Date(qualified(parts, marks), lo, hi, flags, mask)


def _check_last(day: int, text: str, at: int) -> None:
    """Refuse what reaches beyond the last year: its winter, and its last 24:00."""
    if day > LAST_DAY:
        raise DateSyntaxError(text, at, f"a year of at most {_YEAR_DIGITS} digits")


def components(text: str) -> list[tuple[str, int]]:
    """Return a date's year, month and day as written, with their qualifiers' flags.

    They are in the form of EDTF, but no calendar was asked whether it has them. The
    year may have significant digits or an exponent; there is no clock time.

    Raises:
        DateSyntaxError: The text has not that form.

    >>> components("2004?-06-~11")
    [('2004', 1), ('06', 0), ('11', 2)]
    """
    found = _DATE.fullmatch(text)
    if found is None:
        raise date_fault(text)
    return list(zip(_parts(found), _component_marks(found), strict=True))


def _parts(found: re.Match[str]) -> list[str]:
    year, significant, month, day = found.group(2, 3, 6, 9)
    parts = [year + (f"S{significant}" if significant else "")]
    return parts + [part for part in (month, day) if part is not None]


def _component_marks(found: re.Match[str]) -> list[int]:
    """Return the qualifier bits of year, month and day, as far as they are given."""
    left = [MARKS[found[group] or ""] for group in (1, 5, 8)]
    right = [MARKS[found[group] or ""] for group in (4, 7, 10)]
    marks = [
        left[0] | right[0] | right[1] | right[2],
        left[1] | right[1] | right[2],
        left[2] | right[2],
    ]
    return marks[: 1 + (found[6] is not None) + (found[9] is not None)]


def _check_parts(found: re.Match[str]) -> None:
    """Refuse parts that no calendar has, whatever the others are."""
    year, significant, month, day = found.group(2, 3, 6, 9)
    if year == "-0000":
        raise DateSyntaxError(
            found.string, found.start(2), "0000 (1 BC) or -0001 (2 BC)"
        )
    if significant and ("X" in year or month is not None):
        raise DateSyntaxError(
            found.string,
            found.start(3) - 1,
            "no significant digits beside X, a month or a day",
        )
    if year[0] == "Y" and "E" not in year and len(year.lstrip("Y-")) <= _PLAIN_YEAR:
        raise DateSyntaxError(
            found.string, found.start(2), "a year of 4 digits without Y"
        )
    if month is not None and "X" not in month:
        number = int(month)
        if not 1 <= number <= _MONTHS and (number not in SEASONS or day is not None):
            raise DateSyntaxError(found.string, found.start(6), _month_wanted(day))


def _month_wanted(day: str | None) -> str:
    if day is None:
        return "a month from 01 to 12 or a season from 21 to 41"
    return "a month from 01 to 12"


def _refuse_extensions(found: re.Match[str], *, qualified_at: bool) -> None:
    """Refuse what EDTF lacks: qualified ``X`` dates, months after ``Y`` years."""
    if qualified_at and "X" in found.string:
        raise DateSyntaxError(
            found.string,
            found.string.index("X"),
            "no X in a qualified date (strict EDTF has none)",
        )
    if found[2][0] == "Y" and found[6] is not None:
        raise DateSyntaxError(
            found.string, found.start(6) - 1, "no month after Y (strict EDTF has none)"
        )


def _bounds(found: re.Match[str]) -> tuple[int, int, Mask | None]:
    """Return the bounds of a date, and its mask if there are gaps between them."""
    year, month, day = found.group(2, 6, 9)
    if day == "XX":
        day = None
    if month == "XX" and day is None:
        month = None
    if month is None:
        span = _year_span(found)
        if span is not None:
            return year_run(span[0])[0], year_run(span[1])[1], None
    elif "X" not in f"{year}{month}{day}":
        number, wanted = _year_number(found), int(month)
        if day is None:
            return *month_run(number, wanted), None
        if 1 <= int(day) <= month_length(number, wanted):
            single = days_from_civil(number, wanted, int(day))
            return single, single, None
        raise DateSyntaxError(
            found.string,
            found.start(9),
            f"a day from 01 to {month_length(number, wanted)}",
        )
    if year[0] == "Y":
        raise DateSyntaxError(
            found.string,
            found.string.index("X", found.start(6)),
            "digits (after Y, only a last XX is left open)",
        )
    return _masked_bounds(found, mask_of(year, month, day))


def _year_span(found: re.Match[str]) -> tuple[int, int] | None:
    """Return the first and last year that a year alone stands for; None with gaps."""
    year, significant = found.group(2, 3)
    if "X" in year:
        return year_range(year)
    number = _year_number(found)
    if not significant:
        return number, number
    digits = len(str(abs(number)))
    if len(significant) > 2 or int(significant) > digits:
        raise DateSyntaxError(
            found.string, found.start(3), f"at most {digits} significant digits"
        )
    size = 10 ** (digits - int(significant))
    nearest = abs(number) // size * size
    if number < 0:
        return -(nearest + size - 1), -nearest
    return nearest, nearest + size - 1


def _year_number(found: re.Match[str]) -> int:
    """Return the year of a match without ``X``."""
    digits, _, exponent = found[2].removeprefix("Y").partition("E")
    zeros = int(exponent[:3] or 0)
    if len(digits.lstrip("-")) + zeros > _YEAR_DIGITS:
        raise DateSyntaxError(
            found.string, found.start(2), f"a year of at most {_YEAR_DIGITS} digits"
        )
    return int(digits + "0" * zeros)


def _masked_bounds(found: re.Match[str], mask: Mask) -> tuple[int, int, Mask]:
    """Return the bounds of a mask, or refuse one that leaves no day at all."""
    lo, hi = mask.first(), mask.last()
    if lo is None or hi is None:
        group = 9 if found[9] is not None and found[9] != "XX" else 6
        raise DateSyntaxError(
            found.string, found.start(group), "digits that leave at least one day open"
        )
    return lo, hi, mask
