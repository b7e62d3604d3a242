"""Tell a date in words that read_words reads back to the same date."""

from collections.abc import Sequence
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
from chrono56.dates.words.describing_dates import DateTeller, Told
from chrono56.dates.words.language import Language
from chrono56.dates.words.languages import language_of
from chrono56.dates.words.within import told_window
from chrono56.dates.words.wording import Untold, Wording

_DOUBT: Final = APPROXIMATE | UNCERTAIN
_PARTS_OF_A_DAY: Final = 3  # its year, month and day
OF_PERIODS: Final = {"by": "in-or-before", "on-or-after": "in-or-after"}
"""Templates for periods longer than a day; a language may do without them."""
# What stands between members of a list; one that has such signs itself is set apart.
_SIGNS: Final = frozenset(",;")


def describe(text: str, language: str | Language = "en") -> str:
    """Return the words for a date, given as its canonical EDTF text.

    What a language lacks words for stays EDTF; chrono56's own lack none.

    Raises:
        PluginError: Nobody offers that language.

    >>> describe("1956-11-04T04:00..06:00~")
    '4 November 1956, about 04:00–06:00'
    >>> describe("1956-10-23/1956-11-04", "hu")
    '1956. október 23-tól november 4-ig'
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
        return DateTeller(language_of(language).wording).time(shape)
    except Untold:
        return shape.clock.text


@lru_cache(maxsize=8192)
def _described(text: str, language: Language) -> str:
    try:
        return language.wording.tidy(_Teller(language.wording).whole(anatomy(text)))
    except Untold:
        return text


class _Teller:
    """Tells dates of every form in one language."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording
        self._dates = DateTeller(wording)

    def whole(self, shape: Shape) -> str:
        """Tell any date."""
        if isinstance(shape, Extent):
            return self._extent(shape)
        return self._point(shape)("")

    def _extent(self, shape: Extent) -> str:
        start, end = shape.start, shape.end
        from_open, to_open = shape.text.startswith("../"), shape.text.endswith("/..")
        if start is None:
            if end is None:
                ends = ("open" if it else "unknown" for it in (from_open, to_open))
                return self._wording.told("-".join(ends))
            return self._one_sided("until" if from_open else "unknown-start", end)
        if end is None:
            return self._one_sided("since" if to_open else "unknown-end", start)
        name = "-".join(
            filter(None, ("starting" * _is_bound(start), "ending" * _is_bound(end)))
        )
        name = name or f"extent{self._loose(start, end)}"
        first, last = self._point(start), self._last(start, end)
        if isinstance(start, Date) and isinstance(end, Date) and end.clock is None:
            first, last = self._dates.listed((start, end))
        return self._wording.told(name, a=first, b=last)

    def _one_sided(self, name: str, only: Date | Choice) -> str:
        """Tell an extent of which one end is not known."""
        kind = "-bound" if _is_bound(only) else self._loose(only)
        return self._wording.told(f"{name}{kind}", a=self._point(only))

    def _loose(self, *ends: Date | Choice) -> str:
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
        return lambda case: self._wording.inflected(self._dates.time(end), case)

    def _point(self, shape: Date | Choice) -> Told:
        if isinstance(shape, Choice):
            return lambda case: self._choice(shape, case)
        return lambda case: self._dates.date(shape, case)

    def _choice(self, shape: Choice, case: str) -> str:
        members = shape.members
        if shape.flags & ALL_OF:
            return self._all(members)
        if len(members) == 1:
            return self._member(members[0], case)
        said = [self._member(it, case) for it in members]
        return self._listed("one-of", said, members, case)

    def _all(self, members: Sequence[Member]) -> str:
        """Tell a set of all members, of which a range is all that it reaches over."""
        said = [self._whole_member(member) for member in members]
        if len(members) == 1 and isinstance(members[0], Range):
            return said[0]
        if len(members) == 1 or any(isinstance(it, Range) for it in members):
            return self._wording.told("all-of-these", a="; ".join(said))
        return self._listed("all-of", said, members, "")

    def _listed(
        self, name: str, said: Sequence[str], members: Sequence[Member], case: str
    ) -> str:
        """Tell members; if all are dates, what all of them are in is told once."""
        if any(not _SIGNS.isdisjoint(words) for words in said):
            return self._wording.told(f"{name}-these", a="; ".join(said))
        dates = [member for member in members if isinstance(member, Date)]
        if len(dates) == len(members):
            said = [told(case) for told in self._dates.listed(dates)]
        return self._wording.told(name, a=", ".join(said[:-1]), b=said[-1])

    def _whole_member(self, member: Member) -> str:
        if isinstance(member, Date):
            return self._dates.date(member, "")
        first, last = member.first, member.last
        if first is None:
            if last is None:
                return self._wording.told("all-time")
            return self._wording.told("all-until", a=self._point(last))
        if last is None:
            return self._wording.told("all-since", a=self._point(first))
        return self._between("all-between", first, last)

    def _member(self, member: Member, case: str) -> str:
        if isinstance(member, Date):
            return self._dates.date(member, case)
        first, last = member.first, member.last
        if first is None:
            if last is None:
                return self._wording.told("any-time", case)
            return self._bounded("by", last)
        if last is None:
            return self._bounded("on-or-after", first)
        window = told_window(member.text)
        if window is not None:
            name, period, doubt = window
            date = anatomy(period)
            if isinstance(date, Date) and self._wording.has(name):
                return self._dates.doubted(
                    doubt, lambda inner: self._part(name, date, inner), case
                )
        return self._between("between", first, last)

    def _bounded(self, name: str, end: Date) -> str:
        """Tell a range with one end."""
        if not _names_a_day(end) and self._wording.has(OF_PERIODS[name]):
            name = OF_PERIODS[name]
        return self._wording.told(name, a=self._point(end))

    def _between(self, name: str, first: Date, last: Date) -> str:
        start, end = self._dates.listed((first, last))
        return self._wording.told(name, a=start, b=end)

    def _part(self, name: str, date: Date, case: str) -> str:
        """Tell the part of a month or decade: early, the first half, …."""
        decade = date.text.removesuffix("X") + "0"
        return self._wording.told(
            name,
            case,
            a=self._point(date),
            decade=lambda inner: self._wording.inflected(decade, inner),
        )


def _is_bound(end: Date | Choice) -> bool:
    """Say whether an end is told by "by", "on or after" or the like."""
    if not isinstance(end, Choice) or len(end.members) != 1 or end.flags & ALL_OF:
        return False
    (only,) = end.members
    if not isinstance(only, Range) or told_window(only.text) is not None:
        return False
    return only.first is not None or only.last is not None


def _names_a_day(date: Date) -> bool:
    return date.clock is not None or len(components(date.text)) == _PARTS_OF_A_DAY


def _is_vague(end: Date | Choice) -> bool:
    """Say whether an end is told by more than a plain date that takes an ending."""
    if isinstance(end, Choice):
        return True
    if end.clock is not None:
        return bool(end.flags & _DOUBT or end.clock.text.strip("0123456789:"))
    parts = components(end.text)
    return bool(end.flags & _DOUBT) or not parts[0][0].lstrip("-Y").isdigit()
