"""The calendars that convertdate reckons: French Republican, Hebrew, Islamic."""

from typing import Any, Final

from chrono56.dates.years import CountedYears
from chrono56.errors import MissingExtraError

# Julian days begin at noon; this is the midnight before day 1.
_JULIAN_DAY_OF_ZERO: Final = 1_721_424.5
_LAST_YEAR: Final = 9999
# The years in which it was in use; of later ones there are several rules.
_LAST_REPUBLICAN_YEAR: Final = 14
_REPUBLICAN_RULE: Final = "continuous"
_TISHRI: Final = 7


def french_republican() -> CountedYears:
    """Return the French Republican calendar, years 1 to 14; month 13 are the last days.

    Raises:
        MissingExtraError: convertdate is not installed.
    """
    found = _convertdate("french-republican").french_republican
    return CountedYears(
        name="french-republican",
        last_year=_LAST_REPUBLICAN_YEAR,
        first_day=lambda year: _day(found.to_jd(year, 1, 1, method=_REPUBLICAN_RULE)),
        lengths=lambda year: [
            *((month, 30) for month in range(1, 13)),
            (13, 6 if found.leap(year, method=_REPUBLICAN_RULE) else 5),
        ],
    )


def hebrew() -> CountedYears:
    """Return the Hebrew calendar; months count from Nisan, years begin with month 7.

    Raises:
        MissingExtraError: convertdate is not installed.
    """
    found = _convertdate("hebrew").hebrew
    return CountedYears(
        name="hebrew",
        last_year=_LAST_YEAR,
        first_day=lambda year: _day(found.to_jd(year, _TISHRI, 1)),
        lengths=lambda year: [
            (month, found.month_length(year, month))
            for month in (
                *range(_TISHRI, found.year_months(year) + 1),
                *range(1, _TISHRI),
            )
        ],
    )


def islamic() -> CountedYears:
    """Return the tabular Islamic calendar, also called civil.

    Raises:
        MissingExtraError: convertdate is not installed.
    """
    found = _convertdate("islamic").islamic
    return CountedYears(
        name="islamic",
        last_year=_LAST_YEAR,
        first_day=lambda year: _day(found.to_jd(year, 1, 1)),
        lengths=lambda year: [
            (month, found.month_length(year, month)) for month in range(1, 13)
        ],
    )


def _convertdate(calendar: str) -> Any:
    try:
        import convertdate
    except ImportError:
        raise MissingExtraError(
            f"the {calendar} calendar", "convertdate", "calendars"
        ) from None
    return convertdate


def _day(julian_day: float) -> int:
    return int(julian_day - _JULIAN_DAY_OF_ZERO)
