"""The verb revise: what was recorded wrongly, set right in place."""

from argparse import Namespace
from collections.abc import Callable, Sequence
from typing import Any, Final

import attrs

from chrono56.cli import status
from chrono56.cli.opening import log_to_write
from chrono56.cli.usage import UsageError
from chrono56.cli.values import (
    COMPANIONS,
    check_companions,
    read_citation,
    read_csl,
    read_derivation,
    read_labels,
    read_number,
    read_point,
    read_value,
    says_something,
)
from chrono56.cli.writing import say_appended
from chrono56.log.ledger import type_of
from chrono56.model import (
    Agent,
    Claim,
    Event,
    Figure,
    Ordering,
    Place,
    Record,
    Source,
    Statement,
    Value,
)

_SAYINGS: Final = (
    *("when", "start", "end", "issued", "covers", "after", "before"),
    *("place", "agent", "figure"),
    *("part_of", "caused", "responds_to", "contradicts", "name", "quote", "happened"),
)
_ADDITIONS: Final = tuple(name for names, _ in COMPANIONS for name in names)
# Which options say something of which type of record.
_FITTING: Final[dict[str, tuple[str, ...]]] = {
    "event": ("kind", "label"),
    "agent": ("kind", "label"),
    "place": ("label", "point", "part_of"),
    "source": (
        *("title", "type", "author", "issued", "url", "csl", "lang", "reliability"),
        "derived_from",
    ),
    "claim": (
        *_SAYINGS,
        *_ADDITIONS,
        *("cite", "as_written", "mode", "confidence", "because"),
    ),
}
_ALL: Final = tuple(dict.fromkeys(one for names in _FITTING.values() for one in names))


def revise(options: Namespace) -> int:
    """Replace a record by what it shall say; what is not given stays as it was."""
    target = log_to_write(options)
    with target.chronology(cache=not options.no_cache) as told:
        record = told.record(options.id)
        heads = told.head.split(",") if told.head else []
    given = [name for name in _ALL if getattr(options, name) is not None]
    _check_fitting(record, given)
    changes = _CHANGES[type_of(record)](record, options)
    # What someone else revised since must not be undone unseen: the heads are named.
    with target.entry(options.reason, expected=heads) as entry:
        entry.revise(record, erasable=options.erasable, **changes)
    say_appended(entry)
    return status.OK


def _check_fitting(record: Record, given: Sequence[str]) -> None:
    """Refuse what can't be said of a record of that type, and to say nothing."""
    name = type_of(record)
    if name not in _FITTING:
        found = f"a record of the type {name}, which is unknown here"
        fine = "use the version or the plugin that recorded it"
        raise UsageError(found, fine, record.id)
    fine = ", ".join(map(_option, _FITTING[name]))
    for one in given:
        if one not in _FITTING[name]:
            found = f"a record of type {name} has no such thing"
            raise UsageError(found, f"it has {fine}", _option(one))
    if not given:
        raise UsageError("nothing to revise", f"give some of {fine}", record.id)


def _option(name: str) -> str:
    return f"--{name.replace('_', '-')}"


def _of_named(record: Event | Agent | Place, options: Namespace) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    if options.label is not None:
        labels = dict(record.labels) | read_labels(options.label)
        changes["labels"] = {tag: label for tag, label in labels.items() if label}
    if options.kind is not None:
        changes["kind"] = options.kind
    if options.point is not None:
        changes["point"] = read_point(options.point) if options.point else None
    if options.part_of is not None:
        changes["part_of"] = options.part_of
    return changes


def _of_source(source: Source, options: Namespace) -> dict[str, Any]:
    csl = dict(source.csl) | read_csl(options)
    kept = {name: it for name, it in csl.items() if it not in ("", [], None)}
    changes: dict[str, Any] = {"csl": kept}
    given = {"language": options.lang, "reliability": options.reliability}
    changes |= {name: value for name, value in given.items() if value is not None}
    if options.derived_from is not None:
        texts = filter(None, options.derived_from)
        changes["derived_from"] = tuple(map(read_derivation, texts))
    return changes


def _of_claim(claim: Claim, options: Namespace) -> dict[str, Any]:
    changes: dict[str, Any] = {"says": _value(claim.says, options)}
    if options.cite is not None:
        texts = filter(None, options.cite)
        changes["citations"] = tuple(map(read_citation, texts))
    given = {
        "as_written": options.as_written,
        "mode": options.mode,
        "confidence": options.confidence,
        "reason": options.because,
    }
    return changes | {name: value for name, value in given.items() if value is not None}


def _value(says: Value, options: Namespace) -> Value:
    """Return what a claim shall say: something new, or the same with other details."""
    if says_something(options):
        for names, companions in COMPANIONS:
            check_companions(options, names, companions)
        return read_value(options)
    given = {name: getattr(options, name) for name in _ADDITIONS}
    given = {name: value for name, value in given.items() if value is not None}
    if not given:
        return says
    fitting = next((names for kind, names in _DETAILS if isinstance(says, kind)), ())
    for name in given:
        if name not in fitting:
            found = "what it says has no such detail"
            fine = "give what it shall say too, such as --figure MEASURE"
            raise UsageError(found, fine, _option(name))
    for name in _NUMBERS & given.keys():
        given[name] = read_number(given[name] or None, _option(name))
    for name in _DURATIONS & given.keys():
        given[name] = given[name] or None
    if "lang" in given:
        given["language"] = given.pop("lang")
    return attrs.evolve(says, **given)


_DETAILS: Final = tuple(
    zip((Figure, Ordering, Statement), (names for names, _ in COMPANIONS), strict=True)
)
_NUMBERS: Final = frozenset(("low", "best", "high"))
_DURATIONS: Final = frozenset(("least", "most"))
_CHANGES: Final[dict[str, Callable[[Any, Namespace], dict[str, Any]]]] = {
    "event": _of_named,
    "agent": _of_named,
    "place": _of_named,
    "source": _of_source,
    "claim": _of_claim,
}
