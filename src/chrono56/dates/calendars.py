"""Dates of other calendars: read into `When`, and written from it."""

from collections.abc import Callable
from typing import Final

import attrs

from chrono56.dates.calendar_reader import CalendarReader
from chrono56.dates.calendar_writer import CalendarWriter
from chrono56.dates.monthday import MonthDay
from chrono56.dates.read import anatomy
from chrono56.dates.reckoned import french_republican, hebrew, islamic
from chrono56.dates.remarks import Remarks
from chrono56.dates.stretches import most_runs, rewritten
from chrono56.dates.when import When
from chrono56.dates.years import JANUARY, Calendar, RomanYears, rival_years
from chrono56.errors import DateSyntaxError, ReckoningError

_ROMAN: Final = ("gregorian", "julian")
_COUNTED: Final[dict[str, Callable[[], Calendar]]] = {
    "french-republican": french_republican,
    "hebrew": hebrew,
    "islamic": islamic,
}
CALENDARS: Final = (*_ROMAN, *_COUNTED)
"""The names of the calendars that dates can be converted from and to."""

_NOTES: Final = {
    "hebrew": "a day is that of its daylight, though it began the evening before",
    "islamic": (
        "a day is that of its daylight, though it began the evening before;"
        " counted by the table, months by sight of the moon may differ by a day or two"
    ),
}


@attrs.frozen(kw_only=True)
class Converted:
    """A date in two calendars.

    Attributes:
        when: The date, in the proleptic Gregorian calendar as every `When`.
        as_written: The text in the other calendar, as given or as written.
        calendar: The name of that calendar.
        exact: Whether both leave open the same days and are qualified alike.
        note: What else a reader should know of the conversion; may be empty.

    >>> found = read_calendar("1917-10-25", "julian")
    >>> found.when, found.exact
    (When('1917-11-07'), True)
    """

    when: When
    as_written: str
    calendar: str
    exact: bool
    note: str


def read_calendar(text: str, calendar: str, new_year: str = "01-01") -> Converted:
    """Read a date of another calendar.

    The text has numbers for year, month and day, as EDTF has them, and may be an
    interval or a set; a double year is written ``1731/2-02-11``.

    Args:
        text: The date as counted in that calendar.
        calendar: One of `CALENDARS`.
        new_year: The month and day with which Julian and Gregorian years changed
            their number: ``03-25`` in England until 1751, ``09-01`` in Byzantium.

    Raises:
        DateSyntaxError: The text is no date of that calendar; it says where.
        ReckoningError: There is no such calendar, or its years can't begin then.
        MissingExtraError: The calendar needs a package that is not installed.

    >>> read_calendar("1917-10-25", "julian").when
    When('1917-11-07')
    >>> read_calendar("1731-02-11", "julian", new_year="03-25").when
    When('1732-02-22')
    """
    remarks = _remarks(calendar, new_year)
    reader = CalendarReader(text, _calendar(calendar, new_year), remarks)
    converted = reader.converted()
    try:
        when = When.parse(converted)
    except DateSyntaxError as fault:
        # The dates are in order; what is not is how they stand to each other.
        at = (reader.slash() or -1) + 1
        raise DateSyntaxError(text, at, fault.expected) from None
    return _converted(when, text, calendar, remarks)


def write_calendar(
    when: When, calendar: str, new_year: str = "01-01", *, double_years: bool = False
) -> Converted:
    """Write a date as another calendar counts it; `read_calendar` reads it back.

    Args:
        when: The date.
        calendar: One of `CALENDARS`.
        new_year: The month and day with which Julian and Gregorian years change
            their number.
        double_years: Give a day both numbers of its year, as ``1731/2-02-11``, where
            years begun on 1 January and on *new_year* (25 March, if that is 1 January)
            differ. Months and whole years never get two.

    Raises:
        ReckoningError: There is no such calendar, its years can't begin then, or it
            does not count those days.
        MissingExtraError: The calendar needs a package that is not installed.

    >>> write_calendar(When.parse("1956-11-14"), "julian").as_written
    '1956-11-01'
    """
    remarks = _remarks(calendar, new_year)
    counted = _calendar(calendar, new_year)
    if double_years and not isinstance(counted, RomanYears):
        raise ReckoningError(
            f"double years in the {calendar} calendar",
            f"only {' and '.join(_ROMAN)} years are double",
        )
    rivals = rival_years(counted) if isinstance(counted, RomanYears) else None
    shape = anatomy(str(when))
    writer = CalendarWriter(
        counted, remarks, most_runs(shape), rivals if double_years else None
    )
    text = rewritten(shape, writer.pieces_of)
    return _converted(when, text, calendar, remarks)


def _converted(when: When, text: str, calendar: str, remarks: Remarks) -> Converted:
    return Converted(
        when=when,
        as_written=text,
        calendar=calendar,
        exact=remarks.exact,
        note=str(remarks),
    )


def _calendar(name: str, new_year: str) -> Calendar:
    begins = MonthDay.parse(new_year)
    if name in _ROMAN:
        if begins == MonthDay(2, 29):
            raise ReckoningError(
                "a year that begins on 29 February", "not every year has that day"
            )
        return RomanYears(name, begins)
    if name not in _COUNTED:
        raise ReckoningError(f"no calendar {name!r}", f"known: {', '.join(CALENDARS)}")
    if begins != JANUARY:
        raise ReckoningError(
            f"a new year's day for the {name} calendar",
            f"only {' and '.join(_ROMAN)} years began on different days",
        )
    return _COUNTED[name]()


def _remarks(calendar: str, new_year: str) -> Remarks:
    remarks = Remarks()
    if calendar in _NOTES:
        remarks.add(_NOTES[calendar])
    if MonthDay.parse(new_year) != JANUARY:
        remarks.add(f"years begin on {new_year}")
    return remarks
