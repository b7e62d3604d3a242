"""How a language tells dates: its templates and names, and what cases do to them."""

import re
from collections.abc import Callable, Mapping
from typing import Final

import attrs

_SLOT: Final = re.compile(r"\{(\w+)(?:\|(\w+|\*))?\}")
_NO_CASE: Final = ""
_OF_THE_WHOLE: Final = "*"

Part = str | Callable[[str], str]
"""What fills a slot: a text, or what gives the text in a case."""


def _unchanged(text: str, _case: str) -> str:
    return text


@attrs.frozen(kw_only=True, eq=False)
class Wording:
    """The texts from which a language's dates are made.

    A template has slots such as ``{a}`` or, in a case of that language, ``{a|gen}``.
    What a case does to a whole is a template of its own (``day|gen``) or, if there is
    none, left to *inflect*; where a slot is in the case of the whole (``{a|*}``), that
    is all it does.

    Attributes:
        months: The names of the months, by case; without a case, under ``""``.
        templates: By name; docs/how-to/teach-dates-a-language.md has them all.
        inflect: Gives a text in a case.
        mended: Patterns of what never stands so, and what is written instead.
        shortens: Which of two ends leaves out the month or year that the other says:
            ``first``, ``last``, or neither. In a list, all but the other end do.

    >>> german = Wording(
    ...     months={"": ("Januar", "Februar", "März")},
    ...     templates={"day": "{day}. {month} {year}"},
    ... )
    >>> german.told("day", day="15", month=german.month(3), year="1848")
    '15. März 1848'
    """

    months: Mapping[str, tuple[str, ...]]
    templates: Mapping[str, str]
    inflect: Callable[[str, str], str] = _unchanged
    mended: Mapping[str, str] = attrs.field(factory=dict)
    shortens: str = ""

    def month(self, number: int, case: str = _NO_CASE) -> str:
        """Return the name of a month, counted from 1, in a case.

        A case for which there are no names has those without a case.

        >>> months = {"": ("мај", "јун"), "gen": ("маја", "јуна")}
        >>> Wording(months=months, templates={}).month(2, "gen")
        'јуна'
        """
        return self.months.get(case, self.months[_NO_CASE])[number - 1]

    def has(self, name: str) -> bool:
        """Say whether there is a template of that name.

        >>> Wording(months={}, templates={"year": "{year}"}).has("month")
        False
        """
        return name in self.templates

    def told(self, name: str, case: str = _NO_CASE, **parts: Part) -> str:
        """Return a template with its slots filled, in a case.

        Raises:
            Untold: There is no such template.

        >>> templates = {"day": "{day}. Mai", "day|in": "am {day}. Mai"}
        >>> wording = Wording(months={}, templates=templates)
        >>> wording.told("day", day="5"), wording.told("day", "in", day="5")
        ('5. Mai', 'am 5. Mai')
        """
        own = self.templates.get(f"{name}|{case}") if case else None
        if own is not None:
            return _filled(own, parts, case)
        template = self.templates.get(name)
        if template is None:
            raise Untold(name)
        told = _filled(template, parts, case)
        return told if f"|{_OF_THE_WHOLE}}}" in template else self.inflected(told, case)

    def tidy(self, text: str) -> str:
        """Return a whole text with its punctuation in order.

        >>> Wording(months={}, templates={}, mended={" +,": ","}).tidy("4 May , 1956")
        '4 May, 1956'
        """
        for found, written in self.mended.items():
            text = re.sub(found, written, text)
        return text

    def inflected(self, text: str, case: str) -> str:
        """Return a text in a case; as it is where none is named.

        >>> wording = Wording(
        ...     months={}, templates={}, inflect=lambda text, case: f"{text}-{case}"
        ... )
        >>> wording.inflected("1956", "ban"), wording.inflected("1956", "")
        ('1956-ban', '1956')
        """
        return self.inflect(text, case) if case else text


class Untold(Exception):  # noqa: N818 - no error: its EDTF text is told instead
    """A language has no words for it."""


def _filled(template: str, parts: Mapping[str, Part], whole: str) -> str:
    def part(slot: re.Match[str]) -> str:
        found, case = parts[slot[1]], slot[2] or _NO_CASE
        case = whole if case == _OF_THE_WHOLE else case
        return found if isinstance(found, str) else found(case)

    return _SLOT.sub(part, template)
