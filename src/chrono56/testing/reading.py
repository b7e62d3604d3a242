"""What an importer promises: the same from the same, nothing invented, one error."""

import gc
import io
import random
import weakref
from collections.abc import Iterable
from typing import Final

from chrono56.app import Log
from chrono56.chronology import Chronology, EventView, Query
from chrono56.errors import UnknownIdError
from chrono56.importers.reading import read_records
from chrono56.model import Claim, Source
from chrono56.testing.declaring import variants
from chrono56.testing.intake import CITED, Intake, told
from chrono56.testing.losing import visible
from chrono56.testing.promises import BrokenPromiseError, difference, require
from chrono56.testing.sample import sample
from chrono56.testing.trial import Trial

_CUTS: Final = 24
_ALTERED: Final = 60
_SHOWN: Final = 5
# What no format means, and what some readers can't bear.
_HOSTILE: Final = (
    *("", "\n", "\r", "\ufeff", "\0" * 99, "null", "[]", "{}", "0", "-", '"', "'"),
    *("[" * 50_000, '{"a":' * 50_000, "<a>" * 9_000, "(" * 9_000, "," * 9_000),
    *("\r" * 999, "\u2028" * 99, "\u202e" * 99, "NaN", "1e999999", "9" * 9_000),
    *("x" * 300_000, "=1+1", "BEGIN:VCALENDAR\r\n", "<!DOCTYPE x []>", "%PDF-1.7"),
    '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>',
)
_PIECES: Final = "\0\n\r\t\"'\\<>&,;:{}[]()|=-+#% 09azé\u0301\u2028\U0001f469"


def it_gives_records(intake: Intake) -> None:
    """The example comes into a log, as records of the model."""
    _, report = intake.taken(intake.example)

    require(bool(report.recorded), "of the example no record came into the log")


def reading_again_changes_nothing(intake: Intake) -> None:
    """The same bytes give the same records; importing them again changes nothing."""
    first, again = (
        told(tuple(intake.records(io.BytesIO(intake.example)))) for _ in range(2)
    )
    differs = difference(first, again)
    require(not differs, f"read twice: {differs}")

    log, _ = intake.taken(intake.example)
    heads = log.heads()
    report = intake.take(log, intake.example)
    require(log.heads() == heads, f"imported twice: {report}")


def every_choice_can_be_read(intake: Intake) -> None:
    """With each choice of each option the example is read, or refused with a reason."""
    for given in variants(intake):
        try:
            intake.fault(intake.example, given)
        except BrokenPromiseError as error:
            raise BrokenPromiseError(f"with options {given!r}: {error}") from error


def closed_it_stops_and_lets_go(intake: Intake) -> None:
    """Closed after its first record, an importer reads no more and holds nothing."""
    source = _Asked(intake.example)
    records = intake.records(source)
    next(records, None)
    asked, held = source.asked, weakref.ref(source)
    close = getattr(records, "close", None)
    if close is not None:
        close()
    require(source.asked == asked, "closed after the first record it went on to read")
    del source, records, close
    gc.collect()
    require(held() is None, "closed after the first record it holds on to the input")


def what_is_cited_is_there(intake: Intake) -> None:
    """No source is made up: each that is cited is a record, or named by the user.

    That a claim cites a source, or says why none, the model itself sees to.
    """
    records = tuple(intake.records(io.BytesIO(intake.example)))
    known = {CITED, *(one.id for one in records if isinstance(one, Source))}
    for claim in records:
        if not isinstance(claim, Claim):
            continue
        said = f"a claim about {claim.about!r}"
        for citation in claim.citations:
            source = citation.source
            require(source in known, f"{said} cites {source!r}, which it does not give")


def it_says_where_it_is(intake: Intake) -> None:
    """Of each record it says where in the input it stands: its line, at least."""
    context = intake.context()
    found = read_records(intake.offer, intake.example, context)
    lost = [one.record.id for one in found if one.place == context.name]
    require(
        not lost,
        f"where {len(lost)} of {len(found)} records stand it does not say"
        f" (context.at): {', '.join(lost[:_SHOWN])}",
    )


def input_that_is_cut_off_is_borne(intake: Intake) -> None:
    """Cut off anywhere, the example is read, or refused with its place and a reason."""
    size = len(intake.example)
    for cut in range(0, size, max(1, size // _CUTS)):
        _bear(intake, intake.example[:cut], f"cut off after byte {cut}")


def input_that_is_altered_is_borne(intake: Intake) -> None:
    """Altered anywhere, the example is read, or refused with its place and a reason."""
    chance = random.Random(1956)  # noqa: S311 - no secret
    for _ in range(_ALTERED):
        at, piece = chance.randrange(len(intake.example) + 1), chance.choice(_PIECES)
        altered = intake.example[:at] + piece.encode() + intake.example[at + 1 :]
        _bear(intake, altered, f"with {piece!r} at byte {at}")


def hostile_input_is_borne(intake: Intake) -> None:
    """What is no such format at all is refused with a reason, and so is a part of it.

    Nothing else comes out of an importer than what the model has against a record, and
    what ``context.fault`` makes.
    """
    middle = intake.example.find(b"\n", len(intake.example) // 2) + 1
    for text in _HOSTILE:
        shown = repr(text if len(text) < 30 else text[:27] + "…")
        _bear(intake, text.encode(), shown)
        within = intake.example[:middle] + text.encode() + intake.example[middle:]
        _bear(intake, within, f"{shown} at byte {middle}")


def what_was_exported_comes_back(intake: Intake) -> None:
    """What its exporter wrote is read: each event with its date and its name.

    Exported once more, and read once more, it stays as it is. It is checked if the test
    names the exporter: ``check_importer(…, exporter=…)``.
    """
    if intake.exporter is None:
        return
    trial = Trial(intake.exporter)
    log, _ = intake.taken(trial.plain.data)
    wanted = {id_ for id_, one in trial.alone.items() if id_ and one.is_whole}
    before, after = _by_id(sample()), _by_id(log.chronology(cache=False))
    for what, ids in (
        ("do not come back", wanted - after.keys()),
        ("come back that were not there", _unknown(sample(), after)),
        (
            "come back otherwise",
            {
                id_
                for id_ in wanted & after.keys()
                if _compared(before[id_]) != _compared(after[id_])
            },
        ),
    ):
        some = ", ".join(sorted(ids)[:_SHOWN])
        require(not ids, f"{len(ids)} events {what}: {some}")
    second = _exported(trial, log)
    third = _exported(trial, intake.taken(second)[0])
    differs = difference(second, third)
    require(not differs, f"exported and imported once more: {differs}")


class _Asked(io.BytesIO):
    """Count how often bytes are asked for."""

    asked = 0

    def read(self, size: int | None = -1) -> bytes:
        self.asked += 1
        return super().read(size)

    def readline(self, size: int | None = -1) -> bytes:
        self.asked += 1
        return super().readline(size)


def _bear(intake: Intake, data: bytes, what: str) -> None:
    """Check that an input is read, or refused as inputs are refused."""
    if intake.offer.text:  # the runner lets no other bytes through
        data = data.decode(errors="ignore").encode()
    try:
        fault = intake.fault(data)
    except BrokenPromiseError as error:
        raise BrokenPromiseError(f"{what}: {error}") from error
    if fault is not None:
        require(bool(fault.why.strip()), f"{what}: refused without a reason")
        require(bool(fault.where), f"{what}: refused without its place: {fault.why}")


def _unknown(chronology: Chronology, ids: Iterable[str]) -> set[str]:
    """Return the ids that name no event, and no duplicate of one."""

    def is_known(event_id: str) -> bool:
        try:
            chronology.event(event_id)
        except UnknownIdError:
            return False
        return True

    return {id_ for id_ in ids if not is_known(id_)}


def _by_id(chronology: Chronology) -> dict[str, EventView]:
    return {one.id: one for one in chronology.select(Query(everything=True))}


def _compared(event: EventView) -> tuple[str, str]:
    return str(event.when), visible(event.label("en"))


def _exported(trial: Trial, log: Log) -> bytes:
    return b"".join(trial.chunks(log.chronology(cache=False)))
