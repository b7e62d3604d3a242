"""Where store, clock, plugins and chronology meet; no logic of its own."""

import os
from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, TypeAlias

from chrono56 import seeds
from chrono56.chronology import Chronology
from chrono56.errors import MissingLogError, PluginError
from chrono56.log import log
from chrono56.log.jsonl import JsonlStore
from chrono56.log.memory import MemoryStore

# Who only asks pays for no exporter: each is imported where it is asked for.
if TYPE_CHECKING:
    from chrono56.clock import Clock
    from chrono56.exporters.offer import ExporterOffer
    from chrono56.exporters.runner import ExportReport

Target: TypeAlias = str | os.PathLike[str] | BinaryIO
_MEMORY = "memory:"


class Log(log.Log):
    """A log that gives its chronology."""

    def chronology(self, *, as_of: str = "", cache: bool = True) -> Chronology:
        """Return the chronology that follows from the log.

        Args:
            as_of: Only what was known then: ``#12`` (the first 12 entries), an entry's
                id (8 hex digits or more), an ISO day (its end, UTC) or instant.
            cache: Keep the derived database between runs; False keeps it in memory.

        Raises:
            DamagedLogError: The log holds what no chrono56 wrote.
            UnknownIdError: *as_of* names no state of the log.
        """
        return Chronology.open(self, cache=cache, as_of=as_of)


def open_log(
    path: str | os.PathLike[str],
    *,
    by: str = "",
    clock: "Clock | None" = None,
    new_id: Callable[[], str] = log.random_id,
    kinds: Collection[str] = (),
) -> Log:
    """Open a log, or start one.

    Args:
        path: The file, usually ``….jsonl``; ``memory:`` is a log that is not kept.
        by: Who records. Without it the log is only read, and must exist.
        clock: What tells the time of recording; the computer's clock if left out.
        new_id: What makes random ids; for tests and for logs built from files.
        kinds: Event kinds beyond those that ship with chrono56.

    Raises:
        MissingLogError: There is no such log, and nobody who records.
        DamagedLogError: The file is not a log.
        WriteError: The log can't be started there.

    >>> log = open_log("memory:", by="anna")
    >>> with log.entry("a first event") as entry:
    ...     rising = entry.event("rising", labels={"en": "The rising begins"})
    >>> [event.label() for event in log.chronology()]
    ['The rising begins']
    """
    store: JsonlStore | MemoryStore
    if os.fspath(path) == _MEMORY:
        store = MemoryStore()
    else:
        store = JsonlStore(path)
        if not by and not store.exists():
            raise MissingLogError(os.fspath(path))
    opened = Log(store, by=by, clock=clock, new_id=new_id, kinds=kinds)
    if by:
        opened.begin()
    opened.header()
    return opened


def open_bundled(name: str = "1956") -> Log:
    """Open a chronology that travels with chrono56, for reading.

    >>> open_bundled().chronology().title
    'The Hungarian revolution of 1956'
    """
    return Log(JsonlStore(seeds.path_of(name)))


def export(
    chronology: Chronology,
    format: str,  # noqa: A002 - the word users know
    target: Target,
    *,
    language: str = "en",
    options: Mapping[str, object] | Any = None,
) -> "ExportReport":
    """Export a chronology as ``csv``, ``ical``, ``markdown`` or what a plugin offers.

    Args:
        chronology: What to export.
        format: The name of the format.
        target: A path or a binary stream; a file appears whole or not at all.
        language: The BCP 47 tag of the language that labels are wanted in.
        options: The format's options by name; ``formats NAME`` lists them.

    Raises:
        PluginError: Neither a built-in nor a plugin offers the format.
        ExportError: The export failed; a file that stood there before is untouched.
    """
    from chrono56.exporters import runner  # noqa: PLC0415 - see above

    return runner.export(
        chronology, find_offer(format), target, language=language, options=options
    )


def find_offer(name: str, *, plugins: bool = True) -> "ExporterOffer":
    """Return the offer of a format; plugins are asked only if no built-in has it.

    Args:
        name: The name of the format; a plugin's may be ``distribution:name``.
        plugins: Ask plugins at all.

    Raises:
        PluginError: Nothing offers it; the error lists what is offered.
    """
    import difflib  # noqa: PLC0415 - only an error needs it

    from chrono56.exporters import builtin  # noqa: PLC0415 - see above

    if name in builtin.OFFERS:
        return builtin.OFFERS[name]
    found = offers(plugins=plugins)
    if name in found:
        return found[name]
    raise PluginError(name, sorted(found), difflib.get_close_matches(name, found))


def offers(*, plugins: bool = True) -> "Mapping[str, ExporterOffer]":
    """Return the built-in offers, and those of all plugins, by name."""
    from chrono56.exporters import builtin  # noqa: PLC0415 - see above

    if not plugins:
        return builtin.OFFERS
    from chrono56.plugins.host import PluginHost  # noqa: PLC0415 - only if asked for

    return PluginHost.load().exporters()
