"""What an exporter promises of its bytes: the same for the same, and nothing lost."""

import itertools
from typing import Final

from chrono56.app import Log
from chrono56.clock import FixedClock
from chrono56.exporters.provenance import find_provenance
from chrono56.log.memory import MemoryStore
from chrono56.testing.promises import difference, require
from chrono56.testing.sample import BEGUN, LANGUAGES, sample
from chrono56.testing.trial import Trial
from chrono56.testing.volume import generated
from chrono56.testing.watched import Watched

_EARLY: Final = 1 << 16  # bytes within which an export says what it was made from


def it_gives_bytes(trial: Trial) -> None:
    """An exporter yields bytes, chunk by chunk, and nothing else."""
    data = b"".join(trial.chunks(sample()))

    require(bool(data), "the sample gives no bytes at all")


def nothing_can_be_exported(trial: Trial) -> None:
    """A chronology without an event, or without anything, can be exported."""
    log = Log(MemoryStore("empty"), by="anna", clock=FixedClock(BEGUN))
    log.begin("empty")
    trial.export(log.chronology(cache=False))
    with log.entry() as entry:
        entry.source("book", csl={"type": "book", "title": "A Book"})
    empty = trial.export(log.chronology(cache=False))

    require(not empty.report.left_out, f"of no events it leaves out {empty.report}")
    if trial.read is not None:
        found = list(trial.read(empty.data))
        require(not found, f"where no events are the reader finds {found[:3]!r}")


def exporting_again_changes_nothing(trial: Trial) -> None:
    """The same chronology, or another of the same state, gives the same bytes."""
    told = sample()
    for which in ("once", "a second time"):
        differs = difference(trial.plain.data, trial.export(told).data)
        require(not differs, f"exported {which}: {differs}")


def exports_do_not_mix(trial: Trial) -> None:
    """Two exports at once give the bytes of each: nothing is kept between chunks."""
    both = (sample(), generated(150))
    alone = [b"".join(trial.chunks(told)) for told in both]
    mixed = [bytearray(), bytearray()]
    for pieces in itertools.zip_longest(*map(trial.chunks, both), fillvalue=b""):
        for into, piece in zip(mixed, pieces, strict=True):
            into += piece

    for expected, found in zip(alone, mixed, strict=True):
        differs = difference(expected, bytes(found))
        require(not differs, f"beside another export: {differs}")


def names_are_in_the_language_asked_for(trial: Trial) -> None:
    """Names are in the language that is asked for; where there is none, in another.

    An exporter that writes the names in all languages need not ask for one.
    """
    told = Watched.of(sample())
    told.only = {"three-languages"}
    english, hungarian, klingon = (
        b"".join(trial.chunks(told, language)) for language in ("en", "hu", "tlh")
    )
    names = {tag: LANGUAGES[tag].encode() for tag in ("en", "hu")}
    if names["en"] not in english:
        return  # it writes no names, or in a way of its own
    require(
        names["hu"] in hungarian,
        f"an event is named {LANGUAGES['en']!r} in en, but not {LANGUAGES['hu']!r} in"
        " hu",
    )
    require(
        any(name in klingon for name in names.values()),
        f"in a language that it has no name in the event {LANGUAGES['en']!r} has none",
    )


def the_provenance_is_carried_if_declared(trial: Trial) -> None:
    """If the offer says so, the first provenance in the export is its own.

    It stands in the first 64 kB, as the context gives it, before any text of a source.
    """
    if not trial.offer.carries_provenance:
        return
    found = find_provenance(trial.plain.data[:_EARLY])
    require(found is not None, "there is none in the first 64 kB of the sample")
    told = (found.exporter, found.log) if found else ()
    wanted = (trial.offer.shown_name, sample().log_id)
    require(told == wanted, f"the first is {told!r}, not {wanted!r}")
