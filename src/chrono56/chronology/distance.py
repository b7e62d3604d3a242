"""Orderings in words: how far before or after another event."""

from typing import Final

from chrono56.dates.durations import parts_of
from chrono56.dates.words.languages import language_of, told_in
from chrono56.dates.words.phrases import counted, phrase
from chrono56.model import Ordering

_UNITS: Final = ("year", "month", "week", "day", "hour", "minute", "second")

# A distance as its sign (-1, 0, 1) and its words without the sign.
_Distance = tuple[int, str]


def duration_words(text: str, language: str = "en") -> str:
    """Return an ISO 8601 duration in words, its sign left out.

    Days are calendar days, hours are hours: "1 day" and "24 hours" are two things.

    >>> duration_words("PT2H30M"), duration_words("-P1D", "hu")
    ('2 hours 30 minutes', '1 nap')
    """
    return _distance(text, language)[1]


def ordering_words(
    ordering: Ordering, other: str, about: str = "", language: str = "en"
) -> str:
    """Return an ordering in words.

    Args:
        ordering: The ordering.
        other: What the other event is called.
        about: The id of the event it is about; its end after its own start is a length.
        language: The BCP 47 tag of the language of the words.

    >>> ordering_words(Ordering(other="march", least="PT2H", most="PT2H"), "the march")
    '2 hours after the march'
    >>> ordering_words(Ordering("end", other="march", most="PT0S"), "the march")
    'end: before the march'
    """
    if about == ordering.other and ordering.point == "end":
        return phrase("lasted", language, length=_length(ordering, language))
    point = ""
    if ordering.point != "whole":
        point = phrase(f"point-{ordering.point}", language) + ": "
    if ordering.other_point != "whole":
        other = phrase(f"{ordering.other_point}-of", language, other=other)
    return point + _placed(ordering.least, ordering.most, other, language)


def _placed(least: str | None, most: str | None, other: str, language: str) -> str:
    low = _distance(least, language) if least is not None else None
    high = _distance(most, language) if most is not None else None
    if low is not None and high is not None:
        key, lengths = _between(low, high, is_day=least == "P0D" == most)
    elif low is not None:
        key, lengths = _ONE_SIDED["least", low[0]], low[1:]
    elif high is not None:
        key, lengths = _ONE_SIDED["most", high[0]], high[1:]
    else:
        key, lengths = "some-time", ()
    inflected = language_of(told_in(language)).wording.inflected
    named = zip(
        ("length", "longer"), (inflected(it, "by") for it in lengths), strict=False
    )
    return phrase(key, language, other=other, **dict(named))


# What a bound alone says, by the sign of the distance.
_ONE_SIDED: Final = {
    ("least", -1): "after-or-before",
    ("least", 0): "after",
    ("least", 1): "least-after",
    ("most", -1): "least-before",
    ("most", 0): "before",
    ("most", 1): "before-or-after",
}


def _between(
    low: _Distance, high: _Distance, *, is_day: bool
) -> tuple[str, tuple[str, ...]]:
    """Return the phrase for two bounds, and the lengths that stand in it."""
    side = "after" if high[0] > 0 else "before"
    if low == high:
        if low[0]:
            return f"exactly-{side}", low[1:]
        return "same-day" if is_day else "same-time", ()
    if not low[0]:
        return "within-after", high[1:]
    if not high[0]:
        return "within-before", low[1:]
    if low[0] == high[0]:
        near, far = (low, high) if low[0] > 0 else (high, low)
        return f"range-{side}", (near[1], far[1])
    return "both-sides", (low[1], high[1])


def _length(ordering: Ordering, language: str) -> str:
    least, most = ordering.least, ordering.most
    if least == most and least is not None:
        return duration_words(least, language)
    return ", ".join(
        phrase(f"length-{bound}", language, number=duration_words(text, language))
        for bound, text in (("low", least), ("high", most))
        if text
    )


def _distance(text: str, language: str) -> _Distance:
    sign, counts = parts_of(text)
    words = " ".join(
        counted(unit, count, language)
        for count, unit in zip(counts, _UNITS, strict=True)
        if count
    )
    return (sign, words) if words else (0, phrase("no-time", language))
