"""What words make of dates: extents, windows, sets; as EDTF text."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from chrono56.dates.julian import days_from_julian
from chrono56.dates.shape import MARKS
from chrono56.dates.when import When
from chrono56.dates.words.bearings import Bearings, Contrary
from chrono56.dates.words.features import Features, as_features, number_of
from chrono56.dates.words.hours import clock_members, minutes_said
from chrono56.dates.words.placing import ends_of, members_of
from chrono56.days import civil_from_days, iso_day, iso_year

# What an end of a range says, from coarse to fine: it may leave out what is coarser
# than what it says, and the other end then says that.
_LEVELS: Final = (
    frozenset({"year", "era", "yy", "yshift", "style", "years", "pattern", "y1"}),
    frozenset({"month", "mshift", "season", "code", "months"}),
    frozenset(
        {
            *("day", "edge", "feast", "first", "second_number"),
            *("unit", "n", "way", "days"),
        }
    ),
    frozenset({"hour", "minute", "second", "part", "half", "h24"}),
)
_OWN: Final = frozenset({"form", "a", "b"})
_EXTENTS: Final = frozenset(
    {"extent", "double", "since", "until", "unknown-end", "unknown-start", "through"}
)
_BOTH_ENDS: Final = {
    "open-open": "../..",
    "unknown-open": "/..",
    "open-unknown": "../",
}
LISTS: Final = frozenset({"or", "and"})
"""The forms of dates of which each could also stand alone."""
_MONTHS: Final = 12
_DAY: Final = 1440


def text_of(features: Features, bearings: Bearings) -> str:
    """Return the EDTF text of what was found.

    Raises:
        Missing: It says less than a date, and the bearings don't give the rest.
        Contrary: It says what no date can be.
    """
    form = features.get("form")
    if form in _BOTH_ENDS:
        return _BOTH_ENDS[str(form)]
    if form == "pair":
        return _pair(features, bearings)
    if form not in _EXTENTS:
        members = _members(features, bearings)
        # A set of all has every day of a range; parts of months are no such days.
        whole = not any(ends_of(member)[1] for member in members)
        return _set_text(members, all_of=form == "each" or (form == "and" and whole))
    if form in {"extent", "double"}:
        first, last = _ends(features)
        if form == "double" and last.get("year") != number_of(first, "year") + 1:
            raise Contrary("two years that follow each other")
        start = _set_text(_members(first, bearings))
        return f"{start}/{_set_text(_members(last, bearings))}"
    only = _set_text(_members(_role(features, "a"), bearings))
    match form:
        case "since":
            return f"{only}/.."
        case "until":
            return f"../{only}"
        case "unknown-end":
            return f"{only}/"
        case "unknown-start":
            return f"/{only}"
        case _:
            when = When.parse(only)
            return str(When.span(when, when))


def _pair(features: Features, bearings: Bearings) -> str:
    """Return what two days with a stroke say: 19/20 April, 1/13 May 1848.

    They are two that follow each other, or one day of both calendars.
    """
    ends = [_members(end, bearings) for end in _ends(features)]
    first, last = (When.parse(members[0]).day for members in ends)
    if first is None or last is None:
        raise Contrary("two days")
    if last == first + 1:
        return f"{iso_day(first)}/{iso_day(last)}"
    if days_from_julian(*civil_from_days(first)) == last:
        return iso_day(last)
    raise Contrary("two days that follow each other, or one in both calendars")


def splits_year(features: Features) -> bool:
    """Say whether a list takes the year of one date for another: 23 October, 1956.

    >>> splits_year({"form": "and", "a": {"month": 10, "day": 23}, "b": {"year": 1956}})
    True
    """
    while features.get("form") in LISTS:
        one = as_features(features.get("a"))
        features = as_features(features.get("b"))
        is_last = features.get("form") not in LISTS
        other = features if is_last else as_features(features.get("a"))
        lacks_year = "month" in one and _LEVELS[0].isdisjoint(one)
        if lacks_year and other.keys() == {"year"}:
            return True
    return False


def _set_text(members: Sequence[str], *, all_of: bool = False) -> str:
    if all_of:
        return "{" + ",".join(members) + "}"
    if len(members) == 1 and not ends_of(members[0])[1]:
        return members[0]
    return f"[{','.join(members)}]"


def _members(features: Features, bearings: Bearings) -> list[str]:
    """Return the members of the set that was found."""
    form = features.get("form")
    match form:
        case None:
            return members_of(features, bearings)
        case "any-time":
            return [".."]
        case "or" | "and" | "each":
            items = _items(features)
            return [text for item in items for text in _members(item, bearings)]
        case "between":
            first, last = _ends(features)
            low = ends_of(_members(first, bearings)[0])[0]
            return [f"{low}..{_last_of(_members(last, bearings))}"]
        case "night" | "eve":
            return _night(features, bearings)
        case "by" | "on-or-after" | "before" | "after":
            return [_bound(str(form), _members(_role(features, "a"), bearings))]
        case _:
            raise Contrary("a date without an end of its own")


def _last_of(members: Sequence[str]) -> str:
    first, _, last = ends_of(members[-1])
    return last or first


def _bound(form: str, members: Sequence[str]) -> str:
    """Return a range with one end, up to or from what was found.

    Where it can be one of several, no more is excluded than each of them would.
    """
    first, last = ends_of(members[0])[0], _last_of(members)
    match form:
        case "by":
            return f"..{last}"
        case "on-or-after":
            return f"{first}.."
        case "before":
            return f"..{_beyond(ends_of(members[-1])[0], -1)}"
        case _:
            return f"{_beyond(_last_of(members[:1]), 1)}.."


def _beyond(text: str, step: int) -> str:
    """Return what is next before or after a date, as precise as it."""
    mark = text[-1] if text[-1] in MARKS else ""
    bare = text.removesuffix(mark)
    when = When.parse(bare)
    if when.has_time:
        edge = when.minutes or (0, 0)
        minutes = edge[0] - 1 if step < 0 else edge[1] + 1
        day, minute = divmod(minutes, 1440)
        clock = f"{minute // 60:02}:{minute % 60:02}"
        tail = bare[bare.index("T") + 1 :].lstrip("0123456789:.")
        return f"{iso_day((when.earliest or 0) + day)}T{clock}{tail}{mark}"
    day = (when.earliest or 0) - 1 if step < 0 else (when.latest or 0) + 1
    year, month, number = civil_from_days(day)
    precision = bare.lstrip("-Y").count("-")
    whole_years = month == (_MONTHS if step < 0 else 1)
    if precision == 0 and whole_years:
        return f"{iso_year(year)}{mark}"
    if precision == 1:
        return f"{iso_year(year)}-{month:02}{mark}"
    return f"{iso_year(year)}-{month:02}-{number:02}{mark}"


def _night(features: Features, bearings: Bearings) -> list[str]:
    """Return the night between two days that follow each other, or its dawn."""
    named: tuple[Features, ...] = (_role(features, "a"),)
    if features["form"] == "night":
        named = _ends(features)
    days = [
        When.parse(member).day
        for end in named
        for member in members_of(_without_time(end), bearings)
    ]
    last = days[-1]
    if last is None or (len(named) > 1 and days != [last - 1, last]):
        raise Contrary("two days that follow each other")
    night = {"part": features["part"], "night": 1}
    is_dawn = minutes_said(night)[1] <= _DAY
    return clock_members(night, last - (not is_dawn), bearings)


def _without_time(features: Features) -> Features:
    return {key: value for key, value in features.items() if key not in _LEVELS[-1]}


def _role(features: Features, role: str) -> Features:
    """Return what was found under a role, with what was said of the whole."""
    own = as_features(features.get(role))
    shared = {key: value for key, value in features.items() if key not in _OWN}
    return {**shared, **own}


def _items(features: Features) -> list[Features]:
    """Return what a list names, each with what it leaves to those beside it."""
    if "b" not in features:
        return [_role(features, "a")]
    items, form = [_role(features, "a")], features.get("form")
    last = _role(features, "b")
    while last.get("form") == form:
        items.append(_role(last, "a"))
        last = _role(last, "b")
    items.append(last)
    plain = [place for place, item in enumerate(items) if "form" not in item]
    for place, after in reversed([*pairwise(plain)]):
        items[place] = _lent(items[place], items[after])
    for before, place in pairwise(plain):
        items[place] = _lent(items[place], items[before])
    return items


def _ends(features: Features) -> tuple[Features, Features]:
    """Return what both ends say, each with what it leaves to the other."""
    first, last = _role(features, "a"), _role(features, "b")
    if "form" in first or "form" in last:
        return first, last
    lent = _lent(first, last)
    if "year" in lent and "year" not in first and _is_later(lent, last):
        lent = {**lent, "year": number_of(lent, "year") - 1}
    owed = _lent(last, lent)
    own_year = {"year", "yy"} & last.keys()
    if "year" in owed and not own_year and _is_later(lent, owed):
        owed = {**owed, "year": number_of(owed, "year") + 1}
    return lent, _in_full(owed, lent)


def _lent(one: Features, other: Features) -> Features:
    """Return an end with what it leaves to the other: what is coarser and not said."""
    said = [bool(level & one.keys()) for level in _LEVELS]
    said[1] = said[1] or one.get("any") == "month"
    found = dict(one)
    for place, level in enumerate(_LEVELS):
        if not said[place] and any(said[place:]):
            found |= {key: other[key] for key in level & other.keys()}
    if said[-1] and not {"half", "part", "h24"} & one.keys():
        found |= {key: other[key] for key in {"half", "part"} & other.keys()}
    return found


def _is_later(one: Features, other: Features) -> bool:
    """Say whether a month comes later in a year than that of another end."""
    if "month" not in one or "month" not in other:
        return False
    return number_of(one, "month") > number_of(other, "month")


def _in_full(last: Features, first: Features) -> Features:
    """Return an end with its year in full, as in 1848–49 or 1902–5."""
    for key, unit in (("yy", 100), ("y1", 10)):
        if key in last and "year" in first:
            year = number_of(first, "year") // unit * unit + number_of(last, key)
            rest = {name: value for name, value in last.items() if name != key}
            return {**rest, "year": year}
    return last
