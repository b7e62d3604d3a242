"""What could be a date in a running text, and is one: not a count, a page or a name."""

from collections.abc import Iterator, Sequence
from typing import Final

from chrono56.dates.words.compiling import Compiled
from chrono56.dates.words.features import Features, as_features
from chrono56.dates.words.tokens import BREAK, Token

_DASHES: Final = frozenset("-–—")
_JOINING: Final = frozenset("-–/.,:")
_UNITS: Final = frozenset("%°")
_DIGITS: Final = frozenset("0123456789")
_SENTENCE_ENDS: Final = frozenset({".", "!", "?", BREAK})
_YEARS: Final = range(1000, 2101)
# From here on, a number of four digits before a noun is rather a year than a count.
_MODERN: Final = 1800
# Beside one of these, a bare number is a day or an hour.
_TELLING: Final = frozenset(
    {"month", "mshift", "part", "half", "unit", "weekday", "sure", "noon", "midnight"}
)
_TIMED: Final = frozenset({"hour", "part", "bare"})
_NONE: Final[frozenset[str]] = frozenset()


class Surroundings:
    """Judges expressions by what they say and by what stands around them."""

    def __init__(
        self, tokens: Sequence[Token], ready: Compiled, *, years_name_things: bool
    ) -> None:
        self._tokens = tokens
        self._lists = ready.lists
        self._years_name_things = years_name_things

    def begins(self, place: int) -> bool:
        """Say whether an expression can begin here: not amid a word or a number."""
        token = self._tokens[place]
        if token.text in self._list("articles"):
            return False
        if not token.glued:
            return True
        before = self._tokens[place - 1]
        if before.text not in _JOINING:
            return not before.text[-1].isalnum()
        if before.text in ".,:" and place > 1:  # a blank may be missing, but not amid
            return self._tokens[place - 2].text[-1] not in _DIGITS  # a number
        return not before.glued

    def ends(self, end: int) -> bool:
        """Say whether an expression can end before a token."""
        after = self._glued(end)
        if after and after in ".,:":  # a blank may be missing, but not amid a number
            return not self._glued(end + 1)[:1].isdecimal()
        if after in _JOINING:
            return not self._glued(end + 1)[:1].isalnum()
        return after not in _UNITS and not after.removeprefix("-")[:1].isalnum()

    def is_date(self, place: int, end: int, features: Features) -> bool:
        """Say whether what could be a date is one."""
        said = set(_keys(features))
        if "soft" in said and "sure" not in said:
            return False
        if "bare" in said and _TELLING.isdisjoint(said):
            return False
        if "open" in said and self._text(end)[0].isalpha():
            return False  # counted from what follows: two days after the march
        if features.get("form") == "extent" and (
            _ends_in_count(features) or self._is_separated(place, end, features)
        ):
            return False
        if said <= {"month", "abbr"} and self._is_weak(place, end, said):
            return False
        if said <= {"year", "yy", "approx", "doubt", "form", "a", "b"}:
            return self._is_year(place, end, is_range="form" in said)
        return not self._is_weak(place, end, said)

    def is_place(self, end: int) -> bool:
        """Say whether what ends before a token is a name: October 6 Street."""
        if self._text(end) not in self._list("places"):
            return False
        return self._tokens[end].capital or self._text(end - 1) == "."

    def is_name(self, place: int, end: int) -> bool:
        """Say whether it is a year that only names something: the 1956 revolution."""
        if any(token.text[0] not in _DIGITS for token in self._tokens[place:end]):
            return self._text(end - 1) in self._list("naming")
        return self._text(place - 1) not in self._list("leading")

    def is_spaced_dash(self, place: int) -> bool:
        """Say whether a token is a dash after a blank."""
        return self._text(place) in _DASHES and not self._tokens[place].glued

    def _list(self, name: str) -> frozenset[str]:
        return self._lists.get(name, _NONE)

    def _text(self, place: int) -> str:
        """Return the text of a token; before the first and after the last, a break."""
        return self._tokens[place].text if 0 <= place < len(self._tokens) else BREAK

    def _glued(self, place: int) -> str:
        """Return the text of a token that is glued to the one before; else nothing."""
        if place < len(self._tokens) and self._tokens[place].glued:
            return self._tokens[place].text
        return ""

    def _is_weak(self, place: int, end: int, said: set[str]) -> bool:
        """Say whether it is words that mean a date only in better company."""
        if "abbr" in said and "day" not in said and "year" not in said:
            return True
        if said == {"season"} and self._text(end - 1) in self._list("adjectives"):
            return True
        weak = self._list("weak")
        words = [it.text for it in self._tokens[place:end] if it.text[-1].isalnum()]
        if not weak.issuperset(words):
            return False
        is_first = self._text(place - 1) in _SENTENCE_ENDS
        return is_first or not self._tokens[place].capital

    def _is_separated(self, place: int, end: int, features: Features) -> bool:
        """Say whether a dash with blanks separates two dates and is no "to".

        So it is in lists of more than two, and where the second says less.
        """
        if not any(self.is_spaced_dash(at) for at in range(place, end)):
            return False
        if self.is_spaced_dash(place - 1) or any(
            self.is_spaced_dash(at) and self._text(at + 1)[0] in _DIGITS
            for at in range(end, end + 3)
        ):
            return True
        first, last = as_features(features.get("a")), as_features(features.get("b"))
        return not _TIMED.isdisjoint(last) or ("day" in first) != ("day" in last)

    def _is_year(self, place: int, end: int, *, is_range: bool) -> bool:
        """Say whether a number that can be a year is one, and not a count or a page."""
        tokens = self._tokens[place:end]
        years = [int(it.text) for it in tokens if it.text[0] in _DIGITS]
        if years and years[0] not in _YEARS:
            return False
        before, after = self._text(place - 1), self._text(end)
        if before == ".":
            before = self._text(place - 2)
        if tokens[-1].text[0] not in _DIGITS:
            return True
        if before in self._list("counting") or after in self._list("counted"):
            return False
        if tokens[0].text[0] not in _DIGITS:
            return True
        if before in self._list("leading") or not after[0].isalpha():
            return True
        names = self._years_name_things or is_range or after in self._list("joining")
        return names and min(years) >= _MODERN


def _ends_in_count(features: Features) -> bool:
    """Say whether an extent ends in a number, and nothing says that it is an hour."""
    first, last = as_features(features.get("a")), as_features(features.get("b"))
    return {"hour", "bare"} <= last.keys() and "hour" not in first


def _keys(features: Features) -> Iterator[str]:
    for key, value in features.items():
        yield key
        if not isinstance(value, int | str):
            yield from _keys(value)
