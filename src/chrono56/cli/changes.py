"""The verb diff, and what a judgement would change: differences of two states."""

from argparse import Namespace
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import cache, partial
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any, Final

from chrono56.app import Log, open_log
from chrono56.chronology import Chronology
from chrono56.chronology.accounts import Change
from chrono56.chronology.points import FINE, is_point
from chrono56.cli import paper, status
from chrono56.cli.cards import named
from chrono56.cli.opening import location_of, log_to_read, say
from chrono56.cli.sentences import Sentences, shown_json
from chrono56.errors import RecordError
from chrono56.log.actions import Action
from chrono56.model import Claim

_MARKS: Final = {"added": "+", "removed": "-", "lost": "-", "regained": "+"}
_WHY: Final = {
    "claim lost": "; it fell with a source or a premise",
    "claim regained": "; its sources and premises stand again",
}


def diff(options: Namespace) -> int:
    """List what differs between two states, or between two logs."""
    ours = cache(partial(log_to_read, options))  # which log it is, is said once
    with ExitStack() as opened:
        one, other = (
            opened.enter_context(_state(text, ours, options))
            for text in (options.one, options.other)
        )
        return put_changes(one, other, options)


def put_preview(log: Log, actions: Sequence[Action], options: Namespace) -> int:
    """List what an entry of these actions would change; nothing is written."""
    with (
        log.chronology(cache=not options.no_cache) as now,
        now.preview(actions) as then,
    ):
        code = put_changes(now, then, options)
    say("nothing was written")
    return code


def put_changes(one: Chronology, other: Chronology, options: Namespace) -> int:
    """List what is different in *other*, by what it is about."""
    changes = one.diff(other)
    if options.json:
        for change in changes:
            paper.put_json(_change_json(change))
    else:
        words = [Sentences(told, options.lang) for told in (one, other)]
        for about, group in groupby(changes, attrgetter("about")):
            paper.put_heading(_heading(about, one, other, options.lang))
            for change in group:
                paper.put_wrapped(_change_words(change, *words), 2)
    counted = Counter(change.what for change in changes)
    said = (f"{what}: {times}" for what, times in sorted(counted.items()))
    say(", ".join(said) or "nothing differs")
    return status.OK if changes else status.NOTHING


def _state(text: str, ours: Callable[[], Log], options: Namespace) -> Chronology:
    """Return the state that an argument names: of our log, or another log as it is."""
    keeps = not options.no_cache
    if not text or is_point(text):
        return ours().chronology(as_of=text, cache=keeps)
    place = location_of(text)
    if isinstance(place, Path) and not place.is_file():
        found = f"{text!r} is neither a point in the log's history nor a log"
        raise RecordError(found, FINE)
    return open_log(place).chronology(cache=keeps)


def _change_json(change: Change) -> dict[str, Any]:
    return {
        "about": change.about,
        "property": change.property,
        "what": change.what,
        "before": shown_json(change.before),
        "after": shown_json(change.after),
        "claims": list(change.claims),
    }


def _heading(about: str, one: Chronology, other: Chronology, language: str) -> str:
    if not about:
        return "The chronology"
    name = named(other, about, language)
    return name if name != about else named(one, about, language)


def _change_words(change: Change, one: Sentences, other: Sentences) -> str:
    if isinstance(change.before, Claim) and isinstance(change.after, Claim):
        revised = other.revision(change.before, change.after)
        return f"~ claim {change.claims[0]} revised: {revised}"
    before = one.shown(change.property, change.before, change.about)
    after = other.shown(change.property, change.after, change.about)
    match change.what.partition(" "):
        case "claim", _, what:
            return _claim_words(change, what, before, after)
        case "dispute", _, what:
            return _dispute_words(change, what, before, after)
        case ("added" | "removed") as what, _, _:
            said = before if change.after is None else after
            return f"{_MARKS[what]} {change.property}: {said}"
        case ("united" | "parted") as what, _, _:
            joined = f"into {after}" if what == "united" else f"from {before}"
            return f"~ {what} {joined}"
        case ("single-sourced" | "corroborated") as what, _, _:
            return f"~ {change.property}: {what}, {before} → {after} independent voices"
        case what, _, _:
            how = "" if what == "changed" else f" ({what})"
            return f"~ {change.property}: {before} → {after}{how}"


def _claim_words(change: Change, what: str, before: str, after: str) -> str:
    claim = f"claim {change.claims[0]}"
    if what == "ranked":
        return f"~ {claim} ranked: {before} → {after}"
    said = before if change.after is None else after
    return f"{_MARKS[what]} {claim}: {said}{_WHY.get(change.what, '')}"


def _dispute_words(change: Change, what: str, before: str, after: str) -> str:
    about = change.property
    if change.claims:
        about += f" of {' and '.join(change.claims)}"
    match what:
        case "opened":
            return f"! dispute opened, {about}: {after}"
        case "settled":
            return f"! dispute settled, {about}: was {before}"
        case _:
            return f"! dispute, {about}: {before} → {after}"
