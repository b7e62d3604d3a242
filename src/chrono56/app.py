"""Where store, clock, plugins and chronology meet; no logic of its own."""

import os
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TypeAlias

from chrono56 import lookup, seeds
from chrono56.chronology import Chronology
from chrono56.errors import MissingLogError, PluginError
from chrono56.log import log
from chrono56.log.appending import Durability, random_id
from chrono56.log.jsonl import JsonlStore
from chrono56.log.memory import MemoryStore
from chrono56.log.store import Store, scheme_of
from chrono56.lookup import Plugins

# Who only asks pays for no exporter: each is imported where it is asked for.
if TYPE_CHECKING:
    from chrono56.chronology.reading import Reading
    from chrono56.chronology.tables.steps import Progress
    from chrono56.clock import Clock
    from chrono56.exporters.checking import ExportCheck
    from chrono56.exporters.runner import ExportReport
    from chrono56.findings import Finding
    from chrono56.importers.report import ImportReport

Target: TypeAlias = str | os.PathLike[str] | BinaryIO
_MEMORY = "memory:"


class Log(log.Log):
    """A log that gives its chronology.

    >>> log = Log(MemoryStore(), by="anna")
    >>> log.begin()
    >>> len(log.chronology())
    0
    """

    def chronology(
        self,
        *,
        as_of: str = "",
        reading: "Reading | str | None" = None,
        cache: bool = True,
        progress: "Progress | None" = None,
    ) -> Chronology:
        """Return the chronology that follows from the log.

        Args:
            as_of: Only what was known then: ``#12`` (the first 12 entries), an entry's
                id (8 hex digits or more), an ISO day (its end, UTC) or instant.
            reading: Which claims are heard, and which is chosen where they differ: a
                reading or its text; None is the default, by which all are heard.
            cache: Keep the derived database between runs; False keeps it in memory.
            progress: Called from time to time while the database is made, with the
                share of the work that is done, from 0 to 1.

        Raises:
            DamagedLogError: The log holds what no chrono56 wrote.
            ReadingSyntaxError: A text is no reading.
            UnknownIdError: *as_of* names no state of the log, or the reading a source
                that the log never held.

        >>> log = open_bundled()
        >>> len(log.chronology(reading="issued-before=1957")) < len(log.chronology())
        True
        """
        return Chronology.open(
            self, cache=cache, as_of=as_of, reading=reading, progress=progress
        )


def open_log(
    path: str | os.PathLike[str],
    *,
    by: str = "",
    clock: "Clock | None" = None,
    new_id: Callable[[], str] = random_id,
    kinds: Collection[str] = (),
    durability: Durability = "fsync",
    cache: bool = True,
    accept: bool = False,
    plugins: Plugins = True,
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
        plugins: Ask plugins for what keeps logs under URLs, and for kinds.

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
    opened = Log(
        _found_store(os.fspath(path), plugins, may_start=bool(by)),
        by=by,
        clock=clock,
        new_id=new_id,
        kinds=kinds,
        vocabulary=(lambda: lookup.host_of(plugins).vocabulary()) if plugins else None,
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


def _found_store(name: str, plugins: Plugins, *, may_start: bool) -> Store:
    store = _store(name, plugins)
    if not may_start and not _exists(store):
        raise MissingLogError(name)
    return store


def _store(name: str, plugins: Plugins) -> Store:
    if name == _MEMORY:
        return MemoryStore()
    scheme = scheme_of(name)
    return _plugins_store(scheme, name, plugins) if scheme else JsonlStore(name)


def _exists(store: Store) -> bool:
    if isinstance(store, JsonlStore):
        return store.exists()  # a file without a line is damaged, not missing
    return any(True for _ in store.read())


def _plugins_store(scheme: str, url: str, plugins: Plugins) -> Store:
    from chrono56.plugins.stores import open_store  # noqa: PLC0415 - only if asked for

    stores = lookup.host_of(plugins).stores() if plugins else {}
    try:
        offer = lookup.named(scheme, stores, "URL scheme", plugins)
    except PluginError as error:
        error.add_note("a file is named by its path alone")
        raise
    # Which plugin was meant is no business of the plugin's.
    return open_store(offer, url[scheme.rfind(":") + 1 :])


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
        language: The BCP 47 tag of the language of labels and, if it is known, dates.
        options: The format's options by name; ``formats NAME`` lists them.

    Raises:
        PluginError: Neither a built-in nor a plugin offers the format.
        OptionError: The format has no such option, or not that value.
        ExportError: The export failed; a file that stood there before is untouched.

    >>> import io
    >>> page = io.BytesIO()
    >>> print(export(open_bundled().chronology(), "markdown", page).events > 900)
    True
    >>> page.getvalue().splitlines()[2].decode()
    '# The Hungarian revolution of 1956'
    """
    from chrono56.exporters import runner  # noqa: PLC0415 - see above

    return runner.export(
        chronology,
        lookup.find_exporter(format),
        target,
        language=lookup.taught(language, plugins=True),
        options=options,
    )


def check_export(
    log: Log, path: str | os.PathLike[str], *, plugins: Plugins = True
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
        Path(path),
        log,
        partial(lookup.find_exporter, plugins=plugins),
        partial(lookup.taught, plugins=plugins),
    )


def check(
    chronology: Chronology, rules: Collection[str] = (), *, plugins: Plugins = True
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
    from chrono56.chronology.checks.checks import OFFERS  # noqa: PLC0415 - see above

    built_in = bool(rules) and OFFERS.keys() >= set(rules)
    offers = lookup.checks(plugins=False if built_in else plugins)
    return chronology.check(rules, offers=offers)


def import_file(
    log: Log,
    format: str,  # noqa: A002 - the word users know
    source: Target,
    *,
    cite: str = "",
    language: str = "en",
    options: Mapping[str, object] | Any = None,
    reason: str = "",
    revise: bool = False,
    dry_run: bool = False,
    plugins: Plugins = True,
) -> "ImportReport":
    """Read a file, and append the records in it to a log: all of them, or nothing.

    They become one entry; what is very long becomes several. To import the same again
    changes nothing. What was revised or retracted in the log since then stays so.

    Args:
        log: The log.
        format: The name of the format.
        source: A path or a binary stream.
        cite: The id of a source that all claims cite.
        language: The BCP 47 tag of names whose language the file does not say.
        options: The format's options by name; ``formats NAME`` lists them.
        reason: Why, in the recorder's words; if left out, the name of the file.
        revise: Replace what stands in the log otherwise under the same ids.
        dry_run: Check everything, and write nothing.
        plugins: Ask plugins for the format, where it is not built in.

    Raises:
        PluginError: Neither a built-in nor a plugin offers the format.
        ImportFailedError: The file can't be read or understood, the importer failed, or
            the log has something else under an id; nothing is written.
        WriteError: The log can't be written.
    """
    from chrono56.importers import runner  # noqa: PLC0415 - see above

    return runner.import_file(
        log,
        lookup.find_importer(format, plugins=plugins),
        source,
        cite=cite,
        language=lookup.taught(language, plugins=plugins),
        options=options,
        reason=reason,
        revise=revise,
        dry_run=dry_run,
    )
