"""Times in named zones: what they mean is asked only when two are compared."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chrono56.dates import Verdict, When
from chrono56.dates.verdict import judge

CERTAIN, POSSIBLE, IMPOSSIBLE = (
    Verdict.CERTAIN,
    Verdict.POSSIBLE,
    Verdict.IMPOSSIBLE,
)
BUDAPEST, NEW_YORK = "[Europe/Budapest]", "[America/New_York]"


@pytest.mark.parametrize(
    ("one", "relation", "other", "verdict"),
    [
        # In November Budapest was an hour ahead of UTC, in June two.
        (f"1956-11-04T04:15{BUDAPEST}", "same_as", "1956-11-04T03:15Z", CERTAIN),
        (f"1956-06-16T04:15{BUDAPEST}", "same_as", "1956-06-16T02:15Z", CERTAIN),
        (f"1958-06-16T04:15{BUDAPEST}", "same_as", "1958-06-16T03:15Z", CERTAIN),
        (
            f"1956-11-04T04:15{BUDAPEST}",
            "before",
            f"1956-11-04T04:16{BUDAPEST}",
            CERTAIN,
        ),
        (
            f"1956-11-04T04:15{BUDAPEST}",
            "before",
            "1956-11-04T05:20[Europe/Vienna]",
            CERTAIN,
        ),
        # Three in the morning there was still nine in the evening of the day before.
        (
            f"1956-11-04T03:00{BUDAPEST}",
            "same_as",
            f"1956-11-03T21:00{NEW_YORK}",
            CERTAIN,
        ),
        (
            f"1956-11-04T03:00{BUDAPEST}",
            "before",
            f"1956-11-04T00:00{NEW_YORK}",
            CERTAIN,
        ),
        (
            f"1956-11-04T03:00{BUDAPEST}",
            "after",
            f"1956-11-03T20:59{NEW_YORK}",
            CERTAIN,
        ),
        # New York set its clocks back on 28 October 1956: one o'clock was twice.
        (f"1956-10-28T00:59{NEW_YORK}", "same_as", "1956-10-28T04:59Z", CERTAIN),
        (f"1956-10-28T01:30{NEW_YORK}", "same_as", "1956-10-28T05:30Z", POSSIBLE),
        (f"1956-10-28T01:30{NEW_YORK}", "same_as", "1956-10-28T06:30Z", POSSIBLE),
        (f"1956-10-28T01:30{NEW_YORK}", "same_as", "1956-10-28T06:00Z", IMPOSSIBLE),
        (f"1956-10-28T02:00{NEW_YORK}", "same_as", "1956-10-28T07:00Z", CERTAIN),
        (
            f"1956-10-28T01:30{NEW_YORK}",
            "before",
            f"1956-10-28T01:45{NEW_YORK}",
            POSSIBLE,
        ),
        (
            f"1956-10-28T01:30{NEW_YORK}",
            "same_as",
            f"1956-10-28T01:30{NEW_YORK}",
            POSSIBLE,
        ),
        (
            f"1956-10-28T01:30-04:00{NEW_YORK}",
            "before",
            "1956-10-28T01:30-05:00",
            CERTAIN,
        ),
        # Budapest set them forward on 3 June at two: half past two never was.
        (f"1956-06-03T02:30{BUDAPEST}", "same_as", "1956-06-03T01:30Z", POSSIBLE),
        (f"1956-06-03T02:30{BUDAPEST}", "same_as", "1956-06-03T00:30Z", POSSIBLE),
        (f"1956-06-03T02:30{BUDAPEST}", "before", "1956-06-03T01:31Z", CERTAIN),
        (f"1956-06-03T01:00..04:00{BUDAPEST}", "after", "1956-06-02T23:59Z", CERTAIN),
        (
            f"1956-06-03T01:00..04:00{BUDAPEST}",
            "same_as",
            "1956-06-03T02:00Z",
            POSSIBLE,
        ),
        (f"1956-06-03T01:00..04:00{BUDAPEST}", "before", "1956-06-03T02:01Z", CERTAIN),
        # An offset that is given counts more than the name beside it.
        (f"1956-11-04T04:15+02:00{BUDAPEST}", "same_as", "1956-11-04T02:15Z", CERTAIN),
        ("1956-11-04T04:15+01:00[No/Where]", "same_as", "1956-11-04T03:15Z", CERTAIN),
        # The mean time of old had seconds: 1 hour, 16 minutes and 20 of them.
        (f"1848-03-15T08:00{BUDAPEST}", "after", "1848-03-15T06:43:39Z", CERTAIN),
        (f"1848-03-15T08:00{BUDAPEST}", "same_as", "1848-03-15T06:43:40Z", POSSIBLE),
        (f"1848-03-15T08:00:00{BUDAPEST}", "same_as", "1848-03-15T06:43:40Z", CERTAIN),
        # A zone on one side only: by civil day.
        ("1956-11-04", "before", f"1956-11-04T00:00{BUDAPEST}", POSSIBLE),
        (f"1956-11-04T04:15{BUDAPEST}", "before", "1956-11-04T05:20", POSSIBLE),
        (f"1956-11-04T04:15{BUDAPEST}", "before", "1956-11-05T00:00", CERTAIN),
        (f"1956-11-04T04:15{BUDAPEST}", "within", "1956-11-04", CERTAIN),
        (f"1956-11-04T04:15{BUDAPEST}", "within", "1956-11-04T05:20", POSSIBLE),
        ("{1956-11-04T04:15Z}", "overlaps", "1956-11-04T05:20", POSSIBLE),
        ("{1956-11-04T04:15Z}", "overlaps", "1956-11-03/1956-11-05", CERTAIN),
        ("{1956-11-04T04:15Z}", "before", "1956-11-04T05:20", POSSIBLE),
        ("{1956-11-04T04:15Z}", "same_as", "1956-11-04T05:20", POSSIBLE),
        ("{1956-11-04T04:15Z,1956-11-05}", "overlaps", "1956-11-05T05:20", CERTAIN),
        # A zone or a year that the database has not: by civil day, too.
        (
            "1956-11-04T04:15[No/Where]",
            "before",
            "1956-11-04T05:20[No/Where]",
            POSSIBLE,
        ),
        ("1956-11-04T04:15[No/Where]", "before", "1956-11-05T05:20Z", CERTAIN),
        (
            f"-0043-03-15T11:00{BUDAPEST}",
            "before",
            f"-0043-03-15T12:00{BUDAPEST}",
            POSSIBLE,
        ),
        (f"Y10000-01-01T11:00{BUDAPEST}", "before", "Y10000-01-01T23:00Z", POSSIBLE),
        (f"9999-12-31T23:59{BUDAPEST}", "same_as", "9999-12-31T22:59Z", CERTAIN),
        ("0001-01-01T00:00[Asia/Tokyo]", "before", "0001-01-01T00:00Z", CERTAIN),
        # By what its zones mean, this ended before it began: by civil day.
        (
            f"1956-11-04T04:15{BUDAPEST}/1956-11-04T04:20[Asia/Tokyo]",
            "overlaps",
            "1956-11-04T12:00Z",
            POSSIBLE,
        ),
    ],
)
def test_a_time_in_a_zone_is_an_instant_if_one_can_be_named(
    one: str, relation: str, other: str, verdict: Verdict
) -> None:
    assert getattr(When, relation)(When.parse(one), When.parse(other)) is verdict


# The hours around changes of the clocks, forward and back, and one of no change.
NIGHTS = [
    ("Europe/Budapest", "1956-06-03T00:00"),
    ("Europe/Budapest", "1956-09-30T00:00"),
    ("America/New_York", "1956-10-28T00:00"),
    ("America/New_York", "1956-04-29T00:00"),
    ("Australia/Lord_Howe", "2024-04-07T00:00"),  # half an hour only
    ("Europe/Budapest", "1956-11-04T00:00"),
]


@st.composite
def times(draw: st.DrawFn, zone: str, midnight: datetime) -> tuple[str, set[int]]:
    """Draw a time of a night with all minutes, of UTC, at which it may have been."""
    first = draw(st.integers(0, 23)) * 10
    last = first + draw(st.sampled_from([0, 0, 10, 60, 120]))
    local = midnight + timedelta(minutes=first)
    text = f"{local:%Y-%m-%dT%H:%M}"
    if last > first:
        text += f"..{midnight + timedelta(minutes=last):%H:%M}"
    offset = draw(st.sampled_from(["", "", "Z", "-04:00"]))
    if offset:
        hours = 4 if offset == "-04:00" else 0
        origin = minute_of(midnight.replace(tzinfo=UTC)) + 60 * hours
        return f"{text}{offset}[{zone}]", set(range(origin + first, origin + last + 1))
    return f"{text}[{zone}]", shown(zone, midnight, first, last)


def shown(zone: str, midnight: datetime, first: int, last: int) -> set[int]:
    """Try every minute of three days; a time never shown counts by either offset."""
    start = minute_of(midnight.replace(tzinfo=UTC)) - 1440
    wanted = {midnight + timedelta(minutes=minute) for minute in range(first, last + 1)}
    found = set()
    for minute in range(start, start + 3 * 1440):
        here = datetime.fromtimestamp(minute * 60, ZoneInfo(zone)).replace(tzinfo=None)
        if here in wanted:
            found.add(minute)
    return found or {
        minute_of(local.replace(tzinfo=ZoneInfo(zone), fold=fold))
        for local in wanted
        for fold in (0, 1)
    }


def minute_of(moment: datetime) -> int:
    return int(moment.timestamp()) // 60


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(NIGHTS), st.data())
def test_a_verdict_is_what_trying_every_minute_of_a_night_says(
    night: tuple[str, str], data: st.DataObject
) -> None:
    zone, midnight = night[0], datetime.fromisoformat(night[1])
    (one, a), (other, b) = (
        data.draw(times(zone, midnight)),
        data.draw(times(zone, midnight)),
    )
    held = {"before": set[bool](), "same_as": set[bool]()}
    for x in a:
        for y in b:
            held["before"].add(x < y)
            held["same_as"].add(x == y)

    for relation, outcomes in held.items():
        verdict = getattr(When, relation)(When.parse(one), When.parse(other))
        assert verdict is judge(certain=outcomes == {True}, possible=True in outcomes)


RELATIONS = (
    *(When.before, When.after, When.overlaps, When.within, When.same_as),
    *(When.meets, When.during, When.starts, When.ends),
)
CLOCKS = st.integers(0, 1439).map(lambda at: f"{at // 60:02}:{at % 60:02}")
CIVIL_DAYS = st.sampled_from(["1956-11-03", "1956-11-04", "1956-11-05"])


@st.composite
def timed(draw: st.DrawFn) -> str:
    """Write a date, set or extent with a place for each clock time."""
    days = sorted(draw(st.lists(CIVIL_DAYS, min_size=2, max_size=2, unique=True)))
    one, other = (draw(st.sampled_from([day, f"{day}T@"])) for day in days)
    form = draw(
        st.sampled_from(["{0}", "[{0},{1}]", "[{0}..{1}]", "{0}/{1}", "{{{0},{1}}}"])
    )
    return form.format(one, other)


def at_times(text: str, zone: str, data: st.DataObject) -> str:
    while "@" in text:
        text = text.replace("@", data.draw(CLOCKS) + zone, 1)
    return text


@settings(deadline=None, max_examples=150)
@given(timed(), timed(), st.data())
def test_what_is_certain_by_civil_day_holds_whatever_the_times_are(
    one: str, other: str, data: st.DataObject
) -> None:
    zoned = When.parse(at_times(one, "Z", data))
    unzoned = When.parse(at_times(other, "", data))
    # The same statements, had all clocks hung in one room.
    here, there = (When.parse(at_times(text, "", data)) for text in (one, other))

    for relation in RELATIONS:
        by_day = relation(zoned, unzoned)
        by_clock = relation(here, there)
        if zoned.has_time and by_day is not POSSIBLE:
            assert by_clock is by_day


@pytest.mark.parametrize(
    "code",
    [
        "When.parse('1956-11-04T04:15[Europe/Budapest]')",
        "When.parse('1956-11-04T04:15[Europe/Budapest]/1956-11-04T05:20[Asia/Tokyo]')",
        "When.parse('1956-11-04T04:15+01:00').before(When.parse('1956-11-04T05:20Z'))",
        "When.parse('1956-11-04T04:15[Europe/Budapest]').within(When.parse('1956'))",
    ],
)
def test_no_zone_is_looked_up_before_it_has_to_be_resolved(code: str) -> None:
    script = (
        f"import sys; from chrono56 import When; {code};"
        " print(*{'pendulum', 'chrono56.clock'} & sys.modules.keys())"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == ""


def test_the_text_of_a_time_in_a_zone_stays_what_was_written() -> None:
    text = "1956-11-04T04:15[Europe/Budapest]"

    when = When.parse(text)
    when.before(When.parse("1956-11-04T03:16Z"))

    assert (str(when), when.offset, when.zone) == (text, None, "Europe/Budapest")
