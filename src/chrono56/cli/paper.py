"""How things look in a terminal: dates, labels, columns, JSON lines."""

import os
import re
import sys
from collections.abc import Iterable, Mapping
from typing import Any, Final

from chrono56.chronology import EventView
from chrono56.cli.columns import columns
from chrono56.dates import When
from chrono56.dates.words.languages import told_in
from chrono56.dates.words.phrases import mode_words, phrase
from chrono56.exporters.table import pieces, shown_width
from chrono56.text import one_line

_ZONE: Final = re.compile(r" \((?:UTC|[A-Z][a-z]+/)[^)]*\)")
# What JSON may hold as it is, but terminals act on or readers are misled by.
_ACTING: Final = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
# Latin, Greek, Cyrillic and signs take one column each; other letters may not.
_NOT_PLAIN: Final = re.compile(
    "[^\x20-\u02ff\u0370-\u0482\u048a-\u052f\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\u2190-\u21ff]"
)
_BOLD, _DIM, _PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[0m"


def put(text: str = "") -> None:
    """Write a line of data, made harmless for a terminal."""
    print(one_line(text))


def put_wrapped(text: str, indent: int = 0, more: int = 2) -> None:
    """Write text wrapped to the width.

    Args:
        text: The text; of its words only those are broken that fill a line and have
            letters that no id has.
        indent: The blanks before its first line.
        more: The blanks that each further line gets beyond that.
    """
    for line in _wrapped(text, indent, more):
        print(line)


def put_heading(text: str) -> None:
    """Write a heading, bold where the terminal is one that shows it."""
    for line in _wrapped(text, 0, 2):
        print(f"{_BOLD}{line}{_PLAIN}" if _has_colour() else line)


def put_dim(text: str, indent: int = 0) -> None:
    """Write what matters less, fainter where the terminal is one that shows it."""
    for line in _wrapped(text, indent, 2):
        print(f"{_DIM}{line}{_PLAIN}" if _has_colour() else line)


def put_json(body: Mapping[str, Any]) -> None:
    """Write one JSON object as one line."""
    import json

    # A stream that can't carry every letter gets escapes, so that none is lost.
    encoding = (sys.stdout.encoding or "").lower().replace("-", "")
    text = json.dumps(body, ensure_ascii=encoding != "utf8", separators=(", ", ": "))
    print(_ACTING.sub(lambda found: f"\\u{ord(found[0]):04x}", text))


def dated(when: When | None, language: str = "en") -> str:
    """Return a date to read in a list: in words, without its zone.

    >>> dated(When.parse("1956-11-04T04:15[Europe/Budapest]/"))
    'from 4 November 1956, 04:15 (end unknown)'
    """
    if when is None:
        return phrase("without-date", language)
    return _ZONE.sub("", when.describe(told_in(language)))


def event_json(event: EventView, language: str) -> dict[str, Any]:
    """Return an event as the JSON that asking verbs print."""
    when = event.when
    return {
        "id": event.id,
        "kind": event.kind,
        "label": event.label(language),
        "labels": dict(event.labels),
        "when": None if when is None else str(when),
        "earliest": None if when is None else when.earliest_iso,
        "latest": None if when is None else when.latest_iso,
        "verdict": None if event.verdict is None else event.verdict.value,
        "sources": list(event.sources),
        "disputed": event.disputed,
        "as_written": event.as_written,
        **({"derived": True} if event.derived else {}),
    }


def put_events(events: Iterable[EventView], language: str) -> int:
    """Write events as a list: each date once, below it names and what leads further.

    Each is written when it comes.

    Returns:
        How many there were.
    """
    last = ""
    number = 0
    for event in events:
        number += 1
        date = dated(event.when, language)
        if date != last:
            put_heading(date)
            last = date
        put_wrapped(event.label(language) + bracketed(_marks(event, language)), 2)
        sources = ", ".join(event.sources) or phrase("no-voice", language)
        put_dim(f"{event.id} · {sources}", 6)
        if number == 1:
            sys.stdout.flush()  # the others may be long in coming
    return number


def _marks(event: EventView, language: str) -> list[str]:
    has_happened = event.occurrence == "asserted"
    marks = [] if has_happened else [mode_words(event.occurrence, language)]
    marks += [phrase("in-dispute", language)] if event.disputed else []
    marks += [phrase("by-others", language)] if event.derived else []
    return marks


def bracketed(marks: Iterable[str]) -> str:
    """Return remarks in brackets, to stand behind something; empty for none.

    >>> bracketed(["disputed", "planned"])
    ' [disputed, planned]'
    """
    said = ", ".join(marks)
    return f" [{said}]" if said else ""


def _wrapped(text: str, indent: int, more: int) -> list[str]:
    text, width = one_line(text).strip(), columns()
    is_plain = _NOT_PLAIN.search(text) is None
    if is_plain and indent + len(text) <= width:
        return [" " * indent + text]
    shown = len if is_plain else shown_width
    words = text.split(" ")
    lines: list[str] = []
    line, margin = "", indent
    for word in words if is_plain else _broken(words, width - indent - more):
        if line and margin + shown(f"{line} {word}") > width:
            lines.append(" " * margin + line.rstrip())
            line, margin = "", indent + more
        line = f"{line} {word}" if line else word
    return [*lines, " " * margin + line]


def _broken(words: Iterable[str], width: int) -> list[str]:
    """Return words with those broken that no line has room for, unless they are ids."""
    return [
        piece
        for word in words
        for piece in ([word] if word.isascii() else pieces(word, width))
    ]


def _has_colour() -> bool:
    return (
        sys.stdout.isatty()
        and not os.environ.get("NO_COLOR")
        and os.environ.get("TERM") != "dumb"
    )
