"""The verbs init and add: to start a log, and to record.

What is recorded does not depend on what others recorded since, so that ``add`` takes
the log as it is when it writes (``expected=None``) instead of asking to be run again.
"""

import os
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import Final

from chrono56.app import open_log
from chrono56.cli import paper, status
from chrono56.cli.gitattributes import tell_git
from chrono56.cli.opening import (
    USUAL_NAME,
    location_of,
    log_to_write,
    named_log,
    recorder,
    say,
)
from chrono56.cli.values import (
    COMPANIONS,
    check_companions,
    read_citation,
    read_csl,
    read_derivation,
    read_labels,
    read_point,
    read_value,
)
from chrono56.errors import MissingLogError, WriteError
from chrono56.log.draft import EntryDraft
from chrono56.model import Dating
from chrono56.text import SHOWN


def init(options: Namespace) -> int:
    """Start a log."""
    by = recorder(options)
    place = _place(options)
    if _stands(place):
        why = "something stands there already; name another file"
        raise WriteError(str(place), why)
    started = open_log(place, by=by, cache=not options.no_cache)
    if options.title:
        with started.entry(options.reason) as entry:
            entry.title(options.title)
    say(f"started {place}")
    if options.gitattributes and isinstance(place, Path) and place.is_file():
        _tell_git(place)
    return status.OK


def _place(options: Namespace) -> Path | str:
    """Return where a log shall be started."""
    if options.path is not None:
        return location_of(options.path)
    named = named_log(options)
    return Path(USUAL_NAME) if named is None else named


def _stands(place: Path | str) -> bool:
    """Say whether a log, or anything else, stands there already."""
    if isinstance(place, Path):
        return os.path.lexists(place)
    try:
        open_log(place)
    except MissingLogError:
        return False
    return True


def _tell_git(log: Path) -> None:
    told = tell_git(log)
    if told is not None:
        say(f"told git in {told} to keep the lines of both sides where branches merge")


def add(options: Namespace) -> int:
    """Record one thing, and print its id."""
    target = log_to_write(options)
    # Of a claim the reason is its own: why the source is read so.
    why = "" if options.thing == "claim" else options.reason
    with target.entry(why, expected=None) as entry:
        record_id = _ADDERS[options.thing](entry, options)
    paper.put(record_id)
    say_appended(entry)
    return status.OK


def say_appended(entry: EntryDraft) -> None:
    """Say which entry it became, or that it became none."""
    if entry.appended is None:
        say("nothing new: all of it stands in the log already")
    else:
        say(f"entry {entry.appended.id[:SHOWN]}")


def _add_event(entry: EntryDraft, options: Namespace) -> str:
    check_companions(options, ("cite", "as_written"), ("when",))
    event = entry.event(
        options.id,
        kind=options.kind,
        labels=read_labels(options.label),
        erasable=options.erasable,
    )
    if options.when is not None:
        entry.claim(
            event,
            Dating(options.when),
            cite=[read_citation(text) for text in options.cite],
            as_written=options.as_written,
            erasable=options.erasable,
        )
    return event.id


def _add_source(entry: EntryDraft, options: Namespace) -> str:
    csl = read_csl(options)
    source = entry.source(
        options.id,
        csl={name: it for name, it in csl.items() if it not in ("", [], None)},
        language=options.lang,
        reliability=options.reliability,
        derived_from=[read_derivation(text) for text in options.derived_from],
        erasable=options.erasable,
    )
    return source.id


def _add_agent(entry: EntryDraft, options: Namespace) -> str:
    return entry.agent(
        options.id,
        kind=options.kind,
        labels=read_labels(options.label),
        erasable=options.erasable,
    ).id


def _add_place(entry: EntryDraft, options: Namespace) -> str:
    point = None if options.point is None else read_point(options.point)
    labels = read_labels(options.label)
    return entry.place(
        options.id,
        labels=labels,
        point=point,
        part_of=options.part_of,
        erasable=options.erasable,
    ).id


def _add_claim(entry: EntryDraft, options: Namespace) -> str:
    for names, companions in COMPANIONS:
        check_companions(options, names, companions)
    claim = entry.claim(
        options.about,
        read_value(options),
        cite=[read_citation(text) for text in options.cite],
        mode=options.mode,
        as_written=options.as_written,
        confidence=options.confidence,
        reason=options.reason,
        erasable=options.erasable,
    )
    return claim.id


_ADDERS: Final[dict[str, Callable[[EntryDraft, Namespace], str]]] = {
    "event": _add_event,
    "source": _add_source,
    "agent": _add_agent,
    "place": _add_place,
    "claim": _add_claim,
}
