"""Strategies that write EDTF text, and what it leaves open in small worlds."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, reject
from hypothesis import strategies as st

from chrono56.dates import When
from chrono56.errors import DateSyntaxError

Completion = frozenset[int]
"""The points at which something was, if it was so."""

MARK = st.sampled_from(["", "", "", "?", "~", "%"])
DIGIT = st.sampled_from("0123456789X")
YEAR = st.one_of(
    st.integers(0, 9999).map("{:04}".format),
    st.integers(1, 9999).map("-{:04}".format),
    st.lists(DIGIT, min_size=4, max_size=4).map("".join),
)
MONTH = st.one_of(
    st.integers(1, 12).map("{:02}".format),
    st.sampled_from(["XX", "0X", "1X", "X1", "X2", "X0"]),
)
DAY = st.one_of(
    st.integers(1, 28).map("{:02}".format),
    st.sampled_from(["XX", "0X", "1X", "2X", "X1", "X5", "X9"]),
)
LONG_YEAR = st.one_of(
    st.integers(10_000, 10**15).map("Y{}".format),
    st.integers(10_000, 10**15).map("Y-{}".format),
    st.tuples(st.integers(1, 9999), st.integers(1, 9)).map("Y{0[0]}E{0[1]}".format),
    st.integers(1000, 9999).map("{}S2".format),
    st.integers(10_000, 99_999).map("Y-{}S3".format),
)
CLOCK = st.one_of(
    st.times().map("{:%H:%M}".format),
    st.times().map("{:%H:%M:%S}".format),
    st.integers(0, 22).map(lambda hour: f"{hour:02}:30..{hour + 1:02}:15"),
    st.just("24:00"),
)
OFFSET = st.sampled_from(["", "", "Z", "+01", "+01:00", "-05:30"])
ZONE = st.sampled_from(["", "", "[Europe/Budapest]", "[UTC]", "[Asia/Yerevan]"])


@st.composite
def calendar_dates(draw: st.DrawFn) -> str:
    """Write a date of any precision, with qualifiers anywhere."""
    text = draw(MARK) + draw(YEAR) + draw(MARK)
    precision = draw(st.integers(1, 3))
    if precision > 1:
        text += "-" + draw(MARK) + draw(MONTH) + draw(MARK)
    if precision > 2:
        text += "-" + draw(MARK) + draw(DAY) + draw(MARK)
    return text.replace("-0000", "-0001")


@st.composite
def moments(draw: st.DrawFn) -> str:
    """Write a day with a clock time."""
    day = draw(st.dates(max_value=date(9999, 12, 30))).isoformat()
    return f"{day}T{draw(CLOCK)}{draw(OFFSET)}{draw(ZONE)}{draw(MARK)}"


SEASONS = st.tuples(st.integers(0, 9999), st.integers(21, 41)).map(
    "{0[0]:04}-{0[1]}".format
)
DATES = st.one_of(
    st.dates().map(date.isoformat),
    calendar_dates(),
    moments(),
    SEASONS,
    LONG_YEAR,
)


@st.composite
def choices(draw: st.DrawFn) -> str:
    """Write a set of dates and ranges; a range may turn out to be reversed."""
    opening, closing = draw(st.sampled_from([("[", "]"), ("{", "}")]))
    members = draw(
        st.lists(
            st.one_of(
                DATES,
                st.tuples(DATES, DATES).map("{0[0]}..{0[1]}".format),
                DATES.map("..{}".format),
                DATES.map("{}..".format),
            ),
            min_size=1,
            max_size=4,
        )
    )
    return f"{opening}{','.join(members)}{closing}"


@st.composite
def stretches_by_the_clock(draw: st.DrawFn) -> str:
    """Write an interval or range of moments near each other, zones and all."""
    first, last = (
        f"1956-11-0{draw(st.integers(3, 5))}T{draw(CLOCK)}{draw(OFFSET)}{draw(ZONE)}"
        for _ in range(2)
    )
    return draw(
        st.sampled_from([f"{first}/{last}", f"[{first}..{last}]", first, last[:10]])
    )


ENDS = st.one_of(DATES, st.sampled_from(["", ".."]))
EXTENTS = st.tuples(ENDS, ENDS).map("/".join)
TEXTS = st.one_of(DATES, choices(), EXTENTS)


def valid(text: str) -> When:
    """Read a date; draw anew what no calendar has, such as ``1957-02-29``."""
    try:
        return When.parse(text)
    except DateSyntaxError:
        reject()


WHENS = TEXTS.map(valid)
CLOCKED = stretches_by_the_clock().map(valid)
PAIRS = st.one_of(st.tuples(WHENS, WHENS), st.tuples(CLOCKED, CLOCKED))


class World:
    """A few points in a row, among some more on which something can have been.

    Attributes:
        names: The text of each point, in order from point 0 on.
        windows: The points that each single date leaves open.
        ends: The same for what can only be the end of an interval.
        points: All points; what is open reaches to their first and last.
    """

    def __init__(
        self,
        names: list[str],
        windows: dict[str, set[int]],
        ends: dict[str, set[int]],
    ) -> None:
        self.names = names
        self.windows = windows | {name: {place} for place, name in enumerate(names)}
        known = set[int]().union(*self.windows.values())
        self.points = range(min(known) - 3, max(known) + 4)
        everywhere = set(self.points)
        self.ends = self.windows | ends | {"": everywhere, "..": everywhere}


@st.composite
def drawn_dates(draw: st.DrawFn, world: World) -> tuple[str, list[Completion]]:
    """Draw a text with every completion that it leaves open."""
    kind = draw(st.sampled_from(["window", "set", "extent"]))
    if kind == "window":
        text = draw(st.sampled_from(sorted(world.windows)))
        return text, [frozenset({point}) for point in world.windows[text]]
    if kind == "set":
        members = draw(st.lists(_members(world), min_size=1, max_size=3))
        inner = ",".join(text for text, _ in members)
        points = set[int]().union(*(points for _, points in members))
        if draw(st.booleans()):
            return f"{{{inner}}}", [frozenset(points)]
        return f"[{inner}]", [frozenset({point}) for point in points]
    ends = st.sampled_from(sorted(world.ends))
    start = draw(ends)
    end = draw(ends.filter(lambda text: bool(text) or bool(start)))
    stretches = [
        frozenset(range(first, last + 1))
        for first in world.ends[start]
        for last in world.ends[end]
        if first <= last
    ]
    assume(stretches)
    return f"{start}/{end}", stretches


@st.composite
def _members(draw: st.DrawFn, world: World) -> tuple[str, set[int]]:
    """Draw a member of a set with the points it leaves open."""
    if draw(st.booleans()):
        text = draw(st.sampled_from(sorted(world.windows)))
        return text, world.windows[text]
    last = draw(st.integers(0, len(world.names) - 1))
    first = draw(st.integers(0, last))
    by, since = f"..{world.names[last]}", f"{world.names[first]}.."
    return draw(
        st.sampled_from(
            [
                (by, set(range(world.points[0], last + 1))),
                (since, set(range(first, world.points[-1] + 1))),
                (f"{world.names[first]}{by}", set(range(first, last + 1))),
            ]
        )
    )


FIRST_DAY = date(1956, 2, 26)
DAY_WORLD = World(
    [(FIRST_DAY + timedelta(days=day)).isoformat() for day in range(8)],
    windows={"1956-02-X8~": {-18, -8, 2}},
    ends={
        "[1956-02-27,1956-03-02]": {1, 5},
        "[1956-02-26..1956-02-28,1956-03-03]": {0, 1, 2, 6},
    },
)
CLOCK_WORLD = World(
    [f"1956-11-04T00:{minute:02}" for minute in range(8)],
    windows={
        "1956-11-04T00:02..00:05": {2, 3, 4, 5},
        "1956-11-04T00:00..00:03~": {0, 1, 2, 3},
    },
    ends={"[1956-11-04T00:01,1956-11-04T00:04]": {1, 4}},
)
WORLDS = pytest.mark.parametrize(
    "world", [DAY_WORLD, CLOCK_WORLD], ids=["days", "minutes"]
)
