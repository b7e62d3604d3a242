"""Content lines of iCalendar: escapes and folding (RFC 5545 3.1, 3.3.11; RFC 6868)."""

import re
from collections.abc import Iterable
from typing import Final

from chrono56.text import LINE_ENDS

_LIMIT: Final = 75  # octets of a line, its CRLF apart (3.1)
_SPECIAL: Final = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\\\\;,]")
_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_WEB_ADDRESS: Final = re.compile(r"https?://[A-Za-z0-9][!#-~]*")


def text_value(text: str) -> str:
    r"""Return text as a TEXT value; control characters but tabs are left out.

    >>> print(text_value("Pest, Buda;\r\nÓbuda\x07"))
    Pest\, Buda\;\nÓbuda
    """
    if not _SPECIAL.search(text):
        return text
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    if text.isprintable():
        return text
    return _CONTROL.sub("", LINE_ENDS.sub("\\\\n", text))


def line_value(text: str) -> str:
    """Return text as a TEXT value of one line, for names and places.

    calcurse refuses a summary with a line break; the others show only its first line.
    """
    return text_value(text if text.isprintable() else LINE_ENDS.sub(" ", text))


def parameter_value(text: str) -> str:
    """Return text as a quoted parameter value (RFC 6868).

    >>> print(parameter_value('The "Corvin" block'))
    "The ^'Corvin^' block"
    """
    text = LINE_ENDS.sub("\n", text).replace("^", "^^")
    text = text.replace("\n", "^n").replace('"', "^'")
    return f'"{_CONTROL.sub("", text)}"'


def is_web_address(text: str) -> bool:
    """Say whether text may stand as a URI value as it is."""
    return _WEB_ADDRESS.fullmatch(text) is not None


def content_lines(lines: Iterable[str]) -> bytes:
    """Return lines as bytes, folded at 75 octets, each ended by CRLF.

    No character is ever divided between two lines.

    >>> [len(line) for line in content_lines(["X:" + "ő" * 40]).splitlines()]
    [74, 9]
    """
    folded = [
        line if len(line) <= _LIMIT and line.isascii() else _folded(line)
        for line in lines
    ]
    return "\r\n".join([*folded, ""]).encode()


def _folded(line: str) -> str:
    octets = line.encode()
    if len(octets) <= _LIMIT:
        return line
    pieces, start, room = [], 0, _LIMIT
    while len(octets) - start > room:
        end = start + room
        while octets[end] & 0xC0 == 0x80:  # a continuation byte of UTF-8
            end -= 1
        pieces.append(octets[start:end].decode())
        start, room = end, _LIMIT - 1  # the blank that begins the next line counts
    pieces.append(octets[start:].decode())
    return "\r\n ".join(pieces)
