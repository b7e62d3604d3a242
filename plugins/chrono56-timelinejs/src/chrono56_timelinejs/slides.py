"""An event as a slide of TimelineJS."""

import html
import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Final

from chrono56 import Chronology, EventView, UnknownIdError, When
from chrono56.plugins import ExportContext, chosen, kind_label, one_line
from chrono56_timelinejs.dates import REACH, Point, span

_FILE: Final = Path(__file__).with_name("words.toml")
# Names of groups are put into the page as markup, after entities were resolved.
_MARKUP: Final = str.maketrans("<>&", "‹›+")


class Slides:
    """Write events as slides.

    Args:
        chronology: The chronology.
        context: The language that slides are wanted in, and the options: what events
            are grouped by, and the scale.
    """

    def __init__(self, chronology: Chronology, context: ExportContext) -> None:
        self._chronology = chronology
        self._language = context.language
        self._dates = context.dates
        self._words = _words_in(context.language)
        self._group = context.options.group
        self._reaches_all = context.options.scale == "cosmological"

    def slide(self, event: EventView) -> dict[str, Any] | str:
        """Return the slide of an event, or why there is none."""
        drawn = span(event.when) if event.when is not None else None
        if drawn is None or event.when is None:
            return "without a date"
        start, end = drawn
        if not self._reaches_all and not all(map(_is_reached, (start, end or start))):
            return "before the year −271820 or after 275759"
        told: dict[str, Any] = {"unique_id": event.id, "start_date": start}
        if end is not None:
            told["end_date"] = end
        told["display_date"] = _text(event.when.describe(self._dates))
        headline = event.label(self._language)
        told["text"] = {"headline": _text(headline), "text": self._text(event)}
        if self._group != "none":
            told["group"] = self._grouped(event.kind).translate(_MARKUP)
        return told | {"autolink": False}

    def era(self, event: EventView, days: int) -> dict[str, Any] | None:
        """Return the era of an event that certainly lasted so many days, else None."""
        when = event.when
        if when is None or not when.is_extent or isinstance(self.slide(event), str):
            return None
        drawn = span(when)
        if drawn is None or drawn[1] is None or not _lasted(when, days):
            return None
        headline = {"headline": _text(event.label(self._language))}
        return {"start_date": drawn[0], "end_date": drawn[1], "text": headline}

    def _grouped(self, kind: str) -> str:
        named = kind if self._group == "kind" else kind.partition(".")[0]
        return kind_label(named, self._language, self._chronology.kinds)

    def _text(self, event: EventView) -> str:
        """Return what stands below the headline, as HTML."""
        told = [self._place(event.place)]
        if event.as_written:
            told.append(f"<q>{_text(event.as_written)}</q>")
        if event.disputed:
            told.append(f"<b>≠ {_text(self._words['disputed'])}</b>")
        if event.sources:
            titles = "; ".join(map(self._title, event.sources))
            told.append(f"<small>{_text(self._words['sources'])}: {titles}</small>")
        return "".join(f"<p>{one}</p>" for one in told if one)

    def _place(self, place_id: str) -> str:
        try:
            place = self._chronology.place(place_id) if place_id else None
        except UnknownIdError:
            return _text(place_id)
        return _text(chosen(place.labels, self._language) or place.id) if place else ""

    def _title(self, source_id: str) -> str:
        try:
            return f"<cite>{_text(self._chronology.source(source_id).title)}</cite>"
        except UnknownIdError:
            return _text(source_id)


def _text(text: str) -> str:
    return html.escape(one_line(text))


def _is_reached(point: Point) -> bool:
    return point["year"] in REACH


def _lasted(when: When, days: int) -> bool:
    """Say whether something certainly lasted for so many days."""
    first, last = when.start.latest, when.end.earliest
    return first is not None and last is not None and last - first + 1 >= days


@cache
def _tables() -> dict[str, dict[str, str]]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def _words_in(tag: str) -> dict[str, str]:
    known, wanted = _tables(), tag.lower()
    return known.get(wanted) or known.get(wanted.partition("-")[0]) or known["en"]
