"""Read EDTF text: dates, sets and intervals, at any level, and the extensions."""

import re
from functools import lru_cache
from typing import Final

from chrono56.dates.faults import CLOSING, set_fault
from chrono56.dates.lines import line_for, points_of
from chrono56.dates.read_date import read_date
from chrono56.dates.shape import (
    ALL_OF,
    CLOCK,
    EXTENT,
    FAR,
    Choice,
    Date,
    Extent,
    Member,
    Range,
    Shape,
)
from chrono56.errors import DateSyntaxError

# ".." between times of day is a window of minutes, not a range.
_DOTS: Final = re.compile(r"\.\.(?![0-9]{2}:)")
# What precedes an interval's "/": a zone in brackets, which follows a time and may
# have slashes of its own, or anything else that is no slash.
_BEFORE_SLASH: Final = re.compile(
    r"(?:(?<=[0-9Z])\[[^\]]*\]|(?<![0-9Z])\[|[^/\[])*(?=/)"
)
_SEASON: Final = re.compile(r"[?~%]?(?:Y-?|-)?[0-9X]+[?~%]?-[?~%]?([234][0-9])[?~%]?")
# The draft of 2012 had words for the ends that are not known.
_KEYWORDS: Final = ("unknown", "open")


def read(text: str, *, strict: bool) -> Shape:
    """Read a date, a set or an interval.

    when = date | set | [end] "/" [end]

    Raises:
        DateSyntaxError: The text is none of these; it carries the place.
    """
    if "/" in text:
        before = _BEFORE_SLASH.match(text)
        if before is not None:
            return _read_extent(text, before.end(), strict=strict)
    if text[:1] in CLOSING:
        return _read_set(text, strict=strict)
    return read_date(text, strict=strict)


@lru_cache(maxsize=4096)
def anatomy(text: str) -> Shape:
    """Return what a canonical text consists of."""
    return read(text, strict=False)


def _read_extent(text: str, slash: int, *, strict: bool) -> Extent:
    """Read an interval.

    interval = [date | set | ".."] "/" [date | set | ".."], not both empty
    """
    if text == "/":
        raise DateSyntaxError(text, 0, "a date at one end of the interval at least")
    start_text, end_text = text[:slash], text[slash + 1 :]
    start = _read_end(start_text, text, 0, strict=strict)
    end = _read_end(end_text, text, slash + 1, strict=strict)
    flags = EXTENT
    lo, hi = -FAR, FAR
    if start is not None:
        flags |= start.flags
        lo, start_text = start.lo, start.text
    if end is not None:
        flags |= end.flags
        hi, end_text = end.hi, end.text
    if _is_backward(start, end):
        raise DateSyntaxError(text, slash + 1, "an end that is not before the start")
    canonical = f"{start_text}/{end_text}"
    return Extent(text=canonical, lo=lo, hi=hi, flags=flags, start=start, end=end)


def _is_backward(first: Date | Choice | None, last: Date | Choice | None) -> bool:
    """Say whether the last is over before the first begins, by days or by the clock."""
    if first is None or last is None:
        return False
    if first.lo > last.hi:
        return True
    if not (first.flags | last.flags) & CLOCK:
        return False
    line = line_for(first, last)
    return points_of(first, line).lo > points_of(last, line).hi


def _read_end(text: str, whole: str, at: int, *, strict: bool) -> Date | Choice | None:
    """Read one end of an interval; None for the open ``..`` and the unknown end."""
    if text in ("", ".."):
        return None
    if text in _KEYWORDS:
        raise DateSyntaxError(
            whole, at, "nothing for an unknown end, .. for an open one"
        )
    try:
        if text[0] in CLOSING:
            end: Date | Choice = _read_set(text, strict=strict)
            if strict or end.flags & ALL_OF:
                raise DateSyntaxError(text, 0, "a date at the end of an interval")
        else:
            end = _read_part(text, "interval", strict=strict)
            season = _SEASON.fullmatch(text) if strict else None
            if season is not None:
                raise DateSyntaxError(
                    text, season.start(1), "no season in an interval (strict EDTF)"
                )
    except DateSyntaxError as fault:
        raise DateSyntaxError(whole, at + fault.offset, fault.expected) from None
    return end


def _read_part(text: str, whole: str, *, strict: bool) -> Date:
    """Read a date within a set or an interval, where strict EDTF has no clock times."""
    if strict and "T" in text:
        raise DateSyntaxError(
            text, text.index("T"), f"no clock time within strict EDTF's {whole}s"
        )
    return read_date(text, strict=strict)


def _read_set(text: str, *, strict: bool) -> Date | Choice:
    """Read a set.

    set = ("[" | "{") member *("," member) ("]" | "}")
    """
    closing = CLOSING[text[0]]
    if text[-1] != closing or len(text) == 1:
        raise set_fault(text)
    all_of = text[0] == "{"
    members = _read_members(text, strict=strict)
    if len(members) == 1 and isinstance(members[0], Date) and not all_of:
        return members[0]
    flags = ALL_OF if all_of else 0
    for member in members:
        flags |= member.flags
    inner = ",".join(member.text for member in members)
    return Choice(
        text=f"{text[0]}{inner}{closing}",
        lo=min(member.lo for member in members),
        hi=max(member.hi for member in members),
        flags=flags,
        members=members,
    )


def _read_members(text: str, *, strict: bool) -> tuple[Member, ...]:
    """Read what stands between a set's brackets; return it in order, each once."""
    pieces = text[1:-1].split(",")
    last = len(pieces) - 1
    members: dict[str, Member] = {}
    at = 1
    for place, piece in enumerate(pieces):
        try:
            member = _read_member(piece, strict=strict)
        except DateSyntaxError as fault:
            raise DateSyntaxError(text, at + fault.offset, fault.expected) from None
        if strict:
            _check_open(text, at, member, first=place == 0, last=place == last)
        members[member.text] = member
        at += len(piece) + 1
    return tuple(sorted(members.values(), key=_place))


def _check_open(text: str, at: int, member: Member, *, first: bool, last: bool) -> None:
    """Refuse what EDTF lacks: a range without start or end amid a set."""
    if member.lo == -FAR and not first:
        raise DateSyntaxError(text, at, "a date (strict EDTF has .. first or last)")
    if member.hi == FAR and not last:
        at = text.index("..", at)
        raise DateSyntaxError(text, at, "a date (strict EDTF has .. first or last)")


def _place(member: Member) -> tuple[bool, int, int, str]:
    """Return where a member stands in canonical text: what has no end comes last."""
    return member.hi == FAR, member.lo, member.hi, member.text


def _read_member(text: str, *, strict: bool) -> Member:
    """Read a member of a set.

    member = date | [date] ".." [date]
    """
    dots = _DOTS.search(text)
    if dots is None:
        return _read_part(text, "set", strict=strict)
    return _read_range(text, dots.start(), strict=strict)


def _precision(text: str) -> str:
    """Return how precise the text of a date is."""
    if _SEASON.fullmatch(text):
        return "season"
    return ("year", "month", "day")[text.lstrip("?~%Y-").count("-")]


def _read_range(text: str, dots: int, *, strict: bool) -> Member:
    """Read a range, of which one end may be open; from a date to itself is the date."""
    if strict and text == "..":
        raise DateSyntaxError(text, 0, "a date at one end of the range")
    first = _read_part(text[:dots], "set", strict=strict) if dots else None
    last = None
    if text[dots + 2 :]:
        try:
            last = _read_part(text[dots + 2 :], "set", strict=strict)
        except DateSyntaxError as fault:
            at = dots + 2 + fault.offset
            raise DateSyntaxError(text, at, fault.expected) from None
    if _is_backward(first, last):
        raise DateSyntaxError(text, dots + 2, "an end that is not before the start")
    if first is not None and last is not None:
        if first.text == last.text and first.mask is None:
            return first
        if strict and _precision(text[:dots]) != _precision(text[dots + 2 :]):
            raise DateSyntaxError(
                text, dots + 2, "an end as precise as the start (strict EDTF)"
            )
    return Range(
        text=f"{first.text if first else ''}..{last.text if last else ''}",
        lo=-FAR if first is None else first.lo,
        hi=FAR if last is None else last.hi,
        flags=(first.flags if first else 0) | (last.flags if last else 0),
        first=first,
        last=last,
    )
