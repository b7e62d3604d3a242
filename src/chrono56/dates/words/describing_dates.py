"""Tell a single date in words: its day, month and year, its time, and its doubts."""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Final

from chrono56.dates.read_date import components
from chrono56.dates.shape import APPROXIMATE, UNCERTAIN, Date
from chrono56.dates.words.open_digits import digits_told
from chrono56.dates.words.wording import Wording
from chrono56.days import civil_from_days, iso_year

_CLOCK: Final = re.compile(
    r"(?P<first>[0-9:]+)(?:\.\.(?P<last>[0-9:]+))?"
    r"(?P<offset>Z|[+-][0-9:]+)?(?:\[(?P<zone>[^\]]*)\])?"
)
# Names of zones that no word in brackets is taken for; others are marked as such.
_PLAIN_ZONE: Final = re.compile(r"[A-Za-z_]+(?:/[A-Za-z0-9_+-]+)+")
_PLAIN_DATE: Final = re.compile(
    r"(?P<year>[1-9][0-9]{3})-(?P<month>0[1-9]|1[0-2])(?P<day>-[0-9]{2})?"
)
_RUN_OF_YEARS: Final = re.compile(r"-?[0-9]{1,3}(?P<open>X{1,3})")
# There is no -0000, so that these years are no ten, hundred or thousand.
_SHORT_RUNS: Final = frozenset({"-000X", "-00XX", "-0XXX"})
_TENS_OF_DAYS: Final = frozenset({"0X", "1X", "2X", "3X"})
_PARTS_OF_YEAR: Final = frozenset({"0X", "1X"})
_PLAIN_YEARS: Final = range(1000, 10_000)
_WINTER: Final = 24
_THIRDS: Final = {"37": "early", "38": "mid", "39": "late"}
_RUNS: Final = ("", "ten-years", "hundred-years", "thousand-years")
_MONTHS: Final = 12
_DOUBTS: Final = ("", "uncertain", "approximate", "uncertain-approximate")

Told = Callable[[str], str]
"""What gives words in a case."""


class DateTeller:
    """Tells single dates in one language."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording

    def date(self, date: Date, case: str) -> str:
        """Tell a date or moment."""
        if date.clock is not None:
            return self._wording.told(
                "moment",
                case,
                date=lambda inner: self._plain_day(date.lo, inner),
                time=self.time(date),
            )
        parts = components(date.text)
        texts, marks = [text for text, _ in parts], [bits for _, bits in parts]
        flags = date.flags
        if len(set(marks)) > 1:
            return self._wording.told(
                "parts-doubted",
                case,
                a=lambda inner: self._calendar(texts, inner),
                doubts=self._doubts_of_parts(texts, marks),
            )
        name = _THIRDS.get("".join(texts[1:]), "")
        if name and flags & APPROXIMATE and not _is_open(texts[0]):
            year = self._year(texts[0], "year")
            return self.doubted(
                flags & ~APPROXIMATE,
                lambda inner: self._wording.told(name, inner, a=year),
                case,
            )
        return self.doubted(flags, lambda inner: self._calendar(texts, inner), case)

    def listed(self, dates: Sequence[Date]) -> list[Told]:
        """Return dates; what all of them are in, one alone says."""
        found = {_shared(one.text, other.text) for one, other in pairwise(dates)}
        shared = found.pop() if len(found) == 1 else ""
        says = {"first": len(dates) - 1, "last": 0}.get(self._wording.shortens)
        return [
            self._short(date, "" if says in (None, place) else shared)
            for place, date in enumerate(dates)
        ]

    def _short(self, date: Date, shared: str) -> Told:
        if not shared:
            return lambda case: self.date(date, case)
        _, month, *day = date.text.split("-")
        return lambda case: self._wording.told(
            f"{'day' if day else 'month'}-same-{shared}",
            case,
            month=lambda inner: self._wording.month(int(month), inner),
            day=self._number(int(day[0])) if day else "",
        )

    def time(self, date: Date) -> str:
        """Tell the clock time of a moment; nothing of a date without one."""
        found = _CLOCK.fullmatch(date.clock.text) if date.clock is not None else None
        if found is None:
            return ""
        zone = ""
        if found["offset"]:
            zone = f" (UTC{found['offset'].removeprefix('Z')})"
        if found["zone"] is not None:
            is_plain = _PLAIN_ZONE.fullmatch(found["zone"])
            zone += f" ({'' if is_plain else 'TZ '}{found['zone']})"
        name = "clock"
        if found["last"]:
            name = "clock-about" if date.flags & APPROXIMATE else "clock-between"
        elif date.flags & APPROXIMATE:
            name = "clock-approximate"
        words = self._wording.told(name, a=found["first"], b=found["last"] or "")
        if date.flags & UNCERTAIN:
            words = self._wording.told("perhaps", a=words)
        return words + zone

    def doubted(self, flags: int, told: Told, case: str) -> str:
        """Tell a date with its doubt."""
        if flags & UNCERTAIN:
            return self._wording.told(
                "perhaps",
                case,
                a=lambda inner: self.doubted(flags & APPROXIMATE, told, inner),
            )
        return self._wording.told("about", case, a=told) if flags else told(case)

    def _doubts_of_parts(self, texts: Sequence[str], marks: Sequence[int]) -> str:
        names = ["year", "month", "day"]
        if texts[1].isdigit() and int(texts[1]) > _MONTHS:
            names[1] = "season"
        return ", ".join(
            self._wording.told(f"{name}-{_DOUBTS[bits]}")
            for name, bits in zip(names, marks, strict=False)
            if bits
        )

    def _calendar(self, texts: Sequence[str], case: str) -> str:
        year, month, day = (*texts, "", "")[:3]
        if not month:
            return self._years(year)(case)
        if not day:
            return self._month(year, month, case)
        if month == day == "XX":
            return self._wording.told("any-day", case, a=self._year(year, "year"))
        if _is_open(month) or _is_open(day):
            return self._day_within(
                day, lambda inner: self._month(year, month, inner), case
            )
        return self._day(year, int(month), int(day), case)

    def _plain_day(self, number: int, case: str) -> str:
        year, month, day = civil_from_days(number)
        return self._day(iso_year(year), month, day, case)

    def _day(self, year: str, month: int, day: int, case: str) -> str:
        return self._wording.told(
            self._name("day", year),
            case,
            day=self._number(day),
            month=lambda inner: self._wording.month(month, inner),
            year=self._year(year, "in-year"),
        )

    def _day_within(self, day: str, month: Told, case: str) -> str:
        """Tell a day of what is no single month, or an open day of one."""
        if not _is_open(day):
            number = self._number(int(day))
            return self._wording.told("nth-day", case, a=month, day=number)
        if day == "XX":
            return self._wording.told("any-day", case, a=month)
        name = f"day-{day}" if day in _TENS_OF_DAYS else "day-digits"
        return self._wording.told(name, case, a=month, digits=digits_told(day))

    def _number(self, number: int) -> Told:
        return lambda case: self._wording.inflected(str(number), case)

    def _month(self, year: str, text: str, case: str) -> str:
        whole = self._year(year, "year")
        if text == "XX":
            return self._wording.told("any-month", case, a=whole)
        within = self._year(year, "in-year")
        if _is_open(text):
            name = f"month-{text}" if text in _PARTS_OF_YEAR else "month-digits"
            digits = digits_told(text)
            return self._wording.told(name, case, a=whole, year=within, digits=digits)
        number = int(text)
        if number > _MONTHS:
            return self._season(year, number, case)
        return self._wording.told(
            self._name("month", year),
            case,
            month=lambda inner: self._wording.month(number, inner),
            year=within,
        )

    def _name(self, name: str, year: str) -> str:
        """Return the name of a template that may be another one for an open year."""
        other = f"{name}-of-open-year"
        return other if _is_open(year) and self._wording.has(other) else name

    def _season(self, year: str, code: int, case: str) -> str:
        told = self._year(year, "year")
        name = f"code-{code}"
        if code != _WINTER:
            return self._wording.told(name, case, a=told)
        if not year.isdigit() or int(year) not in _PLAIN_YEARS[:-1]:
            return self._wording.told("winter-begun", case, a=told)
        end = str(int(year) + 1)
        following = end if end.endswith("00") else end[-2:]
        return self._wording.told(name, case, plain=year, next=following)

    def _years(self, text: str) -> Told:
        """Return the words for a year, or for the years that its digits leave open."""
        if "S" in text:
            return self._significant(text)
        run = _run_of(text)
        if not run:
            return self._year(text, "year")
        start = text.replace("X", "9" if text[0] == "-" else "0")
        if run == "decade":
            return lambda case: self._wording.told(
                run, case, a=lambda inner: self._wording.inflected(start, inner)
            )
        return lambda case: self._wording.told(run, case, a=self._year(start, "year"))

    def _significant(self, text: str) -> Told:
        year, _, digits = text.partition("S")
        name = "significant-bc" if "-" in year else "significant"
        return lambda case: self._wording.told(
            name, case, a=self._year(year, "year"), n=digits
        )

    def _year(self, text: str, name: str) -> Told:
        """Return the words for a year, alone or within a date (``in-year``)."""
        if _is_open(text):
            return self._open_year(text)
        number = int(text.lstrip("Y"))
        if number in _PLAIN_YEARS:
            return lambda case: self._wording.told(name, case, year=str(number))
        era = "ad" if number > 0 else "bc"
        said = str(number if number > 0 else 1 - number)
        return lambda case: self._wording.told(f"{name}-{era}", case, year=said)

    def _open_year(self, text: str) -> Told:
        """Return the words for one year of those that its digits leave open."""
        if text == "XXXX":
            return lambda case: self._wording.told("unknown-year", case)
        run = _run_of(text)
        if run:
            name = "some-year" if run == "decade" else "one-of-years"
            return lambda case: self._wording.told(name, case, a=self._years(text))
        name = "year-digits-bc" if text[0] == "-" else "year-digits"
        digits = digits_told(text.removeprefix("-"))
        return lambda case: self._wording.told(name, case, a=digits)


def _shared(first: str, last: str) -> str:
    """Return what two days or months that differ are in, ``year`` or ``month``."""
    one, other = _PLAIN_DATE.fullmatch(first), _PLAIN_DATE.fullmatch(last)
    if one is None or other is None or bool(one["day"]) != bool(other["day"]):
        return ""
    if first == last or one["year"] != other["year"]:
        return ""
    return "month" if one["month"] == other["month"] else "year"


def _run_of(year: str) -> str:
    """Return what words call the years in a row that digits leave open, if anything."""
    found = _RUN_OF_YEARS.fullmatch(year)
    if found is None or year in _SHORT_RUNS:
        return ""
    has_decade = year[0] not in "-0" and year[2] != "0" and len(found["open"]) == 1
    return "decade" if has_decade else _RUNS[len(found["open"])]


def _is_open(text: str) -> bool:
    return "X" in text
