"""Numbers that could be dates, and count something: people, pages, years of age."""

from collections.abc import Set as AbstractSet
from typing import Final

from chrono56.dates.words.around import DAYS, DIGITS, Around
from chrono56.dates.words.language import Language

_OPERATORS: Final = frozenset("*×+<>=^")
_YEARS: Final = range(1000, 2101)
# From here on, a number of four digits before a noun is rather a year than a count.
_MODERN: Final = 1800
_TWO_DIGITS: Final = 2
# Beside one of these, a bare number is a day or an hour.
_TELLING: Final = frozenset(
    {"month", "mshift", "part", "half", "unit", "weekday", "sure", "noon", "midnight"}
)
_ONLY_MONTH: Final = frozenset({"month", "year", "yshift"})
# The words beside which an expression with one of these features only counts: before
# it, in one list; after it, in the other.
_COUNTED_BEFORE: Final = (("decade2", "owners"), ("unit", "amounts"))
_COUNTED_AFTER: Final = (("upto", "bases"), ("soon", "bases"))


class Counts:
    """Judges whether a number counts something."""

    def __init__(self, around: Around, language: Language) -> None:
        self._around = around
        self._years_name_things = language.years_name_things
        day = language.wording.templates["day"]
        self._day_follows = day.index("{month") < day.index("{day")

    def is_count(self, place: int, end: int, said: AbstractSet[str]) -> bool:
        """Say whether numbers, hours or decades count something, and are no date."""
        if "soft" in said and "sure" not in said:
            return True
        if "bare" in said and _TELLING.isdisjoint(said):
            return True
        if "open" in said and self._around.text(end)[0].isalpha():
            return True  # counted from what follows: two days after the march
        if "noday" in said and self._is_counting(place, end):
            return True
        if said <= _ONLY_MONTH and self._has_other_day(place, end):
            return True
        if {"day", "sure"} <= said and self._is_numbered(place, end):
            return True
        return self._is_told_to_count(place, end, said)

    def _is_told_to_count(self, place: int, end: int, said: AbstractSet[str]) -> bool:
        """Say whether a word beside an expression tells that it counts something."""
        around = self._around
        before, after = around.text(place - 1), around.text(end)
        if any(
            it in said and before in around.listed(at) for it, at in _COUNTED_BEFORE
        ):
            return True
        if any(it in said and after in around.listed(at) for it, at in _COUNTED_AFTER):
            return True
        if "hour" not in said:
            return False
        if around.text(end - 1)[0] in DIGITS and after in around.listed("counted"):
            return True
        is_number = around.text(place)[0] in DIGITS
        return is_number and around.before(place) in around.listed("counting")

    def _is_numbered(self, place: int, end: int) -> bool:
        """Say whether "the 4th" is one of many, and no day: on the 4th floor."""
        around = self._around
        after = around.text(end)
        if not {around.text(end - 1), after}.isdisjoint(around.listed("genitives")):
            return True
        if not self._is_before_noun(end):
            return False
        return not (around.is_capital(place) and around.is_capital(end))

    def _has_other_day(self, place: int, end: int) -> bool:
        """Say whether a month has a day beside it with which it could not be read."""
        around = self._around
        if not self._day_follows:
            return around.before(place) in DAYS
        if self._is_ordinal(place - 1) and not around.is_capital(place):
            return True
        is_inflected = around.text(end - 1).startswith(
            "-"
        )  # where a day has the ending
        return not is_inflected and around.text(end) in DAYS

    def _is_ordinal(self, point: int) -> bool:
        """Say whether a token is the point after a number of one or two digits."""
        number = self._around.text(point - 1)
        is_short = number[0] in DIGITS and len(number) <= _TWO_DIGITS
        return is_short and self._around.glued(point) == "."

    def _is_counting(self, place: int, end: int) -> bool:
        """Say whether a number beside a month counts what is after it, or issues."""
        around = self._around
        if around.text(end - 1)[0] in DIGITS and self._is_before_noun(end):
            return True
        return around.before(place) in around.listed("counting")

    def _is_before_noun(self, end: int) -> bool:
        """Say whether a word follows that a number before it could count."""
        after = self._around.text(end)
        return after[0].isalpha() and after not in self._around.listed("joining")

    def is_year(self, place: int, end: int, *, is_range: bool) -> bool:
        """Say whether a number that can be a year is one, and not a count or a page."""
        around = self._around
        first, last = around.text(place), around.text(end - 1)
        years = [
            int(it.text) for it in around.tokens[place:end] if it.text[0] in DIGITS
        ]
        if years and years[0] not in _YEARS:
            return False
        if last[0].isalpha() or last[0] == "-":
            return True
        if self._is_number(place, end):
            return False
        before, after = around.before(place), around.text(end)
        if first[0] not in DIGITS or last[0] not in DIGITS:
            return True
        if not after[0].isalpha():
            return True
        is_told = is_range or after in around.listed("joining")
        if before in around.listed("leading"):
            is_of = before in around.listed("genitives")  # of 1200 men, not in 1200
            return not is_of or is_told or min(years) >= _MODERN
        return min(years) >= _MODERN and (is_told or self._names_thing(place, end))

    def _is_number(self, place: int, end: int) -> bool:
        """Say whether signs or words make a number of what could be a year."""
        around = self._around
        if self._is_reckoned(place - 1) or self._is_reckoned(end):
            return True
        is_ordinal = around.text(end) == "." and not around.is_capital(end + 1)
        after = around.text(end + is_ordinal)
        is_told = around.before(place) in around.listed("counting")
        return is_told or after in around.listed("counted")

    def _is_reckoned(self, place: int) -> bool:
        """Say whether a token is a sign between two numbers; * 1911 is a birth."""
        around = self._around
        sides = (around.text(place - 1)[0], around.text(place + 1)[0])
        return around.text(place) in _OPERATORS and DIGITS.issuperset(sides)

    def _names_thing(self, place: int, end: int) -> bool:
        """Say whether a year names what is after it, and does not count it.

        A list of determiners, as in *the 1956 events*, tells the one from the other.
        """
        around = self._around
        if not self._years_name_things:
            return False
        told = around.listed("determiners")
        if not told or around.is_capital(end):
            return True
        is_round = around.text(end - 1).endswith("00")
        return around.text(place - 1) in told and not is_round
