"""Looking up what is offered: what ships with chrono56, and what plugins bring.

Plugins are asked only for what does not ship.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from chrono56.dates.words.languages import is_known
from chrono56.errors import PluginError

# Each table is imported where it is asked for, and so are plugins.
if TYPE_CHECKING:
    from chrono56.chronology.checks.offer import CheckOffer
    from chrono56.exporters.offer import ExporterOffer
    from chrono56.formats import FormatOffer
    from chrono56.importers.offer import ImporterOffer
    from chrono56.offers import Offer
    from chrono56.plugins.host import PluginHost

Plugins: TypeAlias = "bool | PluginHost"
"""Whether installed plugins are asked, or the host of those that are."""

_O = TypeVar("_O", bound="Offer")


def find_exporter(name: str, *, plugins: Plugins = True) -> "ExporterOffer":
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
    return named(name, exporters(plugins=plugins), "format", plugins)


def exporters(*, plugins: Plugins = True) -> "Mapping[str, ExporterOffer]":
    """Return the built-in exporters, and those of all plugins, by name."""
    from chrono56.exporters import builtin  # noqa: PLC0415 - see above

    return host_of(plugins).exporters() if plugins else builtin.OFFERS


def find_importer(name: str, *, plugins: Plugins = True) -> "ImporterOffer":
    """Return the offer of an importer, as `find_exporter` returns an exporter's.

    Raises:
        PluginError: Nothing offers it; the error lists what is offered.
    """
    from chrono56.importers import builtin  # noqa: PLC0415 - see above

    if name in builtin.OFFERS:
        return builtin.OFFERS[name]
    return named(name, importers(plugins=plugins), "format to import", plugins)


def importers(*, plugins: Plugins = True) -> "Mapping[str, ImporterOffer]":
    """Return the built-in importers, and those of all plugins, by name."""
    from chrono56.importers import builtin  # noqa: PLC0415 - see above

    return host_of(plugins).importers() if plugins else builtin.OFFERS


def formats_named(name: str, *, plugins: Plugins = True) -> "list[FormatOffer]":
    """Return the exporter and the importer of a name: both, or the one there is.

    Raises:
        PluginError: Nothing of that name is offered; the error lists what is.
    """
    asked = host_of(plugins) if plugins else False
    tables = (exporters(plugins=asked), importers(plugins=asked))
    found: list[FormatOffer] = [table[name] for table in tables if name in table]
    if not found:
        named(name, {**tables[0], **tables[1]}, "format", asked)
    return found


def checks(*, plugins: Plugins = True) -> "Mapping[str, CheckOffer]":
    """Return the checks that ship, and those of all plugins, by rule."""
    from chrono56.chronology.checks.checks import OFFERS  # noqa: PLC0415 - see above

    return host_of(plugins).checks() if plugins else OFFERS


def named(
    name: str, offered: "Mapping[str, _O]", wanted: str, plugins: Plugins
) -> "_O":
    """Return the offer of a name.

    Args:
        name: The name.
        offered: What is offered, by name.
        wanted: What the name is of, for the error: ``format``, ``URL scheme``, ….
        plugins: Those that were asked.

    Raises:
        PluginError: Nothing of that name is offered; the error lists what is, and tells
            of plugins that have a problem.
    """
    if name in offered:
        return offered[name]
    import difflib  # noqa: PLC0415 - only an error needs it

    near = difflib.get_close_matches(name, offered)
    error = PluginError(name, sorted(offered), near, wanted)
    bad = [it for it in host_of(plugins).plugins() if it.problem] if plugins else []
    if bad:
        error.add_note(f"`chrono56 plugins` tells of {len(bad)} with a problem")
    raise error


def taught(tag: str, *, plugins: Plugins) -> str:
    """Return the tag of a language with what a plugin teaches of it."""
    if plugins and not is_known(tag):
        from chrono56.plugins.languages import taught_tag  # noqa: PLC0415 - see above

        tag = taught_tag(tag, host_of(plugins))
    return tag


def host_of(plugins: Plugins) -> "PluginHost":
    """Return the host that was given, or else one of all plugins that are installed."""
    from chrono56.plugins.host import PluginHost  # noqa: PLC0415 - only if asked for

    return plugins if isinstance(plugins, PluginHost) else PluginHost.load()
