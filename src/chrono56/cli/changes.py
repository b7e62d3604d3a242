"""The verb diff, and what a judgement would change: differences of two states."""

from argparse import Namespace
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from functools import cache, partial
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any, Final

from chrono56.app import Log, open_log
from chrono56.chronology import Chronology
from chrono56.chronology.past.accounts import Change
from chrono56.chronology.past.points import FINE, is_point
from chrono56.cli import paper, status
from chrono56.cli.cards import named
from chrono56.cli.choosing import choice_json, choice_words
from chrono56.cli.opening import location_of, log_to_read, say, teach
from chrono56.cli.sentences import Sentences, shown_json
from chrono56.cli.usage import UsageError
from chrono56.log.actions import Action
from chrono56.model import Claim

_MARKS: Final = {
    **dict.fromkeys(("added", "regained", "heard"), "+"),
    **dict.fromkeys(("removed", "lost", "unheard"), "-"),
}
_BY_FIRST: Final = "only by the first reading"
_BY_SECOND: Final = "only by the second reading"
_WHY: Final = {
    "claim lost": "; it fell with a source or a premise",
    "claim regained": "; its sources and premises stand again",
}


def diff(options: Namespace) -> int:
    """List what differs between two states, or between two logs."""
    ours = cache(partial(log_to_read, options))  # which log it is, is said once
    with ExitStack() as opened:
        one, other = (
            opened.enter_context(_state(text, reading, ours, options))
            for text, reading in _sides(options)
        )
        return put_changes(one, other, options)


def _sides(options: Namespace) -> Iterator[tuple[str, str | None]]:
    """Yield for both sides the state, and the reading.

    Raises:
        UsageError: There is nothing to hold against each other, or too much.
    """
    readings = options.reading or [None]
    if len(readings) > 2:
        found = f"{len(readings)} readings"
        raise UsageError(found, "give one or two; states go before them", "--reading")
    one, other = options.one or "", options.other
    if other is None:
        other = one if len(readings) == 2 else ""
    if options.one is None and len(readings) < 2:
        raise UsageError("nothing to compare", "name a state, or two readings")
    yield one, readings[0]
    yield other, readings[-1]


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
        teach(options)
        words = [Sentences(state, options.lang) for state in (one, other)]
        by_reading = one.reading != other.reading
        for about, group in groupby(changes, attrgetter("about")):
            paper.put_heading(_heading(about, one, other, options.lang))
            for change in group:
                told = _change_words(change, *words, by_reading=by_reading)
                paper.put_wrapped(told, 2)
                _put_why(change)
    counted = Counter(change.what for change in changes)
    said = (f"{what}: {times}" for what, times in sorted(counted.items()))
    say(", ".join(said) or "nothing differs")
    return status.OK if changes else status.NOTHING


def _state(
    text: str, reading: str | None, ours: Callable[[], Log], options: Namespace
) -> Chronology:
    """Return the state that an argument names: of our log, or another log as it is."""
    keeps = not options.no_cache
    if not text or is_point(text):
        return ours().chronology(as_of=text, reading=reading, cache=keeps)
    place = location_of(text)
    if isinstance(place, Path) and not place.is_file():
        found = f"{text!r} is neither a point in the log's history nor a log"
        raise UsageError(found, FINE)
    return open_log(place).chronology(reading=reading, cache=keeps)


def _change_json(change: Change) -> dict[str, Any]:
    return {
        "about": change.about,
        "property": change.property,
        "what": change.what,
        "before": shown_json(change.before),
        "after": shown_json(change.after),
        "claims": list(change.claims),
        "before_by": list(map(choice_json, change.before_by)),
        "after_by": list(map(choice_json, change.after_by)),
    }


def _put_why(change: Change) -> None:
    """Write why two readings tell something differently."""
    sides = ("the first", change.before_by), ("the second", change.after_by)
    for who, choices in sides:
        why = "; ".join(dict.fromkeys(map(choice_words, choices)))
        if why:
            paper.put_dim(f"{who}: {why}", 6)


def _heading(about: str, one: Chronology, other: Chronology, language: str) -> str:
    if not about:
        return "The chronology"
    name = named(other, about, language)
    return name if name != about else named(one, about, language)


def _change_words(
    change: Change, one: Sentences, other: Sentences, *, by_reading: bool
) -> str:
    if isinstance(change.before, Claim) and isinstance(change.after, Claim):
        revised = other.revision(change.before, change.after)
        return f"~ claim {change.claims[0]} revised: {revised}"
    before = one.shown(change.property, change.before, change.about)
    after = other.shown(change.property, change.after, change.about)
    later = change.after is not None
    value = change.after if later else change.before
    name = (other if later else one).property(change.property, value)
    match change.what.partition(" "):
        case "claim", _, what:
            return _claim_words(change, what, before, after)
        case "dispute", _, "opened" | "settled" if by_reading:
            which = _BY_SECOND if later else _BY_FIRST
            about = _disputed(change, other if later else one)
            return f"! in dispute {which}, {about}: {value}"
        case "dispute", _, what:
            about = _disputed(change, other if later else one)
            return _dispute_words(about, what, before, after)
        case ("added" | "removed") as what, _, _:
            return f"{_MARKS[what]} {name}: {after if later else before}"
        case ("heard" | "unheard") as what, _, _:
            which = _BY_SECOND if later else _BY_FIRST
            return f"{_MARKS[what]} {name}: {value}, {which}"
        case ("united" | "parted") as what, _, _:
            joined = f"into {after}" if what == "united" else f"from {before}"
            return f"~ {what} {joined}"
        case ("single-sourced" | "corroborated") as what, _, _:
            about = other.claimed(change.property, change.about)
            return f"~ {about}: {what}, {before} → {after} independent voices"
        case what, _, _:
            how = "" if what == "changed" else f" ({what})"
            return f"~ {name}: {before} → {after}{how}"


def _claim_words(change: Change, what: str, before: str, after: str) -> str:
    claim = f"claim {change.claims[0]}"
    if what == "ranked":
        return f"~ {claim} ranked: {before} → {after}"
    said = before if change.after is None else after
    return f"{_MARKS[what]} {claim}: {said}{_WHY.get(change.what, '')}"


def _disputed(change: Change, words: Sentences) -> str:
    """Return what is in dispute, in words."""
    of = f" of {' and '.join(change.claims)}" if change.claims else ""
    return f"{words.claimed(change.property, change.about)}{of}"


def _dispute_words(about: str, what: str, before: str, after: str) -> str:
    match what:
        case "opened":
            return f"! dispute opened, {about}: {after}"
        case "settled":
            return f"! dispute settled, {about}: was {before}"
        case _ if before == after:
            return f"! dispute, {about}: {after}, between other claims than before"
        case _:
            return f"! dispute, {about}: {before} → {after}"
