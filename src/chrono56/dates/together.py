"""What several dates say together: what satisfies two of them, and the hull of all."""

from collections.abc import Iterator
from typing import Final

import attrs

from chrono56.dates.cells import is_subset
from chrono56.dates.lines import Line, line_for, points_of, resolved_line_for
from chrono56.dates.patterns import texts_of_days, texts_of_moments
from chrono56.dates.points import Points, overlapping, shared
from chrono56.dates.read import anatomy
from chrono56.dates.shape import (
    ALL_OF,
    APPROXIMATE,
    CLOCK,
    EXTENT,
    FAR,
    UNCERTAIN,
    Choice,
    Date,
    Extent,
    Member,
    Shape,
    dates_of,
)
from chrono56.dates.verdict import Verdict
from chrono56.dates.when import When

_DOUBTS: Final = UNCERTAIN | APPROXIMATE

Window = Date | Choice


def intersection(one: When, other: When) -> When | None:
    """Return what satisfies both statements; None if nothing does.

    It leaves open exactly what both leave open: nothing is rounded. Of a date that lies
    wholly within the other the text is kept, with its qualifiers, clock times and
    zones; what is written anew has the qualifiers of both.

    >>> intersection(When.parse("1956-XX-23"), When.parse("1956-1X"))
    When('1956-1X-23')
    >>> intersection(When.parse("1956-10~"), When.parse("[..1956-10-23]"))
    When('[1956-10-01~..1956-10-23~]')
    """
    if one.same_as(other) is Verdict.IMPOSSIBLE:
        return None
    a, b = anatomy(str(one)), anatomy(str(other))
    if (a.flags | b.flags) & ALL_OF:
        return one if a.flags & ALL_OF else other
    line = resolved_line_for(a, b)
    for when, inner, outer in ((one, a, b), (other, b, a)):
        if isinstance(outer, Extent) and _lies_within(inner, outer, line):
            return when
    if line.is_civil and (a.flags | b.flags) & EXTENT:
        # The clock time of one at an end and of another at the other may be at odds.
        return intersection(one.by_day(), other.by_day())
    return When.parse(_text_of_both(a, b, line))


def hull(first: When, *others: When) -> When:
    """Return the shortest extent of days that certainly contains all of the dates.

    An end that is open or unknown for any of them is open.

    >>> hull(When.parse("1956-11-04"), When.parse("1956-10"), When.parse("1956-10-23"))
    When('1956-10-01/1956-11-04')
    """
    dates = (first, *others)
    return When.span(min(dates, key=_earliest), max(dates, key=_latest))


def _earliest(when: When) -> int:
    return -FAR if when.earliest is None else when.earliest


def _latest(when: When) -> int:
    return FAR if when.latest is None else when.latest


def _ends(shape: Shape) -> tuple[Window | None, Window | None]:
    """Return when something started and ended, which is the same for a window."""
    return (shape.start, shape.end) if isinstance(shape, Extent) else (shape, shape)


def _lies_within(inner: Shape, outer: Extent, line: Line) -> bool:
    """Say whether start and end of the one lie within those of the other."""
    return all(
        is_subset(points_of(a, line), points_of(b, line))
        for a, b in zip(_ends(inner), _ends(outer), strict=True)
    )


def _text_of_both(one: Shape, other: Shape, line: Line) -> str:
    if not (one.flags | other.flags) & EXTENT:
        return _text(_window_of_both(_ends(one)[0], _ends(other)[0], line))
    lasted = bool(one.flags & other.flags & EXTENT)
    # A reader doesn't ask what zones mean, and might find the ends in the wrong order:
    # where zones have been resolved, instants are written.
    keep = not lasted or line == line_for(one, other)
    start, end = (
        _window_of_both(a, b, line, keep=keep)
        for a, b in zip(_ends(one), _ends(other), strict=True)
    )
    if not lasted:
        # What lasted and was a moment started and ended at once.
        return _text(_window_of_both(start, end, line))
    open_start = "../" in (one.text[:3], other.text[:3])
    open_end = "/.." in (one.text[-3:], other.text[-3:])
    return f"{_text(start, is_open=open_start)}/{_text(end, is_open=open_end)}"


def _text(end: Window | None, *, is_open: bool = False) -> str:
    """Return the text of an end, of which nothing may be said."""
    if end is not None:
        return end.text
    return ".." if is_open else ""


def _window_of_both(
    one: Window | None, other: Window | None, line: Line, *, keep: bool = True
) -> Window | None:
    """Return what two windows both leave open, of which there is something.

    Args:
        one: None leaves everything open.
        other: None leaves everything open.
        line: On what they are compared.
        keep: Whether to keep what lies wholly within the other as it is.
    """
    if one is None or other is None:
        return one or other
    kept = _inner(one, other, line) if keep else None
    if kept is None:
        pairs = overlapping(_spread(one, line), _spread(other, line))
        texts = (
            text for a, b in pairs for text in _texts_of_both(a, b, line, keep=keep)
        )
        kept = f"[{','.join(texts)}]"
    window = anatomy(kept)
    return None if isinstance(window, Extent) else window


@attrs.frozen
class _Spread:
    """A member of a set with its points, from the least to the greatest."""

    member: Member
    points: Points
    lo: int
    hi: int


def _spread(window: Window, line: Line) -> list[_Spread]:
    members = window.members if isinstance(window, Choice) else (window,)
    placed = ((member, points_of(member, line)) for member in members)
    return [_Spread(member, points, points.lo, points.hi) for member, points in placed]


def _inner(one: Member | Choice, other: Member | Choice, line: Line) -> str | None:
    """Return the text of the one that lies wholly within the other, if one does.

    If both do, the first; but by civil days the one that has a clock time.
    """
    a, b = points_of(one, line), points_of(other, line)
    if is_subset(a, b):
        timed = line.is_civil and other.flags & ~one.flags & CLOCK
        return other.text if timed and is_subset(b, a) else one.text
    return other.text if is_subset(b, a) else None


def _texts_of_both(
    one: _Spread, other: _Spread, line: Line, *, keep: bool
) -> Iterator[str]:
    """Yield the members that stand for what two members of sets share."""
    points = shared(one.points, other.points)
    if points is None:
        return
    kept = _inner(one.member, other.member, line) if keep else None
    doubts = (one.member.flags | other.member.flags) & _DOUBTS
    if kept is not None:
        yield kept
    elif line.clocks:
        offset = _offset_of(one.member, other.member) if line.instants else None
        yield from texts_of_moments(points, doubts, offset)
    else:
        yield from texts_of_days(points, doubts)


def _offset_of(*members: Member) -> int:
    """Return the first offset that is given, in minutes east of UTC; else 0."""
    clocks = (date.clock for member in members for date in dates_of(member))
    given = (clock.offset for clock in clocks if clock is not None)
    return next((offset for offset in given if offset is not None), 0)
