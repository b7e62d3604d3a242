"""Where store, clock, plugins and chronology meet; no logic of its own."""

import os
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TypeAlias, TypeVar

from chrono56 import seeds
from chrono56.chronology import Chronology
from chrono56.dates.words.languages import is_known
from chrono56.errors import MissingLogError, PluginError
from chrono56.log import log
from chrono56.log.jsonl import JsonlStore
from chrono56.log.memory import MemoryStore
from chrono56.log.store import Store, scheme_of

# Who only asks pays for no exporter: each is imported where it is asked for.
if TYPE_CHECKING:
    from chrono56.chronology.offer import CheckOffer
    from chrono56.chronology.reading import Reading
    from chrono56.chronology.steps import Progress
    from chrono56.clock import Clock
    from chrono56.exporters.checking import ExportCheck
    from chrono56.exporters.offer import ExporterOffer
    from chrono56.exporters.runner import ExportReport
    from chrono56.findings import Finding
    from chrono56.formats import FormatOffer
    from chrono56.importers.offer import ImporterOffer
    from chrono56.importers.report import ImportReport
    from chrono56.offers import Offer
    from chrono56.plugins.host import PluginHost

Target: TypeAlias = str | os.PathLike[str] | BinaryIO
Plugins: TypeAlias = "bool | PluginHost"
"""Whether installed plugins are asked, or the host of those that are."""

_O = TypeVar("_O", bound="Offer")
_MEMORY = "memory:"


class Log(log.Log):
    """A log that gives its chronology."""

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
        """
        return Chronology.open(
            self, cache=cache, as_of=as_of, reading=reading, progress=progress
        )


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
        vocabulary=(lambda: _host(plugins).vocabulary()) if plugins else None,
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

    offered = _host(plugins).stores() if plugins else {}
    try:
        offer = _found(scheme, offered, "URL scheme", plugins)
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
        ExportError: The export failed; a file that stood there before is untouched.
    """
    from chrono56.exporters import runner  # noqa: PLC0415 - see above

    offer, language = find_offer(format), _taught(language, plugins=True)
    return runner.export(chronology, offer, target, language=language, options=options)


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

    offered = partial(find_offer, plugins=plugins)
    taught = partial(_taught, plugins=plugins)
    return checking.check_export(Path(path), log, offered, taught)


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
    from chrono56.chronology.checks import OFFERS  # noqa: PLC0415 - see above

    built_in = bool(rules) and OFFERS.keys() >= set(rules)
    offered = checks(plugins=False if built_in else plugins)
    return chronology.check(rules, offers=offered)


def checks(*, plugins: Plugins = True) -> "Mapping[str, CheckOffer]":
    """Return the checks that ship, and those of all plugins, by rule."""
    from chrono56.chronology.checks import OFFERS  # noqa: PLC0415 - see above

    return _host(plugins).checks() if plugins else OFFERS


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
        find_importer(format, plugins=plugins),
        source,
        cite=cite,
        language=language,
        options=options,
        reason=reason,
        revise=revise,
        dry_run=dry_run,
    )


def find_offer(name: str, *, plugins: Plugins = True) -> "ExporterOffer":
    """Return the offer of an exporter; plugins are asked only if it is not built in.

    Args:
        name: The name of the format; a plugin's may be ``distribution:name``.
        plugins: Ask plugins at all.

    Raises:
        PluginError: Nothing offers it; the error lists what is offered.
    """
    from chrono56.exporters import builtin  # noqa: PLC0415 - see above

    if name in builtin.OFFERS:
        return builtin.OFFERS[name]
    return _found(name, offers(plugins=plugins), "format", plugins)


def offers(*, plugins: Plugins = True) -> "Mapping[str, ExporterOffer]":
    """Return the built-in exporters, and those of all plugins, by name."""
    from chrono56.exporters import builtin  # noqa: PLC0415 - see above

    return _host(plugins).exporters() if plugins else builtin.OFFERS


def find_importer(name: str, *, plugins: Plugins = True) -> "ImporterOffer":
    """Return the offer of an importer, as `find_offer` returns an exporter's.

    Raises:
        PluginError: Nothing offers it; the error lists what is offered.
    """
    from chrono56.importers import builtin  # noqa: PLC0415 - see above

    if name in builtin.OFFERS:
        return builtin.OFFERS[name]
    return _found(name, importers(plugins=plugins), "format to import", plugins)


def importers(*, plugins: Plugins = True) -> "Mapping[str, ImporterOffer]":
    """Return the built-in importers, and those of all plugins, by name."""
    from chrono56.importers import builtin  # noqa: PLC0415 - see above

    return _host(plugins).importers() if plugins else builtin.OFFERS


def formats_named(name: str, *, plugins: Plugins = True) -> "list[FormatOffer]":
    """Return the exporter and the importer of a name: both, or the one there is.

    Raises:
        PluginError: Nothing of that name is offered; the error lists what is.
    """
    asked = _host(plugins) if plugins else False
    tables = (offers(plugins=asked), importers(plugins=asked))
    found: list[FormatOffer] = [table[name] for table in tables if name in table]
    if not found:
        _found(name, {**tables[0], **tables[1]}, "format", asked)
    return found


def _found(
    name: str, offered: "Mapping[str, _O]", wanted: str, plugins: Plugins
) -> "_O":
    if name in offered:
        return offered[name]
    import difflib  # noqa: PLC0415 - only an error needs it

    near = difflib.get_close_matches(name, offered)
    error = PluginError(name, sorted(offered), near, wanted)
    bad = [it for it in _host(plugins).plugins() if it.problem] if plugins else []
    if bad:
        error.add_note(f"`chrono56 plugins` tells of {len(bad)} with a problem")
    raise error


def _taught(tag: str, *, plugins: Plugins) -> str:
    """Return the tag of a language with what a plugin teaches of it."""
    if plugins and not is_known(tag):
        from chrono56.plugins.languages import taught_tag  # noqa: PLC0415 - see above

        tag = taught_tag(tag, _host(plugins))
    return tag


def _host(plugins: Plugins) -> "PluginHost":
    from chrono56.plugins.host import PluginHost  # noqa: PLC0415 - only if asked for

    return plugins if isinstance(plugins, PluginHost) else PluginHost.load()
