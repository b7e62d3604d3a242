"""Read EDTF as the draft of 2012 had it, which many catalogues still hold."""

import re
from typing import Final

from chrono56.dates.faults import CLOSING, set_fault
from chrono56.dates.shape import MARK_OF
from chrono56.dates.when import When
from chrono56.errors import DateSyntaxError

_BITS: Final = {"?": 1, "~": 2, "?~": 3}
_ENDS: Final = {"unknown": "", "open": ".."}

_LONG_YEAR: Final = re.compile(r"(y)(-?[0-9]+)(?:(e)([0-9]+)(?:(p)([0-9]+))?)?")
_CAPITALS: Final = {"y": "Y", "e": "E", "p": "S"}
_MASKED: Final = re.compile(r"[0-9]{2}(?:[0-9]x|xx)")
_SEASON: Final = re.compile(r"([0-9]{4}-)(2[1-4])\^(.+)")
# The draft gives this one example of what may follow "^"; EDTF has codes for these.
_HEMISPHERES: Final = {"northernHemisphere": 4, "southernHemisphere": 8}
_COMPONENT: Final = re.compile(r"-?[0-9u]+")
_MARK: Final = re.compile(r"\?~|[?~]")
_DEEPEST: Final = 2  # brackets within brackets, as in (2004-(06)~)?
_NEWER: Final = {
    "X": "u for an unspecified digit (in the draft of 2012)",
    "%": "?~ for both ? and ~ (in the draft of 2012)",
    "Y": "y before a year of more than 4 digits (in the draft of 2012)",
}

Piece = tuple[str, int]
"""A part of the text in today's EDTF, and the offset of what it stands for."""


def read_edtf_2012(text: str) -> When:
    """Read EDTF 1.0, the draft of 2012 that ISO 8601-2:2019 replaced.

    ``u`` is an unspecified digit, ``x`` masked precision, ``unknown`` and ``open`` are
    ends of an interval, ``?~`` is both uncertain and approximate, brackets say what a
    qualifier is for, and ``y``, ``e`` and ``p`` write long years. The date that comes
    back is written in today's EDTF. What both have in common is read as `When.parse`
    reads it; what only today's EDTF has is refused, so that no column is mixed unseen.

    Raises:
        DateSyntaxError: The text is not of the draft, or today's EDTF has no words for
            what it says.

    >>> read_edtf_2012("2004-(06)?~/unknown")
    When('2004-%06/')
    >>> read_edtf_2012("y17101e4p3")
    When('Y171010000S3')
    """
    pieces = _translated(text)
    today = "".join(piece for piece, _ in pieces)
    try:
        return When.parse(today)
    except DateSyntaxError as fault:
        places = [at + i for piece, at in pieces for i in range(len(piece))]
        offset = places[fault.offset] if fault.offset < len(places) else len(text)
        raise DateSyntaxError(text, offset, fault.expected) from None


def _translated(text: str) -> list[Piece]:
    """Translate a date, a list or an interval.

    when = date | list | end "/" end
    """
    if text[:1] in CLOSING:
        return _list(text)
    if "/" not in text:
        return _date(text, 0, text)
    slash = text.index("/")
    first = _end(text[:slash], 0, text)
    return [*first, ("/", slash), *_end(text[slash + 1 :], slash + 1, text)]


def _end(part: str, at: int, whole: str) -> list[Piece]:
    """Translate an end of an interval.

    end = date | "unknown" | "open"
    """
    if part in _ENDS:
        return [(_ENDS[part], at)]
    if part in ("", ".."):
        raise DateSyntaxError(
            whole, at, "a date, unknown or open (in the draft of 2012)"
        )
    return _date(part, at, whole)


def _list(text: str) -> list[Piece]:
    """Translate a list; a blank may follow a comma.

    list   = ("[" | "{") member *("," [" "] member) ("]" | "}")
    member = [date] [".."] [date]
    """
    closing = CLOSING[text[0]]
    if text[-1] != closing:
        raise set_fault(text)
    pieces = [(text[0], 0)]
    at = 1
    for place, member in enumerate(text[1:-1].split(",")):
        if place:
            pieces.append((",", at - 1))
        blank = 1 if place and member[:1] == " " else 0
        first, dots, last = member[blank:].partition("..")
        start = at + blank
        if first or not dots:
            pieces += _date(first, start, text)
        pieces.append((dots, start + len(first)))
        if last:
            pieces += _date(last, start + len(first) + len(dots), text)
        at += len(member) + 1
    return [*pieces, (closing, len(text) - 1)]


def _date(part: str, at: int, whole: str) -> list[Piece]:
    """Translate a date.

    date = long-year | masked-year | season "^" hemisphere | day "T" time | components
    """
    long = _LONG_YEAR.match(part)
    if long is not None:
        return _long_year(long, at, whole)
    if _MASKED.fullmatch(part):
        return [(part.upper(), at)]
    season = _SEASON.fullmatch(part)
    if season is not None:
        return _season(season, at, whole)
    if "T" in part:
        return [(part, at)]
    return _Components(part, at, whole).read()


def _long_year(long: re.Match[str], at: int, whole: str) -> list[Piece]:
    """Translate a year of more than four digits.

    long-year = "y" ["-"] digits ["e" digits ["p" digits]]
    """
    if long.end() < len(long.string):
        raise DateSyntaxError(whole, at + long.end(), "the end of the year")
    parts = [place for place in range(1, 7) if long[place] is not None]
    return [
        (_CAPITALS.get(long[one], long[one]), at + long.start(one)) for one in parts
    ]


def _season(season: re.Match[str], at: int, whole: str) -> list[Piece]:
    """Translate a season with a word on it, if EDTF has a code for that."""
    if season[3] not in _HEMISPHERES:
        raise DateSyntaxError(
            whole, at + season.start(3), "northernHemisphere or southernHemisphere"
        )
    code = int(season[2]) + _HEMISPHERES[season[3]]
    return [(season[1], at), (str(code), at + season.start(2))]


class _Components:
    """Read year, month and day, with qualifiers and brackets.

    A qualifier after a bracket is for all that is in it. One after a component is for
    it and for what is on its left and in no bracket of its own.
    """

    def __init__(self, part: str, at: int, whole: str) -> None:
        self.part = part
        self.at = at
        self.whole = whole
        self.place = 0
        self.found: list[Piece] = []
        self.marks: list[int] = []

    def read(self) -> list[Piece]:
        """Return the components, each with its own qualifier on its left."""
        self._group(0)
        if self.place < len(self.part):
            raise self._fault("a hyphen, a qualifier or the end")
        pieces: list[Piece] = []
        for (digits, at), mark in zip(self.found, self.marks, strict=True):
            hyphen = "-" if pieces else ""
            pieces += [(hyphen, at - 1), (MARK_OF[mark], at), (digits, at)]
        return pieces

    def _group(self, depth: int) -> list[int]:
        """Read what stands outside all brackets, or in one; return the components.

        group = item *("-" item)
        item  = component [mark] | "(" group ")" [mark]
        """
        held: list[int] = []
        loose: list[int] = []
        while True:
            if depth < _DEEPEST and self._took("("):
                inner = self._group(depth + 1)
                self._close(inner)
                held += inner
            else:
                loose.append(self._component())
                held.append(loose[-1])
                self._qualify(loose)
            if not self._took("-"):
                return held

    def _took(self, character: str) -> bool:
        taken = self.part.startswith(character, self.place)
        self.place += taken
        return taken

    def _component(self) -> int:
        found = _COMPONENT.match(self.part, self.place)
        if found is None:
            raise self._fault("a year, a month or a day, such as 2004, 06 or 0u")
        self.found.append((found[0].replace("u", "X"), self.at + self.place))
        self.marks.append(0)
        self.place = found.end()
        return len(self.marks) - 1

    def _close(self, inner: list[int]) -> None:
        """Read a closing bracket and, if there is one, the qualifier of all in it."""
        if not self._took(")"):
            raise self._fault("a hyphen, a qualifier or a closing )")
        mark = _MARK.match(self.part, self.place)
        if mark is not None:
            self._apply(mark, inner)

    def _qualify(self, loose: list[int]) -> None:
        """Read the qualifier after a component, if there is one."""
        mark = _MARK.match(self.part, self.place)
        if mark is None:
            return
        if any(self.marks[one] for one in loose):
            # 2004?-06-04~: the draft's words and its grammar differ on the year.
            raise self._fault("brackets that say what this qualifier is for")
        self._apply(mark, loose)

    def _apply(self, mark: re.Match[str], components: list[int]) -> None:
        for one in components:
            self.marks[one] |= _BITS[mark[0]]
        self.place = mark.end()

    def _fault(self, expected: str) -> DateSyntaxError:
        found = self.part[self.place : self.place + 1]
        return DateSyntaxError(
            self.whole, self.at + self.place, _NEWER.get(found, expected)
        )
