"""The rules every field of the model obeys: ids, words, frozen JSON."""

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final, TypeAlias, TypeGuard

import attrs
from immutabledict import immutabledict

from chrono56.errors import RecordError

# JSON as the log holds it, frozen: no floats, tuples for lists.
Json: TypeAlias = Any
FrozenJson: TypeAlias = immutabledict[str, Json]
Number: TypeAlias = int | Decimal

NO_FIELDS: Final[FrozenJson] = immutabledict()

# Integers beyond lose digits in other JSON readers (RFC 8785).
LARGEST: Final = 2**53 - 1
# Levels of nesting in one line of a log; far beyond any record.
DEEPEST: Final = 100
_LONGEST_NUMBER: Final = 64  # characters
_WIDEST: Final = 60  # of a value in a message
_LONGEST: Final = 128  # characters of an id, or of a language's tag

_ID: Final = re.compile(r"[a-z0-9][a-z0-9._:-]{0,127}")
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")  # BCP 47, its shape
_ID_FINE: Final = (
    "an id is 1 to 128 of a-z 0-9 . _ : - and starts with a letter or digit"
)
_TAG_FINE: Final = "languages are BCP 47 tags such as en, hu, sr-Latn"

Validator: TypeAlias = Callable[[Any, "attrs.Attribute[Any]", Any], None]


def check_id(text: str, where: str = "") -> str:
    """Return *text* if it may serve as an id.

    Raises:
        RecordError: It may not.

    >>> check_id("soviet-assault")
    'soviet-assault'
    """
    if not isinstance(text, str) or not _ID.fullmatch(text):
        raise RecordError(f"{shown(text)} is not an id", _ID_FINE, where)
    return text


def is_id(value: Any) -> TypeGuard[str]:
    """Say whether *value* may serve as an id."""
    return isinstance(value, str) and _ID.fullmatch(value) is not None


def shown(value: Any) -> str:
    """Return *value* as messages show it: its repr, on one line, cut where it is long.

    >>> shown("a" * 100)
    "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…"
    """
    if isinstance(value, str):
        text = repr(value[: _WIDEST + 1])  # of five megabytes only what is shown
    elif isinstance(value, (Mapping, Sequence)):
        text = f"a {type(value).__name__} of {len(value)}"
    else:
        text = repr(value)
    return text if len(text) <= _WIDEST else text[:_WIDEST] + "…"


def an_id(instance: Any, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    """Validate a field that must hold an id."""
    if value.__class__ is not str or not _ID.fullmatch(value):
        check_id(value, place_of(instance, attribute))


def a_kind(instance: Any, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    """Validate a field that holds an id of which there are but few, such as kinds."""
    if value.__class__ is not str or len(value) > _LONGEST or not _is_kind(value):
        an_id(instance, attribute, value)


def an_id_or_empty(
    instance: Any, attribute: "attrs.Attribute[Any]", value: Any
) -> None:
    """Validate a field that holds an id or nothing."""
    if value != "":
        an_id(instance, attribute, value)


def is_digest(value: Any) -> bool:
    """Say whether *value* is written as a SHA-256: 64 lower-case hex digits."""
    try:  # the digits as they are written of the bytes that they mean
        return len(value) == 64 and bytes.fromhex(value).hex() == value
    except (TypeError, ValueError):
        return False


def a_digest(instance: Any, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    """Validate a field that must hold a SHA-256."""
    if not is_digest(value):
        raise RecordError(
            f"{shown(value)} is not a SHA-256",
            "use its 64 lower-case hex digits",
            place_of(instance, attribute),
        )


def a_digest_or_empty(
    instance: Any, attribute: "attrs.Attribute[Any]", value: Any
) -> None:
    """Validate a field that holds a SHA-256 or nothing."""
    if value != "":
        a_digest(instance, attribute, value)


def check_text(text: Any, where: str = "") -> str:
    """Return *text* if it is a string that UTF-8 can carry.

    Raises:
        RecordError: It is not, or holds half of a surrogate pair.
    """
    if not isinstance(text, str):
        raise RecordError(f"{shown(text)} is not text", 'use "…"', where)
    if not text.isascii():
        _check_encodable(text, where)
    return text


def a_text(instance: Any, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    """Validate a field that holds text: a string that UTF-8 can carry."""
    if value.__class__ is not str or not value.isascii():
        check_text(value, place_of(instance, attribute))


def check_language(tag: Any, where: str = "") -> str:
    """Return *tag* if it has the form of a BCP 47 tag.

    Raises:
        RecordError: It has not.

    >>> check_language("sr-Latn")
    'sr-Latn'
    """
    if not isinstance(tag, str) or not _LANGUAGE.fullmatch(tag):
        raise RecordError(f"{shown(tag)} is not a language", _TAG_FINE, where)
    return tag


def a_language_or_empty(
    instance: Any, attribute: "attrs.Attribute[Any]", value: Any
) -> None:
    """Validate a BCP 47 tag, or nothing."""
    if value != "":
        check_language(value, place_of(instance, attribute))


def one_of(*words: str) -> Validator:
    """Return a validator for a field that holds one of *words*."""

    def check(instance: Any, attribute: "attrs.Attribute[Any]", value: Any) -> None:
        if value not in words:
            raise RecordError(
                f"{shown(value)} is none of its values",
                f"use one of {', '.join(words)}",
                place_of(instance, attribute),
            )

    return check


def a_bool(instance: Any, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    """Validate a field that is true or false."""
    if not isinstance(value, bool):
        raise RecordError(
            f"{shown(value)} is not true or false", "", place_of(instance, attribute)
        )


def a_number_or_none(
    instance: Any, attribute: "attrs.Attribute[Any]", value: Any
) -> None:
    """Validate an exact number: an int, or a Decimal that is not whole; or None."""
    if value is None:
        return
    where = place_of(instance, attribute)
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        fine = "use an int, or a Decimal for what is not whole"
        raise RecordError(f"{shown(value)} is not a number", fine, where)
    if isinstance(value, Decimal) and not value.is_finite():
        raise RecordError(
            f"{value} is not a number", "leave out what is unknown", where
        )
    if not -LARGEST <= value <= LARGEST:
        found = f"a number of {len(str(value))} digits"
        raise RecordError(found, "numbers are within ±(2**53-1)", where)
    if isinstance(value, Decimal) and len(f"{value:f}") > _LONGEST_NUMBER:
        fine = f"write it with at most {_LONGEST_NUMBER} characters"
        raise RecordError("a number too finely divided", fine, where)


def exact_number(value: Any) -> Any:
    """Turn a whole Decimal into an int, so that a number has one spelling.

    >>> exact_number(Decimal("7.0")), exact_number(Decimal("2.50"))
    (7, Decimal('2.5'))
    """
    # One beyond the largest exponent that can pass: 1E+999999 is not spelt out.
    if not isinstance(value, Decimal) or not value.is_finite():
        return value
    if abs(value.adjusted()) > _LONGEST_NUMBER:
        return value
    # Not normalize(): that would round to the context's precision.
    whole, _, part = f"{value:f}".partition(".")
    part = part.rstrip("0")
    return Decimal(f"{whole}.{part}") if part else int(whole)


def labels(value: Any) -> "immutabledict[str, str]":
    """Freeze labels, {BCP 47 tag: text}, in the order of their tags.

    Raises:
        RecordError: A tag or a text is not one.
    """
    if value.__class__ is not dict and not isinstance(value, Mapping):
        raise RecordError(f"{shown(value)} are no labels", 'use {"en": "…"}', "labels")
    for tag, text in value.items():
        if tag.__class__ is not str or len(tag) > _LONGEST or not _is_language(tag):
            check_language(tag, "labels")
        if text.__class__ is not str or not text.isascii():
            check_text(text, f"labels.{tag}")
    return immutabledict(sorted(value.items()) if len(value) > 1 else value)


def frozen_json(value: Any, where: str = "", depth: int = 0) -> Json:
    """Freeze a JSON value: mappings become immutable, lists become tuples.

    Args:
        value: The value.
        where: Its place, for messages.
        depth: How deep it lies itself; beyond 100 levels nothing is kept.

    Raises:
        RecordError: It holds what the log can't: floats, integers beyond 2**53-1, keys
            that are not ASCII, or a Python object that is not JSON.

    >>> frozen_json({"a": [1, "x"]})
    immutabledict({'a': (1, 'x')})
    """
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return check_text(value, where)
    if isinstance(value, int) and -LARGEST <= value <= LARGEST:
        return value
    if depth >= DEEPEST:
        raise RecordError("nested too deep", f"up to {DEEPEST} levels are fine", where)
    if isinstance(value, Mapping):
        return _frozen_mapping(value, where, depth)
    if isinstance(value, (list, tuple)):
        return tuple(
            frozen_json(item, f"{where}[{index}]", depth + 1)
            for index, item in enumerate(value)
        )
    raise RecordError(
        f"{shown(value)} can't be kept in a log",
        "use text, whole numbers within ±(2**53-1), true, false, null, lists, mappings",
        where,
    )


def _frozen_mapping(value: Mapping[Any, Any], where: str, depth: int) -> FrozenJson:
    for key in value:
        if not isinstance(key, str) or not key.isascii():
            raise RecordError(f"the key {shown(key)}", "keys are ASCII text", where)
    return immutabledict(
        (key, frozen_json(value[key], f"{where}.{key}" if where else key, depth + 1))
        for key in sorted(value)
    )


def extra_fields(value: Any) -> FrozenJson:
    """Freeze the fields that a version does not know: a JSON object, sorted by key.

    Raises:
        RecordError: It is no mapping, or holds what the log can't.
    """
    if value is not NO_FIELDS:
        if not isinstance(value, Mapping):
            raise RecordError(f"{shown(value)} are no fields", 'use {"…": …}', "extra")
        frozen = _frozen_mapping(value, "", 0)
        if frozen:
            return frozen
    return NO_FIELDS


def only_unknown(instance: Any, _: "attrs.Attribute[Any]", value: FrozenJson) -> None:
    """Validate extra fields: none may stand in the way of a known one."""
    if value is NO_FIELDS:
        return
    fields = {field.name for field in attrs.fields(type(instance))}
    known = fields - {"extra", "body"} | {"type"}  # these two are no fields in JSON
    for name in sorted(known & value.keys()):
        raise RecordError(f"the extra field {name!r}", "it is a known one", "extra")


# The field of every record, value and action that keeps what a newer version wrote.
EXTRA: Final[Any] = attrs.field(
    default=NO_FIELDS,
    converter=extra_fields,
    validator=only_unknown,
    kw_only=True,
    repr=False,
)


def id_of(thing: Any) -> Any:
    """Return the id of an entity or claim; pass anything else through.

    Lets users write an Event where the id of one is meant.
    """
    return thing if isinstance(thing, str) else getattr(thing, "id", thing)


def ids_of(things: Any) -> Any:
    """Return the ids of a list or tuple of things; pass anything else through."""
    return tuple(map(id_of, things)) if isinstance(things, (list, tuple)) else things


def a_tuple_of_ids(
    instance: Any, attribute: "attrs.Attribute[Any]", value: Any
) -> None:
    """Validate a tuple of ids."""
    if value == ():
        return
    where = place_of(instance, attribute)
    if not isinstance(value, tuple):
        raise RecordError(f"{shown(value)} is not a tuple", "use a tuple of ids", where)
    for index, item in enumerate(value):
        check_id(item, f"{where}[{index}]")


def as_tuple(value: Any) -> Any:
    """Turn a list into a tuple, and pass anything else on to the validators."""
    return tuple(value) if isinstance(value, list) else value


def tuple_of(*types: type) -> Validator:
    """Return a validator for a tuple whose members are all of *types*."""
    names = " or ".join(kind.__name__ for kind in types)

    def check(instance: Any, attribute: "attrs.Attribute[Any]", value: Any) -> None:
        if not isinstance(value, tuple):
            raise RecordError(
                f"{shown(value)} is not a tuple",
                f"use a tuple of {names}",
                place_of(instance, attribute),
            )
        for item in value:
            if not isinstance(item, types):
                raise RecordError(
                    f"{shown(item)} is no {names}", "", place_of(instance, attribute)
                )

    return check


def _check_encodable(text: str, where: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise RecordError(
            f"a lone surrogate at character {error.start + 1}",
            "text must be valid Unicode",
            where,
        ) from None


@lru_cache(maxsize=512)
def _is_kind(text: str) -> bool:
    return _ID.fullmatch(text) is not None


@lru_cache(maxsize=128)
def _is_language(tag: str) -> bool:
    return _LANGUAGE.fullmatch(tag) is not None


def place_of(instance: Any, attribute: "attrs.Attribute[Any]") -> str:
    """Return what messages call a field, such as ``claim.mode``."""
    return f"{type(instance).__name__.lower()}.{attribute.name}"
