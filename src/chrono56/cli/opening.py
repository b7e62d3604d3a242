"""Which log a command is about, and which part of it."""

import os
import sys
from argparse import Namespace
from pathlib import Path
from typing import Final

from chrono56.app import Log, open_bundled, open_log
from chrono56.chronology import Chronology, Query
from chrono56.errors import RecordError, WriteError
from chrono56.log.store import scheme_of
from chrono56.text import one_line

USUAL_NAME: Final = "chronology.jsonl"
"""What a log is called that nobody named; looked for here and in parent folders."""


def log_to_read(options: Namespace) -> Log:
    """Open the log that is asked: named, found nearby, or the bundled one."""
    path = _path(options)
    if path is not None:
        return open_log(path, cache=not options.no_cache)
    say("reading the bundled chronology of 1956 (--log PATH reads another)")
    return open_bundled()


def log_to_write(options: Namespace) -> Log:
    """Open the log that is written to.

    Raises:
        WriteError: There is none.
        RecordError: Nobody records.
    """
    path = _path(options)
    if path is None:
        raise WriteError(
            "the bundled chronology",
            "it is only read; name a log with --log, or start one with `chrono56 init`",
        )
    opened = open_log(path, cache=not options.no_cache, accept=options.accept)
    opened.by = recorder(options)
    return opened


def named_log(options: Namespace) -> Path | str | None:
    """Return the log that ``--log`` or the environment names; None if neither does.

    Raises:
        RecordError: ``--log`` is empty.
    """
    if options.log is not None:
        return location_of(options.log)
    text = _from_environment("CHRONO56_LOG")
    return location_of(text) if text else None


def recorder(options: Namespace) -> str:
    """Return who records.

    Raises:
        RecordError: Nobody is named.
    """
    name: str = options.by or _from_environment("CHRONO56_BY")
    if not name.strip():
        raise RecordError("nobody records", "say who: --by NAME, or set CHRONO56_BY")
    return name


def chronology(options: Namespace) -> Chronology:
    """Open the chronology that is asked, as of the state that is asked."""
    return log_to_read(options).chronology(
        as_of=options.as_of, cache=not options.no_cache
    )


def filters(options: Namespace) -> Query:
    """Return the query that the filters of an asking verb make, without its date."""
    return Query(
        kind=options.kind,
        source=options.source,
        place=options.place,
        agent=options.agent,
        everything=options.all,
    )


def check_filters(told: Chronology, query: Query) -> None:
    """Check that filters that found nothing name something at all.

    Raises:
        UnknownIdError: There is no such source, place or agent.
        RecordError: There is no such kind, nor a family of that name.
    """
    if query.source:
        told.source(query.source)
    if query.place:
        told.place(query.place)
    if query.agent:
        told.agent(query.agent)
    if query.kind:
        _check_kind(told, query.kind)


def say(text: str) -> None:
    """Say something to the person, on stderr."""
    print(one_line(text), file=sys.stderr)


def path_of(text: str) -> Path:
    """Return the path that an argument names, in the file system's own encoding.

    Raises:
        RecordError: It is empty.
    """
    if not text:  # an unset variable of a script, most likely
        raise RecordError("an empty path", "name a file, or leave it out")
    return Path(os.fsdecode(text.encode(errors="surrogateescape")))


def location_of(text: str) -> Path | str:
    """Return the path of the log that an argument names, or its URL.

    Raises:
        RecordError: It is empty.
    """
    return text if scheme_of(text) else path_of(text)


def _check_kind(told: Chronology, kind: str) -> None:
    import difflib

    from chrono56.model.kinds import kinds, known_family

    # A kind of a plugin or a newer version is as good as one that ships.
    held = told.stats().kinds
    if known_family(kind.removesuffix(".*"), held):
        return
    families = {one.partition(".")[0] for one in kinds()}
    near = difflib.get_close_matches(kind, {*kinds(), *held, *families}, n=2)
    fine = (
        f"did you mean {' or '.join(map(repr, near))}?"
        if near
        else f"families are {', '.join(sorted(families))}"
    )
    raise RecordError(f"no kind {kind!r}", fine, "--kind")


def _path(options: Namespace) -> Path | str | None:
    named = named_log(options)
    if named is not None:
        return named
    here = Path.cwd()
    for folder in (here, *here.parents):
        found = folder / USUAL_NAME
        if found.is_file():
            return found
    return None


def _from_environment(name: str) -> str:
    text = os.environ.get(name, "")
    return os.fsencode(text).decode(errors="surrogateescape")
