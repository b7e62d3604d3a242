"""The scripts of the page, one by one: run in Chromium, held against Python."""

import datetime
import itertools
import random
from pathlib import Path
from typing import Any, Final

import chrono56_html
import pytest

from chrono56 import When

PAGE: Final = Path(chrono56_html.__file__).parent / "page"
WORDS: Final = {
    "before_christ": "{n} BC",
    "day_month": "{d} {m}",
    "months": [f"month {number}" for number in range(1, 13)],
    "months_short": [f"m{number}" for number in range(1, 13)],
}


@pytest.fixture
def run(browser: Any) -> Any:
    """Give what runs JavaScript behind some of the page's scripts."""
    browser.get("about:blank")

    def run(names: str, code: str, *arguments: Any) -> Any:
        scripts = [(PAGE / f"{name}.js").read_text() for name in names.split()]
        return browser.execute_script("\n".join([*scripts, code]), *arguments)

    return run


def test_days_are_those_of_the_calendar(run: Any) -> None:
    chance = random.Random(1956)
    days = [
        1,
        60,
        366,
        146097,
        714345,
        *(chance.randrange(1, 3652059) for _ in range(500)),
    ]
    code = "return arguments[0].map((day) => Object.values(civilOf(day)))"
    found = run("calendar", code, days)
    back = run("calendar", "return arguments[0].map((d) => dayOf(...d))", found)

    assert [datetime.date(*one).toordinal() for one in found] == days
    assert back == days


@pytest.mark.parametrize(
    "date",
    ["0000-02-29", "-0043-03-15", "-0401-12-31", "Y12000-01-01", "Y-17000000-03-01"],
)
def test_days_of_any_year_are_those_of_chrono56(run: Any, date: str) -> None:
    day = When.parse(date).earliest
    year, month, number = date.removeprefix("Y").rsplit("-", 2)
    found = run("calendar", "return Object.values(civilOf(arguments[0]))", day)

    assert found == [int(year), int(month), int(number)]
    assert run("calendar", "return dayOf(...arguments[0])", found) == day


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Széna TÉR, Ő, Ű", "szena ter, o, u"),
        ("Ђилас", "djilas"),
        ("Đilas", "djilas"),
        ("Љубав и Њива, џеп", "ljubav i njiva, dzep"),
        ("Čačak, Ćuprija, Šabac, Žabalj", "cacak, cuprija, sabac, zabalj"),
        ("Łódź, ıssız, Æ, ß", "lodz, issiz, ae, ss"),
        ("u\u030b = ű", "u = u"),
    ],
)
def test_texts_are_folded_as_chrono56_folds_them(
    run: Any, text: str, plain: str
) -> None:
    assert run("folding", "return folded(arguments[0])", text) == plain


SPANS: Final = [30 * 1.7**power for power in range(0, 56, 3)]


@pytest.mark.parametrize("middle", [0, 714345 * 1440, 4_000_000 * 1440])
def test_the_axis_has_lines_with_names_at_any_scale(run: Any, middle: int) -> None:
    code = """
    return arguments[0].map((span) => {
      const view = new View(arguments[1] - span / 2, arguments[1] + span / 2, 1000);
      const { ticks, above } = ticksOf(view, arguments[2]);
      return ticks.concat(above).map(({ at, name }) => [view.x(at), name]);
    })"""
    for span, ticks in zip(
        SPANS, run("calendar view ticks", code, SPANS, middle, WORDS), strict=True
    ):
        seen = [x for x, _ in ticks if 0 <= x <= 1000]
        assert 2 <= len(seen) <= 45, span
        assert all(name and "undefined" not in name for _, name in ticks), span


@pytest.mark.parametrize(
    ("first", "last", "names"),
    [
        ("-0001-01-01", "0002-12-31", ["2 BC", "1 BC", "1", "2"]),
        ("-0002-01-01", "0002-12-31", ["3 BC", "2 BC", "1 BC", "1", "2"]),
        ("-0250-01-01", "0250-12-31", ["200 BC", "100 BC", "1", "100", "200"]),
    ],
)
def test_there_is_no_year_nought(
    run: Any, first: str, last: str, names: list[str]
) -> None:
    code = """
    const view = new View(arguments[0], arguments[1], 420);
    const { ticks, above } = ticksOf(view, arguments[2]);
    return [...above, ...ticks].map(({ name }) => name)"""
    bounds = [(When.parse(one).earliest or 0) * 1440 for one in (first, last)]
    found = run("calendar view ticks", code, *bounds, WORDS)

    assert [name for name in found if name in names] == names
    assert not {"0", "0 BC", "-1"} & set(found)


def test_no_name_lies_on_another(run: Any) -> None:
    chance = random.Random(7)
    events = []
    for _ in range(400):
        first = chance.randrange(100_000)
        last = first + chance.choice([1, 1440, 9000])
        points: list[int | None] = [first, last]
        if chance.random() < 0.1:
            points += [last, None]
        width = chance.randrange(10, 400)
        weight = chance.randrange(3)
        event = {"points": points, "weight": weight, "width": width, "runs": []}
        events.append(event)
    code = """
    const view = new View(20000, 70000, 1000);
    const [events] = arguments;
    const lanes = new Lanes(events, view, (event) => event.width, events[5]);
    return [[...lanes.placed.values()].map(({ lane, left, right, width, inside }) =>
      [lane, left, inside ? right : Math.max(right, left + 2 * DOT) + width + 8]),
      lanes.left.length]"""
    placed, left = run("calendar view lanes", code, events)
    beyond = (-500, 1500)  # what is laid out on either side of what is seen

    assert len(placed) > 200
    assert left == 0
    for lane in {one[0] for one in placed}:
        its = sorted((start, end) for number, start, end in placed if number == lane)
        for (_, end), (start, _) in itertools.pairwise(its):
            assert end <= start or start > beyond[1] or end < beyond[0]


def test_one_far_event_does_not_press_all_others_into_a_corner(run: Any) -> None:
    code = """
    const events = arguments[0].map((at) => ({ anchor: at, points: [at, at + 1440] }));
    const view = densest(events, 1000);
    return [view.from, view.to]"""
    crowd = [714345 * 1440 + number * 1000 for number in range(40)]
    first, last = run("calendar view", code, [3 * 10**8, *crowd])

    assert first < crowd[0] < crowd[-1] < last
    assert last - first < 3 * (crowd[-1] - crowd[0])


def test_few_events_are_all_seen(run: Any) -> None:
    code = """
    const events = arguments[0].map((at) => ({ anchor: at, points: [at, at + 1440] }));
    const view = densest(events, 1000);
    return [view.from, view.to]"""
    first, last = run("calendar view", code, [0, 10**9])

    assert first < 0 < 10**9 < last
