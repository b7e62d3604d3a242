"""What the log can record: the list of record types, and what is beyond it."""

from typing import Any, Final, TypeAlias

import attrs
from immutabledict import immutabledict

from chrono56.errors import RecordError
from chrono56.model import rules
from chrono56.model.claims import Claim
from chrono56.model.entities import Agent, Event, Place, Source
from chrono56.model.rules import FrozenJson


def _is_unknown(_: Any, __: "attrs.Attribute[str]", name: str) -> None:
    if name in RECORD_TYPES:
        raise RecordError(f"{name!r} is a known type", "use its class", "record.type")


@attrs.frozen
class UnknownRecord:
    """Keep a record of a type that this version does not know, exactly as it came.

    Attributes:
        type: The name of the type.
        id: The record's id.
        body: All its other fields.

    Raises:
        RecordError: The type is a known one.
    """

    type: str = attrs.field(validator=[rules.an_id, _is_unknown])
    id: str = attrs.field(validator=rules.an_id)
    body: FrozenJson = attrs.field(
        default=rules.NO_FIELDS,
        converter=rules.extra_fields,
        validator=rules.only_unknown,
    )


Record: TypeAlias = Event | Agent | Place | Source | Claim | UnknownRecord

RECORD_TYPES: Final[immutabledict[str, type[Any]]] = immutabledict(
    event=Event, agent=Agent, place=Place, source=Source, claim=Claim
)
