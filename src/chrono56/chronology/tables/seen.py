"""Remembering millions of ids in little memory."""

import mmap
from itertools import combinations
from typing import Final

_WORDS: Final = 1 << 25
_WORD_BITS: Final = 16
_MARKS: Final = tuple(
    sum(1 << bit for bit in bits) for bits in combinations(range(_WORD_BITS), 4)
)[:1024]


class Seen:
    """Remember ids: what was seen is always known again.

    Of what was not seen, one in some ten thousands is taken for seen among millions.
    """

    def __init__(self) -> None:
        # Memory that no id has reached yet is not there, either.
        self._words = memoryview(mmap.mmap(-1, 2 * _WORDS)).cast("H")

    def add(self, text: str) -> bool:
        """Take an id in; return whether it may have been seen before."""
        code = hash(text)
        place, mark = code & (_WORDS - 1), _MARKS[code >> 32 & 1023]
        word = self._words[place]
        if word & mark == mark:
            return True
        self._words[place] = word | mark
        return False

    def __contains__(self, text: str) -> bool:
        """Say whether an id may have been seen."""
        code = hash(text)
        mark = _MARKS[code >> 32 & 1023]
        return self._words[code & (_WORDS - 1)] & mark == mark
