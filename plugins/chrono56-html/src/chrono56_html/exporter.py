"""The exporter: a page in pieces, from its head to its sources."""

from collections.abc import Iterator
from contextlib import closing
from itertools import chain
from tempfile import SpooledTemporaryFile
from typing import Any, Final

import attrs

from chrono56 import EventView, Query, UnknownIdError, When
from chrono56.plugins import ExportContext, counted
from chrono56_html.item import Items
from chrono56_html.marks import minutes_of, runs_of, signs_of
from chrono56_html.markup import Html, clean, json_in_html, text
from chrono56_html.page import data_ends, head, tail
from chrono56_html.sources import sources
from chrono56_html.words import Words, words_of

_IN_MEMORY: Final = 1 << 20  # bytes of the list, before it waits on disk
_PIECE: Final = 1 << 16
# A canvas has no room for more, and the list has the name in full.
_LONGEST: Final = 80


@attrs.frozen(kw_only=True)
class HtmlOptions:
    """Choose what is on the page.

    Attributes:
        everything: Whether it also has what was only planned, supposed or denied.
    """

    everything: bool = attrs.field(
        default=False,
        metadata={"help": "also what was only planned, supposed or denied"},
    )


class HtmlExporter:
    """Write a page: the timeline's data and script first, then the list.

    So a browser draws the timeline before it has read the list. While the data are
    written, the list waits: in memory, and on disk where it is long.
    """

    def chunks(self, chronology: Any, context: ExportContext) -> Iterator[bytes]:
        """Yield the page piece by piece."""
        words = words_of(context.language, context.dates)
        yield head(chronology, context, words).encode()
        query = Query(everything=context.options.everything)
        with SpooledTemporaryFile(max_size=_IN_MEMORY) as waiting:
            with closing(chronology.select(query)) as events:
                for piece in _data(chronology, events, words, waiting, context):
                    yield piece.encode()
            waiting.seek(0)
            while data := waiting.read(_PIECE):
                yield data
        for piece in chain(_disputes(chronology, words), sources(chronology, words)):
            yield piece.encode()
        yield tail().encode()


def _data(
    chronology: Any,
    events: Iterator[EventView],
    words: Words,
    waiting: Any,
    context: ExportContext,
) -> Iterator[str]:
    """Yield a row for each event with a date, and write each event for the list."""
    items = Items(chronology, words)
    kinds: dict[str, int] = {}
    dated = undated = 0
    separator = ""
    for event in events:
        when = _placed(event)
        if when is not None:
            dated += 1
            kind = kinds.setdefault(event.kind, len(kinds))
            yield separator + _row(event, when, kind, words)
            separator = ",\n"
        else:
            undated += 1
            if undated == 1:
                waiting.write(_second_list(words).encode())
        waiting.write(items.item(event).encode())
    waiting.write(b"</ol>\n")
    context.hold(counted(dated + undated, "event"))
    yield data_ends([*kinds], undated, words)


def _placed(event: EventView) -> When | None:
    """Return the date of an event, if it has a place on a timeline."""
    when = event.when
    if when is None or (when.earliest, when.latest) == (None, None):
        return None
    return when


def _row(event: EventView, when: When, kind: int, words: Words) -> Html:
    label = clean(event.label(words.names)).strip() or event.id
    if len(label) > _LONGEST:
        label = label[: _LONGEST - 1] + "…"
    runs = runs_of(when)
    row = [label, kind, signs_of(event), len(event.sources), minutes_of(when)]
    return json_in_html([*row, runs] if runs else row)


def _second_list(words: Words) -> Html:
    title = text(words.say("page", "undated"))
    return Html(f'</ol>\n<h2>{title}</h2>\n<ol id="_undated">\n')


def _disputes(chronology: Any, words: Words) -> Iterator[Html]:
    """Yield what is in dispute beside the events' own properties."""
    items = Items(chronology, words)
    begun = False
    for dispute in chronology.disputes():
        if len(dispute.about) == 1 and not _is_source(chronology, dispute.about[0]):
            continue
        if not begun:
            title = text(words.say("text", "other_disputes"))
            yield Html(f'<h2>{title}</h2>\n<ol class="others">\n')
            begun = True
        yield items.claims.dispute(dispute)
    if begun:
        yield Html("</ol>\n")


def _is_source(chronology: Any, id_: str) -> bool:
    try:
        chronology.source(id_)
    except UnknownIdError:
        return False
    return True
