"""The page's own parts, as they lie here: template, style and script."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from string import Template
from typing import Any, Final

from chrono56.plugins import ExportContext
from chrono56_html.markup import Html, clean, digest, json_in_html, own, text
from chrono56_html.words import Words

_FOLDER: Final = Path(__file__).parent
# In the order in which they lean on each other.
_SCRIPTS: Final = (
    "calendar.js",
    "folding.js",
    "view.js",
    "ticks.js",
    "lanes.js",
    "painting.js",
    "timeline.js",
    "gestures.js",
    "reading.js",
    "start.js",
)
_BREAK: Final = "<!-- the events -->\n"


def head(chronology: Any, context: ExportContext, words: Words) -> Html:
    """Return the page up to the data of the first event."""
    state = chronology.head.replace(",", ", ")
    facts = (
        ("log", f"<code>{text(chronology.log_id)}</code>"),
        ("state", f"<code>{text(state)}</code>" if state else ""),
        ("made_by", text(context.generator)),
    )
    title = clean(chronology.title).strip() or words.say("text", "chronology")
    return _filled(
        0,
        words,
        provenance=context.provenance,
        language=words.tag,
        policy=_policy(),
        title=text(title),
        heading=own(title),
        events=text(words.say("text", "events", n=_count(chronology, context))),
        facts=", ".join(
            f"{text(words.say('text', key))}: {value}" for key, value in facts if value
        ),
        style=_style(),
    )


def data_ends(kinds: Sequence[str], undated: int, words: Words) -> Html:
    """Return the page from behind the data of the last event to the list's first item.

    Args:
        kinds: The ids of the kinds, by their numbers in the rows.
        undated: How many events have no place on the timeline.
        words: The words of the page.
    """
    rest = {
        "kinds": kinds,
        "undated": undated,
        "families": words.tables["family"],
        "words": words.tables["page"] | words.tables["list"],
    }
    return _filled(1, words, rest=json_in_html(rest)[1:], script=_script())


def tail() -> Html:
    """Return the end of the page."""
    return Html(_parts()[2])


def _count(chronology: Any, context: ExportContext) -> int:
    if not context.options.everything:
        return len(chronology)
    stats = chronology.stats()
    return int(stats.events + stats.unlisted)


def _filled(part: int, words: Words, **values: str) -> Html:
    said = {
        f"say_{key}": text(str(one))
        for table in ("page", "text")
        for key, one in words.tables[table].items()
    }
    return Html(Template(_parts()[part]).substitute(said, **values))


def _policy() -> str:
    """Return the Content-Security-Policy: this script, this style, and nothing else.

    ``data:`` is for the empty icon, so that a browser asks no server for one.
    """
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src {digest(_script())}",
            f"style-src {digest(_style())}",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


@cache
def _parts() -> list[str]:
    return _read("page.html").split(_BREAK)


@cache
def _style() -> str:
    return _read("page.css")


@cache
def _script() -> str:
    """Return the scripts as one, in a scope of its own and ready for the browser."""
    return "\n".join(["{", '"use strict";', *map(_read, _SCRIPTS), "}"])


def _read(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")
