"""The records of a page of dated lines: one event a line, and what is told in it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import attrs

from chrono56.dates import Verdict
from chrono56.dates.words.finding import FoundDate
from chrono56.importers.chronicle_drafts import Drafts
from chrono56.importers.chronicle_lives import BIRTH, SecondDate, name_of
from chrono56.importers.chronicle_page import PageLine
from chrono56.importers.chronicle_prose import Passages
from chrono56.importers.chronicle_text import label_of, sentences
from chrono56.model import Agent, Claim, Dating, Ordering, Participation, Record

_SAME_DAY: Final = "P0D"


@attrs.frozen
class _Beside:
    """Lines of the same section; None where there is none.

    Attributes:
        last: The line before one.
        before: The nearest before it that says its day.
        after: The nearest after it that says its day.
    """

    last: PageLine | None
    before: PageLine | None
    after: PageLine | None


def of_lines(drafts: Drafts, lines: Sequence[PageLine]) -> Iterator[Record]:
    """Yield the records of a page of dated lines.

    What stands on a line without a date is placed between the lines that have one,
    and gets none of their days.
    """
    for line, beside in zip(lines, _besides(lines), strict=True):
        drafts.context.at(line.number)
        if _tells_itself(line):
            yield from _event(drafts, line, beside)
        yield from _nested(drafts, line)


def _besides(lines: Sequence[PageLine]) -> Iterator[_Beside]:
    before = _last_with_a_day(lines)
    after = reversed(_last_with_a_day(lines[::-1]))
    last: PageLine | None = None
    for line, earlier, later in zip(lines, before, after, strict=True):
        is_beside = last is not None and last.section == line.section
        yield _Beside(last if is_beside else None, earlier, later)
        last = line


def _last_with_a_day(lines: Sequence[PageLine]) -> list[PageLine | None]:
    """Return for each line the last one before it in its section that says its day."""
    found: list[PageLine | None] = []
    last: PageLine | None = None
    for line in lines:
        if last is not None and last.section != line.section:
            last = None
        found.append(last)
        last = line if line.is_to_the_day else last
    return found


def _tells_itself(line: PageLine) -> bool:
    """Say whether a line is an event apart from the dates within its sentences.

    It is not, if nothing dates it as a whole and its first sentence has a date.
    """
    if line.head is not None or line.when is not None:
        return True
    _, end = next(sentences(line.text, _spans(line.dates)))
    return not any(one.start < end and one.reading.when for one in line.dates)


def _event(drafts: Drafts, line: PageLine, beside: _Beside) -> Iterator[Record]:
    """Yield the event of a line, its words, and when it was or between what."""
    event = drafts.id_of(line.number)
    label = label_of(line.body) or label_of(line.text)
    yield drafts.event(event, label, line.life or "other")
    yield drafts.statement(event, line.text, line.number)
    if line.when is not None:
        because = "; ".join(filter(None, (line.taken_from, line.because)))
        drafts.note(line.number, line.words, line.when, because, label)
        yield drafts.dating(
            *(event, line.when, line.number, line.words), reason=line.taken_from
        )
    else:
        placed = list(_placed(drafts, line, beside))
        yield from placed
        because = "; ".join(claim.reason for claim in placed) or "nothing places it"
        drafts.note(line.number, line.words, None, because, label)
    if line.life:
        yield from _life(drafts, line)


def _placed(drafts: Drafts, line: PageLine, beside: _Beside) -> Iterator[Claim]:
    """Yield where a line without a date belongs: beside which lines, in which year."""
    event = drafts.id_of(line.number)
    if line.head is not None:
        yield from _counted(drafts, line, line.head, beside.last)
    elif beside.before is not None and beside.after is not None:
        # One at the end of a section may belong to what comes next.
        for name, other, least, most in (
            ("after", beside.before, _SAME_DAY, None),
            ("before", beside.after, None, _SAME_DAY),
        ):
            says = _ordering(drafts, other, least, most)
            reason = f"by its place {name} line {other.number}"
            yield drafts.claim(name, event, says, line.number, reason=reason)
    if line.about is not None:
        reason = f"{line.about} is what {line.about_from} is about"
        yield drafts.claim(
            "when", event, Dating(line.about), line.number, reason=reason
        )


def _counted(
    drafts: Drafts, line: PageLine, head: FoundDate, last: PageLine | None
) -> Iterator[Claim]:
    """Yield how far a line is from the one before it, as "the next day" says."""
    distance = head.reading.distance
    if distance is not None and last is not None and _tells_itself(last):
        yield drafts.claim(
            "after",
            drafts.id_of(line.number),
            _ordering(drafts, last, distance.least, distance.most),
            line.number,
            as_written=line.words,
            reason=f"counted from line {last.number}",
        )


def _ordering(
    drafts: Drafts, beside: PageLine, least: str | None, most: str | None
) -> Ordering:
    """Return what lies at a distance from a line; pages go by the days of starts."""
    other = drafts.id_of(beside.number)
    return Ordering("start", other=other, other_point="start", least=least, most=most)


def _life(drafts: Drafts, line: PageLine) -> Iterator[Record]:
    """Yield whose life a line tells of, and the other date of it."""
    event, name = drafts.id_of(line.number), name_of(line.body)
    language = drafts.context.language
    yield Agent(f"{event}.person", "person", {language: name} if name else {})
    who = Participation(f"{event}.person")
    yield drafts.claim("who", event, who, line.number, reason=line.because)
    if line.second is not None:
        yield from _second(drafts, line.number, line.second, name)


def _second(
    drafts: Drafts, number: int, second: SecondDate, name: str
) -> Iterator[Record]:
    event = drafts.id_of(number)
    other = f"{event}.{'born' if second.kind == BIRTH else 'died'}"
    yield drafts.event(other, name, second.kind)
    yield drafts.claim("who", other, Participation(f"{event}.person"), number)
    yield drafts.dating(other, second.when, number, second.words)
    what = second.kind.partition(".")[2]
    drafts.note(number, second.words, second.when, "", f"{what} of {name}")


def _nested(drafts: Drafts, line: PageLine) -> Iterator[Record]:
    """Yield what a line tells of other dates: each is an event of its own.

    Only what begins the text after the head, and lies within its date, says more
    exactly when the line's own event was.
    """
    event = drafts.id_of(line.number)
    told = Passages(drafts, line.text, line.given_by)
    if line.head is not None:
        told.remember(line.head, f"{event}.when", line.number)
    dates = [one for one in line.dates if not _is_second(one, line)]
    if dates and _refines(dates[0], line):
        first = dates.pop(0)
        reason, premises = told.leaning(first)
        told.remember(first, f"{event}.time", line.number)
        if first.reading.when is not None:
            when, words = first.reading.when, first.reading.text
            drafts.note(line.number, words, when, reason, label_of(line.body))
            yield drafts.dating(
                *(event, when, line.number, words),
                name="time",
                reason=reason,
                premises=premises,
            )
    heads = (line.head,) if line.head is not None else ()
    for start, end in sentences(line.text, _spans((*heads, *line.dates))):
        here = [one for one in dates if start <= one.start < end]
        sentence = max(start, line.rest), end
        is_told = line.head is not None
        yield from told.of(sentence, here, line.number, is_told=is_told)


def _refines(date: FoundDate, line: PageLine) -> bool:
    """Say whether a date right after the head says more exactly when it was."""
    if line.head is None or line.when is None or date.reading.when is None:
        return False
    between = line.text[line.rest : date.start].strip()
    if between or date.reading.when == line.when:
        return False
    return date.reading.when.within(line.when) is Verdict.CERTAIN


def _is_second(date: FoundDate, line: PageLine) -> bool:
    return line.second is not None and date.start >= line.second.span[0]


def _spans(dates: Iterable[FoundDate]) -> list[tuple[int, int]]:
    return [(one.start, one.end) for one in dates]
