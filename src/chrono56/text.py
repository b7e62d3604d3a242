"""Text as sources give it: hostile, in any script; made safe to show and to search."""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

LINE_ENDS: Final = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
"""Whatever some program takes for the end of a line."""

SHOWN: Final = 12
"""How many hex digits of an id tell it apart for a reader."""

# C0 and C1 controls and DEL: terminals act on them.
_CONTROL: Final = re.compile("[\x00-\x1f\x7f-\x9f]")
# Bidirectional marks, embeddings, overrides and isolates: they reorder what is read.
_BIDI: Final = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_HIDDEN: Final = re.compile(f"{_CONTROL.pattern}|{_BIDI.pattern}|[\u2028\u2029]")
_WIDEST: Final = 56


def one_line(text: str) -> str:
    r"""Return *text* as one harmless line, for a terminal or a message.

    Line ends and tabs become blanks; other control characters and bidirectional
    overrides are shown as U+FFFD, so that nothing is hidden and nothing acts.

    >>> one_line("two\nlines \x1b[31mred")
    'two lines �[31mred'
    """
    text = LINE_ENDS.sub(" ", text).replace("\t", " ")
    return _BIDI.sub("\ufffd", _CONTROL.sub("\ufffd", text))


def pointed(text: str, offset: int) -> str:
    """Return *text* indented by two, with a caret below the character at *offset*.

    A long text is cut to the neighbourhood of the offset, which counts from 0.

    >>> print(pointed("1956-1O-23", 6))
      1956-1O-23
            ^
    """
    start = max(0, offset - _WIDEST // 2)
    # One for one, unlike one_line: the caret must stay below its character.
    cut = _HIDDEN.sub("\ufffd", text[start : start + _WIDEST])
    before = "…" if start else ""
    after = "…" if start + _WIDEST < len(text) else ""
    column = offset - start + len(before)
    return f"  {before}{cut}{after}\n  {' ' * column}^"


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with what it counts, in English.

    Args:
        number: How many there are.
        one: What a single one is called.
        many: What several are called; what one is, with an s, if left out.

    >>> counted(1, "event"), counted(0, "event"), counted(2, "entry", "entries")
    ('1 event', '0 events', '2 entries')
    """
    return f"{number} {one if number == 1 else many or one + 's'}"


def chosen(labels: Mapping[str, str], language: str = "en") -> str:
    """Return the label in *language*, its base language, English, or any.

    What is wanted in Serbian in Latin letters is written in these.

    Args:
        labels: Texts by BCP 47 tag.
        language: The tag that is wanted.

    Returns:
        The label; empty if there are none.

    >>> chosen({"en": "Budapest", "sr": "Будимпешта"}, "sr-Cyrl")
    'Будимпешта'
    >>> chosen({"en": "Budapest", "sr": "Будимпешта"}, "sr-Latn")
    'Budimpešta'
    """
    base, _, script = language.lower().partition("-")
    for tag in (language, base, "en"):
        label = labels.get(tag) or _labelled(labels, tag)
        if label is not None:
            is_latin = base == tag == "sr" and script.startswith("latn")
            return label.translate(LATIN) if is_latin else label
    return next(iter(labels.values()), "")


def _labelled(labels: Mapping[str, str], tag: str) -> str | None:
    """Return the label of a tag, the case of which carries no meaning (BCP 47)."""
    wanted = tag.lower()
    return next((it for known, it in labels.items() if known.lower() == wanted), None)


_LETTERS: Final = dict(
    zip("абвгдђежзијклмнопрстћуфхцчш", "abvgdđežzijklmnoprstćufhcčš", strict=True)
) | {"љ": "lj", "њ": "nj", "џ": "dž"}
LATIN: Final = str.maketrans(
    _LETTERS | {one.upper(): latin.capitalize() for one, latin in _LETTERS.items()}
)
"""From Serbian Cyrillic to Latin, letter by letter, for `str.translate`."""


# Serbian Cyrillic letters whose Latin counterpart is not one plain letter, and Latin
# letters that no accent can be taken from. The rest follows from the alphabets.
_PLAIN: Final = str.maketrans(
    dict(zip("абвгдежзијклмнопрстћуфхцчш", "abvgdezzijklmnoprstcufhccs", strict=True))
    | {"љ": "lj", "њ": "nj", "џ": "dz", "ђ": "dj", "đ": "dj"}
    | {"ł": "l", "ø": "o", "ı": "i", "æ": "ae", "œ": "oe"}
)


def folded(text: str) -> str:
    """Return the form in which texts are searched: without case, accents and alphabets.

    Serbian Cyrillic becomes Latin, and ``đ`` is ``dj``: each spelling finds all.

    >>> folded("Ђилас") == folded("Đilas") == folded("DJILAS")
    True
    >>> folded("Széna tér, ő, ű")
    'szena ter, o, u'
    """
    if text.isascii():
        return text.lower()
    return " ".join(map(_folded_word, text.split(" ")))


@lru_cache(maxsize=1 << 14)
def _folded_word(word: str) -> str:
    return word.translate(_FOLDED)  # words come again and again


class _Folding(dict[int, str]):
    """The search form of each character, made when it is first met."""

    def __missing__(self, code: int) -> str:
        # Serbian letters first: taken apart, some would lose more than an accent.
        plain = unicodedata.normalize("NFC", chr(code).casefold()).translate(_PLAIN)
        apart = unicodedata.normalize("NFKD", plain).casefold()
        bare = "".join(one for one in apart if not unicodedata.combining(one))
        self[code] = bare.translate(_PLAIN)  # once more: "ё" has become "е" only now
        return self[code]


_FOLDED: Final = _Folding()
