"""What an entry does: the actions of the log."""

from typing import Any, Final, TypeAlias

import attrs
from immutabledict import immutabledict

from chrono56.errors import RecordError
from chrono56.model import RECORD_TYPES, Record, UnknownRecord, rules
from chrono56.model.rules import FrozenJson

RANKS: Final = ("preferred", "normal", "deprecated")

# Random text that keeps an erased action's content from being guessed back.
_NONCE: Any = attrs.field(default="", validator=rules.a_text, kw_only=True)
_REASON: Any = attrs.field(default="", validator=rules.a_text)


_RECORDS: Final = (*RECORD_TYPES.values(), UnknownRecord)


def _is_record(_: Any, __: "attrs.Attribute[Any]", value: Any) -> None:
    if not isinstance(value, _RECORDS):
        raise RecordError(
            f"{rules.shown(value)} is no record",
            f"records are of type {', '.join(RECORD_TYPES)}",
            "record",
        )


@attrs.frozen
class Recorded:
    """Record an entity, a source or a claim."""

    record: Record = attrs.field(validator=_is_record)
    nonce: str = _NONCE
    extra: FrozenJson = rules.EXTRA


@attrs.frozen
class Revised:
    """Replace a record as a whole; its type and id say which."""

    record: Record = attrs.field(validator=_is_record)
    nonce: str = _NONCE
    extra: FrozenJson = rules.EXTRA


@attrs.frozen
class Retracted:
    """Take back a record, or an earlier action; a retraction can be retracted.

    Attributes:
        target: The id of a record; empty if an action is meant.
        action: The address of an action; empty if a record is meant.
        reason: Why.
        nonce: Random text against guessing.
        extra: Fields that this version does not know, kept as they came.
    """

    target: str = attrs.field(
        default="", converter=rules.id_of, validator=rules.an_id_or_empty
    )
    action: str = attrs.field(default="", validator=rules.a_digest_or_empty)
    reason: str = _REASON
    nonce: str = _NONCE
    extra: FrozenJson = rules.EXTRA

    def __attrs_post_init__(self) -> None:
        """Refuse a retraction of nothing, or of two things."""
        if bool(self.target) == bool(self.action):
            raise RecordError(
                "a retraction of nothing" if not self.target else "two targets",
                "name either a record or an action",
                "retract",
            )


@attrs.frozen
class Ranked:
    """Judge a claim or a source: ``preferred``, ``normal`` or ``deprecated``."""

    target: str = attrs.field(converter=rules.id_of, validator=rules.an_id)
    rank: str = attrs.field(validator=rules.one_of(*RANKS))
    reason: str = _REASON
    nonce: str = _NONCE
    extra: FrozenJson = rules.EXTRA


@attrs.frozen
class United:
    """Unite a duplicate record into another; undone by retracting this action."""

    duplicate: str = attrs.field(converter=rules.id_of, validator=rules.an_id)
    into: str = attrs.field(converter=rules.id_of, validator=rules.an_id)
    reason: str = _REASON
    nonce: str = _NONCE
    extra: FrozenJson = rules.EXTRA


@attrs.frozen
class Titled:
    """Give the chronology its title."""

    text: str = attrs.field(validator=rules.a_text)
    nonce: str = _NONCE
    extra: FrozenJson = rules.EXTRA


@attrs.frozen
class Erasure:
    """Authorise that the text of an earlier action, named by address, is erased."""

    action: str = attrs.field(validator=rules.a_digest)
    reason: str = _REASON
    nonce: str = _NONCE
    extra: FrozenJson = rules.EXTRA


@attrs.frozen
class Erased:
    """Stand in the place of an action whose text was erased."""

    address: str = attrs.field(validator=rules.a_digest)


@attrs.frozen
class UnknownAction:
    """Keep an action of a type that this version does not know, exactly as it came."""

    type: str = attrs.field(validator=rules.an_id)
    body: FrozenJson = attrs.field(
        default=rules.NO_FIELDS,
        converter=rules.extra_fields,
        validator=rules.only_unknown,
    )


Action: TypeAlias = (
    Recorded
    | Revised
    | Retracted
    | Ranked
    | United
    | Titled
    | Erasure
    | Erased
    | UnknownAction
)

ACTION_TYPES: Final[immutabledict[str, type[Any]]] = immutabledict(
    record=Recorded,
    revise=Revised,
    retract=Retracted,
    rank=Ranked,
    unite=United,
    title=Titled,
    erase=Erasure,
)
