"""What the page says of its own, in the language of the page."""

import tomllib
from pathlib import Path
from typing import Any, Final

import attrs

from chrono56 import Language, When

_FOLDER: Final = Path(__file__).with_name("words")
_KNOWN: Final = ("en", "hu", "sr")
_FALLBACK: Final = "en"
_CYRILLIC: Final = "абвгдђежзијклљмнњопрстћуфхцчџш"
_LATIN: Final = (
    *("a", "b", "v", "g", "d", "đ", "e", "ž", "z", "i", "j", "k", "l", "lj", "m", "n"),
    *("nj", "o", "p", "r", "s", "t", "ć", "u", "f", "h", "c", "č", "dž", "š"),
)
_TO_LATIN: Final = str.maketrans(
    dict(zip(_CYRILLIC, _LATIN, strict=True))
    | {
        upper: latin.capitalize()
        for upper, latin in zip(_CYRILLIC.upper(), _LATIN, strict=True)
    }
)


@attrs.frozen
class Words:
    """Hold the words of one language.

    Attributes:
        tag: The BCP 47 tag of the language that the page is in.
        names: The tag of the language that names are wanted in.
        dates: The language that dates are told in, or its tag.
        tables: The words by table and key.
    """

    tag: str
    names: str
    dates: Language | str
    tables: dict[str, dict[str, Any]]

    def say(self, table: str, key: str, **values: object) -> str:
        """Return a sentence with its values filled in; the key where there is none."""
        return str(self.tables[table].get(key, key)).format(**values)

    def date(self, when: When) -> str:
        """Return a date in words."""
        return when.describe(self.dates)

    def count(self, number: int, unit: str) -> str:
        """Return a number with the form of the unit that goes with it.

        >>> words_of("sr").count(22, "day"), words_of("en").count(1, "hour")
        ('22 дана', '1 hour')
        """
        forms = self.tables["unit"][unit]
        return f"{number} {forms[min(_form(number, len(forms)), len(forms) - 1)]}"


def _form(number: int, forms: int) -> int:
    if forms < 3:
        return int(number != 1)
    if number % 100 // 10 == 1:  # 11 to 19
        return 2
    last = number % 10
    return 0 if last == 1 else 1 if 2 <= last <= 4 else 2


def words_of(language: str, dates: Language | str = "en") -> Words:
    """Return the words of a language; English where the page speaks it not.

    Args:
        language: The BCP 47 tag that is wanted.
        dates: The language that dates are told in, or its tag.

    >>> words_of("hu-HU").say("page", "search"), words_of("tlh").tag
    ('Keresés', 'en')
    >>> words_of("sr-Latn").say("page", "search")
    'Pretraga'
    """
    base, *rest = language.lower().split("-")
    found = base if base in _KNOWN else _FALLBACK
    tables = _tables(found)
    if found == "sr" and "latn" in rest:
        return Words("sr-Latn", language, dates, _in_latin(tables))
    return Words(found, language, dates, tables)


def _tables(language: str) -> dict[str, Any]:
    return tomllib.loads((_FOLDER / f"{language}.toml").read_text(encoding="utf-8"))


def _in_latin(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _in_latin(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_in_latin(one) for one in value]
    # Names in braces are ASCII, and stay.
    return value.translate(_TO_LATIN)
