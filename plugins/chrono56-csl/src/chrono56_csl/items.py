"""A source as an item of CSL-JSON."""

from collections.abc import Mapping
from typing import Any

from chrono56 import Language, Source, record_to_json
from chrono56_csl.dates import csl_date
from chrono56_csl.variables import (
    DATES,
    NAME_PARTS,
    NAMES,
    TEXTS,
    TYPES,
    UNKNOWN_TYPE,
)


def csl_item(source: Source, dates: Language | str = "en") -> dict[str, Any]:
    """Return a source as an item of CSL-JSON (CSL 1.0.2).

    What is no variable of CSL, and what CSL has no word for, stands in ``custom``.

    Args:
        source: The source.
        dates: The language that dates are told in, where they need words; or its tag.

    >>> item = csl_item(Source("un", {"type": "report", "issued": "1957", "rack": 5}))
    >>> item["issued"], item["custom"]
    ({'date-parts': [[1957]]}, {'rack': 5, 'reliability': 'F'})
    """
    item: dict[str, Any] = {"id": source.id, "type": type_of(source)}
    custom: dict[str, Any] = {}
    csl = record_to_json(source).get("csl", {})
    for name in sorted(csl.keys() - {"id"}):
        value = csl[name]
        if name == "type":
            if value != item["type"]:
                custom["type"] = value
        elif name in DATES:
            item[name] = _date(value, dates)
        elif name in NAMES:
            item[name] = names_of(value)
        elif name in TEXTS and _is_scalar(value):
            item[name] = str(value)
        else:
            custom[name] = value
    if source.language:
        item.setdefault("language", source.language)
    return item | {"custom": custom | _judged(source)}


def type_of(source: Source) -> str:
    """Return the source's type, if it is one of CSL's; else ``document``."""
    named = source.csl.get("type")
    return named if isinstance(named, str) and named in TYPES else UNKNOWN_TYPE


def names_of(value: Any) -> list[dict[str, str]]:
    """Return names as CSL has them: parts of persons', or whole ones.

    >>> names_of("United Nations")
    [{'literal': 'United Nations'}]
    """
    several = value if isinstance(value, list | tuple) else [value]
    return [name for one in several if (name := _name(one))]


def _is_scalar(value: Any) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool)


def _date(value: Any, language: Language | str) -> Any:
    return csl_date(str(value), language) if _is_scalar(value) else value


def _name(one: Any) -> dict[str, str]:
    if isinstance(one, Mapping):
        return {part: str(one[part]) for part in NAME_PARTS if one.get(part)}
    return {"literal": str(one)} if one else {}


def _judged(source: Source) -> dict[str, Any]:
    """Return what is recorded of a source beside its description."""
    told: dict[str, Any] = {"reliability": source.reliability}
    if source.anonymous:
        told["anonymous"] = True
    if source.derived_from:
        told["derived_from"] = [
            {"source": one.source, "how": one.how} for one in source.derived_from
        ]
    if source.sha256:
        told["sha256"] = source.sha256
    return told
