"""The chronology: a log, read by a policy, as of a point in its history."""

from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import attrs

from chrono56.chronology.answering import found, undated
from chrono56.chronology.evidence import Evidence
from chrono56.chronology.query import Query, as_reading
from chrono56.chronology.tables.readmodel import ReadModel
from chrono56.chronology.views import EventView, Stats
from chrono56.dates import MonthDay, When
from chrono56.log.log import Log

if TYPE_CHECKING:
    from chrono56.chronology.checks.offer import CheckOffer
    from chrono56.chronology.checks.survey import Survey
    from chrono56.chronology.reading import Reading
    from chrono56.chronology.tables.steps import Progress
    from chrono56.findings import Finding
    from chrono56.model.vocabulary import MoreKinds


class Chronology(Evidence):
    """What the log comes to: events in order of time, and who says what about them.

    It stands still: what is appended to the log later is not in it. It may be used from
    any thread, by one at a time; it is a context manager, and closes itself when it is
    no longer used.

    Its examples ask the one that travels with chrono56:

    >>> import chrono56 as c56
    >>> chronology = c56.open_bundled().chronology()
    >>> chronology.title
    'The Hungarian revolution of 1956'
    """

    @staticmethod
    def open(
        log: Log,
        *,
        cache: bool = True,
        as_of: str = "",
        reading: "Reading | str | None" = None,
        progress: "Progress | None" = None,
    ) -> "Chronology":
        """Return the chronology of a log.

        Args:
            log: The log.
            cache: Keep what was derived for the next time, outside the log's folder.
            as_of: A point in the log's history (see `as_of`); empty for now.
            reading: The policy that says which claims are heard, and chooses among
                them, or its text; None is the default.
            progress: Called from time to time while what is derived is made anew, with
                the share of the work that is done, from 0 to 1.

        Raises:
            DamagedLogError: The log can't be read.
            PointError: *as_of* names no point of the log's history.
            ReadingSyntaxError: A text is no reading.
            UnknownIdError: The reading names a source that the log never held.

        >>> log = c56.open_bundled()
        >>> serbian = c56.Chronology.open(log, reading="language=sr")
        >>> len(serbian) < len(chronology)
        True
        """
        other = as_reading(reading)
        tables = ReadModel.of(log, cache=cache, reading=other, progress=progress)
        now = Chronology(log, tables, tables.number, "")
        if other is not None:
            now._require_sources(other)
        if not as_of:
            return now
        then, number = now._at(as_of)
        if then is not tables:
            tables.close()
        return Chronology(log, then, number, as_of)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the tables; values that were read from them stay good.

        What `as_of` returned may read from the same tables: closing it leaves this
        chronology open, and closing this one closes it too.

        >>> with c56.open_bundled().chronology() as told:
        ...     trial = told.event("nagy-trial")
        >>> trial.when
        When('1958-06-09/1958-06-15')
        """
        if not self._shared:
            self._tables.close()

    @property
    def log_id(self) -> str:
        """The id that the log was started with, random where it was recorded by hand.

        >>> chronology.log_id
        'hungary-1956'
        """
        return self._log.id

    @property
    def title(self) -> str:
        """The title; empty if none was given.

        >>> c56.open_log("memory:", by="anna").chronology().title
        ''
        """
        return self._state.judgement("", "title")[0]

    @property
    def kinds(self) -> "MoreKinds":
        """The kinds that whoever opened the log knows beyond those that ship.

        >>> log = c56.open_log("memory:", by="anna", kinds=["labour.sit-in"])
        >>> "labour.sit-in" in log.chronology().kinds
        True
        """
        return self._log.kinds

    @property
    def reading(self) -> "Reading":
        """The policy that says which claims are heard, and chose among them.

        >>> str(chronology.reading), str(chronology.under("language=hu").reading)
        ('default', 'language=hu')
        """
        return self._state.reading

    def _ask_kinds(self) -> "MoreKinds":
        return self.kinds

    def __len__(self) -> int:
        """Count the events that iteration yields."""
        (count,) = self._state.rows(
            "SELECT count(*) FROM event WHERE retracted = 0"
            " AND occurrence = 'asserted' AND $held"
        ).fetchone()
        return int(count)

    def __iter__(self) -> Iterator[EventView]:
        """Yield all events in order of time, the undated last.

        What is only planned, supposed or denied is left out; a Query can ask for it.
        """
        return self.select(Query())

    def select(self, query: Query) -> Iterator[EventView]:
        """Yield the events that meet a query, in order of time, the undated last.

        With a date in the query each event carries its verdict, certain or possible.

        >>> [event.id for event in chronology.select(c56.Query(agent="laszlo-rajk"))]
        ['rajk-reburial', 'rajk-execution', 'rajk-trial']
        """
        if query.as_of:
            return self.as_of(query.as_of).select(attrs.evolve(query, as_of=""))
        if query.reading is not None:
            return self.under(query.reading).select(attrs.evolve(query, reading=None))
        if query.related:
            from chrono56.chronology.placing import found_related  # noqa: PLC0415

            return found_related(self._state, query, self._related, self._ask_kinds)
        return found(self._state, query, self._ask_kinds)

    def undated(self, query: Query, most: int) -> int:
        """Count the events without a date that ``related`` might add to an answer.

        Args:
            query: What is asked; its dates are left out.
            most: Look at no more undated events than that.

        >>> chronology.undated(c56.Query(agent="imre-nagy"), most=10)
        10
        """
        return sum(1 for _ in undated(self._state, query, self._ask_kinds, most))

    def on(self, day: When | MonthDay | str, **filters: Any) -> Iterator[EventView]:
        """Yield the events that touch a date, or a day of any year such as "11-04".

        Args:
            day: The date; EDTF text is read.
            **filters: The other fields of a `Query`.

        >>> [event.id for event in chronology.on("06-16", kind="justice.execution")]
        ['nagy-execution']
        """
        return self.select(Query(on_day=day, **filters))

    def between(
        self, first: When | str, last: When | str, **filters: Any
    ) -> Iterator[EventView]:
        """Yield what touches the days from *first*'s earliest to *last*'s latest.

        Args:
            first: The first date, inclusive; EDTF text is read.
            last: The last date, inclusive.
            **filters: The other fields of a `Query`.

        >>> [event.id for event in chronology.between("1963", "1966", begins=True)]
        ['mszmp-report-of-1963', 'amnesty-1963']
        """
        return self.select(Query(during=(first, last), **filters))

    def search(self, words: str, **filters: Any) -> Iterator[EventView]:
        """Yield the events in which all *words*, or words that begin so, are found.

        Args:
            words: The words; accents, case and the Serbian alphabets are all one.
            **filters: The other fields of a `Query`.

        >>> [event.id for event in chronology.search("rajk", kind="justice")]
        ['rajk-execution', 'rajk-trial']
        """
        return self.select(Query(text=words, **filters))

    def findings(self) -> "Iterator[Finding]":
        """Yield what is odd about the log, in the order of entries.

        A log that one program wrote in one place has none; a union of copies can. Where
        two judgements met, a later one by somebody who knew both settles it.

        >>> list(chronology.findings())
        []
        """
        from chrono56.findings import Finding  # noqa: PLC0415 - as in `Past`

        rows = self._state.rows(
            "SELECT rule, severity, about, text FROM finding WHERE $held ORDER BY rowid"
        )
        for rule, severity, about, text in rows:
            yield Finding(rule, severity, tuple(about.split()), text)

    @cached_property
    def survey(self) -> "Survey":
        """Everything that stands, read at once and kept: what checks look at.

        >>> chronology.survey.events["nagy-trial"].kind
        'justice.trial'
        """
        from chrono56.chronology.checks.survey import Survey  # noqa: PLC0415 - as in `Past`

        return Survey(self._state, self._log.kinds)

    def check(
        self,
        rules: Collection[str] = (),
        *,
        offers: "Mapping[str, CheckOffer] | None" = None,
    ) -> "Iterator[Finding]":
        """Yield what is impossible, unlikely or worth a look, rule by rule.

        Args:
            rules: The names of the rules to check; empty for all.
            offers: The checks by rule; None for those that ship. `chrono56.check` adds
                those of plugins.

        Raises:
            PluginError: There is no such rule.

        >>> {found.severity for found in chronology.check(["lone-unreliable"])}
        {'warning'}
        """
        from chrono56.chronology.checks.checks import OFFERS, checked  # noqa: PLC0415 - as in `Past`

        return checked(self, rules, OFFERS if offers is None else offers)

    def stats(self) -> Stats:
        """Count what there is.

        >>> chronology.stats().last
        '2016-10-31'
        """
        from chrono56.chronology.stats import stats  # noqa: PLC0415 - as in `Past`

        return stats(self._state)
