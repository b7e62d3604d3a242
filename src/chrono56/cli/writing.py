"""The verbs init, add, retract and rank: everything that writes.

What they record does not depend on what others recorded since, so that they take the
log as it is when they write (``expected=None``) instead of asking to be run again.
"""

import json
import os
from argparse import Namespace
from collections.abc import Callable, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from chrono56.app import open_log
from chrono56.cli import paper, status
from chrono56.cli.opening import (
    USUAL_NAME,
    log_to_write,
    path_of,
    recorder,
    say,
)
from chrono56.dates import When
from chrono56.errors import RecordError, WriteError
from chrono56.log.chain import SHOWN
from chrono56.log.draft import EntryDraft
from chrono56.model import (
    Citation,
    Dating,
    Derivation,
    Figure,
    Location,
    Occurrence,
    Ordering,
    Participation,
    Relation,
    Statement,
    Value,
)
from chrono56.model.rules import is_digest


def init(options: Namespace) -> int:
    """Start a log."""
    by = recorder(options)
    path = path_of(options.path or options.log or USUAL_NAME)
    if os.path.lexists(path):
        raise WriteError(str(path), "something stands there already; name another file")
    started = open_log(path, by=by)
    if options.title:
        with started.entry(options.reason) as entry:
            entry.title(options.title)
    say(f"started {path}")
    return status.OK


def add(options: Namespace) -> int:
    """Record one thing, and print its id."""
    target = log_to_write(options)
    # Of a claim the reason is its own: why the source is read so.
    why = "" if options.thing == "claim" else options.reason
    with target.entry(why, expected=None) as entry:
        record_id = _ADDERS[options.thing](entry, options)
    paper.put(record_id)
    _say_appended(entry)
    return status.OK


def retract(options: Namespace) -> int:
    """Take back a record, or an earlier action."""
    target = log_to_write(options)
    with target.entry(expected=None) as entry:
        if is_digest(options.target):
            entry.undo(options.target, reason=options.reason)
        else:
            entry.retract(options.target, reason=options.reason)
    _say_appended(entry)
    return status.OK


def rank(options: Namespace) -> int:
    """Judge a claim or a source."""
    target = log_to_write(options)
    with target.entry(expected=None) as entry:
        entry.rank(options.target, options.rank, reason=options.reason)
    _say_appended(entry)
    return status.OK


def _say_appended(entry: EntryDraft) -> None:
    if entry.appended is None:
        say("nothing new: all of it stands in the log already")
    else:
        say(f"entry {entry.appended.id[:SHOWN]}")


def _add_event(entry: EntryDraft, options: Namespace) -> str:
    _check_companions(options, ("cite", "as_written"), ("when",))
    event = entry.event(options.id, kind=options.kind, labels=_labels(options))
    if options.when is not None:
        entry.claim(
            event,
            Dating(options.when),
            cite=_citations(options),
            as_written=options.as_written,
        )
    return event.id


def _add_source(entry: EntryDraft, options: Namespace) -> str:
    given = {
        "type": options.type,
        "title": options.title,
        "issued": str(When.parse(options.issued)) if options.issued else "",
        "URL": options.url,
        "author": [_author(one) for one in options.author],
    }
    csl = {name: value for name, value in given.items() if value}
    source = entry.source(
        options.id,
        csl=csl | _json_object(options.csl),
        language=options.lang,
        reliability=options.reliability,
        derived_from=[_derivation(text) for text in options.derived_from],
    )
    return source.id


def _add_agent(entry: EntryDraft, options: Namespace) -> str:
    return entry.agent(options.id, kind=options.kind, labels=_labels(options)).id


def _add_place(entry: EntryDraft, options: Namespace) -> str:
    point = None
    if options.point is not None:
        latitude, comma, longitude = options.point.partition(",")
        if not comma:
            fine = "use LAT,LON such as 47.5,19.04"
            raise RecordError(repr(options.point), fine, "--point")
        point = (latitude.strip(), longitude.strip())
    labels = _labels(options)
    return entry.place(
        options.id, labels=labels, point=point, part_of=options.part_of
    ).id


def _add_claim(entry: EntryDraft, options: Namespace) -> str:
    for names, companions in _COMPANIONS:
        _check_companions(options, names, companions)
    claim = entry.claim(
        options.about,
        _value(options),
        cite=_citations(options),
        mode=options.mode,
        as_written=options.as_written,
        confidence=options.confidence,
        reason=options.reason,
    )
    return claim.id


_ADDERS: Final[dict[str, Callable[[EntryDraft, Namespace], str]]] = {
    "event": _add_event,
    "source": _add_source,
    "agent": _add_agent,
    "place": _add_place,
    "claim": _add_claim,
}


# What only adds to a saying, and the sayings that it adds to.
_COMPANIONS: Final = (
    (("low", "best", "high", "approx", "unit", "group", "scope"), ("figure",)),
    (("least", "most"), ("after", "before")),
    (("lang", "speaker"), ("name", "quote")),
)


def _check_companions(
    options: Namespace, names: Sequence[str], companions: Sequence[str]
) -> None:
    """Refuse options that would be dropped, since none of their companions is there."""
    if any(getattr(options, name) is not None for name in companions):
        return
    wanted = " or ".join(f"--{name}" for name in companions)
    for name in names:
        if getattr(options, name):
            raise RecordError(
                f"it says nothing without {wanted}",
                "give that too, or leave this out",
                f"--{name.replace('_', '-')}",
            )


def _value(options: Namespace) -> Value:
    said = ((name, getattr(options, name)) for name in _VALUES)
    # The parser sees to it that there is one, and one only; it may be empty.
    name, text = next((name, text) for name, text in said if text is not None)
    return _VALUES[name](text, options)


def _participation(text: str, _: Namespace) -> Value:
    agent, _colon, role = text.partition(":")
    return Participation(agent, role or "participant")


def _figure(text: str, options: Namespace) -> Value:
    return Figure(
        text,
        low=_number(options.low, "--low"),
        best=_number(options.best, "--best"),
        high=_number(options.high, "--high"),
        approx=options.approx,
        unit=options.unit or "person",
        group=options.group,
        scope=options.scope,
    )


def _after(text: str, options: Namespace) -> Value:
    least = options.least if options.least or options.most else "PT0S"
    return Ordering(other=text, least=least, most=options.most)


def _before(text: str, options: Namespace) -> Value:
    most = options.most if options.least or options.most else "PT0S"
    return Ordering(other=text, least=options.least, most=most)


def _statement(use: str) -> Callable[[str, Namespace], Value]:
    def value(text: str, options: Namespace) -> Value:
        if not text:
            raise RecordError("there are no words", "give some", f"--{use}")
        return Statement(text, options.lang, options.speaker, use)

    return value


_VALUES: Final[dict[str, Callable[[str, Namespace], Value]]] = {
    "when": lambda text, _: Dating(text),
    "start": lambda text, _: Dating(text, "start"),
    "end": lambda text, _: Dating(text, "end"),
    "after": _after,
    "before": _before,
    "place": lambda text, _: Location(text),
    "agent": _participation,
    "figure": _figure,
    "part_of": lambda text, _: Relation("part_of", text),
    "caused": lambda text, _: Relation("caused", text),
    "responds_to": lambda text, _: Relation("responds_to", text),
    "contradicts": lambda text, _: Relation("contradicts", text),
    "name": _statement("name"),
    "quote": _statement("quote"),
    "happened": lambda _, __: Occurrence(),
}


def _number(text: str | None, where: str) -> int | Decimal | None:
    if text is None:
        return None
    try:
        return int(text) if text.lstrip("-").isdecimal() else Decimal(text)
    except (InvalidOperation, ValueError):
        raise RecordError(
            f"{text!r} is not a number", "use digits, such as 2652", where
        ) from None


def _labels(options: Namespace) -> dict[str, str]:
    labels: dict[str, str] = {}
    for text in options.label:
        tag, equals, label = text.partition("=")
        if not equals:
            raise RecordError(repr(text), 'use LANG=TEXT, such as en="…"', "--label")
        if tag in labels:
            raise RecordError(f"two labels in {tag}", "give one a language", "--label")
        labels[tag] = label
    return labels


def _citations(options: Namespace) -> list[Citation]:
    return [_citation(text) for text in options.cite]


def _citation(text: str) -> Citation:
    source, colon, locator = text.partition(":")
    if not colon:
        return Citation(source)
    label, equals, value = locator.partition("=")
    if not equals:
        label, value = "page", locator
    return Citation(source, value, label)


def _derivation(text: str) -> Derivation:
    source, _, how = text.partition(":")
    return Derivation(source, how or "copies")


def _author(text: str) -> dict[str, str]:
    family, comma, given = text.partition(",")
    if not comma:
        return {"literal": text}
    return {"family": family.strip(), "given": given.strip()}


def _json_object(text: str | None) -> dict[str, Any]:
    if text is None:
        return {}
    try:
        body = json.loads(text)
    except ValueError as error:
        raise RecordError(f"not JSON: {error}", 'use {"…": …}', "--csl") from None
    if not isinstance(body, dict):
        raise RecordError(f"{text!r} is not an object", 'use {"…": …}', "--csl")
    return body
