"""The one query of the API, the command line and the exporters."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import attrs
from immutabledict import immutabledict

from chrono56.chronology.schema import BEYOND, bound
from chrono56.chronology.state import State
from chrono56.chronology.views import EventView, Revision
from chrono56.dates import MonthDay, Verdict, When
from chrono56.errors import RecordError
from chrono56.log.canonical import parsed

if TYPE_CHECKING:
    from chrono56.chronology.reading import Reading

_CERTAINTIES: Final = ("", "certain", "possible")
# A text with one of these names a set, or leaves out digits: not all days between its
# bounds need belong to it.
_GAPS: Final = re.compile(r"[X\[{]")

COLUMNS: Final = (
    "id, kind, labels, whenever, as_written, sources, dispute, occurrence, place,"
    " revisions, first, last, retracted"
)


def _as_when(value: Any, where: str) -> When:
    if isinstance(value, str):
        return When.parse(value)
    if isinstance(value, When):
        return value
    found = f"{value!r} is no date"
    raise RecordError(found, 'give a When, or a text such as "1956-10-23"', where)


def _as_day(value: Any) -> When | MonthDay | None:
    if value is None or isinstance(value, MonthDay):
        return value
    if isinstance(value, str) and re.fullmatch(r"(--)?\d\d-\d\d", value, re.ASCII):
        return MonthDay.parse(value)
    return _as_when(value, "query.on_day")


def _as_period(value: Any) -> tuple[When, When] | None:
    match value:
        case None:
            return None
        case (first, last):
            return _as_when(first, "query.during"), _as_when(last, "query.during")
        case _:
            found = f"{value!r} is no period"
            fine = 'give two dates, such as ("1956-10-23", "1956-11-04")'
            raise RecordError(found, fine, "query.during")


def as_reading(value: Any) -> "Reading | None":
    """Return a reading, or the one that a text is; None stays None.

    Raises:
        RecordError: It is none of these.
        ReadingSyntaxError: The text is no reading.
    """
    if value is None:
        return None
    # Not at the top: most often nobody asks for one.
    from chrono56.chronology.reading import Reading  # noqa: PLC0415

    if isinstance(value, Reading):
        return value
    if isinstance(value, str):
        return Reading.parse(value)
    fine = 'give a Reading, or a text such as "issued-before=1957"'
    raise RecordError(f"{value!r} is no reading", fine, "reading")


@attrs.frozen(kw_only=True)
class Query:
    """Ask for events; whatever is given must all be met, and text is read as dates.

    Attributes:
        on_day: A date (whatever touches it is found), or a day of any year ("11-04").
        during: Two dates, from the first's earliest day to the second's latest.
        kind: A kind, or a family of kinds such as ``conflict``.
        place: The id of a place; what lies in it counts too.
        agent: The id of an agent.
        source: The id of a source.
        text: Words that must all be found, at least their beginnings; accents, case
            and the Serbian alphabets make no difference.
        certainty: ``certain`` or ``possible``: only what so stands to the dates asked
            for; empty for both.
        begins: Only what begins within the days that are asked for; not what was under
            way, or may have been.
        everything: Also what is only planned, supposed or denied.
        retracted: What was taken back, and nothing else.
        as_of: A point in the log's history; empty for the state that is asked.
        reading: The policy that says which claims are heard, and chooses among them;
            its text is read, and None is the one that is asked.
        related: Also events without a date, when that follows from how they stand to
            others: what they came after and before, and what they were a part of.

    Raises:
        RecordError: A certainty without a date to measure it by, or none of its words;
            a beginning without days to lie within; a value that is no date, or a period
            that is not two of them.
        DateSyntaxError: A text is not a date; or a period ends before it begins.
        ReadingSyntaxError: A text is no reading.
    """

    on_day: When | MonthDay | None = attrs.field(default=None, converter=_as_day)
    during: tuple[When, When] | None = attrs.field(default=None, converter=_as_period)
    kind: str = ""
    place: str = ""
    agent: str = ""
    source: str = ""
    text: str = ""
    certainty: str = ""
    begins: bool = False
    everything: bool = False
    retracted: bool = False
    as_of: str = ""
    reading: "Reading | None" = attrs.field(default=None, converter=as_reading)
    related: bool = False

    def __attrs_post_init__(self) -> None:
        """Refuse what can't be meant."""
        if self.certainty not in _CERTAINTIES:
            found = f"{self.certainty!r} is no certainty"
            raise RecordError(found, "use certain or possible", "query.certainty")
        if self.certainty and self.on_day is None and self.during is None:
            found = "a certainty without a date"
            raise RecordError(found, "give on_day or during", "query.certainty")
        if self.begins and not list(_asked(self)):
            found = "a beginning without days to lie within"
            raise RecordError(
                found, "give on_day or during, from a year on", "query.begins"
            )
        if self.during is not None:
            When.span(*self.during)


def found(state: State, query: Query) -> Iterator[EventView]:
    """Yield the events of a state that meet a query, in order of time; undated last."""
    # Not at the top: it looks at queries.
    from chrono56.chronology.selecting import rows_found  # noqa: PLC0415

    for row in rows_found(state, query):
        when = _when_of(row)
        verdict = _verdict(when, query)
        if verdict is None or _is_wanted(when, verdict, query):
            yield _view(row, when, verdict)


def judged(view: EventView, query: Query) -> EventView | None:
    """Return an event with its verdict on the dates that are asked for, if any are.

    None, if it can't have been then, or not with the certainty that is asked for.
    """
    verdict = _verdict(view.when, query)
    if verdict is None:
        return view
    if not _is_wanted(view.when, verdict, query):
        return None
    return attrs.evolve(view, verdict=verdict)


def undated(state: State, query: Query, most: int = -1) -> Iterator[EventView]:
    """Yield events without a date that meet all else and are tied to others.

    Args:
        state: What stood when.
        query: The query; its dates are left out.
        most: Look at no more undated events than that; -1 for all.
    """
    wanted = attrs.evolve(query, on_day=None, during=None, certainty="", begins=False)
    from chrono56.chronology.selecting import rows_undated  # noqa: PLC0415 - as above

    return map(view_of, rows_undated(state, wanted, most))


def event_of(state: State, event_id: str) -> EventView | None:
    """Return an event of a state; a retracted one is so marked."""
    row = state.rows(
        f"SELECT {COLUMNS} FROM event WHERE id = :id AND $held",  # noqa: S608 - our words
        id=event_id,
    ).fetchone()
    return None if row is None else view_of(row)


def view_of(row: tuple[Any, ...]) -> EventView:
    """Return the view that a row of the table ``event`` holds, without a verdict."""
    return _view(row, _when_of(row), None)


def _when_of(row: tuple[Any, ...]) -> When | None:
    return When.parse(row[3]) if row[3] else None


def _view(
    row: tuple[Any, ...], when: When | None, verdict: Verdict | None
) -> EventView:
    identity, kind, labels, _, written, sources, dispute, occurrence, place = row[:9]
    return EventView(
        id=identity,
        kind=kind,
        labels=immutabledict(parsed(labels.encode())),
        when=when,
        as_written=written,
        verdict=verdict,
        sources=tuple(sources.split()),
        disputed=dispute > 1,
        occurrence=occurrence,
        place=place,
        revision=Revision(row[9], row[10], row[11], bool(row[12])),
    )


def _is_wanted(when: When | None, verdict: Verdict, query: Query) -> bool:
    """Say whether an event of that date and verdict is an answer."""
    if verdict is Verdict.IMPOSSIBLE or query.certainty not in ("", verdict.value):
        return False
    begins = -BEYOND if when is None else bound(when.earliest, -BEYOND)
    return not query.begins or all(
        begins >= bound(asked.earliest, -BEYOND) for asked in _asked(query)
    )


def _asked(query: Query) -> Iterator[When]:
    """Yield the dates with which the days begin that are asked for, if they do."""
    during = query.during or (None,)
    for asked in (query.on_day, during[0]):
        if isinstance(asked, When) and asked.earliest is not None:
            yield asked


def _verdict(when: When | None, query: Query) -> Verdict | None:
    """Return how an event stands to all dates asked for; None if none were."""
    verdicts = []
    if query.on_day is not None:
        verdicts.append(_verdict_on(when, query.on_day))
    if query.during is not None:
        verdicts.append(
            Verdict.IMPOSSIBLE if when is None else _overlap(when, *query.during)
        )
    for verdict in (Verdict.IMPOSSIBLE, Verdict.POSSIBLE, Verdict.CERTAIN):
        if verdict in verdicts:
            return verdict
    return None


def _verdict_on(when: When | None, asked: When | MonthDay) -> Verdict:
    if when is None:
        return Verdict.IMPOSSIBLE
    if isinstance(asked, MonthDay):
        return when.falls_on(asked.month, asked.day)
    if asked.has_time:
        return when.overlaps(asked)
    if not _GAPS.search(str(asked)):
        return _overlap(when, asked, asked)
    when = when.by_day()  # as in `_overlap`
    if when.day is not None:
        outside = asked.contains_day(when.day) is Verdict.IMPOSSIBLE
        return Verdict.IMPOSSIBLE if outside else Verdict.CERTAIN
    if when.within(asked) is Verdict.CERTAIN:
        return Verdict.CERTAIN
    outside = when.overlaps(asked) is Verdict.IMPOSSIBLE
    return Verdict.IMPOSSIBLE if outside else Verdict.POSSIBLE


def _overlap(when: When, first: When, last: When) -> Verdict:
    """Return how an event stands to the days from *first*'s to *last*'s."""
    begins = bound(first.earliest, BEYOND) <= bound(when.earliest, -BEYOND)
    if begins and bound(when.latest, BEYOND) <= bound(last.latest, -BEYOND):
        return Verdict.CERTAIN  # most often all of it lies within
    # Who asks for a day asks for all its hours.
    return when.by_day().overlaps(_days(first, last))


@lru_cache(maxsize=16)
def _days(first: When, last: When) -> When:
    """Return the extent of the days that are asked for: the same, event after event."""
    return When.span(first, last)
