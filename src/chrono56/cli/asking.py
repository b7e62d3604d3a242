"""The verbs on, between and search: events, the certain and the possible apart."""

import math
from argparse import Namespace
from collections.abc import Iterable
from typing import Final

import attrs

from chrono56.chronology import Chronology, EventView, Query
from chrono56.cli import paper, status
from chrono56.cli.asked import asked_date, asked_day
from chrono56.cli.opening import check_filters, chronology, filters, say
from chrono56.dates import MonthDay, Verdict, When

# Whatever is dated no closer than this is possible on nearly every day.
_CLOSE: Final = 31
_MOST: Final = 1000  # undated events that are counted


def on(options: Namespace) -> int:
    """Answer what happened on a day."""
    day = asked_day(options.day, options.lang)
    query = attrs.evolve(filters(options), on_day=day, related=options.related)
    with chronology(options) as told:
        if options.json:
            return _put_json(told, query, options.lang)
        return _put_answer(told, query, options.lang, every=options.possible)


def between(options: Namespace) -> int:
    """Answer what happened between two dates, both included."""
    query = attrs.evolve(
        filters(options),
        during=tuple(
            asked_date(text, options.lang) for text in (options.first, options.last)
        ),
        related=options.related,
    )
    with chronology(options) as told:
        if options.json:
            return _put_json(told, query, options.lang)
        return _put_answer(told, query, options.lang, every=options.possible)


def search(options: Namespace) -> int:
    """Answer which events have all the words."""
    query = attrs.evolve(filters(options), text=" ".join(options.words))
    with chronology(options) as told:
        if options.json:
            return _put_json(told, query, options.lang)
        events = list(told.select(query))
        paper.put_events(events, options.lang)
        return status.OK if events else _nothing(told, query)


def _put_json(told: Chronology, query: Query, language: str) -> int:
    found = False
    for event in told.select(query):
        found = True
        paper.put_json(paper.event_json(event, language))
    return status.OK if found else _nothing(told, query)


def _put_answer(told: Chronology, query: Query, language: str, *, every: bool) -> int:
    events = list(told.select(query))
    if not events:
        return _nothing(told, query)
    certain = [one for one in events if one.verdict is Verdict.CERTAIN]
    possible = [one for one in events if one.verdict is Verdict.POSSIBLE]
    close = [one for one in possible if every or _days(one.when) <= _CLOSE]
    begun = [one for one in certain if not _is_under_way(one.when, query.on_day)]
    under_way = [one for one in certain if _is_under_way(one.when, query.on_day)]
    _put_groups(
        (
            ("", begun),
            ("Under way", under_way),
            ("Possibly, as far as the dates are known", close),
        ),
        language,
    )
    if len(close) < len(possible):
        say(
            f"{len(possible) - len(close)} more possible, dated no closer than to"
            f" {_CLOSE} days: --possible lists all"
        )
    _say_undated(told, query)
    return status.OK


def _say_undated(told: Chronology, query: Query) -> None:
    """Say how many events have no date of their own, but others that may tell it."""
    count = 0 if query.related else told.undated(query, _MOST)
    if count:
        more = " or more" if count == _MOST else ""
        say(f"{count}{more} without a date are left out: --related asks other events")


def _put_groups(groups: Iterable[tuple[str, list[EventView]]], language: str) -> None:
    apart = False
    for title, group in groups:
        if not group:
            continue
        if apart:
            paper.put()
        if title:
            paper.put(f"{title}:")
        paper.put_events(group, language)
        apart = True


def _nothing(told: Chronology, query: Query) -> int:
    check_filters(told, query)
    say("nothing matched")
    if query.on_day is not None or query.during is not None:
        _say_undated(told, query)
    return status.NOTHING


def _days(when: When | None) -> float:
    if when is None or when.earliest is None or when.latest is None:
        return math.inf
    return when.latest - when.earliest + 1


def _is_under_way(when: When | None, day: When | MonthDay | None) -> bool:
    """Say that what lasts began before the day that is asked for."""
    if when is None or day is None or not when.is_extent:
        return False
    if isinstance(day, MonthDay):
        return when.start.falls_on(day.month, day.day) is not Verdict.CERTAIN
    return when.start.within(day) is not Verdict.CERTAIN
