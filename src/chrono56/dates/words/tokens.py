"""Cut a text into tokens: numbers, words, signs; each with its place in the text."""

import re
from collections.abc import Callable, Collection, Iterator
from itertools import pairwise
from typing import Final

# A number, a word with its combining marks, or any other single sign.
_TOKEN: Final = re.compile(r"[0-9]+|(?:[^\W\d_][\u0300-\u036f]*)+|\S")
# A zone or an offset in brackets is one sign; so are the digits of a number of which
# some are not known.
_SIGN: Final = re.compile(
    r"\((?:UTC(?:[+-][0-9]{2}:[0-9]{2})?|[A-Za-z_]+(?:/[A-Za-z0-9_+-]+)+"
    r"|TZ [A-Za-z0-9_/+-]+)\)"
    r"|(?<![0-9])(?=[0-9–]*\?)[0-9?](?:–[0-9?]){1,3}(?![0-9–])"
)
_SIGN_STARTS: Final = frozenset("(?0123456789")
# What ends a line that the next one does not go on with.
_LINE_END: Final = re.compile(r"(?:[0-9.!?:;)\]–—-][^\S\n]*\n|\n\s*\n)")
_ALIKE: Final = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "‐": "-", "‑": "-"})
_SHORTEST: Final = 4  # letters of a word before which or after which a blank may lack
_REMEMBERED: Final = 4096  # different words whose folded form is kept
BREAK: Final = "\n"
"""The token between paragraphs: no expression reaches across it."""


class Token:
    """A piece of a text.

    Attributes:
        text: As it is compared: folded, with plain apostrophes and hyphens.
        start: Offset of its first character.
        end: Offset after its last character.
        glued: Whether nothing stands between it and the token before.
        capital: Whether it begins with a capital letter.
    """

    __slots__ = ("capital", "end", "glued", "start", "text")

    def __init__(
        self, text: str, start: int, end: int, *, glued: bool, capital: bool
    ) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.glued = glued
        self.capital = capital


class Tokenizer:
    """Cuts texts of one language.

    Args:
        fold: Gives a word the form in which it is compared.
        known: The folded words that are not to be cut.
        stems: The folded words that take endings.
        endings: The endings, folded, each with a hyphen before it.
        run_on: The folded words that are cut off in a running text where the blank
            before them is missing; none that other words end with.
    """

    def __init__(
        self,
        fold: Callable[[str], str],
        known: Collection[str] = (),
        stems: Collection[str] = (),
        endings: Collection[str] = (),
        run_on: Collection[str] = (),
    ) -> None:
        self._fold = fold
        self._run_on = tuple(run_on)
        self._known = known
        self._stems = stems
        self._endings = frozenset(endings)
        lengths = {len(ending) - 1 for ending in endings}
        self._lengths = sorted(lengths, reverse=True)
        self._folded: dict[str, str] = {}

    def tokens(self, text: str, *, by_paragraph: bool = False) -> list[Token]:
        """Cut a text; *by_paragraph* puts a `BREAK` where a paragraph ends.

        It also cuts words in two between which a blank is missing, as in pages from
        which headings and lists were taken out.

        >>> [token.text for token in Tokenizer(str.casefold).tokens("4 Nov. 1956")]
        ['4', 'nov', '.', '1956']
        """
        breaks = _paragraph_ends(text) if by_paragraph else iter(())
        next_break = next(breaks, None)
        found: list[Token] = []
        at = end = 0
        while (piece := _TOKEN.search(text, at)) is not None:
            start = piece.start()
            if next_break is not None and next_break <= start:
                found.append(Token(BREAK, end, end, glued=False, capital=False))
                while next_break is not None and next_break <= start:
                    next_break = next(breaks, None)
            if text[start] in _SIGN_STARTS:
                piece = _SIGN.match(text, start) or piece
            glued, at = bool(found) and start == end, piece.end()
            word, joint = piece[0], self._joint(piece[0]) if by_paragraph else 0
            capital = word[0].isupper()
            if joint:  # by its capital letter, what stands after it is no name
                self._add(found, word[:joint], start, glued=glued, capital=capital)
                word, start = word[joint:], start + joint
                glued = capital = False
            self._add(found, word, start, glued=glued, capital=capital)
            end = at
        return found

    def _joint(self, written: str) -> int:
        """Return where a blank is missing in a word; 0 if none is.

        It is before a capital letter after small ones, or before one of some words.
        """
        if len(written) <= _SHORTEST or not written[0].isalpha():
            return 0
        folded = self._folded_of(written)
        if folded.endswith(self._run_on) and len(folded) == len(written):
            length = max(len(it) for it in self._run_on if folded.endswith(it))
            return len(written) - length if len(written) - length >= _SHORTEST else 0
        if written.islower() or written[1:].islower() or written.isupper():
            return 0
        pairs = enumerate(pairwise(written), 1)
        return next((at for at, it in pairs if it[0].islower() and it[1].isupper()), 0)

    def _folded_of(self, written: str) -> str:
        folded = self._folded.get(written)
        if folded is None:
            folded = written.translate(_ALIKE)
            if folded[0] != "(":  # of a mark without a letter, nothing may be left
                folded = self._fold(folded) or folded
            if len(self._folded) < _REMEMBERED:
                self._folded[written] = folded
        return folded

    def _add(
        self,
        found: list[Token],
        written: str,
        start: int,
        *,
        glued: bool,
        capital: bool,
    ) -> None:
        folded, end = self._folded_of(written), start + len(written)
        if glued and self._is_ending(found, folded):
            hyphen = found.pop()
            folded, start, glued = f"-{folded}", hyphen.start, True
        elif folded not in self._known:
            stem = self._stem_of(folded)
            if stem:
                cut = start + len(stem)
                found.append(Token(stem, start, cut, glued=glued, capital=capital))
                folded, start, glued = f"-{folded[len(stem) :]}", cut, True
        found.append(Token(folded, start, end, glued=glued, capital=capital))

    def _is_ending(self, found: list[Token], folded: str) -> bool:
        """Say whether a word after a hyphen is an ending of what the hyphen follows."""
        return (
            bool(self._endings)
            and found[-1].text == "-"
            and found[-1].glued
            and f"-{folded}" in self._endings
        )

    def _stem_of(self, folded: str) -> str:
        """Return the word without its ending; empty if it is none that is known."""
        for length in self._lengths:
            stem = folded[:-length]
            if stem in self._stems and f"-{folded[-length:]}" in self._endings:
                return stem
        return ""


def _paragraph_ends(text: str) -> Iterator[int]:
    return (found.end() for found in _LINE_END.finditer(text))
