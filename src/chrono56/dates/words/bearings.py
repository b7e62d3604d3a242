"""What an expression leans on: the date spoken of before, and what it took from it."""

from typing import Final

import attrs

from chrono56.dates.when import When
from chrono56.days import civil_from_days

_MONTHS: Final = 12
_LONG: Final = 30  # years
_VERY_LONG: Final = 60


@attrs.define
class Bearings:
    """Gives what an expression leaves out, and notes that it was asked.

    Attributes:
        spoken: The date spoken of before; None if there is none.
        taken: What was taken from it so far: ``year``, ``month``, ``day``, ``half``.
    """

    spoken: When | None = None
    taken: set[str] = attrs.field(factory=set)

    def year(self) -> int:
        """Return the year spoken of."""
        first, last = self._bounds("year")
        if first[0] != last[0]:
            raise Missing("year")
        self.taken.add("year")
        return first[0]

    def year_beside(self, month: int, length: int, way: str) -> int:
        """Return the year of a month or season that is next to the date spoken of.

        Args:
            month: The number of its first month.
            length: How many months it has.
            way: ``later``, or else ``earlier``.
        """
        first, last = self._bounds("year")
        self.taken.add("year")
        if way == "later":
            return last[0] + (month <= last[1])
        ended = first[0] * _MONTHS + first[1] - length
        return (ended - month) // _MONTHS

    def month(self) -> int:
        """Return the month spoken of; its year is taken with it."""
        first, last = self._bounds("month")
        if first[:2] != last[:2]:
            raise Missing("month")
        self.taken |= {"year", "month"}
        return first[1]

    def day(self) -> int:
        """Return the number of the day spoken of."""
        self._bounds("day")
        number = self.spoken.day if self.spoken is not None else None
        if number is None:
            raise Missing("day")
        self.taken |= {"year", "month", "day"}
        return number

    def night(self) -> int | None:
        """Return the day whose evening began the night spoken of; None if none was."""
        found = night_of(self.spoken) if self.spoken is not None else None
        if found is not None:
            self.taken |= {"year", "month", "day", "date"}
        return found

    def century(self) -> int:
        """Return the first year of the hundred spoken of."""
        first, last = self._bounds("century")
        if first[0] // 100 != last[0] // 100:
            raise Missing("century")
        self.taken.add("century")
        return first[0] // 100 * 100

    def minute(self, day: int) -> int | None:
        """Return the last minute spoken of on a day; None if there is none."""
        spoken = self.spoken
        if spoken is None or spoken.day != day or spoken.minutes is None:
            return None
        return spoken.minutes[1]

    def decade(self, number: int) -> int:
        """Return the first year of "the eighties", in the hundred years spoken of.

        If they began long after the date spoken of, they may be those of a hundred
        years before; if much nearer, they are.
        """
        year = self.century() + number
        ahead = year - self._bounds("century")[1][0]
        if _LONG <= ahead < _VERY_LONG:
            raise Missing("century")
        return year - 100 if ahead >= _VERY_LONG else year

    def _bounds(self, what: str) -> tuple[tuple[int, int, int], tuple[int, int, int]]:
        spoken = self.spoken
        if spoken is None or spoken.earliest is None or spoken.latest is None:
            raise Missing(what)
        return civil_from_days(spoken.earliest), civil_from_days(spoken.latest)


def night_of(when: When) -> int | None:
    """Return the day whose evening begins a night; None of what is not one night.

    >>> night_of(When.parse("[0001-01-03T22:00~..0001-01-04T04:00~]"))
    3
    """
    first, last = when.earliest, when.latest
    if not when.has_time or first is None or last != first + 1 or "," in str(when):
        return None
    return first


class Missing(Exception):  # noqa: N818 - not an error: what a context would give
    """An expression says less than a date, and nothing before it says the rest.

    Attributes:
        what: What is missing: ``year``, ``month``, ``day``, ``century``, ``date``.
    """

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class Contrary(Exception):  # noqa: N818 - becomes an error with a place
    """An expression says what no date can be.

    Attributes:
        expected: What would have been fine.
        number: The number that is none; None if it is no number alone.
    """

    def __init__(self, expected: str, number: int | None = None) -> None:
        super().__init__(expected)
        self.expected = expected
        self.number = number
