"""What sources say: claims, and the values a claim can have."""

from typing import Any, Final, TypeAlias

import attrs
from immutabledict import immutabledict

from chrono56.dates import When
from chrono56.dates.durations import FINE, is_duration, seconds_between
from chrono56.errors import RecordError
from chrono56.model import rules
from chrono56.model.entities import Citation
from chrono56.model.rules import FrozenJson, Number

_POINT: Any = attrs.field(
    default="whole", validator=rules.one_of("whole", "start", "end")
)


def _as_when(value: Any) -> Any:
    return When.parse(value) if isinstance(value, str) else value


def _a_duration_or_none(
    instance: Any, attribute: "attrs.Attribute[Any]", value: Any
) -> None:
    if value is not None and not (isinstance(value, str) and is_duration(value)):
        raise RecordError(
            f"{rules.shown(value)} is not a duration",
            FINE,
            rules.place_of(instance, attribute),
        )


@attrs.frozen
class Occurrence:
    """Say that the event happened; with the mode "denied", that it did not.

    >>> Claim("c-1", "strike", Occurrence(), [Citation("diary")], mode="denied").mode
    'denied'
    """

    extra: FrozenJson = rules.EXTRA


@attrs.frozen
class Dating:
    """Say when: of the whole event, its start or its end.

    Attributes:
        when: The uncertain date; EDTF text is read.
        point: ``whole``, ``start`` or ``end``; of a source also ``issued`` (when it
            came out) and ``covers`` (the time it reports on).
        extra: Fields that this version does not know, kept as they came.

    >>> Dating("1956-11-04T04:15").when
    When('1956-11-04T04:15')
    """

    when: When = attrs.field(
        converter=_as_when, validator=attrs.validators.instance_of(When)
    )
    point: str = attrs.field(
        default="whole",
        validator=rules.one_of("whole", "start", "end", "issued", "covers"),
    )
    extra: FrozenJson = rules.EXTRA


@attrs.frozen
class Ordering:
    """Say how far after (or, negative, before) another event's point this one lies.

    The distance is bounded by ISO 8601 durations, bounds included; None is no bound.
    "Before Y" is ``most="PT0S"``; "two hours after" is ``least="PT2H", most="PT2H"``.
    ``P1D`` counts calendar days, ``PT24H`` counts hours. An event's own end after its
    own start is its duration.

    Attributes:
        point: The point of this event: ``whole``, ``start`` or ``end``.
        other: The id of the event it is measured from.
        other_point: The point of that event.
        least: The least signed distance.
        most: The greatest signed distance.
        extra: Fields that this version does not know, kept as they came.

    Raises:
        RecordError: Both bounds are None, so that nothing is said; or the least is
            more than the most, however long months and days are taken.

    >>> Ordering(other="assault", least="PT2H", most="PT2H").point
    'whole'
    """

    point: str = _POINT
    other: str = attrs.field(kw_only=True, converter=rules.id_of, validator=rules.an_id)
    other_point: str = _POINT
    least: str | None = attrs.field(default=None, validator=_a_duration_or_none)
    most: str | None = attrs.field(default=None, validator=_a_duration_or_none)
    extra: FrozenJson = rules.EXTRA

    def __attrs_post_init__(self) -> None:
        """Refuse an ordering that says nothing, or nothing possible."""
        if self.least is None and self.most is None:
            raise RecordError(
                "an ordering without bounds", "give least, most or both", "ordering"
            )
        if self.least is None or self.most is None:
            return
        if seconds_between(self.least)[0] > seconds_between(self.most)[1]:
            raise RecordError(
                f"at least {self.least} and at most {self.most}",
                "least is the smaller of the two",
                "ordering",
            )


@attrs.frozen
class Location:
    """Say where: the id of a place.

    >>> Location("budapest").place
    'budapest'
    """

    place: str = attrs.field(converter=rules.id_of, validator=rules.an_id)
    extra: FrozenJson = rules.EXTRA


@attrs.frozen
class Participation:
    """Say who took part, and in which role (see the list of roles; others are kept).

    >>> Participation("imre-nagy", "speaker").role
    'speaker'
    """

    agent: str = attrs.field(converter=rules.id_of, validator=rules.an_id)
    role: str = attrs.field(default="participant", validator=rules.a_kind)
    extra: FrozenJson = rules.EXTRA


@attrs.frozen
class Figure:
    """Say how many: "at least 200" is low=200 only, "about 200,000" best with approx.

    All three numbers may be absent ("thousands", kept in the claim's as_written).

    Attributes:
        measure: What is counted, such as ``killed`` or ``troops``.
        low: No fewer than; None if the source does not say.
        best: The source's own number; None if it gives only bounds.
        high: No more than; None if the source does not say.
        approx: Whether the source says "about".
        unit: What one is: ``person``, ``tank``, ``mile``, …
        group: The id of the agent that is counted, such as ``soviet-troops``.
        scope: A short slug for what exactly is counted, where it differs.
        as_of: The date up to which it was counted; None if the source does not say.
        extra: Fields that this version does not know, kept as they came.

    Raises:
        RecordError: The numbers are not in the order low ≤ best ≤ high.

    >>> Figure("killed", low=2500, group="hungarians").low
    2500
    """

    measure: str = attrs.field(validator=rules.a_kind)
    low: Number | None = attrs.field(
        default=None,
        kw_only=True,
        converter=rules.exact_number,
        validator=rules.a_number_or_none,
    )
    best: Number | None = attrs.field(
        default=None,
        kw_only=True,
        converter=rules.exact_number,
        validator=rules.a_number_or_none,
    )
    high: Number | None = attrs.field(
        default=None,
        kw_only=True,
        converter=rules.exact_number,
        validator=rules.a_number_or_none,
    )
    approx: bool = attrs.field(default=False, kw_only=True, validator=rules.a_bool)
    unit: str = attrs.field(default="person", kw_only=True, validator=rules.a_kind)
    group: str = attrs.field(
        default="",
        kw_only=True,
        converter=rules.id_of,
        validator=rules.an_id_or_empty,
    )
    scope: str = attrs.field(default="", kw_only=True, validator=rules.an_id_or_empty)
    as_of: When | None = attrs.field(
        default=None,
        kw_only=True,
        converter=_as_when,
        validator=attrs.validators.optional(attrs.validators.instance_of(When)),
    )
    extra: FrozenJson = rules.EXTRA

    def __attrs_post_init__(self) -> None:
        """Refuse numbers that are out of order."""
        given = [n for n in (self.low, self.best, self.high) if n is not None]
        if given != sorted(given):
            raise RecordError(
                f"low={self.low}, best={self.best}, high={self.high}",
                "the order is low ≤ best ≤ high",
                "figure",
            )


@attrs.frozen
class Relation:
    """Relate to another event (or, between claims, to another claim).

    Attributes:
        kind: ``part_of`` (falls within the other in time), ``caused``,
            ``responds_to``, ``same_as``; between claims ``contradicts`` or
            ``translates``; others are kept.
        other: The id of the other.
        extra: Fields that this version does not know, kept as they came.

    >>> Relation("part_of", "revolution-1956").other
    'revolution-1956'
    """

    kind: str = attrs.field(validator=rules.a_kind)
    other: str = attrs.field(converter=rules.id_of, validator=rules.an_id)
    extra: FrozenJson = rules.EXTRA


@attrs.frozen
class Statement:
    """Give words that were said, or a name that something was called.

    Attributes:
        text: The words.
        language: Their BCP 47 tag.
        speaker: The id of the agent who said them; empty is the source's own voice.
        use: ``quote``, or ``name`` for what something was called.
        occasion: The id of the event at which they were said; empty if unknown.
        extra: Fields that this version does not know, kept as they came.

    >>> Statement("Ruszkik haza!", "hu").use
    'quote'
    """

    text: str = attrs.field(validator=rules.a_text)
    language: str = attrs.field(validator=rules.a_language_or_empty)
    speaker: str = attrs.field(
        default="", converter=rules.id_of, validator=rules.an_id_or_empty
    )
    use: str = attrs.field(default="quote", validator=rules.one_of("quote", "name"))
    occasion: str = attrs.field(
        default="", converter=rules.id_of, validator=rules.an_id_or_empty
    )
    extra: FrozenJson = rules.EXTRA


def _is_unknown(_: Any, __: "attrs.Attribute[str]", name: str) -> None:
    if name in VALUE_TYPES:
        raise RecordError(f"{name!r} is a known type", "use its class", "value.type")


@attrs.frozen
class UnknownValue:
    """Keep a value of a type that this version does not know, exactly as it came.

    Attributes:
        type: The name of the type.
        body: All its other fields.

    Raises:
        RecordError: The type is a known one.
    """

    type: str = attrs.field(validator=[rules.an_id, _is_unknown])
    body: FrozenJson = attrs.field(
        default=rules.NO_FIELDS,
        converter=rules.extra_fields,
        validator=rules.only_unknown,
    )


Value: TypeAlias = (
    Occurrence
    | Dating
    | Ordering
    | Location
    | Participation
    | Figure
    | Relation
    | Statement
    | UnknownValue
)
VALUE_TYPES: Final[immutabledict[str, type[Any]]] = immutabledict(
    occurrence=Occurrence,
    dating=Dating,
    ordering=Ordering,
    location=Location,
    participation=Participation,
    figure=Figure,
    relation=Relation,
    statement=Statement,
)


def _is_value(_: "Claim", __: "attrs.Attribute[Any]", value: Any) -> None:
    if not isinstance(value, (*VALUE_TYPES.values(), UnknownValue)):
        raise RecordError(
            f"{rules.shown(value)} is nothing a claim can say",
            f"use one of {', '.join(kind.__name__ for kind in VALUE_TYPES.values())}",
            "claim.says",
        )


@attrs.frozen
class Claim:
    """Record what a source says about an event (or a source, or another claim).

    Attributes:
        id: The claim's id; the log gives a content id where it is left empty.
        about: The id of what it is about.
        says: The value.
        citations: Who says so, each alone and in the same wording.
        premises: The ids of claims that together yield this one: the recorder's own
            inference, which then needs a reason.
        mode: ``asserted``, ``denied``, ``planned`` or ``supposed``; others are kept.
        as_written: The source's own few words for the value.
        confidence: The recorder's: ``high``, ``medium`` or ``low``.
        reason: Why the recorder reads it so.
        extra: Fields that this version does not know, kept as they came.

    Raises:
        RecordError: Nobody is cited and no reason given; or premises without one.

    >>> cited = Citation("nsa-2002", "1", "paragraph")
    >>> claim = Claim("c-1", "assault", Dating("1956-11-04T04:15"), [cited])
    >>> claim.says.when, claim.mode
    (When('1956-11-04T04:15'), 'asserted')
    """

    id: str = attrs.field(validator=rules.an_id_or_empty)
    about: str = attrs.field(converter=rules.id_of, validator=rules.an_id)
    says: Value = attrs.field(validator=_is_value)
    citations: tuple[Citation, ...] = attrs.field(
        default=(), converter=rules.as_tuple, validator=rules.tuple_of(Citation)
    )
    premises: tuple[str, ...] = attrs.field(
        default=(),
        kw_only=True,
        converter=rules.ids_of,
        validator=rules.a_tuple_of_ids,
    )
    mode: str = attrs.field(default="asserted", kw_only=True, validator=rules.a_kind)
    as_written: str = attrs.field(default="", kw_only=True, validator=rules.a_text)
    confidence: str = attrs.field(
        default="medium",
        kw_only=True,
        validator=rules.one_of("high", "medium", "low"),
    )
    reason: str = attrs.field(default="", kw_only=True, validator=rules.a_text)
    extra: FrozenJson = rules.EXTRA

    def __attrs_post_init__(self) -> None:
        """Refuse a claim that nobody makes."""
        if not self.reason and (self.premises or not self.citations):
            where = self.id or f"claim about {self.about}"
            if self.premises:
                fine = "say in reason how it follows from them"
                raise RecordError("premises without a reason", fine, where)
            raise RecordError(
                "neither a citation nor a reason",
                "cite a source, or say in reason why you hold it",
                where,
            )
