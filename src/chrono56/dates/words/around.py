"""What stands around an expression in a running text."""

from collections.abc import Mapping, Sequence
from typing import Final

from chrono56.dates.words.tokens import BREAK, Token

DIGITS: Final = frozenset("0123456789")
DAYS: Final = frozenset(str(day) for day in range(1, 32))
DASHES: Final = frozenset("-–—")
_OPENING: Final = DASHES | frozenset(".!?:;•*·\"'„“”«»(") | {BREAK}
_NONE: Final[frozenset[str]] = frozenset()


class Around:
    """The tokens of a text, and what a language's lists say of them."""

    def __init__(
        self, tokens: Sequence[Token], lists: Mapping[str, frozenset[str]]
    ) -> None:
        self.tokens = tokens
        self._lists = lists

    def listed(self, name: str) -> frozenset[str]:
        """Return a list of the language; empty if it has none of that name."""
        return self._lists.get(name, _NONE)

    def text(self, place: int) -> str:
        """Return the text of a token; before the first and after the last, a break."""
        return self.tokens[place].text if 0 <= place < len(self.tokens) else BREAK

    def glued(self, place: int) -> str:
        """Return the text of a token that is glued to the one before; else nothing."""
        if place < len(self.tokens) and self.tokens[place].glued:
            return self.tokens[place].text
        return ""

    def before(self, place: int) -> str:
        """Return the word before a token; the point of an abbreviation is none."""
        before = self.text(place - 1)
        return self.text(place - 2) if before == "." else before

    def is_capital(self, place: int) -> bool:
        """Say whether there is a token that begins with a capital letter."""
        return 0 <= place < len(self.tokens) and self.tokens[place].capital

    def is_first(self, place: int) -> bool:
        """Say whether a capital letter is owed to the place in the sentence alone."""
        return self.text(place - 1) in _OPENING

    def is_spaced_dash(self, place: int) -> bool:
        """Say whether a token is a dash after a blank."""
        return self.text(place) in DASHES and not self.tokens[place].glued
