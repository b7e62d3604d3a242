"""Say where a text stops being a date, and what would have been fine there."""

import re
from typing import Final

from chrono56.errors import DateSyntaxError

# Each step takes as much as it can; one that takes less than it needs is the place.
_STEPS: Final = (
    (re.compile(r"[?~%]?(?:Y-?|-)?"), 0, ""),
    (re.compile(r"[0-9X]*"), 4, "a year of 4 digits, such as 0056"),
    (re.compile(r"(?:E[1-9][0-9]*)?(?:S[1-9][0-9]*)?[?~%]?"), 0, ""),
    (re.compile(r"-?"), 1, "a hyphen and a month, or the end"),
    (re.compile(r"[?~%]?"), 0, ""),
    (re.compile(r"[0-9X]{0,2}"), 2, "a month of 2 digits, such as 08"),
    (re.compile(r"[?~%]?"), 0, ""),
    (re.compile(r"-?"), 1, "a hyphen and a day, or the end"),
    (re.compile(r"[?~%]?"), 0, ""),
    (re.compile(r"[0-9X]{0,2}"), 2, "a day of 2 digits, such as 04"),
    (re.compile(r"[?~%]?"), 0, ""),
)
_YEAR_STEP: Final = 1
_LONG_YEAR: Final = re.compile(r"[1-9][0-9]*")
_YEAR_DIGITS: Final = 4

# What is often written instead, and what to write.
_REMEDIES: Final = {
    " ": "no blank",
    "\n": "no line end",
    "/": "no second slash",
    "u": "X for an unspecified digit",
    "x": "X, a capital, for an unspecified digit",
    "W": "a month (EDTF has no week dates)",
    "?": "one qualifier, % for both ? and ~",
    "~": "one qualifier, % for both ? and ~",
}


def date_fault(text: str) -> DateSyntaxError:
    """Return the error for a text that the grammar of a date refuses.

    >>> date_fault("1956-1O-23").offset
    6
    """
    at = 0
    for step, (pattern, least, expected) in enumerate(_STEPS):
        if step == _YEAR_STEP and "Y" in text[:at]:
            long = _LONG_YEAR.match(text, at)
            if long is None:
                return DateSyntaxError(text, at, "a year of more than 4 digits")
            at = long.end()
            continue
        found = pattern.match(text, at)
        taken = found.end() - at if found is not None else 0
        if step == _YEAR_STEP and taken > _YEAR_DIGITS:
            at += _YEAR_DIGITS
            return DateSyntaxError(text, at, "a hyphen, or Y before a longer year")
        at += taken
        if taken < least:
            return DateSyntaxError(text, at, _REMEDIES.get(text[at : at + 1], expected))
    return DateSyntaxError(
        text, at, _REMEDIES.get(text[at : at + 1], "the end of the date")
    )
