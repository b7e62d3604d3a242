"""Markdown as two renderers show it: GitHub's own parser, and markdown-it."""

from collections.abc import Callable
from html.parser import HTMLParser
from typing import Final

import cmarkgfm
from cmarkgfm.cmark import Options
from markdown_it import MarkdownIt

_BLOCKS: Final = ("h1", "h2", "h3", "h4", "h5", "li", "p", "td", "th")


class Page(HTMLParser):
    """Collect the text of each block, the tags and the links.

    Attributes:
        blocks: Pairs of a block's tag and its text; ``<br>`` is a line end.
        tags: Every tag that occurs.
        links: The address and the text of every link.
    """

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[tuple[str, str]] = []
        self.tags: set[str] = set()
        self.links: list[tuple[str, str]] = []
        self._in_link = False
        self._open: list[int] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag == "a":
            self.links.append((dict(attrs).get("href") or "", ""))
            self._in_link = True
        if tag in _BLOCKS:
            self._open.append(len(self.blocks))
            self.blocks.append((tag, ""))
        elif tag == "br":
            self.handle_data("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._open.pop()
        self._in_link &= tag != "a"

    def handle_data(self, data: str) -> None:
        if self._in_link:
            address, text = self.links[-1]
            self.links[-1] = (address, text + data)
        if self._open:
            tag, text = self.blocks[self._open[-1]]
            self.blocks[self._open[-1]] = (tag, text + data)

    def texts(self, tag: str) -> list[str]:
        """Return the text of each block of a kind."""
        return [text for name, text in self.blocks if name == tag]


def _github(markdown: str) -> str:
    # Raw HTML is let through, so that a test sees it.
    return str(
        cmarkgfm.github_flavored_markdown_to_html(markdown, Options.CMARK_OPT_UNSAFE)
    )


def _markdown_it(markdown: str) -> str:
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    return str(parser.render(markdown))


RENDERERS: Final[dict[str, Callable[[str], str]]] = {
    "github": _github,
    "markdown-it": _markdown_it,
}
