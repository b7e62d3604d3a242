"""What can be asked of two uncertain dates: before, overlaps, within, the same, …."""

from typing import Final

from chrono56.dates import allen, relate
from chrono56.dates.allen import Allen
from chrono56.dates.bounded import Bounded
from chrono56.dates.shape import ALL_OF, CLOCK, EXTENT
from chrono56.dates.verdict import Verdict, judge
from chrono56.days import civil_from_days

# The same instant stands on different days by clocks that are up to a day off UTC, one
# to the east and one to the west; and 24:00 is the start of the next.
_DAYS_OFF: Final = 3


class Compared(Bounded):
    """Answer how a date stands to another's.

    A base of `When`, which is the only one there is.
    """

    __slots__ = ()

    def before(self, other: "Compared") -> Verdict:
        """Say whether this ended before *other* started: Allen's before, or meets.

        Dates without clock times are compared by days: no day is before itself. Where
        either has a clock time, a date without one is some time of its day.

        >>> from chrono56.dates import When
        >>> day, dawn = When.parse("1956-11-04"), When.parse("1956-11-04T04:15")
        >>> day.before(dawn)
        <Verdict.POSSIBLE: 'possible'>
        """
        if self._is_apart(other):
            return judge(certain=self._hi < other._lo, possible=False)
        if (self._flags | other._flags) & (EXTENT | ALL_OF | CLOCK):
            return relate.before(self._shape, other._shape)
        return judge(certain=self._hi < other._lo, possible=self._lo < other._hi)

    def after(self, other: "Compared") -> Verdict:
        """Say whether this started after *other* ended.

        >>> from chrono56.dates import When
        >>> When.parse("1956-11-04").after(When.parse("1956-10"))
        <Verdict.CERTAIN: 'certain'>
        """
        return other.before(self)

    def meets(self, other: "Compared") -> Verdict:
        """Say whether *other* started just when this ended, with nothing between.

        By days, it started on the day after this one's last; with clock times, in the
        minute or second after.

        >>> from chrono56.dates import When
        >>> When.parse("1956-10-23").meets(When.parse("1956-10-24"))
        <Verdict.CERTAIN: 'certain'>
        """
        return allen.judged(Allen.MEETS, self._shape, other._shape)

    def overlaps(self, other: "Compared") -> Verdict:
        """Say whether the two share a day; with clock times, a moment.

        Wider than Allen's overlaps, one of nine relations in which they do.

        >>> from chrono56.dates import When
        >>> When.parse("1956-10").overlaps(When.parse("1956-10-23"))
        <Verdict.POSSIBLE: 'possible'>
        """
        if self._is_apart(other):
            return Verdict.IMPOSSIBLE
        return relate.overlaps(self._shape, other._shape)

    def during(self, other: "Compared") -> Verdict:
        """Say whether this started after *other* started and ended before it ended.

        >>> from chrono56.dates import When
        >>> revolution = When.parse("1956-10-23/1956-11-11")
        >>> When.parse("1956-11-04").during(revolution)
        <Verdict.CERTAIN: 'certain'>
        """
        return allen.judged(Allen.DURING, self._shape, other._shape)

    def starts(self, other: "Compared") -> Verdict:
        """Say whether this started together with *other* and ended before it.

        >>> from chrono56.dates import When
        >>> revolution = When.parse("1956-10-23/1956-11-11")
        >>> When.parse("1956-10-23").starts(revolution)
        <Verdict.CERTAIN: 'certain'>
        """
        return allen.judged(Allen.STARTS, self._shape, other._shape)

    def ends(self, other: "Compared") -> Verdict:
        """Say whether this started after *other* and ended with it: Allen's finishes.

        >>> from chrono56.dates import When
        >>> revolution = When.parse("1956-10-23/1956-11-11")
        >>> When.parse("1956-11-04/1956-11").ends(revolution)
        <Verdict.POSSIBLE: 'possible'>
        """
        return allen.judged(Allen.FINISHES, self._shape, other._shape)

    def within(self, other: "Compared") -> Verdict:
        """Say whether all of this falls within what *other* names.

        An extent names what is from its start to its end; a window or a set names all
        that it leaves open.

        >>> from chrono56.dates import When
        >>> When.parse("1956-10-23").within(When.parse("1956-10"))
        <Verdict.CERTAIN: 'certain'>
        """
        if self._is_apart(other):
            return Verdict.IMPOSSIBLE
        return relate.within(self._shape, other._shape)

    def same_as(self, other: "Compared") -> Verdict:
        """Say whether the two were at the same time, from start to end.

        >>> from chrono56.dates import When
        >>> october = When.parse("1956-10")
        >>> october.same_as(october)
        <Verdict.POSSIBLE: 'possible'>
        """
        if self._is_apart(other):
            return Verdict.IMPOSSIBLE
        return relate.same_as(self._shape, other._shape)

    def _is_apart(self, other: "Compared") -> bool:
        """Say whether the bounds alone show that all of one comes before the other."""
        off = _DAYS_OFF if (self._flags | other._flags) & CLOCK else 0
        return self._hi + off < other._lo or other._hi + off < self._lo

    def contains_day(self, day: int) -> Verdict:
        """Say whether this includes the day of that number.

        >>> from datetime import date
        >>> from chrono56.dates import When
        >>> some_23rd = When.parse("1956-XX-23")
        >>> some_23rd.contains_day(date(1956, 5, 10).toordinal())
        <Verdict.IMPOSSIBLE: 'impossible'>
        """
        if not self._lo <= day <= self._hi:
            return Verdict.IMPOSSIBLE
        if self._lo == self._hi:
            return Verdict.CERTAIN
        return relate.contains_day(self._shape, day)

    def falls_on(self, month: int, day: int) -> Verdict:
        """Say whether this includes that day of any year.

        Certain for a window only if it can be no other day.

        >>> from chrono56.dates import When
        >>> When.parse("1956-11-01/1956-11-11").falls_on(11, 4)
        <Verdict.CERTAIN: 'certain'>
        """
        if self._lo == self._hi:
            here = civil_from_days(self._lo)[1:] == (month, day)
            return judge(certain=here, possible=here)
        return relate.falls_on(self._shape, month, day)


def possible_relations(one: Compared, other: Compared) -> frozenset[Allen]:
    """Return those of Allen's relations in which *one* may stand to *other*.

    At least one; it is certain if it is the only one. A set ``{…}`` counts as the
    stretch from its first to its last.

    >>> from chrono56.dates import When
    >>> speech, october = When.parse("1956-10-31"), When.parse("1956-10")
    >>> sorted(relation.value for relation in possible_relations(speech, october))
    ['after', 'equals', 'met_by']
    """
    return allen.relations(one._shape, other._shape)
