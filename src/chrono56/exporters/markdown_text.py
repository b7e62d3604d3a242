"""Text made safe for Markdown: nothing in it can become markup (GFM 0.29)."""

import re
from typing import Final

from chrono56.text import LINE_ENDS, one_line

# Also the colon of URLs and emoji, the point of bare www links (GFM 6.9).
_MARKUP: Final = re.compile(
    r"[\\|*_`~\[\]!$]|:(?=//|[\w+-]+:)|(?<=www)\.", re.IGNORECASE
)
# What begins a list, a heading or its underline at the start of a line.
_OPENING: Final = re.compile(r"([-+=#]|\d+(?=[.)]))")
# Renderers trim cells by Unicode's idea of a blank; as an entity it stays.
_ODD_BLANK: Final = re.compile(r"[^\S ]")
_URL: Final = re.compile(r"https?://[A-Za-z0-9][!#-;=?-Z_a-z~%]*")


class Markup(str):
    """Text that is Markdown already, and is not to be escaped again."""

    __slots__ = ()


def escaped(text: str) -> Markup:
    r"""Return any text as Markdown that shows just this text, on one line.

    Line ends become ``<br>``; other control characters and bidirectional overrides are
    shown as U+FFFD; blanks around it are dropped. A mail address may become a link to
    itself: GitHub looks for them after all escapes are undone.

    >>> print(escaped("a|b\n<i>[x](y)"))
    a\|b<br>&lt;i&gt;\[x\](y)
    """
    if isinstance(text, Markup):
        return text
    if text.isalnum() and not text[0].isdigit():
        return Markup(text)
    lines = LINE_ENDS.split(text) if not text.isprintable() else [text]
    return Markup("<br>".join(_escaped_line(line) for line in lines))


def _escaped_line(line: str) -> str:
    line = one_line(line).strip(" ")
    line = line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    line = _MARKUP.sub(r"\\\g<0>", line)
    opening = _OPENING.match(line)
    if opening:
        end = opening.end() if line[0].isdigit() else 0
        line = f"{line[:end]}\\{line[end:]}"
    return _ODD_BLANK.sub(lambda blank: f"&#{ord(blank[0])};", line)


def link(text: str, url: str) -> Markup:
    """Return a link, or only the text where the URL is not plainly a web address.

    >>> print(link("UN report", "https://example.org/a"))
    [UN report](<https://example.org/a>)
    >>> print(link("UN report", "javascript:alert()"))
    UN report
    """
    if not _URL.fullmatch(url):
        return escaped(text)
    return Markup(f"[{escaped(text)}](<{url.replace('|', '%7C')}>)")


def code(word: str) -> Markup:
    """Return an id, whose letters are known to be safe, as code."""
    return Markup(f"`{word}`")
