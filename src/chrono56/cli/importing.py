"""The verb import: the records of a file, taken into the log."""

import io
import sys
from argparse import Namespace
from typing import Final

from chrono56.app import Log
from chrono56.cli import paper, status
from chrono56.cli.columns import columns
from chrono56.cli.opening import log_to_read, log_to_write, path_of, plugins, say, teach
from chrono56.cli.sentences import Sentences
from chrono56.exporters.options import read_pairs
from chrono56.exporters.table import table
from chrono56.importers.reading import Input
from chrono56.importers.report import ImportReport
from chrono56.importers.runner import import_file
from chrono56.lookup import find_importer

_UNDERSTOOD: Final = ("line", "words", "date", "not in the words", "label")
_SHOWN: Final = 20  # places of what was left out


def import_(options: Namespace) -> int:
    """Take the records of a file into the log."""
    teach(options)
    offer = find_importer(options.format, plugins=plugins(options))
    target = log_to_read(options) if options.dry_run else log_to_write(options)
    report = import_file(
        target,
        offer,
        _input(options),
        name="stdin" if options.file == "-" else "",
        cite=options.source,
        language=options.lang,
        options=read_pairs(offer, _pairs(options)),
        reason=options.reason,
        revise=options.revise,
        dry_run=options.dry_run,
    )
    if options.json:
        paper.put_json(_report_json(report))
    elif options.dry_run and report.understood:
        _put_understood(report)
    elif options.dry_run:
        _put_records(report, target, options)
    _say_report(report, is_tried=options.dry_run)
    return status.OK


def _input(options: Namespace) -> Input:
    if options.file != "-":
        return path_of(options.file)
    # It may have been closed by whoever started us.
    return io.BytesIO() if sys.stdin is None else sys.stdin.buffer


def _pairs(options: Namespace) -> list[str]:
    """Return the options of the format, of which one has an option of its own."""
    year = [] if options.year is None else [f"year={options.year}"]
    return [*options.option, *year]


def _report_json(report: ImportReport) -> dict[str, object]:
    return {
        "format": report.format,
        "name": report.name,
        "sha256": report.sha256,
        "recorded": [one.id for one in report.recorded],
        "revised": [one.id for one in report.revised],
        "same": report.same,
        "left_out": [{"where": where, "why": why} for where, why in report.left_out],
        "understood": [
            {
                "where": one.place,
                "words": one.words,
                "when": None if one.when is None else str(one.when),
                "because": one.because,
                "label": one.label,
            }
            for one in report.understood
        ],
        "entries": list(report.entries),
    }


def _put_understood(report: ImportReport) -> None:
    """Print what words of the input were taken for, a row a date."""
    rows = [
        (
            one.place.removeprefix(f"{report.name}:"),
            one.words,
            "" if one.when is None else str(one.when),
            one.because,
            one.label,
        )
        for one in report.understood
    ]
    for line in table(rows, _UNDERSTOOD, width=columns()).splitlines():
        paper.put(line)


def _put_records(report: ImportReport, target: Log, options: Namespace) -> None:
    with target.chronology(cache=not options.no_cache) as told:
        sentences = Sentences(told, options.lang)
        for record in report.recorded:
            paper.put_wrapped(sentences.record(record))
        for record in report.revised:
            paper.put_wrapped(f"revised: {sentences.record(record)}")


def _say_report(report: ImportReport, *, is_tried: bool) -> None:
    for where, why in report.left_out[:_SHOWN]:
        say(f"left out {where}: {why}")
    if len(report.left_out) > _SHOWN:
        say(f"… and {len(report.left_out) - _SHOWN} more left out")
    said = str(report)
    if len(report.entries) == 1:
        said += f", in entry {report.entries[0][:12]}"
    elif report.entries:
        said += f", in {len(report.entries)} entries"
    say(f"{said}; nothing was written" if is_tried else said)
