"""A sampler of EDTF: strategies that write texts of each level, and spoil them.

What they write follows the grammar of the specification; only the calendar may refuse
it (31 November, an end before its start).
"""

from hypothesis import strategies as st

from chrono56.dates import When
from chrono56.errors import DateSyntaxError

MARK = st.sampled_from("?~%")
MAYBE_MARK = st.just("") | MARK


def _written(pattern: str, *parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(*parts).map(lambda drawn: pattern.format(*drawn))


def _number(least: int, most: int, width: int = 2) -> st.SearchStrategy[str]:
    return st.integers(least, most).map(f"{{:0{width}}}".format)


YEAR = _number(0, 9999, 4)
MONTH = _number(1, 12)
DAY = _number(1, 31)
DATE = YEAR | _written("{}-{}", YEAR, MONTH) | _written("{}-{}-{}", YEAR, MONTH, DAY)
SHIFT = st.sampled_from(["", "Z", "-04", "+04:30", "+14:00", "-12:00"])
TIME = _written("{}:{}:{}", _number(0, 23), _number(0, 59), _number(0, 59))
MOMENT = _written("{}-{}-{}T{}{}", YEAR, MONTH, DAY, TIME | st.just("24:00:00"), SHIFT)
LEVEL_0 = st.one_of(DATE, MOMENT, _written("{}/{}", DATE, DATE))

NEGATIVE = _number(1, 9999, 4).map("-{}".format)
LONG = st.integers(10_000, 10**16 - 1).map(str)
LONG_YEAR = _written("Y{}{}", st.sampled_from(["", "-"]), LONG)
SEASON = _written("{}-{}", YEAR | NEGATIVE, _number(21, 24))
FROM_THE_RIGHT = st.one_of(
    _number(0, 999, 3).map("{}X".format),
    _number(0, 99).map("{}XX".format),
    YEAR.map("{}-XX".format),
    _written("{}-{}-XX", YEAR, MONTH),
    YEAR.map("{}-XX-XX".format),
)
NEGATIVE_DATE = st.one_of(NEGATIVE, _written("{}-{}", NEGATIVE, MONTH))
QUALIFIED = _written("{}{}", DATE | NEGATIVE_DATE, MAYBE_MARK)
END = QUALIFIED | FROM_THE_RIGHT | LONG_YEAR
EXTENDED_INTERVAL = st.one_of(
    _written("{}/{}", END, END),
    _written("{}/{}", END, st.sampled_from(["", ".."])),
    _written("{}/{}", st.sampled_from(["", ".."]), END),
)
LEVEL_1 = st.one_of(
    LONG_YEAR,
    _written("{}{}", SEASON, MAYBE_MARK),
    QUALIFIED,
    FROM_THE_RIGHT,
    EXTENDED_INTERVAL,
)

EXPONENTIAL = _written(
    "Y{}E{}", _number(-9999, -1, 1) | _number(1, 9999, 1), _number(1, 9, 1)
)
SIGNIFICANT = st.one_of(
    _written("{}S{}", _number(1000, 9999, 4), _number(1, 4, 1)),
    _written("{}S{}", LONG_YEAR | EXPONENTIAL, st.just("1")),
)
GROUPING = _written("{}-{}", YEAR | NEGATIVE, _number(21, 41))
X_DIGIT = st.sampled_from("0123456789X")
X_YEAR = st.lists(X_DIGIT, min_size=4, max_size=4).map("".join)
X_MONTH = st.sampled_from(["XX", "0X", "1X", *(f"X{digit}" for digit in range(10))])
X_DAY = st.sampled_from(
    ["XX", "0X", "1X", "2X", "3X", *(f"X{digit}" for digit in range(10))]
)
SIGNED_X_YEAR = X_YEAR.map(lambda year: "-0XXX" if year == "0000" else year) | (
    X_YEAR.filter(lambda year: year != "0000").map("-{}".format)
)
UNSPECIFIED = st.one_of(
    SIGNED_X_YEAR,
    _written("{}-{}", SIGNED_X_YEAR, MONTH | X_MONTH),
    _written("{}-{}-{}", SIGNED_X_YEAR, MONTH | X_MONTH, DAY | X_DAY),
)
SIGNED = YEAR | NEGATIVE
PARTLY_QUALIFIED = st.one_of(
    _written("{}{}{}", MAYBE_MARK, SIGNED, MAYBE_MARK),
    _written(
        "{}{}{}-{}{}{}",
        *(MAYBE_MARK, SIGNED, MAYBE_MARK),
        MAYBE_MARK,
        MONTH,
        MAYBE_MARK,
    ),
    _written(
        "{}{}{}-{}{}{}-{}{}{}",
        *(MAYBE_MARK, SIGNED, MAYBE_MARK),
        *(MAYBE_MARK, MONTH, MAYBE_MARK),
        *(MAYBE_MARK, DAY, MAYBE_MARK),
    ),
)
SINGLE = st.one_of(
    DATE, PARTLY_QUALIFIED, UNSPECIFIED, GROUPING, LONG_YEAR, EXPONENTIAL
)


@st.composite
def sets(draw: st.DrawFn) -> str:
    """Write a set of dates and ranges; the ends of a range have one precision."""
    members = draw(st.lists(SINGLE | _ranges(), min_size=1, max_size=4))
    if draw(st.booleans()):
        members.insert(0, f"..{draw(SINGLE)}")
    if draw(st.booleans()):
        members.append(f"{draw(SINGLE)}..")
    inner = ",".join(members)
    return draw(st.sampled_from([f"[{inner}]", f"{{{inner}}}"]))


def _ranges() -> st.SearchStrategy[str]:
    days = _written("{}-{}-{}", YEAR, MONTH, DAY)
    months = _written("{}-{}", YEAR, MONTH)
    return st.one_of(
        *(_written("{}..{}", same, same) for same in (YEAR, months, days, GROUPING))
    )


INTERVAL_END = st.one_of(PARTLY_QUALIFIED, UNSPECIFIED, EXPONENTIAL)
LEVEL_2 = st.one_of(
    EXPONENTIAL,
    SIGNIFICANT,
    GROUPING,
    sets(),
    PARTLY_QUALIFIED,
    UNSPECIFIED,
    _written("{}/{}", INTERVAL_END, INTERVAL_END),
)
EDTF = LEVEL_0 | LEVEL_1 | LEVEL_2
"""Texts of any level."""


def is_read(text: str) -> bool:
    """Say whether the calendar, or the order of ends, has nothing against a text."""
    try:
        When.parse(text)
    except DateSyntaxError:
        return False
    return True


LONG_DATE = st.one_of(
    _written("{}-{}", LONG_YEAR | EXPONENTIAL, MONTH | X_MONTH | _number(21, 41)),
    _written("{}-{}-{}", LONG_YEAR | EXPONENTIAL, MONTH | X_MONTH, DAY | X_DAY),
)
"""Months and days of long years, which EDTF lacks; not all of them can be read."""

SPOILERS = st.sampled_from(
    [*"0123456789XYESTZ-+:./,[]{}?~% \n\x00uxW", "..", "\u0661", "\ud800", "\u2013"]
)


@st.composite
def spoilt(draw: st.DrawFn, texts: st.SearchStrategy[str] = EDTF) -> str:
    """Write a text, then leave out, put in, double or exchange a few of its parts."""
    text = draw(texts)
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(text)))
        to = draw(st.integers(at, min(at + 3, len(text))))
        text = draw(
            st.sampled_from(
                [
                    text[:at] + text[to:],
                    text[:at] + draw(SPOILERS) + text[to:],
                    text[:to] + text[at:],
                    text[:at] + text[to : to + 2] + text[at:to] + text[to + 2 :],
                ]
            )
        )
    return text
