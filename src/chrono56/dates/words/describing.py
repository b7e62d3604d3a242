"""Tell a date in words that read_words reads back to the same date."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Final

from chrono56.dates.read import anatomy
from chrono56.dates.read_date import components
from chrono56.dates.shape import (
    ALL_OF,
    APPROXIMATE,
    UNCERTAIN,
    Choice,
    Date,
    Extent,
    Member,
    Range,
    Shape,
)
from chrono56.dates.words.features import LONGEST_NUMBER
from chrono56.dates.words.language import Language
from chrono56.dates.words.languages import language_of
from chrono56.dates.words.within import told_window
from chrono56.dates.words.wording import Wording
from chrono56.days import civil_from_days

_CLOCK: Final = re.compile(
    r"(?P<first>[0-9:]+)(?:\.\.(?P<last>[0-9:]+))?"
    r"(?P<offset>Z|[+-][0-9:]+)?(?:\[(?P<zone>[^\]]*)\])?"
)
# What `tokens` takes for a zone: words in brackets without a slash are no such.
_ZONE: Final = re.compile(r"[A-Za-z_]+(?:/[A-Za-z0-9_+-]+)+")
_OPEN_DIGITS: Final = re.compile(r"([1-9][0-9]{0,2})(X{1,3})")
_PLAIN_YEARS: Final = range(1000, 10_000)
_WINTER: Final = 24
_THIRDS: Final = {37: "early", 38: "mid", 39: "late"}
_SPANS: Final = ("", "ten-years", "hundred-years", "thousand-years")
_MONTHS: Final = 12
_DOUBT: Final = APPROXIMATE | UNCERTAIN

Told = Callable[[str], str]
"""What gives words in a case."""


class _Untold(Exception):  # noqa: N818 - no error: its EDTF text is told instead
    """Words can't say it in full."""


def describe(text: str, language: str | Language = "en") -> str:
    """Return the words for a date, given as its canonical EDTF text.

    What words can't say in full, such as ``1956-1X``, stays EDTF.

    Raises:
        PluginError: Nobody offers that language.

    >>> describe("1956-11-04T04:00..06:00~")
    '4 November 1956, about 04:00–06:00'
    >>> describe("1956-10-23/1956-11-04", "hu")
    '1956. október 23-tól 1956. november 4-ig'
    >>> describe("[..1956-11-07]", "sr")
    'најкасније 7. новембра 1956.'
    """
    return _described(text, language_of(language))


def describe_time(text: str, language: str | Language = "en") -> str:
    """Return the words for the clock time of a moment, without its day.

    >>> describe_time("1956-11-04T04:15[Europe/Budapest]")
    '04:15 (Europe/Budapest)'
    """
    shape = anatomy(text)
    if not isinstance(shape, Date) or shape.clock is None:
        return ""
    try:
        return _Teller(language_of(language).wording).time(shape)
    except _Untold:
        return shape.clock.text


@lru_cache(maxsize=8192)
def _described(text: str, language: Language) -> str:
    try:
        return language.wording.tidy(_Teller(language.wording).whole(anatomy(text)))
    except _Untold:
        return text


class _Teller:
    """Tells the parts of a date in one language."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording

    def whole(self, shape: Shape) -> str:
        """Tell any date."""
        if isinstance(shape, Extent):
            return self._extent(shape)
        return self._point(shape)("")

    def time(self, date: Date) -> str:
        """Tell the clock time of a moment."""
        found = _CLOCK.fullmatch(date.clock.text) if date.clock is not None else None
        if found is None:
            raise _Untold
        zone = ""
        if found["offset"]:
            zone = f" (UTC{found['offset'].removeprefix('Z')})"
        if found["zone"] is not None:
            if not _ZONE.fullmatch(found["zone"]):
                raise _Untold
            zone += f" ({found['zone']})"
        name = "clock"
        if found["last"]:
            name = "clock-about" if date.flags & APPROXIMATE else "clock-between"
        elif date.flags & APPROXIMATE:
            name = "clock-approximate"
        words = self._wording.told(name, a=found["first"], b=found["last"] or "")
        if date.flags & UNCERTAIN:
            words = self._wording.told("perhaps", a=words)
        return words + zone

    def _extent(self, shape: Extent) -> str:
        start, end = shape.start, shape.end
        if start is None:
            is_open = shape.text.startswith("../")
            return self._one_sided("until" if is_open else "unknown-start", end)
        if end is None:
            is_open = shape.text.endswith("/..")
            return self._one_sided("since" if is_open else "unknown-end", start)
        name = "-".join(
            filter(None, ("starting" * _is_bound(start), "ending" * _is_bound(end)))
        )
        name = name or f"extent{self._loose(start, end)}"
        return self._wording.told(name, a=self._point(start), b=self._last(start, end))

    def _one_sided(self, name: str, only: Date | Choice | None) -> str:
        """Tell an extent of which one end is not known."""
        if only is None:
            raise _Untold
        kind = "-bound" if _is_bound(only) else self._loose(only)
        return self._wording.told(f"{name}{kind}", a=self._point(only))

    def _loose(self, *ends: Date | Choice | None) -> str:
        """Return what a name ends with if a language has other words for vague ends."""
        if not self._wording.has("extent-loose"):
            return ""
        return "-loose" if any(map(_is_vague, ends)) else ""

    def _last(self, start: Date | Choice, end: Date | Choice) -> Told:
        """Return the words of an extent's end; its time alone on the day it began."""
        if isinstance(end, Choice) or end.clock is None:
            return self._point(end)
        if start.lo != end.lo or start.hi != end.lo:
            return self._point(end)
        return lambda case: self._wording.inflected(self.time(end), case)

    def _point(self, shape: Date | Choice) -> Told:
        if isinstance(shape, Choice):
            return lambda case: self._choice(shape, case)
        return lambda case: self._date(shape, case)

    def _choice(self, shape: Choice, case: str) -> str:
        members = shape.members
        if shape.flags & ALL_OF:
            if len(members) == 1 or any(isinstance(it, Range) for it in members):
                raise _Untold
            return self._listed("all-of", members)
        if len(members) == 1:
            return self._member(members[0], case)
        return self._listed("one-of", members)

    def _listed(self, name: str, members: Sequence[Member]) -> str:
        """List members; what has a clock time has commas of its own."""
        if any("T" in member.text for member in members):
            raise _Untold
        said = [self._member(member, "") for member in members]
        return self._wording.told(name, a=", ".join(said[:-1]), b=said[-1])

    def _member(self, member: Member, case: str) -> str:
        if isinstance(member, Date):
            return self._date(member, case)
        first, last = member.first, member.last
        if first is None or last is None:
            only = last if first is None else first
            if only is None:
                raise _Untold
            name = "by" if first is None else "on-or-after"
            return self._wording.told(name, a=self._point(only))
        window = told_window(member.text)
        if window is not None:
            name, period, doubt = window
            date = anatomy(period)
            if isinstance(date, Date) and self._wording.has(name):
                return self._doubted(
                    doubt, lambda inner: self._part(name, date, inner), case
                )
        return self._wording.told("between", a=self._point(first), b=self._point(last))

    def _part(self, name: str, date: Date, case: str) -> str:
        """Tell the part of a month or decade: early, the first half, …."""
        decade = date.text.removesuffix("X") + "0"
        return self._wording.told(name, case, a=self._point(date), decade=decade)

    def _date(self, date: Date, case: str) -> str:
        if date.clock is not None:
            day = Date("", date.lo, date.lo)
            time = self.time(date)
            return self._wording.told(
                "moment", case, date=lambda inner: self._day(day.lo, inner), time=time
            )
        parts = components(date.text)
        if len({bits for _, bits in parts}) > 1:
            raise _Untold
        texts = [part for part, _ in parts]
        flags = date.flags
        name = _THIRDS.get(int(texts[1]), "") if _is_number(texts[1:]) else ""
        if name and flags & APPROXIMATE:
            flags &= ~APPROXIMATE
            year = self._year(texts[0], "year")
            return self._doubted(
                flags, lambda inner: self._wording.told(name, inner, a=year), case
            )
        return self._doubted(
            flags, lambda inner: self._calendar(texts, date.lo, inner), case
        )

    def _doubted(self, flags: int, told: Told, case: str) -> str:
        """Tell a date with its doubt; what is doubted stands in no case of its own."""
        if flags & APPROXIMATE:
            words = self._wording.told("about", a=told)
        else:
            words = told("" if flags & UNCERTAIN else case)
        return self._wording.told("perhaps", a=words) if flags & UNCERTAIN else words

    def _calendar(self, texts: Sequence[str], day: int, case: str) -> str:
        match texts:
            case [year]:
                return self._years(year)(case)
            case [year, month]:
                return self._month(year, month, case)
            case [year, "XX", "XX"]:
                return self._wording.told("any-day", case, a=self._year(year, "year"))
            case [year, month, "XX"]:
                return self._wording.told(
                    "any-day", case, a=lambda inner: self._month(year, month, inner)
                )
            case _:
                if "X" in "".join(texts):
                    raise _Untold
                return self._day(day, case)

    def _day(self, day: int, case: str) -> str:
        year, month, number = civil_from_days(day)
        return self._wording.told(
            "day",
            case,
            day=str(number),
            month=lambda inner: self._wording.month(month, inner),
            year=self._year(str(year), "in-year")(""),
        )

    def _month(self, year: str, text: str, case: str) -> str:
        if text == "XX":
            return self._wording.told("any-month", case, a=self._year(year, "year"))
        if "X" in text:
            raise _Untold
        number = int(text)
        if number > _MONTHS:
            return self._season(year, number, case)
        return self._wording.told(
            "month",
            case,
            month=lambda inner: self._wording.month(number, inner),
            year=self._year(year, "in-year")(""),
        )

    def _season(self, year: str, code: int, case: str) -> str:
        told = self._year(year, "year")
        name = f"code-{code}"
        if code != _WINTER:
            return self._wording.told(name, case, a=told)
        if not year.isdigit() or int(year) not in _PLAIN_YEARS[:-1]:
            raise _Untold
        end = str(int(year) + 1)
        following = end if end.endswith("00") else end[-2:]
        return self._wording.told(name, case, plain=year, next=following)

    def _years(self, text: str) -> Told:
        """Return the words for a year, or for the years that its digits leave open."""
        found = _OPEN_DIGITS.fullmatch(text)
        if found is None:
            return self._year(text, "year")
        start = text.replace("X", "0")
        name = _SPANS[len(found[2])]
        if name == "ten-years" and not start.endswith("00"):
            name = "decade"
        return lambda case: self._wording.told(
            name, case, a=lambda inner: self._wording.inflected(start, inner)
        )

    def _year(self, text: str, name: str) -> Told:
        """Return the words for a year, alone or within a date (``in-year``)."""
        if "X" in text or "S" in text:
            raise _Untold
        number = int(text.lstrip("Y"))
        if number in _PLAIN_YEARS:
            return lambda case: self._wording.told(name, case, year=str(number))
        era = "ad" if number > 0 else "bc"
        said = str(number if number > 0 else 1 - number)
        if len(said) > LONGEST_NUMBER:
            raise _Untold
        return lambda case: self._wording.told(f"{name}-{era}", case, year=said)


def _is_bound(end: Date | Choice) -> bool:
    """Say whether an end is told by "by" or "on or after"."""
    if not isinstance(end, Choice) or len(end.members) != 1 or end.flags & ALL_OF:
        return False
    (only,) = end.members
    return isinstance(only, Range) and (only.first is None or only.last is None)


def _is_vague(end: Date | Choice | None) -> bool:
    """Say whether an end is told by more than a plain date that takes an ending."""
    if not isinstance(end, Date):
        return end is not None
    said = end.clock.text if end.clock is not None else ""
    return bool(end.flags & _DOUBT or said.strip("0123456789:"))


def _is_number(texts: Sequence[str]) -> bool:
    return bool(texts) and all(text.isdigit() for text in texts)
