"""The verbs on, between and search: events, the certain and the possible apart."""

import sys
from argparse import Namespace
from typing import Final

import attrs

from chrono56.chronology import Chronology, Query
from chrono56.cli import paper, status
from chrono56.cli.asked import asked_date, asked_day, explained
from chrono56.cli.listing import CLOSE, Listing
from chrono56.cli.opening import check_filters, chronology, filters, say, teach
from chrono56.cli.usage import UsageError

_MOST: Final = 1000  # undated events that are counted


def on(options: Namespace) -> int:
    """Answer what happened on a day."""
    teach(options)
    with explained():
        day = asked_day(options.day, options.lang)
        query = attrs.evolve(filters(options), on_day=day, related=options.related)
    with chronology(options) as told:
        if options.json:
            return _put_json(told, query, options.lang)
        return _put_answer(told, query, options.lang, every=options.possible)


def between(options: Namespace) -> int:
    """Answer what happened between two dates, both included."""
    teach(options)
    with explained():
        ends = (options.first, options.last)
        during = tuple(asked_date(text, options.lang) for text in ends)
        query = attrs.evolve(filters(options), during=during, related=options.related)
    with chronology(options) as told:
        if options.json:
            return _put_json(told, query, options.lang)
        return _put_answer(told, query, options.lang, every=options.possible)


def search(options: Namespace) -> int:
    """Answer which events have all the words.

    Raises:
        UsageError: There is no word in what was given.
    """
    if not any(one.isalnum() for text in options.words for one in text):
        found = f"no word in {' '.join(options.words)!r}"
        raise UsageError(found, "name one that is to be found", "search")
    query = attrs.evolve(filters(options), text=" ".join(options.words))
    with chronology(options) as told:
        if options.json:
            return _put_json(told, query, options.lang)
        number = paper.put_events(told.select(query), options.lang)
        return status.OK if number else _nothing(told, query)


def _put_json(told: Chronology, query: Query, language: str) -> int:
    found = False
    for event in told.select(query):
        paper.put_json(paper.event_json(event, language))
        if not found:
            sys.stdout.flush()  # the others may be long in coming
        found = True
    return status.OK if found else _nothing(told, query)


def _put_answer(told: Chronology, query: Query, language: str, *, every: bool) -> int:
    listing = Listing(told, query, every=every)
    listing.put(language)
    if not listing.found:
        return _nothing(told, query)
    if listing.far:
        say(
            f"{listing.far} more possible, dated no closer than to {CLOSE} days:"
            " --possible lists all"
        )
    _say_undated(told, query)
    return status.OK


def _say_undated(told: Chronology, query: Query) -> None:
    """Say how many events have no date of their own, but others that may tell it."""
    count = 0 if query.related else told.undated(query, _MOST)
    if count:
        more = " or more" if count == _MOST else ""
        say(f"{count}{more} without a date are left out: --related asks other events")


def _nothing(told: Chronology, query: Query) -> int:
    check_filters(told, query)
    say("nothing matched")
    if query.on_day is not None or query.during is not None:
        _say_undated(told, query)
    return status.NOTHING
