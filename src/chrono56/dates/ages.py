"""How old somebody or something was."""

from typing import Final

import attrs

from chrono56.dates.centuries import YEAR_PLACES, even_place, least_gap
from chrono56.dates.lapse import between, counted, difference
from chrono56.dates.lines import DAYS
from chrono56.dates.months import day_after, months_completed
from chrono56.dates.points import Part, Points, shared
from chrono56.dates.relate import placed
from chrono56.dates.shape import Shape

_YEAR: Final = 12  # months


@attrs.frozen(kw_only=True)
class Age:
    """How old somebody or something was, in years completed.

    Attributes:
        least: The fewest years completed.
        most: The most years completed; None if the birth has no earliest day, or the
            event no latest one.
        exact: Years, months and days completed; None where the dates don't settle them.

    >>> str(Age(least=61, most=62))
    'between 61 and 62 years'
    """

    least: int
    most: int | None
    exact: tuple[int, int, int] | None = None

    def __str__(self) -> str:
        return between((self.least, self.most), lambda years: counted(years, "year"))


def age(birth: Shape, event: Shape) -> Age | None:
    """Return the years completed from a birth to an event; None if it came before."""
    a, b = placed(birth, DAYS), placed(event, DAYS)
    births = shared(a.ends, Points([Part(a.first_end, a.last_end)]))
    events = shared(b.starts, Points([Part(b.first_start, b.last_start)]))
    if births is None or events is None:
        return None
    nearest = least_gap(births, events, even_place)
    if nearest is None:
        return None
    least, most = nearest // YEAR_PLACES, None
    if difference(b.last_start, a.first_end) is not None:
        most = months_completed(a.first_end, b.last_start)[1] // _YEAR
    exact = None
    if a.first_end == a.last_end and b.first_start == b.last_start:
        exact = _exact_age(a.first_end, b.first_start)
    return Age(least=least, most=most, exact=exact)


def _exact_age(start: int, day: int) -> tuple[int, int, int] | None:
    months, most = months_completed(start, day)
    since, until_then = day_after(start, months)
    if months != most or since != until_then:
        return None
    return months // _YEAR, months % _YEAR, day - since
