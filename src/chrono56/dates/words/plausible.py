"""What could be a date in a running text, and is one: not a count, a page or a name."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from chrono56.dates.words.around import DIGITS, Around
from chrono56.dates.words.compiling import Compiled
from chrono56.dates.words.counting import Counts
from chrono56.dates.words.features import Features, as_features
from chrono56.dates.words.forms import splits_year
from chrono56.dates.words.hours import DAY_FEATURES
from chrono56.dates.words.language import Language
from chrono56.dates.words.naming import Names
from chrono56.dates.words.tokens import Token

_JOINING: Final = frozenset("-–/.,:")
_UNITS: Final = frozenset("%°")
_COUNTS: Final = frozenset("£$€¥№#")
_TIMED: Final = frozenset({"hour", "part", "bare"})
# There are many of these: each needs more to be one of them.
_IN_DAYS: Final = frozenset({"weekday", "part"})
_IN_YEARS: Final = _IN_DAYS | {"month", "season", "feast"}
_SAID_WHICH: Final = frozenset({"year", "day"})
_ONLY_YEAR: Final = frozenset({"year", "yy", "y1", "approx", "doubt", "form", "a", "b"})
# What describes a date in full, and means something else, or no date, in a text.
_TOLD: Final = frozenset(
    {"each", "any-time", "open-open", "unknown-open", "open-unknown"}
)


class Surroundings:
    """Judges expressions by what they say and by what stands around them."""

    def __init__(
        self, tokens: Sequence[Token], ready: Compiled, language: Language
    ) -> None:
        self._around = around = Around(tokens, ready.lists)
        self._counts = Counts(around, language)
        self._names = Names(around, language)
        self.is_spaced_dash = around.is_spaced_dash
        self.end_of_place = self._names.end_of_place
        self.is_name = self._names.is_named_year

    def begins(self, place: int) -> bool:
        """Say whether an expression can begin here: not amid a word or a number."""
        tokens = self._around.tokens
        token = tokens[place]
        if token.text in self._around.listed("articles"):
            return False
        if not token.glued:
            return True
        before = tokens[place - 1]
        if before.text not in _JOINING:
            return not before.text[-1].isalnum() and before.text not in _COUNTS
        if before.text in ".,:" and place > 1:  # a blank may be missing, but not amid
            return tokens[place - 2].text[-1] not in DIGITS  # a number
        return not before.glued

    def ends(self, end: int) -> bool:
        """Say whether an expression can end before a token."""
        after, next_one = self._around.glued(end), self._around.glued(end + 1)
        if after and after in ".,:":  # a blank may be missing, but not amid a number
            return not next_one[:1].isdecimal()
        if after in _JOINING:
            return not next_one[:1].isalnum()
        return after not in _UNITS and not after.removeprefix("-")[:1].isalnum()

    def is_date(self, place: int, end: int, features: Features) -> bool:
        """Say whether what could be a date is one."""
        said = set(_keys(features))
        if features.get("form") in _TOLD or splits_year(features):
            return False
        if self._counts.is_count(place, end, said):
            return False
        if features.get("form") == "extent" and (
            _ends_in_count(features) or self._is_separated(place, end, features)
        ):
            return False
        if self._is_any(place, said) or self._names.is_part(place, end, said):
            return False
        if said <= _ONLY_YEAR:
            return self._counts.is_year(place, end, is_range="form" in said)
        return not self._is_weak(place, end, said)

    def _is_any(self, place: int, said: AbstractSet[str]) -> bool:
        """Say whether it is any such day or season, or another than that spoken of."""
        if not _SAID_WHICH.isdisjoint(said):
            return False
        before = self._around.text(place - 1)
        if before in self._around.listed("indefinite"):
            return not _IN_DAYS.isdisjoint(said)
        is_other = before in self._around.listed("relative")
        return is_other and not _IN_YEARS.isdisjoint(said)

    def _is_weak(self, place: int, end: int, said: AbstractSet[str]) -> bool:
        """Say whether it is words that mean a date only in better company."""
        around = self._around
        if "abbr" in said and said.isdisjoint({"day", "year", "within"}):
            return True
        if said == {"season"} and around.text(end - 1) in around.listed("adjectives"):
            return True
        words = {it.text for it in around.tokens[place:end] if it.text[-1].isalnum()}
        if not words <= around.listed("weak") or said == {"season", "yshift"}:
            return False
        if said == {"season"} and around.text(place - 1) in around.listed("leading"):
            return False
        if around.text(end) == ":" or around.is_spaced_dash(end):
            return False
        return around.is_first(place) or not around.is_capital(end - 1)

    def _is_separated(self, place: int, end: int, features: Features) -> bool:
        """Say whether a dash with blanks separates two dates and is no "to".

        So it is in lists of more than two, and where the second says less.
        """
        around = self._around
        if not any(around.is_spaced_dash(at) for at in range(place, end)):
            return False
        if around.is_spaced_dash(place - 1) or any(
            around.is_spaced_dash(at) and around.text(at + 1)[0] in DIGITS
            for at in range(end, end + 3)
        ):
            return True
        first, last = as_features(features.get("a")), as_features(features.get("b"))
        if "yshift" in first or ("day" in first) != ("day" in last):
            return True
        if "minute" in first and "minute" in last:
            return not DAY_FEATURES.isdisjoint(first)
        return "month" not in last and not _TIMED.isdisjoint(last)


def _ends_in_count(features: Features) -> bool:
    """Say whether an extent ends in a number, and nothing says that it is an hour."""
    first, last = as_features(features.get("a")), as_features(features.get("b"))
    return {"hour", "bare"} <= last.keys() and "hour" not in first


def _keys(features: Features) -> Iterator[str]:
    within = [features]
    while within:
        for key, value in within.pop().items():
            yield key
            if not isinstance(value, int | str):
                within.append(value)
