"""Say where a text stops being a date, and what would have been fine there."""

import re
from typing import Final

from chrono56.errors import DateSyntaxError

# Each step takes as much as it can; one that takes less than it needs is the place.
_STEPS: Final = (
    (re.compile(r"[?~%]?(?:Y-?|-)?"), 0, ""),
    (re.compile(r"[0-9X]*"), 4, "a year of 4 digits, such as 0056"),
    (re.compile(r"(?:S[1-9][0-9]*)?[?~%]?"), 0, ""),
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
_LONG_YEAR: Final = re.compile(r"[1-9][0-9]*(?:E[1-9][0-9]*)?")
_YEAR_DIGITS: Final = 4

CLOSING: Final = {"[": "]", "{": "}"}
"""The bracket that closes a set, for each that opens one."""

# What is often written instead, and what to write.
_REMEDIES: Final = {
    " ": "no blank",
    "\n": "no line end",
    "/": "no second slash",
    "u": "X for an unspecified digit",
    "x": "X, a capital, for an unspecified digit",
    "y": "Y, a capital, before a year of more than 4 digits",
    "e": "E, a capital, before an exponent",
    "E": "an exponent such as E7, only after Y",
    "S": "significant digits such as S3, only after a year",
    "p": "S before the number of significant digits",
    "W": "a month (EDTF has no week dates)",
    "t": "T, a capital, before a clock time",
    "(": "a qualifier without brackets, on the left of what it is for",
    "\u2013": "a slash between two dates, a hyphen within one",
    "\u2212": "a hyphen for a minus",
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
            if text[at : at + 1] == "X":
                return DateSyntaxError(text, at, "digits alone after Y, no X")
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


def set_fault(text: str) -> DateSyntaxError:
    """Return the error for a set that does not end with its closing bracket.

    >>> set_fault("[1956,1957]?").expected
    'the end of the set'
    """
    closing = CLOSING[text[0]]
    if text.count(text[0]) == text.count(closing):
        return DateSyntaxError(text, text.rindex(closing) + 1, "the end of the set")
    end = len(text[1:].rstrip("]}")) + 1
    return DateSyntaxError(text, end, f"a closing {closing}")
