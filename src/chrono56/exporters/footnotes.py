"""Citations in footnotes, numbered as they come."""

from typing import TYPE_CHECKING

from chrono56.exporters.markdown_text import Markup, escaped, link
from chrono56.exporters.names import known_source
from chrono56.exporters.wording import locator_words, quoted

if TYPE_CHECKING:
    from chrono56.chronology import Chronology
    from chrono56.model import Citation


class Footnotes:
    """Number citations, and keep what their numbers stand for until it is written.

    Args:
        chronology: Knows the sources.
        language: The BCP 47 tag of the language they are written in.
    """

    def __init__(self, chronology: "Chronology", language: str) -> None:
        self._chronology = chronology
        self._language = language
        self._kept: dict[tuple[Citation, str], int] = {}
        self._last = 0

    def mark(self, citation: "Citation", written: str = "") -> Markup:
        """Return the mark of a footnote; the same citation has the same until then.

        Args:
            citation: What it cites.
            written: The source's own words for what is claimed.
        """
        key = (citation, written)
        if key not in self._kept:
            self._last += 1
            self._kept[key] = self._last
        return Markup(f"[^{self._kept[key]}]")

    def written(self) -> str:
        """Return the footnotes that were not written yet, a line each."""
        lines = [
            f"[^{number}]: {self._cited(citation, written)}\n"
            for (citation, written), number in self._kept.items()
        ]
        self._kept.clear()
        return "".join(["\n", *lines]) if lines else ""

    def _cited(self, citation: "Citation", written: str) -> str:
        source = known_source(self._chronology, citation.source)
        title = source.title if source else citation.source
        url = str(source.csl.get("URL", "")) if source else ""
        where = escaped(locator_words(citation, self._language))
        quotes = [
            quoted(text, self._language) for text in (written, citation.quote) if text
        ]
        return "".join(
            [link(title, url), where, *(f" {escaped(one)}" for one in quotes)]
        )
