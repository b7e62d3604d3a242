"""An event in the list: when, what and where it was, and behind it the claims."""

from typing import Any

from chrono56 import EventView
from chrono56.plugins import kind_label
from chrono56_html.claims import Claims
from chrono56_html.markup import Html, own, text
from chrono56_html.names import Names
from chrono56_html.words import Words


class Items:
    """Write events as items of a list.

    Args:
        chronology: The chronology.
        words: The words of the page.
    """

    def __init__(self, chronology: Any, words: Words) -> None:
        self._chronology = chronology
        self._words = words
        self._names = Names(chronology, words.names)
        self.claims = Claims(chronology, words, self._names)

    def item(self, event: EventView) -> Html:
        """Return an event with all claims about it."""
        claims = self._chronology.claims(event.id)
        sections = "".join(self.claims.sections(event.id, claims)) or (
            f"<p>{text(self._words.say('text', 'no_claims'))}</p>"
        )
        count = text(self._words.say("text", "claims", n=len(claims)))
        id_, label = text(event.id), event.label(self._words.names)
        return Html(
            f'<li id="{id_}"><p class="what">{self._when(event)}'
            f'<a href="#{id_}">{own(label) if label.strip() else id_}</a>'
            f"{self._marks(event)}</p>"
            f'<p class="where">{self._where(event)}</p>'
            f"<details><summary>{count}</summary>"
            f"{self._other_names(event, label)}{sections}</details></li>\n"
        )

    def _when(self, event: EventView) -> Html:
        when = event.when
        if when is None:
            return Html("")
        day = when.earliest_iso if when.day is not None else None
        # HTML knows days of the years from 1 to 9999, and nothing less exact.
        plain = day is not None and len(day) == 10 and day >= "0001"
        machine = f' datetime="{day}"' if plain else ""
        return Html(f"<time{machine}>{text(self._words.date(when))}</time> ")

    def _marks(self, event: EventView) -> Html:
        marks = []
        if event.disputed:
            marks.append(f'<b class="disputed">≠ {self._page("disputed")}</b>')
        if event.occurrence != "asserted":
            marks.append(f"<i>({self._page(event.occurrence)})</i>")
        return Html("".join(f" {mark}" for mark in marks))

    def _where(self, event: EventView) -> Html:
        kind = kind_label(event.kind, self._words.names, self._chronology.kinds)
        family = text(event.kind.partition(".")[0])
        told = [f'<span class="kind" data-family="{family}">{text(kind)}</span>']
        if event.place:
            told.append(self._names.place(event.place))
        if event.as_written:
            told.append(f"<q>{own(event.as_written)}</q>")
        return Html(" · ".join(told))

    def _other_names(self, event: EventView, label: str) -> Html:
        told = [
            f'<span lang="{text(tag)}">{own(name)}</span> ({text(tag)})'
            for tag, name in sorted(event.labels.items())
            if name != label and name.strip()
        ]
        if not told:
            return Html("")
        names = text(self._words.say("text", "names"))
        return Html(f'<p class="names">{names}: {"; ".join(told)}</p>')

    def _page(self, key: str) -> Html:
        return text(self._words.say("page", key))
