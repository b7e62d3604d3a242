"""The languages that chrono56 has, and how another is found."""

from typing import Final, Self

from chrono56.dates.words.language import Language
from chrono56.errors import PluginError
from chrono56.offers import imported

BUILT_IN: Final = {
    "en": "chrono56.dates.words.en:LANGUAGE",
    "hu": "chrono56.dates.words.hu:LANGUAGE",
    "sr": "chrono56.dates.words.sr:LANGUAGE",
    "sr-latn": "chrono56.dates.words.sr:IN_LATIN",
}
"""The languages that chrono56 has, by their tags in lower case."""


class TaughtTag(str):
    """The tag of a language of dates that a plugin teaches, with that language.

    It is a tag wherever one is wanted, so that names are chosen by it; where dates are
    told, they are told in its language.

    Attributes:
        language: The language.
        provider: The distribution that teaches it; empty if that is not known.
    """

    __slots__ = ("language", "provider")
    language: Language
    provider: str

    def __new__(cls, tag: str, language: Language, provider: str = "") -> Self:
        """Tie a language to its tag."""
        made = super().__new__(cls, tag)
        made.language = language
        made.provider = provider
        return made


def told_in(language: str) -> str:
    """Return a language's tag, or English where dates are not told in that.

    >>> told_in("hu"), told_in("de")
    ('hu', 'en')
    """
    return language if is_known(language) else "en"


def is_known(language: str) -> bool:
    """Say whether dates are told in the language of a tag.

    >>> is_known("sr-Latn-RS"), is_known("de")
    (True, False)
    """
    return isinstance(language, TaughtTag) or bool(_known(language))


def language_of(language: str | Language) -> Language:
    """Return the language of a tag such as ``hu`` or ``sr-Latn``.

    Raises:
        PluginError: There is none.

    >>> language_of("sr-Cyrl-RS").name, language_of("sr-Latn-RS").name
    ('српски', 'srpski')
    """
    if isinstance(language, Language):
        return language
    if isinstance(language, TaughtTag):
        return language.language
    tag = _known(language)
    if not tag:
        raise PluginError(language, sorted(BUILT_IN), wanted="language of dates")
    found: Language = imported(BUILT_IN[tag])
    return found


def _known(language: str) -> str:
    """Return the tag, or as much of it as names one of chrono56's own languages."""
    tag = language.lower()
    while tag not in BUILT_IN and "-" in tag:
        tag = tag.rpartition("-")[0]
    return tag if tag in BUILT_IN else ""
