"""What a record refers to, and whether it may: rules that need the whole log."""

from collections.abc import Callable, Collection, Iterator
from typing import Final

from chrono56.errors import RecordError, UnknownIdError
from chrono56.log.ledger import type_of
from chrono56.model import (
    Citation,
    Claim,
    Dating,
    Event,
    Figure,
    Location,
    Occurrence,
    Ordering,
    Participation,
    Place,
    Record,
    Relation,
    Source,
    Statement,
    Value,
)
from chrono56.model.kinds import check_kind

# An id that is referred to, and the types of record it may name (none: any).
Reference = tuple[str, tuple[str, ...]]

_OF_SOURCES: Final = ("issued", "covers")  # the points in time that only sources have
_OF_CLAIMS: Final = ("contradicts", "translates")


def check_record(
    record: Record, require: Callable[..., None], kinds: Collection[str]
) -> None:
    """Check that a record's kind is known and that all it refers to stands recorded.

    Args:
        record: The record.
        require: Raises UnknownIdError if no record stands under an id, or none of the
            types that follow it; see `Ledger.require`.
        kinds: Event kinds beyond those that ship with chrono56.

    Raises:
        RecordError: The kind is unknown, or the record refers to itself.
        UnknownIdError: It refers to what is not there, or to a record of another type.
    """
    if isinstance(record, Event):
        check_kind(record.kind, kinds)
        return  # it refers to nothing
    for target, types in references(record):
        if not target:
            continue
        if target == record.id:
            raise RecordError("it refers to itself", "name another record", record.id)
        try:
            require(target, *types)
        except UnknownIdError as error:
            error.add_note(f"in the {type_of(record)} {record.id!r}")
            raise
    if isinstance(record, Claim) and isinstance(record.says, Relation):
        _check_relation(record, record.says)


def _check_relation(claim: Claim, says: Relation) -> None:
    if says.other == claim.about:
        raise RecordError(
            f"{says.other!r} in a relation to itself", "name two records", claim.id
        )


def references(record: Record) -> Iterator[Reference]:
    """Yield what a record refers to; an id may be empty, where nothing is named."""
    match record:
        case Place():
            yield record.part_of, ("place",)
        case Source():
            for derivation in record.derived_from:
                yield derivation.source, ("source",)
        case Claim():
            yield record.about, _subjects(record.says)
            yield from ((premise, ("claim",)) for premise in record.premises)
            for citation in record.citations:
                yield from _cited(citation)
            yield from _named(record.says)
        case _:
            pass


def _subjects(value: Value) -> tuple[str, ...]:
    """Return the types of record that a value can be claimed of; empty for any."""
    match value:
        case Occurrence() | Ordering() | Location() | Participation():
            return ("event",)
        case Dating(point=point) if point in _OF_SOURCES:
            return ("source",)
        case Relation(kind=kind) if kind in _OF_CLAIMS:
            return ("claim",)
        case _:
            return ()


def _cited(citation: Citation) -> Iterator[Reference]:
    yield citation.source, ("source",)
    for source in citation.via:
        yield source, ("source",)


def _named(value: Value) -> Iterator[Reference]:
    match value:
        case Ordering(other=other):
            yield other, ("event",)
        case Location(place):
            yield place, ("place",)
        case Participation(agent):
            yield agent, ("agent",)
        case Figure(group=group):
            yield group, ("agent",)
        case Relation(kind=kind, other=other):
            yield other, ("claim",) if kind in _OF_CLAIMS else ()
        case Statement(speaker=speaker, occasion=occasion):
            yield speaker, ("agent",)
            yield occasion, ("event",)
        case _:
            pass
