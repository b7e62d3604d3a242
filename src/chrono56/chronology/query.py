"""The one query of the API, the command line and the exporters."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

import attrs

from chrono56.dates import MonthDay, When
from chrono56.errors import RecordError

if TYPE_CHECKING:
    from chrono56.chronology.reading import Reading

_CERTAINTIES: Final = ("", "certain", "possible")


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
            and the Serbian alphabets make no difference. What a kind of event is
            called, or what a figure counts, finds the events with these, too.
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

    >>> query = Query(on_day="06-16", kind="justice", certainty="certain")
    >>> 'nagy-execution' in {event.id for event in chronology.select(query)}
    True
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
        if self.begins and not list(dates_asked(self)):
            found = "a beginning without days to lie within"
            raise RecordError(
                found, "give on_day or during, from a year on", "query.begins"
            )
        if self.during is not None:
            When.span(*self.during)


def dates_asked(query: Query) -> Iterator[When]:
    """Yield the dates with which the days begin that are asked for, if they do."""
    during = query.during or (None,)
    for asked in (query.on_day, during[0]):
        if isinstance(asked, When) and asked.earliest is not None:
            yield asked
