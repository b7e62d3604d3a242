"""Between the model and JSON: the only door to cattrs.

Decoding is strict (``"7"`` is not 7) and keeps what it does not know: fields go to
``extra``, types to UnknownRecord, UnknownValue and UnknownAction.
"""

import operator
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache, partial
from typing import Any, Final, TypeAlias, get_args, get_origin

import attrs
import cattrs
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override
from immutabledict import immutabledict

from chrono56.dates import When
from chrono56.errors import DateSyntaxError, RecordError
from chrono56.log.actions import ACTION_TYPES, Action, Erased, UnknownAction
from chrono56.log.canonical import address
from chrono56.model import (
    RECORD_TYPES,
    Citation,
    Claim,
    Derivation,
    Record,
    UnknownRecord,
    UnknownValue,
    Value,
    rules,
)
from chrono56.model.claims import VALUE_TYPES

# Not whole, no leading or trailing zeros: the one spelling of such a number.
_DECIMAL: Final = re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]*[1-9]")
_STEP: Final = re.compile(r"attribute (\w+)|index (\d+)")
_NAMES: Final = {
    kind: name
    for table in (RECORD_TYPES, VALUE_TYPES, ACTION_TYPES)
    for name, kind in table.items()
}
# What the model calls the owner of a field, where the log has a path to it.
_OWNERS: Final = {kind.__name__.lower() for kind in (Citation, Derivation, *_NAMES)}

Hook: TypeAlias = Callable[[Any, Any], Any]


def record_to_json(record: Record) -> dict[str, Any]:
    """Return *record* as the log writes it, fields at their default left out.

    >>> from chrono56.model import Event
    >>> record_to_json(Event("rising", "politics.uprising"))
    {'id': 'rising', 'kind': 'politics.uprising', 'type': 'event'}
    """
    return _to_json(record)


def record_from_json(body: Any) -> Record:
    """Read a record; an unknown type becomes an UnknownRecord.

    Raises:
        RecordError: A known type breaks a rule; ``where`` is the path.

    >>> from chrono56.model import Event
    >>> record_from_json({"type": "event", "id": "rising"}) == Event("rising")
    True
    """
    return _read(Record, body)  # type: ignore[no-any-return]


def value_to_json(value: Value) -> dict[str, Any]:
    """Return what a claim says as JSON."""
    return _to_json(value)


def action_to_json(action: Action) -> dict[str, Any]:
    """Return *action* as the log writes it."""
    return _WRITERS[action.__class__](action)


def action_from_json(body: Any) -> Action:
    """Read an action; an unknown type becomes an UnknownAction.

    Raises:
        RecordError: A known type breaks a rule; ``where`` is the path.
    """
    return _read(Action, body)  # type: ignore[no-any-return]


def with_content_id(claim: Claim) -> Claim:
    """Return *claim* with an id made of its content, so that twice is once.

    The id is ``c-`` and the first 32 hex digits of the SHA-256 of its canonical JSON
    without the id.
    """
    body = _to_json(claim)
    body.pop("id", None)
    return attrs.evolve(claim, id=f"c-{address(body)[:32]}")


class _Writers(dict[type[Any], Callable[[Any], dict[str, Any]]]):
    """What writes a class, looked up once."""

    def __missing__(self, kind: type[Any]) -> Callable[[Any], dict[str, Any]]:
        self[kind] = _converter().get_unstructure_hook(kind)
        return self[kind]


_WRITERS: Final = _Writers()


def _to_json(thing: Any) -> dict[str, Any]:
    return _WRITERS[thing.__class__](thing)


def _read(kind: Any, body: Any) -> Any:
    try:
        return _converter().structure(body, kind)
    except Exception as plain:
        try:
            _converter(detailed=True).structure(body, kind)
        except Exception as error:  # noqa: BLE001 - cattrs wraps in groups of its own
            raise _first_cause(error, "") from None
        raise RecordError(str(plain)) from plain


def _first_cause(error: BaseException, path: str) -> RecordError:
    for note in reversed(getattr(error, "__notes__", ())):
        step = _STEP.search(note)
        if step is not None and step[1]:
            path += f".{step[1]}" if path else step[1]
        elif step is not None:
            path += f"[{step[2]}]"
    if isinstance(error, BaseExceptionGroup):
        return _first_cause(error.exceptions[0], path)
    if isinstance(error, KeyError):
        return RecordError(f"the field {error.args[0]!r} is missing", "", path)
    if isinstance(error, DateSyntaxError):
        found = f"{rules.shown(error.text)} is not a date"
        fine = f"expected {error.expected} at character {error.offset + 1}"
        return RecordError(found, fine, path)
    if isinstance(error, RecordError):
        owner, _, field = error.where.partition(".")
        if field and owner in _OWNERS:
            path += f".{field}" if path else field
        return RecordError(error.found, error.fine, path or error.where)
    return RecordError(str(error), "", path)


@cache
def _converter(*, detailed: bool = False) -> cattrs.Converter:
    # Keeping the path to a fault costs half as much again, so that is a second try.
    converter = cattrs.Converter(detailed_validation=detailed)
    for plain in (str, bool):
        converter.register_structure_hook(plain, _strictly(plain))
    converter.register_structure_hook(When, _when)
    converter.register_unstructure_hook(When, str)
    converter.register_unstructure_hook(Decimal, lambda number: f"{number:f}")
    converter.register_unstructure_hook_factory(_is_made_of(immutabledict), _dicts)
    converter.register_structure_hook_func(
        _is_made_of(immutabledict), lambda value, _: value
    )
    converter.register_structure_hook_factory(
        _is_made_of(tuple), partial(_tuples, converter)
    )
    converter.register_unstructure_hook_factory(
        _is_made_of(tuple), partial(_lists, converter)
    )
    converter.register_structure_hook_factory(
        _is_optional, partial(_optionals, converter)
    )
    for union, table, unknown in (
        (Record, RECORD_TYPES, _unknown_record),
        (Value, VALUE_TYPES, _unknown_value),
        (Action, ACTION_TYPES, _unknown_action),
    ):
        is_union = partial(operator.eq, union)
        converter.register_structure_hook_func(
            is_union, _by_type(converter, table, unknown)
        )
        converter.register_unstructure_hook_func(is_union, _to_json)
    for kind in (Citation, Derivation, *_NAMES):
        _register(converter, kind, _NAMES.get(kind, ""))
    for beyond in (UnknownRecord, UnknownValue, UnknownAction):
        converter.register_unstructure_hook(beyond, _unknown_to_json)
    converter.register_unstructure_hook(Erased, lambda it: {"erased": it.address})
    return converter


def _register(converter: cattrs.Converter, kind: type[Any], name: str) -> None:
    fields = {field.name for field in attrs.fields(kind)} - {"extra"} | {"type"}
    read = make_dict_structure_fn(kind, converter, extra=override(omit=True))
    # To compare with a default that is made anew costs more than all else together.
    made = [one.name for one in attrs.fields(kind) if _is_factory(one.default)]
    ways: Any = {one: override(omit_if_default=False) for one in made}
    ways["extra"] = override(omit=True)
    write = make_dict_unstructure_fn(
        kind, converter, _cattrs_omit_if_default=True, **ways
    )

    def structure(body: Any, _: Any) -> Any:
        if not isinstance(body, dict):
            raise RecordError(f"{rules.shown(body)} is not an object", 'use {"…": …}')
        thing = read(body, kind)
        if body.keys() <= fields:
            return thing
        extra = {key: body[key] for key in body.keys() - fields}
        return attrs.evolve(thing, extra=extra)

    def unstructure(thing: Any) -> dict[str, Any]:
        body = write(thing)
        if name:
            body["type"] = name
        for field in made:
            if not body[field]:
                del body[field]
        if thing.extra is not rules.NO_FIELDS:
            body |= _thawed(thing.extra)
        return body

    converter.register_structure_hook(kind, structure)
    converter.register_unstructure_hook(kind, unstructure)


def _is_factory(default: Any) -> bool:
    return isinstance(default, attrs.Factory)  # type: ignore[arg-type]


def _strictly(kind: type[Any]) -> Hook:
    fine = {str: "text", bool: "true or false"}[kind]

    def structure(value: Any, _: Any) -> Any:
        if type(value) is not kind:
            raise RecordError(f"{rules.shown(value)} is not {fine}")
        return value

    return structure


def _when(value: Any, _: Any) -> When:
    if type(value) is not str:
        raise RecordError(f"{rules.shown(value)} is not a date", "dates are EDTF text")
    return When.parse(value)


def _is_made_of(origin: Any) -> Callable[[Any], bool]:
    return lambda kind: get_origin(kind) is origin


def _is_optional(kind: Any) -> bool:
    return type(None) in get_args(kind)


def _optionals(converter: cattrs.Converter, kind: Any) -> Hook:
    members = [one for one in get_args(kind) if one is not type(None)]
    if Decimal in members:
        return lambda value, _: None if value is None else _number(value)
    member = members[0]
    hook = converter.get_structure_hook(member)
    return lambda value, _: None if value is None else hook(value, member)


def _number(value: Any) -> int | Decimal:
    if type(value) is int:
        return value
    if type(value) is str and _DECIMAL.fullmatch(value):
        return Decimal(value)
    raise RecordError(
        f"{rules.shown(value)} is not a number",
        'write whole numbers as 7, others as their shortest decimal text: "2.5"',
    )


def _tuples(converter: cattrs.Converter, kind: Any) -> Hook:
    member = get_args(kind)[0]
    hook = converter.get_structure_hook(member)

    def structure(value: Any, _: Any) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise RecordError(f"{rules.shown(value)} is not a list", "use […]")
        items: list[Any] = []
        try:
            for item in value:
                items.append(hook(item, member))  # noqa: PERF401 - its length tells
        except Exception as error:
            error.add_note(f"index {len(items)}")
            raise
        return tuple(items)

    return structure


def _lists(converter: cattrs.Converter, kind: Any) -> Callable[[Any], list[Any]]:
    hook = converter.get_unstructure_hook(get_args(kind)[0])
    return lambda value: [hook(item) for item in value]


def _dicts(kind: Any) -> Callable[[Any], dict[str, Any]]:
    _, member = get_args(kind)
    return (lambda value: dict(value.items())) if member is str else _thawed


def _by_type(
    converter: cattrs.Converter,
    table: Mapping[str, type[Any]],
    unknown: Callable[[str, dict[str, Any]], Any],
) -> Hook:
    hooks: dict[str, Hook] = {}

    def structure(body: Any, _: Any) -> Any:
        if not isinstance(body, dict):
            raise RecordError(
                f"{rules.shown(body)} is not an object", 'use {"type": "…", …}'
            )
        if table is ACTION_TYPES and body.keys() == {"erased"}:
            return Erased(body["erased"])
        name = body.get("type")
        if not isinstance(name, str):
            raise RecordError("an object without a type", f"use {', '.join(table)}")
        if name not in table:
            return unknown(name, {key: body[key] for key in body if key != "type"})
        if name not in hooks:
            hooks[name] = converter.get_structure_hook(table[name])
        return hooks[name](body, table[name])

    return structure


def _unknown_record(name: str, body: dict[str, Any]) -> UnknownRecord:
    given = body.pop("id", None)
    if not isinstance(given, str):
        raise RecordError(f"a record of type {name!r} without an id")
    return UnknownRecord(name, given, body)


def _unknown_value(name: str, body: dict[str, Any]) -> UnknownValue:
    return UnknownValue(name, body)


def _unknown_action(name: str, body: dict[str, Any]) -> UnknownAction:
    return UnknownAction(name, body)


def _unknown_to_json(thing: Any) -> dict[str, Any]:
    head = {"type": thing.type}
    if isinstance(thing, UnknownRecord):
        head["id"] = thing.id
    return {**head, **_thawed(thing.body)}


def _thawed(value: Any) -> Any:
    if isinstance(value, immutabledict):
        return {
            key: item if item.__class__ is str else _thawed(item)
            for key, item in value.items()
        }
    if isinstance(value, tuple):
        return [_thawed(item) for item in value]
    return value
