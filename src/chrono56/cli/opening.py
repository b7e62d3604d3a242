"""Which log a command is about, and which part of it."""

import errno
import os
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from chrono56.app import Log, open_bundled, open_log
from chrono56.chronology import Chronology, Query
from chrono56.cli.bar import Bar
from chrono56.cli.usage import UsageError
from chrono56.errors import WriteError
from chrono56.log.store import scheme_of
from chrono56.text import one_line

if TYPE_CHECKING:
    from chrono56.lookup import Plugins
    from chrono56.plugins.host import EntryPoint, PluginHost

USUAL_NAME: Final = "chronology.jsonl"
"""What a log is called that nobody named; looked for here and in parent folders."""


def log_to_read(options: Namespace) -> Log:
    """Open the log that is asked: named, found nearby, or the bundled one."""
    path, asked = _path(options), plugins(options)
    if path is not None:
        return open_log(path, cache=not options.no_cache, plugins=asked)
    say("reading the bundled chronology of 1956 (--log PATH reads another)")
    return open_bundled()


def log_to_write(options: Namespace) -> Log:
    """Open the log that is written to.

    Raises:
        WriteError: There is none.
        UsageError: Nobody records.
    """
    path = _path(options)
    if path is None:
        raise WriteError(
            "the bundled chronology",
            "it is only read; name a log with --log, or start one with `chrono56 init`",
        )
    opened = open_log(
        path,
        cache=not options.no_cache,
        accept=options.accept,
        plugins=plugins(options),
    )
    opened.by = recorder(options)
    return opened


def named_log(options: Namespace) -> Path | str | None:
    """Return the log that ``--log`` or the environment names; None if neither does.

    Raises:
        UsageError: ``--log`` is empty.
    """
    if options.log is not None:
        return location_of(options.log)
    text = _from_environment("CHRONO56_LOG")
    return location_of(text) if text else None


def recorder(options: Namespace) -> str:
    """Return who records.

    Raises:
        UsageError: Nobody is named.
    """
    name: str = options.by or _from_environment("CHRONO56_BY")
    if not name.strip():
        raise UsageError("nobody records", "say who: --by NAME, or set CHRONO56_BY")
    return name


@contextmanager
def chronology(options: Namespace) -> Iterator[Chronology]:
    """Open the chronology that is asked: as of a state, and by a reading.

    Which sources are not heard for what they lack is said when the answer is given.
    """
    teach(options)
    with log_to_read(options).chronology(
        as_of=options.as_of,
        reading=options.reading,
        cache=not options.no_cache,
        progress=Bar(),
    ) as told:
        yield told
        if options.reading is not None:
            _say_unheard(told)
    _say_untaught(options)


def _say_untaught(options: Namespace) -> None:
    """Say in what language dates are told, if it is not the one that was asked for."""
    from chrono56.dates.words.languages import is_known

    if "lang" in options and not is_known(options.lang):
        say(
            f"dates are told in English: neither chrono56 nor a plugin"
            f" (`chrono56 plugins`) knows the language {options.lang!r}"
        )


def _say_unheard(told: Chronology) -> None:
    """Say how many sources are not heard as they do not tell what the reading asks."""
    if not (told.reading.asks_when_issued or told.reading.language):
        return
    lacking = sum(1 for lacks in told.unheard().values() if lacks)
    if lacking:
        who = "1 source does" if lacking == 1 else f"{lacking} sources do"
        say(
            f"{who} not say what the reading asks for, so that it hears nothing there"
            f" (`chrono56 sources --reading {told.reading}` tells which)"
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
        UsageError: There is no such kind, nor a family of that name.
    """
    if query.source:
        told.source(query.source)
    if query.place:
        told.place(query.place)
    if query.agent:
        told.agent(query.agent)
    if query.kind:
        _check_kind(told, query.kind)


def teach(options: Namespace) -> None:
    """Have dates read and told in the language that is asked for, if a plugin can.

    Raises:
        OfferError: A plugin offers it and fails to give it.
    """
    from chrono56.dates.words.languages import is_known

    if "lang" in options and not is_known(options.lang):
        from chrono56.plugins.languages import taught_tag

        options.lang = taught_tag(options.lang, host(options))


def plugins(options: Namespace) -> "Plugins":
    """Return the plugins that a command may ask: they are loaded when they are.

    Those in files were named for this command, so they are loaded at once, and what is
    wrong with one is said.
    """
    if options.plugin:
        return host(options)
    return not options.no_plugins


def host(options: Namespace) -> "PluginHost":
    """Return the host of the plugins that a command may ask, all of them loaded."""
    if "host" not in options:
        from chrono56.plugins.host import PluginHost

        files = [path_of(text) for text in options.plugin]
        installed: list[EntryPoint] | None = [] if options.no_plugins else None
        options.host = PluginHost.load(installed, files=files)
        names = {path.name for path in files}
        for one in options.host.plugins():
            if one.problem and one.distribution in names:
                say(f"plugin {one.name}: {one.problem}")
    loaded: PluginHost = options.host
    return loaded


def say(text: str) -> None:
    """Say something to the person, on stderr."""
    print(one_line(text), file=sys.stderr)


def path_of(text: str) -> Path:
    """Return the path that an argument names, in the file system's own encoding.

    Raises:
        UsageError: It is empty, or longer than any path.
    """
    if not text:  # an unset variable of a script, most likely
        raise UsageError("an empty path", "name a file, or leave it out")
    path = Path(os.fsdecode(text.encode(errors="surrogateescape")))
    try:
        path.exists()
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            raise UsageError(f"{text!r} is too long for a path", "shorten it") from None
    return path


def location_of(text: str) -> Path | str:
    """Return the path of the log that an argument names, or its URL.

    Raises:
        UsageError: It is empty, or longer than any path.
    """
    return text if scheme_of(text) else path_of(text)


def _check_kind(told: Chronology, kind: str) -> None:
    import difflib

    from chrono56.model.kinds import kinds, known_family

    # A kind of a plugin or a newer version is as good as one that ships.
    held = {*told.stats().kinds, *told.kinds}
    if known_family(kind.removesuffix(".*"), held):
        return
    families = {one.partition(".")[0] for one in (*kinds(), *told.kinds)}
    near = difflib.get_close_matches(kind, {*kinds(), *held, *families}, n=2)
    fine = (
        f"did you mean {' or '.join(map(repr, near))}?"
        if near
        else f"families are {', '.join(sorted(families))}"
    )
    raise UsageError(f"no kind {kind!r}", fine, "--kind")


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
