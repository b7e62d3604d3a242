"""The verb export, and how what went out is checked."""

import codecs
import sys
from argparse import Namespace
from typing import TYPE_CHECKING, BinaryIO, Final, cast

from chrono56.app import Log, check_export
from chrono56.cli import paper, status
from chrono56.cli.opening import chronology, path_of, plugins, say
from chrono56.exporters.options import read_pairs
from chrono56.exporters.runner import export as run_export
from chrono56.lookup import find_exporter
from chrono56.text import one_line

if TYPE_CHECKING:
    from chrono56.exporters.checking import ExportCheck

_OUTCOMES: Final = {
    "same": "the same, byte for byte",
    "differs": "differs",
    "unknown": "can't tell",
}


def export(options: Namespace) -> int:
    """Write the chronology in a format."""
    offer = find_exporter(options.format, plugins=plugins(options))
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
    found = check_export(log, path_of(options.export), plugins=plugins(options))
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
