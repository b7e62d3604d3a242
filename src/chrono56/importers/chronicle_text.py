"""Text of a chronicle: its sentences, and what is short enough to be a label."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, TypeAlias

Span: TypeAlias = tuple[int, int]
"""Where it starts in a text, and where it ends: the offset after its last character."""

_LONGEST: Final = 80  # characters of a label
_END: Final = re.compile(r"[.!?…]+[)\]”\"»’]*|\n[ \t]*(?=\n)|\n")
_LAST_WORD: Final = re.compile(r"\w+\Z")
_NEAR: Final = 80  # characters that tell whether a sentence ends between them
_ROMAN: Final = frozenset("IVXLC")
_SHORT: Final = frozenset(
    (
        *("ca", "cf", "dr", "etc", "fr", "gen", "ld", "mr", "mrs", "no", "pl", "st"),
        *("stb", "sz", "ún", "vö", "vs", "kb", "др", "итд", "нпр", "св", "тзв", "тј"),
    )
)
_BREAKS: Final = re.compile(r"[,;:(]|\s[–—-](?=\s)")
_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_FEW: Final = 2  # words, of which a clause needs more than one to tell something
# Characters of a sentence that is told where a clause says little, and of a clause that
# dates share: a page without full stops must not be told once for each.
_WHOLE: Final = 1000
_TAKEN: Final = ("date", "half", "day", "month", "year", "century")
_EDGES: Final = " \t\n,;:–—-"
_SENTENCE_MARKS: Final = (*'.!?…)”"»’',)


def sentences(text: str, dates: Sequence[Span] = ()) -> Iterator[Span]:
    r"""Yield where each sentence of a text stands; the blank between them is in none.

    A full stop within a date ends none, and neither does one after an ordinal, an
    initial or a short abbreviation. A line ends one if it ends like a sentence, or
    before a blank line.

    >>> text = "On 3 May J. Kis came. He left\nin the evening."
    >>> [text[start:end] for start, end in sentences(text)]
    ['On 3 May J. Kis came.', 'He left\nin the evening.']
    """
    inside = {at for start, end in dates for at in range(start, end)}
    edges = {at for date in dates for at in date}
    start = 0
    for mark in _END.finditer(text):
        if mark.start() in inside or not _ends(text, mark, edges):
            continue
        yield from _stripped(text, start, mark.end())
        start = mark.end()
    yield from _stripped(text, start, len(text))


def _stripped(text: str, start: int, end: int) -> Iterator[Span]:
    piece = text[start:end]
    if piece.strip():
        first = start + len(piece) - len(piece.lstrip())
        yield first, first + len(piece.strip())


def _ends(text: str, mark: "re.Match[str]", edges: set[int]) -> bool:
    """Say whether a sentence ends with what looks like its end.

    Args:
        text: The text.
        mark: What looks so.
        edges: Where dates begin and end.
    """
    before = text[max(0, mark.start() - _NEAR) : mark.start()]
    after = text[mark.end() : mark.end() + _NEAR]
    if mark[0].startswith("\n"):
        return not after.strip() or after[0] == "\n" or ends_as_sentence(before)
    follows = after.lstrip()
    if not follows or "\n" in after[: len(after) - len(follows)]:
        return True
    opened = follows.lstrip("([„“”\"«»'–— ")
    if not opened[:1].isupper() and not opened[:1].isdecimal():
        return False
    if mark[0][0] != "." or mark.start() in edges:
        return True
    word = _last_word(before)
    if len(follows) == len(after):  # a blank is missing
        is_one = opened[1:2].islower() or mark.end() in edges
        return is_one and word.islower() and not _is_short(word)
    return not word.isdecimal() and not _ROMAN.issuperset(word) and not _is_short(word)


def _is_short(word: str) -> bool:
    """Say whether a word is an initial or an abbreviation."""
    return len(word) == 1 or word.casefold() in _SHORT


def _last_word(text: str) -> str:
    found = _LAST_WORD.search(text)
    return found[0] if found else ""


def ends_as_sentence(text: str) -> bool:
    """Say whether a line ends with the mark of a sentence, or with a bracket.

    >>> ends_as_sentence("The mill burns."), ends_as_sentence("A list of mills")
    (True, False)
    """
    return text.rstrip().endswith(_SENTENCE_MARKS)


def label_of(text: str) -> str:
    r"""Return a text as a label: on one line, and cut at a word where it is long.

    >>> label_of("The mill\n burns,")
    'The mill burns'
    """
    plain = on_one_line(text).strip(_EDGES)
    if len(plain) <= _LONGEST:
        return plain.removesuffix(".") if plain.count(".") == 1 else plain
    cut = plain[:_LONGEST].rpartition(" ")[0] or plain[: _LONGEST - 1]
    return f"{cut.rstrip(_EDGES)}…"


def on_one_line(text: str) -> str:
    """Return a text with one blank for each row of blanks and line ends."""
    return " ".join(text.split())


def clauses(
    text: str, sentence: Span, dates: Sequence[Span], *, is_told: bool = False
) -> list[str]:
    """Return for each date of a sentence the part of it that tells what was then.

    The first date has it from the start, each later one its own clause; dates with
    nothing between them share one, unless that gets very long. A date alone in brackets
    has what is before them.
    What says next to nothing is told by the whole sentence.

    Args:
        text: The text.
        sentence: Where the sentence stands.
        dates: Where the dates in it stand, in their order.
        is_told: Whether the first date has its own clause, too.

    >>> text = "They open the school in 1953, and close it on 3 May 1954."
    >>> clauses(text, (0, 57), [(24, 28), (46, 56)])
    ['They open the school in 1953,', 'and close it on 3 May 1954.']
    """
    start, end = sentence
    begins: list[int] = []
    ends: list[int] = []
    told = start
    for first, last in dates:
        before = text[told:first].rstrip()
        is_alone = before.endswith("(") and text[last : last + 2].lstrip()[:1] == ")"
        if is_alone:
            before = before[:-1]
        breaks = list(_BREAKS.finditer(before))
        last_begun = begins[-1] if begins else start
        if breaks and (begins or is_told):
            begins.append(told + breaks[-1].end())
        elif begins and first - last_begun > _WHOLE:
            begins.append(told)
        else:
            begins.append(last_begun)
        ends.append(told + len(before) if is_alone else end)
        told = last
    next_begins = end
    for index in reversed(range(len(begins))):
        ends[index] = min(ends[index], next_begins)
        if index and begins[index] > begins[index - 1]:
            next_begins = begins[index]
    parts = [_clause(text[one:last]) for one, last in zip(begins, ends, strict=True)]
    whole = text[start:end]
    return [
        whole if _says_little(one) and len(whole) < _WHOLE else one for one in parts
    ]


def _clause(text: str) -> str:
    """Return a clause without the end of a bracket that was opened before it."""
    plain = text.strip()
    before, bracket, after = plain.rpartition(")")
    if bracket and plain.count(")") > plain.count("(") and not _WORD.search(after):
        return before
    return plain


def _says_little(text: str) -> bool:
    return len(_WORD.findall(text)) < _FEW


def listed(taken: frozenset[str]) -> str:
    """Return what was taken from elsewhere, in words.

    >>> listed(frozenset({"year", "day", "month"}))
    'the day, month and year'
    """
    names = [
        f"{one} of the day" if one == "half" else one for one in _TAKEN if one in taken
    ]
    *most, last = names
    return f"the {', '.join(most)} and {last}" if most else f"the {last}"
