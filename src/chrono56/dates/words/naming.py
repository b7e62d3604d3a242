"""Dates that are only part of a name: streets, fronts, people, revolutions."""

from collections.abc import Set as AbstractSet
from typing import Final

from chrono56.dates.words.around import DAYS, DIGITS, Around
from chrono56.dates.words.language import Language

# What only these say, a person or a place can be called, too: April, Friday Harbor.
_CALLED: Final = frozenset({"month", "abbr", "weekday", "season"})
_DAY_OF_YEAR: Final = frozenset({"month", "day", "bare"})


class Names:
    """Judges whether a date is part of a name.

    It takes from the language whether months are written with a capital letter; where
    they are not, a capital amid a sentence begins a name.
    """

    def __init__(self, around: Around, language: Language) -> None:
        self._around = around
        self._capital_months = language.wording.months[""][0][0].isupper()

    def end_of_place(self, place: int, end: int) -> int:
        """Return where the name of a street ends that has a date in it; 0 if none has.

        So it is with *October 6 Street* and *Trg 29. novembra 5*; the number of the
        house is part of it.
        """
        around = self._around
        if around.text(place - 1) in around.listed("bearers"):
            names_day = around.text(place) in DAYS
            is_place = names_day and around.is_capital(place - 1)
        elif around.text(end) in around.listed("places"):
            is_place = around.is_capital(end) or around.text(end - 1) == "."
            end += 1
        else:
            return 0
        if not is_place:
            return 0
        if around.text(end)[0] in DIGITS:
            end += 1 + bool(around.glued(end + 1).strip(",;:."))
        return end

    def is_named_year(self, place: int, end: int) -> bool:
        """Say whether it is a year that only names something: the 1956 revolution."""
        around = self._around
        if any(token.text[0] not in DIGITS for token in around.tokens[place:end]):
            return around.text(end - 1) in around.listed("naming")
        return around.text(place - 1) not in around.listed("leading")

    def is_part(self, place: int, end: int, said: AbstractSet[str]) -> bool:
        """Say whether a month, a weekday or a day of any year is part of a name."""
        if said <= _CALLED:
            return self._is_called_so(place, end)
        return said <= _DAY_OF_YEAR and self._is_day_of_name(place, end)

    def _is_called_so(self, place: int, end: int) -> bool:
        around = self._around
        if around.text(place - 1) in around.listed("leading"):
            return False
        if around.text(end - 1)[0] in DIGITS or not around.is_capital(place):
            return False
        is_first = around.is_first(place)
        is_before_name = around.is_capital(end) and not around.glued(end)
        if not self._capital_months:
            is_adjective = around.text(end - 1) in around.listed("adjectives")
            return not is_first or (is_before_name and is_adjective)
        return is_before_name or (not is_first and around.is_capital(place - 1))

    def _is_day_of_name(self, place: int, end: int) -> bool:
        """Say whether a day and what follows are a name: az Október 23. Bizottság."""
        around = self._around
        if self._capital_months or around.is_first(place):
            return False
        end += around.text(end) == "."
        is_ordinal = around.text(end - 1) == "."
        return is_ordinal and around.is_capital(place) and around.is_capital(end)
