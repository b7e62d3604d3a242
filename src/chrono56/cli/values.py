"""What the options of a command say, as values of the model."""

import json
from argparse import Namespace
from collections.abc import Callable, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from chrono56.cli.usage import UsageError
from chrono56.dates import When
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

# What only adds to a saying, and the sayings that it adds to.
COMPANIONS: Final = (
    (("low", "best", "high", "approx", "unit", "group", "scope"), ("figure",)),
    (("least", "most"), ("after", "before")),
    (("lang", "speaker"), ("name", "quote")),
)


def check_companions(
    options: Namespace, names: Sequence[str], companions: Sequence[str]
) -> None:
    """Refuse options that would be dropped, since none of their companions is there."""
    if any(getattr(options, name) is not None for name in companions):
        return
    wanted = " or ".join(f"--{name}" for name in companions)
    for name in names:
        if getattr(options, name):
            raise UsageError(
                f"it says nothing without {wanted}",
                "give that too, or leave this out",
                f"--{name.replace('_', '-')}",
            )


def says_something(options: Namespace) -> bool:
    """Say whether one of the options says what a claim shall say."""
    return any(getattr(options, name) is not None for name in _VALUES)


def read_value(options: Namespace) -> Value:
    """Return what a claim shall say; one of the options says it."""
    said = ((name, getattr(options, name)) for name in _VALUES)
    # The parser sees to it that there is one only; it may be empty.
    name, text = next((name, text) for name, text in said if text is not None)
    return _VALUES[name](text, options)


def _participation(text: str, _: Namespace) -> Value:
    agent, _colon, role = text.partition(":")
    return Participation(agent, role or "participant")


def _figure(text: str, options: Namespace) -> Value:
    return Figure(
        text,
        low=read_number(options.low, "--low"),
        best=read_number(options.best, "--best"),
        high=read_number(options.high, "--high"),
        approx=bool(options.approx),
        unit=options.unit or "person",
        group=options.group or "",
        scope=options.scope or "",
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
            raise UsageError("there are no words", "give some", f"--{use}")
        return Statement(text, options.lang or "", options.speaker or "", use)

    return value


_VALUES: Final[dict[str, Callable[[str, Namespace], Value]]] = {
    "when": lambda text, _: Dating(text),
    "start": lambda text, _: Dating(text, "start"),
    "end": lambda text, _: Dating(text, "end"),
    "issued": lambda text, _: Dating(text, "issued"),
    "covers": lambda text, _: Dating(text, "covers"),
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


def read_number(text: str | None, where: str) -> int | Decimal | None:
    """Return the number that the option *where* gives; None if it gives none."""
    if text is None:
        return None
    try:
        return int(text) if text.lstrip("-").isdecimal() else Decimal(text)
    except (InvalidOperation, ValueError):
        raise UsageError(
            f"{text!r} is not a number", "use digits, such as 2652", where
        ) from None


def read_labels(texts: Sequence[str]) -> dict[str, str]:
    """Return labels from texts such as ``en=The rising``."""
    labels: dict[str, str] = {}
    for text in texts:
        tag, equals, label = text.partition("=")
        if not equals:
            raise UsageError(repr(text), 'use LANG=TEXT, such as en="…"', "--label")
        if tag in labels:
            raise UsageError(f"two labels in {tag}", "give one a language", "--label")
        labels[tag] = label
    return labels


def read_citation(text: str) -> Citation:
    """Return the citation ``SOURCE``, ``SOURCE:PAGE`` or ``SOURCE:TERM=VALUE``.

    >>> read_citation("diary:line=7")
    Citation(source='diary', locator='7', label='line', quote='', via=())
    """
    source, colon, locator = text.partition(":")
    if not colon:
        return Citation(source)
    label, equals, value = locator.partition("=")
    if not equals:
        label, value = "page", locator
    return Citation(source, value, label)


def read_derivation(text: str) -> Derivation:
    """Return the derivation ``SOURCE`` (it is copied) or ``SOURCE:HOW``."""
    source, _, how = text.partition(":")
    return Derivation(source, how or "copies")


def read_point(text: str) -> tuple[str, str]:
    """Return the point ``LAT,LON``."""
    latitude, comma, longitude = text.partition(",")
    if not comma:
        fine = "use LAT,LON such as 47.5,19.04"
        raise UsageError(repr(text), fine, "--point")
    return latitude.strip(), longitude.strip()


def read_csl(options: Namespace) -> dict[str, Any]:
    """Return what the options say of a source's CSL item, and no more than that.

    What is given empty, or as null in ``--csl``, is there and empty.
    """
    given: dict[str, Any] = {
        "type": options.type,
        "title": options.title,
        "issued": options.issued and str(When.parse(options.issued)),
        "URL": options.url,
        "author": options.author and [_author(one) for one in options.author if one],
    }
    told = {name: value for name, value in given.items() if value is not None}
    return told | _json_object(options.csl)


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
        raise UsageError(f"not JSON: {error}", 'use {"…": …}', "--csl") from None
    if not isinstance(body, dict):
        raise UsageError(f"{text!r} is not an object", 'use {"…": …}', "--csl")
    return body
