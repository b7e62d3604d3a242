"""Remembering millions of ids in little memory."""

import mmap
from collections.abc import Iterable
from itertools import combinations
from typing import Final

_WORDS: Final = 1 << 24
_WORD: Final = 4  # bytes
# Two bits of the lower 15, and two of the next 15: small numbers are the quickest.
_PAIRS: Final = tuple(
    1 << one | 1 << other for one, other in combinations(range(15), 2)
)
_MARKS: Final = tuple(low | high << 15 for low in _PAIRS for high in _PAIRS)


class Seen:
    """Remember ids: what was seen is always known again.

    Of what was not seen, one in some ten thousands is taken for seen among millions.
    """

    def __init__(self) -> None:
        # Memory that no id has reached yet is not there, either.
        self._words = memoryview(mmap.mmap(-1, _WORD * _WORDS)).cast("I")

    def add(self, texts: Iterable[str]) -> list[str]:
        """Take ids in; return those that may have been seen before."""
        words, marks, last = self._words, _MARKS, _WORDS - 1
        found = []
        for text in texts:
            code = hash(text)
            place, mark = code & last, marks[(code >> 32) % len(marks)]
            word = words[place]
            if word & mark == mark:
                found.append(text)
            else:
                words[place] = word | mark
        return found

    def __contains__(self, text: str) -> bool:
        """Say whether an id may have been seen."""
        code = hash(text)
        mark = _MARKS[(code >> 32) % len(_MARKS)]
        return self._words[code & (_WORDS - 1)] & mark == mark
