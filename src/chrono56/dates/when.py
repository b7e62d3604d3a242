"""The uncertain date: what is known of when something was."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, final

from chrono56.dates.compared import Compared
from chrono56.dates.read import anatomy, read
from chrono56.dates.read_date import plain_day, plain_run
from chrono56.dates.shape import FAR, Choice, Date, Extent
from chrono56.days import iso_day

if TYPE_CHECKING:
    from chrono56.dates.ages import Age
    from chrono56.dates.halo import Halo
    from chrono56.dates.lapse import Lapse
    from chrono56.dates.words.language import Language

# A clock time with its window, offset and zone, as canonical text has it.
_TIME: Final = re.compile(
    r"T\d\d:\d\d(?::\d\d)?(?:\.\.\d\d:\d\d)?(?:Z|[+-]\d\d:\d\d)?(?:\[[^\]]*\])?"
)


@final
class When(Compared):
    """An uncertain date, read from EDTF text (ISO 8601-2:2019, all levels).

    Made by `parse`, `span` and `extent`; it never changes. Two are equal if they make
    the same statement, that is if their canonical texts are equal. There is no ``<``:
    ask `before` for what is known, and sort by `sort_key`.

    Bounds are inclusive day numbers of the proleptic Gregorian calendar, counted as
    ``date.toordinal()`` counts them; year 0 is 1 BC. ``None`` is an end that is open
    or unknown. Qualifiers (``?``, ``~``, ``%``) never move a bound.

    >>> october = When.parse("1956-10~")
    >>> october.earliest_iso, october.latest_iso, october.is_approximate
    ('1956-10-01', '1956-10-31', True)
    >>> october.before(When.parse("1956-11-04"))
    <Verdict.CERTAIN: 'certain'>
    """

    __slots__ = ()

    @staticmethod
    def parse(text: str, *, strict: bool = False) -> "When":
        """Read EDTF text; *strict* refuses what chrono56 adds to EDTF.

        Raises:
            DateSyntaxError: The text is not a date; it says where and what would
                have been fine.

        >>> When.parse("1956-10-23/1956-11-04").is_extent
        True
        """
        day = plain_day(text)
        if day is not None:
            return When(text, day, day, 0)
        run = plain_run(text)
        if run is not None:
            return When(text, *run)
        shape = read(text, strict=strict)
        return When(shape.text, shape.lo, shape.hi, shape.flags)

    @staticmethod
    def span(first: "When", last: "When") -> "When":
        """Return the extent from *first*'s earliest day to *last*'s latest, inclusive.

        This is what "between A and B" asks for. An end without bound stays open.

        Raises:
            DateSyntaxError: *last* ends before *first* begins.

        >>> When.span(When.parse("1956-10"), When.parse("1956-11-04"))
        When('1956-10-01/1956-11-04')
        """
        return When.parse(f"{first.earliest_iso or '..'}/{last.latest_iso or '..'}")

    @staticmethod
    def extent(start: "When | None", end: "When | None") -> "When":
        """Return the extent ``A/B`` of what started in *start* and ended in *end*.

        Of an extent that is given, its own start or end counts. ``None`` is unknown.

        Raises:
            DateSyntaxError: *end* is over before *start* begins, both are unknown, or
                one is a set of all ``{…}``.

        >>> When.extent(When.parse("1956-10-23"), None)
        When('1956-10-23/')
        """
        first = "" if start is None else _ends_of(start)[0]
        last = "" if end is None else _ends_of(end)[1]
        return When.parse(f"{first}/{last}")

    def __str__(self) -> str:
        return self._text

    def __repr__(self) -> str:
        return f"When({self._text!r})"

    def __eq__(self, other: object) -> bool:
        if isinstance(other, When):
            return self._text == other._text
        return NotImplemented

    def __hash__(self) -> int:
        return hash(self._text)

    def __reduce__(self) -> tuple[Callable[[str], "When"], tuple[str]]:
        return When.parse, (self._text,)

    def by_day(self) -> "When":
        """Return the same statement by civil days, without its clock times.

        >>> When.parse("1956-11-04T04:15[Europe/Budapest]/").by_day()
        When('1956-11-04/')
        """
        return When.parse(_TIME.sub("", self._text)) if self.has_time else self

    @property
    def start(self) -> "When":
        """When an extent started; an open or unknown start is "not after its end".

        >>> When.parse("1956-10-23/1956-11-04").start
        When('1956-10-23')
        >>> When.parse("../1956-11-04").start
        When('[..1956-11-04]')
        """
        shape = self._shape
        if not isinstance(shape, Extent):
            return self
        if shape.start is not None:
            return _when(shape.start)
        return When.parse(f"[..{_point_text(shape.end, shape.hi)}]")

    @property
    def end(self) -> "When":
        """When an extent ended; an open or unknown end is "not before its start".

        >>> When.parse("1956-10-23/1956-11-04").end
        When('1956-11-04')
        """
        shape = self._shape
        if not isinstance(shape, Extent):
            return self
        if shape.end is not None:
            return _when(shape.end)
        return When.parse(f"[{_point_text(shape.start, shape.lo)}..]")

    def widened(self, halo: "Halo | None" = None) -> "When":
        """Return the same statement with what is approximate made a window.

        Each date marked ``~`` or ``%`` reaches so far on either side as *halo* says
        for its finest component that is marked; None is `HALO`. What was reached is
        written out and the mark is gone, so widening again changes nothing. ``?``
        stays. A set of all ``{…}`` stays as it is: more days are not vaguer ones.

        >>> When.parse("1956-10-23~").widened()
        When('[1956-10-20..1956-10-26]')
        >>> When.parse("1956-10-23/1956-11~").widened()
        When('1956-10-23/[1956-10..1956-12]')
        """
        if not self.is_approximate:
            return self
        from chrono56.dates.halo import HALO, widened

        return When.parse(widened(self._shape, HALO if halo is None else halo))

    def describe(self, language: "str | Language" = "en") -> str:
        """Return the date in words, which `read_words` reads back to the same date.

        What words can't say in full, such as ``1956-1X``, stays EDTF.

        Args:
            language: A tag (``en``, ``hu``, ``sr``, ``sr-Latn``), or a `Language`.

        Raises:
            PluginError: Nobody offers that language.

        >>> When.parse("[..1956-11-07]").describe("hu")
        'legkésőbb 1956. november 7-én'
        """
        from chrono56.dates.words.describing import describe

        return describe(self._text, language)

    def plus(self, duration: str) -> "When":
        """Return the date moved by an ISO 8601 duration such as ``P1M`` or ``-PT2H``.

        Years and months are counted first, then weeks and days of the calendar, then
        hours, minutes and seconds of the wall clock. No day is invented: where a month
        lacks the day, the answer is from its last day to the next month's first; and
        of a window of days it is where they lead, with gaps where none does. Months
        stay months and years stay years, as far as the duration lets them. An extent,
        and a range that is open on one side, are moved by their ends.

        Raises:
            ReckoningError: It is not a duration in whole numbers; or no text can say
                where it leads; or it would have to list more than 500 stretches.

        >>> When.parse("1956-06-30").plus("P1M"), When.parse("1956-10").plus("P1M")
        (When('1956-07-30'), When('1956-11'))
        >>> When.parse("1957-01-31").plus("P1M")
        When('[1957-02-28..1957-03-01]')
        """
        from chrono56.dates.shift import shifted

        return When.parse(shifted(self._shape, duration))

    def until(self, other: "When") -> "Lapse":
        """Return how long it was from the end of this to the start of *other*.

        Days are counted as the calendar's: from one day to the next is 1.

        >>> str(When.parse("1956-10-23").until(When.parse("1956-11-04")))
        '12 days'
        >>> str(When.parse("1956-10").until(When.parse("1956-11-04")))
        'between 4 and 34 days'
        """
        from chrono56.dates.lapse import until

        return until(self._shape, other._shape)

    @property
    def duration(self) -> "Lapse":
        """How long it lasted, the last day included.

        Of an extent, from start to end; of a set of all, the days it names. A window
        says when, not how long: there it is the length of the day, month, season or
        year that it names, so that ``19XX``, some year, has 365 or 366 days. `width`
        is another thing.

        >>> str(When.parse("1956-10-23/1956-11").duration)
        'between 10 and 39 days'
        """
        from chrono56.dates.lapse import duration

        return duration(self._shape)

    def age_at(self, event: "When") -> "Age | None":
        """Return the age at the start of *event* of who was born on this date.

        None if the event certainly came before; where it may have, only what came
        after counts. Who was born on 29 February completes a year on 28 February or 1
        March: that is left open.

        >>> str(When.parse("1896-06-07").age_at(When.parse("1958-06-16")))
        '62 years'
        """
        from chrono56.dates.ages import age

        return age(self._shape, event._shape)


def _when(shape: Date | Choice) -> When:
    return When(shape.text, shape.lo, shape.hi, shape.flags)


def _point_text(end: Date | Choice | None, day: int) -> str:
    """Return the text of an extent's known end, fit for a range in a set."""
    if isinstance(end, Date):
        return end.text
    return "" if abs(day) == FAR else iso_day(day)


def _ends_of(when: When) -> tuple[str, str]:
    """Return the texts of start and end as an interval has them."""
    text = str(when)
    shape = anatomy(text)
    if not isinstance(shape, Extent):
        return text, text
    start = ".." if text.startswith("../") else ""
    end = ".." if text.endswith("/..") else ""
    return (
        shape.start.text if shape.start is not None else start,
        shape.end.text if shape.end is not None else end,
    )
