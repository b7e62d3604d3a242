"""Texts as LaTeX reads them, and as BibTeX can keep them between braces."""

import re
import unicodedata
from typing import Final
from urllib.parse import quote, urlsplit

# BibTeX counts every brace, also after a backslash: those of texts are named instead.
_SPECIAL: Final = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{one: f"\\{one}" for one in "&%$#_"},
}
# Letters that LaTeX has commands for, and that are no letter with an accent.
_LETTERS: Final = {
    "ß": r"{\ss}",
    "æ": r"{\ae}",
    "Æ": r"{\AE}",
    "œ": r"{\oe}",
    "Œ": r"{\OE}",
    "ø": r"{\o}",
    "Ø": r"{\O}",
    "ł": r"{\l}",
    "Ł": r"{\L}",
    "đ": r"{\dj}",
    "Đ": r"{\DJ}",
    "å": r"{\aa}",
    "Å": r"{\AA}",
    "ı": r"{\i}",
    "–": "--",
    "—": "---",
    "’": "'",
    "‘": "`",
    "“": "``",
    "”": "''",
    "„": r"{\quotedblbase}",
    "«": r"{\guillemotleft}",
    "»": r"{\guillemotright}",
    "…": r"{\dots}",
    "\u00a0": "~",
}
_ACCENTS: Final = {
    "\u0300": "`",
    "\u0301": "'",
    "\u0302": "^",
    "\u0303": "~",
    "\u0304": "=",
    "\u0306": "u",
    "\u0307": ".",
    "\u0308": '"',
    "\u030a": "r",
    "\u030b": "H",
    "\u030c": "v",
    "\u0323": "d",
    "\u0327": "c",
    "\u0328": "k",
}
# What TeX fonts make one character of, such as a dash of two hyphens, or ¿ of ?`.
_LIGATURE: Final = re.compile(r"([-'`,<>])(?=\1)|[?!](?=`)")
# Bidirectional marks, embeddings, overrides and isolates.
_REORDERING: Final = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_SCHEMES: Final = ("http", "https", "ftp")
_BLANKS: Final = re.compile(r"\s+")


def latex(text: str, *, commands: bool = False) -> str:
    r"""Return a text as LaTeX, on one line, its braces in balance.

    Args:
        text: The text; control characters, what reorders letters, and noncharacters
            are left out: few fonts could show something in their place.
        commands: Write Latin letters that are not ASCII as commands, for programs that
            sort or shorten by bytes. Others stay as they are.

    >>> print(latex("Smith & {Co"))
    Smith \& \textbraceleft{}Co
    >>> print(latex("1956--57"))
    1956-{}-57
    >>> print(latex("Győr", commands=True))
    Gy{\H{o}}r
    """
    seen = unicodedata.normalize("NFC", _BLANKS.sub(" ", text).strip())
    apart = {found.start() for found in _LIGATURE.finditer(seen)}
    return "".join(
        _letter(one, commands=commands) + ("{}" if at in apart else "")
        for at, one in enumerate(seen)
    )


def _letter(one: str, *, commands: bool) -> str:
    if one in _SPECIAL:
        return _SPECIAL[one]
    is_control = unicodedata.category(one) == "Cc" or one in _REORDERING
    if is_control or _is_no_character(one):
        return ""
    if not commands or one.isascii():
        return one
    if one in _LETTERS:
        return _LETTERS[one]
    decomposed = unicodedata.normalize("NFD", one)
    letter, accent = decomposed[0], _ACCENTS.get(decomposed[1:])
    if accent is None or not letter.isascii():
        return one
    return f"{{\\{accent}{{{letter}}}}}"


def _is_no_character(one: str) -> bool:
    return ord(one) & 0xFFFE == 0xFFFE or "\ufdd0" <= one <= "\ufdef"


def link(url: str) -> str:
    """Return a URL for a field that is taken verbatim; empty if it is no link.

    >>> link("https://x.example/ő?a=1&b={2}"), link("javascript:alert(1)")
    ('https://x.example/%C5%91?a=1&b=%7B2%7D', '')
    """
    try:
        scheme = urlsplit(url).scheme
    except ValueError:
        return ""
    return quote(url, safe=":/?#[]@!$&'()*+,;=%~") if scheme in _SCHEMES else ""
