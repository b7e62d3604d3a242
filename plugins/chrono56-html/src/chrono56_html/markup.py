"""Text of sources as HTML and as JSON in HTML: nothing in it can act."""

import json
import re
from base64 import b64encode
from hashlib import sha256
from html import escape
from typing import Any, Final, NewType

Html = NewType("Html", str)
"""What may stand in the page as it is."""

_LINE_ENDS: Final = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]|\t")
# C0 and C1 controls, and what turns the order of letters around. The marks of direction
# (U+200E, U+200F, U+061C) stay: within <bdi> they order nothing but their own text.
_HIDDEN: Final = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_RIGHT_TO_LEFT: Final = re.compile(
    "[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_LINK: Final = re.compile(r"https?://[^\s]+", re.IGNORECASE)


def clean(text: str) -> str:
    r"""Return a text as one line, its controls and overrides shown as U+FFFD.

    >>> clean("two\nlines, \x1b[31m and \u202egpj.exe")
    'two lines, �[31m and �gpj.exe'
    """
    return _HIDDEN.sub("\ufffd", _LINE_ENDS.sub(" ", text))


def text(words: str) -> Html:
    """Return a text as HTML, for an element or a quoted attribute.

    >>> text('"5 < 6" & so on')
    '&quot;5 &lt; 6&quot; &amp; so on'
    """
    return Html(escape(clean(words)))


def own(words: str) -> Html:
    """Return a text of a source as HTML, its direction apart from what is around it.

    Only what is written from right to left needs that.

    >>> own("הפגנה"), own("tüntetés")
    ('<bdi>הפגנה</bdi>', 'tüntetés')
    """
    shown = text(words)
    return Html(f"<bdi>{shown}</bdi>") if _RIGHT_TO_LEFT.search(words) else shown


def link(url: str, shown: Html) -> Html:
    """Return a link to an address of the web; to anything else none is made.

    >>> link("javascript:alert(1)", text("A book"))
    'A book'
    """
    if not _LINK.fullmatch(url):
        return shown
    return Html(f'<a href="{text(url)}" rel="noopener noreferrer">{shown}</a>')


def json_in_html(value: Any) -> Html:
    r"""Return a value as JSON that can't end the element it stands in.

    With no ``<`` there is neither ``</script>`` nor ``<!--``.

    >>> json_in_html(["</script>", "ő"])
    '["\\u003c/script>","ő"]'
    """
    made = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for one in "<\u2028\u2029":
        made = made.replace(one, f"\\u{ord(one):04x}")
    return Html(made)


def digest(source: str) -> str:
    """Return what a Content-Security-Policy calls a script or a style by."""
    return f"'sha256-{b64encode(sha256(source.encode()).digest()).decode()}'"
