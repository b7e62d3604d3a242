"""Dates of sources: what CSL and biblatex can say of them."""

import re
from typing import Any, Final

import attrs

from chrono56 import DateSyntaxError, Language, When

_PLAIN: Final = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_SEASON: Final = re.compile(r"(-?\d{4})-2([1-4])[?~%]?")
# What biblatex calls EDTF: levels 0 and 1 of ISO 8601-2, years of four digits.
_POINT: Final = (
    r"-?(?:\d{4}-\d\d-(?:\d\d|XX)|\d{4}-(?:0[1-9]|1[0-2]|2[1-4]|XX)"
    r"|\d{4}-XX-XX|\d{4}|\d{3}X|\d{2}XX)[?~%]?"
)
_BIBLATEX: Final = re.compile(rf"{_POINT}(?:/(?:{_POINT}|\.\.)?)?|(?:\.\.)?/{_POINT}")


@attrs.frozen
class SourceDate:
    """Hold a date of a source: its text, and what it means if it is EDTF.

    Attributes:
        text: The text, as recorded.
        when: The date; None if the text is not EDTF.
    """

    text: str
    when: When | None

    @classmethod
    def read(cls, text: str) -> "SourceDate":
        """Read a text; one that is not EDTF stands for itself."""
        try:
            return cls(text, When.parse(text))
        except DateSyntaxError:
            return cls(text, None)

    def words(self, language: Language | str) -> str:
        """Return the date in words; of a text that is not EDTF the text."""
        return self.text if self.when is None else self.when.describe(language)

    @property
    def is_doubted(self) -> bool:
        """Whether it is approximate or uncertain."""
        when = self.when
        return when is not None and (when.is_approximate or when.is_uncertain)

    @property
    def parts(self) -> list[list[int]]:
        """Year, month and day as far as they are known: one list, or first and last.

        Years are astronomical. Empty if the date is no whole year, month or day, and
        no extent from one to another.
        """
        if self.when is None:
            return []
        ends = [self.when.start, self.when.end] if self.when.is_extent else [self.when]
        found = [_whole(end) for end in ends]
        return found if all(found) else []

    @property
    def is_plain(self) -> bool:
        """Whether its parts say all that the text says."""
        return all(map(_PLAIN.fullmatch, self.text.split("/"))) and bool(self.parts)

    @property
    def biblatex(self) -> str:
        """What biblatex reads as this date; empty if it can't."""
        if self.when is None or self.when.has_time:
            return ""
        return str(self.when) if _BIBLATEX.fullmatch(str(self.when)) else ""


def csl_date(text: str, language: Language | str = "en") -> dict[str, Any]:
    """Return a date as CSL-JSON has it: parts or words, and what these can't say.

    CSL has no year 0: 1 BC is −1. Its ``circa`` is all the doubt it knows.

    >>> csl_date("1957-10~")
    {'date-parts': [[1957, 10]], 'circa': True, 'edtf': '1957-10~'}
    >>> csl_date("[2002,2003]")
    {'literal': '2002 or 2003', 'edtf': '[2002,2003]'}
    >>> csl_date("-0043")["date-parts"]
    [[-44]]
    """
    date = SourceDate.read(text)
    season = _SEASON.fullmatch(text)
    told: dict[str, Any] = {}
    if season:
        told = {"date-parts": [[_csl_year(int(season[1]))]], "season": int(season[2])}
    elif date.parts:
        told["date-parts"] = [[_csl_year(year), *rest] for year, *rest in date.parts]
    else:
        told["literal"] = date.words(language)
    if date.is_doubted and "date-parts" in told:
        told["circa"] = True
    if date.when is not None and not date.is_plain:
        told["edtf"] = text
    return told


def _csl_year(year: int) -> int:
    return year if year > 0 else year - 1


def _whole(when: When) -> list[int]:
    """Return the year, month or day that a date fills; empty if it fills none."""
    first = when.earliest_iso
    if first is None:
        return []
    parts = [int(first[:-6].removeprefix("Y")), int(first[-5:-3]), int(first[-2:])]
    for known, text in enumerate((first[:-6], first[:-3], first), 1):
        filled = When.parse(text)
        if (filled.earliest, filled.latest) == (when.earliest, when.latest):
            return parts[:known]
    return []
