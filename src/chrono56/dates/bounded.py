"""What an uncertain date tells of itself: its bounds, its marks, its clock."""

from chrono56.dates import relate
from chrono56.dates.read import anatomy
from chrono56.dates.shape import (
    APPROXIMATE,
    CLOCK,
    EXTENT,
    FAR,
    UNCERTAIN,
    Clock,
    Shape,
    dates_of,
)
from chrono56.days import iso_day


class Bounded:
    """Hold a date's statement and its bounds, and tell what is plain from them.

    A base of `When`, which is the only one there is.
    """

    __slots__ = ("_flags", "_hi", "_lo", "_text")

    def __init__(self, text: str, lo: int, hi: int, flags: int) -> None:
        self._text = text
        self._lo = lo
        self._hi = hi
        self._flags = flags

    @property
    def earliest(self) -> int | None:
        """The first day on which it can have been; None if open or unknown.

        >>> from chrono56.dates import When
        >>> When.parse("0001-01-02").earliest, When.parse("../1956").earliest
        (2, None)
        """
        return None if self._lo == -FAR else self._lo

    @property
    def latest(self) -> int | None:
        """The last day on which it can have been; None if open or unknown.

        >>> from datetime import date
        >>> from chrono56.dates import When
        >>> date.fromordinal(When.parse("1956-10").latest)
        datetime.date(1956, 10, 31)
        """
        return None if self._hi == FAR else self._hi

    @property
    def earliest_iso(self) -> str | None:
        """The earliest day as text, such as ``-0043-03-15`` or ``Y17000-01-01``.

        >>> from chrono56.dates import When
        >>> When.parse("195X").earliest_iso
        '1950-01-01'
        """
        return None if self._lo == -FAR else iso_day(self._lo)

    @property
    def latest_iso(self) -> str | None:
        """The latest day as text, such as ``1956-11-04`` or ``Y17000-12-31``.

        >>> from chrono56.dates import When
        >>> When.parse("195X").latest_iso
        '1959-12-31'
        """
        return None if self._hi == FAR else iso_day(self._hi)

    @property
    def day(self) -> int | None:
        """The day number, if just one civil day is possible; else None.

        >>> from chrono56.dates import When
        >>> When.parse("0001-01-02").day, When.parse("0001-01").day
        (2, None)
        """
        return self._lo if self._lo == self._hi else None

    @property
    def width(self) -> int | None:
        """How many days lie from `earliest` to `latest`; None if an end is open.

        It says how unsure the date is, not how long anything lasted.

        >>> from chrono56.dates import When
        >>> When.parse("19XX").width, When.parse("1956-10-23").width
        (36524, 1)
        """
        if self._lo == -FAR or self._hi == FAR:
            return None
        return self._hi - self._lo + 1

    @property
    def is_extent(self) -> bool:
        """Whether it lasted from a start to an end (``A/B``).

        Otherwise it is a window: it fell somewhere within; or a set ``{…}`` of all.

        >>> from chrono56.dates import When
        >>> When.parse("1956-10-23/1956-11").is_extent, When.parse("1956").is_extent
        (True, False)
        """
        return bool(self._flags & EXTENT)

    @property
    def is_approximate(self) -> bool:
        """Whether any part is marked ``~`` or ``%``.

        >>> from chrono56.dates import When
        >>> When.parse("1956-10~/1956-11").is_approximate
        True
        """
        return bool(self._flags & APPROXIMATE)

    @property
    def is_uncertain(self) -> bool:
        """Whether any part is marked ``?`` or ``%``.

        >>> from chrono56.dates import When
        >>> When.parse("1956-10?").is_uncertain, When.parse("1956-1X").is_uncertain
        (True, False)
        """
        return bool(self._flags & UNCERTAIN)

    @property
    def has_time(self) -> bool:
        """Whether any part has a clock time.

        >>> from chrono56.dates import When
        >>> When.parse("1956-11-04T04:15/1956-11-11").has_time
        True
        """
        return bool(self._flags & CLOCK)

    @property
    def minutes(self) -> tuple[int, int] | None:
        """First and last minute after midnight, inclusive, if within one civil day.

        None without a clock time, or if several days are possible.

        >>> from chrono56.dates import When
        >>> When.parse("1956-11-04T04:15").minutes
        (255, 255)
        >>> When.parse("1956-11-04T04:00..06:00~").minutes
        (240, 360)
        """
        if self.day is None or not self.has_time:
            return None
        return relate.minutes_of(self._shape, self._lo)

    @property
    def offset(self) -> int | None:
        """Minutes east of UTC, as given; None if not given or not the same for all.

        >>> from chrono56.dates import When
        >>> When.parse("1956-11-04T04:15+01:00").offset
        60
        """
        offsets = {clock.offset for clock in self._clocks()}
        return offsets.pop() if len(offsets) == 1 else None

    @property
    def zone(self) -> str:
        """IANA name of the zone, as given; empty if none or not the same for all.

        >>> from chrono56.dates import When
        >>> When.parse("1956-11-04T04:15[Europe/Budapest]").zone
        'Europe/Budapest'
        """
        zones = {clock.zone for clock in self._clocks()}
        return zones.pop() if len(zones) == 1 else ""

    @property
    def sort_key(self) -> tuple[int, int, int, int, str]:
        """A total order of all dates, for lists: anchor, minute, rank, latest, text.

        The anchor is the earliest day; of what has no known start, its latest day, so
        that "by 1957" stands at the end of 1957 and not before all else. The minute
        is the anchor's, -1 without a clock time. Rank is -1 for what has no known
        start, 1 for what has no known end, else 0. What is without bounds comes last.

        What is certainly before sorts before, to the minute, unless clock times of
        different offsets or zones meet: they are instants, civil days sort by the wall.

        >>> from chrono56.dates import When
        >>> dates = map(When.parse, ("1957", "[..1956-11-07]", "1956-11", "1956-10-23"))
        >>> [str(when) for when in sorted(dates, key=lambda when: when.sort_key)]
        ['1956-10-23', '1956-11', '[..1956-11-07]', '1957']
        """
        has_time = self._flags & CLOCK
        minute = relate.anchor_minute(self._shape) if has_time else -1
        if self._lo == -FAR:
            return self._hi, minute, -1, self._hi, self._text
        return self._lo, minute, int(self._hi == FAR), self._hi, self._text

    @property
    def _shape(self) -> Shape:
        # Only the bounds are kept; relations read the text again (and it is cached).
        return anatomy(self._text)

    def _clocks(self) -> list[Clock]:
        if not self.has_time:
            return []
        return [date.clock for date in dates_of(self._shape) if date.clock is not None]
