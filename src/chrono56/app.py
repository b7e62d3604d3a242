"""Where store, clock, plugins and chronology meet; no logic of its own."""

import os
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TypeAlias

from chrono56 import seeds
from chrono56.chronology import Chronology
from chrono56.errors import MissingLogError, PluginError
from chrono56.log import log
from chrono56.log.jsonl import JsonlStore
from chrono56.log.memory import MemoryStore
from chrono56.log.store import Store, scheme_of

# Who only asks pays for no exporter: each is imported where it is asked for.
if TYPE_CHECKING:
    from chrono56.chronology.offer import CheckOffer
    from chrono56.clock import Clock
    from chrono56.exporters.checking import ExportCheck
    from chrono56.exporters.offer import ExporterOffer
    from chrono56.exporters.runner import ExportReport
    from chrono56.findings import Finding

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
    durability: log.Durability = "fsync",
    cache: bool = True,
    accept: bool = False,
) -> Log:
    """Open a log, or start one.

    Args:
        path: The file, usually ``….jsonl``; ``memory:`` is a log that is not kept,
            ``sqlite:///home/anna/log.db`` and other URLs are logs that plugins keep.
        by: Who records. Without it the log is only read, and must exist.
        clock: What tells the time of recording; the computer's clock if left out.
        new_id: What makes random ids; for tests and for logs built from files.
        kinds: Event kinds beyond those that ship with chrono56.
        durability: ``fsync``: an entry survives a power cut once it is appended;
            ``batch``: once ``sync()`` has been called on the log, or it was merged.
        cache: Remember here how far the log went, so that it can't lose entries unseen.
        accept: Take the log as it is, though it lost what was remembered of it.

    Raises:
        MissingLogError: There is no such log, and nobody who records.
        DamagedLogError: The file is not a log.
        PluginError: No plugin keeps logs under URLs of this scheme.
        WriteError: The log can't be started there.

    >>> log = open_log("memory:", by="anna")
    >>> with log.entry("a first event") as entry:
    ...     rising = entry.event("rising", labels={"en": "The rising begins"})
    >>> [event.label() for event in log.chronology()]
    ['The rising begins']
    """
    store = _store(os.fspath(path))
    if not by and not _exists(store):
        raise MissingLogError(os.fspath(path))
    opened = Log(
        store,
        by=by,
        clock=clock,
        new_id=new_id,
        kinds=kinds,
        durability=durability,
        remember=cache,
    )
    return _ready(opened, accept=accept)


def _ready(opened: Log, *, accept: bool) -> Log:
    if opened.by:
        opened.begin()
    opened.header()
    if accept:
        opened.accept()
    return opened


def _store(name: str) -> Store:
    if name == _MEMORY:
        return MemoryStore()
    scheme = scheme_of(name)
    return _plugins_store(scheme, name) if scheme else JsonlStore(name)


def _exists(store: Store) -> bool:
    if isinstance(store, JsonlStore):
        return store.exists()  # a file without a line is damaged, not missing
    return any(True for _ in store.read())


def _plugins_store(scheme: str, url: str) -> Store:
    import difflib  # noqa: PLC0415 - only an error needs it

    from chrono56.plugins.host import PluginHost  # noqa: PLC0415 - only if asked for
    from chrono56.plugins.stores import open_store  # noqa: PLC0415 - as above

    offered = PluginHost.load().stores()
    if scheme in offered:
        # Which plugin was meant is no business of the plugin's.
        return open_store(offered[scheme], url[scheme.rfind(":") + 1 :])
    near = difflib.get_close_matches(scheme, offered)
    error = PluginError(scheme, sorted(offered), near, "URL scheme")
    error.add_note("a file is named by its path alone")
    raise error


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


def check_export(
    log: Log, path: str | os.PathLike[str], *, plugins: bool = True
) -> "ExportCheck":
    """Export again what a file says it was made from, and compare it byte for byte.

    Args:
        log: The log that it was made from.
        path: A file that was exported from it, whenever that was.
        plugins: Ask plugins for its exporter, where it is not built in.

    Returns:
        Whether it is the same, differs, or can't be told, where, and why.

    Raises:
        ExportError: The file can't be read, or the exporter fails.
        DamagedLogError: The log can't be read.
    """
    from chrono56.exporters import checking  # noqa: PLC0415 - see above

    return checking.check_export(
        Path(path), log, lambda name: find_offer(name, plugins=plugins)
    )


def check(
    chronology: Chronology, rules: Collection[str] = (), *, plugins: bool = True
) -> "Iterator[Finding]":
    """Yield what is impossible, unlikely or worth a look, rule by rule.

    Args:
        chronology: What to check.
        rules: The names of the rules; empty for all.
        plugins: Carry out the checks of plugins too, if a rule is not built in or none
            is named. What fails in one of them is a finding, ``check-failed``.

    Raises:
        PluginError: Neither chrono56 nor a plugin has such a rule.

    >>> log = open_log("memory:", by="anna")
    >>> with log.entry() as entry:
    ...     rising = entry.event("rising", labels={"en": "The rising begins"})
    >>> [found.text for found in check(log.chronology(), ["unattested"])]
    ['“The rising begins”: nothing is claimed of it']
    """
    from chrono56.chronology.checks import OFFERS  # noqa: PLC0415 - see above

    built_in = bool(rules) and OFFERS.keys() >= set(rules)
    offered = checks(plugins=plugins and not built_in)
    return chronology.check(rules, offers=offered)


def checks(*, plugins: bool = True) -> "Mapping[str, CheckOffer]":
    """Return the checks that ship, and those of all plugins, by rule."""
    from chrono56.chronology.checks import OFFERS  # noqa: PLC0415 - see above

    if not plugins:
        return OFFERS
    from chrono56.plugins.host import PluginHost  # noqa: PLC0415 - only if asked for

    return PluginHost.load().checks()


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
