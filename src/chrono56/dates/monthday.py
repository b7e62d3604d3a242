"""A day of any year, such as the fourth of November."""

import re
from typing import Final, Self

import attrs

from chrono56.days import month_length
from chrono56.errors import DateSyntaxError

_TEXT: Final = re.compile(r"(?:--)?([0-9]{2})-([0-9]{2})")
# As much of a text as can begin one.
_BEGINNING: Final = re.compile(r"(?:--)?[0-9]{0,2}(?:(?<=[0-9]{2})-[0-9]{0,2})?")
_LEAP_YEAR: Final = 2000
_MONTHS: Final = 12


@attrs.frozen(repr=False)
class MonthDay:
    """A day of any year; 29 February is one.

    Written as XML Schema's ``gMonthDay``, since EDTF has no form for it.

    >>> str(MonthDay.parse("11-04"))
    '--11-04'
    """

    month: int
    day: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``11-04`` or ``--11-04``.

        Raises:
            DateSyntaxError: The text is not a day of any year.

        >>> MonthDay.parse("11-04").month
        11
        """
        found = _TEXT.fullmatch(text)
        if found is None:
            begun = _BEGINNING.match(text)
            at = begun.end() if begun else 0
            raise DateSyntaxError(text, at, "a month and a day such as 11-04")
        month, day = int(found[1]), int(found[2])
        if not 1 <= month <= _MONTHS:
            raise DateSyntaxError(text, found.start(1), "a month from 01 to 12")
        longest = month_length(_LEAP_YEAR, month)
        if not 1 <= day <= longest:
            raise DateSyntaxError(text, found.start(2), f"a day from 01 to {longest}")
        return cls(month, day)

    def __str__(self) -> str:
        return f"--{self.month:02}-{self.day:02}"

    def __repr__(self) -> str:
        return f"MonthDay.parse({str(self)[2:]!r})"
