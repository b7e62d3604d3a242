"""The verbs export, formats and plugins: what goes out, and how it is checked."""

import codecs
import sys
from argparse import Namespace
from typing import TYPE_CHECKING, BinaryIO, Final, cast

from chrono56.app import Log, check_export, find_offer, offers
from chrono56.cli import paper, status
from chrono56.cli.columns import columns
from chrono56.cli.opening import chronology, path_of, say
from chrono56.exporters.offer import ExporterOffer
from chrono56.exporters.options import option_fields, read_pairs
from chrono56.exporters.runner import export as run_export
from chrono56.exporters.table import table
from chrono56.text import one_line

if TYPE_CHECKING:
    from chrono56.exporters.checking import ExportCheck

_OUTCOMES: Final = {
    "same": "the same, byte for byte",
    "differs": "differs",
    "unknown": "can't tell",
}
_TAKES: Final = {str: "text", int: "a whole number", bool: "true or false"}


def export(options: Namespace) -> int:
    """Write the chronology in a format."""
    offer = find_offer(options.format, plugins=not options.no_plugins)
    given = read_pairs(offer, options.option)
    to_stream = options.output == "-"
    with chronology(options) as told:
        target = _stdout() if to_stream else path_of(options.output)
        report = run_export(told, offer, target, language=options.lang, options=given)
    say(str(report) if to_stream else f"{report}, in {report.path}")
    if report.beside:
        say(f"what it was made from is in {report.beside}")
    return status.OK


def verify_export(options: Namespace, log: Log) -> int:
    """Say whether the file that ``verify --export`` names is what the log comes to."""
    found = check_export(log, path_of(options.export), plugins=not options.no_plugins)
    if options.json:
        paper.put_json({"export": found.path, **_check_json(found)})
    else:
        said = _OUTCOMES[found.outcome]
        why = f": {found.why}" if found.why else ""
        paper.put(f"{found.path}: {said}{why}")
    return status.OK if found.outcome == "same" else status.NOTHING


def _check_json(found: "ExportCheck") -> dict[str, object]:
    return {
        "outcome": found.outcome,
        "cause": found.cause,
        "why": found.why,
        "line": found.line,
        "offset": found.offset,
        "provenance": found.provenance,
    }


def _stdout() -> BinaryIO:
    """Return where bytes go: as they are, unless a terminal would act on them."""
    if not sys.stdout.isatty():
        return sys.stdout.buffer
    return cast(BinaryIO, _Terminal())


class _Terminal:
    """Take the bytes of an export, and show them without what acts on a terminal."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def write(self, chunk: bytes | memoryview) -> int:
        """Show a piece of the export; say that all of it was taken."""
        text = self._decoder.decode(bytes(chunk)).replace("\r\n", "\n")
        lines = text.split("\n")
        sys.stdout.write("\n".join(map(one_line, lines)))
        return len(chunk)

    def flush(self) -> None:
        """Let it be seen."""
        sys.stdout.flush()


def formats(options: Namespace) -> int:
    """List the formats, or one format's options and losses."""
    if options.name:
        offer = find_offer(options.name, plugins=not options.no_plugins)
        if options.json:
            paper.put_json(_format_json(offer))
        else:
            _put_format(offer)
        return status.OK
    found = offers(plugins=not options.no_plugins)
    if options.json:
        for name, offer in found.items():
            paper.put_json(_offer_json(name, offer))
        return status.OK
    rows = [(name, one.summary, one.provider) for name, one in found.items()]
    names = ("format", "what it is", "from")
    print(table(rows, names, style="simple", width=columns()))
    return status.OK


def plugins(options: Namespace) -> int:
    """List the plugins that are installed, and what is wrong with them."""
    from chrono56.plugins.host import PluginHost

    found = PluginHost.load().plugins()
    for plugin in found:
        if options.json:
            paper.put_json(
                {
                    "name": plugin.name,
                    "distribution": plugin.distribution,
                    "version": plugin.version,
                    "offers": list(plugin.offers),
                    "problem": plugin.problem,
                }
            )
            continue
        paper.put_heading(f"{plugin.name} ({plugin.distribution} {plugin.version})")
        if plugin.offers:
            paper.put_wrapped(f"offers {', '.join(plugin.offers)}", 2)
        if plugin.problem:
            paper.put_wrapped(f"problem: {plugin.problem}", 2)
    if not found:
        say("no plugins are installed")
    return status.NOTHING if any(one.problem for one in found) else status.OK


def _offer_json(name: str, offer: ExporterOffer) -> dict[str, object]:
    return {
        "name": name,
        "summary": offer.summary,
        "media_type": offer.media_type,
        "extensions": list(offer.extensions),
        "provider": offer.provider,
    }


def _format_json(offer: ExporterOffer) -> dict[str, object]:
    fields = option_fields(offer)
    return {
        **_offer_json(offer.name, offer),
        "options": [
            {
                "name": one.name,
                "default": one.default,
                "choices": list(one.choices),
                "help": one.help,
            }
            for one in fields
        ],
        "loses": [{"what": one.what, "how": one.how} for one in offer.loses],
    }


def _put_format(offer: ExporterOffer) -> None:
    paper.put_heading(f"{offer.shown_name}: {offer.summary}")
    paper.put_wrapped(f"{offer.media_type}; {', '.join(offer.extensions)}", 2)
    for one in option_fields(offer):
        takes = ", ".join(map(str, one.choices)) or _TAKES[one.type]
        default = str(one.default).lower() if one.type is bool else one.default
        said = f"-O {one.name}={default}  {one.help} ({takes})"
        paper.put_wrapped(said, 2, 4)
    for loss in offer.loses:
        paper.put_wrapped(f"loses {loss.what}: {loss.how}", 2, 4)
