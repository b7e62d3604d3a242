"""Births and deaths on a page: their headings, the marks of a second date, names."""

import re
from typing import Final

import attrs

from chrono56.dates import When
from chrono56.dates.words.language import Language
from chrono56.dates.words.reading import InWords
from chrono56.errors import DateSyntaxError
from chrono56.importers.chronicle_text import Span
from chrono56.text import folded

BIRTH: Final = "life.birth"
DEATH: Final = "life.death"

_HEADINGS: Final = {
    BIRTH: "births születések született születtek рођења рођени rođenja rođeni",
    DEATH: "deaths halálozások elhunytak meghaltak смрти умрли преминули smrti umrli"
    " preminuli",
}
_BORN: Final = r"[*∗⁎]|born|b\.|szül(?:\.|etett)|рођ?\.|рођена?|р\.|rođ\.|rođena?|r\."
_DIED: Final = (
    r"[†✝‡]|died|d\.|megh(?:\.|alt)|elh(?:\.|unyt)|прем(?:\.|инула?)|ум(?:\.|рла?|ро)"
    r"|prem(?:\.|inula?)|um(?:\.|rla?|ro)"
)
_SECOND: Final = re.compile(
    rf"\(\W{{0,3}}(?:(?P<born>{_BORN})|(?P<died>{_DIED}))\s*(?P<date>[^()]+?)\s*\)[\s.]*\Z",
    re.IGNORECASE,
)
_LONGEST: Final = 120  # characters that a second date takes at the end of a line
_PARTICLES: Final = frozenset(
    (
        *("al", "af", "av", "bin", "da", "dal", "de", "del", "della", "den", "der"),
        *("di", "do", "dos", "du", "el", "ibn", "la", "le", "ten", "ter", "van", "von"),
        "zu",
    )
)


@attrs.frozen(kw_only=True)
class SecondDate:
    """The other date of a life, as it stands in brackets at the end of a line.

    Attributes:
        kind: Of what it is the date: ``life.birth`` or ``life.death``.
        when: The date.
        words: The date as it is printed.
        span: Where the brackets stand in the line.
    """

    kind: str
    when: When
    words: str
    span: Span

    @property
    def of_the_line(self) -> str:
        """Give the kind that the line itself tells of: the other one."""
        return DEATH if self.kind == BIRTH else BIRTH

    def fits(self, head: When) -> bool:
        """Say whether nobody would die before being born."""
        born, died = (self.when, head) if self.kind == BIRTH else (head, self.when)
        if born.earliest is None or died.latest is None:
            return True
        return born.earliest <= died.latest


def heading_kind(text: str) -> str:
    """Return the kind of life event that a heading announces; empty if none.

    >>> heading_kind("Születések"), heading_kind("Умрли"), heading_kind("Sources")
    ('life.birth', 'life.death', '')
    """
    word = folded(text)
    for kind, words in _HEADINGS.items():
        if word in {folded(one) for one in words.split()}:
            return kind
    return ""


def second_date(text: str, language: str | Language) -> SecondDate | None:
    """Return the second date of a life at the end of a line, None if there is none.

    Args:
        text: The line, such as ``A painter (* 1875)`` or ``A painter (d. 2005)``.
        language: The language of the date, or its tag.
    """
    found = _SECOND.search(text, max(0, len(text) - _LONGEST))
    if found is None:
        return None
    try:
        when = InWords.read(found["date"], language).when
    except DateSyntaxError:
        return None
    if when is None:
        return None
    kind = BIRTH if found["born"] else DEATH
    return SecondDate(kind=kind, when=when, words=found["date"], span=found.span())


def name_of(text: str) -> str:
    """Return the name with which a line about a person begins.

    It ends with the first comma, or before the first word in lower case that is no
    part of names.

    >>> name_of("Ana von Kis, painter"), name_of("Kis Anna festő (* 1875)")
    ('Ana von Kis', 'Kis Anna')
    """
    words: list[str] = []
    for word in re.split(r"\s*[,;:(]|\s[–—-]\s", text, maxsplit=1)[0].split():
        if not (word[0].isupper() or folded(word) in _PARTICLES) and words:
            break
        words.append(word)
    while len(words) > 1 and folded(words[-1]) in _PARTICLES:
        words.pop()
    return " ".join(words)
