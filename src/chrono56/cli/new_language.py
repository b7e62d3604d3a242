"""What a plugin for a language of dates begins with: English, as tables to edit."""

import json
from collections.abc import Mapping
from typing import Any

from chrono56.dates.words.en import LANGUAGE
from chrono56.dates.words.languages import is_known
from chrono56.dates.words.phrases_en import PHRASES
from chrono56.errors import RecordError
from chrono56.model.entities import LOCATOR_LABELS
from chrono56.model.rules import check_language


def why_no_tag(name: str) -> str:
    """Say why a language that a plugin teaches can't have a tag; empty if it can.

    >>> why_no_tag("la"), why_no_tag("en-gb")
    ('', "dates in 'en-gb' are built in; choose the tag of another language")
    """
    try:
        check_language(name)
    except RecordError as error:
        return str(error)
    if is_known(name):
        return f"dates in {name!r} are built in; choose the tag of another language"
    return ""


def tables_of_english() -> dict[str, str]:
    """Return English by the names that templates have for its tables.

    >>> tables_of_english()["templates"].splitlines()[0]
    'day = "{day} {month} {year|of}"'
    """
    wording = LANGUAGE.wording
    return {
        "words": LANGUAGE.text,
        "shortens": wording.shortens,
        "months": _toml(wording.months),
        "templates": _toml(wording.templates),
        "phrases": _toml(PHRASES),
        "locators": _toml({label: label for label in LOCATOR_LABELS}),
    }


def _toml(table: Mapping[str, Any]) -> str:
    """Return texts and lists of texts as the lines of a table of TOML."""
    # TOML writes strings and arrays as JSON does.
    rows = {
        _key(name): json.dumps(it, ensure_ascii=False) for name, it in table.items()
    }
    return "\n".join(f"{name} = {value}" for name, value in rows.items())


def _key(name: str) -> str:
    """Return a name as TOML wants it: bare, if it is of letters, digits and - alone."""
    is_bare = name.replace("-", "").replace("_", "").isalnum()
    return name if is_bare else json.dumps(name)
