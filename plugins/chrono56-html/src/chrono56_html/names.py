"""What the ids in a chronology stand for, as HTML; kept while they are often needed."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, Final

from chrono56 import UnknownIdError
from chrono56.plugins import chosen, measures, roles
from chrono56_html.markup import Html, own, text

_KEPT: Final = 4096  # names; of what is asked for again soon


class Names:
    """Look names up.

    Args:
        chronology: Where they are recorded.
        language: The BCP 47 tag of the language that is wanted.
    """

    def __init__(self, chronology: Any, language: str) -> None:
        self._chronology = chronology
        self._language = language
        self.agent = _kept(chronology.agent, self._named)
        """Give the name of an agent; its id where it has none, or was not recorded."""
        self.place = _kept(chronology.place, self._named)
        """Give the name of a place, in the same way."""
        self.event = _kept(chronology.event, self._linked)
        """Give the name of an event, as a link to it."""

    def source(self, id_: str) -> Html:
        """Return a source as a link; empty for what is none."""
        try:
            source = self._chronology.source(id_)
        except UnknownIdError:
            return Html("")
        return cited(source.id)

    def role(self, role: str) -> Html:
        """Return what a role is called."""
        return text(self._known(roles(), role))

    def measure(self, measure: str) -> Html:
        """Return what a measure is called."""
        return text(self._known(measures(), measure))

    def _known(self, table: Mapping[str, Any], one: str) -> str:
        known = table.get(one)
        return chosen(known.labels, self._language) if known else one

    def _named(self, id_: str, record: Any) -> Html:
        return (
            own(chosen(record.labels, self._language) or id_) if record else text(id_)
        )

    def _linked(self, id_: str, event: Any) -> Html:
        if event is None:
            return text(id_)
        return Html(
            f'<a href="#{text(event.id)}">{own(event.label(self._language))}</a>'
        )


def cited(source: str) -> Html:
    """Return the id of a source, as a link to what is said of it.

    >>> cited("nsa-2002")
    '<a href="#nsa-2002">nsa-2002</a>'
    """
    return Html(f'<a href="#{text(source)}">{text(source)}</a>')


def _kept(
    look_up: Callable[[str], Any], shown: Callable[[str, Any], Html]
) -> Callable[[str], Html]:
    @lru_cache(maxsize=_KEPT)
    def named(id_: str) -> Html:
        try:
            return shown(id_, look_up(id_))
        except UnknownIdError:
            return shown(id_, None)

    return named
