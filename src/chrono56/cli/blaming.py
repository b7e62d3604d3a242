"""The verbs blame and bisect: who is the reason, and since when."""

from argparse import Namespace
from collections.abc import Callable
from itertools import groupby
from typing import Any

import attrs

from chrono56 import app
from chrono56.chronology import Chronology
from chrono56.chronology.past.accounts import Blame, HistoryItem
from chrono56.cli import paper, status
from chrono56.cli.cards import named
from chrono56.cli.history import entry_json, entry_words, item_json, put_item
from chrono56.cli.opening import chronology, plugins, say
from chrono56.cli.sentences import Sentences, shown_json
from chrono56.cli.usage import UsageError
from chrono56.dates import When


def blame(options: Namespace) -> int:
    """Say of all that is shown of a record which entry is the reason."""
    with chronology(options) as told:
        found = told.blame(options.id)
        if options.json:
            for one in found:
                paper.put_json(_blame_json(one))
            return status.OK
        sentences = Sentences(told, options.lang)
        paper.put_heading(named(told, found[0].about, options.lang))
        for said, group in groupby(found, lambda one: _said(one, sentences)):
            paper.put_wrapped(said, 2)
            for one in group:
                _put_reason(one, sentences)
    return status.OK


def bisect(options: Namespace) -> int:
    """Find the entry since which something holds."""
    holds = _question(options)
    with chronology(options) as told:
        if options.id:
            told.record(options.id)  # an id that is unknown is an error, not an answer
        found = told.bisect(holds, scan=options.scan)
        if found is None:
            say("it does not hold")
            return status.NOTHING
        item = _bearing_on(told, found, options.id)
        if options.json:
            paper.put_json(item_json(item))
        else:
            put_item(item, Sentences(told, options.lang))
    return status.OK


def _said(one: Blame, sentences: Sentences) -> str:
    value = sentences.shown(one.property, one.value, one.about)
    if one.property == "claim" and one.claim is not None:
        return f"claim {one.claim.claim.id}: {value}"
    if one.property == "rank" and one.claim is not None:
        return f"rank of {one.claim.claim.id}: {value}"
    return f"{sentences.property(one.property, one.value)}: {value}"


def _put_reason(one: Blame, sentences: Sentences) -> None:
    why = f": {one.entry.reason}" if one.entry.reason else ""
    paper.put_dim(f"{entry_words(one.entry)}{why}", 6)
    if one.claim is not None and one.property not in ("claim", "rank"):
        claim = one.claim
        told = f"{claim.claim.id}, #{claim.entry} by {claim.by}"
        paper.put_wrapped(f"from {sentences.claim(claim.claim)}; {told}", 6)
    if one.property == "rank" and one.claim is not None and one.claim.rank_reason:
        paper.put_wrapped(f"because: {one.claim.rank_reason}", 6)


def _blame_json(one: Blame) -> dict[str, Any]:
    claim = one.claim
    cited = claim.claim.citations if claim else ()
    return {
        "about": one.about,
        "property": one.property,
        "value": shown_json(one.value),
        "entry": entry_json(one.entry),
        "claim": claim.claim.id if claim else None,
        "recorded": claim.entry if claim else None,
        "sources": sorted({citation.source for citation in cited}),
    }


def _question(options: Namespace) -> Callable[[Chronology], bool]:
    """Return what is asked of each state.

    Raises:
        UsageError: It takes an id, and none was given.
        DateSyntaxError: What should be a date is none.
    """
    record_id, rule = options.id, options.finding
    if rule is not None:
        return lambda told: any(
            not record_id or record_id in one.about
            for one in app.check(told, [rule], plugins=plugins(options))
        )
    if not record_id:
        raise UsageError("no event is named", "give its id", "bisect")
    if options.when is not None:
        when = When.parse(options.when)
        return lambda told: told.event(record_id).when == when
    if options.place is not None:
        return lambda told: told.event(record_id).place == options.place
    return lambda told: any(
        options.disputed in ("", one.property) for one in told.disputes(record_id)
    )


def _bearing_on(told: Chronology, item: HistoryItem, record_id: str) -> HistoryItem:
    """Return an entry with those of its actions that bear on a record, or all."""
    if not record_id:
        return item
    items = (one for one in told.history(record_id) if one.number == item.number)
    found = next(items, item)
    return attrs.evolve(item, actions=found.actions)
